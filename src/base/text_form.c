/* The forms of a text: clean, normal, as a heading, as a name. */
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT "\xEF\xBF\xBD"

static void add_cp(struct buf *b, uint32_t cp)
{
	char bytes[4];

	buf_add(b, bytes, (size_t)utf8_encode(cp, bytes));
}

/* Invisible and without meaning in a name or a number: zero-width spaces and joiners, marks of direction, soft hyphens.
 */
static bool is_ignorable(uint32_t cp)
{
	return cp >= 0xAD && utf8proc_get_property((utf8proc_int32_t)cp)->ignorable;
}

static bool is_variation_selector(uint32_t cp)
{
	return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

static bool is_dropped_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

/* How much of s is printable ASCII and such hanzi: nearly all of a list, and cheap to look through. */
static size_t plain_run(const char *s, size_t n)
{
	size_t at = 0;

	for (;;) {
		if (at < n && s[at] >= ' ' && s[at] < 0x7F)
			at++;
		else if (at + 2 < n && text_is_plain_han(s + at))
			at += 3;
		else
			return at;
	}
}

static bool is_all_han(const char *s)
{
	size_t n = strlen(s), at = 0;

	while (at + 2 < n && text_is_plain_han(s + at))
		at += 3;
	return n && at == n;
}

static bool is_plain(const char *s, bool capitals)
{
	while (*s)
		if (*s > ' ' && *s < 0x7F && (capitals || *s < 'A' || *s > 'Z'))
			s++;
		else if (text_is_plain_han(s))
			s += 3;
		else
			return false;
	return true;
}

bool text_is_plain(const char *s)
{
	return is_plain(s, true);
}

void text_clean(struct buf *b, const char *s, size_t n, bool lines)
{
	bool was_bad = false;

	while (n) {
		size_t run = plain_run(s, n);
		uint32_t cp;
		int len;
		bool is_bad;

		if (run) {
			buf_add(b, s, run);
			was_bad = false;
			s += run;
			n -= run;
			continue;
		}
		len = utf8_decode(s, n, &cp);
		is_bad = len < 0;

		if (is_bad) {
			if (!was_bad)
				buf_adds(b, REPLACEMENT);
			len = 1;
		} else if (cp == '\r' && n > 1 && s[1] == '\n') {
			/* one end of line, written at the \n */
		} else if (cp == '\n' || cp == '\r' || cp == 0x2028 || cp == 0x2029) {
			buf_addc(b, lines ? '\n' : ' ');
		} else if (cp == '\t') {
			buf_addc(b, ' ');
		} else if (!is_dropped_control(cp)) {
			buf_add(b, s, (size_t)len);
		}
		was_bad = is_bad;
		s += len;
		n -= (size_t)len;
	}
}

static bool is_ascii(const struct buf *b)
{
	for (size_t i = 0; i < b->n; i++)
		if ((unsigned char)b->s[i] >= 0x80)
			return false;
	return true;
}

/* s cleaned and brought to the form the options name. */
static char *mapped(const char *s, utf8proc_option_t options)
{
	struct buf clean = BUF_INIT;
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t n;

	if (s)
		text_clean(&clean, s, strlen(s), false);
	if (is_ascii(&clean))
		return buf_detach(&clean); /* most cells of a list; every form leaves them as they are */
	n = utf8proc_map((const utf8proc_uint8_t *)clean.s, (utf8proc_ssize_t)clean.n, &out,
			 UTF8PROC_STABLE | UTF8PROC_COMPOSE | options);
	if (n < 0)
		mem_out(); /* the only failure left: the bytes are valid */
	buf_release(&clean);
	return (char *)out;
}

char *text_nfkc(const char *s)
{
	struct buf b = BUF_INIT;
	char *normal;
	uint32_t cp;
	size_t n;

	if (s && text_is_plain(s))
		return mem_dup(s);
	normal = mapped(s, UTF8PROC_COMPAT | UTF8PROC_IGNORE);
	for (const char *at = normal; (n = utf8_step(at, &cp)); at += n) {
		if (!text_is_space(cp))
			buf_add(&b, at, n);
		else if (b.n && b.s[b.n - 1] != ' ')
			buf_addc(&b, ' ');
	}
	if (b.n && b.s[b.n - 1] == ' ')
		buf_cut(&b, b.n - 1);
	free(normal);
	return buf_detach(&b);
}

const char *text_as_heading(const char *s, char **made)
{
	*made = s && is_plain(s, false) ? NULL : text_heading(s);
	return *made ? *made : s;
}

char *text_heading(const char *s)
{
	struct buf b = BUF_INIT;
	char *normal, *heading;
	uint32_t cp;
	size_t n;

	if (s && is_plain(s, false))
		return mem_dup(s);
	normal = text_nfkc(s);
	for (const char *at = normal; (n = utf8_step(at, &cp)); at += n)
		if (cp != ' ')
			add_cp(&b, (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp));
	heading = text_nfkc(b.s); /* a mark may have lost the blank before it and met a letter */
	mem_free(normal);
	buf_release(&b);
	return heading;
}

/* The dots that stand for the one in names such as those of Uyghurs. */
static bool is_name_dot(uint32_t cp)
{
	switch (cp) {
	case '.':
	case 0x00B7:
	case 0x0387:
	case 0x2022:
	case 0x2027:
	case 0x2219:
	case 0x22C5:
	case 0x30FB:
	case 0xFF0E:
	case 0xFF65:
		return true;
	default:
		return false;
	}
}

/* Rare hanzi of names also arrive from the private use areas. */
static bool is_name_han(uint32_t cp)
{
	return text_is_han(cp) || (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
}

/* The next code point that says something, or 0: blanks, dots if told, and invisible ones are passed over. */
static uint32_t peek(const char *s, bool over_dots)
{
	uint32_t cp;
	size_t n;

	for (; (n = utf8_step(s, &cp)); s += n)
		if (!text_is_space(cp) && !is_ignorable(cp) && !(over_dots && is_name_dot(cp)))
			return cp;
	return 0;
}

/* Both forms of a name, from clean text. A blank stays only between two words that are not written in hanzi ("Anna
 * Li"). */
static char *name_form(const char *s, bool as_key)
{
	struct buf b = BUF_INIT;
	uint32_t cp, before = 0; /* last code point that said something */
	bool blank = false;
	size_t n;

	for (; (n = utf8_step(s, &cp)); s += n) {
		if (text_is_space(cp)) {
			blank = true;
			continue;
		}
		if (is_ignorable(cp)) {
			if (!as_key && is_variation_selector(cp))
				buf_add(&b, s, n);
			continue;
		}
		if (is_name_dot(cp)) {
			uint32_t after = peek(s + n, true);

			if (as_key || is_name_dot(before))
				continue;
			if (is_name_han(before) && is_name_han(after))
				cp = 0x00B7;
		}
		if (blank && before && !is_name_han(before) && !is_name_han(cp) && !is_name_dot(cp) && before != 0x00B7)
			buf_addc(&b, ' ');
		blank = false;
		add_cp(&b, cp);
		before = cp;
	}
	return buf_detach(&b);
}

static char *clean_name(const char *s, bool as_key)
{
	struct buf clean = BUF_INIT;
	char *name;

	if (s)
		text_clean(&clean, s, strlen(s), false);
	name = name_form(clean.s, as_key);
	buf_release(&clean);
	return name;
}

char *text_name_key(const char *s)
{
	char *name, *normal, *key;

	if (s && is_all_han(s))
		return mem_dup(s);
	name = clean_name(s, true);
	normal = mapped(name, 0);
	key = mem_dup(normal);
	mem_free(name);
	free(normal);
	return key;
}

char *text_name(const char *s)
{
	return s && is_all_han(s) ? mem_dup(s) : clean_name(s, false);
}

bool text_is_all_blank(const char *s)
{
	return !text_is_plain_han(s) && !peek(s, false);
}

char *text_typed(const char *s)
{
	char *typed = text_nfkc(s);

	for (char *c = typed; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return typed;
}

bool text_in_bars(const char *list, const char *item)
{
	size_t n = strlen(item);

	for (const char *s = list; *s; s += strspn(s, "|")) {
		size_t m = strcspn(s, "|");
		if (m == n && memcmp(s, item, n) == 0)
			return true;
		s += m;
	}
	return false;
}

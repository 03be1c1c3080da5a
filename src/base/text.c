/* What a character is, how wide it is, and what fits. Normal forms are in text_form.c. */
#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

#define ELLIPSIS "\xE2\x80\xA6"

int utf8_decode(const char *s, size_t n, uint32_t *cp)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *u = (const unsigned char *)s;
	int len;
	uint32_t c;

	if (!n)
		return 0;
	c = u[0];
	len = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
	if (!len || (size_t)len > n)
		return -1;
	if (len > 1)
		c &= 0x7Fu >> len;
	for (int i = 1; i < len; i++) {
		if ((u[i] & 0xC0) != 0x80)
			return -1;
		c = c << 6 | (u[i] & 0x3F);
	}
	if (c < least[len] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return -1;
	*cp = c;
	return len;
}

/* How many bytes at u are ASCII, eight of them looked at together. */
static size_t ascii_run(const unsigned char *u, size_t n)
{
	size_t at = 0;

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	for (uint64_t eight; at + 8 <= n; at += 8) {
		memcpy(&eight, u + at, 8);
		eight &= UINT64_C(0x8080808080808080);
		if (eight)
			return at + (size_t)__builtin_ctzll(eight) / 8;
	}
#endif
	while (at < n && u[at] < 0x80)
		at++;
	return at;
}

size_t utf8_run(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t at = 0, from;

	do {
		from = at += ascii_run(u + at, n - at);
		while (at + 3 <= n && u[at] > 0xE0 && u[at] < 0xED && (u[at + 1] & 0xC0) == 0x80 &&
		       (u[at + 2] & 0xC0) == 0x80)
			at += 3;
	} while (at > from);
	return at;
}

int utf8_encode(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return 0;
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

size_t utf8_step(const char *s, uint32_t *cp)
{
	int len = utf8_decode(s, strnlen(s, 4), cp);

	if (len >= 0)
		return (size_t)len;
	*cp = 0xFFFD;
	return 1;
}

bool utf8_is_valid(const char *s, size_t n)
{
	size_t at = 0;
	uint32_t cp;

	while ((at += utf8_run(s + at, n - at)) < n) {
		int len = utf8_decode(s + at, n - at, &cp);

		if (len < 0)
			return false;
		at += (size_t)len;
	}
	return true;
}

bool text_is_han(uint32_t cp)
{
	if (cp < 0x2E80)
		return false;
	return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x20000 && cp <= 0x3FFFD) ||
	       (cp >= 0xF900 && cp <= 0xFAFF) || cp <= 0x2FDF || cp == 0x3005 || cp == 0x3007;
}

bool text_is_space(uint32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 ||
	       cp == 0x2029 || cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

int text_char_width(uint32_t cp)
{
	if (cp < 0x7F)
		return cp >= ' ';
	/* Planes 2 and 3 are reserved for hanzi: those newer than the library's tables are as wide as the rest. */
	if (cp >= 0x20000 && cp <= 0x3FFFD)
		return 2;
	/* Hangul vowels and finals stand inside the syllable that their initial opened. */
	if ((cp >= 0x1160 && cp <= 0x11FF) || (cp >= 0xD7B0 && cp <= 0xD7FF))
		return 0;
	return cp <= 0x10FFFF ? utf8proc_charwidth((utf8proc_int32_t)cp) : 0;
}

int text_width(const char *s)
{
	int width = 0;
	uint32_t cp;
	size_t n;

	for (; (n = utf8_step(s, &cp)); s += n)
		width += text_char_width(cp);
	return width;
}

/* Bytes of the character at s if it is printable ASCII or a hanzi of the first block, else 0. Two of these in a row
 * are two graphemes, one and two columns wide, without anybody's tables. */
static size_t plain(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	if (u[0] < 0x80)
		return u[0] >= ' ' && u[0] < 0x7F;
	if (u[0] < 0xE4 || u[0] > 0xE9 || (u[0] == 0xE4 && u[1] < 0xB8))
		return 0;
	return (u[1] & 0xC0) == 0x80 && (u[2] & 0xC0) == 0x80 ? 3 : 0;
}

/* One grapheme at s: its bytes, its columns. */
static size_t cluster(const char *s, int *width)
{
	size_t easy = plain(s);

	if (easy && (!s[easy] || plain(s + easy))) {
		*width = easy == 1 ? 1 : 2;
		return easy;
	}

	utf8proc_int32_t state = 0;
	uint32_t cp, after;
	size_t at = utf8_step(s, &cp), n;

	*width = at ? text_char_width(cp) : 0;
	/* the usual case without the library's tables: ASCII never joins what is below the combining marks */
	if (!at || ((unsigned char)s[at] < 0x80 && (cp < 0x300 || text_is_han(cp)) && cp != '\r'))
		return at;
	for (; (n = utf8_step(s + at, &after)); at += n, cp = after) {
		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)cp, (utf8proc_int32_t)after, &state))
			break;
		*width += text_char_width(after);
	}
	return at;
}

size_t text_next(const char *s, size_t at)
{
	int width;

	return at + cluster(s + at, &width);
}

/* Whether a grapheme is sure to begin at this character whatever stands before it: hanzi and printable ASCII never
 * join what precedes them, save for the few "prepend" marks of Indic scripts, which lie above U+0600. */
static bool opens(uint32_t cp, uint32_t before)
{
	if (cp == '\n')
		return before != '\r';
	return ((cp >= ' ' && cp < 0x7F) || text_is_han(cp)) && (before < 0x300 || text_is_han(before));
}

/* A border before `at` (0 if there is none nearer) from which clusters can be counted forward. */
static size_t anchor(const char *s, size_t at)
{
	uint32_t cp, after = 0;
	size_t after_at = at;

	while (at > 0) {
		size_t back = 1;

		while (back < 4 && back < at && ((unsigned char)s[at - back] & 0xC0) == 0x80)
			back++;
		if (utf8_step(s + at - back, &cp) != back) {
			back = 1;
			cp = 0xFFFD;
		}
		if (after && opens(after, cp))
			return after_at;
		at -= back;
		after = cp;
		after_at = at;
	}
	return 0;
}

size_t text_prev(const char *s, size_t at)
{
	size_t from = anchor(s, at), next;

	while (s[from] && (next = text_next(s, from)) < at)
		from = next;
	return from;
}

size_t text_border(const char *s, size_t at)
{
	size_t from = anchor(s, at);

	while (s[from] && from < at)
		from = text_next(s, from);
	return from;
}

size_t text_fit(const char *s, int cols, int *width)
{
	size_t at = 0, n;
	int used = 0, wide;

	while ((n = cluster(s + at, &wide)) && wide <= cols - used) {
		at += n;
		used += wide;
	}
	if (width)
		*width = used;
	return at;
}

static void add_line(struct buf *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_addc(b, s[i] == '\n' ? ' ' : s[i]);
}

static void pad(struct buf *b, int n)
{
	while (n-- > 0)
		buf_addc(b, ' ');
}

/* Columns when shown on one line: a newline, zero wide in itself, shows as a space. */
static size_t fit_line(const char *s, int cols, int *width)
{
	size_t at = 0, n;
	int used = 0, wide;

	while ((n = cluster(s + at, &wide)) && (wide += s[at] == '\n') <= cols - used) {
		at += n;
		used += wide;
	}
	*width = used;
	return at;
}

void text_cell(struct buf *b, const char *s, int cols, bool right)
{
	int width;
	size_t n;
	bool cut;

	if (cols <= 0)
		return;
	n = fit_line(s, cols, &width);
	cut = s[n] != '\0';
	if (cut) {
		n = fit_line(s, cols - 1, &width);
		width++;
	}
	if (right)
		pad(b, cols - width);
	add_line(b, s, n);
	if (cut)
		buf_adds(b, ELLIPSIS);
	if (!right)
		pad(b, cols - width);
}

/* Marks that may not begin a line, and marks that may not end one; sorted. */
static const uint16_t closing[] = {
	'!',    '%',    ')',    ',',    '.',    ':',    ';',    '?',    ']',    '}',    0x00B0, 0x00B7,
	0x2014, 0x2019, 0x201D, 0x2022, 0x2026, 0x2027, 0x2030, 0x2103, 0x3001, 0x3002, 0x3005, 0x3009,
	0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x3019, 0x301B, 0x301E, 0x30FB, 0xFF01, 0xFF05,
	0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF5E, 0xFF61, 0xFF63, 0xFF64,
};
static const uint16_t opening[] = {
	'(',    '[',    '{',    0x00A5, 0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010,
	0x3014, 0x3016, 0x3018, 0x301A, 0x301D, 0xFF08, 0xFF3B, 0xFF5B, 0xFF62, 0xFFE5,
};

static bool is_among(const uint16_t *marks, size_t n, uint32_t cp)
{
	size_t from = 0;

	while (from < n) {
		size_t mid = from + (n - from) / 2;

		if (marks[mid] == cp)
			return true;
		if (marks[mid] < cp)
			from = mid + 1;
		else
			n = mid;
	}
	return false;
}

/* Whether a line may end between these two neighbours. */
static bool may_break(uint32_t before, uint32_t after)
{
	if (is_among(closing, sizeof(closing) / sizeof(*closing), after))
		return before == ' ';
	if (is_among(opening, sizeof(opening) / sizeof(*opening), before))
		return false;
	return before == ' ' || text_char_width(before) == 2 || text_char_width(after) == 2 ||
	       (before >= 0x2010 && before <= 0x2027);
}

size_t text_wrap(const char *s, int cols, size_t *skip)
{
	size_t at = 0, best = 0, best_skip = 0, n;
	uint32_t before = 0, after;
	int used = 0, wide;

	while ((n = cluster(s + at, &wide))) {
		utf8_step(s + at, &after);
		/* a blank that carries a mark is no blank */
		if (after == '\n' || (after == ' ' && n == 1 && at > 0)) {
			best = at;
			best_skip = 1;
		} else if (at > best + best_skip && may_break(before, after)) {
			best = at;
			best_skip = 0;
		}
		if (after == '\n')
			goto found;
		if (wide > cols - used && at > 0)
			goto cut;
		at += n;
		used += wide;
		before = after;
	}
	*skip = 0;
	return at;
cut:
	if (!best) {
		best = at;
		best_skip = 0;
	}
found:
	*skip = best_skip;
	return best;
}

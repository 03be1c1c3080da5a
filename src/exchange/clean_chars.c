/* Blanks, and the pinyin that a web page set behind a hanzi. */
#include "base/mem.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "clean_parts.h"

#include <string.h>

#define LETTERS_MOST 8

void clean_decode(struct clean_cps *out, const char *s)
{
	out->c = mem_grow(NULL, strlen(s) + 1, sizeof(*out->c));
	out->n = 0;
	while (*s)
		s += utf8_step(s, &out->c[out->n++]);
}

void clean_encode(const struct clean_cps *t, struct buf *out)
{
	char one[4];

	for (size_t i = 0; i < t->n; i++)
		buf_add(out, one, (size_t)utf8_encode(t->c[i], one));
}

void clean_cps_release(struct clean_cps *t)
{
	mem_free(t->c);
	*t = (struct clean_cps){ 0 };
}

bool clean_is_wide(uint32_t cp)
{
	return (cp >= 0x3001 && cp <= 0x3002) || (cp >= 0x3008 && cp <= 0x3011) || cp == 0xFF01 || cp == 0xFF08 ||
	       cp == 0xFF09 || cp == 0xFF0C || cp == 0xFF1A || cp == 0xFF1B || cp == 0xFF1F;
}

static bool is_nothing(uint32_t cp)
{
	return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 || cp == 0xFEFF;
}

/* A letter of pinyin without its tone, 0 for any other character. */
static char letter(uint32_t cp, bool *marked)
{
	static const struct {
		uint16_t cp;
		char base;
	} tone[] = {
		{ 0xE0, 'a' },  { 0xE1, 'a' },  { 0xE8, 'e' },  { 0xE9, 'e' },  { 0xEA, 'e' },  { 0xEC, 'i' },
		{ 0xED, 'i' },  { 0xF2, 'o' },  { 0xF3, 'o' },  { 0xF9, 'u' },  { 0xFA, 'u' },  { 0x101, 'a' },
		{ 0x103, 'a' }, { 0x113, 'e' }, { 0x115, 'e' }, { 0x11B, 'e' }, { 0x12B, 'i' }, { 0x12D, 'i' },
		{ 0x144, 'n' }, { 0x148, 'n' }, { 0x14D, 'o' }, { 0x14F, 'o' }, { 0x16B, 'u' }, { 0x16D, 'u' },
		{ 0x1CE, 'a' }, { 0x1D0, 'i' }, { 0x1D2, 'o' }, { 0x1D4, 'u' }, { 0x1D6, 'v' }, { 0x1D8, 'v' },
		{ 0x1DA, 'v' }, { 0x1DC, 'v' }, { 0x1F9, 'n' },
	};

	if (cp >= 'a' && cp <= 'z')
		return (char)cp;
	if (cp == 0xFC)
		return 'v';
	if (cp == 0x251)
		return 'a';
	if (cp == 0x261)
		return 'g';
	for (size_t i = 0; i < sizeof(tone) / sizeof(tone[0]); i++)
		if (tone[i].cp == cp) {
			*marked = true;
			return tone[i].base;
		}
	return 0;
}

static bool is_tone(uint32_t cp)
{
	return cp == 0x300 || cp == 0x301 || cp == 0x304 || cp == 0x306 || cp == 0x30C;
}

static bool is_reading(uint32_t han, const char *letters)
{
	const char *r = pinyin_readings(han);
	size_t n = strlen(letters);

	for (; r && *r; r += strcspn(r, " "), r += *r == ' ')
		if (strcspn(r, " ") == n && strncmp(r, letters, n) == 0)
			return true;
	return false;
}

/* How many characters from i on are a pinyin in brackets that goes with the hanzi before; 0: none. Letters without a
 * tone are one only where the hanzi is read so: (km) and (pdf) stay. */
static size_t pinyin_at(const struct clean_cps *t, size_t i, uint32_t han)
{
	char letters[LETTERS_MOST + 1];
	size_t n = 0, at = i + 1;
	bool marked = false;

	if ((t->c[i] != '(' && t->c[i] != 0xFF08) || !text_is_han(han))
		return 0;
	for (; at < t->n && n < LETTERS_MOST; at++) {
		char c;

		if (n > 0 && (is_tone(t->c[at]) || t->c[at] == 0x308)) {
			marked = marked || is_tone(t->c[at]);
			continue;
		}
		c = letter(t->c[at], &marked);
		if (!c)
			break;
		letters[n++] = c;
	}
	letters[n] = '\0';
	if (n == 0 || at == t->n || (t->c[at] != ')' && t->c[at] != 0xFF09))
		return 0;
	return marked || is_reading(han, letters) ? at + 1 - i : 0;
}

static void drop_pinyin(struct clean_cps *t)
{
	size_t to = 0;

	for (size_t i = 0; i < t->n;) {
		size_t n = to > 0 ? pinyin_at(t, i, t->c[to - 1]) : 0;

		if (n > 0)
			i += n;
		else
			t->c[to++] = t->c[i++];
	}
	t->n = to;
}

bool clean_has_pinyin(const struct clean_cps *t)
{
	for (size_t i = 1; i < t->n; i++)
		if (pinyin_at(t, i, t->c[i - 1]) > 0)
			return true;
	return false;
}

/* Every blank one space, none where they carry nothing: at the ends of a line, between hanzi, beside a sign that is
 * wide. Full-width digits and letters become plain ones. */
static void blanks(struct clean_cps *t)
{
	size_t to = 0;

	for (size_t i = 0; i < t->n; i++) {
		uint32_t c = t->c[i];

		if (is_nothing(c))
			continue;
		if (c != '\n' && text_is_space(c))
			c = ' ';
		if ((c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A))
			c -= 0xFEE0;
		if (c == ' ' && (to == 0 || t->c[to - 1] == ' ' || t->c[to - 1] == '\n'))
			continue;
		if (c == '\n' && to > 0 && t->c[to - 1] == ' ')
			to--;
		t->c[to++] = c;
	}
	t->n = to > 0 && t->c[to - 1] == ' ' ? to - 1 : to;
	to = 0;
	for (size_t i = 0; i < t->n; i++) {
		if (t->c[i] == ' ' && i + 1 < t->n && to > 0) {
			uint32_t before = t->c[to - 1], after = t->c[i + 1];

			if (clean_is_wide(before) || clean_is_wide(after) ||
			    (text_is_han(before) && text_is_han(after)))
				continue;
		}
		t->c[to++] = t->c[i];
	}
	t->n = to;
}

void clean_chars(struct clean_cps *t)
{
	blanks(t);
	drop_pinyin(t);
	clean_signs(t);
	blanks(t);
}

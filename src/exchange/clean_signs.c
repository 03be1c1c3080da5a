/* Half-width signs that belong to Chinese text become full-width; those of numbers, addresses and Latin words stay. */
#include "base/text.h"
#include "clean_parts.h"

#define NAME_PART 5 /* hanzi on either side of a point that may be a name's */

static bool is_chinese(uint32_t cp)
{
	return text_is_han(cp) || clean_is_wide(cp);
}

/* The next character that is no space; 0 at the end of the line. */
static uint32_t after(const struct clean_cps *t, size_t i)
{
	while (i < t->n && t->c[i] == ' ')
		i++;
	return i < t->n && t->c[i] != '\n' ? t->c[i] : 0;
}

static uint32_t before(const struct clean_cps *t, size_t i)
{
	while (i > 0 && t->c[i - 1] == ' ')
		i--;
	return i > 0 && t->c[i - 1] != '\n' ? t->c[i - 1] : 0;
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool is_quote(uint32_t cp)
{
	return cp == 0x201C || cp == 0x201D || cp == 0x2018 || cp == 0x2019;
}

/* A point between two short runs of hanzi may stand in a name of two parts, or behind a number of a heading: it stays.
 */
static bool is_stop(const struct clean_cps *t, size_t i)
{
	size_t left = 0, right = 0;
	uint32_t b = before(t, i), a = after(t, i + 1);

	if (!text_is_han(b) || b == '.' || a == '.' || (a && !is_chinese(a) && !is_quote(a)))
		return false;
	if (!a)
		return true;
	while (left < i && text_is_han(t->c[i - 1 - left]))
		left++;
	while (i + 1 + right < t->n && text_is_han(t->c[i + 1 + right]))
		right++;
	if (left <= 2 && clean_is_numeral(b) && (left == i || t->c[i - 1 - left] == '\n'))
		return false;
	return left > NAME_PART || right > NAME_PART;
}

static uint32_t wide_of(const struct clean_cps *t, size_t i)
{
	uint32_t c = t->c[i], b = before(t, i), a = after(t, i + 1);

	switch (c) {
	case ',':
	case ';':
	case ':':
	case '?':
	case '!':
		if (i > 0 && i + 1 < t->n && is_digit(t->c[i - 1]) && is_digit(t->c[i + 1]))
			return c;
		if (!is_chinese(b) && !is_chinese(a) && !(is_quote(b) && a) && !(is_quote(a) && is_chinese(b)))
			return c;
		return c + 0xFEE0;
	case '.':
		return is_stop(t, i) ? 0x3002 : c;
	default:
		return c;
	}
}

/* The bracket that closes the one at i, on its line; 0: none. *chinese: is there a hanzi within. */
static size_t closing(const struct clean_cps *t, size_t i, bool *chinese)
{
	int depth = 0;

	*chinese = false;
	for (; i < t->n && t->c[i] != '\n'; i++) {
		uint32_t c = t->c[i];

		*chinese = *chinese || text_is_han(c);
		if (c == '(' || c == 0xFF08)
			depth++;
		else if ((c == ')' || c == 0xFF09) && --depth == 0)
			return i;
	}
	return 0;
}

static void brackets(struct clean_cps *t)
{
	for (size_t i = 0; i < t->n; i++) {
		bool chinese;
		size_t end;

		if (t->c[i] != '(' && t->c[i] != 0xFF08)
			continue;
		end = closing(t, i, &chinese);
		if (end == 0 || (!chinese && !(is_chinese(before(t, i)) && is_chinese(after(t, end + 1)))))
			continue;
		t->c[i] = 0xFF08;
		t->c[end] = 0xFF09;
	}
}

static bool widen(struct clean_cps *t, size_t i)
{
	uint32_t was = t->c[i];

	t->c[i] = wide_of(t, i);
	return t->c[i] != was;
}

/* A sign beside one that grew wide grows too: along a row of them, from either end. */
void clean_signs(struct clean_cps *t)
{
	bool changed = true;

	brackets(t);
	while (changed) {
		changed = false;
		for (size_t i = 0; i < t->n; i++)
			changed = widen(t, i) || changed;
		for (size_t i = t->n; i > 0; i--)
			changed = widen(t, i - 1) || changed;
	}
}

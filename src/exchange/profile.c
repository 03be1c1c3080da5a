#include "exchange/profile.h"

#include "base/text.h"

#include <string.h>

#define DIGITS_MOST 64    /* of one number; a longer run is masked in parts */
#define PRIVATE_DIGITS 11 /* a mobile phone's: the shortest number that names a person */
#define ID_HEAD 6
#define ID_TAIL 4

static const char *const names[PROFILES] = { "posting", "masked", "internal" };

const char *profile_name(enum profile p)
{
	return names[p];
}

bool profile_of(const char *name, enum profile *out)
{
	for (int p = 0; p < PROFILES; p++)
		if (strcmp(names[p], name) == 0) {
			*out = (enum profile)p;
			return true;
		}
	return false;
}

enum privacy privacy_of_field(const struct field *f)
{
	return f->privacy;
}

bool profile_shows(enum profile p, enum privacy what)
{
	if (p == PROFILE_POSTING)
		return what == PRIVACY_NONE || what == PRIVACY_NAME;
	return p == PROFILE_INTERNAL || what != PRIVACY_HEALTH;
}

/* 0-9 in ASCII or full width, and the X that ends an ID. */
static bool is_digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

static bool is_check(uint32_t cp)
{
	return cp == 'X' || cp == 'x' || cp == 0xFF38 || cp == 0xFF58;
}

static bool is_between(uint32_t cp)
{
	return cp == '-' || cp == '.' || cp == '/' || cp == 0xB7 || cp == 0x2022 || cp == 0x30FB || cp == 0xFF0E ||
	       cp == 0xFF0F || cp == 0xFF0D || cp == 0x2010 || cp == 0x2011 || cp == 0x2013 || cp == 0x2014 ||
	       text_is_space(cp) || text_char_width(cp) == 0;
}

/* A run of digits, which blanks, hyphens, dots and strokes may part into groups. */
struct number {
	size_t bytes; /* of it in the text */
	char digit[DIGITS_MOST + 1];
	size_t n;                  /* digits */
	size_t group[DIGITS_MOST]; /* digits in each */
	size_t groups;
	bool points; /* all that parts them is single dots */
};

static void add_digit(struct number *k, uint32_t cp)
{
	k->digit[k->n++] = (char)(is_check(cp) ? 'X' : cp >= 0xFF10 ? '0' + (int)(cp - 0xFF10) : (int)cp);
	k->group[k->groups - 1]++;
}

static struct number number_at(const char *s)
{
	struct number k = { .groups = 1, .points = true };
	size_t at = 0;
	uint32_t cp;

	while (s[at] && k.n < DIGITS_MOST) {
		size_t step = utf8_step(s + at, &cp), gap = at;

		if (is_digit(cp) || (is_check(cp) && (k.n == 17 || k.n == 19))) {
			add_digit(&k, cp);
			k.bytes = at += step;
			continue;
		}
		if (k.n == 0)
			break;
		/* one or two marks between, then a digit again */
		for (int marks = 0; marks < 3 && s[gap] && (step = utf8_step(s + gap, &cp)) && is_between(cp); marks++)
			gap += step;
		if (gap == at || !s[gap] || (utf8_step(s + gap, &cp), !is_digit(cp)))
			break;
		k.points = k.points && gap == at + 1 && s[at] == '.';
		k.groups++;
		at = gap;
	}
	return k;
}

/* Days or months written one after the other are groups too, and are no number of anybody: a year, a month, a day, the
 * last of them perhaps shorter. A phone typed with a blank after each digit is not one. */
static bool is_days(const struct number *k, size_t parts)
{
	size_t at = 0;

	for (size_t g = 0; g < k->groups; at += k->group[g++]) {
		const char *d = k->digit + at;
		int n = k->group[g] == 1 ? d[0] - '0' : 10 * (d[0] - '0') + d[1] - '0';

		if (g % parts == 0 ? k->group[g] != 4 || (n != 19 && n != 20)
				   : k->group[g] > 2 || n < 1 || n > (g % parts == 1 ? 12 : 31))
			return false;
	}
	return k->groups > 1;
}

/* Of money: 123456789.50. */
static bool is_amount(const struct number *k)
{
	return k->points && k->groups == 2 && k->group[1] <= 2 && k->n < 15;
}

/* A cell that is said to tell nothing may hold a number of ours (of a household); in posting none is left. */
static bool is_private(const struct number *k, enum profile p, enum privacy what)
{
	bool ours =
		(k->n > PRIVATE_DIGITS && k->n < 15) || (k->n == 16 && k->groups == 1); /* of a household, a person */

	if (p == PROFILE_MASKED && what == PRIVACY_NONE && (ours || (k->n == PRIVATE_DIGITS && k->digit[0] != '1')))
		return false;
	return k->n >= PRIVATE_DIGITS && !is_days(k, 3) && !is_days(k, 2) && !is_amount(k);
}

static void stars(struct buf *out, size_t n)
{
	while (n--)
		buf_addc(out, '*');
}

/* head and tail stay, as far as the number is long enough for the middle to hide something. */
static void masked(struct buf *out, const char *digit, size_t n, size_t head, size_t tail)
{
	if (head + tail + 4 > n) {
		head = n >= 6 ? 2 : 0;
		tail = n >= 6 ? 2 : 0;
	}
	buf_add(out, digit, head);
	stars(out, n - head - tail);
	buf_add(out, digit + n - tail, tail);
}

static void mask_number(const struct number *k, enum privacy what, struct buf *out)
{
	bool mobile = k->n == 11 && k->digit[0] == '1', line = k->n <= 12 && k->digit[0] == '0';

	if (what == PRIVACY_ID)
		masked(out, k->digit, k->n, ID_HEAD, ID_TAIL);
	else if (what == PRIVACY_CARD)
		masked(out, k->digit, k->n, 0, 4);
	else if (what == PRIVACY_PHONE || mobile || line)
		masked(out, k->digit, k->n, 3, 4);
	else if (k->n == 15 || k->n == 17 || k->n == 18 || k->n == 20 || k->n == 22)
		masked(out, k->digit, k->n, ID_HEAD, ID_TAIL);
	else
		masked(out, k->digit, k->n, 0, 4);
}

/* Every number of `least` digits and more in the text; in posting nothing of it is left. What goes on behind the most
 * digits of one number belongs to it, however few are left. */
static void mask_numbers(enum profile p, enum privacy what, size_t least, const char *text, struct buf *out)
{
	bool goes_on = false;

	while (*text) {
		struct number k = number_at(text);
		uint32_t cp;

		if (k.n == 0) {
			size_t step = utf8_step(text, &cp);

			buf_add(out, text, step);
			text += step;
			goes_on = goes_on && is_between(cp);
			continue;
		}
		if (!goes_on && !(least < PRIVATE_DIGITS ? k.n >= least : is_private(&k, p, what)))
			buf_add(out, text, k.bytes);
		else if (p == PROFILE_POSTING)
			stars(out, 4);
		else
			mask_number(&k, what, out);
		text += k.bytes;
		goes_on = k.n == DIGITS_MOST;
	}
}

/* Days as they are written everywhere here, 2010-08-01 or 2010-08: the year of each. */
static void years_only(const char *text, struct buf *out)
{
	static const char digits[] = "0123456789";

	while (*text) {
		size_t n = strspn(text, digits), rest = 0;

		while (n == 4 && text[n + rest] == '-' && strspn(text + n + rest + 1, digits) == 2)
			rest += 3;
		buf_add(out, text, n ? n : 1);
		text += n ? n + rest : 1;
	}
}

void profile_text(enum profile p, enum privacy what, const char *text, struct buf *out)
{
	bool has_digits = strpbrk(text, "0123456789") || strstr(text, "\xEF\xBC");

	if (p == PROFILE_INTERNAL)
		buf_adds(out, text);
	else if (!profile_shows(p, what))
		return;
	else if (what == PRIVACY_BIRTH) {
		struct buf years = BUF_INIT;

		years_only(text, &years);
		mask_numbers(p, what, PRIVATE_DIGITS, years.s, out);
		buf_release(&years);
	} else if (what == PRIVACY_ID && !has_digits)
		stars(out, *text ? 4 : 0);
	else if (what == PRIVACY_ID || what == PRIVACY_PHONE || what == PRIVACY_CARD)
		mask_numbers(p, what, 4, text, out);
	else
		mask_numbers(p, what, PRIVATE_DIGITS, text, out);
}

#include "base/number.h"

#include "base/mem.h"
#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_MOST 18
#define TEN_THOUSAND "\u4e07"
#define HUNDRED_MILLION "\u4ebf"

/* Exact: ±digits × 10^-scale. A double would lose fen. */
struct decimal {
	bool negative;
	int64_t digits;
	int scale;
};

/* Words for one unit, after NFKC; the first of a row is what the others mean. */
static const char *const same_units[][4] = {
	{ "m2", "\u5e73\u65b9\u7c73", "\u5e73\u7c73", "\u5e73\u65b9" },
	{ "km", "\u516c\u91cc", "\u5343\u7c73", NULL },
	{ "m", "\u7c73", NULL, NULL },
	{ "\u6708", "\u4e2a\u6708", NULL, NULL },
	{ "\u5929", "\u65e5", NULL, NULL },
	{ "\u4eba", "\u540d", "\u4e2a", NULL },
	{ "\u5143", "\u5757", "\u5706", NULL },
};

bool number_is_none(const char *s)
{
	static const char *const none[] = { "\u65e0",       "/",      "-",      "--",     "\u2014",
					    "\u2014\u2014", "\u2013", "\u2015", "\u2500", "\u2212" };
	char *made;
	const char *text;
	bool is_none = false;

	if (s && isalnum((unsigned char)*s) && (unsigned char)*s < 0x80)
		return false; /* nearly all cells that are asked: whatever follows, none of these begins so */
	made = s && text_is_plain(s) ? NULL : text_nfkc(s);
	text = made ? made : s;

	for (size_t i = 0; i < sizeof(none) / sizeof(*none) && !is_none; i++)
		is_none = text[0] == none[i][0] && strcmp(text, none[i]) == 0;
	mem_free(made);
	return is_none;
}

static const char *meaning(const char *unit)
{
	for (size_t i = 0; i < sizeof(same_units) / sizeof(*same_units); i++)
		for (size_t k = 0; k < 4 && same_units[i][k]; k++)
			if (strcmp(unit, same_units[i][k]) == 0)
				return same_units[i][0];
	return unit;
}

/* 1234, 1,234 or 1,234,567: a comma with other than three digits after it separates two numbers. */
static const char *read_whole(const char *s, struct decimal *d, int *count)
{
	int in_group = 0;
	bool grouped = false;

	for (;; s++) {
		if (isdigit((unsigned char)*s)) {
			if (*count || *s != '0')
				++*count;
			if (*count <= DIGITS_MOST)
				d->digits = d->digits * 10 + (*s - '0');
			in_group++;
		} else if (*s == ',' && in_group && in_group <= 3 && (!grouped || in_group == 3)) {
			grouped = true;
			in_group = 0;
		} else {
			return grouped && in_group != 3 ? NULL : s;
		}
	}
}

/* Reads the number at s and returns what follows it; NULL if there is none. *count: its significant digits. */
static const char *read_decimal(const char *s, struct decimal *d, int *count)
{
	const char *from;
	bool any = false;

	*d = (struct decimal){ 0 };
	*count = 0;
	if (*s == '+' || *s == '-')
		d->negative = *s++ == '-';
	if (strncmp(s, "\u00a5", 2) == 0)
		s += 2;
	s += *s == ' ';
	from = s;
	s = read_whole(s, d, count);
	if (!s)
		return NULL;
	any = s > from;
	if (*s == '.') {
		from = ++s;
		for (; isdigit((unsigned char)*s); s++, d->scale++) {
			if (*count || *s != '0')
				++*count;
			if (*count <= DIGITS_MOST)
				d->digits = d->digits * 10 + (*s - '0');
		}
		if (s == from)
			return NULL;
		any = true;
	}
	if (any && (*s == 'E' || *s == 'e') && (isdigit((unsigned char)s[1]) || s[1] == '+' || s[1] == '-')) {
		char *end;
		long exponent = strtol(s + 1, &end, 10);

		if (end == s + 1 || exponent < -99 || exponent > 99)
			return NULL;
		d->scale -= (int)exponent;
		s = end;
	}
	return any ? s : NULL;
}

static const char *skip_blank(const char *s)
{
	return s + (*s == ' ');
}

/* 10,000 and 100,000,000, unless they belong to the unit that is asked for (a column in 10,000 yuan). */
static const char *read_multiplier(const char *s, const char *unit, struct decimal *d)
{
	static const struct {
		const char *word;
		int zeros;
	} multipliers[] = { { TEN_THOUSAND, 4 }, { HUNDRED_MILLION, 8 } };

	for (size_t i = 0; i < sizeof(multipliers) / sizeof(*multipliers); i++) {
		size_t n = strlen(multipliers[i].word);

		if (strncmp(s, multipliers[i].word, n) != 0)
			continue;
		if (strncmp(unit, multipliers[i].word, n) == 0)
			return s[n] ? s : s + n;
		d->scale -= multipliers[i].zeros;
		return skip_blank(s + n);
	}
	return s;
}

/* Checks what follows the number: nothing, the unit, and perhaps a rate. Cuts s. */
static int check_unit(char *s, const char *unit, struct err *e)
{
	char *rate = strchr(s, '/');
	size_t n;

	if (rate && rate[1] && !isdigit((unsigned char)rate[1]) && strcmp(s, unit) != 0)
		*rate = '\0';
	n = strlen(s);
	if (n && s[n - 1] == ' ')
		s[n - 1] = '\0';
	if (!*s || strcmp(meaning(s), meaning(unit)) == 0)
		return 0;
	return err_set(e, ERR_INVALID, "NUMBER_UNIT", s, unit);
}

static int parse(const char *s, const char *unit, struct decimal *d, struct err *e)
{
	char *text = text_nfkc(s), *plain_unit = text_nfkc(unit);
	const char *at = text;
	int failed = 0, count;

	if (number_is_none(text)) {
		*d = (struct decimal){ 0 };
		goto done;
	}
	at = read_decimal(at + (*at == '\''), d, &count);
	if (at)
		at = skip_blank(at);
	if (!at || (*at && strchr("0123456789,.-+'", *at))) {
		failed = err_set(e, ERR_INVALID, "NUMBER_BAD", s ? s : "");
		goto done;
	}
	if (count > DIGITS_MOST) {
		failed = err_set(e, ERR_INVALID, "NUMBER_BIG", s);
		goto done;
	}
	at = read_multiplier(at, plain_unit, d);
	failed = check_unit(text + (at - text), plain_unit, e);
done:
	mem_free(text);
	mem_free(plain_unit);
	return failed;
}

/* The decimal as a whole number of 10^-places; `word` names the error where it is none. */
static int scaled(struct decimal d, int places, const char *word, const char *s, int64_t *out, struct err *e)
{
	d.scale -= places;
	while (d.scale > 0 && d.digits % 10 == 0 && d.digits) {
		d.digits /= 10;
		d.scale--;
	}
	if (d.scale > 0 && d.digits)
		return err_set(e, ERR_INVALID, word, s);
	for (; d.scale < 0 && d.digits; d.scale++)
		if (__builtin_mul_overflow(d.digits, 10, &d.digits))
			return err_set(e, ERR_INVALID, "NUMBER_BIG", s);
	*out = d.negative ? -d.digits : d.digits;
	return 0;
}

int number_parse(const char *s, const char *unit, double *out, struct err *e)
{
	struct decimal d;
	char text[48];

	if (parse(s, unit, &d, e) < 0)
		return -1;
	snprintf(text, sizeof(text), "%s%llde%d", d.negative && d.digits ? "-" : "", (long long)d.digits, -d.scale);
	*out = strtod(text, NULL); /* the nearest double, which dividing by a power of ten is not */
	return 0;
}

int integer_parse(const char *s, const char *unit, int64_t *out, struct err *e)
{
	struct decimal d;

	return parse(s, unit, &d, e) < 0 ? -1 : scaled(d, 0, "NUMBER_WHOLE", s, out, e);
}

int money_parse(const char *s, int64_t *fen, struct err *e)
{
	struct decimal d;

	return parse(s, "\u5143", &d, e) < 0 ? -1 : scaled(d, 2, "NUMBER_FEN", s, fen, e);
}

void money_format(struct buf *b, int64_t fen, bool grouped)
{
	uint64_t size = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;
	char digits[24];
	int n = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)(size / 100));

	if (fen < 0)
		buf_addc(b, '-');
	for (int i = 0; i < n; i++) {
		if (grouped && i && (n - i) % 3 == 0)
			buf_addc(b, ',');
		buf_addc(b, digits[i]);
	}
	if (size % 100)
		buf_addf(b, ".%02u", (unsigned)(size % 100));
}

void number_format(struct buf *b, double v, int most_decimals)
{
	size_t from = b->n, n;

	if (!isfinite(v))
		return;
	buf_addf(b, "%.*f", most_decimals < 0 ? 0 : most_decimals, v);
	n = b->n;
	if (strchr(b->s + from, '.')) {
		while (b->s[n - 1] == '0')
			n--;
		if (b->s[n - 1] == '.')
			n--;
		buf_cut(b, n);
	}
	if (strcmp(b->s + from, "-0") == 0) {
		buf_cut(b, from);
		buf_addc(b, '0');
	}
}

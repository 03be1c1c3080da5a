/* What a number cell says: a date, a code with leading zeros, or a number with as many digits as can be believed. */
#include "rows_parts.h"

#include "base/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SERIAL_OF_1970 25569
#define SERIAL_LAST 2958465 /* 9999-12-31 */
#define SERIAL_NO_DAY 60    /* 1900-02-29, which never was */
#define FROM_1904 1462
#define DIGITS_BELIEVED 1e15
#define DIGITS_EXACT 1e23
#define PADDED_MOST 32

/* Formats every spreadsheet knows by number; 27–36 and 50–58 are those of Chinese. */
struct number_shown number_shown_builtin(unsigned id)
{
	struct number_shown shown = { SHOWN_PLAIN, 0 };

	if (id == 17 || id == 27 || id == 36 || id == 50 || id == 52 || id == 57)
		shown.as = SHOWN_MONTH;
	else if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
		shown.as = SHOWN_TIME;
	else if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
		shown.as = SHOWN_DAY;
	return shown;
}

/* What stands for itself: "text", \c, _c, *c, [colour], AM/PM. The bytes to pass over; 0 for a letter that counts. */
static size_t literal(const char *s)
{
	const char *end = NULL;

	if (*s == '"')
		end = strchr(s + 1, '"');
	else if (*s == '[' && !strchr("hHmMsS", s[1]))
		end = strchr(s, ']');
	else if (*s == '\\' || *s == '_' || *s == '*')
		return s[1] ? 2 : 1;
	else if (strncasecmp(s, "AM/PM", 5) == 0)
		return 5;
	else if (strncasecmp(s, "General", 7) == 0)
		return 7;
	else if ((*s == 'E' || *s == 'e') && (s[1] == '+' || s[1] == '-'))
		return 2;
	else
		return 0;
	return end ? (size_t)(end - s) + 1 : strlen(s);
}

struct number_shown number_shown_by(const char *code)
{
	struct number_shown shown = { SHOWN_PLAIN, 0 };
	size_t zeros = strspn(code, "0"), skip;
	bool y = false, m = false, d = false, h = false;

	if (zeros > 1 && zeros < PADDED_MOST && (!code[zeros] || code[zeros] == ';')) {
		shown.as = SHOWN_PADDED;
		shown.digits = (unsigned char)zeros;
		return shown;
	}
	for (const char *s = code; *s && *s != ';'; s += skip ? skip : 1) {
		skip = literal(s);
		if (skip)
			continue;
		y |= *s == 'y' || *s == 'Y' || *s == 'e';
		m |= *s == 'm' || *s == 'M';
		d |= *s == 'd' || *s == 'D' || strncmp(s, "aaa", 3) == 0;
		h |= strchr("hHsS", *s) != NULL;
	}
	if (d)
		shown.as = SHOWN_DAY;
	else if (h && !y)
		shown.as = SHOWN_TIME;
	else if (m || h)
		shown.as = h ? SHOWN_DAY : SHOWN_MONTH;
	else if (y)
		shown.as = SHOWN_YEAR;
	return shown;
}

static bool put_date(struct buf *b, double v, enum shown_as as, bool base_1904)
{
	char iso[DATE_BYTES];
	int64_t serial;

	if (!(v >= 0 && v <= SERIAL_LAST))
		return false;
	serial = (int64_t)v + (base_1904 ? FROM_1904 : 0);
	if (serial < 1 || serial == SERIAL_NO_DAY || serial > SERIAL_LAST)
		return false;
	date_from_days(serial - SERIAL_OF_1970 + (serial < SERIAL_NO_DAY), iso);
	buf_add(b, iso, as == SHOWN_DAY ? 10 : as == SHOWN_MONTH ? 7 : 4);
	return true;
}

static bool put_time(struct buf *b, double v)
{
	int minutes;

	if (!(v >= 0 && v < 1))
		return false;
	minutes = (int)(v * 24 * 60 + 0.5);
	buf_addf(b, "%02d:%02d", minutes / 60 % 24, minutes % 60);
	return true;
}

static void put_integer(struct buf *b, double v, int digits)
{
	char s[64];

	if (fabs(v) < DIGITS_BELIEVED) {
		buf_addf(b, "%0*.0f", digits, v == 0 ? 0.0 : v);
	} else if (fabs(v) < DIGITS_EXACT) {
		/* As the file wrote it where that was all a spreadsheet keeps; else all the double has. */
		snprintf(s, sizeof(s), "%.14E", v);
		if (strtod(s, NULL) == v) {
			buf_adds(b, s);
			return;
		}
		snprintf(s, sizeof(s), "%.0f", fabs(v));
		buf_addf(b, "%s%c.%sE+%zu", v < 0 ? "-" : "", s[0], s + 1, strlen(s) - 1);
	} else {
		buf_addf(b, "%.14E", v);
	}
}

void number_cell(struct buf *b, double v, struct number_shown shown, bool base_1904)
{
	char s[64];
	size_t n;

	if (shown.as >= SHOWN_DAY && shown.as <= SHOWN_YEAR && put_date(b, v, shown.as, base_1904))
		return;
	if (shown.as == SHOWN_TIME && put_time(b, v))
		return;
	if (v == floor(v)) {
		put_integer(b, v, shown.as == SHOWN_PADDED && v >= 0 ? shown.digits : 1);
		return;
	}
	snprintf(s, sizeof(s), "%.15g", v);
	if (strchr(s, 'e')) { /* too small for %g, and no exponent is a number to those who read a list */
		snprintf(s, sizeof(s), "%.15f", v);
		for (n = strlen(s); n && s[n - 1] == '0';)
			s[--n] = '\0';
		if (n && s[n - 1] == '.')
			s[--n] = '\0';
	}
	buf_adds(b, s);
}

#include "base/date.h"

#include "base/mem.h"
#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Serial days of spreadsheets count from 1899-12-30, because their 1900 has a 29 February. */
#define SERIAL_BASE (-25569)
#define SERIAL_LEAST 20000
#define SERIAL_MOST 60000

#define TODAY "\u4eca\u5929"
#define YESTERDAY "\u6628\u5929"

/* What stood after a number. */
enum mark { MARK_NONE, MARK_BETWEEN, MARK_YEAR, MARK_MONTH, MARK_DAY };

static const struct {
	const char *text;
	enum mark mark;
} marks[] = {
	{ "-", MARK_BETWEEN },    { ".", MARK_BETWEEN },          { "/", MARK_BETWEEN },  { "\u5e74", MARK_YEAR },
	{ "\u6708", MARK_MONTH }, { "\u6708\u4efd", MARK_MONTH }, { "\u65e5", MARK_DAY }, { "\u53f7", MARK_DAY },
};

struct part {
	int value, digits;
	enum mark mark;
};

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_month_days(int year, int month)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool is_real(const struct date *d)
{
	if (d->year < 1 || d->year > 9999 || d->month < 0 || d->month > 12)
		return false;
	if (d->month == 0)
		return d->day == 0;
	return d->day >= 0 && d->day <= date_month_days(d->year, d->month);
}

/* The last n digits; lists have many dates. */
static void put_digits(char *out, int n, int value)
{
	for (unsigned rest = (unsigned)value; n-- > 0; rest /= 10)
		out[n] = (char)('0' + rest % 10);
}

void date_format(const struct date *d, char out[DATE_BYTES])
{
	put_digits(out, 4, d->year);
	out[4] = out[7] = '-';
	put_digits(out + 5, 2, d->month);
	put_digits(out + 8, 2, d->day);
	out[d->day ? 10 : d->month ? 7 : 4] = '\0';
}

static bool digits_at(const char *s, int n, int *value)
{
	*value = 0;
	for (int i = 0; i < n; i++) {
		if (!isdigit((unsigned char)s[i]))
			return false;
		*value = *value * 10 + (s[i] - '0');
	}
	return true;
}

/* Reads a stored form; false if it is none. */
static bool read_iso(const char *iso, struct date *d)
{
	size_t n = strlen(iso);

	*d = (struct date){ 0, 0, 0 };
	if ((n != 4 && n != 7 && n != 10) || !digits_at(iso, 4, &d->year))
		return false;
	if (n >= 7 && (iso[4] != '-' || !digits_at(iso + 5, 2, &d->month) || !d->month))
		return false;
	if (n == 10 && (iso[7] != '-' || !digits_at(iso + 8, 2, &d->day) || !d->day))
		return false;
	return is_real(d);
}

bool date_is_valid(const char *iso)
{
	struct date d;

	return iso && read_iso(iso, &d);
}

/* Days from 1970-01-01: 400-year cycles of 146097 days, years begun in March so that the leap day comes last. */
static int64_t days_of(const struct date *d)
{
	int month = d->month ? d->month : 1, day = d->day ? d->day : 1;
	int64_t year = month <= 2 ? d->year - 1 : d->year;
	int64_t cycle = year / 400, of_cycle = year % 400;
	int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return cycle * 146097 + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year - 719468;
}

static struct date of_days(int64_t days)
{
	int64_t since = days + 719468;
	int64_t cycle = (since >= 0 ? since : since - 146096) / 146097;
	int64_t of_cycle = since - cycle * 146097;
	int64_t year = (of_cycle - of_cycle / 1460 + of_cycle / 36524 - of_cycle / 146096) / 365;
	int64_t of_year = of_cycle - (365 * year + year / 4 - year / 100);
	int64_t march = (5 * of_year + 2) / 153;
	struct date d;

	d.day = (int)(of_year - (153 * march + 2) / 5 + 1);
	d.month = (int)(march < 10 ? march + 3 : march - 9);
	d.year = (int)(year + cycle * 400 + (d.month <= 2));
	return d;
}

int64_t date_days(const char *iso)
{
	struct date d;

	return read_iso(iso, &d) ? days_of(&d) : 0;
}

void date_from_days(int64_t days, char out[DATE_BYTES])
{
	struct date d = of_days(days);

	date_format(&d, out);
}

int date_weekday(const char *iso)
{
	int64_t days = (date_days(iso) + 4) % 7; /* 1970-01-01 was a Thursday */

	return (int)(days < 0 ? days + 7 : days);
}

void date_add_months(const char *iso, int months, char out[DATE_BYTES])
{
	struct date d;
	int month;

	out[0] = '\0';
	if (!read_iso(iso, &d))
		return;
	month = d.year * 12 + (d.month ? d.month - 1 : 0) + months;
	if (month < 12 || month >= 120000)
		return;
	d.year = month / 12;
	if (d.month)
		d.month = month % 12 + 1;
	if (d.day > date_month_days(d.year, d.month ? d.month : 1))
		d.day = date_month_days(d.year, d.month);
	date_format(&d, out);
}

void date_month_end(const char *iso, char out[DATE_BYTES])
{
	struct date d;

	out[0] = '\0';
	if (!read_iso(iso, &d))
		return;
	if (!d.month)
		d.month = 12;
	d.day = date_month_days(d.year, d.month);
	date_format(&d, out);
}

int date_age(const char *birth, const char *on)
{
	struct date b, o;
	int age;

	if (!birth || !on || !read_iso(birth, &b) || !read_iso(on, &o))
		return -1;
	age = o.year - b.year;
	if ((o.month ? o.month : 1) * 100 + (o.day ? o.day : 1) < (b.month ? b.month : 1) * 100 + (b.day ? b.day : 1))
		age--;
	return age < 0 ? -1 : age;
}

/* Splits "2020.8.15" into parts; their number, or 0 where it has another shape. */
static int split(const char *s, struct part parts[3])
{
	int n = 0;

	while (*s) {
		struct part *p = &parts[n];
		size_t len = 0;

		if (n == 3)
			return 0;
		*p = (struct part){ 0, (int)strspn(s, "0123456789"), MARK_NONE };
		if (p->digits < 1 || p->digits > 8)
			return 0;
		digits_at(s, p->digits, &p->value);
		s += p->digits;
		for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
			if (strncmp(s, marks[i].text, strlen(marks[i].text)) == 0) {
				p->mark = marks[i].mark;
				len = strlen(marks[i].text);
			}
		if (*s && !len)
			return 0;
		s += len;
		n++;
	}
	return n;
}

static bool fits_mark(const struct part *p, enum mark own, bool is_last)
{
	return p->mark == own || (is_last ? p->mark == MARK_NONE : p->mark == MARK_BETWEEN);
}

/* Digits alone: YYYYMMDD, YYYYMM, a serial day, YYYY or a day of this month. */
static bool from_digits(const struct part *p, const struct date *now, struct date *out)
{
	switch (p->digits) {
	case 8:
		*out = (struct date){ p->value / 10000, p->value / 100 % 100, p->value % 100 };
		return out->month && out->day;
	case 6:
		*out = (struct date){ p->value / 100, p->value % 100, 0 };
		return out->month;
	case 5:
		if (p->value < SERIAL_LEAST || p->value > SERIAL_MOST)
			return false;
		*out = of_days(p->value + SERIAL_BASE);
		return true;
	case 4:
		*out = (struct date){ p->value, 0, 0 };
		return true;
	case 2:
	case 1:
		*out = (struct date){ now->year, now->month, p->value };
		return p->value && now->month;
	default:
		return false;
	}
}

static bool from_parts(const struct part *p, int n, const struct date *now, struct date *out)
{
	static const enum mark own[3] = { MARK_YEAR, MARK_MONTH, MARK_DAY };
	int first = p[0].digits == 4 ? 0 : n == 2 || p[0].mark == MARK_MONTH ? 1 : 2;
	int values[3] = { now->year, now->month, 0 };

	if (first + n > 3 || (first && !now->year))
		return false;
	for (int i = 0; i < n; i++) {
		if (!fits_mark(&p[i], own[first + i], i == n - 1))
			return false;
		if (first + i && (p[i].digits > 2 || !p[i].value))
			return false;
		values[first + i] = p[i].value;
	}
	if (first == 0 && n == 1)
		values[1] = 0;
	*out = (struct date){ values[0], values[1], values[2] };
	return true;
}

/* Spreadsheets add a time of day: "2020-08-15 00:00:00", "2020-08-15T08:00", "44058.5". */
static void cut_time(char *s)
{
	char *colon = strchr(s, ':'), *end = colon;
	size_t n = strspn(s, "0123456789");

	if (n == 5 && s[5] == '.' && s[6 + strspn(s + 6, "0123456789")] == '\0')
		s[5] = '\0';
	if (!colon)
		return;
	while (end > s && isdigit((unsigned char)end[-1]))
		end--;
	if (end > s && end < colon && (end[-1] == ' ' || end[-1] == 'T') &&
	    colon[strspn(colon, ":.0123456789")] == '\0')
		end[-1] = '\0';
}

static void drop_blanks(char *s)
{
	char *to = s;

	for (; *s; s++)
		if (*s != ' ')
			*to++ = *s;
	*to = '\0';
}

/* Outside these centuries it is a number that looks like a date, such as 1234.5. */
static bool is_of_our_times(const struct date *d)
{
	return d->year >= 1900 && d->year < 2200;
}

bool date_parse(const char *s, const char *today, struct date *out)
{
	struct date now = { 0, 0, 0 };
	struct part parts[3];
	char *text;
	bool ok = false;
	int n;

	if (s && read_iso(s, out) && out->day)
		return is_of_our_times(out); /* as most lists write it, and as it is stored */
	text = text_nfkc(s);
	if (today)
		read_iso(today, &now);
	cut_time(text);
	drop_blanks(text);
	if (now.day && (!strcmp(text, TODAY) || !strcmp(text, YESTERDAY))) {
		*out = of_days(days_of(&now) - !strcmp(text, YESTERDAY));
		ok = true;
		goto done;
	}
	n = split(text, parts);
	if (n == 1 && parts[0].mark == MARK_NONE)
		ok = from_digits(&parts[0], &now, out);
	else if (n)
		ok = from_parts(parts, n, &now, out);
	ok = ok && is_real(out) && is_of_our_times(out);
done:
	mem_free(text);
	return ok;
}

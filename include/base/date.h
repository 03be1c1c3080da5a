/* Dates with precision, as text: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; compared as text. Terms: `YYYY春` is not used, a
 * term is stored as `YYYY-1` (spring) or `YYYY-2` (autumn). Days are counted from 1970-01-01 in the proleptic Gregorian
 * calendar. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#define DATE_BYTES 11

struct date {
	int year, month, day; /* month and day are 0 where precision is less */
};

/* Reads every form of DOMAIN §12: 2020.8 · 2020年8月 · 2020.08.15 · 20200815 · 202008 · 2020/8/15 · 2020-8-15 · 8月15日
 * (year from `today`) · Excel serials 20000..60000 (base 1899-12-30) · 今天 昨天 and a bare day or M-D (year from
 * `today`). A time of day after it is dropped. NFKC first. False if it is none, no real date, or outside 1900..2199;
 * *out is then undefined. */
bool date_parse(const char *s, const char *today, struct date *out);
void date_format(const struct date *d, char out[DATE_BYTES]);
bool date_is_valid(const char *iso); /* one of the three stored forms, and real */
int64_t date_days(const char *iso);  /* missing month or day count as 1; iso must be valid */
void date_from_days(int64_t days, char out[DATE_BYTES]);
int date_weekday(const char *iso); /* 0 Sunday .. 6 */
int date_month_days(int year, int month);
void date_add_months(const char *iso, int months,
		     char out[DATE_BYTES]); /* day clipped to the month; keeps the precision */
void date_month_end(const char *iso,
		    char out[DATE_BYTES]);       /* last day of its month; of the year where no month is known */
int date_age(const char *birth, const char *on); /* full years on a fixed day; -1 if birth is unknown or later */

#endif

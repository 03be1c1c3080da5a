#include "base/term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool term_is_valid(const char *term)
{
	return strlen(term) == 6 && strspn(term, "0123456789") == 4 && term[4] == '-' &&
	       (term[5] == '1' || term[5] == '2') && atoi(term) >= 1900 && atoi(term) < 2200;
}

static void put(char out[TERM_BYTES], int halves)
{
	snprintf(out, TERM_BYTES, "%04u-%c", (unsigned)(halves / 2) % 10000, halves % 2 ? '2' : '1');
}

void term_of(const char *day, char out[TERM_BYTES])
{
	int year, month;

	out[0] = '\0';
	if (strlen(day) < 7)
		return;
	year = atoi(day);
	month = atoi(day + 5);
	put(out, month == 1 ? year * 2 - 1 : year * 2 + (month >= 8));
}

static void day_in(const char *term, const char *spring, const char *autumn, int autumn_years, char out[DATE_BYTES])
{
	bool is_autumn;

	out[0] = '\0';
	if (!term_is_valid(term))
		return;
	is_autumn = term[5] == '2';
	snprintf(out, DATE_BYTES, "%04u-%s", (unsigned)(atoi(term) + (is_autumn ? autumn_years : 0)) % 10000,
		 is_autumn ? autumn : spring);
}

void term_day(const char *term, char out[DATE_BYTES])
{
	day_in(term, "03-01", "09-01", 0, out);
}

void term_first(const char *term, char out[DATE_BYTES])
{
	day_in(term, "02-01", "08-01", 0, out);
}

void term_last(const char *term, char out[DATE_BYTES])
{
	day_in(term, "07-31", "01-31", 1, out);
}

void term_shift(const char *term, int n, char out[TERM_BYTES])
{
	out[0] = '\0';
	if (term_is_valid(term))
		put(out, atoi(term) * 2 + (term[5] == '2') + n);
}

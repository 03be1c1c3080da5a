/* An office of any size to measure with: households by the hundred thousand, the same on every run of a day (BANGFU_NOW
 * freezes it). All people are invented: region 990101 does not exist, phones are 1xx0000xxxx.
 *
 * Households come 400 a village, villages 10 a town, towns 8 a county, counties 10 a city. The office's own village is
 * the first one: all its households have five years of monthly visits and marks in the running autumn campaign, its
 * cadre the first 20. Elsewhere one household in 25 has the five years, one in four two visits in the last year. The
 * first household has 1,000 visits, the second 10,000. Everybody of school age has enrolments of the last four terms;
 * half of them aid, in every state, and all but a few were told. 3.5 people a household, the years before and of today.
 *
 * Loaded in bulk (store/bulk.h): the journal holds the founding of the office and the campaign, not the rows, as in an
 * office restored from another system. Killed before the end, the file is half made and no program opens it. */
#ifndef MODEL_GENERATE_H
#define MODEL_GENERATE_H

#include "base/err.h"
#include "model/demo.h"
#include "model/office.h"

#include <stdbool.h>
#include <stdint.h>

struct generate_ask {
	int64_t households; /* 2 .. GENERATE_MOST */
	const char *unit, *village, *cadre;
};
enum { GENERATE_MOST = 5000000 };
/* Into an empty office. OFFICE_NOT_EMPTY {1}=path · GENERATE_SIZE {1}=most · DEMO_WORDS {1} = key of a list that is too
 * short. *persons: how many there are. How far it is goes to office_tell. */
int generate_fill(struct office *o, const struct demo_words *w, const struct generate_ask *ask, int64_t *persons,
		  struct err *e);
/* After it failed: is the file no office any more (DB_HALF_MADE), by its own doing? Then it is to be removed; otherwise
 * it holds what it held, and at most the founding of the office. */
bool generate_half_made(const struct office *o);

#endif

/* Lists whose SQL comes from screens/: run behind the guard, paged by key (never OFFSET), only what is seen is fetched.
 * Parameters a list's SQL may use: :me :village :today :year :month (YYYY-MM) :scope ('mine' or 'village') :parent (the
 * record it was opened from) :words (what the person typed to find) :filter (the chosen value of a filter). */
#ifndef MODEL_LISTING_H
#define MODEL_LISTING_H

#include "base/err.h"
#include "base/value.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

#define LISTING_COLUMNS 16

/* Strings belong to the caller (screen/list_def.h) and outlive the calls. */
struct listing {
	const char *from;                    /* "household_now h LEFT JOIN …" without FROM */
	const char *key;                     /* integer expression that names a row: "h.id" */
	const char *column[LISTING_COLUMNS]; /* SQL expressions */
	size_t n_columns;
	const char *where;  /* or NULL */
	const char *match;  /* condition on :words, used when words are given; or NULL */
	const char *filter; /* condition on :filter, or NULL */
	const char *sort;   /* expression, or NULL: by key */
	bool descending;
	int64_t parent;
	const char *words;
	const char *filter_value;
};
struct listing_row {
	int64_t id;
	struct value sort; /* where it stands: hand it back to go on from here */
	struct value cell[LISTING_COLUMNS];
};
/* Up to `most` rows after `from` (NULL: from the first) in list order, or before it if `backwards` (NULL: from the
 * last; the result is still in list order). Free with listing_free. */
int listing_page(struct office *o, const struct listing *l, const struct listing_row *from, bool backwards, size_t most,
		 struct listing_row **rows, size_t *n, struct err *e);
/* One row afresh: 1 found, 0 it is no longer in the list. */
int listing_row(struct office *o, const struct listing *l, int64_t id, struct listing_row *out, struct err *e);
int listing_count(struct office *o, const struct listing *l, int64_t *count, struct err *e);
/* How many rows stand before this one. */
int listing_rank(struct office *o, const struct listing *l, const struct listing_row *row, int64_t *rank,
		 struct err *e);
void listing_row_release(struct listing_row *r);
void listing_free(struct listing_row **rows, size_t n);

#endif

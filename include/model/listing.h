/* Lists whose SQL comes from screens/: run behind the guard, paged by key (never OFFSET), only what is seen is fetched.
 * Parameters a list's SQL may use: :me :village :today :year :month (YYYY-MM) :parent (the record it was opened from)
 * :words (what the person typed to find) :filter (the chosen value of a filter).
 *
 * Whose rows: `household` makes the list one of the office's scope (model/scope.h). For the whole file the rows are
 * walked along the index of the sort; for a village, for one cadre, for what was found and where `few` says so, those
 * rows are looked up first and then sorted, unless the index has them in order too (`by_place`). */
#ifndef MODEL_LISTING_H
#define MODEL_LISTING_H

#include "base/err.h"
#include "base/value.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

#define LISTING_COLUMNS 16
#define LISTING_THEN 4

/* Strings belong to the caller (screen/list_def.h) and outlive the calls. */
struct listing {
	const char *from;                    /* "household_now h LEFT JOIN …" without FROM */
	const char *key;                     /* integer expression that names a row: "h.id" */
	const char *column[LISTING_COLUMNS]; /* SQL expressions */
	size_t n_columns;
	const char *where;     /* or NULL */
	const char *match;     /* condition on :words, used when words are given; or NULL */
	const char *filter;    /* condition on :filter, or NULL */
	const char *household; /* expression: the household a row is about; NULL: the list knows no scope */
	const char *place;     /* expression: that household's place, where `from` has it; or NULL */
	bool shared;           /* rows without a household are everybody's */
	bool few;              /* what is chosen leaves few rows */

	/* Order: sort, then[0], …, key. Only the first may be NULL; NULL comes first, with `descending` last. */
	const char *sort; /* expression, or NULL: by key */
	const char *then[LISTING_THEN];
	size_t n_then;
	const char *sort_from; /* instead of `from`: begins with the table whose index gives the order, CROSS JOINs the
				  rest */
	const char *sort_none; /* condition over `from`: rows that sort_from lacks; they have no sort value */
	const char *sort_key; /* the key as sort_from's first table has it, where it is in the index's order; or NULL */
	bool pinyin;          /* sort is a name: it goes by its pinyin (store/search.h) */
	bool by_place;        /* an index has the order within each `place` as well: (place, sort, then …, key) */
	bool descending;

	int64_t parent;
	const char *words;
	const char *filter_value;
	const char *found;    /* JSON array of ids; used instead of match */
	const char *found_in; /* expression that must be among them */
};
struct listing_row {
	int64_t id;
	struct value sort; /* where it stands: hand it back to go on from here */
	struct value then[LISTING_THEN + 2];
	struct value cell[LISTING_COLUMNS];
};
/* Up to `most` rows after `from` (NULL: from the first) in list order, or before it if `backwards` (NULL: from the
 * last; the result is still in list order). Free with listing_free. */
int listing_page(struct office *o, const struct listing *l, const struct listing_row *from, bool backwards, size_t most,
		 struct listing_row **rows, size_t *n, struct err *e);
/* One row afresh: 1 found, 0 it is no longer in the list. */
int listing_row(struct office *o, const struct listing *l, int64_t id, struct listing_row *out, struct err *e);
/* Has the list, words and filter aside, at most `most` rows? Looks at few: a long table is not counted. */
int listing_is_few(struct office *o, const struct listing *l, int64_t most, bool *few, struct err *e);
int listing_count(struct office *o, const struct listing *l, int64_t *count, struct err *e);
/* The same, but *count is most + 1 if there are more than `most`. */
int listing_count_to(struct office *o, const struct listing *l, int64_t most, int64_t *count, struct err *e);
/* Goes on counting: by key after *from, looking at `most` rows of the whole file's first table, or counting so many
 * rows of a narrow list or a parent's. Begins with *count 0 and *from INT64_MIN; what was counted stays counted when it
 * is stopped. 1: all were counted. */
int listing_count_on(struct office *o, const struct listing *l, int64_t most, int64_t *from, int64_t *count,
		     struct err *e);
/* How many rows stand before this one. */
int listing_rank(struct office *o, const struct listing *l, const struct listing_row *row, int64_t *rank,
		 struct err *e);
/* A place just before all rows whose sort value begins with `text` or comes after it (a name's first letters of pinyin
 * where the sort goes by that); only for sorts that are text. Release with listing_row_release. */
struct listing_row listing_place_of(const struct listing *l, const char *text);
/* To be called before the first page of a list that goes by pinyin: takes up names that were written meanwhile. False:
 * that cannot be (file only read, another program writes); then l->pinyin is to be dropped. */
bool listing_names_ready(struct office *o);
/* What words find by the search (store/search.h), of people or of households, for `found`: free with mem_free. *more:
 * there are others. */
int listing_find(struct office *o, const char *words, bool people, char **json, bool *more, struct err *e);
void listing_row_release(struct listing_row *r);
void listing_free(struct listing_row **rows, size_t n);

#endif

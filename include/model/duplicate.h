/* The same person twice: a finder over the whole registry, and a merge that keeps both histories. DOMAIN §10.1, §12.
 *
 * Reasons, with scores: id_same (first 18) 100 · id_15 (the 15-digit form) 95 · id_one_digit (one digit wrong or two
 * neighbours swapped, same name; or, where a check digit fails, a name of the same sound in the same village) 90 ·
 * name_birth 80 (same name key and full birth date) · sound_birth 70 (same pinyin, same birth) · name_village 40 (same
 * name, same village, births do not contradict). A pair is reported once with its best reason; pairs said to be two
 * people are left out. Below 40 nothing is said.
 *
 * What speaks for two people: two whole ID numbers that are not one error apart (then only the same name, birth and
 * village together are told), and for what rests on sound or village also the sex. Somebody who left one household and
 * lives in another has moved: no pair. */
#ifndef MODEL_DUPLICATE_H
#define MODEL_DUPLICATE_H

#include "base/err.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

struct duplicate {
	int64_t one, other; /* persons; one < other; one 0: who is being typed in */
	int score;
	char reason[24]; /* word "duplicate.REASON" of words.ini */
	char name[2][64], id_no[2][24], head[2][64], village[2][64];
};
/* Grouped by keys, never all against all: linear but for the groups, and of a group (more than a few of one sound, or
 * of one ID) each is compared with the next 256 only (thousands with one ID are an error of another kind). Best score
 * first, DUPLICATES_MOST of them. free(). In memory are 60,000 people at a time, in files without a name the others:
 * about 150 bytes a person. */
#define DUPLICATES_MOST 5000
int duplicate_find(struct office *o, struct duplicate **out, size_t *n, struct err *e);
/* The same with `progress` called now and then; true from it stops with ERR_CANCEL. *all: how many there are, with
 * those that are not handed out. */
int duplicate_find_with(struct office *o, bool (*progress)(void *arg, int64_t done, int64_t all), void *arg,
			struct duplicate **out, size_t *n, size_t *all, struct err *e);
/* Candidates for one person being typed in (any text may be NULL or half typed): as above, for the form. `except` is
 * the person's own id, 0 new; a new one counts as of the office's village. */
int duplicate_like(struct office *o, const char *name, const char *id_no, const char *birth, int64_t except,
		   struct duplicate **out, size_t *n, struct err *e);
/* They are two people: never told again. Saying it twice is no error. */
int duplicate_not_same(struct office *o, int64_t one, int64_t other, struct err *e);
bool duplicate_said_two(struct office *o, int64_t one, int64_t other); /* one < other */

/* Makes `gone` part of `kept` in one transaction ('person.merge'): every record that points at `gone` points at `kept`,
 * own fields of the bureau and waivers too; blank cells of kept are filled from gone, the others stay as kept has them
 * (the person has compared); what says which household, since when and why, is filled only within one household; a
 * household that names gone as its head names kept; gone goes to the bin; a row in `merge` says so. MERGE_SAME,
 * MERGE_GONE. */
int person_merge(struct office *o, int64_t kept, int64_t gone, const char *reason, int64_t *merge, struct err *e);
/* The same for two households that are one ('household.merge'): people, years, visits and all else of both. */
int household_merge(struct office *o, int64_t kept, int64_t gone, const char *reason, int64_t *merge, struct err *e);
/* Takes the transaction of either merge back exactly; UNDO_CHANGED if something of it was changed since, UNDO_DONE if
 * it was taken back before, MERGE_GONE if there was none. */
int merge_undo(struct office *o, int64_t merge, struct err *e);
/* What a merge would move from `gone`, the bin left out: tables with at least one row that points at it. free(). */
struct merge_move {
	const char *table; /* the schema's */
	int64_t count;
};
int merge_moves(struct office *o, const char *table, int64_t gone, struct merge_move **out, size_t *n, struct err *e);
/* Merges of persons that hold, newest first. free(). */
struct merge_told {
	int64_t id, kept, gone;
	char name[2][64], head[64]; /* kept, gone; household of kept */
	char reason[24], who[64], on[11];
};
int merge_list(struct office *o, struct merge_told **out, size_t *n, struct err *e);
int person_unmerge(struct office *o, int64_t merge, struct err *e);

#endif

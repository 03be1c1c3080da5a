/* The same person twice: a finder over the whole registry, and a merge that keeps both histories. DOMAIN §10.1, §12.
 *
 * Reasons, with scores: id_same (first 18) 100 · id_15 (the 15-digit form) 95 · id_one_digit (one digit wrong or two
 * swapped, same name) 90 · name_birth 80 (same name key and full birth date) · sound_birth 70 (same pinyin, same birth)
 * · name_village 40 (same name, same village, births do not contradict). A pair is reported once with its best reason;
 * pairs said to be two people are left out. Below 40 nothing is said. */
#ifndef MODEL_DUPLICATE_H
#define MODEL_DUPLICATE_H

#include "base/err.h"
#include "model/office.h"

#include <stddef.h>

struct duplicate {
	int64_t one, other; /* persons; one < other */
	int score;
	char reason[24];
	char name[2][64], id_no[2][24], head[2][64], village[2][64];
};
/* Grouped by keys, never all against all: linear but for the groups. Best score first. free(). */
int duplicate_find(struct office *o, struct duplicate **out, size_t *n, struct err *e);
/* Candidates for one person being typed in: as above, for the form. */
int duplicate_like(struct office *o, const char *name, const char *id_no, const char *birth, int64_t except,
		   struct duplicate **out, size_t *n, struct err *e);
int duplicate_not_same(struct office *o, int64_t one, int64_t other, struct err *e);

/* Makes `gone` part of `kept` in one transaction ('person.merge'): every record that points at `gone` points at `kept`;
 * blank cells of kept are filled from gone, the others stay as kept has them (the person has compared); gone goes to
 * the bin; a row in `merge` says so. MERGE_SAME, MERGE_GONE. */
int person_merge(struct office *o, int64_t kept, int64_t gone, const char *reason, int64_t *merge, struct err *e);
/* Takes the merge's transaction back exactly; UNDO_CHANGED if something of it was changed since. */
int person_unmerge(struct office *o, int64_t merge, struct err *e);

#endif

/* Reviewing handbooks: chapter by chapter, or a sample drawn by a seed. DOMAIN §3.8. */
#ifndef MODEL_REVIEW_H
#define MODEL_REVIEW_H

#include "base/err.h"
#include "model/office.h"

#include <stddef.h>
#include <stdint.h>

/* Begins (or goes on with) an unfinished review of this household by this reviewer; `sample` 0: none. */
int review_begin(struct office *o, int64_t household, const char *reviewer, int64_t sample, int64_t *review,
		 struct err *e);
/* verdict: seen, fine, problem. A problem becomes a finding (model/finding.h finding_notice: level and source as
 * given, NULL for none; the owner is who is paired with the household; the category has role
 * finding_category.handbook). Other words for the problem change its finding; a problem taken back bins it, unless
 * somebody has worked on it or named it since. REVIEW_VERDICT {1}, REVIEW_PROBLEM (no note), REVIEW_FINISHED. */
int review_mark_set(struct office *o, int64_t review, const char *chapter, const char *verdict, const char *note,
		    const char *level, const char *source, struct err *e);
struct review_state {
	char chapter[48], verdict[16], note[256];
	int64_t finding;
};
int review_marks(struct office *o, int64_t review, struct review_state **out, size_t *n, struct err *e); /* free() */
/* Under which level and source this review named its last problem: the caller frees both. False (both NULL): none yet.
 */
bool review_said_by(struct office *o, int64_t review, char **level, char **source);
/* Writes sections (labels by role handbook_section.CHAPTER), result (roles review_result.fine, .gaps) and finished_on:
 * REVIEW_UNFINISHED {1}=first chapter without a verdict. */
int review_finish(struct office *o, int64_t review, const char *const *chapters, size_t n, struct err *e);

/* Draws `size` households of the scope by `seed`: the same seed over the same households gives the same sample, in any
 * order of rows. A size beyond the pool takes all. They are kept in the order to walk them: by group and number.
 * SAMPLE_SIZE, SAMPLE_EMPTY. */
int sample_draw(struct office *o, int64_t seed, int size, int64_t *sample, struct err *e);
int sample_households(struct office *o, int64_t sample, int64_t **out, size_t *n, struct err *e); /* free() */
/* Samples, the newest first. free(). */
struct sample_info {
	int64_t id, seed;
	int size, pool;
	char drawn_on[11];
};
int sample_list(struct office *o, struct sample_info **out, size_t *n, struct err *e);
/* Its households in the order to walk them, each with its last review for this sample. free(). */
struct sample_row {
	int64_t household, review; /* review 0: not begun */
	char head[64], group[48], no[32];
	int marks; /* chapters with a verdict */
	char finished_on[11], result[48];
};
int sample_walk(struct office *o, int64_t sample, struct sample_row **out, size_t *n, struct err *e);

#endif

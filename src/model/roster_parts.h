/* Between the files that compare lists. */
#ifndef MODEL_ROSTER_PARTS_H
#define MODEL_ROSTER_PARTS_H

#include "base/buf.h"
#include "base/term.h"
#include "model/check.h"
#include "model/roster.h"
#include "model/roster_match.h"

struct roster_words {
	roster_label *label;
	void *label_arg;
	roster_sentence *sentence;
	void *sentence_arg;
};

/* ---- roster_clean.c: values as compared. What is returned the caller frees. ---- */
char *roster_clean(struct office *o, enum roster_field f, const char *raw);
/* As our record keeps it; ERR_INVALID with the field's own word where that field could not hold it. */
char *roster_stored(struct office *o, enum roster_field f, const char *raw, struct err *e);
bool roster_agree(struct office *o, enum roster_field f, const char *a, const char *b); /* neither blank */

/* ---- roster_place.c: villages as lists write them. ---- */
struct roster_places;
int roster_places_load(struct roster_places **out, struct office *o, struct err *e);
void roster_places_free(struct roster_places **p);
/* The name as compared, alive as long as `p`; *place is 0 where nobody can say. */
const char *roster_place(struct roster_places *p, const char *raw, int64_t *place);
bool roster_place_in_scope(struct roster_places *p, const char *raw); /* or not told */

/* ---- roster_read.c: rows of all sides. ---- */
struct roster_row {
	const char *raw[ROSTER_FIELD_COUNT]; /* "" blank or no such column */
	int64_t row, person, household, place;
	bool claimed;  /* of ours: ought to stand in the list */
	bool in_scope; /* of a list held against ours: its village is ours, or not told */
};
struct roster_side {
	struct roster_info info;
	bool has[ROSTER_FIELD_COUNT];
};
struct roster_rows {
	struct office *o;
	struct roster_side side[ROSTER_SIDES];
	size_t sides;
	bool ours;                      /* our facts are a side */
	const struct roster_side *list; /* the first that is not ours: whose claim it is */
	struct roster_row *row;
	struct match_entry *entry; /* beside each row */
	size_t n, cap;
	struct roster_places *places;
	struct roster_block *blocks; /* texts */
	/* Set: each row is shown to it and dropped, and none is kept. */
	int (*visit)(void *arg, const struct roster_rows *r);
	void *visit_arg;
};
/* Some rows of a side. */
struct roster_picks {
	const int64_t *row; /* ascending */
	const bool *claimed;
	const char *json; /* the same as an array */
};
int roster_rows_open(struct roster_rows *r, struct office *o, const int64_t *side, size_t sides, struct err *e);
int roster_rows_read(struct roster_rows *r, size_t side, const struct roster_picks *only,
		     struct err *e); /* NULL: all */
void roster_rows_clear(struct roster_rows *r);
void roster_rows_release(struct roster_rows *r);
/* For the two readers: a blank row, its texts, and what is done once they are in. */
struct roster_row *roster_row_add(struct roster_rows *r, size_t side);
const char *roster_keep(struct roster_rows *r, const char *s);
int roster_row_done(struct roster_rows *r);
int roster_ours_read(struct roster_rows *r, size_t side, const struct roster_picks *only, struct err *e);
int roster_info_load(struct office *o, int64_t roster, struct roster_info *out, struct err *e);
void roster_subject(const struct match_entry *e, char out[128]);
/* Under what decisions and findings of a comparison are kept: the first list; without ours, all of them are its source.
 */
int roster_key(struct office *o, const int64_t *side, size_t sides, struct roster_info *out, struct err *e);
int64_t roster_seq(struct office *o); /* the last of the journal */

/* ---- roster_split.c: rows that can have nothing to do with each other, apart. ---- */
struct roster_split;
struct roster_memory;
/* Reads all rows of all sides and keeps only where they are. The whole is told by its parts, whatever their size;
 * `part_rows` is what a part holds where no set of rows that hang together is larger; `rows` how many there may be, for
 * office_tell: reading them is the first half. */
int roster_split(struct roster_rows *r, const struct roster_memory *m, size_t part_rows, size_t rows,
		 struct roster_split **out, struct err *e);
size_t roster_parts(const struct roster_split *s);
int roster_part_read(const struct roster_split *s, size_t part, struct roster_rows *r, struct err *e);
void roster_split_free(struct roster_split **s);
/* For tests: rows in a part, and from how many on there are parts. 0: as usual. */
void roster_set_part(size_t rows);

/* ---- roster_lines.c: groups become lines. ---- */
struct roster_work {
	struct roster_rows rows;
	struct match_result match;
	size_t *order, *first;         /* rows by group; where each group begins, one more at the end */
	bool *anchor, *asked, *hidden; /* of groups: may a line be about it, has it candidates, is it only one */
	struct roster_info key;
	struct roster_finding *finding; /* by person and field */
	size_t n_findings;
	const char **named; /* subjects of findings about nobody of ours, sorted */
	size_t n_named;
	struct roster_comparison *out;
	size_t cap;
};
bool roster_is_ours(const struct roster_work *w, size_t row);
bool roster_stands(const struct roster_work *w, size_t row);
void roster_index_named(struct roster_work *w); /* once the findings are there */
void roster_add_line(struct roster_work *w, size_t g);

/* ---- roster_said.c: what was decided, and the findings made of it. ---- */
struct roster_said {
	const char *subject, *field, *decision, *ours, *theirs, *reason; /* of a memory: its own */
	int64_t person;
};
struct roster_memory {
	struct roster_said *item; /* by subject and field; the newest only */
	size_t n;
};
int roster_memory_load(struct roster_memory *m, struct office *o, const struct roster_info *list, struct err *e);
void roster_memory_release(struct roster_memory *m);
bool roster_said_of_two(const struct roster_said *d); /* people: that they are one, or two */
/* Who was said to be one, or two, among these rows. free() *out. */
void roster_memory_pairs(const struct roster_memory *m, const struct roster_rows *r, struct match_said **out,
			 size_t *n);
/* Takes the place of what was said before of that subject and field (of a pair: and of `theirs`). */
int roster_memory_put(struct office *o, const struct roster_info *list, const struct roster_said *said, struct err *e);
/* The same for a line or one of its differences. */
int roster_memory_put_line(struct office *o, const struct roster_info *list, const struct roster_comparison *c,
			   const struct roster_line *l, const struct roster_difference *d, const char *decision,
			   const char *reason, struct err *e);
#define ROSTER_PAIR_FIELD "pair"
void roster_memory_apply(const struct roster_memory *m, struct roster_comparison *c);
/* What a decision of a line, or of one difference, rests on. */
void roster_line_values(const struct roster_comparison *c, const struct roster_line *l,
			const struct roster_difference *d, struct buf *ours, struct buf *theirs);

/* Findings of a list. The key of one: the rule, the person, the field (of a person not ours: with the subject). */
struct roster_finding {
	int64_t id, person;
	bool closed, in_scope;
	bool by_itself;                              /* closed because the lists agreed */
	char field[192], closed_on[11], last_on[11]; /* last_on: the latest day in it */
	char level[32];
};
/* Makes the finding of a line or difference, or names it again. */
int roster_make_finding(struct office *o, struct roster_places *places, const struct roster_info *list,
			const struct roster_comparison *c, const struct roster_line *l,
			const struct roster_difference *d, struct roster_finding *list_of, size_t n, struct err *e);
void roster_rule(const struct roster_info *list, char out[CHECK_RULE_BYTES]);
void roster_finding_field(const struct roster_line *l, const struct roster_difference *d, char out[192]);
/* By person and field, those not closed first. free(). */
int roster_findings(struct office *o, const struct roster_info *list, struct roster_finding **out, size_t *n,
		    struct err *e);
struct roster_finding *roster_finding_of(struct roster_finding *list, size_t n, const struct roster_line *l,
					 const struct roster_difference *d);
void roster_sentence_of(struct office *o, const char *source, const struct roster_comparison *c,
			const struct roster_line *l, const struct roster_difference *d, struct buf *out);
/* The day a finding of this list is dated: the list's, or today where that is still to come. */
const char *roster_day(const struct roster_info *list);
const struct roster_difference *roster_difference_of(const struct roster_line *l, int field); /* NULL none */
bool roster_line_is_one(const struct roster_line *l); /* its verdict asks for a decision of the line as a whole */

/* ---- roster_take.c: our record takes their value. ---- */
int roster_take(struct office *o, struct roster_places *places, const struct roster_info *list,
		const struct roster_comparison *c, const struct roster_line *l, const struct roster_difference *d,
		struct err *e);
const char *roster_column(enum roster_field f, const char *table);      /* NULL: it is kept elsewhere */
void roster_term(const struct roster_info *list, char out[TERM_BYTES]); /* the list's, else that of its day */
int64_t roster_enrolment_of(struct office *o, int64_t person, const struct roster_info *list); /* 0 none */
/* The one value the other lists have, NULL if they differ among themselves. */
const char *roster_theirs(const struct roster_comparison *c, const struct roster_difference *d);

#endif

/* Lists that agree (名单比对, DOMAIN §5.4). A roster is a list from outside with its raw cells; here it is compared
 * with our facts, or up to ROSTER_SIDES lists with each other. Nothing is stored of a comparison but what a person
 * decided.
 *
 * Matching, in this order; never the first of several:
 *  1. the first 18 characters of the ID, both sound and equal: linked, whatever else differs.
 *  2. one side's ID missing or damaged (wrong check digit, lost digits), name and birth equal and unique on both sides,
 *     and what is left of the ID agrees (first 15 equal, or one or two characters differ or are swapped; where it is
 *     missing: the village agrees): linked; the ID is then a field that differs
 *     (but for 9.90101200408031E+17, which is how the file shows all of them, where the 15 digits agree).
 *  3. name and birth, or name and village, or damaged ID near a sound one: suspected, with every candidate.
 * An 18-digit number that ends in 000 is believed only where another list has it too: one lost number in eleven has the
 * right check digit. The same number twice in one list is TWICE, and linked once.
 * Values are cleaned before they are compared (base/text.h, DOMAIN §12): NFKC, spaces, dots in names, dates, numbers
 * with units, choices by their labels and aliases. A blank on one side is no difference but of id_no. */
#ifndef MODEL_ROSTER_H
#define MODEL_ROSTER_H

#include "base/err.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

#define ROSTER_SIDES 4

/* Fields a list can hold: enum, and the key used in mappings and in choices.ini [choice.roster_field]. */
/* clang-format off */
#define ROSTER_FIELDS(X) \
	X(ID_NO, "id_no") X(NAME, "name") X(SEX, "sex") X(BIRTH, "birth") X(VILLAGE, "village") X(GROUP, "group") \
	X(HOUSEHOLD_NO, "household_no") X(HEAD_NAME, "head_name") X(RELATION, "relation") X(PHONE, "phone") \
	X(SCHOOL, "school") X(STAGE, "stage") X(GRADE, "grade") X(CLASS, "class") X(STUDENT_NO, "student_no") \
	X(AMOUNT, "amount") X(CARD, "card") X(DIBAO, "dibao") X(TEKUN, "tekun") X(DISABILITY_NO, "disability_no")
/* What a list claims to be: which of our people ought to stand in it. Those of a term use roster.term. */
#define ROSTER_CLAIMS(X) \
	X(REGISTERED, "registered") /* national export, wall list, handbook: everybody of a household in the registry */ \
	X(STUDENTS, "students")     /* school roll or attendance: enrolled in the term */ \
	X(POOR, "poor_students")    /* entitled to aid in the term */ \
	X(PAID, "paid")             /* paid in the term */ \
	X(DIBAO, "dibao") X(TEKUN, "tekun") X(DISABLED, "disabled") X(MEDICAL, "medical") \
	X(AGED, "of_age")           /* children of compulsory age */ \
	X(OTHER, "other")           /* no claim: only who is in it is looked at, nobody of ours is missing */
/* clang-format on */
#define ROSTER_FIELD_ENUM(id, name) ROSTER_##id,
enum roster_field { ROSTER_FIELDS(ROSTER_FIELD_ENUM) ROSTER_FIELD_COUNT };
#define ROSTER_CLAIM_ENUM(id, name) CLAIM_##id,
enum roster_claim { ROSTER_CLAIMS(ROSTER_CLAIM_ENUM) CLAIM_COUNT };
const char *roster_field_name(enum roster_field f);
int roster_field_of(const char *name); /* −1 unknown */
const char *roster_claim_name(enum roster_claim c);
int roster_claim_of(const char *name);
bool roster_claim_is_of_term(enum roster_claim c); /* what it says is of one term, and so are its rounds */

/* Saving a list that was read (exchange/roster_file.h): begin, a row at a time, end. One transaction, 'roster.load'.
 * The same source, claim and day again with the same rows: ROSTER_SAME {1}=source {2}=day, and *same (NULL: not
 * asked) is that list; read in another way it is told by roster_remap. */
struct roster_head {
	const char *source, *claim, *dated_on, *term, *file;
	const char *headings, *mapping; /* JSON arrays */
};
int roster_begin(struct office *o, const struct roster_head *h, int64_t *roster, struct err *e);
int roster_add(struct office *o, int64_t roster, int64_t line, const char *cells_json, struct err *e);
/* Where it fails nothing is saved. */
int roster_end(struct office *o, int64_t roster, int64_t rows, int64_t *same, struct err *e);
/* Other columns mean other fields: within the caller's transaction. *changed: they did not before. */
int roster_remap(struct office *o, int64_t roster, const char *mapping, bool *changed, struct err *e);
void roster_give_up(struct office *o); /* after begin or add failed */

struct roster_info {
	int64_t id, rows;
	char source[96], claim[24], dated_on[11], term[8], file[128];
	int round;   /* 1 the first of its source and claim */
	bool newest; /* no later round */
};
int roster_list(struct office *o, struct roster_info **out, size_t *n, struct err *e); /* newest first; free() */

enum roster_verdict {                   /* of one person over all sides */
		      ROSTER_SAME,      /* 一致 */
		      ROSTER_MISSING,   /* 我有他无, 他有我无: not in every list */
		      ROSTER_DIFFERS,   /* 字段不符 */
		      ROSTER_SUSPECTED, /* 疑似同人 */
		      ROSTER_TWICE,     /* one list holds the person more than once */
		      ROSTER_VERDICTS
};
struct roster_difference {
	enum roster_field field;
	char value[ROSTER_SIDES][64]; /* as they stand in the list; "" blank or not there */
	char decision[16];            /* "" none yet */
};
struct roster_pair { /* of SUSPECTED: who it may be */
	int side;
	int64_t row, person;
	char who[160];     /* name, ID, village, to tell them apart */
	char subject[128]; /* as a line's */
};
struct roster_line {
	enum roster_verdict verdict;
	char subject[128]; /* who, stable between rounds: "id:…", "name:…|birth|village" */
	char name[64], id_no[32], place[64];
	int64_t person, household; /* ours, 0 none */
	int64_t row[ROSTER_SIDES]; /* roster_row (ours: person), 0 not there */
	int times[ROSTER_SIDES];   /* how often */
	struct roster_difference *difference;
	size_t n_differences;
	struct roster_pair *pair;
	size_t n_pairs;
	char decision[16], reason[96]; /* of the line as a whole; "" none */
	int64_t finding;               /* open finding of this line, 0 none */
};
enum { ROSTER_SAME_MOST = 10000 };
struct roster_comparison {
	int64_t side[ROSTER_SIDES]; /* roster id, 0: our facts */
	size_t sides;
	struct roster_line *line; /* by verdict, SAME last; then place and name. Who is only a candidate is no line */
	size_t n;                 /* of SAME no more than ROSTER_SAME_MOST and whom findings name: `count` has all */
	int64_t count[ROSTER_VERDICTS], people[ROSTER_SIDES], undecided;
	int64_t outside; /* rows of the lists that are no line because they are of other villages */
	int64_t seq;     /* of the journal when it was made */
};
/* Our facts as `side` 0 stands for the claim of the first roster among the others. All our people are matched; one of
 * ours the claim does not ask for stands in a line as `person` with row 0. Within the scope: ours by household, others
 * by a village that is ours or not told; rows of other villages are counted (`outside`). Lists among themselves: all of
 * them. Decisions and findings are kept under the source and claim of that first
 * roster, without our facts under all sources. */
int roster_compare(struct office *o, const int64_t *side, size_t sides, struct roster_comparison *out, struct err *e);
void roster_comparison_release(struct roster_comparison *c);

/* Somebody of a list against ours whom we have not: what the row says, as a new record for a form. *form: "person",
 * with household_id where the row names a household of ours (its number, or the only one of its head's name), or for a
 * list of a term's students "enrolment" of a person who is here. What our record could not hold is left out.
 * ROSTER_NO_RECORD: neither helps. Release `out`. */
struct record;
int roster_draft(struct office *o, const struct roster_comparison *c, const struct roster_line *l, struct record *out,
		 const char **form, struct err *e);

/* A person decides; remembered for later rounds while both values stay. decision: "same" (of SUSPECTED: `pair` says
 * who), "other" (two people), "ours" (we are right), "theirs" (our record takes their value: saved here), "ignore"
 * (with a reason: ROSTER_REASON), "finding". field −1: the line. ROSTER_UNSAFE: in bulk only ignore, ours, finding, and
 * theirs where ours is blank. What somebody saved since the comparison is not written over:
 * SAVED_MEANWHILE. One transaction each, 'roster.decide'. */
struct roster_choice {
	const char *decision, *reason;
	int field; /* enum roster_field or −1: every difference of the line */
	int pair;  /* index in line->pair, −1 */
};
int roster_decide(struct office *o, const struct roster_comparison *c, const size_t *line, size_t n,
		  const struct roster_choice *choice, struct err *e);

/* After a newer round: closes findings of this source and claim whose difference is gone, re-opens closed ones whose
 * difference is back, both by itself; differences decided "finding" whose words changed get a notice. Only against our
 * facts (side 0), and only the newest round. 'roster.settle'. */
struct roster_settled {
	int closed, reopened;
};
int roster_settle(struct office *o, const struct roster_comparison *c, struct roster_settled *out, struct err *e);

/* What our facts are compared by, from screens/: a label for its aliases, NULL for what is none. Without one values are
 * compared as cleaned. */
typedef const char *roster_label(void *arg, enum roster_field f, const char *text);
void roster_set_labels(struct office *o, roster_label *label, void *arg);
/* The sentence of a finding, from screens/: of the line (`d` NULL) or of one difference of it. Of a line that is
 * ROSTER_SAME it is the measure a finding is closed with: the lists agree. Without one the values stand side by side.
 */
struct buf;
typedef void roster_sentence(void *arg, const char *source, const struct roster_comparison *c,
			     const struct roster_line *l, const struct roster_difference *d, struct buf *out);
void roster_set_sentence(struct office *o, roster_sentence *sentence, void *arg);

#endif

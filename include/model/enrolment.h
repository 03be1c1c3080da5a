/* Who is at school in a term (DOMAIN §3.6): the next term proposed from this one, and the school's verification.
 *
 * Rules of the table: one enrolment a person and term (ENROLMENT_TWICE {1}=term), ids of two records of one person are
 * a check's business; a school outside the county asks for its proof where aid is paid elsewhere (check). */
#ifndef MODEL_ENROLMENT_H
#define MODEL_ENROLMENT_H

#include "base/err.h"
#include "base/term.h"
#include "model/office.h"

#include <stddef.h>

/* The ladder of stages, from screens/stages.ini (office_set_stages): labels, so that src/ knows no Chinese. */
struct stage {
	const char *stage;         /* label of choice school_stage */
	const char *const *grade;  /* labels, first to last */
	const char *const *status; /* label of choice school_status of each grade */
	size_t n;
	const char *next;     /* stage after its last grade; "" : it ends, or nobody can say */
	int from_age, to_age; /* on 1 September; 0 0: nobody is proposed for it by age */
	bool compulsory;
};

enum suggestion {
	SUGGEST_SAME,
	SUGGEST_UP,
	SUGGEST_STAGE,
	SUGGEST_FIRST /* of age, never enrolled */,
	SUGGEST_LEAVES /* last grade done, no next */
};
/* After an enrolment is saved: that of the newest term, not before this one, is where the person goes to school today
 * (person.school, school_status by the ladder). */
struct record;
int enrolment_after(struct office *o, struct record *r, const struct record *old, struct err *e);

struct enrolment_suggestion {
	enum suggestion why;
	int64_t person, household, from; /* from: the enrolment it follows, 0 none */
	char name[64], head[64], group[48];
	char was[96]; /* school, grade, class of before */
	char school[96], stage[32], grade[32], class_name[32];
	bool take; /* the person's tick; set for SAME and UP */
};
/* For every student of the term before (or, SUGGEST_FIRST, child of the age of the first stage) without an enrolment in
 * `term`. Within the scope. A new stage has no school: the person types it. free(). */
int enrolment_suggest(struct office *o, const char *term, struct enrolment_suggestion **out, size_t *n, struct err *e);
/* Writes those with `take`, copying number, guardian, groups, boarding. One
 * transaction, 'enrolment.next'. */
int enrolment_accept(struct office *o, const char *term, const struct enrolment_suggestion *s, size_t n, int *written,
		     struct err *e);
/* The school confirms: who and when, of many at once. One transaction, 'enrolment.verify'. */
int enrolment_verify(struct office *o, const int64_t *enrolment, size_t n, const char *by, const char *on,
		     struct err *e);

#endif

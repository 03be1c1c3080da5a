/* 学段全覆盖, 对象无遗漏, 结果全告知: for a term, what students are entitled to, applied for, were paid, were told;
 * each number with the rows behind it. One row is a student and an item (人项); students are counted apart (名).
 * Entitled = paid + missing in every line. Everything is a query over view coverage; scope as office->scope, asked of
 * today: who has left since stays in the figures of a term.
 *
 * The line of an item counts students as those it is for, told or not where it was paid to them; the total counts every
 * student once. Students with something paid: whatever it is, so that each of them is told. */
#ifndef MODEL_COVERAGE_H
#define MODEL_COVERAGE_H

#include "base/err.h"
#include "base/term.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

enum coverage_by { COVERAGE_STAGE, COVERAGE_SCHOOL, COVERAGE_VILLAGE, COVERAGE_ITEM, COVERAGE_ORDERS };
struct coverage_line {
	char group[96];                       /* stage, school, village, item; "" not known */
	int64_t place;                        /* of a village */
	int students;                         /* enrolled */
	int unverified;                       /* of which not confirmed by the school */
	int entitled, applied, paid, missing; /* student and item */
	int due_told, told, untold;           /* students with something paid; of which told, not told */
	int64_t standard, amount;             /* fen: entitled, paid */
};
/* Lines in a stable order (stages as the ladder goes), then *total. free(). */
int coverage_load(struct office *o, const char *term, enum coverage_by by, struct coverage_line **out, size_t *n,
		  struct coverage_line *total, struct err *e);

enum coverage_what {
	COVERAGE_STUDENTS, /* one row a student; the rest of these too: UNVERIFIED, TOLD, UNTOLD */
	COVERAGE_UNVERIFIED,
	COVERAGE_ENTITLED, /* one row a student and item */
	COVERAGE_APPLIED,
	COVERAGE_PAID,
	COVERAGE_MISSING,
	COVERAGE_TOLD,
	COVERAGE_UNTOLD,
	COVERAGE_ASTRAY,    /* paid, yet to no enrolled student or to one not entitled: not in the sums above */
	COVERAGE_UNAPPLIED, /* a row a student and item: nobody applied; of a locked term these are back-payments to
			       make */
	COVERAGE_BACKPAID,  /* back-payments applied for and not paid yet */
	COVERAGE_WHATS
};
struct coverage_row {
	int64_t person, household, enrolment, item, aid; /* 0 none */
	char name[64], head[64], group[48];
	char school[96], stage[32], grade[32];
	char item_name[96], state[16]; /* state "": not applied */
	int64_t standard, amount;
	char paid_on[11], told_on[11];
	char term[TERM_BYTES];
	bool verified, elsewhere;
};
/* `group` and `place` as in a line; group NULL: all. Sorted by school, grade, name. free(). */
int coverage_rows(struct office *o, const char *term, enum coverage_by by, const char *group, int64_t place,
		  enum coverage_what what, struct coverage_row **out, size_t *n, struct err *e);

/* How many rows COVERAGE_ASTRAY has. */
int coverage_astray(struct office *o, const char *term, size_t *n, struct err *e);

/* One student's term whatever the scope: what she is entitled to with its state, then what was paid beside it; and her
 * enrolment, 0 if she has none. free(). */
int coverage_of_person(struct office *o, const char *term, int64_t person, int64_t *enrolment,
		       struct coverage_row **out, size_t *n, struct err *e);

/* Entitled in a locked term and nobody applied: back-payments to make (补发新增); and those made that are not paid yet
 * (aid not 0). Of the term in force and the COVERAGE_BACKPAY_TERMS before it: what is older is closed with its year.
 * `household`: whatever the scope; 0: all in scope. */
enum { COVERAGE_BACKPAY_TERMS = 2 };
int coverage_backpay(struct office *o, int64_t household, struct coverage_row **out, size_t *n, struct err *e);
/* The same one by one, of a part of the scope. */
struct scope_part;
int coverage_backpay_each(struct office *o, const struct scope_part *part,
			  void (*each)(void *arg, const struct coverage_row *r), void *arg, struct err *e);

/* Told: one notification a person and term (made or completed). One transaction, 'notification.tell'. Only who was paid
 * something that term, in kind and elsewhere too, is told; the others are left out and counted. */
struct tell {
	const char *term, *on, *way;
	bool seal, signed_by_student;
};
struct told {
	int told, unpaid;
};
int coverage_tell(struct office *o, const struct tell *t, const int64_t *person, size_t n, struct told *out,
		  struct err *e);
/* Is there one among them to tell? TELL_UNPAID {1}=how many they are {2}=term; so does coverage_tell. */
int coverage_may_tell(struct office *o, const char *term, const int64_t *person, size_t n, struct err *e);

#endif

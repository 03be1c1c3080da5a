/* 控辍保学 (DOMAIN §5.4). Four ledgers: registry (hukou), school roll, at school, poor households; three comparisons:
 * registry × roll → of age and not enrolled; roll × at school → enrolled before, not there now; those × poor
 * households. Facts are the enrolments of a term: no case is needed to be suspected. A case (table dropout) is the file
 * of one child until it is back or explained: suspected → dropout or explained; dropout → returned or explained;
 * returned → dropout. DROPOUT_MOVE {1} {2} {3} as aid; dropout needs confirmed_on and measure, returned needs
 * returned_on and return_school, explained needs explained (DROPOUT_BLANK with the field). One open case a child
 * (DROPOUT_TWICE {1}= found on).
 *
 * Of age: years on the last school_day (threshold, MMDD) within the term, from school_age_from on, below school_age_to.
 * Everything is counted on the day of the term nearest to today: today in the term that runs, else its first or last
 * day. Each child of age is exactly one of, in this order:
 *   out        a case is open that day
 *   taught     taught at home: the enrolment says so, or there is a plan of that school year
 *   enrolled   in the term, and not away but for a reason that counts (role away_reason.sick, elsewhere; graduated
 *              from the junior stage); or its case was closed within the term: returned
 *   explained  its last case says why it is none; it is counted nowhere
 *   out        all others */
#ifndef MODEL_DROPOUT_H
#define MODEL_DROPOUT_H

#include "base/err.h"
#include "base/term.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

enum dropout_ledger {
	LEDGER_OF_AGE,    /* 适龄儿童: all counted */
	LEDGER_NO_ROLL,   /* 适龄失学: out, and no enrolment this term */
	LEDGER_NOT_THERE, /* 疑似辍学: out, though enrolled this term or the last, and no case confirms it yet */
	LEDGER_POOR,      /* all who are out, suspected or confirmed, from registered households */
	LEDGER_DROPOUT,   /* 辍学: cases confirmed and open, of whatever age the child is now */
	LEDGER_TAUGHT,    /* taught at home: counts as retained */
	LEDGERS
};
struct dropout_row {
	int64_t person, household, enrolment, dropout; /* enrolment of the term, else of the last; the open case; 0
							  none */
	char name[64], head[64], group[48], birth[11];
	int age;  /* on the school day, -1 unknown */
	bool out; /* counted as not kept at school */
	char school[96], grade[32], reason[96], state[16];
	char last_talk[11];
	int talks;
	char next_on[11]; /* of the open case: the day agreed, else threshold persuasion_days after the last talk */
};
/* By group, household, age. free(). TERM_BAD. */
int dropout_ledger(struct office *o, const char *term, enum dropout_ledger which, struct dropout_row **out, size_t *n,
		   struct err *e);

/* Retained (enrolled and taught at home) of those of age: of_age = enrolled + taught_at_home + out. rate in 1/100
 * percent, rounded, 10000 only if nobody is out; -1 where nobody is of age. rows: of each ledger. */
struct retention {
	int of_age, enrolled, taught_at_home, explained, out;
	int rate;
	int rows[LEDGERS];
};
int dropout_retention(struct office *o, const char *term, struct retention *out, struct err *e);
/* One ledger and the counts of all, in one pass: what a screen shows. */
int dropout_ledger_counted(struct office *o, const char *term, enum dropout_ledger which, struct dropout_row **out,
			   size_t *n, struct retention *count, struct err *e);
/* "92.31%", "-" where nobody is of age. */
void retention_rate(const struct retention *r, char out[16]);

/* The rate and all ledgers in one pass, for every child is looked at for each of them. On an error there is nothing to
 * release. */
struct dropout_rows {
	struct dropout_row *row;
	size_t n;
};
int dropout_ledgers(struct office *o, const char *term, struct retention *count, struct dropout_rows ledger[LEDGERS],
		    struct err *e);
void dropout_ledgers_release(struct dropout_rows ledger[LEDGERS]);

/* Opens a case for a child (or gives the open one), with the school of its last enrolment. `source`: a label, NULL for
 * the comparison that shows it (roles
 * dropout_source.no_roll, not_there; none if it is enrolled). 'dropout.open'. */
int dropout_open(struct office *o, int64_t person, const char *term, const char *source, int64_t *id, struct err *e);

/* The states a case may go to, bar-separated; "" for what is none. */
const char *dropout_moves(const char *from);
/* `on` a day: of confirming or returning. `what`: the school it returned to, the explanation; of a dropout the measure
 * ("" leaves the one there is). One transaction: dropout.confirm, dropout.return, dropout.explain. */
int dropout_move(struct office *o, int64_t dropout, const char *to, const char *on, const char *what, struct err *e);

/* A talk about a case with what is known filled in: today, me. */
struct record;
int persuasion_begin(struct office *o, int64_t dropout, struct record *out, struct err *e);

#endif

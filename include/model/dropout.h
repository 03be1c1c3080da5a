/* 控辍保学 (DOMAIN §5.4). Four ledgers: registry (hukou), school roll, at school, poor households; three comparisons:
 * registry × roll → of age and not enrolled; roll × at school → enrolled before, not there now; those × poor
 * households. Facts are the enrolments of a term: no case is needed to be suspected. A case (table dropout) is the file
 * of one child until it is back or explained: suspected → dropout → returned; suspected or dropout → explained;
 * returned → dropout. DROPOUT_MOVE {1} {2} {3} as aid; dropout needs confirmed_on, returned needs returned_on and
 * return_school, explained needs explained (DROPOUT_BLANK with the field). */
#ifndef MODEL_DROPOUT_H
#define MODEL_DROPOUT_H

#include "base/err.h"
#include "base/term.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

enum dropout_ledger {
	LEDGER_OF_AGE, /* 适龄儿童: compulsory age (thresholds school_age_from, school_age_to on the day school_age_day)
			*/
	LEDGER_NO_ROLL,   /* 适龄失学: of age, no enrolment this term */
	LEDGER_NOT_THERE, /* 疑似辍学: enrolled last term, and this term away without an accepted reason, or no row at
			     all */
	LEDGER_POOR,      /* those of the two before from registered households */
	LEDGER_DROPOUT,   /* 辍学: cases confirmed and open */
	LEDGER_TAUGHT,    /* taught at home: counts as retained */
	LEDGERS
};
struct dropout_row {
	int64_t person, household, enrolment, dropout; /* the open case, 0 none */
	char name[64], head[64], group[48], birth[11];
	int age;
	char school[96], grade[32], reason[96], state[16];
	char last_talk[11];
	int talks;
	char next_on[11];
};
int dropout_ledger(struct office *o, const char *term, enum dropout_ledger which, struct dropout_row **out, size_t *n,
		   struct err *e); /* free() */
/* Of the term: retained / of age, taught at home among the retained. rate in 1/100 percent, −1 where nobody is of age.
 */
struct retention {
	int of_age, enrolled, taught_at_home, explained,
		out; /* of_age = enrolled + taught + out; explained are left out of of_age */
	int rate;
};
int dropout_retention(struct office *o, const char *term, struct retention *out, struct err *e);
/* Opens a case for a suspected child (or gives the open one). 'dropout.open'. */
int dropout_open(struct office *o, int64_t person, const char *term, const char *source, int64_t *id, struct err *e);
const char *dropout_moves(const char *from);

#endif

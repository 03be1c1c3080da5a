/* The monthly duty, counted by facts: how often a household is to be visited (table duty_rule: by unit and household
 * kind), how often it was. Never cached. Source: DOMAIN §1.1 (每月至少入村帮扶1次), §9 (frequencies differ by place and
 * kind).
 *
 * A household owes from the month of its first pairing (if it has none: first_identified_on; if neither, it owes from
 * the current period) until it is removed or binned. Periods are calendar ones of the rule's length in months, counted
 * from January. A past period that got fewer visits than the rule asked is missed, unless a later visit came after it
 * (then it is history, not work). So "missed" are the unmet periods after the last met or visited one, up to the
 * present, at most 12 months back.
 *
 * A past period is judged by the rule that held on its last day; one that a change of rules cut short asks for nothing.
 * Where a rule wants visits to the house, others neither meet nor end anything. A household nobody asks anything of
 * today owes nothing of the past either. Lists leave out households that were removed or binned; duty_of says DUTY_NONE
 * for them. */
#ifndef MODEL_DUTY_H
#define MODEL_DUTY_H

#include "base/err.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

enum duty_state {
	DUTY_NONE,    /* nothing is asked of this household */
	DUTY_DONE,    /* this period's visits are made */
	DUTY_DUE,     /* still owed this period, nothing missed */
	DUTY_OVERDUE, /* a past period was missed */
	DUTY_NEVER    /* never visited at all (and a past period was missed) */
};
struct duty {
	int64_t household;
	enum duty_state state;
	int asked, made;                   /* in the current period */
	char period_end[11];               /* last day of the current period */
	char due_on[11];                   /* end of the oldest missed period, else period_end */
	int days_late;                     /* today − due_on, 0 if not late */
	int missed;                        /* past periods missed */
	char missed_from[8], missed_to[8]; /* months YYYY-MM of the first missed and of the last unmet period (may be
					      the current); "" if none is missed */
	char last_visit[11];               /* or "" */
	char next_on[11];                  /* agreed at the last visit (no later one kept it); or "" */
};

int duty_of(struct office *o, int64_t household, const char *on, struct duty *out, struct err *e);
/* The day of the last visit until that day, or NULL; mem_free. */
char *duty_last_visit(struct office *o, int64_t household, const char *on);
/* All households of the scope (o->scope, o->village), worst first: overdue and never by due_on, then due by group, then
 * done. */
int duty_list(struct office *o, const char *on, struct duty **out, size_t *n, struct err *e); /* free() */
struct duty_counts {
	int asked, done, due, overdue, never;
}; /* households; asked = done + due + overdue + never */
int duty_count(struct office *o, const char *on, struct duty_counts *out, struct err *e);
/* One after the other, by id, of a part of the scope; `f` is what it was judged by. */
struct duty_facts;
struct scope_part;
int duty_each(struct office *o, const struct scope_part *part, const char *on,
	      void (*each)(void *arg, const struct duty *d, const struct duty_facts *f), void *arg, struct err *e);
/* Adds one to the counts. */
void duty_tally(struct duty_counts *out, enum duty_state s);

/* Leaders' rounds (遍访): per cadre with is_leader, how many of the village's households they reached this year with a
 * visit of the kind whose role is visit.round. */
struct round {
	int64_t cadre;
	char name[64];
	char post[64];
	int reached, households;
	char last_on[11];
};
int rounds_list(struct office *o, const char *year, struct round **out, size_t *n, struct err *e); /* free() */

#endif

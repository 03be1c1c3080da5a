/* What the duty is judged by: rules, pairings and visits of each household. Households and pairings are read in ordered
 * streams, the visits of each back from its last one, so that the cost is linear in the visits of the window. Only
 * duty.c and duty_facts.c use this. */
#ifndef MODEL_DUTY_FACTS_H
#define MODEL_DUTY_FACTS_H

#include "base/err.h"
#include "model/office.h"
#include "model/scope.h"

#include <stdbool.h>
#include <stddef.h>

/* Months are counted: year * 12 + month − 1. */
int duty_month(const char *iso);              /* missing month counts as January */
void duty_month_text(int month, char out[8]); /* YYYY-MM */
void duty_month_end(int month, char out[11]); /* its last day */

struct duty_rule {
	int64_t id, unit; /* unit 0: any */
	char kind[96];    /* "": any */
	int months;       /* 1..12 */
	int64_t visits;
	bool house_only;
	char from[11], to[11]; /* "" open */
};
struct duty_rules {
	struct duty_rule *rule;
	size_t n;
	int longest; /* months of the longest period, at least 1 */
};
int duty_rules_load(struct office *o, struct duty_rules *out, struct err *e);
void duty_rules_release(struct duty_rules *r);

struct duty_pairing {
	char from[11], to[11]; /* to "": in force */
	int64_t unit;
};
struct duty_visit {
	int month;
	bool house;
};
struct duty_facts {
	int64_t household;
	char head[64], group[48];
	char kind[3][96]; /* household_attr, household_type, monitor_type */
	char identified_on[11];
	char last_visit[11], next_on[11];
	struct duty_pairing *pairing; /* all that are not binned */
	size_t n_pairings;
	struct duty_visit *visit; /* not binned, of the window; and the last one */
	size_t n_visits;
};
/* The rule that holds for the household on a day: unit and kind, kind, unit, any; among equals the stricter. NULL:
 * none. */
const struct duty_rule *duty_rule_on(const struct duty_rules *r, const struct duty_facts *f, const char *day);

/* Calls `judge` for each household of the part that is in the registry on day `on`. `from` is the first month whose
 * visits are read; visits after `on` are not. The facts last until `judge` returns. */
int duty_facts_each(struct office *o, const struct scope_part *part, const char *on, int from,
		    void (*judge)(void *arg, const struct duty_facts *f), void *arg, struct err *e);

#endif

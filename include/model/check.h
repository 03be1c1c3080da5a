/* Data rules from screens/checks.ini, run behind the guard. A rule's SQL yields rows: id, household, then up to three
 * values for {1} {2} {3} of its message. The column `household` must be called so; the SQL takes no parameters but may
 * say today() and role('…'). */
#ifndef MODEL_CHECK_H
#define MODEL_CHECK_H

#include "base/err.h"
#include "model/office.h"

#include <stddef.h>

struct check_rule {
	const char *id, *table, *severity, *sql, *field;
}; /* severity: error, warn, hint; field: column, or "" */
struct suspect {
	const struct check_rule *rule;
	int64_t row, household;
	char household_no[32];
	char arg[3][96];
};
/* Runs one rule; appends to *out (free()). household 0: the whole file. */
int check_run(struct office *o, const struct check_rule *r, int64_t household, struct suspect **out, size_t *n,
	      struct err *e);

#endif

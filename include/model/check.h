/* Data rules from screens/checks.ini, run behind the guard. A rule's SQL yields rows: id, household, then up to three
 * values for {1} {2} {3} of its message. The column `household` must be called so; the SQL takes no parameters but may
 * say today(), role('…') and threshold('…', place_id, day).
 *
 * An error of a rule names it in `field`: GUARD_… (store/guard.h). */
#ifndef MODEL_CHECK_H
#define MODEL_CHECK_H

#include "base/err.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

struct check_rule {
	const char *id, *table, *severity, *sql, *field;
	const char *years; /* "2014-2020", "2021-": silent in other years; NULL or "" always */
	bool while_typing; /* said when a record of its table is saved */
	const char *among; /* SELECT of all ids it can find, for a look at all of the file; NULL or "": none */
};                         /* severity: error, warn, hint; field: column, or "" */
struct suspect {
	const struct check_rule *rule;
	int64_t row, household;
	char household_no[32];
	char arg[3][96];
};
/* Whose rows: of all the file; of one household; one record of the rule's table, as it is stored now; or of the
 * households in scope, with what is of no household (of its places where the scope is not all). */
struct check_ask {
	int64_t household, row;
	bool scoped;
	bool bare; /* only `row` and `household` of each: for counting */
};
/* Runs one rule, a row at a time, however many there are. `each` answers 0 to go on; anything else ends it and is what
 * check_rows answers (-1: it has filled *e). A rule outside its years finds nothing. */
int check_rows(struct office *o, const struct check_rule *r, const struct check_ask *ask,
	       int (*each)(void *arg, const struct suspect *u), void *arg, struct err *e);
/* The first row of one record; found 0: none. */
int check_row(struct office *o, const struct check_rule *r, int64_t row, struct suspect *out, bool *found,
	      struct err *e);
/* A household's number as it stands in a suspect. */
int check_household_no(struct office *o, int64_t household, char out[32], struct err *e);
/* The linter's: runs the rule with few steps and throws the rows away. */
int check_try(struct office *o, const struct check_rule *r, struct err *e);
bool check_is_due(const struct check_rule *r, const char *day);
/* "2014-2020", "2021-", "-2017" or "2020"; false: none of these. */
bool check_years_read(const char *years, int *from, int *to);

/* Waivers (table rule_waiver): a rule set aside for one record, with a reason and a last day. `rule` is the id, or
 * "blank:COLUMN" for an empty cell of the handbook. WAIVER_REASON (no reason), WAIVER_PAST {1}=until. */
#define CHECK_RULE_BYTES 72
int waiver_add(struct office *o, const char *rule, const char *table, int64_t row, const char *reason,
	       const char *until, int64_t *id, struct err *e); /* until NULL or "": for good */
/* Every waiver that holds today, ordered by rule, table, row for waiver_find. free(). */
struct waiver {
	int64_t id, row;
	char rule[CHECK_RULE_BYTES], table[48];
	char until[11];
	char reason[128];
};
int waiver_list(struct office *o, struct waiver **out, size_t *n, struct err *e);
const struct waiver *waiver_find(const struct waiver *list, size_t n, const char *rule, const char *table, int64_t row);

/* Head, group, and the cadre longest responsible now ("" none); of a household that is not there all are "". */
struct check_house {
	int64_t id;
	char head[64], group[48], cadre[64];
};
int check_house(struct office *o, int64_t id, struct check_house *out, struct err *e);

#endif

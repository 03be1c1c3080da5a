/* One record: what to say when it was saved, and whether a cell still fails. */
#include "base/mem.h"
#include "model/handbook.h"
#include "model/record.h"
#include "screen/checks.h"
#include "screen/suspects.h"
#include "screen/words.h"

#include <stdlib.h>
#include <string.h>

/* A waived rule is not said again. */
static bool is_waived(struct office *o, const struct check_rule *r, int64_t row)
{
	struct waiver *list = NULL;
	size_t n = 0;
	bool found = waiver_list(o, &list, &n, NULL) == 0 && waiver_find(list, n, r->id, r->table, row);

	free(list);
	return found;
}

bool suspects_first(struct office *o, const struct screens *s, const char *table, int64_t row, struct buf *out)
{
	static const char *const order[] = { "error", "warn", "hint" };
	const struct check_def *def;
	size_t n = screens_checks(s, &def), found = 0;
	struct suspect *u = NULL;

	for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++)
		for (size_t i = 0; i < n && found == 0; i++) {
			const struct check_rule *r = &def[i].rule;

			if (!r->while_typing || strcmp(r->table, table) != 0 || strcmp(r->severity, order[k]) != 0)
				continue;
			/* The record is saved; a rule that cannot be run is `check`'s to complain of. */
			if (check_run_row(o, r, row, &u, &found, NULL) < 0 || found == 0)
				continue;
			if (is_waived(o, r, row))
				found = 0;
			else
				words_fill(out, def[i].message, u->arg[0], u->arg[1], u->arg[2]);
		}
	free(u);
	return found > 0;
}

/* Of a row that is missing the household is named. */
static int blank_fails(const struct suspects_who *who, const char *tbl, int64_t row, const char *column, bool *fails,
		       struct err *e)
{
	const struct handbook_field *f;
	size_t nf = screens_handbook(who->screens, &f), n = 0;
	int64_t household = record_household(who->office, tbl, row);
	struct gap *gap = NULL;
	char year[5];

	if (!household)
		household = row;
	handbook_year(who->office, year);
	if (handbook_gaps(who->office, f, nf, household, year, &gap, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		*fails |= strcmp(gap[i].table, tbl) == 0 && strcmp(gap[i].column, column) == 0 &&
			  (gap[i].row ? gap[i].row : household) == row;
	free(gap);
	return 0;
}

static int still_fails(void *arg, const char *rule, const char *tbl, int64_t row, const char *field, bool *fails,
		       struct err *e)
{
	const struct suspects_who *who = arg;
	const struct check_def *def;
	size_t n = screens_checks(who->screens, &def), found = 0;
	struct suspect *u = NULL;

	(void)field;
	*fails = false;
	if (strncmp(rule, "blank:", 6) == 0)
		return blank_fails(who, tbl, row, rule + 6, fails, e);
	for (size_t i = 0; i < n; i++)
		if (strcmp(def[i].rule.id, rule) == 0 &&
		    check_run_row(who->office, &def[i].rule, row, &u, &found, e) < 0)
			return -1;
	*fails = found > 0;
	free(u);
	return 0;
}

void suspects_know(struct suspects_who *who)
{
	who->office->still = still_fails;
	who->office->still_arg = who;
}

#include "model/check.h"

#include "base/buf.h"
#include "base/clock.h"
#include "model/cut.h"
#include "model/scope.h"
#include "store/db.h"
#include "store/guard.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRY_STEPS 20000000LL /* on an empty database a sound rule needs some hundreds */

static bool read_year(const char **at, int *year)
{
	const char *s = *at;

	for (int i = 0; i < 4; i++)
		if (!isdigit((unsigned char)s[i]))
			return false;
	*year = atoi(s);
	*at = s + 4;
	return true;
}

bool check_years_read(const char *years, int *from, int *to)
{
	bool begins;

	*from = 0;
	*to = 9999;
	if (!years || !*years)
		return true;
	begins = read_year(&years, from);
	if (*years != '-') {
		*to = *from;
		return begins && !*years;
	}
	years++;
	return (*years ? read_year(&years, to) : begins) && !*years && *from <= *to;
}

bool check_is_due(const struct check_rule *r, const char *day)
{
	int from, to, year = atoi(day);

	return check_years_read(r->years, &from, &to) && year >= from && year <= to;
}

/* The rule's SELECT as a table, so that rows can be picked without the rule knowing how. The newline ends a comment the
 * rule may end with. */
static struct stmt *open_rule(struct office *o, const struct check_rule *r, const char *where, bool among,
			      struct err *e)
{
	struct buf sql = BUF_INIT;
	size_t n = strlen(r->sql);

	while (n > 0 && (isspace((unsigned char)r->sql[n - 1]) || r->sql[n - 1] == ';'))
		n--;
	if (*where || among)
		buf_adds(&sql, "SELECT * FROM (");
	buf_add(&sql, r->sql, n);
	if (*where || among)
		buf_addf(&sql, "\n) AS r WHERE %s", *where ? where : "1");
	if (among)
		buf_addf(&sql, " AND r.id IN (%s\n)", r->among);
	struct stmt *s = guard_query(o->db, sql.s, e);
	buf_release(&sql);
	return s;
}

int check_household_no(struct office *o, int64_t household, char out[32], struct err *e)
{
	struct stmt *s = db_query(o->db, "SELECT household_no FROM household WHERE id = ?1", e);

	out[0] = '\0';
	if (!s)
		return -1;
	stmt_bind(s, "i", household);
	int got = stmt_step(s, e);
	if (got > 0)
		cut_column(out, 32, s, 0);
	stmt_done(s);
	return got < 0 ? -1 : 0;
}

static int read_row(struct office *o, const struct check_ask *ask, struct stmt *s, struct suspect *u, struct err *e)
{
	int columns = stmt_columns(s);
	int64_t before = u->household;

	u->row = stmt_int(s, 0);
	u->household = columns > 1 ? stmt_int(s, 1) : 0;
	if (ask->bare)
		return 0;
	for (int i = 0; i < 3; i++) {
		u->arg[i][0] = '\0';
		if (i + 2 < columns)
			CUT_COLUMN(u->arg[i], s, i + 2);
	}
	/* The number is asked for apart: the rule's own statement may not be joined with what it does not ask for. */
	if (u->household == before)
		return 0;
	u->household_no[0] = '\0';
	return u->household ? check_household_no(o, u->household, u->household_no, e) : 0;
}

struct run {
	struct office *o;
	const struct check_rule *r;
	const struct check_ask *ask;
	int (*each)(void *arg, const struct suspect *u);
	void *arg;
	struct suspect now;
};

/* whole: whoever is found, most of the file is gone through. */
static int run_where(struct run *k, const char *where, int64_t id, bool whole, struct err *e)
{
	struct stmt *s = open_rule(k->o, k->r, where, whole && k->r->among && *k->r->among, e);
	int got = -1, answer = 0;

	if (!s)
		return -1;
	if (id)
		stmt_bind(s, "i", id);
	else if (*where)
		stmt_bind(s, "s", clock_today());
	while (answer == 0 && (got = stmt_step(s, e)) > 0)
		answer = read_row(k->o, k->ask, s, &k->now, e) < 0 ? -1 : k->each(k->arg, &k->now);
	stmt_done(s);
	return answer ? answer : got;
}

/* Of a whole office each household is looked at when its row comes; of a village its households come first, so that a
 * rule looks at them alone. What may be of no household follows apart, for an OR would hide that from the planner. */
static int run_scoped(struct run *k, struct err *e)
{
	struct office *o = k->o;
	bool all = o->scope == SCOPE_VILLAGE && o->village == 0;
	bool place = strcmp(k->r->table, "place") == 0;
	struct buf where = BUF_INIT;
	int answer;

	if (all && place) {
		answer = run_where(k, "", 0, true, e);
	} else {
		buf_adds(&where, all     ? "EXISTS (SELECT 1 FROM household h WHERE h.id = r.household AND "
				 : place ? "r.id IN (SELECT h.place_id FROM household h WHERE "
					 : "r.household IN (SELECT h.id FROM household h WHERE ");
		scope_sql(o, o->scope, &where);
		buf_adds(&where, ")");
		answer = run_where(k, where.s, 0, all, e);
		if (answer == 0 && !place)
			answer = run_where(k, "r.household IS NULL AND ?1 = ?1", 0, false, e);
	}
	buf_release(&where);
	return answer;
}

int check_rows(struct office *o, const struct check_rule *r, const struct check_ask *ask,
	       int (*each)(void *arg, const struct suspect *u), void *arg, struct err *e)
{
	struct run k = { o, r, ask, each, arg, { .rule = r } };
	struct err why = { 0 };
	int answer;

	if (!check_is_due(r, clock_today()))
		return 0;
	if (ask->row)
		answer = run_where(&k, "r.id = ?1", ask->row, false, &why);
	else if (ask->household)
		answer = run_where(&k, "r.household = ?1", ask->household, false, &why);
	else
		answer = ask->scoped ? run_scoped(&k, &why) : run_where(&k, "", 0, true, &why);
	if (answer >= 0 || why.code == ERR_NONE)
		return answer;
	if (why.code == ERR_INVALID)
		snprintf(why.field, sizeof why.field, "%s", r->id);
	if (e)
		*e = why;
	return -1;
}

static int take_first(void *arg, const struct suspect *u)
{
	*(struct suspect *)arg = *u;
	return 1;
}

int check_row(struct office *o, const struct check_rule *r, int64_t row, struct suspect *out, bool *found,
	      struct err *e)
{
	int answer = check_rows(o, r, &(struct check_ask){ .row = row }, take_first, out, e);

	*found = answer > 0;
	return answer < 0 ? -1 : 0;
}

int check_try(struct office *o, const struct check_rule *r, struct err *e)
{
	struct stmt *s = open_rule(o, r, "", false, e);
	int got = s ? 1 : -1;

	guard_set_steps(TRY_STEPS);
	while (got > 0)
		got = stmt_step(s, e);
	stmt_done(s);
	guard_set_steps(0);
	return got;
}

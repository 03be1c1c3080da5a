#include "model/check.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "model/cut.h"
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

/* The rule's SELECT as a table, so that a household or a row can be picked without the rule knowing how. The newline
 * ends a comment the rule may end with. */
static struct stmt *open_rule(struct office *o, const struct check_rule *r, const char *column, int64_t id,
			      struct err *e)
{
	struct buf sql = BUF_INIT;
	size_t n = strlen(r->sql);
	while (n > 0 && (isspace((unsigned char)r->sql[n - 1]) || r->sql[n - 1] == ';'))
		n--;
	if (id) {
		buf_adds(&sql, "SELECT * FROM (");
		buf_add(&sql, r->sql, n);
		buf_addf(&sql, "\n) WHERE %s = ?1", column);
	} else {
		buf_add(&sql, r->sql, n);
	}
	struct stmt *s = guard_query(o->db, sql.s, e);
	buf_release(&sql);
	if (s && id)
		stmt_bind(s, "i", id);
	return s;
}

/* Household numbers afterwards: the rule's own statement may not be joined with what it does not ask for. */
static int number_households(struct office *o, struct suspect *list, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (!list[i].household)
			continue;
		if (i > 0 && list[i].household == list[i - 1].household) {
			CUT(list[i].household_no, list[i - 1].household_no);
			continue;
		}
		struct stmt *s = db_query(o->db, "SELECT household_no FROM household WHERE id = ?1", e);
		if (!s)
			return -1;
		stmt_bind(s, "i", list[i].household);
		int got = stmt_step(s, e);
		if (got > 0)
			CUT_COLUMN(list[i].household_no, s, 0);
		stmt_done(s);
		if (got < 0)
			return -1;
	}
	return 0;
}

static int read_rows(const struct check_rule *r, struct stmt *s, struct suspect **out, size_t *n, struct err *e)
{
	size_t before = *n, cap = *n;
	int got, columns = stmt_columns(s);

	while ((got = stmt_step(s, e)) > 0) {
		if (*n - before >= CHECK_MOST)
			return err_set(e, ERR_INVALID, "CHECK_MANY", "300000");
		if (*n == cap) {
			cap = cap * 2 + 16;
			*out = mem_grow(*out, cap, sizeof **out);
		}
		struct suspect *u = &(*out)[(*n)++];
		*u = (struct suspect){ .rule = r,
				       .row = stmt_int(s, 0),
				       .household = columns > 1 ? stmt_int(s, 1) : 0 };
		for (int i = 0; i < 3 && i + 2 < columns; i++)
			CUT_COLUMN(u->arg[i], s, i + 2);
	}
	return got;
}

static int run(struct office *o, const struct check_rule *r, const char *column, int64_t id, struct suspect **out,
	       size_t *n, struct err *e)
{
	struct err why = { 0 };
	size_t before = *n;
	int got = -1;

	if (!check_is_due(r, clock_today()))
		return 0;
	struct stmt *s = open_rule(o, r, column, id, &why);
	if (s)
		got = read_rows(r, s, out, n, &why);
	stmt_done(s);
	if (got == 0 && *n > before)
		got = number_households(o, *out + before, *n - before, &why);
	if (got == 0)
		return 0;
	*n = before;
	if (why.code == ERR_INVALID)
		snprintf(why.field, sizeof why.field, "%s", r->id);
	if (e)
		*e = why;
	return -1;
}

int check_run(struct office *o, const struct check_rule *r, int64_t household, struct suspect **out, size_t *n,
	      struct err *e)
{
	return run(o, r, "household", household, out, n, e);
}

int check_run_row(struct office *o, const struct check_rule *r, int64_t row, struct suspect **out, size_t *n,
		  struct err *e)
{
	return run(o, r, "id", row, out, n, e);
}

int check_try(struct office *o, const struct check_rule *r, struct err *e)
{
	struct stmt *s = open_rule(o, r, "", 0, e);
	int got = -1;

	guard_set_steps(TRY_STEPS);
	for (int i = 0; s && (i == 0 || got > 0); i++)
		got = i < CHECK_MOST ? stmt_step(s, e) : err_set(e, ERR_INVALID, "GUARD_ENDLESS");
	stmt_done(s);
	guard_set_steps(0);
	return got;
}

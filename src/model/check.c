#include "model/check.h"

#include "base/buf.h"
#include "base/mem.h"
#include "model/cut.h"
#include "store/db.h"
#include "store/guard.h"

#include <ctype.h>
#include <string.h>

/* The rule's SELECT as a table, so that a household can be picked without the rule knowing how. The newline ends a
 * comment the rule may end with. */
static struct stmt *open_rule(struct office *o, const struct check_rule *r, int64_t household, struct err *e)
{
	struct buf sql = BUF_INIT;
	size_t n = strlen(r->sql);
	while (n > 0 && (isspace((unsigned char)r->sql[n - 1]) || r->sql[n - 1] == ';'))
		n--;
	if (household) {
		buf_adds(&sql, "SELECT * FROM (");
		buf_add(&sql, r->sql, n);
		buf_adds(&sql, "\n) WHERE household = ?1");
	} else {
		buf_add(&sql, r->sql, n);
	}
	struct stmt *s = guard_query(o->db, sql.s, e);
	buf_release(&sql);
	if (s && household)
		stmt_bind(s, "i", household);
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

int check_run(struct office *o, const struct check_rule *r, int64_t household, struct suspect **out, size_t *n,
	      struct err *e)
{
	struct stmt *s = open_rule(o, r, household, e);
	if (!s)
		return -1;
	size_t before = *n, cap = *n;
	int got, columns = stmt_columns(s);
	while ((got = stmt_step(s, e)) > 0) {
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
	stmt_done(s);
	if (got == 0 && *n > before)
		got = number_households(o, *out + before, *n - before, e);
	if (got < 0)
		*n = before;
	return got;
}

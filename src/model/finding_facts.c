/* What the data says of findings and of what families know. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "model/cut.h"
#include "model/finding.h"
#include "model/scope.h"
#include "store/db.h"

#include <string.h>

enum columns { RULED_ID, RULED_HOUSEHOLD, RULED_CONTENT, RULED_RULE, RULED_TBL, RULED_ROW, RULED_FIELD, RULED_CLOSED };

static struct stmt *ruled(struct office *o, int64_t household, struct err *e)
{
	struct buf sql = BUF_INIT;

	buf_adds(&sql, "SELECT f.id, f.household_id, f.content, f.rule, f.rule_tbl, f.rule_row, f.rule_field,"
		       " f.state = 'closed' FROM finding f JOIN household h ON h.id = f.household_id"
		       " WHERE f.rule IS NOT NULL AND f.deleted_on IS NULL AND ");
	if (household) {
		buf_adds(&sql, "h.id = ?2 AND ");
		scope_live_sql(&sql);
	} else {
		buf_adds(&sql, "?2 = 0 AND ");
		scope_sql(o, o->scope, &sql);
	}
	buf_adds(&sql, " ORDER BY f.state = 'closed' DESC, f.id");
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (s)
		stmt_bind(s, "si", clock_today(), household);
	return s;
}

/* Copied out before anything is asked: whoever knows the rules asks the database too. */
struct candidate {
	struct proposal p;
	char tbl[48], field[64];
	int64_t row;
};

static int candidates(struct office *o, int64_t household, struct candidate **out, size_t *n, struct err *e)
{
	struct stmt *s = ruled(o, household, e);
	size_t cap = 0;
	int got;

	*out = NULL;
	*n = 0;
	if (!s)
		return -1;
	while ((got = stmt_step(s, e)) > 0) {
		if (*n == cap) {
			cap = cap * 2 + 16;
			*out = mem_grow(*out, cap, sizeof **out);
		}
		struct candidate *c = &(*out)[(*n)++];
		*c = (struct candidate){ .p.finding = stmt_int(s, RULED_ID),
					 .p.household = stmt_int(s, RULED_HOUSEHOLD),
					 .p.reopen = stmt_int(s, RULED_CLOSED) != 0,
					 .row = stmt_int(s, RULED_ROW) };
		CUT_COLUMN(c->p.text, s, RULED_CONTENT);
		CUT_COLUMN(c->p.rule, s, RULED_RULE);
		CUT_COLUMN(c->tbl, s, RULED_TBL);
		CUT_COLUMN(c->field, s, RULED_FIELD);
	}
	stmt_done(s);
	return got;
}

int finding_proposals_of(struct office *o, int64_t household, finding_still_fails *still, void *arg,
			 struct proposal **out, size_t *n, struct err *e)
{
	struct candidate *list;
	size_t found;
	int rc = candidates(o, household, &list, &found, e);

	*out = mem_alloc((found + 1) * sizeof **out);
	*n = 0;
	for (size_t i = 0; rc == 0 && i < found; i++) {
		bool fails = false;
		rc = still(arg, list[i].p.rule, list[i].tbl, list[i].row, list[i].field, &fails, e);
		if (rc == 0 && fails == list[i].p.reopen)
			(*out)[(*n)++] = list[i].p;
	}
	mem_free(list);
	if (rc < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	return rc;
}

int finding_proposals(struct office *o, finding_still_fails *still, void *arg, struct proposal **out, size_t *n,
		      struct err *e)
{
	return finding_proposals_of(o, 0, still, arg, out, n, e);
}

int awareness_list(struct office *o, const char *year, struct awareness **out, size_t *n, struct err *e)
{
	struct buf sql = BUF_INIT;
	size_t cap = 0;
	int got;

	*out = NULL;
	*n = 0;
	buf_adds(&sql, "SELECT coalesce(h.place_id, 0), coalesce(p.name, ''), count(*), sum(v.policy_aware <> 0)"
		       " FROM household h JOIN visit v ON v.household_id = h.id LEFT JOIN place p ON p.id = h.place_id"
		       " WHERE v.policy_aware IS NOT NULL AND v.deleted_on IS NULL AND substr(v.visited_on, 1, 4) = ?2"
		       " AND ");
	scope_sql(o, o->scope, &sql);
	buf_adds(&sql, " GROUP BY 1 ORDER BY p.name, 1");
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	stmt_bind(s, "ss", clock_today(), year);
	while ((got = stmt_step(s, e)) > 0) {
		if (*n == cap) {
			cap = cap * 2 + 16;
			*out = mem_grow(*out, cap, sizeof **out);
		}
		struct awareness *a = &(*out)[(*n)++];
		*a = (struct awareness){ .place = stmt_int(s, 0),
					 .asked = (int)stmt_int(s, 2),
					 .aware = (int)stmt_int(s, 3) };
		CUT_COLUMN(a->name, s, 1);
	}
	stmt_done(s);
	if (got < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	return got;
}

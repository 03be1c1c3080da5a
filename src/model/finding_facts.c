/* What the data says of findings and of what families know. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "model/cut.h"
#include "model/finding.h"
#include "model/scope.h"
#include "store/db.h"

#include <string.h>

enum columns { RULED_ID, RULED_HOUSEHOLD, RULED_CONTENT, RULED_RULE, RULED_TBL, RULED_ROW, RULED_CLOSED };

static struct stmt *ruled(struct office *o, int64_t household, struct err *e)
{
	struct buf sql = BUF_INIT;

	buf_adds(&sql, "SELECT f.id, f.household_id, f.content, f.rule, f.rule_tbl, f.rule_row,"
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
	char tbl[48];
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
	}
	stmt_done(s);
	return got;
}

/* Keeps what the rules contradict: an open one that passes, a closed one that fails. */
static size_t contradicted(const struct candidate *list, const struct still_ask *ask, size_t n, struct proposal *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (ask[i].answer == (list[i].p.reopen ? STILL_FAILS : STILL_PASSES))
			out[kept++] = list[i].p;
	return kept;
}

int finding_proposals(struct office *o, int64_t household, struct proposal **out, size_t *n, struct err *e)
{
	struct candidate *list = NULL;
	struct still_ask *ask = NULL;
	size_t found = 0;
	int rc = o->still ? candidates(o, household, &list, &found, e) : 0;

	*out = NULL;
	*n = 0;
	if (rc == 0 && found) {
		ask = mem_alloc(found * sizeof *ask);
		for (size_t i = 0; i < found; i++)
			ask[i] = (struct still_ask){ list[i].p.rule, list[i].tbl, list[i].row, STILL_UNKNOWN };
		rc = o->still(o->still_arg, ask, found, e);
	}
	if (rc == 0 && found) {
		*out = mem_alloc(found * sizeof **out);
		*n = contradicted(list, ask, found, *out);
	}
	mem_free(ask);
	mem_free(list);
	return rc;
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

#include "model/today_sql.h"

#include "base/buf.h"
#include "base/clock.h"
#include "model/scope.h"
#include "store/db.h"

#include <inttypes.h>

/* Condition on household h: the one given (?2) or those in scope. */
static void here_sql(const struct office *o, int64_t household, struct buf *sql)
{
	if (household) {
		buf_adds(sql, "h.id = ?2 AND ");
		scope_live_sql(sql);
	} else {
		buf_adds(sql, "?2 = 0 AND ");
		scope_sql(o, o->scope, sql);
	}
}

static struct stmt *ask(struct office *o, struct buf *sql, int64_t household, struct err *e)
{
	struct stmt *s = db_query(o->db, sql->s, e);
	buf_release(sql);
	if (s)
		stmt_bind(s, "si", clock_today(), household);
	return s;
}

/* Those a small scope may have, by index from its households: to look at all that are open in a district is slow. More
 * than is asked for may be among them, never less. */
static void candidates_sql(const struct office *o, struct buf *sql)
{
	buf_adds(sql, "+g.state IN ('open', 'rectified') AND g.id IN (SELECT x.id FROM household h CROSS JOIN finding x"
		      " ON x.household_id = h.id WHERE ");
	scope_sql(o, o->scope, sql);
	buf_adds(sql, " UNION ALL SELECT x.id FROM household h CROSS JOIN person p ON p.household_id = h.id"
		      " CROSS JOIN finding x ON x.person_id = p.id WHERE ");
	scope_sql(o, o->scope, sql);
	if (o->scope == SCOPE_MINE)
		buf_addf(sql, " UNION ALL SELECT id FROM finding WHERE owner_id = %" PRId64 ")", o->me);
	else
		buf_adds(sql, " UNION ALL SELECT x.id FROM finding x WHERE x.household_id IS NULL AND NOT EXISTS"
			      " (SELECT 1 FROM person WHERE id = x.person_id AND household_id IS NOT NULL))");
}

struct stmt *today_findings(struct office *o, int64_t household, bool few, struct err *e)
{
	struct buf sql = BUF_INIT;
	buf_adds(
		&sql,
		"SELECT f.id, f.hh, f.person_id, f.content, coalesce(f.source, f.level), f.category, f.due_on, f.state "
		"FROM"
		" (SELECT g.*, coalesce(g.household_id, (SELECT household_id FROM person WHERE id = g.person_id)) AS hh"
		" FROM finding g WHERE ");
	if (household)
		buf_adds(&sql, "+g.state IN ('open', 'rectified') AND (g.household_id = ?2 OR g.person_id IN (SELECT id"
			       " FROM person WHERE household_id = ?2))");
	else if (few)
		candidates_sql(o, &sql);
	else
		buf_adds(&sql, "g.state IN ('open', 'rectified')");
	buf_adds(&sql, " AND g.deleted_on IS NULL) f WHERE (f.state = 'open' OR f.owner_id IS NOT ?3)"
		       " AND (EXISTS (SELECT 1 FROM household h WHERE h.id = f.hh AND ");
	here_sql(o, household, &sql);
	buf_adds(&sql, ")");
	if (!household) {
		if (o->scope == SCOPE_MINE)
			buf_addf(&sql, " OR f.owner_id = %" PRId64, o->me);
		else
			buf_addf(&sql, " OR (f.hh IS NULL AND (%" PRId64 " IN (0, f.place_id) OR f.place_id IS NULL))",
				 o->village);
	}
	buf_adds(&sql, ") ORDER BY f.due_on, f.id");
	struct stmt *s = ask(o, &sql, household, e);
	if (s) {
		struct value me = value_int(o->me);
		stmt_bind_at(s, 3, &me);
	}
	return s;
}

/* From the households to their people to their aid, so that a stretch of them costs no more than it has. */
struct stmt *today_untold_rows(struct office *o, const struct scope_part *part, struct err *e)
{
	struct buf sql = BUF_INIT;
	buf_adds(&sql,
		 "SELECT p.id, h.id, p.name, a.term, min(a.id), sum(a.amount), (SELECT min(t.due_on) FROM task t"
		 " JOIN campaign c ON c.id = t.campaign_id WHERE t.fact = 'notification' AND t.deleted_on IS NULL"
		 " AND c.deleted_on IS NULL AND c.closed_on IS NULL AND c.started_on <= ?1), h.head_name, "
		 "h.village_group"
		 " FROM household h CROSS JOIN person p ON p.household_id = h.id CROSS JOIN aid a ON a.person_id = p.id"
		 " WHERE +a.state IN ('paid', 'backpaid') AND a.deleted_on IS NULL AND p.deleted_on IS NULL"
		 " AND (p.left_on IS NULL OR p.left_on > substr(?1, 1, length(p.left_on)))"
		 " AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.person_id = a.person_id AND n.term = a.term"
		 " AND n.deleted_on IS NULL) AND ");
	scope_part_sql(o, part, &sql);
	buf_adds(&sql, " GROUP BY p.id, a.term ORDER BY p.id, a.term");
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (s)
		stmt_bind(s, "sii", clock_today(), part->from, part->to);
	return s;
}

struct stmt *today_cases(struct office *o, int64_t household, struct err *e)
{
	struct buf sql = BUF_INIT;
	buf_adds(&sql, "SELECT c.id, c.household_id FROM monitoring_case c JOIN household h ON h.id = c.household_id"
		       " WHERE c.deleted_on IS NULL AND c.county_on IS NULL AND c.cleared_on IS NULL AND ");
	here_sql(o, household, &sql);
	buf_adds(&sql, " ORDER BY c.clue_on, c.id");
	return ask(o, &sql, household, e);
}

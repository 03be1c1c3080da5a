#include "model/scope.h"

#include "base/clock.h"
#include "store/db.h"

#include <inttypes.h>

void scope_live_sql(struct buf *sql)
{
	buf_adds(sql, "h.deleted_on IS NULL AND (h.removed_on IS NULL"
		      " OR h.removed_on > substr(?1, 1, length(h.removed_on)))");
}

/* Ids stand as literals: an office has one village and one person, so the statements stay few and cacheable, and the
 * planner sees which index to take. */
void scope_whose_sql(const struct office *o, enum scope scope, struct buf *sql)
{
	if (scope == SCOPE_MINE) {
		buf_addf(sql,
			 " AND h.id IN (SELECT household_id FROM pairing WHERE cadre_id = %" PRId64
			 " AND deleted_on IS NULL AND started_on <= ?1"
			 " AND (ended_on IS NULL OR ended_on >= substr(?1, 1, length(ended_on))))",
			 o->me);
	} else if (o->village) {
		buf_addf(sql,
			 " AND h.place_id IN (SELECT %" PRId64
			 " UNION ALL SELECT id FROM place WHERE parent_id = %" PRId64 ")",
			 o->village, o->village);
	}
}

void scope_sql(const struct office *o, enum scope scope, struct buf *sql)
{
	scope_live_sql(sql);
	scope_whose_sql(o, scope, sql);
}

struct scope_part scope_all(void)
{
	return (struct scope_part){ .from = INT64_MIN, .to = INT64_MAX };
}

struct scope_part scope_one(int64_t household)
{
	return household ? (struct scope_part){ .one = true, .from = household, .to = household } : scope_all();
}

/* Without a stretch the ids are no way to go: the planner has the place and the pairings. */
void scope_part_sql(const struct office *o, const struct scope_part *p, struct buf *sql)
{
	if (p->one) {
		buf_adds(sql, "h.id = ?2 AND ?3 = ?2 AND ");
		scope_live_sql(sql);
		return;
	}
	buf_adds(sql, p->stretch ? "h.id BETWEEN ?2 AND ?3 AND " : "?2 <= ?3 AND ");
	scope_sql(o, o->scope, sql);
}

int64_t scope_size(struct office *o, int64_t most)
{
	struct buf sql = BUF_INIT;
	int64_t n;

	buf_adds(&sql, "SELECT count(*) FROM (SELECT 1 FROM household h WHERE ?1 = ?1");
	scope_whose_sql(o, o->scope, &sql);
	buf_adds(&sql, " LIMIT ?2)");
	/* Where nobody can tell, what is large is the safe answer. */
	n = db_int(o->db, most, sql.s, "si", clock_today(), most);
	buf_release(&sql);
	return n;
}

int scope_next(struct office *o, struct scope_part *p, int64_t most, int64_t *households, struct err *e)
{
	struct buf sql = BUF_INIT;
	struct stmt *s;
	int got;

	buf_adds(&sql,
		 "SELECT min(id), max(id), count(*) FROM (SELECT h.id FROM household h WHERE h.id > ?2 AND ?1 = ?1");
	scope_whose_sql(o, o->scope, &sql);
	buf_adds(&sql, " ORDER BY h.id LIMIT ?3)");
	s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	stmt_bind(s, "sii", clock_today(), p->to, most);
	got = stmt_step(s, e);
	if (got > 0 && (*households = stmt_int(s, 2)) > 0)
		*p = (struct scope_part){ .stretch = true, .from = stmt_int(s, 0), .to = stmt_int(s, 1) };
	stmt_done(s);
	return got < 0 ? -1 : *households > 0;
}

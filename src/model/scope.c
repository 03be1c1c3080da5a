#include "model/scope.h"

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

/* The households a list of suspects speaks of. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "model/check.h"
#include "model/cut.h"
#include "model/scope.h"
#include "store/db.h"

int check_houses(struct office *o, struct check_house **out, size_t *n, struct err *e)
{
	struct buf sql = BUF_INIT;
	size_t cap = 0;
	int got;

	*out = NULL;
	*n = 0;
	buf_adds(&sql,
		 "SELECT h.id, h.head_name, h.village_group, (SELECT q.cadre FROM pairing_now q WHERE q.household_id"
		 " = h.id AND q.started_on <= ?1 AND (q.ended_on IS NULL OR q.ended_on >= ?1) ORDER BY q.started_on"
		 " LIMIT 1) FROM household h WHERE ");
	scope_sql(o, o->scope, &sql);
	buf_adds(&sql, " ORDER BY h.id");
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	stmt_bind(s, "s", clock_today());
	while ((got = stmt_step(s, e)) > 0) {
		if (*n == cap) {
			cap = cap * 2 + 64;
			*out = mem_grow(*out, cap, sizeof **out);
		}
		struct check_house *h = &(*out)[(*n)++];
		*h = (struct check_house){ .id = stmt_int(s, 0) };
		CUT_COLUMN(h->head, s, 1);
		CUT_COLUMN(h->group, s, 2);
		CUT_COLUMN(h->cadre, s, 3);
	}
	stmt_done(s);
	return got;
}

const struct check_house *check_house_find(const struct check_house *list, size_t n, int64_t id)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (list[mid].id == id)
			return &list[mid];
		if (list[mid].id > id)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

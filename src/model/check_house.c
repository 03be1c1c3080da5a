/* The household a suspect speaks of. */
#include "base/clock.h"
#include "model/check.h"
#include "model/cut.h"
#include "store/db.h"

int check_house(struct office *o, int64_t id, struct check_house *out, struct err *e)
{
	struct stmt *s = db_query(o->db,
				  "SELECT h.head_name, h.village_group, (SELECT q.cadre FROM pairing_now q WHERE"
				  " q.household_id = h.id AND q.started_on <= ?1 AND (q.ended_on IS NULL OR q.ended_on"
				  " >= ?1) ORDER BY q.started_on LIMIT 1) FROM household h WHERE h.id = ?2",
				  e);

	*out = (struct check_house){ .id = id };
	if (!s)
		return -1;
	stmt_bind(s, "si", clock_today(), id);
	int got = stmt_step(s, e);
	if (got > 0) {
		CUT_COLUMN(out->head, s, 0);
		CUT_COLUMN(out->group, s, 1);
		CUT_COLUMN(out->cadre, s, 2);
	}
	stmt_done(s);
	return got < 0 ? -1 : 0;
}

#include "model/self_check.h"

#include "base/clock.h"
#include "model/record.h"
#include "store/db.h"

static int add_item(struct office *o, const struct self_check_item *item, int64_t unit, struct err *e)
{
	struct record r;

	record_init(&r, "self_check");
	record_set(&r, "checked_on", value_text(clock_today()));
	record_set(&r, "check_group", value_text(item->group));
	record_set(&r, "item", value_text(item->item));
	if (unit)
		record_set(&r, "unit_id", value_int(unit));
	int rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	record_release(&r);
	return rc;
}

int self_check_start(struct office *o, const struct self_check_item *item, size_t n, struct err *e)
{
	if (n == 0)
		return err_set(e, ERR_MISSING, "SELF_CHECK_EMPTY");
	if (db_int(o->db, 0, "SELECT EXISTS (SELECT 1 FROM self_check WHERE checked_on = ?1 AND deleted_on IS NULL)",
		   "s", clock_today()))
		return err_set(e, ERR_CONFLICT, "SELF_CHECK_TODAY");
	int64_t unit = db_int(o->db, 0, "SELECT coalesce(unit_id, 0) FROM cadre WHERE id = ?1", "i", o->me);
	if (db_begin(o->db, "self_check.start", e) < 0)
		return -1;
	for (size_t i = n; i > 0; i--) /* lists show the newest first: so the first item is the newest */
		if (add_item(o, &item[i - 1], unit, e) < 0) {
			db_rollback(o->db);
			return -1;
		}
	return db_commit(o->db, e);
}

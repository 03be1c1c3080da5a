#include "model/lesson_rule.h"

#include "store/db.h"

int lesson_plan_rule(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	const char *year = record_text(r, "school_year");

	if (!rule_changed(r, old, "person_id") && !rule_changed(r, old, "school_year") &&
	    !rule_changed(r, old, "deleted_on"))
		return 0;
	if (db_int(o->db, 0,
		   "SELECT EXISTS (SELECT 1 FROM lesson_plan WHERE person_id = ?1 AND school_year = ?2"
		   " AND deleted_on IS NULL AND id <> ?3)",
		   "isi", record_int(r, "person_id"), year, r->id))
		return err_field(e, "school_year", "PLAN_TWICE", year);
	return 0;
}

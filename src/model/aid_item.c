/* Lines of aid have one name for years and stages, each with its own amount. */
#include "base/term.h"
#include "model/aid_rule.h"
#include "store/db.h"

#include <string.h>

#define ONE "SELECT CASE count(*) WHEN 1 THEN max(aid_item_id) ELSE 0 END FROM "

/* The one the student is entitled to that term; else the only one in force. */
int64_t aid_item_meant(struct office *o, const char *name, const struct record *said)
{
	const char *term = record_text(said, "term");
	char day[DATE_BYTES];

	if (!term_is_valid(term))
		return 0;
	int64_t id = db_int(o->db, 0, ONE "entitlement WHERE person_id = ?1 AND term = ?2 AND item = ?3", "iss",
			    record_int(said, "person_id"), term, name);
	if (id)
		return id;
	term_day(term, day);
	return db_int(o->db, 0,
		      ONE "(SELECT id AS aid_item_id FROM aid_item WHERE name = ?1 AND deleted_on IS NULL"
			  " AND (valid_from IS NULL OR valid_from <= ?2)"
			  " AND (valid_to IS NULL OR substr(valid_to || '-99-99', 1, 10) >= ?2))",
		      "ss", name, day);
}

#include "model/pairing.h"

#include "base/date.h"
#include "base/mem.h"
#include "store/db.h"

#include <string.h>

/* Lines of a household still in force on ?2, a day. */
#define IN_FORCE \
	" FROM pairing WHERE household_id = ?1 AND deleted_on IS NULL" \
	" AND (ended_on IS NULL OR ended_on >= substr(?2, 1, length(ended_on)))"

static int check_change(struct office *o, int64_t household, int64_t cadre, const char *from, const char *last,
			struct err *e)
{
	if (!db_int(o->db, 0, "SELECT 1 FROM household WHERE id = ?1 AND deleted_on IS NULL", "i", household))
		return err_field(e, "household_id", "REF_GONE", "household");
	if (!db_int(o->db, 0, "SELECT 1 FROM cadre WHERE id = ?1 AND deleted_on IS NULL", "i", cadre))
		return err_field(e, "cadre_id", "REF_GONE", "cadre");
	if (db_int(o->db, 0, "SELECT count(*)" IN_FORCE " AND cadre_id = ?3", "isi", household, from, cadre))
		return err_field(e, "cadre_id", "PAIRING_SAME");
	/* A line keeps at least its first day; what began in a month alone may end within it. */
	if (db_int(o->db, 0, "SELECT count(*)" IN_FORCE " AND started_on > substr(?3, 1, length(started_on))", "iss",
		   household, from, last))
		return err_field(e, "started_on", "PAIRING_BEFORE", from);
	return 0;
}

static int end_line(struct office *o, int64_t id, const char *last, struct err *e)
{
	struct record r;
	int rc;

	record_init(&r, "pairing");
	r.id = id;
	record_set(&r, "ended_on", value_text(last));
	rc = record_save(o, &r, RECORD_OVER, NULL, e);
	record_release(&r);
	return rc;
}

static int end_lines(struct office *o, int64_t household, const char *from, const char *last, struct err *e)
{
	int64_t id = 0;

	while ((id = db_int(o->db, 0, "SELECT id" IN_FORCE " AND id > ?3 ORDER BY id LIMIT 1", "isi", household, from,
			    id)) != 0)
		if (end_line(o, id, last, e) < 0)
			return -1;
	return 0;
}

static int begin_line(struct office *o, int64_t household, int64_t cadre, const char *from, struct err *e)
{
	struct record r;
	int rc;

	record_init(&r, "pairing");
	record_set(&r, "household_id", value_int(household));
	record_set(&r, "cadre_id", value_int(cadre));
	record_set(&r, "started_on", value_text(from));
	rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	record_release(&r);
	return rc;
}

int pairing_change(struct office *o, int64_t household, int64_t cadre, const char *from, struct err *e)
{
	char last[DATE_BYTES];

	if (strlen(from) != DATE_BYTES - 1 || !date_is_valid(from))
		return err_field(e, "started_on", "DATE_FULL", from);
	date_from_days(date_days(from) - 1, last);
	if (check_change(o, household, cadre, from, last, e) < 0)
		return -1;
	if (office_begin(o, "pairing.change", e) < 0)
		return -1;
	if (end_lines(o, household, from, last, e) < 0 || begin_line(o, household, cadre, from, e) < 0) {
		office_rollback(o);
		return -1;
	}
	return office_commit(o, e);
}

int64_t pairing_responsible(struct office *o, int64_t household, const char *on)
{
	return db_int(o->db, 0,
		      "SELECT cadre_id FROM pairing WHERE household_id = ?1 AND deleted_on IS NULL AND started_on <= ?2"
		      " AND (ended_on IS NULL OR ended_on >= substr(?2, 1, length(ended_on))) ORDER BY started_on DESC,"
		      " id DESC LIMIT 1",
		      "is", household, on);
}

char *pairing_names(struct office *o, int64_t household, const char *on)
{
	char *names =
		db_text(o->db,
			"SELECT group_concat(name, '\u3001') FROM (SELECT c.name FROM pairing p JOIN cadre c ON c.id ="
			" p.cadre_id WHERE p.household_id = ?1 AND p.deleted_on IS NULL AND p.started_on <= ?2"
			" AND (p.ended_on IS NULL OR p.ended_on >= substr(?2, 1, length(p.ended_on)))"
			" ORDER BY p.started_on, p.id)",
			"is", household, on);

	return names ? names : mem_dup("");
}

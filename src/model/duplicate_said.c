/* Pairs a person has said are two people. */
#include "base/clock.h"
#include "base/id.h"
#include "model/duplicate.h"
#include "store/db.h"

bool duplicate_said_two(struct office *o, int64_t one, int64_t other)
{
	return db_int(o->db, 0,
		      "SELECT EXISTS (SELECT 1 FROM not_same WHERE tbl = 'person' AND one = ?1 AND other = ?2)", "ii",
		      one, other) != 0;
}

int duplicate_not_same(struct office *o, int64_t one, int64_t other, struct err *e)
{
	int64_t least = one < other ? one : other, most = one < other ? other : one;
	int rc;

	if (o->read_only)
		return err_set(e, ERR_IO, "DB_READ_ONLY", office_path(o));
	if (one == other)
		return err_set(e, ERR_INVALID, "MERGE_SAME");
	if (duplicate_said_two(o, least, most))
		return 0;
	if (db_begin(o->db, "person.not_same", e) < 0)
		return -1;
	rc = db_run(o->db, e,
		    "INSERT INTO not_same(id, tbl, one, other, said_on, cadre_id)"
		    " VALUES (?1, 'person', ?2, ?3, ?4, nullif(?5, 0))",
		    "iiisi", id_mint(), least, most, clock_today(), o->me);
	if (rc < 0) {
		db_rollback(o->db);
		return -1;
	}
	return db_commit(o->db, e);
}

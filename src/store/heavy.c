#include "store/heavy.h"

#include "internal.h"

/* Each by itself, not in a transaction: there a copy of all of it would be held to take it back. */
static void drop_temporary(struct db *db)
{
	struct buf drop = BUF_INIT;
	struct stmt *s = db_query(db, "SELECT name FROM sqlite_temp_schema WHERE type = 'table'", NULL);

	while (s && stmt_step(s, NULL) == 1)
		buf_addf(&drop, "DROP TABLE temp.\"%s\";", stmt_text(s, 0));
	stmt_done(s);
	db->door = true;
	db_raw(db, drop.s, NULL);
	db->door = false;
	buf_release(&drop);
}

int db_heavy(struct db *db, int kib, struct err *e)
{
	if (db->depth > 0)
		return kib ? err_set(e, ERR_CONFLICT, "TX_OPEN", db->opener) : 0;
	if (!kib) {
		drop_temporary(db);
		db_set_cache(db, DB_CACHE_KIB);
		mem_hold(0);
		return 0;
	}
	mem_hold(1);
	db_set_cache(db, kib);
	return 0;
}

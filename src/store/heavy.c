#include "store/heavy.h"

#include "internal.h"

/* Their file as a whole: SQLite gives it up when it is to keep them elsewhere. To drop a large one it would first keep
 * every page of it in memory. */
static void drop_temporary(struct db *db)
{
	db_raw(db, "PRAGMA temp_store=MEMORY; PRAGMA temp_store=FILE", NULL);
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

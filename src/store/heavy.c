#include "store/heavy.h"

#include "internal.h"

#include <stdio.h>

#define USUAL "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4096" /* as db_open.c sets them */

int db_heavy(struct db *db, int kib, struct err *e)
{
	char sql[80];

	if (db->depth > 0)
		return kib ? err_set(e, ERR_CONFLICT, "TX_OPEN", db->opener) : 0;
	if (!kib) {
		db_raw(db, USUAL, NULL);
		sqlite3_db_release_memory(db->sql);
		mem_hold(0);
		return 0;
	}
	mem_hold(1);
	snprintf(sql, sizeof sql, "PRAGMA temp_store=FILE; PRAGMA cache_size=-%d", kib);
	return db_raw(db, sql, e);
}

/* For one long transaction that writes much: more of the file in memory, temporary tables on the disk, indexes and
 * journal made at its end. */
#ifndef STORE_HEAVY_H
#define STORE_HEAVY_H

#include "base/err.h"

#include <stdint.h>

struct db;

/* Outside a transaction. kib of cache; 0: as it is at other times. Temporary tables there are go. */
int db_heavy(struct db *db, int kib, struct err *e);

/* Inside a transaction: takes away the indexes of the tables, but for those in `keep` (both lists end with NULL), to be
 * made again from all rows at once. Taken back with the transaction. Whatever then asks by one of them reads the whole
 * table. *out is NULL if there is none. */
struct indexes;
int db_indexes_away(struct db *db, const char *const *tables, const char *const *keep, struct indexes **out,
		    struct err *e);
int db_indexes_back(struct db *db, const struct indexes *x, struct err *e);
void db_indexes_forget(struct indexes **x);

/* Inside a transaction: rows that come to the tables (the list ends with NULL) under ids of id_mint are journaled
 * together by db_journal_release, and what becomes of them until then is part of their coming. What becomes of rows
 * that were there is journaled as ever. *mark: for the release; 0: an id is there that is yet to be minted, nothing is
 * held. Ends with the transaction if that is taken back. */
int db_journal_hold(struct db *db, const char *const *tables, int64_t *mark, struct err *e);
int db_journal_release(struct db *db, const char *const *tables, int64_t mark, struct err *e);

#endif

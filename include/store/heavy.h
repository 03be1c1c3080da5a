/* For one long transaction that writes much: more of the file in memory, and temporary tables on the disk. */
#ifndef STORE_HEAVY_H
#define STORE_HEAVY_H

#include "base/err.h"

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

#endif

/* For one long transaction that writes much: more of the file in memory, temporary tables on the disk. */
#ifndef STORE_HEAVY_H
#define STORE_HEAVY_H

#include "base/err.h"

#include <stdint.h>

struct db;

/* Outside a transaction. kib of cache; 0: as it is at other times. Temporary tables there are go. */
int db_heavy(struct db *db, int kib, struct err *e);

#endif

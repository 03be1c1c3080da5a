/* Loading millions of rows into a new file: no triggers and no indexes while they come, one pass for each afterwards.
 *
 * Between begin and end the file is half made: it says so (application_id), no program opens it (DB_HALF_MADE), and
 * synchronous is off. Killed there, it is to be deleted and made again. Journal and search triggers sleep: what is
 * loaded has no history, as in an office restored from another system. Foreign keys are not enforced; the loader knows
 * what it writes.
 *
 * Memory: 64 MiB of pages and sorting; the rest of a sort goes to temporary files. */
#ifndef STORE_BULK_H
#define STORE_BULK_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct bulk;

/* Not inside a transaction. */
int bulk_begin(struct db *db, struct bulk **out, struct err *e);
/* Makes indexes and triggers again as the schema has them, the search index anew, and the file a good one. *b is freed
 * in any case; after an error the file stays half made. NULL: does nothing. `tell` hears how many of them are made. */
int bulk_end(struct db *db, struct bulk **b, void (*tell)(void *arg, int64_t done, int64_t all), void *arg,
	     struct err *e);
void bulk_drop(struct bulk **b); /* frees it and leaves the file half made */
/* Is the open file half made? Only by this connection: one that was is not opened, and nobody else has it open since
 * bulk_begin. */
bool bulk_is_half_made(struct db *db);

#endif

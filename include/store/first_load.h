/* Many rows come, in one transaction, to tables that hold few: what is kept row by row at other times (indexes,
 * journal, what search and lists keep) is made at the end from all rows at once. */
#ifndef STORE_FIRST_LOAD_H
#define STORE_FIRST_LOAD_H

#include "base/err.h"

#include <stdint.h>

struct db;
struct first_load;

/* Before the transaction: of an office that has no row in the tables (the list ends with NULL), which nobody else has
 * open, what comes is written to the file at once, not to a WAL first and from there to it. Who opens it meanwhile
 * waits, and is told that it is being written; killed, the file is as before, when it is next opened where it may be
 * written. Else nothing happens. first_load_shared ends it, after the transaction. */
void first_load_alone(struct db *db, const char *const *tables);
void first_load_shared(struct db *db);

/* Inside the transaction; both lists end with NULL. Until first_load_end
 * - the indexes of the tables are away, but for those in `keep`: who asks by one of them calls first_load_need first;
 * - rows that come under ids of id_mint are journaled together at the end, and what becomes of them until then is part
 *   of their coming. What becomes of rows that were there is journaled as ever.
 * Is an id there that is yet to be minted, only the indexes are put away. Taken back with the transaction. */
int first_load_begin(struct db *db, const char *const *tables, const char *const *keep, struct first_load **out,
		     struct err *e);
/* The index is made now, unless it is there. l NULL: nothing is away. */
int first_load_need(struct first_load *l, const char *index, struct err *e);
/* `tell` hears how far it is. l NULL: nothing is done. first_load_drop frees, *l NULL is nothing. */
int first_load_end(struct first_load *l, void (*tell)(void *arg, int64_t done, int64_t all), void *arg, struct err *e);
void first_load_drop(struct first_load **l);

#endif

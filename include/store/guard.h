/* SQL that comes from screens/ runs behind a guard: one statement, a SELECT, reading only listed tables and views (no
 * draft, no setting, no sqlite_*), known functions, no writes, and only so many virtual-machine operations. Errors
 * name why: GUARD_SYNTAX {1}=SQLite's message · GUARD_WRITES · GUARD_TABLE {1}=table · GUARD_FUNCTION {1} · GUARD_MANY
 * · GUARD_ENDLESS. */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include "base/err.h"

#include <stdint.h>

/* What one use of a statement may take: GUARD_STEPS, and in a big file GUARD_STEPS_A_BYTE for every byte of it. What
 * looks at every row some times takes a tenth of a step a byte, so it may go on at any size; pairs of all rows and
 * loops without end are stopped at every size. A row costs whoever reads it some lookups: it counts as that many steps.
 */
#define GUARD_STEPS 2000000000LL
#define GUARD_STEPS_A_BYTE 4
#define GUARD_STEPS_A_ROW 1000

struct db;
struct stmt;

/* As db_query (cached, give back with stmt_done). Steps of one use are bounded. */
struct stmt *guard_query(struct db *db, const char *sql, struct err *e);
/* As guard_query, of a SELECT whose rows are kept as temp.NAME: it is bound and stepped once. NAME begins with
 * GUARD_KEPT: such tables guarded SQL may read. They are there until guard_forget, for this connection alone. */
#define GUARD_KEPT "once_"
struct stmt *guard_keep(struct db *db, const char *name, const char *sql, struct err *e);
int guard_keep_by(struct db *db, const char *name, const char *columns, struct err *e); /* an index of it, once made */
void guard_forget(struct db *db, const char *name);                                     /* none there: nothing */
/* Prepares and throws away: for the linter. */
int guard_check(struct db *db, const char *sql, struct err *e);
/* Another GUARD_STEPS, for all connections: the linter's, and tests'. 0: GUARD_STEPS again. */
void guard_set_steps(int64_t steps);

#endif

/* SQL that comes from screens/ runs behind a guard: one statement, a SELECT, reading only listed tables and views (no
 * draft, no setting, no sqlite_*), known functions, at most `GUARD_STEPS` virtual-machine operations, no writes. Errors
 * name why: GUARD_SYNTAX {1}=SQLite's message · GUARD_WRITES · GUARD_TABLE {1}=table · GUARD_FUNCTION {1} · GUARD_MANY
 * · GUARD_ENDLESS. */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include "base/err.h"

#include <stdint.h>

#define GUARD_STEPS 2000000000LL

struct db;
struct stmt;

/* As db_query (cached, give back with stmt_done). Steps of one use are bounded. */
struct stmt *guard_query(struct db *db, const char *sql, struct err *e);
/* Prepares and throws away: for the linter. */
int guard_check(struct db *db, const char *sql, struct err *e);
/* Fewer steps for a guarded statement, for all connections: the linter's, and tests'. 0: GUARD_STEPS again. */
void guard_set_steps(int64_t steps);

#endif

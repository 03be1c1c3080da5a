/* The one door to SQLite. No other room sees sqlite3.h; none above model/ sees this header (they pass `struct db *`
 * around unopened).
 *
 * Opening checks what the file is: application_id, user_version, integrity of the first pages. Errors (all with the
 * path as {1}): DB_FOREIGN (not ours), DB_HALF_MADE (store/bulk.h), DB_NEWER (from a newer program), DB_READ_ONLY,
 * DB_DAMAGED, DB_FULL, DB_BUSY, DB_NO_DIR, DB_OPEN. Later: also DB_IO {2}=why, DB_MEMORY, DB_CONSTRAINT {1}=which,
 * DB_SQL {1}=SQLite's message, CANCELLED (ERR_CANCEL). Nothing is written to a file that is refused. A new file gets
 * mode 0600, WAL, synchronous=FULL, foreign_keys=ON. An older file is copied (store/backup.h) before it is migrated. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/err.h"
#include "base/value.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct stmt;

enum db_mode {
	DB_EXISTING, /* read and write; the file must be there (DB_MISSING) */
	DB_CREATE, /* make it, and its folder, if it is not there; ":memory:" is a new one in memory, for the linter */
	DB_READ_ONLY /* never writes, not even a WAL index it does not need */
};

int db_open(struct db **out, const char *path, enum db_mode mode, struct err *e);
/* A file of an older version is copied, its copy looked through, and then it is migrated: of gigabytes that takes
 * minutes. Hears of it: pages copied of all; all of all while the copy is looked through; 0 of 0 while it is migrated.
 * For the whole process; NULL: nobody. */
typedef void db_upgrade_told(void *arg, int done, int all);
void db_tell_upgrade(db_upgrade_told *told, void *arg);
void db_close(struct db **db);
const char *db_path(const struct db *db);
/* Is `path` the file of this database, its WAL included, by whatever name? What writes a file asks before it does. */
bool db_is_file(const struct db *db, const char *path);

/* Prepared statements, cached by their text (sql must be a string that lives as long as the db, or is copied: it is
 * copied). db_query hands out a statement, reset and unbound; stmt_done gives it back; a statement is used by one
 * caller at a time (asking for the same text again meanwhile prepares a second). NULL on error. */
struct stmt *db_query(struct db *db, const char *sql, struct err *e);
void stmt_done(struct stmt *s); /* NULL is fine */
/* fmt: i int64_t · r double · s const char * (NULL binds NULL; copied) · v const struct value *; binds ?1, ?2 … in
 * order. */
void stmt_bind(struct stmt *s, const char *fmt, ...);
void stmt_bind_at(struct stmt *s, int index, const struct value *v); /* index from 1 */
/* As stmt_bind_at, without a copy: a text stays as it is until stmt_done. */
void stmt_lend_at(struct stmt *s, int index, const struct value *v);
int stmt_parameter(struct stmt *s, const char *name); /* index of ":name", 0 if the text has none */
int stmt_step(struct stmt *s, struct err *e);         /* 1 a row, 0 done, -1 */
int stmt_columns(const struct stmt *s);
const char *stmt_column_name(const struct stmt *s, int col);
int64_t stmt_int(struct stmt *s, int col); /* col from 0 */
double stmt_real(struct stmt *s, int col);
const char *stmt_text(struct stmt *s, int col); /* "" for NULL; until the next step */
bool stmt_is_null(struct stmt *s, int col);
struct value stmt_value(struct stmt *s, int col); /* the caller releases */
/* Without a copy: a text is good until the next step and is not released; *n its bytes. */
struct value stmt_peek(struct stmt *s, int col, size_t *n);

/* Whole calls. fmt as in stmt_bind. Where `e` is NULL, or there is none, SQLite's out of memory ends the program
 * (mem_out): nobody is told "no such row" when there was no memory to look. */
int db_exec(struct db *db, const char *sql, struct err *e);                      /* several statements, no values */
int db_run(struct db *db, struct err *e, const char *sql, const char *fmt, ...); /* one statement, rows ignored */
int64_t db_int(struct db *db, int64_t otherwise, const char *sql, const char *fmt, ...);
char *db_text(struct db *db, const char *sql, const char *fmt, ...); /* caller frees; NULL if no row or NULL */
int64_t db_changes(struct db *db);                                   /* rows of the last write */

/* Transactions nest; only the outermost talks to SQLite: BEGIN IMMEDIATE (write intent first), so a read is never
 * upgraded. `action` ('visit.save') goes into the journal; the outermost wins. A rollback inside dooms the whole: the
 * outer commit then rolls back and fails (ERR_CONFLICT, TX_DOOMED). db_commit ends its level even where it fails: no
 * db_rollback after it. db_run and db_exec outside a transaction are one of their own; stmt_step of a write outside is
 * refused (TX_NONE). A COMMIT that did not come through this door is refused by a hook. Waits up to 5 s for another
 * program, then DB_BUSY. */
#define db_begin(db, action, e) db_begin_((db), (action), __FILE__, __LINE__, (e))
int db_begin_(struct db *db, const char *action, const char *file, int line, struct err *e);
int db_commit(struct db *db, struct err *e);
void db_rollback(struct db *db);
/* A part of a transaction that may be taken back alone, also after it doomed the whole; one at a time, at the depth it
 * was begun. Without `keep` what was written since db_mark is gone, as are the temporary tables' rows; where the whole
 * transaction is gone already, it stays doomed. */
int db_mark(struct db *db, struct err *e);
int db_unmark(struct db *db, bool keep, struct err *e);
/* Transactions that wrote something and are in; not the light ones, whose drafts and index texts nobody calls saved. */
int64_t db_saves(const struct db *db);
bool db_in_transaction(const struct db *db);
const char *db_transaction_opener(const struct db *db); /* "visit.c:120 visit.save", or "" */

/* Whose hand it is, for the journal; 0 nobody. */
void db_set_cadre(struct db *db, int64_t cadre_id);

/* A label with a role (DESIGN §3: labels are the truth): SQL may say role('relation.head'). Unknown roles are NULL.
 * Copied. */
void db_set_role(struct db *db, const char *role, const char *label);
/* Where a role nobody has set is looked up when it is first asked for; NULL: nobody knows it either. */
typedef const char *role_source(void *arg, const char *role);
void db_set_role_source(struct db *db, role_source *label, void *arg);
const char *db_role(struct db *db, const char *role); /* "" if unset */
/* SQL also has: today() 'YYYY-MM-DD' frozen or not · age(birth, day) · school_age(birth, mmdd, day) ·
 * pinyin_match(text, typed) · days(iso) · month_end(iso) · threshold(key, place_id, day) (store/threshold.h). */

/* Pages of the file kept in memory, in KiB: few for one person at the keys, many for work over all of a large file,
 * which would read the same pages again and again. What is too much is given back. */
enum { DB_CACHE_KIB = 1024, DB_CACHE_LARGE_KIB = 65536 };
void db_set_cache(struct db *db, int kib);
int db_cache(const struct db *db); /* as it was set last */

/* Long work: called about every `every_ms` of SQLite's work; returning true stops it with ERR_CANCEL, and from then on
 * whatever runs long, or could not say that it was stopped, until the next call of this. NULL to end. */
void db_set_progress(struct db *db, bool (*stop)(void *), void *arg, int every_ms);
/* For long work between the statements: asks the same function, as often. */
bool db_stop_wanted(struct db *db);

/* True if another program has written since the last call, or since opening (PRAGMA data_version). */
bool db_changed_outside(struct db *db);

/* What was committed lies in a log beside the file until it is copied there, which takes syncs of its own. A commit
 * leaves that for later unless very much has come together; who has nothing to do for a moment lets it be done. */
bool db_wants_rest(const struct db *db);
void db_rest(struct db *db);

/* Fault injection for tests: the nth next write to the file fails as if the disk were full (0 = off). A small VFS shim.
 */
void db_fault_write(int64_t nth);

#endif

/* What the files of store/ share and nobody else sees. */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/value.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/schema.h"
#include "store/threshold.h"

#include <sqlite3.h>

#define DB_WAIT_MS 5000
#define DB_SHORT_WAIT_MS 100
#define DB_BUCKETS 64
#define DB_STMT_MOST 128
#define DB_LOG_REST 200  /* pages: so many are worth a rest */
#define DB_LOG_MOST 8000 /* so many are copied by the commit itself */
#define DB_PROGRESS_OPS 10000

struct role {
	char *name, *label;
	struct role *next;
};

struct stmt {
	struct db *db;
	sqlite3_stmt *s;
	char *sql;
	uint32_t hash;
	bool busy, guarded, writes;
	bool keeps;    /* writes only what a guarded SELECT yields, and only for this connection */
	bool endless;  /* a guarded one that ran out of steps */
	int64_t steps; /* of this use */
	uint64_t used;
	struct stmt *next;
};

/* Why the authorizer said no, for guard.c. */
struct denial {
	const char *word; /* NULL: it did not */
	char arg[64];
};

struct schema_table {
	char name[64];
	struct column *columns; /* NULL: not looked up yet */
	size_t n;
};
struct schema_cache {
	struct schema_table *tables; /* all but SQLite's own, sorted */
	size_t n;
	const char **journaled; /* sorted names */
	size_t journaled_n;
	char **readable; /* what guarded SQL may read: journaled tables and views, sorted without regard to case */
	size_t readable_n;
	struct schema_table *last; /* asked for: it is mostly the next one too */
};

/* What the triggers of 0007_lists.sql keep in household_last for a household h. */
#define LAST_VISIT "(SELECT max(v.visited_on) FROM visit AS v WHERE v.household_id = h.id AND v.deleted_on IS NULL)"

struct db {
	sqlite3 *sql;
	char *path;
	bool read_only;
	struct stmt *bucket[DB_BUCKETS];
	int kept; /* in them */
	uint64_t uses;

	int depth;  /* of transactions */
	int marked; /* the depth at db_mark; 0: no mark */
	bool doomed, wrote, light;
	bool door; /* a commit is allowed now */
	char opener[160];
	int64_t cadre;

	struct role *roles;
	role_source *role_source; /* NULL: all are known */
	void *role_source_arg;
	threshold_source *threshold_source; /* NULL: none, or asked already */
	void *threshold_source_arg;
	struct thresholds *thresholds; /* threshold.c; NULL until asked */
	bool (*stop)(void *);
	void *stop_arg;
	int64_t stop_asked;
	int stop_every; /* ms */
	bool stopped;   /* stop has said yes; cancelled: and somebody has still to be told */
	bool cancelled;
	int busy_ms;
	int64_t busy_since;

	struct stmt *running;
	bool guarding; /* a guarded text is being prepared */
	struct denial denied;
	int64_t data_version, changes, saves;
	int cache;     /* KiB, as it was set last */
	int log_pages; /* in the log and not in the file */
	struct schema_cache schema;
	struct near *near; /* search_near.c: of the last search */
};

/* db.c: the one place that turns an SQLite code into a word. Returns -1. `db` may be NULL (no message then). */
int db_fail(struct db *db, int rc, struct err *e);
int db_fail_raw(sqlite3 *sql, const char *path, int rc, struct err *e);
/* Did SQLite find no memory? Where there is no err to say so in, that ends the program (mem_out). */
bool db_is_out(sqlite3 *sql, int rc);
/* Runs SQL of our own, outside the door's bookkeeping (pragmas, opening, migration). */
int db_raw(struct db *db, const char *sql, struct err *e);
int64_t db_raw_int(sqlite3 *sql, const char *query, int64_t otherwise);
/* As db_begin, but waits at most 100 ms for another program and syncs later (WAL, synchronous=NORMAL): for what may be
 * lost in a power cut or made again. Only outermost. */
int db_begin_light(struct db *db, struct err *e);
int db_on_busy(void *db, int tries); /* as SQLite's busy handler */
void db_configure(struct db *db);    /* handlers, limits and functions of a fresh connection */
void db_let_go(struct db *db);       /* commit hook on: from now on only the door commits */

/* db_stmt.c */
struct stmt *stmt_find(struct db *db, const char *sql, bool guarded);
struct stmt *stmt_keep(struct db *db, const char *sql, sqlite3_stmt *s, bool guarded);
void stmt_drop_all(struct db *db);
struct value stmt_value_exact(struct stmt *s, int col); /* an empty text stays one */

/* db_functions.c */
void db_functions(sqlite3 *sql, struct db *db);
/* threshold.c */
void thresholds_free(struct thresholds **t);
void threshold_sql(sqlite3_context *c, int n, sqlite3_value **v);
/* guard.c: the authorizer of every connection; it only speaks while db->guarding. */
int guard_authorize(void *arg, int action, const char *a, const char *b, const char *where, const char *trigger);
bool guard_is_endless(const struct db *db, int64_t steps); /* has a guarded statement run for longer than it may */
/* db_vfs.c: our VFS over the system's; its name. */
const char *db_vfs(void);

void backup_rotate(const char *db_path);
/* verify.c: integrity and references; *why (the caller frees) is the first complaint or "". */
bool store_sound(sqlite3 *sql, char **why);

/* backup_files.c: the path of a copy, DIR/backup/NAME-SUFFIX.db; makes the folder. */
void backup_name(const char *db_path, char out[512], const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* The folder of the copies and the name of the database in them, without ".db". */
void backup_parts(const char *db_path, char folder[512], char name[256]);

/* backup_part.c: the file a copy is made in, empty and locked; close() frees it. -1 with errno, EWOULDBLOCK where
 * another program makes that copy. */
int backup_part_open(const char *part);
void backup_part_drop(const char *part);
bool backup_is_being_made(const char *path);

/* schema.c */
void schema_load(struct db *db); /* the cache below, if it is not there yet */
void schema_forget(struct db *db);
/* search_near.c: what the last search kept of it. */
void search_near_drop(struct db *db);
bool schema_is_readable(const struct db *db, const char *name); /* by guarded SQL; after schema_load */
struct migration {
	int version;
	const char *name, *sql;
};
/* For tests: another list of migrations, ended by version 0; NULL for the built-in one. */
void schema_use(const struct migration *list);

/* journal_triggers.c: the text of the view and the triggers of one table, each ended by ";\n". */
int journal_drop(struct db *db, struct err *e);
void journal_trigger_sql(struct buf *out, const char *table, const struct column *columns, size_t n);
/* Of a table without rivals of its rows: only what becomes of ids up to `mark` is journaled; and again all. */
void journal_hold_sql(struct buf *out, const char *table, int64_t mark);
void journal_release_sql(struct buf *out, const char *table);

/* cols.c: the JSON of change.cols. */
struct cell_change {
	char *name;
	struct value before, after;
};
int cols_parse(const char *json, struct cell_change **out, size_t *n); /* -1: not ours */
void cols_free(struct cell_change *list, size_t n);

/* journal.c: a row as it stands, exactly; cells to row_free. */
int row_read(struct db *db, const char *tbl, int64_t row, struct value **cells, size_t *n, bool *exists, struct err *e);
void row_free(struct value *cells, size_t n);

#endif

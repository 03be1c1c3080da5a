/* Transactions, waiting, and what SQLite's codes mean. Opening is in db_open.c, statements in db_stmt.c. */
#include "internal.h"

#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

bool db_is_out(sqlite3 *sql, int rc)
{
	return (rc & 0xff) == SQLITE_NOMEM ||
	       ((rc & 0xff) == SQLITE_IOERR && sql && sqlite3_extended_errcode(sql) == SQLITE_IOERR_NOMEM);
}

int db_fail_raw(sqlite3 *sql, const char *path, int rc, struct err *e)
{
	const char *message = sql ? sqlite3_errmsg(sql) : sqlite3_errstr(rc);

	if (db_is_out(sql, rc)) {
		/* Who does not ask why would take "no memory" for "no such row". */
		if (!e)
			mem_out();
		return err_set(e, ERR_IO, "DB_MEMORY");
	}
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return err_set(e, ERR_BUSY, "DB_BUSY", path);
	case SQLITE_FULL:
		return err_set(e, ERR_IO, "DB_FULL", path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return err_set(e, ERR_IO, "DB_READ_ONLY", path);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return err_set(e, ERR_IO, "DB_DAMAGED", path);
	case SQLITE_CANTOPEN:
		return err_set(e, ERR_IO, "DB_OPEN", path);
	case SQLITE_IOERR:
		return err_set(e, ERR_IO, "DB_IO", path, message);
	case SQLITE_INTERRUPT:
		return err_set(e, ERR_CANCEL, "CANCELLED");
	case SQLITE_CONSTRAINT:
		/* A trigger of the schema refuses with a word of ours. */
		if (strncmp(message, "word:", 5) == 0)
			return err_set(e, ERR_CONFLICT, message + 5);
		return err_set(e, ERR_INVALID, "DB_CONSTRAINT", message);
	default:
		return err_set(e, ERR_INTERNAL, "DB_SQL", message);
	}
}

int db_fail(struct db *db, int rc, struct err *e)
{
	if (db->cancelled) {
		db->cancelled = !e; /* who cannot be told leaves it to the next that can */
		return err_set(e, ERR_CANCEL, "CANCELLED");
	}
	return db_fail_raw(db->sql, db->path, rc, e);
}

int db_raw(struct db *db, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(db->sql, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : db_fail(db, rc, e);
}

int64_t db_raw_int(sqlite3 *sql, const char *query, int64_t otherwise)
{
	sqlite3_stmt *s = NULL;
	int64_t i = otherwise;
	int rc = sqlite3_prepare_v2(sql, query, -1, &s, NULL);

	if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW)
		i = sqlite3_column_int64(s, 0);
	if (db_is_out(sql, rc))
		mem_out();
	sqlite3_finalize(s);
	return i;
}

bool db_stop_wanted(struct db *db)
{
	int64_t now = clock_ms();

	if (!db->stop || (!db->stopped && now - db->stop_asked < db->stop_every))
		return false;
	db->stop_asked = now;
	if (!db->stopped && !db->stop(db->stop_arg))
		return false;
	db->stopped = db->cancelled = true;
	return true;
}

int db_on_busy(void *arg, int tries)
{
	struct db *db = arg;
	const struct timespec nap = { 0, tries < 10 ? 1000000L : 10000000L };

	if (tries == 0)
		db->busy_since = clock_ms();
	if (db_stop_wanted(db) || clock_ms() - db->busy_since >= db->busy_ms)
		return 0;
	nanosleep(&nap, NULL);
	return 1;
}

static int on_progress(void *arg)
{
	struct db *db = arg;
	struct stmt *s = db->running;

	if (s && (s->guarded || s->keeps)) {
		s->steps += DB_PROGRESS_OPS;
		s->endless = guard_is_endless(db, s->steps);
		if (s->endless)
			return 1;
	}
	return db_stop_wanted(db);
}

static int on_commit(void *arg)
{
	const struct db *db = arg;

	return !db->door;
}

void db_configure(struct db *db)
{
	db->busy_ms = DB_WAIT_MS;
	sqlite3_extended_result_codes(db->sql, 1);
	sqlite3_busy_handler(db->sql, db_on_busy, db);
	sqlite3_progress_handler(db->sql, DB_PROGRESS_OPS, on_progress, db);
	sqlite3_set_authorizer(db->sql, guard_authorize, db);
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_limit(db->sql, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(db->sql, SQLITE_LIMIT_LENGTH, 64 << 20);
	db_functions(db->sql, db);
}

static void copy_log(struct db *db)
{
	int all = 0, copied = 0;

	if (sqlite3_wal_checkpoint_v2(db->sql, "main", SQLITE_CHECKPOINT_PASSIVE, &all, &copied) == SQLITE_OK)
		db->log_pages = all > copied ? all - copied : 0;
}

/* In place of SQLite's own, which holds up one commit in a few dozen. */
static int on_log(void *arg, sqlite3 *sql, const char *name, int pages)
{
	struct db *db = arg;

	(void)sql;
	(void)name;
	db->log_pages = pages;
	if (pages >= DB_LOG_MOST)
		copy_log(db);
	return SQLITE_OK;
}

bool db_wants_rest(const struct db *db)
{
	return db->log_pages >= DB_LOG_REST && db->depth == 0;
}

/* Once: what another program still reads stays in the log. */
void db_rest(struct db *db)
{
	if (!db_wants_rest(db))
		return;
	copy_log(db);
	if (db->log_pages >= DB_LOG_REST)
		db->log_pages = 0;
}

void db_let_go(struct db *db)
{
	sqlite3_wal_hook(db->sql, on_log, db);
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, sqlite3_db_readonly(db->sql, "main"), NULL);
	sqlite3_commit_hook(db->sql, on_commit, db);
}

void db_set_progress(struct db *db, bool (*stop)(void *), void *arg, int every_ms)
{
	db->stop = stop;
	db->stop_arg = arg;
	db->stop_every = every_ms;
	db->stopped = false;
	db->stop_asked = clock_ms();
	db->cancelled = false;
}

void db_set_cache(struct db *db, int kib)
{
	char sql[48];

	snprintf(sql, sizeof sql, "PRAGMA cache_size=-%d", kib);
	db_raw(db, sql, NULL);
	if (kib < db->cache)
		sqlite3_db_release_memory(db->sql);
	db->cache = kib;
}

void db_set_cadre(struct db *db, int64_t cadre_id)
{
	db->cadre = cadre_id;
}

const char *db_path(const struct db *db)
{
	return db->path;
}

bool db_changed_outside(struct db *db)
{
	int64_t now = db_int(db, 0, "PRAGMA data_version", "");
	bool changed = now != db->data_version;

	db->data_version = now;
	return changed;
}

/* Tells the triggers whose transaction this is. Goes around stmt_step so that it does not count as work. */
static int set_context(struct db *db, const char *action)
{
	static const char sql[] = "UPDATE context SET cadre = ?1, action = ?2, at = ?3, undoes = NULL, txn = "
				  "(SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'change') "
				  "WHERE id = 1";
	struct stmt *s = db_query(db, sql, NULL);
	char at[20];

	if (!s)
		return sqlite3_errcode(db->sql);
	clock_stamp(at);
	if (db->cadre)
		stmt_bind(s, "i", db->cadre);
	if (*action)
		sqlite3_bind_text(s->s, 2, action, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(s->s, 3, at, -1, SQLITE_TRANSIENT);
	int rc = sqlite3_step(s->s);
	stmt_done(s);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int clear_context(struct db *db)
{
	struct stmt *s = db_query(db,
				  "UPDATE context SET cadre = NULL, action = NULL, at = NULL, txn = NULL, "
				  "undoes = NULL WHERE id = 1",
				  NULL);

	if (!s)
		return sqlite3_errcode(db->sql);
	int rc = sqlite3_step(s->s);
	stmt_done(s);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static void end(struct db *db)
{
	if (!sqlite3_get_autocommit(db->sql))
		sqlite3_exec(db->sql, "ROLLBACK", NULL, NULL, NULL);
	if (db->light) {
		sqlite3_exec(db->sql, "PRAGMA synchronous=FULL", NULL, NULL, NULL);
		db->busy_ms = DB_WAIT_MS;
	}
	db->depth = db->marked = 0;
	db->doomed = db->wrote = db->light = false;
	db->opener[0] = '\0';
}

int db_begin_(struct db *db, const char *action, const char *file, int line, struct err *e)
{
	const char *base = strrchr(file, '/');

	if (db->depth > 0) {
		if (db->doomed)
			return err_set(e, ERR_CONFLICT, "TX_DOOMED", db->opener);
		db->depth++;
		return 0;
	}
	if (db->read_only)
		return err_set(e, ERR_IO, "DB_READ_ONLY", db->path);
	if (db_raw(db, "BEGIN IMMEDIATE", e))
		return -1;
	snprintf(db->opener, sizeof db->opener, "%s:%d %s", base ? base + 1 : file, line, action);
	db->depth = 1;
	int rc = set_context(db, action);
	if (rc == SQLITE_OK)
		return 0;
	db_fail(db, rc, e);
	end(db);
	return -1;
}

int db_begin_light(struct db *db, struct err *e)
{
	if (db->depth > 0)
		return db_begin(db, "", e);
	sqlite3_exec(db->sql, "PRAGMA synchronous=NORMAL", NULL, NULL, NULL);
	db->busy_ms = DB_SHORT_WAIT_MS;
	db->light = true;
	if (db_begin(db, "", e) == 0)
		return 0;
	end(db);
	return -1;
}

int db_commit(struct db *db, struct err *e)
{
	int rc = SQLITE_OK;

	if (db->depth == 0)
		BUG("db_commit without db_begin");
	if (db->depth > 1) {
		db->depth--;
		return db->doomed ? err_set(e, ERR_CONFLICT, "TX_DOOMED", db->opener) : 0;
	}
	if (db->doomed || sqlite3_get_autocommit(db->sql)) {
		err_set(e, ERR_CONFLICT, "TX_DOOMED", db->opener);
		end(db);
		return -1;
	}
	/* Without any write there is nothing to keep: the file is left alone, and no other program reloads for nothing.
	 */
	if (db->wrote) {
		rc = clear_context(db);
		db->door = true;
		if (rc == SQLITE_OK)
			rc = sqlite3_exec(db->sql, "COMMIT", NULL, NULL, NULL);
		db->door = false;
		if (rc != SQLITE_OK)
			db_fail(db, sqlite3_extended_errcode(db->sql), e);
		else if (!db->light)
			db->saves++;
	}
	end(db);
	return rc == SQLITE_OK ? 0 : -1;
}

void db_rollback(struct db *db)
{
	if (db->depth == 0)
		return;
	if (db->depth > 1) {
		db->depth--;
		db->doomed = true;
		return;
	}
	end(db);
}

static int run_kept(struct db *db, const char *sql, struct err *e)
{
	struct stmt *s = db_query(db, sql, e);
	int r = s ? stmt_step(s, e) : -1;

	stmt_done(s);
	return r;
}

int db_mark(struct db *db, struct err *e)
{
	if (db->depth == 0 || db->marked)
		BUG("db_mark outside a transaction, or inside another");
	if (db->doomed)
		return err_set(e, ERR_CONFLICT, "TX_DOOMED", db->opener);
	if (run_kept(db, "SAVEPOINT mark", e) < 0)
		return -1;
	db->marked = db->depth;
	return 0;
}

int db_unmark(struct db *db, bool keep, struct err *e)
{
	if (db->marked != db->depth)
		BUG("db_unmark without db_mark");
	db->marked = 0;
	if (keep)
		return run_kept(db, "RELEASE mark", e);
	/* A write that was stopped, or found the disk full, took the whole transaction with it. */
	if (sqlite3_get_autocommit(db->sql)) {
		db->doomed = true;
		return 0;
	}
	if (db_raw(db, "ROLLBACK TO mark; RELEASE mark", e) < 0)
		return -1;
	db->doomed = false;
	return 0;
}

int db_cache(const struct db *db)
{
	return db->cache;
}

int64_t db_saves(const struct db *db)
{
	return db->saves;
}

bool db_in_transaction(const struct db *db)
{
	return db->depth > 0;
}

const char *db_transaction_opener(const struct db *db)
{
	return db->opener;
}

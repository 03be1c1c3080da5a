/* Opening: what is this file, may it be ours, and the setting of a connection. Nothing is written to a refused file. */
#include "internal.h"

#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_BYTES 100

enum kind { KIND_NEW, KIND_OURS, KIND_FOREIGN, KIND_DAMAGED, KIND_HALF_MADE };

/* SQLite's own name for a database that is no file: new, empty, gone when it is closed. */
static bool in_memory(const char *path)
{
	return strcmp(path, ":memory:") == 0;
}

static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return mem_dup(".");
	return slash == path ? mem_dup("/") : mem_dup_n(path, (size_t)(slash - path));
}

static int make_folder(const char *folder)
{
	char *part = mem_dup(folder);
	int r = 0;

	for (char *p = part + 1; r == 0; p++) {
		if (*p != '/' && *p != '\0')
			continue;
		char was = *p;
		*p = '\0';
		if (mkdir(part, 0700) != 0 && errno != EEXIST)
			r = -1;
		*p = was;
		if (was == '\0')
			break;
	}
	mem_free(part);
	return r;
}

/* Makes the file itself, so that it is 0600 from its first moment. */
static int make_file(const char *path, bool *made, struct err *e)
{
	char *folder = folder_of(path);
	struct stat st;
	int r = 0;

	if (make_folder(folder) || stat(folder, &st) != 0 || !S_ISDIR(st.st_mode)) {
		r = err_set(e, ERR_MISSING, "DB_NO_DIR", path);
		goto done;
	}
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0) {
		*made = true;
		close(fd);
	} else if (errno == EACCES || errno == EROFS || errno == EPERM) {
		r = err_set(e, ERR_IO, "DB_READ_ONLY", path);
	} else if (errno == ENOSPC || errno == EDQUOT) {
		r = err_set(e, ERR_IO, "DB_FULL", path);
	} else if (errno != EEXIST) {
		r = err_set(e, ERR_IO, "DB_OPEN", path);
	}
done:
	mem_free(folder);
	return r;
}

static int find_file(const char *path, enum db_mode mode, bool *made, struct err *e)
{
	struct stat st;

	if (in_memory(path))
		return mode == DB_CREATE ? 0 : err_set(e, ERR_MISSING, "DB_MISSING", path);
	if (stat(path, &st) != 0) {
		if (mode == DB_CREATE)
			return make_file(path, made, e);
		return errno == EACCES ? err_set(e, ERR_IO, "DB_OPEN", path)
				       : err_set(e, ERR_MISSING, "DB_MISSING", path);
	}
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_IO, "DB_OPEN", path);
	return 0;
}

static bool has_beside(const char *path, const char *suffix)
{
	struct buf name = BUF_INIT;
	struct stat st;

	buf_addf(&name, "%s%s", path, suffix);
	bool has = stat(name.s, &st) == 0 && st.st_size > 0;
	buf_release(&name);
	return has;
}

static bool may_write(const char *path)
{
	char *folder = folder_of(path);
	bool may = access(path, W_OK) == 0 && access(folder, W_OK) == 0;

	mem_free(folder);
	return may;
}

/* Of a file that may not be written: SQLite must not make a WAL index for one that has no WAL; it is read as it lies
 * there. */
static char *read_only_uri(const char *path)
{
	struct buf uri = BUF_INIT;
	bool wal = has_beside(path, "-wal");

	buf_adds(&uri, *path == '/' ? "file://" : "file:");
	for (const char *p = path; *p; p++) {
		if (strchr("%?# ", *p))
			buf_addf(&uri, "%%%02X", (unsigned)(unsigned char)*p);
		else
			buf_addc(&uri, *p);
	}
	buf_adds(&uri, wal ? "?mode=ro" : "?mode=ro&immutable=1");
	return buf_detach(&uri);
}

/* Who only reads takes part in the locks all the same, where that may be done: without them others would write under
 * it. That nothing is written then is the transactions' affair. */
static int connect_to(struct db *db, struct err *e)
{
	bool locks = !db->read_only || may_write(db->path);
	char *name = locks ? mem_dup(db->path) : read_only_uri(db->path);
	int flags = locks ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
	int rc;

	/* This SQLite may be built to take every name for a URI. */
	if (locks && strncmp(name, "file:", 5) == 0) {
		mem_free(name);
		struct buf b = BUF_INIT;
		buf_addf(&b, "./%s", db->path);
		name = buf_detach(&b);
	}
	rc = sqlite3_open_v2(name, &db->sql, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, db_vfs());
	mem_free(name);
	if (rc == SQLITE_OK)
		return 0;
	return db_fail_raw(db->sql, db->path, rc, e);
}

static uint32_t big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Reads through SQLite's own handle: closing a second one would drop this process's locks on the file. */
static enum kind look(struct db *db)
{
	unsigned char h[HEADER_BYTES] = { 0 };
	sqlite3_file *f = NULL;
	sqlite3_int64 size = 0;

	sqlite3_file_control(db->sql, "main", SQLITE_FCNTL_FILE_POINTER, &f);
	if (!f || !f->pMethods || f->pMethods->xFileSize(f, &size) != SQLITE_OK)
		return KIND_DAMAGED;
	if (size == 0)
		return KIND_NEW;
	if (size < HEADER_BYTES || f->pMethods->xRead(f, h, HEADER_BYTES, 0) != SQLITE_OK)
		return KIND_FOREIGN;
	bool sqlite = memcmp(h, "SQLite format 3", 16) == 0;
	bool ours = big_endian(h + 68) == SCHEMA_APPLICATION_ID;
	if (sqlite && big_endian(h + 68) == SCHEMA_HALF_MADE_ID)
		return KIND_HALF_MADE;
	if (!ours)
		return KIND_FOREIGN;
	return sqlite ? KIND_OURS : KIND_DAMAGED;
}

/* What a killed first load left half written (store/first_load.h) is taken back by the first who may write it. */
static int refuse_if_read_only(struct db *db, struct err *e)
{
	bool writable = sqlite3_db_readonly(db->sql, "main") == 0 && may_write(db->path);

	if (!writable && has_beside(db->path, "-journal"))
		return err_set(e, ERR_IO, "DB_CUT_SHORT", db->path);
	return writable || db->read_only ? 0 : err_set(e, ERR_IO, "DB_READ_ONLY", db->path);
}

/* Reads the version and so the first page; what is wrong there comes out as an SQLite error. */
static int read_version(struct db *db, int64_t *version, struct err *e)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(db->sql,
				    "SELECT user_version, (SELECT count(*) FROM sqlite_schema WHERE name IN "
				    "('change', 'context', 'setting', 'household')) FROM pragma_user_version",
				    -1, &s, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	int tables = 4;
	if (rc == SQLITE_ROW) {
		*version = sqlite3_column_int64(s, 0);
		tables = sqlite3_column_int(s, 1);
	}
	sqlite3_finalize(s);
	if (rc != SQLITE_ROW)
		return db_fail(db, rc, e);
	if (*version > schema_version())
		return err_set(e, ERR_FORMAT, "DB_NEWER", db->path);
	if (tables != 4 || *version < 1)
		return err_set(e, ERR_IO, "DB_DAMAGED", db->path);
	return 0;
}

static int examine(struct db *db, enum kind *kind, int64_t *version, struct err *e)
{
	if (in_memory(db->path)) {
		*kind = KIND_NEW;
		return 0;
	}
	*kind = look(db);
	if (*kind == KIND_NEW && db->read_only)
		*kind = KIND_FOREIGN;
	if (*kind == KIND_FOREIGN)
		return err_set(e, ERR_FORMAT, "DB_FOREIGN", db->path);
	if (*kind == KIND_DAMAGED)
		return err_set(e, ERR_IO, "DB_DAMAGED", db->path);
	if (*kind == KIND_HALF_MADE)
		return err_set(e, ERR_FORMAT, "DB_HALF_MADE", db->path);
	if (refuse_if_read_only(db, e))
		return -1;
	return *kind == KIND_NEW ? 0 : read_version(db, version, e);
}

static struct {
	db_upgrade_told *told;
	void *arg;
} upgrade;

void db_tell_upgrade(db_upgrade_told *told, void *arg)
{
	upgrade.told = told;
	upgrade.arg = arg;
}

static bool tell_upgrade(void *arg, int done, int all)
{
	(void)arg;
	if (upgrade.told)
		upgrade.told(upgrade.arg, done, all);
	return false;
}

static int migrate(struct db *db, int64_t version, struct err *e)
{
	char path[512];

	backup_name(db->path, path, "before-v%d", schema_version());
	if (access(path, F_OK) != 0 && backup_to(db, path, tell_upgrade, NULL, e))
		return -1;
	tell_upgrade(NULL, 0, 0);
	return schema_migrate(db, (int)version, e);
}

/* A schema of its own version, and WAL. */
static int prepare(struct db *db, enum kind kind, int64_t version, struct err *e)
{
	if (db->read_only)
		return version < schema_version() ? err_set(e, ERR_IO, "DB_READ_ONLY", db->path) : 0;
	if (kind == KIND_NEW && !in_memory(db->path))
		chmod(db->path, 0600);
	if (version < schema_version() &&
	    (kind == KIND_OURS ? migrate(db, version, e) : schema_migrate(db, (int)version, e)))
		return -1;
	for (int tries = 0;; tries++) {
		int rc = sqlite3_exec(db->sql, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
		if (rc == SQLITE_OK)
			return 0;
		/* The change of mode does not wait by itself. */
		if ((rc & 0xff) != SQLITE_BUSY || !db_on_busy(db, tries))
			return db_fail(db, rc, e);
	}
}

int db_open(struct db **out, const char *path, enum db_mode mode, struct err *e)
{
	static const char settings[] = "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; PRAGMA synchronous=FULL; "
				       "PRAGMA mmap_size=0; PRAGMA temp_store=FILE; "
				       "PRAGMA journal_size_limit=67108864;";
	struct db *db = mem_alloc(sizeof *db);
	enum kind kind = KIND_NEW;
	int64_t version = 0;
	bool made = false;
	int r = -1;

	*out = NULL;
	db->path = mem_dup(path);
	db->read_only = mode == DB_READ_ONLY;
	if (find_file(path, mode, &made, e) || connect_to(db, e))
		goto done;
	db_configure(db);
	if (examine(db, &kind, &version, e) || db_raw(db, settings, e))
		goto done;
	db_set_cache(db, DB_CACHE_KIB);
	if (prepare(db, kind, version, e))
		goto done;
	db_let_go(db);
	db->data_version = db_raw_int(db->sql, "PRAGMA data_version", 0);
	r = 0;
done:
	if (r) {
		db_close(&db);
		if (made)
			unlink(path);
	}
	*out = db;
	return r;
}

static bool is_same(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

bool db_is_file(const struct db *db, const char *path)
{
	static const char *const also[] = { "", "-wal", "-shm", "-journal" };
	bool same = false;

	for (size_t i = 0; i < sizeof also / sizeof *also && !same; i++) {
		struct buf own = BUF_INIT;
		buf_addf(&own, "%s%s", db->path, also[i]);
		same = is_same(own.s, path);
		buf_release(&own);
	}
	return same;
}

void db_close(struct db **db)
{
	struct db *d = *db;

	if (!d)
		return;
	while (d->depth > 0)
		db_rollback(d);
	stmt_drop_all(d);
	schema_forget(d);
	thresholds_free(&d->thresholds);
	search_near_drop(d);
	sqlite3_close_v2(d->sql);
	while (d->roles) {
		struct role *r = d->roles;
		d->roles = r->next;
		mem_free(r->name);
		mem_free(r->label);
		mem_free(r);
	}
	mem_free(d->path);
	mem_free(d);
	*db = NULL;
}

/* Copies of the database, and putting one back. */
#include "store/backup.h"

#include "internal.h"

#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGES_A_STEP 512

static int file_fail(struct err *e, const char *path)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return err_set(e, ERR_IO, "DB_FULL", path);
	if (errno == EWOULDBLOCK)
		return err_set(e, ERR_BUSY, "DB_BUSY", path);
	return err_set(e, ERR_IO, "FILE_WRITE", path, strerror(errno));
}

static int sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? mem_dup_n(path, (size_t)(slash - path) + 1) : mem_dup(".");
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int r = fd < 0 ? -1 : fsync(fd);

	if (fd >= 0)
		close(fd);
	mem_free(folder);
	return r;
}

/* One snapshot: another program's commits would else make the copy start anew. It ends with the pages: while the copy
 * is looked at, the log of the original may be emptied. */
static int copy_pages(sqlite3 *from, sqlite3 *to, bool (*progress)(void *, int, int), void *arg, const char *path,
		      struct err *e)
{
	int rc = sqlite3_exec(from, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
	sqlite3_backup *b = NULL;

	if (rc != SQLITE_OK)
		goto done;
	b = sqlite3_backup_init(to, "main", from, "main");
	rc = b ? SQLITE_OK : sqlite3_errcode(to);
	while (rc == SQLITE_OK) {
		rc = sqlite3_backup_step(b, PAGES_A_STEP);
		int total = sqlite3_backup_pagecount(b);
		if (rc == SQLITE_OK && progress && progress(arg, total - sqlite3_backup_remaining(b), total))
			rc = SQLITE_INTERRUPT;
	}
	sqlite3_backup_finish(b);
done:
	sqlite3_exec(from, "ROLLBACK", NULL, NULL, NULL);
	return rc == SQLITE_DONE ? 0 : db_fail_raw(NULL, path, rc, e);
}

/* A copy counts when SQLite finds nothing wrong with it. It leaves WAL, so that it is one file. */
static int check_copy(sqlite3 *sql, const char *path, struct err *e)
{
	int rc = sqlite3_exec(sql, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
	char *answer = NULL;

	if (rc != SQLITE_OK)
		return db_fail_raw(sql, path, rc, e);
	bool whole = store_sound(sql, &answer);
	bool ours = db_raw_int(sql, "PRAGMA application_id", 0) == SCHEMA_APPLICATION_ID;
	int64_t version = db_raw_int(sql, "PRAGMA user_version", 0);
	int r = 0;
	if (!whole)
		r = err_set(e, ERR_IO, "BACKUP_DAMAGED", path, answer);
	else if (!ours)
		r = err_set(e, ERR_FORMAT, "DB_FOREIGN", path);
	else if (version > schema_version())
		r = err_set(e, ERR_FORMAT, "DB_NEWER", path);
	mem_free(answer);
	return r;
}

/* A large copy is long looked at, too. */
struct checking {
	bool (*progress)(void *, int, int);
	void *arg;
	bool stopped;
};

static int on_check(void *arg)
{
	struct checking *c = arg;

	c->stopped = c->stopped || c->progress(c->arg, 1, 1);
	return c->stopped;
}

/* Copies `from` into a new file beside `path`, checks it and gives it the name. */
static int copy_to(sqlite3 *from, const char *path, bool (*progress)(void *, int, int), void *arg, struct err *e)
{
	struct buf part = BUF_INIT;
	sqlite3 *to = NULL;
	int r = -1, fd;

	buf_addf(&part, "%s.part", path);
	fd = backup_part_open(part.s);
	if (fd < 0) {
		file_fail(e, path);
		goto done;
	}
	int rc = sqlite3_open_v2(part.s, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, db_vfs());
	if (rc != SQLITE_OK) {
		db_fail_raw(to, path, rc, e);
		goto done;
	}
	struct checking c = { progress, arg, false };
	if (progress)
		sqlite3_progress_handler(to, DB_PROGRESS_OPS, on_check, &c);
	if (copy_pages(from, to, progress, arg, path, e) || check_copy(to, path, e)) {
		if (c.stopped)
			err_set(e, ERR_CANCEL, "CANCELLED");
		goto done;
	}
	sqlite3_close(to);
	to = NULL;
	if (rename(part.s, path) != 0 || sync_folder(path) != 0) {
		file_fail(e, path);
		goto done;
	}
	r = 0;
done:
	sqlite3_close(to);
	if (r && fd >= 0)
		backup_part_drop(part.s);
	if (fd >= 0) /* SQLite's locks on it go with it, and are gone */
		close(fd);
	buf_release(&part);
	return r;
}

/* Who asks for no progress of its own may still be stopped as any long work. */
static bool ask_person(void *db, int done, int total)
{
	(void)done;
	(void)total;
	return db_stop_wanted(db);
}

int backup_to(struct db *db, const char *path, bool (*progress)(void *arg, int done, int total), void *arg,
	      struct err *e)
{
	if (db->depth > 0)
		return err_set(e, ERR_INTERNAL, "TX_OPEN", db->opener);
	/* A copy put in the place of the file that is open would lose what others write to it. */
	if (!*path || db_is_file(db, path))
		return err_set(e, ERR_IO, "FILE_WRITE", path, strerror(EEXIST));
	return copy_to(db->sql, path, progress ? progress : ask_person, progress ? arg : db, e);
}

static bool is_taken(const char *path)
{
	return access(path, F_OK) == 0 || backup_is_being_made(path);
}

int backup_now(struct db *db, char path[512], struct err *e)
{
	backup_sweep(db->path);
	backup_name(db->path, path, "%s", clock_today());
	for (int n = 2; path[0] && is_taken(path); n++)
		backup_name(db->path, path, "%s-%d", clock_today(), n);
	if (backup_to(db, path, NULL, NULL, e))
		return -1;
	backup_rotate(db->path);
	return 0;
}

bool backup_is_due(struct db *db, long long *bytes)
{
	char path[512];
	struct stat st;

	*bytes = stat(db->path, &st) == 0 ? (long long)st.st_size : 0;
	backup_name(db->path, path, "%s", clock_today());
	return !is_taken(path);
}

/* Who is to hear of it may be gone: an empty part that nobody holds tells the next start. */
static void leave_mark(const char *path)
{
	struct buf part = BUF_INIT;
	int fd;

	if (!*path)
		return;
	buf_addf(&part, "%s.part", path);
	fd = backup_part_open(part.s);
	if (fd >= 0)
		close(fd);
	buf_release(&part);
}

int backup_daily(struct db *db, bool *made, char path[512], struct err *e)
{
	*made = false;
	backup_name(db->path, path, "%s", clock_today());
	if (is_taken(path))
		return 0;
	if (backup_now(db, path, e)) {
		leave_mark(path);
		return -1;
	}
	*made = true;
	return 0;
}

/* Folds the WAL of the present file into it, and so learns whether somebody has it open. A damaged one stays as it is.
 */
static int settle_present(const char *path, struct err *e)
{
	sqlite3 *sql = NULL;
	int rc = sqlite3_open_v2(path, &sql, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, db_vfs());

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(sql, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
	sqlite3_close(sql);
	return (rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_LOCKED ? err_set(e, ERR_BUSY, "DB_BUSY", path) : 0;
}

/* What is left beside a damaged file goes with it. */
static void move_beside(const char *path, const char *kept, const char *suffix)
{
	struct buf from = BUF_INIT, to = BUF_INIT;

	buf_addf(&from, "%s%s", path, suffix);
	buf_addf(&to, "%s%s", kept, suffix);
	rename(from.s, to.s);
	buf_release(&from);
	buf_release(&to);
}

static int keep_present(const char *path, char kept[512], struct err *e)
{
	int n = 1;

	kept[0] = '\0';
	if (access(path, F_OK) != 0)
		return 0;
	if (settle_present(path, e))
		return -1;
	do
		backup_name(path, kept, "before-restore-%d", n++);
	while (kept[0] && access(kept, F_OK) == 0);
	/* A second name first, so that there is a database at `path` at every moment; some disks have no links. */
	if (link(path, kept) != 0 && rename(path, kept) != 0)
		return file_fail(e, kept);
	chmod(kept, 0600);
	move_beside(path, kept, "-wal");
	move_beside(path, kept, "-shm");
	move_beside(path, kept, "-journal");
	return 0;
}

int backup_restore(const char *copy, const char *path, char kept[512], struct err *e)
{
	struct db *from = NULL;
	struct buf next = BUF_INIT;
	int r = -1;

	kept[0] = '\0';
	buf_addf(&next, "%s.restored", path);
	if (db_open(&from, copy, DB_READ_ONLY, e) || copy_to(from->sql, next.s, NULL, NULL, e))
		goto done;
	if (keep_present(path, kept, e))
		goto done;
	if (rename(next.s, path) != 0 || sync_folder(path) != 0) {
		file_fail(e, path);
		goto done;
	}
	r = 0;
done:
	if (r)
		unlink(next.s);
	db_close(&from);
	buf_release(&next);
	return r;
}

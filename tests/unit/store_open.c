/* Opening: what is not ours is refused and left as it is. */
#include "store/scratch.h"

#include "store/schema.h"

#include <sys/stat.h>

static void write_file(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	fclose(f);
}

static void patch(const char *path, long at, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "r+");

	assert_non_null(f);
	fseek(f, at, SEEK_SET);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	fclose(f);
}

static void refused(const char *path, enum db_mode mode, const char *word)
{
	struct err e;
	struct db *db = NULL;
	size_t n = 0, after_n = 0;
	bool there = access(path, R_OK) == 0;
	char *before = there ? scratch_read(path, &n) : NULL;

	err_clear(&e);
	assert_int_equal(db_open(&db, path, mode, &e), -1);
	assert_null(db);
	assert_string_equal(e.word, word);
	assert_string_equal(e.arg[0], path);
	if (there) {
		char *after = scratch_read(path, &after_n);
		assert_int_equal(n, after_n);
		assert_memory_equal(before, after, n);
		mem_free(after);
	}
	mem_free(before);
}

static void foreign_files_are_left_alone(void **state)
{
	struct scratch *s = *state;
	char path[128];

	snprintf(path, sizeof path, "%s/other", s->dir);
	write_file(path, "hello\n", 6);
	refused(path, DB_CREATE, "DB_FOREIGN");
	refused(path, DB_READ_ONLY, "DB_FOREIGN");
	char big[9000];
	memset(big, 'x', sizeof big);
	write_file(path, big, sizeof big);
	refused(path, DB_EXISTING, "DB_FOREIGN");
	unlink(path);
	assert_int_equal(scratch_shell(path, "CREATE TABLE t(a); INSERT INTO t VALUES (1);"), 0);
	refused(path, DB_CREATE, "DB_FOREIGN");
	assert_int_equal(scratch_shell(path, "PRAGMA journal_mode=WAL;"), 0);
	refused(path, DB_EXISTING, "DB_FOREIGN");
}

static void an_empty_file_becomes_a_database(void **state)
{
	struct scratch *s = *state;
	char path[128];
	struct db *db;
	struct err e;
	struct stat st;

	snprintf(path, sizeof path, "%s/file:%%empty?.db", s->dir);
	write_file(path, "", 0);
	chmod(path, 0644);
	OK(db_open(&db, path, DB_EXISTING, &e), &e);
	assert_int_equal(db_int(db, -1, "PRAGMA user_version", ""), schema_version());
	db_close(&db);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	OK(db_open(&db, path, DB_READ_ONLY, &e), &e);
	assert_int_equal(db_int(db, -1, "SELECT count(*) FROM household", ""), 0);
	db_close(&db);
}

static void folders(void **state)
{
	struct scratch *s = *state;
	char path[128];
	struct db *db;
	struct err e;

	snprintf(path, sizeof path, "%s/a/b/c.db", s->dir);
	refused(path, DB_EXISTING, "DB_MISSING");
	OK(db_open(&db, path, DB_CREATE, &e), &e);
	db_close(&db);
	snprintf(path, sizeof path, "%s/a/b/c.db/d/e.db", s->dir);
	refused(path, DB_CREATE, "DB_NO_DIR");
	snprintf(path, sizeof path, "%s/a", s->dir);
	assert_int_equal(db_open(&db, path, DB_CREATE, &e), -1);
	assert_string_equal(e.word, "DB_OPEN");
}

static void a_newer_or_foreign_version(void **state)
{
	struct scratch *s = *state;

	db_close(&s->db);
	patch(s->path, 60, "\0\0\0\x63", 4);
	refused(s->path, DB_EXISTING, "DB_NEWER");
	refused(s->path, DB_READ_ONLY, "DB_NEWER");
	patch(s->path, 68, "\0\0\0\x01", 4);
	refused(s->path, DB_EXISTING, "DB_FOREIGN");
}

static void damage_is_seen(void **state)
{
	struct scratch *s = *state;
	struct db *db;
	struct err e;

	for (int i = 1; i <= 200; i++)
		scratch_household(s->db, i, "530300", "张建国张建国张建国张建国张建国张建国张建国张建国");
	int64_t root = db_int(s->db, 0, "SELECT rootpage FROM sqlite_schema WHERE name = 'household'", "");
	db_close(&s->db);
	size_t n;
	char *whole = scratch_read(s->path, &n);

	patch(s->path, 0, "X", 1);
	refused(s->path, DB_EXISTING, "DB_DAMAGED");
	patch(s->path, 0, "S", 1);
	patch(s->path, 100, "\xff\xff\xff\xff\xff\xff\xff\xff", 8);
	refused(s->path, DB_EXISTING, "DB_DAMAGED");
	write_file(s->path, whole, n);
	assert_int_equal(truncate(s->path, 4096), 0);
	refused(s->path, DB_EXISTING, "DB_DAMAGED");
	write_file(s->path, whole, n);
	/* A page deep inside: the file opens, and the read that meets it says so. */
	char junk[64];
	memset(junk, 0xff, sizeof junk);
	patch(s->path, (long)(root - 1) * 4096, junk, sizeof junk);
	OK(db_open(&db, s->path, DB_EXISTING, &e), &e);
	struct stmt *q = db_query(db, "SELECT sum(length(head_name)) FROM household NOT INDEXED", &e);
	assert_non_null(q);
	assert_int_equal(stmt_step(q, &e), -1);
	assert_string_equal(e.word, "DB_DAMAGED");
	stmt_done(q);
	db_close(&db);
	mem_free(whole);
}

static void read_only_places(void **state)
{
	struct scratch *s = *state;
	struct db *db;
	struct err e;
	char path[160];

	scratch_household(s->db, 1, "1", "张");
	db_close(&s->db);
	OK(db_open(&db, s->path, DB_READ_ONLY, &e), &e);
	assert_int_equal(db_int(db, 0, "SELECT count(*) FROM household", ""), 1);
	assert_int_equal(db_begin(db, "x", &e), -1);
	assert_string_equal(e.word, "DB_READ_ONLY");
	assert_int_equal(db_exec(db, "DELETE FROM household", &e), -1);
	assert_int_equal(db_int(db, 0, "SELECT count(*) FROM household", ""), 1);
	db_close(&db);
	/* Reading leaves nothing beside the file. */
	for (size_t i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s%s", s->path, i ? "-shm" : "-wal");
		assert_int_not_equal(access(path, F_OK), 0);
	}
	if (geteuid() == 0)
		skip(); /* the superuser may write everywhere */
	chmod(s->path, 0400);
	refused(s->path, DB_EXISTING, "DB_READ_ONLY");
	chmod(s->path, 0600);
	chmod(s->dir, 0500);
	refused(s->path, DB_EXISTING, "DB_READ_ONLY");
	snprintf(path, sizeof path, "%s/new.db", s->dir);
	refused(path, DB_CREATE, "DB_READ_ONLY");
	chmod(s->dir, 0700);
}

/* The linter asks its questions of a database that is nobody's: no file may come of it. */
static void in_memory(void **state)
{
	struct scratch *s = *state;
	struct db *db = NULL;
	struct err e;
	char was[256];

	refused(":memory:", DB_EXISTING, "DB_MISSING");
	assert_non_null(getcwd(was, sizeof was));
	assert_int_equal(chdir(s->dir), 0);
	OK(db_open(&db, ":memory:", DB_CREATE, &e), &e);
	assert_int_not_equal(access(":memory:", F_OK), 0);
	assert_int_not_equal(access("backup", F_OK), 0);
	assert_int_equal(db_int(db, -1, "PRAGMA user_version", ""), schema_version());
	OK(db_run(db, &e, "INSERT INTO place(id, name, level) VALUES (1, 'x', 'y')", ""), &e);
	assert_int_equal(db_int(db, 0, "SELECT count(*) FROM change", ""), 1);
	db_close(&db);
	assert_int_not_equal(access(":memory:", F_OK), 0);
	assert_int_equal(chdir(was), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, scratch_close)
		T(foreign_files_are_left_alone),
		T(an_empty_file_becomes_a_database),
		T(folders),
		T(a_newer_or_foreign_version),
		T(damage_is_seen),
		T(read_only_places),
		T(in_memory),
	};

	return cmocka_run_group_tests_name("store/open", tests, NULL, NULL);
}

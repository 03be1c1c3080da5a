/* Copies: verified, rotated, put back; and verification itself. */
#include "store/scratch.h"

#include "../../src/store/internal.h"
#include "store/backup.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

static void count_line(void *arg, const char *word, const char *what, bool mendable)
{
	assert_true(*word && *what && !mendable);
	(*(int *)arg)++;
}

static void a_copy_is_whole_and_private(void **state)
{
	struct scratch *s = *state;
	char path[160], beside[180];
	struct db *copy;
	struct err e;
	struct stat st;

	scratch_household(s->db, 1, "1", "张");
	snprintf(path, sizeof path, "%s/copy.db", s->dir);
	OK(backup_to(s->db, path, NULL, NULL, &e), &e);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	OK(db_open(&copy, path, DB_READ_ONLY, &e), &e);
	assert_int_equal(db_int(copy, 0, "SELECT count(*) FROM household", ""), 1);
	db_close(&copy);
	snprintf(beside, sizeof beside, "%s-wal", path);
	assert_int_not_equal(access(beside, F_OK), 0);
	snprintf(beside, sizeof beside, "%s.part", path);
	assert_int_not_equal(access(beside, F_OK), 0);
	scratch_household(s->db, 2, "1", "张");
	OK(db_begin(s->db, "x", &e), &e);
	assert_int_equal(backup_to(s->db, path, NULL, NULL, &e), -1);
	db_rollback(s->db);
	snprintf(beside, sizeof beside, "%s/no/such/folder.db", s->dir);
	assert_int_equal(backup_to(s->db, beside, NULL, NULL, &e), -1);
	assert_int_equal(e.code, ERR_IO);
}

static bool stop(void *arg, int done, int total)
{
	assert_true(done <= total);
	(*(int *)arg)++;
	return true;
}

/* So many pages that one asks on the way. */
static void fill(struct scratch *s)
{
	struct err e;

	OK(db_begin(s->db, "x", &e), &e);
	for (int i = 1; i < 20000; i++)
		scratch_household(s->db, i, "1", "张张张张张张张张张张张张张张张张张张张张张张张张张张张张张张");
	OK(db_commit(s->db, &e), &e);
}

static void a_stopped_or_failed_copy_leaves_nothing(void **state)
{
	struct scratch *s = *state;
	char path[160];
	struct err e;
	int asked = 0;

	snprintf(path, sizeof path, "%s/copy.db", s->dir);
	fill(s);
	assert_int_equal(backup_to(s->db, path, stop, &asked, &e), -1);
	assert_int_equal(e.code, ERR_CANCEL);
	assert_int_equal(asked, 1);
	db_fault_write(40);
	assert_int_equal(backup_to(s->db, path, NULL, NULL, &e), -1);
	assert_string_equal(e.word, "DB_FULL");
	assert_int_not_equal(access(path, F_OK), 0);
	strcat(path, ".part");
	assert_int_not_equal(access(path, F_OK), 0);
}

static void daily_copies_rotate(void **state)
{
	struct scratch *s = *state;
	struct backup_info *list;
	struct err e;
	char path[512], kept[512] = "";
	bool made;
	size_t n;

	OK(backup_daily(s->db, &made, path, &e), &e);
	assert_true(made);
	assert_non_null(strstr(path, "/backup/t-2020-11-23.db"));
	OK(backup_daily(s->db, &made, path, &e), &e);
	assert_false(made);
	backup_name(s->path, kept, "before-v%d", 9);
	OK(backup_to(s->db, kept, NULL, NULL, &e), &e);
	for (int month = 1; month <= 14; month++) {
		for (int day = 5; day <= 25; day += 10) {
			char iso[11];
			snprintf(iso, sizeof iso, "%d-%02d-%02d", month > 12 ? 2022 : 2021,
				 month > 12 ? month - 12 : month, day);
			assert_true(clock_freeze(iso));
			OK(backup_daily(s->db, &made, path, &e), &e);
			assert_true(made);
		}
	}
	assert_true(clock_freeze("2020-11-23"));
	OK(backup_list(s->path, &list, &n, &e), &e);
	/* 7 newest (three months: their first are among them, but for the oldest), 12 months' firsts, one before a
	 * migration */
	struct buf all = BUF_INIT;
	size_t daily = 0;
	for (size_t i = 0; i < n; i++) {
		assert_true(list[i].bytes > 0);
		if (strlen(list[i].at) == 10) {
			buf_addf(&all, "%s ", list[i].at);
			daily++;
		}
	}
	assert_string_equal(all.s, "2022-02-25 2022-02-15 2022-02-05 2022-01-25 2022-01-15 2022-01-05 2021-12-25 "
				   "2021-12-05 2021-11-05 2021-10-05 "
				   "2021-09-05 2021-08-05 2021-07-05 2021-06-05 2021-05-05 2021-04-05 2021-03-05 ");
	assert_int_equal(n, daily + 1);
	assert_int_equal(access(kept, F_OK), 0);
	buf_release(&all);
	free(list);
}

static bool at_once(void *arg)
{
	(void)arg;
	return true;
}

/* Who is to hear of it is gone: the next start sees it, until there is a copy. */
static void a_daily_one_that_was_stopped_is_known(void **state)
{
	struct scratch *s = *state;
	char path[512];
	struct err e;
	bool made;

	fill(s);
	assert_false(backup_left(s->path));
	db_set_progress(s->db, at_once, NULL, 0);
	assert_int_equal(backup_daily(s->db, &made, path, &e), -1);
	assert_int_equal(e.code, ERR_CANCEL);
	assert_int_not_equal(access(path, F_OK), 0);
	db_set_progress(s->db, NULL, NULL, 0);
	assert_true(backup_left(s->path));
	assert_true(backup_left(s->path));
	OK(backup_daily(s->db, &made, path, &e), &e);
	assert_true(made);
	assert_false(backup_left(s->path));
}

static void a_daily_one_that_failed_is_known(void **state)
{
	struct scratch *s = *state;
	char path[512];
	struct err e;
	bool made;

	fill(s);
	db_fault_write(40);
	assert_int_equal(backup_daily(s->db, &made, path, &e), -1);
	assert_string_equal(e.word, "DB_FULL");
	assert_int_not_equal(access(path, F_OK), 0);
	assert_true(backup_left(s->path));
	backup_sweep(s->path);
	assert_false(backup_left(s->path));
}

/* Who asks for a copy gets one, whatever copies the day has; of a day that is over the last one stays. */
static void a_copy_whenever_asked(void **state)
{
	static const char *const names[] = { "t-2020-11-23.db", "t-2020-11-23-2.db", "t-2020-11-23-3.db" };
	struct scratch *s = *state;
	struct backup_info *list;
	struct err e;
	char path[512];
	bool made;
	size_t n;

	OK(backup_daily(s->db, &made, path, &e), &e);
	assert_true(made);
	for (int i = 1; i < 12; i++) {
		scratch_household(s->db, i, "1", "张");
		OK(backup_now(s->db, path, &e), &e);
		if (i < 3)
			assert_non_null(strstr(path, names[i]));
	}
	assert_non_null(strstr(path, "/backup/t-2020-11-23-12.db"));
	OK(backup_daily(s->db, &made, path, &e), &e);
	assert_false(made);
	OK(backup_list(s->path, &list, &n, &e), &e);
	assert_int_equal(n, 12);
	assert_non_null(strstr(list[0].path, "-12.db"));
	assert_non_null(strstr(list[11].path, names[0]));
	free(list);
	assert_true(clock_freeze("2020-11-24"));
	OK(backup_now(s->db, path, &e), &e);
	assert_true(clock_freeze("2020-11-23"));
	OK(backup_list(s->path, &list, &n, &e), &e);
	assert_int_equal(n, 2);
	assert_non_null(strstr(list[1].path, "t-2020-11-23-12.db"));
	struct db *copy;
	OK(db_open(&copy, list[1].path, DB_READ_ONLY, &e), &e);
	assert_int_equal(db_int(copy, 0, "SELECT count(*) FROM household", ""), 11);
	db_close(&copy);
	free(list);
}

/* What is held is being made by another program; what nobody holds is what a killed one left. */
static void two_at_once_make_one(void **state)
{
	struct scratch *s = *state;
	char path[512], part[530], old[512], journal[560];
	long long bytes;
	struct err e;
	bool made;

	backup_name(s->path, path, "%s", "2020-11-23");
	backup_name(s->path, old, "%s", "2020-11-20");
	strcat(old, ".part");
	snprintf(part, sizeof part, "%s.part", path);
	snprintf(journal, sizeof journal, "%s-journal", part);
	fclose(fopen(old, "w"));
	FILE *f = fopen(journal, "w");
	fputs("of another copy", f);
	fclose(f);
	assert_true(backup_is_due(s->db, &bytes));
	assert_true(bytes > 0);
	int fd = open(part, O_RDWR | O_CREAT, 0600);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	assert_false(backup_is_due(s->db, &bytes));
	OK(backup_daily(s->db, &made, path, &e), &e);
	assert_false(made);
	assert_int_equal(backup_to(s->db, path, NULL, NULL, &e), -1);
	assert_int_equal(e.code, ERR_BUSY);
	OK(backup_now(s->db, path, &e), &e);
	assert_non_null(strstr(path, "t-2020-11-23-2.db"));
	assert_int_equal(access(part, F_OK), 0);
	assert_int_not_equal(access(old, F_OK), 0);
	assert_int_equal(write(fd, "rubbish", 7), 7);
	close(fd);
	OK(backup_daily(s->db, &made, path, &e), &e);
	assert_true(made);
	assert_non_null(strstr(path, "t-2020-11-23.db"));
	assert_int_not_equal(access(part, F_OK), 0);
	assert_int_not_equal(access(journal, F_OK), 0);
	assert_false(backup_is_due(s->db, &bytes));
}

static void restore_brings_it_back_and_keeps_the_present(void **state)
{
	struct scratch *s = *state;
	char path[512], kept[512];
	struct db *db;
	struct err e;

	scratch_household(s->db, 1, "1", "old");
	snprintf(path, sizeof path, "%s/copy.db", s->dir);
	OK(backup_to(s->db, path, NULL, NULL, &e), &e);
	scratch_household(s->db, 2, "2", "new");
	/* Somebody has it open. */
	assert_int_equal(backup_restore(path, s->path, kept, &e), -1);
	assert_int_equal(e.code, ERR_BUSY);
	db_close(&s->db);
	OK(backup_restore(path, s->path, kept, &e), &e);
	OK(db_open(&s->db, s->path, DB_EXISTING, &e), &e);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM household", ""), 1);
	OK(db_open(&db, kept, DB_READ_ONLY, &e), &e);
	assert_int_equal(db_int(db, 0, "SELECT count(*) FROM household", ""), 2);
	db_close(&db);
	assert_non_null(strstr(kept, "t-before-restore-1.db"));
	db_close(&s->db);
	OK(backup_restore(path, s->path, kept, &e), &e);
	assert_non_null(strstr(kept, "t-before-restore-2.db"));
	/* A bad copy changes nothing. */
	FILE *f = fopen(path, "r+");
	fseek(f, 8192, SEEK_SET);
	for (int i = 0; i < 4096; i++)
		fputc(0xff, f);
	fclose(f);
	assert_int_equal(backup_restore(path, s->path, kept, &e), -1);
	assert_int_equal(e.code, ERR_IO);
	OK(db_open(&s->db, s->path, DB_EXISTING, &e), &e);
	/* Onto a damaged one. */
	OK(backup_daily(s->db, &(bool){ false }, kept, &e), &e);
	snprintf(path, sizeof path, "%s", kept);
	db_close(&s->db);
	assert_int_equal(truncate(s->path, 5000), 0);
	OK(backup_restore(path, s->path, kept, &e), &e);
	OK(db_open(&s->db, s->path, DB_EXISTING, &e), &e);
	assert_int_equal(store_verify(s->db, NULL, NULL, &e), 0);
}

static void verification_sees(void **state)
{
	struct scratch *s = *state;
	struct err e;
	int lines = 0;

	scratch_household(s->db, 1, "1", "a");
	assert_int_equal(store_verify(s->db, count_line, &lines, &e), 0);
	assert_int_equal(lines, 0);
	assert_int_equal(scratch_shell(s->path, "PRAGMA foreign_keys=OFF; INSERT INTO visit(id, household_id, "
						"visited_on) VALUES (1, 99, 'x');"),
			 0);
	assert_int_equal(store_verify(s->db, count_line, &lines, &e), 1);
	assert_int_equal(lines, 1);
	assert_int_equal(
		scratch_shell(s->path, "DELETE FROM visit; DROP TRIGGER journal_visit_u; CREATE TABLE spare(a);"), 0);
	assert_int_equal(store_verify(s->db, count_line, &lines, &e), 2);
}

static const struct migration two_steps[] = {
	{ 1, "old",
	  "CREATE TABLE household(id INTEGER PRIMARY KEY, name TEXT) STRICT; CREATE TABLE setting(key TEXT PRIMARY "
	  "KEY, value TEXT) STRICT;"
	  "CREATE TABLE context(id INTEGER PRIMARY KEY, cadre INTEGER, action TEXT, at TEXT, txn INTEGER, undoes "
	  "INTEGER) STRICT;"
	  "INSERT INTO context(id) VALUES (1); CREATE TABLE replaced(tbl TEXT, row INTEGER, cols TEXT) STRICT;"
	  "CREATE TABLE change(seq INTEGER PRIMARY KEY AUTOINCREMENT, origin TEXT, origin_seq INTEGER, clock INTEGER, "
	  "at TEXT, cadre INTEGER, "
	  "action TEXT, txn INTEGER, undoes INTEGER, tbl TEXT, row INTEGER, op TEXT, cols TEXT) STRICT;" },
	{ 2, "new",
	  "CREATE TABLE note(id INTEGER PRIMARY KEY, content TEXT) STRICT; INSERT INTO note SELECT id, name FROM "
	  "household;" },
	{ 3, "newer", "ALTER TABLE household ADD COLUMN phone TEXT" },
	{ 0, NULL, NULL },
};

static void an_older_file_is_copied_and_migrated(void **state)
{
	struct scratch *s = *state;
	char path[160], copy[512];
	struct db *db;
	struct err e;
	struct migration first[] = { two_steps[0], { 0, NULL, NULL } };

	snprintf(path, sizeof path, "%s/old.db", s->dir);
	schema_use(first);
	OK(db_open(&db, path, DB_CREATE, &e), &e);
	OK(db_run(db, &e, "INSERT INTO household(id, name) VALUES (1, '张')", ""), &e);
	db_close(&db);
	schema_use(two_steps);
	OK(db_open(&db, path, DB_EXISTING, &e), &e);
	assert_int_equal(db_int(db, 0, "PRAGMA user_version", ""), 3);
	assert_int_equal(db_int(db, 0, "SELECT count(*) FROM note WHERE content = '张'", ""), 1);
	/* The triggers know the new column and the new table; the migration itself is not in the journal. */
	assert_int_equal(db_int(db, 0, "SELECT count(*) FROM change", ""), 1);
	OK(db_run(db, &e, "UPDATE household SET phone = '1'", ""), &e);
	OK(db_run(db, &e, "DELETE FROM note", ""), &e);
	assert_int_equal(db_int(db, 0, "SELECT count(*) FROM change", ""), 3);
	assert_int_equal(db_int(db, 0, "PRAGMA foreign_keys", ""), 1);
	db_close(&db);
	backup_name(path, copy, "before-v3");
	schema_use(first);
	OK(db_open(&db, copy, DB_READ_ONLY, &e), &e);
	assert_int_equal(db_int(db, 0, "PRAGMA user_version", ""), 1);
	db_close(&db);
	/* A migration that fails leaves the old file as it was. */
	struct migration bad[] = { two_steps[0],
				   two_steps[1],
				   two_steps[2],
				   { 4, "bad", "CREATE TABLE x(a); CREATE TABLE x(a);" },
				   { 0, NULL, NULL } };
	schema_use(bad);
	assert_int_equal(db_open(&db, path, DB_EXISTING, &e), -1);
	schema_use(two_steps);
	OK(db_open(&db, path, DB_EXISTING, &e), &e);
	assert_int_equal(db_int(db, 9, "SELECT count(*) FROM sqlite_schema WHERE name = 'x'", ""), 0);
	db_close(&db);
	schema_use(NULL);
}

static int close_with_schema(void **state)
{
	schema_use(NULL);
	return scratch_close(state);
}

static void not_over_itself(void **state)
{
	struct scratch *s = *state;
	char other[160];
	struct err e;

	snprintf(other, sizeof other, "%s/link.db", s->dir);
	assert_int_equal(link(s->path, other), 0);
	assert_int_equal(backup_to(s->db, s->path, NULL, NULL, &e), -1);
	assert_string_equal(e.word, "FILE_WRITE");
	assert_int_equal(backup_to(s->db, other, NULL, NULL, &e), -1);
	snprintf(other, sizeof other, "%s-wal", s->path);
	assert_int_equal(backup_to(s->db, other, NULL, NULL, &e), -1);
	OK(db_run(s->db, &e, "INSERT INTO place(id, name, level) VALUES (1, 'x', 'y')", ""), &e);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, close_with_schema)
		T(a_copy_is_whole_and_private),
		T(a_stopped_or_failed_copy_leaves_nothing),
		T(a_daily_one_that_was_stopped_is_known),
		T(a_daily_one_that_failed_is_known),
		T(daily_copies_rotate),
		T(a_copy_whenever_asked),
		T(two_at_once_make_one),
		T(restore_brings_it_back_and_keeps_the_present),
		T(verification_sees),
		T(an_older_file_is_copied_and_migrated),
		T(not_over_itself),
	};

	return cmocka_run_group_tests_name("store/backup", tests, NULL, NULL);
}

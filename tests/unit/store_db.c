/* The door: a fresh file, transactions, errors, two writers. */
#include "store/scratch.h"

#include "store/schema.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

static void a_new_file_is_private_and_set(void **state)
{
	struct scratch *s = *state;
	struct stat st;
	static const char *const beside[] = { "", "-wal", "-shm" };
	size_t n;
	char *bytes = scratch_read(s->path, &n);

	assert_memory_equal(bytes + 18, "\x02\x02", 2); /* WAL */
	mem_free(bytes);
	assert_int_equal(db_int(s->db, -1, "PRAGMA synchronous", ""), 2);
	assert_int_equal(db_int(s->db, -1, "PRAGMA foreign_keys", ""), 1);
	assert_int_equal(db_int(s->db, -1, "PRAGMA recursive_triggers", ""), 1);
	assert_int_equal(db_int(s->db, -1, "PRAGMA application_id", ""), SCHEMA_APPLICATION_ID);
	assert_int_equal(db_int(s->db, -1, "PRAGMA user_version", ""), schema_version());
	assert_int_equal(db_int(s->db, -1, "SELECT count(*) FROM change", ""), 0);
	struct err e;
	OK(db_run(s->db, &e, "INSERT INTO note(id, noted_on, content) VALUES (1, '2020-11-23', 'x')", ""), &e);
	for (size_t i = 0; i < 3; i++) {
		char path[160];
		snprintf(path, sizeof path, "%s%s", s->path, beside[i]);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
	}
}

static void transactions_nest_and_doom(void **state)
{
	struct scratch *s = *state;
	struct err e;

	OK(db_begin(s->db, "outer.save", &e), &e);
	assert_non_null(strstr(db_transaction_opener(s->db), "store_db.c:"));
	assert_non_null(strstr(db_transaction_opener(s->db), " outer.save"));
	scratch_household(s->db, 1, "1", "a");
	OK(db_begin(s->db, "inner.save", &e), &e);
	scratch_household(s->db, 2, "2", "b");
	OK(db_commit(s->db, &e), &e);
	assert_true(db_in_transaction(s->db));
	OK(db_commit(s->db, &e), &e);
	assert_false(db_in_transaction(s->db));
	assert_int_equal(db_int(s->db, 0, "SELECT count(DISTINCT txn) FROM change WHERE action = 'outer.save'", ""), 1);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM change", ""), 2);

	OK(db_begin(s->db, "outer.save", &e), &e);
	scratch_household(s->db, 3, "3", "c");
	OK(db_begin(s->db, "inner.save", &e), &e);
	db_rollback(s->db);
	assert_int_equal(db_commit(s->db, &e), -1);
	assert_int_equal(e.code, ERR_CONFLICT);
	assert_string_equal(e.word, "TX_DOOMED");
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM household", ""), 2);
	assert_false(db_in_transaction(s->db));
}

static void only_the_door_commits(void **state)
{
	struct scratch *s = *state;
	struct err e;
	struct stmt *q = db_query(s->db, "INSERT INTO note(id, noted_on, content) VALUES (1, '2020-11-23', 'x')", &e);

	assert_int_equal(stmt_step(q, &e), -1);
	assert_string_equal(e.word, "TX_NONE");
	stmt_done(q);
	assert_int_equal(
		db_exec(s->db, "INSERT INTO note(id, noted_on, content) VALUES (1, '2020-11-23', 'x'); COMMIT", &e),
		-1);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM note", ""), 0);
	OK(db_begin(s->db, "x", &e), &e);
	scratch_household(s->db, 1, "1", "a");
	assert_int_equal(db_exec(s->db, "COMMIT", &e), -1);
	assert_int_equal(db_commit(s->db, &e), -1);
	assert_string_equal(e.word, "TX_DOOMED");
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM household", ""), 0);
}

static void a_transaction_without_work_writes_nothing(void **state)
{
	struct scratch *s = *state;
	struct db *other;
	struct err e;

	OK(db_open(&other, s->path, DB_EXISTING, &e), &e);
	assert_false(db_changed_outside(other));
	OK(db_begin(s->db, "visit.save", &e), &e);
	db_int(s->db, 0, "SELECT count(*) FROM household", "");
	OK(db_commit(s->db, &e), &e);
	assert_false(db_changed_outside(other));
	scratch_household(s->db, 1, "1", "a");
	assert_true(db_changed_outside(other));
	assert_false(db_changed_outside(other));
	assert_false(db_changed_outside(s->db));
	assert_int_equal(db_int(s->db, 0,
				"SELECT count(*) FROM context WHERE action IS NULL AND txn IS NULL AND at IS NULL", ""),
			 1);
	db_close(&other);
}

static void statements_are_reused_and_shared(void **state)
{
	struct scratch *s = *state;
	struct err e;
	struct stmt *a = db_query(s->db, "SELECT ?1", &e);
	struct stmt *b = db_query(s->db, "SELECT ?1", &e);

	assert_ptr_not_equal(a, b);
	stmt_bind(a, "s", "一");
	stmt_bind(b, "r", 0.1);
	assert_int_equal(stmt_step(a, &e), 1);
	assert_int_equal(stmt_step(b, &e), 1);
	assert_string_equal(stmt_text(a, 0), "一");
	assert_true(stmt_real(b, 0) == 0.1);
	stmt_done(a);
	stmt_done(b);
	struct stmt *c = db_query(s->db, "SELECT ?1", &e);
	assert_true(c == a || c == b);
	assert_int_equal(stmt_step(c, &e), 1);
	assert_true(stmt_is_null(c, 0));
	stmt_done(c);
	for (int i = 0; i < 3000; i++) { /* more than the cache holds */
		char sql[40];
		snprintf(sql, sizeof sql, "SELECT %d", i);
		assert_int_equal(db_int(s->db, -1, sql, ""), i);
	}
	assert_null(db_query(s->db, "SELECT nothing FROM nowhere", &e));
	assert_string_equal(e.word, "DB_SQL");
	assert_int_equal(
		db_run(s->db, &e, "INSERT INTO visit(id, household_id, visited_on) VALUES (1, 99, '2020-11-23')", ""),
		-1);
	assert_string_equal(e.word, "DB_CONSTRAINT");
	OK(db_run(s->db, &e, "UPDATE setting SET value = value WHERE key = 'origin'", ""), &e);
	assert_int_equal(db_changes(s->db), 1);
}

static void functions(void **state)
{
	struct scratch *s = *state;
	struct err e;
	static const struct {
		const char *sql, *is;
	} all[] = {
		{ "SELECT today()", "2020-11-23" },
		{ "SELECT age('2010-11-24', today())", "9" },
		{ "SELECT age('2010-11-23', today())", "10" },
		{ "SELECT age('x', today())", NULL },
		{ "SELECT age(NULL, today())", NULL },
		{ "SELECT days('1970-01-02')", "1" },
		{ "SELECT days('1970-02-30')", NULL },
		{ "SELECT month_end('2020-02-03')", "2020-02-29" },
		{ "SELECT role('relation.head')", "户主" },
		{ "SELECT role('nothing')", NULL },
		{ "SELECT pinyin_match('张建国', 'zjg')", "1" },
		{ "SELECT pinyin_match('张建国', 'wjg')", "0" },
		{ "SELECT folded('三免（学费、 Ａ）') = folded('三免(学费、a)')", "1" },
		{ "SELECT folded('三免') = folded('两免')", "0" },
	};

	db_set_role(s->db, "relation.head", "x");
	db_set_role(s->db, "relation.head", "户主");
	assert_string_equal(db_role(s->db, "other"), "");
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		char *is = db_text(s->db, all[i].sql, "");
		if (all[i].is)
			assert_string_equal(is, all[i].is);
		else
			assert_null(is);
		mem_free(is);
	}
	assert_int_equal(db_run(s->db, &e, "CREATE VIEW v AS SELECT pinyin_match('a', 'b')", ""), 0);
	assert_null(db_query(s->db, "SELECT * FROM v", &e));
}

static bool stop_now(void *arg)
{
	(*(int *)arg)++;
	return true;
}

static void long_work_can_be_stopped(void **state)
{
	struct scratch *s = *state;
	struct err e;
	int asked = 0;
	static const char forever[] =
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
	struct stmt *q = db_query(s->db, forever, &e);

	db_set_progress(s->db, stop_now, &asked, 50);
	assert_int_equal(stmt_step(q, &e), -1);
	assert_int_equal(e.code, ERR_CANCEL);
	assert_int_equal(asked, 1);
	stmt_done(q);
	db_set_progress(s->db, NULL, NULL, 50);
	assert_int_equal(db_int(s->db, 0, "SELECT 7", ""), 7);
}

static void two_programs_lose_nothing(void **state)
{
	struct scratch *s = *state;
	struct err e;
	pid_t child[2];

	db_close(&s->db);
	for (int p = 0; p < 2; p++) {
		child[p] = fork();
		if (child[p] != 0)
			continue;
		struct db *db;
		if (db_open(&db, s->path, DB_EXISTING, &e))
			_exit(1);
		for (int i = 0; i < 100; i++) {
			if (db_begin(db, "count", &e) ||
			    db_run(db, &e,
				   "INSERT INTO setting(key, value) VALUES ('n', '1') ON CONFLICT(key) DO UPDATE SET "
				   "value = value + 1",
				   "") ||
			    db_run(db, &e, "INSERT INTO note(id, noted_on, content) VALUES (?1, '2020-11-23', 'x')",
				   "i", (int64_t)(p * 1000 + i + 1)) ||
			    db_commit(db, &e))
				_exit(2);
		}
		db_close(&db);
		_exit(0);
	}
	for (int p = 0; p < 2; p++) {
		int status;
		assert_int_equal(waitpid(child[p], &status, 0), child[p]);
		assert_int_equal(status, 0);
	}
	OK(db_open(&s->db, s->path, DB_EXISTING, &e), &e);
	assert_int_equal(db_int(s->db, 0, "SELECT value FROM setting WHERE key = 'n'", ""), 200);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM note", ""), 200);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM change WHERE txn = seq", ""), 200);
	assert_int_equal(db_int(s->db, 0, "SELECT count(DISTINCT clock) FROM change", ""), 200);
	assert_int_equal(db_int(s->db, 0, "SELECT max(origin_seq) FROM change", ""), 200);
}

static void two_programs_may_create_at_once(void **state)
{
	struct scratch *s = *state;
	pid_t child[4];
	struct err e;

	snprintf(s->path, sizeof s->path, "%s/fresh.db", s->dir);
	for (int p = 0; p < 4; p++) {
		child[p] = fork();
		if (child[p] == 0) {
			struct db *db;
			_exit(db_open(&db, s->path, DB_CREATE, &e) || scratch_household(db, p + 1, "1", "x") == 0);
		}
	}
	for (int p = 0; p < 4; p++) {
		int status;
		assert_int_equal(waitpid(child[p], &status, 0), child[p]);
		assert_int_equal(status, 0);
	}
	scratch_reopen(s);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM household", ""), 4);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM setting WHERE key = 'origin'", ""), 1);
}

static void a_full_disk_leaves_nothing_half(void **state)
{
	struct scratch *s = *state;
	struct err e;

	OK(db_begin(s->db, "x", &e), &e);
	scratch_household(s->db, 1, "1", "a");
	db_fault_write(1);
	assert_int_equal(db_commit(s->db, &e), -1);
	assert_string_equal(e.word, "DB_FULL");
	assert_int_equal(e.code, ERR_IO);
	assert_int_equal(db_int(s->db, -1, "SELECT count(*) FROM household", ""), 0);
	scratch_household(s->db, 1, "1", "a");
	scratch_reopen(s);
	assert_int_equal(db_int(s->db, -1, "SELECT count(*) FROM household", ""), 1);
}

static void a_long_import_is_quick(void **state)
{
	struct scratch *s = *state;
	struct err e;
	struct timespec t0, t1;

	/* Not a benchmark: processor time, and ten times what it should take. */
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t0);
	OK(db_begin(s->db, "import", &e), &e);
	for (int i = 1; i <= 400; i++)
		scratch_household(s->db, i, "5303000001", "张建国");
	for (int i = 1; i <= 1400; i++)
		OK(db_run(s->db, &e,
			  "INSERT INTO person(id, household_id, name, id_no, birth, phone) VALUES (?1, ?2, '张小明', "
			  "'53030020010101001X', '2001-01-01', '13800000000')",
			  "ii", (int64_t)i, (int64_t)(i % 400 + 1)),
		   &e);
	OK(db_commit(s->db, &e), &e);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t1);
	double seconds = (double)(t1.tv_sec - t0.tv_sec) + (double)(t1.tv_nsec - t0.tv_nsec) / 1e9;
	if (getenv("STORE_TIMES"))
		fprintf(stderr, "import of 1400: %.3f s\n", seconds);
	assert_true(seconds < 10);
}

/* Commits leave the log alone; who rests has it copied. Another program that reads meanwhile is not in the way. */
static void the_log_is_copied_at_rest(void **state)
{
	struct scratch *s = *state;
	struct err e;
	size_t before, after;

	db_rest(s->db);
	mem_free(scratch_read(s->path, &before));
	for (int i = 1; i <= 60; i++) {
		scratch_household(s->db, i, "1", "a");
		OK(db_run(s->db, &e,
			  "INSERT INTO note(id, noted_on, content) VALUES (?1, '2020-11-23', printf('%5000s', 'x'))",
			  "i", (int64_t)i),
		   &e);
	}
	mem_free(scratch_read(s->path, &after));
	assert_int_equal(before, after);
	assert_true(db_wants_rest(s->db));
	OK(db_begin(s->db, "", &e), &e);
	assert_false(db_wants_rest(s->db));
	db_rollback(s->db);
	db_rest(s->db);
	assert_false(db_wants_rest(s->db));
	mem_free(scratch_read(s->path, &after));
	assert_true(after > before + (60 * 5000));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, scratch_close)

		T(a_new_file_is_private_and_set),
		T(transactions_nest_and_doom),
		T(only_the_door_commits),
		T(a_transaction_without_work_writes_nothing),
		T(statements_are_reused_and_shared),
		T(functions),
		T(long_work_can_be_stopped),
		T(two_programs_lose_nothing),
		T(two_programs_may_create_at_once),
		T(a_full_disk_leaves_nothing_half),
		T(a_long_import_is_quick),
		T(the_log_is_copied_at_rest),
	};

	return cmocka_run_group_tests_name("store/db", tests, NULL, NULL);
}

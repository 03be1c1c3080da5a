/* SQL from screens/ reads listed tables and does nothing else. */
#include "store/scratch.h"

#include "../../src/store/internal.h"
#include "store/guard.h"

static void what_is_let_through(void **state)
{
	struct scratch *s = *state;
	struct err e;
	static const char *const good[] = {
		"SELECT count(*) FROM household",
		"SELECT head_name, village FROM household_now WHERE days(today()) > 3 ORDER BY 1;",
		"WITH h AS (SELECT id FROM household) SELECT count(*), sum(id) FROM h -- the end\n ; /* really */ ;",
		"SELECT value FROM json_each('[1,2]')",
		"SELECT json_extract(cols, '$.note[0]'), cols ->> 'x' FROM change",
		"SELECT row_number() OVER (PARTITION BY place_id ORDER BY id) FROM household",
		"SELECT p.name FROM person_now AS p WHERE p.name LIKE '%a%' AND pinyin_match(p.name, 'zjg')",
		"SELECT p.name FROM person_now AS p WHERE age(p.birth, today()) > 3",
		"SELECT coalesce(role('relation.head'), upper('x')), month_end('2020-02'), MAX(1, 2)",
		"SELECT 1 UNION SELECT 2 EXCEPT VALUES (3)",
	};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		OK(guard_check(s->db, good[i], &e), &e);
}

static void what_is_refused(void **state)
{
	struct scratch *s = *state;
	static const struct {
		const char *sql, *word, *arg;
	} bad[] = {
		{ "SELEC 1", "GUARD_SYNTAX", NULL },
		{ "", "GUARD_SYNTAX", "" },
		{ "SELECT nothing FROM household", "GUARD_SYNTAX", NULL },
		{ "DELETE FROM household", "GUARD_WRITES", NULL },
		{ "WITH x AS (SELECT 1) INSERT INTO note(id, noted_on, content) SELECT 1, 'x', 'y'", "GUARD_WRITES",
		  NULL },
		{ "PRAGMA journal_mode=OFF", "GUARD_WRITES", NULL },
		{ "PRAGMA user_version", "GUARD_WRITES", NULL },
		{ "ATTACH '/tmp/x' AS x", "GUARD_WRITES", NULL },
		{ "VACUUM INTO '/tmp/x'", NULL, NULL },
		{ "BEGIN", "GUARD_WRITES", NULL },
		{ "DROP TABLE household", NULL, NULL },
		{ "EXPLAIN SELECT 1", "GUARD_WRITES", NULL },
		{ "SELECT * FROM draft", "GUARD_TABLE", "draft" },
		{ "SELECT count(*) FROM setting", "GUARD_TABLE", "setting" },
		{ "SELECT count(*) FROM DRAFT", "GUARD_TABLE", "DRAFT" },
		{ "SELECT count(*) FROM main.Draft AS n", "GUARD_TABLE", "Draft" },
		{ "SELECT count(*) FROM SQLITE_master", "GUARD_TABLE", NULL },
		{ "SELECT count(*) FROM dbstat", NULL, NULL },
		{ "SELECT 1 FROM context", "GUARD_TABLE", "context" },
		{ "SELECT * FROM search_key", "GUARD_TABLE", "search_key" },
		{ "SELECT * FROM household WHERE id IN (SELECT row FROM draft)", "GUARD_TABLE", "draft" },
		{ "SELECT * FROM sqlite_schema", "GUARD_TABLE", NULL },
		{ "SELECT * FROM sqlite_sequence", "GUARD_TABLE", NULL },
		{ "SELECT * FROM pragma_database_list", NULL, NULL },
		{ "SELECT * FROM sqlite_stmt", NULL, NULL },
		{ "SELECT load_extension('x')", "GUARD_FUNCTION", "load_extension" },
		{ "SELECT randomblob(1000000000)", "GUARD_FUNCTION", "randomblob" },
		{ "SELECT fts3_tokenizer('x')", "GUARD_FUNCTION", "fts3_tokenizer" },
		{ "SELECT 1; SELECT 2", "GUARD_MANY", NULL },
		{ "SELECT 1; DELETE FROM household", NULL, NULL },
		{ "SELECT 1; rubbish", "GUARD_MANY", NULL },
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct err e;
		err_clear(&e);
		if (guard_check(s->db, bad[i].sql, &e) == 0)
			fail_msg("passed: %s", bad[i].sql);

		assert_null(guard_query(s->db, bad[i].sql, &e));
		assert_int_equal(e.code, ERR_INVALID);
		assert_non_null(strstr(e.word, "GUARD_"));
		if (bad[i].word)
			assert_string_equal(e.word, bad[i].word);
		if (bad[i].arg)
			assert_string_equal(e.arg[0], bad[i].arg);
	}
}

static void an_endless_one_is_stopped(void **state)
{
	struct scratch *s = *state;
	static const char sql[] =
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?1) SELECT count(*) FROM n";
	struct err e;

	guard_set_steps(1000000);
	struct stmt *q = guard_query(s->db, sql, &e);
	if (!q)
		fail_msg("%s %s", e.word, e.arg[0]);
	stmt_bind(q, "i", (int64_t)-1);
	assert_int_equal(stmt_step(q, &e), -1);
	assert_string_equal(e.word, "GUARD_ENDLESS");
	stmt_done(q);
	/* The next use has all its steps again. */
	for (int i = 0; i < 20; i++) {
		q = guard_query(s->db, sql, &e);
		stmt_bind(q, "i", (int64_t)10000);
		assert_int_equal(stmt_step(q, &e), 1);
		assert_int_equal(stmt_int(q, 0), 10000);
		stmt_done(q);
	}
	/* Ours is not counted. */
	assert_int_equal(db_int(s->db, 0, sql, "i", (int64_t)1000000), 1000000);
	guard_set_steps(0);
}

/* What a guarded SELECT yields is kept outside of any transaction, read by guarded SQL alone under its name, and gone
 * when it is forgotten; what the guard refuses is not kept. */
static void rows_are_kept_and_forgotten(void **state)
{
	struct scratch *s = *state;
	static const char sql[] = "SELECT count(*), min(head_name) FROM temp.once_house WHERE id = 2";
	struct err e;

	scratch_household(s->db, 1, "1", "a");
	scratch_household(s->db, 2, "1", "b");
	for (int i = 0; i < 2; i++) { /* the second takes the place of the first */
		struct stmt *q =
			guard_keep(s->db, "once_house", "SELECT id, head_name FROM household WHERE id >= :least", &e);

		if (!q)
			fail_msg("%s %s", e.word, e.arg[0]);
		stmt_bind_at(q, stmt_parameter(q, ":least"), &(struct value){ .kind = VALUE_INT, .i = 2 - i });
		OK(stmt_step(q, &e), &e);
		stmt_done(q);
		OK(guard_keep_by(s->db, "once_house", "head_name, id", &e), &e);
		assert_int_equal(guard_keep_by(s->db, "once_house", "id); DROP TABLE household; --", &e), -1);
	}
	struct stmt *q = guard_query(s->db, sql, &e);

	assert_int_equal(stmt_step(q, &e), 1);
	assert_int_equal(stmt_int(q, 0), 1);
	assert_string_equal(stmt_text(q, 1), "b");
	stmt_done(q);
	assert_null(guard_keep(s->db, "once_key", "SELECT key, value FROM setting", &e));
	assert_string_equal(e.word, "GUARD_TABLE");
	assert_null(guard_keep(s->db, "once_key", "SELECT 1; DELETE FROM household", &e));
	guard_forget(s->db, "once_house");
	q = guard_query(s->db, sql, &e);
	assert_true(!q || stmt_step(q, &e) == -1);
	stmt_done(q);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM household", ""), 2);
}

static void the_guard_is_up_only_for_its_own(void **state)
{
	struct scratch *s = *state;
	struct err e;
	static const char sql[] = "SELECT head_name FROM household ORDER BY id";

	scratch_household(s->db, 1, "1", "a");
	scratch_household(s->db, 2, "1", "b");
	struct stmt *q = guard_query(s->db, sql, &e);
	assert_int_equal(stmt_step(q, &e), 1);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM setting", ""), 1);
	OK(db_run(s->db, &e, "UPDATE setting SET value = value", ""), &e);
	assert_int_equal(stmt_step(q, &e), 1);
	stmt_done(q);
	/* After a change of the schema it is prepared again, and then a view may no longer smuggle. */
	q = guard_query(s->db, "SELECT * FROM visit_now", &e);
	assert_int_equal(stmt_step(q, &e), 0);
	stmt_done(q);
	OK(db_exec(s->db, "DROP VIEW visit_now; CREATE VIEW visit_now AS SELECT key, value FROM setting", &e), &e);
	q = guard_query(s->db, "SELECT * FROM visit_now", &e);
	assert_int_equal(stmt_step(q, &e), -1);
	stmt_done(q);
}

/* So many steps, and the sum of so many numbers. */
static int counts_to(struct db *db, int64_t most, struct err *e)
{
	struct stmt *q = guard_query(db,
				     "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT "
				     "(SELECT months FROM duty_rule)) SELECT sum(x) FROM c",
				     e);
	int got;

	OK(db_run(db, e, "UPDATE duty_rule SET months = ?1", "i", most), e);
	got = q ? stmt_step(q, e) : -1;
	stmt_done(q);
	return got;
}

/* Steps of a big file grow with it; what never ends is stopped whatever its size. */
static void a_big_file_may_take_longer(void **state)
{
	struct scratch *s = *state;
	const int64_t few = 100000, bytes = 4 << 20;
	struct stmt *q;
	struct err e;

	OK(db_run(s->db, &e, "INSERT INTO duty_rule(id, months, visits) VALUES (1, 1, 1)", ""), &e);
	guard_set_steps(1);
	assert_int_equal(counts_to(s->db, few * 10, &e), -1);
	assert_string_equal(e.word, "GUARD_ENDLESS");
	OK(db_run(s->db, &e, "INSERT INTO note(id, noted_on, content) VALUES (1, '2020', hex(zeroblob(?1)))", "i",
		  bytes / 2),
	   &e);
	assert_int_equal(counts_to(s->db, few * 10, &e), 1);
	q = guard_query(s->db, "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT sum(x) FROM c",
			&e);
	assert_int_equal(stmt_step(q, &e), -1);
	assert_string_equal(e.word, "GUARD_ENDLESS");
	stmt_done(q);
	guard_set_steps(0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, scratch_close)
		T(what_is_let_through),         T(what_is_refused),
		T(an_endless_one_is_stopped),   T(a_big_file_may_take_longer),
		T(rows_are_kept_and_forgotten), T(the_guard_is_up_only_for_its_own),
	};

	return cmocka_run_group_tests_name("store/guard", tests, NULL, NULL);
}

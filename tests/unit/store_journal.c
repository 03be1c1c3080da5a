/* The journal: what the triggers write, from any hand, and that it comes back bit by bit. */
#include "store/scratch.h"

#include "../../src/store/internal.h"

#include <math.h>

static void the_shell_is_journaled(void **state)
{
	struct scratch *s = *state;
	struct change *list;
	struct err e;
	size_t n;

	assert_int_equal(
		scratch_shell(s->path,
			      "BEGIN; INSERT INTO household(id, head_name, months_at_home) VALUES (5, '甲', 1);\n"
			      "UPDATE household SET head_name = '乙\"\\' || char(1) || char(10) || '😀', "
			      "months_at_home = 0.1, note = '' WHERE id = 5;\n"
			      "UPDATE household SET head_name = head_name;\n"
			      "DELETE FROM household; COMMIT;"),
		0);
	OK(journal_of_row(s->db, "household", 5, 0, &list, &n, &e), &e);
	assert_int_equal(n, 4 + 3 + 1); /* the delete: id, head_name, months_at_home, note */
	const struct change *u = &list[4];
	assert_int_equal(u->op, 'U');
	assert_string_equal(u->column, "head_name");
	assert_string_equal(u->before.text, "甲");
	assert_string_equal(u->after.text, "乙\"\\\x01\n😀");
	assert_string_equal(list[5].column, "months_at_home");
	assert_int_equal(list[5].before.kind, VALUE_REAL);
	assert_true(list[5].after.r == 0.1);
	assert_string_equal(list[6].column, "note");
	assert_int_equal(list[6].after.kind, VALUE_TEXT);
	assert_string_equal(list[6].after.text, "");
	assert_int_equal(list[7].op, 'I');
	assert_string_equal(list[7].column, "");
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(list[i].action, "");
		assert_int_equal(list[i].cadre, 0);
		assert_int_equal(list[i].txn, list[i].seq);
		assert_int_equal(strlen(list[i].at), 19);
	}
	change_list_free(&list, n);
	assert_null(list);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM change WHERE txn IS NULL", ""), 3);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM change WHERE json_valid(cols)", ""), 3);
}

static void a_replace_is_a_delete_and_an_insert(void **state)
{
	struct scratch *s = *state;
	static const char sql[] =
		"INSERT OR REPLACE INTO household(id, head_name) VALUES (7, 'b');\n"
		"INSERT OR IGNORE INTO household(id, head_name) VALUES (7, 'c');\n"
		"INSERT INTO household(id, head_name) VALUES (7, 'd') ON CONFLICT(id) DO UPDATE SET head_name = 'e';\n"
		"INSERT INTO household(id, head_name) VALUES (8, 'f');\n"
		"INSERT OR REPLACE INTO extra(id, tbl, row, field, value) VALUES (1, 't', 1, 'f', 'x');\n"
		"INSERT OR REPLACE INTO extra(id, tbl, row, field, value) VALUES (2, 't', 1, 'f', 'y');\n";
	static const char *const ends[] = { "IDIUI", "IDI" };
	struct err e;

	for (int hand = 0; hand < 2; hand++) {
		scratch_household(s->db, 7, "1", "a");
		if (hand == 0)
			assert_int_equal(scratch_shell(s->path, sql), 0);
		else
			OK(db_exec(s->db, sql, &e), &e);
		char *ops = db_text(
			s->db,
			"SELECT group_concat(op, '') FROM (SELECT op FROM change WHERE tbl = 'household' ORDER BY seq)",
			"");
		assert_string_equal(ops + strlen(ops) - 5, ends[0]);
		mem_free(ops);
		ops = db_text(
			s->db,
			"SELECT group_concat(op, '') FROM (SELECT op FROM change WHERE tbl = 'extra' ORDER BY seq)",
			"");
		assert_string_equal(ops + strlen(ops) - 3, ends[1]);
		mem_free(ops);
		assert_int_equal(db_int(s->db, 1, "SELECT count(*) FROM replaced", ""), 0);
		OK(db_exec(s->db, "DELETE FROM household; DELETE FROM extra", &e), &e);
	}
}

static void it_is_append_only(void **state)
{
	struct scratch *s = *state;
	struct err e;
	static const char *const tries[] = {
		"UPDATE change SET at = 'x'",
		"DELETE FROM change",
		"INSERT OR REPLACE INTO change SELECT * FROM change",
		"UPDATE OR REPLACE change SET seq = seq",
		"UPDATE household SET id = 2",
		"UPDATE sqlite_schema SET sql = NULL WHERE name = 'change_keep_d'",
	};

	scratch_household(s->db, 1, "1", "a");
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		assert_int_equal(db_exec(s->db, tries[i], &e), -1);
		if (i < 5)
			assert_int_not_equal(scratch_shell(s->path, tries[i]), 0);
	}
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM change", ""), 1);
}

static void clocks_and_origins(void **state)
{
	struct scratch *s = *state;
	struct err e;

	db_set_cadre(s->db, 42);
	OK(db_begin(s->db, "visit.save", &e), &e);
	for (int i = 1; i <= 50; i++)
		scratch_household(s->db, i, "1", "a");
	OK(db_commit(s->db, &e), &e);
	assert_int_equal(
		db_int(s->db, 0,
		       "SELECT count(*) FROM change WHERE cadre = 42 AND action = 'visit.save' AND txn = 1 AND at = "
		       "'2020-11-23T08:00:00'",
		       ""),
		50);
	assert_int_equal(db_int(s->db, 0,
				"SELECT count(*) FROM change AS a JOIN change AS b ON b.seq = a.seq + 1 WHERE b.clock "
				"<= a.clock",
				""),
			 0);
	/* milliseconds since 1970 in the high bits: after 2020 and before 2200 */
	assert_int_equal(db_int(s->db, 0,
				"SELECT count(*) FROM change WHERE clock >> 16 BETWEEN 1577836800000 AND 7258118400000",
				""),
			 50);
	assert_int_equal(
		db_int(s->db, 0,
		       "SELECT count(*) FROM change WHERE origin = (SELECT value FROM setting WHERE key = 'origin') "
		       "AND origin <> '' AND origin_seq = seq",
		       ""),
		50);
}

static void reals_come_back_bit_by_bit(void **state)
{
	struct scratch *s = *state;
	uint32_t seed = 2463534242u;
	struct err e;
	static const double special[] = {
		0.1,  1e300, -1e-300, 4.9e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1.0 / 3,
		1e22, 1e23,  0,       -17.25,   9007199254740993.0
	};

	scratch_household(s->db, 1, "1", "a");
	for (int i = 0; i < 3000; i++) {
		double r;
		uint64_t bits = (uint64_t)scratch_random(&seed) << 32 | scratch_random(&seed);
		memcpy(&r, &bits, sizeof r);
		if (i < 12)
			r = special[i];
		else if (i == 12 || i == 13)
			r = i == 12 ? (double)INFINITY : -(double)INFINITY;
		else if (i % 2)
			r = (double)(scratch_random(&seed) % 1000000) / 100;
		if (isnan(r))
			continue;
		OK(db_run(s->db, &e, "UPDATE household SET months_at_home = ?1", "r", r), &e);
		char *cols = db_text(s->db, "SELECT cols FROM change ORDER BY seq DESC LIMIT 1", "");
		struct cell_change *cells;
		size_t n;
		assert_int_equal(cols_parse(cols, &cells, &n), 0);
		assert_int_equal(n, 1);
		assert_int_equal(cells[0].after.kind, VALUE_REAL);
		if (memcmp(&cells[0].after.r, &r, sizeof r) != 0)
			fail_msg("%a became %a by %s", r, cells[0].after.r, cols);
		cols_free(cells, n);
		mem_free(cols);
	}
}

static void integers_come_back(void **state)
{
	struct scratch *s = *state;
	struct err e;
	struct value *cells;
	size_t n;
	bool is;

	scratch_household(s->db, INT64_MAX, "1", "a");
	OK(db_run(s->db, &e, "UPDATE household SET person_count = ?1", "i", INT64_MIN), &e);
	int64_t seq = journal_last(s->db);
	OK(db_run(s->db, &e, "UPDATE household SET person_count = ?1", "i", INT64_MAX), &e);
	OK(db_run(s->db, &e, "DELETE FROM household", ""), &e);
	OK(journal_row_at(s->db, "household", INT64_MAX, seq, &cells, &n, &is, &e), &e);
	assert_true(is);
	assert_int_equal(cells[0].i, INT64_MAX);
	size_t columns_n;
	const struct column *c = schema_columns(s->db, "household", &columns_n);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(c[i].name, "person_count") == 0)
			assert_true(cells[i].i == INT64_MIN);
	}
	row_free(cells, n);
	OK(journal_row_at(s->db, "household", INT64_MAX, journal_last(s->db), &cells, &n, &is, &e), &e);
	assert_false(is);
	row_free(cells, n);
	assert_int_equal(journal_row_at(s->db, "nowhere", 1, 1, &cells, &n, &is, &e), -1);
}

static void broken_cols_are_refused(void **state)
{
	static const char *const bad[] = { "",
					   "{",
					   "x",
					   "{\"a\"}",
					   "{\"a\":1}",
					   "{\"a\":[1]}",
					   "{\"a\":[1,2}",
					   "{\"a\":[1,2]",
					   "{\"a\":[1,2]}x",
					   "{\"a\":[\"x,2]}",
					   "{\"a\":[--1,2]}",
					   "{\"a\":[99999999999999999999,2]}",
					   "{\"a\":[\"\\q\",2]}",
					   "{\"a\":[\"\\u12\",2]}",
					   "{,\"a\":[1,2]}",
					   "{\"a\":[tru,2]}" };
	struct cell_change *cells;
	size_t n;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(cols_parse(bad[i], &cells, &n), -1);
	assert_int_equal(cols_parse("{\"a\":[\"\\u0041\\ud83d\\ude00\\n\",-9e999]}", &cells, &n), 0);
	assert_string_equal(cells[0].before.text, "A😀\n");
	assert_true(isinf(cells[0].after.r));
	cols_free(cells, n);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, scratch_close)
		T(the_shell_is_journaled),  T(a_replace_is_a_delete_and_an_insert), T(it_is_append_only),
		T(clocks_and_origins),      T(reals_come_back_bit_by_bit),          T(integers_come_back),
		T(broken_cols_are_refused),
	};

	return cmocka_run_group_tests_name("store/journal", tests, NULL, NULL);
}

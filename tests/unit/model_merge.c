/* Two rows made one and two again: nothing is lost on the way there, and the way back is exact. */
#include "office_fixture.h"

#include "base/buf.h"
#include "base/mem.h"
#include "model/duplicate.h"
#include "model/trace.h"
#include "store/db.h"
#include "store/schema.h"

/* Every cell of every journaled table. */
static char *dump(struct office *o)
{
	size_t n_tables;
	const char *const *tables = schema_tables(o->db, &n_tables);
	struct buf all = BUF_INIT, sql = BUF_INIT;

	for (size_t t = 0; t < n_tables; t++) {
		struct err e = { 0 };

		buf_clear(&sql);
		buf_addf(&sql, "SELECT * FROM %s ORDER BY id", tables[t]);
		struct stmt *s = db_query(o->db, sql.s, &e);
		assert_non_null(s);
		buf_addf(&all, "%s\n", tables[t]);
		while (stmt_step(s, &e) > 0) {
			for (int c = 0; c < stmt_columns(s); c++)
				buf_addf(&all, "%s%s|", stmt_is_null(s, c) ? "NULL" : "=", stmt_text(s, c));
			buf_addc(&all, '\n');
		}
		stmt_done(s);
	}
	buf_release(&sql);
	return buf_detach(&all);
}

static void assert_same(struct office *o, char *before)
{
	char *now = dump(o);

	assert_string_equal(now, before);
	mem_free(now);
}

static int64_t household(struct office *o, const char *head)
{
	return fixture_add(o, "household", "head_name", head, "place_id", fixture_ref(o->village), NULL);
}

static int64_t person(struct office *o, int64_t h, const char *name, const char *id_no, const char *phone)
{
	return fixture_add(o, "person", "household_id", fixture_ref(h), "name", name, "id_no", id_no, "phone", phone,
			   NULL);
}

static void set_own(struct office *o, int64_t id, const char *field, const char *text)
{
	struct record r;
	struct err e = { 0 };

	assert_int_equal(record_load(o, "person", id, &r, &e), 0);
	record_set_custom(&r, field, value_text(text));
	assert_int_equal(record_save(o, &r, RECORD_CHECKED, NULL, &e), 0);
	record_release(&r);
}

static void assert_cell(struct office *o, int64_t id, const char *column, const char *want)
{
	struct record r;
	struct err e = { 0 };

	assert_int_equal(record_load(o, "person", id, &r, &e), 0);
	assert_string_equal(record_text(&r, column), want);
	record_release(&r);
}

static int64_t count(struct office *o, const char *sql, int64_t id)
{
	return db_int(o->db, -1, sql, "i", id);
}

static void everything_of_the_one_is_the_others(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t merge, h = household(o, "张建国");
	int64_t a = person(o, h, "张建国", NULL, NULL);
	int64_t b = person(o, h, "张建国", "99010119560229002X", "13800000001");
	int64_t c = person(o, h, "李秀兰", NULL, NULL);

	fixture_add(o, "enrolment", "person_id", fixture_ref(b), "term", "2020-2", "school", "镇小学", NULL);
	fixture_add(o, "note", "household_id", fixture_ref(h), "noted_on", "2020-01-01", "content", "无关", NULL);
	fixture_add(o, "finding", "person_id", fixture_ref(b), "found_on", "2020-01-01", "content", "缺项", NULL);
	fixture_add(o, "rule_waiver", "rule", "x", "tbl", "person", "row", fixture_ref(b), "reason", "残疾证",
		    "waived_on", "2020-01-01", NULL);
	fixture_add(o, "rule_waiver", "rule", "x", "tbl", "visit", "row", fixture_ref(b), "reason", "别的表",
		    "waived_on", "2020-01-01", NULL);
	set_own(o, a, "both", "甲");
	set_own(o, b, "both", "乙");
	set_own(o, b, "one", "丙");
	assert_int_equal(duplicate_not_same(o, b, c, &e), 0);
	assert_int_equal(person_merge(o, a, b, "重复录入", &merge, &e), 0);

	assert_cell(o, a, "id_no", "99010119560229002X");
	assert_cell(o, a, "phone", "13800000001");
	assert_cell(o, a, "both", "甲");
	assert_cell(o, a, "one", "丙");
	assert_cell(o, b, "deleted_on", FIXTURE_TODAY);
	assert_int_equal(count(o, "SELECT count(*) FROM enrolment WHERE person_id = ?1", a), 1);
	assert_int_equal(count(o, "SELECT count(*) FROM finding WHERE person_id = ?1", a), 1);
	assert_int_equal(count(o, "SELECT count(*) FROM rule_waiver WHERE row = ?1", a), 1);
	assert_int_equal(count(o, "SELECT count(*) FROM rule_waiver WHERE row = ?1 AND tbl = 'visit'", b), 1);
	assert_int_equal(count(o, "SELECT count(*) FROM not_same WHERE ?1 IN (one, other) AND one < other", a), 1);
	assert_int_equal(count(o, "SELECT count(*) FROM merge WHERE gone = ?1 AND tbl = 'person'", b), 1);
}

static void what_kept_has_stays(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t merge, h = household(o, "张建国"), other = household(o, "张老大");
	int64_t a = person(o, h, "张建国", NULL, "13800000001"), b = person(o, other, "章建国", NULL, "13800000002");

	assert_string_equal(fixture_try(o, "person", b, "relation_to_head", "之子", "joined_on", "2019-01-01",
					"joined_reason", "嫁入", "left_on", "2020-01-01", "left_reason", "嫁出",
					"school", "镇小学", NULL),
			    "");
	assert_int_equal(person_merge(o, a, b, NULL, &merge, &e), 0);
	assert_cell(o, a, "name", "张建国");
	assert_cell(o, a, "phone", "13800000001");
	assert_cell(o, a, "school", "镇小学");
	assert_cell(o, a, "relation_to_head", "");
	assert_cell(o, a, "joined_on", "");
	assert_cell(o, a, "left_on", "");
	assert_int_equal(count(o, "SELECT household_id FROM person WHERE id = ?1", a), h);
}

static void the_head_is_named_as_kept(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t merge, h = household(o, "章建国");
	int64_t a = person(o, h, "张建国", "99010119560229002X", NULL), b = person(o, h, "章建国", NULL, NULL);
	char *name;

	assert_int_equal(person_merge(o, a, b, NULL, &merge, &e), 0);
	name = db_text(o->db, "SELECT head_name || head_id_no FROM household WHERE id = ?1", "i", h);
	assert_string_equal(name, "张建国99010119560229002X");
	free(name);
}

static void two_houses_become_one(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t merge, a = household(o, "张建国"), b = household(o, "张建国");
	char *before;

	person(o, a, "张建国", NULL, NULL);
	person(o, b, "李秀兰", NULL, NULL);
	fixture_add(o, "visit", "household_id", fixture_ref(b), "visited_on", "2020-11-01", NULL);
	assert_string_equal(fixture_try(o, "household", b, "phone", "13800000001", NULL), "");
	before = dump(o);
	assert_int_equal(household_merge(o, a, b, NULL, &merge, &e), 0);
	assert_int_equal(count(o, "SELECT count(*) FROM person WHERE household_id = ?1", a), 2);
	assert_int_equal(count(o, "SELECT count(*) FROM visit WHERE household_id = ?1", a), 1);
	assert_int_equal(count(o, "SELECT phone = '13800000001' FROM household WHERE id = ?1", a), 1);
	assert_int_equal(merge_undo(o, merge, &e), 0);
	assert_same(o, before);
	mem_free(before);
}

static void what_cannot_be_merged_is_refused(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t merge, h = household(o, "张建国");
	int64_t a = person(o, h, "张建国", NULL, NULL), b = person(o, h, "张建国", NULL, NULL);
	char *before = dump(o);

	assert_int_equal(person_merge(o, a, a, NULL, &merge, &e), -1);
	assert_string_equal(e.word, "MERGE_SAME");
	assert_int_equal(person_merge(o, a, 12345, NULL, &merge, &e), -1);
	assert_string_equal(e.word, "MERGE_GONE");
	assert_int_equal(person_unmerge(o, 12345, &e), -1);
	assert_string_equal(e.word, "MERGE_GONE");
	assert_same(o, before);
	assert_int_equal(person_merge(o, a, b, NULL, &merge, &e), 0);
	assert_int_equal(person_merge(o, a, b, NULL, &merge, &e), -1);
	assert_string_equal(e.word, "MERGE_GONE");
	mem_free(before);
}

static void a_later_change_keeps_it_merged(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t merge, h = household(o, "张建国");
	int64_t a = person(o, h, "张建国", NULL, NULL), b = person(o, h, "张建国", NULL, "13800000001");
	char *before;

	assert_int_equal(person_merge(o, a, b, NULL, &merge, &e), 0);
	/* another cell of it does not matter, and stays */
	assert_string_equal(fixture_try(o, "person", a, "school", "镇小学", NULL), "");
	assert_int_equal(person_unmerge(o, merge, &e), 0);
	assert_cell(o, a, "school", "镇小学");
	assert_cell(o, a, "phone", "");
	assert_int_equal(person_unmerge(o, merge, &e), -1);
	assert_string_equal(e.word, "UNDO_DONE");
	assert_int_equal(person_merge(o, a, b, NULL, &merge, &e), 0);
	assert_string_equal(fixture_try(o, "person", a, "phone", "13800000009", NULL), "");
	before = dump(o);
	assert_int_equal(person_unmerge(o, merge, &e), -1);
	assert_string_equal(e.word, "UNDO_CHANGED");
	assert_same(o, before);
	mem_free(before);
}

static uint64_t dice;

static unsigned roll(unsigned most)
{
	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(dice >> 33) % most;
}

/* A value for any column: a person or household that is there, a text, a number or nothing. */
static void roll_cell(struct buf *values, const struct column *c, const int64_t *persons, const int64_t *households,
		      size_t n)
{
	if (strcmp(c->refers, "person") == 0)
		buf_addf(values, "%lld", (long long)persons[roll((unsigned)n)]);
	else if (strcmp(c->refers, "household") == 0)
		buf_addf(values, "%lld", (long long)households[roll((unsigned)n)]);
	else if (strcmp(c->name, "tbl") == 0 || strcmp(c->name, "rule_tbl") == 0)
		buf_adds(values, roll(2) ? "'person'" : "'visit'");
	else if (strcmp(c->name, "row") == 0 || strcmp(c->name, "rule_row") == 0)
		buf_addf(values, "%lld", (long long)persons[roll((unsigned)n)]);
	else if (c->refers[0] || strcmp(c->name, "deleted_on") == 0 || (!c->not_null && roll(2)))
		buf_adds(values, "NULL");
	else
		buf_addf(values, c->type == 'T' ? "'%u'" : "%u", roll(50));
}

static void roll_row(struct office *o, const char *table, int64_t id, const int64_t *persons, const int64_t *households,
		     size_t n)
{
	size_t n_columns;
	const struct column *c = schema_columns(o->db, table, &n_columns);
	struct buf sql = BUF_INIT;

	buf_addf(&sql, "INSERT OR IGNORE INTO %s VALUES (%lld", table, (long long)id);
	for (size_t i = 1; i < n_columns; i++) {
		buf_adds(&sql, ", ");
		roll_cell(&sql, &c[i], persons, households, n);
	}
	buf_adds(&sql, ")");
	assert_int_equal(db_run(o->db, NULL, sql.s, ""), 0);
	buf_release(&sql);
}

/* Tables whose rows must have what this test does not make (a campaign's task, a finding's notice) are left out. */
static bool can_stand_alone(struct office *o, const char *table)
{
	size_t n;
	const struct column *c = schema_columns(o->db, table, &n);

	for (size_t i = 0; i < n; i++)
		if (c[i].not_null && c[i].refers[0] && strcmp(c[i].refers, "person") != 0 &&
		    strcmp(c[i].refers, "household") != 0)
			return false;
	return true;
}

#define ALL 6

static void roll_all(struct office *o, int64_t *persons, int64_t *households)
{
	size_t n_tables;
	const char *const *tables = schema_tables(o->db, &n_tables);
	int64_t id = 100;

	assert_int_equal(db_begin(o->db, "test", NULL), 0);
	for (int i = 0; i < ALL; i++)
		roll_row(o, "household", households[i] = id++, persons, households, ALL);
	for (int i = 0; i < ALL; i++)
		roll_row(o, "person", persons[i] = id++, persons, households, ALL);
	for (size_t t = 0; t < n_tables; t++)
		for (int i = 0; can_stand_alone(o, tables[t]) && i < ALL; i++)
			roll_row(o, tables[t], id++, persons, households, ALL);
	assert_int_equal(db_commit(o->db, NULL), 0);
}

/* Merges of any two, one upon the other, and back in reverse. */
static void there_and_back_is_the_identity(void **state)
{
	int64_t persons[ALL], households[ALL], merges[ALL];
	char *before[ALL];

	for (unsigned round = 0; round < 12; round++) {
		struct office *o = *state;
		struct err e = { 0 };
		int n = 0;

		dice = round + 1;
		roll_all(o, persons, households);
		for (int i = 0; i + 1 < ALL; i++) {
			int64_t *of = roll(3) ? persons : households;

			before[n] = dump(o);
			if ((of == persons ? person_merge : household_merge)(o, of[i + 1], of[i], "x", &merges[n],
									     &e) == 0)
				n++;
			else
				mem_free(before[n]);
		}
		assert_true(n > 0);
		while (n-- > 0) {
			if (person_unmerge(o, merges[n], &e) < 0)
				fail_msg("round %u: %s %s %s", round, e.word, e.arg[0], e.arg[1]);
			assert_same(o, before[n]);
			mem_free(before[n]);
		}
		assert_int_equal(fixture_close(state), 0);
		assert_int_equal(fixture_open(state), 0);
	}
}

/* What is asked before, and what stands in the list after. */
static void told_before_and_after(void **state)
{
	struct office *o = *state;
	struct merge_move *move = NULL;
	struct merge_told *told = NULL;
	size_t n;
	struct err e = { 0 };
	int64_t kept = person(o, household(o, "张建国"), "张小明", NULL, NULL);
	int64_t gone = person(o, household(o, "王秀英"), "张晓明", NULL, NULL), merged;

	assert_int_equal(merge_moves(o, "person", gone, &move, &n, &e), 0);
	assert_int_equal(n, 0);
	free(move);
	for (int i = 0; i < 2; i++)
		fixture_add(o, "enrolment", "person_id", fixture_ref(gone), "term", i ? "2020-1" : "2019-2", NULL);
	fixture_add(o, "enrolment", "person_id", fixture_ref(kept), "term", "2020-1", NULL);
	assert_int_equal(merge_moves(o, "person", gone, &move, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_string_equal(move[0].table, "enrolment");
	assert_int_equal(move[0].count, 2);
	free(move);
	assert_int_equal(merge_list(o, &told, &n, &e), 0);
	assert_int_equal(n, 0);
	free(told);
	assert_int_equal(person_merge(o, kept, gone, "name_village", &merged, &e), 0);
	assert_int_equal(merge_list(o, &told, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_true(told[0].id == merged && told[0].kept == kept && told[0].gone == gone);
	assert_string_equal(told[0].name[0], "张小明");
	assert_string_equal(told[0].name[1], "张晓明");
	assert_string_equal(told[0].head, "张建国");
	assert_string_equal(told[0].reason, "name_village");
	free(told);
	assert_int_equal(merge_undo(o, merged, &e), 0);
	assert_int_equal(merge_list(o, &told, &n, &e), 0);
	assert_int_equal(n, 0);
	free(told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(everything_of_the_one_is_the_others, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(what_kept_has_stays, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(the_head_is_named_as_kept, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(two_houses_become_one, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(what_cannot_be_merged_is_refused, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_later_change_keeps_it_merged, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(told_before_and_after, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(there_and_back_is_the_identity, fixture_open, fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

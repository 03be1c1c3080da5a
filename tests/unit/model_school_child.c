/* Proves that what the reports count of children at school (view school_child) is what the ledgers show, child by child
 * over random facts whose days lie before and after today, for terms past, running and to come; and that the ledgers
 * read in one pass are those read one by one. */
#include "office_fixture.h"

#include "model/dropout.h"
#include "store/db.h"

static struct err e;

static int open_school(void **state)
{
	static const char *const roles[][2] = {
		{ "attendance_mode.home", "送教上门" },      { "away_reason.home", "因残送教上门" },
		{ "away_reason.sick", "因病休学" },          { "away_reason.elsewhere", "外地就读" },
		{ "away_reason.graduated", "已毕业未升学" }, { "school_stage.junior", "初中" },
		{ "household_type.ordinary", "一般农户" },
	};

	if (fixture_open(state) < 0)
		return -1;
	office_set_threshold(*state, "school_age_from", 6);
	office_set_threshold(*state, "school_age_to", 16);
	office_set_threshold(*state, "school_day", 901);
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		office_set_role(*state, roles[i][0], roles[i][1]);
	return 0;
}

static unsigned chance(unsigned n)
{
	static uint64_t seed = 11;

	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* Straight into the tables: a day to come is refused by the forms and comes by other ways. */
static void plant(struct office *o, const char *sql, int64_t person, const char *a, const char *b, const char *c)
{
	static int64_t id = 900000;

	assert_int_equal(db_run(o->db, &e, sql, "iisss", ++id, person, a, b, c), 0);
}

static const char *any_day(void)
{
	static const char *const days[] = { NULL,         "2019-10-01", "2020-03-01", "2020-09",   "2020-10-20",
					    "2020-11-24", "2020-12-15", "2021-01",    "2021-03-01" };

	return days[chance(sizeof(days) / sizeof(days[0]))];
}

static const char *const terms[] = { "2019-2", "2020-1", "2020-2", "2021-1" };
enum { TERMS = sizeof(terms) / sizeof(terms[0]), CHILDREN = 250 };

static void make(struct office *o)
{
	static const char *const births[] = { "2014-09-02", "2014-09-01", "2009-05-05", "2004-09-02", "2004-09-01" };
	static const char *const away[] = { NULL,       NULL,           NULL,           "因病休学",
					    "外地就读", "已毕业未升学", "因残送教上门", "务工" };
	static const char *const file[] = { "suspected", "dropout", "returned", "explained" };
	int64_t house = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), NULL);
	int64_t child = fixture_add(o, "person", "household_id", fixture_ref(house), "name", "张小明", "birth",
				    births[chance(5)], NULL);
	const char *day;

	for (size_t t = 0; t < TERMS; t++)
		if (chance(3))
			fixture_add(o, "enrolment", "person_id", fixture_ref(child), "term", terms[t], "school",
				    "镇小学", "school_stage", chance(2) ? "初中" : "小学", "attendance_mode",
				    chance(9) ? "走读" : "送教上门", "away_reason", away[chance(8)], NULL);
	if (chance(5) == 0)
		plant(o,
		      "INSERT INTO lesson_plan (id, person_id, school_year, started_on, ended_on)"
		      " VALUES (?1, ?2, ?3, ?4, ?5)",
		      child, chance(2) ? "2020" : "2019", any_day(), any_day());
	for (unsigned n = chance(4); n > 1; n--)
		if ((day = any_day()) && strlen(day) == 10)
			plant(o,
			      "INSERT INTO dropout (id, person_id, found_on, state, returned_on)"
			      " VALUES (?1, ?2, ?3, ?4, ?5)",
			      child, day, file[chance(4)], any_day());
	if (chance(6) == 0)
		plant(o, "UPDATE person SET left_on = ?3 WHERE id = ?2 AND ?1 AND ?4 IS NULL AND ?5 IS NULL", child,
		      any_day(), NULL, NULL);
	if (chance(9) == 0)
		plant(o,
		      "UPDATE household SET removed_on = ?3 WHERE id = (SELECT household_id FROM person WHERE id ="
		      " ?2) AND ?1 AND ?4 IS NULL AND ?5 IS NULL",
		      child, any_day(), NULL, NULL);
}

static int classed(struct office *o, const char *term, const char *class)
{
	return (int)db_int(o->db, -1, "SELECT count(*) FROM school_child WHERE term = ?1 AND class = ?2", "ss", term,
			   class);
}

static void no_other_child(struct office *o, const char *term, const struct dropout_rows *of_age)
{
	for (size_t i = 0; i < of_age->n; i++)
		assert_int_equal(db_int(o->db, -1,
					"SELECT class = 'out' FROM school_child WHERE term = ?1 AND person_id = ?2"
					" AND class <> 'explained'",
					"si", term, of_age->row[i].person),
				 of_age->row[i].out);
}

static void reports_count_what_the_ledgers_show(void **state)
{
	struct office *o = *state;
	int out = 0;

	for (int i = 0; i < CHILDREN; i++)
		make(o);
	for (size_t t = 0; t < TERMS; t++) {
		struct retention r;
		struct dropout_rows ledger[LEDGERS];

		assert_int_equal(dropout_ledgers(o, terms[t], &r, ledger, &e), 0);
		assert_int_equal(classed(o, terms[t], "enrolled"), r.enrolled);
		assert_int_equal(classed(o, terms[t], "taught"), r.taught_at_home);
		assert_int_equal(classed(o, terms[t], "explained"), r.explained);
		assert_int_equal(classed(o, terms[t], "out"), r.out);
		no_other_child(o, terms[t], &ledger[LEDGER_OF_AGE]);
		assert_true(r.enrolled > 0 && r.taught_at_home > 0 && r.explained > 0);
		out += r.out;
		dropout_ledgers_release(ledger);
	}
	assert_true(out > TERMS);
}

static void one_pass_is_all_of_them(void **state)
{
	struct office *o = *state;
	struct dropout_rows ledger[LEDGERS];
	struct retention r, alone;

	for (int i = 0; i < 60; i++)
		make(o);
	assert_int_equal(dropout_ledgers(o, "2020-2", &r, ledger, &e), 0);
	assert_int_equal(dropout_retention(o, "2020-2", &alone, &e), 0);
	assert_memory_equal(&r, &alone, sizeof(r));
	for (int l = 0; l < LEDGERS; l++) {
		struct dropout_row *row;
		size_t n;

		assert_int_equal(dropout_ledger(o, "2020-2", (enum dropout_ledger)l, &row, &n, &e), 0);
		assert_int_equal(n, ledger[l].n);
		assert_int_equal(n, r.rows[l]);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(row[i].person, ledger[l].row[i].person);
		free(row);
	}
	dropout_ledgers_release(ledger);
	assert_int_equal(dropout_ledgers(o, "2020", &r, ledger, &e), -1);
	assert_string_equal(e.word, "TERM_BAD");
	assert_null(ledger[0].row);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reports_count_what_the_ledgers_show, open_school, fixture_close),
		cmocka_unit_test_setup_teardown(one_pass_is_all_of_them, open_school, fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Steps of a monitoring case with their deadlines, and the five exit indicators, by tables of cases. */
#include "office_fixture.h"

#include "model/monitoring.h"
#include "store/db.h"

static int open_with_limits(void **state)
{
	static const struct {
		const char *key;
		double value;
	} limits[] = { { "identify_days", 15 }, { "posting_days", 5 },   { "clear_posting_days", 7 },
		       { "stable_months", 6 },  { "income_line", 4000 }, { "school_age_from", 6 },
		       { "school_age_to", 16 }, { "school_day", 901 } };

	if (fixture_open(state) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		office_set_threshold(*state, limits[i].key, limits[i].value);
	office_set_role(*state, "danger_level.a", "A级");
	office_set_role(*state, "danger_level.b", "B级");
	office_set_role(*state, "danger_level.c", "C级");
	office_set_role(*state, "danger_level.d", "D级");
	office_set_role(*state, "dropout_reason.ill", "因病");
	office_set_role(*state, "dropout_reason.disabled", "因残");
	return 0;
}

static int64_t household(struct office *o)
{
	return fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), NULL);
}

/* Sets cells "column=value" separated by blanks, around the rules: what is wrong may have come from elsewhere. */
static void set_cells(struct office *o, const char *table, int64_t id, const char *cells)
{
	char text[600], sql[128];

	snprintf(text, sizeof(text), "%s", cells);
	for (char *save = NULL, *c = strtok_r(text, " ", &save); c; c = strtok_r(NULL, " ", &save)) {
		char *value = strchr(c, '=');

		*value++ = '\0';
		snprintf(sql, sizeof(sql), "UPDATE %s SET %s = ?1 WHERE id = ?2", table, c);
		assert_int_equal(db_run(o->db, NULL, sql, "si", *value ? value : NULL, id), 0);
	}
}

static const char sound[] =
	"clue_on=2020-01-01 home_checked_on=2020-01-02 authorised_on=2020-01-02 compared_on=2020-01-05 "
	"assessed_on=2020-01-06 posted_on=2020-01-07 posted_to=2020-01-11 town_on=2020-01-12 county_on=2020-01-16 "
	"clear_checked_on=2020-07-16 clear_assessed_on=2020-07-17 clear_posted_on=2020-07-18 "
	"clear_posted_to=2020-07-24 "
	"clear_town_on=2020-07-25 cleared_on=2020-07-26 income_after=900000 school_after=0 housing_after=0 "
	"water_after=0 medical_after=0";

#define CLUE "clue_on=2020-11-10 "

static void a_case_is_told_step_by_step(void **state)
{
	static const struct {
		bool sound; /* what follows is changed in a case without fault */
		const char *cells, *column;
		enum step_state state;
		const char *due_on, *word;
	} table[] = {
		{ true, "", "clue_on", STEP_DONE, "", "" },
		{ true, "", "posted_on", STEP_DONE, "2020-01-16", "" },
		{ true, "", "county_on", STEP_DONE, "2020-01-16", "" },
		{ true, "", "cleared_on", STEP_DONE, "2020-07-16", "" },
		{ true, "county_on=2020-01-17", "county_on", STEP_WRONG, "2020-01-16", "identify_late" },
		{ true, "compared_on=2020-01-01", "compared_on", STEP_WRONG, "2020-01-16", "order" },
		{ true, "compared_on=2020-01", "compared_on", STEP_DONE, "2020-01-16", "" },
		{ true, "compared_on=", "compared_on", STEP_WRONG, "2020-01-16", "skipped" },
		{ true, "compared_on=", "assessed_on", STEP_DONE, "2020-01-16", "" },
		{ true, "posted_to=2020-01-10", "posted_on", STEP_WRONG, "2020-01-16", "posting_short" },
		{ true, "posted_to=2020-01-06", "posted_on", STEP_WRONG, "2020-01-16", "order" },
		{ true, "posted_to=", "posted_on", STEP_WRONG, "2020-01-16", "posting_open" },
		{ true, "town_on=2020-01-10", "town_on", STEP_WRONG, "2020-01-16", "order" },
		{ true, "clear_posted_to=2020-07-23", "clear_posted_on", STEP_WRONG, "2020-07-16", "posting_short" },
		{ true, "cleared_on=2020-07-20", "cleared_on", STEP_WRONG, "2020-07-16", "order" },
		{ true,
		  "clear_checked_on=2020-06-01 clear_assessed_on=2020-06-02 clear_posted_on=2020-06-03 "
		  "clear_posted_to=2020-06-10 clear_town_on=2020-06-11 cleared_on=2020-07-15",
		  "cleared_on", STEP_WRONG, "2020-07-16", "clear_early" },
		{ true, "no_labour=1", "cleared_on", STEP_WRONG, "2020-07-16", "clear_no_labour" },
		{ true, "income_after=", "cleared_on", STEP_WRONG, "2020-07-16", "after_blank" },
		{ true, "water_after=", "cleared_on", STEP_WRONG, "2020-07-16", "after_blank" },
		{ true, "water_after=1", "cleared_on", STEP_WRONG, "2020-07-16", "after_unsolved" },
		{ true, "cleared_on=2020-11-24", "cleared_on", STEP_WRONG, "2020-07-16", "future" },
		{ true, "returned_on=2020-09-01", "returned_on", STEP_DONE, "", "" },
		{ true, "returned_on=2020-07-01", "returned_on", STEP_WRONG, "", "order" },
		{ false, CLUE, "home_checked_on", STEP_NEXT, "2020-11-25", "" },
		{ false, CLUE, "authorised_on", STEP_WAITS, "2020-11-25", "" },
		{ false, CLUE, "county_on", STEP_WAITS, "2020-11-25", "" },
		{ false, CLUE, "clear_checked_on", STEP_WAITS, "", "" },
		{ false, "clue_on=2020-11-08", "home_checked_on", STEP_NEXT, "2020-11-23", "" },
		{ false, "clue_on=2020-11-07", "home_checked_on", STEP_LATE, "2020-11-22", "identify_due" },
		{ false, CLUE "home_checked_on=2020-11-12 posted_on=2020-11-20", "posted_on", STEP_DONE, "2020-11-25",
		  "" },
		{ false, CLUE "home_checked_on=2020-11-12 posted_on=2020-11-20", "town_on", STEP_NEXT, "2020-11-25",
		  "" },
	};
	struct office *o = *state;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int64_t id = fixture_add(o, "monitoring_case", "household_id", fixture_ref(household(o)), "clue_on",
					 "2020-01-01", NULL);
		const struct step *found = NULL;
		struct step *list;
		struct err e = { 0 };
		size_t n;

		set_cells(o, "monitoring_case", id, table[i].sound ? sound : "");
		set_cells(o, "monitoring_case", id, table[i].cells);
		assert_int_equal(monitoring_steps(o, id, &list, &n, &e), 0);
		for (size_t k = 0; k < n; k++)
			if (strcmp(list[k].column, table[i].column) == 0)
				found = &list[k];
		if (!found || found->state != table[i].state || strcmp(found->due_on, table[i].due_on) != 0 ||
		    strcmp(found->word, table[i].word) != 0)
			fail_msg("row %zu: %s is %d, due %s, %s", i, table[i].column, found ? (int)found->state : -1,
				 found ? found->due_on : "", found ? found->word : "");
		free(list);
	}
}

static void clearing_waits_for_its_time(void **state)
{
	static const struct {
		const char *cells;
		enum step_state state;
	} table[] = {
		{ "county_on=2020-05-23", STEP_NEXT },
		{ "county_on=2020-05-24", STEP_WAITS },
		{ "county_on=2020-05-23 no_labour=1", STEP_WAITS },
	};
	struct office *o = *state;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int64_t id = fixture_add(o, "monitoring_case", "household_id", fixture_ref(household(o)), "clue_on",
					 "2020-05-10", NULL);
		struct step *list;
		struct err e = { 0 };
		size_t n;

		set_cells(o, "monitoring_case", id,
			  "home_checked_on=2020-05-11 authorised_on=2020-05-11 compared_on=2020-05-12 "
			  "assessed_on=2020-05-13 posted_on=2020-05-14 posted_to=2020-05-18 town_on=2020-05-19");
		set_cells(o, "monitoring_case", id, table[i].cells);
		assert_int_equal(monitoring_steps(o, id, &list, &n, &e), 0);
		assert_string_equal(list[8].column, "clear_checked_on");
		assert_int_equal(list[8].state, table[i].state);
		assert_int_equal(list[9].state, STEP_WAITS);
		free(list);
	}
}

static void the_newest_case_is_the_households(void **state)
{
	struct office *o = *state;
	struct step *list;
	struct err e = { 0 };
	size_t n;
	int64_t h = household(o);

	assert_int_equal(monitoring_of(o, h), 0);
	int64_t a = fixture_add(o, "monitoring_case", "household_id", fixture_ref(h), "clue_on", "2020-01-01", NULL);
	int64_t b = fixture_add(o, "monitoring_case", "household_id", fixture_ref(h), "clue_on", "2020-03-01", NULL);
	assert_int_equal(monitoring_of(o, h), b);
	assert_int_equal(record_bin(o, "monitoring_case", b, &e), 0);
	assert_int_equal(monitoring_of(o, h), a);
	assert_int_equal(monitoring_steps(o, 12345, &list, &n, &e), -1);
	assert_string_equal(e.word, "RECORD_GONE");
}

static const char good_year[] =
	"person_count=2 wage_income=1000000 business_expense=200000 water_safe=1 water_difficult=0 danger_house=0";

static void each_indicator_follows_from_facts(void **state)
{
	static const struct {
		const char *year, *child; /* changed in a household that meets all five */
		enum indicator what;
		enum indicator_state state;
		int points;
		const char *column, *why;
	} table[] = {
		{ "", "", INDICATOR_INCOME, INDICATOR_MET, 100, "wage_income", "4000.00 / 4000" },
		{ "business_expense=200002", "", INDICATOR_INCOME, INDICATOR_UNMET, 80, "wage_income",
		  "3999.99 / 4000" },
		{ "wage_income= business_expense=", "", INDICATOR_INCOME, INDICATOR_UNKNOWN, 80, "wage_income", "" },
		{ "person_count=", "", INDICATOR_INCOME, INDICATOR_UNKNOWN, 80, "person_count", "" },
		{ "", "", INDICATOR_WATER, INDICATOR_MET, 100, "water_safe", "1" },
		{ "water_safe=0", "", INDICATOR_WATER, INDICATOR_UNMET, 80, "water_safe", "0" },
		{ "water_difficult=1", "", INDICATOR_WATER, INDICATOR_UNMET, 80, "water_difficult", "1" },
		{ "water_difficult=", "", INDICATOR_WATER, INDICATOR_UNKNOWN, 80, "water_difficult", "" },
		{ "", "", INDICATOR_HOUSING, INDICATOR_MET, 100, "danger_house", "0" },
		{ "house_danger_level=C级", "", INDICATOR_HOUSING, INDICATOR_UNMET, 80, "house_danger_level", "C级" },
		{ "danger_house=1 house_danger_level=A级", "", INDICATOR_HOUSING, INDICATOR_UNMET, 80, "danger_house",
		  "1" },
		{ "danger_house= house_danger_level=B级", "", INDICATOR_HOUSING, INDICATOR_MET, 100,
		  "house_danger_level", "B级" },
		{ "danger_house=", "", INDICATOR_HOUSING, INDICATOR_UNKNOWN, 80, "danger_house", "" },
		{ "", "", INDICATOR_SCHOOL, INDICATOR_MET, 100, "school_status", "" },
		{ "", "school_status=", INDICATOR_SCHOOL, INDICATOR_UNKNOWN, 80, "school_status", "张小明" },
		{ "", "school_status= dropout_reason=厌学", INDICATOR_SCHOOL, INDICATOR_UNMET, 80, "school_status",
		  "张小明" },
		{ "", "school_status= dropout_reason=因残", INDICATOR_SCHOOL, INDICATOR_MET, 100, "school_status", "" },
		{ "", "school_status= birth=2004-09-01", INDICATOR_SCHOOL, INDICATOR_MET, 100, "school_status", "" },
		{ "", "school_status= birth=2004-09-02", INDICATOR_SCHOOL, INDICATOR_UNKNOWN, 80, "school_status",
		  "张小明" },
		{ "", "school_status= birth=2014-09-02", INDICATOR_SCHOOL, INDICATOR_MET, 100, "school_status", "" },
		{ "", "school_status= left_on=2020-03-01", INDICATOR_SCHOOL, INDICATOR_MET, 100, "school_status", "" },
		{ "", "", INDICATOR_MEDICAL, INDICATOR_MET, 100, "resident_medical_ins", "" },
		{ "", "resident_medical_ins=0 employee_medical_ins=0", INDICATOR_MEDICAL, INDICATOR_UNMET, 80,
		  "resident_medical_ins", "张小明" },
		{ "", "resident_medical_ins=0 employee_medical_ins=1", INDICATOR_MEDICAL, INDICATOR_MET, 100,
		  "resident_medical_ins", "" },
		{ "", "resident_medical_ins=", INDICATOR_MEDICAL, INDICATOR_UNKNOWN, 80, "resident_medical_ins",
		  "张小明" },
	};
	struct office *o = *state;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int64_t h = household(o);
		int64_t year = fixture_add(o, "household_year", "household_id", fixture_ref(h), "year", "2020", NULL);
		int64_t head = fixture_add(o, "person", "household_id", fixture_ref(h), "name", "张建国", NULL);
		int64_t child = fixture_add(o, "person", "household_id", fixture_ref(h), "name", "张小明", NULL);
		struct indicators got;
		struct err e = { 0 };

		set_cells(o, "household_year", year, good_year);
		set_cells(o, "household_year", year, table[i].year);
		set_cells(o, "person", head, "birth=1970-01-01 resident_medical_ins=1");
		set_cells(o, "person", child, "birth=2010-01-01 resident_medical_ins=1 school_status=小学");
		set_cells(o, "person", child, table[i].child);
		assert_int_equal(indicators_of(o, h, "2020", &got, &e), 0);
		enum indicator k = table[i].what;
		if (got.state[k] != table[i].state || got.points != table[i].points ||
		    strcmp(got.column[k], table[i].column) != 0 || strcmp(got.why[k], table[i].why) != 0)
			fail_msg("row %zu: %d, %d points, %s, %s", i, (int)got.state[k], got.points, got.column[k],
				 got.why[k]);
		assert_int_equal(got.row[k], k < INDICATOR_SCHOOL ? year : *table[i].why ? child : 0);
	}
}

static void nothing_known_is_not_nothing_met(void **state)
{
	struct office *o = *state;
	struct indicators got;
	struct err e = { 0 };
	int64_t h = household(o);

	assert_int_equal(indicators_of(o, h, "2020", &got, &e), 0);
	for (int i = 0; i < INDICATOR_COUNT; i++)
		assert_int_equal(got.state[i], INDICATOR_UNKNOWN);
	assert_int_equal(got.points, 0);
}

static void an_enrolment_of_the_year_is_schooling(void **state)
{
	struct office *o = *state;
	struct indicators got;
	struct err e = { 0 };
	int64_t h = household(o);
	int64_t child =
		fixture_add(o, "person", "household_id", fixture_ref(h), "name", "张小明", "birth", "2010-01-01", NULL);

	fixture_add(o, "enrolment", "person_id", fixture_ref(child), "term", "2019-2", "school", "镇小学", NULL);
	assert_int_equal(indicators_of(o, h, "2020", &got, &e), 0);
	assert_int_equal(got.state[INDICATOR_SCHOOL], INDICATOR_UNKNOWN);
	assert_int_equal(indicators_of(o, h, "2019", &got, &e), 0);
	assert_int_equal(got.state[INDICATOR_SCHOOL], INDICATOR_MET);
}

/* Where the place says so, all expenses are taken off, and the indicator looks at what is left. */
static void the_base_is_a_limit(void **state)
{
	struct office *o = *state;
	struct indicators all;
	struct err e = { 0 };
	int64_t house = household(o), year;

	year = fixture_add(o, "household_year", "household_id", fixture_ref(house), "year", "2020", NULL);
	set_cells(o, "household_year", year, "person_count=1 wage_income=500000 other_expense=200000");
	for (int base = 0; base < 2; base++) {
		office_set_threshold(o, "net_base", base);
		assert_int_equal(indicators_of(o, house, "2020", &all, &e), 0);
		assert_int_equal(all.state[INDICATOR_INCOME], base ? INDICATOR_UNMET : INDICATOR_MET);
		assert_string_equal(all.why[INDICATOR_INCOME], base ? "3000.00 / 4000" : "5000.00 / 4000");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_case_is_told_step_by_step, open_with_limits, fixture_close),
		cmocka_unit_test_setup_teardown(clearing_waits_for_its_time, open_with_limits, fixture_close),
		cmocka_unit_test_setup_teardown(the_newest_case_is_the_households, open_with_limits, fixture_close),
		cmocka_unit_test_setup_teardown(each_indicator_follows_from_facts, open_with_limits, fixture_close),
		cmocka_unit_test_setup_teardown(nothing_known_is_not_nothing_met, open_with_limits, fixture_close),
		cmocka_unit_test_setup_teardown(the_base_is_a_limit, open_with_limits, fixture_close),
		cmocka_unit_test_setup_teardown(an_enrolment_of_the_year_is_schooling, open_with_limits, fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

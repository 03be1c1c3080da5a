/* What may be saved and what may not, whoever writes it. Each test shows a row that passes beside the one that does
 * not. */
#include "office_fixture.h"

#include "store/db.h"

static int64_t household(struct office *o)
{
	return fixture_add(o, "household", "place_id", fixture_ref(o->village), NULL);
}

static char *cell(struct office *o, const char *table, int64_t id, const char *column)
{
	struct record r;
	struct err e = { 0 };
	char *text;

	assert_int_equal(record_load(o, table, id, &r, &e), 0);
	text = strdup(record_text(&r, column));
	record_release(&r);
	return text;
}

static void assert_cell(struct office *o, const char *table, int64_t id, const char *column, const char *want)
{
	char *text = cell(o, table, id, column);

	assert_string_equal(text, want);
	free(text);
}

static void names_are_not_blank(void **state)
{
	struct office *o = *state;
	int64_t h = household(o);

	assert_string_equal(fixture_try(o, "cadre", 0, "name", "　", NULL), "NAME_BLANK");
	assert_string_equal(fixture_try(o, "unit", 0, "phone", "x", NULL), "NAME_BLANK");
	assert_string_equal(fixture_try(o, "place", 0, "level", "行政村", NULL), "NAME_BLANK");
	assert_string_equal(fixture_try(o, "person", 0, "household_id", fixture_ref(h), NULL), "NAME_BLANK");
	assert_string_equal(fixture_try(o, "cadre", 0, "name", "王芳", NULL), "");
}

static void names_are_no_numbers(void **state)
{
	struct office *o = *state;
	int64_t h = household(o);
	static const char *const numbers[] = { "5", "990101195602290021", "99010119560229002X", "13800000001",
					       "138 0000-0001" };

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		assert_string_equal(
			fixture_try(o, "person", 0, "household_id", fixture_ref(h), "name", numbers[i], NULL),
			"NAME_DIGITS");
		assert_string_equal(fixture_try(o, "household", h, "head_name", numbers[i], NULL), "NAME_DIGITS");
		assert_string_equal(fixture_try(o, "cadre", 0, "name", numbers[i], NULL), "NAME_DIGITS");
	}
	assert_string_equal(fixture_try(o, "person", 0, "household_id", fixture_ref(h), "name", "王芳2", NULL), "");
	assert_string_equal(fixture_try(o, "household", h, "head_name", "X", NULL), "");
	assert_string_equal(fixture_try(o, "unit", 0, "name", "110", NULL), "");
	/* What came in before may be corrected elsewhere first. */
	assert_int_equal(db_exec(o->db, "UPDATE household SET head_name = '7'", NULL), 0);
	assert_string_equal(fixture_try(o, "household", h, "phone", "13800000001", NULL), "");
}

static void a_household_has_the_day_it_came(void **state)
{
	struct office *o = *state;
	int64_t h = household(o), early;

	assert_cell(o, "household", h, "entered_on", FIXTURE_TODAY);
	early = fixture_add(o, "household", "place_id", fixture_ref(o->village), "entered_on", "2014", NULL);
	assert_cell(o, "household", early, "entered_on", "2014");
	assert_string_equal(fixture_try(o, "household", h, "entered_on", "2020-11-24", NULL), "DATE_FUTURE");
	assert_int_equal(db_exec(o->db, "UPDATE household SET entered_on = NULL", NULL), 0);
	assert_string_equal(fixture_try(o, "household", h, "phone", "13800000001", NULL), "");
	assert_cell(o, "household", h, "entered_on", ""); /* only when it is new */
}

static void healthy_stands_alone(void **state)
{
	struct office *o = *state;
	const char *h = fixture_ref(household(o));

	office_set_role(o, "health_status.healthy", "健康");
	assert_string_equal(fixture_try(o, "person", 0, "household_id", h, "name", "王芳", "health_status",
					"[\"健康\",\"残疾\"]", NULL),
			    "HEALTH_BOTH");
	assert_string_equal(fixture_try(o, "person", 0, "household_id", h, "name", "王芳", "health_status",
					"[\"长期慢性病\", \"健康\"]", NULL),
			    "HEALTH_BOTH");
	assert_string_equal(
		fixture_try(o, "person", 0, "household_id", h, "name", "王芳", "health_status", "[\"健康\"]", NULL),
		"");
	assert_string_equal(fixture_try(o, "person", 0, "household_id", h, "name", "王芳", "health_status",
					"[\"长期慢性病\",\"残疾\"]", NULL),
			    "");
}

static void required_columns_are_filled(void **state)
{
	struct office *o = *state;
	int64_t h = household(o);

	assert_string_equal(fixture_try(o, "effect", 0, "household_id", fixture_ref(h), "noted_on", "2020-11-01", NULL),
			    "FIELD_REQUIRED");
	assert_string_equal(fixture_try(o, "place", 0, "name", "长潭村", NULL), "FIELD_REQUIRED");
	assert_string_equal(fixture_try(o, "visit", 0, "household_id", fixture_ref(h), NULL), "FIELD_REQUIRED");
}

static void references_are_there(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t h = household(o);
	int64_t v = fixture_add(o, "visit", "household_id", fixture_ref(h), "visited_on", "2020-11-01", NULL);

	assert_string_equal(fixture_try(o, "visit", 0, "household_id", "#7", "visited_on", "2020-11-01", NULL),
			    "REF_GONE");
	assert_int_equal(record_bin(o, "household", h, &e), 0);
	assert_string_equal(
		fixture_try(o, "visit", 0, "household_id", fixture_ref(h), "visited_on", "2020-11-02", NULL),
		"REF_GONE");
	/* What stands may be mended though its household lies in the bin. */
	assert_string_equal(fixture_try(o, "visit", v, "content", "看望", NULL), "");
}

static void one_year_once(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	const char *h = fixture_ref(household(o));
	int64_t y = fixture_add(o, "household_year", "household_id", h, "year", "2020", NULL);

	assert_string_equal(fixture_try(o, "household_year", 0, "household_id", h, "year", "2020", NULL), "YEAR_TWICE");
	assert_string_equal(fixture_try(o, "household_year", 0, "household_id", h, "year", "20", NULL), "YEAR_BAD");
	assert_string_equal(fixture_try(o, "household_year", 0, "household_id", h, "year", "2019", NULL), "");
	assert_string_equal(fixture_try(o, "household_year", y, "wage_income", "#100", NULL), "");
	assert_string_equal(fixture_try(o, "household_year", y, "year", "2019", NULL), "YEAR_TWICE");
	assert_int_equal(record_bin(o, "household_year", y, &e), 0);
	assert_string_equal(fixture_try(o, "household_year", 0, "household_id", h, "year", "2020", NULL), "");
}

static void a_visit_is_a_day_that_was(void **state)
{
	struct office *o = *state;
	const char *h = fixture_ref(household(o));
	const struct {
		const char *day, *word;
	} want[] = { { "2020-11-23", "" },          { "2020-11-24", "VISIT_FUTURE" }, { "2020-11", "DATE_FULL" },
		     { "2020-02-30", "DATE_FULL" }, { "1999-12-31", "VISIT_EARLY" },  { "2000-01-01", "" },
		     { "昨天", "DATE_FULL" } };

	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++)
		assert_string_equal(fixture_try(o, "visit", 0, "household_id", h, "visited_on", want[i].day, NULL),
				    want[i].word);
	assert_string_equal(fixture_try(o, "visit", 0, "household_id", h, "visited_on", "2020-11-20", "next_on",
					"2020-11-19", NULL),
			    "DATE_ORDER");
	assert_string_equal(
		fixture_try(o, "visit", 0, "household_id", h, "visited_on", "2020-11-20", "next_on", "2020-12", NULL),
		"");
	assert_string_equal(fixture_try(o, "visit", 0, "household_id", h, "visited_on", "2020-11-20", "support_amount",
					"#-1", NULL),
			    "NUMBER_NEGATIVE");
}

static void a_visit_is_mine_and_stamped(void **state)
{
	struct office *o = *state;
	int64_t wang = fixture_add(o, "cadre", "name", "王芳", NULL);
	const char *h = fixture_ref(household(o));
	int64_t v = fixture_add(o, "visit", "household_id", h, "visited_on", "2020-11-20", NULL);
	int64_t w = fixture_add(o, "visit", "household_id", h, "visited_on", "2020-11-20", "cadre_id",
				fixture_ref(wang), NULL);

	assert_int_equal(db_int(o->db, 0, "SELECT cadre_id FROM visit WHERE id = ?1", "i", v), o->me);
	assert_int_equal(db_int(o->db, 0, "SELECT cadre_id FROM visit WHERE id = ?1", "i", w), wang);
	assert_cell(o, "visit", v, "registered_at", "2020-11-23T08:00:00");
}

static void who_left_the_registry_is_not_visited(void **state)
{
	struct office *o = *state;
	int64_t id = fixture_add(o, "household", "removed_on", "2020-06", NULL);
	const char *h = fixture_ref(id);

	assert_string_equal(fixture_try(o, "visit", 0, "household_id", h, "visited_on", "2020-07-01", NULL),
			    "HOUSEHOLD_REMOVED");
	assert_string_equal(fixture_try(o, "visit", 0, "household_id", h, "visited_on", "2020-05-31", NULL), "");
}

static void a_pairing_is_never_overwritten(void **state)
{
	struct office *o = *state;
	int64_t wang = fixture_add(o, "cadre", "name", "王芳", NULL), other = household(o), hid = household(o);
	const char *h = fixture_ref(hid), *me = fixture_ref(o->me);
	int64_t p = fixture_add(o, "pairing", "household_id", h, "cadre_id", me, "started_on", "2020-01-01", NULL);

	assert_string_equal(fixture_try(o, "pairing", p, "cadre_id", fixture_ref(wang), NULL), "PAIRING_NO_OVERWRITE");
	assert_string_equal(fixture_try(o, "pairing", p, "household_id", fixture_ref(other), NULL),
			    "PAIRING_NO_OVERWRITE");
	assert_string_equal(
		fixture_try(o, "pairing", 0, "household_id", h, "cadre_id", me, "started_on", "2020-05", NULL),
		"PAIRING_SAME");
	assert_string_equal(fixture_try(o, "pairing", p, "ended_on", "2019-12-31", NULL), "DATE_ORDER");
	/* A month lasts to its last day, and begins on its first. */
	assert_string_equal(fixture_try(o, "pairing", p, "ended_on", "2020-04", NULL), "");
	assert_string_equal(
		fixture_try(o, "pairing", 0, "household_id", h, "cadre_id", me, "started_on", "2020-04-20", NULL),
		"PAIRING_SAME");
	assert_string_equal(fixture_try(o, "pairing", p, "started_on", "2020-01-20", NULL), "");
	assert_string_equal(fixture_try(o, "pairing", 0, "household_id", h, "cadre_id", me, "started_on", "2019-05-01",
					"ended_on", "2020-01", NULL),
			    "PAIRING_SAME");
	assert_string_equal(fixture_try(o, "pairing", p, "ended_on", "2020-04-30", "goal", "脱贫", NULL), "");
	assert_string_equal(
		fixture_try(o, "pairing", 0, "household_id", h, "cadre_id", me, "started_on", "2020-05", NULL), "");
	assert_string_equal(fixture_try(o, "pairing", 0, "household_id", h, "cadre_id", fixture_ref(wang), "started_on",
					"2020-05", NULL),
			    "");
}

static void the_id_tells_birth_and_sex(void **state)
{
	struct office *o = *state;
	const char *h = fixture_ref(household(o));
	int64_t p = fixture_add(o, "person", "household_id", h, "name", "张小明", "id_no", "990101201008151236", NULL);
	int64_t q = fixture_add(o, "person", "household_id", h, "name", "王秀英", "id_no", "99010119560229002x",
				"birth", "1956-03", NULL);

	assert_cell(o, "person", p, "birth", "2010-08-15");
	assert_cell(o, "person", p, "sex", "男");
	assert_cell(o, "person", q, "id_no", "99010119560229002X");
	assert_cell(o, "person", q, "birth", "1956-03");
	assert_cell(o, "person", q, "sex", "女");
	assert_string_equal(
		fixture_try(o, "person", 0, "household_id", h, "name", "甲", "id_no", "990101201008151237", NULL),
		"ID_CHECKSUM");
	assert_string_equal(fixture_try(o, "person", 0, "household_id", h, "name", "甲", "id_kind", "护照", "id_no",
					"E12345678", NULL),
			    "");
	assert_string_equal(fixture_try(o, "household", 0, "head_id_no", "990101201008151237", NULL), "ID_CHECKSUM");
	assert_string_equal(fixture_try(o, "cadre", 0, "name", "乙", "id_no", "12", NULL), "ID_LENGTH");
}

static void coming_and_leaving_need_a_reason(void **state)
{
	struct office *o = *state;
	const char *h = fixture_ref(household(o));
	int64_t p = fixture_add(o, "person", "household_id", h, "name", "张小明", NULL);

	assert_string_equal(fixture_try(o, "person", p, "left_on", "2020-05", NULL), "LEFT_REASON");
	assert_string_equal(fixture_try(o, "person", p, "left_reason", "婚出", NULL), "LEFT_REASON");
	assert_string_equal(fixture_try(o, "person", p, "left_on", "2020-05", "left_reason", "婚出", NULL), "");
	assert_string_equal(fixture_try(o, "person", p, "joined_on", "2018-05", NULL), "JOINED_REASON");
	assert_string_equal(fixture_try(o, "person", p, "joined_on", "2018-05", "joined_reason", "嫁入", NULL), "");
}

static void the_head_is_written_once(void **state)
{
	struct office *o = *state;
	int64_t id = household(o), named = fixture_add(o, "household", "head_name", "李四", NULL);

	fixture_add(o, "person", "household_id", fixture_ref(id), "name", "王秀英", "relation_to_head", "配偶", NULL);
	assert_cell(o, "household", id, "head_name", "");
	fixture_add(o, "person", "household_id", fixture_ref(id), "name", "张建国", "relation_to_head", "户主", "id_no",
		    "990101201008151236", NULL);
	assert_cell(o, "household", id, "head_name", "张建国");
	assert_cell(o, "household", id, "head_id_no", "990101201008151236");
	assert_int_equal(db_int(o->db, 0,
				"SELECT count(*) FROM (SELECT txn FROM change WHERE tbl IN ('person', 'household')"
				" GROUP BY txn HAVING count(DISTINCT tbl) = 2)",
				""),
			 1);
	fixture_add(o, "person", "household_id", fixture_ref(named), "name", "张三", "relation_to_head", "户主",
		    "id_no", "990101201008151236", NULL);
	assert_cell(o, "household", named, "head_name", "李四");
	assert_cell(o, "household", named, "head_id_no", "");
}

static void terms_dates_and_order(void **state)
{
	struct office *o = *state;
	const char *h = fixture_ref(household(o));
	const char *p = fixture_ref(fixture_add(o, "person", "household_id", h, "name", "张小明", NULL));

	assert_string_equal(fixture_try(o, "enrolment", 0, "person_id", p, "term", "2020-3", NULL), "TERM_BAD");
	assert_string_equal(fixture_try(o, "enrolment", 0, "person_id", p, "term", "2020秋", NULL), "TERM_BAD");
	assert_string_equal(fixture_try(o, "enrolment", 0, "person_id", p, "term", "2020-2", NULL), "");
	assert_string_equal(fixture_try(o, "support", 0, "household_id", h, "given_on", "2020-12", NULL),
			    "DATE_FUTURE");
	assert_string_equal(fixture_try(o, "support", 0, "household_id", h, "given_on", "2020-11", NULL), "");
	assert_string_equal(fixture_try(o, "support", 0, "household_id", h, "given_on", "2020.11.1", NULL), "DATE_BAD");
	assert_string_equal(
		fixture_try(o, "measure", 0, "household_id", h, "started_on", "2020-05", "finished_on", "2020", NULL),
		"");
	assert_string_equal(fixture_try(o, "measure", 0, "household_id", h, "started_on", "2020-05", "finished_on",
					"2020-04-30", NULL),
			    "DATE_ORDER");
	assert_string_equal(fixture_try(o, "duty_rule", 0, "months", "#5", "visits", "#1", NULL), "RULE_MONTHS");
	assert_string_equal(fixture_try(o, "duty_rule", 0, "months", "#3", "visits", "#1", NULL), "");
}

static void a_finding_begins_open(void **state)
{
	struct office *o = *state;
	int64_t f = fixture_add(o, "finding", "content", "致贫原因空缺", "found_on", "2020-11-10", NULL);

	assert_cell(o, "finding", f, "state", "open");
	assert_string_equal(fixture_try(o, "finding", f, "done_on", "2020-11-09", NULL), "DATE_ORDER");
	assert_string_equal(fixture_try(o, "finding", f, "done_on", "2020-11-12", "closed_on", "2020-11-11", NULL),
			    "DATE_ORDER");
	assert_string_equal(fixture_try(o, "finding", f, "done_on", "2020-11-12", "closed_on", "2020-11-12", NULL), "");
}

/* A row that came in wrong is mended one cell at a time: what is not touched is not judged. */
static void old_faults_do_not_block(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t h = household(o);

	assert_int_equal(db_run(o->db, &e,
				"UPDATE household SET first_identified_on = '2014年', head_id_no = '1' WHERE id = ?1",
				"i", h),
			 0);
	assert_string_equal(fixture_try(o, "household", h, "phone", "13800000001", NULL), "");
	assert_string_equal(fixture_try(o, "household", h, "head_id_no", "2", NULL), "ID_LENGTH");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
		TEST(names_are_not_blank),
		TEST(names_are_no_numbers),
		TEST(a_household_has_the_day_it_came),
		TEST(healthy_stands_alone),
		TEST(required_columns_are_filled),
		TEST(references_are_there),
		TEST(one_year_once),
		TEST(a_visit_is_a_day_that_was),
		TEST(a_visit_is_mine_and_stamped),
		TEST(who_left_the_registry_is_not_visited),
		TEST(a_pairing_is_never_overwritten),
		TEST(the_id_tells_birth_and_sex),
		TEST(coming_and_leaving_need_a_reason),
		TEST(the_head_is_written_once),
		TEST(terms_dates_and_order),
		TEST(a_finding_begins_open),
		TEST(old_faults_do_not_block),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

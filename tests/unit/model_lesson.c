/* Proves who is taught at home, that lessons and hours are counted in their year and term, and when a child waits too
 * long: against a count day by day. */
#include "office_fixture.h"

#include "base/date.h"
#include "model/lesson.h"
#include "store/db.h"

static struct err e;

static int open_school(void **state)
{
	if (fixture_open(state) < 0)
		return -1;
	office_set_threshold(*state, "lesson_week", 2);
	office_set_threshold(*state, "lesson_hours", 30);
	office_set_threshold(*state, "lesson_days", 14);
	office_set_role(*state, "attendance_mode.home", "送教上门");
	office_set_role(*state, "away_reason.home", "因残送教上门");
	return 0;
}

static int64_t child(struct office *o)
{
	int64_t house = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), NULL);

	return fixture_add(o, "person", "household_id", fixture_ref(house), "name", "张小明", "birth", "2010-01-01",
			   NULL);
}

static int64_t plan(struct office *o, int64_t person, const char *year, const char *from)
{
	return fixture_add(o, "lesson_plan", "person_id", fixture_ref(person), "school_year", year, "started_on", from,
			   NULL);
}

static int64_t lesson(struct office *o, int64_t person, const char *day)
{
	return fixture_add(o, "home_teaching", "person_id", fixture_ref(person), "taught_on", day, "hours", "#2",
			   "teachers", "韩雪梅", "parent_signed", "#1", "next_plan", "认识钱币", NULL);
}

static struct lesson_child the_one(struct office *o, const char *day)
{
	struct lesson_child *list, one = { 0 };
	size_t n;

	assert_int_equal(lesson_children(o, day, &list, &n, &e), 0);
	if (n != 1)
		fail_msg("%zu children on %s", n, day);
	one = list[0];
	free(list);
	return one;
}

static size_t how_many(struct office *o, const char *day)
{
	struct lesson_child *list;
	size_t n;

	assert_int_equal(lesson_children(o, day, &list, &n, &e), 0);
	free(list);
	return n;
}

static void a_school_year_begins_with_its_autumn_term(void **state)
{
	static const char *const days[][2] = { { "2020-07-31", "2019" }, { "2020-08-01", "2020" },
					       { "2020-12-31", "2020" }, { "2021-01-15", "2020" },
					       { "2021-06-30", "2020" }, { "2021", "" } };
	char year[5];

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		lesson_year(days[i][0], year);
		assert_string_equal(year, days[i][1]);
	}
}

static void a_child_is_one_by_enrolment_or_plan(void **state)
{
	struct office *o = *state;
	int64_t a = child(o), b = child(o), c = child(o);

	child(o);
	assert_int_equal(how_many(o, FIXTURE_TODAY), 0);
	fixture_add(o, "enrolment", "person_id", fixture_ref(a), "term", "2020-2", "attendance_mode", "送教上门", NULL);
	fixture_add(o, "enrolment", "person_id", fixture_ref(b), "term", "2020-2", "away_reason", "因残送教上门", NULL);
	assert_int_equal(how_many(o, FIXTURE_TODAY), 2);
	assert_int_equal(how_many(o, "2020-06-01"), 0);
	int64_t p = plan(o, c, "2020", "2020-09-01");
	plan(o, a, "2020", "2020-09-01"); /* both: still one child */
	assert_int_equal(how_many(o, FIXTURE_TODAY), 3);
	assert_string_equal(fixture_try(o, "lesson_plan", p, "ended_on", "2020-11-01", NULL), "");
	assert_int_equal(how_many(o, FIXTURE_TODAY), 2);
	assert_string_equal(fixture_try(o, "lesson_plan", 0, "person_id", fixture_ref(c), "school_year", "2020", NULL),
			    "PLAN_TWICE");
	/* Another laptop wrote one too: that is no reason to refuse what is typed into this one. */
	assert_int_equal(
		db_run(o->db, &e, "INSERT INTO lesson_plan(id, person_id, school_year) VALUES (7, ?1, '2020')", "i", c),
		0);
	assert_string_equal(fixture_try(o, "lesson_plan", p, "content", "识字", NULL), "");
	assert_int_equal(db_run(o->db, &e, "DELETE FROM lesson_plan WHERE id = 7", ""), 0);
	assert_int_equal(record_bin(o, "person", b, &e), 0);
	assert_int_equal(how_many(o, FIXTURE_TODAY), 1);
}

static void lessons_count_in_their_year_and_term(void **state)
{
	struct office *o = *state;
	int64_t id = child(o);

	plan(o, id, "2020", "2020-09-01");
	lesson(o, id, "2020-07-31"); /* the year before */
	lesson(o, id, "2020-08-01");
	lesson(o, id, "2020-11-20");
	struct lesson_child c = the_one(o, FIXTURE_TODAY);
	assert_int_equal(c.lessons, 2);
	assert_int_equal(c.lessons_term, 2);
	assert_true(c.hours == 4 && c.hours_owed == 30 && c.week == 2);
	assert_string_equal(c.last_on, "2020-11-20");
	assert_string_equal(c.next, "认识钱币");
	assert_string_equal(c.teachers, "韩雪梅");
	assert_true(c.signed_all);
	clock_freeze("2021-03-20");
	int64_t unsigned_one = lesson(o, id, "2021-03-10");
	assert_string_equal(fixture_try(o, "home_teaching", unsigned_one, "parent_signed", "#0", NULL), "");
	c = the_one(o, "2021-03-20");
	assert_int_equal(c.lessons, 3);
	assert_int_equal(c.lessons_term, 1);
	assert_false(c.signed_all);
	assert_int_equal(the_one(o, "2020-11-19").lessons, 1); /* as it stood that day */
}

static void a_plan_s_quota_goes_first(void **state)
{
	struct office *o = *state;
	int64_t id = child(o), p = plan(o, id, "2020", "2020-09-01");

	assert_string_equal(fixture_try(o, "lesson_plan", p, "week", "#3", "hours", "#216", NULL), "");
	assert_true(the_one(o, FIXTURE_TODAY).week == 3 && the_one(o, FIXTURE_TODAY).hours_owed == 216);
}

/* ---- overdue, day by day ---- */

static bool teaching_day(const char *day)
{
	return (strcmp(day + 5, "03-01") >= 0 && strcmp(day + 5, "06-30") <= 0) || strcmp(day + 5, "09-01") >= 0;
}

static void overdue_is_what_the_days_say(void **state)
{
	struct office *o = *state;
	int64_t id = child(o);
	int waited = 0;

	plan(o, id, "2020", "2020-09-01");
	for (int64_t d = date_days("2020-09-01"); d <= date_days("2021-07-31"); d++) {
		char day[DATE_BYTES];

		date_from_days(d, day);
		clock_freeze(day);
		waited += teaching_day(day);
		/* The first lesson comes late, the second in time, the last before the winter holidays. */
		if (strcmp(day, "2020-09-20") == 0 || strcmp(day, "2020-10-01") == 0 ||
		    strcmp(day, "2020-12-28") == 0) {
			lesson(o, id, day);
			waited = 0;
		}
		struct lesson_child c = the_one(o, day);
		int late = teaching_day(day) && waited > 14 ? waited - 14 : 0;

		if (c.days != waited || c.days_late != late)
			fail_msg("%s: %d days, %d late; counted %d, %d", day, c.days, c.days_late, waited, late);
	}
}

static void a_plan_begun_late_waits_from_its_start(void **state)
{
	struct office *o = *state;
	int64_t id = child(o);

	plan(o, id, "2020", "2020-11-10");
	assert_int_equal(the_one(o, FIXTURE_TODAY).days, 14);
	assert_int_equal(the_one(o, FIXTURE_TODAY).days_late, 0);
	assert_int_equal(the_one(o, "2020-11-24").days_late, 1);
	assert_int_equal(the_one(o, "2020-11-09").days, 0);
}

static void who_waits_longest_stands_first(void **state)
{
	struct office *o = *state;
	int64_t a = child(o), b = child(o), c = child(o);
	struct lesson_child *list;
	size_t n;

	plan(o, a, "2020", "2020-09-01");
	plan(o, b, "2020", "2020-09-01");
	plan(o, c, "2020", "2020-09-01");
	lesson(o, a, "2020-11-20");
	lesson(o, b, "2020-10-20");
	lesson(o, c, "2020-11-01");
	assert_int_equal(lesson_children(o, FIXTURE_TODAY, &list, &n, &e), 0);
	assert_int_equal(n, 3);
	assert_true(list[0].person == b && list[1].person == c && list[2].person == a);
	assert_int_equal(list[0].days_late, 20);
	free(list);
}

static void forms_begin_with_what_is_known(void **state)
{
	struct office *o = *state;
	int64_t id = child(o);
	char next[96] = "";
	struct record r;

	fixture_add(o, "enrolment", "person_id", fixture_ref(id), "term", "2020-2", "school", "镇中心小学", NULL);
	lesson(o, id, "2020-11-20");
	assert_int_equal(lesson_begin(o, id, &r, next, &e), 0);
	assert_string_equal(record_text(&r, "taught_on"), FIXTURE_TODAY);
	assert_string_equal(record_text(&r, "teachers"), "韩雪梅");
	assert_string_equal(next, "认识钱币");
	assert_int_equal(record_save(o, &r, RECORD_CHECKED, NULL, &e), 0);
	record_release(&r);
	assert_int_equal(lesson_plan_begin(o, id, &r, &e), 0);
	assert_string_equal(record_text(&r, "school_year"), "2020");
	assert_string_equal(record_text(&r, "school"), "镇中心小学");
	assert_string_equal(record_text(&r, "teachers"), "韩雪梅");
	assert_int_equal(record_save(o, &r, RECORD_CHECKED, NULL, &e), 0);
	record_release(&r);
	assert_int_equal(lesson_begin(o, 12345, &r, NULL, &e), -1);
	assert_string_equal(e.word, "RECORD_GONE");
	record_release(&r);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_school, fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_school_year_begins_with_its_autumn_term),
		TEST(a_child_is_one_by_enrolment_or_plan),
		TEST(lessons_count_in_their_year_and_term),
		TEST(a_plan_s_quota_goes_first),
		TEST(overdue_is_what_the_days_say),
		TEST(a_plan_begun_late_waits_from_its_start),
		TEST(who_waits_longest_stands_first),
		TEST(forms_begin_with_what_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

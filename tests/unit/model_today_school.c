/* Proves when Today speaks of a lesson at home and of a case of dropout, of whom, and when it is silent. */
#include "office_fixture.h"

#include "base/date.h"
#include "model/dropout.h"
#include "model/today.h"

static struct err e;

static int open_school(void **state)
{
	if (fixture_open(state) < 0)
		return -1;
	office_set_threshold(*state, "lesson_days", 14);
	office_set_threshold(*state, "persuasion_days", 7);
	return 0;
}

static int64_t child(struct office *o, const char *name)
{
	int64_t house = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village),
				    "village_group", "三组", NULL);

	return fixture_add(o, "person", "household_id", fixture_ref(house), "name", name, "birth", "2010-01-01", NULL);
}

/* The only item of that kind; text "" where there is none. */
static struct item the_one(struct office *o, int64_t household, enum item_kind kind)
{
	struct item *list, found = { 0 };
	size_t n, seen = 0;

	if (today_items(o, NULL, 0, household, &list, &n, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	for (size_t i = 0; i < n; i++)
		if (list[i].kind == kind) {
			found = list[i];
			seen++;
		}
	assert_true(seen <= 1);
	free(list);
	return found;
}

static void a_lesson_that_is_overdue(void **state)
{
	struct office *o = *state;
	int64_t id = child(o, "张小明");

	fixture_add(o, "lesson_plan", "person_id", fixture_ref(id), "school_year", "2020", "started_on", "2020-09-01",
		    NULL);
	struct item it = the_one(o, 0, ITEM_LESSON);
	assert_string_equal(it.word, "LESSON_NONE");
	assert_string_equal(it.text, "张小明");
	assert_string_equal(it.head, "张建国");
	assert_string_equal(it.group, "三组");
	assert_true(it.person == id);
	assert_int_equal(it.days_late, 70); /* 84 days from 1 September on */
	fixture_add(o, "home_teaching", "person_id", fixture_ref(id), "taught_on", "2020-11-08", NULL);
	it = the_one(o, 0, ITEM_LESSON);
	assert_string_equal(it.word, "LESSON");
	assert_string_equal(it.arg[0], "15");
	assert_string_equal(it.arg[1], "2020-11-08");
	assert_int_equal(it.days_late, 1);
	assert_string_equal(it.due_on, "2020-11-22");
	assert_int_equal(the_one(o, it.household, ITEM_LESSON).days_late, 1);
	assert_string_equal(the_one(o, record_household(o, "person", child(o, "李小红")), ITEM_LESSON).text, "");
	fixture_add(o, "home_teaching", "person_id", fixture_ref(id), "taught_on", "2020-11-09", NULL);
	assert_string_equal(the_one(o, 0, ITEM_LESSON).text, "");
}

static void talk(struct office *o, int64_t file, const char *day, const char *next)
{
	fixture_add(o, "persuasion", "dropout_id", fixture_ref(file), "talked_on", day, "next_on", next, NULL);
}

static struct item the_case(struct office *o, const char *word, const char *due, int late)
{
	struct item it = the_one(o, 0, ITEM_DROPOUT);

	assert_string_equal(it.text, "张小明");
	assert_string_equal(it.word, word);
	assert_string_equal(it.due_on, due);
	assert_int_equal(it.days_late, late);
	return it;
}

static void a_case_stays_until_it_is_settled(void **state)
{
	struct office *o = *state;
	int64_t id = child(o, "张小明");
	int64_t file = fixture_add(o, "dropout", "person_id", fixture_ref(id), "found_on", "2020-11-20", NULL);

	the_case(o, "DROPOUT_FIRST", "2020-11-27", 0); /* threshold persuasion_days */
	office_set_threshold(o, "persuasion_days", 2);
	the_case(o, "DROPOUT_FIRST", "2020-11-22", 1);
	talk(o, file, "2020-11-20", "2020-11-24");
	the_case(o, "DROPOUT", "2020-11-24", 0);
	/* A talk that agrees on no day leaves the one that was agreed. */
	talk(o, file, "2020-11-22", NULL);
	struct item it = the_case(o, "DROPOUT", "2020-11-24", 0);
	assert_string_equal(it.arg[0], "2");
	assert_true(it.row == file && it.person == id);
	assert_string_equal(the_one(o, it.household, ITEM_DROPOUT).text, "张小明");
	/* The last talk that agrees on one says when. */
	talk(o, file, "2020-11-22", FIXTURE_TODAY);
	the_case(o, "DROPOUT", FIXTURE_TODAY, 0);
	/* The day agreed came, and somebody talked. */
	talk(o, file, FIXTURE_TODAY, NULL);
	the_case(o, "DROPOUT", "2020-11-25", 0);
	assert_string_equal(fixture_try(o, "dropout", file, "due_on", "2020-11-20", NULL), "");
	the_case(o, "DROPOUT_DUE", "2020-11-20", 3);
	assert_int_equal(dropout_move(o, file, "dropout", FIXTURE_TODAY, "上门劝返", &e), 0);
	the_case(o, "DROPOUT_DUE", "2020-11-20", 3);
	assert_int_equal(dropout_move(o, file, "explained", "", "缓学", &e), 0);
	assert_string_equal(the_one(o, 0, ITEM_DROPOUT).text, "");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_school, fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_lesson_that_is_overdue),
		TEST(a_case_stays_until_it_is_settled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Proves that Today stays readable where a whole term waits: up to a screen of untold students, and of back-payments,
 * each is a line; beyond it one line with their number, the same number its rows have; in the household each is a line.
 */
#include "office_fixture.h"

#include "model/coverage.h"
#include "model/today.h"

static struct err e;

static int64_t student(struct office *o, int i)
{
	char name[32];
	int64_t house = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), NULL);
	int64_t id;

	snprintf(name, sizeof(name), "王小%d", i);
	id = fixture_add(o, "person", "household_id", fixture_ref(house), "name", name, NULL);
	fixture_add(o, "enrolment", "person_id", fixture_ref(id), "term", "2020-1", "school", "镇小学", NULL);
	return id;
}

static int64_t item(struct office *o)
{
	return fixture_add(o, "aid_item", "key", "LIVING", "name", "生活补助", "stages", "[]", "amount", "#25000",
			   NULL);
}

static size_t lines(struct office *o, int64_t household, const char *word, char count[96])
{
	struct item *list;
	size_t n, seen = 0;

	count[0] = '\0';
	if (today_items(o, NULL, 0, household, &list, &n, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].word, word) == 0) {
			assert_string_equal(list[i].arg[0], "2020-1");
			snprintf(count, 96, "%s", list[i].arg[1]);
			seen++;
		}
	free(list);
	return seen;
}

static size_t rows(struct office *o, enum coverage_what what)
{
	struct coverage_row *row;
	size_t n;

	assert_int_equal(coverage_rows(o, "2020-1", COVERAGE_STAGE, NULL, 0, what, &row, &n, &e), 0);
	free(row);
	return n;
}

static void one_line_for_more_than_a_screen(struct office *o, const char *word, const char *many,
					    enum coverage_what what, int64_t household)
{
	char count[96], want[24];

	assert_int_equal(lines(o, 0, word, count), 0);
	assert_int_equal(lines(o, 0, many, count), 1);
	snprintf(want, sizeof(want), "%d", TODAY_SINGLE_MOST + 1);
	assert_string_equal(count, want);
	assert_int_equal(rows(o, what), TODAY_SINGLE_MOST + 1);
	assert_int_equal(lines(o, household, word, count), 1);
	assert_int_equal(lines(o, household, many, count), 0);
}

static void back_payments(void **state)
{
	struct office *o = *state;
	int64_t what = item(o), last = 0;
	char count[96];

	for (int i = 0; i < TODAY_SINGLE_MOST; i++)
		student(o, i);
	fixture_add(o, "term_lock", "term", "2020-1", "locked_on", "2020-06-30", NULL);
	assert_int_equal(lines(o, 0, "BACKPAY", count), TODAY_SINGLE_MOST);
	assert_int_equal(lines(o, 0, "BACKPAY_MANY", count), 0);
	last = student(o, TODAY_SINGLE_MOST);
	one_line_for_more_than_a_screen(o, "BACKPAY", "BACKPAY_MANY", COVERAGE_UNAPPLIED,
					record_household(o, "person", last));
	/* Applied for: one less, and a line of its own. */
	fixture_add(o, "aid", "person_id", fixture_ref(last), "term", "2020-1", "aid_item_id", fixture_ref(what),
		    "backpay", "#1", "state", "reviewed", "amount", "#25000", NULL);
	assert_int_equal(lines(o, 0, "BACKPAY", count), TODAY_SINGLE_MOST);
	assert_int_equal(lines(o, 0, "BACKPAY_MADE", count), 1);
	assert_int_equal(rows(o, COVERAGE_BACKPAID), 1);
}

static void untold(void **state)
{
	struct office *o = *state;
	int64_t what = item(o), last = 0;
	char count[96];

	for (int i = 0; i <= TODAY_SINGLE_MOST; i++) {
		assert_int_equal(lines(o, 0, "NOTIFY", count), i);
		last = student(o, i);
		fixture_add(o, "aid", "person_id", fixture_ref(last), "term", "2020-1", "aid_item_id",
			    fixture_ref(what), "state", "paid", "amount", "#25000", NULL);
	}
	one_line_for_more_than_a_screen(o, "NOTIFY", "NOTIFY_MANY", COVERAGE_UNTOLD,
					record_household(o, "person", last));
}

static void says(struct office *o, int64_t house, bool villages, const char *where)
{
	char *text = today_where(o, house);

	assert_string_equal(text, where);
	free(text);
	assert_int_equal(office_sees_villages(o), villages);
}

/* A group alone says where a household is within its village, and nothing of several. */
static void where_of_several_villages(void **state)
{
	struct office *o = *state;
	int64_t own = o->village, house, other, town;

	town = fixture_add(o, "place", "name", "青石镇", "level", "乡镇", NULL);
	house = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(own), "village_group",
			    "一组", NULL);
	says(o, house, false, "长潭村 一组");
	o->village = 0;
	says(o, house, false, "长潭村 一组");
	other = fixture_add(o, "place", "name", "梅岭村", "level", "行政村", "parent_id", fixture_ref(town), NULL);
	house = fixture_add(o, "household", "head_name", "李明", "place_id", fixture_ref(other), NULL);
	says(o, house, true, "梅岭村");
	o->village = town;
	says(o, house, true, "梅岭村");
	o->village = own;
	says(o, house, false, "梅岭村");
	says(o, 0, false, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(back_payments, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(untold, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(where_of_several_villages, fixture_open, fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Walking a sample: its households in order, each with how far its review for this sample is; samples newest first. */
#include "unit/office_fixture.h"

#include "model/review.h"

static struct err e;

static void three_households(struct office *o)
{
	for (int i = 1; i <= 3; i++) {
		char no[16];

		snprintf(no, sizeof no, "%04d", i);
		fixture_add(o, "household", "household_no", no, "head_name", "李桂兰", "village_group", "一组",
			    "place_id", fixture_ref(o->village), NULL);
	}
}

static int64_t draw(struct office *o, int64_t seed)
{
	int64_t id = 0;

	if (sample_draw(o, seed, 3, &id, &e))
		fail_msg("%s", e.word);
	return id;
}

static struct sample_row *walk(struct office *o, int64_t sample)
{
	struct sample_row *list;
	size_t n;

	assert_int_equal(sample_walk(o, sample, &list, &n, &e), 0);
	assert_int_equal(n, 3);
	return list;
}

static void tells_how_far_each_is(void **state)
{
	static const char *const chapters[] = { "household", "person" };
	struct office *o = *state;
	int64_t sample, review;

	office_set_role(o, "review_result.fine", "完整规范");
	three_households(o);
	sample = draw(o, 7);
	struct sample_row *list = walk(o, sample);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(list[i].review, 0);
		assert_int_equal(list[i].no[3], '1' + i);
	}
	assert_int_equal(review_begin(o, list[1].household, "李明", sample, &review, &e), 0);
	assert_int_equal(review_mark_set(o, review, "household", "fine", "", NULL, NULL, &e), 0);
	free(list);
	list = walk(o, sample);
	assert_int_equal(list[1].review, review);
	assert_int_equal(list[1].marks, 1);
	assert_string_equal(list[1].finished_on, "");
	free(list);
	assert_int_equal(review_mark_set(o, review, "person", "seen", "", NULL, NULL, &e), 0);
	assert_int_equal(review_finish(o, review, chapters, 2, &e), 0);
	list = walk(o, sample);
	assert_string_equal(list[1].finished_on, clock_today());
	assert_string_equal(list[1].result, "完整规范");
	assert_int_equal(list[0].review, 0);
	free(list);
}

/* Begun by hand before the household was drawn: taken up, it is the sample's. */
static void one_begun_before_counts(void **state)
{
	struct office *o = *state;
	int64_t sample, before, again;

	three_households(o);
	sample = draw(o, 7);
	struct sample_row *list = walk(o, sample);
	assert_int_equal(review_begin(o, list[0].household, "李明", 0, &before, &e), 0);
	assert_int_equal(review_begin(o, list[0].household, "李明", sample, &again, &e), 0);
	assert_int_equal(before, again);
	free(list);
	list = walk(o, sample);
	assert_int_equal(list[0].review, before);
	free(list);
}

static void newest_sample_first(void **state)
{
	struct office *o = *state;
	struct sample_info *list;
	size_t n;

	assert_int_equal(sample_list(o, &list, &n, &e), 0);
	assert_int_equal(n, 0);
	free(list);
	three_households(o);
	draw(o, 1);
	int64_t second = draw(o, 2);
	assert_int_equal(sample_list(o, &list, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_int_equal(list[0].id, second);
	assert_int_equal(list[0].seed, 2);
	assert_int_equal(list[0].size, 3);
	assert_int_equal(list[0].pool, 3);
	free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(tells_how_far_each_is, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(one_begun_before_counts, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(newest_sample_first, fixture_open, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

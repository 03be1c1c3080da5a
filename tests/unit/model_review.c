/* Reviewing a handbook: one review a reviewer until it is finished, a problem is a finding, a sample is the seed's. */
#include "unit/office_fixture.h"

#include "model/finding.h"
#include "model/review.h"

static struct err e;

static int64_t household(struct office *o, int n)
{
	char no[16];

	snprintf(no, sizeof no, "%04d", n);
	return fixture_add(o, "household", "household_no", no, "head_name", "张建国", "village_group",
			   n % 2 ? "一组" : "二组", "place_id", fixture_ref(o->village), NULL);
}

static int64_t begin(struct office *o, int64_t h, const char *who)
{
	int64_t review = 0;

	if (review_begin(o, h, who, 0, &review, &e))
		fail_msg("%s %s", e.word, e.field);
	return review;
}

static const char *mark(struct office *o, int64_t review, const char *chapter, const char *verdict, const char *note)
{
	err_clear(&e);
	return review_mark_set(o, review, chapter, verdict, note, "自查", "内部检查", &e) ? e.word : "";
}

static struct review_state state_of(struct office *o, int64_t review, const char *chapter)
{
	struct review_state *list, found = { "", "", "", 0 };
	size_t n;

	assert_int_equal(review_marks(o, review, &list, &n, &e), 0);
	for (size_t i = 0; i < n; i++)
		if (!strcmp(list[i].chapter, chapter))
			found = list[i];
	free(list);
	return found;
}

static void text_is(struct office *o, const char *table, int64_t id, const char *column, const char *text)
{
	struct record r;

	record_init(&r, table);
	assert_int_equal(record_load(o, table, id, &r, &e), 0);
	assert_string_equal(record_text(&r, column), text);
	record_release(&r);
}

static void goes_on_until_it_is_finished(void **state)
{
	static const char *const chapters[] = { "household", "person", "visit" };
	struct office *o = *state;
	int64_t h = household(o, 1), typed;

	office_set_role(o, "handbook_section.household", "家庭情况");
	office_set_role(o, "handbook_section.visit", "走访记录");
	office_set_role(o, "review_result.fine", "完整规范");
	office_set_role(o, "review_result.gaps", "有缺项");
	/* One that somebody typed in is no review to go on with. */
	typed = fixture_add(o, "handbook_review", "household_id", fixture_ref(h), "reviewed_on", FIXTURE_TODAY,
			    "reviewer", "赵检查", "result", "有缺项", NULL);
	int64_t review = begin(o, h, "赵检查");
	assert_int_not_equal(review, typed);
	assert_int_equal(begin(o, h, "赵检查"), review);
	assert_int_not_equal(begin(o, h, "李明"), review);
	assert_string_equal(mark(o, review, "household", "fine", ""), "");
	assert_string_equal(mark(o, review, "person", "seen", "两人在外"), "");
	assert_string_equal(mark(o, review, "visit", "good", ""), "REVIEW_VERDICT");
	assert_int_equal(begin(o, h, "赵检查"), review);
	err_clear(&e);
	assert_int_equal(review_finish(o, review, chapters, 3, &e), -1);
	assert_string_equal(e.word, "REVIEW_UNFINISHED");
	assert_string_equal(e.arg[0], "visit");
	assert_string_equal(mark(o, review, "visit", "fine", ""), "");
	assert_string_equal(mark(o, review, "visit", "seen", ""), "");
	assert_string_equal(state_of(o, review, "visit").verdict, "seen");
	assert_string_equal(state_of(o, review, "person").note, "两人在外");
	assert_int_equal(review_finish(o, review, chapters, 3, &e), 0);
	text_is(o, "handbook_review", review, "sections", "[\"家庭情况\",\"person\",\"走访记录\"]");
	text_is(o, "handbook_review", review, "result", "完整规范");
	text_is(o, "handbook_review", review, "finished_on", FIXTURE_TODAY);
	assert_string_equal(mark(o, review, "visit", "fine", ""), "REVIEW_FINISHED");
	assert_int_not_equal(begin(o, h, "赵检查"), review);
}

static void a_problem_is_a_finding(void **state)
{
	static const char *const chapters[] = { "household" };
	struct office *o = *state;
	int64_t h = household(o, 1), review = begin(o, h, "赵检查");

	office_set_role(o, "review_result.gaps", "有缺项");
	fixture_add(o, "pairing", "household_id", fixture_ref(h), "cadre_id", fixture_ref(o->me), "started_on",
		    "2020-01", NULL);
	assert_string_equal(mark(o, review, "household", "problem", " "), "REVIEW_PROBLEM");
	assert_string_equal(mark(o, review, "household", "problem", "致贫原因空缺"), "");
	int64_t finding = state_of(o, review, "household").finding;
	assert_true(finding != 0);
	text_is(o, "finding", finding, "content", "致贫原因空缺");
	text_is(o, "finding", finding, "level", "自查");
	text_is(o, "finding", finding, "state", "open");
	struct record r;
	record_init(&r, "finding");
	assert_int_equal(record_load(o, "finding", finding, &r, &e), 0);
	assert_int_equal(record_int(&r, "owner_id"), o->me);
	record_release(&r);
	/* Said again, in other words: still one. */
	assert_string_equal(mark(o, review, "household", "problem", "主要致贫原因空缺"), "");
	assert_int_equal(state_of(o, review, "household").finding, finding);
	text_is(o, "finding", finding, "content", "主要致贫原因空缺");
	assert_int_equal(finding_notices(o, finding), 1);
	/* Another inspection's review names it too. */
	int64_t second = begin(o, h, "市督查");
	assert_int_equal(review_mark_set(o, second, "household", "problem", "主要致贫原因空缺。", "市督查", NULL, &e),
			 0);
	assert_int_equal(state_of(o, second, "household").finding, finding);
	assert_int_equal(finding_notices(o, finding), 2);
	/* Who goes on with a review goes on under what it said. */
	char *level, *source;
	assert_true(review_said_by(o, review, &level, &source));
	assert_string_equal(level, "自查");
	assert_string_equal(source, "内部检查");
	free(level);
	free(source);
	assert_true(review_said_by(o, second, &level, &source));
	assert_string_equal(level, "市督查");
	free(level);
	free(source);
	assert_false(review_said_by(o, begin(o, h, "刘洋"), &level, &source));
	assert_null(level);
	/* So taking it back here leaves it; one that only this review named goes. */
	assert_string_equal(mark(o, review, "household", "fine", ""), "");
	text_is(o, "finding", finding, "deleted_on", "");
	assert_int_equal(state_of(o, review, "household").finding, 0);
	assert_string_equal(mark(o, review, "person", "problem", "少一人"), "");
	int64_t own = state_of(o, review, "person").finding;
	assert_string_equal(mark(o, review, "person", "seen", ""), "");
	text_is(o, "finding", own, "deleted_on", FIXTURE_TODAY);
	assert_int_equal(review_finish(o, second, chapters, 1, &e), 0);
	text_is(o, "handbook_review", second, "result", "有缺项");
}

static int by_value(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static size_t draw(struct office *o, int64_t seed, int size, int64_t **list)
{
	int64_t sample;
	size_t n = 0;

	if (sample_draw(o, seed, size, &sample, &e) || sample_households(o, sample, list, &n, &e))
		fail_msg("%s", e.word);
	return n;
}

static void a_sample_is_the_seeds(void **state)
{
	struct office *o = *state;
	int64_t *a, *b, *c, sample;

	assert_int_equal(sample_draw(o, 1, 5, &sample, &e), -1);
	assert_string_equal(e.word, "SAMPLE_EMPTY");
	for (int i = 0; i < 40; i++)
		household(o, i);
	assert_int_equal(sample_draw(o, 1, 0, &sample, &e), -1);
	assert_string_equal(e.word, "SAMPLE_SIZE");
	assert_int_equal(draw(o, 2020, 10, &a), 10);
	assert_int_equal(draw(o, 2020, 10, &b), 10);
	assert_memory_equal(a, b, 10 * sizeof *a);
	assert_int_equal(draw(o, 2021, 10, &c), 10);
	assert_true(memcmp(a, c, 10 * sizeof *a) != 0);
	/* A smaller sample of the same seed lies inside the larger one; no house stands twice. */
	free(b);
	assert_int_equal(draw(o, 2020, 5, &b), 5);
	qsort(a, 10, sizeof *a, by_value);
	for (int i = 1; i < 10; i++)
		assert_true(a[i - 1] < a[i]);
	for (int i = 0; i < 5; i++)
		assert_non_null(bsearch(&b[i], a, 10, sizeof *a, by_value));
	/* Who leaves the pool without having been drawn changes nothing. */
	struct record r;
	int64_t *all;
	size_t n = draw(o, 3, 1000, &all);
	assert_int_equal(n, 40);
	for (size_t i = 0; i < n; i++)
		if (!bsearch(&all[i], a, 10, sizeof *a, by_value)) {
			assert_int_equal(record_bin(o, "household", all[i], &e), 0);
			break;
		}
	free(b);
	assert_int_equal(draw(o, 2020, 10, &b), 10);
	qsort(b, 10, sizeof *b, by_value);
	assert_memory_equal(a, b, 10 * sizeof *a);
	record_init(&r, "review_sample");
	assert_int_equal(sample_draw(o, 7, 5, &sample, &e), 0);
	assert_int_equal(record_load(o, "review_sample", sample, &r, &e), 0);
	assert_int_equal(record_int(&r, "pool"), 39);
	assert_int_equal(record_int(&r, "seed"), 7);
	record_release(&r);
	free(c);
	assert_int_equal(sample_households(o, 12345, &c, &n, &e), -1);
	free(a);
	free(b);
	free(all);
}

/* 400 seeds, 10 of 40 each: every house is drawn about 100 times. Six standard deviations (8.7 each) are allowed. */
static void every_household_is_as_likely(void **state)
{
	enum { HOUSES = 40, SEEDS = 400, SIZE = 10 };
	struct office *o = *state;
	int64_t id[HOUSES];
	int times[HOUSES] = { 0 };

	for (int i = 0; i < HOUSES; i++)
		id[i] = household(o, i);
	assert_int_equal(office_begin(o, "test", &e), 0);
	for (int seed = 0; seed < SEEDS; seed++) {
		int64_t *list;
		size_t n = draw(o, seed, SIZE, &list);
		for (size_t i = 0; i < n; i++)
			for (int k = 0; k < HOUSES; k++)
				times[k] += id[k] == list[i];
		free(list);
	}
	office_rollback(o);
	for (int k = 0; k < HOUSES; k++)
		if (times[k] < 48 || times[k] > 152)
			fail_msg("house %d was drawn %d times", k, times[k]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
		T(goes_on_until_it_is_finished),
		T(a_problem_is_a_finding),
		T(a_sample_is_the_seeds),
		T(every_household_is_as_likely),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

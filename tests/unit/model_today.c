/* Proves that Today names what is owed, with the data its sentences need, most urgent first. */
#include "unit/demo_words.h"

#include "model/finding.h"
#include "model/today.h"
#include "model/trace.h"

static struct err e;

static struct item *items(struct office *o, int64_t household, size_t *n)
{
	struct item *list;
	if (today_items(o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, household, &list, n, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	return list;
}

/* The numbers alone. */
static struct today_counts counts_of(struct office *o)
{
	struct today_counts c;
	struct item *list;
	size_t n;

	if (today_load(o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, &c, &list, &n, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	free(list);
	return c;
}

static void fill(struct office *o)
{
	struct demo_words w = demo_words_read();
	if (demo_fill(o, &w, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	demo_words_free(&w);
}

static const struct item *find(const struct item *list, size_t n, const char *word, const char *head)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(list[i].word, word) && (!head || !strcmp(list[i].head, head)))
			return &list[i];
	fail_msg("no item %s of %s", word, head ? head : "anybody");
	return NULL;
}

static size_t count(const struct item *list, size_t n, enum item_kind kind)
{
	size_t found = 0;
	for (size_t i = 0; i < n; i++)
		found += list[i].kind == kind;
	return found;
}

static void the_sample_village(void **state)
{
	struct office *o = *state;
	size_t n;
	fill(o);
	struct item *list = items(o, 0, &n);
	assert_int_equal(count(list, n, ITEM_VISIT), 8);
	assert_int_equal(count(list, n, ITEM_FINDING), 3); /* one of them waits to be verified */
	assert_int_equal(count(list, n, ITEM_NOTIFY), 3);
	assert_int_equal(count(list, n, ITEM_GAP), 4);
	const struct item *it = find(list, n, "VISIT_MISSED", "张建国");
	assert_string_equal(it->group, "三组");
	assert_string_equal(it->arg[0], "2020-10");
	assert_string_equal(it->arg[1], "2020-11");
	assert_string_equal(it->due_on, "2020-10-31");
	assert_int_equal(it->days_late, 23);
	it = find(list, n, "VISIT_NEVER", "梁万春");
	assert_string_equal(it->arg[0], "2020-09");
	assert_int_equal(it->days_late, 54);
	it = find(list, n, "FINDING", "王秀英");
	assert_string_equal(it->text, "扶贫手册中主要致贫原因空缺");
	assert_string_equal(it->arg[0], "省督查");
	assert_string_equal(it->due_on, "2020-11-25");
	assert_int_equal(it->days_late, 0);
	it = find(list, n, "NOTIFY", "陈志强");
	assert_string_equal(it->text, "陈俊杰");
	assert_string_equal(it->arg[0], "2020-2");
	assert_string_equal(it->arg[1], "625");
	assert_true(it->person && it->row);
	assert_string_equal(find(list, n, "GAPS", "王秀英")->arg[0], "1");
	it = find(list, n, "NEXT", "刘永福");
	assert_string_equal(it->due_on, "2020-11-28");
	it = find(list, n, "VISIT_DUE", NULL);
	assert_string_equal(it->due_on, "2020-11-30");
	assert_string_equal(it->arg[1], "1");
	it = find(list, n, "TASK", NULL);
	assert_true(it->row && !it->household && it->text[0]);
	/* Late ones first, the longest first; then by due day; then what has none. */
	for (size_t i = 1; i < n; i++) {
		const struct item *a = &list[i - 1], *b = &list[i];
		assert_true(a->days_late >= b->days_late);
		if (!a->days_late && a->due_on[0] && b->due_on[0])
			assert_true(strcmp(a->due_on, b->due_on) <= 0);
		assert_false(!a->due_on[0] && b->due_on[0]);
	}
	free(list);
}

static void set_day(struct office *o, int64_t id, const char *column, const char *day)
{
	struct record r;
	record_init(&r, "monitoring_case");
	assert_int_equal(record_load(o, "monitoring_case", id, &r, &e), 0);
	record_set(&r, column, value_text(day));
	if (record_save(o, &r, RECORD_CHECKED, NULL, &e))
		fail_msg("%s %s", e.word, e.field);
	record_release(&r);
}

static size_t steps(struct office *o, int64_t house, const char *word)
{
	size_t n, found = 0;
	struct item *list = items(o, house, &n);
	for (size_t i = 0; i < n; i++)
		found += list[i].kind == ITEM_STEP && !strcmp(list[i].word, word);
	free(list);
	return found;
}

/* A case is told of three days before its last day, and no more once the county has decided. */
static void steps_of_a_case(void **state)
{
	struct office *o = *state;
	office_set_threshold(o, "identify_days", 15);
	int64_t house = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), NULL);
	int64_t id =
		fixture_add(o, "monitoring_case", "household_id", fixture_ref(house), "clue_on", "2020-11-01", NULL);
	assert_true(clock_freeze("2020-11-12"));
	assert_int_equal(steps(o, 0, "STEP_NEAR") + steps(o, 0, "STEP_LATE"), 0);
	assert_true(clock_freeze("2020-11-13"));
	assert_int_equal(steps(o, 0, "STEP_NEAR"), 1);
	assert_int_equal(steps(o, house, "STEP_NEAR"), 1);
	assert_true(clock_freeze("2020-11-16"));
	assert_int_equal(steps(o, 0, "STEP_NEAR"), 1);
	assert_true(clock_freeze("2020-11-23"));
	assert_int_equal(steps(o, house, "STEP_LATE"), 1);
	size_t n;
	struct item *list = items(o, 0, &n);
	const struct item *it = find(list, n, "STEP_LATE", "张建国");
	assert_string_equal(it->text, "home_checked_on");
	assert_string_equal(it->due_on, "2020-11-16");
	assert_int_equal(it->days_late, 7);
	assert_true(it->row == id);
	free(list);
	set_day(o, id, "county_on", "2020-11-20");
	assert_int_equal(steps(o, house, "STEP_LATE"), 0);
}

static void one_house_and_mine(void **state)
{
	struct office *o = *state;
	size_t n, all;
	fill(o);
	struct item *list = items(o, 0, &all);
	int64_t house = find(list, all, "VISIT_MISSED", "张建国")->household;
	free(list);
	list = items(o, house, &n);
	assert_int_equal(count(list, n, ITEM_VISIT), 1);
	assert_int_equal(count(list, n, ITEM_FINDING), 1);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(list[i].household, house);
	const struct item *it = find(list, n, "TASK_HERE", "张建国");
	assert_true(it->arg[0][0] && it->text[0]);
	free(list);
	assert_int_equal(office_set_scope(o, SCOPE_MINE, &e), 0);
	const struct today_counts mine = counts_of(o);
	assert_int_equal(mine.duty.asked, 2);
	assert_int_equal(mine.duty.due, 1);
	assert_int_equal(mine.gaps.gaps, 0);
	assert_int_equal(mine.findings, 0);
	list = items(o, 0, &n);
	assert_int_equal(count(list, n, ITEM_VISIT), 1);
	free(list);
}

static void drafts_come_first(void **state)
{
	struct office *o = *state;
	size_t n;
	fill(o);
	struct item *list = items(o, 0, &n);
	int64_t house = find(list, n, "VISIT_DUE", NULL)->household;
	free(list);
	struct form_draft d = {
		.parent = house, .form = "visit", .form_version = "1", .focus = "content", .cells = (char[]){ "{}" }
	};
	assert_int_equal(form_draft_put(o, &d, &e), 0);
	list = items(o, 0, &n);
	assert_int_equal(list[0].kind, ITEM_DRAFT);
	assert_string_equal(list[0].word, "DRAFT");
	assert_string_equal(list[0].text, "visit");
	assert_int_equal(list[0].household, house);
	assert_int_equal(list[0].row, d.id);
	assert_int_equal(list[0].draft_parent, house);
	assert_true(list[0].head[0]);
	free(list);
	list = items(o, house, &n);
	assert_int_equal(count(list, n, ITEM_DRAFT), 1);
	free(list);
	const struct today_counts c = counts_of(o);
	assert_int_equal(c.drafts, 1);
}

static void doing_it_takes_it_off(void **state)
{
	struct office *o = *state;
	size_t n;
	fill(o);
	struct item *list = items(o, 0, &n);
	const struct item *visit = find(list, n, "VISIT_MISSED", "张建国"), *told = find(list, n, "NOTIFY", NULL);
	const struct item *finding = find(list, n, "FINDING", "王秀英");
	fixture_add(o, "visit", "household_id", fixture_ref(visit->household), "visited_on", FIXTURE_TODAY, NULL);
	fixture_add(o, "notification", "person_id", fixture_ref(told->person), "term", told->arg[0], "notified_on",
		    FIXTURE_TODAY, NULL);
	assert_string_equal(
		fixture_try(o, "finding", finding->row, "state", "rectified", "done_on", FIXTURE_TODAY, NULL), "");
	free(list);
	const struct today_counts c = counts_of(o);
	assert_int_equal(c.duty.done, 16);
	assert_int_equal(c.duty.overdue, 1);
	assert_int_equal(c.untold, 2);
	assert_int_equal(c.findings, 1);
	struct today_counts both;
	size_t alone = n;
	list = items(o, 0, &alone);
	free(list);
	assert_int_equal(today_load(o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, &both, &list, &n, &e), 0);
	assert_int_equal(n, alone);
	assert_memory_equal(&both.duty, &c.duty, sizeof c.duty);
	assert_memory_equal(&both.gaps, &c.gaps, sizeof c.gaps);
	assert_int_equal(both.untold, c.untold);
	assert_int_equal(both.findings, c.findings);
	free(list);
	/* An empty office owes nothing. */
	o->village = -1;
	list = items(o, 0, &n);
	assert_int_equal(count(list, n, ITEM_VISIT) + count(list, n, ITEM_GAP) + count(list, n, ITEM_NOTIFY), 0);
	free(list);
}

struct passing {
	int64_t household; /* whose cause is filled in */
};

static int still(void *arg, struct still_ask *ask, size_t n, struct err *err)
{
	const struct passing *p = arg;

	(void)err;
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(ask[i].rule, "blank:main_cause");
		assert_string_equal(ask[i].tbl, "household");
		ask[i].answer = ask[i].row == p->household ? STILL_PASSES : STILL_FAILS;
	}
	return 0;
}

/* Open: to rectify; rectified: for somebody else to verify; and what the rules say of both replaces the line. */
static void findings_in_their_states(void **state)
{
	struct office *o = *state;
	struct passing passing = { 0 };
	int64_t h[2], id[2], other = fixture_add(o, "cadre", "name", "赵检查", NULL);
	size_t n;
	bool was;

	for (int i = 0; i < 2; i++) {
		h[i] = fixture_add(o, "household", "head_name", i ? "王秀英" : "张建国", "place_id",
				   fixture_ref(o->village), NULL);
		struct finding_new f = { .household = h[i],
					 .found_on = "2020-11-01",
					 .due_on = "2020-11-10",
					 .content = "致贫原因空缺",
					 .owner = o->me,
					 .rule = "blank:main_cause",
					 .rule_tbl = "household",
					 .rule_row = h[i],
					 .rule_field = "main_cause" };
		assert_int_equal(finding_notice(o, &f, &id[i], &was, &e), 0);
	}
	struct item *list = items(o, 0, &n);
	assert_int_equal(find(list, n, "FINDING", "张建国")->days_late, 13);
	free(list);
	/* Mine to rectify, not mine to verify. */
	assert_int_equal(finding_move(o, id[0], "rectified", "", FIXTURE_TODAY, "补填", &e), 0);
	list = items(o, 0, &n);
	assert_int_equal(count(list, n, ITEM_FINDING), 1);
	free(list);
	assert_int_equal(office_set_me(o, other, &e), 0);
	list = items(o, 0, &n);
	assert_int_equal(count(list, n, ITEM_FINDING), 2);
	assert_string_equal(find(list, n, "FINDING_VERIFY", "张建国")->due_on, "");
	free(list);
	/* The rules: one passes, the other has come back after it was closed. */
	assert_int_equal(finding_move(o, id[0], "verified", "赵检查", FIXTURE_TODAY, "", &e), 0);
	assert_int_equal(finding_move(o, id[0], "closed", "赵检查", FIXTURE_TODAY, "", &e), 0);
	o->still = still;
	o->still_arg = &passing;
	passing.household = h[1];
	list = items(o, 0, &n);
	assert_int_equal(count(list, n, ITEM_FINDING), 2);
	assert_int_equal(find(list, n, "FINDING_CLOSE", "王秀英")->row, id[1]);
	assert_int_equal(find(list, n, "FINDING_CLOSE", "王秀英")->days_late, 13);
	assert_int_equal(find(list, n, "FINDING_BACK", "张建国")->row, id[0]);
	assert_string_equal(find(list, n, "FINDING_BACK", "张建国")->text, "致贫原因空缺");
	free(list);
	list = items(o, h[0], &n);
	assert_int_equal(count(list, n, ITEM_FINDING), 1);
	free(list);
	const struct today_counts counts = counts_of(o);
	assert_int_equal(counts.findings, 1);
	assert_int_equal(counts.findings_late, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_sample_village, fixture_open_empty, fixture_close),
		cmocka_unit_test_setup_teardown(one_house_and_mine, fixture_open_empty, fixture_close),
		cmocka_unit_test_setup_teardown(steps_of_a_case, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(drafts_come_first, fixture_open_empty, fixture_close),
		cmocka_unit_test_setup_teardown(doing_it_takes_it_off, fixture_open_empty, fixture_close),
		cmocka_unit_test_setup_teardown(findings_in_their_states, fixture_open, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

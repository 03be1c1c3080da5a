/* Proves what a campaign's numbers mean: who is a target, what counts as done, when it is late, and what may be ticked.
 */
#include "unit/office_fixture.h"

#include "model/campaign.h"
#include "store/db.h"

static const struct task_template TASKS[] = {
	{ "印发方案", "once", "", "文件号", "各校一份", "" },  { "全村公示", "village", NULL, NULL, NULL, "12-15" },
	{ "走访", "household", "visit", NULL, NULL, "11-20" }, { "核对学生", "student", NULL, NULL, NULL, "01-10" },
	{ "告知", "student", "notification", NULL, NULL, "" },
};
static const struct campaign_template WINTER = { "winter", "2", "冬季攻势", "10-15", "01-31", TASKS, 5 };

static struct err e;
#define OK(call) \
	do { \
		if (call) \
			fail_msg("%s: %s %s %s", #call, e.word, e.field, e.arg[0]); \
	} while (0)

static int64_t house(struct office *o, const char *head, const char *group)
{
	return fixture_add(o, "household", "head_name", head, "village_group", group, "place_id",
			   o->village ? fixture_ref(o->village) : NULL, NULL);
}

static int64_t person(struct office *o, int64_t household, const char *name, const char *status)
{
	return fixture_add(o, "person", "household_id", fixture_ref(household), "name", name, "school_status", status,
			   NULL);
}

static int64_t start(struct office *o)
{
	int64_t id = 0;
	OK(campaign_start(o, &WINTER, "2020", &id, &e));
	return id;
}

/* The nth task, from 1. */
static struct task_info task(struct office *o, int64_t campaign, size_t position)
{
	struct task_info *list, t;
	size_t n;
	OK(task_list(o, campaign, &list, &n, &e));
	assert_int_equal(n, 5);
	t = list[position - 1];
	free(list);
	return t;
}

static struct target target(struct office *o, int64_t id, size_t at, size_t of)
{
	struct target *list, t;
	size_t n;
	OK(target_list(o, id, &list, &n, &e));
	assert_int_equal(n, of);
	t = list[at];
	free(list);
	return t;
}

static void keeps_its_version(void **state)
{
	struct office *o = *state;
	int64_t id = start(o), other = 0;
	struct campaign_info c;
	OK(campaign_get(o, id, &c, &e));
	assert_string_equal(c.name, "冬季攻势");
	assert_string_equal(c.version, "2");
	assert_string_equal(c.started_on, "2020-10-15");
	assert_string_equal(c.ends_on, "2021-01-31");
	assert_int_equal(c.tasks, 5);
	assert_string_equal(task(o, id, 1).due_on, "2021-01-31");
	assert_string_equal(task(o, id, 1).guidance, "各校一份");
	assert_string_equal(task(o, id, 2).due_on, "2020-12-15");
	assert_string_equal(task(o, id, 4).due_on, "2021-01-10");
	assert_int_equal(campaign_start(o, &WINTER, "2020", &other, &e), -1);
	assert_string_equal(e.word, "CAMPAIGN_RUNNING");
	OK(campaign_start(o, &WINTER, "2019", &other, &e));
	struct campaign_info *list;
	size_t n;
	OK(campaign_list(o, false, &list, &n, &e));
	assert_int_equal(n, 2);
	assert_int_equal(list[0].id, id); /* newest first */
	free(list);
	assert_int_equal(campaign_get(o, 12345, &c, &e), -1);
	assert_string_equal(e.word, "RECORD_GONE");
}

static void the_leap_day_is_the_last_of_february(void **state)
{
	struct campaign_template t = { "leap", "1", "闰日", "02-29", "02-28", TASKS, 1 };
	struct campaign_info c;
	int64_t id;
	OK(campaign_start(*state, &t, "2019", &id, &e));
	OK(campaign_get(*state, id, &c, &e));
	assert_string_equal(c.started_on, "2019-02-28");
	assert_string_equal(c.ends_on, "2020-02-28");
	t.starts = "13-01";
	t.key = "bad";
	assert_int_equal(campaign_start(*state, &t, "2019", &id, &e), -1);
	assert_string_equal(e.word, "DATE_BAD");
}

static void targets_follow_the_registry(void **state)
{
	struct office *o = *state;
	int64_t a = house(o, "张建国", "三组"), b = house(o, "王秀英", "一组"), c = house(o, "迁走", "二组");
	int64_t gone = house(o, "误建", "二组"), pupil = person(o, a, "张小明", "小学");
	person(o, a, "张建国", NULL);
	person(o, b, "王小燕", "九年级");
	person(o, c, "李远", "小学");
	fixture_try(o, "household", c, "removed_on", "2020-11", NULL);
	assert_int_equal(record_bin(o, "household", gone, &e), 0);
	int64_t id = start(o);
	assert_int_equal(task(o, id, 1).targets, 1);
	assert_int_equal(task(o, id, 2).targets, 1);
	assert_int_equal(task(o, id, 3).targets, 2);
	assert_int_equal(task(o, id, 4).targets, 2); /* no enrolments: by school status */
	struct target t = target(o, task(o, id, 3).id, 0, 2);
	assert_string_equal(t.title, "王秀英"); /* by group */
	assert_string_equal(t.note, "一组");
	assert_int_equal(target(o, task(o, id, 2).id, 0, 1).place, o->village);
	/* Once anybody is enrolled that term, the enrolments say who is a student. */
	fixture_add(o, "enrolment", "person_id", fixture_ref(pupil), "term", "2020-2", NULL);
	t = target(o, task(o, id, 4).id, 0, 1);
	assert_int_equal(t.person, pupil);
	assert_string_equal(t.note, "张建国");
	fixture_try(o, "person", pupil, "left_on", "2020-11-23", "left_reason", "其他转出", NULL);
	assert_int_equal(task(o, id, 4).targets, 0);
	assert_int_equal(task(o, id, 4).done, 0);
	/* The whole file: every place where somebody lives. */
	int64_t far = fixture_add(o, "place", "name", "远村", "level", "行政村", NULL);
	fixture_add(o, "place", "name", "空村", "level", "行政村", NULL);
	fixture_add(o, "household", "head_name", "远客", "place_id", fixture_ref(far), NULL);
	assert_int_equal(task(o, id, 3).targets, 2);
	o->village = 0;
	assert_int_equal(task(o, id, 3).targets, 3);
	assert_int_equal(task(o, id, 2).targets, 2);
	/* Mine. */
	fixture_add(o, "pairing", "household_id", fixture_ref(b), "cadre_id", fixture_ref(o->me), "started_on",
		    "2020-11-23", NULL);
	o->scope = SCOPE_MINE;
	assert_int_equal(target(o, task(o, id, 3).id, 0, 1).household, b);
}

static void january_belongs_to_the_autumn_term(void **state)
{
	static const struct task_template students = { "核对学生", "student", NULL, NULL, NULL, "" };
	struct campaign_template t = { "start", "1", "开年", "01-10", "02-20", &students, 1 };
	struct office *o = *state;
	int64_t a = house(o, "张建国", "一组"), pupil = person(o, a, "张小明", "小学"),
		other = person(o, a, "张小燕", "小学"), id;
	fixture_try(o, "household", a, "entered_on", "2014", NULL);
	fixture_add(o, "enrolment", "person_id", fixture_ref(pupil), "term", "2019-2", NULL);
	fixture_add(o, "enrolment", "person_id", fixture_ref(other), "term", "2020-2", NULL);
	OK(campaign_start(o, &t, "2020", &id, &e));
	struct task_info *list;
	size_t n;
	OK(task_list(o, id, &list, &n, &e));
	assert_int_equal(target(o, list[0].id, 0, 1).person, pupil);
	free(list);
}

static void records_prove_and_ticks_prove(void **state)
{
	struct office *o = *state;
	int64_t a = house(o, "张建国", "一组"), b = house(o, "王秀英", "二组"), pupil = person(o, b, "王小燕", "小学"),
		mark;
	int64_t id = start(o);
	struct task_info visits = task(o, id, 3);
	fixture_add(o, "visit", "household_id", fixture_ref(a), "visited_on", "2020-10-14", NULL);
	assert_int_equal(task(o, id, 3).done, 0); /* the day before it began */
	int64_t visit = fixture_add(o, "visit", "household_id", fixture_ref(a), "visited_on", "2020-10-15", NULL);
	fixture_add(o, "visit", "household_id", fixture_ref(a), "visited_on", "2020-11-02", NULL);
	assert_int_equal(task(o, id, 3).done, 1);
	assert_true(task(o, id, 3).late); /* 11-20 is past, one is missing */
	struct target t = target(o, visits.id, 0, 2);
	assert_true(t.done && t.by_fact && !t.mark);
	assert_string_equal(t.done_on, "2020-10-15");
	assert_string_equal(t.who, "李明");
	assert_int_equal(target_untick(o, visits.id, &t, &e), -1);
	assert_string_equal(e.word, "TICK_BY_FACT");
	t = target(o, visits.id, 1, 2);
	assert_false(t.done);
	OK(target_tick(o, visits.id, &t, "第 3 盒", &mark, &e));
	int64_t again;
	OK(target_tick(o, visits.id, &t, "第 4 盒", &again, &e));
	assert_int_equal(mark, again); /* ticking twice is one tick */
	t = target(o, visits.id, 1, 2);
	assert_true(t.done && !t.by_fact && t.mark == mark);
	assert_string_equal(t.evidence, "第 4 盒");
	assert_string_equal(t.done_on, FIXTURE_TODAY);
	assert_false(task(o, id, 3).late);
	OK(target_untick(o, visits.id, &t, &e));
	assert_int_equal(task(o, id, 3).done, 1);
	OK(record_bin(o, "visit", visit, &e));
	assert_string_equal(target(o, visits.id, 0, 2).done_on, "2020-11-02");
	/* A notification is of one student. */
	assert_int_equal(task(o, id, 5).done, 0);
	fixture_add(o, "notification", "person_id", fixture_ref(pupil), "term", "2020-2", "notified_on", "2020-11-01",
		    NULL);
	assert_int_equal(task(o, id, 5).done, 1);
	struct campaign_info c;
	OK(campaign_get(o, id, &c, &e));
	assert_int_equal(c.targets, 1 + 1 + 2 + 1 + 1);
	assert_int_equal(c.targets_done, 2);
	assert_int_equal(c.tasks_done, 1);
	assert_int_equal(c.overdue, 1);
}

static const struct task_template FACTS[] = {
	{ "明白纸", "household", "flyer", NULL, NULL, "" },
	{ "查看手册", "household", "handbook_review", NULL, NULL, "" },
	{ "遍访", "household", "full_round", NULL, NULL, "" },
	{ "走访学生", "student", "visit", NULL, NULL, "" },
	{ "村走访", "village", "visit", NULL, NULL, "" },
};

static void each_fact_is_its_own(void **state)
{
	static const struct campaign_template t = { "facts", "1", "全", "10-15", "12-31", FACTS, 5 };
	struct office *o = *state;
	int64_t a = house(o, "张建国", "一组"), b = house(o, "王秀英", "二组"), id;
	person(o, b, "王小燕", "小学");
	OK(campaign_start(o, &t, "2020", &id, &e));
	for (size_t i = 1; i <= 5; i++)
		assert_int_equal(task(o, id, i).done, 0);
	fixture_add(o, "visit", "household_id", fixture_ref(a), "visited_on", "2020-10-16", NULL);
	for (size_t i = 1; i <= 4; i++)
		assert_int_equal(task(o, id, i).done, 0);
	fixture_try(o, "household", a, "flyer_posted_on", "2020-11", NULL);
	fixture_add(o, "handbook_review", "household_id", fixture_ref(a), "reviewed_on", "2020-10-20", "reviewer",
		    "王芳", NULL);
	fixture_add(o, "visit", "household_id", fixture_ref(b), "visited_on", "2020-11-01", "visit_kind", "遍访",
		    "flyer_posted", "#1", "handbook_seen", "#1", NULL);
	assert_int_equal(task(o, id, 1).done, 2);
	assert_int_equal(task(o, id, 2).done, 2);
	assert_int_equal(task(o, id, 3).done, 1);
	assert_int_equal(task(o, id, 4).done, 1);
	assert_int_equal(task(o, id, 5).done, 1);
	assert_string_equal(target(o, task(o, id, 2).id, 0, 2).who, "王芳");
}

static void closed_is_closed(void **state)
{
	struct office *o = *state;
	int64_t a = house(o, "张建国", "一组"), id = start(o);
	struct target t = target(o, task(o, id, 3).id, 0, 1);
	OK(campaign_close(o, id, "2020-11-21", &e));
	assert_int_equal(target_tick(o, task(o, id, 3).id, &t, NULL, NULL, &e), -1);
	assert_string_equal(e.word, "CAMPAIGN_CLOSED");
	assert_int_equal(target_untick(o, task(o, id, 3).id, &t, &e), -1);
	assert_int_equal(campaign_close(o, id, "2020-11-22", &e), -1);
	assert_string_equal(e.word, "CAMPAIGN_CLOSED");
	/* What comes after the close proves nothing any more. */
	fixture_add(o, "visit", "household_id", fixture_ref(a), "visited_on", "2020-11-22", NULL);
	assert_int_equal(task(o, id, 3).done, 0);
	assert_true(task(o, id, 3).late);
	struct campaign_info *list;
	size_t n;
	OK(campaign_list(o, true, &list, &n, &e));
	assert_int_equal(n, 0);
	free(list);
}

static void late_work_counts_until_the_close(void **state)
{
	struct office *o = *state;
	struct campaign_template t = WINTER;
	int64_t a = house(o, "张建国", "一组"), id;
	fixture_try(o, "household", a, "entered_on", "2014", NULL);
	t.starts = "08-20";
	t.ends = "10-31";
	OK(campaign_start(o, &t, "2020", &id, &e));
	fixture_add(o, "visit", "household_id", fixture_ref(a), "visited_on", "2020-11-10", NULL);
	assert_int_equal(task(o, id, 3).done, 1);
	o->read_only = true;
	struct target target_3 = target(o, task(o, id, 3).id, 0, 1);
	assert_int_equal(target_tick(o, task(o, id, 3).id, &target_3, NULL, NULL, &e), -1);
	assert_string_equal(e.word, "DB_READ_ONLY");
	o->read_only = false;
}

/* Who comes into the file or the family after a campaign is over does not open it again. */
static void newcomers_open_nothing_that_is_over(void **state)
{
	struct office *o = *state;
	int64_t a = house(o, "张建国", "三组");
	person(o, a, "张小明", "小学");
	int64_t closed = start(o), over = 0, running = 0;
	OK(campaign_close(o, closed, "2020-11-20", &e));
	assert_int_equal(task(o, closed, 3).targets, 0); /* entered today */
	fixture_try(o, "household", a, "entered_on", "2018-03", NULL);
	assert_int_equal(task(o, closed, 3).targets, 1);
	assert_int_equal(task(o, closed, 4).targets, 1);
	struct campaign_template t = WINTER;
	t.key = "early";
	t.ends = "11-22";
	OK(campaign_start(o, &t, "2020", &over, &e));
	t.key = "open";
	t.ends = "11-23";
	OK(campaign_start(o, &t, "2020", &running, &e));
	int64_t b = house(o, "王秀英", "一组"), c = house(o, "旧账", "一组");
	person(o, b, "王小燕", "九年级");
	assert_int_equal(db_exec(o->db, "UPDATE household SET entered_on = NULL WHERE head_name = '旧账'", NULL), 0);
	int64_t born = fixture_add(o, "person", "household_id", fixture_ref(c), "name", "旧小", "school_status", "小学",
				   "joined_on", "2020-11-21", "joined_reason", "新生儿", NULL);
	assert_int_equal(task(o, closed, 3).targets, 2);
	assert_int_equal(task(o, closed, 4).targets, 1);
	assert_int_equal(task(o, closed, 2).targets, 1);
	assert_int_equal(task(o, over, 3).targets, 2);
	assert_int_equal(task(o, over, 4).targets, 2);
	assert_int_equal(task(o, running, 3).targets, 3);
	assert_int_equal(task(o, running, 4).targets, 3);
	fixture_try(o, "person", born, "joined_on", "2020-11", NULL);
	assert_int_equal(task(o, closed, 4).targets, 2);
	struct open_task *list;
	size_t n;
	OK(open_tasks_of(o, b, &list, &n, &e));
	for (size_t i = 0; i < n; i++)
		assert_int_equal(list[i].campaign, running);
	assert_int_equal(n, 3);
	free(list);
	o->village = 0;
	int64_t far = fixture_add(o, "place", "name", "远村", "level", "行政村", NULL);
	fixture_add(o, "household", "head_name", "远客", "place_id", fixture_ref(far), NULL);
	assert_int_equal(task(o, closed, 2).targets, 1);
	assert_int_equal(task(o, running, 2).targets, 2);
}

static void open_tasks_touch_the_house(void **state)
{
	struct office *o = *state;
	int64_t a = house(o, "张建国", "一组"), b = house(o, "王秀英", "二组"), pupil = person(o, a, "张小明", "小学");
	struct open_task *list;
	size_t n;
	int64_t id = start(o);
	OK(open_tasks_of(o, a, &list, &n, &e));
	assert_int_equal(n, 3);
	assert_string_equal(list[0].title, "走访");
	assert_true(list[0].late && !list[0].person);
	assert_int_equal(list[1].person, pupil);
	free(list);
	fixture_add(o, "visit", "household_id", fixture_ref(a), "visited_on", "2020-11-10", NULL);
	OK(open_tasks_of(o, a, &list, &n, &e));
	assert_int_equal(n, 2);
	free(list);
	OK(open_tasks_of(o, b, &list, &n, &e));
	assert_int_equal(n, 1);
	free(list);
	OK(campaign_close(o, id, FIXTURE_TODAY, &e));
	OK(open_tasks_of(o, b, &list, &n, &e));
	assert_int_equal(n, 0);
	free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keeps_its_version, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(the_leap_day_is_the_last_of_february, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(targets_follow_the_registry, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(january_belongs_to_the_autumn_term, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(records_prove_and_ticks_prove, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(each_fact_is_its_own, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(closed_is_closed, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(late_work_counts_until_the_close, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(newcomers_open_nothing_that_is_over, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(open_tasks_touch_the_house, fixture_open, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

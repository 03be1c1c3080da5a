/* Proves that the next term follows from this one and the ladder: the same class in spring, a grade up or a new stage
 * in autumn, children of age who are nowhere; that only what a person took is written, and that a school confirms. */
#include "unit/office_fixture.h"

#include "base/term.h"
#include "model/enrolment.h"
#include "store/db.h"

static const char *const kinder[] = { "小班", "中班", "大班" }, *const kinder_status[] = { "学前教育", "学前教育",
											   "学前教育" };
static const char *const lower[] = { "一年级", "二年级" }, *const lower_status[] = { "小学", "小学" };
static const char *const upper[] = { "七年级", "八年级" }, *const upper_status[] = { "七年级", "八年级" };
static const struct stage ladder[] = {
	{ "学前", kinder, kinder_status, 3, "小学", 3, 5, false },
	{ "小学", lower, lower_status, 2, "初中", 6, 7, true },
	{ "初中", upper, upper_status, 2, "", 0, 0, true },
};

static int64_t home;

static int64_t person(struct office *o, const char *name, const char *birth)
{
	return fixture_add(o, "person", "household_id", fixture_ref(home), "name", name, "birth", birth, NULL);
}

static int64_t enrolled(struct office *o, const char *name, const char *term, const char *stage, const char *grade)
{
	int64_t id = person(o, name, "2010-01-01");

	fixture_add(o, "enrolment", "person_id", fixture_ref(id), "term", term, "school", "青山学校", "school_stage",
		    stage, "grade", grade, "class", "1班", "student_no", "G1", "guardian", "王建国", "is_boarder", "#1",
		    "student_groups", "[\"孤儿\"]", "verified_by", "学校", "verified_on", "2020-09-10", NULL);
	return id;
}

static int open_here(void **state)
{
	if (fixture_open(state))
		return -1;
	struct office *o = *state;
	office_set_stages(o, ladder, 3);
	home = fixture_add(o, "household", "head_name", "王建国", "place_id", fixture_ref(o->village), NULL);
	return 0;
}

static bool goes_to(struct office *o, int64_t who, const char *school, const char *status)
{
	return db_int(o->db, 0, "SELECT count(*) FROM person WHERE id = ?1 AND school = ?2 AND school_status = ?3",
		      "iss", who, school, status) == 1;
}

/* What the person's own file says of school follows the newest enrolment, whoever writes it. */
static void where_a_person_goes_to_school(void **state)
{
	struct office *o = *state;
	int64_t who = enrolled(o, "甲", "2020-2", "小学", "一年级");
	int64_t now = db_int(o->db, 0, "SELECT id FROM enrolment WHERE person_id = ?1", "i", who);
	struct record r;
	struct err e = { 0 };

	assert_true(goes_to(o, who, "青山学校", "小学"));
	fixture_add(o, "enrolment", "person_id", fixture_ref(who), "term", "2019-2", "school", "旧校", "school_stage",
		    "学前", "grade", "大班", NULL);
	assert_true(goes_to(o, who, "青山学校", "小学"));
	record_init(&r, "enrolment");
	assert_int_equal(record_load(o, "enrolment", now, &r, &e), 0);
	record_set(&r, "school", value_text("新校"));
	assert_int_equal(record_save(o, &r, RECORD_CHECKED, NULL, &e), 0);
	record_release(&r);
	assert_true(goes_to(o, who, "新校", "小学"));
}

static struct enrolment_suggestion *suggested(struct office *o, const char *term, size_t *n)
{
	struct enrolment_suggestion *list;
	struct err e = { 0 };

	if (enrolment_suggest(o, term, &list, n, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	return list;
}

static const struct enrolment_suggestion *of(const struct enrolment_suggestion *list, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].person == id)
			return &list[i];
	fail_msg("nothing is proposed");
	return NULL;
}

static void spring_goes_on(void **state)
{
	struct office *o = *state;
	int64_t id = enrolled(o, "王小明", "2020-2", "初中", "八年级");
	size_t n;
	struct enrolment_suggestion *list = suggested(o, "2021-1", &n);
	const struct enrolment_suggestion *s = of(list, n, id);

	assert_int_equal(n, 1);
	assert_int_equal(s->why, SUGGEST_SAME);
	assert_true(s->take);
	assert_string_equal(s->school, "青山学校");
	assert_string_equal(s->grade, "八年级");
	assert_string_equal(s->was, "青山学校 八年级 1班");
	free(list);
}

static void autumn_climbs_the_ladder(void **state)
{
	struct office *o = *state;
	int64_t up = enrolled(o, "王升级", "2020-1", "小学", "一年级"),
		stage = enrolled(o, "王升学", "2020-1", "小学", "二年级");
	int64_t leaves = enrolled(o, "王毕业", "2020-1", "初中", "八年级"),
		odd = enrolled(o, "王特殊", "2020-1", "特殊教育", "");
	size_t n;
	struct enrolment_suggestion *list = suggested(o, "2020-2", &n);

	assert_int_equal(n, 4);
	assert_int_equal(of(list, n, up)->why, SUGGEST_UP);
	assert_true(of(list, n, up)->take);
	assert_string_equal(of(list, n, up)->grade, "二年级");
	assert_int_equal(of(list, n, stage)->why, SUGGEST_STAGE);
	assert_false(of(list, n, stage)->take);
	assert_string_equal(of(list, n, stage)->stage, "初中");
	assert_string_equal(of(list, n, stage)->grade, "七年级");
	assert_string_equal(of(list, n, stage)->school, "");
	assert_int_equal(of(list, n, leaves)->why, SUGGEST_LEAVES);
	assert_false(of(list, n, leaves)->take);
	/* What the ladder does not know is shown as it was and not ticked. */
	assert_int_equal(of(list, n, odd)->why, SUGGEST_SAME);
	assert_false(of(list, n, odd)->take);
	free(list);
}

static void children_of_age_begin(void **state)
{
	struct office *o = *state;
	int64_t three = person(o, "王小宝", "2017-09-01"), late = person(o, "王大宝", "2014-05-05");
	size_t n;

	person(o, "王婴儿", "2017-09-02");
	person(o, "王大人", "2012-08-31");
	person(o, "王不详", "2015");
	int64_t gone = person(o, "王搬走", "2016-01-01");
	fixture_try(o, "person", gone, "left_on", "2020-01-01", "left_reason", "其他转出", NULL);
	struct enrolment_suggestion *list = suggested(o, "2020-2", &n);
	assert_int_equal(of(list, n, three)->why, SUGGEST_FIRST);
	assert_false(of(list, n, three)->take);
	assert_string_equal(of(list, n, three)->grade, "小班");
	assert_string_equal(of(list, n, late)->stage, "小学");
	assert_int_equal(n, 3); /* of whom only the year is known: as if born in its beginning */
	free(list);
	/* In spring the age is still that of the September before. */
	list = suggested(o, "2021-1", &n);
	assert_string_equal(of(list, n, three)->grade, "小班");
	free(list);
}

static void who_is_there_is_not_proposed(void **state)
{
	struct office *o = *state;
	int64_t id = enrolled(o, "王小明", "2020-1", "小学", "一年级"),
		away = enrolled(o, "王休学", "2020-1", "小学", "一年级");
	size_t n;

	fixture_add(o, "enrolment", "person_id", fixture_ref(id), "term", "2020-2", NULL);
	assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM enrolment WHERE person_id = ?1", "i", away), 1);
	int64_t row = db_int(o->db, 0, "SELECT id FROM enrolment WHERE person_id = ?1", "i", away);
	assert_string_equal(fixture_try(o, "enrolment", row, "away_reason", "辍学", NULL), "");
	free(suggested(o, "2020-2", &n));
	assert_int_equal(n, 0);
}

static void scope_holds(void **state)
{
	struct office *o = *state;
	size_t n;

	enrolled(o, "王小明", "2020-1", "小学", "一年级");
	o->scope = SCOPE_MINE;
	free(suggested(o, "2020-2", &n));
	assert_int_equal(n, 0);
	fixture_add(o, "pairing", "household_id", fixture_ref(home), "cadre_id", fixture_ref(o->me), "started_on",
		    "2020-01-01", NULL);
	free(suggested(o, "2020-2", &n));
	assert_int_equal(n, 1);
}

static void what_was_taken_is_written(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t up = enrolled(o, "王升级", "2020-1", "初中", "七年级");
	int64_t stage = enrolled(o, "王升学", "2020-1", "小学", "二年级");
	int written;
	size_t n;
	struct enrolment_suggestion *list = suggested(o, "2020-2", &n);

	assert_int_equal(enrolment_accept(o, "2020-2", list, n, &written, &e), 0);
	assert_int_equal(written, 1);
	assert_int_equal(
		db_int(o->db, 0,
		       "SELECT count(*) FROM enrolment WHERE person_id = ?1 AND term = '2020-2' AND grade = '八年级'"
		       " AND class = '1班' AND student_no = 'G1' AND guardian = '王建国' AND is_boarder = 1"
		       " AND student_groups = '[\"孤儿\"]' AND verified_on IS NULL",
		       "i", up),
		1);
	assert_int_equal(db_int(o->db, 0, "SELECT school_status = '八年级' FROM person WHERE id = ?1", "i", up), 1);
	assert_int_equal(
		db_int(o->db, 0, "SELECT count(DISTINCT action) FROM change WHERE action = 'enrolment.next'", ""), 1);
	free(list);
	/* A new stage without its school: nothing of the list is written. */
	list = suggested(o, "2020-2", &n);
	assert_int_equal(n, 1);
	list[0].take = true;
	assert_int_equal(enrolment_accept(o, "2020-2", list, n, &written, &e), -1);
	assert_string_equal(e.word, "ENROLMENT_SCHOOL");
	assert_string_equal(e.arg[0], "王升学");
	assert_int_equal(written, 0);
	snprintf(list[0].school, sizeof list[0].school, "青山镇中学");
	assert_int_equal(enrolment_accept(o, "2020-2", list, n, &written, &e), 0);
	assert_int_equal(db_int(o->db, 0, "SELECT school_status = '七年级' FROM person WHERE id = ?1", "i", stage), 1);
	/* The same list again is refused, for everybody on it is there. */
	assert_int_equal(enrolment_accept(o, "2020-2", list, n, &written, &e), -1);
	assert_string_equal(e.word, "ENROLMENT_TWICE");
	free(list);
}

static void an_old_term_leaves_the_status(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t id = enrolled(o, "王升级", "2018-1", "初中", "七年级");
	int written;
	size_t n;
	struct enrolment_suggestion *list = suggested(o, "2018-2", &n);

	assert_int_equal(enrolment_accept(o, "2018-2", list, n, &written, &e), 0);
	assert_int_equal(written, 1);
	free(list);
	assert_int_equal(db_int(o->db, 1, "SELECT school_status IS NOT NULL FROM person WHERE id = ?1", "i", id), 0);
	assert_int_equal(enrolment_suggest(o, "2018", &list, &n, &e), -1);
	assert_string_equal(e.word, "TERM_BAD");
}

static void the_school_confirms(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t a = person(o, "王小明", "2010-01-01"), b = person(o, "王小红", "2011-01-01");
	const int64_t both[] = { fixture_add(o, "enrolment", "person_id", fixture_ref(a), "term", "2020-2", NULL),
				 fixture_add(o, "enrolment", "person_id", fixture_ref(b), "term", "2020-2", NULL) };

	assert_int_equal(enrolment_verify(o, both, 2, "", "2020-09-20", &e), -1);
	assert_int_equal(enrolment_verify(o, both, 2, "青山学校", "2020-12-24", &e), -1);
	assert_int_equal(db_int(o->db, -1, "SELECT count(*) FROM enrolment WHERE verified_on IS NOT NULL", ""), 0);
	assert_int_equal(enrolment_verify(o, both, 2, "青山学校", "2020-09-20", &e), 0);
	assert_int_equal(
		db_int(o->db, 0,
		       "SELECT count(*) FROM enrolment WHERE verified_on = '2020-09-20' AND verified_by = '青山学校'",
		       ""),
		2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(where_a_person_goes_to_school, open_here, fixture_close),
		cmocka_unit_test_setup_teardown(spring_goes_on, open_here, fixture_close),
		cmocka_unit_test_setup_teardown(autumn_climbs_the_ladder, open_here, fixture_close),
		cmocka_unit_test_setup_teardown(children_of_age_begin, open_here, fixture_close),
		cmocka_unit_test_setup_teardown(who_is_there_is_not_proposed, open_here, fixture_close),
		cmocka_unit_test_setup_teardown(scope_holds, open_here, fixture_close),
		cmocka_unit_test_setup_teardown(what_was_taken_is_written, open_here, fixture_close),
		cmocka_unit_test_setup_teardown(an_old_term_leaves_the_status, open_here, fixture_close),
		cmocka_unit_test_setup_teardown(the_school_confirms, open_here, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

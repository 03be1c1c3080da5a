/* A payment list cannot change a closed term, and cannot pay a student the same item twice: the row is refused, and a
 * finding says so, once however often the list is loaded. */
#include "unit/exchange_fixture.h"

#include "model/aid.h"
#include "screen/aid_items.h"

#define HEADER "身份证号码,学期,资助项目,金额,进度,发放日期\n"

static struct err e;
static char idno[24];

static int64_t item(struct office *o, const char *name, const char *stages, const char *from, const char *to)
{
	return fixture_add(o, "aid_item", "key", "CE_DAY", "name", name, "aid_kind", "补助", "amount", "#25000",
			   "stages", stages, "valid_from", from, "valid_to", to, NULL);
}

static int open_school(void **state)
{
	if (exchange_open(state) < 0)
		return -1;
	struct office *o = *state;
	snprintf(idno, sizeof idno, "%s", an_id("20110302", 1));
	int64_t h = fixture_add(o, "household", "head_name", "王秀英", "household_no", "9901010001", "place_id",
				fixture_ref(o->village), NULL);
	int64_t p = fixture_add(o, "person", "household_id", fixture_ref(h), "name", "王小明", "id_no", idno, NULL);
	fixture_add(o, "enrolment", "person_id", fixture_ref(p), "term", "2020-2", "school_stage", "小学", NULL);
	item(o, "非寄宿生生活补助", "[\"小学\"]", "2019-09", NULL);
	return 0;
}

/* Loads rows under the header; the counts. */
static struct import_counts load(struct office *o, const char *rows)
{
	const char *path = beside(o, "paid.csv");
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s%s", HEADER, rows);
	write_text(path, b.s);
	buf_release(&b);
	return import_file(o, "aid", path);
}

static void refused_for(struct office *o, const char *word)
{
	char *text = read_all(beside(o, "paid.csv.refused.csv"));

	assert_non_null(text);
	assert_true(says_word(text, word));
	free(text);
}

static const char *line(const char *amount, const char *state, const char *on)
{
	static char text[4][160];
	static unsigned next;
	char *out = text[next++ % 4];

	snprintf(out, sizeof text[0], "%s,2020秋,非寄宿生生活补助,%s,%s,%s\n", idno, amount, state, on);
	return out;
}

static int findings(struct office *o)
{
	return (int)db_int(o->db, -1, "SELECT count(*) FROM finding WHERE deleted_on IS NULL", "");
}

static void a_locked_term_takes_no_list(void **state)
{
	struct office *o = *state;
	struct aid_lock_counts locked;

	assert_int_equal(load(o, line("250", "已申请", "")).added, 1);
	if (aid_lock(o, "2020-2", &locked, &e))
		fail_msg("%s", e.word);
	struct import_counts n = load(o, line("312.5", "已申请", ""));
	assert_int_equal(n.refused, 1);
	assert_int_equal(n.updated, 0);
	refused_for(o, "TERM_LOCKED");
	assert_int_equal(db_int(o->db, 0, "SELECT amount FROM aid", ""), 25000);
	assert_int_equal(findings(o), 0);
}

static void twice_in_one_list(void **state)
{
	struct office *o = *state;
	char rows[400];

	snprintf(rows, sizeof rows, "%s%s", line("250", "已发放", "2020-11-02"), line("250", "已发放", "2020-11-02"));
	for (int again = 0; again < 2; again++) {
		struct import_counts n = load(o, rows);

		assert_int_equal(n.added, again ? 0 : 1);
		assert_int_equal(n.unchanged, again ? 1 : 0);
		assert_int_equal(n.refused, 1);
		refused_for(o, "AID_TWICE");
		assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM aid", ""), 1);
		assert_int_equal(findings(o), 1);
		assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM finding_notice", ""), 1);
	}
	assert_int_equal(db_int(o->db, 0,
				"SELECT count(*) FROM finding WHERE person_id = (SELECT id FROM person)"
				" AND household_id = (SELECT id FROM household) AND state = 'open'",
				""),
			 1);
}

static void paid_again_another_day(void **state)
{
	struct office *o = *state;

	assert_int_equal(load(o, line("250", "已发放", "2020-10-20")).added, 1);
	assert_int_equal(load(o, line("250", "已发放", "2020-10-20")).unchanged, 1);
	assert_int_equal(findings(o), 0);
	assert_int_equal(load(o, line("250", "已发放", "2020-11-20")).refused, 1);
	refused_for(o, "AID_TWICE");
	assert_int_equal(load(o, line("500", "", "")).refused, 1);
	assert_int_equal(findings(o), 1);
	assert_int_equal(db_int(o->db, 0, "SELECT amount FROM aid WHERE paid_on = '2020-10-20'", ""), 25000);
	/* In a closed term another sum is first of all a change of the list. */
	struct aid_lock_counts locked;
	assert_int_equal(aid_lock(o, "2020-2", &locked, &e), 0);
	assert_int_equal(load(o, line("260", "已发放", "2020-10-20")).refused, 1);
	refused_for(o, "TERM_LOCKED");
	assert_int_equal(findings(o), 1);
	assert_int_equal(aid_unlock(o, "2020-2", "更正", &e), 0);
	/* Money that came back is no second payment; but why it did has to be said. */
	assert_int_equal(load(o, line("", "已退回", "")).refused, 1);
	refused_for(o, "AID_REASON");
	assert_int_equal(findings(o), 1);
}

static void a_dry_run_leaves_no_finding(void **state)
{
	struct office *o = *state;
	const char *path = beside(o, "dry.csv");
	struct import *i = NULL;
	struct import_counts n;
	char rows[500];

	snprintf(rows, sizeof rows, "%s%s%s", HEADER, line("250", "已发放", "2020-11-02"),
		 line("250", "已发放", "2020-11-03"));
	write_text(path, rows);
	if (import_open(&i, o, screens, "aid", path, &e) < 0 || import_judge(i, &n, NULL, NULL, NULL, NULL, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	import_close(&i);
	assert_int_equal(n.refused, 1);
	assert_int_equal(findings(o), 0);
}

/* The same line of aid for another stage, and for other years. */
static void one_name_many_items(void **state)
{
	struct office *o = *state;
	int64_t later = item(o, "非寄宿生生活补助", "[\"小学\"]", "2024-03", NULL);
	int64_t junior = item(o, "非寄宿生生活补助", "[\"初中\"]", "2019-09", NULL);

	assert_int_equal(load(o, line("250", "已申请", "")).added, 1);
	assert_int_equal(
		db_int(o->db, 0, "SELECT count(*) FROM aid WHERE aid_item_id NOT IN (?1, ?2)", "ii", later, junior), 1);
	/* Nobody says which. */
	assert_int_equal(db_run(o->db, &e, "UPDATE enrolment SET deleted_on = '2020-11-01'", ""), 0);
	assert_int_equal(load(o, line("300", "已申请", "")).refused, 1);
}

/* Of any line of aid for any stage one row is in force in a term: nobody is entitled twice to one thing. */
static void a_new_office_has_the_lines_of_the_policy(void **state)
{
	struct office *o = *state;
	const struct aid_item_def *item_def;
	size_t n = screens_aid_items(screens, &item_def);

	assert_int_equal(db_run(o->db, &e, "DELETE FROM aid_item", ""), 0);
	office_set_aid_items(o, item_def, n);
	if (office_found(o, "教育局", "柳湾村", "王芳", &e) < 0)
		fail_msg("%s %s %s", e.word, e.field, e.arg[0]);
	assert_true(count(o, "SELECT count(DISTINCT key) FROM aid_item") >= 17);
	for (int year = 2018; year < 2030; year++)
		for (int half = 1; half <= 2; half++) {
			char term[32];

			snprintf(term, sizeof term, "%04d-%d", year, half);
			assert_int_equal(db_run(o->db, &e, "UPDATE enrolment SET term = ?1", "s", term), 0);
			assert_int_equal(count(o, "SELECT count(*) - count(DISTINCT item_key) FROM entitlement"), 0);
			/* A pupil at a day school of a poor household: the fee, and the day pupils' aid once there was
			 * one. */
			assert_int_equal(count(o, "SELECT count(*) FROM entitlement"),
					 year > 2019 || (year == 2019 && half == 2) ? 2 : 1);
		}
	assert_int_equal(db_run(o->db, &e, "UPDATE enrolment SET term = '2024-1'", ""), 0);
	assert_int_equal(count(o, "SELECT standard FROM entitlement WHERE item_key = 'CE_DAY'"), 31250);
	assert_int_equal(db_run(o->db, &e, "UPDATE enrolment SET term = '2023-2'", ""), 0);
	assert_int_equal(count(o, "SELECT standard FROM entitlement WHERE item_key = 'CE_DAY'"), 25000);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, open_school, exchange_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		EACH(a_locked_term_takes_no_list), EACH(twice_in_one_list),
		EACH(paid_again_another_day),      EACH(a_dry_run_leaves_no_finding),
		EACH(one_name_many_items),         EACH(a_new_office_has_the_lines_of_the_policy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

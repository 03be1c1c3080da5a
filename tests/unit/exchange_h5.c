/* Proves that the student roster of an education bureau (header row H5 of DOMAIN §5.1, two title rows above it, a total
 * below) goes into the enrolments: every column we keep lands, whoever is not in the file is refused with what to do,
 * and the same list again changes nothing. The bureau's aid columns are its own business: aid has a list of its own. */
#include "unit/exchange_fixture.h"

#define H5 "tests/data/h5_gb18030.csv"

static int64_t child(struct office *o, const char *house, const char *head, const char *name, const char *idno)
{
	int64_t home = fixture_add(o, "household", "household_no", house, "head_name", head, NULL);

	return fixture_add(o, "person", "household_id", fixture_ref(home), "name", name, "id_no", idno, NULL);
}

static void village(struct office *o, int64_t id[4])
{
	id[0] = child(o, "990101000001", "王建国", "王小明", an_id("20130512", 101));
	id[1] = child(o, "990101000002", "李志强", "李雨欣", an_id("20070318", 102));
	id[2] = child(o, "990101000003", "赵国栋", "赵天佑", an_id("20020701", 103));
	id[3] = child(o, "990101000004", "周德明", "周思琪", an_id("20160209", 104));
}

static void holds(struct office *o, int64_t person, const char *column, const char *want)
{
	char sql[160];

	snprintf(sql, sizeof sql, "SELECT coalesce(%s, '') FROM enrolment WHERE person_id = ?1", column);
	char *text = db_text(o->db, sql, "i", person);
	if (!text || strcmp(text, want) != 0)
		fail_msg("%s: %s, not %s", column, text ? text : "no row", want);
	free(text);
}

static void every_cell_lands(void **state)
{
	struct office *o = *state;
	int64_t id[4];

	village(o, id);
	assert_counts(import_file(o, "enrolment", H5), 5, 4, 0, 0, 1);
	holds(o, id[0], "term", "2020-2");
	holds(o, id[0], "school", "青山镇中心小学");
	holds(o, id[0], "school_stage", "小学");
	holds(o, id[0], "grade", "二年级");
	holds(o, id[0], "class", "2班");
	holds(o, id[0], "substr(student_no, 1, 7)", "G990101");
	holds(o, id[0], "attendance_mode", "走读");
	holds(o, id[0], "guardian_phone", "13800001001");
	holds(o, id[0], "student_groups", "[\"建档立卡\"]");
	holds(o, id[0], "school_area", "镇内");
	holds(o, id[1], "grade", "八年级");
	holds(o, id[1], "attendance_mode", "住校");
	holds(o, id[1], "student_groups", "");
	holds(o, id[1], "school_area", "县内镇外");
	holds(o, id[2], "school_stage", "高职");
	holds(o, id[2], "grade", "高职一年级");
	holds(o, id[2], "student_groups", "[\"脱贫户\",\"监测对象\"]");
	holds(o, id[2], "school_area", "省内县外");
	holds(o, id[3], "school_stage", "学前");
	holds(o, id[3], "school_area", "省外");
	assert_int_equal(count(o, "SELECT count(*) FROM person"), 4);
	assert_int_equal(count(o, "SELECT count(*) FROM aid"), 0);
	assert_counts(import_file(o, "enrolment", H5), 5, 0, 0, 4, 1);
	unlink(H5 ".refused.csv");
}

static void who_is_not_here_is_refused(void **state)
{
	static struct judged j;
	struct office *o = *state;
	const struct import_row *row;
	int64_t id[4];

	village(o, id);
	judge(o, "enrolment", H5, &j);
	assert_int_equal(import_file(o, "enrolment", H5).refused, 1);
	unlink(H5 ".refused.csv");
	row = judged_at(&j, 8);
	assert_non_null(row);
	assert_int_equal(row->verdict, ROW_REFUSED);
	if (!says_word(row->reason, "IMPORT_REF_NONE"))
		fail_msg("%s", row->reason);
}

static void columns_are_told(void **state)
{
	static const char *const aid[] = { "本学期是否享受教育资助", "资助项目", "资助金额", "营养餐金额" };
	static const char *const area[] = { "镇内/镇外", "县内/县外", "省内/省外" };
	struct office *o = *state;
	const struct import_column *column;
	struct import *i = NULL;
	struct err e = { 0 };
	int areas = 0, unread = 0;

	if (import_open(&i, o, screens, "enrolment", H5, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	size_t n = import_columns(i, &column);
	assert_int_equal(n, 30);
	for (size_t c = 0; c < n; c++) {
		for (int k = 0; k < 3; k++)
			areas += strcmp(column[c].heading, area[k]) == 0 && column[c].column &&
				 strcmp(column[c].column, "school_area") == 0;
		for (int k = 0; k < 4; k++)
			unread += strcmp(column[c].heading, aid[k]) == 0 && !column[c].table;
	}
	assert_int_equal(areas, 3);
	assert_int_equal(unread, 4);
	import_close(&i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_cell_lands, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(who_is_not_here_is_refused, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(columns_are_told, exchange_open, exchange_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

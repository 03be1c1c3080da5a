/* A round of the self-check is one blank row an item, of today and my unit, all or none, and one a day. */
#include "unit/office_fixture.h"

#include "model/self_check.h"
#include "store/db.h"

static const struct self_check_item items[] = {
	{ "思想认识和政策学习", "中央文件学习有记录" },
	{ "资助资金落实及监管", "应助学生逐人核对" },
	{ "政策宣传群众知晓", "明白纸张贴到户" },
};

static int64_t count(struct office *o, const char *sql)
{
	return db_int(o->db, -1, sql, "");
}

static void lists_the_items(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };

	assert_int_equal(self_check_start(o, items, 3, &e), 0);
	assert_int_equal(count(o, "SELECT count(*) FROM self_check WHERE checked_on = today() AND result IS NULL"), 3);
	assert_int_equal(count(o, "SELECT count(DISTINCT check_group) FROM self_check"), 3);
	assert_int_equal(count(o, "SELECT count(*) FROM self_check WHERE unit_id IS NOT (SELECT unit_id FROM cadre"
				  " WHERE id = (SELECT value FROM setting WHERE key = 'me'))"),
			 0);
	assert_int_equal(count(o, "SELECT count(DISTINCT action) FROM change WHERE tbl = 'self_check'"), 1);
	/* Newest first, as lists show them, is the order of the items. */
	char *first = db_text(o->db, "SELECT item FROM self_check ORDER BY id DESC LIMIT 1", "");
	assert_string_equal(first, items[0].item);
	free(first);
}

static void one_a_day(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };

	assert_int_equal(self_check_start(o, items, 3, &e), 0);
	assert_int_equal(self_check_start(o, items, 3, &e), -1);
	assert_string_equal(e.word, "SELF_CHECK_TODAY");
	assert_int_equal(count(o, "SELECT count(*) FROM self_check"), 3);
}

static void all_or_none(void **state)
{
	static const struct self_check_item bad[] = { { "政策宣传群众知晓", NULL }, { "政策宣传群众知晓", "好" } };
	struct office *o = *state;
	struct err e = { 0 };

	assert_int_equal(self_check_start(o, bad, 2, &e), -1);
	assert_int_equal(count(o, "SELECT count(*) FROM self_check"), 0);
	assert_int_equal(self_check_start(o, bad, 0, &e), -1);
	assert_string_equal(e.word, "SELF_CHECK_EMPTY");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lists_the_items, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(one_a_day, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(all_or_none, fixture_open, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

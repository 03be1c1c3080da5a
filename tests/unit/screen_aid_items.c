/* aid_items.ini says amounts that follow one another, in labels of choices.ini; what is neither keeps the screens from
 * opening. */
#include "unit/screen_fixture.h"

#include "screen/aid_items.h"

#define LISTS \
	CHOICES \
	"[choice.aid_kind]\ntitle = 方式\ntitle_en = Kind\n1 = 补助 | 现金\n1_en = cash\n2 = 减免\n2_en = waiver\n" \
	"[choice.school_stage]\ntitle = 学段\ntitle_en = Stage\n1 = 小学\n1_en = primary\n2 = 初中\n2_en = junior\n" \
	"[choice.grade]\ntitle = 年级\ntitle_en = Grade\n1 = 大班\n1_en = top class\n" \
	"[choice.student_group]\ntitle = 类型\ntitle_en = Group\n1 = 脱贫户\n1_en = exited\n2 = 监测对象\n2_en = " \
	"monitored\n"
#define ITEM "[item.day]\nkey = CE_DAY\nname = 非寄宿生生活补助\n"

static void write_files(const char *items)
{
	fixture_put("choices.ini", LISTS);
	fixture_put("words.ini", WORDS);
	fixture_put("aid_items.ini", items);
}

static void amounts_follow_one_another(void **state)
{
	const struct aid_item_def *d;
	struct screens *s;

	(void)state;
	write_files(ITEM "kind = 补助\nstages = 小学 | 初中\ngroups = 脱贫户|监测对象\nboarder = no\nseason = autumn\n"
			 "amounts = 250 from 2019-09 | 312.5 from 2024-03\n"
			 "[item.fee]\nkey = CE_FEE\nname = 免学杂费\nkind = 减免\nrequest = yes\nfrom = 2025-09\n");
	s = fixture_screens(LANG_ZH);
	assert_int_equal(screens_aid_items(s, &d), 2);
	assert_string_equal(d[0].stages, "小学|初中");
	assert_string_equal(d[0].groups, "脱贫户|监测对象");
	assert_string_equal(d[0].grades, "");
	assert_int_equal(d[0].boarder, 0);
	assert_int_equal(d[0].season, 2);
	assert_false(d[0].on_request);
	assert_int_equal(d[0].n_amounts, 2);
	assert_int_equal(d[0].amount[0].amount, 25000);
	assert_string_equal(d[0].amount[0].from, "2019-09");
	assert_int_equal(d[0].amount[1].amount, 31250);
	assert_int_equal(d[1].boarder, -1);
	assert_true(d[1].on_request);
	assert_int_equal(d[1].n_amounts, 1);
	assert_int_equal(d[1].amount[0].amount, 0);
	assert_string_equal(d[1].amount[0].from, "2025-09");
	screens_close(&s);
}

static void what_is_wrong_keeps_them_shut(void **state)
{
	static const char *const wrong[] = {
		ITEM "kind = 现金\n",                           /* an alias is no label */
		ITEM "kind = 补助\nstages = 大学\n",            /* in no list */
		ITEM "kind = 补助\ngroups = 脱贫户 | 大班\n",   /* of another list */
		ITEM "kind = 补助\namounts = much\n",           /* no number */
		ITEM "kind = 补助\namounts = 250 | 300\n",      /* from when? */
		ITEM "kind = 补助\namounts = 250 since 2019\n", /* not so */
		ITEM "kind = 补助\namounts = 250 from 2019-13\n",
		ITEM "kind = 补助\namounts = -5\n",
		ITEM "kind = 补助\nfrom = soon\n",
		ITEM "kind = 补助\nseason = summer\n",
		"[item.day]\nname = 无代号\nkind = 补助\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct screens *s = NULL;
		struct err e = { 0 };

		write_files(wrong[i]);
		if (fixture_whole(&s, LANG_ZH, &e) == 0)
			fail_msg("opened: %s", wrong[i]);
		assert_string_equal(e.word, "SCREEN_BAD");
	}
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = { EACH(amounts_follow_one_another), EACH(what_is_wrong_keeps_them_shut) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}

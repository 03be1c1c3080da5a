/* The table of changes: every change of a house stands in it once, oldest first, aligned, and nothing is cut. */
#include "exchange_fixture.h"

#include "base/mem.h"
#include "base/text.h"
#include "exchange/change_table.h"

static char *table_of(struct office *o, int64_t household, int cols)
{
	struct buf b = BUF_INIT;
	struct trace *t;
	struct err e = { 0 };
	size_t n;

	assert_int_equal(trace_of_household(o, household, 0, &t, &n, &e), 0);
	change_table(&b, screens, o, t, n, cols);
	trace_list_free(&t, n);
	return buf_detach(&b);
}

static int64_t changed_house(struct office *o)
{
	int64_t h = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), NULL);
	int64_t p = fixture_add(o, "person", "household_id", fixture_ref(h), "name", "张小明", NULL);
	struct err e = { 0 };

	assert_string_equal(fixture_try(o, "household", h, "main_cause", "因病", NULL), "");
	assert_string_equal(fixture_try(o, "household", h, "main_cause", "因学", NULL), "");
	assert_string_equal(fixture_try(o, "household", h, "main_cause", NULL, NULL), "");
	assert_string_equal(fixture_try(o, "household", h, "place_id", "#0", NULL), "REF_GONE");
	assert_string_equal(fixture_try(o, "person", p, "school", "镇中心小学", NULL), "");
	assert_int_equal(record_bin(o, "person", p, &e), 0);
	return h;
}

static void each_change_is_a_line(void **state)
{
	static const char *const want[][4] = {
		{ "数据表", "字段", "修改前", "修改后" },
		{ "农户", "新建", "", "" },
		{ "家庭成员 张小明", "新建", "", "" },
		{ "农户", "主要致贫原因", "未填", "因病" },
		{ "农户", "主要致贫原因", "因病", "因学" },
		{ "农户", "主要致贫原因", "因学", "未填" },
		{ "家庭成员 张小明", "学校名称", "未填", "镇中心小学" },
	};
	struct office *o = *state;
	char *text = table_of(o, changed_house(o), 200);
	size_t line = 0;

	for (char *save = NULL, *l = strtok_r(text, "\n", &save); l; l = strtok_r(NULL, "\n", &save), line++) {
		const char *at = l;

		for (int c = 0; line < (sizeof(want) / sizeof(want[0])) && c < 4; c++) {
			at = strstr(at, want[line][c]);
			if (!at)
				fail_msg("line %zu: %s", line, l);
			at += strlen(want[line][c]);
		}
		assert_true(line == 0 || (strstr(l, "李明") && strstr(l, "2020-11-23") && strstr(l, "张建国")));
	}
	assert_int_equal(line, (sizeof(want) / sizeof(want[0])) + 1);
	mem_free(text);
}

/* Column by column the words are all there, in whatever line. */
static void a_narrow_table_cuts_nothing(void **state)
{
	static const char *const long_text = "十一月走访时了解到孩子在镇上住校，生活费紧张";
	struct office *o = *state;
	int64_t h = changed_house(o);
	struct buf seen = BUF_INIT;

	assert_string_equal(fixture_try(o, "household", h, "note", long_text, NULL), "");
	char *text = table_of(o, h, 70);

	for (char *save = NULL, *l = strtok_r(text, "\n", &save); l; l = strtok_r(NULL, "\n", &save))
		if (text_width(l) > 70)
			fail_msg("%d columns: %s", text_width(l), l);
		else
			buf_adds(&seen, l);
	for (const char *p = long_text; *p; p += 3) {
		char one[4];

		snprintf(one, sizeof(one), "%.3s", p);
		if (!strstr(seen.s, one))
			fail_msg("%s is missing", one);
	}
	buf_release(&seen);
	mem_free(text);
}

static void no_change_is_no_table(void **state)
{
	struct buf b = BUF_INIT;

	change_table(&b, screens, *state, NULL, 0, 80);
	assert_int_equal(b.n, 0);
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_change_is_a_line, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(a_narrow_table_cuts_nothing, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(no_change_is_no_table, exchange_open, exchange_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Pinyin: readings of every hanzi, surnames read their own way, and names found by what a cadre types. */
#include "base/pinyin.h"
#include "base/text.h"

#include "cm.h"

#include <stdio.h>
#include <string.h>

static bool reads(const char *hanzi, const char *reading)
{
	char in[256], want[16];
	uint32_t cp;
	const char *all;

	utf8_step(hanzi, &cp);
	all = pinyin_readings(cp);
	if (!all)
		return false;
	snprintf(in, sizeof(in), " %s ", all);
	snprintf(want, sizeof(want), " %s ", reading);
	return strstr(in, want) != NULL;
}

static void test_surnames(void **state)
{
	static const char *const surnames[][2] = {
		{ "单", "shan" },  { "曾", "zeng" }, { "仇", "qiu" }, { "解", "xie" }, { "查", "zha" }, { "区", "ou" },
		{ "朴", "piao" },  { "任", "ren" },  { "乐", "yue" }, { "盖", "ge" },  { "吕", "lv" },  { "女", "nv" },
		{ "张", "zhang" }, { "龙", "long" }, { "尉", "yu" },  { "䶮", "yan" }, { "喆", "zhe" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(surnames) / sizeof(*surnames); i++)
		if (!reads(surnames[i][0], surnames[i][1]))
			fail_msg("%s does not read %s", surnames[i][0], surnames[i][1]);
	assert_string_equal(pinyin_readings(0x5F20), "zhang");
	assert_int_equal(strncmp(pinyin_readings(0x5355), "dan ", 4), 0); /* most common first */
	assert_null(pinyin_readings('a'));
	assert_null(pinyin_readings(0x10FFFF));
	assert_null(pinyin_readings(0xFF0C));
}

/* Every reading is lower-case ASCII, none twice; nearly every hanzi of the first block has one. */
static void test_table(void **state)
{
	int count = 0, silent = 0;

	(void)state;
	for (uint32_t cp = 0x3007; cp < 0x32000; cp++) {
		const char *list = pinyin_readings(cp);

		if (!list) {
			silent += cp >= 0x4E00 && cp <= 0x9FA5;
			continue;
		}
		count++;
		if (!*list || strspn(list, "abcdefghijklmnopqrstuvwxyz ") != strlen(list))
			fail_msg("U+%04X: %s", (unsigned)cp, list);
		for (const char *at = list; at; at = strchr(at, ' ') ? strchr(at, ' ') + 1 : NULL) {
			size_t n = strcspn(at, " ");

			if (n == 0 || n > 6)
				fail_msg("U+%04X: %s", (unsigned)cp, list);
			for (const char *other = at; (other = strchr(other, ' ')) != NULL;) {
				other++;
				if (strcspn(other, " ") == n && strncmp(at, other, n) == 0)
					fail_msg("U+%04X: %s", (unsigned)cp, list);
			}
		}
	}
	assert_true(count > 40000);
	assert_true(silent < 150); /* signs coined in Japan and Korea */
}

static void test_match(void **state)
{
	static const char *const found[][2] = {
		{ "张建国", "zjg" },
		{ "张建国", "zhangjianguo" },
		{ "张建国", "zhangjg" },
		{ "张建国", "张jg" },
		{ "张建国", "zjianguo" },
		{ "张建国", "jianguo" },
		{ "张建国", "jg" },
		{ "张建国", "zhangji" },
		{ "张建国", "建国" },
		{ "张建国", "国" },
		{ "张建国", "zhjg" },
		{ "张建国", "zha" },
		{ "单雄信", "shanxx" },
		{ "单雄信", "sxx" },
		{ "单雄信", "dxx" },
		{ "曾国强", "zenggq" },
		{ "吕秀英", "lvxy" },
		{ "吕秀英", "lxy" },
		{ "张建国", "" },
		{ "西安", "xian" },
		{ "先生", "xian" },
		{ "阿依古丽·买买提", "aygl" },
		{ "阿依古丽·买买提", "glmmt" },
		{ "阿依古丽·买买提", "丽买" },
		{ "长潭村3组", "ctc3z" },
		{ "Anna Li", "annali" },
		{ "𠮷田", "𠮷t" },
		{ "13800001234", "0000" },
		{ "王 芳", "wf" },
	};
	static const char *const missed[][2] = {
		{ "张建国", "zjgx" }, { "张建国", "zg" },     { "张建国", "gj" }, { "张建国", "zhangx" },
		{ "张建国", "建张" }, { "张建国", "li" },     { "", "z" },        { "王", "wangw" },
		{ "𠮷", "𠮸" },       { "张建国", "zhanng" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(found) / sizeof(*found); i++)
		if (!pinyin_match(found[i][0], found[i][1]))
			fail_msg("%s is not found by %s", found[i][0], found[i][1]);
	for (size_t i = 0; i < sizeof(missed) / sizeof(*missed); i++)
		if (pinyin_match(missed[i][0], missed[i][1]))
			fail_msg("%s is found by %s", missed[i][0], missed[i][1]);
}

/* Beyond 63 bytes the comparison is plain; at the edge all bits of the state are used. */
static void test_match_long(void **state)
{
	struct buf text = BUF_INIT, typed = BUF_INIT;

	(void)state;
	for (int i = 0; i < 63; i++) {
		buf_adds(&text, "安");
		buf_adds(&typed, "a");
	}
	assert_true(pinyin_match(text.s, typed.s));
	buf_adds(&typed, "a");
	assert_false(pinyin_match(text.s, typed.s));
	assert_true(pinyin_match(text.s, text.s));
	buf_release(&text);
	buf_release(&typed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_surnames),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_match),
		cmocka_unit_test(test_match_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

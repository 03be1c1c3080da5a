/* Pasted text made fit to be kept (DOMAIN §12): pinyin goes, real brackets stay, and once is enough. */
#include "base/text.h"
#include "exchange/clean.h"

#include "cm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct screens *screens;

static int open_screens(void **state)
{
	struct err e = { 0 };

	(void)state;
	if (screens_open(&screens, "screens", LANG_ZH, &e) < 0) {
		fprintf(stderr, "screens: %s %s %s\n", e.word, e.arg[0], e.arg[1]);
		return -1;
	}
	return 0;
}

static int close_screens(void **state)
{
	(void)state;
	screens_close(&screens);
	return 0;
}

static struct clean cleaned(const char *text)
{
	struct clean c;
	struct err e = { 0 };

	if (clean_text(&c, screens, text, strlen(text), &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	return c;
}

static void becomes(const char *text, const char *want)
{
	struct clean c = cleaned(text);

	if (strcmp(c.text, want) != 0)
		fail_msg("'%s' became '%s', not '%s'", text, c.text, want);
	assert_int_equal(c.changed, strcmp(text, want) != 0);
	clean_release(&c);
}

static void stays(const char *text)
{
	becomes(text, text);
}

/* The nine pairs DOMAIN names. */
static void test_pinyin(void **state)
{
	(void)state;
	becomes("學(xué)", "学");
	becomes("區(qū)", "区");
	becomes("發(fā)", "发");
	becomes("關(guān)", "关");
	becomes("習(xí)", "习");
	becomes("務(wù)", "务");
	becomes("經(jīng)", "经");
	becomes("風(fēng)", "风");
	becomes("認(rèn)", "认");
	becomes("認（rèn）真學 (xué)習(xí)", "认真学习");
	becomes("綠(lǜ)色、女(nǚ)生", "绿色、女生");
	becomes("他們(men)", "他们");
	becomes("學(xue\xCC\x81)校", "学校");
	becomes("教育局關(guān)于2020年扶貧(pín)工作情況(kuàng)的報(bào)告", "教育局关于2020年扶贫工作情况的报告");
}

static void test_brackets_stay(void **state)
{
	(void)state;
	stays("（一）行业扶贫");
	becomes("(一)行业扶贫", "（一）行业扶贫");
	becomes("學(xué)生(春季發(fā)放375人、秋季發(fā)放336人)50.5575萬元",
		"学生（春季发放375人、秋季发放336人）50.5575万元");
	stays("学生（春季发放375人）");
	stays("长度（km）和宽度");
	stays("格式（pdf）不限");
	stays("1. (1) 2.5");
	stays("GDP (current) a(b)c");
	stays("x (xué) y");
	stays("张三（男，45岁）");
	becomes("张三(男,45岁)", "张三（男，45岁）");
	stays("（xué）");
	becomes("附件(一)(二)", "附件（一）（二）");
	stays("(未完");
	stays("学(xué");
}

static void test_signs(void **state)
{
	(void)state;
	becomes("教育补助建档立卡户398户,414名学生", "教育补助建档立卡户398户，414名学生");
	becomes("参保率100%,未发生失学;效果好!是吗?", "参保率100%，未发生失学；效果好！是吗？");
	becomes("来源很多:一是村里.", "来源很多：一是村里。");
	becomes("我们做了大量细致工作.各项任务都已完成.", "我们做了大量细致工作。各项任务都已完成。");
	stays("50.5575万元");
	stays("1,234.5元");
	stays("8:30开会");
	stays("阿依古丽.买买提");
	stays("一.行业扶贫");
	stays("A, B; C: D");
	becomes("王 芳　李明", "王芳李明");
	becomes("共\xC2\xA0"
		"398 户\xE2\x80\x8B， 其中",
		"共 398 户，其中");
	becomes("２０２０年，ＡＢ", "2020年，AB");
	becomes("\t　　第一段  \r\n\r\n\r\n　　第二段", "第一段\n\n第二段");
}

static void test_rare_names_stay(void **state)
{
	(void)state;
	stays("李喆、王犇、朱镕基、𠮷野、㐂子");
	stays("阿依古丽·买买提");
}

static void test_lines(void **state)
{
	(void)state;
	becomes("今年以来，全县各级各部门认真贯彻落实中央和省市脱贫攻坚的\n决策部署，工作扎实。\n下一段",
		"今年以来，全县各级各部门认真贯彻落实中央和省市脱贫攻坚的决策部署，工作扎实。\n下一段");
	becomes("今年以来，\n成效明显。", "今年以来，成效明显。");
	stays("一、行业扶贫\n今年以来全县成效明显。");
	stays("某县教育局2020年脱贫攻坚工作总结和下一步计划的报告\n一年来，成效明显。");
	stays("完成。\n（一）教育\n1.资助\n2.控辍");
	stays("第一段。\n\n第二段");
}

static void test_adverts(void **state)
{
	struct clean c =
		cleaned("第一段。\n来源:新华网\n责任编辑：某某\n扫码关注我们\nhttp://example.org/1.html\n第二段。");

	(void)state;
	assert_string_equal(c.text, "第一段。\n第二段。");
	assert_int_equal(c.n, 4);
	for (size_t i = 0; i < c.n; i++)
		assert_int_equal(c.doubt[i].kind, CLEAN_DROPPED);
	assert_string_equal(c.doubt[0].text, "来源：新华网");
	clean_release(&c);
	stays("全年在网上平台点击学习的干部有三百多人，他们在学习中解决了许多问题，村民普遍反映良好，知晓率明显提高。");
}

static bool doubts(const char *text, enum clean_kind kind, const char *what)
{
	struct clean c = cleaned(text);
	bool found = false;

	for (size_t i = 0; i < c.n; i++) {
		if (c.doubt[i].kind != CLEAN_DROPPED) {
			assert_memory_equal(c.text + c.doubt[i].at, c.doubt[i].text, c.doubt[i].bytes);
			assert_int_equal(strlen(c.doubt[i].text), c.doubt[i].bytes);
		}
		found = found || (c.doubt[i].kind == kind && (!what || strcmp(c.doubt[i].text, what) == 0));
	}
	clean_release(&c);
	return found;
}

static void test_redactions(void **state)
{
	(void)state;
	assert_true(doubts("20xx年", CLEAN_REDACTED, "20xx"));
	assert_true(doubts("减免xx5人", CLEAN_REDACTED, "xx5"));
	assert_true(doubts("图书6xx万册", CLEAN_REDACTED, "6xx"));
	assert_true(doubts("xx57、××县", CLEAN_REDACTED, "xx57"));
	assert_true(doubts("xx57、××县", CLEAN_REDACTED, "××"));
	assert_false(doubts("410人×4000元、3x4、max5、2020年", CLEAN_REDACTED, NULL));
	becomes("20xx年,资助xx5人", "20xx年，资助xx5人");
}

static void test_missing_numbers(void **state)
{
	(void)state;
	assert_true(doubts("对于新增的名建档立卡学生", CLEAN_NUMBER_MISSING, "新增的名"));
	assert_true(doubts("共计____户", CLEAN_NUMBER_MISSING, NULL));
	assert_true(doubts("发放＿＿万元", CLEAN_NUMBER_MISSING, NULL));
	assert_true(doubts("资助（）名学生", CLEAN_NUMBER_MISSING, NULL));
	assert_false(doubts("对于新增的3名学生", CLEAN_NUMBER_MISSING, NULL));
	assert_false(doubts("新增的名单、新增户主、资助所需、十名", CLEAN_NUMBER_MISSING, NULL));
}

static void test_terms_and_years(void **state)
{
	struct clean c = cleaned("开展“万民党员帮万户”，“万名党员干部帮万户”活动");

	(void)state;
	assert_int_equal(c.n, 1);
	assert_int_equal(c.doubt[0].kind, CLEAN_TERM_MIXED);
	assert_string_equal(c.doubt[0].text, "万民党员帮万户");
	assert_string_equal(c.doubt[0].right, "万名党员干部帮万户");
	clean_release(&c);
	assert_true(doubts("2020年工作总结\n略。\n2020年工作计划", CLEAN_PLAN_YEAR, "2020年工作计划"));
	assert_false(doubts("2020年工作总结\n略。\n2021年工作计划", CLEAN_PLAN_YEAR, NULL));
}

static void test_wanted(void **state)
{
	(void)state;
	assert_true(clean_is_wanted("學(xué)", strlen("學(xué)")));
	assert_true(clean_is_wanted("三户,四户", strlen("三户,四户")));
	assert_false(clean_is_wanted("三户，四户。", strlen("三户，四户。")));
	assert_false(clean_is_wanted("plain, text", strlen("plain, text")));
}

/* clean(clean(x)) is clean(x), whatever is thrown together. */
static void test_once_is_enough(void **state)
{
	static const char *const part[] = {
		"學",
		"学",
		"(xué)",
		"（xī）",
		"(",
		")",
		"（",
		"）",
		"习",
		"發(fā)放",
		",",
		".",
		":",
		";",
		"!",
		"?",
		" ",
		"　",
		"\n",
		"\n\n",
		"1",
		"23",
		"%",
		"km",
		"(km)",
		"xx",
		"来源:",
		"点击",
		"http",
		"一、",
		"(一)",
		"。",
		"，",
		"”",
		"“",
		"名",
		"新增的",
		"___",
		"万元",
		"乾",
		"著",
		"後",
		"\xC2\xA0",
		"\xE2\x80\x8B",
		"\xFF",
		"𠮷",
		"里",
		"(li)",
		"全县各级各部门认真贯彻落实中央和省市决策部署",
		"...",
		"-",
		"A",
		"2020年工作总结",
	};
	unsigned seed = 20201123;

	(void)state;
	for (int i = 0; i < 400; i++) {
		char text[2048] = "";
		struct clean once, twice;

		for (int k = 0; k < 24; k++) {
			seed = seed * 1103515245u + 12345u;
			strcat(text, part[(seed >> 16) % (sizeof(part) / sizeof(part[0]))]);
		}
		once = cleaned(text);
		twice = cleaned(once.text);
		if (strcmp(once.text, twice.text) != 0)
			fail_msg("'%s' → '%s' → '%s'", text, once.text, twice.text);
		assert_true(utf8_is_valid(once.text, strlen(once.text)));
		clean_release(&once);
		clean_release(&twice);
	}
}

static void test_nothing(void **state)
{
	(void)state;
	stays("");
	becomes(" \n　\n", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pinyin),          cmocka_unit_test(test_brackets_stay),
		cmocka_unit_test(test_signs),           cmocka_unit_test(test_rare_names_stay),
		cmocka_unit_test(test_lines),           cmocka_unit_test(test_adverts),
		cmocka_unit_test(test_redactions),      cmocka_unit_test(test_missing_numbers),
		cmocka_unit_test(test_terms_and_years), cmocka_unit_test(test_wanted),
		cmocka_unit_test(test_once_is_enough),  cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, open_screens, close_screens);
}

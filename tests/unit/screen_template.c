/* Proves that names are filled, blanks are seen, and a name nobody knows stays as it is written; that the ladder of
 * stages and a letter refuse what is wrong in them. */
#include "screen/letter_def.h"
#include "screen/lint.h"
#include "screen/stages.h"
#include "screen/template.h"

#include "screen_fixture.h"

static bool value(void *arg, const char *name, struct buf *out)
{
	++*(int *)arg;
	if (strcmp(name, "name") == 0)
		buf_adds(out, "王小明");
	else if (strcmp(name, "lines") == 0)
		buf_adds(out, "一\n二");
	else if (strcmp(name, "braces") == 0)
		buf_adds(out, "{{name}}");
	else
		return strcmp(name, "nothing") == 0;
	return true;
}

static void filled(const char *text, const char *want)
{
	struct buf b = BUF_INIT;
	int asked = 0;

	template_fill(text, value, &asked, &b);
	assert_string_equal(b.s, want);
	buf_release(&b);
}

static void test_fill(void **state)
{
	(void)state;
	filled("", "");
	filled("没有名字", "没有名字");
	filled("{{name}}", "王小明");
	filled("尊敬的{{name}}：{{name}}您好", "尊敬的王小明：王小明您好");
	filled("{{lines}}。", "一\n二。");
	filled("{{nothing}}元", "______元");
	filled("{{nobody}}", "{{nobody}}");
	filled("{{name} {{}} {{ name }} {name}", "{{name} {{}} {{ name }} {name}");
	filled("{{{name}}}", "{王小明}");
	/* A value is no template. */
	filled("{{braces}}", "{{name}}");
}

static void test_names(void **state)
{
	const char *at = "a{{one}}b{{}}{{two_2}}{{Three}}", *name;
	size_t n;

	(void)state;
	assert_true(template_next(&at, &name, &n));
	assert_int_equal(n, 3);
	assert_memory_equal(name, "one", 3);
	assert_true(template_next(&at, &name, &n));
	assert_memory_equal(name, "two_2", 5);
	assert_false(template_next(&at, &name, &n));
	assert_true(template_is_broken("{{}}"));
	assert_true(template_is_broken("x{{name"));
	assert_false(template_is_broken("{name} {{name}}{{x}}"));
}

#define STAGE_CHOICES \
	CHOICES "[choice.school_stage]\ntitle = 学段\ntitle_en = S\n1 = 学前\n1_en = a\n2 = 小学\n2_en = b\n" \
		"[choice.grade]\ntitle = 年级\ntitle_en = G\n1 = 小班\n1_en = a\n2 = 大班\n2_en = b\n3 = " \
		"一年级\n3_en = c\n" \
		"[choice.school_status]\ntitle = 状况\ntitle_en = T\n1 = 学前教育\n1_en = a\n2 = 小学\n2_en = b\n"
#define STAGE_ONE \
	"[stage.1]\nstage = 学前\ngrade = 小班 | 大班\nstatus = 学前教育\nnext = 小学\nfrom_age = 3\nto_age = 5\n"
#define STAGE_TWO "[stage.2]\nstage = 小学\ngrade = 一年级\nstatus = 小学\ncompulsory = yes\n"

static void test_ladder(void **state)
{
	const struct stage *s;

	(void)state;
	fixture_put("choices.ini", STAGE_CHOICES);
	fixture_put("words.ini", WORDS);
	fixture_put("stages.ini", STAGE_ONE STAGE_TWO);
	struct screens *screens = fixture_screens(LANG_ZH);
	assert_int_equal(screens_stages(screens, &s), 2);
	assert_string_equal(s[0].stage, "学前");
	assert_int_equal(s[0].n, 2);
	assert_string_equal(s[0].grade[1], "大班");
	assert_string_equal(s[0].status[1], "学前教育");
	assert_string_equal(s[0].next, "小学");
	assert_true(s[0].from_age == 3 && s[0].to_age == 5 && !s[0].compulsory && s[1].compulsory);
	screens_close(&screens);
}

static void test_ladder_refuses(void **state)
{
	static const char *const bad[][2] = {
		{ "[stage.1]\nstage = 幼儿园\ngrade = 小班\nstatus = 学前教育\n", "STAGE_LABEL" },
		{ "[stage.1]\nstage = 学前\ngrade = 小班 | 中班\nstatus = 学前教育\n", "STAGE_LABEL" },
		{ "[stage.1]\nstage = 学前\nstatus = 学前教育\n", "SCREEN_MISSING" },
		{ "[stage.1]\nstage = 学前\ngrade = 小班\nstatus = 小学 | 学前教育\n", "STAGE_STATUS" },
		{ "[stage.1]\nstage = 学前\ngrade = 小班\nstatus = 学前教育\nnext = 小学\n", "STAGE_NEXT" },
		{ "[stage.1]\nstage = 学前\ngrade = 小班\nstatus = 学前教育\nfrom_age = 5\nto_age = 3\n",
		  "STAGE_AGES" },
		{ STAGE_TWO "[stage.3]\nstage = 小学\ngrade = 一年级\nstatus = 小学\n", "STAGE_TWICE" },
	};

	(void)state;
	fixture_put("choices.ini", STAGE_CHOICES);
	fixture_put("words.ini", WORDS);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct screens *screens = NULL;
		struct err e = { 0 };

		fixture_put("stages.ini", bad[i][0]);
		assert_int_equal(fixture_whole(&screens, LANG_ZH, &e), -1);
		if (!strstr(e.arg[1], bad[i][1]))
			fail_msg("%s: %s", bad[i][1], e.arg[1]);
	}
	unlink(fixture_file("stages.ini"));
}

#define LINES \
	"[letter]\ntitle = 信\ntitle_en = Letter\n[line.paid]\ntext = {{item}}\ntext_en = " \
	"{{item}}\n[line.kind]\ntext = " \
	"{{item}}\n" \
	"text_en = {{item}}\n[line.open]\ntext = {{state}}\ntext_en = {{state}}\n"

static void keep(void *arg, const char *file, int line, const char *message)
{
	struct buf *all = arg;

	buf_addf(all, "%s:%d %s\n", file, line, message);
}

static void lint_says(const char *letter, const char *want)
{
	struct buf all = BUF_INIT;
	struct office *o = NULL;

	fixture_put("letter.parents.ini", letter);
	assert_int_equal(office_open(&o, ":memory:", OFFICE_CREATE, NULL), 0);
	int n = lint_screens(o, fixture_path, NULL, LANG_ZH, keep, &all, NULL);
	if (*want ? !strstr(all.s, want) : n != 0)
		fail_msg("%s: %s", want, all.s);
	buf_release(&all);
	office_close(&o);
}

static void test_letter(void **state)
{
	(void)state;
	fixture_put("choices.ini", CHOICES);
	fixture_put("words.ini", WORDS);
	lint_says(LINES "[paragraph.1]\ntext = {{name}}\ntext_en = {{name}}\n", "");
	lint_says(LINES "[paragraph.1]\ntext = {{nobody}}\ntext_en = a\n",
		  "letter.parents.ini:13 TEMPLATE_NAME nobody");
	lint_says(LINES "[paragraph.1]\ntext = 甲\ntext_en = {{nobody}}\n", "TEMPLATE_NAME nobody");
	lint_says(LINES "[paragraph.1]\ntext = {{item}}\ntext_en = a\n", "TEMPLATE_NAME item");
	lint_says(LINES "[paragraph.1]\ntext = {{name}\ntext_en = a\n", "TEMPLATE_BRACES");
	lint_says(LINES "[paragraph.1]\ntext = 甲\n", "SCREEN_ENGLISH");
	lint_says(LINES "[paragraf.1]\ntext = 甲\n", "SCREEN_SECTION paragraf.1");
	lint_says("[letter]\ntitle = 信\ntitle_en = L\n", "SCREEN_MISSING paid");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fill),
		cmocka_unit_test(test_names),
		cmocka_unit_test_setup_teardown(test_ladder, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(test_ladder_refuses, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(test_letter, fixture_open, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Forms, lists, words, keys, colours, checks and campaigns as they come out of their files; what stops the program and
 * what does not. */
#include "screen/campaign_def.h"
#include "screen/checks.h"
#include "screen/demo_def.h"
#include "screen/form.h"
#include "screen/keys.h"
#include "screen/list_def.h"
#include "screen/theme.h"
#include "screen/words.h"

#include "screen_fixture.h"

#define FORM_HEAD "[screen]\nkind = form\ntable = household\ntitle = 户\ntitle_en = Household\n"

static int open_base(void **state)
{
	if (fixture_open(state))
		return -1;
	fixture_put("choices.ini", CHOICES);
	fixture_put("words.ini", WORDS);
	return 0;
}

static void refuse(const char *file, const char *text, const char *at, const char *what)
{
	struct screens *s;
	struct err e = { 0 };

	fixture_put(file, text);
	assert_int_equal(fixture_whole(&s, LANG_ZH, &e), -1);
	assert_null(s);
	assert_string_equal(e.word, "SCREEN_BAD");
	assert_string_equal(e.arg[0], at);
	if (!strstr(e.arg[1], what))
		fail_msg("%s", e.arg[1]);
	assert_int_equal(unlink(fixture_file(file)), 0);
}

static void test_form(void **state)
{
	struct screens *s;
	const struct form *f, *const *all;
	char version[24];

	(void)state;
	fixture_put("form.house.ini", FORM_HEAD
		    "handbook = 2\nkey = household_no|phone\nregister = yes\n"
		    "[section.one]\ntitle = 一\ntitle_en = 1\n"
		    "[field.household_no]\nlabel = 户编号\nlabel_en = No.\ntype = text\nhandbook = required\n"
		    "[field.phone]\nlabel = 电话\nlabel_en = Phone\ntype = phone\nrequired = new\n"
		    "[section.two]\ntitle = 二\ntitle_en = 2\n"
		    "[field.note]\nlabel = 备注\nlabel_en = Note\ntype = longtext\nhelp = 甲\\n乙\nhelp_en = a\n");
	s = fixture_screens(LANG_ZH);
	f = screens_form(s, "house");
	assert_non_null(f);
	assert_ptr_equal(screens_form_of_table(s, "household"), f);
	assert_int_equal(screens_forms(s, &all), 1);
	assert_string_equal(f->file, "form.house.ini");
	assert_string_equal(f->key, "household_no|phone");
	assert_true(f->is_register);
	assert_int_equal(f->chapter, 2);
	assert_int_equal(f->n_sections, 2);
	assert_int_equal(f->section[0].n, 2);
	assert_int_equal(f->section[1].first, 2);
	assert_int_equal(f->section[1].n, 1);
	assert_string_equal(form_field(f, "note")->section, "two");
	assert_string_equal(form_field(f, "note")->help, "甲\n乙");
	assert_int_equal(form_field(f, "note")->rows, 4);
	assert_int_equal(form_field(f, "phone")->required, REQUIRED_NEW);
	assert_null(form_field(f, "none"));
	strcpy(version, f->version);
	screens_close(&s);
	assert_null(s);

	fixture_put("form.house.ini", FORM_HEAD "[field.household_no]\nlabel = 号\nlabel_en = No.\ntype = text\n"
						"[field.phone]\nlabel = 电话\nlabel_en = Phone\ntype = phone\n"
						"[field.note]\nlabel = 备注\nlabel_en = Note\ntype = longtext\n");
	s = fixture_screens(LANG_ZH);
	assert_string_equal(screens_form(s, "house")->version, version); /* labels do not matter to a draft */
	screens_close(&s);
	fixture_put("form.house.ini", FORM_HEAD "[field.household_no]\nlabel = 号\nlabel_en = No.\ntype = text\n");
	s = fixture_screens(LANG_ZH);
	assert_string_not_equal(screens_form(s, "house")->version, version);
	screens_close(&s);
}

static void test_unknown_keys_do_not_stop_the_program(void **state)
{
	struct screens *s;

	(void)state;
	fixture_put("form.a.ini",
		    FORM_HEAD "titel = x\n[field.note]\nlabel = 备注\ntype = text\nmaxx = 3\n[felt.x]\ny = 1\n");
	fixture_put("strange.ini", "[a]\nb = c\n");
	s = fixture_screens(LANG_EN);
	assert_string_equal(screens_form(s, "a")->field[0].label, "备注"); /* no English: the Chinese */
	screens_close(&s);
}

static void test_broken_screens_stop_it_with_file_and_line(void **state)
{
	(void)state;
	refuse("form.a.ini", FORM_HEAD "[field.note]\nlabel = 备注\ntype = txt\n", "form.a.ini:8", "type = txt");
	refuse("form.a.ini", FORM_HEAD "[field.note]\ntype = text\n", "form.a.ini:6", "label");
	refuse("form.a.ini", FORM_HEAD "[field.note]\nlabel = 备注\ntype = choice\nchoices = none\n", "form.a.ini:6",
	       "none");
	refuse("form.a.ini", FORM_HEAD "[field.note]\nlabel = 备注\ntype = text\nmax = many\n", "form.a.ini:9", "many");
	refuse("form.a.ini", FORM_HEAD "[field.note]\nlabel = 备注\ntype = text\nvisible_if = other = x\n",
	       "form.a.ini:6", "other");
	refuse("form.a.ini", FORM_HEAD "not a line\n", "form.a.ini:6", "INI_LINE");
	refuse("form.a.ini", "[field.note]\nlabel = 备注\n", "form.a.ini:1", "[screen]");
	refuse("keys.ini", "[request.save]\nkeys = F2\nbar = first\nlabel = 存\n", "keys.ini:3", "first");
	refuse("theme.ini", "[colour.bar]\nfg = pink\n", "theme.ini:2", "pink");
	refuse("campaign.x.ini",
	       "[campaign]\nname = 春\nversion = 1\nstarts = 3月\nends = 05-31\n[task.1]\ntitle = 走访\nscope = once\n",
	       "campaign.x.ini:4", "MM-DD");
}

static void test_no_screens_at_all(void **state)
{
	struct screens *s;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(screens_open(&s, "/nowhere/screens", LANG_ZH, &e), -1);
	assert_string_equal(e.word, "SCREENS_DIR");
	assert_int_equal(e.code, ERR_MISSING);
}

static void test_words(void **state)
{
	struct screens *s = fixture_screens(LANG_ZH), *en;
	struct buf b = BUF_INIT;
	struct err e;

	(void)state;
	assert_true(words_has(s, "word.saved"));
	assert_true(words_has(s, "error.DB_BUSY"));
	assert_false(words_has(s, "word.none"));
	assert_string_equal(words_get(s, "word.none"), "word.none");
	assert_string_equal(words_get(NULL, "word.none"), "word.none");
	words_put(s, &b, "word.saved", "张三");
	assert_string_equal(b.s, "已保存张三");
	buf_clear(&b);
	words_put(s, &b, "word.saved");
	assert_string_equal(b.s, "已保存");
	buf_clear(&b);
	err_set(&e, ERR_BUSY, "DB_BUSY", "a.db");
	words_error(s, NULL, &e, &b);
	assert_string_equal(b.s, "忙；a.db；请稍后。");
	en = fixture_screens(LANG_EN);
	buf_clear(&b);
	words_error(en, NULL, &e, &b);
	assert_string_equal(b.s, "Busy a.db");
	assert_int_equal(screens_lang(en), LANG_EN);
	buf_release(&b);
	screens_close(&s);
	screens_close(&en);
}

static void test_an_error_names_the_label_of_its_field(void **state)
{
	struct screens *s;
	struct buf b = BUF_INIT;
	struct err e;

	(void)state;
	fixture_put("form.a.ini", FORM_HEAD "[field.phone]\nlabel = 电话\nlabel_en = Phone\ntype = phone\n");
	s = fixture_screens(LANG_ZH);
	err_field(&e, "phone", "DB_BUSY", "x");
	words_error(s, screens_form(s, "a"), &e, &b);
	assert_string_equal(b.s, "电话：忙；x；请稍后。");
	buf_clear(&b);
	words_error(s, NULL, &e, &b); /* nobody says which record it is: all forms agree on its name */
	assert_string_equal(b.s, "电话：忙；x；请稍后。");
	screens_close(&s);
	fixture_put("form.b.ini", FORM_HEAD "[field.phone]\nlabel = 手机\nlabel_en = Mobile\ntype = phone\n");
	s = fixture_screens(LANG_ZH);
	buf_clear(&b);
	words_error(s, NULL, &e, &b); /* they do not */
	assert_string_equal(b.s, "phone：忙；x；请稍后。");
	buf_clear(&b);
	words_error(s, screens_form(s, "b"), &e, &b);
	assert_string_equal(b.s, "手机：忙；x；请稍后。");
	buf_release(&b);
	screens_close(&s);
}

static void add_role(void *arg, const char *role, const char *label)
{
	buf_addf(arg, "%s=%s ", role, label);
}

static void test_choices_and_roles(void **state)
{
	struct screens *s = fixture_screens(LANG_ZH);
	const struct choice_list *l = screens_choices(s, "cause");
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(l->n, 4);
	assert_string_equal(l->title, "致贫原因");
	assert_string_equal(choice_find(l, "疾 病")->label, "因病");
	assert_null(choice_find(l, "01"));
	assert_null(choice_find(l, ""));
	assert_true(choice_find(l, "因灾")->closed);
	assert_string_equal(choice_of_code(l, "03")->label, "因学");
	assert_string_equal(choice_find(screens_choices(s, "state"), "open")->shown, "待整改");
	assert_null(screens_choices(s, "none"));
	screens_roles(s, add_role, &b);
	assert_string_equal(b.s, "cause.ill=因病 term_shown.1=春 term_shown.2=秋 ");
	buf_release(&b);
	screens_close(&s);
}

static void test_list(void **state)
{
	struct screens *s;
	const struct list_def *d, *const *all;
	struct listing l;

	(void)state;
	fixture_put(
		"list.b.ini",
		"[screen]\nkind = list\ntitle = 乙\ntitle_en = B\nfrom = visit v\nkey = v.id\n[column.a]\nlabel = 甲\n"
		"label_en = A\nsql = v.content\nwidth = 10\n");
	fixture_put(
		"list.a.ini",
		"[screen]\nkind = list\ntitle = 甲\ntitle_en = A\nfrom = household h\nfrom2 = JOIN place p ON p.id = "
		"h.place_id\nkey = h.id\nwhere = h.deleted_on IS NULL\nwhere2 = AND 1\nmenu = 1\nnew = house\n"
		"[column.head]\nlabel = 户主\nlabel_en = Head\nsql = h.head_name\nwidth = 10\nalign = right\n"
		"[column.cause]\nlabel = 原因\nlabel_en = Cause\nsql = h.main_cause\ntype = choice\nchoices = cause\n"
		"[sort.name]\nlabel = 姓名\nlabel_en = Name\nsql = h.head_name\norder = desc\n"
		"[filter.cause]\nlabel = 原因\nlabel_en = Cause\nsql = h.main_cause = :filter\nchoices = cause\n");
	s = fixture_screens(LANG_ZH);
	assert_int_equal(screens_lists(s, &all), 2);
	assert_string_equal(all[0]->name, "a"); /* the menu first */
	d = screens_list(s, "a");
	assert_string_equal(d->from, "household h JOIN place p ON p.id = h.place_id");
	assert_string_equal(d->fresh, "house");
	assert_true(d->column[0].right);
	assert_ptr_equal(d->column[1].as.choices, screens_choices(s, "cause"));
	l = list_listing(d, 0, 0);
	assert_int_equal(l.n_columns, 2);
	assert_string_equal(l.where, "h.deleted_on IS NULL AND 1");
	assert_string_equal(l.sort, "h.head_name");
	assert_true(l.descending);
	assert_string_equal(l.filter, "h.main_cause = :filter");
	l = list_listing(d, -1, -1);
	assert_null(l.sort);
	assert_null(l.filter);
	assert_null(l.match);
	screens_close(&s);
}

static void test_keys_and_colours(void **state)
{
	static const char *const good[] = { "a", "?", "F1", "F12", "Ctrl-S", "Alt-x", "PgDn", "Space" };
	static const char *const bad[] = { "F13", "F0", "ctrl-s", "Ctrl-", "Ctrl-1", "Return", "ab" };
	struct screens *s;
	const struct key_binding *k;
	const struct colour *c;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(key_name_is_known(good[i], strlen(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(key_name_is_known(bad[i], strlen(bad[i])));
	fixture_put("keys.ini", "[request.save]\nkeys = F2 Ctrl-S\nlabel = 保存\nlabel_en = Save\nbar = 1\n");
	fixture_put("theme.ini", "[colour.bar]\nfg = white\nbg = blue\nbold = yes\nmono = reverse|bold\n");
	s = fixture_screens(LANG_EN);
	assert_int_equal(screens_keys(s, &k), 1);
	assert_string_equal(k->request, "save");
	assert_string_equal(k->label, "Save");
	assert_int_equal(k->bar, 1);
	assert_int_equal(screens_colours(s, &c), 1);
	assert_int_equal(c->fg, 7);
	assert_int_equal(c->bg, 4);
	assert_true(c->bold && c->mono_reverse && c->mono_bold && !c->mono_dim);
	screens_close(&s);
}

static void test_checks_handbook_and_campaigns(void **state)
{
	struct screens *s;
	const struct check_def *c;
	const struct handbook_field *h;
	const struct chapter *chapters;
	const struct campaign_template *t;
	struct demo_words demo;

	(void)state;
	fixture_put("checks.ini", "[check.dates]\nscope = household\nseverity = warn\nsql = SELECT id,\nsql2 = id AS "
				  "household FROM household\n"
				  "field = exited_on\nmessage = 日期{1}\nmessage_en = Date {1}\n");
	fixture_put("form.b.ini", FORM_HEAD
		    "handbook = 1\n[field.phone]\nlabel = 电话\nlabel_en = Phone\ntype = phone\nhandbook = required\n"
		    "handbook_unless = 1 = 0\n");
	fixture_put("form.a.ini", FORM_HEAD
		    "handbook = 2\n[field.note]\nlabel = 注\nlabel_en = Note\ntype = text\nhandbook = required\n");
	fixture_put("campaign.winter.ini",
		    "[campaign]\nname = 冬\nname_en = Winter\nversion = 2\nstarts = 11-01\nends = 01-31\n"
		    "[task.1]\ntitle = 走访\ntitle_en = Visit\nscope = household\nfact = visit\ndue = 12-20\n");
	fixture_put("campaign.autumn.ini",
		    "[campaign]\nname = 秋\nname_en = Autumn\nversion = 1\nstarts = 08-01\nends = 10-31\n"
		    "[task.1]\ntitle = 告知\ntitle_en = Tell\nscope = student\n");
	fixture_put("demo.ini", "[words]\nheads = 张三 | 李四\nheads2 = 王五\n");
	s = fixture_screens(LANG_EN);
	assert_int_equal(screens_checks(s, &c), 1);
	assert_string_equal(c->rule.sql, "SELECT id, id AS household FROM household");
	assert_string_equal(c->rule.severity, "warn");
	assert_string_equal(c->message, "Date {1}");
	assert_int_equal(screens_handbook(s, &h), 2);
	assert_string_equal(h[0].column, "phone");
	assert_string_equal(h[0].section, "b");
	assert_string_equal(h[0].unless, "1 = 0");
	assert_null(h[1].unless);
	assert_int_equal(screens_chapters(s, &chapters), 2);
	assert_int_equal(chapters[1].number, 2);
	assert_int_equal(screens_campaigns(s, &t), 2);
	assert_string_equal(t[0].key, "autumn");
	assert_string_equal(t[1].name, "冬"); /* stored in Chinese in any language */
	assert_string_equal(t[1].task[0].fact, "visit");
	assert_string_equal(t[0].task[0].fact, "");
	screens_demo(s, &demo);
	assert_int_equal(demo.list[WORDS_HEADS].n, 3);
	assert_string_equal(demo.list[WORDS_HEADS].item[2], "王五");
	screens_close(&s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_base, fixture_close)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_form),
		T(test_unknown_keys_do_not_stop_the_program),
		T(test_broken_screens_stop_it_with_file_and_line),
		T(test_no_screens_at_all),
		T(test_words),
		T(test_an_error_names_the_label_of_its_field),
		T(test_choices_and_roles),
		T(test_list),
		T(test_keys_and_colours),
		T(test_checks_handbook_and_campaigns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

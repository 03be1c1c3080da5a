/* Every type of field: what people and lists write, what is stored, what is shown, and that shown text reads back the
 * same. */
#include "screen/field.h"
#include "screen/form.h"

#include "screen_fixture.h"

#define TODAY "2020-11-23"

static const char form_text[] =
	"[screen]\nkind = form\ntable = household\ntitle = 户\ntitle_en = Household\n"
	"[field.text]\nlabel = 文字\nlabel_en = Text\ntype = text\nmax = 5\npattern = ^[^0-9]*$\n"
	"[field.longtext]\nlabel = 长\nlabel_en = Long\ntype = longtext\nmax = 10\n"
	"[field.number]\nlabel = 数\nlabel_en = Number\ntype = number\nunit = 亩\ndecimals = 2\nmin = 0\nmax_value = "
	"500\n"
	"[field.count]\nlabel = 人数\nlabel_en = Count\ntype = number\nmin = 1\n"
	"[field.most]\nlabel = 至多\nlabel_en = Most\ntype = number\nmax_value = 9\n"
	"[field.money]\nlabel = 钱\nlabel_en = Money\ntype = money\nmin = 0\n"
	"[field.day]\nlabel = 日\nlabel_en = Day\ntype = date\n"
	"[field.month]\nlabel = 月\nlabel_en = Month\ntype = date\nprecision = month\n"
	"[field.year]\nlabel = 年\nlabel_en = Year\ntype = date\nprecision = year\n"
	"[field.any]\nlabel = 何时\nlabel_en = When\ntype = date\nprecision = any\n"
	"[field.term]\nlabel = 学期\nlabel_en = Term\ntype = term\n"
	"[field.yesno]\nlabel = 是否\nlabel_en = Yes\ntype = yesno\n"
	"[field.choice]\nlabel = 原因\nlabel_en = Cause\ntype = choice\nchoices = cause\n"
	"[field.open]\nlabel = 其他\nlabel_en = Other\ntype = choice\nchoices = cause\nopen = yes\n"
	"[field.choices]\nlabel = 多选\nlabel_en = Several\ntype = choices\nchoices = cause\nmost = 2\n"
	"[field.state]\nlabel = 状态\nlabel_en = State\ntype = choice\nchoices = state\n"
	"[field.id]\nlabel = 证件\nlabel_en = ID\ntype = id\n"
	"[field.phone]\nlabel = 电话\nlabel_en = Phone\ntype = phone\n"
	"[field.card]\nlabel = 卡\nlabel_en = Card\ntype = card\n"
	"[field.ref]\nlabel = 人\nlabel_en = Who\ntype = ref\ntable = cadre\n"
	"[field.computed]\nlabel = 算\nlabel_en = Sum\ntype = computed\nsql = 1 + 1\n"
	"[field.if_ill]\nlabel = 病\nlabel_en = Illness\ntype = text\nvisible_if = choice = 因病\n"
	"[field.if_not]\nlabel = 非\nlabel_en = Not\ntype = text\nvisible_if = choice != 因病 & yesno = 是\n"
	"[field.if_any]\nlabel = 有\nlabel_en = Any\ntype = text\nvisible_if = phone\n"
	"[field.if_one]\nlabel = 含\nlabel_en = Among\ntype = text\nvisible_if = choices = 因学\n";

static struct screens *s;
static const struct form *form;

static int open_screens(void **state, enum lang lang)
{
	if (fixture_open(state))
		return -1;
	fixture_put("choices.ini", CHOICES);
	fixture_put("words.ini", WORDS);
	fixture_put("form.f.ini", form_text);
	s = fixture_screens(lang);
	form = screens_form(s, "f");
	return form ? 0 : -1;
}

static int open_zh(void **state)
{
	return open_screens(state, LANG_ZH);
}

static int open_en(void **state)
{
	return open_screens(state, LANG_EN);
}

static int close_screens(void **state)
{
	screens_close(&s);
	return fixture_close(state);
}

static struct value parse(const char *field, const char *text)
{
	struct value v;
	struct err e = { 0 };

	if (field_parse(form_field(form, field), text, TODAY, &v, &e))
		fail_msg("%s: %s %s", text, e.word, e.arg[0]);
	return v;
}

/* Parses, formats, and parses what was shown again. */
static void round_trip(const char *field, const char *text, const struct value *want, const char *shown)
{
	const struct field *f = form_field(form, field);
	struct value v = parse(field, text), again;
	struct buf b = BUF_INIT;

	if (!value_equal(&v, want) || v.kind != want->kind)
		fail_msg("%s: %s became %s", field, text, v.kind == VALUE_TEXT ? v.text : "another value");
	field_format(f, &v, &b);
	assert_string_equal(b.s, shown);
	again = parse(field, b.s);
	assert_true(value_equal(&v, &again));
	value_release(&again);
	value_release(&v);
	buf_release(&b);
}

static void is_text(const char *field, const char *text, const char *stored, const char *shown)
{
	struct value v = value_text(stored);

	round_trip(field, text, &v, shown);
	value_release(&v);
}

static void is_int(const char *field, const char *text, int64_t stored, const char *shown)
{
	struct value v = value_int(stored);

	round_trip(field, text, &v, shown);
}

static void is_blank(const char *field, const char *text)
{
	struct value v = parse(field, text);

	assert_int_equal(v.kind, VALUE_NULL);
}

static void refuse(const char *field, const char *text, const char *word, const char *arg)
{
	struct value v;
	struct err e = { 0 };

	assert_int_equal(field_parse(form_field(form, field), text, TODAY, &v, &e), -1);
	assert_int_equal(v.kind, VALUE_NULL);
	assert_string_equal(e.field, field);
	assert_string_equal(e.word, word);
	if (arg)
		assert_string_equal(e.arg[0], arg);
}

static void test_blank_is_null_for_every_type(void **state)
{
	(void)state;
	for (size_t i = 0; i < form->n_fields; i++) {
		is_blank(form->field[i].name, "");
		is_blank(form->field[i].name, " \u3000 ");
	}
}

static void test_text(void **state)
{
	(void)state;
	is_text("text", "  张建国 ", "张建国", "张建国");
	is_text("text", "甲\x01乙", "甲乙", "甲乙");
	is_text("longtext", "一\r\n二\n", "一\n二", "一\n二");
	refuse("text", "一二三四五六", "FIELD_LONG", "5");
	refuse("text", "一2", "FIELD_PATTERN", NULL);
	refuse("longtext", "一二三四五六七八九十一", "FIELD_LONG", "10");
}

static void test_numbers_and_money(void **state)
{
	struct value half = value_real(0.5), noise = value_real(0.3);

	(void)state;
	round_trip("number", "０.５亩", &half, "0.5");
	round_trip("number", "0.30000000000000004", &noise, "0.3");
	is_int("count", "5", 5, "5");
	is_int("money", "1,234.5", 123450, "1234.50");
	is_int("money", "3万", 3000000, "30000");
	is_int("money", "无", 0, "0");
	refuse("number", "501", "FIELD_RANGE", "0");
	refuse("number", "3公顷", "NUMBER_UNIT", NULL);
	refuse("count", "0", "FIELD_LEAST", "1");
	refuse("most", "10", "FIELD_MOST", "9");
	refuse("money", "-1", "FIELD_LEAST", "0");
}

static void test_dates(void **state)
{
	(void)state;
	is_text("day", "2020.8.5", "2020-08-05", "2020-08-05");
	is_text("day", "8月15日", "2020-08-15", "2020-08-15");
	is_text("day", "44058", "2020-08-15", "2020-08-15");
	is_text("month", "2020年8月", "2020-08", "2020-08");
	is_text("month", "2020-08-01", "2020-08", "2020-08");
	is_text("year", "2020年", "2020", "2020");
	is_text("any", "202008", "2020-08", "2020-08");
	is_blank("day", "—");
	refuse("day", "2020.8", "FIELD_DATE_DAY", "2020.8");
	refuse("month", "2020", "FIELD_DATE_MONTH", "2020");
	refuse("day", "昨日", "FIELD_DATE", "昨日");
	refuse("day", "2020-02-30", "FIELD_DATE", NULL);
}

static void test_terms(void **state)
{
	(void)state;
	is_text("term", "2020春", "2020-1", "2020春");
	is_text("term", "2020年春季学期", "2020-1", "2020春");
	is_text("term", "2020年秋", "2020-2", "2020秋");
	is_text("term", "2020-1", "2020-1", "2020春");
	is_text("term", "2020-2", "2020-2", "2020秋");
	is_text("term", "2020-2021学年第一学期", "2020-2", "2020秋");
	is_text("term", "2020—2021学年第二学期", "2021-1", "2021春");
	is_text("term", "2020-2021-2", "2021-1", "2021春");
	refuse("term", "2020", "FIELD_TERM", "2020");
	refuse("term", "2020-3", "FIELD_TERM", NULL);
	refuse("term", "春", "FIELD_TERM", NULL);
	refuse("term", "2020-2022学年第一学期", "FIELD_TERM", NULL);
}

static void test_yes_and_no(void **state)
{
	static const char *const yes[] = { "是", "有", "√", "y", "1", "参加" }, *const no[] = { "否", "无", "×",
												"N",  "0",  "未参加",
												"/" };

	(void)state;
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		is_int("yesno", yes[i], 1, "是");
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		is_int("yesno", no[i], 0, "否");
	refuse("yesno", "也许", "FIELD_YESNO", "也许");
}

static void test_choices_by_label_and_alias(void **state)
{
	(void)state;
	is_text("choice", "因病", "因病", "因病");
	is_text("choice", " 疾 病 ", "因病", "因病");
	is_text("choice", "因灾", "因灾", "因灾");
	is_text("choice", "illness", "因病", "因病");
	is_text("state", "未整改", "open", "待整改");
	refuse("choice", "01", "FIELD_CHOICE", "01");
	refuse("choice", "懒", "FIELD_CHOICE", "懒");
	is_text("open", "懒", "懒", "懒");
	is_text("open", "疾病", "因病", "因病");
	is_blank("choice", "无");
}

static void test_several_choices(void **state)
{
	(void)state;
	is_text("choices", "因病,上学", "[\"因病\",\"因学\"]", "因病、因学");
	is_text("choices", "因病；因病/ 因学", "[\"因病\",\"因学\"]", "因病、因学");
	is_text("choices", "孤儿/事实无人抚养、因病", "[\"孤儿/事实无人抚养\",\"因病\"]", "孤儿/事实无人抚养、因病");
	is_blank("choices", "无");
	refuse("choices", "因病，因学，因灾", "FIELD_CHOICES", "2");
	refuse("choices", "因病，懒", "FIELD_CHOICE", "懒");
	/* However much is said, nothing of it is passed over. */
	char many[70 * 7 + 8] = "";
	for (int i = 0; i < 70; i++)
		strcat(many, "因病,");
	strcat(many, "懒");
	refuse("choices", many, "FIELD_CHOICE", "懒");
}

static void test_numbers_of_people(void **state)
{
	(void)state;
	is_text("id", "９９０１０1201008151236", "990101201008151236", "990101201008151236");
	is_text("id", "99010120080101008x", "99010120080101008X", "99010120080101008X");
	is_text("phone", "138 0000 1234", "13800001234", "13800001234");
	is_text("card", "9999 9912 3456 7890 124", "9999991234567890124", "9999991234567890124");
	is_int("ref", "42", 42, "42");
	refuse("id", "990101201008151237", "ID_CHECKSUM", NULL);
	refuse("phone", "12", "PHONE_BAD", NULL);
	refuse("card", "1234", "CARD_LENGTH", NULL);
	refuse("ref", "张三", "FIELD_REF", "张三");
}

static void test_english_shows_english_and_stores_chinese(void **state)
{
	(void)state;
	assert_string_equal(form_field(form, "choice")->label, "Cause");
	assert_string_equal(form_field(form, "choice")->label_zh, "原因");
	is_text("choice", "因病", "因病", "illness");
	is_text("choices", "因病、上学", "[\"因病\",\"因学\"]", "illness, school");
	is_int("yesno", "是", 1, "yes");
	is_text("term", "2020春", "2020-1", "2020 spring");
	is_text("state", "open", "open", "Open");
}

struct texts {
	const char *choice, *yesno, *phone, *choices;
};
static const char *text_of(void *arg, const char *name)
{
	const struct texts *t = arg;

	return !strcmp(name, "choice")  ? t->choice
	       : !strcmp(name, "yesno") ? t->yesno
	       : !strcmp(name, "phone") ? t->phone
					: t->choices;
}

static bool sees(const char *field, struct texts t)
{
	return field_is_visible(form_field(form, field), text_of, &t);
}

static void test_visible_if(void **state)
{
	(void)state;
	assert_true(sees("text", (struct texts){ "", "", "", "" }));
	assert_true(sees("if_ill", (struct texts){ "因病", "", "", "" }));
	assert_true(sees("if_ill", (struct texts){ "illness", "", "", "" }));
	assert_false(sees("if_ill", (struct texts){ "因学", "", "", "" }));
	assert_false(sees("if_ill", (struct texts){ "", "", "", "" }));
	assert_true(sees("if_not", (struct texts){ "因学", "有", "", "" }));
	assert_false(sees("if_not", (struct texts){ "因学", "否", "", "" }));
	assert_false(sees("if_not", (struct texts){ "因病", "是", "", "" }));
	assert_true(sees("if_any", (struct texts){ "", "", "1", "" }));
	assert_false(sees("if_any", (struct texts){ "", "", " ", "" }));
	assert_true(sees("if_one", (struct texts){ "", "", "", "因病、因学" }));
	assert_false(sees("if_one", (struct texts){ "", "", "", "因病" }));
}

#define ZH(f) cmocka_unit_test_setup_teardown(f, open_zh, close_screens)
#define EN(f) cmocka_unit_test_setup_teardown(f, open_en, close_screens)
int main(void)
{
	const struct CMUnitTest tests[] = {
		ZH(test_blank_is_null_for_every_type),
		ZH(test_text),
		ZH(test_numbers_and_money),
		ZH(test_dates),
		ZH(test_terms),
		ZH(test_yes_and_no),
		ZH(test_choices_by_label_and_alias),
		ZH(test_several_choices),
		ZH(test_numbers_of_people),
		EN(test_english_shows_english_and_stores_chinese),
		ZH(test_visible_if),
		EN(test_visible_if),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

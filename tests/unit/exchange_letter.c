/* Proves what a letter to parents says: paid items with their sum, else what is due and on its way; every blank to be
 * filled by hand is seen; who has nothing gets none; many letters are parted by form feeds; no line is too wide. */
#include "unit/exchange_fixture.h"

#include "base/text.h"
#include "exchange/letter.h"

#define TERM "2020-2"

static int64_t student(struct office *o, const char *name, const char *school)
{
	int64_t home = fixture_add(o, "household", "head_name", "王建国", "household_type", "脱贫户", "place_id",
				   fixture_ref(o->village), NULL);
	int64_t id = fixture_add(o, "person", "household_id", fixture_ref(home), "name", name, NULL);

	fixture_add(o, "enrolment", "person_id", fixture_ref(id), "term", TERM, "school", school, "school_stage",
		    "小学", "grade", "三年级", "guardian", "王建国", NULL);
	return id;
}

static void money(struct office *o, int64_t person, int64_t item, const char *state, const char *fen)
{
	fixture_add(o, "aid", "person_id", fixture_ref(person), "term", TERM, "aid_item_id", fixture_ref(item), "state",
		    state, "amount", fen, NULL);
}

static int64_t two_items(struct office *o)
{
	fixture_add(o, "aid_item", "key", "FEE", "name", "免学杂费", "aid_kind", "减免", "stages", "[\"小学\"]", NULL);
	return fixture_add(o, "aid_item", "key", "DAY", "name", "生活补助", "aid_kind", "补助", "stages", "[\"小学\"]",
			   "amount", "#25000", NULL);
}

static char *letter(struct office *o, int64_t person)
{
	struct buf b = BUF_INIT;
	struct err e = { 0 };

	if (letter_text(o, screens, person, TERM, &b, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	return buf_detach(&b);
}

static void says(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("no %s in\n%s", part, text);
}

static void narrow(const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n\f");
		char *line = strndup(text, n);
		if (text_width(line) > 76)
			fail_msg("too wide: %s", line);
		free(line);
		text += n + (text[n] != '\0');
	}
}

static void paid_is_told_with_its_sum(void **state)
{
	struct office *o = *state;
	int64_t item = two_items(o), id = student(o, "王小明", "青山小学");

	money(o, id, item, "paid", "#30000");
	char *text = letter(o, id);
	says(text, "致家长朋友的一封信");
	says(text, "尊敬的王小明同学的家长：");
	says(text, "王小明同学");
	says(text, "免学杂费（已申请）");        /* due, and not even applied for */
	says(text, "生活补助：300元（已发放）"); /* what was paid, not the standard */
	says(text, "已落实1项，资助资金合计300元");
	says(text, "县教育局");
	says(text, "2020-11-23");
	says(text, "学校（签章）");
	says(text, "学生签字");
	assert_null(strstr(text, "{{"));
	assert_null(strstr(text, "尚未发放"));
	narrow(text);
	free(text);
}

/* Not who sits at the keyboard: who answers for the family today. */
static void the_family_asks_its_own_cadre(void **state)
{
	struct office *o = *state;
	int64_t item = two_items(o), id = student(o, "王小明", "青山小学");
	int64_t home = count(o, "SELECT max(id) FROM household");
	static const char *const name[] = { "赵强", "孙丽", "周平" };
	static const char *const from[] = { "2018-03-01", "2020-01-01", "2020-06-01" };
	static const char *const to[] = { "2019-12-31", NULL, NULL };

	money(o, id, item, "paid", "#30000");
	char *text = letter(o, id);
	says(text, "帮扶责任人______咨询");
	free(text);
	for (size_t i = 0; i < 3; i++) {
		int64_t cadre = fixture_add(o, "cadre", "name", name[i], NULL);

		fixture_add(o, "pairing", "household_id", fixture_ref(home), "cadre_id", fixture_ref(cadre),
			    "started_on", from[i], to[i] ? "ended_on" : NULL, to[i], NULL);
	}
	text = letter(o, id);
	says(text, "帮扶责任人孙丽、周平咨询");
	assert_null(strstr(text, "李明"));
	assert_null(strstr(text, "赵强"));
	free(text);
}

static void due_is_told_where_nothing_is_paid(void **state)
{
	struct office *o = *state;
	int64_t item = two_items(o), id = student(o, "王小明", "青山小学");

	money(o, id, item, "reviewed", "#25000");
	char *text = letter(o, id);
	says(text, "生活补助：250元（已评审）");
	says(text, "尚未发放");
	assert_null(strstr(text, "已落实"));
	free(text);
}

static void a_blank_is_a_line_to_write_on(void **state)
{
	struct office *o = *state;
	int64_t id;

	two_items(o);
	id = student(o, "王小明", "");
	char *text = letter(o, id);
	says(text, "就读于______三年级");
	free(text);
}

static void who_has_nothing_gets_none(void **state)
{
	struct office *o = *state;
	int64_t id = student(o, "王小明", "青山小学");
	int64_t home = count(o, "SELECT id FROM household");
	int64_t nowhere = fixture_add(o, "person", "household_id", fixture_ref(home), "name", "王不读", NULL);
	struct buf b = BUF_INIT;
	struct err e = { 0 };

	assert_int_equal(letter_text(o, screens, id, TERM, &b, &e), -1);
	assert_string_equal(e.word, "LETTER_NOTHING");
	assert_int_equal(letter_text(o, screens, nowhere, TERM, &b, &e), -1);
	assert_string_equal(e.word, "LETTER_NOT_ENROLLED");
	assert_int_equal(b.n, 0);
	buf_release(&b);
}

static void many_are_parted(void **state)
{
	struct office *o = *state;
	struct buf b = BUF_INIT;
	struct err e = { 0 };
	int64_t *list;
	size_t n, written;

	two_items(o);
	student(o, "王小明", "青山小学");
	student(o, "李小红", "青山小学");
	student(o, "张小花", "长潭小学");
	assert_int_equal(letter_persons(o, TERM, "青山小学", &list, &n, &e), 0);
	assert_int_equal(n, 2);
	free(list);
	assert_int_equal(letter_persons(o, TERM, NULL, &list, &n, &e), 0);
	assert_int_equal(n, 3);
	assert_int_equal(letter_many(o, screens, list, n, TERM, &b, &written, &e), 0);
	assert_int_equal(written, 3);
	int feeds = 0;
	for (const char *s = b.s; *s; s++)
		feeds += *s == '\f';
	assert_int_equal(feeds, 2);
	narrow(b.s);
	free(list);
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(paid_is_told_with_its_sum, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(the_family_asks_its_own_cadre, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(due_is_told_where_nothing_is_paid, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(a_blank_is_a_line_to_write_on, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(who_has_nothing_gets_none, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(many_are_parted, exchange_open, exchange_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

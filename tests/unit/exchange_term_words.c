/* Terms and what was done are said in a person's words: titles of records, errors, messages of the checks, the log. */
#include "unit/exchange_fixture.h"

#include "model/record.h"
#include "screen/suspects.h"

static int64_t aid(struct office *o)
{
	int64_t home = fixture_add(o, "household", "head_name", "王建国", "place_id", fixture_ref(o->village), NULL);
	int64_t id = fixture_add(o, "person", "household_id", fixture_ref(home), "name", "王小明", NULL);
	int64_t item = fixture_add(o, "aid_item", "key", "X", "name", "生活补助", "amount", "#25000", NULL);

	return fixture_add(o, "aid", "person_id", fixture_ref(id), "term", "2020-2", "aid_item_id", fixture_ref(item),
			   "state", "paid", "amount", "#25000", NULL);
}

static void titles_say_the_term(void **state)
{
	struct office *o = *state;
	char *title = record_title(o, "aid", aid(o));

	assert_string_equal(title, "2020秋 王小明 生活补助");
	free(title);
	fixture_add(o, "term_lock", "term", "2019-1", "locked_on", "2019-06-30", NULL);
	title = record_title(o, "term_lock", count(o, "SELECT id FROM term_lock"));
	assert_string_equal(title, "2019春");
	free(title);
}

static void errors_say_the_term(void **state)
{
	static const char *const word[] = { "LETTER_NOTHING", "LETTER_NOT_ENROLLED", "TELL_UNPAID" };
	struct buf b = BUF_INIT;
	struct err e = { 0 };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		err_set(&e, ERR_MISSING, word[i], "x", "2020-2");
		words_error(screens, NULL, &e, &b);
		if (!strstr(b.s, "2020秋") || strstr(b.s, "2020-2"))
			fail_msg("%s", b.s);
		buf_clear(&b);
	}
	buf_release(&b);
}

/* Paid, and nowhere enrolled: rules speak of that. */
static void checks_say_the_term(void **state)
{
	struct office *o = *state;
	struct suspects s = { 0 };
	struct err e = { 0 };
	size_t said = 0;

	aid(o);
	if (suspects_collect(&(struct suspects_ask){ .office = o, .screens = screens }, &s, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	for (size_t i = 0; i < s.n; i++) {
		assert_null(strstr(s.line[i].message, "2020-2"));
		said += strstr(s.line[i].message, "2020秋") != NULL;
	}
	assert_true(said > 0);
	suspects_release(&s);
}

static void what_was_done_has_words(void **state)
{
	static const char *const said[][2] = {
		{ "aid.lock", "锁定资助名单" },
		{ "notification.tell", "告知到家" },
		{ "training.save", "保存培训" },
		{ "aid.backpaid", "资助补发" },
		{ "", "程序之外的改动" },
		{ "nothing.known", "nothing.known" },
		{ "odd", "odd" },
	};
	struct buf b = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
		words_action(screens, said[i][0], &b);
		assert_string_equal(b.s, said[i][1]);
		buf_clear(&b);
	}
	buf_release(&b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, exchange_open, exchange_close)
		T(titles_say_the_term),
		T(errors_say_the_term),
		T(checks_say_the_term),
		T(what_was_done_has_words),
	};

	return cmocka_run_group_tests_name("exchange/term_words", tests, NULL, NULL);
}

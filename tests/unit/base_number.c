/* Numbers and money as people and spreadsheets write them. */
#include "base/number.h"

#include "cm.h"

#include <math.h>
#include <string.h>

static void check_number(const char *s, const char *unit, double want)
{
	double got = -1;
	struct err e;

	if (number_parse(s, unit, &got, &e) < 0)
		fail_msg("%s refused: %s", s, e.word);
	if (got < want || got > want)
		fail_msg("%s gave %.17g", s, got);
}

static void check_refused(const char *s, const char *unit, const char *word, const char *arg)
{
	double got;
	struct err e;

	err_clear(&e);
	assert_int_equal(number_parse(s, unit, &got, &e), -1);
	assert_string_equal(e.word, word);
	assert_string_equal(e.arg[0], arg);
}

static void test_numbers(void **state)
{
	(void)state;
	check_number("0", NULL, 0);
	check_number("1,234.5", NULL, 1234.5);
	check_number("1,234,567", "", 1234567);
	check_number("１２３．５", NULL, 123.5);
	check_number("+3", NULL, 3);
	check_number("-0.5", NULL, -0.5);
	check_number(".5", NULL, 0.5);
	check_number(" '12 ", NULL, 12);
	check_number("0.1", NULL, 0.1);
	check_number("1.1", NULL, 1.1);
	check_number("123456.789", NULL, 123456.789);
	check_number("1.5E+3", NULL, 1500);
	check_number("2e-2", NULL, 0.02);
	check_number("00012", NULL, 12);
	check_number("3万", NULL, 30000);
	check_number("3.5 万", NULL, 35000);
	check_number("1.2亿", NULL, 120000000);
}

static void test_units(void **state)
{
	(void)state;
	check_number("0.5亩", "亩", 0.5);
	check_number("500元/学期", "元", 500);
	check_number("500 元 / 年", "元", 500);
	check_number("500/学期", "元", 500);
	check_number("3万元", "元", 30000);
	check_number("3万元", "万元", 3);
	check_number("3万", "万元", 3);
	check_number("50㎡", "㎡", 50);
	check_number("50m²", "㎡", 50);
	check_number("50平方米", "㎡", 50);
	check_number("2.5千米", "公里", 2.5);
	check_number("3个月", "月", 3);
	check_number("¥300", "元", 300);
	check_number("￥1,300.50元", "元", 1300.5);
	check_number("12元/亩", "元/亩", 12);
	check_refused("3公顷", "亩", "NUMBER_UNIT", "公顷");
	check_refused("3亩", NULL, "NUMBER_UNIT", "亩");
	check_refused("3元", "万元", "NUMBER_UNIT", "元");
	check_refused("3万公顷", "亩", "NUMBER_UNIT", "公顷");
}

static void test_none(void **state)
{
	static const char *const none[] = { "无", " 无 ", "/", "／", "—", "——", "-", "－", "–" };

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		assert_true(number_is_none(none[i]));
		check_number(none[i], "元", 0);
	}
	assert_false(number_is_none("") || number_is_none("0") || number_is_none(NULL) || number_is_none("无人"));
}

static void test_refused(void **state)
{
	static const char *const bad[] = { "",         "abc",   "三",   "1,23",    "12,3456", "1,2345",  "1.2.3",
					   "1.",       ".",     "1-2",  "--5",     "1,",      "500/600", "1e",
					   "1e999999", "12 34", ",123", "1,234,5", "340…" };
	double got;
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (number_parse(bad[i], NULL, &got, &e) == 0)
			fail_msg("%s gave %g", bad[i], got);
	}
	check_refused("三", NULL, "NUMBER_BAD", "三");
	check_refused("1234567890123456789", NULL, "NUMBER_BIG", "1234567890123456789");
}

static void test_integers(void **state)
{
	int64_t i = 0;
	struct err e;

	(void)state;
	assert_int_equal(integer_parse("3.0", NULL, &i, NULL), 0);
	assert_int_equal(i, 3);
	assert_int_equal(integer_parse("0.5万人", "人", &i, NULL), 0);
	assert_int_equal(i, 5000);
	assert_int_equal(integer_parse("-999,999,999,999,999,999", NULL, &i, NULL), 0);
	assert_int_equal(i, -INT64_C(999999999999999999));
	assert_int_equal(integer_parse("3.5", NULL, &i, &e), -1);
	assert_string_equal(e.word, "NUMBER_WHOLE");
	assert_int_equal(integer_parse("999999999999亿", NULL, &i, &e), -1);
	assert_string_equal(e.word, "NUMBER_BIG");
	assert_int_equal(integer_parse("0亿", NULL, &i, &e), 0);
	assert_int_equal(i, 0);
}

static void check_money(const char *s, int64_t want)
{
	int64_t fen = -1;
	struct err e;

	if (money_parse(s, &fen, &e) < 0)
		fail_msg("%s refused: %s", s, e.word);
	assert_int_equal(fen, want);
}

static void test_money(void **state)
{
	int64_t fen;
	struct err e;

	(void)state;
	check_money("625", 62500);
	check_money("1,234.5", 123450);
	check_money("0.29", 29); /* 28.999… as a double */
	check_money("1.10", 110);
	check_money("1.1000", 110);
	check_money("3万", 3000000);
	check_money("0.123456万元", 123456);
	check_money("500元/学期", 50000);
	check_money("-12.34", -1234);
	check_money("无", 0);
	assert_int_equal(money_parse("1.234", &fen, &e), -1);
	assert_string_equal(e.word, "NUMBER_FEN");
	assert_int_equal(money_parse("5亩", &fen, &e), -1);
	assert_string_equal(e.word, "NUMBER_UNIT");
	assert_int_equal(money_parse("99999999999999999", &fen, &e), -1);
	assert_string_equal(e.word, "NUMBER_BIG");
}

static void check_format(int64_t fen, bool grouped, const char *want)
{
	struct buf b = BUF_INIT;

	money_format(&b, fen, grouped);
	assert_string_equal(b.s, want);
	buf_release(&b);
}

static void test_money_out(void **state)
{
	(void)state;
	check_format(62500, true, "625");
	check_format(123450, true, "1,234.50");
	check_format(123450, false, "1234.50");
	check_format(100000000, true, "1,000,000");
	check_format(-5, true, "-0.05");
	check_format(0, true, "0");
	check_format(INT64_MIN, false, "-92233720368547758.08");
}

static void check_number_out(double v, int most, const char *want)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "0.0|"); /* what stood before is left alone */
	number_format(&b, v, most);
	assert_string_equal(b.s + 4, want);
	buf_release(&b);
}

static void test_number_out(void **state)
{
	(void)state;
	check_number_out(0.5, 2, "0.5");
	check_number_out(10, 2, "10");
	check_number_out(100, 0, "100");
	check_number_out(1.005, 4, "1.005");
	check_number_out(2.999, 2, "3");
	check_number_out(-0.001, 2, "0");
	check_number_out(NAN, 2, "");
	check_number_out((double)INFINITY, 2, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),   cmocka_unit_test(test_units),      cmocka_unit_test(test_none),
		cmocka_unit_test(test_refused),   cmocka_unit_test(test_integers),   cmocka_unit_test(test_money),
		cmocka_unit_test(test_money_out), cmocka_unit_test(test_number_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

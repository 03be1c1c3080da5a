/* Dates as lists bring them, arithmetic on days, the frozen clock, ids. */
#include "base/clock.h"
#include "base/date.h"
#include "base/id.h"

#include "cm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TODAY "2020-11-23"

static void check_parse(const char *s, const char *want)
{
	struct date d;
	char out[DATE_BYTES];

	if (!want) {
		if (date_parse(s, TODAY, &d))
			fail_msg("%s was read", s);
		return;
	}
	if (!date_parse(s, TODAY, &d))
		fail_msg("%s was refused", s);
	date_format(&d, out);
	assert_string_equal(out, want);
}

static void test_forms(void **state)
{
	(void)state;
	check_parse("2020.8", "2020-08");
	check_parse("2020年8月", "2020-08");
	check_parse("2020年8月份", "2020-08");
	check_parse("2020.08.15", "2020-08-15");
	check_parse("20200815", "2020-08-15");
	check_parse("202008", "2020-08");
	check_parse("2020/8/15", "2020-08-15");
	check_parse("2020-8-15", "2020-08-15");
	check_parse("２０２０年８月１５日", "2020-08-15");
	check_parse(" 2020 年 8 月 15 日 ", "2020-08-15");
	check_parse("2020年8月15号", "2020-08-15");
	check_parse("8月15日", "2020-08-15");
	check_parse("8-15", "2020-08-15");
	check_parse("8.15", "2020-08-15");
	check_parse("8月", "2020-08");
	check_parse("15", "2020-11-15");
	check_parse("15日", "2020-11-15");
	check_parse("5", "2020-11-05");
	check_parse("2020", "2020");
	check_parse("2020年", "2020");
	check_parse("44058", "2020-08-15");
	check_parse("44058.375", "2020-08-15");
	check_parse("20000", "1954-10-03");
	check_parse("60000", "2064-04-08");
	check_parse("今天", "2020-11-23");
	check_parse("昨天", "2020-11-22");
	check_parse("2020-08-15 00:00:00", "2020-08-15");
	check_parse("2020/8/15 9:30", "2020-08-15");
	check_parse("2020-08-15T08:00:00", "2020-08-15");
	check_parse("2020-02-29", "2020-02-29");
}

static void test_refused(void **state)
{
	static const char *const bad[] = { "",           " ",          "无",       "2019-02-29", "2020-13",
					   "2020-00",    "2020.8.32",  "20200832", "202013",     "19999",
					   "60001",      "1234.5",     "2020.8.",  "2020..8",    "2020-8-15-1",
					   "32",         "0",          "999",      "8月15年",    "15日8月",
					   "20.8.15",    "2020年8月x", "-5",       "123456789",  "2020:08",
					   "1899-12-31", "2020-001-1", "2020-0-1", "0815" };
	struct date d;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		check_parse(bad[i], NULL);
	assert_false(date_parse(NULL, TODAY, &d));
}

static void test_without_today_only_full_dates(void **state)
{
	struct date d;

	(void)state;
	assert_true(date_parse("2020-8-15", NULL, &d));
	assert_false(date_parse("8-15", NULL, &d));
	assert_false(date_parse("15", NULL, &d));
	assert_false(date_parse("今天", NULL, &d));
}

static void test_valid(void **state)
{
	(void)state;
	assert_true(date_is_valid("2020") && date_is_valid("2020-02") && date_is_valid("2020-02-29"));
	assert_false(date_is_valid("2020-2") || date_is_valid("2019-02-29") || date_is_valid("2020-00") ||
		     date_is_valid("2020-01-00") || date_is_valid("20200101") || date_is_valid("") ||
		     date_is_valid(NULL) || date_is_valid("2020-13-01") || date_is_valid("0000-01-01"));
}

/* Every day of 1600..2400 in order: days, weekday and back. */
static void test_days(void **state)
{
	char out[DATE_BYTES], last[DATE_BYTES] = "";
	int64_t from = date_days("1600-01-01"), to = date_days("2400-12-31");
	int weekday = 6; /* 1600-01-01 was a Saturday */

	(void)state;
	assert_int_equal(date_days("1970-01-01"), 0);
	assert_int_equal(date_days("2000-03-01"), 11017);
	assert_int_equal(date_days("2020"), date_days("2020-01-01"));
	for (int64_t day = from; day <= to; day++) {
		date_from_days(day, out);
		assert_true(strcmp(last, out) < 0);
		assert_true(date_is_valid(out));
		assert_int_equal(date_days(out), day);
		assert_int_equal(date_weekday(out), weekday);
		weekday = (weekday + 1) % 7;
		memcpy(last, out, sizeof(last));
	}
	assert_int_equal(date_weekday(TODAY), 1);
}

static void check_months(const char *iso, int months, const char *want)
{
	char out[DATE_BYTES];

	date_add_months(iso, months, out);
	assert_string_equal(out, want);
}

static void test_months(void **state)
{
	char out[DATE_BYTES];

	(void)state;
	check_months("2020-01-31", 1, "2020-02-29");
	check_months("2019-01-31", 1, "2019-02-28");
	check_months("2020-11-23", 2, "2021-01-23");
	check_months("2020-01-15", -1, "2019-12-15");
	check_months("2020-11", 14, "2022-01");
	check_months("2020", 12, "2021");
	date_month_end("2020-02-03", out);
	assert_string_equal(out, "2020-02-29");
	date_month_end("2021-02", out);
	assert_string_equal(out, "2021-02-28");
	date_month_end("2021", out);
	assert_string_equal(out, "2021-12-31");
}

static void test_age(void **state)
{
	(void)state;
	assert_int_equal(date_age("2014-09-01", "2020-09-01"), 6);
	assert_int_equal(date_age("2014-09-02", "2020-09-01"), 5);
	assert_int_equal(date_age("2004-02-29", "2020-02-28"), 15);
	assert_int_equal(date_age("2004-02-29", "2021-03-01"), 17);
	assert_int_equal(date_age("2004", "2020-09-01"), 16);
	assert_int_equal(date_age("2020-09-01", "2020-09-01"), 0);
	assert_int_equal(date_age("2020-09-02", "2020-09-01"), -1);
	assert_int_equal(date_age("", "2020-09-01"), -1);
	assert_int_equal(date_age(NULL, "2020-09-01"), -1);
}

static void test_clock(void **state)
{
	char stamp[20];

	(void)state;
	assert_false(clock_freeze("2020-11"));
	assert_false(clock_freeze("2020-11-31"));
	assert_true(clock_freeze(TODAY));
	assert_string_equal(clock_today(), TODAY);
	clock_stamp(stamp);
	assert_string_equal(stamp, TODAY "T08:00:00");
	assert_int_equal(clock_seconds(), 1606118400);
	assert_true(clock_freeze(NULL));
	clock_stamp(stamp);
	assert_true(strlen(stamp) == 19 && stamp[10] == 'T');
	assert_true(date_is_valid(clock_today()) && strlen(clock_today()) == 10);
}

static void test_ids(void **state)
{
	int64_t last = 0, first;

	(void)state;
	assert_true(clock_freeze(TODAY));
	for (int i = 0; i < 1000; i++) {
		int64_t id = id_mint();

		assert_true(id > last);
		last = id;
	}
	id_seed(7);
	first = id_mint();
	assert_int_equal(first, (INT64_C(1606118400) - 1577836800) << 32 | 7);
	assert_int_equal(id_mint(), first + 1);
	id_seed(UINT32_MAX); /* the counter comes round: still rising */
	last = id_mint();
	assert_true(id_mint() > last);
	assert_true(clock_freeze("2019-01-01")); /* before the epoch of ids, and the clock set back */
	assert_true(id_mint() > last);
	id_seed(0);
	assert_true(id_mint() > 0);
	assert_true(clock_freeze(NULL));
}

/* Written as it is stored, a date is told at a look: as it is with words between, for every day there is and is not. */
static void test_stored_form_at_a_look(void **state)
{
	int real = 0;

	(void)state;
	for (int year = 1890; year < 2210; year++)
		for (int month = 0; month <= 13; month++)
			for (int day = 0; day <= 32; day++) {
				char stored[32], words[48], out[DATE_BYTES];
				struct date a, b;
				bool is;

				snprintf(stored, sizeof(stored), "%04d-%02d-%02d", year, month, day);
				snprintf(words, sizeof(words), "%04d年%02d月%02d日", year, month, day);
				is = date_parse(stored, TODAY, &a);
				assert_int_equal(is, date_parse(words, TODAY, &b));
				if (!is)
					continue;
				date_format(&a, out);
				assert_string_equal(out, stored);
				date_format(&b, out);
				assert_string_equal(out, stored);
				real++;
			}
	assert_int_equal(real, 300 * 365 + 73); /* 1900, 2100 and 2200 have no leap day */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_without_today_only_full_dates),
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_age),
		cmocka_unit_test(test_clock),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_stored_form_at_a_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

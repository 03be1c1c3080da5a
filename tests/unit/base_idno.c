/* Numbers that name people, with the vectors of the field guide (no real person has region 990101). */
#include "base/idno.h"

#include "cm.h"

#include <string.h>

#define TODAY "2020-11-23"

static void check_id(const char *s, const char *want, enum idno_kind want_kind)
{
	char out[IDNO_BYTES];
	enum idno_kind kind;
	struct err e;

	if (idno_parse(s, TODAY, out, &kind, &e) < 0)
		fail_msg("%s refused: %s %s", s, e.word, e.arg[0]);
	assert_string_equal(out, want);
	assert_int_equal(kind, want_kind);
}

static void check_refused(const char *s, const char *word, const char *arg)
{
	char out[IDNO_BYTES];
	enum idno_kind kind;
	struct err e;

	err_clear(&e);
	assert_int_equal(idno_parse(s, TODAY, out, &kind, &e), -1);
	assert_int_equal(e.code, ERR_INVALID);
	assert_string_equal(e.word, word);
	assert_string_equal(e.arg[0], arg);
	assert_int_equal(idno_parse(s, TODAY, out, NULL, NULL), -1);
}

static void test_resident(void **state)
{
	(void)state;
	check_id("990101201008151236", "990101201008151236", IDNO_RESIDENT);
	check_id("99010119560229002X", "99010119560229002X", IDNO_RESIDENT);
	check_id("99010120080101008x", "99010120080101008X", IDNO_RESIDENT);
	check_id("９９０１０１２００８０１０１００８Ｘ", "99010120080101008X", IDNO_RESIDENT);
	check_id("'990101201008151236", "990101201008151236", IDNO_RESIDENT);
	check_id("=\"990101201008151236\"", "990101201008151236", IDNO_RESIDENT);
	check_id("\t990101 20100815\u00a01236\u200b\n", "990101201008151236", IDNO_RESIDENT);
}

static void test_old_form_becomes_18(void **state)
{
	char out[IDNO_BYTES];

	(void)state;
	assert_int_equal(idno_parse("990101560229002", TODAY, out, NULL, NULL), 0);
	assert_string_equal(out, "99010119560229002X");
	check_id("990101560229002", "99010119560229002X", IDNO_RESIDENT_15);
	check_refused("990101560230002", "ID_BIRTH", "19560230");
}

static void test_refused(void **state)
{
	(void)state;
	check_refused("990101201008151237", "ID_CHECKSUM", "6");
	check_refused("990101195602290021", "ID_CHECKSUM", "X");
	check_refused("", "ID_LENGTH", "0");
	check_refused(NULL, "ID_LENGTH", "0");
	check_refused("99010120100815123", "ID_LENGTH", "17");
	check_refused("9901012010081512361234567", "ID_LENGTH", "25");
	check_refused("99010120100815123A", "ID_CHARACTER", "A");
	check_refused("990101X01008151236", "ID_CHARACTER", "X");
	check_refused("9901012010081512三6", "ID_CHARACTER", "三");
	/* Marks that join what follows: one cluster of 18 bytes. */
	check_refused("\u0604\u0604\u0604\u0604\u0604\u0604\u0604\u0604\u0604", "ID_CHARACTER",
		      "\u0604\u0604\u0604\u0604\u0604\u0604\u0604\u0604\u0604");
	check_refused("99010120080101008×", "ID_CHARACTER", "×");
	check_refused("990101********1236", "ID_MASKED", "");
	check_refused("990101201302291236", "ID_BIRTH", "20130229");
	check_refused("990101189912311236", "ID_BIRTH", "18991231");
	check_refused("990101202011241236", "ID_BIRTH", "20201124");
}

static void test_lost_digits(void **state)
{
	(void)state;
	assert_true(idno_lost_digits("3.40123E+17"));
	assert_true(idno_lost_digits("9.90101201008151E+17"));
	assert_true(idno_lost_digits("990101201008151000"));
	assert_true(idno_lost_digits("340123199001011264")); /* what a double made of …011234 */
	assert_false(idno_lost_digits("990101201008151236"));
	assert_false(idno_lost_digits("990101201008151237"));
	assert_false(idno_lost_digits("99010119560229002X"));
	assert_false(idno_lost_digits(""));
	check_refused("3.40123E+17", "ID_LOST_DIGITS", "");
	check_refused("990101201008151000", "ID_LOST_DIGITS", "");
	check_refused("340123199001011264", "ID_LOST_DIGITS", "");
}

static void test_disability(void **state)
{
	(void)state;
	check_id("99010119881231457241", "99010119881231457241", IDNO_DISABILITY);
	check_id("99010119881231457241b1", "99010119881231457241B1", IDNO_DISABILITY);
	assert_int_equal(idno_disability_kind("99010119881231457241"), 4);
	assert_int_equal(idno_disability_grade("99010119881231457241B1"), 1);
	assert_int_equal(idno_disability_kind("990101201008151236"), 0);
	assert_int_equal(idno_disability_grade(""), 0);
	check_refused("99010119881231457281", "ID_CHARACTER", "8");
	check_refused("99010119881231457245", "ID_CHARACTER", "5");
	check_refused("99010119881231457141", "ID_CHECKSUM", "2");
}

static void test_placeholder(void **state)
{
	(void)state;
	check_id("999999201008150000", "999999201008150000", IDNO_PLACEHOLDER);
	check_id("999999000000000000", "999999000000000000", IDNO_PLACEHOLDER);
}

static void test_what_the_number_says(void **state)
{
	char birth[11];

	(void)state;
	idno_birth("99010119560229002X", birth);
	assert_string_equal(birth, "1956-02-29");
	idno_birth("999999000000000000", birth);
	assert_string_equal(birth, "");
	idno_birth("123", birth);
	assert_string_equal(birth, "");
	assert_true(idno_is_male("990101201008151236"));
	assert_false(idno_is_male("99010119560229002X"));
	assert_int_equal(idno_check_digit("99010120080101008"), 'X');
}

static void check_phone(const char *s, const char *want)
{
	char out[24];
	struct err e;

	if (!want) {
		assert_int_equal(phone_parse(s, out, &e), -1);
		assert_string_equal(e.word, "PHONE_BAD");
		return;
	}
	assert_int_equal(phone_parse(s, out, &e), 0);
	assert_string_equal(out, want);
}

static void test_phone(void **state)
{
	(void)state;
	check_phone("13800001234", "13800001234");
	check_phone("138 0000 1234", "13800001234");
	check_phone("138-0000-1234", "13800001234");
	check_phone("１３８００００１２３４", "13800001234");
	check_phone("+86 13800001234", "13800001234");
	check_phone("8613800001234", "13800001234");
	check_phone("0551-1234567", "0551-1234567");
	check_phone("05511234567", "0551-1234567");
	check_phone("（010）12345678", "010-12345678");
	check_phone("021-12345678", "021-12345678");
	check_phone("12800001234", NULL);
	check_phone("1380000123", NULL);
	check_phone("138000012345", NULL);
	check_phone("12345678", NULL);
	check_phone("0000-1234567", NULL);
	check_phone("无", NULL);
	check_phone("", NULL);
}

static void test_card(void **state)
{
	char out[24];
	bool luhn = false;
	struct err e;

	(void)state;
	assert_int_equal(card_parse("9999 9912 3456 7890 124", out, &luhn, &e), 0);
	assert_string_equal(out, "9999991234567890124");
	assert_true(luhn);
	assert_int_equal(card_parse("9999991234567890125", out, &luhn, &e), 0);
	assert_false(luhn);
	assert_int_equal(card_parse("9999991234567890125", out, NULL, NULL), 0);
	assert_int_equal(card_parse("999999123456789", out, &luhn, &e), -1);
	assert_string_equal(e.word, "CARD_LENGTH");
	assert_string_equal(e.arg[0], "15");
	assert_int_equal(card_parse("99999912345678901234", out, &luhn, &e), -1);
	assert_int_equal(card_parse("6.22E+18", out, &luhn, &e), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_resident),   cmocka_unit_test(test_old_form_becomes_18),
		cmocka_unit_test(test_refused),    cmocka_unit_test(test_lost_digits),
		cmocka_unit_test(test_disability), cmocka_unit_test(test_placeholder),
		cmocka_unit_test(test_phone),      cmocka_unit_test(test_what_the_number_says),
		cmocka_unit_test(test_card),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

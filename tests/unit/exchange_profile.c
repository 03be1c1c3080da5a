/* What each profile shows of a person. */
#include "base/buf.h"
#include "exchange/profile.h"
#include "screen/privacy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void check(enum profile p, enum privacy what, const char *text, const char *want)
{
	struct buf b = BUF_INIT;

	profile_text(p, what, text, &b);
	if (strcmp(b.s, want) != 0)
		fail_msg("%s %d '%s': '%s', not '%s'", profile_name(p), what, text, b.s, want);
	buf_release(&b);
}

static void test_names(void **state)
{
	enum profile p;

	(void)state;
	for (int k = 0; k < PROFILES; k++) {
		assert_true(profile_of(profile_name((enum profile)k), &p));
		assert_int_equal(p, k);
	}
	assert_false(profile_of("public", &p));
	assert_false(profile_of("", &p));
}

static void test_columns(void **state)
{
	(void)state;
	for (int what = PRIVACY_NONE; what <= PRIVACY_FREE; what++) {
		assert_true(profile_shows(PROFILE_INTERNAL, (enum privacy)what));
		assert_int_equal(profile_shows(PROFILE_MASKED, (enum privacy)what), what != PRIVACY_HEALTH);
		assert_int_equal(profile_shows(PROFILE_POSTING, (enum privacy)what),
				 what == PRIVACY_NONE || what == PRIVACY_NAME);
	}
}

/* DOMAIN §11: ID first 6, stars, last 4; phone 138****5678; card last 4. */
static void test_masked(void **state)
{
	(void)state;
	check(PROFILE_MASKED, PRIVACY_ID, "990101200001011234", "990101********1234");
	check(PROFILE_MASKED, PRIVACY_ID, "99010120000101123X", "990101********123X");
	check(PROFILE_MASKED, PRIVACY_ID, "990101200001011", "990101*****1011");
	check(PROFILE_MASKED, PRIVACY_ID, "99010120000101123444", "990101**********3444");
	check(PROFILE_MASKED, PRIVACY_ID, "G990101200001011234", "G990101********1234");
	check(PROFILE_MASKED, PRIVACY_PHONE, "13800005678", "138****5678");
	check(PROFILE_MASKED, PRIVACY_PHONE, "138 0000 5678", "138****5678");
	check(PROFILE_MASKED, PRIVACY_PHONE, "13800005678、13900005679", "138****5678、139****5679");
	check(PROFILE_MASKED, PRIVACY_CARD, "9999991234567890124", "***************0124");
	check(PROFILE_MASKED, PRIVACY_NAME, "张建国", "张建国");
	check(PROFILE_MASKED, PRIVACY_HEALTH, "残疾", "");
	check(PROFILE_INTERNAL, PRIVACY_HEALTH, "残疾", "残疾");
	check(PROFILE_INTERNAL, PRIVACY_ID, "990101200001011234", "990101200001011234");
}

static void test_numbers_in_words(void **state)
{
	(void)state;
	check(PROFILE_MASKED, PRIVACY_FREE, "电话13800005678，身份证 990101200001011234。",
	      "电话138****5678，身份证 990101********1234。");
	check(PROFILE_MASKED, PRIVACY_FREE, "卡 9999 9912 3456 7890 124", "卡 ***************0124");
	check(PROFILE_MASKED, PRIVACY_FREE, "１３８００００５６７８", "138****5678");
	check(PROFILE_MASKED, PRIVACY_FREE, "990101-20000101-1234", "990101********1234");
	check(PROFILE_MASKED, PRIVACY_FREE, "0543-1234567", "054****4567");
	check(PROFILE_MASKED, PRIVACY_NONE, "问13800005678", "问138****5678");
	/* What is no number of a person stays. */
	check(PROFILE_MASKED, PRIVACY_NONE, "99010101000001", "99010101000001");
	check(PROFILE_MASKED, PRIVACY_FREE, "2020年发放1250元，12户", "2020年发放1250元，12户");
	check(PROFILE_MASKED, PRIVACY_FREE, "2020-11-03 2020-11-04", "2020-11-03 2020-11-04");
	check(PROFILE_MASKED, PRIVACY_FREE, "20201103", "20201103");
	check(PROFILE_MASKED, PRIVACY_FREE, "2020-1-5 2020-1-16", "2020-1-5 2020-1-16");
	check(PROFILE_MASKED, PRIVACY_FREE, "138.0000.5678，138/0000/5678", "138****5678，138****5678");
	check(PROFILE_MASKED, PRIVACY_FREE, "138·0000·5678", "138****5678");
	check(PROFILE_POSTING, PRIVACY_NONE, "990101.20000101.1234", "****");
	check(PROFILE_MASKED, PRIVACY_NONE, "9999991234567890124", "***************0124");
	check(PROFILE_POSTING, PRIVACY_NONE, "2020.11.03 2020.11.04", "2020.11.03 2020.11.04");
	check(PROFILE_POSTING, PRIVACY_NONE, "2020/11/3-2020/12/4", "2020/11/3-2020/12/4");
	check(PROFILE_POSTING, PRIVACY_NONE, "2020.1-2020.12", "2020.1-2020.12");
	check(PROFILE_POSTING, PRIVACY_NONE, "123456789.50", "123456789.50");
	/* A blank after each digit makes no day of a phone, nor does the year 1990. */
	check(PROFILE_MASKED, PRIVACY_FREE, "1 9 9 0 0 0 0 1 2 3 4", "199****1234");
	check(PROFILE_MASKED, PRIVACY_FREE, "1990-00-00-123", "199****0123");
}

/* More digits than one number has: the end of the last one is no less hers. */
static void test_long_run(void **state)
{
	static const char four[] = "990101200001011234 990101200001011234 990101200001011234 990101200001011234";

	(void)state;
	check(PROFILE_POSTING, PRIVACY_NAME, four, "********");
	check(PROFILE_MASKED, PRIVACY_FREE, four,
	      "************************************************************200001****34");
	check(PROFILE_MASKED, PRIVACY_FREE, "990101200001011234 7", "***************2347");
}

/* Posted, nothing of a number is left, wherever it hides. */
static void test_posting(void **state)
{
	(void)state;
	check(PROFILE_POSTING, PRIVACY_NAME, "张建国 13800005678", "张建国 ****");
	check(PROFILE_POSTING, PRIVACY_NONE, "三组 990101 20000101 123X", "三组 ****");
	check(PROFILE_POSTING, PRIVACY_NONE, "三组", "三组");
	check(PROFILE_POSTING, PRIVACY_FREE, "患病", "");
	check(PROFILE_POSTING, PRIVACY_PHONE, "13800005678", "");
}

/* Whatever the text: no profile but the internal lets eleven digits through, nor more digits than it says. */
static void test_random(void **state)
{
	static const char *const piece[] = { "1",      "38", "0000", "5678",         "x", "X", " ", "-", "，", "元",
					     "990101", "２", "\n",   "\xE2\x80\x8B", "年" };
	uint32_t seed = 20201123;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buf text = BUF_INIT, out = BUF_INIT;

		for (int k = 0; k < 14; k++) {
			seed = seed * 1664525 + 1013904223;
			buf_adds(&text, piece[(seed >> 16) % (sizeof(piece) / sizeof(*piece))]);
		}
		profile_text(round % 2 ? PROFILE_POSTING : PROFILE_MASKED, round % 2 ? PRIVACY_NAME : PRIVACY_FREE,
			     text.s, &out);
		for (const char *s = out.s; (s = strpbrk(s, "0123456789")); s += strspn(s, "0123456789"))
			if (strspn(s, "0123456789") >= 11)
				fail_msg("'%s' became '%s'", text.s, out.s);
		buf_release(&text);
		buf_release(&out);
	}
}

/* Beside a masked ID the day of birth would say what the stars hide. */
static void test_birth(void **state)
{
	static const char *const all[][2] = { { "1975-03-13", "1975" },
					      { "2010-08", "2010" },
					      { "2010", "2010" },
					      { "王芳 1975-03-13, 2010-08", "王芳 1975, 2010" },
					      { "45", "45" } };

	(void)state;
	assert_false(profile_shows(PROFILE_POSTING, PRIVACY_BIRTH));
	assert_true(privacy_stricter(PRIVACY_BIRTH, PRIVACY_ID) == PRIVACY_BIRTH);
	for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++) {
		struct buf b = BUF_INIT;

		profile_text(PROFILE_MASKED, PRIVACY_BIRTH, all[k][0], &b);
		assert_string_equal(b.s, all[k][1]);
		buf_clear(&b);
		profile_text(PROFILE_POSTING, PRIVACY_BIRTH, all[k][0], &b);
		assert_string_equal(b.s, "");
		buf_release(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),    cmocka_unit_test(test_columns),
		cmocka_unit_test(test_masked),   cmocka_unit_test(test_numbers_in_words),
		cmocka_unit_test(test_posting),  cmocka_unit_test(test_random),
		cmocka_unit_test(test_long_run), cmocka_unit_test(test_birth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

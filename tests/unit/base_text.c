/* What is a character, how wide, what fits, and how text is cleaned on its way in. */
#include "base/mem.h"
#include "base/text.h"

#include "cm.h"

#include <string.h>
#include <utf8proc.h>

#define FAMILY "👩\u200d👩\u200d👧"

static void test_decode_refuses_what_is_not_utf8(void **state)
{
	static const char *const bad[] = { "\x80",
					   "\xC0\x80",
					   "\xC1\xBF",
					   "\xE0\x80\x80",
					   "\xED\xA0\x80",
					   "\xF0\x80\x80\x80",
					   "\xF4\x90\x80\x80",
					   "\xF5\x80\x80\x80",
					   "\xE5\xBC",
					   "\xFF" };
	uint32_t cp = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &cp), -1);
		assert_false(utf8_is_valid(bad[i], strlen(bad[i])));
	}
	assert_int_equal(utf8_decode("", 0, &cp), 0);
	assert_int_equal(utf8_decode("𠮷", 4, &cp), 4);
	assert_int_equal(cp, 0x20BB7);
	assert_int_equal(utf8_decode("𠮷", 3, &cp), -1);
}

static void test_every_code_point_round_trips(void **state)
{
	char out[4];
	uint32_t back = 0;

	(void)state;
	for (uint32_t cp = 0; cp < 0x110010; cp++) {
		int n = utf8_encode(cp, out);

		if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
			assert_int_equal(n, 0);
			continue;
		}
		if (utf8_decode(out, (size_t)n, &back) != n || back != cp)
			fail_msg("U+%04X", (unsigned)cp);
	}
}

static void test_widths(void **state)
{
	(void)state;
	assert_int_equal(text_width("张建国"), 6);
	assert_int_equal(text_width("𠮷㐂䶮㭎"), 8);
	assert_int_equal(text_width("\U00031350\U000323AF\U0002EBF0"), 6); /* Ext H, and Ext I, newer than the tables */
	assert_int_equal(text_width("·“”—●…"), 6);
	assert_int_equal(text_width("e\u0301\u200b\ufeff"), 1);
	assert_int_equal(text_width("，（）１Ａ　"), 12);
	assert_int_equal(text_width("\u1112\u1161\u11ab"), 2);
	assert_int_equal(text_width("\xff\xfe"), 2);
	assert_int_equal(text_char_width('\n'), 0);
	assert_int_equal(text_char_width(0x7F), 0);
}

static void test_grapheme_borders(void **state)
{
	static const char s[] = "张e\u0301" FAMILY "🇨🇳🇺🇸x\n";
	static const size_t want[] = { 0, 3, 6, 24, 32, 40, 41, 42 };
	size_t at = 0;

	(void)state;
	for (size_t i = 1; i < sizeof(want) / sizeof(*want); i++) {
		at = text_next(s, at);
		assert_int_equal(at, want[i]);
	}
	assert_int_equal(text_next(s, at), at);
	for (size_t i = sizeof(want) / sizeof(*want) - 1; i > 0; i--) {
		assert_int_equal(text_prev(s, want[i]), want[i - 1]);
		assert_int_equal(text_border(s, want[i]), want[i]);
		assert_int_equal(text_border(s, want[i - 1] + 1), want[i]);
	}
	assert_int_equal(text_prev(s, 0), 0);
	assert_int_equal(text_next("\u06001", 0), 3); /* a prepended sign takes the digit along */
	assert_int_equal(text_prev("\u06001", 3), 0);
}

/* What is plain goes without the tables: it must come to what they say, whatever stands behind it. */
static void test_pairs_break_as_the_tables_say(void **state)
{
	static const uint32_t some[] = { ' ',    'a',    '~',    0x7F,   '\r',   '\n',   0xE9,   0x301,   0x600,
					 0x200D, 0x1100, 0x1161, 0x2E80, 0x3007, 0x4DFF, 0x4E00, 0x5F20,  0x9FFF,
					 0xA000, 0xAC00, 0xFE0F, 0xFF0C, 0xFFFD, 0xF900, 0x903,  0x1F600, 0x20BB7 };
	const size_t n = sizeof(some) / sizeof(some[0]);

	(void)state;
	for (size_t i = 0; i < n * n; i++) {
		uint32_t one = some[i / n], other = some[i % n];
		utf8proc_int32_t so_far = 0;
		char s[9] = "";
		int first = utf8_encode(one, s), width;
		size_t both = (size_t)first + (size_t)utf8_encode(other, s + first);
		bool apart = utf8proc_grapheme_break_stateful((utf8proc_int32_t)one, (utf8proc_int32_t)other, &so_far);

		assert_int_equal(text_next(s, 0), apart ? (size_t)first : both);
		if (!apart)
			continue;
		s[first] = '\0';
		assert_int_equal(text_fit(s, 4, &width), first);
		assert_int_equal(width, text_char_width(one));
	}
}

static void test_fit(void **state)
{
	int width;

	(void)state;
	assert_int_equal(text_fit("张建国", 5, &width), 6);
	assert_int_equal(width, 4);
	assert_int_equal(text_fit("a𠮷b", 3, &width), 5);
	assert_int_equal(text_fit("e\u0301e", 1, NULL), 3);
	assert_int_equal(text_fit("张", 1, &width), 0);
	assert_int_equal(width, 0);
	assert_int_equal(text_fit(FAMILY, 5, NULL), 0);
	assert_int_equal(text_fit("张", 0, NULL), 0);
	assert_int_equal(text_fit("张", -3, NULL), 0);
}

static void check_cell(const char *s, int cols, bool right, const char *want)
{
	struct buf b = BUF_INIT;

	text_cell(&b, s, cols, right);
	assert_string_equal(b.s, want);
	if (cols > 0)
		assert_int_equal(text_width(b.s), cols);
	buf_release(&b);
}

static void test_cell(void **state)
{
	(void)state;
	check_cell("张建国", 6, false, "张建国");
	check_cell("张建国", 8, false, "张建国  ");
	check_cell("625", 6, true, "   625");
	check_cell("张建国", 5, false, "张建…");
	check_cell("张建国", 4, false, "张… ");
	check_cell("张建国", 4, true, " 张…");
	check_cell("张", 1, false, "…");
	check_cell("", 3, false, "   ");
	check_cell("一\n二", 5, false, "一 二");
	check_cell("一\n二", 4, false, "一 …");
	check_cell("张", 0, false, "");
}

/* Wraps all of s; lines joined by '|'. */
static void check_wrap(const char *s, int cols, const char *want)
{
	struct buf b = BUF_INIT;
	size_t n, skip;

	for (; *s; s += n + skip) {
		if (b.n)
			buf_addc(&b, '|');
		n = text_wrap(s, cols, &skip);
		assert_true(n + skip > 0);
		buf_add(&b, s, n);
	}
	assert_string_equal(b.s, want);
	buf_release(&b);
}

static void test_wrap(void **state)
{
	size_t skip = 9;

	(void)state;
	check_wrap("入户走访了解情况", 6, "入户走|访了解|情况");
	check_wrap("入户走访了解情况", 7, "入户走|访了解|情况");
	check_wrap("入户，走访。", 4, "入|户，|走|访。");
	check_wrap("他说（三）", 6, "他说|（三）");
	check_wrap("the quick brown fox", 10, "the quick|brown fox");
	check_wrap("the quick brown fox", 9, "the quick|brown fox");
	check_wrap("unbreakable", 4, "unbr|eaka|ble");
	check_wrap("电话13812345678号", 12, "电话|13812345678|号");
	check_wrap("一\n\n二", 10, "一||二");
	check_wrap("𠮷𠮷", 1, "𠮷|𠮷");
	check_wrap("。。。", 2, "。|。|。");
	check_wrap("e\u0301e\u0301", 1, "e\u0301|e\u0301");
	check_wrap("甲 \u0e33乙", 3, "甲| \u0e33|乙");
	assert_int_equal(text_wrap("", 5, &skip), 0);
	assert_int_equal(skip, 0);
	assert_int_equal(text_wrap("\n张", 5, &skip), 0);
	assert_int_equal(skip, 1);
}

static void check_clean(const char *s, size_t n, bool lines, const char *want)
{
	struct buf b = BUF_INIT;

	text_clean(&b, s, n, lines);
	assert_string_equal(b.s, want);
	assert_int_equal(b.n, strlen(want));
	buf_release(&b);
}

static void test_clean(void **state)
{
	(void)state;
	check_clean("张\x1b[31m三\x07", 12, false, "张[31m三");
	check_clean("a\tb\nc\r\nd\re", 10, true, "a b\nc\nd\ne");
	check_clean("a\tb\nc\r\nd\re", 10, false, "a b c d e");
	check_clean("a\0b\x7f", 4, true, "ab");
	check_clean("a\xC2\x85\xC2\x9B"
		    "31m\u202eb\u2066c\u2028d",
		    20, true, "a31mbc\nd");
	check_clean("\xd5\xc5\xc8\xfd张\xff", 8, false, "\uFFFD张\uFFFD");
	check_clean("阿\u200d㐂", 9, false, "阿\u200d㐂");
}

static void check_form(char *(*form)(const char *), const char *s, const char *want)
{
	char *got = form(s);

	assert_string_equal(got, want);
	mem_free(got);
}

static void test_nfkc(void **state)
{
	(void)state;
	check_form(text_nfkc, "　３４０１２３\u00a0　Ｘ \u200b\n", "340123 X");
	check_form(text_nfkc, "\ufeff㎡①", "m21");
	check_form(text_nfkc, "e\u0301", "é");
	check_form(text_nfkc, "\xff张", "\uFFFD张");
	check_form(text_nfkc, NULL, "");
	check_form(text_nfkc, " 　\t", "");
}

static void test_heading(void **state)
{
	(void)state;
	check_form(text_heading, "务工时间 （月）", "务工时间(月)");
	check_form(text_heading, "县(市、区、旗)\n", "县(市、区、旗)");
	check_form(text_heading, "ＩＤ No", "idno");
}

static void test_names(void **state)
{
	static const char *const same[] = { "阿依古丽·买买提",     "阿依古丽•买买提",  "阿依古丽・买买提",
					    "阿依古丽‧买买提",     "阿依古丽．买买提", "阿依古丽.买买提",
					    " 阿依古丽 · 买买提　" };

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
		check_form(text_name_key, same[i], "阿依古丽买买提");
		check_form(text_name, same[i], "阿依古丽·买买提");
	}
	check_form(text_name, "王　芳 ", "王芳");
	check_form(text_name, "王\u200b𠮷", "王𠮷");
	check_form(text_name, "\U00020BB7 \uE000", "\U00020BB7\uE000");
	check_form(text_name, " J. Smith  Jr ", "J. Smith Jr");
	check_form(text_name_key, "J. Smith", "J Smith");
	check_form(text_name, "王(大+力)", "王(大+力)");
	check_form(text_name, "葛\U000E0100城", "葛\U000E0100城");
	check_form(text_name_key, "葛\U000E0100城", "葛城");
	check_form(text_name_key, "\uF9A8", "令"); /* a compatibility hanzi is its unified one */
	check_form(text_name, NULL, "");
}

static void test_kinds(void **state)
{
	(void)state;
	assert_true(text_is_han(0x4E00) && text_is_han(0x3402) && text_is_han(0x20BB7) && text_is_han(0x3007));
	assert_false(text_is_han('a') || text_is_han(0xFF0C) || text_is_han(0x3042) || text_is_han(0xAC00));
	assert_true(text_is_blank(NULL) && text_is_blank("") && text_is_blank(" \t\u3000\u00a0\u200b"));
	assert_false(text_is_blank(" 无") || text_is_blank("\xff"));
}

/* A text of random bytes: hanzi, ASCII with capitals and blanks, whatever else is UTF-8, and what is not. */
static void random_text(char s[64])
{
	static uint64_t seed = 20201123;
	size_t n = 0, most;

#define DICE(faces) ((seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u), (seed >> 33) % (faces))
	for (most = DICE(20); n < most * 3;) {
		uint32_t cp = DICE(3) ? 0x4DF0 + (uint32_t)DICE(0x5220) : (uint32_t)DICE(0x3000);

		if (DICE(3) == 0)
			s[n++] = (char)(1 + DICE(255));
		else if (DICE(3) == 0)
			s[n++] = (char)(' ' + DICE(96));
		else
			n += (size_t)utf8_encode(cp ? cp : 1, s + n);
		if (DICE(30) == 0)
			break;
	}
#undef DICE
	s[n] = '\0';
}

/* What is told of a plain text at a look is what going through it says. */
static void test_plain_at_a_look(void **state)
{
	int plain = 0;

	(void)state;
	for (int k = 0; k < 20000; k++) {
		char s[64], *heading, *made;
		struct buf clean = BUF_INIT;
		bool all = true;
		uint32_t cp;
		size_t n;

		random_text(s);
		for (const char *at = s; (n = utf8_step(at, &cp)) && all; at += n)
			all = (cp > ' ' && cp < 0x7F) || (cp >= 0x4E00 && cp <= 0x9FFF);
		assert_int_equal(text_is_plain(s), all);
		plain += all;
		text_clean(&clean, s, strlen(s), true);
		if (all)
			assert_string_equal(clean.s, s);
		heading = text_heading(s);
		assert_string_equal(text_as_heading(s, &made), heading);
		assert_true(!made || !all || strpbrk(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
		free(made);
		free(heading);
		buf_release(&clean);
	}
	assert_in_range(plain, 1000, 19000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decode_refuses_what_is_not_utf8),
		cmocka_unit_test(test_every_code_point_round_trips),
		cmocka_unit_test(test_widths),
		cmocka_unit_test(test_grapheme_borders),
		cmocka_unit_test(test_pairs_break_as_the_tables_say),
		cmocka_unit_test(test_fit),
		cmocka_unit_test(test_cell),
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_nfkc),
		cmocka_unit_test(test_heading),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_plain_at_a_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

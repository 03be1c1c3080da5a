/* The line editor, rule by rule: what a cadre sees when she types, jumps, deletes, scrolls and clicks. */
#include "base/lineedit.h"
#include "base/text.h"

#include "cm.h"

#include <string.h>

#define FAMILY "👩\u200d👩\u200d👧"

/* An editor holding `text`, where '|' is the cursor. */
static struct lineedit editor(const char *text, size_t most, bool lines)
{
	const char *bar = strchr(text, '|');
	struct lineedit l;

	lineedit_init(&l, bar + 1, most, lines);
	l.cursor = 0;
	lineedit_insert(&l, text, (size_t)(bar - text));
	return l;
}

static void check_state(const struct lineedit *l, const char *want)
{
	struct buf b = BUF_INIT;

	buf_add(&b, l->text.s, l->cursor);
	buf_addc(&b, '|');
	buf_adds(&b, l->text.s + l->cursor);
	assert_string_equal(b.s, want);
	buf_release(&b);
}

/* `op` on `before` gives `after`; it says that something changed if and only if they differ. */
static void check(const char *before, bool (*op)(struct lineedit *), const char *after)
{
	struct lineedit l = editor(before, 0, true);

	assert_int_equal(op(&l), strcmp(before, after) != 0);
	check_state(&l, after);
	lineedit_release(&l);
}

static void test_init_and_set(void **state)
{
	struct lineedit l;

	(void)state;
	lineedit_init(&l, NULL, 0, false);
	check_state(&l, "|");
	lineedit_set(&l, "张\x1b建国\n");
	check_state(&l, "张建国 |");
	lineedit_set(&l, "王");
	check_state(&l, "王|");
	lineedit_release(&l);
	lineedit_init(&l, "张建国", 7, false);
	check_state(&l, "张建|");
	lineedit_release(&l);
}

static void check_insert(const char *before, size_t most, const char *s, const char *after)
{
	struct lineedit l = editor(before, most, false);

	assert_int_equal(lineedit_insert(&l, s, strlen(s)), strcmp(before, after) != 0);
	check_state(&l, after);
	lineedit_release(&l);
}

static void test_insert(void **state)
{
	(void)state;
	check_insert("王|英", 0, "秀", "王秀|英");
	check_insert("|", 0, "𠮷㐂䶮", "𠮷㐂䶮|");
	check_insert("|", 0, "a\tb\r\nc\x1b[2J", "a b c[2J|");
	check_insert("|", 0, "\xff\xfe", "\uFFFD|");
	check_insert("e|x", 0, "\u0301", "e\u0301|x");
	check_insert("|张", 0, "", "|张");
	check_insert("张|", 6, "建国", "张建|");
	check_insert("张建|", 6, "国", "张建|");
	check_insert("ab|", 6, "𠮷𠮷", "ab𠮷|");
	check_insert("|", 10, FAMILY, "|"); /* never a part of a character */
	check_insert("|", 4, "e\u0301e\u0301", "e\u0301|");
	check_insert("|\U0001F1F3", 0, "🇨", "🇨\U0001F1F3|"); /* two halves meet: the cursor goes behind the flag */
}

static void test_delete(void **state)
{
	(void)state;
	check("张建|国", lineedit_backspace, "张|国");
	check("|张", lineedit_backspace, "|张");
	check("e\u0301|", lineedit_backspace, "|");
	check("甲" FAMILY "|乙", lineedit_backspace, "甲|乙");
	check("𠮷|", lineedit_backspace, "|");
	check("一\n|二", lineedit_backspace, "一|二");
	check("张|建国", lineedit_delete, "张|国");
	check("张|", lineedit_delete, "张|");
	check("|e\u0301x", lineedit_delete, "|x");
	check("一\n二|三\n四", lineedit_kill_line, "一\n二|\n四");
	check("一|\n四", lineedit_kill_line, "一|\n四");
	check("一\n二|三", lineedit_kill_all, "|");
	check("|", lineedit_kill_all, "|");
}

static void test_words(void **state)
{
	(void)state;
	check("长潭村 张建国  |好", lineedit_kill_word, "长潭村 |好");
	check("户号ABC12|", lineedit_kill_word, "户号|");
	check("入户，走访。|", lineedit_kill_word, "入户，走访|");
	check("  |x", lineedit_kill_word, "|x");
	check("|x", lineedit_kill_word, "|x");
	check("张三　|", lineedit_kill_word, "|");
	check("one two|", lineedit_word_left, "one |two");
	check("one |two", lineedit_word_left, "|one two");
	check("|one two", lineedit_word_right, "one| two");
	check("one| 张三，", lineedit_word_right, "one 张三|，");
	check("x|  ", lineedit_word_right, "x  |");
	check("e\u0301te\u0301|", lineedit_word_left, "|e\u0301te\u0301");
}

static void test_moves(void **state)
{
	(void)state;
	check("张|建", lineedit_left, "|张建");
	check("|张", lineedit_left, "|张");
	check("|" FAMILY "x", lineedit_right, FAMILY "|x");
	check("x|", lineedit_right, "x|");
	check("一\n二三|\n四", lineedit_home, "一\n|二三\n四");
	check("一\n|二三\n四", lineedit_end, "一\n二三|\n四");
	check("一\n二三|", lineedit_end, "一\n二三|");
}

/* The bugs of libform that made us write this: stale digits, End inside a word, a wide character in one free column. */
static void test_what_libform_got_wrong(void **state)
{
	struct lineedit l = editor("1381234567|", 0, false);
	int width;

	(void)state;
	while (lineedit_backspace(&l))
		;
	lineedit_insert(&l, "张小明母亲", 15);
	check_state(&l, "张小明母亲|");
	lineedit_home(&l);
	lineedit_end(&l);
	lineedit_insert(&l, "甲", 3);
	check_state(&l, "张小明母亲甲|");
	lineedit_set(&l, "123456789");
	lineedit_insert(&l, "张", 3);
	assert_true(lineedit_scroll(&l, 10) < 10);
	text_fit(l.text.s + l.first, 10, &width);
	assert_true(width <= 10);
	lineedit_release(&l);
}

static void test_scroll(void **state)
{
	struct lineedit l = editor("一二三四|", 0, false);

	(void)state;
	assert_int_equal(lineedit_scroll(&l, 9), 8); /* all fits, with a column for the cursor */
	assert_int_equal(l.first, 0);
	assert_int_equal(lineedit_scroll(&l, 8), 2); /* one less: half a field of context */
	assert_int_equal(l.first, 9);
	lineedit_home(&l);
	assert_int_equal(lineedit_scroll(&l, 8), 0);
	assert_int_equal(l.first, 0);
	lineedit_end(&l);
	lineedit_scroll(&l, 8);
	lineedit_kill_word(&l);
	assert_int_equal(lineedit_scroll(&l, 8), 0);
	assert_int_equal(l.first, 0);
	lineedit_set(&l, "一二三四五六七八");
	lineedit_scroll(&l, 8);
	lineedit_left(&l);
	lineedit_left(&l); /* at the left edge the text before it comes into view */
	assert_true(lineedit_scroll(&l, 8) > 0);
	assert_int_equal(lineedit_scroll(&l, 1), 0);
	lineedit_release(&l);
}

static void test_click(void **state)
{
	struct lineedit l = editor("一二ab|", 0, false);

	(void)state;
	lineedit_click(&l, 20, 3, 0); /* the second half of a wide character is the character */
	check_state(&l, "一|二ab");
	lineedit_click(&l, 20, 5, 0);
	check_state(&l, "一二a|b");
	lineedit_click(&l, 20, 99, 7);
	check_state(&l, "一二ab|");
	lineedit_click(&l, 20, -1, 0);
	check_state(&l, "|一二ab");
	lineedit_release(&l);
}

static void check_rows(const char *text, int cols, const char *want)
{
	struct lineedit l;
	struct buf b = BUF_INIT;
	size_t from, to;

	lineedit_init(&l, text, 0, true);
	for (int i = 0; lineedit_row(&l, cols, i, &from, &to); i++) {
		buf_addc(&b, '[');
		buf_add(&b, l.text.s + from, to - from);
		buf_addc(&b, ']');
		assert_true(i < lineedit_rows(&l, cols));
	}
	assert_string_equal(b.s, want);
	buf_release(&b);
	lineedit_release(&l);
}

static void test_rows(void **state)
{
	(void)state;
	check_rows("", 10, "[]");
	check_rows("一二三四五", 7, "[一二三][四五]");
	check_rows("一二三", 7, "[一二三]");
	check_rows("一\n", 7, "[一][]");
	check_rows("\n\n", 7, "[][][]");
	check_rows("abc def", 5, "[abc][def]");
	check_rows("abc ", 4, "[abc][]"); /* a blank just typed at the edge shows the cursor on the next row */
	check_rows("2024年随访一次", 9, "[2024年随][访一次]");
}

static void test_up_and_down(void **state)
{
	struct lineedit l = editor("一二三四|五六七", 0, true);

	(void)state;
	assert_true(lineedit_up(&l, 7));
	check_state(&l, "一|二三四五六七");
	assert_false(lineedit_up(&l, 7));
	assert_true(lineedit_down(&l, 7));
	check_state(&l, "一二三四|五六七");
	assert_true(lineedit_down(&l, 7));
	check_state(&l, "一二三四五六七|");
	assert_false(lineedit_down(&l, 7));
	assert_true(lineedit_up(&l, 7));
	lineedit_end(&l);
	lineedit_set(&l, "一二\n\n三四");
	assert_true(lineedit_up(&l, 20));
	check_state(&l, "一二\n|\n三四");
	assert_true(lineedit_up(&l, 20));
	check_state(&l, "|一二\n\n三四");
	lineedit_release(&l);
	l = editor("一|二", 0, false);
	assert_false(lineedit_up(&l, 3) || lineedit_down(&l, 3));
	lineedit_release(&l);
}

static void test_scroll_box(void **state)
{
	struct lineedit l = editor("一\n二\n三\n四\n五|", 0, true);
	int x, y;

	(void)state;
	lineedit_scroll_box(&l, 3, 10, &x, &y);
	assert_true(l.first == 2 && x == 2 && y == 2);
	for (int i = 0; i < 3; i++)
		lineedit_up(&l, 10);
	lineedit_scroll_box(&l, 3, 10, &x, &y);
	assert_true(l.first == 1 && x == 2 && y == 0);
	lineedit_click(&l, 10, 0, 2); /* visible row 2 is the text's fourth */
	check_state(&l, "一\n二\n三\n|四\n五");
	lineedit_click(&l, 10, 0, 9);
	check_state(&l, "一\n二\n三\n四\n五|");
	lineedit_scroll_box(&l, 10, 10, &x, &y); /* a taller box shows it all again */
	assert_true(l.first == 0 && y == 4);
	lineedit_kill_all(&l);
	lineedit_scroll_box(&l, 3, 10, &x, &y);
	assert_true(l.first == 0 && x == 0 && y == 0);
	lineedit_release(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_init_and_set), cmocka_unit_test(test_insert),
		cmocka_unit_test(test_delete),       cmocka_unit_test(test_words),
		cmocka_unit_test(test_moves),        cmocka_unit_test(test_what_libform_got_wrong),
		cmocka_unit_test(test_scroll),       cmocka_unit_test(test_click),
		cmocka_unit_test(test_rows),         cmocka_unit_test(test_up_and_down),
		cmocka_unit_test(test_scroll_box),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Keys → requests: what a view can do comes first, text stays text, and the way out is never lost. */
#include "base/mem.h"
#include "screen/screens.h"
#include "tui/keymap.h"
#include "tui/request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct screens *screens;
static struct keymap *keys;
static bool is_typing;

static bool can(const struct view *v, const struct app *a, enum request r)
{
	(void)v;
	(void)a;
	return is_typing ? r != REQ_FIRST : r != REQ_HOME && r != REQ_BACKSPACE;
}

static bool typing(const struct view *v)
{
	(void)v;
	return is_typing;
}

static const enum request wanted[] = { REQ_DOWN, REQ_FIRST, REQ_HOME, REQ_BACKSPACE, REQ_TICK, REQ_NONE };
static const struct view_ops full_ops = { .name = "list", .requests = wanted, .can = can, .typing = typing };
static const struct view_ops popup_ops = { .name = "confirm", .popup = true, .requests = wanted };
static struct view full = { .ops = &full_ops }, popup = { .ops = &popup_ops };

static enum request asked(const struct view *v, enum key_kind kind, const char *text)
{
	struct key k = { .kind = kind };

	snprintf(k.text, sizeof(k.text), "%s", text);
	return keymap_request(keys, NULL, v, &k);
}

static int open_all(void **state)
{
	struct err e;

	(void)state;
	return screens_open(&screens, "screens", LANG_ZH, &e) < 0 || keymap_open(&keys, screens, &e) < 0;
}

static int close_all(void **state)
{
	(void)state;
	keymap_close(&keys);
	screens_close(&screens);
	return 0;
}

static void names_go_both_ways(void **state)
{
	(void)state;
	for (int r = 1; r < REQ_COUNT; r++)
		assert_int_equal(request_of_name(request_name((enum request)r)), r);
	assert_int_equal(request_of_name("no-such"), REQ_NONE);
	assert_null(request_names[REQ_COUNT - 1]);
}

static void letters_are_requests_until_text_is_typed(void **state)
{
	(void)state;
	is_typing = false;
	assert_int_equal(asked(&full, KEY_TEXT, "j"), REQ_DOWN);
	assert_int_equal(asked(&full, KEY_TEXT, " "), REQ_TICK);
	assert_int_equal(asked(&full, KEY_TEXT, "张"), REQ_NONE);
	is_typing = true;
	assert_int_equal(asked(&full, KEY_TEXT, "j"), REQ_NONE);
	assert_int_equal(asked(&full, KEY_KIND_NAMED, "Down"), REQ_DOWN);
	is_typing = false;
}

static void one_key_means_what_the_view_can_do(void **state)
{
	(void)state;
	assert_int_equal(asked(&full, KEY_KIND_NAMED, "Home"), REQ_FIRST);
	is_typing = true;
	assert_int_equal(asked(&full, KEY_KIND_NAMED, "Home"), REQ_HOME);
	is_typing = false;
}

static void a_popup_keeps_the_app_out(void **state)
{
	(void)state;
	assert_int_equal(asked(&full, KEY_TEXT, "h"), REQ_GO_HOUSEHOLDS);
	assert_int_equal(asked(&popup, KEY_TEXT, "h"), REQ_NONE);
	assert_int_equal(asked(&popup, KEY_KIND_NAMED, "F1"), REQ_HELP);
}

static void the_way_out_is_always_there(void **state)
{
	(void)state;
	assert_int_equal(asked(&full, KEY_KIND_NAMED, "Esc"), REQ_BACK);
	assert_int_equal(asked(&popup, KEY_KIND_NAMED, "Ctrl-C"), REQ_BACK);
	assert_int_equal(asked(&full, KEY_KIND_NAMED, "F12"), REQ_NONE);
}

static void a_cursor_stays_among_its_rows(void **state)
{
	size_t at = 0, first = 0;

	(void)state;
	assert_int_equal(move_cursor(REQ_UP, 3, 2, &at), EFFECT_NONE);
	assert_int_equal(move_cursor(REQ_PAGE_DOWN, 3, 2, &at), EFFECT_DRAW);
	assert_int_equal(at, 2);
	assert_int_equal(move_cursor(REQ_DOWN, 3, 2, &at), EFFECT_NONE);
	assert_true(move_cursor(REQ_OPEN, 3, 2, &at) & EFFECT_UNWANTED);
	assert_int_equal(move_cursor(REQ_LAST, 0, 2, &at), EFFECT_DRAW);
	assert_int_equal(at, 0);
	move_window(9, 4, 10, &first);
	assert_int_equal(first, 6);
	move_window(7, 4, 10, &first);
	assert_int_equal(first, 6);
	move_window(2, 4, 3, &first);
	assert_int_equal(first, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_go_both_ways),
		cmocka_unit_test(letters_are_requests_until_text_is_typed),
		cmocka_unit_test(one_key_means_what_the_view_can_do),
		cmocka_unit_test(a_popup_keeps_the_app_out),
		cmocka_unit_test(the_way_out_is_always_there),
		cmocka_unit_test(a_cursor_stays_among_its_rows),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}

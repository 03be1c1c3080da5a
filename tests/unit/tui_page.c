/* A page of headings and rows: the cursor stands on rows only, finds its row again, and what stands above it is seen.
 */
#include "../../src/tui/page.h"

#include "cm.h"
#include "tui/view.h"

#include <string.h>

enum { ITEM, VISIT };

/* About / heading, 2 items / heading, 3 visits / heading without rows / text */
static void fill(struct page *p)
{
	const struct page_column column[] = { { 4, false }, { 0, false } };
	size_t grid;

	page_clear(p);
	grid = page_grid(p, column, 2);
	page_text(p, INK_NORMAL, "长潭村");
	page_heading(p, "未办事项");
	for (int64_t i = 0; i < 2; i++) {
		page_row(p, grid, ITEM, i, NULL);
		page_cell(p, INK_NORMAL, "走访");
		page_cell(p, INK_NORMAL, NULL);
	}
	page_heading(p, "走访");
	for (int64_t i = 0; i < 3; i++)
		page_row(p, grid, VISIT, 100 + i, i == 1 ? "content" : NULL);
	page_heading(p, "空");
	page_text(p, INK_DIM, "还没有");
}

static void test_cursor_stands_on_rows(void **state)
{
	struct page p = { 0 };
	const struct rect r = { .h = 10, .w = 40 };

	(void)state;
	assert_null(page_at(&p));
	assert_int_equal(page_move(&p, &r, REQ_DOWN), EFFECT_NONE);
	fill(&p);
	assert_int_equal(p.n_rows, 5);
	assert_int_equal(page_at(&p)->what, ITEM);
	assert_int_equal(page_move(&p, &r, REQ_DOWN), EFFECT_DRAW);
	assert_int_equal(page_move(&p, &r, REQ_DOWN), EFFECT_DRAW);
	assert_int_equal(page_at(&p)->what, VISIT);
	assert_int_equal(page_at(&p)->id, 100);
	page_move(&p, &r, REQ_LAST);
	assert_int_equal(page_at(&p)->id, 102);
	assert_int_equal(page_move(&p, &r, REQ_DOWN), EFFECT_NONE);
	assert_int_equal(page_move(&p, &r, REQ_SAVE), EFFECT_UNWANTED);
	page_release(&p);
}

static void test_sections(void **state)
{
	struct page p = { 0 };
	const struct rect r = { .h = 10, .w = 40 };

	(void)state;
	fill(&p);
	assert_int_equal(page_move(&p, &r, REQ_NEXT_SECTION), EFFECT_DRAW);
	assert_int_equal(page_at(&p)->id, 100);
	page_move(&p, &r, REQ_LAST);
	assert_int_equal(page_move(&p, &r, REQ_PREV_SECTION), EFFECT_DRAW);
	assert_int_equal(page_at(&p)->id, 100);
	page_move(&p, &r, REQ_PREV_SECTION);
	assert_int_equal(page_at(&p)->id, 0);
	assert_int_equal(page_move(&p, &r, REQ_PREV_SECTION), EFFECT_NONE);
	page_release(&p);
}

static void test_a_row_is_found_again(void **state)
{
	struct page p = { 0 };

	(void)state;
	fill(&p);
	assert_true(page_go(&p, VISIT, 101, "content"));
	assert_false(page_go(&p, VISIT, 101, NULL)); /* another cell of the same record */
	assert_false(page_go(&p, ITEM, 101, "content"));
	assert_int_equal(page_at(&p)->id, 101); /* and the cursor stayed */
	fill(&p);
	assert_int_equal(page_at(&p)->id, 101);
	p.at = 99;
	page_clip(&p);
	assert_int_equal(page_at(&p)->id, 102);
	page_clear(&p);
	page_clip(&p);
	assert_null(page_at(&p));
	page_release(&p);
}

static void test_the_heading_above_is_seen(void **state)
{
	struct page p = { 0 };
	const struct rect r = { .h = 3, .w = 40 };

	(void)state;
	fill(&p);
	page_scroll(&p, &r);
	assert_int_equal(p.first, 0);
	page_go(&p, VISIT, 100, NULL);
	page_scroll(&p, &r);
	assert_true(p.first <= 4 && p.first + 3 > 5); /* heading in line 4, row in line 5 */
	p.at = 0;
	page_scroll(&p, &r);
	assert_int_equal(p.first, 0); /* up again: what was written about the house first */
	page_go(&p, VISIT, 102, NULL);
	page_scroll(&p, &r);
	assert_int_equal(p.first, 7); /* the last row shows what follows it */
	page_release(&p);
}

static void test_click(void **state)
{
	struct page p = { 0 };
	const struct rect r = { .y = 2, .x = 5, .h = 10, .w = 40 };
	struct key k = { .kind = KEY_MOUSE_, .y = 4, .x = 10, .button = 1 };

	(void)state;
	fill(&p);
	p.at = 3;
	assert_int_equal(page_click(&p, &r, &k), 1);
	assert_int_equal(p.at, 0);
	k.button = 2;
	assert_int_equal(page_click(&p, &r, &k), 2);
	k.y = 3; /* a heading */
	assert_int_equal(page_click(&p, &r, &k), 0);
	k.y = 4;
	k.x = 4; /* beside the page */
	assert_int_equal(page_click(&p, &r, &k), 0);
	k.button = 4;
	assert_int_equal(page_click(&p, &r, &k), 1);
	assert_int_equal(p.at, 1);
	page_release(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cursor_stands_on_rows),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_a_row_is_found_again),
		cmocka_unit_test(test_the_heading_above_is_seen),
		cmocka_unit_test(test_click),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

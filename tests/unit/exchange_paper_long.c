/* A page too many is refused by name and nothing is left; letters by the thousand have numbers of their own. */
#include "office_fixture.h"

#include "exchange/paper.h"

static void draw_pages(void **state, int numbered, int want)
{
	char path[256];
	struct paper *p;
	struct err e = { 0 };

	snprintf(path, sizeof(path), "%s.pdf", office_path(*state));
	assert_int_equal(paper_open(&p, path, false, &e), 0);
	for (int i = 0; i <= PAPER_PAGES; i++) {
		paper_space(p, 5);
		paper_break(p);
		if (i % numbered == numbered - 1)
			paper_numbering(p);
	}
	assert_int_equal(paper_close(&p, &e), want);
	assert_string_equal(e.word, want ? "PAPER_LONG" : "");
	assert_int_equal(access(path, F_OK), want);
}

static void test_one_too_long(void **state)
{
	draw_pages(state, PAPER_PAGES + 9, -1);
}

static void test_many_short(void **state)
{
	draw_pages(state, 100, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_one_too_long, fixture_open_empty, fixture_close),
		cmocka_unit_test_setup_teardown(test_many_short, fixture_open_empty, fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

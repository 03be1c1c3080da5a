/* Charts: the numbers are the query's, bars keep their columns, the page holds the same. */
#include "exchange_fixture.h"

#include "base/mem.h"
#include "base/text.h"
#include "exchange/chart.h"
#include "model/demo.h"
#include "screen/demo_def.h"

#include <stdlib.h>
#include <unistd.h>

static void sample(struct chart *c, enum chart_kind kind, size_t m)
{
	static const char *const name[] = { "一月", "很长的一个类别名称", "三月" };
	static const char *const series[] = { "春季", "秋季" };
	static const double value[] = { 8, 2, 0, 0, 4, 1 };

	*c = (struct chart){
		.title = mem_dup("走访"), .unit = mem_dup("次"), .period = mem_dup("2020"), .kind = kind, .n = 3, .m = m
	};
	c->category = mem_alloc(3 * sizeof(*c->category));
	c->series = mem_alloc(m * sizeof(*c->series));
	c->key = mem_alloc(m * sizeof(*c->key));
	c->value = mem_alloc(3 * m * sizeof(*c->value));
	for (size_t i = 0; i < 3; i++)
		c->category[i] = mem_dup(name[i]);
	for (size_t k = 0; k < m; k++) {
		c->series[k] = mem_dup(series[k]);
		c->key[k] = mem_dup(series[k]);
	}
	for (size_t i = 0; i < 3 * m; i++)
		c->value[i] = m == 2 ? value[i] : value[2 * i];
}

static int line_count(const char *text)
{
	int n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

/* Every line of bars is as wide as the other, and none is wider than was said. */
static void check_widths(const char *text, int cols, int skip)
{
	int first = -1;

	while (*text) {
		size_t n = strcspn(text, "\n");
		char *line = mem_dup_n(text, n);
		int w = text_width(line);

		assert_true(w <= cols);
		if (skip-- <= 0) {
			first = first < 0 ? w : first;
			assert_int_equal(w, first);
		}
		mem_free(line);
		text += n + 1;
	}
}

static void test_text(void **state)
{
	static const enum chart_kind kinds[] = { CHART_BARS, CHART_STACKED, CHART_LINES, CHART_PROGRESS };

	(void)state;
	for (size_t i = 0; i < 4; i++)
		for (int cols = 30; cols < 140; cols += 7) {
			size_t m = kinds[i] == CHART_BARS ? 1 : 2;
			struct buf b = BUF_INIT;
			struct chart c;

			sample(&c, kinds[i], m);
			chart_text(&c, cols, cols % 2 == 0, "没有", &b);
			assert_int_equal(line_count(b.s), (m == 2) + 1 + (kinds[i] == CHART_LINES ? 6 : 3));
			check_widths(b.s, cols, m == 2 ? 2 : 1);
			if (cols % 2 == 0)
				assert_null(strstr(b.s, "█"));
			chart_release(&c);
			buf_release(&b);
		}
}

static void test_bars(void **state)
{
	struct buf b = BUF_INIT;
	struct chart c;

	(void)state;
	sample(&c, CHART_BARS, 1);
	c.value[0] = 16, c.value[1] = 8, c.value[2] = 0.01;
	c.decimals = 2;
	/* label 18, number 4, two gaps of 2: the bar has 16. */
	chart_text(&c, 42, false, "没有", &b);
	assert_non_null(strstr(b.s, "████████████████    16\n"));
	assert_non_null(strstr(b.s, "  ████████            "));
	assert_null(strstr(b.s, "  █████████           "));
	assert_non_null(strstr(b.s, "  ▏")); /* something is never nothing */
	buf_clear(&b);
	c.value[0] = c.value[1] = c.value[2] = 0;
	assert_true(chart_is_empty(&c));
	chart_text(&c, 42, false, "没有", &b);
	assert_non_null(strstr(b.s, "没有"));
	chart_release(&c);
	buf_release(&b);
}

static int64_t number(struct office *o, const char *sql)
{
	return count(o, sql);
}

/* The demo's charts against queries of their own, and all of them on paper. */
static void test_demo(void **state)
{
	const struct chart_def *const *def;
	size_t n = screens_charts(screens, &def);
	struct chart all[16];
	const char *path = beside(*state, "charts.pdf");
	struct err e;
	double visits = 0;

	assert_in_range(n, 6, 16);
	for (size_t i = 0; i < n; i++) {
		struct period p;

		assert_int_equal(period_now(*state, def[i]->period, &p, &e), 0);
		assert_int_equal(chart_make(*state, screens, def[i], &p, &all[i], &e), 0);
		assert_false(chart_is_empty(&all[i]));
	}
	for (size_t i = 0; i < all[0].n; i++)
		visits += chart_value(&all[0], i, 0);
	assert_int_equal(all[0].n, 12);
	assert_int_equal((int64_t)visits,
			 number(*state, "SELECT count(*) FROM visit_now WHERE substr(visited_on, 1, 4) = '2020' AND "
					"visit_mode NOT IN (role('mode.phone'), role('mode.video'))"));
	assert_int_equal(chart_file(*state, all, n, "没有", path, &e), 0);
	assert_int_equal(access(path, R_OK), 0);
	assert_int_equal(chart_file(*state, all, n, "没有", office_path(*state), &e), -1);
	assert_string_equal(e.word, "FILE_WRITE");
	for (size_t i = 0; i < n; i++)
		chart_release(&all[i]);
}

/* Sixty villages have no room on one page: none may fall off its foot. */
static void test_long_progress(void **state)
{
	struct chart c = { .title = mem_dup("进度"), .unit = mem_dup("户"), .period = mem_dup(""), .n = 60, .m = 2 };
	const char *path = beside(*state, "long.pdf");
	struct paper *p;
	struct err e;

	c.kind = CHART_PROGRESS;
	c.category = mem_alloc(c.n * sizeof(*c.category));
	c.value = mem_alloc(c.n * c.m * sizeof(*c.value));
	c.series = mem_alloc(c.m * sizeof(*c.series));
	c.key = mem_alloc(c.m * sizeof(*c.key));
	for (size_t i = 0; i < c.n; i++) {
		c.category[i] = mem_dup("某村");
		c.value[2 * i] = (double)i;
		c.value[2 * i + 1] = 60;
	}
	for (size_t k = 0; k < c.m; k++) {
		c.series[k] = mem_dup("完成");
		c.key[k] = mem_dup("done");
	}
	assert_int_equal(paper_open(&p, path, false, &e), 0);
	chart_paper(p, &c, "没有");
	assert_int_equal(paper_pages(p), 2);
	assert_int_equal(paper_close(&p, &e), 0);
	chart_release(&c);
}

static int open_demo(void **state)
{
	struct demo_words words;
	struct err e = { 0 };

	if (fixture_open_empty(state) < 0 || screens_open(&screens, "screens", LANG_ZH, &e) < 0)
		return -1;
	screens_roles(screens, exchange_role, *state);
	screens_demo(screens, &words);
	return demo_fill(*state, &words, &e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_bars),
		cmocka_unit_test_setup_teardown(test_demo, open_demo, exchange_close),
		cmocka_unit_test_setup_teardown(test_long_progress, open_demo, exchange_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

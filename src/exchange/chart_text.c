/* A chart in lines of text. Bars lie: labels stand before them and hanzi keep their columns. */
#include "exchange/chart.h"

#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"

#include <string.h>

#define MARKS 4
#define GAP "  "

static const char *const block[MARKS] = { "█", "▒", "▓", "░" };
static const char *const sign[MARKS] = { "#", "=", "+", "-" };
static const char *const eighth[8] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };

struct lines {
	const struct chart *c;
	bool ascii;
	int label, number, bar; /* columns */
	double most;
	struct buf *out;
};

static const char *mark(const struct lines *l, size_t k)
{
	return l->ascii ? sign[k % MARKS] : block[k % MARKS];
}

static void put_number(const struct lines *l, size_t i, size_t k, struct buf *b)
{
	const struct chart *c = l->c;
	double all = 0;

	if (c->kind == CHART_PROGRESS && c->m == 2) {
		number_format(b, chart_value(c, i, 0), c->decimals);
		buf_addc(b, '/');
		number_format(b, chart_value(c, i, 1), c->decimals);
	} else if (c->kind == CHART_LINES) {
		number_format(b, chart_value(c, i, k), c->decimals);
	} else {
		for (size_t s = 0; s < c->m; s++)
			all += chart_value(c, i, s);
		number_format(b, all, c->decimals);
	}
}

static double length_of(const struct lines *l, size_t i)
{
	const struct chart *c = l->c;
	double most = 0, all = 0;

	for (size_t k = 0; k < c->m; k++) {
		double v = chart_value(c, i, k);

		all += v > 0 ? v : 0;
		most = v > most ? v : most;
	}
	return c->kind == CHART_STACKED || c->kind == CHART_BARS ? all : most;
}

static void measure(struct lines *l, int cols)
{
	const struct chart *c = l->c;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < c->n; i++) {
		int w = text_width(c->category[i]);
		double v = length_of(l, i);

		l->label = w > l->label ? w : l->label;
		l->most = v > l->most ? v : l->most;
		for (size_t k = 0; k < c->m; k++) {
			buf_clear(&b);
			put_number(l, i, k, &b);
			w = text_width(b.s);
			l->number = w > l->number ? w : l->number;
		}
	}
	/* A bar of eight columns says something; labels are cut for it. */
	if (l->label > cols - l->number - 8 - 4)
		l->label = cols - l->number - 8 - 4;
	if (l->label < 4)
		l->label = 4;
	l->bar = cols - l->label - l->number - 4;
	l->bar = l->bar > 60 ? 60 : l->bar < 1 ? 1 : l->bar;
	buf_release(&b);
}

/* From eighth `from` to eighth `to` of the bar; returns the columns it took. */
static int put_bar(const struct lines *l, size_t k, int from, int to)
{
	int cols = 0;

	for (int at = (from + 7) / 8 * 8; at + 8 <= to; at += 8, cols++)
		buf_adds(l->out, mark(l, k));
	/* Only the plain block has eighths; something is never nothing. */
	if (k == 0 && !l->ascii && to % 8 > 0 && to > from) {
		buf_adds(l->out, eighth[to % 8]);
		cols++;
	}
	return cols;
}

static int eighths(const struct lines *l, double v)
{
	int e = l->most > 0 ? (int)(v / l->most * l->bar * 8 + 0.5) : 0;

	if (l->ascii)
		e = (e + 4) / 8 * 8;
	return e == 0 && v > 0 ? (l->ascii ? 8 : 1) : e;
}

static void put_line(const struct lines *l, size_t i, size_t k, bool first)
{
	const struct chart *c = l->c;
	struct buf number = BUF_INIT;
	int used = 0;

	text_cell(l->out, first ? c->category[i] : "", l->label, false);
	buf_adds(l->out, GAP);
	if (c->kind == CHART_PROGRESS && c->m == 2) {
		double all = chart_value(c, i, 1), done = chart_value(c, i, 0);
		int full = all > 0 ? (int)(done / all * l->bar + 1e-9) : 0;

		for (; used < l->bar; used++)
			buf_adds(l->out, used < full ? mark(l, 0) : l->ascii ? "." : block[3]);
	} else if (c->kind == CHART_LINES) {
		used = put_bar(l, k, 0,
			       k == 0 ? eighths(l, chart_value(c, i, k))
				      : (eighths(l, chart_value(c, i, k)) + 7) / 8 * 8);
	} else {
		double sum = 0;
		int at = 0;

		for (size_t s = 0; s < c->m; s++) {
			int to;

			sum += chart_value(c, i, s);
			to = eighths(l, sum);
			/* Where marks meet they meet between columns. */
			if (c->m > 1)
				to = to <= at && chart_value(c, i, s) > 0 ? at + 8 : (to + 4) / 8 * 8;
			used += put_bar(l, s, at, to);
			at = to > at ? to : at;
		}
	}
	for (; used < l->bar; used++)
		buf_addc(l->out, ' ');
	buf_adds(l->out, GAP);
	put_number(l, i, k, &number);
	text_cell(l->out, number.s, l->number, true);
	buf_addc(l->out, '\n');
	buf_release(&number);
}

static void put_head(const struct lines *l, int cols)
{
	const struct chart *c = l->c;
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s%s%s  %s", c->title, c->period[0] ? "  " : "", c->period, c->unit);
	buf_add(l->out, b.s, text_fit(b.s, cols, NULL));
	buf_addc(l->out, '\n');
	for (size_t k = 0; k < c->m && c->m > 1; k++)
		buf_addf(l->out, "%s%s %s", k ? GAP : "",
			 c->kind == CHART_PROGRESS && k > 0 ? (l->ascii ? "." : block[3]) : mark(l, k), c->series[k]);
	if (c->m > 1)
		buf_addc(l->out, '\n');
	buf_release(&b);
}

void chart_text(const struct chart *c, int cols, bool ascii, const char *none, struct buf *out)
{
	struct lines l = { .c = c, .ascii = ascii, .out = out };

	put_head(&l, cols);
	if (chart_is_empty(c)) {
		buf_addf(out, "\n%s%s%s\n", c->period, c->period[0] ? GAP : "", none);
		if (c->empty && c->empty[0])
			buf_addf(out, "%s\n", c->empty);
		return;
	}
	measure(&l, cols);
	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k < (c->kind == CHART_LINES ? c->m : 1); k++)
			put_line(&l, i, k, k == 0);
}

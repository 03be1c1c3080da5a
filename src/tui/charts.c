/* Charts, one at a time: the same numbers as the lists and reports, as bars. */
#include "base/mem.h"
#include "exchange/chart.h"
#include "exchange/output.h"
#include "screen/words.h"
#include "tui/app.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <string.h>

#define FILE_COLS 76
#define PERIODS 5

static const char *const period_kind[PERIODS] = { "month", "year", "term", "campaign", "none" };

struct charts {
	const struct chart_def *const *def;
	size_t n, at;
	struct chart chart;
	struct period now[PERIODS], period[PERIODS]; /* of each kind: today's, and the one looked at */
	bool known[PERIODS];
	struct buf text;
	size_t first, rows; /* lines of it */
	int cols;           /* it was made for */
};

static size_t kind_at(const struct charts *c)
{
	size_t k = 0;

	while (k + 1 < PERIODS && strcmp(period_kind[k], c->def[c->at]->period) != 0)
		k++;
	return k;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct charts *c = v->state;
	size_t k = kind_at(c);

	if (!c->known[k] && period_now(a->office, period_kind[k], &c->now[k], e) < 0)
		return -1;
	if (!c->known[k])
		c->period[k] = c->now[k];
	c->known[k] = true;
	chart_release(&c->chart);
	c->cols = 0;
	return chart_make(a->office, a->screens, c->def[c->at], &c->period[k], &c->chart, e);
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct charts *c = v->state;

	v->at = *room;
	if (!c->chart.title)
		return;
	if (c->cols != room->w) {
		buf_clear(&c->text);
		chart_text(&c->chart, room->w - 2, term_is_ascii(), app_word(a, "chart_none"), &c->text);
		c->rows = 0;
		for (const char *s = c->text.s; *s; s++)
			c->rows += *s == '\n';
		c->cols = room->w;
	}
	if (c->first + (size_t)room->h > c->rows)
		c->first = c->rows > (size_t)room->h ? c->rows - (size_t)room->h : 0;
}

static void draw(const struct view *v, const struct app *a)
{
	const struct charts *c = v->state;
	const char *s = c->text.s;

	(void)a;
	for (size_t row = 0; *s; row++) {
		size_t n = strcspn(s, "\n");

		if (row >= c->first && row - c->first < (size_t)v->at.h) {
			char *line = mem_dup_n(s, n);

			draw_text(&v->at, (int)(row - c->first), 1, 0, row == 0 ? INK_TITLE : INK_NORMAL, line);
			mem_free(line);
		}
		s += n + (s[n] == '\n');
	}
}

static unsigned turn(struct view *v, size_t to)
{
	struct charts *c = v->state;

	c->at = to;
	c->first = 0;
	v->loaded = false;
	return EFFECT_DRAW;
}

static unsigned turn_period(struct view *v, struct app *a, int by)
{
	struct charts *c = v->state;
	size_t k = kind_at(c);
	struct period to;

	period_shift(a->office, period_kind[k], &c->period[k], by, &to);
	if (strcmp(to.name, c->period[k].name) == 0)
		return EFFECT_NONE;
	c->period[k] = to;
	v->loaded = false;
	return EFFECT_DRAW;
}

struct charts_out {
	struct app *a;
	struct charts *c;
};

/* Numbers of a village show nobody; the profile changes nothing. */
static int as_text(void *from, enum profile p, struct buf *out, struct err *e)
{
	const struct charts_out *f = from;

	(void)p;
	(void)e;
	chart_text(&f->c->chart, FILE_COLS, false, app_word(f->a, "chart_none"), out);
	return 0;
}

static int own(void *from, enum profile p, enum sheet_format f, const char *path, int64_t *rows, struct err *e)
{
	const struct charts_out *c = from;
	struct buf text = BUF_INIT;
	int rc;

	*rows = (int64_t)c->c->chart.n;
	if (f != FORMAT_TEXT)
		return chart_file(c->a->office, &c->c->chart, 1, app_word(c->a, "chart_none"), path, e);
	as_text(from, p, &text, e);
	rc = output_text(c->a->office, path, &text, e);
	buf_release(&text);
	return rc;
}

static unsigned export_this(struct charts *c, struct app *a)
{
	struct charts_out *from = mem_alloc(sizeof(*from));
	struct export_ask ask = { .what = c->chart.title,
				  .title = c->chart.title,
				  .from = from,
				  .release = mem_free,
				  .own = own,
				  .plain = as_text };

	*from = (struct charts_out){ a, c };
	return app_push(a, export_view(a, &ask));
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct charts *c = v->state;
	size_t k = kind_at(c);

	(void)a;
	if (r == REQ_PREV_YEAR)
		return strcmp(period_kind[k], "none") != 0;
	if (r == REQ_NEXT_YEAR)
		return strcmp(c->period[k].name, c->now[k].name) != 0;
	return true;
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct charts *c = v->state;
	size_t last = c->rows > (size_t)v->at.h ? c->rows - (size_t)v->at.h : 0;

	switch (r) {
	case REQ_NEXT_SECTION:
	case REQ_NEXT_FIELD:
	case REQ_RIGHT:
		return turn(v, (c->at + 1) % c->n);
	case REQ_PREV_SECTION:
	case REQ_PREV_FIELD:
	case REQ_LEFT:
		return turn(v, (c->at + c->n - 1) % c->n);
	case REQ_PREV_YEAR:
	case REQ_NEXT_YEAR:
		return turn_period(v, a, r == REQ_PREV_YEAR ? -1 : 1);
	case REQ_EXPORT:
		return export_this(c, a);
	default:
		return move_cursor(r, last + 1, (size_t)v->at.h, &c->first);
	}
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct charts *c = v->state;

	(void)a;
	(void)left;
	buf_addf(right, "%zu/%zu", c->at + 1, c->n);
}

static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	(void)v;
	buf_adds(out, app_word(a, "charts_hint"));
}

static void close_charts(struct view *v)
{
	struct charts *c = v->state;

	chart_release(&c->chart);
	buf_release(&c->text);
	mem_free(c);
}

static const enum request requests[] = {
	REQ_NEXT_SECTION, REQ_PREV_SECTION, REQ_PREV_YEAR,  REQ_NEXT_YEAR, REQ_EXPORT, REQ_RIGHT,
	REQ_LEFT,         REQ_NEXT_FIELD,   REQ_PREV_FIELD, REQ_UP,        REQ_DOWN,   REQ_PAGE_UP,
	REQ_PAGE_DOWN,    REQ_FIRST,        REQ_LAST,       REQ_NONE,
};
static enum covers covers(const struct view *v, const struct app *a)
{
	const struct charts *c = v->state;

	(void)a;
	return c->n ? chart_covers(c->def[c->at]) : COVERS_NOTHING;
}

static const struct view_ops ops = {
	.name = "charts",
	.covers = covers,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.title = title,
	.hint = hint,
	.close = close_charts,
};

struct view *charts_view(struct app *a)
{
	const struct chart_def *const *def;
	size_t n = screens_charts(a->screens, &def);
	struct charts *c;

	if (n == 0) {
		app_say(a, "chart_none", NULL, NULL);
		return NULL;
	}
	c = mem_alloc(sizeof(*c));
	*c = (struct charts){ .def = def, .n = n, .text = BUF_INIT };
	return view_make(&ops, c);
}

/* The leaders' rounds: how many households each leader has reached this year. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "model/duty.h"
#include "table.h"
#include "tui/app.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rounds {
	char year[5];
	struct round *list;
	size_t n;
	struct table table;
};

static int rounds_load(struct view *v, struct app *a, struct err *e)
{
	struct rounds *s = v->state;
	free(s->list);
	s->list = NULL;
	s->n = 0;
	table_clear(&s->table);
	if (rounds_list(a->office, s->year, &s->list, &s->n, e) < 0)
		return -1;
	if (s->table.n_columns == 0) {
		table_column(&s->table, app_word(a, "word.leader"), 12, false);
		table_column(&s->table, app_word(a, "word.post"), 0, false);
		table_column(&s->table, app_word(a, "word.reached"), 10, true);
		table_column(&s->table, app_word(a, "word.rate"), 6, true);
		table_column(&s->table, app_word(a, "word.last_round"), 10, false);
	}
	for (size_t i = 0; i < s->n; i++) {
		const struct round *r = &s->list[i];
		char reached[48], rate[16] = "-";
		snprintf(reached, sizeof reached, "%d/%d", r->reached, r->households);
		if (r->households > 0)
			snprintf(rate, sizeof rate, "%d%%", r->reached * 100 / r->households);
		enum ink ink = r->reached >= r->households ? INK_GOOD : r->reached == 0 ? INK_BAD : INK_NORMAL;
		table_add(&s->table, r->cadre, ink, r->name, r->post, reached, rate, r->last_on);
	}
	table_clip(&s->table);
	return 0;
}

static void rounds_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct rounds *s = v->state;
	(void)a;
	v->at = *room;
	table_scroll(&s->table, room);
}

static void rounds_draw(const struct view *v, const struct app *a)
{
	const struct rounds *s = v->state;
	table_draw(&s->table, &v->at);
	if (s->n == 0)
		draw_wrapped(&v->at, 2, 2, v->at.w - 4, 3, INK_DIM, app_word(a, "word.no_leaders"));
}

static unsigned another_year(struct view *v, struct rounds *s, int by)
{
	int year = atoi(s->year) + by;
	if (year >= 2000 && year <= 2199)
		snprintf(s->year, sizeof s->year, "%04u", (unsigned)year % 10000u);
	v->loaded = false;
	return EFFECT_DRAW;
}

static bool rounds_can(const struct view *v, const struct app *a, enum request r)
{
	const struct rounds *s = v->state;
	(void)a;
	return r != REQ_OPEN || s->n > 0;
}

static void rounds_hint(const struct view *v, const struct app *a, struct buf *out)
{
	(void)v;
	buf_adds(out, app_word(a, "word.rounds_hint"));
}

static unsigned rounds_request(struct view *v, struct app *a, enum request r)
{
	struct rounds *s = v->state;
	switch (r) {
	case REQ_OPEN:
		return s->n > 0 ? app_push(a, form_view(a, "cadre", s->list[s->table.at].cadre, 0, NULL)) : EFFECT_NONE;
	case REQ_LEFT:
	case REQ_RIGHT:
		return another_year(v, s, r == REQ_LEFT ? -1 : 1);
	default:
		return table_move(&s->table, &v->at, r);
	}
}

static void rounds_title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct rounds *s = v->state;
	(void)a;
	(void)left;
	buf_adds(right, s->year);
}

static void rounds_close(struct view *v)
{
	struct rounds *s = v->state;
	free(s->list);
	table_release(&s->table);
	mem_free(s);
}

static const enum request rounds_requests[] = { REQ_OPEN,    REQ_LEFT,      REQ_RIGHT, REQ_UP,   REQ_DOWN,
						REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST, REQ_NONE };
static const struct view_ops rounds_ops = {
	.name = "rounds",
	.requests = rounds_requests,
	.load = rounds_load,
	.layout = rounds_layout,
	.draw = rounds_draw,
	.can = rounds_can,
	.request = rounds_request,
	.title = rounds_title,
	.hint = rounds_hint,
	.close = rounds_close,
};

struct view *rounds_view(struct app *a)
{
	struct rounds *s = mem_alloc(sizeof *s);
	(void)a;
	snprintf(s->year, sizeof s->year, "%.4s", clock_today());
	return view_make(&rounds_ops, s);
}

/* The bin: what was taken away, and the way back. */
#include "base/mem.h"
#include "item.h"
#include "model/trace.h"
#include "screen/form.h"
#include "screen/words.h"
#include "table.h"
#include "tui/app.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>

struct bin {
	struct binned *list;
	size_t n;
	struct table table;
};

static int load(struct view *v, struct app *a, struct err *e)
{
	struct bin *s = v->state;
	struct binned *list = NULL;
	size_t n = 0;

	if (bin_list(a->office, &list, &n, e) < 0)
		return -1;
	free(s->list);
	s->list = list;
	s->n = n;
	if (s->table.n_columns == 0) {
		table_column(&s->table, app_word(a, "bin_col_what"), 14, false);
		table_column(&s->table, app_word(a, "bin_col_title"), 0, false);
		table_column(&s->table, app_word(a, "bin_col_when"), 10, false);
	}
	table_clear(&s->table);
	for (size_t i = 0; i < n; i++)
		table_add(&s->table, list[i].id, INK_NORMAL, work_table(a, list[i].table), list[i].title,
			  list[i].deleted_on);
	table_clip(&s->table);
	return 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct bin *s = v->state;

	(void)a;
	v->at = *room;
	table_scroll(&s->table, room);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct bin *s = v->state;

	table_draw(&s->table, &v->at);
	if (s->n == 0)
		draw_text(&v->at, 2, 2, 0, INK_DIM, app_word(a, "bin_empty"));
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct bin *s = v->state;

	(void)a;
	return s->n > 0 || (r != REQ_OPEN && r != REQ_RESTORE && r != REQ_HISTORY);
}

static unsigned restore(struct bin *s, struct app *a)
{
	const struct binned *b = &s->list[s->table.at];
	struct err e;

	err_clear(&e);
	if (record_restore(a->office, b->table, b->id, &e) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | app_say(a, "restored", b->title, NULL);
}

static unsigned open_row(struct bin *s, struct app *a)
{
	const struct binned *b = &s->list[s->table.at];

	return app_push(a, record_view(a, b->table, b->id));
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct bin *s = v->state;

	switch (r) {
	case REQ_OPEN:
		return open_row(s, a);
	case REQ_RESTORE:
		return restore(s, a);
	case REQ_HISTORY:
		return app_push(a, history_view(a, s->list[s->table.at].table, s->list[s->table.at].id, NULL));
	default:
		return table_move(&s->table, &v->at, r);
	}
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct bin *s = v->state;
	int what = table_click(&s->table, &v->at, k);

	return what == 2 ? open_row(s, a) : what == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct bin *s = v->state;
	char count[24];

	(void)left;
	snprintf(count, sizeof(count), "%zu", s->n);
	words_put(a->screens, right, "word.rows", count);
}

static void close_bin(struct view *v)
{
	struct bin *s = v->state;

	free(s->list);
	table_release(&s->table);
	mem_free(s);
}

static const enum request requests[] = {
	REQ_OPEN, REQ_RESTORE, REQ_HISTORY, REQ_UP, REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "bin",
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.title = title,
	.close = close_bin,
};

struct view *bin_view(struct app *a)
{
	(void)a;
	return view_make(&ops, mem_alloc(sizeof(struct bin)));
}

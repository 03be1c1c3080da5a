/* Choosing a record by typing any part of its name. */
#include "base/mem.h"
#include "base/text.h"
#include "line.h"
#include "model/record.h"
#include "popup.h"
#include "screen/words.h"
#include "tui/app.h"
#include "tui/popups.h"

#include <stdio.h>
#include <string.h>

#define MOST_REFS 50
#define ROWS 14
#define COLS 50

struct ref_state {
	char title[96], table[48];
	int64_t within;
	struct lineedit typed;
	struct ref *list;
	size_t n, at, first;
	bool is_new; /* other words: the cursor begins at the first */
};

static int ref_load(struct view *v, struct app *a, struct err *e)
{
	struct ref_state *s = v->state;
	int64_t was = s->at < s->n && !s->is_new ? s->list[s->at].id : 0;
	ref_list_free(&s->list);
	s->n = s->at = 0;
	s->is_new = false;
	if (record_refs(a->office, s->table, s->typed.text.s, s->within, MOST_REFS, &s->list, &s->n, e) < 0)
		return -1;
	for (size_t i = 0; i < s->n; i++)
		if (s->list[i].id == was)
			s->at = i;
	return 0;
}

static void ref_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct ref_state *s = v->state;
	(void)a;
	v->at = popup_place(room, ROWS, COLS);
	struct rect in = popup_inside(&v->at);
	lineedit_scroll(&s->typed, in.w - 2);
	move_window(s->at, (size_t)(in.h > 1 ? in.h - 1 : 1), s->n, &s->first);
}

static void ref_draw(const struct view *v, const struct app *a)
{
	const struct ref_state *s = v->state;
	struct rect in = popup_inside(&v->at);
	draw_clear(&v->at);
	draw_box(&v->at, s->title);
	draw_text(&in, 0, 0, 2, INK_LABEL, "/ ");
	line_draw(&in, 0, 2, in.w - 2, INK_FIELD_FOCUS, &s->typed);
	if (s->n == 0) {
		struct buf b = BUF_INIT;
		words_put(a->screens, &b, "word.nothing_found", s->typed.text.s);
		draw_text(&in, 1, 0, 0, INK_DIM, b.s);
		buf_release(&b);
	}
	for (int y = 1; y < in.h && s->first + (size_t)(y - 1) < s->n; y++) {
		size_t i = s->first + (size_t)(y - 1);
		enum ink ink = i == s->at ? INK_SELECTED : INK_POPUP;
		draw_fill(&in, y, ink);
		draw_text(&in, y, 0, 1, ink, i == s->at ? ">" : " ");
		draw_text(&in, y, 2, in.w / 2 - 2, ink, s->list[i].title);
		draw_text(&in, y, in.w / 2 + 1, 0, ink == INK_SELECTED ? ink : INK_DIM, s->list[i].note);
	}
}

static void ref_cursor(const struct view *v, int *y, int *x)
{
	const struct ref_state *s = v->state;
	struct rect in = popup_inside(&v->at);
	*y = in.y;
	*x = in.x + 2 + line_cursor(&s->typed, in.w - 2);
}

static unsigned again(struct view *v)
{
	((struct ref_state *)v->state)->is_new = true;
	v->loaded = false;
	return EFFECT_DRAW;
}

static unsigned ref_request(struct view *v, struct app *a, enum request r)
{
	struct ref_state *s = v->state;
	switch (r) {
	case REQ_OPEN:
		return s->n > 0 ? app_answer(a, true, s->list[s->at].id, s->list[s->at].title) : EFFECT_NONE;
	case REQ_BACK:
		return app_answer(a, false, 0, NULL);
	default:
		break;
	}
	size_t was = s->typed.text.n;
	unsigned effects = move_cursor(r, s->n, ROWS - 3, &s->at);
	if ((effects & EFFECT_UNWANTED) == 0)
		return effects;
	if (!line_request(&s->typed, r))
		return EFFECT_NONE;
	return s->typed.text.n != was ? again(v) : EFFECT_DRAW;
}

static unsigned ref_text(struct view *v, struct app *a, const char *text, size_t n, bool pasted)
{
	struct ref_state *s = v->state;
	(void)a;
	(void)pasted;
	return lineedit_insert(&s->typed, text, n) ? again(v) : EFFECT_NONE;
}

static void ref_close(struct view *v)
{
	struct ref_state *s = v->state;
	ref_list_free(&s->list);
	lineedit_release(&s->typed);
	mem_free(s);
}

static const enum request ref_requests[] = {
	REQ_OPEN, REQ_BACK,  REQ_UP,   REQ_DOWN, REQ_PAGE_UP,   REQ_PAGE_DOWN, REQ_BACKSPACE, REQ_DELETE,
	REQ_LEFT, REQ_RIGHT, REQ_HOME, REQ_END,  REQ_KILL_LINE, REQ_KILL_ALL,  REQ_KILL_WORD, REQ_NONE,
};
static const struct view_ops ref_ops = {
	.name = "ref",
	.popup = true,
	.takes_text = true,
	.requests = ref_requests,
	.load = ref_load,
	.layout = ref_layout,
	.draw = ref_draw,
	.cursor = ref_cursor,
	.request = ref_request,
	.text = ref_text,
	.close = ref_close,
};

struct view *ref_view(const char *title, const char *table, int64_t within, const char *typed)
{
	struct ref_state *s = mem_alloc(sizeof *s);
	snprintf(s->title, sizeof s->title, "%s", title);
	snprintf(s->table, sizeof s->table, "%s", table);
	s->within = within;
	lineedit_init(&s->typed, typed, 0, false);
	return view_make(&ref_ops, s);
}

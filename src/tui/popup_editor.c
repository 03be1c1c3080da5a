/* "editor": a paragraph being written, in a box over the view below. */
#include "base/mem.h"
#include "line.h"
#include "line_clean.h"
#include "popup.h"
#include "tui/app.h"
#include "tui/popups.h"

#include <string.h>

#define MOST_BYTES 16000

struct editor {
	char *title, *first; /* what it began with */
	struct lineedit edit;
	struct line_clean clean;
	bool done;   /* answered: nothing is left to keep */
	bool leaves; /* the question whether the words are dropped is open */
};

static bool is_changed(const struct editor *s)
{
	return strcmp(s->edit.text.s, s->first) != 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct editor *s = v->state;
	struct rect in;
	int x, y;

	(void)a;
	v->at = popup_place(room, room->h > 16 ? 16 : room->h, room->w - 2);
	in = popup_inside(&v->at);
	lineedit_scroll_box(&s->edit, in.h, in.w - 2, &x, &y);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct editor *s = v->state;
	struct rect in = popup_inside(&v->at);
	size_t from, to;

	(void)a;
	draw_box(&v->at, s->title);
	for (int y = 0; y < in.h; y++)
		if (lineedit_row(&s->edit, in.w - 2, (int)s->edit.first + y, &from, &to))
			term_cells(in.y + y, in.x + 1, in.w - 2, INK_NORMAL, s->edit.text.s + from, to - from);
}

static void cursor(const struct view *v, int *y, int *x)
{
	const struct editor *s = v->state;
	struct rect in = popup_inside(&v->at);
	struct lineedit copy = s->edit; /* the text is shared; only `first` is the copy's own */

	lineedit_scroll_box(&copy, in.h, in.w - 2, x, y);
	*y += in.y;
	*x += in.x + 1;
}

static unsigned finish(struct editor *s, struct app *a, bool takes)
{
	s->done = true;
	return app_answer(a, takes, 0, takes ? s->edit.text.s : NULL);
}

static unsigned go_back(struct editor *s, struct app *a)
{
	if (!is_changed(s))
		return finish(s, a, false);
	s->leaves = true;
	return app_push(a, confirm_view(app_word(a, "editor_drop")));
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct editor *s = v->state;
	struct rect in = popup_inside(&v->at);
	bool changed;

	switch (r) {
	case REQ_SAVE:
		return finish(s, a, is_changed(s));
	case REQ_BACK:
		return go_back(s, a);
	case REQ_OPEN:
	case REQ_NEWLINE:
		return lineedit_insert(&s->edit, "\n", 1) ? EFFECT_DRAW : EFFECT_NONE;
	case REQ_UP:
		return lineedit_up(&s->edit, in.w - 2) ? EFFECT_DRAW : EFFECT_NONE;
	case REQ_DOWN:
		return lineedit_down(&s->edit, in.w - 2) ? EFFECT_DRAW : EFFECT_NONE;
	case REQ_CLEAN:
		return line_clean_ask(&s->clean, &s->edit, a, &changed);
	default:
		return line_request(&s->edit, r) ? EFFECT_DRAW : EFFECT_NONE;
	}
}

static unsigned text(struct view *v, struct app *a, const char *typed, size_t n, bool pasted)
{
	struct editor *s = v->state;
	size_t before = s->edit.text.n;
	bool taken = lineedit_insert(&s->edit, typed, n);

	if (s->edit.text.n - before < n)
		app_say(a, "field_full", NULL, NULL);
	else if (pasted)
		line_clean_hint(a, typed, n);
	return taken ? EFFECT_DRAW : EFFECT_NONE;
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct editor *s = v->state;

	if (s->leaves) {
		s->leaves = false;
		return ans->yes ? finish(s, a, false) : EFFECT_DRAW;
	}
	if (s->clean.asks)
		line_clean_answer(&s->clean, &s->edit, a, ans);
	return EFFECT_DRAW;
}

/* The terminal went: the words are taken rather than lost, as if they had been saved. */
static unsigned keep(struct view *v, struct app *a)
{
	struct editor *s = v->state;
	const struct answer ans = { .from = "editor", .yes = true, .text = s->edit.text.s };

	if (s->done || !is_changed(s) || !v->below || !v->below->ops->answer)
		return EFFECT_NONE;
	return v->below->ops->answer(v->below, a, &ans);
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct editor *s = v->state;
	struct rect in = popup_inside(&v->at);

	if (k->button >= 3)
		return request(v, a, k->button == 3 ? REQ_UP : REQ_DOWN);
	if (k->y < in.y || k->y >= in.y + in.h || k->x <= in.x || k->x >= in.x + in.w)
		return EFFECT_NONE;
	lineedit_click(&s->edit, in.w - 2, k->x - in.x - 1, k->y - in.y);
	return EFFECT_DRAW;
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	(void)a;
	return r != REQ_CLEAN || ((const struct editor *)v->state)->edit.text.n > 0;
}

static void close_editor(struct view *v)
{
	struct editor *s = v->state;

	mem_free(s->title);
	mem_free(s->first);
	lineedit_release(&s->edit);
	line_clean_release(&s->clean);
	mem_free(s);
}

static const enum request requests[] = {
	REQ_SAVE,      REQ_BACK,   REQ_OPEN,      REQ_NEWLINE,  REQ_CLEAN,     REQ_UP,        REQ_DOWN,
	REQ_LEFT,      REQ_RIGHT,  REQ_HOME,      REQ_END,      REQ_CLEAR,     REQ_WORD_LEFT, REQ_WORD_RIGHT,
	REQ_BACKSPACE, REQ_DELETE, REQ_KILL_LINE, REQ_KILL_ALL, REQ_KILL_WORD, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "editor",
	.popup = true,
	.takes_text = true,
	.requests = requests,
	.layout = layout,
	.draw = draw,
	.cursor = cursor,
	.can = can,
	.request = request,
	.text = text,
	.answer = answer,
	.keep = keep,
	.mouse = mouse,
	.close = close_editor,
};

struct view *editor_view(const char *title, const char *value)
{
	struct editor *s = mem_alloc(sizeof(*s));

	s->title = mem_dup(title);
	s->first = mem_dup(value);
	lineedit_init(&s->edit, value, MOST_BYTES, true);
	return view_make(&ops, s);
}

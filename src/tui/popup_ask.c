/* "confirm" and "prompt": one question. */
#include "popup.h"
#include "tui/popups.h"

#include "base/mem.h"
#include "line.h"
#include "tui/app.h"

#include <string.h>

#define WIDE 56
#define PROMPT_MOST 512

struct ask {
	char *question;
	struct lineedit line; /* prompt */
	int rows;             /* of the question, wrapped */
};

static struct ask *ask_make(const char *question, const char *value)
{
	struct ask *q = mem_alloc(sizeof(*q));

	q->question = mem_dup(question);
	lineedit_init(&q->line, value ? value : "", PROMPT_MOST, false);
	return q;
}

static void ask_close(struct view *v)
{
	struct ask *q = v->state;

	mem_free(q->question);
	lineedit_release(&q->line);
	mem_free(q);
}

static void ask_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct ask *q = v->state;
	int cols = room->w - 4 < WIDE ? room->w - 4 : WIDE;

	(void)a;
	q->rows = popup_rows(q->question, cols - 6); /* within border, margin and indent, as it is drawn */
	v->at = popup_place(room, q->rows + 4, cols);
	lineedit_scroll(&q->line, popup_inside(&v->at).w - 2);
}

static void confirm_draw(const struct view *v, const struct app *a)
{
	const struct ask *q = v->state;
	struct rect in = popup_inside(&v->at);
	int x = 1;

	draw_box(&v->at, NULL);
	draw_wrapped(&in, 0, 1, in.w - 2, q->rows, INK_NORMAL, q->question);
	x = draw_text(&in, in.h - 1, x, 0, INK_BAR_KEY, keymap_keys(a->keys, REQ_YES));
	x = draw_text(&in, in.h - 1, x + 1, 0, INK_NORMAL, keymap_label(a->keys, REQ_YES));
	x = draw_text(&in, in.h - 1, x + 3, 0, INK_BAR_KEY, keymap_keys(a->keys, REQ_NO));
	draw_text(&in, in.h - 1, x + 1, 0, INK_NORMAL, keymap_label(a->keys, REQ_NO));
}

static unsigned confirm_request(struct view *v, struct app *a, enum request r)
{
	(void)v;
	return app_answer(a, r == REQ_YES, 0, NULL);
}

static const enum request confirm_requests[] = { REQ_YES, REQ_NO, REQ_BACK, REQ_NONE };

static const struct view_ops confirm_ops = {
	.name = "confirm",
	.popup = true,
	.requests = confirm_requests,
	.layout = ask_layout,
	.draw = confirm_draw,
	.request = confirm_request,
	.close = ask_close,
};

struct view *confirm_view(const char *question)
{
	return view_make(&confirm_ops, ask_make(question, ""));
}

static void prompt_draw(const struct view *v, const struct app *a)
{
	const struct ask *q = v->state;
	struct rect in = popup_inside(&v->at);

	(void)a;
	draw_box(&v->at, NULL);
	draw_wrapped(&in, 0, 1, in.w - 2, q->rows, INK_LABEL, q->question);
	line_draw(&in, in.h - 1, 1, in.w - 2, INK_FIELD_FOCUS, &q->line);
}

static void prompt_cursor(const struct view *v, int *y, int *x)
{
	const struct ask *q = v->state;
	struct rect in = popup_inside(&v->at);

	*y = in.y + in.h - 1;
	*x = in.x + 1 + line_cursor(&q->line, in.w - 2);
}

static unsigned prompt_request(struct view *v, struct app *a, enum request r)
{
	struct ask *q = v->state;

	if (r == REQ_BACK)
		return app_answer(a, false, 0, NULL);
	if (r == REQ_OPEN || r == REQ_SAVE)
		return app_answer(a, true, 0, q->line.text.s);
	return line_request(&q->line, r) ? EFFECT_DRAW : EFFECT_NONE;
}

static unsigned prompt_text(struct view *v, struct app *a, const char *s, size_t n, bool pasted)
{
	struct ask *q = v->state;

	(void)a;
	(void)pasted;
	return lineedit_insert(&q->line, s, n) ? EFFECT_DRAW : EFFECT_NONE;
}

static const enum request prompt_requests[] = {
	REQ_OPEN, REQ_SAVE,      REQ_BACK,       REQ_BACKSPACE, REQ_DELETE,   REQ_LEFT,      REQ_RIGHT, REQ_HOME,
	REQ_END,  REQ_WORD_LEFT, REQ_WORD_RIGHT, REQ_KILL_LINE, REQ_KILL_ALL, REQ_KILL_WORD, REQ_NONE,
};

static const struct view_ops prompt_ops = {
	.name = "prompt",
	.popup = true,
	.takes_text = true,
	.requests = prompt_requests,
	.layout = ask_layout,
	.draw = prompt_draw,
	.cursor = prompt_cursor,
	.request = prompt_request,
	.text = prompt_text,
	.close = ask_close,
};

struct view *prompt_view(const char *label, const char *value)
{
	return view_make(&prompt_ops, ask_make(label, value));
}

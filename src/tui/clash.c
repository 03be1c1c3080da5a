/* Somebody else saved the record meanwhile: both values, field by field, and the person decides. */
#include "form_internal.h"

#include "base/mem.h"
#include "item.h"
#include "popup.h"
#include "screen/words.h"

#include <string.h>

struct clash_state {
	const struct form *form;
	struct clash *list;
	struct { /* both values as a person reads them */
		char *mine, *theirs;
	} * shown;
	bool *theirs; /* take the stored value of this one */
	size_t n, at, first;
};

static void clash_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct clash_state *s = v->state;
	(void)a;
	v->at = popup_place(room, (int)(3 * s->n) + 5, room->w - 4);
	struct rect in = popup_inside(&v->at);
	move_window(s->at, (size_t)(in.h > 5 ? (in.h - 2) / 3 : 1), s->n, &s->first);
}

static void draw_side(const struct app *a, const struct clash_state *s, const struct rect *in, int y, size_t i,
		      bool theirs)
{
	const struct clash *c = &s->list[i];
	struct buf line = BUF_INIT;
	bool chosen = s->theirs[i] == theirs;
	buf_adds(&line, chosen ? "(x) " : "( ) ");
	words_put(a->screens, &line, theirs ? "word.clash_theirs" : "word.clash_mine",
		  theirs ? s->shown[i].theirs : s->shown[i].mine,
		  c->who[0] != '\0' ? c->who : app_word(a, "history_outside"));
	enum ink ink = chosen && i == s->at ? INK_SELECTED : chosen ? INK_GOOD : INK_POPUP;
	draw_text(in, y, 2, 0, ink, line.s);
	buf_release(&line);
}

static void clash_draw(const struct view *v, const struct app *a)
{
	const struct clash_state *s = v->state;
	struct rect in = popup_inside(&v->at);
	draw_clear(&v->at);
	draw_box(&v->at, app_word(a, "word.clash_title"));
	draw_text(&in, 0, 0, 0, INK_WARN, app_word(a, "word.clash_help"));
	int y = 2;
	for (size_t i = s->first; i < s->n && y + 2 < in.h + 1; i++, y += 3) {
		const struct field *f = form_field(s->form, s->list[i].column);
		draw_text(&in, y, 0, 0, i == s->at ? INK_HEADER : INK_LABEL, f != NULL ? f->label : s->list[i].column);
		draw_side(a, s, &in, y + 1, i, false);
		draw_side(a, s, &in, y + 2, i, true);
	}
}

static unsigned take(const struct clash_state *s, struct app *a)
{
	struct buf columns = BUF_INIT;
	for (size_t i = 0; i < s->n; i++)
		if (s->theirs[i])
			buf_addf(&columns, "%s\n", s->list[i].column);
	unsigned effects = app_answer(a, true, 0, columns.s);
	buf_release(&columns);
	return effects;
}

static unsigned clash_request(struct view *v, struct app *a, enum request r)
{
	struct clash_state *s = v->state;
	switch (r) {
	case REQ_TICK:
	case REQ_LEFT:
	case REQ_RIGHT:
		s->theirs[s->at] = !s->theirs[s->at];
		return EFFECT_DRAW;
	case REQ_OPEN:
	case REQ_SAVE:
		return take(s, a);
	case REQ_BACK:
		return app_answer(a, false, 0, NULL);
	default:
		return move_cursor(r, s->n, 1, &s->at);
	}
}

static void clash_close(struct view *v)
{
	struct clash_state *s = v->state;
	for (size_t i = 0; i < s->n; i++) {
		mem_free(s->shown[i].mine);
		mem_free(s->shown[i].theirs);
	}
	mem_free(s->shown);
	clash_list_free(&s->list, s->n);
	mem_free(s->theirs);
	mem_free(s);
}

static const enum request clash_requests[] = { REQ_TICK, REQ_LEFT, REQ_RIGHT, REQ_UP,  REQ_DOWN,
					       REQ_OPEN, REQ_SAVE, REQ_BACK,  REQ_NONE };
static const struct view_ops clash_ops = {
	.name = "clash",
	.popup = true,
	.requests = clash_requests,
	.layout = clash_layout,
	.draw = clash_draw,
	.request = clash_request,
	.close = clash_close,
};

static char *value_shown(const struct app *a, const struct field *f, const struct value *v)
{
	struct buf b = BUF_INIT;
	if (v->kind == VALUE_NULL)
		buf_adds(&b, app_word(a, "word.blank"));
	else if (f != NULL)
		work_value(a, f, v, &b);
	return buf_detach(&b);
}

struct view *clash_view(struct app *a, const struct form *form, struct clash *list, size_t n)
{
	struct clash_state *s = mem_alloc(sizeof *s);
	s->form = form;
	s->list = list;
	s->n = n;
	s->theirs = mem_grow(NULL, n, sizeof *s->theirs);
	memset(s->theirs, 0, n * sizeof *s->theirs);
	s->shown = mem_grow(NULL, n, sizeof *s->shown);
	for (size_t i = 0; i < n; i++) {
		const struct field *f = form_field(form, list[i].column);
		s->shown[i].mine = value_shown(a, f, &list[i].mine);
		s->shown[i].theirs = value_shown(a, f, &list[i].theirs);
	}
	return view_make(&clash_ops, s);
}

/* The first start: the sample village, one's own office, or a list one has. */
#include "base/mem.h"
#include "base/text.h"
#include "model/demo.h"
#include "screen/demo_def.h"
#include "screen/words.h"
#include "tui/app.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <string.h>

enum { DEMO, OWN, IMPORT, N_CHOICES };
enum { UNIT, VILLAGE, CADRE, N_ANSWERS };

struct first {
	size_t at;
	bool import; /* what follows once the office is founded */
	size_t asking;
	char *said[N_ANSWERS];
};

static const char *const choice_words[N_CHOICES] = { "first_demo", "first_own", "first_import" };
static const char *const answer_words[N_ANSWERS] = { "first_unit", "first_village", "first_cadre" };

static void draw(const struct view *v, const struct app *a)
{
	const struct first *f = v->state;
	int y = v->at.h / 4;

	draw_clear(&v->at);
	draw_text(&v->at, y, 4, 0, INK_HEADER, app_word(a, "first_title"));
	draw_text(&v->at, y + 2, 4, 0, INK_LABEL, app_word(a, "first_question"));
	for (size_t i = 0; i < N_CHOICES; i++) {
		enum ink ink = i == f->at ? INK_SELECTED : INK_NORMAL;
		struct rect row = { .y = v->at.y + y + 4 + (int)i, .x = v->at.x + 4, .h = 1, .w = v->at.w - 8 };

		draw_fill(&row, 0, ink);
		draw_text(&row, 0, 0, 2, ink, i == f->at ? "> " : "  ");
		draw_text(&row, 0, 2, 0, ink, app_word(a, choice_words[i]));
	}
}

static unsigned ask(struct first *f, struct app *a)
{
	return app_push(
		a, prompt_view(app_word(a, answer_words[f->asking]), f->said[f->asking] ? f->said[f->asking] : ""));
}

static unsigned fill(struct app *a)
{
	struct demo_words words;
	struct err e;

	err_clear(&e);
	screens_demo(a->screens, &words);
	if (demo_fill(a->office, &words, &e) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | app_say(a, "first_demo_done", NULL, NULL) | app_answer(a, true, 0, NULL);
}

/* A list needs somebody it belongs to and a duty to count: the office is founded first. */
static unsigned found(struct first *f, struct app *a)
{
	struct err e;
	unsigned fx;

	err_clear(&e);
	if (office_found(a->office, f->said[UNIT], f->said[VILLAGE], f->said[CADRE], &e) < 0)
		return app_fail(a, NULL, &e);
	fx = EFFECT_RELOAD | app_say(a, f->import ? "first_import_next" : "first_own_done", NULL, NULL) |
	     app_answer(a, true, 0, NULL);
	return f->import ? fx | app_push(a, import_view(a)) : fx;
}

static unsigned begin(struct first *f, struct app *a)
{
	if (f->at == DEMO)
		return fill(a);
	f->import = f->at == IMPORT;
	f->asking = UNIT;
	return ask(f, a);
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct first *f = v->state;

	if (strcmp(ans->from, "prompt") != 0 || !ans->yes)
		return EFFECT_NONE;
	if (text_is_blank(ans->text))
		return ask(f, a);
	mem_free(f->said[f->asking]);
	f->said[f->asking] = mem_dup(ans->text);
	if (++f->asking < N_ANSWERS)
		return ask(f, a);
	return found(f, a);
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct first *f = v->state;

	if (r == REQ_OPEN)
		return begin(f, a);
	return move_cursor(r, N_CHOICES, N_CHOICES, &f->at);
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct first *f = v->state;
	int row = k->y - v->at.y - v->at.h / 4 - 4;

	if (row < 0 || row >= N_CHOICES || k->button > 2)
		return EFFECT_NONE;
	f->at = (size_t)row;
	return k->button == 2 ? begin(f, a) : EFFECT_DRAW;
}

static void close_first(struct view *v)
{
	struct first *f = v->state;

	for (size_t i = 0; i < N_ANSWERS; i++)
		mem_free(f->said[i]);
	mem_free(f);
}

static const enum request requests[] = { REQ_OPEN, REQ_UP, REQ_DOWN, REQ_FIRST, REQ_LAST, REQ_NONE };

static const struct view_ops ops = {
	.name = "first",
	.requests = requests,
	.draw = draw,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.close = close_first,
};

struct view *first_view(struct app *a)
{
	(void)a;
	return view_make(&ops, mem_alloc(sizeof(struct first)));
}

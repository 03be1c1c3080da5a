/* Several of a list: Space ticks, Enter takes. */
#include "base/mem.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "popup.h"
#include "screen/choices.h"
#include "tui/app.h"
#include "tui/popups.h"

#include <stdio.h>
#include <string.h>

struct several_state {
	const struct choice_list *list;
	char title[96];
	bool *ticked;
	size_t at, first;
	int most; /* 0: any number */
};

static void several_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct several_state *s = v->state;
	int width = text_width(s->title) + 4;
	(void)a;
	for (size_t i = 0; i < s->list->n; i++)
		if (text_width(s->list->choice[i].shown) > width)
			width = text_width(s->list->choice[i].shown);
	v->at = popup_place(room, (int)s->list->n + 2, width + 10);
	move_window(s->at, (size_t)popup_inside(&v->at).h, s->list->n, &s->first);
}

static void several_draw(const struct view *v, const struct app *a)
{
	const struct several_state *s = v->state;
	struct rect in = popup_inside(&v->at);
	(void)a;
	draw_clear(&v->at);
	draw_box(&v->at, s->title);
	for (int y = 0; y < in.h && s->first + (size_t)y < s->list->n; y++) {
		size_t i = s->first + (size_t)y;
		enum ink ink = i == s->at ? INK_SELECTED : INK_POPUP;
		draw_fill(&in, y, ink);
		draw_text(&in, y, 0, 4, ink, s->ticked[i] ? "[x] " : "[ ] ");
		draw_text(&in, y, 4, 0, ink, s->list->choice[i].shown);
	}
}

static unsigned tick(struct several_state *s, struct app *a)
{
	int n = 0;
	for (size_t i = 0; i < s->list->n; i++)
		n += s->ticked[i];
	if (!s->ticked[s->at] && s->most > 0 && n >= s->most) {
		char most[16];
		snprintf(most, sizeof most, "%d", s->most);
		return app_say(a, "word.at_most", most, NULL);
	}
	s->ticked[s->at] = !s->ticked[s->at];
	return EFFECT_DRAW;
}

static unsigned take(const struct several_state *s, struct app *a)
{
	struct buf labels = BUF_INIT;
	for (size_t i = 0; i < s->list->n; i++)
		if (s->ticked[i])
			buf_addf(&labels, "%s%s", labels.n > 0 ? "\n" : "", s->list->choice[i].label);
	unsigned effects = app_answer(a, true, 0, labels.s);
	buf_release(&labels);
	return effects;
}

static unsigned several_request(struct view *v, struct app *a, enum request r)
{
	struct several_state *s = v->state;
	switch (r) {
	case REQ_TICK:
		return tick(s, a);
	case REQ_OPEN:
		return take(s, a);
	case REQ_BACK:
		return app_answer(a, false, 0, NULL);
	default:
		return move_cursor(r, s->list->n, (size_t)popup_inside(&v->at).h, &s->at);
	}
}

/* A typed letter goes to the next choice it can mean; a space ticks. */
static unsigned several_text(struct view *v, struct app *a, const char *text, size_t n, bool pasted)
{
	struct several_state *s = v->state;
	char *typed = mem_dup_n(text, n);
	unsigned effects = EFFECT_NONE;
	(void)pasted;
	if (strcmp(typed, " ") == 0)
		effects = tick(s, a);
	for (size_t k = 1; effects == EFFECT_NONE && k <= s->list->n; k++) {
		size_t i = (s->at + k) % s->list->n;
		if (!pinyin_match(s->list->choice[i].label, typed) && strcmp(s->list->choice[i].code, typed) != 0)
			continue;
		s->at = i;
		effects = EFFECT_DRAW;
	}
	mem_free(typed);
	return effects;
}

static void several_close(struct view *v)
{
	struct several_state *s = v->state;
	mem_free(s->ticked);
	mem_free(s);
}

static const enum request several_requests[] = { REQ_TICK,    REQ_OPEN,      REQ_BACK,  REQ_UP,   REQ_DOWN,
						 REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST, REQ_NONE };
static const struct view_ops several_ops = {
	.name = "choices",
	.popup = true,
	.takes_text = true,
	.requests = several_requests,
	.layout = several_layout,
	.draw = several_draw,
	.request = several_request,
	.text = several_text,
	.close = several_close,
};

/* Is this choice among those the text names? The text is as field_format writes it: shown labels in a row. */
static bool is_named(const struct choice_list *l, const struct choice *c, const char *text)
{
	const char *at = text;
	while (*at != '\0') {
		const struct choice *best = NULL;
		size_t best_n = 0;
		for (size_t i = 0; i < l->n; i++) {
			size_t n = strlen(l->choice[i].shown);
			if (n > best_n && strncmp(at, l->choice[i].shown, n) == 0) {
				best = &l->choice[i];
				best_n = n;
			}
		}
		if (best == c)
			return true;
		at = best != NULL ? at + best_n : at + (text_next(at, 0));
	}
	return false;
}

struct view *several_view(const char *title, const struct choice_list *list, const char *chosen, int most)
{
	struct several_state *s = mem_alloc(sizeof *s);
	s->list = list;
	s->most = most;
	snprintf(s->title, sizeof s->title, "%s", title);
	s->ticked = mem_grow(NULL, list->n, sizeof *s->ticked);
	for (size_t i = 0; i < list->n; i++)
		s->ticked[i] = is_named(list, &list->choice[i], chosen);
	return view_make(&several_ops, s);
}

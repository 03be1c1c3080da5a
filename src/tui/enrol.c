/* The next term's enrolments, proposed from those of the term before (model/enrolment.h): who stays, goes up, changes
 * the stage, begins, leaves. A person ticks them, types what nobody can know, and writes them. */
#include "base/mem.h"
#include "coverage_internal.h"
#include "item.h"
#include "model/enrolment.h"
#include "screen/choices.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum asks { ASKS_NOTHING, ASKS_SCHOOL, ASKS_STAGE, ASKS_GRADE, ASKS_WRITE };

struct enrol {
	char term[TERM_BYTES];
	struct enrolment_suggestion *line;
	bool *mine; /* ticked or typed by the person: kept over a reload */
	size_t n, at, first;
	enum asks asks;
};

static int by_person(const void *a, const void *b)
{
	const struct enrolment_suggestion *x = a, *y = b;

	return (x->person > y->person) - (x->person < y->person);
}

/* What a person did to a line is not lost because another was written. */
static void keep_mine(struct enrol *s, struct enrolment_suggestion *fresh, size_t n)
{
	bool *mine = mem_alloc((n + 1) * sizeof(*mine));
	size_t kept = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->mine[i])
			s->line[kept++] = s->line[i];
	if (kept)
		qsort(s->line, kept, sizeof(*s->line), by_person);
	for (size_t i = 0; kept && i < n; i++) {
		const struct enrolment_suggestion *old = bsearch(&fresh[i], s->line, kept, sizeof(*s->line), by_person);

		mine[i] = old != NULL;
		if (old)
			fresh[i] = *old;
	}
	mem_free(s->mine);
	s->mine = mine;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct enrol *s = v->state;
	int64_t at = s->at < s->n ? s->line[s->at].person : 0;
	struct enrolment_suggestion *fresh = NULL;
	size_t n = 0;

	if (enrolment_suggest(a->office, s->term, &fresh, &n, e) < 0)
		return -1;
	keep_mine(s, fresh, n);
	free(s->line);
	s->line = fresh;
	s->n = n;
	/* Another program may have written while a school was typed: the cursor stays on its child. */
	for (size_t i = 0; i < n; i++)
		if (fresh[i].person == at)
			s->at = i;
	if (s->at >= n)
		s->at = n > 0 ? n - 1 : 0;
	return 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct enrol *s = v->state;

	(void)a;
	v->at = *room;
	move_window(s->at, room->h > 1 ? (size_t)room->h - 1 : 1, s->n, &s->first);
}

static const char *why_of(const struct app *a, enum suggestion why)
{
	static const char *const word[] = { [SUGGEST_SAME] = "enrol_same",
					    [SUGGEST_UP] = "enrol_up",
					    [SUGGEST_STAGE] = "enrol_stage",
					    [SUGGEST_FIRST] = "enrol_first",
					    [SUGGEST_LEAVES] = "enrol_leaves" };

	return app_word(a, word[why]);
}

/* Where the school stays, the grade says it all; `whole`: the school all the same. */
static void will_be(const struct app *a, const struct enrolment_suggestion *l, bool whole, struct buf *out)
{
	bool stays = l->school[0] && strncmp(l->was, l->school, strlen(l->school)) == 0;

	if (l->school[0] && (whole || !stays))
		buf_addf(out, "%s ", l->school);
	else if (!l->school[0] && l->stage[0])
		buf_addf(out, "%s ", work_choice(a, "school_stage", l->stage));
	buf_adds(out, work_choice(a, "grade", l->grade));
	if (l->class_name[0])
		buf_addf(out, " %s", l->class_name);
}

#define COLUMNS 6
#define WIDE 100 /* from here on there is room for the head */

/* What it was and what it will be share the room that is left. */
static void columns(int cols, int width[COLUMNS])
{
	const int fixed[COLUMNS] = { 3, 8, cols < WIDE ? 0 : 8, 10, 0, 0 };
	int left = cols - 1;

	for (size_t i = 0; i < COLUMNS; i++) {
		width[i] = fixed[i];
		left -= fixed[i] > 0 ? fixed[i] + DRAW_GAP : 0;
	}
	left -= DRAW_GAP;
	width[4] = left > 5 ? left * 3 / 5 : 1;
	width[5] = left > 5 ? left - width[4] : 1;
}

static void draw_row(const struct rect *r, int y, enum ink ink, const char *const cell[COLUMNS])
{
	int width[COLUMNS], x = 1;

	columns(r->w, width);
	draw_fill(r, y, ink);
	for (size_t i = 0; i < COLUMNS; i++)
		if (width[i] > 0)
			x = draw_cell(r, y, x, width[i], false, ink, cell[i]);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct enrol *s = v->state;
	const char *const head[COLUMNS] = { "",
					    app_word(a, "cov_name"),
					    app_word(a, "cov_head"),
					    app_word(a, "enrol_why"),
					    app_word(a, "enrol_was"),
					    app_word(a, "enrol_will") };
	struct buf b = BUF_INIT;

	draw_clear(&v->at);
	draw_row(&v->at, 0, INK_HEADER, head);
	for (int y = 1; y < v->at.h && s->first + (size_t)y - 1 < s->n; y++) {
		size_t i = s->first + (size_t)y - 1;
		const struct enrolment_suggestion *l = &s->line[i];
		enum ink ink = i == s->at ? INK_SELECTED : l->take ? INK_NORMAL : INK_DIM;

		buf_clear(&b);
		will_be(a, l, false, &b);
		draw_row(&v->at, y, ink,
			 (const char *const[COLUMNS]){ l->take ? "[x]" : "[ ]", l->name, l->head, why_of(a, l->why),
						       l->was, b.s });
		if (i == s->at)
			draw_text(&v->at, y, 0, 1, ink, ">");
	}
	if (s->n == 0)
		draw_wrapped(&v->at, 2, 2, v->at.w - 4, 3, INK_DIM, app_word(a, "enrol_none"));
	buf_release(&b);
}

static size_t taken(const struct enrol *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += s->line[i].take;
	return n;
}

static unsigned tick(struct enrol *s, bool all)
{
	bool to = all ? taken(s) < s->n : !s->line[s->at].take;

	for (size_t i = all ? 0 : s->at; i < (all ? s->n : s->at + 1); i++) {
		s->line[i].take = to;
		s->mine[i] = true;
	}
	if (!all && s->at + 1 < s->n)
		s->at++;
	return EFFECT_DRAW;
}

/* A choice of a list, begun at what the line says. */
static unsigned ask_choice(struct enrol *s, struct app *a, enum asks what, const char *list, const char *now)
{
	const struct choice_list *l = screens_choices(a->screens, list);
	struct menu_item *item = mem_grow(NULL, l ? l->n + 1 : 1, sizeof(*item));
	const struct choice *is = l && now[0] ? choice_find(l, now) : NULL;
	size_t n = 0, chosen = 0;
	unsigned fx;

	for (size_t i = 0; l && i < l->n; i++) {
		if (l->choice[i].closed)
			continue;
		if (is == &l->choice[i])
			chosen = n;
		item[n++] = (struct menu_item){ l->choice[i].shown, NULL, (int64_t)i };
	}
	s->asks = what;
	fx = app_push(a, menu_view(l ? l->title : "", item, n, chosen));
	mem_free(item);
	return fx;
}

static void took_choice(struct app *a, const char *list, const char *text, char *out, size_t size)
{
	const struct choice *c = choice_find(screens_choices(a->screens, list), text);

	snprintf(out, size, "%s", c ? c->label : text);
}

static unsigned ask_write(struct enrol *s, struct app *a)
{
	struct buf b = BUF_INIT, term = BUF_INIT;
	char count[24];
	unsigned fx;

	snprintf(count, sizeof(count), "%zu", taken(s));
	work_term(a, s->term, &term);
	words_put(a->screens, &b, "word.enrol_really", count, term.s);
	s->asks = ASKS_WRITE;
	fx = app_push(a, confirm_view(b.s));
	buf_release(&b);
	buf_release(&term);
	return fx;
}

static unsigned write_them(struct enrol *s, struct app *a)
{
	struct err e;
	char count[24];
	int written = 0;

	err_clear(&e);
	if (enrolment_accept(a->office, s->term, s->line, s->n, &written, &e) < 0)
		return app_fail(a, NULL, &e);
	snprintf(count, sizeof(count), "%d", written);
	return EFFECT_RELOAD | app_say(a, "enrol_written", count, NULL);
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct enrol *s = v->state;
	struct enrolment_suggestion *l = s->at < s->n ? &s->line[s->at] : NULL;
	enum asks asked = s->asks;

	s->asks = ASKS_NOTHING;
	if (!ans->yes || !l)
		return EFFECT_DRAW;
	switch (asked) {
	case ASKS_SCHOOL:
		snprintf(l->school, sizeof(l->school), "%s", ans->text);
		s->mine[s->at] = true;
		return ask_choice(s, a, ASKS_STAGE, "school_stage", l->stage);
	case ASKS_STAGE:
		took_choice(a, "school_stage", ans->text, l->stage, sizeof(l->stage));
		return ask_choice(s, a, ASKS_GRADE, "grade", l->grade);
	case ASKS_GRADE:
		took_choice(a, "grade", ans->text, l->grade, sizeof(l->grade));
		l->take = true;
		return EFFECT_DRAW;
	case ASKS_WRITE:
		return write_them(s, a);
	default:
		return EFFECT_DRAW;
	}
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct enrol *s = v->state;

	(void)a;
	switch (r) {
	case REQ_OPEN:
	case REQ_TICK:
	case REQ_TICK_ALL:
	case REQ_HOUSEHOLD:
		return s->n > 0;
	case REQ_SAVE:
		return taken(s) > 0;
	default:
		return true;
	}
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct enrol *s = v->state;

	switch (r) {
	case REQ_OPEN:
		s->asks = ASKS_SCHOOL;
		return app_push(a, prompt_view(app_word(a, "enrol_school"), s->line[s->at].school));
	case REQ_TICK:
	case REQ_TICK_ALL:
		return tick(s, r == REQ_TICK_ALL);
	case REQ_SAVE:
		return ask_write(s, a);
	case REQ_HOUSEHOLD:
		return app_push(a, household_view(a, s->line[s->at].household));
	default:
		return move_cursor(r, s->n, v->at.h > 1 ? (size_t)v->at.h - 1 : 1, &s->at);
	}
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct enrol *s = v->state;
	int y = k->y - v->at.y - 1;
	size_t at = s->first + (size_t)(y > 0 ? y : 0);

	if (k->button >= 3)
		return request(v, a, k->button == 3 ? REQ_UP : REQ_DOWN);
	if (y < 0 || at >= s->n)
		return EFFECT_NONE;
	s->at = at;
	return k->button == 2 ? request(v, a, REQ_OPEN) : EFFECT_DRAW;
}

static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct enrol *s = v->state;
	const struct enrolment_suggestion *l = s->at < s->n ? &s->line[s->at] : NULL;

	if (l && !l->school[0]) {
		words_put(a->screens, out, "word.enrol_no_school", l->name);
	} else if (l) {
		buf_addf(out, "%s  ", l->name);
		will_be(a, l, true, out);
	}
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct enrol *s = v->state;
	char ticked[24], all[24];

	work_term(a, s->term, left);
	snprintf(ticked, sizeof(ticked), "%zu", taken(s));
	snprintf(all, sizeof(all), "%zu", s->n);
	words_put(a->screens, right, "word.enrol_count", ticked, all);
}

static void close_enrol(struct view *v)
{
	struct enrol *s = v->state;

	free(s->line);
	mem_free(s->mine);
	mem_free(s);
}

static const enum request requests[] = {
	REQ_OPEN, REQ_TICK,    REQ_TICK_ALL,  REQ_SAVE,  REQ_HOUSEHOLD, REQ_UP,
	REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST,      REQ_NONE,
};

static const struct view_ops ops = {
	.name = "enrol",
	.covers = view_covers_scope,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.hint = hint,
	.title = title,
	.close = close_enrol,
};

struct view *enrol_view(struct app *a, const char *term)
{
	struct enrol *s = mem_alloc(sizeof(*s));

	(void)a;
	snprintf(s->term, sizeof(s->term), "%s", term);
	return view_make(&ops, s);
}

/* A term's aid in numbers: who is entitled, applied, was paid, was told, who is missing; by stage, school, village or
 * item. Enter on a number opens who it is. Here the term's list is locked too. */
#include "base/clock.h"
#include "base/mem.h"
#include "coverage_internal.h"
#include "item.h"
#include "model/aid.h"
#include "screen/form.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum asks { ASKS_NOTHING, ASKS_LOCK, ASKS_UNLOCK };

struct coverage {
	struct coverage_table t;
	enum asks asks;
};

static size_t lines(const struct coverage_table *t)
{
	return t->n + 1 + (t->astray > 0);
}

/* The cursor stays on its group, wherever that stands now. */
static void find_again(struct coverage_table *t, const char *group, int64_t place)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->line[i].group, group) == 0 && t->line[i].place == place)
			t->at = i;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct coverage_table *t = &((struct coverage *)v->state)->t;
	bool on_total = t->n > 0 && t->at == t->n;
	char group[sizeof(t->total.group)] = "";
	int64_t place = 0;

	if (t->at < t->n) {
		snprintf(group, sizeof(group), "%s", t->line[t->at].group);
		place = t->line[t->at].place;
	}
	free(t->line);
	t->line = NULL;
	t->n = 0;
	if (coverage_load(a->office, t->term, t->by, &t->line, &t->n, &t->total, e) < 0 ||
	    coverage_astray(a->office, t->term, &t->astray, e) < 0)
		return -1;
	t->locked = aid_is_locked(a->office, t->term);
	if (on_total)
		t->at = t->n;
	else
		find_again(t, group, place);
	if (t->at >= lines(t))
		t->at = lines(t) - 1;
	return 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct coverage_table *t = &((struct coverage *)v->state)->t;
	size_t rows = room->h > 5 ? (size_t)room->h - 4 - (t->astray > 0) : 1;

	v->at = *room;
	coverage_fit(t, a, room);
	move_window(t->at < t->n ? t->at : t->n ? t->n - 1 : 0, rows, t->n, &t->first);
}

static void draw(const struct view *v, const struct app *a)
{
	coverage_draw(&((const struct coverage *)v->state)->t, a, &v->at);
}

static bool open_ask(const struct coverage_table *t, const struct app *a, struct coverage_ask *ask)
{
	const struct coverage_line *l = coverage_at(t);
	struct buf b = BUF_INIT;

	*ask = (struct coverage_ask){ .by = t->by, .all = true, .what = COVERAGE_ASTRAY };
	snprintf(ask->term, sizeof(ask->term), "%s", t->term);
	if (l) {
		ask->what = coverage_column_what(t->column);
		ask->all = l == &t->total;
		snprintf(ask->group, sizeof(ask->group), "%s", l->group);
		ask->place = l->place;
		coverage_group(t, a, l, &b);
		snprintf(ask->title, sizeof(ask->title), "%s", b.s);
		buf_release(&b);
	}
	return !l || coverage_column_value(l, t->column) > 0;
}

static unsigned open_rows(struct coverage_table *t, struct app *a)
{
	struct coverage_ask ask;

	if (!open_ask(t, a, &ask))
		return app_say(a, "cov_nobody", NULL, NULL);
	return app_push(a, coverage_rows_view(a, &ask));
}

static unsigned ask_lock(struct coverage *c, struct app *a)
{
	struct aid_lock_counts counts;
	char locked[24], behind[24];
	struct buf b = BUF_INIT, term = BUF_INIT;
	struct err e;
	unsigned fx;

	err_clear(&e);
	if (c->t.locked) {
		c->asks = ASKS_UNLOCK;
		return app_push(a, prompt_view(app_word(a, "cov_unlock"), ""));
	}
	if (aid_lock_would(a->office, c->t.term, &counts, &e) < 0)
		return app_fail(a, screens_form(a->screens, "aid"), &e);
	snprintf(locked, sizeof(locked), "%d", counts.locked);
	snprintf(behind, sizeof(behind), "%d", counts.behind);
	work_term(a, c->t.term, &term);
	words_put(a->screens, &b, counts.behind ? "word.cov_lock_behind" : "word.cov_lock", term.s, locked, behind);
	c->asks = ASKS_LOCK;
	fx = app_push(a, confirm_view(b.s));
	buf_release(&b);
	buf_release(&term);
	return fx;
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct coverage *c = v->state;
	struct aid_lock_counts counts;
	enum asks asked = c->asks;
	char locked[24], behind[24];
	struct err e;

	err_clear(&e);
	c->asks = ASKS_NOTHING;
	if (!ans->yes || asked == ASKS_NOTHING)
		return EFFECT_DRAW;
	if (asked == ASKS_UNLOCK && aid_unlock(a->office, c->t.term, ans->text, &e) < 0) {
		c->asks = asked;
		return app_refuse(a, NULL, &e);
	}
	if (asked == ASKS_UNLOCK)
		return EFFECT_RELOAD | app_say(a, "cov_unlocked", NULL, NULL);
	if (aid_lock(a->office, c->t.term, &counts, &e) < 0)
		return app_fail(a, screens_form(a->screens, "aid"), &e);
	snprintf(locked, sizeof(locked), "%d", counts.locked);
	snprintf(behind, sizeof(behind), "%d", counts.behind);
	return EFFECT_RELOAD | app_say(a, "cov_locked_now", locked, behind);
}

static unsigned turn_column(struct coverage_table *t, int by)
{
	do
		t->column = (t->column + COVERAGE_COLUMNS + (size_t)by) % COVERAGE_COLUMNS;
	while (t->width[t->column] == 0);
	return EFFECT_DRAW;
}

static unsigned turn_term(struct view *v, int by)
{
	struct coverage_table *t = &((struct coverage *)v->state)->t;
	char now[TERM_BYTES];

	memcpy(now, t->term, sizeof(now));
	term_shift(now, by, t->term);
	if (!term_is_valid(t->term))
		memcpy(t->term, now, sizeof(now));
	v->loaded = false;
	return EFFECT_DRAW;
}

static unsigned turn_order(struct view *v, int by)
{
	struct coverage_table *t = &((struct coverage *)v->state)->t;

	t->by = (enum coverage_by)(((int)t->by + by + COVERAGE_ORDERS) % COVERAGE_ORDERS);
	v->loaded = false;
	return EFFECT_DRAW;
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct coverage *c = v->state;

	switch (r) {
	case REQ_OPEN:
		return open_rows(&c->t, a);
	case REQ_LOCK:
		return ask_lock(c, a);
	case REQ_NEW:
		return app_push(a, enrol_view(a, c->t.term));
	case REQ_LEFT:
	case REQ_RIGHT:
		return turn_column(&c->t, r == REQ_LEFT ? -1 : 1);
	case REQ_NEXT_FIELD:
	case REQ_PREV_FIELD:
		return turn_order(v, r == REQ_NEXT_FIELD ? 1 : -1);
	case REQ_PREV_YEAR:
	case REQ_NEXT_YEAR:
		return turn_term(v, r == REQ_PREV_YEAR ? -1 : 1);
	case REQ_SCOPE:
		return work_scope(a);
	default:
		return move_cursor(r, lines(&c->t), v->at.h > 5 ? (size_t)v->at.h - 5 : 1, &c->t.at);
	}
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct coverage *c = v->state;

	(void)a;
	return r != REQ_OPEN || c->t.n > 0 || c->t.astray > 0;
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct coverage_table *t = &((struct coverage *)v->state)->t;

	if (k->button >= 3)
		return request(v, a, k->button == 3 ? REQ_UP : REQ_DOWN);
	if (!coverage_hit(t, &v->at, k->y, k->x, &t->at, &t->column))
		return EFFECT_NONE;
	return k->button == 2 ? open_rows(t, a) : EFFECT_DRAW;
}

/* The number under the cursor in words: headings are short. */
static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct coverage_table *t = &((const struct coverage *)v->state)->t;
	const struct coverage_line *l = coverage_at(t);
	struct coverage_ask ask;

	if (t->n == 0)
		return;
	if (!open_ask(t, a, &ask))
		words_put(a->screens, out, "word.cov_hint_none", ask.title, coverage_counts(a, ask.what));
	else
		words_put(a->screens, out, l ? "word.cov_hint" : "word.cov_hint_astray", ask.title,
			  coverage_counts(a, ask.what));
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct coverage_table *t = &((const struct coverage *)v->state)->t;

	(void)left;
	work_term(a, t->term, right);
}

static void close_coverage(struct view *v)
{
	struct coverage *c = v->state;

	free(c->t.line);
	mem_free(c);
}

static const enum request requests[] = {
	REQ_OPEN,      REQ_NEXT_FIELD, REQ_PREV_FIELD, REQ_NEW,   REQ_LOCK, REQ_PREV_YEAR,
	REQ_NEXT_YEAR, REQ_SCOPE,      REQ_LEFT,       REQ_RIGHT, REQ_UP,   REQ_DOWN,
	REQ_PAGE_UP,   REQ_PAGE_DOWN,  REQ_FIRST,      REQ_LAST,  REQ_NONE,
};

static const struct view_ops ops = {
	.name = "coverage",
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
	.close = close_coverage,
};

struct view *coverage_view(struct app *a)
{
	struct coverage *c = mem_alloc(sizeof(*c));

	(void)a;
	term_of(clock_today(), c->t.term);
	c->t.column = 5; /* who misses out */
	return view_make(&ops, c);
}

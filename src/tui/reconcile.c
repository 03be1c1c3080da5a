/* What does not agree between our facts and a list, or between lists: gone through one by one, decided, remembered. */
#include "reconcile_internal.h"

#include "base/clock.h"
#include "base/mem.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Lines above the page: the sides, the groups, and what was not compared. */
static int above(const struct reconcile *r)
{
	return r->all.outside > 0 ? 3 : 2;
}

const struct roster_line *reconcile_at(const struct reconcile *r)
{
	const struct page_line *l = page_at(&r->page);

	return l && (size_t)l->id < r->all.n ? &r->all.line[l->id] : NULL;
}

static void name_sides(struct reconcile *r, struct app *a)
{
	for (size_t i = 0; i < r->sides; i++) {
		struct buf b = BUF_INIT;

		roster_side_name(a->office, a->screens, r->side[i], &b);
		snprintf(r->side_name[i], sizeof(r->side_name[i]), "%s", b.s);
		buf_release(&b);
	}
}

static int compare(struct reconcile *r, struct app *a, struct err *e)
{
	struct roster_comparison now = { 0 };
	struct roster_settled settled;
	int64_t began = clock_ms();
	int rc;

	busy_begin(a, "roster.working");
	rc = roster_round(a->office, r->side, r->sides, &now, &settled, e);
	busy_end(a);
	r->stopped = rc < 0 && e->code == ERR_CANCEL;
	if (rc < 0)
		return r->stopped ? 0 : -1;
	roster_comparison_release(&r->all);
	r->all = now;
	mem_free(r->tick);
	r->tick = mem_alloc((now.n + 1) * sizeof(*r->tick));
	r->n_ticks = 0;
	r->took = clock_ms() - began;
	name_sides(r, a);
	if (settled.closed > 0 || settled.reopened > 0) {
		char closed[16], reopened[16];

		snprintf(closed, sizeof(closed), "%d", settled.closed);
		snprintf(reopened, sizeof(reopened), "%d", settled.reopened);
		app_say(a, "roster.settled", closed, reopened);
	}
	return 0;
}

static void go_to(struct reconcile *r, const char *subject)
{
	for (size_t i = 0; *subject && i < r->all.n; i++)
		if (strcmp(r->all.line[i].subject, subject) == 0 && page_go(&r->page, 0, (int64_t)i, NULL))
			return;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct reconcile *r = v->state;
	char here[128] = "";

	if (reconcile_at(r))
		snprintf(here, sizeof(here), "%s", r->go_to[0] ? r->go_to : reconcile_at(r)->subject);
	if (!r->fresh || (r->facts != a->facts && !r->patched)) {
		if (compare(r, a, e) < 0)
			return -1;
		if (r->stopped)
			app_say(a, "roster.stopped", NULL, NULL);
	}
	r->fresh = true;
	r->patched = false;
	r->facts = a->facts;
	reconcile_write(r, a);
	go_to(r, here);
	r->go_to[0] = '\0';
	return 0;
}

static struct rect page_part(const struct reconcile *r, const struct rect *at)
{
	return (struct rect){ .y = at->y + above(r), .x = at->x, .h = at->h - above(r), .w = at->w };
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct reconcile *r = v->state;
	struct rect part = page_part(r, room);

	(void)a;
	v->at = *room;
	page_scroll(&r->page, &part);
}

static void draw_sides(const struct reconcile *r, const struct app *a, const struct rect *at)
{
	int x = 1;

	for (size_t i = 0; i < r->sides; i++) {
		struct buf b = BUF_INIT;
		char people[24];

		snprintf(people, sizeof(people), "%" PRId64, r->all.people[i]);
		if (r->side[0] != 0)
			buf_addf(&b, "%s ", roster_letter(a->screens, i));
		words_put(a->screens, &b, "roster.side", r->side_name[i], people);
		x = draw_text(at, 0, x, 0, INK_TITLE, b.s);
		if (i + 1 < r->sides)
			x = draw_text(at, 0, x, 0, INK_DIM, app_word(a, "roster.against"));
		buf_release(&b);
	}
}

static void draw_groups(const struct reconcile *r, const struct app *a, const struct rect *at)
{
	int x = 1;

	for (int g = 0; g < ROSTER_GROUPS; g++) {
		size_t n = roster_count(&r->all, (enum roster_group)g);
		char text[64];

		snprintf(text, sizeof(text), "%s %zu", roster_group_name(a->screens, &r->all, (enum roster_group)g), n);
		x = draw_text(at, 1, x, 0, g == (int)r->group ? INK_SELECTED : n == 0 ? INK_DIM : INK_NORMAL, text) + 2;
	}
}

static void draw_outside(const struct reconcile *r, const struct app *a, const struct rect *at)
{
	struct buf b = BUF_INIT;
	char rows[24];

	if (r->all.outside == 0)
		return;
	snprintf(rows, sizeof(rows), "%" PRId64, r->all.outside);
	words_put(a->screens, &b, "roster.outside", rows);
	draw_text(at, 2, 1, 0, INK_DIM, b.s);
	buf_release(&b);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct reconcile *r = v->state;
	struct rect part = page_part(r, &v->at);

	draw_clear(&v->at);
	draw_sides(r, a, &v->at);
	draw_groups(r, a, &v->at);
	draw_outside(r, a, &v->at);
	page_draw(&r->page, &part, true);
	if (r->page.n_rows == 0)
		draw_text(&part, 1, 2, 0, r->group == ROSTER_WAITING && !r->stopped ? INK_GOOD : INK_DIM,
			  app_word(a, r->stopped                   ? "roster.stopped"
				      : r->group == ROSTER_WAITING ? "roster.nothing_waits"
								   : "roster.nobody"));
}

static bool can(const struct view *v, const struct app *a, enum request request)
{
	const struct reconcile *r = v->state;
	const struct roster_line *l = reconcile_at(r);

	(void)a;
	switch (request) {
	case REQ_OURS:
	case REQ_THEIRS:
	case REQ_IGNORE:
	case REQ_MAKE_FINDING:
	case REQ_MERGE:
	case REQ_NOT_SAME:
		return reconcile_may(r, request);
	case REQ_OPEN:
	case REQ_TICK:
	case REQ_TICK_ALL:
		return l != NULL;
	case REQ_HOUSEHOLD:
		return l != NULL && l->household;
	default:
		return true;
	}
}

static unsigned tick(struct reconcile *r, struct app *a, bool all)
{
	size_t at = (size_t)page_at(&r->page)->id, was = r->n_ticks;

	for (size_t i = 0; i < r->page.n_rows; i++) {
		size_t line = (size_t)r->page.line[r->page.row[i]].id;
		bool want = all ? was == 0 : line == at ? !r->tick[line] : r->tick[line];

		r->n_ticks += (size_t)want - (size_t)r->tick[line];
		r->tick[line] = want;
	}
	reconcile_write(r, a);
	if (!all && r->page.at + 1 < r->page.n_rows)
		r->page.at++;
	return EFFECT_DRAW;
}

static unsigned turn(struct reconcile *r, struct app *a, int by)
{
	r->group = (enum roster_group)(((int)r->group + by + ROSTER_GROUPS) % ROSTER_GROUPS);
	memset(r->tick, 0, (r->all.n + 1) * sizeof(*r->tick));
	r->n_ticks = 0;
	r->page.at = 0;
	reconcile_write(r, a);
	return EFFECT_DRAW;
}

static unsigned open_line(const struct reconcile *r, struct app *a)
{
	struct buf b = BUF_INIT;
	unsigned fx;

	reconcile_detail(r, a, reconcile_at(r), &b);
	fx = app_push(a, reader_view(reconcile_at(r)->name, b.s));
	buf_release(&b);
	return fx;
}

static unsigned request(struct view *v, struct app *a, enum request req)
{
	struct reconcile *r = v->state;
	struct rect part = page_part(r, &v->at);

	switch (req) {
	case REQ_OURS:
	case REQ_THEIRS:
	case REQ_IGNORE:
	case REQ_MAKE_FINDING:
	case REQ_MERGE:
	case REQ_NOT_SAME:
		return reconcile_decide(r, a, req);
	case REQ_OPEN:
		return open_line(r, a);
	case REQ_TICK:
	case REQ_TICK_ALL:
		return tick(r, a, req == REQ_TICK_ALL);
	case REQ_TABLE:
		return reconcile_export(r, a);
	case REQ_HOUSEHOLD:
		return app_push(a, household_view(a, reconcile_at(r)->household));
	case REQ_REFRESH:
		r->fresh = false;
		return EFFECT_RELOAD;
	case REQ_NEXT_FIELD:
	case REQ_PREV_FIELD:
		return turn(r, a, req == REQ_NEXT_FIELD ? 1 : -1);
	default:
		return page_move(&r->page, &part, req);
	}
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct reconcile *r = v->state;
	struct rect part = page_part(r, &v->at);
	int what = page_click(&r->page, &part, k);

	return what == 2 && reconcile_at(r) ? open_line(r, a) : what ? EFFECT_DRAW : EFFECT_NONE;
}

static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct reconcile *r = v->state;

	if (reconcile_at(r))
		reconcile_say(r, a, reconcile_at(r), out);
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct reconcile *r = v->state;
	char waiting[24], ticks[24];

	(void)left;
	snprintf(waiting, sizeof(waiting), "%zu", roster_count(&r->all, ROSTER_WAITING));
	snprintf(ticks, sizeof(ticks), "%zu", r->n_ticks);
	words_put(a->screens, right, r->n_ticks > 0 ? "roster.title_ticked" : "roster.title", waiting, ticks);
}

static void close_reconcile(struct view *v)
{
	struct reconcile *r = v->state;

	roster_comparison_release(&r->all);
	mem_free(r->tick);
	page_release(&r->page);
	mem_free(r);
}

static const enum request requests[] = {
	REQ_OPEN,    REQ_NEXT_FIELD,   REQ_PREV_FIELD,   REQ_OURS,         REQ_THEIRS,  REQ_IGNORE,
	REQ_TICK,    REQ_MAKE_FINDING, REQ_MERGE,        REQ_NOT_SAME,     REQ_TABLE,   REQ_HOUSEHOLD,
	REQ_REFRESH, REQ_TICK_ALL,     REQ_UP,           REQ_DOWN,         REQ_PAGE_UP, REQ_PAGE_DOWN,
	REQ_FIRST,   REQ_LAST,         REQ_NEXT_SECTION, REQ_PREV_SECTION, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "reconcile",
	.covers = view_covers_scope,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.answer = reconcile_answer,
	.hint = hint,
	.title = title,
	.close = close_reconcile,
};

struct view *reconcile_view(struct app *a, const int64_t *side, size_t sides)
{
	struct reconcile *r = mem_alloc(sizeof(*r));

	(void)a;
	memcpy(r->side, side, sides * sizeof(*side));
	r->sides = sides;
	return view_make(&ops, r);
}

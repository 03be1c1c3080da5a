/* Lists that ought to agree: which were loaded, and which are compared with our facts or with each other. */
#include "base/mem.h"
#include "exchange/roster_table.h"
#include "item.h"
#include "model/record.h"
#include "screen/words.h"
#include "table.h"
#include "tui/app.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rosters {
	struct roster_info *list;
	size_t n;
	struct table table;
	int64_t tick[ROSTER_SIDES];
	size_t n_ticks;
	int64_t binning; /* the list the open question is about, 0 none */
};

static const struct roster_info *selected(const struct rosters *s)
{
	return s->table.at < s->n ? &s->list[s->table.at] : NULL;
}

static bool is_ticked(const struct rosters *s, int64_t roster)
{
	for (size_t i = 0; i < s->n_ticks; i++)
		if (s->tick[i] == roster)
			return true;
	return false;
}

static void write_rows(struct rosters *s, const struct app *a)
{
	table_clear(&s->table);
	if (s->table.n_columns == 0) {
		table_column(&s->table, "", 1, false);
		table_column(&s->table, app_word(a, "roster.source"), 0, false);
		table_column(&s->table, app_word(a, "roster.claim"), 22, false);
		table_column(&s->table, app_word(a, "roster.date"), 10, false);
		table_column(&s->table, app_word(a, "roster.round"), 5, true);
		table_column(&s->table, app_word(a, "roster.rows"), 6, true);
	}
	for (size_t i = 0; i < s->n; i++) {
		const struct roster_info *r = &s->list[i];
		char round[16], rows[24];
		snprintf(round, sizeof round, "%d", r->round);
		snprintf(rows, sizeof rows, "%" PRId64, r->rows);
		table_add(&s->table, r->id, r->newest ? INK_NORMAL : INK_DIM, is_ticked(s, r->id) ? "*" : "", r->source,
			  roster_claim_label(a->screens, r->claim), r->dated_on, round, rows);
	}
	table_clip(&s->table);
}

static int rosters_load(struct view *v, struct app *a, struct err *e)
{
	struct rosters *s = v->state;
	size_t kept = 0;
	free(s->list);
	s->list = NULL;
	s->n = 0;
	if (roster_list(a->office, &s->list, &s->n, e) < 0)
		return -1;
	for (size_t i = 0; i < s->n_ticks; i++)
		for (size_t k = 0; k < s->n; k++)
			if (s->list[k].id == s->tick[i]) {
				s->tick[kept++] = s->tick[i];
				break;
			}
	s->n_ticks = kept;
	write_rows(s, a);
	return 0;
}

static void rosters_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct rosters *s = v->state;
	(void)a;
	v->at = *room;
	table_scroll(&s->table, room);
}

static void rosters_draw(const struct view *v, const struct app *a)
{
	const struct rosters *s = v->state;
	struct buf b = BUF_INIT;
	char key[24];
	table_draw(&s->table, &v->at);
	if (s->n > 0)
		return;
	words_put(a->screens, &b, "roster.none", work_key(a, REQ_NEW, key));
	draw_wrapped(&v->at, 2, 2, v->at.w - 4, 4, INK_DIM, b.s);
	buf_release(&b);
}

static bool rosters_can(const struct view *v, const struct app *a, enum request r)
{
	(void)a;
	return r == REQ_OPEN || r == REQ_TICK || r == REQ_BIN ? selected(v->state) != NULL : true;
}

static unsigned tick(struct rosters *s, struct app *a)
{
	int64_t roster = selected(s)->id;
	size_t i = 0;
	while (i < s->n_ticks && s->tick[i] != roster)
		i++;
	if (i < s->n_ticks)
		memmove(&s->tick[i], &s->tick[i + 1], (--s->n_ticks - i) * sizeof s->tick[0]);
	else if (s->n_ticks == ROSTER_SIDES)
		return app_say(a, "roster.four", NULL, NULL) | EFFECT_DRAW;
	else
		s->tick[s->n_ticks++] = roster;
	write_rows(s, a);
	if (s->table.at + 1 < s->n)
		s->table.at++;
	return EFFECT_DRAW;
}

/* With our facts; those ticked, if there are at least two, with each other. */
static unsigned compare(const struct rosters *s, struct app *a)
{
	const int64_t ours[] = { 0, s->n_ticks == 1 ? s->tick[0] : selected(s)->id };
	return app_push(a, s->n_ticks > 1 ? reconcile_view(a, s->tick, s->n_ticks) : reconcile_view(a, ours, 2));
}

static unsigned ask_bin(struct rosters *s, struct app *a)
{
	struct buf b = BUF_INIT;
	s->binning = selected(s)->id;
	words_put(a->screens, &b, "roster.really_bin", selected(s)->source, selected(s)->dated_on);
	unsigned effects = app_push(a, confirm_view(b.s));
	buf_release(&b);
	return effects;
}

static unsigned rosters_request(struct view *v, struct app *a, enum request r)
{
	struct rosters *s = v->state;
	switch (r) {
	case REQ_OPEN:
		return compare(s, a);
	case REQ_TICK:
		return tick(s, a);
	case REQ_NEW:
		return app_push(a, roster_load_view(a));
	case REQ_BIN:
		return ask_bin(s, a);
	default:
		return table_move(&s->table, &v->at, r);
	}
}

static unsigned rosters_answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct rosters *s = v->state;
	int64_t binning = s->binning;
	struct err e;
	s->binning = 0;
	if (!ans->yes)
		return EFFECT_DRAW;
	if (strcmp(ans->from, "roster_load") == 0) {
		const int64_t side[] = { 0, ans->id };
		s->table.kept = ans->id;
		return EFFECT_RELOAD | app_push(a, reconcile_view(a, side, 2));
	}
	if (binning == 0)
		return EFFECT_DRAW;
	err_clear(&e);
	if (record_bin(a->office, "roster", binning, &e) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | app_say(a, "roster.binned", NULL, NULL);
}

static unsigned rosters_mouse(struct view *v, struct app *a, const struct key *k)
{
	struct rosters *s = v->state;
	int clicks = table_click(&s->table, &v->at, k);
	return clicks == 2 ? rosters_request(v, a, REQ_OPEN) : clicks == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void rosters_hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct rosters *s = v->state;
	char ticks[16];
	snprintf(ticks, sizeof ticks, "%zu", s->n_ticks);
	if (s->n > 0)
		words_put(a->screens, out, s->n_ticks > 1 ? "roster.hint_ticked" : "roster.hint", ticks);
}

static void rosters_close(struct view *v)
{
	struct rosters *s = v->state;
	free(s->list);
	table_release(&s->table);
	mem_free(s);
}

static const enum request rosters_requests[] = { REQ_OPEN,    REQ_TICK,      REQ_NEW,   REQ_BIN,  REQ_UP,  REQ_DOWN,
						 REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST, REQ_NONE };
static const struct view_ops rosters_ops = {
	.name = "rosters",
	.requests = rosters_requests,
	.load = rosters_load,
	.layout = rosters_layout,
	.draw = rosters_draw,
	.can = rosters_can,
	.request = rosters_request,
	.mouse = rosters_mouse,
	.answer = rosters_answer,
	.hint = rosters_hint,
	.close = rosters_close,
};

struct view *rosters_view(struct app *a)
{
	(void)a;
	return view_make(&rosters_ops, mem_alloc(sizeof(struct rosters)));
}

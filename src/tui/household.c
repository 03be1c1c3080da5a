/* One house on one page: what is open first, then who lives there and what was done. */
#include "base/mem.h"
#include "household_internal.h"
#include "model/campaign.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int load(struct view *v, struct app *a, struct err *e)
{
	struct house *h = v->state;

	if (h->fresh && h->facts == a->facts)
		return 0;
	if ((h->fresh ? house_load(h, a, e) : house_load_first(h, a, e)) < 0)
		return -1;
	h->fresh = true;
	h->facts = a->facts;
	return 0;
}

static bool wants_work(const struct view *v)
{
	return ((const struct house *)v->state)->later;
}

static int work(struct view *v, struct app *a, struct err *e)
{
	return house_load(v->state, a, e);
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct house *h = v->state;

	(void)a;
	v->at = *room;
	page_scroll(&h->page, room);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct house *h = v->state;

	(void)a;
	page_draw(&h->page, &v->at, !h->later);
}

/* The finding under the cursor, open item or row of the list; 0: none. */
static int64_t finding_here(const struct house *h, const struct app *a)
{
	const struct item *it = house_item(h);
	const struct list_def *d;
	int64_t id = 0;

	if (it)
		return it->kind == ITEM_FINDING ? it->row : 0;
	d = house_record(h, a, &id);
	return d && strcmp(d->form, "finding") == 0 ? id : 0;
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct house *h = v->state;
	const struct item *it = house_item(h);
	int64_t id;

	if (h->later)
		return true; /* the page is whole before a key does anything */
	switch (r) {
	case REQ_OPEN:
		return page_at(&h->page) != NULL;
	case REQ_TICK:
		return it && it->kind == ITEM_TASK;
	case REQ_BIN:
		return house_record(h, a, &id) != NULL;
	case REQ_MOVE:
		return finding_here(h, a) != 0;
	default:
		return true;
	}
}

static const struct item *visit_item(const struct house *h)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->item[i].kind == ITEM_VISIT || h->item[i].kind == ITEM_NEXT)
			return &h->item[i];
	return NULL;
}

static unsigned log_visit(struct house *h, struct app *a, bool repeat)
{
	house_begin(h, visit_item(h));
	return app_push(a, visit_form(a, h->id, repeat));
}

static unsigned open_row(struct house *h, struct app *a)
{
	const struct item *it = house_item(h);
	const struct page_line *l = page_at(&h->page);
	const struct list_def *d;
	int64_t id;

	if (it && (it->kind == ITEM_VISIT || it->kind == ITEM_NEXT)) {
		house_begin(h, it);
		return app_push(a, visit_form(a, h->id, false));
	}
	house_begin(h, it);
	if (it)
		return app_push(a, item_view(a, it));
	d = house_record(h, a, &id);
	if (!d)
		return app_push(a, list_view(a, house_lists[(l->what - HOUSE_LISTS) / 2], h->id));
	if (d->open[0])
		return app_push(a, record_view(a, d->open, id));
	return app_push(a, form_view(a, d->form, id, 0, NULL));
}

/* Right here, without going to the checklist: the task is about this house, or about one of its students. */
static unsigned tick(struct house *h, struct app *a)
{
	const struct item *it = house_item(h);
	const struct target t = { .household = h->id, .person = it->person };
	struct err e;

	err_clear(&e);
	house_begin(h, it);
	if (target_tick(a->office, it->row, &t, NULL, NULL, &e) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | app_say(a, "ticked", it->text, NULL);
}

/* A key that came before the rest of the page means the whole page. False: that cannot be read, or it means nothing. */
static bool is_whole_for(struct view *v, struct app *a, enum request r)
{
	struct house *h = v->state;
	struct err e;

	if (!h->later)
		return true;
	err_clear(&e);
	if (house_load(h, a, &e) == 0)
		return can(v, a, r);
	app_fail(a, NULL, &e);
	return false;
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct house *h = v->state;

	if (!is_whole_for(v, a, r))
		return EFFECT_DRAW;
	switch (r) {
	case REQ_OPEN:
		return open_row(h, a);
	case REQ_NEW:
		return house_ask_add(h, a);
	case REQ_EDIT:
		return app_push(a, form_view(a, "household", h->id, 0, NULL));
	case REQ_LOG_VISIT:
	case REQ_REPEAT_VISIT:
		return log_visit(h, a, r == REQ_REPEAT_VISIT);
	case REQ_HANDBOOK:
		return app_push(a, handbook_view(a, h->id));
	case REQ_CHANGE_CADRE:
		return house_ask_cadre(h, a);
	case REQ_BIN:
		return house_ask_bin(h, a);
	case REQ_HISTORY:
		return app_push(a, history_view(a, "household", h->id, NULL));
	case REQ_TICK:
		return tick(h, a);
	case REQ_MOVE:
		house_begin(h, house_item(h));
		return app_push(a, move_view(a, finding_here(h, a), NULL));
	case REQ_FIND:
		return app_push(a, find_view(a));
	default:
		return page_move(&h->page, &v->at, r);
	}
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct house *h = v->state;
	int what;

	if (h->later) /* what was under it may be elsewhere */
		return EFFECT_NONE;
	what = page_click(&h->page, &v->at, k);
	return what == 2 ? open_row(h, a) : what == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	return house_answered(v->state, a, ans);
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct house *h = v->state;

	buf_adds(left, h->head ? h->head : "");
	if (!h->later)
		buf_addf(right, "%s %zu", app_word(a, "household_open"), h->n);
}

static void close_household(struct view *v)
{
	struct house *h = v->state;

	page_release(&h->page);
	free(h->item);
	mem_free(h->head);
	mem_free(h);
}

static const enum request requests[] = {
	REQ_OPEN,       REQ_LOG_VISIT,    REQ_NEW,          REQ_EDIT,         REQ_TICK,         REQ_MOVE,
	REQ_HANDBOOK,   REQ_REPEAT_VISIT, REQ_BIN,          REQ_HISTORY,      REQ_CHANGE_CADRE, REQ_FIND,
	REQ_UP,         REQ_DOWN,         REQ_PAGE_UP,      REQ_PAGE_DOWN,    REQ_FIRST,        REQ_LAST,
	REQ_NEXT_FIELD, REQ_PREV_FIELD,   REQ_NEXT_SECTION, REQ_PREV_SECTION, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "household",
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.title = title,
	.close = close_household,
	.wants_work = wants_work,
	.work = work,
};

struct view *household_view(struct app *a, int64_t household)
{
	struct house *h;

	if (!household) {
		app_say(a, "household_none", NULL, NULL);
		return NULL;
	}
	h = mem_alloc(sizeof(*h));
	h->id = household;
	return view_make(&ops, h);
}

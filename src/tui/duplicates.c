/* Who may stand in the registry twice, the surest first; below them what was merged, with the way back. */
#include "base/mem.h"
#include "item.h"
#include "model/duplicate.h"
#include "page.h"
#include "screen/words.h"
#include "tui/app.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_PAIR, LINE_MERGE }; /* the row's id: index in its list */

struct twins {
	struct duplicate *pair;
	size_t n, all; /* all: with those that are not told */
	struct merge_told *merge;
	size_t n_merges;
	struct page page;
	bool fresh, stopped;
	unsigned facts;
	int64_t asked; /* the merge to be taken back */
};

static const struct duplicate *pair_at(const struct twins *t)
{
	const struct page_line *l = page_at(&t->page);

	return l && l->what == LINE_PAIR ? &t->pair[l->id] : NULL;
}

static const struct merge_told *merge_at(const struct twins *t)
{
	const struct page_line *l = page_at(&t->page);

	return l && l->what == LINE_MERGE ? &t->merge[l->id] : NULL;
}

static bool on_progress(void *app, int64_t done, int64_t all)
{
	return busy_tell(app, done, all);
}

static void write_side(struct page *p, const struct duplicate *d, int side)
{
	page_cell(p, INK_NORMAL, d->name[side]);
	page_cell(p, INK_NORMAL, d->id_no[side]);
	page_cell(p, INK_NORMAL, d->head[side]);
	page_cell(p, INK_NORMAL, d->village[side]);
}

/* Two lines a pair: the second belongs to the first, the cursor stands on that. */
static void write_pairs(struct twins *t, const struct app *a)
{
	const struct page_column column[] = { { 3, true },   { 10, false }, { 18, false },
					      { 10, false }, { 8, false },  { 0, false } };
	static const char *const labels[] = { "", "dup_name", "dup_id", "dup_head", "dup_village", "dup_reason" };
	size_t grid = page_grid(&t->page, column, 6);
	struct buf b = BUF_INIT;
	char text[48];

	snprintf(text, sizeof(text), "%zu", t->all);
	words_put(a->screens, &b, "word.duplicates_heading", text);
	page_heading(&t->page, b.s);
	buf_release(&b);
	if (t->n == 0) {
		page_text(&t->page, INK_DIM, app_word(a, t->stopped ? "duplicates_stopped" : "duplicates_none"));
		return;
	}
	page_labels(&t->page, grid);
	for (size_t i = 0; i < 6; i++)
		page_cell(&t->page, INK_DIM, *labels[i] ? app_word(a, labels[i]) : "");
	for (size_t i = 0; i < t->n; i++) {
		snprintf(text, sizeof(text), "%d", t->pair[i].score);
		page_row(&t->page, grid, LINE_PAIR, (int64_t)i, NULL);
		page_cell(&t->page, t->pair[i].score >= 90 ? INK_BAD : INK_WARN, text);
		write_side(&t->page, &t->pair[i], 0);
		snprintf(text, sizeof(text), "duplicate.%s", t->pair[i].reason);
		page_cell(&t->page, INK_LABEL, words_get(a->screens, text));
		page_labels(&t->page, grid);
		page_cell(&t->page, INK_NORMAL, "");
		write_side(&t->page, &t->pair[i], 1);
	}
}

/* Only the surest are told. */
static void write_rest(struct twins *t, const struct app *a)
{
	struct buf b = BUF_INIT;
	char text[24];

	if (t->all == t->n)
		return;
	snprintf(text, sizeof(text), "%zu", t->all - t->n);
	words_put(a->screens, &b, "word.duplicates_rest", text);
	page_text(&t->page, INK_DIM, b.s);
	buf_release(&b);
}

static void write_merges(struct twins *t, const struct app *a)
{
	const struct page_column column[] = {
		{ 10, false }, { 12, false }, { 12, false }, { 10, false }, { 0, false }
	};
	size_t grid = page_grid(&t->page, column, 5);
	struct buf b = BUF_INIT;
	char text[48], key[24];

	if (t->n_merges == 0)
		return;
	snprintf(text, sizeof(text), "%zu", t->n_merges);
	words_put(a->screens, &b, "word.merges_heading", text, work_key(a, REQ_RESTORE, key));
	page_heading(&t->page, b.s);
	buf_release(&b);
	for (size_t i = 0; i < t->n_merges; i++) {
		const struct merge_told *m = &t->merge[i];

		snprintf(text, sizeof(text), "duplicate.%s", m->reason);
		page_row(&t->page, grid, LINE_MERGE, (int64_t)i, NULL);
		page_cell(&t->page, INK_NORMAL, m->on);
		page_cell(&t->page, INK_NORMAL, m->name[0]);
		page_cell(&t->page, INK_NORMAL, m->head);
		page_cell(&t->page, INK_NORMAL, m->who);
		page_cell(&t->page, INK_LABEL, words_has(a->screens, text) ? words_get(a->screens, text) : m->reason);
	}
}

static int fetch(struct twins *t, struct app *a, struct err *e)
{
	struct duplicate *pair = NULL;
	struct merge_told *merge = NULL;
	size_t n = 0, all = 0, n_merges = 0;
	int rc;

	busy_begin(a, "word.duplicates_working");
	rc = duplicate_find_with(a->office, on_progress, a, &pair, &n, &all, e);
	busy_end(a);
	t->stopped = rc < 0 && e->code == ERR_CANCEL;
	if ((rc < 0 && !t->stopped) || merge_list(a->office, &merge, &n_merges, e) < 0) {
		free(pair);
		return -1;
	}
	free(t->pair);
	free(t->merge);
	t->pair = pair;
	t->n = n;
	t->all = all;
	t->merge = merge;
	t->n_merges = n_merges;
	return 0;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct twins *t = v->state;

	if (t->fresh && t->facts == a->facts)
		return 0;
	t->fresh = true;
	t->facts = a->facts;
	if (fetch(t, a, e) < 0)
		return -1;
	page_clear(&t->page);
	write_pairs(t, a);
	write_rest(t, a);
	write_merges(t, a);
	page_clip(&t->page);
	return 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct twins *t = v->state;

	(void)a;
	v->at = *room;
	page_scroll(&t->page, room);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct twins *t = v->state;

	(void)a;
	page_draw(&t->page, &v->at, true);
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct twins *t = v->state;

	(void)a;
	switch (r) {
	case REQ_OPEN:
		return page_at(&t->page) != NULL;
	case REQ_NOT_SAME:
		return pair_at(t) != NULL;
	case REQ_RESTORE:
		return merge_at(t) != NULL;
	default:
		return true;
	}
}

static unsigned ask_unmerge(struct twins *t, struct app *a)
{
	const struct merge_told *m = merge_at(t);
	struct buf b = BUF_INIT;
	unsigned fx;

	t->asked = m->id;
	words_put(a->screens, &b, "word.confirm_unmerge", m->name[0], m->on);
	fx = app_push(a, confirm_view(b.s));
	buf_release(&b);
	return fx;
}

static unsigned not_same(struct twins *t, struct app *a)
{
	const struct duplicate *d = pair_at(t);
	struct buf who[2] = { BUF_INIT, BUF_INIT };
	struct err e;
	unsigned fx;

	err_clear(&e);
	if (duplicate_not_same(a->office, d->one, d->other, &e) < 0)
		return app_fail(a, NULL, &e);
	for (int i = 0; i < 2; i++)
		words_put(a->screens, &who[i], "word.compare_who", d->name[i], d->head[i]);
	fx = EFFECT_RELOAD | app_say(a, "said_two", who[0].s, who[1].s);
	buf_release(&who[0]);
	buf_release(&who[1]);
	return fx;
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct twins *t = v->state;
	const struct duplicate *d = pair_at(t);

	switch (r) {
	case REQ_OPEN:
		if (d)
			return app_push(a, compare_view(a, d->one, d->other, d->reason));
		return app_push(a, record_view(a, "person", merge_at(t)->kept));
	case REQ_NOT_SAME:
		return not_same(t, a);
	case REQ_RESTORE:
		return ask_unmerge(t, a);
	default:
		return page_move(&t->page, &v->at, r);
	}
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct twins *t = v->state;
	struct err e;

	if (strcmp(ans->from, "confirm") != 0 || !ans->yes)
		return EFFECT_NONE;
	err_clear(&e);
	if (merge_undo(a->office, t->asked, &e) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | app_say(a, "unmerged", NULL, NULL);
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct twins *t = v->state;
	int what = page_click(&t->page, &v->at, k);

	return what == 2 ? request(v, a, REQ_OPEN) : what == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct twins *t = v->state;
	char count[24];

	(void)left;
	snprintf(count, sizeof(count), "%zu", t->all);
	words_put(a->screens, right, "word.rows", count);
}

static void close_twins(struct view *v)
{
	struct twins *t = v->state;

	free(t->pair);
	free(t->merge);
	page_release(&t->page);
	mem_free(t);
}

static const enum request requests[] = {
	REQ_OPEN,    REQ_NOT_SAME,  REQ_RESTORE, REQ_UP,   REQ_DOWN,
	REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST,   REQ_LAST, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "duplicates",
	.covers = view_covers_file,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.title = title,
	.close = close_twins,
};

struct view *duplicates_view(struct app *a)
{
	(void)a;
	return view_make(&ops, mem_alloc(sizeof(struct twins)));
}

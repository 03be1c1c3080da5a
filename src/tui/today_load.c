/* What Today shows, loaded: what the first frame waits for, and what comes after it. */
#include "base/clock.h"
#include "base/mem.h"
#include "screen/checks.h"
#include "screen/item_text.h"
#include "screen/words.h"
#include "today_internal.h"

#include <stdio.h>
#include <stdlib.h>

const struct item *today_selected(const struct today *t)
{
	return t->table.at < t->n ? &t->item[t->table.at] : NULL;
}

#define GROUP_COLS 6
#define PLACE_COLS 13 /* of several villages the group alone says nothing */

static void add_columns(struct today *t, const struct app *a)
{
	t->places = office_sees_villages(a->office);
	table_column(&t->table, app_word(a, "today_col_item"), item_kind_cols(a), false);
	table_column(&t->table, "", 0, false);
	table_column(&t->table, app_word(a, "today_col_head"), 10, false);
	table_column(&t->table, app_word(a, t->places ? "find_col_where" : "today_col_group"),
		     t->places ? PLACE_COLS : GROUP_COLS, false);
	table_column(&t->table, app_word(a, "today_col_due"), item_due_cols(a), false);
}

static void fill_table(struct today *t, const struct app *a)
{
	table_clear(&t->table);
	for (size_t i = 0; i < t->n; i++) {
		struct buf text = BUF_INIT, due = BUF_INIT;

		item_sentence(a->screens, a->office, &t->item[i], &text);
		char *where = t->places && t->item[i].household ? today_where(a->office, t->item[i].household) : NULL;

		item_due(a, &t->item[i], &due);
		table_add(&t->table, 0, item_ink(&t->item[i]), item_kind(a, &t->item[i]), text.s, t->item[i].head,
			  where ? where : t->item[i].group, due.s);
		mem_free(where);
		buf_release(&text);
		buf_release(&due);
	}
}

/* The next household to visit after a visit; else the same item; where it is done, the one that took its place: as long
 * as not all is known, it may still come. */
static void find_again(struct today *t)
{
	for (size_t i = 0; t->seek && i < t->n; i++)
		if (t->item[i].household == t->seek && t->item[i].kind == ITEM_VISIT) {
			t->table.at = i;
			t->seek = 0;
			t->had = false;
			return;
		}
	if (!t->touched)
		t->table.at = 0;
	for (size_t i = 0; t->touched && t->had && i < t->n; i++)
		if (item_same(&t->item[i], &t->was)) {
			t->table.at = i;
			return;
		}
	if (t->touched && t->had)
		t->table.at = t->was_at;
	table_clip(&t->table);
}

/* The table and the head, from what is known now. */
static void fill(struct today *t, struct app *a)
{
	if (t->table.n_columns == 0)
		add_columns(t, a);
	fill_table(t, a);
	find_again(t);
	today_head_load(t, a);
}

static void remember(struct today *t)
{
	if (!t->had && today_selected(t)) {
		t->was = *today_selected(t);
		t->was_at = t->table.at;
		t->had = true;
	}
}

static void take(struct today *t, struct app *a)
{
	struct item *list;
	size_t n;

	today_items_of(t->work, t->item, t->n, &list, &n);
	today_counts_of(t->work, &t->counts);
	free(t->item);
	t->item = list;
	t->n = n;
	if (today_part_at(t->work) > t->known)
		t->known = today_part_at(t->work);
	t->empty = t->known > TODAY_VISITS && (t->counts.duty.asked == 0 || office_is_empty(a->office));
	fill(t, a);
	if (today_part_at(t->work) == TODAY_DONE) {
		today_end(&t->work);
		t->had = false;
		t->seek = 0;
	}
}

static int begin(struct app *a, struct today_work **out, struct err *e)
{
	return today_begin(out, a->office, NULL, 0, e);
}

/* The first frame does not wait for the forms of the handbook to be read. */
static int step(struct today_work *w, const struct app *a, struct err *e)
{
	const struct handbook_field *f;
	size_t nf;

	if (today_part_at(w) == TODAY_GAPS) {
		nf = screens_handbook(a->screens, &f);
		today_fields(w, f, nf);
	}
	return today_step(w, e);
}

/* Another village, another person: nothing of what stands here is of them. */
static void forget_others(struct today *t, const struct office *o)
{
	if (t->village == o->village && t->scope == o->scope && t->me == o->me)
		return;
	t->village = o->village;
	t->scope = o->scope;
	t->me = o->me;
	t->table.n_columns = 0;
	t->n = 0;
	t->known = TODAY_DRAFTS;
	t->counts = (struct today_counts){ 0 };
}

/* What the first frame waits for; the rest is work. */
static int fetch(struct today *t, struct app *a, struct err *e)
{
	struct today_work *w;
	int more = begin(a, &w, e) < 0 ? -1 : 1;

	while (more > 0 && !today_shows(w))
		more = step(w, a, e);
	if (more < 0) {
		today_end(&w);
		return -1;
	}
	remember(t);
	forget_others(t, a->office);
	today_end(&t->work);
	t->work = w;
	take(t, a);
	return 0;
}

/* After a visit alone only its household is looked at before the frame. */
static int fetch_visited(struct today *t, struct app *a, struct err *e)
{
	if (!t->visited || t->work || a->facts != t->facts + 1)
		return fetch(t, a, e);
	remember(t);
	if (today_visited(a->office, t->visited, &t->counts, &t->item, &t->n, e) < 0)
		return -1;
	t->stale = true;
	fill(t, a);
	return 0;
}

int today_view_load(struct view *v, struct app *a, struct err *e)
{
	struct today *t = v->state;
	const struct item *it;
	bool first = !t->fresh;

	if (!t->fresh || t->facts != a->facts) {
		if ((t->fresh ? fetch_visited : fetch)(t, a, e) < 0)
			return -1;
		t->visited = 0;
		t->facts = a->facts;
		t->fresh = true;
		t->side_of = -1;
	}
	it = today_selected(t);
	/* The first frame does not wait for the side: work follows it, and this again. */
	if (t->side_of != (it ? it->household : 0) && !(first && t->work))
		today_side_load(t, a, it ? it->household : 0);
	return 0;
}

bool today_wants_work(const struct view *v)
{
	const struct today *t = v->state;

	return t->work || t->stale;
}

/* Of a village all at once: it is quick, and the list does not jump. */
int today_view_work(struct view *v, struct app *a, struct err *e)
{
	struct today *t = v->state;
	enum today_part part;
	int more;

	if (!t->work && begin(a, &t->work, e) < 0)
		return -1;
	t->stale = false;
	part = today_part_at(t->work);
	do
		more = step(t->work, a, e);
	while (more > 0 && !today_shows(t->work));
	if (today_part_at(t->work) != part) {
		/* A key that waits is meant for the line that is seen. */
		t->touched = t->touched || office_stop_wanted(a->office);
		remember(t);
		take(t, a);
		v->loaded = false; /* the side may show another household */
	}
	return more < 0 ? -1 : 0;
}

void today_hint(const struct view *v, const struct app *a, struct buf *out)
{
	static const char *const words[] = {
		[TODAY_VISITS] = "item_visit",    [TODAY_TASKS] = "item_task", [TODAY_UNTOLD] = "item_notify",
		[TODAY_BACKPAY] = "item_backpay", [TODAY_GAPS] = "item_gap",   [TODAY_PROPOSALS] = "item_finding",
		[TODAY_CASES] = "item_step",
	};
	const struct today *t = v->state;
	enum today_part part = t->work ? today_part_at(t->work) : TODAY_DONE;
	int64_t done, all;
	char far[24] = "";

	if (part >= TODAY_DONE || !words[part] || !today_is_large(t->work))
		return;
	today_progress(t->work, &done, &all);
	if (all > 0)
		snprintf(far, sizeof(far), "%d%%", (int)(done * 100 / all));
	else if (done > 0)
		snprintf(far, sizeof(far), "%lld", (long long)done);
	words_put(a->screens, out, "word.today_counting", app_word(a, words[part]), far);
}

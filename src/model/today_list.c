#include "today_list.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/cut.h"
#include "store/db.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const many_words[ITEM_KINDS] = {
	[ITEM_VISIT] = "VISIT_MANY", [ITEM_FINDING] = "FINDING_MANY", [ITEM_GAP] = "GAPS_MANY",
	[ITEM_NEXT] = "NEXT_MANY",   [ITEM_STEP] = "STEP_MANY",       [ITEM_LESSON] = "LESSON_MANY",
	[ITEM_TASK] = "TASK_MANY",   [ITEM_DRAFT] = "DRAFT_MANY",     [ITEM_DROPOUT] = "DROPOUT_MANY",
};

void today_item(struct item *out, enum item_kind kind, const char *word, int64_t household)
{
	*out = (struct item){ .kind = kind, .household = household };
	CUT(out->word, word);
}

void today_due(struct item *it, const char *due)
{
	CUT(it->due_on, due);
	if (*due && date_is_valid(due)) {
		int64_t late = date_days(clock_today()) - date_days(due);
		it->days_late = late > 0 ? (int)late : 0;
	}
}

static int standing(const struct item *it)
{
	if (it->kind == ITEM_DRAFT)
		return 0;
	if (it->days_late > 0)
		return 1;
	return it->due_on[0] && it->kind != ITEM_GAP ? 2 : 3;
}

static int most_urgent_first(const void *pa, const void *pb)
{
	const struct item *a = pa, *b = pb;
	int order = standing(a) - standing(b);
	/* The earlier it was due the later it is now. */
	if (!order)
		order = strcmp(a->due_on, b->due_on);
	if (!order)
		order = (int)a->kind - (int)b->kind;
	if (!order)
		order = (int)b->many - (int)a->many;
	if (!order)
		order = strcmp(a->group, b->group);
	if (!order)
		order = strcmp(a->head, b->head);
	if (!order)
		order = (a->row > b->row) - (a->row < b->row);
	if (!order)
		order = (a->person > b->person) - (a->person < b->person);
	if (!order)
		order = (a->household > b->household) - (a->household < b->household);
	return order ? order : (a->aid_item > b->aid_item) - (a->aid_item < b->aid_item);
}

static bool before(const struct item *a, const struct item *b)
{
	return most_urgent_first(a, b) < 0;
}

static void swap(struct item *a, struct item *b)
{
	struct item t = *a;

	*a = *b;
	*b = t;
}

static void sink(struct today_kind *k, size_t at)
{
	for (size_t child = at * 2 + 1; child < k->n; at = child, child = at * 2 + 1) {
		if (child + 1 < k->n && before(&k->item[child], &k->item[child + 1]))
			child++;
		if (!before(&k->item[at], &k->item[child]))
			return;
		swap(&k->item[at], &k->item[child]);
	}
}

/* Keeps it if it is among the most urgent. */
static void keep(struct today_kind *k, const struct item *it, size_t most)
{
	if (k->n >= most) {
		if (before(it, &k->item[0])) {
			k->item[0] = *it;
			sink(k, 0);
		}
		return;
	}
	if (k->n == k->cap) {
		k->cap = k->cap * 2 + 16 < most ? k->cap * 2 + 16 : most;
		k->item = mem_grow(k->item, k->cap, sizeof *k->item);
	}
	k->item[k->n++] = *it;
	if (k->n == most)
		for (size_t i = most / 2; i-- > 0;)
			sink(k, i);
}

void today_put(struct today_list *l, const struct item *it)
{
	struct today_kind *k = &l->kind[it->kind];

	k->count++;
	keep(k, it, l->whole ? SIZE_MAX : TODAY_KIND_MOST);
}

int today_put_named(struct today_list *l, struct office *o, struct item *it, struct err *e)
{
	if (it->household) {
		struct stmt *s = db_query(o->db, "SELECT head_name, village_group FROM household WHERE id = ?1", e);
		if (!s)
			return -1;
		stmt_bind(s, "i", it->household);
		int got = stmt_step(s, e);
		if (got > 0) {
			CUT_COLUMN(it->head, s, 0);
			CUT_COLUMN(it->group, s, 1);
		} else {
			it->household = 0;
		}
		stmt_done(s);
		if (got < 0)
			return -1;
	}
	today_put(l, it);
	return 0;
}

char *today_where(struct office *o, int64_t household)
{
	char *where = db_text(o->db,
			      "SELECT l.name || coalesce(' ' || h.village_group, '') FROM household h"
			      " JOIN place l ON l.id = h.place_id WHERE h.id = ?1",
			      "i", household);

	return where ? where : mem_dup("");
}

static struct today_term *term_of_item(struct today_list *l, const struct item *it, const char *many)
{
	for (size_t i = 0; i < l->n_terms; i++)
		if (l->term[i].many == many && strcmp(l->term[i].item[0].arg[0], it->arg[0]) == 0)
			return &l->term[i];
	l->term = mem_grow(l->term, l->n_terms + 1, sizeof *l->term);
	struct today_term *t = &l->term[l->n_terms++];
	*t = (struct today_term){ .many = many };
	return t;
}

void today_put_of_term(struct today_list *l, const struct item *it, const char *many)
{
	if (l->whole) {
		today_put(l, it);
		return;
	}
	struct today_term *t = term_of_item(l, it, many);
	if (t->count < TODAY_SINGLE_MOST)
		t->item[t->count] = *it;
	t->count++;
}

static void merge_terms(struct today_list *l, const struct today_list *from)
{
	for (size_t i = 0; i < from->n_terms; i++) {
		const struct today_term *t = &from->term[i];
		int64_t singles = t->count < TODAY_SINGLE_MOST ? t->count : TODAY_SINGLE_MOST;

		for (int64_t k = 0; k < singles; k++)
			today_put_of_term(l, &t->item[k], t->many);
		term_of_item(l, &t->item[0], t->many)->count += t->count - singles;
	}
}

void today_merge(struct today_list *l, struct today_list *from)
{
	for (int k = 0; k < ITEM_KINDS; k++) {
		struct today_kind *of = &from->kind[k];

		for (size_t i = 0; i < of->n; i++)
			keep(&l->kind[k], &of->item[i], l->whole ? SIZE_MAX : TODAY_KIND_MOST);
		l->kind[k].count += of->count;
		of->n = 0;
		of->count = 0;
	}
	merge_terms(l, from);
	from->n_terms = 0;
}

void today_drop_kind(struct today_list *l, enum item_kind kind)
{
	l->kind[kind].n = 0;
	l->kind[kind].count = 0;
}

void today_clear(struct today_list *l)
{
	for (int k = 0; k < ITEM_KINDS; k++)
		mem_free(l->kind[k].item);
	mem_free(l->term);
	*l = (struct today_list){ .whole = l->whole };
}

/* Where too many are of a kind: their number, then the most urgent few. */
static size_t take_kind(const struct today_kind *k, enum item_kind kind, struct item *out, bool whole)
{
	if (!k->n)
		return 0;
	memcpy(out + 1, k->item, k->n * sizeof *out);
	if (whole || k->count <= TODAY_KIND_MOST) {
		memmove(out, out + 1, k->n * sizeof *out);
		return k->n;
	}
	qsort(out + 1, k->n, sizeof *out, most_urgent_first);
	today_item(&out[0], kind, many_words[kind], 0);
	out[0].many = true;
	CUT(out[0].due_on, out[1].due_on);
	out[0].days_late = out[1].days_late;
	snprintf(out[0].arg[0], sizeof out[0].arg[0], "%" PRId64, k->count);
	return 1 + TODAY_SINGLE_MOST;
}

static size_t take_term(const struct today_term *t, struct item *out)
{
	if (t->count <= TODAY_SINGLE_MOST) {
		memcpy(out, t->item, (size_t)t->count * sizeof *out);
		return (size_t)t->count;
	}
	today_item(out, t->item[0].kind, t->many, 0);
	CUT(out->arg[0], t->item[0].arg[0]);
	snprintf(out->arg[1], sizeof out->arg[1], "%" PRId64, t->count);
	today_due(out, t->item[0].due_on);
	return 1;
}

void today_take(const struct today_list *l, struct item **out, size_t *n)
{
	size_t most = ITEM_KINDS + l->n_terms * TODAY_SINGLE_MOST;

	for (int k = 0; k < ITEM_KINDS; k++)
		most += l->kind[k].n;
	*out = mem_alloc(most * sizeof **out);
	*n = 0;
	for (int k = 0; k < ITEM_KINDS; k++)
		*n += take_kind(&l->kind[k], (enum item_kind)k, *out + *n, l->whole);
	for (size_t i = 0; i < l->n_terms; i++)
		*n += take_term(&l->term[i], *out + *n);
	today_sort(*out, *n);
}

void today_sort(struct item *list, size_t n)
{
	if (n)
		qsort(list, n, sizeof *list, most_urgent_first);
}

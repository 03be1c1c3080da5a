#include "today_list.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/cut.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

struct item *today_add(struct today_list *l, enum item_kind kind, const char *word, int64_t household)
{
	if (l->n == l->cap) {
		l->cap = l->cap * 2 + 32;
		l->item = mem_grow(l->item, l->cap, sizeof *l->item);
	}
	struct item *it = &l->item[l->n++];
	*it = (struct item){ .kind = kind, .household = household };
	CUT(it->word, word);
	return it;
}

void today_due(struct item *it, const char *due)
{
	CUT(it->due_on, due);
	if (*due && date_is_valid(due)) {
		int64_t late = date_days(clock_today()) - date_days(due);
		it->days_late = late > 0 ? (int)late : 0;
	}
}

int today_name(struct office *o, struct today_list *l, struct err *e)
{
	for (size_t i = 0; i < l->n; i++) {
		struct item *it = &l->item[i];
		if (!it->household)
			continue;
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
	return 0;
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
		order = strcmp(a->group, b->group);
	if (!order)
		order = strcmp(a->head, b->head);
	if (!order)
		order = (a->row > b->row) - (a->row < b->row);
	if (!order)
		order = (a->person > b->person) - (a->person < b->person);
	return order ? order : (a->aid_item > b->aid_item) - (a->aid_item < b->aid_item);
}

void today_sort(struct today_list *l)
{
	if (l->n)
		qsort(l->item, l->n, sizeof *l->item, most_urgent_first);
}

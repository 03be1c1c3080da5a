#include "list_internal.h"

#include "base/mem.h"

#include <string.h>

struct listing list_query(const struct list *l)
{
	struct listing q = list_listing(l->def, l->sort, l->filter);

	q.parent = l->parent;
	q.words = l->words.text.n > 0 ? l->words.text.s : NULL;
	q.filter_value = l->filter_value;
	return q;
}

struct listing_row *list_row(const struct list *l)
{
	return l->at < l->n ? &l->rows[l->at] : NULL;
}

void list_forget(struct list *l)
{
	listing_free(&l->rows, l->n);
	l->rows = NULL;
	l->n = l->at = 0;
	l->rank = 0;
	l->stale = true;
}

/* `more` goes behind the rows there are (or before them); the list `more` is used up. */
static void join(struct list *l, struct listing_row *more, size_t n, bool before)
{
	struct listing_row *all;

	if (n == 0) {
		listing_free(&more, 0);
		return;
	}
	all = mem_alloc((l->n + n) * sizeof(*all));
	if (l->n > 0)
		memcpy(all + (before ? n : 0), l->rows, l->n * sizeof(*all));
	memcpy(all + (before ? 0 : l->n), more, n * sizeof(*all));
	listing_free(&more, 0);
	listing_free(&l->rows, 0);
	l->rows = all;
	l->n += n;
}

/* Keeps the `height` rows around the selection, dropping what left the window. */
static void trim(struct list *l, bool keep_end)
{
	size_t spare = l->n > l->height ? l->n - l->height : 0;
	size_t front = keep_end ? spare : 0;

	if (front > l->at)
		front = l->at;
	if (l->at - front >= l->height)
		front = l->at - l->height + 1;
	for (size_t i = 0; i < front; i++)
		listing_row_release(&l->rows[i]);
	for (size_t i = front + l->height; i < l->n; i++)
		listing_row_release(&l->rows[i]);
	if (spare > 0) {
		memmove(l->rows, l->rows + front, l->height * sizeof(*l->rows));
		l->n = l->height;
	}
	l->at -= front;
	l->rank += (int64_t)front;
}

static int extend(struct list *l, struct app *a, const struct listing *q, bool before, size_t most, struct err *e)
{
	struct listing_row *more = NULL;
	const struct listing_row *from = l->n == 0 ? NULL : before ? &l->rows[0] : &l->rows[l->n - 1];
	size_t n = 0;

	if (most == 0)
		return 0;
	if (listing_page(a->office, q, from, before, most, &more, &n, e) < 0)
		return -1;
	join(l, more, n, before);
	if (before && l->n > n) {
		l->at += n;
		l->rank -= (int64_t)n;
	}
	return 0;
}

static int go_edge(struct list *l, struct app *a, const struct listing *q, bool last, struct err *e)
{
	bool stale = l->stale;

	list_forget(l);
	l->stale = stale;
	if (extend(l, a, q, last, l->height, e) < 0)
		return -1;
	l->at = last && l->n > 0 ? l->n - 1 : 0;
	l->rank = last ? l->count - (int64_t)l->n : 0;
	return 0;
}

/* Fills the window around an anchor: `kept` rows before it, the rest after; where one side has too few, the other gives
 * more. */
static int fill_around(struct list *l, struct app *a, const struct listing *q, struct listing_row *anchor, bool found,
		       size_t before, struct err *e)
{
	struct listing_row *head = NULL;
	size_t n = 0;

	if (before > 0 && listing_page(a->office, q, anchor, true, before, &head, &n, e) < 0)
		return -1;
	if (found) {
		join(l, head, n, false);
		head = mem_alloc(sizeof(*head));
		*head = *anchor;
		memset(anchor, 0, sizeof(*anchor));
		join(l, head, 1, false);
		l->at = n;
		if (extend(l, a, q, false, l->height > l->n ? l->height - l->n : 0, e) < 0)
			return -1;
	} else {
		struct listing_row *tail = NULL;
		size_t m = 0;

		if (listing_page(a->office, q, anchor, false, l->height - n, &tail, &m, e) < 0) {
			listing_free(&head, n);
			return -1;
		}
		join(l, head, n, false);
		join(l, tail, m, false);
		l->at = l->n == 0 ? 0 : n < l->n ? n : l->n - 1;
	}
	return l->n > 0 ? extend(l, a, q, true, l->height > l->n ? l->height - l->n : 0, e) : 0;
}

/* Facts changed: the same record stays selected on the same line, or the one that took its place. */
static int refresh(struct list *l, struct app *a, const struct listing *q, struct err *e)
{
	struct listing_row was, now;
	size_t before = l->at;
	int found, rc;

	if (l->n == 0)
		return go_edge(l, a, q, false, e);
	memset(&now, 0, sizeof(now));
	found = l->seek ? listing_row(a->office, q, l->seek, &now, e) : 0;
	if (found == 0)
		found = listing_row(a->office, q, l->rows[l->at].id, &now, e);
	l->seek = 0;
	if (found < 0)
		return -1;
	was = l->rows[l->at];
	memset(&l->rows[l->at], 0, sizeof(was));
	list_forget(l);
	if (before >= l->height)
		before = l->height - 1;
	rc = fill_around(l, a, q, found ? &now : &was, found, before, e);
	listing_row_release(&was);
	listing_row_release(&now);
	if (rc == 0 && l->n > 0)
		rc = listing_rank(a->office, q, &l->rows[0], &l->rank, e);
	return rc;
}

static int move(struct list *l, struct app *a, const struct listing *q, struct err *e)
{
	int64_t target = (int64_t)l->at + l->delta;

	if (l->n == 0)
		return 0;
	if (target >= (int64_t)l->n && extend(l, a, q, false, (size_t)(target - (int64_t)l->n + 1), e) < 0)
		return -1;
	if (target < 0) {
		size_t was = l->n;

		if (extend(l, a, q, true, (size_t)-target, e) < 0)
			return -1;
		target += (int64_t)(l->n - was);
	}
	l->at = target < 0 ? 0 : target >= (int64_t)l->n ? l->n - 1 : (size_t)target;
	trim(l, l->delta > 0);
	return 0;
}

int list_fetch(struct list *l, struct app *a, struct err *e)
{
	struct listing q = list_query(l);

	if (l->height == 0)
		return 0;
	if (l->stale || l->facts != a->facts) {
		if (listing_count(a->office, &q, &l->count, e) < 0 || refresh(l, a, &q, e) < 0)
			return -1;
		l->stale = false;
		l->facts = a->facts;
	}
	if (l->edge != 0 && go_edge(l, a, &q, l->edge > 0, e) < 0)
		return -1;
	if (l->delta != 0 && move(l, a, &q, e) < 0)
		return -1;
	l->edge = 0;
	l->delta = 0;
	list_side_load(l, a);
	return 0;
}

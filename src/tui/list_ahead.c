/* Rows beyond the window, read before they are asked for: a line more costs nothing, nor does the next page. */
#include "list_internal.h"

#include "base/mem.h"

#include <string.h>

#define AHEAD 48 /* at least so many at once */

void list_ahead_drop(struct list *l)
{
	listing_free(&l->ahead, l->n_ahead);
	l->n_ahead = 0;
}

/* `most` rows from the end of l->ahead that lies next to the window, or fewer; the others stay. */
static void take_ahead(struct list *l, size_t most, struct listing_row **rows, size_t *n)
{
	size_t first;

	*n = most < l->n_ahead ? most : l->n_ahead;
	first = l->ahead_before ? l->n_ahead - *n : 0;
	*rows = mem_alloc((*n + 1) * sizeof(**rows));
	memcpy(*rows, l->ahead + first, *n * sizeof(**rows));
	l->n_ahead -= *n;
	if (!l->ahead_before)
		memmove(l->ahead, l->ahead + *n, l->n_ahead * sizeof(**rows));
}

/* The next rows on one side. One is asked for again and again: then more are read at once. */
int list_ahead_next(struct list *l, struct app *a, const struct listing *q, bool before, size_t most,
		    struct listing_row **rows, size_t *n, struct err *e)
{
	const struct listing_row *from = l->n == 0 ? NULL : before ? &l->rows[0] : &l->rows[l->n - 1];

	if (l->n_ahead == 0 || l->ahead_before != before || l->n_ahead < most) {
		list_ahead_drop(l);
		if (most > 1)
			return listing_page(a->office, q, from, before, most, rows, n, e);
		if (listing_page(a->office, q, from, before, AHEAD, &l->ahead, &l->n_ahead, e) < 0)
			return -1;
		l->ahead_before = before;
	}
	take_ahead(l, most, rows, n);
	return 0;
}

int list_ahead_read(struct list *l, struct app *a, const struct listing *q, struct err *e)
{
	size_t most = l->height < AHEAD ? AHEAD : l->height;
	bool before = l->due_before;

	if (l->n > 0) {
		list_ahead_drop(l);
		if (listing_page(a->office, q, before ? &l->rows[0] : &l->rows[l->n - 1], before, most, &l->ahead,
				 &l->n_ahead, e) < 0)
			return -1;
		l->ahead_before = before;
	}
	l->ahead_due = false;
	return 0;
}

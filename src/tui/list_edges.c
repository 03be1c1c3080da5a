/* The first page and the last, read while no key waits: Home and End then cost what drawing them costs. They are
 * dropped with whatever makes a list load again, so they are as true as the rows on the screen. */
#include "list_internal.h"

#include "base/mem.h"

void list_edges_drop(struct list *l)
{
	for (int last = 0; last < 2; last++) {
		listing_free(&l->edges[last].rows, l->edges[last].n);
		l->edges[last].n = 0;
		l->edges[last].height = 0;
	}
	l->edges_due = false;
}

bool list_edge_take(struct list *l, bool last)
{
	if (l->edges[last].height != l->height)
		return false;
	l->rows = l->edges[last].rows;
	l->n = l->edges[last].n;
	l->edges[last].rows = NULL;
	l->edges[last].n = 0;
	l->edges[last].height = 0;
	return true;
}

int list_edges_read(struct list *l, struct app *a, const struct listing *q, struct err *e)
{
	for (int last = 0; last < 2; last++) {
		struct listing_row *rows = NULL;
		size_t n = 0;

		if (l->edges[last].height == l->height)
			continue;
		if (listing_page(a->office, q, NULL, last != 0, l->height, &rows, &n, e) < 0)
			return -1;
		listing_free(&l->edges[last].rows, l->edges[last].n);
		l->edges[last].rows = rows;
		l->edges[last].n = n;
		l->edges[last].height = l->height;
	}
	l->edges_due = false;
	return 0;
}

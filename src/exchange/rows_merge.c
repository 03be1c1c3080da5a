/* Cells merged downwards: what stands in the first of them is told of each row they cover. */
#include "rows_parts.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define MERGES_MOST 65536

void merges_add(struct merges *m, uint32_t top, uint32_t bottom, uint32_t column)
{
	if (bottom <= top || column >= ROWS_MOST_COLUMNS || m->n == MERGES_MOST)
		return;
	if (m->n == m->cap) {
		m->cap += m->cap / 2 + 64;
		m->range = mem_grow(m->range, m->cap, sizeof(*m->range));
	}
	m->range[m->n++] = (struct merge_range){ top, bottom, column };
}

static int by_top(const void *a, const void *b)
{
	const struct merge_range *x = a, *y = b;

	return (x->top > y->top) - (x->top < y->top);
}

void merges_sort(struct merges *m)
{
	if (m->n)
		qsort(m->range, m->n, sizeof(*m->range), by_top);
}

void merges_release(struct merges *m)
{
	mem_free(m->range);
	*m = (struct merges){ 0 };
}

void merged_begin(struct merged *m)
{
	for (size_t c = 0; c < ROWS_MOST_COLUMNS; c++)
		mem_free(m->open[c].text);
	*m = (struct merged){ 0 };
}

static void close_above(struct merged *m, size_t column)
{
	mem_free(m->open[column].text);
	m->open[column].text = NULL;
}

void merged_at(struct merged *m, const struct merges *all, const struct row_cells *r, int64_t line)
{
	for (size_t c = 0; c < ROWS_MOST_COLUMNS; c++)
		if (m->open[c].text && m->open[c].bottom < line)
			close_above(m, c);
	for (; m->at < all->n && all->range[m->at].top <= line; m->at++) {
		const struct merge_range *g = &all->range[m->at];

		if (g->top != line || g->column >= r->n || text_is_blank(r->text.s + r->start[g->column]))
			continue;
		close_above(m, g->column);
		m->open[g->column].text = mem_dup(r->text.s + r->start[g->column]);
		m->open[g->column].bottom = g->bottom;
	}
}

const char *merged_text(const struct merged *m, size_t column)
{
	return column < ROWS_MOST_COLUMNS && m->open[column].text ? m->open[column].text : "";
}

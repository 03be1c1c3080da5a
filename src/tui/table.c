#include "table.h"

#include "base/err.h"
#include "base/mem.h"
#include "tui/view.h"

#include <stdarg.h>
#include <string.h>

#define FLEX_LEAST 12

void table_column(struct table *t, const char *label, int width, bool right)
{
	if (t->n_columns == TABLE_COLUMNS)
		BUG("too many columns");
	t->column[t->n_columns++] = (struct table_column){ label, width, right, 0 };
}

void table_spare(struct table *t, int spare)
{
	t->column[t->n_columns - 1].spare = spare;
}

void table_clear(struct table *t)
{
	if (t->n > 0)
		t->kept = t->at < t->n ? t->row[t->at].id : 0;
	for (size_t i = 0; i < t->n; i++)
		for (size_t c = 0; c < TABLE_COLUMNS; c++)
			mem_free(t->row[i].cell[c]);
	t->n = 0;
}

void table_release(struct table *t)
{
	table_clear(t);
	mem_free(t->row);
	*t = (struct table){ 0 };
}

void table_add_(struct table *t, int64_t id, enum ink ink, const char *first, ...)
{
	va_list ap;
	if (t->n == t->cap) {
		t->cap = t->cap > 0 ? 2 * t->cap : 16;
		t->row = mem_grow(t->row, t->cap, sizeof *t->row);
	}
	struct table_row *r = &t->row[t->n++];
	*r = (struct table_row){ .id = id, .ink = ink };
	va_start(ap, first);
	const char *cell = first;
	for (size_t c = 0; cell != NULL && c < TABLE_COLUMNS; c++) {
		r->cell[c] = mem_dup(cell);
		cell = va_arg(ap, const char *);
	}
	va_end(ap);
}

void table_clip(struct table *t)
{
	for (size_t i = 0; t->kept != 0 && i < t->n; i++)
		if (t->row[i].id == t->kept) {
			t->at = i;
			break;
		}
	t->kept = 0;
	if (t->at >= t->n)
		t->at = t->n > 0 ? t->n - 1 : 0;
}

static size_t rows_of(const struct rect *r)
{
	return r->h > 1 ? (size_t)(r->h - 1) : 1;
}

void table_scroll(struct table *t, const struct rect *r)
{
	move_window(t->at, rows_of(r), t->n, &t->first);
}

static int room_of(const struct table_column *c)
{
	return c->width > 0 ? c->width : FLEX_LEAST;
}

/* Leaves out of shown[] what can be done without until the rest has room in cols; never the first. */
static size_t fit(const struct table *t, int cols, size_t shown[TABLE_COLUMNS])
{
	size_t n = t->n_columns;
	int used = 1 - DRAW_GAP;
	for (size_t i = 0; i < n; i++) {
		shown[i] = i;
		used += room_of(&t->column[i]) + DRAW_GAP;
	}
	while (n > 1 && used > cols) {
		size_t out = 1;
		for (size_t i = 2; i < n; i++)
			if (t->column[shown[i]].spare >= t->column[shown[out]].spare)
				out = i;
		used -= room_of(&t->column[shown[out]]) + DRAW_GAP;
		memmove(&shown[out], &shown[out + 1], (--n - out) * sizeof *shown);
	}
	return n;
}

static void draw_line(const struct table *t, const struct rect *r, int y, enum ink ink, char *const *cell)
{
	int wanted[TABLE_COLUMNS], width[TABLE_COLUMNS], x = 1;
	size_t shown[TABLE_COLUMNS], n = fit(t, r->w, shown);
	for (size_t i = 0; i < n; i++)
		wanted[i] = t->column[shown[i]].width;
	n = draw_columns(wanted, n, x, r->w, 0, FLEX_LEAST, width);
	draw_fill(r, y, ink);
	for (size_t i = 0; i < n; i++) {
		size_t c = shown[i];
		const char *text = cell != NULL ? cell[c] : t->column[c].label;
		x = draw_cell(r, y, x, width[i], t->column[c].right, ink, text != NULL ? text : "");
	}
}

void table_draw(const struct table *t, const struct rect *r)
{
	draw_line(t, r, 0, INK_HEADER, NULL);
	for (int y = 1; y < r->h; y++) {
		size_t i = t->first + (size_t)(y - 1);
		if (i >= t->n) {
			draw_fill(r, y, INK_NORMAL);
			continue;
		}
		draw_line(t, r, y, i == t->at ? INK_SELECTED : t->row[i].ink, t->row[i].cell);
		if (i == t->at)
			draw_text(r, y, 0, 1, INK_SELECTED, ">");
	}
}

unsigned table_move(struct table *t, const struct rect *r, enum request request)
{
	return move_cursor(request, t->n, rows_of(r), &t->at);
}

int table_click(struct table *t, const struct rect *r, const struct key *k)
{
	if (k->button >= 3) {
		table_move(t, r, k->button == 3 ? REQ_UP : REQ_DOWN);
		return 1;
	}
	int y = k->y - r->y - 1;
	size_t i = t->first + (size_t)y;
	if (y < 0 || y >= r->h - 1 || i >= t->n)
		return 0;
	bool again = i == t->at && k->button == 2;
	t->at = i;
	return again ? 2 : 1;
}

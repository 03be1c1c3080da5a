#include "page.h"

#include "base/err.h"
#include "base/mem.h"
#include "tui/view.h"

#include <string.h>

#define FLEX_LEAST 12

void page_clear(struct page *p)
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t c = 0; c < p->line[i].n; c++)
			mem_free(p->line[i].cell[c].text);
	p->n = p->n_rows = p->n_grids = 0;
}

void page_release(struct page *p)
{
	page_clear(p);
	mem_free(p->grid);
	mem_free(p->line);
	mem_free(p->row);
	*p = (struct page){ 0 };
}

size_t page_grid(struct page *p, const struct page_column *column, size_t n)
{
	struct page_grid *g;

	p->grid = mem_grow(p->grid, p->n_grids + 1, sizeof(*p->grid));
	g = &p->grid[p->n_grids];
	memset(g, 0, sizeof(*g));
	g->n = n < PAGE_CELLS ? n : PAGE_CELLS;
	memcpy(g->column, column, g->n * sizeof(*column));
	return p->n_grids++;
}

static struct page_line *add(struct page *p, enum page_kind kind)
{
	struct page_line *l;

	if (p->n == p->cap) {
		p->cap = p->cap > 0 ? 2 * p->cap : 64;
		p->line = mem_grow(p->line, p->cap, sizeof(*p->line));
	}
	l = &p->line[p->n++];
	memset(l, 0, sizeof(*l));
	l->kind = kind;
	return l;
}

void page_cell(struct page *p, enum ink ink, const char *text)
{
	struct page_line *l = &p->line[p->n - 1];

	if (l->n == PAGE_CELLS)
		return;
	l->cell[l->n].text = mem_dup(text ? text : "");
	l->cell[l->n].ink = ink;
	l->n++;
}

void page_heading(struct page *p, const char *text)
{
	add(p, PAGE_HEADING);
	page_cell(p, INK_HEADER, text);
}

void page_text(struct page *p, enum ink ink, const char *text)
{
	add(p, PAGE_TEXT);
	page_cell(p, ink, text);
}

void page_labels(struct page *p, size_t grid)
{
	add(p, PAGE_LABELS)->grid = grid;
}

void page_row(struct page *p, size_t grid, int what, int64_t id, const char *column)
{
	struct page_line *l = add(p, PAGE_ROW);

	l->grid = grid;
	l->what = what;
	l->id = id;
	l->column = column;
	if (p->n_rows == p->row_cap) {
		p->row_cap = p->row_cap > 0 ? 2 * p->row_cap : 64;
		p->row = mem_grow(p->row, p->row_cap, sizeof(*p->row));
	}
	p->row[p->n_rows++] = p->n - 1;
}

const struct page_line *page_at(const struct page *p)
{
	return p->at < p->n_rows ? &p->line[p->row[p->at]] : NULL;
}

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool page_go(struct page *p, int what, int64_t id, const char *column)
{
	for (size_t i = 0; i < p->n_rows; i++) {
		const struct page_line *l = &p->line[p->row[i]];

		if (l->what == what && l->id == id && same(l->column, column)) {
			p->at = i;
			return true;
		}
	}
	return false;
}

void page_clip(struct page *p)
{
	if (p->at >= p->n_rows)
		p->at = p->n_rows > 0 ? p->n_rows - 1 : 0;
}

void page_scroll(struct page *p, const struct rect *r)
{
	size_t rows = r->h > 0 ? (size_t)r->h : 1, line, above;

	if (p->n_rows == 0) {
		p->first = 0;
		return;
	}
	line = above = p->row[p->at];
	while (above > 0 && p->line[above - 1].kind != PAGE_ROW && line - above + 1 < rows)
		above--;
	move_window(line, rows, p->n, &p->first);
	move_window(above, rows, p->n, &p->first);
	if (p->at + 1 == p->n_rows) /* what is written below the last row can be seen only from there */
		move_window(p->n - 1 - line < rows ? p->n - 1 : line, rows, p->n, &p->first);
}

static void draw_row(const struct page *p, const struct rect *r, int y, const struct page_line *l, bool here)
{
	const struct page_grid *g = &p->grid[l->grid];
	int wanted[PAGE_CELLS], width[PAGE_CELLS], x = PAGE_INDENT;
	size_t n;

	for (size_t c = 0; c < g->n; c++)
		wanted[c] = g->column[c].width;
	n = draw_columns(wanted, g->n, x, r->w, 1, FLEX_LEAST, width);
	draw_fill(r, y, here ? INK_SELECTED : INK_NORMAL);
	if (here)
		draw_text(r, y, 0, 1, INK_SELECTED, ">");
	for (size_t c = 0; c < n && c < l->n; c++) {
		enum ink ink = here ? INK_SELECTED : l->cell[c].ink;

		x = draw_cell(r, y, x, width[c], g->column[c].right, ink, l->cell[c].text);
	}
}

void page_draw(const struct page *p, const struct rect *r, bool cursor)
{
	for (int y = 0; y < r->h; y++) {
		size_t i = p->first + (size_t)y;

		draw_fill(r, y, INK_NORMAL);
		if (i >= p->n)
			continue;
		if (p->line[i].kind == PAGE_ROW || p->line[i].kind == PAGE_LABELS)
			draw_row(p, r, y, &p->line[i], cursor && p->n_rows > 0 && p->row[p->at] == i);
		else
			draw_text(r, y, p->line[i].kind == PAGE_HEADING ? 1 : PAGE_INDENT, r->w - PAGE_INDENT,
				  p->line[i].cell[0].ink, p->line[i].cell[0].text);
	}
}

/* The first row after the next heading, or the first one of the part before. */
static unsigned move_section(struct page *p, bool forward)
{
	size_t at = p->at;

	while (forward ? at + 1 < p->n_rows : at > 0) {
		at = forward ? at + 1 : at - 1;
		if (at == 0 || p->line[p->row[at] - 1].kind != PAGE_ROW)
			break;
	}
	if (at == p->at)
		return EFFECT_NONE;
	p->at = at;
	return EFFECT_DRAW;
}

unsigned page_move(struct page *p, const struct rect *r, enum request request)
{
	switch (request) {
	case REQ_NEXT_SECTION:
	case REQ_NEXT_FIELD:
		return move_section(p, true);
	case REQ_PREV_SECTION:
	case REQ_PREV_FIELD:
		return move_section(p, false);
	default:
		return move_cursor(request, p->n_rows, r->h > 2 ? (size_t)(r->h - 2) : 1, &p->at);
	}
}

int page_click(struct page *p, const struct rect *r, const struct key *k)
{
	size_t line = p->first + (size_t)(k->y - r->y);

	if (k->button >= 3) {
		page_move(p, r, k->button == 3 ? REQ_UP : REQ_DOWN);
		return 1;
	}
	if (k->y < r->y || k->y >= r->y + r->h || k->x < r->x || k->x >= r->x + r->w)
		return 0;
	for (size_t i = 0; i < p->n_rows; i++)
		if (p->row[i] == line) {
			bool again = i == p->at && k->button == 2;

			p->at = i;
			return again ? 2 : 1;
		}
	return 0;
}

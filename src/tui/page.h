/* Inside tui/: a page of lines under headings, whose parts may stand in different columns; the cursor stands only where
 * something can be opened. For views that show one thing whole (a household, a handbook, a history). One table alone is
 * table.h. */
#ifndef TUI_PAGE_H
#define TUI_PAGE_H

#include "tui/draw.h"
#include "tui/request.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PAGE_CELLS 8
#define PAGE_INDENT 2 /* of lines with cells; headings begin at column 1 */

struct page_column {
	int width; /* 0: what the others leave; one column at the most */
	bool right;
};
struct page_grid {
	struct page_column column[PAGE_CELLS];
	size_t n;
};
enum page_kind { PAGE_HEADING, PAGE_TEXT, PAGE_LABELS, PAGE_ROW }; /* the cursor stands on rows */
struct page_line {
	enum page_kind kind;
	size_t grid;
	size_t n; /* cells so far; a heading or a text has one */
	struct {
		char *text;
		enum ink ink;
	} cell[PAGE_CELLS];
	/* What the view knows it by: kept over a reload when all three are the same. */
	int what;
	int64_t id;
	const char *column;
};
struct page {
	struct page_grid *grid;
	size_t n_grids;
	struct page_line *line;
	size_t n, cap;
	size_t *row; /* indices of the lines that are rows */
	size_t n_rows, row_cap;
	size_t at;    /* in row */
	size_t first; /* line shown first */
};

void page_clear(struct page *p); /* lines and grids; the cursor stays for page_again */
void page_release(struct page *p);
size_t page_grid(struct page *p, const struct page_column *column, size_t n);
void page_heading(struct page *p, const char *text);
void page_text(struct page *p, enum ink ink, const char *text);
/* Names of the columns above rows of that grid; cells are added as to a row. */
void page_labels(struct page *p, size_t grid);
/* A row; cells are added from left to right with page_cell. */
void page_row(struct page *p, size_t grid, int what, int64_t id, const char *column);
void page_cell(struct page *p, enum ink ink, const char *text); /* to the last row; copied, NULL is "" */

const struct page_line *page_at(const struct page *p); /* the row under the cursor, NULL where there is none */
bool page_go(struct page *p, int what, int64_t id, const char *column); /* false: no such row, the cursor stays */
void page_clip(struct page *p);
/* Moves the window so that the cursor, and the heading right above it, are seen. Belongs into layout. */
void page_scroll(struct page *p, const struct rect *r);
void page_draw(const struct page *p, const struct rect *r, bool cursor); /* false: only to be read */
/* Effects. Section requests go from heading to heading. EFFECT_UNWANTED if it is no move. */
unsigned page_move(struct page *p, const struct rect *r, enum request request);
int page_click(struct page *p, const struct rect *r, const struct key *k); /* 0 nothing, 1 moved, 2 opens */

#endif

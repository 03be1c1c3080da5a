/* Drawing in a rectangle, clipped to it. The unit is a line. Coordinates are relative to the rectangle. Nothing here
 * keeps state. */
#ifndef TUI_DRAW_H
#define TUI_DRAW_H

#include "tui/term.h"

#include <stdbool.h>
#include <stddef.h>

struct rect {
	int y, x, h, w;
};

/* Writes text at (y, x) in at most cols columns (0: to the edge), "…" where it is cut; returns the column after it. */
int draw_text(const struct rect *r, int y, int x, int cols, enum ink ink, const char *text);
int draw_right(const struct rect *r, int y, int x, int cols, enum ink ink, const char *text); /* flush right in cols */
void draw_fill(const struct rect *r, int y, enum ink ink);                                    /* the whole line */
void draw_rule(const struct rect *r, int y);
void draw_box(const struct rect *r, const char *title); /* border with a title; the inside is r inset by 1 */
void draw_clear(const struct rect *r);
int draw_wrapped(const struct rect *r, int y, int x, int cols, int rows, enum ink ink,
		 const char *text); /* returns rows used */
/* Cells side by side. draw_columns: which of n columns have room in cols, from x on with DRAW_GAP between two: the last
 * ones go first, none is cut; what is left over, but for `air` columns, goes to the one that wants 0, which is never
 * less than `least`. Returns how many, width[] of each. */
#define DRAW_GAP 2
size_t draw_columns(const int *wanted, size_t n, int x, int cols, int air, int least, int *width);
int draw_cell(const struct rect *r, int y, int x, int width, bool right, enum ink ink,
	      const char *text); /* returns where the next one begins */
/* A bar of progress: done of all in `cols` columns: full blocks and light ones, # and . in ASCII. */
void draw_progress(const struct rect *r, int y, int x, int cols, int done, int all);
const char *progress_block(int i, int cols, int done, int all); /* its i-th cell, for a bar within a text */

#endif

/* Drawing in a rectangle, clipped to it. The unit is a line. Coordinates are relative to the rectangle. Nothing here
 * keeps state. */
#ifndef TUI_DRAW_H
#define TUI_DRAW_H

#include "tui/term.h"

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
/* A bar of progress: done of all in `cols` columns: full blocks and light ones, # and . in ASCII. */
void draw_progress(const struct rect *r, int y, int x, int cols, int done, int all);

#endif

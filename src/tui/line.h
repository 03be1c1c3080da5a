/* Inside tui/: one line being typed (base/lineedit.h) as views and popups that ask for words use it: the requests that
 * edit it, and its cells. */
#ifndef TUI_LINE_H
#define TUI_LINE_H

#include "base/lineedit.h"
#include "tui/draw.h"
#include "tui/request.h"

/* Does this request edit or move in a line (backspace, left, home, kill-word …)? */
bool line_has(enum request r);
/* Does it. True if anything changed, also the cursor. */
bool line_request(struct lineedit *l, enum request r);
/* From its first visible character on, in exactly cols cells. Scrolling (lineedit_scroll, with the same cols) belongs
 * into layout. */
void line_draw(const struct rect *r, int y, int x, int cols, enum ink ink, const struct lineedit *l);
/* Where the terminal's cursor stands, in columns from the line's x. */
int line_cursor(const struct lineedit *l, int cols);

#endif

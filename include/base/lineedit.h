/* Text being typed: text, cursor, first visible; nothing about a screen. One line or several (`lines`). Columns are
 * computed only when drawing. Indices are bytes at grapheme borders.
 * Invariants: text is valid UTF-8 without controls; 0 ≤ cursor ≤ n; 0 ≤ first ≤ cursor; both at borders; n ≤ most. */
#ifndef BASE_LINEEDIT_H
#define BASE_LINEEDIT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct lineedit {
	struct buf text;
	size_t cursor;
	size_t first; /* first visible byte (one line) or first visible wrapped row (several) */
	size_t most;  /* most bytes; 0 = no limit */
	bool lines;
};

void lineedit_init(struct lineedit *l, const char *text, size_t most, bool lines); /* cursor at the end */
void lineedit_set(struct lineedit *l, const char *text);
void lineedit_release(struct lineedit *l);

/* Each returns whether anything changed. Insert cleans what it is given (paste included) and refuses whole characters
 * that would pass `most`. */
bool lineedit_insert(struct lineedit *l, const char *s, size_t n);
bool lineedit_backspace(struct lineedit *l);
bool lineedit_delete(struct lineedit *l);
bool lineedit_kill_line(struct lineedit *l); /* cursor to end of line */
bool lineedit_kill_all(struct lineedit *l);
bool lineedit_kill_word(struct lineedit *l); /* back over blanks, then a word (a Han run counts as a word) */
bool lineedit_left(struct lineedit *l);
bool lineedit_right(struct lineedit *l);
bool lineedit_word_left(struct lineedit *l);
bool lineedit_word_right(struct lineedit *l);
bool lineedit_home(struct lineedit *l); /* of the line the cursor is on */
bool lineedit_end(struct lineedit *l);
bool lineedit_up(struct lineedit *l, int cols); /* in wrapped rows; false at the first, so that the form moves on */
bool lineedit_down(struct lineedit *l, int cols);
/* Put the cursor where a click at column x of visible row y (0 = first visible) falls. */
void lineedit_click(struct lineedit *l, int cols, int x, int y);

/* One line: moves `first` so that the cursor is visible in cols columns (one is kept for the cursor past the end), with
 * half a field of context when it jumps. Returns the cursor's column, 0 ≤ x < cols. */
int lineedit_scroll(struct lineedit *l, int cols);
/* Several: as above for a box of rows × cols; cursor's column in *x, row in *y. */
void lineedit_scroll_box(struct lineedit *l, int rows, int cols, int *x, int *y);
/* The wrapped row `row` (0 = first of the text): its bytes [*from, *to). False past the end. */
bool lineedit_row(const struct lineedit *l, int cols, int row, size_t *from, size_t *to);
int lineedit_rows(const struct lineedit *l, int cols);

#endif

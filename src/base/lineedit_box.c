/* Where text being typed stands in so many columns: rows, the cursor's place, scrolling, clicks. */
#include "base/lineedit.h"
#include "base/text.h"

/* A wrapped row: bytes [from, to); the next row begins at `next`. */
struct row {
	size_t from, to, next;
};

/* One column is kept for the cursor past the end of a row. */
static int text_cols(int cols)
{
	return cols > 1 ? cols - 1 : 1;
}

static int clamp(int x, int cols)
{
	return x < cols ? x : cols > 0 ? cols - 1 : 0;
}

/* Columns of the bytes [from, to). */
static int width_of(const struct lineedit *l, size_t from, size_t to)
{
	int width = 0;

	for (uint32_t cp = 0; from < to; width += text_char_width(cp))
		from += utf8_step(l->text.s + from, &cp);
	return width;
}

/* The row after `r` (the first if r->next is 0 and `is_first`); false past the last. An end of line, or a blank that a
 * row swallowed, at the end of the text opens one more, empty row: the cursor stands there. */
static bool row_next(const struct lineedit *l, int cols, struct row *r, bool is_first)
{
	size_t skip;

	if (!is_first && r->next >= l->text.n && r->next == r->to)
		return false;
	r->from = r->next;
	r->to = r->from + text_wrap(l->text.s + r->from, text_cols(cols), &skip);
	r->next = r->to + skip;
	return true;
}

/* The row the cursor is on, its number in *index. */
static struct row cursor_row(const struct lineedit *l, int cols, int *index)
{
	struct row r = { 0 }, found = { 0 };
	int i = 0;

	for (bool first = true; row_next(l, cols, &r, first) && r.from <= l->cursor; first = false, i++)
		found = r;
	*index = i - 1;
	return found;
}

/* The border at or before column x of bytes [from, to). */
static size_t at_column(const struct lineedit *l, size_t from, size_t to, int x)
{
	size_t at = from, next;

	while (at < to && (next = text_next(l->text.s, at)) <= to) {
		x -= width_of(l, at, next);
		if (x < 0)
			break;
		at = next;
	}
	return at;
}

static void put(struct lineedit *l, size_t cursor)
{
	l->cursor = cursor;
	if (l->first > cursor)
		l->first = cursor;
}

/* Puts the cursor at column x of a row. The end of a row that has no blank behind it is the beginning of the next row,
 * so there the last place is before its last character. */
static void place(struct lineedit *l, const struct row *r, int x)
{
	size_t at = at_column(l, r->from, r->to, x);

	if (at == r->to && r->next == r->to && r->to < l->text.n && at > r->from)
		at = text_prev(l->text.s, at);
	put(l, at);
}

bool lineedit_row(const struct lineedit *l, int cols, int row, size_t *from, size_t *to)
{
	struct row r = { 0 };

	if (row < 0)
		return false;
	for (int i = 0; i <= row; i++)
		if (!row_next(l, cols, &r, i == 0))
			return false;
	*from = r.from;
	*to = r.to;
	return true;
}

int lineedit_rows(const struct lineedit *l, int cols)
{
	struct row r = { 0 };
	int n = 0;

	while (row_next(l, cols, &r, n == 0))
		n++;
	return n;
}

/* To row `row`, at the cursor's column; false if there is none. */
static bool go_to_row(struct lineedit *l, int cols, int row, const struct row *now)
{
	struct row r = { 0 };
	int x = width_of(l, now->from, l->cursor);

	for (int i = 0; i <= row; i++)
		if (!row_next(l, cols, &r, i == 0))
			return false;
	place(l, &r, x);
	return true;
}

bool lineedit_up(struct lineedit *l, int cols)
{
	int index;
	struct row r;

	if (!l->lines)
		return false;
	r = cursor_row(l, cols, &index);
	return index > 0 && go_to_row(l, cols, index - 1, &r);
}

bool lineedit_down(struct lineedit *l, int cols)
{
	int index;
	struct row r;

	if (!l->lines)
		return false;
	r = cursor_row(l, cols, &index);
	return go_to_row(l, cols, index + 1, &r);
}

void lineedit_click(struct lineedit *l, int cols, int x, int y)
{
	struct row r = { 0 };

	if (!l->lines) {
		put(l, at_column(l, l->first, l->text.n, x));
		return;
	}
	y = (y < 0 ? 0 : y) + (int)l->first;
	for (int i = 0; i <= y; i++)
		if (!row_next(l, cols, &r, i == 0)) {
			put(l, l->text.n);
			return;
		}
	place(l, &r, x);
}

/* The first byte from which the text up to the cursor takes at most half the field. */
static size_t half_before(const struct lineedit *l, int cols)
{
	size_t at = l->cursor;
	int left = text_cols(cols) / 2;

	while (at) {
		size_t before = text_prev(l->text.s, at);

		left -= width_of(l, before, at);
		if (left < 0)
			break;
		at = before;
	}
	return at;
}

int lineedit_scroll(struct lineedit *l, int cols)
{
	int most = text_cols(cols);

	/* what fits is shown whole; a cursor at the left edge would hide what the next backspace takes */
	if (width_of(l, 0, l->text.n) <= most)
		l->first = 0;
	else if (l->cursor <= l->first || width_of(l, l->first, l->cursor) > most)
		l->first = half_before(l, cols);
	return clamp(width_of(l, l->first, l->cursor), cols);
}

void lineedit_scroll_box(struct lineedit *l, int rows, int cols, int *x, int *y)
{
	int index, first = (int)l->first, last = lineedit_rows(l, cols) - rows;
	struct row r = cursor_row(l, cols, &index);

	if (first > last)
		first = last < 0 ? 0 : last; /* no empty rows below the text while some are hidden above it */
	if (index >= first + rows)
		first = index - rows + 1;
	if (index < first)
		first = index;
	l->first = (size_t)first;
	*x = clamp(width_of(l, r.from, l->cursor), cols);
	*y = index - first;
}

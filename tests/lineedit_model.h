/* The line editor once more, as plainly as possible: an array of code points, an index, and every border counted from
 * the start of the text. The unit test and the fuzzer drive both and compare. */
#ifndef TESTS_LINEEDIT_MODEL_H
#define TESTS_LINEEDIT_MODEL_H

#include "base/lineedit.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define MODEL_MOST 4096 /* code points; the drivers clear the text before it is reached */

struct model {
	uint32_t cp[MODEL_MOST];
	size_t n, cursor; /* in code points */
	size_t most;      /* in bytes */
	bool lines;
};

enum model_op {
	OP_INSERT,
	OP_BACKSPACE,
	OP_DELETE,
	OP_KILL_LINE,
	OP_KILL_ALL,
	OP_KILL_WORD,
	OP_LEFT,
	OP_RIGHT,
	OP_WORD_LEFT,
	OP_WORD_RIGHT,
	OP_HOME,
	OP_END,
	OP_UP,
	OP_DOWN,
	OP_CLICK,
	OP_COUNT
};

static bool model_is_border(const uint32_t *cp, size_t n, size_t at)
{
	utf8proc_int32_t state = 0;
	bool border = true;

	for (size_t i = 1; i <= at && i < n; i++)
		border = utf8proc_grapheme_break_stateful((utf8proc_int32_t)cp[i - 1], (utf8proc_int32_t)cp[i], &state);
	return at == 0 || at >= n || border;
}

static size_t model_next(const struct model *m, size_t at)
{
	if (at < m->n)
		do
			at++;
		while (!model_is_border(m->cp, m->n, at));
	return at;
}

static size_t model_prev(const struct model *m, size_t at)
{
	if (at > 0)
		do
			at--;
		while (!model_is_border(m->cp, m->n, at));
	return at;
}

static size_t model_bytes(const uint32_t *cp, size_t n)
{
	size_t bytes = 0;
	char out[4];

	for (size_t i = 0; i < n; i++)
		bytes += (size_t)utf8_encode(cp[i], out);
	return bytes;
}

static void model_replace(struct model *m, size_t from, size_t to, const uint32_t *cp, size_t n)
{
	memmove(m->cp + from + n, m->cp + to, (m->n - to) * sizeof(*cp));
	memcpy(m->cp + from, cp, n * sizeof(*cp));
	m->n = m->n - (to - from) + n;
	m->cursor = from + n;
	while (!model_is_border(m->cp, m->n, m->cursor))
		m->cursor++;
}

static size_t model_decode(const char *s, size_t n, uint32_t *cp)
{
	size_t count = 0;

	for (int len; (len = utf8_decode(s, n, &cp[count])) > 0; s += len, n -= (size_t)len)
		count++;
	return count;
}

static bool model_insert(struct model *m, const char *s, size_t n)
{
	static uint32_t cp[MODEL_MOST];
	struct buf clean = BUF_INIT;
	size_t count, room;

	text_clean(&clean, s, n, m->lines);
	count = model_decode(clean.s, clean.n, cp);
	buf_release(&clean);
	room = m->most ? m->most - model_bytes(m->cp, m->n) : SIZE_MAX;
	n = count;
	while (n && (model_bytes(cp, n) > room || !model_is_border(cp, count, n)))
		n--;
	if (n)
		model_replace(m, m->cursor, m->cursor, cp, n);
	return n > 0;
}

static char model_run(uint32_t cp)
{
	const char *category = utf8proc_category_string((utf8proc_int32_t)cp);

	if (cp == '\n' || category[0] == 'Z')
		return ' ';
	if (text_is_han(cp))
		return 'H';
	return strchr("LMN", category[0]) || cp == '_' ? 'w' : '.';
}

static size_t model_word_left(const struct model *m)
{
	size_t at = m->cursor;
	char run;

	while (at && model_run(m->cp[model_prev(m, at)]) == ' ')
		at = model_prev(m, at);
	run = at ? model_run(m->cp[model_prev(m, at)]) : 0;
	while (at && model_run(m->cp[model_prev(m, at)]) == run)
		at = model_prev(m, at);
	return at;
}

static size_t model_word_right(const struct model *m)
{
	size_t at = m->cursor;
	char run;

	while (at < m->n && model_run(m->cp[at]) == ' ')
		at = model_next(m, at);
	run = at < m->n ? model_run(m->cp[at]) : 0;
	while (at < m->n && model_run(m->cp[at]) == run)
		at = model_next(m, at);
	return at;
}

static size_t model_line_edge(const struct model *m, bool end)
{
	size_t at = m->cursor;

	if (end)
		while (at < m->n && m->cp[at] != '\n')
			at++;
	else
		while (at > 0 && m->cp[at - 1] != '\n')
			at--;
	return at;
}

static bool model_erase(struct model *m, size_t from, size_t to)
{
	if (from == to)
		return false;
	model_replace(m, from, to, m->cp, 0);
	return true;
}

static bool model_move(struct model *m, size_t to)
{
	bool moved = to != m->cursor;

	m->cursor = to;
	return moved;
}

/* What has a right answer without columns; false for the rest. */
static bool model_apply(struct model *m, enum model_op op, const char *s, size_t n, bool *changed)
{
	switch (op) {
	case OP_INSERT:
		*changed = model_insert(m, s, n);
		return true;
	case OP_BACKSPACE:
		*changed = model_erase(m, model_prev(m, m->cursor), m->cursor);
		return true;
	case OP_DELETE:
		*changed = model_erase(m, m->cursor, model_next(m, m->cursor));
		return true;
	case OP_KILL_LINE:
		*changed = model_erase(m, m->cursor, model_line_edge(m, true));
		return true;
	case OP_KILL_ALL:
		*changed = model_erase(m, 0, m->n);
		return true;
	case OP_KILL_WORD:
		*changed = model_erase(m, model_word_left(m), m->cursor);
		return true;
	case OP_LEFT:
		*changed = model_move(m, model_prev(m, m->cursor));
		return true;
	case OP_RIGHT:
		*changed = model_move(m, model_next(m, m->cursor));
		return true;
	case OP_WORD_LEFT:
		*changed = model_move(m, model_word_left(m));
		return true;
	case OP_WORD_RIGHT:
		*changed = model_move(m, model_word_right(m));
		return true;
	case OP_HOME:
		*changed = model_move(m, model_line_edge(m, false));
		return true;
	case OP_END:
		*changed = model_move(m, model_line_edge(m, true));
		return true;
	default:
		return false;
	}
}

static bool real_apply(struct lineedit *l, enum model_op op, const char *s, size_t n)
{
	switch (op) {
	case OP_INSERT:
		return lineedit_insert(l, s, n);
	case OP_BACKSPACE:
		return lineedit_backspace(l);
	case OP_DELETE:
		return lineedit_delete(l);
	case OP_KILL_LINE:
		return lineedit_kill_line(l);
	case OP_KILL_ALL:
		return lineedit_kill_all(l);
	case OP_KILL_WORD:
		return lineedit_kill_word(l);
	case OP_LEFT:
		return lineedit_left(l);
	case OP_RIGHT:
		return lineedit_right(l);
	case OP_WORD_LEFT:
		return lineedit_word_left(l);
	case OP_WORD_RIGHT:
		return lineedit_word_right(l);
	case OP_HOME:
		return lineedit_home(l);
	case OP_END:
		return lineedit_end(l);
	default:
		return false;
	}
}

#define MODEL_CHECK(holds) \
	do { \
		if (!(holds)) \
			return #holds; \
	} while (0)

/* The invariants of the header, and that text and cursor are the model's. NULL if all hold, else what does not. */
static const char *model_compare(const struct model *m, const struct lineedit *l)
{
	static uint32_t cp[MODEL_MOST];
	size_t n = model_decode(l->text.s, l->text.n, cp), first = l->first;

	MODEL_CHECK(utf8_is_valid(l->text.s, l->text.n));
	MODEL_CHECK(l->text.s[l->text.n] == '\0' && strlen(l->text.s) == l->text.n);
	MODEL_CHECK(!l->most || l->text.n <= l->most);
	MODEL_CHECK(n == m->n && memcmp(cp, m->cp, n * sizeof(*cp)) == 0);
	MODEL_CHECK(l->cursor == model_bytes(m->cp, m->cursor));
	MODEL_CHECK(first <= l->cursor && l->cursor <= l->text.n);
	for (size_t i = 0; i < n; i++)
		MODEL_CHECK(cp[i] >= ' ' ? cp[i] < 0x7F || cp[i] > 0x9F : cp[i] == '\n' && l->lines);
	MODEL_CHECK(model_is_border(m->cp, m->n, m->cursor));
	if (!l->lines) {
		MODEL_CHECK(utf8_is_valid(l->text.s, first));
		MODEL_CHECK(model_is_border(m->cp, n, model_decode(l->text.s, first, cp)));
	}
	return NULL;
}

static int model_width(const char *s, size_t n)
{
	int width = 0;
	uint32_t cp;

	for (int len; (len = utf8_decode(s, n, &cp)) > 0; s += len, n -= (size_t)len)
		width += text_char_width(cp);
	return width;
}

/* Columns of the widest character: below it some promises about columns cannot be kept. */
static int model_widest(const struct lineedit *l)
{
	int widest = 0;

	for (size_t at = 0, next; at < l->text.n; at = next) {
		int width;

		next = text_next(l->text.s, at);
		width = model_width(l->text.s + at, next - at);
		widest = width > widest ? width : widest;
	}
	return widest;
}

/* Rows cover the text in order, none is too wide, only newlines and blanks are left between them. */
static const char *model_check_rows(const struct lineedit *l, int cols)
{
	int rows = lineedit_rows(l, cols), most = cols > 1 ? cols - 1 : 1;
	size_t from = 0, to = 0, end = 0;

	MODEL_CHECK(rows >= 1 && !lineedit_row(l, cols, rows, &from, &to) && !lineedit_row(l, cols, -1, &from, &to));
	for (int i = 0; i < rows; i++) {
		MODEL_CHECK(lineedit_row(l, cols, i, &from, &to));
		MODEL_CHECK(from <= to && to <= l->text.n);
		MODEL_CHECK(i ? from == end || (from == end + 1 && strchr(" \n", l->text.s[end])) : from == 0);
		MODEL_CHECK(!memchr(l->text.s + from, '\n', to - from));
		MODEL_CHECK(model_width(l->text.s + from, to - from) <= most || text_next(l->text.s, from) == to);
		MODEL_CHECK(i == 0 || from > end || to > from);
		end = to;
	}
	MODEL_CHECK(end == l->text.n);
	return NULL;
}

static int model_row_of(const struct lineedit *l, int cols)
{
	int row = 0;
	size_t from, to;

	while (lineedit_row(l, cols, row, &from, &to) && from <= l->cursor)
		row++;
	return row - 1;
}

/* Scrolling: the cursor is inside the field, where the text before it says, and a click there finds it again. */
static const char *model_check_scroll(struct lineedit *l, int rows, int cols)
{
	bool fits = model_widest(l) < cols;
	size_t from = 0, to = 0, cursor = l->cursor;
	int x, y = 0, again, row = 0, width;

	if (l->lines) {
		lineedit_scroll_box(l, rows, cols, &x, &y);
		MODEL_CHECK(y >= 0 && y < rows);
		MODEL_CHECK(lineedit_row(l, cols, (int)l->first + y, &from, &to));
		MODEL_CHECK(from <= l->cursor && l->cursor <= to && model_row_of(l, cols) == (int)l->first + y);
		MODEL_CHECK(l->first == 0 || (int)l->first + rows <= lineedit_rows(l, cols));
	} else {
		x = lineedit_scroll(l, cols);
		from = l->first;
	}
	MODEL_CHECK(l->cursor == cursor && l->first <= l->cursor);
	MODEL_CHECK(x >= 0 && x < cols);
	MODEL_CHECK(!fits || model_width(l->text.s + from, l->cursor - from) == x);
	text_fit(l->text.s + from, cols, &width);
	MODEL_CHECK(width <= cols);
	lineedit_click(l, cols, x, y);
	if (l->lines) {
		lineedit_scroll_box(l, rows, cols, &again, &row);
		MODEL_CHECK(row == y);
	} else {
		again = lineedit_scroll(l, cols);
	}
	MODEL_CHECK(!fits || again == x);
	l->cursor = cursor;
	return NULL;
}

/* One operation on both; a and b choose what it needs (columns, rows, places). NULL if all is well. */
static const char *model_step(struct model *m, struct lineedit *l, enum model_op op, const char *s, size_t n, int a,
			      int b)
{
	int cols = 1 + a % 40, rows = 1 + b % 6, before, after;
	bool changed, wanted;
	const char *wrong;

	if (model_apply(m, op, s, n, &wanted)) {
		changed = real_apply(l, op, s, n);
		MODEL_CHECK(changed == wanted);
	} else {
		before = model_row_of(l, cols);
		if (op == OP_CLICK) {
			lineedit_click(l, cols, b % 50 - 3, a % 9 - 1);
		} else {
			changed = op == OP_UP ? lineedit_up(l, cols) : lineedit_down(l, cols);
			after = model_row_of(l, cols);
			MODEL_CHECK(!l->lines || after == before + (changed ? op == OP_UP ? -1 : 1 : 0));
			MODEL_CHECK(changed || l->cursor == model_bytes(m->cp, m->cursor));
			MODEL_CHECK(l->lines || !changed);
			MODEL_CHECK(changed || !l->lines || before == (op == OP_UP ? 0 : lineedit_rows(l, cols) - 1));
		}
		for (m->cursor = 0; model_bytes(m->cp, m->cursor) < l->cursor;)
			m->cursor++;
	}
	wrong = model_compare(m, l);
	if (!wrong)
		wrong = model_check_rows(l, cols);
	if (!wrong)
		wrong = model_check_scroll(l, rows, cols);
	return wrong ? wrong : model_compare(m, l);
}

#endif

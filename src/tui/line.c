#include "line.h"

typedef bool edit_fn(struct lineedit *l);

static edit_fn *const edits[REQ_COUNT] = {
	[REQ_BACKSPACE] = lineedit_backspace, [REQ_DELETE] = lineedit_delete,
	[REQ_LEFT] = lineedit_left,           [REQ_RIGHT] = lineedit_right,
	[REQ_HOME] = lineedit_home,           [REQ_END] = lineedit_end,
	[REQ_WORD_LEFT] = lineedit_word_left, [REQ_WORD_RIGHT] = lineedit_word_right,
	[REQ_KILL_LINE] = lineedit_kill_line, [REQ_KILL_ALL] = lineedit_kill_all,
	[REQ_KILL_WORD] = lineedit_kill_word, [REQ_CLEAR] = lineedit_kill_all,
};

bool line_has(enum request r)
{
	return edits[r] != NULL;
}

bool line_request(struct lineedit *l, enum request r)
{
	return edits[r] && edits[r](l);
}

void line_draw(const struct rect *r, int y, int x, int cols, enum ink ink, const struct lineedit *l)
{
	term_cells(r->y + y, r->x + x, cols, ink, l->text.s + l->first, l->text.n - l->first);
}

int line_cursor(const struct lineedit *l, int cols)
{
	struct lineedit copy = *l; /* the text is shared; only `first` is the copy's own */

	return lineedit_scroll(&copy, cols);
}

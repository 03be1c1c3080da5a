#include "tui/draw.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

/* Columns left of r at x, at most cols (0: all). 0 where (y, x) is outside. */
static int room(const struct rect *r, int y, int x, int cols)
{
	int left = r->w - x;

	if (y < 0 || y >= r->h || x < 0 || left <= 0)
		return 0;
	return cols > 0 && cols < left ? cols : left;
}

/* Bytes of s that fit in cols, and their columns; *cut when an ellipsis has to follow. */
static size_t fit(const char *s, int cols, int *width, bool *cut)
{
	size_t n = text_fit(s, cols, width);

	*cut = s[n] != '\0';
	return *cut ? text_fit(s, cols - 1, width) : n;
}

static int put(const struct rect *r, int y, int x, enum ink ink, const char *text, size_t n, int width, bool cut)
{
	if (width > 0)
		term_cells(r->y + y, r->x + x, width, ink, text, n);
	if (cut)
		term_cells(r->y + y, r->x + x + width, 1, ink, term_is_ascii() ? "~" : "\u2026", 3);
	return x + width + cut;
}

int draw_text(const struct rect *r, int y, int x, int cols, enum ink ink, const char *text)
{
	int width, most = room(r, y, x, cols);
	bool cut;
	size_t n;

	if (most == 0)
		return x;
	n = fit(text, most, &width, &cut);
	return put(r, y, x, ink, text, n, width, cut);
}

int draw_right(const struct rect *r, int y, int x, int cols, enum ink ink, const char *text)
{
	int width, most = room(r, y, x, cols);
	bool cut;
	size_t n;

	if (most == 0)
		return x;
	n = fit(text, most, &width, &cut);
	put(r, y, x + most - width - cut, ink, text, n, width, cut);
	return x + most;
}

void draw_fill(const struct rect *r, int y, enum ink ink)
{
	if (y >= 0 && y < r->h)
		term_cells(r->y + y, r->x, r->w, ink, "", 0);
}

void draw_rule(const struct rect *r, int y)
{
	if (y >= 0 && y < r->h)
		term_line(r->y + y, r->x, r->w, false);
}

static void corner(const struct rect *r, int y, int x, const char *text)
{
	term_cells(r->y + y, r->x + x, 1, INK_NORMAL, term_is_ascii() ? "+" : text, strlen(text));
}

void draw_box(const struct rect *r, const char *title)
{
	draw_clear(r);
	term_line(r->y, r->x, r->w, false);
	term_line(r->y + r->h - 1, r->x, r->w, false);
	term_vline(r->y, r->x, r->h);
	term_vline(r->y, r->x + r->w - 1, r->h);
	corner(r, 0, 0, "\u250c");
	corner(r, 0, r->w - 1, "\u2510");
	corner(r, r->h - 1, 0, "\u2514");
	corner(r, r->h - 1, r->w - 1, "\u2518");
	if (title && *title && r->w > 6) {
		int end;

		draw_text(r, 0, 2, 1, INK_TITLE, " ");
		end = draw_text(r, 0, 3, r->w - 6, INK_TITLE, title);
		draw_text(r, 0, end, 1, INK_TITLE, " ");
	}
}

void draw_clear(const struct rect *r)
{
	term_erase(r->y, r->x, r->h, r->w);
}

int draw_wrapped(const struct rect *r, int y, int x, int cols, int rows, enum ink ink, const char *text)
{
	int used = 0, most = room(r, y, x, cols);

	while (*text && used < rows && y + used < r->h && most > 0) {
		size_t skip, n = text_wrap(text, most, &skip);

		term_cells(r->y + y + used, r->x + x, most, ink, text, n);
		text += n + skip;
		used++;
	}
	return used;
}

size_t draw_columns(const int *wanted, size_t n, int x, int cols, int air, int least, int *width)
{
	int used = x, flex = -1;
	size_t i = 0;

	for (; i < n; i++) {
		width[i] = wanted[i] > 0 ? wanted[i] : least;
		if (used + width[i] > cols && i > 0)
			break;
		used += width[i] + DRAW_GAP;
		if (wanted[i] == 0)
			flex = (int)i;
	}
	if (flex >= 0 && cols + DRAW_GAP - air > used)
		width[flex] += cols + DRAW_GAP - air - used;
	return i;
}

int draw_cell(const struct rect *r, int y, int x, int width, bool right, enum ink ink, const char *text)
{
	if (right)
		draw_right(r, y, x, width, ink, text);
	else
		draw_text(r, y, x, width, ink, text);
	return x + width + DRAW_GAP;
}

const char *progress_block(int i, int cols, int done, int all)
{
	bool full = all > 0 && i < (int)((int64_t)cols * (done < all ? done : all) / all);

	if (term_is_ascii())
		return full ? "#" : ".";
	return full ? "\u2588" : "\u2591";
}

void draw_progress(const struct rect *r, int y, int x, int cols, int done, int all)
{
	int most = room(r, y, x, cols);

	for (int i = 0; i < most; i++) {
		const char *block = progress_block(i, most, done, all);

		term_cells(r->y + y, r->x + x + i, 1, INK_PROGRESS, block, strlen(block));
	}
}

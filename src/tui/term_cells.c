#include "term_internal.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>
#include <wchar.h>

#define RUN 256
#define REPLACEMENT 0xFFFD

/* Characters of one ink on one line, on their way to curses in one call. */
struct run {
	wchar_t w[RUN];
	int n;
	int y, x; /* where the run begins */
	int next; /* the column after it */
};

/* Which half of a wide character each cell holds: 0 none, 1 left, 2 right. Curses, told to draw over one half, leaves
 * the other where it was (6.4), and the terminal then shows something else than curses believes. */
static struct {
	unsigned char *half;
	int rows, cols;
} shadow;

static unsigned char *half_at(int y, int x)
{
	if (shadow.rows != LINES || shadow.cols != COLS) {
		mem_free(shadow.half);
		shadow.half = mem_alloc((size_t)LINES * (size_t)COLS);
		shadow.rows = LINES;
		shadow.cols = COLS;
		werase(stdscr);
	}
	return &shadow.half[y * COLS + x];
}

static void blank(int y, int x)
{
	mvaddch(y, x, ' ');
	*half_at(y, x) = 0;
}

/* Before cells [x, end) of a line are drawn: what they cut in half goes as a whole. */
static void clear_halves(int y, int x, int end)
{
	if (x > 0 && *half_at(y, x) == 2)
		blank(y, x - 1);
	if (end < COLS && *half_at(y, end) == 2) {
		blank(y, end - 1);
		blank(y, end);
	}
	memset(half_at(y, x), 0, (size_t)(end - x));
}

static void run_flush(struct run *r)
{
	if (r->n > 0)
		mvaddnwstr(r->y, r->x, r->w, r->n);
	r->n = 0;
	r->x = r->next;
}

static void run_add(struct run *r, const wchar_t *w, int n, int width)
{
	if (r->n + n > RUN)
		run_flush(r);
	memcpy(r->w + r->n, w, (size_t)n * sizeof(*w));
	r->n += n;
	if (width == 2 && w[0] != REPLACEMENT) {
		*half_at(r->y, r->next) = 1;
		*half_at(r->y, r->next + 1) = 2;
	}
	r->next += width;
}

/* Curses places what follows by the libc's widths; we place by our own. Where the two differ only U+FFFD and blanks
 * keep the columns. */
static bool libc_agrees(const wchar_t *w, int n, int width)
{
	if (wcwidth(w[0]) != width)
		return false;
	for (int i = 1; i < n; i++)
		if (wcwidth(w[i]) != 0)
			return false;
	return true;
}

static void run_character(struct run *r, const char *s, size_t n, int width)
{
	wchar_t w[8];
	int count = 0;
	uint32_t cp;

	for (size_t i = 0; i < n && count < 6;) {
		int len = utf8_decode(s + i, n - i, &cp);

		if (len <= 0)
			break;
		w[count++] = (wchar_t)(cp == '\n' ? ' ' : cp);
		i += (size_t)len;
	}
	if (count == 0 || !libc_agrees(w, count, width)) {
		w[0] = REPLACEMENT;
		w[1] = L' ';
		count = width;
	}
	run_add(r, w, count, width);
}

/* Columns of one character as the rest of the program counts them. */
static int character_width(const char *s, size_t n)
{
	char one[64];

	if (n == 1)
		return 1;
	if (n >= sizeof(one))
		return 1;
	memcpy(one, s, n);
	one[n] = '\0';
	return text_width(one);
}

static void set_ink(enum ink ink)
{
	attr_set(term_state.attr[ink], term_state.pair[ink], NULL);
}

void term_cells(int y, int x, int cols, enum ink ink, const char *text, size_t bytes)
{
	struct run r = { .y = y, .x = x, .next = x };
	int end = x + cols > COLS ? COLS : x + cols;

	if (y < 0 || y >= LINES || x < 0 || x >= end)
		return;
	clear_halves(y, x, end);
	set_ink(ink);
	for (size_t at = 0; at < bytes && text[at];) {
		size_t to = (unsigned char)text[at] < 0x80 && (at + 1 >= bytes || (unsigned char)text[at + 1] < 0x80)
				    ? at + 1
				    : text_next(text, at);
		int width;

		if (to > bytes)
			to = bytes;
		width = character_width(text + at, to - at);
		if (r.next + width > end)
			break;
		if (width > 0)
			run_character(&r, text + at, to - at, width);
		at = to;
	}
	while (r.next < end)
		run_add(&r, L" ", 1, 1);
	run_flush(&r);
	attr_set(A_NORMAL, 0, NULL);
}

/* Not by hline_set and vline_set: they cut wide characters in half without telling anybody. */
void term_line(int y, int x, int cols, bool heavy)
{
	struct run r = { .y = y, .x = x, .next = x };
	const wchar_t w = term_state.ascii ? (heavy ? L'=' : L'-') : (heavy ? 0x2501 : 0x2500);
	int end = x + cols > COLS ? COLS : x + cols;

	if (y < 0 || y >= LINES || x < 0)
		return;
	if (x >= end)
		return;
	clear_halves(y, x, end);
	set_ink(INK_NORMAL);
	while (r.next < end)
		run_add(&r, &w, 1, 1);
	run_flush(&r);
}

void term_vline(int y, int x, int rows)
{
	const char *bar = term_state.ascii ? "|" : "\u2502";

	for (int i = 0; i < rows; i++)
		term_cells(y + i, x, 1, INK_NORMAL, bar, strlen(bar));
}

void term_erase(int y, int x, int rows, int cols)
{
	for (int i = 0; i < rows; i++)
		term_cells(y + i, x, cols, INK_NORMAL, "", 0);
}

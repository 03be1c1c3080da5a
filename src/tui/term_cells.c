#include "term_internal.h"

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

void term_line(int y, int x, int cols, bool heavy)
{
	cchar_t c;
	wchar_t w[2] = { heavy ? L'=' : L'-', 0 };
	int end = x + cols > COLS ? COLS : x + cols;

	if (y < 0 || y >= LINES || x < 0 || x >= end)
		return;
	if (!term_state.ascii)
		w[0] = heavy ? 0x2501 : 0x2500;
	setcchar(&c, w, A_NORMAL, 0, NULL);
	mvhline_set(y, x, &c, end - x);
}

void term_vline(int y, int x, int rows)
{
	cchar_t c;
	wchar_t w[2] = { term_state.ascii ? L'|' : 0x2502, 0 };
	int end = y + rows > LINES ? LINES : y + rows;

	if (x < 0 || x >= COLS || y < 0 || y >= end)
		return;
	setcchar(&c, w, A_NORMAL, 0, NULL);
	mvvline_set(y, x, &c, end - y);
}

void term_erase(int y, int x, int rows, int cols)
{
	for (int i = 0; i < rows; i++)
		term_cells(y + i, x, cols, INK_NORMAL, "", 0);
}

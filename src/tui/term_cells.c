#include "term_internal.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#include <string.h>
#include <wchar.h>

#define RUN 256
#define REPLACEMENT 0xFFFD
#define SCROLL_LEAST 4

/* Characters of one ink on one line, on their way to curses in one call. */
struct run {
	wchar_t w[RUN];
	int n;
	int y, x; /* where the run begins */
	int next; /* the column after it */
};

/* Which half of a wide character each cell holds: 0 none, 1 left, 2 right. Curses, told to draw over one half, leaves
 * the other where it was (6.4), and the terminal then shows something else than curses believes. And what was drawn on
 * each line, in this frame and when it last changed: curses is only told of lines that are drawn otherwise than before,
 * for drawing the same again changes nothing. */
static struct {
	unsigned char *half;
	struct line {
		struct buf now, was;
	} * line;
	int rows, cols;
} shadow;

struct drawn {
	int x, cols;
	enum ink ink;
	unsigned bytes; /* of text, which follows */
};

void term_cells_forget(void)
{
	for (int y = 0; y < shadow.rows; y++) {
		buf_release(&shadow.line[y].now);
		buf_release(&shadow.line[y].was);
	}
	mem_free(shadow.line);
	mem_free(shadow.half);
	memset(&shadow, 0, sizeof(shadow));
}

static void fit_screen(void)
{
	if (shadow.rows == LINES && shadow.cols == COLS)
		return;
	term_cells_forget();
	shadow.half = mem_alloc((size_t)LINES * (size_t)COLS);
	shadow.line = mem_alloc((size_t)LINES * sizeof(*shadow.line));
	for (int y = 0; y < LINES; y++)
		shadow.line[y] = (struct line){ BUF_INIT, BUF_INIT };
	shadow.rows = LINES;
	shadow.cols = COLS;
	werase(stdscr);
}

static unsigned char *half_at(int y, int x)
{
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

/* A plain hanzi: alone it is a character, two columns wide for everybody. */
static bool is_hanzi(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;

	return n >= 3 && u[0] >= 0xE4 && u[0] <= 0xE9 && (u[0] > 0xE4 || u[1] >= 0xB8);
}

/* Bytes of the character at s; where what is and what follows is plain, nobody needs to be asked. */
static size_t character_at(const char *s, size_t at, size_t n)
{
	size_t len = (unsigned char)s[at] < 0x80 ? 1 : is_hanzi(s + at, n - at) ? 3 : 0;

	if (len > 0 && (at + len >= n || (unsigned char)s[at + len] < 0x80 || is_hanzi(s + at + len, n - at - len)))
		return len;
	return text_next(s, at) - at;
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
	if (count == 1 && ((n == 1 && w[0] >= L' ' && w[0] < 0x7F) || is_hanzi(s, n))) {
		run_add(r, w, 1, width);
		return;
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
	if (n == 3 && is_hanzi(s, n))
		return 2;
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
	struct drawn d = { .x = x, .cols = x + cols > COLS ? COLS - x : cols, .ink = ink };

	if (y < 0 || y >= LINES || x < 0 || d.cols <= 0)
		return;
	fit_screen();
	d.bytes = (unsigned)strnlen(text, bytes);
	buf_add(&shadow.line[y].now, (const char *)&d, sizeof(d));
	buf_add(&shadow.line[y].now, text, d.bytes);
}

static void draw(int y, const struct drawn *d, const char *text)
{
	struct run r = { .y = y, .x = d->x, .next = d->x };
	int x = d->x, end = d->x + d->cols;
	enum ink ink = d->ink;
	size_t bytes = d->bytes;

	clear_halves(y, x, end);
	set_ink(ink);
	for (size_t at = 0; at < bytes;) {
		size_t to = at + character_at(text, at, bytes);
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

static void draw_line(int y, const struct buf *b)
{
	for (size_t at = 0; at < b->n;) {
		struct drawn d;

		memcpy(&d, b->s + at, sizeof(d));
		draw(y, &d, b->s + at + sizeof(d));
		at += sizeof(d) + d.bytes;
	}
}

static bool is_same(const struct buf *a, const struct buf *b)
{
	return a->n == b->n && memcmp(a->s, b->s, a->n) == 0;
}

/* Is every cell of the line drawn? What is not keeps what it showed, and may not be moved. */
static bool is_full(const struct buf *b)
{
	int to = 0;

	for (size_t at = 0; at < b->n && to < COLS;) {
		struct drawn d;

		memcpy(&d, b->s + at, sizeof(d));
		if (d.x <= to && d.x + d.cols > to)
			to = d.x + d.cols;
		at += sizeof(d) + d.bytes;
	}
	return to >= COLS;
}

/* Does line y show now what line y + by showed before? */
static bool has_moved(int y, int by)
{
	const struct line *l = &shadow.line[y];

	return y + by >= 0 && y + by < shadow.rows && l->now.n > 0 && is_same(&l->now, &shadow.line[y + by].was) &&
	       !is_same(&l->now, &l->was) && is_full(&l->now);
}

/* Lines [top, bottom] go by one line: what curses holds of them, and what we know of it. */
static void scroll_lines(int top, int bottom, int by)
{
	struct buf out = shadow.line[by > 0 ? top : bottom].was;
	size_t cols = (size_t)COLS, lines = (size_t)(bottom - top);

	setscrreg(top, bottom);
	scrollok(stdscr, TRUE);
	scrl(by);
	scrollok(stdscr, FALSE);
	setscrreg(0, LINES - 1);
	for (int y = by > 0 ? top : bottom; y != (by > 0 ? bottom : top); y += by)
		shadow.line[y].was = shadow.line[y + by].was;
	buf_clear(&out);
	shadow.line[by > 0 ? bottom : top].was = out;
	memmove(half_at(by > 0 ? top : top + 1, 0), half_at(by > 0 ? top + 1 : top, 0), lines * cols);
	memset(half_at(by > 0 ? bottom : top, 0), 0, cols);
}

/* A list that went on by one line: most of its lines stand where their neighbours stood. */
static void scroll_one(int by)
{
	int top = -1, bottom = -1;

	for (int y = 0; y < shadow.rows; y++) {
		if (!has_moved(y, by))
			continue;
		top = top < 0 ? y : top;
		bottom = y;
	}
	if (top < 0 || bottom - top < SCROLL_LEAST)
		return;
	top -= by < 0;
	bottom += by > 0;
	for (int y = top; y <= bottom; y++)
		if (!is_full(&shadow.line[y].now) || !is_full(&shadow.line[y].was))
			return;
	scroll_lines(top, bottom, by);
}

void term_cells_flush(void)
{
	if (shadow.rows != LINES || shadow.cols != COLS)
		return; /* another size since: all will be drawn again */
	scroll_one(1);
	scroll_one(-1);
	for (int y = 0; y < shadow.rows; y++) {
		struct line *l = &shadow.line[y];
		struct buf was = l->was;

		if (l->now.n == 0)
			continue;
		if (l->now.n != was.n || memcmp(l->now.s, was.s, was.n) != 0) {
			draw_line(y, &l->now);
			l->was = l->now;
			l->now = was;
		}
		buf_clear(&l->now);
	}
}

/* Not by hline_set and vline_set: they cut wide characters in half without telling anybody. */
void term_line(int y, int x, int cols, bool heavy)
{
	const char *one = term_state.ascii ? (heavy ? "=" : "-") : (heavy ? "\u2501" : "\u2500");
	struct buf b = BUF_INIT;

	for (int i = 0; i < cols; i++)
		buf_adds(&b, one);
	term_cells(y, x, cols, INK_NORMAL, b.s, b.n);
	buf_release(&b);
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

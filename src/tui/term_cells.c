#include "term_internal.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#include <string.h>
#include <wchar.h>

#define RUN 512
#define REPLACEMENT 0xFFFD
#define SCROLL_LEAST 4
#define GAP_MOST 3   /* so few cells that stay are drawn again rather than passed over */
#define MARKS_MOST 4 /* of a character, besides itself */
#define INK_UNKNOWN 255

/* One cell: its character, or for the right half of a wide one (width 0) that character. */
struct cell {
	uint32_t c;
	unsigned char ink, width;
	enum { MARKS_NONE, MARKS_SHOWN, MARKS_DRAWN } marks : 8; /* marks are kept only while a line is drawn */
};

/* What was drawn on each line, in this frame and when it last changed, and the cells that it came to: curses is only
 * told of cells that are otherwise than before. Never of half a wide character: told to draw over one half, it leaves
 * the other where it was (6.4), and the terminal then shows something else than curses believes. */
static struct {
	struct cell *cell; /* what curses holds */
	struct cell *next; /* the line being drawn */
	wchar_t (*marks)[MARKS_MOST];
	wchar_t run[RUN];
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
	mem_free(shadow.cell);
	mem_free(shadow.next);
	mem_free(shadow.marks);
	memset(&shadow, 0, sizeof(shadow));
}

static struct cell *cells_of(int y)
{
	return &shadow.cell[y * COLS];
}

/* Nobody knows what they show: whatever is drawn there is new. */
static void forget_cells(int y)
{
	for (int x = 0; x < COLS; x++)
		cells_of(y)[x] = (struct cell){ .ink = INK_UNKNOWN, .width = 1 };
}

static void fit_screen(void)
{
	size_t rows = (size_t)LINES, cols = (size_t)COLS;

	if (shadow.rows == LINES && shadow.cols == COLS)
		return;
	term_cells_forget();
	shadow.cell = mem_alloc(rows * cols * sizeof(*shadow.cell));
	shadow.next = mem_alloc(cols * sizeof(*shadow.next));
	shadow.marks = mem_alloc(cols * sizeof(*shadow.marks));
	shadow.line = mem_alloc(rows * sizeof(*shadow.line));
	shadow.rows = LINES;
	shadow.cols = COLS;
	for (int y = 0; y < LINES; y++) {
		shadow.line[y] = (struct line){ BUF_INIT, BUF_INIT };
		forget_cells(y);
	}
	werase(stdscr);
}

static void set_cell(int x, uint32_t c, int width, enum ink ink)
{
	struct cell *at = &shadow.next[x];

	*at = (struct cell){ .c = c, .ink = (unsigned char)ink, .width = (unsigned char)width };
	if (width == 2) {
		at[1] = *at;
		at[1].width = 0;
	}
}

/* Before cells [x, end) are drawn: of what they cut in half, the other half goes too. */
static void clear_halves(int x, int end)
{
	struct cell *n = shadow.next;

	if (x > 0 && n[x].width == 0)
		set_cell(x - 1, ' ', 1, n[x - 1].ink);
	if (end < COLS && n[end].width == 0)
		set_cell(end, ' ', 1, n[end].ink);
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

/* The character at s into the line being drawn, where it takes `width` columns. */
static void put_character(int x, const char *s, size_t n, int width, enum ink ink)
{
	wchar_t w[8];
	int count = 0;
	uint32_t cp;

	for (size_t i = 0; i < n && count <= MARKS_MOST;) {
		int len = utf8_decode(s + i, n - i, &cp);

		if (len <= 0)
			break;
		w[count++] = (wchar_t)(cp == '\n' ? ' ' : cp);
		i += (size_t)len;
	}
	if (count == 1 && ((n == 1 && w[0] >= L' ' && w[0] < 0x7F) || is_hanzi(s, n))) {
		set_cell(x, (uint32_t)w[0], width, ink);
	} else if (count == 0 || !libc_agrees(w, count, width)) {
		set_cell(x, REPLACEMENT, 1, ink);
		for (int i = 1; i < width; i++)
			set_cell(x + i, ' ', 1, ink);
	} else {
		set_cell(x, (uint32_t)w[0], width, ink);
		if (count == 1)
			return;
		shadow.next[x].marks = MARKS_DRAWN;
		memset(shadow.marks[x], 0, sizeof(shadow.marks[x]));
		memcpy(shadow.marks[x], w + 1, (size_t)(count - 1) * sizeof(*w));
	}
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

static void draw(const struct drawn *d, const char *text)
{
	int x = d->x, end = d->x + d->cols;

	clear_halves(x, end);
	for (size_t at = 0; at < d->bytes;) {
		size_t to = at + character_at(text, at, d->bytes);
		int width;

		if (to > d->bytes)
			to = d->bytes;
		width = character_width(text + at, to - at);
		if (x + width > end)
			break;
		if (width > 0)
			put_character(x, text + at, to - at, width, d->ink);
		x += width;
		at = to;
	}
	while (x < end)
		set_cell(x++, ' ', 1, d->ink);
}

static bool is_changed(const struct cell *now, const struct cell *was)
{
	return now->marks == MARKS_DRAWN || now->c != was->c || now->ink != was->ink || now->width != was->width ||
	       now->marks != was->marks;
}

/* Can it be drawn again from what is known of it? */
static bool is_known(const struct cell *c)
{
	return c->ink != INK_UNKNOWN && c->marks == MARKS_NONE;
}

/* Cells [x, end) of the line being drawn, to curses: a call for each ink. */
static void show_run(int y, int x, int end)
{
	while (x < end) {
		enum ink ink = shadow.next[x].ink;
		int n = 0, from = x;

		for (; x < end && shadow.next[x].ink == ink && n < (RUN - MARKS_MOST); x++) {
			const struct cell *c = &shadow.next[x];

			if (c->width == 0)
				continue;
			shadow.run[n++] = (wchar_t)c->c;
			for (int i = 0; c->marks == MARKS_DRAWN && i < MARKS_MOST && shadow.marks[x][i]; i++)
				shadow.run[n++] = shadow.marks[x][i];
		}
		attr_set(term_state.attr[ink], term_state.pair[ink], NULL);
		mvaddnwstr(y, from, shadow.run, n);
	}
	attr_set(A_NORMAL, 0, NULL);
}

static void show_line(int y)
{
	const struct cell *now = shadow.next, *was = cells_of(y);

	for (int x = 0; x < COLS;) {
		int from = x, end = x;

		if (!is_changed(&now[x], &was[x])) {
			x++;
			continue;
		}
		for (; x < COLS && x - end <= GAP_MOST; x++) {
			if (is_changed(&now[x], &was[x]))
				end = x + 1;
			else if (!is_known(&now[x]))
				break;
		}
		show_run(y, from, end);
		x = end;
	}
}

static void draw_line(int y, const struct buf *b)
{
	struct cell *was = cells_of(y);

	memcpy(shadow.next, was, (size_t)COLS * sizeof(*was));
	for (size_t at = 0; at < b->n;) {
		struct drawn d;

		memcpy(&d, b->s + at, sizeof(d));
		draw(&d, b->s + at + sizeof(d));
		at += sizeof(d) + d.bytes;
	}
	show_line(y);
	for (int x = 0; x < COLS; x++) {
		was[x] = shadow.next[x];
		if (was[x].marks == MARKS_DRAWN)
			was[x].marks = MARKS_SHOWN;
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
	memmove(cells_of(by > 0 ? top : top + 1), cells_of(by > 0 ? top + 1 : top), lines * cols * sizeof(struct cell));
	forget_cells(by > 0 ? bottom : top);
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

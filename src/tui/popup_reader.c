/* "reader" and "help": text to scroll through. */
#include "popup.h"
#include "tui/popups.h"

#include "base/mem.h"
#include "base/text.h"
#include "screen/words.h"
#include "tui/app.h"

#include <string.h>

#define WIDE_MOST 76
/* The columns of help in a terminal of 80. */
#define KEYS_COLS 16
#define LABEL_COLS 14
#define HELP_COLS (WIDE_MOST - 6 - KEYS_COLS - LABEL_COLS - 4)

struct reader {
	char *title, *text;
	size_t first, rows; /* wrapped rows */
};

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct reader *r = v->state;
	int cols = room->w - 2 < WIDE_MOST ? room->w - 2 : WIDE_MOST;

	(void)a;
	r->rows = (size_t)popup_rows(r->text, cols - 6); /* as wide as it is drawn */
	v->at = popup_place(room, r->rows < 1000 ? (int)r->rows + 2 : 1000, cols);
	if (r->first + (size_t)(v->at.h - 2) > r->rows)
		r->first = r->rows > (size_t)(v->at.h - 2) ? r->rows - (size_t)(v->at.h - 2) : 0;
}

static void draw(const struct view *v, const struct app *a)
{
	const struct reader *r = v->state;
	struct rect in = popup_inside(&v->at);
	const char *s = r->text;

	(void)a;
	draw_box(&v->at, r->title);
	for (size_t row = 0; *s && row < r->first + (size_t)in.h; row++) {
		size_t skip, n = text_wrap(s, in.w - 2, &skip);

		if (row >= r->first)
			term_cells(in.y + (int)(row - r->first), in.x + 1, in.w - 2, INK_NORMAL, s, n);
		s += n + skip;
	}
	if (r->first + (size_t)in.h < r->rows)
		draw_text(&v->at, v->at.h - 1, v->at.w - 6, 0, INK_TITLE, " v ");
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct reader *t = v->state;
	size_t page = (size_t)(v->at.h - 2), last = t->rows > page ? t->rows - page : 0;
	unsigned fx = move_cursor(r, last + 1, page, &t->first);

	(void)a;
	if (!(fx & EFFECT_UNWANTED))
		return fx;
	return EFFECT_POP; /* Enter, Esc, q, help once more: read */
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	if (k->button >= 3)
		return request(v, a, k->button == 3 ? REQ_UP : REQ_DOWN);
	return EFFECT_NONE;
}

static void close_reader(struct view *v)
{
	struct reader *r = v->state;

	mem_free(r->title);
	mem_free(r->text);
	mem_free(r);
}

static const enum request requests[] = {
	REQ_UP,   REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST,
	REQ_BACK, REQ_QUIT, REQ_OPEN,    REQ_HELP,      REQ_NONE,
};
#define READER_OPS(NAME) \
	{ \
		.name = NAME, .popup = true, .requests = requests, .layout = layout, .draw = draw, .request = request, \
		.mouse = mouse, .close = close_reader \
	}
static const struct view_ops reader_ops = READER_OPS("reader");
static const struct view_ops help_ops = READER_OPS("help");

static struct view *make(const struct view_ops *ops, const char *title, const char *text)
{
	struct reader *r = mem_alloc(sizeof(*r));

	r->title = mem_dup(title);
	r->text = mem_dup(text);
	return view_make(ops, r);
}

struct view *reader_view(const char *title, const char *text)
{
	return make(&reader_ops, title, text);
}

/* Beside its key, also where it needs a second line. */
static void add_help(struct buf *b, const char *help)
{
	size_t skip;

	for (bool more = false; *help || !more; more = true) {
		size_t n = text_wrap(help, HELP_COLS, &skip);

		buf_addf(b, "%*s%.*s\n", more ? KEYS_COLS + LABEL_COLS + 4 : 2, "", (int)n, help);
		help += n + skip;
	}
}

/* "F2 Ctrl-S      save: what it does". Keys that are text in this view are left out. */
static void help_line(struct buf *b, const struct app *a, const struct view *v, enum request r)
{
	const char *keys = keymap_keys(a->keys, r);
	struct buf cell = BUF_INIT;

	for (const char *k = keys; *k;) {
		size_t n = strcspn(k, " ");

		if (n > 1 || !view_takes_text(v)) {
			if (cell.n > 0)
				buf_addc(&cell, ' ');
			buf_add(&cell, k, n);
		}
		k += n + (k[n] == ' ');
	}
	if (cell.n > 0) {
		text_cell(b, cell.s, KEYS_COLS, false);
		buf_adds(b, "  ");
		text_cell(b, app_label(a, v, r), LABEL_COLS, false);
		add_help(b, app_help(a, v, r));
	}
	buf_release(&cell);
}

struct view *help_view(const struct app *a, const struct view *v)
{
	struct buf b = BUF_INIT, title = BUF_INIT, name = BUF_INIT;
	struct view *made;

	for (const enum request *r = v->ops->requests; r && *r != REQ_NONE; r++)
		if (view_can(v, a, *r))
			help_line(&b, a, v, *r);
	if (!v->ops->popup && b.n > 0)
		buf_addc(&b, '\n');
	for (const enum request *r = app_requests; *r != REQ_NONE && !v->ops->popup; r++)
		if (!view_has(v, *r))
			help_line(&b, a, v, *r);
	buf_addf(&name, "view.%s", v->ops->name);
	words_put(a->screens, &title, "word.help_title", v->ops->heading ? v->ops->heading(v, a) : app_word(a, name.s));
	made = make(&help_ops, title.s, b.s);
	buf_release(&b);
	buf_release(&name);
	buf_release(&title);
	return made;
}

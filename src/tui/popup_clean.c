/* "clean": a text before and after cleaning. */
#include "base/mem.h"
#include "base/text.h"
#include "exchange/clean.h"
#include "line_clean.h"
#include "popup.h"
#include "screen/words.h"

#include <stdio.h>
#include <string.h>

#define DOUBTS_MOST 5

struct clean_state {
	char *before;
	struct clean clean;
	struct buf doubts; /* a line each */
	int doubt_lines;
	size_t first, rows;
};

static int column_cols(const struct rect *in)
{
	return (in->w - 3) / 2;
}

static int count_lines(const char *s)
{
	int n = 0;

	for (; *s; s++)
		n += *s == '\n';
	return n;
}

/* Lines above the two columns: the doubts and a heading. */
static int head_rows(const struct clean_state *s)
{
	return (s->doubt_lines < DOUBTS_MOST ? s->doubt_lines : DOUBTS_MOST) + (s->doubt_lines > 0) + 1;
}

static size_t rows_of(const char *text, int cols)
{
	size_t rows = 0;

	while (*text) {
		size_t skip, n = text_wrap(text, cols, &skip);

		text += n + skip;
		rows++;
	}
	return rows;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct clean_state *s = v->state;
	struct rect in;
	size_t before, after, page;

	(void)a;
	v->at = popup_place(room, room->h, room->w - 2);
	in = popup_inside(&v->at);
	before = rows_of(s->before, column_cols(&in) - 1);
	after = rows_of(s->clean.text, column_cols(&in) - 1);
	s->rows = before > after ? before : after;
	v->at = popup_place(room, (int)(s->rows < 1000 ? s->rows : 1000) + head_rows(s) + 2, room->w - 2);
	page = v->at.h > head_rows(s) + 2 ? (size_t)(v->at.h - 2 - head_rows(s)) : 1;
	if (s->first + page > s->rows)
		s->first = s->rows > page ? s->rows - page : 0;
}

static void draw_column(const struct rect *in, int y, int x, int cols, size_t first, const char *text)
{
	for (size_t row = 0; *text && row < first + (size_t)(in->h - y); row++) {
		size_t skip, n = text_wrap(text, cols, &skip);

		if (row >= first)
			term_cells(in->y + y + (int)(row - first), in->x + x, cols, INK_NORMAL, text, n);
		text += n + skip;
	}
}

static int draw_doubts(const struct clean_state *s, const struct app *a, const struct rect *in)
{
	const char *at = s->doubts.s;
	struct buf b = BUF_INIT;
	char count[24];
	int y = 0;

	if (s->doubt_lines == 0)
		return 0;
	snprintf(count, sizeof(count), "%d", s->doubt_lines);
	words_put(a->screens, &b, "word.clean_doubts", count);
	draw_text(in, y++, 1, in->w - 2, INK_WARN, b.s);
	for (; *at && y <= DOUBTS_MOST; y++) {
		size_t n = strcspn(at, "\n");

		buf_clear(&b);
		buf_add(&b, at, n);
		draw_text(in, y, 3, in->w - 4, INK_WARN, b.s);
		at += n + (at[n] == '\n');
	}
	buf_release(&b);
	return y;
}

static void draw(const struct view *v, const struct app *a)
{
	const struct clean_state *s = v->state;
	struct rect in = popup_inside(&v->at);
	int cols = column_cols(&in), y;

	draw_box(&v->at, app_word(a, "clean_title"));
	y = draw_doubts(s, a, &in);
	draw_text(&in, y, 1, cols, INK_HEADER, app_word(a, "clean_before"));
	draw_text(&in, y, cols + 3, cols, INK_HEADER, app_word(a, "clean_after"));
	y++;
	draw_column(&in, y, 1, cols - 1, s->first, s->before);
	draw_column(&in, y, cols + 3, cols - 1, s->first, s->clean.text);
	term_vline(in.y + y, in.x + cols + 1, in.h - y);
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct clean_state *s = v->state;
	size_t page = v->at.h > head_rows(s) + 2 ? (size_t)(v->at.h - 2 - head_rows(s)) : 1;

	if (r == REQ_OPEN)
		return app_answer(a, true, 0, s->clean.text);
	if (r == REQ_BACK)
		return app_answer(a, false, 0, NULL);
	return move_cursor(r, s->rows > page ? s->rows - page + 1 : 1, page, &s->first);
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	return k->button >= 3 ? request(v, a, k->button == 3 ? REQ_UP : REQ_DOWN) : EFFECT_NONE;
}

static void close_clean(struct view *v)
{
	struct clean_state *s = v->state;

	mem_free(s->before);
	clean_release(&s->clean);
	buf_release(&s->doubts);
	mem_free(s);
}

static const enum request requests[] = {
	REQ_OPEN, REQ_BACK, REQ_UP, REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "clean",
	.popup = true,
	.requests = requests,
	.layout = layout,
	.draw = draw,
	.request = request,
	.mouse = mouse,
	.close = close_clean,
};

struct view *clean_view(const struct app *a, const char *before, struct clean *c)
{
	struct clean_state *s = mem_alloc(sizeof(*s));

	s->before = mem_dup(before);
	s->clean = *c;
	*c = (struct clean){ 0 };
	s->doubts = (struct buf)BUF_INIT;
	clean_say(&s->clean, a->screens, &s->doubts);
	s->doubt_lines = count_lines(s->doubts.s);
	return view_make(&ops, s);
}

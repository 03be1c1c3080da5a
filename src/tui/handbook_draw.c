#include "base/text.h"
#include "handbook_internal.h"
#include "screen/form.h"
#include "screen/words.h"

#include <stdio.h>

#define WIDE 110
#define LIST_COLS 26

bool book_is_wide(int cols)
{
	return cols >= WIDE;
}

static bool is_wide(const struct view *v)
{
	return book_is_wide(v->at.w);
}

struct rect book_body(const struct view *v)
{
	struct rect r = v->at;

	if (is_wide(v)) {
		r.x += LIST_COLS + 1;
		r.w -= LIST_COLS + 1;
	} else {
		r.y += 2;
		r.h -= 2;
	}
	return r;
}

static const char *name_of(const struct app *a, const struct chapter *c)
{
	char key[32];

	snprintf(key, sizeof(key), "word.chapter_%d", c->number);
	return words_has(a->screens, key) ? words_get(a->screens, key) : c->form->title;
}

const char *book_mark(const struct app *a, bool gap)
{
	if (term_is_ascii())
		return gap ? "x" : "o";
	return app_word(a, gap ? "chapter_gaps" : "chapter_ok");
}

const char *book_chapter_name(const struct book *b, const struct app *a, size_t i)
{
	return name_of(a, &b->chapter[i]);
}

static const char *chapter_mark(const struct book *b, const struct app *a, size_t i)
{
	if (b->gaps[i] == BOOK_UNKNOWN)
		return "";
	if (!b->reviewed)
		return book_mark(a, b->gaps[i] > 0);
	switch (b->verdict[i]) {
	case 's':
		return "o";
	case 'f':
		return term_is_ascii() ? "+" : app_word(a, "chapter_ok");
	case 'p':
		return book_mark(a, true);
	default:
		return "-";
	}
}

static enum ink chapter_ink(const struct book *b, size_t i)
{
	if (!b->reviewed)
		return b->gaps[i] > 0 ? INK_BAD : INK_GOOD;
	return b->verdict[i] == 'p' ? INK_BAD : b->verdict[i] ? INK_GOOD : INK_DIM;
}

static void label_of(const struct book *b, const struct app *a, size_t i, bool loose, struct buf *out)
{
	buf_clear(out);
	buf_addf(out, loose ? "%d %s" : "%d%s", b->chapter[i].number, name_of(a, &b->chapter[i]));
}

/* Where each chapter stands in one line: as loose as there is room; if there is none, shifted so that the one at hand
 * is seen. */
static bool place(const struct view *v, const struct app *a, int x[BOOK_CHAPTERS + 1])
{
	const struct book *b = v->state;
	struct buf label = BUF_INIT;
	int width[BOOK_CHAPTERS], shift;
	bool loose = true;

	for (size_t i = 0; i < b->n; i++) {
		label_of(b, a, i, false, &label);
		width[i] = text_width(label.s);
	}
	for (int gap = 3; gap >= 0; gap--) {
		int at = 1;

		loose = gap > 0;
		for (size_t i = 0; i < b->n; i++) {
			x[i] = at;
			at += width[i] + (loose ? 1 + 2 + gap : 2 + 1);
		}
		x[b->n] = at;
		if (at - (loose ? gap : 1) <= v->at.w)
			break;
	}
	shift = x[b->at + 1] - v->at.w;
	if (shift > 0)
		for (size_t i = 0; i <= b->n; i++)
			x[i] -= shift;
	buf_release(&label);
	return loose;
}

static void draw_line(const struct view *v, const struct app *a)
{
	const struct book *b = v->state;
	int x[BOOK_CHAPTERS + 1];
	bool loose = place(v, a, x);
	struct buf label = BUF_INIT;

	draw_fill(&v->at, 0, INK_NORMAL);
	for (size_t i = 0; i < b->n; i++) {
		int end;

		if (x[i] < 0)
			continue;
		label_of(b, a, i, loose, &label);
		end = draw_text(&v->at, 0, x[i], 0, i == b->at ? INK_SELECTED : INK_NORMAL, label.s);
		draw_text(&v->at, 0, end + 1, 0, chapter_ink(b, i), chapter_mark(b, a, i));
	}
	draw_rule(&v->at, 1);
	buf_release(&label);
}

static void draw_list(const struct view *v, const struct app *a)
{
	const struct book *b = v->state;
	struct rect r = v->at;
	struct buf label = BUF_INIT;

	r.w = LIST_COLS;
	for (size_t i = 0; i < b->n; i++) {
		enum ink ink = i == b->at ? INK_SELECTED : INK_NORMAL;
		char count[16] = "";

		if (b->gaps[i] > 0)
			snprintf(count, sizeof(count), "%d", b->gaps[i]);
		label_of(b, a, i, true, &label);
		draw_fill(&r, (int)i, ink);
		draw_text(&r, (int)i, 1, LIST_COLS - 8, ink, label.s);
		draw_text(&r, (int)i, LIST_COLS - 6, 0, i == b->at ? ink : chapter_ink(b, i), chapter_mark(b, a, i));
		draw_text(&r, (int)i, LIST_COLS - 4, 0, i == b->at ? ink : INK_BAD, count);
	}
	term_vline(r.y, r.x + LIST_COLS, r.h);
	buf_release(&label);
}

void book_draw(const struct view *v, const struct app *a)
{
	const struct book *b = v->state;
	struct rect body = book_body(v);

	if (is_wide(v))
		draw_list(v, a);
	else
		draw_line(v, a);
	page_draw(&b->page, &body, true);
}

size_t book_chapter_at(const struct view *v, const struct app *a, int y, int x)
{
	const struct book *b = v->state;
	int place_of[BOOK_CHAPTERS + 1];

	if (is_wide(v))
		return x < v->at.x + LIST_COLS && y - v->at.y < (int)b->n ? (size_t)(y - v->at.y) : b->n;
	if (y != v->at.y)
		return b->n;
	place(v, a, place_of);
	for (size_t i = 0; i < b->n; i++)
		if (x - v->at.x >= place_of[i] && x - v->at.x < place_of[i + 1])
			return i;
	return b->n;
}

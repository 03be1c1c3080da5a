#include "item.h"
#include "line.h"
#include "list_internal.h"

#include "base/text.h"
#include "screen/words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define FLEX_MIN 8

int list_status_rows(const struct list *l)
{
	return l->finding || l->jumping || l->words.text.n > 0 || l->filter >= 0 || l->sort > 0;
}

int list_pane(const struct view *v)
{
	if (v->at.w < LIST_WIDE)
		return v->at.w;
	return v->at.w < 140 ? v->at.w * 3 / 5 : v->at.w / 2 + 8;
}

static size_t fit_columns(const struct list_def *d, int cols, int width[LISTING_COLUMNS])
{
	int wanted[LISTING_COLUMNS];
	size_t n = d->n_columns < LISTING_COLUMNS ? d->n_columns : LISTING_COLUMNS;

	for (size_t i = 0; i < n; i++)
		wanted[i] = d->column[i].width;
	return draw_columns(wanted, n, 1, cols - 1, 1, FLEX_MIN, width);
}

static void draw_header(const struct rect *r, const struct list_def *d, const int *width, size_t n)
{
	int x = 1;

	draw_fill(r, 0, INK_HEADER);
	for (size_t i = 0; i < n; i++)
		x = draw_cell(r, 0, x, width[i], d->column[i].right, INK_HEADER, d->column[i].label);
}

static void draw_row(const struct rect *r, int y, const struct list *l, size_t i, const int *width, size_t n)
{
	enum ink ink = i == l->at ? INK_SELECTED : INK_NORMAL;
	int x = 1;

	draw_fill(r, y, ink);
	if (i == l->at)
		draw_text(r, y, 0, 1, ink, ">");
	for (size_t c = 0; c < n; c++) {
		struct buf b = BUF_INIT;

		field_format(&l->def->column[c].as, &l->rows[i].cell[c], &b);
		x = draw_cell(r, y, x, width[c], l->def->column[c].right, ink, b.s);
		buf_release(&b);
	}
}

/* Nothing to show: why, and the key that helps. */
static void draw_empty(const struct rect *r, const struct list *l, const struct app *a)
{
	struct buf b = BUF_INIT;
	const char *key = "word.list_empty";
	char first[24], own[64];

	if (l->words.text.n > 0 || l->filter >= 0)
		key = "word.list_nothing_found";
	else if (snprintf(own, sizeof(own), "word.list_empty.%s", l->def->name) > 0 && words_has(a->screens, own))
		key = own;
	else if (l->def->fresh[0])
		key = "word.list_empty_new";
	words_put(a->screens, &b, key, work_key(a, REQ_NEW, first));
	draw_wrapped(r, 2, 2, r->w - 4, 3, INK_DIM, b.s);
	buf_release(&b);
}

static void status_text(const struct rect *r, int y, const struct list *l, const struct app *a)
{
	int x = 1;

	if (l->filter >= 0) {
		x = draw_text(r, y, x, 0, INK_LABEL, l->def->filter[l->filter].label);
		x = draw_text(r, y, x, 0, INK_LABEL, " = ");
		x = draw_text(r, y, x, 0, INK_MATCH, l->filter_shown) + 2;
	}
	if (l->sort > 0) {
		x = draw_text(r, y, x, 0, INK_LABEL, app_word(a, "list_sorted"));
		draw_text(r, y, x + 1, 0, INK_MATCH, l->def->sort[l->sort].label);
	}
}

static void draw_status(const struct rect *r, const struct list *l, const struct app *a)
{
	int x, y = r->h - 1;

	draw_fill(r, y, INK_NORMAL);
	if (l->jumping) {
		x = l->jump_x;
		draw_text(r, y, 1, 0, INK_LABEL, app_word(a, "list_jump"));
		line_draw(r, y, x, r->w - x - 1, INK_FIELD_FOCUS, &l->jump);
		return;
	}
	if (!l->finding && l->words.text.n == 0) {
		status_text(r, y, l, a);
		return;
	}
	x = draw_text(r, y, 1, 0, INK_LABEL, "/") + 1;
	if (!l->finding)
		x = draw_text(r, y, x, 0, INK_MATCH, l->words.text.s);
	else
		line_draw(r, y, x, r->w - 4, INK_FIELD_FOCUS, &l->words);
}

void list_draw(const struct view *v, const struct app *a)
{
	const struct list *l = v->state;
	struct rect r = v->at;
	int width[LISTING_COLUMNS];
	size_t n;

	r.w = list_pane(v);
	n = fit_columns(l->def, r.w, width);
	draw_header(&r, l->def, width, n);
	for (size_t i = 0; i < l->n && i < l->height; i++)
		draw_row(&r, (int)i + 1, l, i, width, n);
	if (l->n == 0)
		draw_empty(&r, l, a);
	if (list_status_rows(l))
		draw_status(&r, l, a);
	if (r.w < v->at.w) {
		struct rect side = { .y = r.y, .x = r.x + r.w + 1, .h = r.h, .w = v->at.w - r.w - 1 };

		term_vline(r.y, r.x + r.w, r.h);
		list_side_draw(&side, l);
	}
}

void list_cursor(const struct view *v, int *y, int *x)
{
	const struct list *l = v->state;

	*y = -1;
	if (!l->finding && !l->jumping)
		return;
	*y = v->at.y + v->at.h - 1;
	if (l->jumping)
		*x = v->at.x + l->jump_x + line_cursor(&l->jump, list_pane(v) - l->jump_x - 1);
	else
		*x = v->at.x + 3 + line_cursor(&l->words, list_pane(v) - 4);
}

/* What is not known yet: an ellipsis. */
static void number(struct buf *b, int64_t n)
{
	if (n > 0)
		buf_addf(b, "%lld", (long long)n);
	else
		buf_adds(b, term_is_ascii() ? "..." : "\u2026");
}

void list_title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct list *l = v->state;

	(void)a;
	if (l->parent_title)
		buf_adds(left, l->parent_title);
	if (l->n == 0) {
		buf_adds(right, "0");
		return;
	}
	number(right, list_place(l));
	buf_adds(right, "/");
	number(right, l->count < 0 ? 0 : l->count);
	if (l->found_more)
		buf_adds(right, "+");
}

/* The first sort value there is, "" if none: what the order goes by. */
static const char *sorted_by(const struct list *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->rows[i].sort.kind == VALUE_TEXT && l->rows[i].sort.text[0])
			return l->rows[i].sort.text;
	return "";
}

const char *list_jump_word(const struct list *l)
{
	const char *first = sorted_by(l);

	if (!isdigit((unsigned char)first[0]))
		return NULL;
	return strlen(first) > 4 && first[4] == '-' ? "list_jump_date" : "list_jump_digits";
}

void list_hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct list *l = v->state;
	const char *word = l->jumping ? list_jump_word(l) : NULL;

	if (word)
		buf_adds(out, app_word(a, word));
}

#include "timeline.h"

#include "base/text.h"
#include "item.h"
#include "screen/form.h"
#include "screen/words.h"

#include <stdio.h>
#include <string.h>

#define KIND_COLS 10
#define KIND_MOST 18
#define TITLE_COLS 20

unsigned timeline_taken_back(struct app *a, bool undo, const char *what, const char *title, int records)
{
	struct buf action = BUF_INIT, many = BUF_INIT;
	char count[16];
	unsigned fx;

	words_action(a->screens, what, &action);
	if (records < 2) {
		fx = app_say(a, undo ? "undone" : "redone", action.s, title);
	} else {
		snprintf(count, sizeof(count), "%d", records);
		words_put(a->screens, &many, "word.records_many", count, title);
		fx = app_say(a, undo ? "undone_many" : "redone_many", action.s, many.s);
	}
	buf_release(&action);
	buf_release(&many);
	return fx;
}

static void shown_value(const struct app *a, const struct field *f, const struct value *v, struct buf *out)
{
	static const struct field plain = { .type = FIELD_TEXT };

	if (v->kind == VALUE_NULL)
		buf_adds(out, app_word(a, "history_blank"));
	else
		work_value(a, f ? f : &plain, v, out);
}

void timeline_change(const struct app *a, const struct trace *t, struct buf *out)
{
	const struct form *form = screens_form_of_table(a->screens, t->table);
	const struct field *f = form && t->column[0] ? form_field(form, t->column) : NULL;
	struct buf before = BUF_INIT, after = BUF_INIT;

	if (t->op == 'I') {
		buf_adds(out, app_word(a, "history_added"));
	} else if (t->op == 'D') {
		buf_adds(out, app_word(a, "history_removed"));
	} else if (strcmp(t->column, "deleted_on") == 0) {
		buf_adds(out, app_word(a, t->after.kind == VALUE_NULL ? "history_restored" : "history_binned"));
	} else {
		shown_value(a, f, &t->before, &before);
		shown_value(a, f, &t->after, &after);
		words_put(a->screens, out, "word.history_change", f ? f->label : words_column(a->screens, t->column),
			  before.s, after.s);
	}
	buf_release(&before);
	buf_release(&after);
}

static void write_heading(struct page *p, const struct app *a, const struct trace *t)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%.10s %.5s  %s%s", t->at, strlen(t->at) > 11 ? t->at + 11 : "", t->who, t->who[0] ? "  " : "");
	words_action(a->screens, t->action, &b);
	if (t->undone)
		buf_adds(&b, app_word(a, "undone_mark"));
	page_heading(p, b.s);
	buf_release(&b);
}

/* A row that went is told cell by cell; once is enough. */
static bool is_repeated(const struct trace *list, size_t i)
{
	return i > 0 && list[i].op == 'D' && list[i - 1].op == 'D' && list[i].seq == list[i - 1].seq;
}

static void write_row(struct page *p, const struct app *a, const struct trace *t)
{
	enum ink ink = t->undone ? INK_DIM : INK_NORMAL;
	struct buf b = BUF_INIT;

	if (t->op == 'U') {
		page_cell(p, t->undone ? INK_DIM : INK_LABEL, t->title);
		timeline_change(a, t, &b);
	} else {
		timeline_change(a, t, &b);
		buf_addf(&b, "  %s", t->title);
	}
	page_cell(p, ink, b.s);
	buf_release(&b);
}

/* As wide as the longest kind that is there. */
static int kind_cols(const struct app *a, const struct trace *list, size_t n)
{
	int most = KIND_COLS;

	for (size_t i = 0; i < n; i++) {
		int w = text_width(work_table(a, list[i].table));

		most = w > most ? w : most;
	}
	return most < KIND_MOST ? most : KIND_MOST;
}

void timeline_write(struct page *p, const struct app *a, const struct trace *list, size_t n, bool one)
{
	int kind = kind_cols(a, list, n);
	const struct page_column changed[] = { { kind, false }, { TITLE_COLS, false }, { 0, false } };
	const struct page_column whole[] = { { kind, false }, { 0, false } };
	size_t grid[] = { page_grid(p, changed, 3), page_grid(p, whole, 2), page_grid(p, whole + 1, 1) };

	for (size_t i = 0; i < n; i++) {
		const struct trace *t = &list[i];
		struct buf b = BUF_INIT;

		if (i == 0 || t->txn != list[i - 1].txn || t->txn == 0)
			write_heading(p, a, t);
		if (is_repeated(list, i))
			continue;
		page_row(p, one ? grid[2] : t->op == 'U' ? grid[0] : grid[1], 0, (int64_t)i, NULL);
		if (one) {
			timeline_change(a, t, &b);
			page_cell(p, t->undone ? INK_DIM : INK_NORMAL, b.s);
		} else {
			page_cell(p, t->undone ? INK_DIM : INK_LABEL, work_table(a, t->table));
			write_row(p, a, t);
		}
		buf_release(&b);
	}
}

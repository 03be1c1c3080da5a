/* The lines of a chapter: its records, field by field, with the gaps marked where they are. */
#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "handbook_internal.h"
#include "model/record.h"
#include "screen/form.h"
#include "screen/words.h"
#include "section.h"
#include "steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NEWEST 5
#define FAMILY 30   /* members are shown whole */
#define GAP_ROWS 20 /* older records are shown too if something is missing in them */
#define YEARS 40
#define LABEL_MOST 26
#define BEFORE_COLS 24 /* the year before */

struct rows {
	int64_t id[GAP_ROWS + FAMILY + YEARS];
	size_t n;
};

struct writer {
	struct book *b;
	struct app *a;
	const struct form *form;
	size_t grid;
	bool many; /* the chapter has several records: blanks nobody asks for are left out */
	const struct record *record;
	const struct record *before; /* the sheet of the year before, beside it; or NULL */
	struct buf text;             /* of a field another one's visibility asks for */
};

const struct list_def *book_list(const struct book *b, const struct app *a)
{
	const struct form *form = b->chapter[b->at].form;
	const struct list_def *const *list;
	size_t n = screens_lists(a->screens, &list);

	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i]->parent, "household") == 0 && strcmp(list[i]->form, form->name) == 0)
			return list[i];
	return NULL;
}

bool book_is_gap(const struct book *b, int64_t row, const char *column)
{
	const char *section = b->chapter[b->at].form->name;

	for (size_t i = 0; i < b->n_gaps; i++)
		if (b->gap[i].row == row && strcmp(b->gap[i].section, section) == 0 &&
		    strcmp(b->gap[i].column, column) == 0)
			return true;
	return false;
}

static void add_row(struct rows *r, int64_t id)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->id[i] == id)
			return;
	if (r->n < sizeof(r->id) / sizeof(r->id[0]))
		r->id[r->n++] = id;
}

static const char *text_of(void *arg, const char *name)
{
	struct writer *w = arg;
	const struct field *f = form_field(w->form, name);
	const struct value *v = record_get(w->record, name);

	buf_clear(&w->text);
	if (f && v)
		field_format(f, v, &w->text);
	return w->text.s;
}

/* Computed fields are known of the sheet of a year alone, where the formula stands with the sum. */
static void value_of(struct writer *w, const struct field *f, const struct record *r, struct buf *out)
{
	const struct value *v = record_get(r, f->name);

	if (f->type == FIELD_COMPUTED)
		book_computed(w->a, w->form->table, f, r->id, out, NULL);
	else if (v && v->kind != VALUE_NULL)
		work_value(w->a, f, v, out);
	if (out->n > 0 && f->unit[0])
		buf_addf(out, " %s", f->unit);
}

static bool is_yearly(const struct writer *w)
{
	return strcmp(w->form->table, "household_year") == 0;
}

static void write_cells(struct writer *w, const struct field *f, bool gap, const char *text)
{
	struct page *p = &w->b->page;
	struct buf before = BUF_INIT;

	page_row(p, w->grid, BOOK_CELL, w->record->id, f->name);
	page_cell(p, gap ? INK_BAD : INK_DIM, gap ? book_mark(w->a, true) : "");
	page_cell(p, INK_LABEL, f->label);
	page_cell(p, gap ? INK_BAD : f->type == FIELD_COMPUTED ? INK_HEADER : INK_NORMAL, text);
	if (w->before) {
		value_of(w, f, w->before, &before);
		page_cell(p, INK_DIM, before.s);
	}
	buf_release(&before);
}

static void write_field(struct writer *w, const struct field *f)
{
	bool gap = book_is_gap(w->b, w->record->id, f->name);
	struct buf b = BUF_INIT;

	if (w->b->later && w->b->n_gaps == 0 && w->b->page.n >= w->b->rows)
		return;                                   /* below what is seen */
	if (strcmp(f->name, w->form->parent_column) == 0) /* whose page this is stands above */
		return;
	if ((f->type == FIELD_COMPUTED && !is_yearly(w)) || (!gap && !field_is_visible(f, text_of, w)))
		return;
	value_of(w, f, w->record, &b);
	if (b.n == 0 && w->many && !gap)
		return;
	if (gap) {
		buf_clear(&b);
		buf_addf(&b, "________  %s", app_word(w->a, "gap"));
	}
	write_cells(w, f, gap, b.s);
	buf_release(&b);
}

static bool has_field(const struct section *part, const struct form *form, const char *name)
{
	for (size_t i = part->first; i < part->first + part->n; i++)
		if (strcmp(form->field[i].name, name) == 0)
			return true;
	return false;
}

/* Above two columns, which year is which. */
static void write_years(struct writer *w)
{
	if (!w->before)
		return;
	page_labels(&w->b->page, w->grid);
	page_cell(&w->b->page, INK_DIM, "");
	page_cell(&w->b->page, INK_DIM, "");
	page_cell(&w->b->page, INK_DIM, w->b->year);
	page_cell(&w->b->page, INK_DIM, record_text(w->before, "year"));
}

static int write_record(struct writer *w, int64_t id, struct err *e)
{
	struct record r;
	char *title;

	record_init(&r, w->form->table);
	if (record_load(w->a->office, w->form->table, id, &r, e) < 0) {
		record_release(&r);
		return -1;
	}
	w->record = &r;
	if (w->many) {
		title = record_title(w->a->office, w->form->table, id);
		page_heading(&w->b->page, title);
		mem_free(title);
	}
	if (strcmp(w->form->table, "monitoring_case") == 0 &&
	    steps_write(&w->b->page, w->a, id, BOOK_STEP, NULL, NULL, e) < 0) {
		record_release(&r);
		return -1;
	}
	for (size_t s = 0; s < w->form->n_sections; s++) {
		const struct section *part = &w->form->section[s];

		if (!w->many && part->title[0])
			page_heading(&w->b->page, part->title);
		write_years(w);
		for (size_t i = part->first; i < part->first + part->n; i++)
			write_field(w, &w->form->field[i]);
		if (is_yearly(w) && has_field(part, w->form, "net"))
			book_formula(w->b, w->a, w->form, id);
	}
	w->record = NULL;
	record_release(&r);
	return 0;
}

/* A record that ought to be there and is not. */
static void write_missing(struct writer *w)
{
	const struct book *b = w->b;
	bool headed = false;
	char key[24];

	for (size_t i = 0; i < b->n_gaps; i++) {
		const struct gap *g = &b->gap[i];
		const struct field *f = form_field(w->form, g->column);
		struct buf text = BUF_INIT;

		if (g->row != 0 || strcmp(g->section, w->form->name) != 0 || !f)
			continue;
		if (!headed) {
			if (g->title[0])
				buf_addf(&text, "%s  ", g->title);
			words_put(w->a->screens, &text, "word.handbook_row_missing", work_key(w->a, REQ_NEW, key));
			page_heading(&w->b->page, text.s);
			buf_clear(&text);
			headed = true;
		}
		page_row(&w->b->page, w->grid, BOOK_CELL, 0, f->name);
		page_cell(&w->b->page, INK_BAD, book_mark(w->a, true));
		page_cell(&w->b->page, INK_LABEL, f->label);
		buf_addf(&text, "________  %s", app_word(w->a, "gap"));
		page_cell(&w->b->page, INK_BAD, text.s);
		buf_release(&text);
	}
}

/* Only this year's sheet of the yearly facts. */
static int keep_year(struct writer *w, struct rows *r, struct err *e)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->n; i++) {
		struct record y;
		int rc;

		record_init(&y, w->form->table);
		rc = record_load(w->a->office, w->form->table, r->id[i], &y, e);
		if (rc == 0 && strcmp(record_text(&y, "year"), w->b->year) == 0)
			r->id[kept++] = r->id[i];
		record_release(&y);
		if (rc < 0)
			return -1;
	}
	r->n = kept;
	return 0;
}

/* Records with gaps, then the newest. *all: how many there are. */
static int find_rows(struct writer *w, const struct list_def *d, struct rows *r, int64_t *all, struct err *e)
{
	struct listing q = list_listing(d, d->n_sorts > 0 ? 0 : -1, -1);
	struct listing_row *rows = NULL;
	bool yearly = is_yearly(w);
	size_t n = 0, most = yearly || strcmp(w->form->table, "document") == 0 ? YEARS
			     : strcmp(w->form->table, "person") == 0           ? FAMILY
									       : NEWEST;

	for (size_t i = 0; i < w->b->n_gaps && r->n < GAP_ROWS; i++)
		if (w->b->gap[i].row != 0 && strcmp(w->b->gap[i].section, w->form->name) == 0)
			add_row(r, w->b->gap[i].row);
	q.parent = w->b->household;
	if (listing_page(w->a->office, &q, NULL, false, most, &rows, &n, e) < 0 ||
	    listing_count(w->a->office, &q, all, e) < 0) {
		listing_free(&rows, n);
		return -1;
	}
	for (size_t i = 0; i < n; i++)
		add_row(r, rows[i].id);
	listing_free(&rows, n);
	if (!yearly)
		return 0;
	*all = 0;
	return keep_year(w, r, e);
}

/* The sheets of two years stand side by side where there is room. */
static int write_sheet(struct writer *w, const struct rows *rows, struct err *e)
{
	char year[8];
	struct record before;
	int64_t id;
	int rc = 0;

	snprintf(year, sizeof(year), "%04u", (unsigned)(atoi(w->b->year) - 1) % 10000);
	record_init(&before, w->form->table);
	id = w->b->wide ? book_sheet(w->b, w->a, year) : 0;
	if (id && record_load(w->a->office, w->form->table, id, &before, e) < 0)
		rc = -1;
	w->before = id && rc == 0 ? &before : NULL;
	for (size_t i = 0; i < rows->n && rc == 0; i++)
		rc = write_record(w, rows->id[i], e);
	w->before = NULL;
	record_release(&before);
	return rc == 0 ? book_indicators(w->b, w->a, e) : -1;
}

static int write_rows(struct writer *w, const struct rows *rows, struct err *e)
{
	if (is_yearly(w))
		return write_sheet(w, rows, e);
	for (size_t i = 0; i < rows->n; i++)
		if (write_record(w, rows->id[i], e) < 0)
			return -1;
	return 0;
}

static int write_chapter(struct writer *w, struct err *e)
{
	bool own = strcmp(w->form->table, "household") == 0;
	const struct list_def *d = own ? NULL : book_list(w->b, w->a);
	struct rows rows = { .n = 0 };
	int64_t all = 0;

	if (own)
		add_row(&rows, w->b->household);
	else if (d && find_rows(w, d, &rows, &all, e) < 0)
		return -1;
	w->many = strcmp(w->form->table, "household") != 0 && !is_yearly(w);
	write_missing(w);
	if (write_rows(w, &rows, e) < 0)
		return -1;
	if (all > (int64_t)rows.n)
		section_all(&w->b->page, w->a, BOOK_ALL, all);
	if (w->b->page.n == 0)
		page_text(&w->b->page, INK_DIM, app_word(w->a, "none"));
	return strcmp(w->form->table, "document") == 0 ? book_evidence(w->b, w->a, rows.id, rows.n, e) : 0;
}

/* As wide as the widest label, up to a third of a narrow terminal. */
static int label_cols(const struct form *form)
{
	int most = 0;

	for (size_t i = 0; i < form->n_fields; i++) {
		int w = text_width(form->field[i].label);

		most = w > most ? w : most;
	}
	return most < LABEL_MOST ? most : LABEL_MOST;
}

int book_load_page(struct book *b, struct app *a, struct err *e)
{
	struct writer w = { .b = b, .a = a, .form = b->chapter[b->at].form, .text = BUF_INIT };
	int rc;

	page_clear(&b->page);
	w.grid = page_grid(&b->page,
			   (const struct page_column[]){
				   { 1, false }, { label_cols(w.form), false }, { 0, false }, { BEFORE_COLS, false } },
			   b->wide && is_yearly(&w) ? 4 : 3);
	rc = write_chapter(&w, e);
	buf_release(&w.text);
	return rc;
}

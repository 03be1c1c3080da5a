#include "exchange/handbook_paper.h"

#include "export_parts.h"

#include "base/mem.h"
#include "base/text.h"
#include "exchange/paper.h"
#include "model/handbook.h"
#include "screen/checks.h"
#include "screen/form.h"
#include "screen/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define PAIR_WIDE 24 /* columns of a value that gets its row for itself */

/* One chapter: its rows as a sheet, and what is missing in words. */
struct chapter_out {
	const char *title;
	struct sheet sheet;
	bool pairs; /* one record: labels and values */
	struct buf missing;
};
struct book_out {
	struct office *o;
	const struct screens *s;
	int64_t household;
	char year[5];
	struct gap *gap;
	size_t n_gaps;
	struct chapter_out *chapter;
	size_t n;
	int64_t rows;
};

static bool is_gap(const struct book_out *b, const struct form *f, int64_t row, const char *column)
{
	for (size_t i = 0; i < b->n_gaps; i++)
		if (b->gap[i].row == row && strcmp(b->gap[i].section, f->name) == 0 &&
		    strcmp(b->gap[i].column, column) == 0)
			return true;
	return false;
}

static int64_t year_row(const struct book_out *b)
{
	struct listing q = { .from = "household_year",
			     .key = "id",
			     .where = "household_id = :parent AND deleted_on IS NULL",
			     .filter = "year = :filter",
			     .parent = b->household,
			     .filter_value = b->year };
	struct listing_row *rows = NULL;
	size_t n = 0;
	int64_t id = 0;

	if (listing_page(b->o, &q, NULL, false, 1, &rows, &n, NULL) == 0 && n > 0)
		id = rows[0].id;
	listing_free(&rows, n);
	return id;
}

/* What a field holds, or that it ought to: then it is a column. */
static bool add_cell(struct book_out *b, struct chapter_out *c, const struct form *f, const struct field *field,
		     const struct record *r, struct value *v)
{
	bool gap;
	struct sheet_column *column;

	if (field->type == FIELD_COMPUTED)
		return false;
	*v = export_value(b->o, field, r);
	gap = v->kind == VALUE_NULL && is_gap(b, f, r->id, field->name);
	if (v->kind == VALUE_NULL && !gap)
		return false;
	if (gap)
		*v = value_text(words_get(b->s, "handbook.blank"));
	column = sheet_column(&c->sheet, field->label, gap ? SHEET_TEXT : export_type(field));
	column->privacy = field->privacy;
	column->decimals = field->decimals;
	return true;
}

static int add_record(struct book_out *b, struct chapter_out *c, const struct form *f, int64_t id, struct err *e)
{
	struct value *v = mem_alloc((f->n_fields + 1) * sizeof *v);
	struct sheet_line *l;
	struct record r;
	size_t n = 0;
	int rc;

	record_init(&r, f->table);
	rc = record_load(b->o, f->table, id, &r, e);
	for (size_t i = 0; rc == 0 && i < f->n_fields; i++)
		n += add_cell(b, c, f, &f->field[i], &r, &v[n]);
	l = sheet_add(&c->sheet, SHEET_ROW, id);
	for (size_t i = 0; i < n; i++)
		sheet_set(&c->sheet, l, i, v[i]);
	b->rows += rc == 0;
	c->pairs = true;
	record_release(&r);
	mem_free(v);
	return rc;
}

static const struct list_def *list_of(const struct book_out *b, const struct form *f)
{
	const struct list_def *const *list;
	size_t n = screens_lists(b->s, &list);

	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i]->parent, "household") == 0 && strcmp(list[i]->form, f->name) == 0)
			return list[i];
	return NULL;
}

static int take(void *arg, struct sheet *page, struct err *e)
{
	struct sheet *to = arg;

	(void)e;
	if (to->columns == 0) {
		sheet_release(to);
		sheet_copy_head(to, page);
	}
	for (size_t i = 0; i < page->lines; i++) {
		struct sheet_line *l = sheet_add(to, SHEET_ROW, page->line[i].id);

		for (size_t c = 0; c < to->columns; c++)
			sheet_set(to, l, c, value_copy(&page->line[i].cell[c]));
	}
	return 0;
}

static int add_rows(struct book_out *b, struct chapter_out *c, const struct form *f, struct err *e)
{
	const struct list_def *d = list_of(b, f);
	struct listing q;

	if (!d)
		return 0;
	q = list_listing(d, d->n_sorts ? 0 : -1, -1);
	q.parent = b->household;
	if (export_list(b->o, d, &q, take, &c->sheet, e) < 0)
		return -1;
	c->sheet.title[0] = '\0'; /* the chapter has one */
	b->rows += (int64_t)c->sheet.lines;
	return 0;
}

/* A row with blanks: its title and their labels; a row that is not there has its column's name alone. */
static void say_missing(struct book_out *b, struct chapter_out *c, const struct form *f)
{
	int64_t row = -1;

	for (size_t i = 0; i < b->n_gaps; i++) {
		const struct gap *g = &b->gap[i];
		const struct field *field;

		if (strcmp(g->section, f->name) != 0 || (c->pairs && g->row != 0))
			continue;
		field = form_field(f, g->column);
		if (g->row != row || c->missing.n == 0) {
			buf_addf(&c->missing, "%s%s ", c->missing.n ? "\n" : "", words_get(b->s, "handbook.blank"));
			if (g->row != 0 && g->title[0])
				words_put(b->s, &c->missing, "handbook.row", g->title);
		} else {
			buf_adds(&c->missing, words_get(b->s, "handbook.and"));
		}
		buf_adds(&c->missing, field ? field->label : g->column);
		row = g->row;
	}
}

static int add_chapter(struct book_out *b, const struct form *f, struct err *e)
{
	struct chapter_out *c = &b->chapter[b->n++];
	int64_t id;
	int rc = 0;

	*c = (struct chapter_out){ .title = f->title, .missing = BUF_INIT };
	sheet_init(&c->sheet, "");
	if (strcmp(f->table, "household") == 0)
		rc = add_record(b, c, f, b->household, e);
	else if (strcmp(f->table, "household_year") != 0)
		rc = add_rows(b, c, f, e);
	else if ((id = year_row(b)) != 0)
		rc = add_record(b, c, f, id, e);
	say_missing(b, c, f);
	return rc;
}

static void release(struct book_out *b)
{
	for (size_t i = 0; i < b->n; i++) {
		sheet_release(&b->chapter[i].sheet);
		buf_release(&b->chapter[i].missing);
	}
	mem_free(b->chapter);
	free(b->gap);
}

static int gather(struct book_out *b, enum profile p, struct err *e)
{
	const struct handbook_field *field;
	const struct chapter *chapter;
	size_t nf = screens_handbook(b->s, &field), n = screens_chapters(b->s, &chapter);
	int rc;

	handbook_year(b->o, b->year);
	rc = handbook_gaps(b->o, field, nf, b->household, b->year, &b->gap, &b->n_gaps, e);
	if (rc == 0)
		b->n_gaps = gaps_without_waived(b->gap, b->n_gaps);
	b->chapter = mem_alloc((n + 1) * sizeof *b->chapter);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = add_chapter(b, chapter[i].form, e);
	for (size_t i = 0; i < b->n; i++) {
		sheet_apply(&b->chapter[i].sheet, p);
		/* Titles of rows are names of people. */
		if (p != PROFILE_INTERNAL)
			buf_clear(&b->chapter[i].missing);
	}
	return rc;
}

char *handbook_title(struct office *o, const struct screens *s, int64_t household)
{
	char *head = record_title(o, "household", household);
	struct buf b = BUF_INIT;

	words_put(s, &b, "handbook.title", head);
	mem_free(head);
	return buf_detach(&b);
}

/* Who helps now, one after the other. */
static void put_helpers(const struct book_out *b, enum profile p, struct buf *out)
{
	struct listing q = { .from = "pairing_now p JOIN cadre c ON c.id = p.cadre_id",
			     .key = "p.id",
			     .column = { "c.name" },
			     .n_columns = 1,
			     .where = "p.household_id = :parent AND p.started_on <= :today AND (p.ended_on IS NULL OR "
				      "p.ended_on >= :today)",
			     .parent = b->household };
	struct listing_row *rows = NULL;
	size_t n = 0;

	if (listing_page(b->o, &q, NULL, false, 20, &rows, &n, NULL) < 0)
		return;
	for (size_t i = 0; i < n; i++) {
		buf_adds(out, i ? words_get(b->s, "handbook.and") : "");
		if (rows[i].cell[0].kind == VALUE_TEXT)
			profile_text(p, PRIVACY_NAME, rows[i].cell[0].text, out);
	}
	listing_free(&rows, n);
}

/* Head, number, village and group; who helps now. From the chapters' own cells, so that a profile hides them here too.
 */
static void put_head(struct paper *p, const struct book_out *b, enum profile profile)
{
	static const char *const column[] = { "head_name", "household_no", "place_id", "village_group" };
	const struct form *f = screens_form_of_table(b->s, "household");
	const struct sheet *s = &b->chapter[0].sheet;
	struct paper_pair pair[6];
	struct buf text[4] = { BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT };
	struct buf helpers = BUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < 4 && s->lines > 0; i++) {
		const struct field *field = form_field(f, column[i]);

		for (size_t c = 0; field && c < s->columns; c++)
			if (strcmp(s->column[c].label, field->label) == 0) {
				sheet_text(s, s->line, c, &text[i]);
				pair[n++] = (struct paper_pair){ field->label, text[i].s, false };
				break;
			}
	}
	pair[n++] = (struct paper_pair){ words_get(b->s, "handbook.year"), b->year, false };
	put_helpers(b, profile, &helpers);
	pair[n++] = (struct paper_pair){ words_get(b->s, "handbook.helpers"), helpers.s, false };
	paper_pairs(p, pair, n, 2);
	buf_release(&helpers);
	for (size_t i = 0; i < 4; i++)
		buf_release(&text[i]);
}

static void put_pairs(struct paper *p, const struct sheet *s)
{
	struct paper_pair *pair = mem_alloc((s->columns + 1) * sizeof *pair);
	struct buf *text = mem_alloc((s->columns + 1) * sizeof *text);

	for (size_t c = 0; c < s->columns; c++) {
		text[c] = (struct buf)BUF_INIT;
		sheet_text(s, s->line, c, &text[c]);
		pair[c] = (struct paper_pair){ s->column[c].label, text[c].s, text_width(text[c].s) > PAIR_WIDE };
	}
	paper_pairs(p, pair, s->columns, 2);
	for (size_t c = 0; c < s->columns; c++)
		buf_release(&text[c]);
	mem_free(text);
	mem_free(pair);
}

static void put_chapter(struct paper *p, const struct book_out *b, const struct chapter_out *c)
{
	paper_text(p, PAPER_HEADING, c->title);
	if (c->pairs && c->sheet.lines > 0)
		put_pairs(p, &c->sheet);
	else if (c->sheet.lines > 0 && c->sheet.columns > 0)
		paper_sheet(p, &c->sheet);
	else if (c->missing.n == 0)
		paper_text(p, PAPER_SMALL, words_get(b->s, "word.none"));
	if (c->missing.n > 0)
		paper_text(p, PAPER_SMALL, c->missing.s);
}

int handbook_paper(struct office *o, const struct screens *s, int64_t household, enum profile profile, const char *path,
		   int64_t *rows, struct err *e)
{
	struct book_out b = { .o = o, .s = s, .household = household };
	struct paper *p = NULL;
	char *title = NULL;
	int rc = -1;

	if (office_is_file(o, path)) {
		err_set(e, ERR_IO, "FILE_WRITE", path, strerror(EEXIST));
		goto done;
	}
	if (gather(&b, profile, e) < 0 || paper_open(&p, path, false, e) < 0)
		goto done;
	title = profile == PROFILE_INTERNAL ? handbook_title(o, s, household) : NULL;
	paper_footer(p, title ? title : words_get(s, "handbook.name"));
	paper_text(p, PAPER_TITLE, words_get(s, "handbook.name"));
	put_head(p, &b, profile);
	for (size_t i = 0; i < b.n; i++)
		put_chapter(p, &b, &b.chapter[i]);
	*rows = b.rows;
	rc = paper_close(&p, e);
done:
	mem_free(title);
	release(&b);
	return rc;
}

int handbook_plain(struct office *o, const struct screens *s, int64_t household, enum profile profile, int cols,
		   struct buf *out, int64_t *rows, struct err *e)
{
	struct book_out b = { .o = o, .s = s, .household = household };
	int rc = gather(&b, profile, e);

	for (size_t i = 0; rc == 0 && i < b.n; i++) {
		const struct chapter_out *c = &b.chapter[i];

		buf_addf(out, "%s%s\n", i ? "\n" : "", c->title);
		if (c->sheet.lines > 0 && c->sheet.columns > 0)
			sheet_plain(&c->sheet, cols, out);
		else if (c->missing.n == 0)
			buf_addf(out, "%s\n", words_get(s, "word.none"));
		if (c->missing.n > 0)
			buf_addf(out, "%s\n", c->missing.s);
	}
	*rows = b.rows;
	release(&b);
	return rc;
}

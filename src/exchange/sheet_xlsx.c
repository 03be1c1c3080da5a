/* XLSX through libxlsxwriter, a row at a time. Digits that are no number are text cells, so that no spreadsheet eats
 * one; money and days are what they are, with a format. */
#include "book_parts.h"

#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define NARROWEST 6
#define WIDEST 60
#define EXACT 1000000000000000 /* beyond it a spreadsheet's number loses digits */
#define A4 9
#define CELL_MOST 32767
#define NAME_MOST 31 /* characters in the name of a sheet */

struct xlsx_out {
	lxw_workbook *book;
	lxw_worksheet *page;
	lxw_format *title, *subtitle, *head, *text, *code, *money, *day, *strong, *decimals[8];
	char *path, *folder;
	lxw_row_t row;  /* next of the page */
	int64_t *lines; /* rows written, by sheet */
	size_t sheets;  /* done */
	int *width;     /* of the page */
	lxw_error failed;
	char cell[64]; /* heading of a cell that was too long */
};

/* The library speaks to standard error, where the screen may be; what failed is told by its codes. */
static int hush(void)
{
	int said = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (said >= 0 && nowhere >= 0)
		dup2(nowhere, STDERR_FILENO);
	if (nowhere >= 0)
		close(nowhere);
	return said;
}

static void speak(int said)
{
	if (said < 0)
		return;
	dup2(said, STDERR_FILENO);
	close(said);
}

static lxw_format *format(struct xlsx_out *x, const char *number)
{
	lxw_format *f = workbook_add_format(x->book);

	if (!f)
		mem_out();
	format_set_border(f, LXW_BORDER_THIN);
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
	if (number)
		format_set_num_format(f, number);
	return f;
}

static void formats(struct xlsx_out *x)
{
	x->title = workbook_add_format(x->book);
	x->subtitle = workbook_add_format(x->book);
	if (!x->title || !x->subtitle)
		mem_out();
	format_set_bold(x->title);
	format_set_font_size(x->title, 16);
	format_set_align(x->title, LXW_ALIGN_CENTER);
	format_set_align(x->title, LXW_ALIGN_VERTICAL_CENTER);
	format_set_align(x->subtitle, LXW_ALIGN_CENTER);
	x->head = format(x, NULL);
	format_set_bold(x->head);
	format_set_align(x->head, LXW_ALIGN_CENTER);
	format_set_text_wrap(x->head);
	x->text = format(x, NULL);
	format_set_text_wrap(x->text);
	x->code = format(x, "@");
	x->money = format(x, "#,##0.00");
	x->day = format(x, "yyyy-mm-dd");
	x->strong = format(x, NULL);
	format_set_bold(x->strong);
}

struct xlsx_out *book_out_open(const char *path, struct err *e)
{
	struct xlsx_out *x = mem_alloc(sizeof(*x));
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	char *slash;

	/* Its own temporary files lie beside the file, where they either fit or do not. */
	x->folder = mem_dup(path);
	slash = strrchr(x->folder, '/');
	if (slash)
		slash[slash == x->folder] = '\0';
	else
		strcpy(x->folder, *x->folder ? "." : "");
	options.tmpdir = x->folder;
	x->path = mem_dup(path);
	x->book = workbook_new_opt(path, &options);
	if (!x->book) {
		mem_free(x->path);
		mem_free(x->folder);
		mem_free(x);
		err_set(e, ERR_IO, "FILE_WRITE", path, strerror(errno));
		return NULL;
	}
	formats(x);
	return x;
}

/* A sheet's name is short, without []:*?/\ and stands once in a book. */
static char *name_of(const struct xlsx_out *x, const char *title)
{
	struct buf b = BUF_INIT;
	size_t characters = 0;
	lxw_worksheet *other;

	for (const char *s = title; *s && characters < NAME_MOST - 4; characters++) {
		size_t n = text_next(s, 0);

		if (!strchr("[]:*?/\\'", *s))
			buf_add(&b, s, n);
		s += n;
	}
	other = workbook_get_worksheet_by_name(x->book, b.s);
	if (other)
		buf_addf(&b, "-%zu", x->sheets + 1);
	return buf_detach(&b);
}

static void note(struct xlsx_out *x, const struct sheet_column *c, lxw_error failed)
{
	if (!failed || x->failed)
		return;
	x->failed = failed;
	if (c && failed == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
		snprintf(x->cell, sizeof(x->cell), "%.*s", (int)text_fit(c->label, 20, NULL), c->label);
}

/* A row has been written. */
static void next_row(struct xlsx_out *x)
{
	x->row++;
	x->lines[x->sheets]++;
}

static void over_all(struct xlsx_out *x, const struct sheet *s, const char *text, lxw_format *f, double height)
{
	if (!text || !*text)
		return;
	worksheet_set_row(x->page, x->row, height, NULL);
	if (s->columns > 1)
		note(x, NULL, worksheet_merge_range(x->page, x->row, 0, x->row, (lxw_col_t)(s->columns - 1), text, f));
	else
		note(x, NULL, worksheet_write_string(x->page, x->row, 0, text, f));
	next_row(x);
}

static void page_setup(struct xlsx_out *x, const struct sheet *s)
{
	worksheet_set_paper(x->page, A4);
	if (s->landscape)
		worksheet_set_landscape(x->page);
	worksheet_fit_to_pages(x->page, 1, 0);
	worksheet_set_margins(x->page, 0.5, 0.5, 0.6, 0.6);
	worksheet_set_footer(x->page, "&C&P/&N");
	worksheet_repeat_rows(x->page, x->row, x->row);
	worksheet_freeze_panes(x->page, x->row + 1, 0);
}

static void widen(struct xlsx_out *x, size_t c, const char *text)
{
	for (const char *s = text; *s;) { /* the longest of its lines */
		char *line = mem_dup_n(s, strcspn(s, "\n"));
		int w = text_width(line) + 2;

		x->width[c] = w > x->width[c] ? w : x->width[c];
		s += strlen(line);
		s += *s == '\n';
		mem_free(line);
	}
}

void book_out_sheet(struct xlsx_out *x, const struct sheet *s)
{
	char *name = name_of(x, s->title);
	int said = hush();

	x->page = workbook_add_worksheet(x->book, *name ? name : NULL);
	if (!x->page)
		x->page = workbook_add_worksheet(x->book, NULL);
	speak(said);
	if (!x->page)
		mem_out();
	mem_free(name);
	x->lines = mem_grow(x->lines, x->sheets + 1, sizeof(*x->lines));
	x->lines[x->sheets] = 0;
	x->row = 0;
	x->width = mem_alloc(s->columns * sizeof(*x->width));
	over_all(x, s, s->title, x->title, 28);
	over_all(x, s, s->subtitle, x->subtitle, 18);
	page_setup(x, s);
	for (size_t c = 0; c < s->columns; c++) {
		x->width[c] = NARROWEST;
		widen(x, c, s->column[c].label);
		note(x, &s->column[c],
		     worksheet_write_string(x->page, x->row, (lxw_col_t)c, s->column[c].label, x->head));
	}
	next_row(x);
}

static lxw_format *number_format_of(struct xlsx_out *x, const struct sheet_column *c)
{
	size_t d = c->decimals > 0 && c->decimals < 8 ? (size_t)c->decimals : 0;
	char pattern[16] = "General";

	if (!x->decimals[d]) {
		if (d)
			snprintf(pattern, sizeof(pattern), "0.%.*s", (int)d, "########");
		x->decimals[d] = format(x, pattern);
	}
	return x->decimals[d];
}

static lxw_error put_day(struct xlsx_out *x, lxw_col_t c, const char *day)
{
	lxw_datetime d = { .year = atoi(day), .month = atoi(day + 5), .day = atoi(day + 8) };

	return worksheet_write_datetime(x->page, x->row, c, &d, x->day);
}

static bool is_too_long(const char *text)
{
	size_t n = 0, bytes = strlen(text);
	uint32_t cp;

	while (bytes > CELL_MOST && *text) {
		text += utf8_step(text, &cp);
		n++;
	}
	return n > CELL_MOST;
}

static lxw_error put_cell(struct xlsx_out *x, const struct sheet *s, const struct sheet_line *l, size_t at,
			  const char *text)
{
	const struct sheet_column *c = &s->column[at];
	const struct value *v = &l->cell[at];
	lxw_col_t col = (lxw_col_t)at;

	if (v->kind == VALUE_NULL)
		return worksheet_write_blank(x->page, x->row, col, x->text);
	if (v->kind == VALUE_INT && c->type == SHEET_MONEY)
		return worksheet_write_number(x->page, x->row, col, (double)v->i / 100, x->money);
	if (v->kind == VALUE_INT && c->type != SHEET_CODE && v->i < EXACT && v->i > -EXACT)
		return worksheet_write_number(x->page, x->row, col, (double)v->i, number_format_of(x, c));
	if (v->kind == VALUE_REAL && c->type == SHEET_MONEY)
		return worksheet_write_number(x->page, x->row, col, round(v->r) / 100, x->money);
	if (v->kind == VALUE_REAL && c->type != SHEET_CODE)
		return worksheet_write_number(x->page, x->row, col, v->r, number_format_of(x, c));
	if (c->type == SHEET_DATE && strlen(text) == 10 && date_is_valid(text) && strcmp(text, "1900-03-01") >= 0)
		return put_day(x, col, text);
	if (is_too_long(text))
		return LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
	return worksheet_write_string(x->page, x->row, col, text,
				      l->kind != SHEET_ROW    ? x->strong
				      : c->type == SHEET_TEXT ? x->text
							      : x->code);
}

void book_out_line(struct xlsx_out *x, const struct sheet *s, const struct sheet_line *l)
{
	struct buf text = BUF_INIT;

	for (size_t c = 0; c < s->columns; c++) {
		buf_clear(&text);
		sheet_text(s, l, c, &text);
		if (l->kind == SHEET_ROW)
			widen(x, c, text.s);
		note(x, &s->column[c], put_cell(x, s, l, c, text.s));
	}
	next_row(x);
	buf_release(&text);
}

static void put_signs(struct xlsx_out *x, const struct sheet *s)
{
	if (!s->signs)
		return;
	x->row++;
	for (size_t i = 0; i < s->signs; i++) {
		size_t c = i * s->columns / s->signs;
		struct buf b = BUF_INIT;

		buf_add(&b, s->sign[i], strcspn(s->sign[i], "\n"));
		buf_adds(&b, ": ");
		note(x, NULL, worksheet_write_string(x->page, x->row, (lxw_col_t)c, b.s, NULL));
		buf_release(&b);
	}
	next_row(x);
	x->row++;
}

void book_out_end(struct xlsx_out *x, const struct sheet *s)
{
	put_signs(x, s);
	if (s->note && *s->note) {
		note(x, NULL, worksheet_write_string(x->page, x->row, 0, s->note, NULL));
		next_row(x);
	}
	for (size_t c = 0; c < s->columns; c++) {
		int w = s->column[c].width > x->width[c] ? s->column[c].width : x->width[c];

		worksheet_set_column(x->page, (lxw_col_t)c, (lxw_col_t)c, w > WIDEST ? WIDEST : w, NULL);
	}
	mem_free(x->width);
	x->width = NULL;
	x->sheets++;
}

static int why(const struct xlsx_out *x, lxw_error failed, struct err *e)
{
	if (failed == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
		return err_set(e, ERR_INVALID, "SHEET_CELL", x->cell);
	if (failed == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
		return err_set(e, ERR_INVALID, "SHEET_ROWS");
	return err_set(e, ERR_IO, "FILE_WRITE", x->path, errno ? strerror(errno) : lxw_strerror(failed));
}

int book_out_close(struct xlsx_out **x, struct err *e)
{
	struct xlsx_out *w = *x;
	lxw_error failed;
	int rc = 0, said;

	*x = NULL;
	errno = 0;
	said = hush();
	failed = workbook_close(w->book); /* frees the book */
	speak(said);
	if (w->failed)
		rc = why(w, w->failed, e);
	else if (failed)
		rc = why(w, failed, e);
	else
		rc = book_out_check(w->path, w->lines, w->sheets, e);
	mem_free(w->width);
	mem_free(w->lines);
	mem_free(w->path);
	mem_free(w->folder);
	mem_free(w);
	return rc;
}

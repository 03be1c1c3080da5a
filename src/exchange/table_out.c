/* A table on its way out: a sheet for the writers, cards and pages for paper, text. */
#include "exchange/table.h"

#include "base/mem.h"
#include "exchange/output.h"

#include <string.h>

#define TEXT_COLS 200 /* of a text file; what is wider goes one cell a line */
#define CARD_COLS 76  /* of a card, a cell a line */
#define TEXT_GAP 2
#define LOOK_COLS 70

enum profile table_profile(const struct table_def *d, enum profile asked)
{
	enum profile own = PROFILE_MASKED;

	profile_of(d->profile, &own);
	return asked < own ? asked : own;
}

static int whole(const struct table_ask *t, enum profile p, struct sheet *out, int64_t *rows, struct err *e)
{
	int rc = table_make(out, t->office, t->screens, t->def, &t->period, t->cadre, e);

	sheet_apply(out, p);
	*rows = 0;
	for (size_t i = 0; i < out->lines; i++)
		*rows += out->line[i].kind == SHEET_ROW;
	return rc;
}

int table_source(void *table_ask, export_sink *sink, void *arg, struct err *e)
{
	const struct table_ask *t = table_ask;
	struct sheet s;
	int rc = table_make(&s, t->office, t->screens, t->def, &t->period, t->cadre, e);

	if (rc == 0)
		rc = sink(arg, &s, e);
	sheet_release(&s);
	return rc;
}

int table_plain(void *table_ask, enum profile p, struct buf *out, struct err *e)
{
	struct sheet s;
	int64_t rows;
	int rc = whole(table_ask, p, &s, &rows, e);

	if (rc == 0)
		sheet_plain(&s, LOOK_COLS, out);
	sheet_release(&s);
	return rc;
}

/* A page as wide as the table: its title stands in the middle of it. */
static int text_cols(const struct sheet *s, const struct table_def *d)
{
	int cols = 0;

	if (*d->per)
		return CARD_COLS;
	for (size_t c = 0; c < s->columns; c++)
		cols += sheet_width(s, c) + TEXT_GAP;
	return cols > TEXT_COLS ? CARD_COLS : cols < CARD_COLS ? CARD_COLS : cols;
}

static int as_text(const struct table_ask *t, const struct sheet *s, const char *path, struct err *e)
{
	struct buf text = BUF_INIT;
	int rc;

	sheet_plain(s, text_cols(s, t->def), &text);
	rc = output_text(t->office, path, &text, e);
	buf_release(&text);
	return rc;
}

static int as_pages(const struct sheet *s, const struct table_def *d, const char *path, struct err *e)
{
	struct paper *p = NULL;

	if (paper_open(&p, path, d->landscape, e) < 0)
		return -1;
	table_paper(s, d, p);
	return paper_close(&p, e);
}

int table_own(void *table_ask, enum profile p, enum sheet_format f, const char *path, int64_t *rows, struct err *e)
{
	const struct table_ask *t = table_ask;
	struct sheet s;
	int rc = whole(t, p, &s, rows, e);

	if (rc == 0 && !s.columns)
		rc = err_set(e, ERR_INVALID, "SHEET_NOTHING");
	else if (rc == 0 && f == FORMAT_PDF && !path)
		rc = err_set(e, ERR_INVALID, "SHEET_NEEDS_FILE", format_name(f));
	else if (rc == 0)
		rc = f == FORMAT_PDF ? as_pages(&s, t->def, path, e) : as_text(t, &s, path, e);
	sheet_release(&s);
	return rc;
}

/* ---- cards ---- */

/* Which columns are the whole row of a card: those without a width. */
static void card(const struct sheet *s, const struct sheet_line *l, struct paper *p)
{
	struct paper_pair *pair = mem_alloc(s->columns * sizeof(*pair));
	char **value = mem_alloc(s->columns * sizeof(*value));

	for (size_t c = 0; c < s->columns; c++) {
		struct buf b = BUF_INIT;

		sheet_text(s, l, c, &b);
		value[c] = buf_detach(&b);
		pair[c] = (struct paper_pair){ s->column[c].label, value[c], s->column[c].width == 0 };
	}
	paper_text(p, PAPER_TITLE, s->title);
	if (*s->subtitle)
		paper_text(p, PAPER_SUBTITLE, s->subtitle);
	paper_pairs(p, pair, s->columns, 2);
	if (s->signs) {
		paper_space(p, 4);
		paper_signs(p, (const char *const *)s->sign, s->signs);
	}
	if (*s->note)
		paper_text(p, PAPER_SMALL, s->note);
	for (size_t c = 0; c < s->columns; c++)
		mem_free(value[c]);
	mem_free(value);
	mem_free(pair);
}

void table_paper(const struct sheet *s, const struct table_def *d, struct paper *p)
{
	bool any = false;

	paper_orient(p, s->landscape);
	if (!d->per || !*d->per) {
		paper_sheet(p, s);
		return;
	}
	for (size_t i = 0; i < s->lines; i++) {
		if (s->line[i].kind != SHEET_ROW)
			continue;
		if (any)
			paper_break(p);
		any = true;
		card(s, &s->line[i], p);
	}
	if (!any)
		paper_sheet(p, s);
}

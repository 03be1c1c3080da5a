#include "section.h"

#include "base/clock.h"
#include "base/mem.h"
#include "model/duty.h"
#include "model/pairing.h"
#include "model/record.h"
#include "screen/form.h"
#include "screen/item_text.h"
#include "screen/words.h"

#include <stdio.h>
#include <string.h>

#define NUMBERS_MANY 3
#define COUNT_MOST 1000

static void part(struct buf *b, const char *text)
{
	if (!*text)
		return;
	if (b->n > 0)
		buf_adds(b, "   ");
	buf_adds(b, text);
}

static void add_field(struct buf *b, const struct app *a, const struct record *r, const char *column, bool label)
{
	const struct form *form = screens_form(a->screens, "household");
	const struct field *f = form ? form_field(form, column) : NULL;
	struct buf text = BUF_INIT;

	if (f && record_text(r, column)[0]) {
		if (label)
			buf_addf(&text, "%s ", f->label);
		work_value(a, f, record_get(r, column), &text);
		part(b, text.s);
	}
	buf_release(&text);
}

static void labelled(struct buf *b, const struct app *a, const struct record *r, const char *column)
{
	add_field(b, a, r, column, true);
}

static void shown(struct buf *b, const struct app *a, const struct record *r, const char *column)
{
	add_field(b, a, r, column, false);
}

static void add_where(struct page *p, struct app *a, const struct record *r)
{
	char *village = record_title(a->office, "place", record_int(r, "place_id"));
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s %s", village, record_text(r, "village_group"));
	labelled(&b, a, r, "household_no");
	labelled(&b, a, r, "phone");
	page_text(p, INK_NORMAL, b.s);
	mem_free(village);
	buf_release(&b);
}

static void add_who(struct page *p, struct app *a, const struct record *r)
{
	char *cadres = pairing_names(a->office, r->id, clock_today());
	char *last = duty_last_visit(a->office, r->id, clock_today());
	struct buf b = BUF_INIT;

	if (cadres && *cadres)
		words_put(a->screens, &b, "word.household_cadre", cadres);
	else
		buf_adds(&b, app_word(a, "household_no_cadre"));
	buf_adds(&b, "   ");
	if (last)
		words_put(a->screens, &b, "word.household_last_visit", last);
	else
		buf_adds(&b, app_word(a, "household_never_visited"));
	shown(&b, a, r, "main_cause");
	shown(&b, a, r, "poverty_status");
	page_text(p, INK_NORMAL, b.s);
	mem_free(cadres);
	mem_free(last);
	buf_release(&b);
}

void section_about_record(struct page *p, struct app *a, const struct record *household)
{
	add_where(p, a, household);
	add_who(p, a, household);
}

int section_about(struct page *p, struct app *a, int64_t household, struct err *e)
{
	struct record r;
	int rc;

	record_init(&r, "household");
	rc = record_load(a->office, "household", household, &r, e);
	if (rc == 0)
		section_about_record(p, a, &r);
	record_release(&r);
	return rc;
}

size_t section_item_grid(struct page *p, const struct app *a)
{
	const struct page_column column[] = { { item_kind_cols(a), false }, { 0, false }, { item_due_cols(a), false } };

	return page_grid(p, column, 3);
}

void section_item(struct page *p, const struct app *a, size_t grid, int what, int64_t id, const struct item *it)
{
	struct buf text = BUF_INIT, due = BUF_INIT;

	item_sentence(a->screens, a->office, it, &text);
	item_due(a, it, &due);
	page_row(p, grid, what, id, NULL);
	page_cell(p, INK_LABEL, item_kind(a, it));
	page_cell(p, INK_NORMAL, text.s);
	page_cell(p, item_ink(it), due.s);
	buf_release(&text);
	buf_release(&due);
}

static size_t list_grid(struct page *p, const struct list_def *def)
{
	struct page_column column[PAGE_CELLS];
	size_t n = 0;

	for (; n < def->n_columns && n < PAGE_CELLS; n++)
		column[n] = (struct page_column){ def->column[n].width, def->column[n].right };
	return page_grid(p, column, n);
}

/* A row of numbers says nothing without the names of its columns. */
static void add_labels(struct page *p, size_t grid, const struct list_def *def)
{
	size_t numbers = 0;

	for (size_t c = 0; c < def->n_columns; c++)
		numbers += def->column[c].right;
	if (numbers < NUMBERS_MANY)
		return;
	page_labels(p, grid);
	for (size_t c = 0; c < def->n_columns && c < PAGE_CELLS; c++)
		page_cell(p, INK_DIM, def->column[c].label);
}

static void add_rows(struct page *p, const struct section_ask *ask, const struct listing_row *rows, size_t n)
{
	size_t grid = list_grid(p, ask->def);

	add_labels(p, grid, ask->def);
	for (size_t i = 0; i < n; i++) {
		page_row(p, grid, ask->what, rows[i].id, NULL);
		for (size_t c = 0; c < ask->def->n_columns && c < PAGE_CELLS; c++) {
			struct buf b = BUF_INIT;

			field_format(&ask->def->column[c].as, &rows[i].cell[c], &b);
			page_cell(p, INK_NORMAL, b.s);
			buf_release(&b);
		}
	}
}

/* Beyond a thousand nobody needs to know: "1000 or more". */
static void add_count(struct buf *b, const struct app *a, int64_t count)
{
	char number[24];

	snprintf(number, sizeof(number), "%lld", (long long)(count > COUNT_MOST ? COUNT_MOST : count));
	if (count > COUNT_MOST)
		words_put(a->screens, b, "word.many", number);
	else
		buf_adds(b, number);
}

void section_all(struct page *p, const struct app *a, int what, int64_t count)
{
	size_t grid = page_grid(p, (const struct page_column[]){ { 0, false } }, 1);
	struct buf b = BUF_INIT, number = BUF_INIT;

	add_count(&number, a, count);
	buf_adds(&b, term_is_ascii() ? "... " : "\u2026 ");
	words_put(a->screens, &b, "word.section_all", number.s);
	buf_release(&number);
	page_row(p, grid, what, 0, NULL);
	page_cell(p, INK_DIM, b.s);
	buf_release(&b);
}

int section_rows(struct page *p, struct app *a, const struct section_ask *ask, int64_t *count, struct err *e)
{
	struct listing q;
	struct listing_row *rows = NULL;
	struct buf b = BUF_INIT;
	size_t n = 0;

	*count = 0;
	if (!ask->def)
		return 0; /* what is wrong with it is said */
	q = list_listing(ask->def, ask->def->n_sorts > 0 ? 0 : -1, -1);
	q.parent = ask->household;
	if (listing_page(a->office, &q, NULL, false, ask->most, &rows, &n, e) < 0)
		return -1;
	*count = (int64_t)n;
	if (n == ask->most && listing_count_to(a->office, &q, COUNT_MOST, count, e) < 0) {
		listing_free(&rows, n);
		return -1;
	}
	if (n > 0) {
		buf_addf(&b, "%s ", ask->def->title);
		add_count(&b, a, *count);
		page_heading(p, b.s);
		add_rows(p, ask, rows, n);
		if (ask->all && *count > (int64_t)n)
			section_all(p, a, ask->all, *count);
	}
	buf_release(&b);
	listing_free(&rows, n);
	return 0;
}

/* What stands in the handbook beside the fields: how the income comes about, the exit indicators, the papers that are
 * not there. */
#include "base/mem.h"
#include "handbook_internal.h"
#include "model/monitoring.h"
#include "model/record.h"
#include "screen/choices.h"
#include "screen/form.h"
#include "screen/words.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void book_computed(struct app *a, const char *table, const struct field *f, int64_t id, struct buf *out, double *number)
{
	struct listing q = { .from = table, .key = "id", .column = { f->sql }, .n_columns = 1, .parent = id };
	struct listing_row row;

	if (number)
		*number = 0;
	if (id == 0 || listing_row(a->office, &q, id, &row, NULL) != 1)
		return;
	if (row.cell[0].kind != VALUE_NULL)
		field_format(f, &row.cell[0], out);
	if (number)
		*number = row.cell[0].kind == VALUE_REAL  ? row.cell[0].r
			  : row.cell[0].kind == VALUE_INT ? (double)row.cell[0].i
							  : 0;
	listing_row_release(&row);
}

int64_t book_sheet(struct book *b, struct app *a, const char *year)
{
	struct listing q = { .from = "household_year",
			     .key = "id",
			     .where = "household_id = :parent AND deleted_on IS NULL",
			     .filter = "year = :filter",
			     .parent = b->household,
			     .filter_value = year };
	struct listing_row *rows = NULL;
	size_t n = 0;
	int64_t id = 0;

	if (listing_page(a->office, &q, NULL, false, 1, &rows, &n, NULL) == 0 && n > 0)
		id = rows[0].id;
	listing_free(&rows, n);
	return id;
}

/* "26000", "26000.5": as money is written on the page. */
static void add_yuan(struct buf *b, double yuan)
{
	char text[40];
	size_t n;

	snprintf(text, sizeof(text), "%.2f", yuan);
	n = strlen(text);
	while (n > 0 && text[n - 1] == '0')
		text[--n] = '\0';
	if (n > 0 && text[n - 1] == '.')
		text[--n] = '\0';
	buf_adds(b, text);
}

/* Gross − expense = net; net / persons = per head; and which expenses the place takes off. */
void book_formula(struct book *b, struct app *a, const struct form *form, int64_t id)
{
	static const char *const names[] = { "gross", "net", "net_income_per_capita" };
	double sum[3] = { 0 }, base = 0;
	struct buf text = BUF_INIT;
	struct record r, house;
	char last_day[16];

	record_init(&r, form->table);
	record_init(&house, "household");
	if (record_load(a->office, form->table, id, &r, NULL) < 0 ||
	    record_load(a->office, "household", b->household, &house, NULL) < 0)
		goto done;
	for (size_t i = 0; i < 3; i++) {
		const struct field *f = form_field(form, names[i]);
		struct buf ignored = BUF_INIT;

		if (f)
			book_computed(a, form->table, f, id, &ignored, &sum[i]);
		buf_release(&ignored);
	}
	snprintf(last_day, sizeof(last_day), "%.4s-12-31", b->year);
	if (!office_threshold(a->office, "net_base", record_int(&house, "place_id"), last_day, &base))
		base = 0;
	add_yuan(&text, sum[0]);
	buf_adds(&text, " - ");
	add_yuan(&text, sum[0] - sum[1]);
	buf_adds(&text, " = ");
	add_yuan(&text, sum[1]);
	if (record_int(&r, "person_count") > 0) {
		buf_adds(&text, ";  ");
		add_yuan(&text, sum[1]);
		buf_addf(&text, " / %lld = ", (long long)record_int(&r, "person_count"));
		add_yuan(&text, sum[2]);
	}
	page_text(&b->page, INK_HEADER, text.s);
	page_text(&b->page, INK_DIM, app_word(a, base == 1 ? "net_base_all" : "net_base_business"));
done:
	buf_release(&text);
	record_release(&r);
	record_release(&house);
}

static const struct field *indicator_field(const struct app *a, const char *column, const struct form **form)
{
	static const char *const forms[] = { "household_year", "person" };

	for (size_t i = 0; column && i < 2; i++) {
		const struct field *f;

		*form = screens_form(a->screens, forms[i]);
		f = *form ? form_field(*form, column) : NULL;
		if (f)
			return f;
	}
	*form = NULL;
	return NULL;
}

/* A yes or no says little without its question. */
static void why_of(const struct app *a, const char *column, const char *why, struct buf *out)
{
	const struct form *form;
	const struct field *f = indicator_field(a, column, &form);

	if (strcmp(why, "1") != 0 && strcmp(why, "0") != 0)
		buf_adds(out, why);
	else if (f)
		buf_addf(out, "%s: %s", f->label, app_word(a, *why == '1' ? "yes" : "no"));
}

int book_indicators(struct book *b, struct app *a, struct err *e)
{
	static const char *const names[] = { "indicator_income", "indicator_water", "indicator_housing",
					     "indicator_school", "indicator_medical" };
	static const char *const states[] = { "indicator_unknown", "indicator_met", "indicator_unmet" };
	static const enum ink inks[] = { INK_WARN, INK_GOOD, INK_BAD };
	struct indicators all;
	struct buf text = BUF_INIT;
	char points[16];
	size_t grid = page_grid(
		&b->page, (const struct page_column[]){ { 22, false }, { 10, false }, { 2, true }, { 0, false } }, 4);

	if (indicators_of(a->office, b->household, b->year, &all, e) < 0)
		return -1;
	snprintf(points, sizeof(points), "%d", all.points);
	words_put(a->screens, &text, "word.indicators_heading", b->year, points);
	page_heading(&b->page, text.s);
	for (size_t i = 0; i < INDICATOR_COUNT; i++) {
		buf_clear(&text);
		why_of(a, all.column[i], all.why[i], &text);
		page_row(&b->page, grid, BOOK_INDICATOR, all.row[i], all.column[i]);
		page_cell(&b->page, INK_LABEL, app_word(a, names[i]));
		page_cell(&b->page, inks[all.state[i]], app_word(a, states[all.state[i]]));
		page_cell(&b->page, INK_NORMAL, all.state[i] == INDICATOR_MET ? "20" : "0");
		page_cell(&b->page, INK_NORMAL, text.s);
	}
	buf_release(&text);
	return 0;
}

/* What is no type of its own is not missed. */
static bool is_asked(const struct app *a, const struct choice *c)
{
	return !c->closed && strcmp(c->label, office_role(a->office, "evidence.other")) != 0;
}

int book_evidence(struct book *b, struct app *a, const int64_t *document, size_t n, struct err *e)
{
	const struct choice_list *list = screens_choices(a->screens, "evidence");
	bool *there = mem_alloc((list ? list->n : 0) * sizeof(*there));
	size_t grid = page_grid(&b->page, (const struct page_column[]){ { 1, false }, { 0, false } }, 2);
	size_t missing = 0;
	struct buf text = BUF_INIT;
	char count[24], key[24];
	int rc = 0;

	for (size_t i = 0; list && i < n && rc == 0; i++) {
		struct record r;

		record_init(&r, "document");
		rc = record_load(a->office, "document", document[i], &r, e);
		for (size_t c = 0; c < list->n && rc == 0; c++)
			there[c] = there[c] || choice_find(list, record_text(&r, "evidence_kind")) == &list->choice[c];
		record_release(&r);
	}
	for (size_t c = 0; list && c < list->n; c++)
		missing += !there[c] && is_asked(a, &list->choice[c]);
	snprintf(count, sizeof(count), "%zu", missing);
	words_put(a->screens, &text, "word.evidence_missing", count, work_key(a, REQ_OPEN, key));
	page_heading(&b->page, text.s);
	for (size_t c = 0; list && c < list->n; c++) {
		if (there[c] || !is_asked(a, &list->choice[c]))
			continue;
		page_row(&b->page, grid, BOOK_EVIDENCE, 0, list->choice[c].label);
		page_cell(&b->page, INK_DIM, "-");
		page_cell(&b->page, INK_NORMAL, list->choice[c].shown);
	}
	buf_release(&text);
	mem_free(there);
	return rc;
}

struct view *book_extra_view(struct book *b, struct app *a, const struct page_line *l)
{
	const struct form *form;
	struct record r;

	if (l->what == BOOK_EVIDENCE) {
		record_init(&r, "document");
		record_set(&r, "household_id", value_int(b->household));
		record_set(&r, "evidence_kind", value_text(l->column));
		return form_view_of(a, "document", &r, b->household, "title");
	}
	if (!indicator_field(a, l->column, &form))
		return NULL;
	if (l->id != 0)
		return form_view(a, form->name, l->id, 0, l->column);
	record_init(&r, form->table);
	record_set(&r, "household_id", value_int(b->household));
	if (strcmp(form->table, "household_year") == 0)
		record_set(&r, "year", value_text(b->year));
	return form_view_of(a, form->name, &r, b->household, l->column);
}

/* The lines of a comparison as a page, and one of them in full. */
#include "reconcile_internal.h"

#include "base/json.h"
#include "base/text.h"
#include "item.h"
#include "model/listing.h"
#include "model/record.h"
#include "screen/form.h"
#include "screen/words.h"

#include <stdio.h>
#include <string.h>

#define ID_TAIL 6
#define PLACE_MOST 12
#define TERMS_MOST 64 /* of one person */

static const char *id_tail(const struct roster_line *l)
{
	size_t n = strlen(l->id_no);

	return n > ID_TAIL ? l->id_no + n - ID_TAIL : l->id_no;
}

void reconcile_say(const struct reconcile *r, const struct app *a, const struct roster_line *l, struct buf *out)
{
	buf_addf(out, "%s %s %s", l->name, l->id_no, l->place);
	for (size_t k = 0; k < roster_items(l); k++) {
		buf_adds(out, "  ");
		roster_say_item(a->screens, &r->all, l, k, out);
	}
	if (l->reason[0])
		buf_addf(out, "  %s", l->reason);
}

static void write_line(struct reconcile *r, const struct app *a, size_t grid, size_t at)
{
	const struct roster_line *l = &r->all.line[at];
	enum ink ink = roster_is_waiting(l) ? INK_NORMAL : INK_DIM;
	size_t items = roster_items(l);

	page_row(&r->page, grid, 0, (int64_t)at, NULL);
	page_cell(&r->page, INK_GOOD, r->tick[at] ? "*" : "");
	page_cell(&r->page, ink, l->name);
	page_cell(&r->page, INK_DIM, id_tail(l));
	page_cell(&r->page, INK_DIM, l->place);
	for (size_t k = 0; k < items || k == 0; k++) {
		struct buf b = BUF_INIT;
		struct roster_item it = { .decision = "" };

		if (k > 0) {
			page_labels(&r->page, grid);
			for (int c = 0; c < 4; c++)
				page_cell(&r->page, ink, "");
		}
		if (k < items) {
			roster_item(a->screens, &r->all, l, k, &it);
			roster_say_item(a->screens, &r->all, l, k, &b);
		}
		page_cell(&r->page, ink, b.s);
		page_cell(&r->page, INK_GOOD, roster_decision_label(a->screens, it.decision));
		buf_release(&b);
	}
}

static void write_heading(struct reconcile *r, const struct app *a, size_t from)
{
	enum roster_group g = roster_group_of(&r->all.line[from]);
	struct buf b = BUF_INIT;
	char count[24], all[24];
	size_t n = 0, of = roster_count(&r->all, g);

	for (size_t i = from; i < r->all.n; i++)
		n += roster_is_in(&r->all.line[i], r->group) && roster_group_of(&r->all.line[i]) == g;
	snprintf(count, sizeof(count), "%zu", n);
	snprintf(all, sizeof(all), "%zu", of);
	words_put(a->screens, &b,
		  n == of              ? "word.checks_group"
		  : g == ROSTER_AGREES ? "roster.heading_first"
				       : "roster.heading_waiting",
		  roster_group_name(a->screens, &r->all, g), count, all);
	page_heading(&r->page, b.s);
	buf_release(&b);
}

static int place_cols(const struct reconcile *r)
{
	int most = 4;

	for (size_t i = 0; i < r->all.n && most < PLACE_MOST; i++) {
		int w = roster_is_in(&r->all.line[i], r->group) ? text_width(r->all.line[i].place) : 0;

		most = w > most ? w : most;
	}
	return most < PLACE_MOST ? most : PLACE_MOST;
}

/* Where nothing is decided yet the room goes to what differs. */
static bool any_decided(const struct reconcile *r)
{
	for (size_t i = 0; i < r->all.n; i++) {
		const struct roster_line *l = &r->all.line[i];

		if (!roster_is_in(l, r->group))
			continue;
		if (l->decision[0])
			return true;
		for (size_t k = 0; k < l->n_differences; k++)
			if (l->difference[k].decision[0])
				return true;
	}
	return false;
}

/* Of what waits, each verdict apart: what can be done with it differs. */
void reconcile_write(struct reconcile *r, const struct app *a)
{
	const struct page_column column[] = { { 1, false }, { 8, false }, { ID_TAIL, false }, { place_cols(r), false },
					      { 0, false }, { 10, false } };
	size_t grid;

	page_clear(&r->page);
	grid = page_grid(&r->page, column, any_decided(r) ? 6 : 5);
	for (int g = ROSTER_ONLY_FIRST; g < ROSTER_GROUPS; g++) {
		bool headed = false;

		for (size_t i = 0; i < r->all.n; i++) {
			const struct roster_line *l = &r->all.line[i];

			if (!roster_is_in(l, r->group) || roster_group_of(l) != (enum roster_group)g)
				continue;
			if (!headed && r->group == ROSTER_WAITING)
				write_heading(r, a, i);
			headed = true;
			write_line(r, a, grid, i);
		}
	}
	page_clip(&r->page);
}

static void line_of(struct buf *out, const char *label, const char *value)
{
	buf_adds(out, "  ");
	text_cell(out, label, 16, false);
	buf_addf(out, " %s\n", value);
}

static void add_record(struct app *a, const char *table, int64_t id, struct buf *out)
{
	const struct form *f = screens_form_of_table(a->screens, table);
	struct record r;

	if (f == NULL || record_load(a->office, table, id, &r, NULL) < 0)
		return;
	for (size_t i = 0; i < f->n_fields; i++) {
		const struct value *v = record_get(&r, f->field[i].name);
		struct buf b = BUF_INIT;

		if (v != NULL && v->kind != VALUE_NULL)
			work_value(a, &f->field[i], v, &b);
		if (b.n > 0)
			line_of(out, f->field[i].label, b.s);
		buf_release(&b);
	}
	record_release(&r);
}

/* And the enrolment of the last term, which lists of students are compared with. */
static void add_person(struct app *a, int64_t person, struct buf *out)
{
	const struct listing l = { .from = "enrolment",
				   .key = "id",
				   .where = "person_id = :parent AND deleted_on IS NULL",
				   .parent = person,
				   .column = { "term" },
				   .n_columns = 1 };
	struct listing_row *row = NULL;
	size_t n = 0, last = 0;

	add_record(a, "person", person, out);
	if (listing_page(a->office, &l, NULL, false, TERMS_MOST, &row, &n, NULL) < 0)
		return;
	for (size_t i = 1; i < n; i++)
		if (strcmp(row[i].cell[0].text, row[last].cell[0].text) > 0)
			last = i;
	if (n > 0) {
		buf_addf(out, "\n%s\n", work_table(a, "enrolment"));
		add_record(a, "enrolment", row[last].id, out);
	}
	listing_free(&row, n);
}

/* The raw cells under their headings. */
static void add_row(struct app *a, int64_t row, struct buf *out)
{
	struct buf heading = BUF_INIT, cell = BUF_INIT;
	struct record r, list;

	if (record_load(a->office, "roster_row", row, &r, NULL) < 0)
		return;
	if (record_load(a->office, "roster", record_int(&r, "roster_id"), &list, NULL) == 0) {
		const char *headings = record_text(&list, "headings"), *cells = record_text(&r, "cells");

		while (json_next_item(&headings, &heading) && json_next_item(&cells, &cell))
			if (cell.n > 0)
				line_of(out, heading.s, cell.s);
		record_release(&list);
	}
	record_release(&r);
	buf_release(&heading);
	buf_release(&cell);
}

void reconcile_detail(const struct reconcile *r, struct app *a, const struct roster_line *l, struct buf *out)
{
	buf_addf(out, "%s\n", roster_group_name(a->screens, &r->all, roster_group_of(l)));
	for (size_t k = 0; k < roster_items(l); k++) {
		struct roster_item it;

		roster_item(a->screens, &r->all, l, k, &it);
		/* That somebody is missing says the first line. */
		if (it.field < 0 && l->verdict == ROSTER_MISSING && r->sides == 2 && !it.decision[0])
			continue;
		buf_adds(out, "  ");
		if (it.field >= 0 || l->verdict != ROSTER_MISSING || r->sides != 2)
			roster_say_item(a->screens, &r->all, l, k, out);
		if (it.decision[0])
			buf_addf(out, "  [%s]", roster_decision_label(a->screens, it.decision));
		buf_addc(out, '\n');
	}
	if (l->reason[0])
		line_of(out, app_word(a, "roster.col_reason"), l->reason);
	for (size_t side = 0; side < r->sides; side++) {
		buf_addf(out, "\n%s\n", r->side_name[side]);
		if (l->row[side] == 0)
			buf_addf(out, "  %s\n", app_word(a, "roster.has_not"));
		else if (r->side[side] == 0)
			add_person(a, l->row[side], out);
		else
			add_row(a, l->row[side], out);
		for (size_t i = 0; i < l->n_pairs; i++)
			if (l->pair[i].side == (int)side)
				line_of(out, app_word(a, "roster.maybe"), l->pair[i].who);
	}
}

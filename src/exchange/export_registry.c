/* The national person list: its headings in its order, one row a person, the household's cells on every row. */
#include "export_parts.h"

#include "base/mem.h"
#include "screen/words.h"

#include <stdio.h>
#include <string.h>

#define PLACES_DEEP 8

struct household_row {
	struct record household, year; /* year.id 0: none */
	char *place[PLACES_DEEP], *level[PLACES_DEEP];
	size_t n_places;
	bool any;
};

static int load_places(struct export *x, struct household_row *h, struct err *e)
{
	int64_t id = record_int(&h->household, "place_id");

	while (id && h->n_places < PLACES_DEEP) {
		struct record place;

		if (record_load(x->o, "place", id, &place, e) < 0) {
			record_release(&place);
			return -1;
		}
		h->place[h->n_places] = mem_dup(record_text(&place, "name"));
		h->level[h->n_places++] = mem_dup(record_text(&place, "level"));
		id = record_int(&place, "parent_id");
		record_release(&place);
	}
	return 0;
}

/* Of several years the last stays. */
static int take_year(struct export *x, const struct record *r, void *arg, struct err *e)
{
	struct household_row *h = arg;

	(void)x;
	(void)e;
	record_release(&h->year);
	record_init(&h->year, r->table);
	h->year.id = r->id;
	for (size_t k = 0; k < r->n; k++)
		record_set(&h->year, r->cells[k].column, value_copy(&r->cells[k].value));
	return 0;
}

static struct value place_value(const struct household_row *h, const char *level)
{
	for (size_t k = 0; k < h->n_places; k++)
		if (strcmp(h->level[k], level) == 0)
			return value_text(h->place[k]);
	return value_null();
}

/* person NULL: a household nobody is listed in. */
static int write_row(struct export *x, const struct household_row *h, const struct record *person, struct err *e)
{
	struct sheet_line *l = export_row(x, person ? person->id : 0);

	for (size_t c = 0; c < x->sheet.columns; c++) {
		const struct target *t = &x->column[c].target;
		const struct record *from = NULL;

		if (t->kind == TARGET_PLACE)
			sheet_set(&x->sheet, l, c, place_value(h, t->level->label));
		if (t->kind != TARGET_FIELD || t->field->type == FIELD_COMPUTED)
			continue;
		if (strcmp(t->form->table, "household") == 0)
			from = &h->household;
		else if (strcmp(t->form->table, "household_year") == 0)
			from = h->year.id ? &h->year : NULL;
		else
			from = person;
		if (from)
			sheet_set(&x->sheet, l, c, export_value(x->o, t->field, from));
	}
	return export_full(x, e);
}

static int person_line(struct export *x, const struct record *r, void *arg, struct err *e)
{
	struct household_row *h = arg;

	h->any = true;
	return write_row(x, h, r, e);
}

static int household_line(struct export *x, const struct record *r, void *arg, struct err *e)
{
	struct household_row h;
	int rc = -1;

	(void)arg;
	memset(&h, 0, sizeof(h));
	record_init(&h.year, "household_year");
	if (record_load(x->o, "household", r->id, &h.household, e) < 0 || load_places(x, &h, e) < 0)
		goto done;
	if (export_each(x, "household_year", "household_id = :parent AND deleted_on IS NULL", "year", r->id, take_year,
			&h, e) < 0)
		goto done;
	rc = export_each(x, "person", "household_id = :parent AND deleted_on IS NULL AND left_on IS NULL",
			 "relation_to_head IS NOT role('relation.head')", r->id, person_line, &h, e);
	if (rc == 0 && !h.any)
		rc = write_row(x, &h, NULL, e);
done:
	for (size_t k = 0; k < h.n_places; k++) {
		mem_free(h.place[k]);
		mem_free(h.level[k]);
	}
	record_release(&h.household);
	record_release(&h.year);
	return rc;
}

int export_registry(struct export *x, struct err *e)
{
	const struct choice_list *headings = screens_choices(x->s, "registry_heading");

	if (!headings)
		return err_set(e, ERR_MISSING, "SCREEN_BAD", "choices.ini", "registry_heading");
	sheet_init(&x->sheet, words_get(x->s, "import.registry"));
	snprintf(x->sheet.form, sizeof(x->sheet.form), "person");
	x->sheet.landscape = true;
	for (size_t k = 0; k < headings->n; k++)
		export_column(
			x, headings->choice[k].label,
			(struct out_column){ .target = target_of_heading(x->meaning, headings->choice[k].label) });
	return export_each(x, "household", "deleted_on IS NULL AND removed_on IS NULL", "household_no", 0,
			   household_line, NULL, e);
}

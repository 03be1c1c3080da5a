/* A row of one form's list: its references found, the record found again by the form's key, its cells laid over it. */
#include "import_parts.h"

#include "base/mem.h"
#include "model/rules.h"

#include <stdlib.h>
#include <string.h>

/* What the list says of a household or person it points at, in columns of their own. */
static const char *link_text(const struct import *i, const struct line *l, const char *table, const char *column)
{
	for (size_t c = 0; c < i->n; c++)
		if (i->target[c].kind == TARGET_LINK && strcmp(i->target[c].form->table, table) == 0 &&
		    strcmp(i->target[c].field->name, column) == 0 && l->value[c].kind == VALUE_TEXT)
			return l->value[c].text;
	return "";
}

static const char *own_text(const struct import *i, const struct line *l, const struct link *k)
{
	for (size_t c = 0; k->field && c < i->n; c++)
		if (i->target[c].kind == TARGET_FIELD && i->target[c].field == k->field &&
		    l->value[c].kind == VALUE_TEXT)
			return l->value[c].text;
	return "";
}

/* The best the row says: a number before a name, a column of its own before both. */
static const char *says(const struct import *i, const struct line *l, const struct link *k)
{
	static const char *const names[] = { "household_no", "id_no", "head_name", "name", "title" };
	const char *text = own_text(i, l, k), *link;

	for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++) {
		link = link_text(i, l, k->table, names[n]);
		if (*link && (n < 2 || !*text))
			return link;
	}
	return text;
}

static int fault(const struct import *i, struct line *l, const struct link *k, struct err *e)
{
	l->at_fault = i->form;
	if (e && !*e->field)
		memccpy(e->field, k->column, '\0', sizeof(e->field) - 1);
	return -1;
}

/* What the row says, references included, as one record to look for. */
static void wanted(const struct import *i, const struct line *l, const struct record *refs, struct record *out)
{
	for (size_t k = 0; k < refs->n; k++)
		record_set(out, refs->cells[k].column, value_copy(&refs->cells[k].value));
	for (size_t c = 0; c < i->n; c++) {
		const struct target *t = &i->target[c];

		if (t->kind == TARGET_FIELD && t->field->type != FIELD_REF && l->value[c].kind != VALUE_NULL &&
		    office_column(i->o, i->form->table, t->field->name, NULL))
			record_set(out, t->field->name, value_copy(&l->value[c]));
	}
}

/* A name that several rows have may still mean one of them, by what else the line says. 0: it does not. */
static int64_t meant(const struct import *i, const struct line *l, const char *table, const char *name,
		     const struct record *refs)
{
	meant_fn *one = rules_meant(table);
	struct record said;
	int64_t id = 0;

	if (!one)
		return 0;
	record_init(&said, i->form->table);
	wanted(i, l, refs, &said);
	id = one(i->o, name, &said);
	record_release(&said);
	return id;
}

/* Households first: a name is looked for in its household. A household the form does not show is not written when it
 * only tells one person from another. */
static int resolve(struct import *i, struct line *l, const struct link *k, int64_t *household, struct record *refs,
		   struct err *e)
{
	const char *text = says(i, l, k);
	int64_t id;

	if (!*text)
		return 0;
	if (find_ref(i, k->table, text, strcmp(k->table, "person") == 0 ? *household : 0, &id, e) < 0) {
		id = meant(i, l, k->table, text, refs);
		if (!id)
			return fault(i, l, k, e);
		err_clear(e);
	}
	if (strcmp(k->table, "household") == 0)
		*household = id;
	record_set(refs, k->column, value_int(id));
	return 0;
}

/* Where the rows belong to people only, the number of the household still helps to find them. */
static int helper_household(struct import *i, struct line *l, int64_t *household, struct err *e)
{
	static const struct link helper = { .column = "household_no", .table = "household", .field = NULL };
	const char *text = says(i, l, &helper);

	if (!*text || *household)
		return 0;
	return find_ref(i, "household", text, 0, household, e) < 0 ? fault(i, l, &helper, e) : 0;
}

static int resolve_all(struct import *i, struct line *l, int64_t *household, struct record *refs, struct err *e)
{
	*household = 0;
	for (size_t k = 0; k < i->n_links; k++)
		if (strcmp(i->link[k].table, "household") == 0 && resolve(i, l, &i->link[k], household, refs, e) < 0)
			return -1;
	if (helper_household(i, l, household, e) < 0)
		return -1;
	for (size_t k = 0; k < i->n_links; k++)
		if (strcmp(i->link[k].table, "household") != 0 && resolve(i, l, &i->link[k], household, refs, e) < 0)
			return -1;
	return 0;
}

static int person_of(struct import *i, struct line *l, int64_t household, struct err *e)
{
	int64_t id, lives_in;

	if (find_person(i, household, line_text(i, l, "person", "id_no"), line_text(i, l, "person", "name"),
			line_text(i, l, "person", "birth"), &id, &lives_in, e) < 0)
		return -1;
	if (!id && !household)
		return err_field(e, "household_id", "IMPORT_NO_HOUSEHOLD", "");
	if (id && household && lives_in != household) {
		char *title = record_title(i->o, "household", lives_in);

		err_field(e, "household_id", "IMPORT_ELSEWHERE", title);
		mem_free(title);
		return -1;
	}
	return person_row(i, l, household, id, e);
}

static int write(struct import *i, struct line *l, const struct record *refs, int64_t id, struct err *e)
{
	struct merge m;
	int64_t place;
	int rc = merge_begin(i, &m, i->form->table, id, e);

	if (rc < 0)
		goto done;
	merge_cells(i, l, &m, NULL);
	for (size_t k = 0; k < refs->n; k++)
		merge_set(i, l, &m, refs->cells[k].column, form_field(i->form, refs->cells[k].column),
			  &refs->cells[k].value);
	merge_presets(i, &m);
	place = strcmp(i->form->table, "household") == 0 ? record_int(refs, "place_id") : 0;
	if (place && place != record_int(&m.now, "place_id"))
		rc = place_note(i, l, place, e);
	if (rc == 0)
		rc = merge_incoming(i, l, &m, e);
	if (rc == 0)
		rc = merge_once(i, l, &m, e);
	if (rc == 0)
		rc = merge_save(i, l, &m, e);
done:
	merge_release(&m);
	return rc;
}

int form_row(struct import *i, struct line *l, struct err *e)
{
	struct record refs;
	int64_t household, id;
	int rc = -1;

	record_init(&refs, i->form->table);
	record_init(&l->said, i->form->table);
	l->at_fault = i->form;
	if (line_parse(i, l, e) < 0 || resolve_all(i, l, &household, &refs, e) < 0)
		goto done;
	if (strcmp(i->form->table, "person") == 0) {
		rc = person_of(i, l, household, e);
		goto done;
	}
	wanted(i, l, &refs, &l->said);
	if (find_by_key(i, &l->said, &id, e) < 0)
		goto done;
	rc = write(i, l, &refs, id, e);
done:
	record_release(&refs);
	return rc;
}

#include "form_internal.h"

#include "base/clock.h"
#include "base/idno.h"
#include "base/mem.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "model/listing.h"
#include "screen/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BYTES_A_CHARACTER 4

static size_t most_bytes(const struct field *f)
{
	size_t most = f->max > 0 ? (size_t)f->max : f->type == FIELD_LONGTEXT ? 4000 : 200;
	return most * BYTES_A_CHARACTER;
}

size_t form_index(const struct form_state *f, const char *column)
{
	size_t i = 0;
	while (i < f->n && strcmp(f->cell[i].field->name, column) != 0)
		i++;
	return i;
}

const char *form_text(const struct form_state *f, const char *column)
{
	size_t i = form_index(f, column);
	return i < f->n ? f->cell[i].edit.text.s : "";
}

void form_set_text(struct form_state *f, size_t i, const char *text)
{
	struct form_cell *c = &f->cell[i];
	lineedit_set(&c->edit, text);
	err_clear(&c->error);
}

void form_set_value(struct form_state *f, struct app *a, size_t i, const struct value *v)
{
	struct form_cell *c = &f->cell[i];
	if (c->field->type == FIELD_REF) {
		c->ref = v != NULL && v->kind == VALUE_INT ? v->i : 0;
		char *title = c->ref != 0 ? record_title(a->office, c->field->table, c->ref) : NULL;
		form_set_text(f, i, title != NULL ? title : "");
		mem_free(title);
		return;
	}
	struct buf text = BUF_INIT;
	if (v != NULL)
		field_format(c->field, v, &text);
	form_set_text(f, i, text.s);
	buf_release(&text);
}

/* What a new record begins with where nobody said anything yet. */
static void preset(struct form_state *f, struct app *a, size_t i)
{
	const char *p = f->cell[i].field->preset;
	struct value v = value_null();
	if (f->parent != 0 && strcmp(f->cell[i].field->name, f->form->parent_column) == 0)
		v = value_int(f->parent);
	else if (p == NULL)
		return;
	else if (strcmp(p, "today") == 0)
		v = value_text(clock_today());
	else if (strcmp(p, "me") == 0)
		v = a->office->me != 0 ? value_int(a->office->me) : value_null();
	else
		v = value_text(p);
	if (v.kind != VALUE_NULL)
		form_set_value(f, a, i, &v);
	value_release(&v);
}

void form_make_cells(struct form_state *f, struct app *a)
{
	f->n = f->form->n_fields;
	f->cell = mem_grow(NULL, f->n, sizeof *f->cell);
	memset(f->cell, 0, f->n * sizeof *f->cell);
	for (size_t i = 0; i < f->n; i++) {
		struct form_cell *c = &f->cell[i];
		c->field = &f->form->field[i];
		lineedit_init(&c->edit, "", most_bytes(c->field), c->field->type == FIELD_LONGTEXT);
		const struct value *v = record_get(&f->record, c->field->name);
		if (v != NULL && v->kind != VALUE_NULL)
			form_set_value(f, a, i, v);
		else if (f->record.id == 0)
			preset(f, a, i);
		c->visible = true;
	}
	form_compute(f, a);
	form_see(f, a);
}

static const char *text_of(void *arg, const char *name)
{
	return form_text(arg, name);
}

void form_see(struct form_state *f, struct app *a)
{
	(void)a;
	for (size_t i = 0; i < f->n; i++)
		f->cell[i].visible = field_is_visible(f->cell[i].field, text_of, f);
}

/* A label, an alias, or the only one (or the first) that the typed letters can mean. */
static const struct choice *meant(const struct choice_list *l, const char *typed)
{
	const struct choice *exact = choice_find(l, typed);
	if (exact != NULL)
		return exact;
	const struct choice *only = NULL;
	for (size_t i = 0; i < l->n; i++) {
		if (l->choice[i].closed ||
		    (!pinyin_match(l->choice[i].label, typed) && !pinyin_match(l->choice[i].shown, typed)))
			continue;
		if (only != NULL)
			return NULL;
		only = &l->choice[i];
	}
	return only;
}

static void fill_from_id(struct form_state *f, struct app *a, const struct field *field, const char *id)
{
	char birth[11];
	idno_birth(id, birth);
	size_t b = form_index(f, "birth"), s = form_index(f, "sex");
	if (strstr(field->fills, "birth") != NULL && b < f->n && text_is_blank(f->cell[b].edit.text.s))
		form_set_text(f, b, birth);
	if (strstr(field->fills, "sex") == NULL || s >= f->n || !text_is_blank(f->cell[s].edit.text.s))
		return;
	struct value sex = value_text(office_role(a->office, idno_is_male(id) ? "sex.male" : "sex.female"));
	form_set_value(f, a, s, &sex);
	value_release(&sex);
}

/* A reference typed but not chosen: taken if it can only mean one record. */
static bool resolve(struct form_state *f, struct app *a, struct form_cell *c)
{
	if (c->ref != 0)
		return true;
	struct ref *list = NULL;
	size_t n = 0;
	bool found =
		record_refs(a->office, c->field->table, c->edit.text.s, f->parent, 2, &list, &n, NULL) == 0 && n == 1;
	if (found) {
		c->ref = list[0].id;
		lineedit_set(&c->edit, list[0].title);
	}
	ref_list_free(&list);
	return found;
}

static bool is_required(const struct form_state *f, const struct field *field)
{
	return field->required == REQUIRED_YES || (field->required == REQUIRED_NEW && f->record.id == 0);
}

bool form_check(struct form_state *f, struct app *a, size_t i)
{
	struct form_cell *c = &f->cell[i];
	const struct field *field = c->field;
	struct value v = value_null();
	err_clear(&c->error);
	if (field->type == FIELD_COMPUTED || !c->visible)
		return true;
	if (text_is_blank(c->edit.text.s)) {
		c->ref = 0;
		return !is_required(f, field) || err_field(&c->error, field->name, "FIELD_REQUIRED") == 0;
	}
	if (field->type == FIELD_REF)
		return resolve(f, a, c) || err_field(&c->error, field->name, "FIELD_REF", c->edit.text.s) == 0;
	const struct choice *choice = field->type == FIELD_CHOICE ? meant(field->choices, c->edit.text.s) : NULL;
	if (choice != NULL)
		lineedit_set(&c->edit, choice->shown);
	if (field_parse(field, c->edit.text.s, clock_today(), &v, &c->error) < 0)
		return false;
	struct buf text = BUF_INIT; /* as it will be read from now on: 2020.8 becomes 2020-08 */
	field_format(field, &v, &text);
	if (strcmp(text.s, c->edit.text.s) != 0)
		lineedit_set(&c->edit, text.s);
	buf_release(&text);
	if (field->type == FIELD_ID && field->fills != NULL && v.kind == VALUE_TEXT && strlen(v.text) >= 18)
		fill_from_id(f, a, field, v.text);
	value_release(&v);
	return true;
}

void form_compute(struct form_state *f, struct app *a)
{
	if (f->record.id == 0)
		return;
	struct listing l = { .from = f->form->table, .key = "id" };
	size_t at[LISTING_COLUMNS];
	for (size_t i = 0; i < f->n && l.n_columns < LISTING_COLUMNS; i++) {
		if (f->cell[i].field->type != FIELD_COMPUTED || f->cell[i].field->sql == NULL)
			continue;
		at[l.n_columns] = i;
		l.column[l.n_columns++] = f->cell[i].field->sql;
	}
	struct listing_row row;
	l.parent = f->record.id;
	if (l.n_columns == 0 || listing_row(a->office, &l, f->record.id, &row, NULL) != 1)
		return;
	for (size_t k = 0; k < l.n_columns; k++)
		form_set_value(f, a, at[k], &row.cell[k]);
	listing_row_release(&row);
}

#include "form_internal.h"

#include "base/clock.h"
#include "base/date.h"
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
static struct value first_value(const struct form_state *f, const struct app *a, const struct field *field)
{
	const char *p = field->preset;
	char day[DATE_BYTES];
	if (f->parent != 0 && strcmp(field->name, f->form->parent_column) == 0)
		return value_int(f->parent);
	/* The village that must be named is the one this office looks after; what belongs to a paper is of any county.
	 */
	if (p == NULL)
		return !f->form->parent[0] && field->type == FIELD_REF && field->required == REQUIRED_YES &&
				       strcmp(field->table, "place") == 0 && a->office->village != 0
			       ? value_int(a->office->village)
			       : value_null();
	if (strcmp(p, "me") == 0)
		return a->office->me != 0 ? value_int(a->office->me) : value_null();
	if (strcmp(p, "today") != 0)
		return value_text(p);
	bool year = field->precision != NULL && strcmp(field->precision, "year") == 0;
	snprintf(day, sizeof day, "%.*s", year ? 4 : (int)sizeof day - 1, clock_today());
	return value_text(day);
}

static void preset(struct form_state *f, struct app *a, size_t i)
{
	struct value v = first_value(f, a, f->cell[i].field);
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

size_t form_first_asked(const struct form_state *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct field *field = f->cell[i].field;
		bool asked = field->required != REQUIRED_NO || field->handbook;
		if (asked && f->cell[i].visible && text_is_blank(f->cell[i].edit.text.s) && form_may_type(field))
			return i;
	}
	return f->n > 1 && f->cell[0].ref != 0 && f->cell[0].ref == f->parent ? 1 : 0;
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

/* What follows from an ID follows it when it is corrected, but never replaces what the person wrote otherwise. */
static void follow(struct form_state *f, struct app *a, size_t i, const struct value *was, const struct value *is)
{
	if (i >= f->n || is->kind != VALUE_TEXT)
		return;
	struct buf before = BUF_INIT;
	if (was->kind == VALUE_TEXT)
		field_format(f->cell[i].field, was, &before);
	if (text_is_blank(f->cell[i].edit.text.s) || (before.n > 0 && strcmp(before.s, f->cell[i].edit.text.s) == 0))
		form_set_value(f, a, i, is);
	buf_release(&before);
}

static struct value sex_of(const struct app *a, const char *id)
{
	return value_text(office_role(a->office, idno_is_male(id) ? "sex.male" : "sex.female"));
}

static void fill_from_id(struct form_state *f, struct app *a, const struct field *field, const char *id)
{
	const struct value *stored = record_get(&f->record, field->name);
	const char *last = f->followed[0] != '\0'                                                       ? f->followed
			   : stored != NULL && stored->kind == VALUE_TEXT && strlen(stored->text) >= 18 ? stored->text
													: "";
	char birth[11], birth_was[11] = "";
	idno_birth(id, birth);
	if (last[0] != '\0')
		idno_birth(last, birth_was);
	struct value was = last[0] != '\0' ? value_text(birth_was) : value_null(), is = value_text(birth);
	if (strstr(field->fills, "birth") != NULL)
		follow(f, a, form_index(f, "birth"), &was, &is);
	value_release(&was);
	value_release(&is);
	was = last[0] != '\0' ? sex_of(a, last) : value_null();
	is = sex_of(a, id);
	if (strstr(field->fills, "sex") != NULL)
		follow(f, a, form_index(f, "sex"), &was, &is);
	value_release(&was);
	value_release(&is);
	snprintf(f->followed, sizeof f->followed, "%.20s", id);
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

/* Asks the stored row for an expression of each field that has one; its answers are given to `take`. */
static void ask_row(struct form_state *f, struct app *a, const char *(*sql)(const struct field *),
		    void (*take)(struct form_state *, struct app *, size_t, const struct value *))
{
	if (f->record.id == 0)
		return;
	struct listing l = { .from = f->form->table, .key = "id" };
	size_t at[LISTING_COLUMNS];
	for (size_t i = 0; i < f->n && l.n_columns < LISTING_COLUMNS; i++) {
		const char *asked = sql(f->cell[i].field);
		if (asked == NULL)
			continue;
		at[l.n_columns] = i;
		l.column[l.n_columns++] = asked;
	}
	struct listing_row row;
	l.parent = f->record.id;
	if (l.n_columns == 0 || listing_row(a->office, &l, f->record.id, &row, NULL) != 1)
		return;
	for (size_t k = 0; k < l.n_columns; k++)
		take(f, a, at[k], &row.cell[k]);
	listing_row_release(&row);
}

static const char *computed_sql(const struct field *field)
{
	return field->type == FIELD_COMPUTED ? field->sql : NULL;
}

static const char *unless_sql(const struct field *field)
{
	return field->handbook ? field->handbook_unless : NULL;
}

static void take_excuse(struct form_state *f, struct app *a, size_t i, const struct value *v)
{
	(void)a;
	f->cell[i].excused = v->kind == VALUE_INT && v->i != 0;
}

void form_compute(struct form_state *f, struct app *a)
{
	ask_row(f, a, computed_sql, form_set_value);
	ask_row(f, a, unless_sql, take_excuse);
}

/* A form's records as a list that its import finds again. */
#include "export_parts.h"

#include "base/mem.h"
#include "base/text.h"
#include "screen/privacy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 200

static enum privacy privacy_of_column(const struct export *x, const struct out_column *c)
{
	if (c->target.kind == TARGET_FIELD)
		return c->target.field->privacy;
	if (!c->field)
		return c->of ? privacy_of_title(x->s, c->of) : PRIVACY_NONE;
	return c->field->privacy;
}

enum sheet_type export_type(const struct field *f)
{
	switch (f ? f->type : FIELD_TEXT) {
	case FIELD_NUMBER:
		return SHEET_NUMBER;
	case FIELD_MONEY:
		return SHEET_MONEY;
	case FIELD_DATE:
		return SHEET_DATE;
	case FIELD_ID:
	case FIELD_PHONE:
	case FIELD_CARD:
		return SHEET_CODE;
	default:
		return SHEET_TEXT;
	}
}

void export_column(struct export *x, const char *heading, struct out_column c)
{
	const struct field *f = c.target.kind == TARGET_FIELD ? c.target.field : c.field;
	char *key = text_heading(heading);
	struct sheet_column *column;

	for (size_t k = 0; k < x->sheet.columns; k++) {
		char *other = text_heading(x->sheet.column[k].label);
		bool same = strcmp(other, key) == 0;

		mem_free(other);
		if (same)
			goto done; /* a heading twice would be read once */
	}
	x->column = mem_grow(x->column, x->sheet.columns + 1, sizeof(*x->column));
	x->column[x->sheet.columns] = c;
	column = sheet_column(&x->sheet, heading, export_type(f));
	column->privacy = privacy_of_column(x, &c);
	column->decimals = f ? f->decimals : 0;
done:
	mem_free(key);
}

struct value export_shown(const struct field *f, const struct value *v)
{
	struct buf b = BUF_INIT;
	struct value shown;
	char *end;

	if (v->kind == VALUE_NULL)
		return value_null();
	if (v->kind != VALUE_TEXT && (f->type == FIELD_NUMBER || (f->type == FIELD_MONEY && v->kind == VALUE_INT)))
		return value_copy(v);
	/* A bureau's own number is kept as text. */
	if (f->custom && v->kind == VALUE_TEXT &&
	    (f->type == FIELD_YESNO || f->type == FIELD_MONEY || f->type == FIELD_NUMBER)) {
		struct value number = value_int(strtoll(v->text, &end, 10));

		if (!*end && end != v->text)
			return f->type == FIELD_YESNO ? export_shown(f, &number) : number;
	}
	field_format(f, v, &b);
	shown = value_text(b.s);
	buf_release(&b);
	return shown;
}

struct value export_value(struct office *o, const struct field *f, const struct record *r)
{
	const struct value *v = record_get(r, f->name);
	struct value shown;
	char *title;

	if (!v || v->kind == VALUE_NULL || f->type != FIELD_REF)
		return v ? export_shown(f, v) : value_null();
	title = record_title(o, f->table, v->i);
	shown = value_text(title);
	mem_free(title);
	return shown;
}

static int hand_on(struct export *x, struct err *e)
{
	int rc = x->sink(x->arg, &x->sheet, e);

	x->begun = true;
	sheet_clear(&x->sheet);
	return rc;
}

static void straight_line(struct export *x, struct csv_out *csv)
{
	for (size_t c = 0; c < x->sheet.columns; c++) {
		size_t n = 0;
		struct value v = export_cell(x, c, &n);

		if (v.kind == VALUE_TEXT) {
			csv_cell(csv, v.text, n, false);
		} else if (v.kind == VALUE_NULL) {
			csv_cell(csv, "", 0, false);
		} else {
			buf_clear(&x->number);
			sheet_number(&x->sheet.column[c], &v, &x->number);
			csv_cell(csv, x->number.s, x->number.n, true);
		}
	}
	csv_line_end(csv);
}

static int count_lines(struct export *x, struct err *e)
{
	int64_t n = x->lines;

	x->lines = 0;
	return sheet_out_count(x->out, n, e);
}

static int line_of(struct export *x, struct err *e)
{
	struct sheet_line *l;

	if (x->out) {
		straight_line(x, sheet_out_straight(x->out));
		return ++x->lines < PAGE ? 0 : count_lines(x, e);
	}
	l = sheet_add(&x->sheet, SHEET_ROW, rowset_int(x->rows, 0));
	for (size_t c = 0; c < x->sheet.columns; c++) {
		size_t n = 0;
		struct value v = export_cell(x, c, &n);

		sheet_set(&x->sheet, l, c, value_copy(&v));
	}
	return x->sheet.lines < PAGE ? 0 : hand_on(x, e);
}

int export_rows(struct export *x, const char *sql, struct err *e)
{
	int rc = export_straight(x->sink, x->arg, &x->sheet, &x->out, e);

	x->begun = x->out != NULL;
	if (rc < 0 || rowset_open(&x->rows, x->o, sql, e) < 0)
		return -1;
	while ((rc = rowset_next(x->rows, e)) > 0 && (rc = line_of(x, e)) == 0)
		;
	rowset_close(&x->rows);
	if (rc == 0 && x->out)
		rc = count_lines(x, e);
	return rc;
}

static void link_column(struct export *x, const char *table, const char *column, const char *by)
{
	const struct field *f = NULL;

	if (form_of_field(x->meaning, table, column, &f))
		export_column(x, f->label_zh, (struct out_column){ .field = f, .of = table, .column = by });
}

static void link_columns(struct export *x)
{
	const char *household = NULL, *person = NULL;

	for (size_t k = 0; k < x->meaning->n_links; k++) {
		const struct link *l = &x->meaning->link[k];
		const struct form *form = screens_form_of_table(x->s, l->table);

		if (strcmp(l->table, "household") == 0)
			household = household ? household : l->column;
		else if (strcmp(l->table, "person") == 0)
			person = person ? person : l->column;
		else if (!l->field && form)
			export_column(x, form->title_zh, (struct out_column){ .of = l->table, .column = l->column });
	}
	if (household || person) {
		link_column(x, "household", "household_no", household);
		link_column(x, "household", "head_name", household);
	}
	if (person) {
		link_column(x, "person", "id_no", person);
		link_column(x, "person", "name", person);
	}
}

/* The cell of another row: of the household, of the person. */
static void select_foreign(struct export *x, const struct form *form, struct out_column *c, struct buf *sql)
{
	const char *id = NULL;

	if (c->column)
		buf_addf(sql, "(SELECT f.\"%s\" FROM \"%s\" f WHERE f.id = t.\"%s\")", c->field->name, c->of,
			 c->column);
	else if (strcmp(c->of, "household") == 0 && rowset_household(x->o, form->table, &id))
		buf_addf(sql, "(SELECT f.\"%s\" FROM household f WHERE f.id = %s)", c->field->name, id);
	else
		buf_adds(sql, "NULL");
}

static void select_form(struct export *x, const struct form *form, struct buf *sql)
{
	bool extras = rowset_has_extras(x->o, form->table);
	size_t at = 1;

	buf_adds(sql, "SELECT t.id");
	for (size_t k = 0; k < x->sheet.columns; k++) {
		struct out_column *c = &x->column[k];

		if (!c->field)
			c->how = OUT_TITLE;
		else
			export_how(c, c->field);
		buf_adds(sql, ", ");
		if (c->of && c->field)
			select_foreign(x, form, c, sql);
		else if (c->of)
			buf_addf(sql, "t.\"%s\"", c->column);
		else if (!export_select(x, sql, form->table, "t", c->field, extras))
			buf_adds(sql, "NULL");
		if (c->field && !c->of && c->field->type == FIELD_REF)
			c->of = c->field->table;
		c->at = at++;
	}
	buf_addf(sql, " FROM \"%s\" t WHERE t.deleted_on IS NULL ORDER BY t.id", form->table);
}

static int export_form(struct export *x, const struct form *form, struct err *e)
{
	struct buf sql = BUF_INIT;
	int rc;

	sheet_init(&x->sheet, form->title_zh);
	snprintf(x->sheet.form, sizeof(x->sheet.form), "%s", form->table);
	for (size_t k = 0; k < form->n_fields; k++)
		if (form->field[k].type != FIELD_COMPUTED)
			export_column(x, form->field[k].label_zh, (struct out_column){ .field = &form->field[k] });
	link_columns(x);
	select_form(x, form, &sql);
	rc = export_rows(x, sql.s, e);
	buf_release(&sql);
	return rc;
}

int export_kind(struct office *o, const struct screens *s, const char *kind, export_sink *sink, void *arg,
		struct err *e)
{
	struct export x = { .o = o, .s = s, .sink = sink, .arg = arg, .number = BUF_INIT };
	int rc;

	x.meaning = import_meaning(o, s, kind, e);
	if (!x.meaning)
		return -1;
	rc = x.meaning->form ? export_form(&x, x.meaning->form, e) : export_registry(&x, e);
	if (rc == 0 && (x.sheet.lines || !x.begun))
		rc = hand_on(&x, e);
	export_cells_forget(&x);
	buf_release(&x.number);
	sheet_release(&x.sheet);
	mem_free(x.column);
	import_close(&x.meaning);
	return rc;
}

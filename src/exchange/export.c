/* A form's records as a list that its import finds again. */
#include "export_parts.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/listing.h"
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

struct sheet_line *export_row(struct export *x, int64_t id)
{
	return sheet_add(&x->sheet, SHEET_ROW, id);
}

int export_full(struct export *x, struct err *e)
{
	return x->sheet.lines < PAGE ? 0 : hand_on(x, e);
}

static int page_of(struct export *x, const struct listing_row *rows, size_t n, const char *table,
		   int (*row)(struct export *x, const struct record *r, void *arg, struct err *e), void *arg,
		   struct err *e)
{
	for (size_t k = 0; k < n; k++) {
		struct record r;
		int rc;

		if (record_load(x->o, table, rows[k].id, &r, e) < 0) {
			record_release(&r);
			return -1;
		}
		rc = row(x, &r, arg, e);
		record_release(&r);
		if (rc < 0)
			return -1;
	}
	return 0;
}

int export_each(struct export *x, const char *table, const char *where, const char *sort, int64_t parent,
		int (*row)(struct export *x, const struct record *r, void *arg, struct err *e), void *arg,
		struct err *e)
{
	struct listing l = { .from = table, .key = "id", .where = where, .sort = sort, .parent = parent };
	struct listing_row *rows = NULL, last = { 0 };
	bool any = false;
	size_t n;
	int rc;

	do {
		rc = listing_page(x->o, &l, any ? &last : NULL, false, PAGE, &rows, &n, e);
		if (rc == 0)
			rc = page_of(x, rows, n, table, row, arg, e);
		if (rc == 0 && n) {
			listing_row_release(&last);
			last.id = rows[n - 1].id;
			last.sort = value_copy(&rows[n - 1].sort);
			any = true;
		}
		listing_free(&rows, n);
	} while (rc == 0 && n == PAGE);
	listing_row_release(&last);
	return rc;
}

/* A cell of another row: the number of the household, the ID of the person. */
static int foreign_value(struct export *x, const struct out_column *c, const struct record *r, struct value *out,
			 struct err *e)
{
	struct record other;
	int64_t id = c->column ? record_int(r, c->column) : 0;
	int rc;

	if (!c->column && strcmp(c->of, "household") == 0)
		id = record_household(x->o, r->table, r->id);
	if (!id)
		return 0;
	rc = record_load(x->o, c->of, id, &other, e);
	if (rc == 0)
		*out = export_value(x->o, c->field, &other);
	record_release(&other);
	return rc;
}

/* Another row may be told by its title only. */
static struct value title_value(struct export *x, const struct out_column *c, const struct record *r)
{
	int64_t id = record_int(r, c->column);
	char *title = id ? record_title(x->o, c->of, id) : mem_dup("");
	struct value v = value_text(title);

	mem_free(title);
	return v;
}

static int form_line(struct export *x, const struct record *r, void *arg, struct err *e)
{
	struct sheet_line *l = export_row(x, r->id);

	(void)arg;
	for (size_t c = 0; c < x->sheet.columns; c++) {
		const struct out_column *k = &x->column[c];
		struct value v = value_null();

		if (!k->of)
			v = export_value(x->o, k->field, r);
		else if (!k->field)
			v = title_value(x, k, r);
		else if (foreign_value(x, k, r, &v, e) < 0)
			return -1;
		sheet_set(&x->sheet, l, c, v);
	}
	return export_full(x, e);
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

static int export_form(struct export *x, const struct form *form, struct err *e)
{
	sheet_init(&x->sheet, form->title_zh);
	snprintf(x->sheet.form, sizeof(x->sheet.form), "%s", form->table);
	for (size_t k = 0; k < form->n_fields; k++)
		if (form->field[k].type != FIELD_COMPUTED)
			export_column(x, form->field[k].label_zh, (struct out_column){ .field = &form->field[k] });
	link_columns(x);
	return export_each(x, form->table, "deleted_on IS NULL", NULL, 0, form_line, NULL, e);
}

int export_kind(struct office *o, const struct screens *s, const char *kind, export_sink *sink, void *arg,
		struct err *e)
{
	struct export x = { .o = o, .s = s, .sink = sink, .arg = arg };
	int rc;

	x.meaning = import_meaning(o, s, kind, e);
	if (!x.meaning)
		return -1;
	rc = x.meaning->form ? export_form(&x, x.meaning->form, e) : export_registry(&x, e);
	if (rc == 0 && (x.sheet.lines || !x.begun))
		rc = hand_on(&x, e);
	sheet_release(&x.sheet);
	mem_free(x.column);
	import_close(&x.meaning);
	return rc;
}

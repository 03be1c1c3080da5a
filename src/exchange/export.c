/* A form's records as a list that its import finds again. */
#include "export_parts.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/listing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 200

void export_column(struct export *x, const char *heading, struct out_column c)
{
	char *key = text_heading(heading);

	for (size_t k = 0; k < x->n; k++) {
		char *other = text_heading(x->column[k].heading);
		bool same = strcmp(other, key) == 0;

		mem_free(other);
		if (same)
			goto done; /* a heading twice would be read once */
	}
	c.heading = mem_dup(heading);
	x->column = mem_grow(x->column, x->n + 1, sizeof(*x->column));
	x->column[x->n++] = c;
done:
	mem_free(key);
}

void export_value(struct export *x, const struct field *f, const struct record *r, struct buf *out)
{
	const struct value *v = record_get(r, f->name);
	struct value number;
	char *title, *end;

	if (!v || v->kind == VALUE_NULL)
		return;
	if (f->type == FIELD_REF) {
		title = record_title(x->o, f->table, v->i);
		buf_adds(out, title);
		mem_free(title);
		return;
	}
	if (!f->custom || v->kind != VALUE_TEXT) {
		field_format(f, v, out);
		return;
	}
	/* A bureau's own number is kept as text. */
	number = value_int(strtoll(v->text, &end, 10));
	if (*end || end == v->text || (f->type != FIELD_YESNO && f->type != FIELD_MONEY && f->type != FIELD_NUMBER))
		field_format(f, v, out);
	else
		field_format(f, &number, out);
}

void export_cells(struct export *x, const struct buf *cells)
{
	const char **s = mem_alloc(x->n * sizeof(*s));

	for (size_t c = 0; c < x->n; c++)
		s[c] = cells[c].s;
	export_line(x->to, x->encoding, s, x->n);
	mem_free(s);
}

int export_head(struct export *x, struct err *e)
{
	const char **s = mem_alloc(x->n * sizeof(*s));

	if (x->encoding == EXPORT_UTF8_BOM)
		fputs("\xEF\xBB\xBF", x->to);
	for (size_t c = 0; c < x->n; c++)
		s[c] = x->column[c].heading;
	export_line(x->to, x->encoding, s, x->n);
	mem_free(s);
	return ferror(x->to) ? err_set(e, ERR_IO, "FILE_WRITE", "", strerror(errno)) : 0;
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
	if (rc == 0 && ferror(x->to))
		rc = err_set(e, ERR_IO, "FILE_WRITE", "", strerror(errno));
	return rc;
}

/* A cell of another row: the number of the household, the ID of the person. */
static int foreign_value(struct export *x, const struct out_column *c, const struct record *r, struct buf *out,
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
		export_value(x, c->field, &other, out);
	record_release(&other);
	return rc;
}

/* Another row may be told by its title only. */
static void title_value(struct export *x, const struct out_column *c, const struct record *r, struct buf *out)
{
	int64_t id = record_int(r, c->column);
	char *title = id ? record_title(x->o, c->of, id) : mem_dup("");

	buf_adds(out, title);
	mem_free(title);
}

static int form_line(struct export *x, const struct record *r, void *arg, struct err *e)
{
	struct buf *cells = mem_alloc(x->n * sizeof(*cells));
	const struct buf none = BUF_INIT;
	int rc = 0;

	(void)arg;
	for (size_t c = 0; c < x->n; c++)
		cells[c] = none;
	for (size_t c = 0; rc == 0 && c < x->n; c++) {
		const struct out_column *k = &x->column[c];

		if (!k->of)
			export_value(x, k->field, r, &cells[c]);
		else if (k->field)
			rc = foreign_value(x, k, r, &cells[c], e);
		else
			title_value(x, k, r, &cells[c]);
	}
	if (rc == 0) {
		export_cells(x, cells);
		x->rows++;
	}
	for (size_t c = 0; c < x->n; c++)
		buf_release(&cells[c]);
	mem_free(cells);
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

static int export_form(struct export *x, const struct form *form, struct err *e)
{
	for (size_t k = 0; k < form->n_fields; k++)
		if (form->field[k].type != FIELD_COMPUTED)
			export_column(x, form->field[k].label_zh, (struct out_column){ .field = &form->field[k] });
	link_columns(x);
	if (export_head(x, e) < 0)
		return -1;
	return export_each(x, form->table, "deleted_on IS NULL", NULL, 0, form_line, NULL, e);
}

int export_csv(struct office *o, const struct screens *s, const char *kind, enum export_encoding enc, FILE *to,
	       int64_t *rows, struct err *e)
{
	struct export x = { .o = o, .s = s, .encoding = enc, .to = to };
	int rc;

	*rows = 0;
	x.meaning = import_meaning(o, s, kind, e);
	if (!x.meaning)
		return -1;
	rc = x.meaning->form ? export_form(&x, x.meaning->form, e) : export_registry(&x, e);
	*rows = x.rows;
	for (size_t c = 0; c < x.n; c++)
		mem_free(x.column[c].heading);
	mem_free(x.column);
	import_close(&x.meaning);
	return rc;
}

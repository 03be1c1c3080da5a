#include "model/record.h"

#include "base/kept.h"
#include "base/mem.h"
#include "model/cut.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/schema.h"

#include <stdio.h>
#include <string.h>

#define CELLS_STEP 16
#define PLACES 1024

void record_init(struct record *r, const char *table)
{
	memset(r, 0, sizeof(*r));
	cut_copy(r->table, sizeof(r->table), table);
}

void record_release(struct record *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		value_release(&r->cells[i].value);
	mem_free(r->cells);
	mem_free(r->own);
	r->cells = NULL;
	r->own = NULL;
	r->n = 0;
	r->whole = false;
}

void record_own(struct record *r)
{
	size_t bytes = 0, i;
	char *own, *to;

	for (i = 0; i < r->n; i++)
		if (r->cells[i].value.kind == VALUE_TEXT && r->cells[i].value.lent)
			bytes += strlen(r->cells[i].value.text) + 1;
	own = to = bytes ? mem_grow(NULL, bytes, 1) : NULL;
	for (i = 0; i < r->n; i++) {
		struct value *v = &r->cells[i].value;

		if (v->kind != VALUE_TEXT || !v->lent)
			continue;
		bytes = strlen(v->text) + 1;
		v->text = memcpy(to, v->text, bytes);
		to += bytes;
	}
	mem_free(r->own);
	r->own = own;
}

static struct cell *find_kept(const struct record *r, const char *kept_column)
{
	/* Rows of a table have a column at one place: where it was found last. */
	static size_t where[PLACES];
	size_t *at = &where[kept_number(kept_column) % PLACES], i = 0;

	if (*at < r->n && r->cells[*at].column == kept_column)
		return &r->cells[*at];
	while (i < r->n && r->cells[i].column != kept_column)
		i++;
	if (i == r->n)
		return NULL;
	*at = i;
	return &r->cells[i];
}

static struct cell *find(const struct record *r, const char *column)
{
	const char *known = r->n ? kept_before(column) : NULL;

	return known ? find_kept(r, known) : NULL;
}

/* Takes v over; the caller knows the column is not there yet, and keeps its name. */
static struct cell *append(struct record *r, const char *column, struct value v)
{
	struct cell *c;

	if (r->n % CELLS_STEP == 0)
		r->cells = mem_grow(r->cells, r->n + CELLS_STEP, sizeof(*r->cells));
	c = &r->cells[r->n++];
	c->column = column;
	c->value = v;
	c->custom = false;
	return c;
}

void record_blank(struct office *o, struct record *r)
{
	size_t n, i;
	const struct column *columns = schema_columns(o->db, r->table, &n);
	size_t room = (n / CELLS_STEP + 1) * CELLS_STEP;

	record_release(r);
	r->cells = mem_grow(NULL, room, sizeof(*r->cells));
	for (i = 0; i < n; i++)
		r->cells[i] = (struct cell){ .column = columns[i].name };
	r->n = n;
	r->whole = true;
}

int record_at(const struct record *r, const char *kept_column)
{
	const struct cell *c = find_kept(r, kept_column);

	return c ? (int)(c - r->cells) : -1;
}

const struct value *record_get(const struct record *r, const char *column)
{
	const struct cell *c = find(r, column);

	return c ? &c->value : NULL;
}

const char *record_text(const struct record *r, const char *column)
{
	const struct value *v = record_get(r, column);

	return v && v->kind == VALUE_TEXT ? v->text : "";
}

int64_t record_int(const struct record *r, const char *column)
{
	const struct value *v = record_get(r, column);

	return v && v->kind == VALUE_INT ? v->i : 0;
}

static void set(struct record *r, struct cell *c, const char *kept_column, struct value v)
{
	if (!c) {
		append(r, kept_column, v);
		return;
	}
	value_release(&c->value);
	c->value = v;
}

void record_set(struct record *r, const char *column, struct value v)
{
	struct cell *c = find(r, column);

	set(r, c, c ? c->column : kept(column), v);
}

void record_put(struct record *r, const char *kept_column, struct value v)
{
	set(r, find_kept(r, kept_column), kept_column, v);
}

void record_set_custom(struct record *r, const char *column, struct value v)
{
	char text[40];

	if (v.kind == VALUE_INT)
		snprintf(text, sizeof(text), "%lld", (long long)v.i);
	else if (v.kind == VALUE_REAL)
		snprintf(text, sizeof(text), "%.15g", v.r);
	if (v.kind == VALUE_INT || v.kind == VALUE_REAL) {
		value_release(&v);
		v = value_text(text);
	}
	record_set(r, column, v);
	find(r, column)->custom = true;
}

int64_t record_seq(struct office *o, const char *table, int64_t id)
{
	int64_t seq = journal_seq(o->db, table, id);
	struct stmt *s = db_query(o->db, "SELECT id FROM extra WHERE tbl = ?1 AND row = ?2", NULL);

	if (!s)
		return seq;
	stmt_bind(s, "si", table, id);
	while (stmt_step(s, NULL) > 0) {
		int64_t of_extra = journal_seq(o->db, "extra", stmt_int(s, 0));

		if (of_extra > seq)
			seq = of_extra;
	}
	stmt_done(s);
	return seq;
}

static int load_extras(struct office *o, struct record *r, struct err *e)
{
	struct stmt *s =
		db_query(o->db, "SELECT field, value FROM extra WHERE tbl = ?1 AND row = ?2 ORDER BY field", e);
	int rc;

	if (!s)
		return -1;
	stmt_bind(s, "si", r->table, r->id);
	while ((rc = stmt_step(s, e)) > 0)
		if (!find(r, stmt_text(s, 0)))
			append(r, kept(stmt_text(s, 0)), stmt_value(s, 1))->custom = true;
	stmt_done(s);
	return rc;
}

int record_load(struct office *o, const char *table, int64_t id, struct record *out, struct err *e)
{
	char sql[96];
	struct stmt *s;
	size_t n, i;
	const struct column *columns = schema_is_journaled(table) ? schema_columns(o->db, table, &n) : NULL;
	int rc;

	record_init(out, table);
	if (!columns)
		return err_set(e, ERR_MISSING, "TABLE_UNKNOWN", table);
	snprintf(sql, sizeof(sql), "SELECT * FROM %s WHERE id = ?1", table);
	s = db_query(o->db, sql, e);
	if (!s)
		return -1;
	stmt_bind(s, "i", id);
	rc = stmt_step(s, e);
	for (i = 0; rc > 0 && i < n; i++)
		append(out, columns[i].name, stmt_value(s, (int)i));
	stmt_done(s);
	if (rc == 0)
		err_set(e, ERR_MISSING, "RECORD_GONE", table);
	if (rc <= 0)
		return -1;
	out->id = id;
	if (load_extras(o, out, e) < 0) {
		record_release(out);
		return -1;
	}
	out->seq = record_seq(o, table, id);
	return 0;
}

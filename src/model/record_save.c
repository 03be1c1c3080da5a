#include "base/buf.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/mem.h"
#include "model/record.h"
#include "model/rules.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool kind_fits(const struct value *v, char type)
{
	switch (v->kind) {
	case VALUE_NULL:
		return true;
	case VALUE_TEXT:
		return type == 'T';
	case VALUE_INT:
		return type != 'T';
	case VALUE_REAL:
		return type == 'R';
	}
	return false;
}

/* One cell of `r` laid over the columns of the table, which are the first n of m. */
static int lay_over(struct record *m, const struct column *columns, size_t n, const struct cell *c, struct err *e)
{
	int at = record_at(m, c->column);
	bool column = at >= 0 && (size_t)at < n;

	if (c->column[0] == 'i' && strcmp(c->column, "id") == 0)
		return 0;
	if (c->custom && !column) {
		record_set_custom(m, c->column, value_lend(&c->value));
		return 0;
	}
	if (!column)
		return err_field(e, c->column, "COLUMN_UNKNOWN", m->table, c->column);
	if (!kind_fits(&c->value, columns[at].type))
		return err_field(e, c->column, "VALUE_KIND", c->column);
	value_release(&m->cells[at].value);
	m->cells[at].value = value_lend(&c->value);
	return 0;
}

/* The cells of a whole new row as they stand. */
static int take_over(struct record *r, const struct column *columns, size_t n, struct record *m, struct err *e)
{
	size_t i;

	m->cells = r->cells;
	m->n = r->n;
	m->own = r->own;
	r->cells = NULL;
	r->own = NULL;
	r->n = 0;
	r->whole = false;
	for (i = 0; i < m->n; i++) {
		const struct cell *c = &m->cells[i];

		if (i >= n && !c->custom)
			return err_field(e, c->column, "COLUMN_UNKNOWN", m->table, c->column);
		if (i < n && !kind_fits(&c->value, columns[i].type))
			return err_field(e, c->column, "VALUE_KIND", c->column);
	}
	return 0;
}

/* All columns of the table as they are to be: `r` laid over `old`. */
static int merge(struct office *o, struct record *r, const struct record *old, struct record *m, struct err *e)
{
	size_t n, i;
	const struct column *columns = schema_is_journaled(r->table) ? schema_columns(o->db, r->table, &n) : NULL;

	if (!columns)
		return err_set(e, ERR_MISSING, "TABLE_UNKNOWN", r->table);
	m->id = r->id;
	m->seq = r->seq;
	if (r->whole && !old)
		return take_over(r, columns, n, m, e);
	record_blank(o, m);
	for (i = 0; old && i < n; i++)
		m->cells[i].value = value_lend(&old->cells[i].value);
	for (i = 0; i < r->n; i++)
		if (lay_over(m, columns, n, &r->cells[i], e) < 0)
			return -1;
	return 0;
}

static bool differs(const struct cell *c, const struct record *old)
{
	static const struct value nothing = { .kind = VALUE_NULL };
	const struct value *was = old ? record_get(old, c->column) : NULL;

	return !value_equal(&c->value, was ? was : &nothing);
}

/* The first n savings as rows of one statement. Cells that are no columns are written by write_extra. */
static int insert_rows(struct office *o, struct record_saving *s, size_t n, struct err *e)
{
	struct buf sql = BUF_INIT, row = BUF_INIT;
	struct stmt *q;
	int index = 0, rc;
	size_t k, i;

	for (i = 0; i < s[0].merged.n && !s[0].merged.cells[i].custom; i++)
		buf_adds(&row, i ? ",?" : ",(?");
	buf_adds(&row, ")");
	buf_addf(&sql, "INSERT INTO %s VALUES ", s[0].merged.table);
	for (k = 0; k < n; k++)
		buf_add(&sql, row.s + !k, row.n - !k);
	buf_release(&row);
	q = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!q)
		return -1;
	for (k = 0; k < n; k++) {
		struct record *m = &s[k].merged;

		record_set(m, "id", value_int(m->id));
		for (i = 0; i < m->n && !m->cells[i].custom; i++)
			if (++index && m->cells[i].value.kind != VALUE_NULL)
				stmt_lend_at(q, index, &m->cells[i].value);
	}
	rc = stmt_step(q, e);
	stmt_done(q);
	return rc < 0 ? -1 : 0;
}

static int update_row(struct office *o, const struct record *m, const struct record *old, struct err *e)
{
	const struct value id = value_int(m->id);
	struct buf sql = BUF_INIT;
	struct stmt *s = NULL;
	int index = 0, rc = 0;
	size_t i;

	buf_addf(&sql, "UPDATE %s SET ", m->table);
	for (i = 0; i < m->n; i++)
		if (!m->cells[i].custom && differs(&m->cells[i], old)) {
			index++;
			buf_addf(&sql, "%s%s = ?%d", index > 1 ? ", " : "", m->cells[i].column, index);
		}
	if (index == 0)
		goto done;
	buf_addf(&sql, " WHERE id = ?%d", index + 1);
	s = db_query(o->db, sql.s, e);
	rc = -1;
	if (!s)
		goto done;
	for (i = 0, index = 0; i < m->n; i++)
		if (!m->cells[i].custom && differs(&m->cells[i], old))
			stmt_lend_at(s, ++index, &m->cells[i].value);
	stmt_lend_at(s, index + 1, &id);
	rc = stmt_step(s, e) < 0 ? -1 : 0;
	stmt_done(s);
done:
	buf_release(&sql);
	return rc;
}

/* A value taken out stays as a row with NULL, so that one row carries the field's whole history. */
static int write_extra(struct office *o, const struct record *m, const struct cell *c, struct err *e)
{
	int64_t id = db_int(o->db, 0, "SELECT id FROM extra WHERE tbl = ?1 AND row = ?2 AND field = ?3", "sis",
			    m->table, m->id, c->column);

	if (id)
		return db_run(o->db, e, "UPDATE extra SET value = ?1 WHERE id = ?2", "vi", &c->value, id);
	return db_run(o->db, e, "INSERT INTO extra(id, tbl, row, field, value) VALUES (?1, ?2, ?3, ?4, ?5)", "isisv",
		      id_mint(), m->table, m->id, c->column, &c->value);
}

/* What belongs to a row that stands: a bureau's own cells, and what follows elsewhere. */
static int write_rest(struct office *o, struct record *m, const struct record *old, struct err *e)
{
	rule_fn *after = rules_after(m->table);
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->cells[i].custom && differs(&m->cells[i], old) && write_extra(o, m, &m->cells[i], e) < 0)
			return -1;
	return after ? after(o, m, old, e) : 0;
}

/* At most so many rows of a statement, and each half of that, so that few texts are prepared. */
#define ROWS_MOST 64

int record_write_many(struct office *o, struct record_saving *s, size_t n, struct err *e)
{
	size_t at = 0, rows = ROWS_MOST, k;

	for (k = 0; k < n; k++)
		if (!s[k].merged.id)
			s[k].merged.id = id_mint();
	while (at < n) {
		while (rows > n - at)
			rows /= 2;
		if (insert_rows(o, s + at, rows, e) < 0)
			return -1;
		at += rows;
	}
	for (k = 0; k < n; k++)
		if (write_rest(o, &s[k].merged, NULL, e) < 0)
			return -1;
	return 0;
}

/* Everything that can refuse the save, before anything is written. */
int record_prepare(struct office *o, struct record *r, enum record_mode mode, int64_t known, struct record_saving *s,
		   struct err *e)
{
	const struct record *old = r->id ? &s->old : NULL;

	record_init(&s->old, r->table);
	record_init(&s->merged, r->table);
	if (r->id && record_load(o, r->table, r->id, &s->old, e) < 0)
		return -1;
	if (r->id && mode == RECORD_CHECKED && s->old.seq != r->seq)
		return err_set(e, ERR_CONFLICT, "SAVED_MEANWHILE", r->table);
	if (merge(o, r, old, &s->merged, e) < 0)
		return -1;
	return rules_check(o, &s->merged, old, known, e);
}

int record_write(struct office *o, struct record *r, struct record_saving *s, struct err *e)
{
	if (!r->id ? record_write_many(o, s, 1, e) < 0
		   : update_row(o, &s->merged, &s->old, e) < 0 || write_rest(o, &s->merged, &s->old, e) < 0)
		return -1;
	r->id = s->merged.id;
	return 0;
}

void record_saving_end(struct record_saving *s)
{
	record_release(&s->old);
	record_release(&s->merged);
}

int record_save(struct office *o, struct record *r, enum record_mode mode, const char *action, struct err *e)
{
	struct record_saving saving;
	char save[64];
	int rc = -1;

	if (o->read_only)
		return err_set(e, ERR_IO, "DB_READ_ONLY", office_path(o));
	snprintf(save, sizeof(save), "%s.save", r->table);
	if (db_begin(o->db, action ? action : save, e) < 0)
		return -1;
	if (record_prepare(o, r, mode, 0, &saving, e) < 0) {
		/* Nothing was written: a rollback would doom the transaction around us for no reason. */
		db_commit(o->db, NULL);
		goto done;
	}
	if (record_write(o, r, &saving, e) < 0) {
		db_rollback(o->db);
		goto done;
	}
	if (db_commit(o->db, e) < 0)
		goto done;
	r->seq = record_seq(o, r->table, r->id);
	rc = 0;
done:
	record_saving_end(&saving);
	return rc;
}

static int set_bin(struct office *o, const char *table, int64_t id, const char *day, const char *verb, struct err *e)
{
	char sql[128], action[64];

	if (o->read_only)
		return err_set(e, ERR_IO, "DB_READ_ONLY", office_path(o));
	if (!schema_is_journaled(table) || !schema_column(o->db, table, "deleted_on"))
		return err_set(e, ERR_MISSING, "TABLE_UNKNOWN", table);
	if (day && rules_keep(table))
		return err_set(e, ERR_INVALID, "BIN_NEVER", table);
	snprintf(action, sizeof(action), "%s.%s", table, verb);
	if (db_begin(o->db, action, e) < 0)
		return -1;
	/* What lies in the bin keeps the day it went there. */
	snprintf(sql, sizeof(sql),
		 "UPDATE %s SET deleted_on = ?1 WHERE id = ?2 AND (deleted_on IS NULL) = (?1 IS NOT NULL)", table);
	if (db_run(o->db, e, sql, "si", day, id) < 0) {
		db_rollback(o->db);
		return -1;
	}
	snprintf(sql, sizeof(sql), "SELECT 1 FROM %s WHERE id = ?1", table);
	if (!db_int(o->db, 0, sql, "i", id)) {
		db_commit(o->db, NULL);
		return err_set(e, ERR_MISSING, "RECORD_GONE", table);
	}
	return db_commit(o->db, e);
}

int record_bin(struct office *o, const char *table, int64_t id, struct err *e)
{
	return set_bin(o, table, id, clock_today(), "bin", e);
}

/* What took its place meanwhile may not be doubled by bringing it back. */
static int may_restore(struct office *o, const char *table, int64_t id, struct err *e)
{
	rule_fn *rule = rules_of(table);
	struct record old, back;
	int rc = 0;

	if (!rule)
		return 0;
	record_init(&old, table);
	record_init(&back, table);
	if (record_load(o, table, id, &old, e) < 0 || record_load(o, table, id, &back, e) < 0) {
		rc = -1;
	} else if (*record_text(&old, "deleted_on")) {
		record_set(&back, "deleted_on", value_null());
		rc = rule(o, &back, &old, e);
	}
	record_release(&old);
	record_release(&back);
	return rc;
}

int record_restore(struct office *o, const char *table, int64_t id, struct err *e)
{
	if (may_restore(o, table, id, e) < 0)
		return -1;
	return set_bin(o, table, id, NULL, "restore", e);
}

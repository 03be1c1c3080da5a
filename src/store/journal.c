/* Reading the journal. */
#include "internal.h"

#include <stdio.h>
#include <string.h>

#define CHANGE_COLUMNS \
	"seq, coalesce(txn, seq), coalesce(undoes, 0), at, coalesce(cadre, 0), coalesce(action, ''), tbl, row, op, " \
	"cols"

static void read_head(struct stmt *s, struct change *c)
{
	memset(c, 0, sizeof *c);
	c->seq = stmt_int(s, 0);
	c->txn = stmt_int(s, 1);
	c->undoes = stmt_int(s, 2);
	snprintf(c->at, sizeof c->at, "%s", stmt_text(s, 3));
	c->cadre = stmt_int(s, 4);
	snprintf(c->action, sizeof c->action, "%s", stmt_text(s, 5));
	snprintf(c->tbl, sizeof c->tbl, "%s", stmt_text(s, 6));
	c->row = stmt_int(s, 7);
	c->op = stmt_text(s, 8)[0];
}

/* Appends one item per column of the change in `s`, or one for an insert. */
static int add_items(struct db *db, struct stmt *s, struct change **list, size_t *n, struct err *e)
{
	struct cell_change *cells;
	struct change head;
	size_t cells_n;

	read_head(s, &head);
	if (cols_parse(stmt_text(s, 9), &cells, &cells_n))
		return err_set(e, ERR_IO, "DB_DAMAGED", db->path);
	*list = mem_grow(*list, *n + cells_n + 1, sizeof **list);
	if (cells_n == 0)
		(*list)[(*n)++] = head;
	for (size_t i = 0; i < cells_n; i++) {
		/* A delete holds its empty cells too, so that it can be taken back exactly. */
		if (cells[i].before.kind == VALUE_NULL && cells[i].after.kind == VALUE_NULL)
			continue;
		struct change *c = &(*list)[(*n)++];
		*c = head;
		snprintf(c->column, sizeof c->column, "%s", cells[i].name);
		c->before = cells[i].before;
		c->after = cells[i].after;
		cells[i].before = cells[i].after = value_null();
	}
	cols_free(cells, cells_n);
	return 0;
}

static int collect(struct db *db, struct stmt *s, size_t most, struct change **out, size_t *n, struct err *e)
{
	int r = 0;

	*out = NULL;
	*n = 0;
	while (s && (most == 0 || *n < most) && (r = stmt_step(s, e)) == 1) {
		if (add_items(db, s, out, n, e)) {
			r = -1;
			break;
		}
	}
	stmt_done(s);
	if (!s || r < 0) {
		change_list_free(out, *n);
		*n = 0;
		return -1;
	}
	for (; most > 0 && *n > most; (*n)--) {
		value_release(&(*out)[*n - 1].before);
		value_release(&(*out)[*n - 1].after);
	}
	return 0;
}

int journal_of_row(struct db *db, const char *tbl, int64_t row, size_t most, struct change **out, size_t *n,
		   struct err *e)
{
	struct stmt *s =
		db_query(db, "SELECT " CHANGE_COLUMNS " FROM change WHERE tbl = ?1 AND row = ?2 ORDER BY seq DESC", e);

	if (s)
		stmt_bind(s, "si", tbl, row);
	return collect(db, s, most, out, n, e);
}

int journal_recent(struct db *db, int64_t before_seq, size_t most, struct change **out, size_t *n, struct err *e)
{
	struct stmt *s = db_query(db, "SELECT " CHANGE_COLUMNS " FROM change WHERE seq < ?1 ORDER BY seq DESC", e);

	if (s)
		stmt_bind(s, "i", before_seq > 0 ? before_seq : INT64_MAX);
	return collect(db, s, most, out, n, e);
}

void change_list_free(struct change **list, size_t n)
{
	for (size_t i = 0; *list && i < n; i++) {
		value_release(&(*list)[i].before);
		value_release(&(*list)[i].after);
	}
	mem_free(*list);
	*list = NULL;
}

bool journal_describe(struct db *db, int64_t txn, struct change *first)
{
	struct stmt *s = db_query(db, "SELECT " CHANGE_COLUMNS " FROM change WHERE seq = ?1", NULL);
	bool found = false;

	if (!s)
		return false;
	stmt_bind(s, "i", txn);
	if (stmt_step(s, NULL) == 1) {
		read_head(s, first);
		found = first->txn == txn;
	}
	stmt_done(s);
	return found;
}

int64_t journal_seq(struct db *db, const char *tbl, int64_t row)
{
	return db_int(db, 0, "SELECT max(seq) FROM change WHERE tbl = ?1 AND row = ?2", "si", tbl, row);
}

int64_t journal_last(struct db *db)
{
	return db_int(db, 0, "SELECT max(seq) FROM change", "");
}

int64_t journal_seq_at(struct db *db, const char *moment)
{
	return db_int(db, 0, "SELECT seq FROM change WHERE at <= ?1 ORDER BY seq DESC LIMIT 1", "s", moment);
}

int row_read(struct db *db, const char *tbl, int64_t row, struct value **cells, size_t *n, bool *exists, struct err *e)
{
	const struct column *columns = schema_columns(db, tbl, n);
	struct buf sql = BUF_INIT;
	struct stmt *s = NULL;
	int r = -1;

	*cells = NULL;
	*exists = false;
	if (!columns || !schema_is_journaled(tbl)) {
		err_set(e, ERR_INTERNAL, "JOURNAL_TABLE", tbl);
		goto done;
	}
	buf_addf(&sql, "SELECT * FROM \"%s\" WHERE id = ?1", tbl);
	s = db_query(db, sql.s, e);
	if (!s)
		goto done;
	stmt_bind(s, "i", row);
	r = stmt_step(s, e);
	if (r < 0)
		goto done;
	*exists = r == 1;
	*cells = mem_alloc(*n * sizeof **cells);
	for (size_t i = 0; i < *n; i++)
		(*cells)[i] = *exists ? stmt_value_exact(s, (int)i) : value_null();
	r = 0;
done:
	stmt_done(s);
	buf_release(&sql);
	if (r)
		*n = 0;
	return r;
}

void row_free(struct value *cells, size_t n)
{
	for (size_t i = 0; cells && i < n; i++)
		value_release(&cells[i]);
	mem_free(cells);
}

/* Takes one change back in a row held in memory. */
static int take_back(struct stmt *s, const struct column *columns, struct value *cells, size_t n, bool *exists)
{
	struct cell_change *list;
	size_t list_n;
	char op = stmt_text(s, 0)[0];

	if (cols_parse(stmt_text(s, 1), &list, &list_n))
		return -1;
	if (op != 'U') {
		*exists = op == 'D';
		for (size_t i = 0; i < n; i++)
			value_release(&cells[i]);
	}
	for (size_t i = 0; i < list_n; i++) {
		for (size_t k = 0; k < n; k++) {
			if (strcmp(columns[k].name, list[i].name) != 0)
				continue;
			value_release(&cells[k]);
			cells[k] = list[i].before;
			list[i].before = value_null();
		}
	}
	cols_free(list, list_n);
	return 0;
}

int journal_row_at(struct db *db, const char *tbl, int64_t row, int64_t seq, struct value **cells, size_t *n,
		   bool *exists, struct err *e)
{
	const struct column *columns;
	struct stmt *s;
	int r;

	if (row_read(db, tbl, row, cells, n, exists, e))
		return -1;
	columns = schema_columns(db, tbl, n);
	s = db_query(db, "SELECT op, cols FROM change WHERE tbl = ?1 AND row = ?2 AND seq > ?3 ORDER BY seq DESC", e);
	if (!s) {
		r = -1;
		goto done;
	}
	stmt_bind(s, "sii", tbl, row, seq);
	while ((r = stmt_step(s, e)) == 1) {
		if (take_back(s, columns, *cells, *n, exists)) {
			r = err_set(e, ERR_IO, "DB_DAMAGED", db->path);
			break;
		}
	}
done:
	stmt_done(s);
	if (r < 0) {
		row_free(*cells, *n);
		*cells = NULL;
		*n = 0;
	}
	return r;
}

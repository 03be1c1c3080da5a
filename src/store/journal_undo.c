/* Undo and redo, from the rows of the journal alone.
 *
 * A transaction is live if no live one takes it back. Work is what has no `undoes`; an undo takes back work; a redo
 * takes back an undo. */
#include "internal.h"

#include <stdio.h>
#include <string.h>

struct item {
	int64_t seq, row;
	char tbl[64];
	char op;
	struct cell_change *cells;
	size_t n;
};

/* A transaction's changes follow each other: there is one writer at a time. */
static int64_t last_of(struct db *db, int64_t txn)
{
	return db_int(db, txn, "SELECT max(seq) FROM change WHERE txn = ?1", "i", txn);
}

/* From one transaction that takes it back to the next: an import may have millions of changes. */
static bool is_live(struct db *db, int64_t txn)
{
	int64_t by, after = 0;

	while ((by = db_int(db, 0,
			    "SELECT coalesce(txn, seq) FROM change WHERE undoes = ?1 AND seq > ?2 ORDER BY seq LIMIT 1",
			    "ii", txn, after)) != 0) {
		if (is_live(db, by))
			return false;
		after = last_of(db, by);
	}
	return true;
}

/* What only notes that something left the office is no work anybody takes back; nor is the ground the work stands on.
 */
#define JOURNAL_NOTE "'export_log.save'"
#define JOURNAL_GROUND "'demo', 'office.found'"

/* Goes back from the end, a transaction a step. Finds the last live work, or the last live undo that comes after all
 * work. */
static int64_t candidate(struct db *db, bool redo)
{
	struct stmt *s =
		db_query(db,
			 "SELECT coalesce(txn, seq), undoes FROM change WHERE seq < ?1 AND coalesce(action, '') NOT IN "
			 "(" JOURNAL_NOTE ", " JOURNAL_GROUND
			 ") AND origin = (SELECT value FROM setting WHERE key = 'origin') ORDER BY seq DESC LIMIT 1",
			 NULL);
	int64_t at = INT64_MAX, found = 0;

	while (s && !found) {
		sqlite3_reset(s->s);
		stmt_bind(s, "i", at);
		if (stmt_step(s, NULL) != 1)
			break;
		at = stmt_int(s, 0);
		int64_t undoes = stmt_int(s, 1);
		bool work = undoes == 0;
		if (work && redo)
			break;
		if (work == !redo && is_live(db, at) &&
		    (work || db_int(db, 0, "SELECT undoes FROM change WHERE seq = ?1", "i", undoes) == 0))
			found = at;
	}
	stmt_done(s);
	return found;
}

int64_t journal_undo_candidate(struct db *db)
{
	return candidate(db, false);
}

int64_t journal_redo_candidate(struct db *db)
{
	return candidate(db, true);
}

static int changed(struct err *e, const struct item *i, const char *column)
{
	return err_set(e, ERR_CONFLICT, "UNDO_CHANGED", i->tbl, column);
}

/* The row must still be what the insert made of it, apart from what this transaction did later, already taken back. */
static int undo_insert(struct db *db, const struct item *i, struct err *e)
{
	struct value *now = NULL, *then = NULL;
	size_t n = 0, then_n = 0, columns_n;
	bool is = false, was = false;
	struct buf sql = BUF_INIT;
	int r = -1;

	if (row_read(db, i->tbl, i->row, &now, &n, &is, e) ||
	    journal_row_at(db, i->tbl, i->row, i->seq, &then, &then_n, &was, e))
		goto done;
	if (!is || !was) {
		changed(e, i, "");
		goto done;
	}
	const struct column *columns = schema_columns(db, i->tbl, &columns_n);
	for (size_t k = 0; k < n; k++) {
		if (!value_equal(&now[k], &then[k])) {
			changed(e, i, columns[k].name);
			goto done;
		}
	}
	buf_addf(&sql, "DELETE FROM \"%s\" WHERE id = ?1", i->tbl);
	r = db_run(db, e, sql.s, "i", i->row);
done:
	row_free(now, n);
	row_free(then, then_n);
	buf_release(&sql);
	return r;
}

static int run_cells(struct db *db, const char *sql, const struct item *i, bool with_id, struct err *e)
{
	struct stmt *s = db_query(db, sql, e);

	if (!s)
		return -1;
	for (size_t k = 0; k < i->n; k++)
		stmt_bind_at(s, (int)k + 1, &i->cells[k].before);
	if (with_id) {
		struct value id = value_int(i->row);
		stmt_bind_at(s, (int)i->n + 1, &id);
	}
	int r = stmt_step(s, e);
	stmt_done(s);
	return r;
}

static int undo_delete(struct db *db, const struct item *i, struct err *e)
{
	struct value *now;
	size_t n;
	bool is;
	struct buf sql = BUF_INIT;

	if (row_read(db, i->tbl, i->row, &now, &n, &is, e))
		return -1;
	row_free(now, n);
	if (is)
		return changed(e, i, "");
	buf_addf(&sql, "INSERT INTO \"%s\"(", i->tbl);
	for (size_t k = 0; k < i->n; k++)
		buf_addf(&sql, "%s\"%s\"", k ? "," : "", i->cells[k].name);
	buf_adds(&sql, ") VALUES (");
	for (size_t k = 0; k < i->n; k++)
		buf_addf(&sql, "%s?%d", k ? "," : "", (int)k + 1);
	buf_adds(&sql, ")");
	int r = run_cells(db, sql.s, i, false, e);
	buf_release(&sql);
	return r;
}

static int undo_update(struct db *db, const struct item *i, struct err *e)
{
	struct value *now = NULL;
	size_t n = 0;
	bool is = false;
	struct buf sql = BUF_INIT;
	int r = -1;

	if (row_read(db, i->tbl, i->row, &now, &n, &is, e))
		return -1;
	const struct column *columns = schema_columns(db, i->tbl, &n);
	if (!is) {
		changed(e, i, "");
		goto done;
	}
	buf_addf(&sql, "UPDATE \"%s\" SET ", i->tbl);
	for (size_t k = 0; k < i->n; k++) {
		for (size_t c = 0; c < n; c++) {
			if (strcmp(columns[c].name, i->cells[k].name) == 0 &&
			    !value_equal(&now[c], &i->cells[k].after)) {
				changed(e, i, columns[c].name);
				goto done;
			}
		}
		buf_addf(&sql, "%s\"%s\" = ?%d", k ? ", " : "", i->cells[k].name, (int)k + 1);
	}
	buf_addf(&sql, " WHERE id = ?%d", (int)i->n + 1);
	r = run_cells(db, sql.s, i, true, e);
done:
	row_free(now, n);
	buf_release(&sql);
	return r;
}

/* A migration may have taken a column away. A row that was deleted before comes back without it, if it said nothing. */
static int drop_gone(struct db *db, struct item *i, struct err *e)
{
	for (size_t k = 0; k < i->n;) {
		struct cell_change *c = &i->cells[k];

		if (schema_column(db, i->tbl, c->name)) {
			k++;
			continue;
		}
		if (i->op != 'D' || c->before.kind != VALUE_NULL)
			return changed(e, i, c->name);
		mem_free(c->name);
		value_release(&c->after);
		*c = i->cells[--i->n];
	}
	return 0;
}

static int undo_item(struct db *db, struct item *i, struct err *e)
{
	if (!schema_is_journaled(i->tbl))
		return err_set(e, ERR_IO, "DB_DAMAGED", db->path);
	if (drop_gone(db, i, e))
		return -1;
	switch (i->op) {
	case 'I':
		return undo_insert(db, i, e);
	case 'D':
		return undo_delete(db, i, e);
	default:
		return undo_update(db, i, e);
	}
}

/* The next older change of a transaction than `before`: 1 found, 0 none. */
static int next_item(struct db *db, int64_t txn, int64_t before, struct item *i, struct err *e)
{
	struct stmt *s = db_query(db,
				  "SELECT seq, tbl, row, op, cols FROM change WHERE seq < ?2 AND seq >= ?1 AND "
				  "coalesce(txn, seq) = ?1 ORDER BY seq DESC LIMIT 1",
				  e);
	int r = -1;

	if (!s)
		return -1;
	stmt_bind(s, "ii", txn, before);
	r = stmt_step(s, e);
	if (r == 1) {
		i->seq = stmt_int(s, 0);
		snprintf(i->tbl, sizeof i->tbl, "%s", stmt_text(s, 1));
		i->row = stmt_int(s, 2);
		i->op = stmt_text(s, 3)[0];
		if (cols_parse(stmt_text(s, 4), &i->cells, &i->n))
			r = err_set(e, ERR_IO, "DB_DAMAGED", db->path);
	}
	stmt_done(s);
	return r;
}

int64_t journal_size(struct db *db, int64_t txn)
{
	return last_of(db, txn) - txn + 1;
}

static int reverse(struct db *db, int64_t txn, journal_tell *tell, void *arg, struct err *e)
{
	int64_t all = journal_size(db, txn), done = 0;
	struct item i = { .seq = txn + all };
	int r;

	while ((r = next_item(db, txn, i.seq, &i, e)) == 1) {
		r = undo_item(db, &i, e);
		cols_free(i.cells, i.n);
		if (r)
			return -1;
		if (tell && (++done & 63) == 0)
			tell(arg, done, all);
	}
	return r;
}

static bool is_ground(struct db *db, int64_t txn)
{
	return db_int(db, 0, "SELECT EXISTS (SELECT 1 FROM change WHERE seq = ?1 AND action IN (" JOURNAL_GROUND "))",
		      "i", txn);
}

int journal_take_back(struct db *db, int64_t txn, bool redo, journal_tell *tell, void *arg, struct err *e)
{
	struct change first;
	struct err why;

	if (db->depth > 0)
		return err_set(e, ERR_INTERNAL, "TX_OPEN", db->opener);
	if (is_ground(db, txn))
		return err_set(e, ERR_CONFLICT, "UNDO_GROUND");
	if (db_begin(db, redo ? "redo" : "undo", e))
		return -1;
	if (!journal_describe(db, txn, &first)) {
		err_set(e, ERR_MISSING, "UNDO_NONE");
		goto fail;
	}
	if (!is_live(db, txn)) {
		err_set(e, ERR_CONFLICT, "UNDO_DONE");
		goto fail;
	}
	/* Rows come and go in the reverse order, but an UPDATE of a reference may need one that comes later. */
	if (db_raw(db, "PRAGMA defer_foreign_keys=ON", e) ||
	    db_run(db, e, "UPDATE context SET undoes = ?1 WHERE id = 1", "i", txn) || reverse(db, txn, tell, arg, e))
		goto fail;
	err_clear(&why);
	if (db_commit(db, &why) == 0)
		return 0;
	/* Somebody else's record refers to one that would go. */
	if (strcmp(why.word, "DB_CONSTRAINT") == 0)
		return err_set(e, ERR_CONFLICT, "UNDO_CHANGED", first.tbl, "");
	if (e)
		*e = why;
	return -1;
fail:
	db_rollback(db);
	return -1;
}

int journal_undo(struct db *db, int64_t txn, struct err *e)
{
	return journal_take_back(db, txn, false, NULL, NULL, e);
}

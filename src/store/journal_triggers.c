/* The triggers that write the journal: plain SQL without any function of ours, so that they also work for the sqlite3
 * shell.
 *
 * A REPLACE is a delete that fires no trigger unless recursive_triggers is on, and only the program sets that. So a row
 * that an INSERT would push out is first set aside in `replaced`; if the insert then happens, its AFTER trigger finds
 * it there and writes the delete as well. A row set aside for an INSERT OR IGNORE or an UPSERT is dropped by the next
 * insert. */
#include "internal.h"

#include <string.h>

/* A cell as JSON. SQLite's own JSON gives a real 15 digits; 20 and a correct strtod give back every bit. */
static void add_cell(struct buf *b, const char *row, const struct column *c)
{
	if (c->type != 'R') {
		buf_addf(b, "json_quote(%s.\"%s\")", row, c->name);
		return;
	}
	buf_addf(
		b,
		"CASE WHEN %1$s.\"%2$s\" IS NULL THEN 'null' WHEN %1$s.\"%2$s\" > 1.79769313486231571e308 THEN '9e999' "
		"WHEN %1$s.\"%2$s\" < -1.79769313486231571e308 THEN '-9e999' ELSE printf('%%!.20g', %1$s.\"%2$s\") END",
		row, c->name);
}

/* The JSON of a row that goes: every cell that is not NULL. */
static void add_old_row(struct buf *b, const char *row, const struct column *c, size_t n)
{
	buf_adds(b, "'{' || substr(");
	for (size_t i = 0; i < n; i++) {
		buf_addf(b, "%sCASE WHEN %s.\"%s\" IS NULL THEN '' ELSE ',\"%s\":[' || ", i ? " || " : "", row,
			 c[i].name, c[i].name);
		add_cell(b, row, &c[i]);
		buf_adds(b, " || ',null]' END");
	}
	buf_adds(b, ", 2) || '}'");
}

/* The JSON of an update: what really changed, as [old, new]. */
static void add_difference(struct buf *b, const struct column *c, size_t n)
{
	buf_adds(b, "'{' || substr(");
	for (size_t i = 0; i < n; i++) {
		buf_addf(b, "%sCASE WHEN OLD.\"%s\" IS NEW.\"%s\" THEN '' ELSE ',\"%s\":[' || ", i ? " || " : "",
			 c[i].name, c[i].name, c[i].name);
		add_cell(b, "OLD", &c[i]);
		buf_adds(b, " || ',' || ");
		add_cell(b, "NEW", &c[i]);
		buf_adds(b, " || ']' END");
	}
	buf_adds(b, ", 2) || '}'");
}

/* "  INSERT INTO change ... ", up to where `op` and `cols` are given; `from` follows the context in FROM. */
static void add_change(struct buf *b, const char *table, const char *row, char op)
{
	buf_addf(b,
		 "  INSERT INTO change(origin, origin_seq, clock, at, cadre, action, txn, undoes, tbl, row, op, cols)\n"
		 "  SELECT o.value, coalesce((SELECT max(origin_seq) FROM change WHERE origin = o.value), 0) + 1,\n"
		 "    max(coalesce((SELECT max(clock) FROM change), 0) + 1,\n"
		 "        CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) << 16),\n"
		 "    coalesce(x.at, strftime('%%Y-%%m-%%dT%%H:%%M:%%S', 'now', 'localtime')),\n"
		 "    x.cadre, x.action, x.txn, x.undoes, '%s', %s, '%c', ",
		 table, row, op);
}

static void add_from(struct buf *b, const char *more)
{
	buf_addf(b,
		 "\n  FROM context AS x, (SELECT coalesce((SELECT value FROM setting WHERE key = 'origin'), '') AS "
		 "value) AS o%s\n"
		 "  WHERE x.id = 1",
		 more);
}

/* "id = NEW.id OR (tbl = NEW.tbl AND ...)": the rows an INSERT of NEW may push out. */
static void add_rivals(struct buf *b, const char *table)
{
	buf_adds(b, "id = NEW.id");
	if (strcmp(table, "extra") == 0)
		buf_adds(b, " OR (tbl = NEW.tbl AND row = NEW.row AND field = NEW.field)");
}

static void add_insert(struct buf *b, const char *table, const struct column *c, size_t n)
{
	buf_addf(b,
		 "CREATE TRIGGER journal_%1$s_b BEFORE INSERT ON \"%1$s\" BEGIN\n"
		 "  DELETE FROM replaced WHERE tbl = '%1$s';\n"
		 "  INSERT INTO replaced(tbl, row, cols) SELECT '%1$s', id, ",
		 table);
	struct buf alias = BUF_INIT;
	buf_addf(&alias, "\"%s\"", table);
	add_old_row(b, alias.s, c, n);
	buf_release(&alias);
	buf_addf(b, " FROM \"%s\" WHERE ", table);
	add_rivals(b, table);
	buf_addf(b, ";\nEND;\nCREATE TRIGGER journal_%1$s_i AFTER INSERT ON \"%1$s\" BEGIN\n", table);
	add_change(b, table, "r.row", 'D');
	buf_adds(b, "r.cols");
	add_from(b, ", replaced AS r");
	buf_addf(b, " AND r.tbl = '%1$s';\n  DELETE FROM replaced WHERE tbl = '%1$s';\n", table);
	add_change(b, table, "NEW.id", 'I');
	buf_adds(b, "'{}'");
	add_from(b, "");
	buf_adds(b, ";\nEND;\n");
}

static void add_delete(struct buf *b, const char *table, const struct column *c, size_t n)
{
	buf_addf(b,
		 "CREATE TRIGGER journal_%1$s_d AFTER DELETE ON \"%1$s\" BEGIN\n"
		 "  DELETE FROM replaced WHERE tbl = '%1$s' AND row = OLD.id;\n",
		 table);
	add_change(b, table, "OLD.id", 'D');
	add_old_row(b, "OLD", c, n);
	add_from(b, "");
	buf_adds(b, ";\nEND;\n");
}

static void add_update(struct buf *b, const char *table, const struct column *c, size_t n)
{
	buf_addf(b, "CREATE TRIGGER journal_%1$s_u AFTER UPDATE ON \"%1$s\" WHEN OLD.id IS NEW.id AND (", table);
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "%sOLD.\"%s\" IS NOT NEW.\"%s\"", i ? " OR " : "", c[i].name, c[i].name);
	buf_adds(b, ") BEGIN\n");
	add_change(b, table, "NEW.id", 'U');
	add_difference(b, c, n);
	add_from(b, "");
	/* A row under a new id is another row. */
	buf_addf(b,
		 ";\nEND;\nCREATE TRIGGER journal_%1$s_m AFTER UPDATE OF id ON \"%1$s\" WHEN OLD.id IS NOT NEW.id "
		 "BEGIN\n",
		 table);
	add_change(b, table, "OLD.id", 'D');
	add_old_row(b, "OLD", c, n);
	add_from(b, "");
	buf_adds(b, ";\n");
	add_change(b, table, "NEW.id", 'I');
	buf_adds(b, "'{}'");
	add_from(b, "");
	buf_adds(b, ";\nEND;\n");
}

void journal_trigger_sql(struct buf *out, const char *table, const struct column *columns, size_t n)
{
	add_insert(out, table, columns, n);
	add_update(out, table, columns, n);
	add_delete(out, table, columns, n);
}

int journal_install(struct db *db, struct err *e)
{
	struct buf sql = BUF_INIT;
	size_t n, columns_n;
	const char *const *tables = schema_tables(db, &n);

	for (size_t i = 0; i < n; i++) {
		const struct column *columns = schema_columns(db, tables[i], &columns_n);
		buf_addf(&sql,
			 "DROP TRIGGER IF EXISTS journal_%1$s_b; DROP TRIGGER IF EXISTS journal_%1$s_i; "
			 "DROP TRIGGER IF EXISTS journal_%1$s_u; DROP TRIGGER IF EXISTS journal_%1$s_m; "
			 "DROP TRIGGER IF EXISTS journal_%1$s_d;\n",
			 tables[i]);
		journal_trigger_sql(&sql, tables[i], columns, columns_n);
	}
	buf_adds(&sql, "CREATE TRIGGER IF NOT EXISTS change_keep_u BEFORE UPDATE ON change BEGIN\n"
		       "  SELECT RAISE(ABORT, 'the journal is append-only');\nEND;\n"
		       "CREATE TRIGGER IF NOT EXISTS change_keep_d BEFORE DELETE ON change BEGIN\n"
		       "  SELECT RAISE(ABORT, 'the journal is append-only');\nEND;\n"
		       "CREATE TRIGGER IF NOT EXISTS change_keep_i BEFORE INSERT ON change WHEN NEW.seq IN (SELECT seq "
		       "FROM change) "
		       "BEGIN\n  SELECT RAISE(ABORT, 'the journal is append-only');\nEND;\n");
	int r = db_raw(db, sql.s, e);
	buf_release(&sql);
	return r;
}

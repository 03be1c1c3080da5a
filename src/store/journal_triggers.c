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
	if (c->type != 'R')
		buf_addf(b, "json_quote(%s.\"%s\")", row, c->name);
	else
		buf_addf(
			b,
			"iif(%1$s.\"%2$s\" IS NULL, 'null', replace(printf('%%!.20g', %1$s.\"%2$s\"), 'Inf', '9e999'))",
			row, c->name);
}

/* The JSON of a row that goes, with every column: {"id":[5,null],"name":["x",null],"note":[null,null]}. The whole
 * schema is read at every start, so this text is as short as it can be. */
static void add_old_row(struct buf *b, const char *row, const struct column *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_addf(b, "%s\"%s\":[' || ", i ? " || ',null]," : "'{", c[i].name);
		add_cell(b, row, &c[i]);
	}
	buf_adds(b, " || ',null]}'");
}

/* The JSON of an update: what really changed, as [old, new]. */
static void add_difference(struct buf *b, const struct column *c, size_t n)
{
	buf_adds(b, "'{' || substr(");
	for (size_t i = 0; i < n; i++) {
		buf_addf(b, "%siif(OLD.\"%s\" IS NEW.\"%s\", '', ',\"%s\":[' || ", i ? " || " : "", c[i].name,
			 c[i].name, c[i].name);
		add_cell(b, "OLD", &c[i]);
		buf_adds(b, " || ',' || ");
		add_cell(b, "NEW", &c[i]);
		buf_adds(b, " || ']')");
	}
	buf_adds(b, ", 2) || '}'");
}

/* The rows an INSERT of NEW may push out. */
static const char *rivals(const char *table)
{
	if (strcmp(table, "extra") == 0)
		return "id = NEW.id OR (tbl = NEW.tbl AND row = NEW.row AND field = NEW.field)";
	return "id = NEW.id";
}

static void add_insert(struct buf *b, const char *table, const struct column *c, size_t n)
{
	buf_addf(b,
		 "CREATE TRIGGER journal_%1$s_b BEFORE INSERT ON \"%1$s\" BEGIN\n"
		 "  DELETE FROM replaced WHERE tbl = '%1$s';\n"
		 "  INSERT INTO replaced(tbl, row, cols) SELECT '%1$s', id, ",
		 table);
	add_old_row(b, "o", c, n);
	buf_addf(b,
		 " FROM \"%1$s\" AS o WHERE %2$s;\nEND;\n"
		 "CREATE TRIGGER journal_%1$s_i AFTER INSERT ON \"%1$s\" BEGIN\n"
		 "  INSERT INTO journal_entry SELECT tbl, row, 'D', cols FROM replaced WHERE tbl = '%1$s';\n"
		 "  DELETE FROM replaced WHERE tbl = '%1$s';\n"
		 "  INSERT INTO journal_entry VALUES ('%1$s', NEW.id, 'I', '{}');\nEND;\n",
		 table, rivals(table));
}

static void add_delete(struct buf *b, const char *table, const struct column *c, size_t n)
{
	buf_addf(b,
		 "CREATE TRIGGER journal_%1$s_d AFTER DELETE ON \"%1$s\" BEGIN\n"
		 "  DELETE FROM replaced WHERE tbl = '%1$s' AND row = OLD.id;\n"
		 "  INSERT INTO journal_entry VALUES ('%1$s', OLD.id, 'D', ",
		 table);
	add_old_row(b, "OLD", c, n);
	buf_adds(b, ");\nEND;\n");
}

static void add_update(struct buf *b, const char *table, const struct column *c, size_t n)
{
	buf_addf(b,
		 "CREATE TRIGGER journal_%1$s_m BEFORE UPDATE OF id ON \"%1$s\" WHEN OLD.id IS NOT NEW.id BEGIN\n"
		 "  SELECT RAISE(ABORT, 'an id never changes');\nEND;\n"
		 "CREATE TRIGGER journal_%1$s_u AFTER UPDATE ON \"%1$s\" BEGIN\n"
		 "  INSERT INTO journal_entry SELECT '%1$s', NEW.id, 'U', d FROM (SELECT ",
		 table);
	add_difference(b, c, n);
	buf_adds(b, " AS d) WHERE d <> '{}';\nEND;\n");
}

/* The one place that writes `change`: an entry put into the view gets its origin, clock and context. */
static const char common[] =
	"DROP VIEW IF EXISTS journal_entry;\n"
	"CREATE VIEW journal_entry AS SELECT tbl, row, op, cols FROM change;\n"
	"CREATE TRIGGER journal_write INSTEAD OF INSERT ON journal_entry BEGIN\n"
	"  INSERT INTO change(origin, origin_seq, clock, at, cadre, action, txn, undoes, tbl, row, op, cols)\n"
	"  SELECT o.value, coalesce((SELECT max(origin_seq) FROM change WHERE origin = o.value), 0) + 1,\n"
	"    max(coalesce((SELECT max(clock) FROM change), 0) + 1,\n"
	"        CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) << 16),\n"
	"    coalesce(x.at, strftime('%Y-%m-%dT%H:%M:%S', 'now', 'localtime')),\n"
	"    x.cadre, x.action, x.txn, x.undoes, NEW.tbl, NEW.row, NEW.op, NEW.cols\n"
	"  FROM context AS x, (SELECT coalesce((SELECT value FROM setting WHERE key = 'origin'), '') AS value) AS o\n"
	"  WHERE x.id = 1;\nEND;\n"
	"CREATE TRIGGER IF NOT EXISTS change_keep_u BEFORE UPDATE ON change BEGIN\n"
	"  SELECT RAISE(ABORT, 'the journal is append-only');\nEND;\n"
	"CREATE TRIGGER IF NOT EXISTS change_keep_d BEFORE DELETE ON change BEGIN\n"
	"  SELECT RAISE(ABORT, 'the journal is append-only');\nEND;\n"
	"CREATE TRIGGER IF NOT EXISTS change_keep_i BEFORE INSERT ON change WHEN NEW.seq IN (SELECT seq FROM change) "
	"BEGIN\n"
	"  SELECT RAISE(ABORT, 'the journal is append-only');\nEND;\n";

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

	buf_adds(&sql, common);
	for (size_t i = 0; i < n; i++) {
		const struct column *columns = schema_columns(db, tables[i], &columns_n);
		buf_addf(&sql,
			 "DROP TRIGGER IF EXISTS journal_%1$s_b; DROP TRIGGER IF EXISTS journal_%1$s_i; "
			 "DROP TRIGGER IF EXISTS journal_%1$s_u; DROP TRIGGER IF EXISTS journal_%1$s_m; "
			 "DROP TRIGGER IF EXISTS journal_%1$s_d;\n",
			 tables[i]);
		journal_trigger_sql(&sql, tables[i], columns, columns_n);
	}
	int r = db_raw(db, sql.s, e);
	buf_release(&sql);
	return r;
}

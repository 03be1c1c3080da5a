/* The triggers that write the journal: plain SQL without any function of ours, so that they also work for the sqlite3
 * shell.
 *
 * All of a schema is parsed at every start, so what a table has of its own is as little as can be: the view journal_T,
 * which knows its columns, and five triggers of one line each. How an entry comes out of that stands once, in the
 * triggers of journal_i, journal_u and journal_d.
 *
 * An UPDATE needs the row as it was, and a REPLACE is a delete that fires no trigger unless recursive_triggers is on,
 * which only the program sets. So before an INSERT or an UPDATE the row with that id is set aside in `replaced`; what
 * follows takes it from there: an UPDATE its old values, an INSERT that it was a delete as well. What is set aside for
 * an INSERT OR IGNORE or an UPSERT that did not come is dropped by the next entry of that table. */
#include "internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COLUMNS_MOST 120 /* SQLite takes 127 arguments */

/* SQLite's own JSON gives a real 15 digits; 20 and a correct strtod give back every bit. */
static void add_cell(struct buf *b, const struct column *c)
{
	if (c->type != 'R')
		buf_addf(b, "\"%s\"", c->name);
	else
		buf_addf(b, "json(iif(\"%1$s\" IS NULL, 'null', replace(printf('%%!.20g', \"%1$s\"), 'Inf', '9e999')))",
			 c->name);
}

/* table, id, names and values of the columns as JSON arrays */
static void add_view(struct buf *b, const char *table, const struct column *c, size_t n)
{
	if (n > COLUMNS_MOST)
		BUG(table);
	buf_addf(b, "CREATE VIEW journal_%1$s AS SELECT '%1$s', id, '[", table);
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "%s\"%s\"", i ? "," : "", c[i].name);
	buf_adds(b, "]', json_array(");
	for (size_t i = 0; i < n; i++) {
		buf_adds(b, i ? "," : "");
		add_cell(b, &c[i]);
	}
	buf_addf(b, ") FROM \"%s\";\n", table);
}

/* Rows of `extra` push out others by its key too. */
#define EXTRA_RIVALS " OR id IN (SELECT id FROM extra WHERE tbl = NEW.tbl AND row = NEW.row AND field = NEW.field)"
#define EXTRA_PUSHED \
	" INSERT INTO journal_d SELECT * FROM replaced WHERE tbl = 'extra' AND row <> NEW.id AND " \
	"row NOT IN (SELECT id FROM extra) LIMIT 1;"

/* Of INSERT, and of the two others for the rows `when` says. */
static void add_coming(struct buf *out, const char *table, const char *rivals, const char *pushed)
{
	buf_addf(out,
		 "CREATE TRIGGER journal_%1$s_b BEFORE INSERT ON \"%1$s\" BEGIN"
		 " INSERT INTO replaced SELECT * FROM journal_%1$s WHERE id = NEW.id%2$s; END;\n"
		 "CREATE TRIGGER journal_%1$s_i AFTER INSERT ON \"%1$s\" BEGIN%3$s"
		 " INSERT INTO journal_i VALUES ('%1$s', NEW.id); END;\n",
		 table, rivals, pushed);
}

static void add_staying(struct buf *out, const char *table, const char *rivals, const char *pushed, const char *when)
{
	buf_addf(out,
		 "CREATE TRIGGER journal_%1$s_o BEFORE UPDATE ON \"%1$s\"%4$s BEGIN"
		 " INSERT INTO replaced SELECT * FROM journal_%1$s WHERE id = OLD.id%2$s; END;\n"
		 "CREATE TRIGGER journal_%1$s_u AFTER UPDATE ON \"%1$s\"%4$s BEGIN%3$s"
		 " INSERT INTO journal_u SELECT OLD.id, * FROM journal_%1$s WHERE id = NEW.id; END;\n"
		 "CREATE TRIGGER journal_%1$s_d BEFORE DELETE ON \"%1$s\"%4$s BEGIN"
		 " INSERT INTO journal_d SELECT * FROM journal_%1$s WHERE id = OLD.id; END;\n",
		 table, rivals, pushed, when);
}

void journal_trigger_sql(struct buf *out, const char *table, const struct column *columns, size_t n)
{
	bool extra = strcmp(table, "extra") == 0;
	const char *rivals = extra ? EXTRA_RIVALS : "", *pushed = extra ? EXTRA_PUSHED : "";

	add_view(out, table, columns, n);
	add_coming(out, table, rivals, pushed);
	add_staying(out, table, rivals, pushed, "");
}

static void drop_triggers(struct buf *out, const char *table, const char *which)
{
	for (; *which; which++)
		buf_addf(out, "DROP TRIGGER journal_%s_%c;\n", table, *which);
}

void journal_hold_sql(struct buf *out, const char *table, int64_t mark)
{
	char when[48];

	snprintf(when, sizeof when, " WHEN OLD.id <= %" PRId64, mark);
	drop_triggers(out, table, "bioud");
	add_staying(out, table, "", "", when);
}

void journal_release_sql(struct buf *out, const char *table)
{
	drop_triggers(out, table, "oud");
	add_coming(out, table, "", "");
	add_staying(out, table, "", "", "");
}

/* The one text that writes `change`: an entry gets its origin, clock and context. Numbers and clocks only grow, so the
 * last row of all, and the last of this origin, have the largest; no index is kept for that. */
#define PUT(op, cols, from, where) \
	"  INSERT INTO change(origin, origin_seq, clock, at, cadre, action, txn, undoes, tbl, row, op, cols)\n" \
	"  SELECT o.value, coalesce((SELECT origin_seq FROM change WHERE origin = o.value ORDER BY seq DESC LIMIT " \
	"1), 0) + 1,\n" \
	"    max(coalesce((SELECT clock FROM change ORDER BY seq DESC LIMIT 1), 0) + 1,\n" \
	"        CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) << 16),\n" \
	"    coalesce(x.at, strftime('%Y-%m-%dT%H:%M:%S', 'now', 'localtime')),\n" \
	"    x.cadre, x.action, x.txn, x.undoes, NEW.tbl, NEW.row, '" op "', " cols "\n" \
	"  FROM " from "context AS x,\n" \
	"    (SELECT coalesce((SELECT value FROM setting WHERE key = 'origin'), '') AS value) AS o\n" \
	"  WHERE x.id = 1" where ";\n"

/* {"id":[5,null],"name":["x",null],"note":[null,null]}: every column, so that the row can come back. */
#define GONE \
	"(SELECT '{' || group_concat('\"' || (NEW.names ->> n.key) || '\":[' || iif(n.type = 'real', " \
	"NEW.cols -> n.key, json_quote(n.value)) || ',null]') || '}' FROM json_each(NEW.cols) AS n)"
/* What really changed, as [old, new]. Reals are compared as they are written. */
#define DIFFERENCE \
	"(SELECT group_concat('\"' || (NEW.names ->> n.key) || '\":[' || (r.cols -> n.key) || ',' || " \
	"(NEW.cols -> n.key) || ']') AS d\n" \
	"    FROM (SELECT cols FROM replaced WHERE tbl = NEW.tbl AND row = NEW.row LIMIT 1) AS r, json_each(r.cols) " \
	"AS n\n" \
	"    WHERE iif(n.type = 'real', (r.cols -> n.key) <> (NEW.cols -> n.key), n.value IS NOT (NEW.cols ->> " \
	"n.key))) " \
	"AS u, "

static const char common[] =
	"DROP TABLE IF EXISTS replaced;\n"
	"CREATE TABLE replaced(tbl TEXT NOT NULL, row INTEGER NOT NULL, names TEXT NOT NULL, cols TEXT NOT NULL) "
	"STRICT;\n"
	"CREATE VIEW journal_i(tbl, row) AS SELECT tbl, row FROM replaced;\n"
	"CREATE TRIGGER journal_i_write INSTEAD OF INSERT ON journal_i BEGIN\n"
	"  INSERT INTO journal_d SELECT * FROM replaced WHERE tbl = NEW.tbl AND row = NEW.row LIMIT 1;\n"
	"  DELETE FROM replaced WHERE tbl = NEW.tbl;\n" PUT(
		"I", "'{}'", "",
		"") "END;\n"
		    "CREATE VIEW journal_u(was, tbl, row, names, cols) AS SELECT row, * FROM replaced;\n"
		    "CREATE TRIGGER journal_u_write INSTEAD OF INSERT ON journal_u BEGIN\n"
		    "  SELECT RAISE(ABORT, 'an id never changes') WHERE NEW.was IS NOT NEW.row;\n" PUT(
			    "U", "'{' || u.d || '}'", DIFFERENCE,
			    " AND u.d IS NOT NULL") "  DELETE FROM replaced WHERE tbl = NEW.tbl;\nEND;\n"
						    "CREATE VIEW journal_d(tbl, row, names, cols) AS SELECT * FROM "
						    "replaced;\n"
						    "CREATE TRIGGER journal_d_write INSTEAD OF INSERT ON journal_d "
						    "BEGIN\n"
						    "  DELETE FROM replaced WHERE tbl = NEW.tbl AND row = "
						    "NEW.row;\n" PUT("D", GONE, "",
								     "") "END;\n"
									 "CREATE TRIGGER IF NOT EXISTS change_keep_u "
									 "BEFORE UPDATE ON change BEGIN\n"
									 "  SELECT RAISE(ABORT, 'the journal is "
									 "append-only');\nEND;\n"
									 "CREATE TRIGGER IF NOT EXISTS change_keep_d "
									 "BEFORE DELETE ON change BEGIN\n"
									 "  SELECT RAISE(ABORT, 'the journal is "
									 "append-only');\nEND;\n"
									 "CREATE TRIGGER IF NOT EXISTS change_keep_i "
									 "BEFORE INSERT ON change WHEN NEW.seq IN "
									 "(SELECT seq FROM change) "
									 "BEGIN\n"
									 "  SELECT RAISE(ABORT, 'the journal is "
									 "append-only');\nEND;\n";

/* Triggers of the journal hold the columns of a table; a migration would write through them and may not. */
int journal_drop(struct db *db, struct err *e)
{
	sqlite3_stmt *s = NULL;
	struct buf sql = BUF_INIT;
	int rc = sqlite3_prepare_v2(
		db->sql,
		"SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view') AND name GLOB 'journal_*'", -1,
		&s, NULL);

	while (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
		buf_addf(&sql, "DROP %s IF EXISTS \"%s\";\n", (const char *)sqlite3_column_text(s, 0),
			 (const char *)sqlite3_column_text(s, 1));
	sqlite3_finalize(s);
	int r = rc == SQLITE_OK ? db_raw(db, sql.s, e) : db_fail(db, rc, e);
	buf_release(&sql);
	return r;
}

int journal_install(struct db *db, struct err *e)
{
	struct buf sql = BUF_INIT;
	size_t n, columns_n;
	const char *const *tables = schema_tables(db, &n);

	if (journal_drop(db, e))
		return -1;
	buf_adds(&sql, common);
	for (size_t i = 0; i < n; i++) {
		const struct column *columns = schema_columns(db, tables[i], &columns_n);
		journal_trigger_sql(&sql, tables[i], columns, columns_n);
	}
	int r = db_raw(db, sql.s, e);
	buf_release(&sql);
	return r;
}

/* The journal of a first load: one entry a row, by one statement, instead of a dozen triggered ones each. */
#include "internal.h"
#include "store/heavy.h"

#include "base/id.h"

#include <stdio.h>

static bool is_last(struct db *db, const char *const *tables, int64_t mark)
{
	char sql[80];
	int64_t last = 0;

	for (; *tables && last < mark; tables++) {
		snprintf(sql, sizeof sql, "SELECT coalesce(max(id), 0) FROM %s", *tables);
		last = db_int(db, INT64_MAX, sql, "");
	}
	return last < mark;
}

int db_journal_hold(struct db *db, const char *const *tables, int64_t *mark, struct err *e)
{
	struct buf sql = BUF_INIT;
	int r;

	*mark = id_mint();
	if (!is_last(db, tables, *mark)) {
		*mark = 0;
		return 0;
	}
	for (; *tables; tables++)
		journal_hold_sql(&sql, *tables, *mark);
	r = db_exec(db, sql.s, e);
	buf_release(&sql);
	return r;
}

enum { BASE_COLUMNS = 8 };

/* What all entries share and count on from, as journal_i_write finds it for one (journal_triggers.c). Asked before they
 * are written: a statement that also read `change` would gather all of them in a temporary table first. */
static const char base[] =
	"SELECT o.value, coalesce((SELECT origin_seq FROM change WHERE origin = o.value ORDER BY seq DESC LIMIT 1), 0),"
	" max(coalesce((SELECT clock FROM change ORDER BY seq DESC LIMIT 1), 0),"
	" (CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) << 16) - 1),"
	" coalesce(x.at, strftime('%Y-%m-%dT%H:%M:%S', 'now', 'localtime')), x.cadre, x.action, x.txn, x.undoes"
	" FROM context AS x, (SELECT coalesce((SELECT value FROM setting WHERE key = 'origin'), '') AS value) AS o"
	" WHERE x.id = 1";

/* Ids rise as rows came, so the entries stand in that order. */
static void entries_sql(struct buf *sql, const char *const *tables)
{
	buf_adds(sql,
		 "INSERT INTO change(origin, origin_seq, clock, at, cadre, action, txn, undoes, tbl, row, op, cols)"
		 " SELECT ?1, ?2 + row_number() OVER (), ?3 + row_number() OVER (), ?4, ?5, ?6, ?7, ?8, n.tbl, n.id,"
		 " 'I', '{}' FROM (");
	for (size_t i = 0; tables[i]; i++)
		buf_addf(sql, "%sSELECT '%s' AS tbl, id FROM %s WHERE id > ?9", i ? " UNION ALL " : "", tables[i],
			 tables[i]);
	buf_adds(sql, " ORDER BY id) AS n");
}

static int add_entries(struct db *db, const char *const *tables, int64_t mark, struct err *e)
{
	struct stmt *from = db_query(db, base, e), *to = NULL;
	struct buf sql = BUF_INIT;
	int r = from ? stmt_step(from, e) : -1;

	entries_sql(&sql, tables);
	if (r == 1 && !(to = db_query(db, sql.s, e)))
		r = -1;
	for (int i = 0; to && i < BASE_COLUMNS; i++) {
		struct value v = stmt_value_exact(from, i);

		stmt_bind_at(to, i + 1, &v);
		value_release(&v);
	}
	stmt_done(from);
	if (to) {
		struct value v = value_int(mark);

		stmt_bind_at(to, BASE_COLUMNS + 1, &v);
		r = stmt_step(to, e) < 0 ? -1 : 0;
	}
	stmt_done(to);
	buf_release(&sql);
	return r;
}

int db_journal_release(struct db *db, const char *const *tables, int64_t mark, struct err *e)
{
	struct buf triggers = BUF_INIT;
	int r;

	if (!mark)
		return 0;
	for (size_t i = 0; tables[i]; i++)
		journal_release_sql(&triggers, tables[i]);
	r = db_exec(db, triggers.s, e) || add_entries(db, tables, mark, e) ? -1 : 0;
	buf_release(&triggers);
	return r;
}

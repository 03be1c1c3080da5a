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

/* As journal_i_write does for one row (journal_triggers.c): ids rise as rows came, so the entries stand in that order.
 */
static void add_entries(struct buf *sql, const char *const *tables)
{
	buf_adds(sql,
		 "INSERT INTO change(origin, origin_seq, clock, at, cadre, action, txn, undoes, tbl, row, op, cols)"
		 " WITH o AS MATERIALIZED (SELECT coalesce((SELECT value FROM setting WHERE key = 'origin'), '') AS"
		 " value), b AS MATERIALIZED (SELECT o.value AS origin,"
		 " coalesce((SELECT origin_seq FROM change WHERE origin = o.value ORDER BY seq DESC LIMIT 1), 0) AS"
		 " seq, max(coalesce((SELECT clock FROM change ORDER BY seq DESC LIMIT 1), 0),"
		 " (CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) << 16) - 1) AS clock,"
		 " coalesce(x.at, strftime('%Y-%m-%dT%H:%M:%S', 'now', 'localtime')) AS at, x.cadre, x.action,"
		 " x.txn, x.undoes FROM context AS x, o WHERE x.id = 1),"
		 " n AS MATERIALIZED (");
	for (size_t i = 0; tables[i]; i++)
		buf_addf(sql, "%sSELECT '%s' AS tbl, id FROM %s WHERE id > ?1", i ? " UNION ALL " : "", tables[i],
			 tables[i]);
	buf_adds(sql,
		 " ORDER BY id) SELECT b.origin, b.seq + row_number() OVER (), b.clock + row_number() OVER (), b.at,"
		 " b.cadre, b.action, b.txn, b.undoes, n.tbl, n.id, 'I', '{}' FROM b CROSS JOIN n");
}

int db_journal_release(struct db *db, const char *const *tables, int64_t mark, struct err *e)
{
	struct buf triggers = BUF_INIT, entries = BUF_INIT;
	int r = 0;

	if (!mark)
		return 0;
	for (size_t i = 0; tables[i]; i++)
		journal_release_sql(&triggers, tables[i]);
	add_entries(&entries, tables);
	if (db_exec(db, triggers.s, e) || db_run(db, e, entries.s, "i", mark) < 0)
		r = -1;
	buf_release(&triggers);
	buf_release(&entries);
	return r;
}

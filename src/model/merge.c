/* Two rows made one, through what the schema says refers to them; and the way back. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/id.h"
#include "model/duplicate.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/schema.h"

#include <stdio.h>
#include <string.h>

/* Runs a text with ?1 kept, ?2 gone, ?3 the table. */
static int run_pair(struct office *o, const char *sql, const char *table, int64_t kept, int64_t gone, struct err *e)
{
	return db_run(o->db, e, sql, "iis", kept, gone, table);
}

static int move_column(struct office *o, const char *in, const char *column, const char *table, int64_t kept,
		       int64_t gone, struct err *e)
{
	struct buf sql = BUF_INIT;
	int rc;

	buf_addf(&sql, "UPDATE %s SET %s = ?1 WHERE %s = ?2 AND ?3 = ?3", in, column, column);
	rc = run_pair(o, sql.s, table, kept, gone, e);
	buf_release(&sql);
	return rc;
}

/* A column pair "tbl" and "row", perhaps with a word before each, points at any table: rule_waiver, finding … */
static int move_named(struct office *o, const char *in, const char *column, const char *table, int64_t kept,
		      int64_t gone, struct err *e)
{
	size_t n = strlen(column);
	struct buf row = BUF_INIT, sql = BUF_INIT;
	int rc = 0;

	if (n < 3 || strcmp(column + n - 3, "tbl") != 0 || strcmp(in, "extra") == 0)
		return 0;
	buf_add(&row, column, n - 3);
	buf_adds(&row, "row");
	if (schema_column(o->db, in, row.s)) {
		buf_addf(&sql, "UPDATE %s SET %s = ?1 WHERE %s = ?3 AND %s = ?2", in, row.s, column, row.s);
		rc = run_pair(o, sql.s, table, kept, gone, e);
	}
	buf_release(&row);
	buf_release(&sql);
	return rc;
}

static int move_references(struct office *o, const char *table, int64_t kept, int64_t gone, struct err *e)
{
	size_t n_tables, n;
	const char *const *tables = schema_tables(o->db, &n_tables);

	for (size_t t = 0; t < n_tables; t++) {
		const struct column *c = schema_columns(o->db, tables[t], &n);

		for (size_t i = 0; i < n; i++) {
			bool refers = strcmp(c[i].refers, table) == 0;

			if (refers && move_column(o, tables[t], c[i].name, table, kept, gone, e) < 0)
				return -1;
			if (!refers && move_named(o, tables[t], c[i].name, table, kept, gone, e) < 0)
				return -1;
		}
	}
	return 0;
}

/* The bureau's own fields: what kept lacks comes over with its history, what both have stays kept's. */
static int move_extras(struct office *o, const char *table, int64_t kept, int64_t gone, struct err *e)
{
	static const char *const sql[] = {
		"UPDATE extra SET value = (SELECT g.value FROM extra g WHERE g.tbl = ?3 AND g.row = ?2 AND g.field ="
		" extra.field) WHERE tbl = ?3 AND row = ?1 AND coalesce(value, '') = '' AND EXISTS (SELECT 1 FROM extra"
		" g WHERE g.tbl = ?3 AND g.row = ?2 AND g.field = extra.field AND g.value IS NOT NULL)",
		"UPDATE extra SET row = ?1 WHERE tbl = ?3 AND row = ?2 AND NOT EXISTS (SELECT 1 FROM extra k"
		" WHERE k.tbl = ?3 AND k.row = ?1 AND k.field = extra.field)",
	};

	for (size_t i = 0; i < sizeof(sql) / sizeof(sql[0]); i++)
		if (run_pair(o, sql[i], table, kept, gone, e) < 0)
			return -1;
	return 0;
}

/* Who is not gone is not kept either; that the two themselves are two was said in error. */
static int move_not_same(struct office *o, const char *table, int64_t kept, int64_t gone, struct err *e)
{
	static const char *const sql[] = {
		"DELETE FROM not_same WHERE tbl = ?3 AND min(?1, ?2) = one AND max(?1, ?2) = other",
		"UPDATE not_same SET one = min(?1, other), other = max(?1, other) WHERE tbl = ?3 AND one = ?2",
		"UPDATE not_same SET other = max(?1, one), one = min(?1, one) WHERE tbl = ?3 AND other = ?2",
	};

	for (size_t i = 0; i < sizeof(sql) / sizeof(sql[0]); i++)
		if (run_pair(o, sql[i], table, kept, gone, e) < 0)
			return -1;
	return 0;
}

/* What is told of a row as it stands, and is not to be carried to another. */
static bool is_own(const char *column, bool one_household)
{
	static const char *const never[] = { "id",          "household_id", "deleted_on",    "left_on",
					     "left_reason", "removed_on",   "removed_reason" };
	static const char *const elsewhere[] = { "relation_to_head", "joined_on", "joined_reason" };

	for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		if (strcmp(column, never[i]) == 0)
			return true;
	for (size_t i = 0; !one_household && i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++)
		if (strcmp(column, elsewhere[i]) == 0)
			return true;
	return false;
}

static int fill_blanks(struct office *o, const char *table, int64_t kept, int64_t gone, bool one_household,
		       struct err *e)
{
	size_t n, filled = 0;
	const struct column *c = schema_columns(o->db, table, &n);
	struct buf sql = BUF_INIT;
	int rc = 0;

	buf_addf(&sql, "UPDATE %s SET ", table);
	for (size_t i = 0; i < n; i++) {
		const char *name = c[i].name;

		if (is_own(name, one_household))
			continue;
		buf_addf(&sql, "%s%s = CASE WHEN coalesce(%s, '') IN ('', '[]') THEN", filled++ ? ", " : "", name,
			 name);
		buf_addf(&sql, " coalesce((SELECT g.%s FROM %s g WHERE g.id = ?2), %s) ELSE %s END", name, table, name,
			 name);
	}
	buf_adds(&sql, " WHERE id = ?1 AND ?3 = ?3");
	if (filled > 0)
		rc = run_pair(o, sql.s, table, kept, gone, e);
	buf_release(&sql);
	return rc;
}

/* A household says its head in words too; they named gone by its number, or by its name where there is none. */
static int rename_head(struct office *o, int64_t kept, int64_t gone, struct err *e)
{
	return run_pair(o,
			"UPDATE household SET head_name = k.name, head_id_no = coalesce(k.id_no, head_id_no)"
			" FROM person k, person g WHERE k.id = ?1 AND g.id = ?2 AND household.id = g.household_id"
			" AND CASE WHEN head_id_no IS NOT NULL AND g.id_no IS NOT NULL THEN head_id_no = g.id_no"
			" ELSE head_name = g.name END AND ?3 = ?3"
			" AND (head_name IS NOT k.name OR (k.id_no IS NOT NULL AND head_id_no IS NOT k.id_no))",
			"", kept, gone, e);
}

/* Blanks first: the number the household is to name its head by may be one of gone's. */
static int merge_rows(struct office *o, const char *table, int64_t kept, int64_t gone, struct err *e)
{
	bool person = strcmp(table, "person") == 0;
	bool one_household =
		!person || db_int(o->db, 0, "SELECT count(DISTINCT household_id) = 1 FROM person WHERE id IN (?1, ?2)",
				  "ii", kept, gone) != 0;
	char bin[96];

	snprintf(bin, sizeof(bin), "UPDATE %s SET deleted_on = ?2 WHERE id = ?1", table);
	if (fill_blanks(o, table, kept, gone, one_household, e) < 0 || (person && rename_head(o, kept, gone, e) < 0))
		return -1;
	if (move_references(o, table, kept, gone, e) < 0 || move_extras(o, table, kept, gone, e) < 0 ||
	    move_not_same(o, table, kept, gone, e) < 0)
		return -1;
	return db_run(o->db, e, bin, "is", gone, clock_today());
}

static bool is_there(struct office *o, const char *table, int64_t id)
{
	char sql[96];

	snprintf(sql, sizeof(sql), "SELECT EXISTS (SELECT 1 FROM %s WHERE id = ?1 AND deleted_on IS NULL)", table);
	return db_int(o->db, 0, sql, "i", id) != 0;
}

static int merge(struct office *o, const char *table, int64_t kept, int64_t gone, const char *reason, int64_t *id,
		 struct err *e)
{
	char action[64];

	if (o->read_only)
		return err_set(e, ERR_IO, "DB_READ_ONLY", office_path(o));
	if (kept == gone)
		return err_set(e, ERR_INVALID, "MERGE_SAME");
	if (!is_there(o, table, kept) || !is_there(o, table, gone))
		return err_set(e, ERR_MISSING, "MERGE_GONE");
	snprintf(action, sizeof(action), "%s.merge", table);
	if (db_begin(o->db, action, e) < 0)
		return -1;
	*id = id_mint();
	if (merge_rows(o, table, kept, gone, e) < 0 ||
	    db_run(o->db, e,
		   "INSERT INTO merge(id, tbl, kept, gone, reason, cadre_id, merged_on)"
		   " VALUES (?1, ?2, ?3, ?4, nullif(?5, ''), nullif(?6, 0), ?7)",
		   "isiisis", *id, table, kept, gone, reason, o->me, clock_today()) < 0) {
		db_rollback(o->db);
		return -1;
	}
	return db_commit(o->db, e);
}

int person_merge(struct office *o, int64_t kept, int64_t gone, const char *reason, int64_t *id, struct err *e)
{
	return merge(o, "person", kept, gone, reason, id, e);
}

int household_merge(struct office *o, int64_t kept, int64_t gone, const char *reason, int64_t *id, struct err *e)
{
	return merge(o, "household", kept, gone, reason, id, e);
}

int merge_undo(struct office *o, int64_t id, struct err *e)
{
	/* The row goes with the undoing, the journal remembers it. The newest birth: it may have been done again. */
	int64_t txn = db_int(o->db, 0,
			     "SELECT coalesce(txn, seq) FROM change WHERE tbl = 'merge' AND row = ?1 AND op = 'I'"
			     " ORDER BY seq DESC LIMIT 1",
			     "i", id);

	if (o->read_only)
		return err_set(e, ERR_IO, "DB_READ_ONLY", office_path(o));
	if (!txn)
		return err_set(e, ERR_MISSING, "MERGE_GONE");
	return journal_undo(o->db, txn, e);
}

int person_unmerge(struct office *o, int64_t id, struct err *e)
{
	return merge_undo(o, id, e);
}

/* The past of a record, undo and redo, and the bin. */
#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/cut.h"
#include "model/intake.h"
#include "model/past.h"
#include "model/trace.h"
#include "store/db.h"
#include "store/heavy.h"
#include "store/journal.h"
#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int extras_at(struct office *o, struct record *r, int64_t seq, struct err *e)
{
	struct stmt *s = past_extras(o, r->table, r->id, e);
	int rc;

	if (!s)
		return -1;
	while ((rc = stmt_step(s, e)) > 0) {
		struct value v;
		bool exists;

		if (past_extra(o, stmt_int(s, 0), seq, &v, &exists, e) < 0) {
			rc = -1;
			break;
		}
		if (exists)
			record_set_custom(r, stmt_text(s, 1), v);
	}
	stmt_done(s);
	return rc;
}

static bool is_two(const char *s, char before, char most)
{
	return s[0] == before && s[1] >= '0' && s[1] <= most && s[2] >= '0' && s[2] <= '9';
}

/* A day means its end, a minute its last second. False for what is no moment. */
static bool end_of(const char *moment, char out[20])
{
	size_t n = strlen(moment);
	char day[DATE_BYTES];

	snprintf(day, sizeof(day), "%.10s", moment);
	if ((n != 10 && n != 16 && n != 19) || strlen(day) != 10 || !date_is_valid(day))
		return false;
	if (n > 10 && (!is_two(moment + 10, 'T', '2') || !is_two(moment + 13, ':', '5')))
		return false;
	if (n > 16 && !is_two(moment + 16, ':', '5'))
		return false;
	snprintf(out, 20, "%s%s", moment, n == 10 ? "T23:59:59" : n == 16 ? ":59" : "");
	return true;
}

int trace_record_at(struct office *o, const char *table, int64_t id, const char *moment, struct record *out,
		    struct err *e)
{
	size_t n_columns, n = 0, i;
	const struct column *columns = schema_is_journaled(table) ? schema_columns(o->db, table, &n_columns) : NULL;
	struct value *cells = NULL;
	bool exists = false;
	char end[20];
	int64_t seq;

	record_init(out, table);
	if (!columns)
		return err_set(e, ERR_MISSING, "TABLE_UNKNOWN", table);
	if (!end_of(moment, end))
		return err_set(e, ERR_INVALID, "MOMENT_BAD", moment);
	seq = journal_seq_at(o->db, end);
	if (journal_row_at(o->db, table, id, seq, &cells, &n, &exists, e) < 0)
		return -1;
	if (!exists) {
		past_release(cells, n);
		return err_set(e, ERR_MISSING, "RECORD_NOT_YET", moment);
	}
	for (i = 0; i < n && i < n_columns; i++)
		record_set(out, columns[i].name, value_copy(&cells[i]));
	past_release(cells, n);
	out->id = id;
	out->seq = seq;
	if (extras_at(o, out, seq, e) == 0)
		return 0;
	record_release(out);
	return -1;
}

/* A bureau's own fields are cells of the record they stand on. */
static int records_of(struct office *o, int64_t txn)
{
	return (int)db_int(o->db, 0,
			   "SELECT count(*) FROM (SELECT tbl, row FROM change WHERE (txn = ?1 OR seq = ?1) AND tbl <> "
			   "'extra' UNION SELECT x.tbl, x.row FROM change c JOIN extra x ON x.id = c.row"
			   " WHERE (c.txn = ?1 OR c.seq = ?1) AND c.tbl = 'extra')",
			   "i", txn);
}

static void describe(struct office *o, int64_t txn, char what[48], char title[96])
{
	struct change first;
	char *name;

	memset(&first, 0, sizeof(first));
	if (!journal_describe(o->db, txn, &first))
		return;
	if (what)
		snprintf(what, 48, "%.47s", first.action);
	name = record_title(o, first.tbl, first.row);
	if (title)
		cut_copy(title, 96, name);
	free(name);
	value_release(&first.before);
	value_release(&first.after);
}

static void tell(void *arg, int64_t done, int64_t all)
{
	office_tell(arg, done, all);
}

/* The name is asked for before and after: an undone insert has none afterwards, a redone one none before. */
static int run_job(struct office *o, int64_t txn, bool redo, char what[48], char title[96], int *records, struct err *e)
{
	char after[96] = "";
	int before = records_of(o, txn), now;

	describe(o, txn, what, title);
	if (journal_take_back(o->db, txn, redo, tell, o, e) < 0)
		return -1;
	now = records_of(o, txn);
	if (records)
		*records = before > now ? before : now;
	if (title && !*title) {
		describe(o, txn, NULL, after);
		memcpy(title, after, sizeof(after));
	}
	return 0;
}

#define UNDO_CACHE_KIB 32768

/* It may be all of an import: as much of the file in memory as that, not all that a command may have. */
static int take_back(struct office *o, int64_t txn, bool redo, char what[48], char title[96], int *records,
		     struct err *e)
{
	bool heavy = journal_size(o->db, txn) >= INTAKE_MANY;
	int rc;

	if (heavy && db_heavy(o->db, UNDO_CACHE_KIB, e) < 0)
		return -1;
	rc = run_job(o, txn, redo, what, title, records, e);
	if (heavy)
		db_heavy(o->db, 0, NULL);
	return rc;
}

static void blank(char what[48], char title[96])
{
	if (what)
		what[0] = '\0';
	if (title)
		title[0] = '\0';
}

/* A change alone, by another program, is its own transaction. */
static int64_t txn_of(struct office *o, int64_t seq)
{
	return db_int(o->db, 0, "SELECT coalesce(txn, seq) FROM change WHERE seq = ?1", "i", seq);
}

static int64_t undo_of(struct office *o, int64_t seq_or_0)
{
	return seq_or_0 ? txn_of(o, seq_or_0) : journal_undo_candidate(o->db);
}

/* What an undo had undone. */
static int64_t first_done(struct office *o, int64_t undo)
{
	return db_int(o->db, undo, "SELECT undoes FROM change WHERE txn = ?1 AND undoes IS NOT NULL LIMIT 1", "i",
		      undo);
}

int trace_undo_size(struct office *o, int64_t seq_or_0, char what[48], char title[96], int64_t *txn)
{
	*txn = undo_of(o, seq_or_0);
	blank(what, title);
	if (!*txn)
		return 0;
	describe(o, *txn, what, title);
	return records_of(o, *txn);
}

int trace_redo_size(struct office *o, char what[48], char title[96], int64_t *undo)
{
	*undo = journal_redo_candidate(o->db);
	blank(what, title);
	if (!*undo)
		return 0;
	describe(o, first_done(o, *undo), what, title);
	return records_of(o, *undo);
}

int trace_undo(struct office *o, int64_t seq_or_0, char what[48], char title[96], int *records, struct err *e)
{
	int64_t txn = undo_of(o, seq_or_0);

	blank(what, title);
	if (!txn)
		return err_set(e, ERR_MISSING, "NOTHING_TO_UNDO");
	return take_back(o, txn, false, what, title, records, e);
}

int trace_redo(struct office *o, int64_t undo_or_0, char what[48], char title[96], int *records, struct err *e)
{
	int64_t undo = undo_or_0 ? undo_or_0 : journal_redo_candidate(o->db), txn = first_done(o, undo);

	blank(what, title);
	if (!undo)
		return err_set(e, ERR_MISSING, "NOTHING_TO_REDO");
	if (take_back(o, undo, true, NULL, NULL, records, e) < 0)
		return -1;
	/* What was done again has the name of the first doing, not of its undoing. */
	describe(o, txn, what, title);
	return 0;
}

static void union_of_bins(struct office *o, struct buf *sql)
{
	size_t n, i;
	const char *const *tables = schema_tables(o->db, &n);

	for (i = 0; i < n; i++)
		if (schema_column(o->db, tables[i], "deleted_on"))
			buf_addf(sql, "%s SELECT '%s' AS tbl, id, deleted_on FROM %s WHERE deleted_on IS NOT NULL",
				 sql->n ? " UNION ALL" : "", tables[i], tables[i]);
	buf_adds(sql, " ORDER BY 3 DESC, 1, 2 DESC");
}

int bin_list(struct office *o, struct binned **out, size_t *n, struct err *e)
{
	struct buf sql = BUF_INIT;
	struct stmt *s;
	size_t cap = 0;
	int rc;

	*out = NULL;
	*n = 0;
	union_of_bins(o, &sql);
	s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	while ((rc = stmt_step(s, e)) > 0) {
		struct binned *b;
		char *title;

		if (*n == cap) {
			cap = cap ? cap * 2 : 32;
			*out = mem_grow(*out, cap, sizeof(**out));
		}
		b = &(*out)[(*n)++];
		snprintf(b->table, sizeof(b->table), "%s", stmt_text(s, 0));
		b->id = stmt_int(s, 1);
		snprintf(b->deleted_on, sizeof(b->deleted_on), "%s", stmt_text(s, 2));
		title = record_title(o, b->table, b->id);
		cut_copy(b->title, sizeof(b->title), title);
		free(title);
	}
	stmt_done(s);
	if (rc < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	return rc;
}

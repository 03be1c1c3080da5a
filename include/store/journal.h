/* The journal: table `change`, written by triggers the schema generates, so that no code path can forget it, not even
 * the sqlite3 shell. It is field history, undo, audit log and, later, what laptops exchange. Append-only: triggers
 * refuse UPDATE and DELETE. A row's id never changes (refused by a trigger). A REPLACE is journaled as delete and
 * insert.
 *
 * One transaction is one `txn` (the seq of its first change). An undo is a new transaction whose changes carry `undoes`
 * = the txn they take back; a redo undoes the undo. What is undoable follows from the rows alone, so it survives a
 * restart. */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "base/err.h"
#include "base/value.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

int journal_install(struct db *db, struct err *e); /* (re)creates the triggers; called by schema_migrate */

struct change {
	int64_t seq, txn, undoes; /* undoes: 0 or a txn */
	char at[24];              /* local time */
	int64_t cadre;            /* 0: outside the program */
	char action[48];          /* '' : outside the program */
	char tbl[48];
	int64_t row;
	char op;         /* I U D */
	char column[64]; /* one struct per column for U and D; "" for I */
	struct value before, after;
};
/* Every change of a row, newest first, one item per column. The caller frees with change_list_free. most 0 = all. */
int journal_of_row(struct db *db, const char *tbl, int64_t row, size_t most, struct change **out, size_t *n,
		   struct err *e);
/* The newest transactions as one item per changed row and column, newest first, from before seq (0 = the end). */
int journal_recent(struct db *db, int64_t before_seq, size_t most, struct change **out, size_t *n, struct err *e);
void change_list_free(struct change **list, size_t n);

/* The last seq of a row: what a form remembers to see whether somebody else saved. 0 if it has no history. */
int64_t journal_seq(struct db *db, const char *tbl, int64_t row);
int64_t journal_last(struct db *db);

/* The row as it stood after change `seq` (or at the end of a moment 'YYYY-MM-DDTHH:MM:SS' given to _seq_at). Cells in
 * column order of schema_columns; *exists is false before it was born or after it was removed. Caller releases each. */
int journal_row_at(struct db *db, const char *tbl, int64_t row, int64_t seq, struct value **cells, size_t *n,
		   bool *exists, struct err *e);
int64_t journal_seq_at(struct db *db, const char *moment);

/* Undo and redo. By txn, or the next candidate of this laptop (0 if there is none): the last live transaction that is
 * no undo; the last live undo with no newer work after it. Undo fails with ERR_CONFLICT UNDO_CHANGED {1}=table
 * {2}=column if a cell no longer holds what the transaction wrote (column '' where the row itself came, went, or is
 * referred to); then nothing is written. UNDO_DONE: it was taken back before; UNDO_NONE: no such txn; UNDO_GROUND: the
 * founding of the office or the sample village, which is passed over as a candidate too. Not inside a transaction
 * (TX_OPEN). Exact: the rows are as before, byte for byte. */
int64_t journal_undo_candidate(struct db *db);
int64_t journal_redo_candidate(struct db *db);
int journal_undo(struct db *db, int64_t txn, struct err *e);
/* Either of them (`redo`: txn is that of an undo), telling how many of the changes are taken back (NULL: nobody asks).
 * One change is in memory at a time. */
typedef void journal_tell(void *arg, int64_t done, int64_t all);
int journal_take_back(struct db *db, int64_t txn, bool redo, journal_tell *tell, void *arg, struct err *e);
int64_t journal_size(struct db *db, int64_t txn); /* its changes, about */
/* What a transaction was: its action and first row, for "undone: visit.save". False if unknown. */
bool journal_describe(struct db *db, int64_t txn, struct change *first);

#endif

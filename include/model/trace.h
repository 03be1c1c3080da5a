/* Who changed what, when; and taking it back. As store/journal.h and store/draft.h, for the rooms that may not include
 * store/. */
#ifndef MODEL_TRACE_H
#define MODEL_TRACE_H

#include "base/err.h"
#include "base/value.h"
#include "model/office.h"
#include "model/record.h"

#include <stddef.h>

struct trace {
	int64_t seq, txn;
	char at[24], who[64], action[48], table[48], column[64], title[96];
	char op; /* I U D */
	int64_t row;
	bool undone;
	struct value before, after;
};
/* A record's history, newest first; column NULL: all. */
int trace_of_record(struct office *o, const char *table, int64_t id, const char *column, struct trace **out, size_t *n,
		    struct err *e);
/* Everything that belongs to a household: its own row, people, visits, years, pairings, measures, marks … newest first.
 */
int trace_of_household(struct office *o, int64_t household, size_t most, struct trace **out, size_t *n, struct err *e);
int trace_recent(struct office *o, int64_t before_seq, size_t most, struct trace **out, size_t *n, struct err *e);
void trace_list_free(struct trace **list, size_t n);
/* The record as it was at the end of a moment (YYYY-MM-DD, YYYY-MM-DDTHH:MM or YYYY-MM-DDTHH:MM:SS; else MOMENT_BAD).
 * ERR_MISSING RECORD_NOT_YET. */
int trace_record_at(struct office *o, const char *table, int64_t id, const char *moment, struct record *out,
		    struct err *e);

/* Undo the last thing done here (or a given seq's transaction), redo what was undone last (or by a given undo). `what`
 * gets its action ('visit.save') and `title` the first record's name, `records` how many records there are, for the
 * message; each may be NULL. ERR_MISSING NOTHING_TO_UNDO / NOTHING_TO_REDO; UNDO_CHANGED. */
int trace_undo(struct office *o, int64_t seq_or_0, char what[48], char title[96], int *records, struct err *e);
int trace_redo(struct office *o, int64_t undo_or_0, char what[48], char title[96], int *records, struct err *e);
/* How many records that would touch, 0 where there is nothing; one of which only a bureau's own field was written, and
 * that is gone, is not seen. *txn is what to hand to trace_undo for just that, *undo what to
 * hand to trace_redo. */
int trace_undo_size(struct office *o, int64_t seq_or_0, char what[48], char title[96], int64_t *txn);
int trace_redo_size(struct office *o, char what[48], char title[96], int64_t *undo);

/* The bin: binned records, newest first. */
struct binned {
	char table[48];
	int64_t id;
	char title[96];
	char deleted_on[11];
};
int bin_list(struct office *o, struct binned **out, size_t *n, struct err *e); /* free() */

/* Drafts (store/draft.h): those of this program, and those no running program has. */
struct form_draft {
	int64_t id, row, parent, base_seq;
	char form[64], form_version[24], focus[64], at[24];
	int64_t cursor;
	char *cells; /* JSON: column → text as typed */
};
int form_draft_put(struct office *o, struct form_draft *d, struct err *e);
int form_draft_sync(struct office *o, struct err *e);
int form_draft_get(struct office *o, const char *form, int64_t row, int64_t parent, struct form_draft *out,
		   struct err *e); /* 1, 0, -1 */
int form_draft_drop(struct office *o, int64_t id, struct err *e);
void form_draft_release(struct form_draft *d);

#endif

/* Lists in. A plan is made first (header row found, columns mapped, every row judged and compared with the data) and
 * shown; running it writes all good rows in one transaction, or nothing. The same list again changes nothing; a changed
 * one updates by its keys and never overwrites a fact with a blank. What cannot be right goes to a refused file: the
 * row as it came, the line, the reason, a proposed repair.
 *
 * kind: "registry" (the national person lists H1 and H2 of DOMAIN §5: one row a person, household columns repeated or
 * only on the head's row, filled down by 户) or a form's name (any of screens/form.*.ini; columns by label, alias or
 * name). */
#ifndef EXCHANGE_IMPORT_H
#define EXCHANGE_IMPORT_H

#include "base/err.h"
#include "model/office.h"
#include "screen/screens.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct import;

struct import_column {
	const char *heading; /* as in the file */
	const char *table;   /* what it fills: household, person, household_year …; NULL: nothing */
	const char *column;
	const char *label; /* of the field, or "" */
};
enum row_verdict { ROW_ADD, ROW_UPDATE, ROW_SAME, ROW_REFUSED, ROW_SKIPPED /* blank, title, total */ };
struct import_row {
	int64_t line;
	enum row_verdict verdict;
	char who[96];     /* name or number, to recognise it */
	char reason[512]; /* sentence, in the chosen language; for ROW_UPDATE what changes: "电话 138… → 139…" */
	char repair[256]; /* proposed repair, or "" */
};
struct import_counts {
	int64_t rows, added, updated, unchanged, refused, skipped;
}; /* rows = all but skipped */

/* Opens the file, finds the header row among the first 20 of every visible sheet (the one with the most known headings;
 * that sheet is the list), maps the columns (a mapping saved for this set of headings wins). IMPORT_KIND {1},
 * IMPORT_OURS {1}=title: rows only the program writes (form_only_shows); IMPORT_NO_HEADER {1}, IMPORT_NO_KEY
 * {1}=missing headings. */
int import_open(struct import **out, struct office *o, const struct screens *s, const char *kind, const char *path,
		struct err *e);
void import_close(struct import **i);
/* Which kind suits the file best, for the wizard: a static name, or NULL. */
const char *import_guess(const struct screens *s, const char *path, struct err *e);
size_t import_columns(const struct import *i, const struct import_column **out);
int import_map(struct import *i, size_t column, const char *table, const char *field_column,
	       struct err *e);                       /* person's choice; saved by import_run */
const char *import_encoding(const struct import *i); /* "GB18030", "XLSX", "XLSX 名单": with the sheet, if several */

/* progress(arg, done, all) in bytes; true stops with ERR_CANCEL. */
typedef bool import_progress(void *arg, int64_t done, int64_t all);
/* Judges every row without writing (a dry run): inside a transaction that is taken back, so it needs an office that may
 * be written to (DB_READ_ONLY, DB_BUSY). `each` may be NULL; it is called once a row, in the order of the list. What it
 * is told is what import_run does with the row, and `counts` grow with it: whoever has seen enough stops it. */
int import_judge(struct import *i, struct import_counts *counts, void (*each)(void *arg, const struct import_row *row),
		 void *arg, import_progress *progress, void *parg, struct err *e);
/* Judges and writes in one transaction; refused rows go to `refused_path` (NULL: FILE.refused.csv; made only if there
 * are any, mode 0600). */
int import_run(struct import *i, const char *refused_path, struct import_counts *counts, import_progress *progress,
	       void *parg, struct err *e);
const char *import_refused_path(const struct import *i); /* where they went, or NULL */

#endif

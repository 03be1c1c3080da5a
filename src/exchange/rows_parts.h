/* What the readers of lists share: one row being made, and the door every kind of file stands behind. Private to
 * exchange/. */
#ifndef EXCHANGE_ROWS_PARTS_H
#define EXCHANGE_ROWS_PARTS_H

#include "base/buf.h"
#include "base/err.h"
#include "exchange/rows.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct row_cells {
	struct buf text; /* all cells of the row, clean, each ended by NUL */
	size_t start[ROWS_MOST_COLUMNS];
	const char *cell[ROWS_MOST_COLUMNS];
	size_t n;
};
void row_begin(struct row_cells *r);
void row_release(struct row_cells *r);
/* The next cell; the caller has seen that there is room. */
void row_add(struct row_cells *r, const char *s, size_t n);
/* As row_add, of text that text_clean would leave as it is. */
void row_add_clean(struct row_cells *r, const char *s, size_t n);
/* The cell of a column (from 0) that is not before the last one; what lies between is blank. */
void row_put(struct row_cells *r, size_t column, const char *s, size_t n);
/* Bytes of s that only keep a spreadsheet from reading a number: a leading tab, ="…" or ' before digits. */
void cell_unprotect(const char **s, size_t *n);

/* rows_merge.c: cells merged downwards, as the file says them; lines from 1. Bounded, whatever a range claims to cover:
 * nothing is kept but the range, and the text of those that are open. */
struct merges {
	struct merge_range {
		uint32_t top, bottom, column;
	} * range;
	size_t n, cap;
};
void merges_add(struct merges *m, uint32_t top, uint32_t bottom, uint32_t column);
void merges_sort(struct merges *m); /* once all are there */
void merges_release(struct merges *m);
struct merged {
	struct {
		char *text; /* NULL: none covers the row */
		int64_t bottom;
	} open[ROWS_MOST_COLUMNS];
	size_t at; /* the next range to be opened */
};
void merged_begin(struct merged *m); /* before the first row; releases too */
void merged_at(struct merged *m, const struct merges *all, const struct row_cells *r, int64_t line);
const char *merged_text(const struct merged *m, size_t column); /* "": no merge covers it */

/* A file being read. `self` is the reader's own. */
struct rows_ops {
	int (*next)(void *self, struct row_cells *out, int64_t *line, struct err *e); /* 1, 0, -1 */
	int (*sheet)(void *self, size_t sheet, struct err *e);                        /* begins at its first row */
	const struct merges *(*merges)(const void *self); /* of the sheet being read; NULL: such a file has none */
	int64_t (*done)(const void *self);
	int64_t (*all)(const void *self);
	void (*close)(void *self);
};
struct rows_source {
	const struct rows_ops *ops;
	void *self;
	enum encoding encoding;
	char **sheet; /* names of the visible sheets; owned by the reader */
	size_t sheets;
};
/* Each is given the path of a file that exists and is of its kind by the first bytes. -1: nothing to close. */
int rows_csv_open(struct rows_source *s, const char *path, struct err *e);
int rows_xlsx_open(struct rows_source *s, const char *path, struct err *e);
int rows_xls_open(struct rows_source *s, const char *path, struct err *e);

/* How a number is shown, as far as it changes what the number says. */
enum shown_as { SHOWN_PLAIN, SHOWN_DAY, SHOWN_MONTH, SHOWN_YEAR, SHOWN_TIME, SHOWN_PADDED };
struct number_shown {
	enum shown_as as;
	unsigned char digits; /* of SHOWN_PADDED */
};
struct number_shown number_shown_by(const char *format_code);
struct number_shown number_shown_builtin(unsigned id);
/* A number cell as text: an integer exactly, a date as YYYY-MM-DD (YYYY-MM, YYYY where no day is shown), any other with
 * the 15 digits a spreadsheet shows. From 16 digits on as d.dddE+dd, which is what lost digits look like everywhere
 * (base/idno.h), with all digits the file has. */
void number_cell(struct buf *b, double v, struct number_shown shown, bool base_1904);

#endif

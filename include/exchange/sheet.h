/* A table ready for paper or a file. Everything that leaves the program as rows is made a sheet first: lists and forms
 * (exchange/export.h), tables from templates (exchange/table.h), rows behind a number; then it is written by one of the
 * writers. Strings are owned by the sheet. */
#ifndef EXCHANGE_SHEET_H
#define EXCHANGE_SHEET_H

#include "base/err.h"
#include "base/value.h"
#include "exchange/profile.h"
#include "model/office.h"
#include "screen/screens.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum sheet_type {
	SHEET_TEXT,
	SHEET_CODE,   /* digits that are no number: ID, household number, phone, card */
	SHEET_NUMBER, /* value is an int or real; decimals say how it is shown */
	SHEET_MONEY,  /* int or real, fen; shown in yuan */
	SHEET_DATE
};
struct sheet_column {
	char *label;
	enum sheet_type type;
	enum privacy privacy;
	int width; /* in columns of a terminal; 0: by what stands in it */
	int decimals;
	bool right;
};
enum sheet_line_kind { SHEET_ROW, SHEET_GROUP /* heading: first cell only */, SHEET_SUBTOTAL, SHEET_TOTAL };
struct sheet_line {
	enum sheet_line_kind kind;
	int level;          /* of a group or its subtotal, 0 the outermost */
	int64_t id;         /* record behind the row, 0 none */
	struct value *cell; /* one a column; of a group the first is its text */
};
struct sheet {
	char *title, *subtitle; /* second line: place, period, unit of money; "" none */
	struct sheet_column *column;
	size_t columns;
	struct sheet_line *line;
	size_t lines, cap;
	char **sign; /* labels of signature boxes under it: village, town, county; what follows '\n' stands at the foot
		      */
	size_t signs;
	char *note; /* small print under it, "" none */
	bool landscape;
	char form[48]; /* table whose records the ids name, "" none */
};
void sheet_init(struct sheet *s, const char *title);
void sheet_release(struct sheet *s);
void sheet_clear(struct sheet *s);                                /* its lines go, the rest stays */
void sheet_copy_head(struct sheet *to, const struct sheet *from); /* all but the lines */
struct sheet_column *sheet_column(struct sheet *s, const char *label, enum sheet_type type);
struct sheet_line *sheet_add(struct sheet *s, enum sheet_line_kind kind,
			     int64_t id); /* cells NULL; lives until the next add */
void sheet_set(struct sheet *s, struct sheet_line *l, size_t column, struct value v); /* takes v over */
void sheet_drop_column(struct sheet *s, size_t column);
void sheet_sign(struct sheet *s, const char *label);
/* The text of a cell as a person reads it (yuan, dates, numbers with their decimals). */
void sheet_text(const struct sheet *s, const struct sheet_line *l, size_t column, struct buf *out);
/* Takes out and masks what the profile hides, in titles too. Every writer gets a sheet that went through this. */
void sheet_apply(struct sheet *s, enum profile p);
/* What the widest cell of a column needs in a terminal, its heading too. */
int sheet_width(const struct sheet *s, size_t column);
/* As text for the terminal or a reader: columns aligned, no line wider than cols, headings repeated never. */
void sheet_plain(const struct sheet *s, int cols, struct buf *out);

enum sheet_format { FORMAT_CSV, FORMAT_CSV_GB18030, FORMAT_XLSX, FORMAT_PDF, FORMAT_TEXT, FORMATS };
bool format_of(const char *name,
	       enum sheet_format *out); /* "csv" "gb18030" "xlsx" "pdf" "txt", or by the end of a path */
const char *format_name(enum sheet_format f);
const char *format_ending(enum sheet_format f); /* of a file's name: "csv" for both */
/* Writes to a temporary beside `path`, mode 0600, and renames: a full disk leaves no half file. FILE_WRITE {1}=path
 * {2}=why · SHEET_CELL {1}=heading: a text too long for a cell of XLSX. Several sheets: pages of a PDF, sheets of an
 * XLSX, one under the other in a text; a CSV takes one. */
int sheet_write(const struct sheet *const *sheet, size_t n, enum sheet_format f, const char *path, struct err *e);
int sheet_csv(const struct sheet *s, bool gb18030, FILE *to, struct err *e);
int sheet_xlsx(const struct sheet *const *sheet, size_t n, const char *path, struct err *e);

/* One sheet that is too long to be held: its lines go out as they come. `head` gives title and columns and needs no
 * line. What the profile hides never reaches the file. CSV and XLSX need memory for one page of lines only; text and
 * PDF keep them. SHEET_NOTHING: the profile leaves no column. path NULL: to standard output (no XLSX, no PDF:
 * SHEET_NEEDS_FILE). After a failure sheet_out_close takes away what was begun. */
struct sheet_out;
int sheet_out_open(struct sheet_out **out, const struct office *o, const struct sheet *head, enum profile p,
		   enum sheet_format f, const char *path, struct err *e);
int sheet_out_lines(struct sheet_out *out, struct sheet *s, struct err *e); /* writes the lines of s and empties it */
int64_t sheet_out_rows(const struct sheet_out *out);                        /* lines that are rows */
/* keep false: nothing is left behind. `before` (may be NULL) runs when all is written, before the file has its name. */
int sheet_out_close(struct sheet_out **out, bool keep, int (*before)(void *arg, int64_t rows, struct err *e), void *arg,
		    struct err *e);

/* Every file that leaves: who, when, what, profile, rows, where (table export_log). */
int export_logged(struct office *o, const char *what, enum profile p, int64_t rows, const char *path, struct err *e);
/* The same of a file that stands already (path NULL: what went to standard output): one that cannot be noted is taken
 * away again. */
int export_noted(struct office *o, const char *what, enum profile p, int64_t rows, const char *path, struct err *e);
/* "贫困户登记表-公示版-20201123.pdf", a name without a folder: caller frees. */
char *export_name(const struct screens *s, const char *title, enum profile p, enum sheet_format f);

#endif

/* What the parts of sheets share. Private to exchange/. */
#ifndef EXCHANGE_SHEET_PARTS_H
#define EXCHANGE_SHEET_PARTS_H

#include "base/buf.h"
#include "exchange/sheet.h"

/* Which columns of s the profile leaves: their indices in kept[]. */
size_t sheet_kept(const struct sheet *s, enum profile p, size_t *kept);
/* Cells of the columns that are kept, masked; the others go. `s` still has all its columns. */
void sheet_line_apply(const struct sheet *s, struct sheet_line *l, enum profile p, const size_t *kept, size_t n);

/* Lines of CSV on their way into a file, some at a time (export_line.c). A cell's text ends at s[n] with NUL; a number
 * stands as it is. */
struct csv_out {
	FILE *to; /* NULL: none */
	bool gb18030;
	void *convert;
	struct buf lines; /* not in the file yet */
	size_t cells;     /* of the line being made */
};
void csv_begin(struct csv_out *o, FILE *to, bool gb18030);
void csv_cell(struct csv_out *o, const char *s, size_t n, bool is_number);
void csv_line_end(struct csv_out *o);
void csv_flush(struct csv_out *o);
void csv_end(struct csv_out *o); /* flushes and releases; may be called again */
/* sheet_csv.c */
void csv_head(struct csv_out *o, const struct sheet *s);
void csv_line(struct csv_out *o, const struct sheet *s, const struct sheet_line *l);
/* The CSV file that lines may go into as they come from the database, or NULL: under this profile, or in this format,
 * they go through the sheet. The caller counts them, and hears FILE_WRITE. */
struct csv_out *sheet_out_straight(struct sheet_out *out);
int sheet_out_count(struct sheet_out *out, int64_t rows, struct err *e);
/* A number of a column as sheet_text writes it. */
void sheet_number(const struct sheet_column *c, const struct value *v, struct buf *out);

/* A workbook being written. Errors are told by xlsx_out_close, which always frees. */
struct xlsx_out;
struct xlsx_out *xlsx_out_open(const char *path,
			       struct err *e); /* the file itself: the caller gives it its name later */
void xlsx_out_sheet(struct xlsx_out *x, const struct sheet *s); /* begins it: title, headings */
void xlsx_out_line(struct xlsx_out *x, const struct sheet *s, const struct sheet_line *l);
void xlsx_out_end(struct xlsx_out *x, const struct sheet *s);
int xlsx_out_close(struct xlsx_out **x, struct err *e);

/* sheet_file.c: pages for paper. */
int sheet_pdf(const struct sheet *const *sheet, size_t n, const char *path, struct err *e);

#endif

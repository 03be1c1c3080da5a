/* What the parts of sheets share. Private to exchange/. */
#ifndef EXCHANGE_SHEET_PARTS_H
#define EXCHANGE_SHEET_PARTS_H

#include "exchange/sheet.h"

/* Which columns of s the profile leaves: their indices in kept[]. */
size_t sheet_kept(const struct sheet *s, enum profile p, size_t *kept);
/* Cells of the columns that are kept, masked; the others go. `s` still has all its columns. */
void sheet_line_apply(const struct sheet *s, struct sheet_line *l, enum profile p, const size_t *kept, size_t n);
void csv_head(const struct sheet *s, bool gb18030, FILE *to);
void csv_line(const struct sheet *s, const struct sheet_line *l, bool gb18030, FILE *to);

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

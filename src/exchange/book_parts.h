/* What the module of workbooks (modules.h) gives, behind the names of rows_parts.h and sheet_parts.h. Private to
 * exchange/. */
#ifndef EXCHANGE_BOOK_PARTS_H
#define EXCHANGE_BOOK_PARTS_H

#include "rows_parts.h"
#include "sheet_parts.h"

int xlsx_rows_open(struct rows_source *s, const char *path, struct err *e);
int xls_rows_open(struct rows_source *s, const char *path, struct err *e);
struct xlsx_out *book_out_open(const char *path, struct err *e);
void book_out_sheet(struct xlsx_out *x, const struct sheet *s);
void book_out_line(struct xlsx_out *x, const struct sheet *s, const struct sheet_line *l);
void book_out_end(struct xlsx_out *x, const struct sheet *s);
int book_out_close(struct xlsx_out **x, struct err *e);
/* Is every line there that was written? libxlsxwriter does not look whether its temporary files took them. */
int book_out_check(const char *path, const int64_t *lines, size_t sheets, struct err *e);

#endif

/* Workbooks are read and written by a module (modules.h). Who has one open has the module. */
#include "modules.h"

static const struct book_module *book;

int rows_xlsx_open(struct rows_source *s, const char *path, struct err *e)
{
	book = module_book(e);
	return book ? book->xlsx_rows(s, path, e) : -1;
}

int rows_xls_open(struct rows_source *s, const char *path, struct err *e)
{
	book = module_book(e);
	return book ? book->xls_rows(s, path, e) : -1;
}

struct xlsx_out *xlsx_out_open(const char *path, struct err *e)
{
	book = module_book(e);
	return book ? book->out_open(path, e) : NULL;
}

void xlsx_out_sheet(struct xlsx_out *x, const struct sheet *s)
{
	book->out_sheet(x, s);
}

void xlsx_out_line(struct xlsx_out *x, const struct sheet *s, const struct sheet_line *l)
{
	book->out_line(x, s, l);
}

void xlsx_out_end(struct xlsx_out *x, const struct sheet *s)
{
	book->out_end(x, s);
}

int xlsx_out_close(struct xlsx_out **x, struct err *e)
{
	return book->out_close(x, e);
}

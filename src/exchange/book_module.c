#include "modules.h"

#include "book_parts.h"

const struct book_module bangfu_book = {
	.version = MODULE_VERSION,
	.xlsx_rows = xlsx_rows_open,
	.xls_rows = xls_rows_open,
	.out_open = book_out_open,
	.out_sheet = book_out_sheet,
	.out_line = book_out_line,
	.out_end = book_out_end,
	.out_close = book_out_close,
};

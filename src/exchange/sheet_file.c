#include "sheet_parts.h"

int sheet_pdf(const struct sheet *const *sheet, size_t n, const char *path, struct err *e)
{
	(void)sheet;
	(void)n;
	(void)path;
	return err_set(e, ERR_INVALID, "SHEET_NO_PDF");
}

/* Sheets on paper. */
#include "sheet_parts.h"

#include "exchange/paper.h"

int sheet_pdf(const struct sheet *const *sheet, size_t n, const char *path, struct err *e)
{
	struct paper *p = NULL;

	if (paper_open(&p, path, n && sheet[0]->landscape, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		paper_orient(p, sheet[i]->landscape);
		if (i)
			paper_break(p);
		paper_sheet(p, sheet[i]);
	}
	return paper_close(&p, e);
}

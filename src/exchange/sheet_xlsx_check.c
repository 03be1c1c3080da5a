/* libxlsxwriter writes rows to temporary files and does not look whether the disk took them: a full one would leave a
 * workbook that opens and has rows missing. So the finished one is read once more. */
#include "book_parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

#define PIECE 65536

static const char row_begins[] = "<row ", ends[] = "</worksheet>";

/* Counts the rows of one sheet; false where it does not end as it must. */
static bool count_rows(zip_file_t *f, int64_t *rows)
{
	static char text[PIECE + 16];
	size_t kept = 0;
	zip_int64_t n;
	bool ended = false;

	*rows = 0;
	while ((n = zip_fread(f, text + kept, PIECE)) > 0) {
		size_t all = kept + (size_t)n, least = sizeof(row_begins) - 1;

		text[all] = '\0';
		for (const char *s = text; (s = strstr(s, row_begins)); s += least)
			++*rows;
		ended = all >= sizeof(ends) - 1 && strstr(text + all - (sizeof(ends) - 1), ends);
		/* What may be the beginning of a mark goes on in the next piece, one too short to be a row's. */
		kept = all < sizeof(ends) - 1 ? all : sizeof(ends) - 1;
		memmove(text, text + all - kept, kept);
		for (char *s = text; kept && (s = strstr(text, row_begins));)
			*s = ' '; /* counted */
		text[kept] = '\0';
	}
	return n == 0 && ended;
}

int book_out_check(const char *path, const int64_t *lines, size_t sheets, struct err *e)
{
	int code = 0;
	zip_t *z = zip_open(path, ZIP_RDONLY, &code);
	bool whole = z != NULL;

	for (size_t i = 0; whole && i < sheets; i++) {
		char name[64];
		int64_t rows = 0;
		zip_file_t *f;

		snprintf(name, sizeof(name), "xl/worksheets/sheet%zu.xml", i + 1);
		f = zip_fopen(z, name, 0);
		whole = f && count_rows(f, &rows) && rows == lines[i];
		if (f)
			zip_fclose(f);
	}
	if (z)
		zip_discard(z);
	return whole ? 0 : err_set(e, ERR_IO, "FILE_WRITE", path, strerror(ENOSPC));
}

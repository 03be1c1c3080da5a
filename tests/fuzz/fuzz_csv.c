/* Any bytes as a list: they are read or refused, never half believed. What is read is clean, within the limits, and
 * comes back the same when it is written and read again. */
#include "base/buf.h"
#include "base/text.h"
#include "exchange/export.h"
#include "exchange/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Lines that tell the separator, before what is written again. */
#define FIRST_LINES 20

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n);

static void require(int holds)
{
	if (!holds)
		abort();
}

static const char *path_of(const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "/tmp/bangfu-fuzz-%ld-%s", (long)getpid(), name);
	return path;
}

/* Cells joined by \x1f, rows by \x1e; written again as CSV if `to`. 0, or -1 if the file is refused. */
static int read_list(const char *path, struct buf *all, FILE *to)
{
	const char *const *cells;
	struct rows *r;
	struct err e;
	int64_t line, last = 0;
	size_t n;
	int rc;

	err_clear(&e);
	if (rows_open(&r, path, &e) < 0) {
		require(e.word[0] != '\0');
		return -1;
	}
	while ((rc = rows_next(r, &cells, &n, &line, &e)) > 0) {
		require(n >= 1 && n <= ROWS_MOST_COLUMNS && line > last);
		last = line;
		for (size_t i = 0; i < n; i++) {
			require(utf8_is_valid(cells[i], strlen(cells[i])));
			require(!strpbrk(cells[i], "\x01\x1b\x1e\x1f\x7f\r"));
			buf_adds(all, cells[i]);
			buf_addc(all, '\x1f');
		}
		buf_addc(all, '\x1e');
		require(rows_bytes_done(r) >= 0 && rows_bytes_done(r) <= rows_bytes_all(r));
		if (to)
			export_line(to, EXPORT_UTF8_BOM, cells, n);
	}
	require(rc == 0 || e.word[0] != '\0');
	rows_close(&r);
	return rc;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	struct buf first = BUF_INIT, again = BUF_INIT;
	const char *path = path_of("in");
	FILE *f = fopen(path, "wb"), *to;
	int rc;

	require(f != NULL);
	fwrite(data, 1, n, f);
	fclose(f);
	to = tmpfile();
	require(to != NULL);
	fputs("\xEF\xBB\xBF", to);
	for (int k = 0; k < FIRST_LINES; k++)
		fputs("x,x\r\n", to);
	rc = read_list(path, &first, to);
	if (rc == 0) {
		char chunk[4096];
		size_t k;

		rewind(to);
		f = fopen(path, "wb");
		require(f != NULL);
		while ((k = fread(chunk, 1, sizeof(chunk), to)) > 0)
			fwrite(chunk, 1, k, f);
		fclose(f);
		require(read_list(path, &again, NULL) == 0);
		require(again.n == first.n + FIRST_LINES * 5);
		require(strcmp(again.s + FIRST_LINES * 5, first.s) == 0);
	}
	fclose(to);
	unlink(path);
	buf_release(&first);
	buf_release(&again);
	return 0;
}

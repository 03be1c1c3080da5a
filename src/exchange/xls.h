/* The process that reads an XLS, and what it says through the pipe. Private to exchange/.
 *
 * First XLS_SHEET and a name for each visible sheet, XLS_MERGE and top, bottom, column of cells merged downwards,
 * XLS_ROWS and a number; then for every row that is not blank XLS_ROW, its line (from 1), the number of cells, each as
 * column and text; XLS_END. Instead of any of these XLS_REFUSED and the word of an error. Numbers are uint32_t as the
 * machine has them, texts a number and their bytes.
 */
#ifndef EXCHANGE_XLS_H
#define EXCHANGE_XLS_H

#include "rows_parts.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum xls_says { XLS_SHEET = 'S', XLS_MERGE = 'M', XLS_ROWS = 'N', XLS_ROW = 'R', XLS_END = 'E', XLS_REFUSED = 'X' };

/* Limits itself, reads the sheet (from 0 among the visible ones), writes to `to`, ends the process. */
_Noreturn void xls_child(const char *path, int64_t size, size_t sheet, int to);
/* What a compound file is, by the names in it: FILE_PASSWORD (an encrypted XLSX), FILE_WORD, FILE_XLS_OTHER. */
int xls_check_kind(const char *path, struct err *e);

/* xls_hidden.c */
struct xls_bytes {
	const unsigned char *s;
	size_t n;
};
bool xls_map(const char *path, struct xls_bytes *out); /* the file as it is; only where a crash is no harm */
void xls_unmap(const struct xls_bytes *b);
bool xls_is_hidden(const struct xls_bytes *b, const char *name);

/* xls_stream.c */
uint32_t xls_number(const struct xls_bytes *b, size_t at, size_t bytes); /* low byte first; 0 beyond the end */
bool xls_stream(const struct xls_bytes *file, struct buf *out);

/* xls_results.c: cells freexl leaves out or tells less well, by row and column. Lives as long as the process. */
struct xls_results {
	struct xls_result {
		uint32_t row, column; /* from 0 */
		size_t text;          /* where in `text`, ended by NUL */
	} * result;
	size_t n, cap, at; /* at: the next to be told */
	struct buf text;
	struct merges merges; /* not sorted */
};
void xls_results_read(struct xls_results *out, const struct xls_bytes *file, size_t sheet);

#endif

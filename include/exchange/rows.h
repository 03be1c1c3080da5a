/* A list from outside as rows of clean cells, whatever its encoding: BOM → strict UTF-8 → GB18030 (never a lossy '?').
 * Every byte is untrusted: controls never come through (base/text.h text_clean), a file is read in bounded memory,
 * limits below. RFC 4180 quoting, comma, semicolon or tab (found by the first lines), CR, LF, CRLF; Excel's protection
 * ('340…, ="340…", leading tab) is stripped and the cell marked as text. DOMAIN §12. */
#ifndef EXCHANGE_ROWS_H
#define EXCHANGE_ROWS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROWS_MOST_COLUMNS 512
#define ROWS_MOST_CELL 65536

struct rows;
enum encoding { ENCODING_UTF8, ENCODING_UTF8_BOM, ENCODING_GB18030 };

/* FILE_MISSING {1}, FILE_READ {1}, FILE_BINARY {1} (xlsx, xls and others are told by name), FILE_ENCODING {1} {2}=line.
 */
int rows_open(struct rows **out, const char *path, struct err *e);
void rows_close(struct rows **r);
enum encoding rows_encoding(const struct rows *r);
/* Next row: 1, 0 at the end, -1. Cells live until the next call. *line is where it begins in the file (from 1). */
int rows_next(struct rows *r, const char *const **cells, size_t *n, int64_t *line, struct err *e);
int64_t rows_bytes_done(const struct rows *r);
int64_t rows_bytes_all(const struct rows *r);

#endif

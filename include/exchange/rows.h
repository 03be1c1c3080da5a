/* A list from outside as rows of clean cells: the one door for CSV, XLSX and XLS, told apart by content, not by name.
 * Every byte is untrusted: controls never come through (base/text.h text_clean), a file is read in bounded memory,
 * limits below. DOMAIN §12.
 *
 * CSV: BOM → strict UTF-8 → GB18030 (never a lossy '?'). RFC 4180 quoting, comma, semicolon or tab (found by the first
 * lines), CR, LF, CRLF; protection ('340…, ="340…", leading tab) is stripped.
 *
 * XLSX and XLS: the visible sheets; a cell is what it shows: dates by number format as YYYY-MM-DD (YYYY-MM or YYYY
 * where no day is shown; the time of day is dropped), formulas their last result, TRUE, FALSE, errors as #N/A; of
 * merged cells the first one only (rows_merged tells it of the rows below); no readings over characters. A number with
 * more than 15 digits comes as d.dddE+dd, which base/idno.h knows as lost digits. Blank rows are left out. A line is
 * the number of the row in its sheet. Nothing in the file is followed (no DTD, no links); what unpacks to far more than
 * it should is refused before it is read. */
#ifndef EXCHANGE_ROWS_H
#define EXCHANGE_ROWS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROWS_MOST_COLUMNS 512
#define ROWS_MOST_CELL 65536

struct rows;
enum encoding { ENCODING_UTF8, ENCODING_UTF8_BOM, ENCODING_GB18030, ENCODING_XLSX, ENCODING_XLS };

/* {1} is the path. FILE_MISSING, FILE_READ, FILE_BINARY, FILE_UTF16, FILE_ENCODING {2}=line; of workbooks
 * FILE_PASSWORD, FILE_XLSB, FILE_ODS, FILE_WORD, FILE_WEB, FILE_ZIP, FILE_XLSX_ZIP, FILE_XLSX_PART {2}=part,
 * FILE_XLSX_XML {2}=part, FILE_XLSX_DTD {2}=part, FILE_XLSX_BOMB {2}=part, FILE_XLSX_TWICE {2}=part, FILE_XLSX_CELL
 * {2}=cell, FILE_XLSX_LONG {2}=cell, FILE_XLSX_WIDE {2}=row, FILE_XLSX_NONE, FILE_XLS_DAMAGED, FILE_XLS_BIG,
 * FILE_XLS_OTHER. A workbook is at the first visible sheet that has data. */
int rows_open(struct rows **out, const char *path, struct err *e);
void rows_close(struct rows **r);
enum encoding rows_encoding(const struct rows *r);
const char *rows_encoding_name(enum encoding encoding); /* "GB18030", "XLSX" …; static */
/* Visible sheets, from 0; a CSV has none. */
size_t rows_sheets(const struct rows *r);
const char *rows_sheet_name(const struct rows *r, size_t sheet);
size_t rows_sheet(const struct rows *r); /* which one is being read; 0 for a CSV */
/* Goes to the first row of a sheet; may be the one being read. Nothing to do for a CSV. */
int rows_choose_sheet(struct rows *r, size_t sheet, struct err *e);
/* Next row: 1, 0 at the end, -1. Cells live until the next call. *line is where it begins in the file (from 1). */
int rows_next(struct rows *r, const char *const **cells, size_t *n, int64_t *line, struct err *e);
/* What the cell says that covers this one of the row read last, merged downwards (from its own row on); "" where none
 * does. Valid until the next call. Only of workbooks. */
const char *rows_merged(const struct rows *r, size_t column);
bool rows_may_merge(const struct rows *r); /* false: no cell of such a file is merged */
/* How far it is read: bytes of the file, or of the sheet as it unpacks. */
int64_t rows_bytes_done(const struct rows *r);
int64_t rows_bytes_all(const struct rows *r);

#endif

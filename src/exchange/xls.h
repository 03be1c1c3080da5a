/* The process that reads an XLS, and what it says through the pipe. Private to exchange/.
 *
 * First XLS_SHEET and a name for each visible sheet, XLS_ROWS and a number; then for every row that is not blank
 * XLS_ROW, its line (from 1), the number of cells, each as column and text; XLS_END. Instead of any of these
 * XLS_REFUSED and the word of an error. Numbers are uint32_t as the machine has them, texts a number and their bytes.
 */
#ifndef EXCHANGE_XLS_H
#define EXCHANGE_XLS_H

#include "rows_parts.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum xls_says { XLS_SHEET = 'S', XLS_ROWS = 'N', XLS_ROW = 'R', XLS_END = 'E', XLS_REFUSED = 'X' };

/* Limits itself, reads the sheet (from 0 among the visible ones), writes to `to`, ends the process. */
_Noreturn void xls_child(const char *path, int64_t size, size_t sheet, int to);
/* What a compound file is, by the names in it: FILE_PASSWORD (an encrypted XLSX), FILE_WORD, FILE_XLS_OTHER. */
int xls_check_kind(const char *path, struct err *e);

#endif

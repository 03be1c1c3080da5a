/* Lists out, as import reads them: headings are the Chinese labels, money in yuan, dates as stored. They go through
 * sheets (exchange/sheet.h), a page of rows at a time, and never without a profile. */
#ifndef EXCHANGE_EXPORT_H
#define EXCHANGE_EXPORT_H

#include "base/err.h"
#include "exchange/sheet.h"
#include "model/listing.h"
#include "model/office.h"
#include "screen/list_def.h"
#include "screen/screens.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Takes a page of lines: called at least once, also where there is none. It may empty the sheet's lines or leave them:
 * they are gone after the call. */
typedef int export_sink(void *arg, struct sheet *s, struct err *e);

/* All records of a kind: a form's name, or "registry" (H1's order of columns, one row a person). IMPORT_KIND. */
int export_kind(struct office *o, const struct screens *s, const char *kind, export_sink *sink, void *arg,
		struct err *e);
/* What a list shows: its filter, words, order and scope as in `q` (list_listing), all rows of it. */
int export_list(struct office *o, const struct list_def *d, const struct listing *q, export_sink *sink, void *arg,
		struct err *e);

/* Where rows come from: one of the two above, a table, a report's rows … */
typedef int export_source(void *from, export_sink *sink, void *arg, struct err *e);
/* Writes them to a file (path NULL: standard output) and into the log; nothing is left of what failed. EXPORT_LOG: a
 * database that is only read cannot note what left it. Others as sheet_out_open. */
int export_file(struct office *o, const char *what, export_source *source, void *from, enum profile p,
		enum sheet_format f, const char *path, int64_t *rows, struct err *e);
/* All of them in one sheet, after the profile: for a preview or a printer. Release it whatever comes back. */
int export_whole(export_source *source, void *from, enum profile p, struct sheet *out, struct err *e);

enum export_encoding { EXPORT_UTF8_BOM, EXPORT_GB18030 };
/* One CSV line, quoted; what a spreadsheet would take for a formula begins with ', what it would mangle (long numbers,
 * leading zeros, 1-2) is written as ="…". Our import takes both off. Used by the refused file too. */
void export_line(FILE *to, enum export_encoding enc, const char *const *cells, size_t n);

#endif

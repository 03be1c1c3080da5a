/* Lists out, as import reads them: UTF-8 with BOM and CRLF (or GB18030 on request), headings are the Chinese labels, a
 * cell that begins with = + - @ and is no number is written as text, long digit strings as ="…" only on request. Mode
 * 0600. */
#ifndef EXCHANGE_EXPORT_H
#define EXCHANGE_EXPORT_H

#include "base/err.h"
#include "model/office.h"
#include "screen/screens.h"

#include <stdint.h>
#include <stdio.h>

enum export_encoding { EXPORT_UTF8_BOM, EXPORT_GB18030 };
/* kind: a form's name, or "registry" (H1's order of columns, one row a person). to: a stream the caller owns. */
int export_csv(struct office *o, const struct screens *s, const char *kind, enum export_encoding enc, FILE *to,
	       int64_t *rows, struct err *e);
/* One CSV line, quoted and defused; used by the refused file too. */
void export_line(FILE *to, enum export_encoding enc, const char *const *cells, size_t n);

#endif

/* A table from its template (screen/table_def.h) as a sheet: grouped, with subtotals and totals. */
#ifndef EXCHANGE_TABLE_H
#define EXCHANGE_TABLE_H

#include "base/err.h"
#include "exchange/paper.h"
#include "exchange/sheet.h"
#include "model/metric.h"
#include "screen/table_def.h"

int table_make(struct sheet *out, struct office *o, const struct screens *s, const struct table_def *d,
	       const struct period *p, int64_t cadre, struct err *e);
/* With `per`: a page a row, label and value pairs, signature boxes; else paper_sheet. The sheet went through
 * sheet_apply. */
void table_paper(const struct sheet *s, const struct table_def *d, struct paper *p);

#endif

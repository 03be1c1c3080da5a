/* A table from its template (screen/table_def.h) as a sheet: grouped, with subtotals and totals. */
#ifndef EXCHANGE_TABLE_H
#define EXCHANGE_TABLE_H

#include "base/err.h"
#include "exchange/export.h"
#include "exchange/paper.h"
#include "exchange/sheet.h"
#include "model/metric.h"
#include "screen/table_def.h"

/* cadre: only what is his (`:cadre`), 0 all; p->household likewise. The sheet holds no more than the template's own
 * profile allows, whoever asks. Sums stand where all values of the column are numbers; a count is of the cells that are
 * not empty; the first column is never totalled: it has the words. */
int table_make(struct sheet *out, struct office *o, const struct screens *s, const struct table_def *d,
	       const struct period *p, int64_t cadre, struct err *e);
/* With `per`: a page a row, label and value pairs, signature boxes; else paper_sheet. The sheet went through
 * sheet_apply. */
void table_paper(const struct sheet *s, const struct table_def *d, struct paper *p);

/* A table wanted, as export_file and the export popup take it. */
struct table_ask {
	struct office *office;
	const struct screens *screens;
	const struct table_def *def;
	struct period period;
	int64_t cadre;
};
/* The profile asked for, or the template's own where that is stricter. */
enum profile table_profile(const struct table_def *d, enum profile asked);
int table_source(void *table_ask, export_sink *sink, void *arg, struct err *e);
/* A page of PDF or text into a file, path NULL: standard output (text only); says the rows, logs nothing. */
int table_own(void *table_ask, enum profile p, enum sheet_format f, const char *path, int64_t *rows, struct err *e);
int table_plain(void *table_ask, enum profile p, struct buf *out, struct err *e);
/* The facts of a source (`from = @gaps`) as a JSON array. */
int table_facts(struct office *o, const struct screens *s, const char *source, const struct period *p, struct buf *out,
		struct err *e);

#endif

/* The handbook of a household (扶贫手册) as pages or as text: who it is and who helps, then its chapters: the household
 * and its year as labels and values, the rest as tables of the rows there are; what is missing is marked ✗. Its year is
 * handbook_year's. */
#ifndef EXCHANGE_HANDBOOK_PAPER_H
#define EXCHANGE_HANDBOOK_PAPER_H

#include "base/buf.h"
#include "base/err.h"
#include "exchange/profile.h"
#include "model/office.h"
#include "screen/screens.h"

#include <stdint.h>

/* What the profile hides is not in it. *rows: records in it. Errors: RECORD_GONE; those of exchange/paper.h. The caller
 * notes it in the log (export_logged). Never over the database. */
int handbook_paper(struct office *o, const struct screens *s, int64_t household, enum profile p, const char *path,
		   int64_t *rows, struct err *e);
int handbook_plain(struct office *o, const struct screens *s, int64_t household, enum profile p, int cols,
		   struct buf *out, int64_t *rows, struct err *e);
/* "刘永福 扶贫手册", for names of files and the log. Caller frees. */
char *handbook_title(struct office *o, const struct screens *s, int64_t household);

#endif

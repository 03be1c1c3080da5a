/* Figures people would rather look at: the same numbers as block characters and on paper. What is drawn comes from
 * screens/chart.*.ini (screen/chart_def.h). */
#ifndef EXCHANGE_CHART_H
#define EXCHANGE_CHART_H

#include "base/buf.h"
#include "base/err.h"
#include "exchange/paper.h"
#include "model/metric.h"
#include "model/office.h"
#include "screen/chart_def.h"
#include "screen/screens.h"

#include <stdbool.h>
#include <stddef.h>

struct chart {
	char *title, *unit, *period; /* "2020"; "" none */
	char *empty;                 /* what makes it, for a period with nothing; may be NULL */
	enum chart_kind kind;
	int decimals;
	char **category, **series;
	char **key; /* of the series, as the query gave them */
	size_t n, m;
	double *value; /* n times m, by category */
};
int chart_make(struct office *o, const struct screens *s, const struct chart_def *d, const struct period *p,
	       struct chart *out, struct err *e);
void chart_release(struct chart *c);
bool chart_is_empty(const struct chart *c); /* nothing in it but noughts */
double chart_value(const struct chart *c, size_t category, size_t series);

/* Title, what the marks mean, a line for each bar: label, bar, number; no line wider than `cols` (24 at least). Where
 * there is nothing: the period, `none`, what makes it. */
void chart_text(const struct chart *c, int cols, bool ascii, const char *none, struct buf *out);
void chart_paper(struct paper *p, const struct chart *c, const char *none);
/* All of them, one under the other. Never over the database. */
int chart_file(struct office *o, const struct chart *c, size_t n, const char *none, const char *path, struct err *e);

#endif

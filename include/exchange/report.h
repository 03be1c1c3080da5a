/* A report made: metrics counted, paragraphs filled, the person's own sentences kept. Used by the command and the view.
 *
 * Text: {{metric}} becomes the number with its unit's decimals (万元 with the decimals it needs, rates with two), and
 * the place of each number in the text is known, so that it can be highlighted and opened. An empty number (no row has
 * a value) stands as "＿＿" and is a warning. A paragraph somebody edited (table report_text) stands as edited; where
 * the template's numbers changed since, they are brought up to date in it: a number that stood in the sentence made
 * then is replaced where it still stands as typed. */
#ifndef EXCHANGE_REPORT_H
#define EXCHANGE_REPORT_H

#include "base/buf.h"
#include "base/err.h"
#include "exchange/paper.h"
#include "model/metric.h"
#include "screen/report_def.h"
#include "screen/screens.h"

struct report_number {
	size_t paragraph; /* index */
	size_t at, bytes; /* in its text */
	size_t metric;    /* index in def->metric */
};
struct report_paragraph {
	char *heading, *text; /* heading "" none */
	char key[48];
	bool own; /* the person's, not in the template */
	bool edited;
};
struct report {
	const struct report_def *def;
	struct period period;
	struct value *value; /* one a metric; a rate is real, percent */
	struct report_paragraph *paragraph;
	size_t n_paragraphs;
	struct report_number *number;
	size_t n_numbers;
	char **warning; /* sentences: empty numbers */
	size_t n_warnings;
};
int report_make(struct report *out, struct office *o, const struct screens *s, const struct report_def *d,
		const struct period *p, struct err *e);
void report_release(struct report *r);
/* A metric's value as text with its unit ("50.5575万元", "100%"); `bare` without the unit. */
void report_value(const struct metric_def *m, const struct value *v, bool bare, struct buf *out);
/* The rows behind a metric as a sheet: titles of the records and the other columns. */
int report_rows(const struct report *r, struct office *o, const struct screens *s, size_t metric, struct sheet *out,
		struct err *e);
/* The person's words for a paragraph ("" and key of the template: back to the template's); an own one after `after`. */
int report_edit(struct office *o, const struct report *r, const char *key, const char *body, struct err *e);
int report_add_own(struct office *o, const struct report *r, size_t after, const char *body, struct err *e);
void report_text(const struct report *r, struct buf *out); /* plain text */
int report_json(const struct report *r, struct buf *out);  /* {metric: {value, unit}}; money in fen */
void report_paper(const struct report *r, struct paper *p);
/* Two periods beside each other: metric, before, now, difference. */
int report_compare(const struct report *now, const struct report *before, const struct screens *s, struct sheet *out);

#endif

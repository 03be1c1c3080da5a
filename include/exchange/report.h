/* A report made: metrics counted, paragraphs filled, the person's own sentences kept. Used by the command and the view.
 *
 * Text: {{metric}} becomes the bare number (万元 with the decimals it needs, rates with two), and the place of each
 * number in the text is known, so that it can be highlighted and opened. An empty number (no row has a value; a rate of
 * nothing) stands as REPORT_BLANK and is a warning. Also known: {{year}} {{month}} (of the period; of a longer one the
 * last month that began) {{term}} {{campaign}} {{village}} {{unit}} (mine) {{today}}.
 *
 * {{if METRIC}}…{{end}}: what stands between is left out where that metric (of the whole report) is 0 or empty. They
 * may stand in each other and around or inside {{each}}…{{end}}.
 *
 * In headings {{no}} is the next of 一 二 三 …, {{sub}} the next under it: those that stand are numbered, without a
 * gap.
 *
 * A paragraph with `each`: the part between {{each}} and {{end}} is repeated for every row of that SELECT, with what
 * follows {{between}} put between two; without {{each}} the whole text is, a line a row. {{1}}…{{9}} are the columns.
 * Metrics within it whose rows have a column of the name of the SELECT's first count only rows with the value of this
 * line: their numbers open just those. Columns {{n}} whose name ends in _wan or _yuan are fen.
 *
 * A paragraph somebody edited (table report_text) stands as edited; where numbers changed since, they are brought up to
 * date in it: a number that stood there then is replaced where its digits still stand among words like those they stood
 * among. Where that may be several places, or none for sure, the text is left and a warning says what changed. */
#ifndef EXCHANGE_REPORT_H
#define EXCHANGE_REPORT_H

#include "base/buf.h"
#include "base/err.h"
#include "exchange/paper.h"
#include "model/metric.h"
#include "screen/report_def.h"
#include "screen/screens.h"

#define REPORT_BLANK "\uFF3F\uFF3F"

#define REPORT_NO_PARAGRAPH ((size_t)-1)

struct report_number {
	size_t paragraph;    /* index */
	size_t at, bytes;    /* in its text */
	size_t metric;       /* index in def->metric */
	char *column, *only; /* of a line of `each`: rows with this value (as SQL) in this column; NULL all */
};
struct report_paragraph {
	char *heading, *text; /* heading "" none */
	char key[48];
	char *fresh;  /* as the template has it now; "" of an own one */
	char *marked; /* text with its numbers named, kept when it is edited */
	bool own;     /* the person's, not in the template */
	bool edited;
	bool joined; /* stands in the same paragraph of the page as the one before */
};
struct report {
	const struct report_def *def;
	char *title, *period_title; /* "2020", "2020-11", a term or a campaign by its name */
	char *unit, *day;           /* at the foot: who makes it ("" nobody said), and the day in words */
	char *covers;               /* which households it counts, for its head */
	struct period period;
	struct value *value; /* one a metric; a rate is real, percent; NULL is empty */
	struct report_paragraph *paragraph;
	size_t n_paragraphs;
	struct report_number *number; /* by paragraph, then place */
	size_t n_numbers;
	char **warning;     /* sentences: empty numbers, and numbers that changed but could not be found for sure */
	size_t *warning_of; /* the paragraph of one in doubt; REPORT_NO_PARAGRAPH: of an empty number */
	size_t n_warnings;
	struct report_groups *groups; /* report_make's own, NULL afterwards */
	bool kept;                    /* report_make's own: what its [once] name is read from what was kept of it */
	int cache;                    /* report_make's own: what to give back, 0 nothing */
};
/* What somebody typed for the period of a report: 2020 · 2020-11, 2020年11月 · 2020秋 · a campaign's id, name or key,
 * of `year` or ("") the latest of that name. "" is the one today is in. PERIOD_BAD. */
int report_period(struct office *o, const struct screens *s, const struct report_def *d, const char *typed,
		  const char *year, struct period *out, struct err *e);
int report_make(struct report *out, struct office *o, const struct screens *s, const struct report_def *d,
		const struct period *p, struct err *e);
void report_release(struct report *r); /* also what report_make left after -1 */
/* A metric's value as text with its unit ("50.5575万元", "100%"); `bare` without the unit. */
void report_value(const struct metric_def *m, const struct value *v, bool bare, struct buf *out);
/* The rows behind a metric as a sheet: titles of the records and the other columns; of a rate both its metrics', the
 * numerator's first. report_number_rows: those behind one number of the text. */
int report_rows(const struct report *r, struct office *o, const struct screens *s, size_t metric, struct sheet *out,
		struct err *e);
int report_number_rows(const struct report *r, struct office *o, const struct screens *s, size_t number,
		       struct sheet *out, struct err *e);
/* The person's words for a paragraph of r ("", or the template's own words: back to those; of an own one: away with
 * it); an own one after paragraph `after` of r (its number of paragraphs: at the end; REPORT_TOP: before all). Both are
 * one step of undo. Make the report again to see them. */
#define REPORT_TOP ((size_t)-1)
int report_edit(struct office *o, const struct report *r, const char *key, const char *body, struct err *e);
int report_add_own(struct office *o, const struct report *r, size_t after, const char *body, struct err *e);
/* The period, unless the title says it, and what is counted. */
void report_subtitle(const struct report *r, struct buf *out);
bool report_wants_blank(const struct buf *text);           /* before a joined sentence: letters do, hanzi not */
void report_text(const struct report *r, struct buf *out); /* plain text */
/* {metric: {value, unit}}: money in fen; a rate {value, numerator, denominator, unit}; null is empty. */
int report_json(const struct report *r, struct buf *out);
void report_paper(const struct report *r, struct paper *p);
/* Every metric with its unit, its value as it is shown; `before` (NULL none): two periods beside each other and the
 * difference of what is shown, between rates in points. */
int report_compare(const struct report *now, const struct report *before, const struct screens *s, struct sheet *out);

#endif

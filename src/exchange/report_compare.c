/* All metrics of a report, and of two periods beside each other. */
#include "report_parts.h"

#include "base/mem.h"
#include "base/number.h"
#include "screen/words.h"

#include <math.h>
#include <string.h>

#define DIFFERENCE 4 /* the column */

static void set_number(struct sheet *out, struct sheet_line *l, size_t column, const struct metric_def *m,
		       const struct value *v)
{
	if (v->kind == VALUE_NULL)
		return;
	if (v->kind == VALUE_INT && !report_is_money(m))
		sheet_set(out, l, column, value_copy(v));
	else
		sheet_set(out, l, column, value_real(report_shown(m, v)));
}

/* Of what is shown, so that the three agree to a reader. Between two rates there are points, not percent: they are
 * said, since the unit of the line is another. */
static void set_difference(struct sheet *out, struct sheet_line *l, const struct screens *s, const struct metric_def *m,
			   const struct value *now, const struct value *before)
{
	struct buf points = BUF_INIT, text = BUF_INIT;
	double d;

	if (now->kind == VALUE_NULL || before->kind == VALUE_NULL)
		return;
	d = round((report_shown(m, now) - report_shown(m, before)) * 1e6) / 1e6;
	if (m->numerator[0]) {
		number_format(&points, d, 2);
		words_put(s, &text, "report.points", points.s);
	}
	sheet_set(out, l, DIFFERENCE, m->numerator[0] ? value_text(text.s) : value_real(d));
	buf_release(&points);
	buf_release(&text);
}

int report_compare(const struct report *now, const struct report *before, const struct screens *s, struct sheet *out)
{
	const struct report_def *d = now->def;

	struct buf under = BUF_INIT;

	sheet_init(out, now->title);
	mem_free(out->subtitle);
	if (before)
		buf_adds(&under, now->covers);
	else
		report_subtitle(now, &under);
	out->subtitle = buf_detach(&under);
	sheet_column(out, words_get(s, "report.metric"), SHEET_TEXT);
	sheet_column(out, words_get(s, "report.unit"), SHEET_TEXT);
	if (before)
		sheet_column(out, before->period_title, SHEET_NUMBER);
	sheet_column(out, now->period_title, SHEET_NUMBER);
	if (before)
		sheet_column(out, words_get(s, "report.difference"), SHEET_NUMBER);
	for (size_t i = 0; i < d->n_metrics; i++) {
		const struct metric_def *m = &d->metric[i];
		struct sheet_line *l = sheet_add(out, SHEET_ROW, 0);

		sheet_set(out, l, 0, value_text(m->label));
		sheet_set(out, l, 1, value_text(m->unit_word));
		if (before)
			set_number(out, l, 2, m, &before->value[i]);
		set_number(out, l, before ? 3 : 2, m, &now->value[i]);
		if (before)
			set_difference(out, l, s, m, &now->value[i], &before->value[i]);
	}
	return 0;
}

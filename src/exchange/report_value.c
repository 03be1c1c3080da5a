/* Numbers as a report writes them. */
#include "report_parts.h"

#include "base/number.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define FEN_PER_WAN 1000000.0
#define WAN_DECIMALS 4
#define RATE_DECIMALS 2

static bool has_unit(const struct metric_def *m, const char *unit)
{
	return strcmp(m->unit, unit) == 0;
}

bool report_is_money(const struct metric_def *m)
{
	return has_unit(m, "wan") || has_unit(m, "yuan");
}

bool report_is_zero(const struct value *v)
{
	return (v->kind == VALUE_INT && v->i == 0) || (v->kind == VALUE_REAL && fpclassify(v->r) == FP_ZERO) ||
	       v->kind == VALUE_NULL;
}

static double number_of(const struct value *v)
{
	return v->kind == VALUE_INT ? (double)v->i : v->kind == VALUE_REAL ? v->r : 0;
}

static int64_t fen_of(const struct value *v)
{
	return v->kind == VALUE_REAL ? llround(v->r) : v->i;
}

/* Half up, away from 0: a yuan is the last decimal of ten thousand. */
static int64_t yuan_of(const struct value *v)
{
	if (v->kind == VALUE_REAL)
		return llround(v->r / 100);
	return v->i < 0 ? -((-v->i + 50) / 100) : (v->i + 50) / 100;
}

/* What lacks a little of everybody is not everybody. */
static double rate_shown(double percent)
{
	double rounded = round(percent * 100) / 100;

	return percent < 100 && rounded >= 100 ? 99.99 : rounded;
}

static int decimals_of(const struct metric_def *m)
{
	return m->decimals > 0 ? m->decimals : 2;
}

double report_shown(const struct metric_def *m, const struct value *v)
{
	double scale = pow(10, decimals_of(m));

	if (has_unit(m, "wan"))
		return (double)yuan_of(v) / 10000;
	if (has_unit(m, "yuan"))
		return (double)fen_of(v) / 100;
	if (m->numerator[0])
		return rate_shown(number_of(v));
	return v->kind == VALUE_REAL ? round(v->r * scale) / scale : number_of(v);
}

static void put_number(const struct metric_def *m, const struct value *v, struct buf *out)
{
	if (has_unit(m, "wan"))
		number_format(out, report_shown(m, v), WAN_DECIMALS);
	else if (has_unit(m, "yuan"))
		money_format(out, fen_of(v), false);
	else if (m->numerator[0])
		number_format(out, report_shown(m, v), RATE_DECIMALS);
	else if (v->kind == VALUE_INT)
		buf_addf(out, "%" PRId64, v->i);
	else
		number_format(out, v->r, decimals_of(m));
}

void report_value(const struct metric_def *m, const struct value *v, bool bare, struct buf *out)
{
	if (v->kind == VALUE_NULL)
		buf_adds(out, REPORT_BLANK);
	else if (v->kind == VALUE_TEXT)
		buf_adds(out, v->text);
	else
		put_number(m, v, out);
	if (bare || !m->unit_word || !m->unit_word[0])
		return;
	if ((unsigned char)m->unit_word[0] < 0x80 && m->unit_word[0] != '%')
		buf_addc(out, ' ');
	buf_adds(out, m->unit_word);
}

/* ---- counting ---- */

size_t report_metric_index(const struct report_def *d, const char *name)
{
	const struct metric_def *m = report_metric(d, name);

	return m ? (size_t)(m - d->metric) : NO_METRIC;
}

void report_sql(const struct metric_def *m, const char *column, const char *only, struct buf *out)
{
	if (column)
		buf_addf(out, "SELECT * FROM (%s\n) WHERE \"%s\" IS %s", m->rows, column, only);
	else
		buf_adds(out, m->rows);
}

/* Of all rows what is counted already. */
static int count_part(const struct report *r, struct office *o, size_t metric, const char *column, const char *only,
		      struct value *out, struct err *e)
{
	/* A rate of rates is found by the linter; here it is empty. */
	if (metric == NO_METRIC || r->def->metric[metric].numerator[0])
		return 0;
	if (column || !r->value)
		return report_count(r, o, metric, column, only, out, e);
	*out = value_copy(&r->value[metric]);
	return 0;
}

static int count_rate(const struct report *r, struct office *o, const struct metric_def *m, const char *column,
		      const char *only, struct value *out, struct err *e)
{
	struct value a = { 0 }, b = { 0 };
	int rc = -1;

	if (count_part(r, o, report_metric_index(r->def, m->numerator), column, only, &a, e) == 0 &&
	    count_part(r, o, report_metric_index(r->def, m->denominator), column, only, &b, e) == 0)
		rc = 0;
	if (rc == 0 && a.kind != VALUE_NULL && !report_is_zero(&b))
		*out = value_real(100 * number_of(&a) / number_of(&b));
	value_release(&a);
	value_release(&b);
	return rc;
}

struct seek {
	const char *wanted;
	bool found;
};

static void see(void *arg, const char *name)
{
	struct seek *k = arg;

	k->found |= strcmp(name, k->wanted) == 0;
}

bool report_has_column(struct office *o, const struct metric_def *m, const char *column)
{
	struct seek k = { column, false };

	return column && metric_columns(o, m->rows, see, &k, NULL) == 0 && k.found;
}

int report_count(const struct report *r, struct office *o, size_t metric, const char *column, const char *only,
		 struct value *out, struct err *e)
{
	const struct metric_def *m = &r->def->metric[metric];
	struct metric_ask ask = { .sum = m->sum };
	struct buf sql = BUF_INIT, kept = BUF_INIT;
	int rc;

	*out = value_null();
	if (m->numerator[0])
		return count_rate(r, o, m, column, only, out, e);
	if (!report_has_column(o, m, column))
		column = NULL;
	if (column && r->groups && (rc = report_group_value(r, o, metric, column, only, out, e)) != 0)
		return rc < 0 ? -1 : 0;
	report_sql(m, column, only, &sql);
	report_kept_sql(r, sql.s, &kept);
	ask.rows = kept.s;
	rc = metric_value(o, &ask, &r->period, out, e);
	buf_release(&sql);
	buf_release(&kept);
	return rc;
}

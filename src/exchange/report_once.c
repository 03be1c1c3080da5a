/* What many numbers and texts of a report ask is read once, and every number asked for as few times as possible. */
#include "report_parts.h"

#include "base/mem.h"

#include <string.h>

/* What is kept is read from one end to the other: more would make nothing quicker, and every sort takes as much again.
 */
#define KEPT_CACHE_KIB 16384

static bool is_asked(const struct report_def *d, const struct metric_once *once)
{
	for (size_t i = 0; i < d->n_metrics; i++)
		if (metric_asks(once, d->metric[i].rows))
			return true;
	for (size_t i = 0; i < d->n_paragraphs; i++)
		if (metric_asks(once, d->paragraph[i].each))
			return true;
	return false;
}

int report_keep(struct report *r, struct office *o, struct err *e)
{
	const struct report_def *d = r->def;
	int rc = 0;

	r->kept = true;
	r->cache = d->n_once ? metric_cache(o, KEPT_CACHE_KIB) : 0;
	for (size_t i = 0; rc == 0 && i < d->n_once; i++) {
		report_tell(r, o, i);
		if (is_asked(d, &d->once[i].of))
			rc = metric_keep(o, &d->once[i].of, &r->period, e);
	}
	return rc;
}

void report_forget(struct report *r, struct office *o)
{
	r->kept = false;
	if (r->cache)
		metric_cache(o, r->cache);
	r->cache = 0;
	for (size_t i = 0; i < r->def->n_once; i++)
		metric_forget(o, &r->def->once[i].of);
}

void report_kept_sql(const struct report *r, const char *sql, struct buf *out)
{
	const struct report_def *d = r->def;
	const struct metric_once **named = mem_alloc((d->n_once + 1) * sizeof(*named));
	size_t n = 0;

	for (size_t i = 0; r->kept && i < d->n_once; i++)
		if (metric_asks(&d->once[i].of, sql))
			named[n++] = &d->once[i].of;
	metric_kept_sql(named, n, sql, out);
	mem_free(named);
}

void report_tell(const struct report *r, struct office *o, size_t done)
{
	const struct report_def *d = r->def;

	office_tell(o, (int64_t)done, (int64_t)(d->n_once + d->n_metrics + d->n_paragraphs));
}

static bool same_rows(const struct metric_def *a, const struct metric_def *b)
{
	return strcmp(a->rows, b->rows) == 0 && strcmp(a->sum, b->sum) == 0;
}

/* An earlier metric that has the same rows; else i itself. */
static size_t same_as(const struct report_def *d, size_t i)
{
	size_t same = 0;

	while (same < i && !same_rows(&d->metric[same], &d->metric[i]))
		same++;
	return same;
}

static int count_one(struct report *r, struct office *o, size_t i, struct err *e)
{
	size_t same = r->def->metric[i].numerator[0] ? i : same_as(r->def, i);

	if (same == i)
		return report_count(r, o, i, NULL, NULL, &r->value[i], e);
	r->value[i] = value_copy(&r->value[same]);
	return 0;
}

/* Rates come from the other numbers. */
int report_count_all(struct report *r, struct office *o, struct err *e)
{
	const struct report_def *d = r->def;
	size_t done = 0;
	int rc = 0;

	r->value = mem_alloc((d->n_metrics + 1) * sizeof(*r->value));
	for (int rates = 0; rates < 2; rates++)
		for (size_t i = 0; rc == 0 && i < d->n_metrics; i++) {
			if ((d->metric[i].numerator[0] != 0) != rates)
				continue;
			report_tell(r, o, d->n_once + done++);
			rc = count_one(r, o, i, e);
		}
	return rc;
}

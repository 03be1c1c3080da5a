/* Every number of a report, asked for as few times as possible. */
#include "report_parts.h"

#include "base/mem.h"

#include <string.h>

struct counting {
	struct report *r;
	struct office *o;
	bool *counted;
};

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

/* The first of the report's [once.VIEW] a metric names; n_once: none. */
static size_t once_of(const struct report_def *d, size_t i)
{
	size_t k = 0;

	while (k < d->n_once && !metric_names(d->metric[i].rows, d->once[k].of.view))
		k++;
	return k;
}

/* All metrics that are to be counted in what is read once of a view. */
static int count_once(struct counting *c, size_t once, struct err *e)
{
	const struct report_def *d = c->r->def;
	struct metric_ask *ask = mem_alloc(d->n_metrics * sizeof(*ask));
	struct value *value = mem_alloc(d->n_metrics * sizeof(*value));
	size_t *of = mem_alloc(d->n_metrics * sizeof(*of)), n = 0;
	int rc;

	for (size_t i = 0; i < d->n_metrics; i++)
		if (!c->counted[i] && !d->metric[i].numerator[0] && same_as(d, i) == i && once_of(d, i) == once) {
			of[n] = i;
			ask[n++] = (struct metric_ask){ d->metric[i].rows, d->metric[i].sum };
		}
	rc = metric_values(c->o, &d->once[once].of, ask, n, &c->r->period, value, e);
	for (size_t k = 0; k < n; k++) {
		c->r->value[of[k]] = value[k];
		c->counted[of[k]] = true;
	}
	mem_free(ask);
	mem_free(value);
	mem_free(of);
	return rc;
}

static int count_one(struct counting *c, size_t i, struct err *e)
{
	const struct report_def *d = c->r->def;
	size_t same = same_as(d, i), once = once_of(d, i);

	if (c->counted[i])
		return 0;
	if (same == i && once < d->n_once)
		return count_once(c, once, e);
	c->counted[i] = true;
	if (same == i)
		return report_count(c->r, c->o, i, NULL, NULL, &c->r->value[i], e);
	c->r->value[i] = value_copy(&c->r->value[same]);
	return 0;
}

int report_count_all(struct report *r, struct office *o, struct err *e)
{
	const struct report_def *d = r->def;
	struct counting c = { r, o, mem_alloc((d->n_metrics + 1) * sizeof(bool)) };
	int rc = 0;

	r->value = mem_alloc((d->n_metrics + 1) * sizeof(*r->value));
	for (int rates = 0; rates < 2; rates++)
		for (size_t i = 0; rc == 0 && i < d->n_metrics; i++) {
			if ((d->metric[i].numerator[0] != 0) != rates)
				continue;
			office_tell(o, (int64_t)i, (int64_t)(d->n_metrics + d->n_paragraphs));
			rc = rates ? report_count(r, o, i, NULL, NULL, &r->value[i], e) : count_one(&c, i, e);
		}
	mem_free(c.counted);
	return rc;
}

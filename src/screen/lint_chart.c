#include "screen/lint_parts.h"

#include "model/metric.h"

struct seen {
	size_t n;
};

static void see_column(void *arg, const char *name)
{
	struct seen *c = arg;

	(void)name;
	c->n++;
}

static void check_chart(struct lint *l, const struct chart_def *d)
{
	struct seen c = { 0 };

	lint_names(l, d->file, d->line, d->sql, LINT_PERIOD);
	if (lint_sql(l, d->file, d->line, d->name, d->sql) && metric_columns(l->o, d->sql, see_column, &c, NULL) == 0 &&
	    c.n != 3)
		lint_say(l, d->file, d->line, "LINT_CHART", d->name, "");
	if (d->category[0] && lint_arguments(d->category) != 1u << 1)
		lint_say(l, d->file, d->line, "LINT_CHART_CATEGORY", d->category, "");
}

void lint_charts(struct lint *l)
{
	for (size_t i = 0; i < l->s->n_charts; i++) {
		const struct chart_def *d = l->s->chart[i];

		check_chart(l, d);
		if (i > 0)
			lint_menu(l, d->file, d->line, d->menu, l->s->chart[i - 1]->menu, l->s->chart[i - 1]->name);
	}
}

#include "screen/chart_def.h"

#include "screen/load.h"

#include <stdlib.h>
#include <string.h>

static const char *const kind_names[] = { "bars", "stacked", "lines", "progress", NULL };
static const char *const period_names[] = { "month", "year", "term", "campaign", "none", NULL };
struct raw_chart {
	struct chart_def d;
	int kind, period;
	const char *choices;
};
#define CHART(member) offsetof(struct raw_chart, member)
static const struct spec chart_specs[] = {
	{ "title", SPEC_WORDS, SPEC_NEEDED, CHART(d.title), 0, NULL },
	{ "kind", SPEC_ONE, SPEC_NEEDED, CHART(kind), 0, kind_names },
	{ "period", SPEC_ONE, SPEC_NEEDED, CHART(period), 0, period_names },
	{ "unit", SPEC_WORDS, SPEC_NEEDED, CHART(d.unit), 0, NULL },
	{ "empty", SPEC_WORDS, 0, CHART(d.empty), 0, NULL },
	{ "sql", SPEC_LONG, SPEC_NEEDED, CHART(d.sql), 0, NULL },
	{ "category", SPEC_WORDS, 0, CHART(d.category), 0, NULL },
	{ "choices", SPEC_TEXT, 0, CHART(choices), 0, NULL },
	{ "by_list", SPEC_YES, 0, CHART(d.by_list), 0, NULL },
	{ "decimals", SPEC_INT, 0, CHART(d.decimals), 0, NULL },
	{ "menu", SPEC_INT, 0, CHART(d.menu), 0, NULL },
	{ 0 },
};
static const struct spec series_specs[] = {
	{ "label", SPEC_WORDS, SPEC_NEEDED, offsetof(struct chart_series, label), 0, NULL },
	{ 0 },
};

static void read_series(struct load *l, const struct ini_section *s, struct growing *to)
{
	struct chart_series raw = { 0 };

	load_fill(l, series_specs, s, &raw);
	raw.key = arena_dup(&l->s->arena, s->id);
	*(struct chart_series *)growing_add(to, sizeof raw) = raw;
}

const void *load_chart_file(struct load *l, const struct ini *ini, const char *name)
{
	struct arena *a = &l->s->arena;
	const struct ini_section *head = ini_section(ini, "chart");
	struct chart_def *d = arena_alloc(a, sizeof *d);
	struct raw_chart raw = { 0 };
	struct growing series = { 0 };

	if (!head) {
		load_problem(l, 1, true, "SCREEN_MISSING", "[chart]", "");
		return NULL;
	}
	load_fill(l, chart_specs, head, &raw);
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];

		if (strcmp(s->kind, "series") == 0 && s->id[0])
			read_series(l, s, &series);
		else if (s != head)
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[chart] [series.KEY]");
	}
	*d = raw.d;
	d->kind = (enum chart_kind)raw.kind;
	d->period = period_names[raw.period];
	d->choices = raw.choices[0] ? load_choices(l, head->line, raw.choices) : NULL;
	d->name = arena_dup(a, name);
	d->file = arena_dup(a, ini->file);
	d->line = head->line;
	d->n_series = series.n;
	d->series = growing_done(&series, sizeof *d->series, a);
	return d;
}

int chart_by_menu(const void *a, const void *b)
{
	const struct chart_def *x = *(const struct chart_def *const *)a, *y = *(const struct chart_def *const *)b;
	int m = x->menu ? x->menu : 1 << 20, n = y->menu ? y->menu : 1 << 20;

	return m != n ? (m > n) - (m < n) : strcmp(x->name, y->name);
}

const struct chart_def *screens_chart(const struct screens *s, const char *name)
{
	return load_named(s, FILE_CHART, name);
}

size_t screens_charts(const struct screens *s, const struct chart_def *const **out)
{
	const void *const *made;
	size_t n = load_every(s, FILE_CHART, &made);

	*out = (const struct chart_def *const *)made;
	return n;
}

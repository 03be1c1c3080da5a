#include "screen/threshold.h"

#include "screen/load.h"

#include <string.h>

struct raw_threshold {
	struct threshold_def d;
	const char *label_zh, *unit_zh, *unit_shown;
	bool has_value;
};
#define LIMIT(member) offsetof(struct raw_threshold, member)
static const struct spec threshold_specs[] = {
	{ "value", SPEC_REAL, SPEC_NEEDED, LIMIT(d.value), LIMIT(has_value), NULL },
	{ "label", SPEC_WORDS, SPEC_NEEDED, LIMIT(d.label), LIMIT(label_zh), NULL },
	{ "unit", SPEC_WORDS, 0, LIMIT(d.unit), LIMIT(unit_zh), NULL },
	{ "note", SPEC_WORDS, 0, LIMIT(d.note), 0, NULL },
	{ 0 },
};

static void add_entry(struct growing *entries, const char *key, const char *value, int line)
{
	*(struct ini_entry *)growing_add(entries, sizeof(struct ini_entry)) = (struct ini_entry){ key, value, line };
}

static const char *joined(struct load *l, const char *a, const char *between, const char *b)
{
	struct buf all = BUF_INIT;

	buf_addf(&all, "%s%s%s", a, *b ? between : "", b);
	const char *kept = arena_dup(&l->s->arena, all.s);
	buf_release(&all);
	return kept;
}

static const char *value_of(const struct ini_section *s, const char *key)
{
	const struct ini_entry *e = ini_entry(s, key);

	return e ? e->value : "";
}

/* As choices.ini would say it: KEY = KEY, with both languages beside it. */
static void add_choice(struct load *l, struct growing *entries, const struct ini_section *s)
{
	const char *key = arena_dup(&l->s->arena, s->id);

	add_entry(entries, key, key, s->line);
	add_entry(entries, joined(l, key, "_", "zh"), joined(l, value_of(s, "label"), " ", value_of(s, "unit")),
		  s->line);
	add_entry(entries, joined(l, key, "_", "en"), joined(l, value_of(s, "label_en"), " ", value_of(s, "unit_en")),
		  s->line);
}

static void read_threshold(struct load *l, const struct ini_section *s, struct growing *entries)
{
	struct raw_threshold raw = { 0 };

	load_fill(l, threshold_specs, s, &raw);
	raw.d.key = arena_dup(&l->s->arena, s->id);
	raw.d.line = s->line;
	*(struct threshold_def *)growing_add(&l->thresholds, sizeof raw.d) = raw.d;
	add_choice(l, entries, s);
}

const void *load_threshold_file(struct load *l, const struct ini *ini, const char *name)
{
	struct growing entries = { 0 };
	int line = 0;

	(void)name;
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];

		if (!strcmp(s->name, "thresholds")) {
			for (size_t k = 0; k < s->n; k++)
				add_entry(&entries, arena_dup(&l->s->arena, s->entry[k].key),
					  arena_dup(&l->s->arena, s->entry[k].value), s->entry[k].line);
			line = s->line;
		} else if (!strcmp(s->kind, "threshold") && s->id[0]) {
			read_threshold(l, s, &entries);
		} else {
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[threshold.KEY]");
		}
	}
	l->s->n_thresholds = l->thresholds.n;
	l->s->threshold = growing_done(&l->thresholds, sizeof(struct threshold_def), &l->s->arena);
	struct ini_section *list = arena_alloc(&l->s->arena, sizeof *list);

	*list = (struct ini_section){ "choice.threshold", "choice", "threshold", line, NULL, entries.n };
	list->entry = growing_done(&entries, sizeof(struct ini_entry), &l->s->arena);
	l->s->threshold_list = load_choice_list(l, list);
	return l->s;
}

const struct choice_list *load_threshold_list(const struct screens *s)
{
	return load_named(s, FILE_THRESHOLD, "") ? &s->threshold_list->list : NULL;
}

size_t screens_thresholds(const struct screens *s, const struct threshold_def **out)
{
	const void *made = load_named(s, FILE_THRESHOLD, "");

	*out = s->threshold;
	return made ? s->n_thresholds : 0;
}

void screens_limits(const struct screens *s, void (*f)(void *arg, const char *key, double value), void *arg)
{
	const struct threshold_def *d;
	size_t n = screens_thresholds(s, &d);

	for (size_t i = 0; i < n; i++)
		f(arg, d[i].key, d[i].value);
}

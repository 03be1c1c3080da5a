#include "screen/stages.h"

#include "base/mem.h"
#include "screen/load.h"

#include <string.h>

struct raw_stage {
	const char *unused; /* an offset of 0 means "no second place" to a spec */
	struct stage s;
	const char *grades, *statuses;
};
#define STAGE(member) offsetof(struct raw_stage, member)
static const struct spec stage_specs[] = {
	{ "stage", SPEC_TEXT, SPEC_NEEDED, STAGE(s.stage), 0, NULL },
	{ "grade", SPEC_TEXT, SPEC_NEEDED, STAGE(grades), 0, NULL },
	{ "status", SPEC_TEXT, SPEC_NEEDED, STAGE(statuses), 0, NULL },
	{ "next", SPEC_TEXT, 0, STAGE(s.next), 0, NULL },
	{ "from_age", SPEC_INT, 0, STAGE(s.from_age), 0, NULL },
	{ "to_age", SPEC_INT, 0, STAGE(s.to_age), 0, NULL },
	{ "compulsory", SPEC_YES, 0, STAGE(s.compulsory), 0, NULL },
	{ 0 },
};

static int line_of(const struct ini_section *s, const char *key)
{
	const struct ini_entry *e = ini_entry(s, key);

	return e ? e->line : s->line;
}

static void check_label(struct load *l, const struct ini_section *s, const char *key, const char *list,
			const char *label)
{
	const struct choice_list *choices = load_choices(l, line_of(s, key), list);
	const struct choice *c = choices ? choice_find(choices, label) : NULL;

	if (choices && (!c || strcmp(c->label, label) != 0))
		load_problem(l, line_of(s, key), true, "STAGE_LABEL", label, list);
}

/* The items of a bar list, each a label of `list`. */
static const char *const *labels(struct load *l, const struct ini_section *s, const char *key, const char *list,
				 const char *bars, size_t *n)
{
	struct growing all = { 0 };
	const char *item;
	size_t bytes;

	while (bar_next(&bars, &item, &bytes)) {
		const char *label = arena_dup_n(&l->s->arena, item, bytes);

		check_label(l, s, key, list, label);
		*(const char **)growing_add(&all, sizeof label) = label;
	}
	*n = all.n;
	return growing_done(&all, sizeof(const char *), &l->s->arena);
}

/* One status may stand for all grades. */
static void read_statuses(struct load *l, const struct ini_section *s, const char *bars, struct stage *stage)
{
	size_t n;
	const char *const *status = labels(l, s, "status", "school_status", bars, &n);

	if (n != stage->n && n != 1) {
		load_problem(l, line_of(s, "status"), true, "STAGE_STATUS", stage->stage, "");
		stage->n = 0;
		return;
	}
	const char **each = arena_alloc(&l->s->arena, (stage->n + 1) * sizeof *each);
	for (size_t i = 0; i < stage->n; i++)
		each[i] = status[n == 1 ? 0 : i];
	stage->status = each;
}

static void read_stage(struct load *l, const struct ini_section *s)
{
	struct raw_stage raw = { 0 };
	const struct stage *before = l->stages.items;

	if (load_fill(l, stage_specs, s, &raw))
		return;
	check_label(l, s, "stage", "school_stage", raw.s.stage);
	for (size_t i = 0; i < l->stages.n; i++)
		if (!strcmp(before[i].stage, raw.s.stage))
			load_problem(l, line_of(s, "stage"), true, "STAGE_TWICE", raw.s.stage, "");
	raw.s.grade = labels(l, s, "grade", "grade", raw.grades, &raw.s.n);
	read_statuses(l, s, raw.statuses, &raw.s);
	if (raw.s.to_age < raw.s.from_age)
		load_problem(l, line_of(s, "to_age"), true, "STAGE_AGES", raw.s.stage, "");
	*(struct stage *)growing_add(&l->stages, sizeof raw.s) = raw.s;
}

const void *load_stages_file(struct load *l, const struct ini *ini, const char *name)
{
	(void)name;
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];

		if (!strcmp(s->kind, "stage") && s->id[0])
			read_stage(l, s);
		else
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[stage.N]");
	}
	l->s->n_stages = l->stages.n;
	l->s->stage = growing_done(&l->stages, sizeof(struct stage), &l->s->arena);
	for (size_t i = 0; i < l->s->n_stages; i++) {
		const struct stage *one = &l->s->stage[i];
		bool found = !one->next[0];

		for (size_t k = 0; k < l->s->n_stages; k++)
			found |= !strcmp(one->next, l->s->stage[k].stage);
		if (!found)
			load_problem(l, 0, true, "STAGE_NEXT", one->stage, one->next);
	}
	return l->s;
}

size_t screens_stages(const struct screens *s, const struct stage **out)
{
	const void *made = load_named(s, FILE_STAGES, "");

	*out = s->stage;
	return made ? s->n_stages : 0;
}

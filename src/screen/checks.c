#include "screen/checks.h"

#include "screen/load.h"

#include <stdlib.h>
#include <string.h>

static const char *const severity_names[] = { "error", "warn", "hint", NULL };
struct raw_check {
	struct check_def d;
	int severity;
};
#define CHECK(member) offsetof(struct raw_check, member)
static const struct spec check_specs[] = {
	{ "scope", SPEC_TEXT, SPEC_NEEDED, CHECK(d.rule.table), 0, NULL },
	{ "severity", SPEC_ONE, SPEC_NEEDED, CHECK(severity), 0, severity_names },
	{ "sql", SPEC_LONG, SPEC_NEEDED, CHECK(d.rule.sql), 0, NULL },
	{ "field", SPEC_TEXT, 0, CHECK(d.rule.field), 0, NULL },
	{ "years", SPEC_TEXT, 0, CHECK(d.rule.years), 0, NULL },
	{ "while_typing", SPEC_YES, 0, CHECK(d.rule.while_typing), 0, NULL },
	{ "message", SPEC_WORDS, SPEC_NEEDED, CHECK(d.message), CHECK(d.message_zh), NULL },
	{ 0 },
};

void load_checks_file(struct load *l, const struct ini *ini, const char *name)
{
	(void)name;
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];
		const struct ini_entry *en = ini_entry(s, "message_en");
		struct raw_check raw = { 0 };

		if (strcmp(s->kind, "check") != 0 || !s->id[0]) {
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[check.ID]");
			continue;
		}
		load_fill(l, check_specs, s, &raw);
		raw.d.rule.id = arena_dup(&l->s->arena, s->id);
		raw.d.rule.severity = severity_names[raw.severity];
		raw.d.message_en = en ? spec_unescape(&l->s->arena, en->value) : "";
		raw.d.line = s->line;
		*(struct check_def *)growing_add(&l->checks, sizeof raw.d) = raw.d;
	}
	l->s->n_checks = l->checks.n;
	l->s->check = growing_done(&l->checks, sizeof(struct check_def), &l->s->arena);
}

size_t screens_checks(const struct screens *s, const struct check_def **out)
{
	*out = s->check;
	return s->n_checks;
}

static int by_number(const void *a, const void *b)
{
	const struct chapter *x = a, *y = b;

	return x->number != y->number ? (x->number > y->number) - (x->number < y->number)
				      : strcmp(x->form->name, y->form->name);
}

void load_handbook_done(struct load *l)
{
	struct screens *s = l->s;
	struct growing chapters = { 0 }, fields = { 0 };

	for (size_t i = 0; i < s->n_forms; i++)
		if (s->form[i]->chapter > 0) {
			struct chapter *c = growing_add(&chapters, sizeof *c);

			*c = (struct chapter){ s->form[i]->chapter, s->form[i] };
		}
	s->n_chapters = chapters.n;
	s->chapter = growing_done(&chapters, sizeof(struct chapter), &s->arena);
	qsort(s->chapter, s->n_chapters, sizeof(struct chapter), by_number);
	for (size_t i = 0; i < s->n_chapters; i++) {
		const struct form *form = s->chapter[i].form;

		for (size_t k = 0; k < form->n_fields; k++) {
			const struct field *f = &form->field[k];
			struct handbook_field *h;

			if (!f->handbook)
				continue;
			h = growing_add(&fields, sizeof *h);
			*h = (struct handbook_field){ form->table, f->name, form->name, f->handbook_unless, f->custom };
		}
	}
	s->n_handbook = fields.n;
	s->handbook = growing_done(&fields, sizeof(struct handbook_field), &s->arena);
}

size_t screens_handbook(const struct screens *s, const struct handbook_field **out)
{
	*out = s->handbook;
	return s->n_handbook;
}

size_t screens_chapters(const struct screens *s, const struct chapter **out)
{
	*out = s->chapter;
	return s->n_chapters;
}

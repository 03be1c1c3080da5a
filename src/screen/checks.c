#include "screen/checks.h"

#include "base/mem.h"
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
	{ "among", SPEC_LONG, 0, CHECK(d.rule.among), 0, NULL },
	{ "field", SPEC_TEXT, 0, CHECK(d.rule.field), 0, NULL },
	{ "years", SPEC_TEXT, 0, CHECK(d.rule.years), 0, NULL },
	{ "while_typing", SPEC_YES, 0, CHECK(d.rule.while_typing), 0, NULL },
	{ "message", SPEC_WORDS, SPEC_NEEDED, CHECK(d.message), CHECK(d.message_zh), NULL },
	{ 0 },
};

const void *load_checks_file(struct load *l, const struct ini *ini, const char *name)
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
	return l->s;
}

size_t screens_checks(const struct screens *s, const struct check_def **out)
{
	const void *made = load_named(s, FILE_CHECKS, "");

	*out = s->check;
	return made ? s->n_checks : 0;
}

static int by_number(const void *a, const void *b)
{
	const struct source *x = *(const struct source *const *)a, *y = *(const struct source *const *)b;

	return x->chapter != y->chapter ? (x->chapter > y->chapter) - (x->chapter < y->chapter)
					: strcmp(x->name, y->name);
}

/* The files of the forms that are chapters, in their order; mem_free. */
static struct source **chapter_files(const struct screens *s, size_t *n)
{
	size_t forms;
	struct source *src = load_heads(s, &forms), **out = mem_grow(NULL, forms + 1, sizeof *out);

	*n = 0;
	for (size_t i = 0; i < forms; i++)
		if (src[i].chapter > 0)
			out[(*n)++] = &src[i];
	qsort(out, *n, sizeof *out, by_number);
	return out;
}

size_t screens_chapters(const struct screens *s, const struct chapter **out)
{
	struct screens *own = s->load->s;

	load_broken_heads(own->load);
	if (!own->has_chapters) {
		size_t n;
		struct source **src = chapter_files(s, &n);

		own->chapter = arena_alloc(&own->arena, n * sizeof *own->chapter);
		for (size_t i = 0; i < n; i++) {
			const struct form *form = screens_form(s, src[i]->name);

			if (form)
				own->chapter[own->n_chapters++] = (struct chapter){ form->chapter, form };
		}
		own->has_chapters = true;
		mem_free(src);
	}
	*out = s->chapter;
	return s->n_chapters;
}

struct raw_blank {
	const char *unused; /* an offset of 0 means "no second place" to a spec */
	struct handbook_field h;
	const char *required;
};
#define BLANK(member) offsetof(struct raw_blank, member)
static const struct spec blank_specs[] = {
	{ "handbook", SPEC_TEXT, 0, BLANK(required), 0, NULL },
	{ "handbook_unless", SPEC_LONG, SPEC_NULL, BLANK(h.unless), 0, NULL },
	{ "custom", SPEC_YES, 0, BLANK(h.custom), 0, NULL },
	{ 0 },
};

static const void *read_blank(struct load *l, const struct ini_section *s)
{
	struct raw_blank raw = { 0 };

	if (strcmp(s->kind, "field") != 0 || !s->id[0])
		return NULL;
	spec_fill_known(&l->reader, blank_specs, s, &raw);
	raw.h.column = arena_dup(&l->s->arena, s->id);
	return strcmp(raw.required, "required") ? NULL : arena_copy(&l->s->arena, &raw.h, sizeof raw.h);
}

/* Of a field only what makes it one of the handbook's: who is told what is missing need not see the forms. */
static void add_blanks(struct load *l, struct source *src, struct growing *fields)
{
	struct ini_index *ix = load_index(l, src);

	for (size_t i = 0; ix && i < ini_index_count(ix); i++) {
		const struct handbook_field *blank =
			ini_index_mentions(ix, i, "handbook") ? load_section(l, src, i, read_blank) : NULL;
		struct handbook_field *h;

		if (!blank)
			continue;
		h = growing_add(fields, sizeof *h);
		*h = *blank;
		h->table = src->table;
		h->section = src->name;
	}
}

size_t screens_handbook(const struct screens *s, const struct handbook_field **out)
{
	struct screens *own = s->load->s;

	load_broken_heads(own->load);
	if (!own->has_handbook) {
		struct growing fields = { 0 };
		size_t n;
		struct source **src = chapter_files(s, &n);

		for (size_t i = 0; i < n; i++)
			add_blanks(s->load, src[i], &fields);
		own->n_handbook = fields.n;
		own->handbook = growing_done(&fields, sizeof *own->handbook, &own->arena);
		own->has_handbook = true;
		mem_free(src);
	}
	*out = s->handbook;
	return s->n_handbook;
}

#include "screen/form.h"

#include "base/mem.h"
#include "screen/load.h"
#include "screen/privacy.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const field_type_names[] = { "text",  "longtext", "number", "money",    "date",
					 "term",  "yesno",    "choice", "choices",  "id",
					 "phone", "card",     "ref",    "computed", NULL };
static const char *const required_names[] = { "no", "yes", "new", "ask", NULL };
static const char *const handbook_names[] = { "no", "required", NULL };
static const char *const precision_names[] = { "day", "month", "year", "any", NULL };

/* A field as its section is read, before names have become pointers. */
struct raw_field {
	struct field f;
	const char *choices;
	int handbook, precision, privacy;
};
#define AT(member) offsetof(struct raw_field, member)

const struct spec field_specs[] = {
	{ "label", SPEC_WORDS, SPEC_NEEDED, AT(f.label), AT(f.label_zh), NULL },
	{ "help", SPEC_WORDS, 0, AT(f.help), 0, NULL },
	{ "type", SPEC_ONE, SPEC_NEEDED, AT(f.type), 0, field_type_names },
	{ "required", SPEC_ONE, 0, AT(f.required), 0, required_names },
	{ "handbook", SPEC_ONE, 0, AT(handbook), 0, handbook_names },
	{ "handbook_unless", SPEC_LONG, SPEC_NULL, AT(f.handbook_unless), 0, NULL },
	{ "custom", SPEC_YES, 0, AT(f.custom), 0, NULL },
	{ "read_only", SPEC_YES, 0, AT(f.read_only), 0, NULL },
	{ "choices", SPEC_TEXT, 0, AT(choices), 0, NULL },
	{ "open", SPEC_YES, 0, AT(f.open), 0, NULL },
	{ "most", SPEC_INT, 0, AT(f.most), 0, NULL },
	{ "max", SPEC_INT, 0, AT(f.max), 0, NULL },
	{ "rows", SPEC_INT, 0, AT(f.rows), 0, NULL },
	{ "unit", SPEC_WORDS, 0, AT(f.unit), 0, NULL },
	{ "decimals", SPEC_INT, 0, AT(f.decimals), 0, NULL },
	{ "min", SPEC_REAL, 0, AT(f.min), AT(f.has_min), NULL },
	{ "max_value", SPEC_REAL, 0, AT(f.max_value), AT(f.has_max), NULL },
	{ "pattern", SPEC_TEXT, SPEC_NULL, AT(f.pattern), 0, NULL },
	{ "precision", SPEC_ONE, 0, AT(precision), 0, precision_names },
	{ "table", SPEC_TEXT, 0, AT(f.table), 0, NULL },
	{ "fills", SPEC_TEXT, 0, AT(f.fills), 0, NULL },
	{ "sql", SPEC_LONG, 0, AT(f.sql), 0, NULL },
	{ "visible_if", SPEC_TEXT, SPEC_NULL, AT(f.visible_if), 0, NULL },
	{ "default", SPEC_TEXT, SPEC_NULL, AT(f.preset), 0, NULL },
	{ "alias", SPEC_LONG, 0, AT(f.alias), 0, NULL },
	{ "fold", SPEC_TEXT, SPEC_NULL, AT(f.fold), 0, NULL },
	{ "private", SPEC_ONE, 0, AT(privacy), 0, privacy_names },
	{ 0 },
};

void load_field(struct load *l, const struct ini_section *s, struct field *out)
{
	struct raw_field raw = { .f = *out, .privacy = -1 };
	struct field *f = &raw.f;

	f->rows = 4;
	load_fill(l, field_specs, s, &raw);
	f->name = arena_dup(&l->s->arena, s->id);
	f->line = s->line;
	f->handbook = raw.handbook == 1;
	f->privacy_said = raw.privacy >= 0;
	f->privacy = raw.privacy < 0 ? privacy_of_type(f->type) : (enum privacy)raw.privacy;
	f->precision = precision_names[raw.precision];
	f->yesno = screens_choices(l->s, "yesno");
	f->season = screens_choices(l->s, "term_season");
	if (raw.choices[0])
		f->choices = load_choices(l, s->line, raw.choices);
	if ((f->type == FIELD_CHOICE || f->type == FIELD_CHOICES) && !f->choices && !f->open)
		load_problem(l, s->line, true, "SCREEN_MISSING", "choices", f->name);
	if (f->type == FIELD_REF && !f->table[0])
		load_problem(l, s->line, true, "SCREEN_MISSING", "table", f->name);
	if (f->type == FIELD_COMPUTED && !f->sql[0])
		load_problem(l, s->line, true, "SCREEN_MISSING", "sql", f->name);
	if (f->type == FIELD_YESNO && !f->yesno)
		load_problem(l, s->line, true, "SCREEN_CHOICES", "yesno", "");
	if (f->type == FIELD_TERM && !f->season)
		load_problem(l, s->line, true, "SCREEN_CHOICES", "term_season", "");
	*out = raw.f;
}

static const struct choice_list *choices_of(const struct field *f)
{
	return f->type == FIELD_YESNO ? f->yesno : f->choices;
}

/* "a = x & b != y & c" */
static void read_conditions(struct load *l, const struct form *form, struct field *f)
{
	struct arena *a = &l->s->arena;
	struct growing conditions = { 0 };
	char *text, *part, *save = NULL;

	if (!f->visible_if)
		return;
	text = arena_dup(a, f->visible_if);
	for (part = strtok_r(text, "&", &save); part; part = strtok_r(NULL, "&", &save)) {
		struct field_condition *c = growing_add(&conditions, sizeof *c);
		char *equals = strchr(part, '='), *end;
		const struct field *other;

		part += strspn(part, " \t");
		end = part + strcspn(part, " \t!=");
		if (equals) {
			c->differs = equals > text && equals[-1] == '!';
			c->label = equals + 1 + strspn(equals + 1, " \t");
			for (char *tail = equals + strlen(equals); tail > c->label && tail[-1] == ' '; tail--)
				tail[-1] = '\0';
		}
		*end = '\0';
		c->name = part;
		other = form_field(form, part);
		if (!other || other == f)
			load_problem(l, f->line, true, "SCREEN_CONDITION", f->visible_if, part);
		else
			c->choices = choices_of(other);
	}
	f->n_conditions = conditions.n;
	f->condition = growing_done(&conditions, sizeof(struct field_condition), a);
}

/* FNV-1a over what a draft depends on: names and types. */
static void set_version(struct form *form)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < form->n_fields; i++) {
		const char *parts[] = { form->field[i].name, ":", field_type_names[form->field[i].type], "\n" };

		for (int p = 0; p < 4; p++)
			for (const char *s = parts[p]; *s; s++)
				h = (h ^ (unsigned char)*s) * 1099511628211u;
	}
	snprintf(form->version, sizeof form->version, "%016" PRIx64, h);
}

#define FORM(member) offsetof(struct form, member)
static const char *const form_kind[] = { "form", NULL };
struct raw_form {
	struct form f;
	int kind;
};
static const struct spec form_specs[] = {
	{ "kind", SPEC_ONE, SPEC_NEEDED, offsetof(struct raw_form, kind), 0, form_kind },
	{ "table", SPEC_TEXT, SPEC_NEEDED, FORM(table), 0, NULL },
	{ "title", SPEC_WORDS, SPEC_NEEDED, FORM(title), FORM(title_zh), NULL },
	{ "parent", SPEC_TEXT, 0, FORM(parent), 0, NULL },
	{ "parent_column", SPEC_TEXT, 0, FORM(parent_column), 0, NULL },
	{ "handbook", SPEC_INT, 0, FORM(chapter), 0, NULL },
	{ "key", SPEC_TEXT, 0, FORM(key), 0, NULL },
	{ "register", SPEC_YES, 0, FORM(is_register), 0, NULL },
	{ 0 },
};
static const struct spec section_specs[] = {
	{ "title", SPEC_WORDS, SPEC_NEEDED, offsetof(struct section, title), 0, NULL },
	{ 0 },
};

static struct section *add_section(struct load *l, struct growing *sections, const char *key, size_t first)
{
	struct section *s = growing_add(sections, sizeof *s);

	s->key = arena_dup(&l->s->arena, key);
	s->title = "";
	s->first = first;
	return s;
}

static void read_part(struct load *l, const struct ini_section *s, struct growing *sections, struct growing *fields)
{
	struct field f = { 0 };
	struct section *last = sections->n ? (struct section *)sections->items + sections->n - 1 : NULL;

	if (!strcmp(s->kind, "section") && s->id[0]) {
		load_fill(l, section_specs, s, add_section(l, sections, s->id, fields->n));
	} else if (!strcmp(s->kind, "field") && s->id[0]) {
		if (!last)
			last = add_section(l, sections, "", 0);
		f.section = last->key;
		load_field(l, s, &f);
		last->n++;
		*(struct field *)growing_add(fields, sizeof f) = f;
	} else if (strcmp(s->name, "screen") != 0) {
		load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[screen] [section.NAME] [field.NAME]");
	}
}

const void *load_form_file(struct load *l, const struct ini *ini, const char *name)
{
	struct arena *a = &l->s->arena;
	struct raw_form raw = { 0 };
	struct form *form = arena_alloc(a, sizeof *form);
	const struct ini_section *screen = ini_section(ini, "screen");
	struct growing sections = { 0 }, fields = { 0 };
	struct field *field;

	if (!screen) {
		load_problem(l, 1, true, "SCREEN_MISSING", "[screen]", "");
		return NULL;
	}
	load_fill(l, form_specs, screen, &raw);
	*form = raw.f;
	form->name = arena_dup(a, name);
	form->file = arena_dup(a, ini->file);
	form->line = screen->line;
	for (size_t i = 0; i < ini->n; i++)
		read_part(l, &ini->section[i], &sections, &fields);
	form->n_sections = sections.n;
	form->section = growing_done(&sections, sizeof(struct section), a);
	form->n_fields = fields.n;
	form->field = field = growing_done(&fields, sizeof *field, a);
	for (size_t i = 0; i < form->n_fields; i++)
		read_conditions(l, form, &field[i]);
	set_version(form);
	return form;
}

void load_form_done(struct load *l, const void *made)
{
	const struct form *form = made;

	for (size_t k = 0; k < form->n_fields; k++) {
		struct field *f = (struct field *)(uintptr_t)&form->field[k];

		if (f->type == FIELD_REF && !f->privacy_said)
			f->privacy = privacy_of_title(l->s, f->table);
	}
}

struct raw_privacy {
	const char *table;
	int type, privacy;
};
#define SAYS(member) offsetof(struct raw_privacy, member)
static const struct spec privacy_specs[] = {
	{ "type", SPEC_ONE, 0, SAYS(type), 0, field_type_names },
	{ "private", SPEC_ONE, 0, SAYS(privacy), 0, privacy_names },
	{ "table", SPEC_TEXT, 0, SAYS(table), 0, NULL },
	{ 0 },
};

/* What the field says of itself: what is wrong with the rest of it is found when the form is read. */
static const void *read_privacy(struct load *l, const struct ini_section *s)
{
	struct raw_privacy raw = { .privacy = -1 };
	enum privacy *what = arena_alloc(&l->s->arena, sizeof *what);

	spec_fill_known(&l->reader, privacy_specs, s, &raw);
	if (raw.privacy >= 0)
		*what = (enum privacy)raw.privacy;
	else if (raw.type == FIELD_REF)
		*what = privacy_of_title(l->s, raw.table);
	else
		*what = privacy_of_type((enum field_type)raw.type);
	return what;
}

bool load_field_privacy(const struct screens *s, struct source *src, const char *name, size_t n, enum privacy *out)
{
	struct ini_index *ix = load_index(s->load, src);
	struct buf key = BUF_INIT;
	const enum privacy *what = NULL;
	size_t at;

	buf_addf(&key, "field.%.*s", (int)n, name);
	at = ix ? ini_index_find(ix, key.s) : INI_NONE;
	buf_release(&key);
	if (at != INI_NONE)
		what = load_section(s->load, src, at, read_privacy);
	if (what)
		*out = *what;
	return what != NULL;
}

const struct form *screens_form(const struct screens *s, const char *name)
{
	return load_named(s, FILE_FORM, name);
}

const struct form *screens_form_of_table(const struct screens *s, const char *table)
{
	size_t n;
	const struct source *src = load_heads(s, &n);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(src[i].table, table))
			return screens_form(s, src[i].name);
	load_broken_heads(s->load); /* it may be one of those */
	return NULL;
}

size_t screens_forms(const struct screens *s, const struct form *const **out)
{
	const void *const *made;
	size_t n = load_every(s, FILE_FORM, &made);

	*out = (const struct form *const *)made;
	return n;
}

bool form_only_shows(const struct form *f)
{
	for (size_t i = 0; i < f->n_fields; i++)
		if (!f->field[i].read_only)
			return false;
	return f->n_fields > 0;
}

const struct field *form_field(const struct form *f, const char *name)
{
	for (size_t i = 0; f && i < f->n_fields; i++)
		if (!strcmp(f->field[i].name, name))
			return &f->field[i];
	return NULL;
}

#include "screen/lint_parts.h"

#include "base/mem.h"
#include "base/text.h"

#include <regex.h>
#include <string.h>

static void say(struct lint *l, const struct form *form, const struct field *f, const char *word, const char *a,
		const char *b)
{
	lint_say(l, form->file, f ? f->line : form->line, word, a, b);
}

/* Options that mean something for some types only. */
static void check_options(struct lint *l, const struct form *form, const struct field *f)
{
	const bool text = f->type == FIELD_TEXT || f->type == FIELD_LONGTEXT,
		   choice = f->type == FIELD_CHOICE || f->type == FIELD_CHOICES;
	const struct {
		const char *option;
		bool given, fits;
	} options[] = {
		{ "choices", f->choices != NULL, choice },
		{ "open", f->open, choice },
		{ "most", f->most != 0, f->type == FIELD_CHOICES },
		{ "unit", f->unit[0] != '\0', f->type == FIELD_NUMBER || f->type == FIELD_COMPUTED },
		{ "decimals", f->decimals != 0, f->type == FIELD_NUMBER || f->type == FIELD_COMPUTED },
		{ "min", f->has_min, f->type == FIELD_NUMBER || f->type == FIELD_MONEY },
		{ "max_value", f->has_max, f->type == FIELD_NUMBER || f->type == FIELD_MONEY },
		{ "max", f->max != 0, text || choice },
		{ "pattern", f->pattern != NULL, text },
		{ "table", f->table[0] != '\0', f->type == FIELD_REF },
		{ "fills", f->fills[0] != '\0', f->type == FIELD_ID },
		{ "sql", f->sql[0] != '\0', f->type == FIELD_COMPUTED },
		{ "read_only", f->read_only, f->type != FIELD_COMPUTED },
		{ "handbook_unless", f->handbook_unless != NULL, f->handbook },
	};

	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (options[i].given && !options[i].fits)
			say(l, form, f, "LINT_OPTION", options[i].option, field_type_names[f->type]);
	if (f->has_min && f->has_max && f->min > f->max_value)
		say(l, form, f, "LINT_RANGE", f->name, "");
}

/* What the column must be declared as: one of these letters. */
static const char *column_types(const struct field *f)
{
	switch (f->type) {
	case FIELD_NUMBER:
		return f->decimals > 0 ? "R" : "IR";
	case FIELD_MONEY:
	case FIELD_YESNO:
	case FIELD_REF:
		return "I";
	default:
		return "T";
	}
}

static void check_column(struct lint *l, const struct form *form, const struct field *f)
{
	const char *refers = NULL;
	char type = office_column(l->o, form->table, f->name, &refers);

	if (f->type == FIELD_COMPUTED)
		return;
	if (f->custom && type)
		say(l, form, f, "LINT_CUSTOM", f->name, form->table);
	else if (!f->custom && !type)
		say(l, form, f, "LINT_COLUMN", f->name, form->table);
	else if (type && !strchr(column_types(f), type))
		say(l, form, f, "LINT_TYPE", f->name, field_type_names[f->type]);
	if (f->type != FIELD_REF || !f->table[0])
		return;
	if (!lint_has_table(l, f->table))
		say(l, form, f, "LINT_TABLE", f->table, f->name);
	else if (type && refers && refers[0] && strcmp(refers, f->table) != 0)
		say(l, form, f, "LINT_REF", f->name, refers);
}

static void check_preset(struct lint *l, const struct form *form, const struct field *f)
{
	struct value v;

	if (!f->preset)
		return;
	if (!strcmp(f->preset, "today") ? f->type != FIELD_DATE
	    : !strcmp(f->preset, "me")  ? f->type != FIELD_REF || strcmp(f->table, "cadre") != 0
					: field_parse(f, f->preset, "2020-01-01", &v, NULL) != 0)
		say(l, form, f, "LINT_PRESET", f->preset, f->name);
	else if (strcmp(f->preset, "today") != 0 && strcmp(f->preset, "me") != 0)
		value_release(&v);
}

static void check_sql(struct lint *l, const struct form *form, const struct field *f)
{
	struct buf sql = BUF_INIT;

	if (f->handbook_unless && !f->custom) {
		buf_addf(&sql, "SELECT 1 FROM %s WHERE coalesce((%s\n), 0) = 0", form->table, f->handbook_unless);
		lint_names(l, form->file, f->line, f->handbook_unless, "");
		lint_sql(l, form->file, f->line, "handbook_unless", sql.s);
	}
	buf_clear(&sql);
	if (f->type == FIELD_COMPUTED && f->sql[0]) {
		buf_addf(&sql, "SELECT (%s\n)", f->sql);
		lint_names(l, form->file, f->line, f->sql, ":id");
		lint_sql(l, form->file, f->line, "sql", sql.s);
	}
	buf_release(&sql);
}

static void check_field(struct lint *l, const struct form *form, const struct field *f)
{
	regex_t re;
	const char *at = f->fills, *item;

	check_options(l, form, f);
	check_column(l, form, f);
	check_preset(l, form, f);
	check_sql(l, form, f);
	if (f->pattern && regcomp(&re, f->pattern, REG_EXTENDED | REG_NOSUB))
		say(l, form, f, "LINT_PATTERN", f->name, f->pattern);
	else if (f->pattern)
		regfree(&re);
	if (f->handbook && form->chapter <= 0)
		say(l, form, f, "LINT_HANDBOOK", f->name, form->name);
	while (*(at += strspn(at, " |"))) {
		size_t n = strcspn(at, " |");
		char *name = mem_dup_n(at, n);

		item = name;
		if (!office_column(l->o, form->table, item, NULL))
			say(l, form, f, "LINT_COLUMN", item, form->table);
		mem_free(name);
		at += n;
	}
}

/* Headings of a list, by which an import finds the columns, must not name two fields. */
struct heading {
	char *text;
	const struct field *f;
};

static void add_heading(struct growing *g, const char *text, size_t n, const struct field *f)
{
	char *copy = mem_dup_n(text, n);
	struct heading *h = growing_add(g, sizeof *h);

	*h = (struct heading){ text_heading(copy), f };
	mem_free(copy);
}

static void check_headings(struct lint *l, const struct form *form)
{
	struct growing g = { 0 };
	struct heading *h;

	for (size_t i = 0; i < form->n_fields; i++) {
		const struct field *f = &form->field[i];
		const char *at = f->alias, *item;
		size_t n;

		add_heading(&g, f->label_zh, strlen(f->label_zh), f);
		while (bar_next(&at, &item, &n))
			add_heading(&g, item, n, f);
	}
	h = g.items;
	for (size_t i = 0; i < g.n; i++)
		for (size_t k = 0; k < i; k++)
			if (h[i].f != h[k].f && h[i].text[0] && !strcmp(h[i].text, h[k].text)) {
				say(l, form, h[i].f, "LINT_HEADING", h[i].text, h[k].f->name);
				break;
			}
	for (size_t i = 0; i < g.n; i++)
		mem_free(h[i].text);
	mem_free(g.items);
}

static void check_form(struct lint *l, const struct form *form)
{
	const char *at = form->key, *item;
	size_t n;

	if (form->table[0] && !lint_has_table(l, form->table)) {
		say(l, form, NULL, "LINT_TABLE", form->table, form->name);
		return;
	}
	if (form->parent[0] && !lint_has_table(l, form->parent))
		say(l, form, NULL, "LINT_TABLE", form->parent, form->name);
	if (form->parent[0] && !office_column(l->o, form->table, form->parent_column, NULL))
		say(l, form, NULL, "LINT_COLUMN", form->parent_column, form->table);
	while (bar_next(&at, &item, &n)) {
		char *name = mem_dup_n(item, n);

		if (!office_column(l->o, form->table, name, NULL) && !form_field(form, name))
			say(l, form, NULL, "LINT_COLUMN", name, form->table);
		mem_free(name);
	}
	for (size_t i = 0; i < form->n_sections; i++)
		if (!form->section[i].n)
			say(l, form, NULL, "LINT_EMPTY", form->section[i].key, "");
	if (!form->n_fields)
		say(l, form, NULL, "LINT_EMPTY", form->name, "");
	for (size_t i = 0; i < form->n_fields; i++)
		check_field(l, form, &form->field[i]);
	check_headings(l, form);
}

void lint_forms(struct lint *l)
{
	for (size_t i = 0; i < l->s->n_forms; i++)
		check_form(l, l->s->form[i]);
}

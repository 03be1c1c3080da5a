#include "screen/table_def.h"

#include "screen/load.h"
#include "screen/privacy.h"

#include <stdlib.h>
#include <string.h>

static const char *const period_names[] = { "none", "month", "year", "term", "campaign", NULL };
static const char *const profile_names[] = { "masked", "posting", "internal", NULL };
struct raw_table {
	struct table_def d;
	int period, profile;
	const char *group[4];
};
#define TABLE(member) offsetof(struct raw_table, member)
static const struct spec table_specs[] = {
	{ "title", SPEC_WORDS, SPEC_NEEDED, TABLE(d.title), 0, NULL },
	{ "subtitle", SPEC_WORDS, 0, TABLE(d.subtitle), 0, NULL },
	{ "from", SPEC_LONG, SPEC_NEEDED, TABLE(d.from), 0, NULL },
	{ "key", SPEC_TEXT, SPEC_NEEDED, TABLE(d.key), 0, NULL },
	{ "where", SPEC_LONG, SPEC_NULL, TABLE(d.where), 0, NULL },
	{ "order", SPEC_LONG, SPEC_NULL, TABLE(d.order), 0, NULL },
	{ "form", SPEC_TEXT, 0, TABLE(d.form), 0, NULL },
	{ "note", SPEC_WORDS, 0, TABLE(d.note), 0, NULL },
	{ "sign", SPEC_WORDS, 0, TABLE(d.sign), 0, NULL },
	{ "scope", SPEC_TEXT, 0, TABLE(d.scope), 0, NULL },
	{ "per", SPEC_TEXT, 0, TABLE(d.per), 0, NULL },
	{ "period", SPEC_ONE, 0, TABLE(period), 0, period_names },
	{ "profile", SPEC_ONE, 0, TABLE(profile), 0, profile_names },
	{ "group1", SPEC_TEXT, 0, TABLE(group[0]), 0, NULL },
	{ "group2", SPEC_TEXT, 0, TABLE(group[1]), 0, NULL },
	{ "group3", SPEC_TEXT, 0, TABLE(group[2]), 0, NULL },
	{ "group4", SPEC_TEXT, 0, TABLE(group[3]), 0, NULL },
	{ "landscape", SPEC_YES, 0, TABLE(d.landscape), 0, NULL },
	{ "menu", SPEC_INT, 0, TABLE(d.menu), 0, NULL },
	{ 0 },
};

static const char *const align_names[] = { "left", "right", NULL };
static const char *const total_names[] = { "", "sum", "count", "rate", NULL };
enum { TOTAL_SUM = 1, TOTAL_COUNT, TOTAL_RATE };
struct raw_column {
	struct table_def_column c;
	const char *choices, *of;
	int align, total, privacy;
};
#define COLUMN(member) offsetof(struct raw_column, member)
static const struct spec column_specs[] = {
	{ "label", SPEC_WORDS, SPEC_NEEDED, COLUMN(c.label), COLUMN(c.as.label_zh), NULL },
	{ "sql", SPEC_LONG, SPEC_NEEDED, COLUMN(c.sql), 0, NULL },
	{ "sort", SPEC_LONG, SPEC_NULL, COLUMN(c.sort), 0, NULL },
	{ "width", SPEC_INT, 0, COLUMN(c.width), 0, NULL },
	{ "align", SPEC_ONE, 0, COLUMN(align), 0, align_names },
	{ "type", SPEC_ONE, 0, COLUMN(c.as.type), 0, field_type_names },
	{ "code", SPEC_YES, 0, COLUMN(c.code), 0, NULL },
	{ "choices", SPEC_TEXT, 0, COLUMN(choices), 0, NULL },
	{ "decimals", SPEC_INT, 0, COLUMN(c.as.decimals), 0, NULL },
	{ "total", SPEC_ONE, 0, COLUMN(total), 0, total_names },
	{ "unit", SPEC_WORDS, 0, COLUMN(c.unit), 0, NULL },
	{ "of", SPEC_TEXT, 0, COLUMN(of), 0, NULL },
	{ "private", SPEC_ONE, 0, COLUMN(privacy), 0, privacy_names },
	{ 0 },
};

/* "done / targets" */
static void read_rate(struct load *l, const struct ini_section *s, struct raw_column *raw)
{
	const char *slash = strstr(raw->of, " / ");

	if (raw->total != TOTAL_RATE)
		return;
	if (!slash) {
		load_problem(l, s->line, true, "SCREEN_MISSING", "of", s->id);
		return;
	}
	raw->c.part = arena_dup_n(&l->s->arena, raw->of, (size_t)(slash - raw->of));
	raw->c.whole = arena_dup(&l->s->arena, slash + 3);
}

static void read_column(struct load *l, const struct ini_section *s, struct growing *to)
{
	struct raw_column raw = { .privacy = -1 };
	struct field *as = &raw.c.as;

	load_fill(l, column_specs, s, &raw);
	raw.c.name = as->name = arena_dup(&l->s->arena, s->id);
	raw.c.right = raw.align == 1;
	raw.c.sum = raw.total == TOTAL_SUM;
	raw.c.count = raw.total == TOTAL_COUNT;
	read_rate(l, s, &raw);
	raw.c.line = as->line = s->line;
	as->label = raw.c.label;
	as->help = as->alias = as->table = as->fills = as->sql = as->section = as->unit = "";
	as->precision = "any";
	as->open = true;
	as->yesno = screens_choices(l->s, "yesno");
	as->season = screens_choices(l->s, "term_season");
	if (raw.choices[0])
		as->choices = load_choices(l, s->line, raw.choices);
	else if (as->type == FIELD_CHOICE || as->type == FIELD_CHOICES)
		load_problem(l, s->line, true, "SCREEN_MISSING", "choices", raw.c.name);
	raw.c.privacy_said = raw.privacy >= 0;
	as->privacy = raw.privacy < 0 ? PRIVACY_NONE : (enum privacy)raw.privacy;
	*(struct table_def_column *)growing_add(to, sizeof raw.c) = raw.c;
}

static void read_groups(struct load *l, int line, const struct raw_table *raw, struct table_def *d)
{
	for (size_t i = 0; i < 4 && raw->group[i] && raw->group[i][0]; i++) {
		d->group[d->n_groups++] = raw->group[i];
		if (!table_def_column(d, raw->group[i]))
			load_problem(l, line, true, "SCREEN_COLUMN", raw->group[i], "[column.NAME]");
	}
}

const void *load_table_file(struct load *l, const struct ini *ini, const char *name)
{
	struct arena *a = &l->s->arena;
	const struct ini_section *head = ini_section(ini, "table");
	struct growing columns = { 0 };
	struct table_def *d = arena_alloc(a, sizeof *d);
	struct raw_table raw = { 0 };

	if (!head) {
		load_problem(l, 1, true, "SCREEN_MISSING", "[table]", "");
		return NULL;
	}
	load_fill(l, table_specs, head, &raw);
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];

		if (strcmp(s->kind, "column") == 0 && s->id[0])
			read_column(l, s, &columns);
		else if (s != head)
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[table] [column.NAME]");
	}
	*d = raw.d;
	d->period = period_names[raw.period];
	d->profile = profile_names[raw.profile];
	d->name = arena_dup(a, name);
	d->file = arena_dup(a, ini->file);
	d->line = head->line;
	d->n_columns = columns.n;
	d->column = growing_done(&columns, sizeof *d->column, a);
	read_groups(l, head->line, &raw, d);
	if (d->n_columns == 0)
		load_problem(l, head->line, true, "SCREEN_MISSING", "[column.NAME]", name);
	return d;
}

int table_by_menu(const void *a, const void *b)
{
	const struct table_def *x = *(const struct table_def *const *)a, *y = *(const struct table_def *const *)b;
	int m = x->menu ? x->menu : 1 << 20, n = y->menu ? y->menu : 1 << 20;

	return m != n ? (m > n) - (m < n) : strcmp(x->name, y->name);
}

void load_table_done(struct load *l, const void *made)
{
	const struct table_def *d = made;

	for (size_t c = 0; c < d->n_columns; c++) {
		struct table_def_column *column = (struct table_def_column *)(uintptr_t)&d->column[c];

		if (strcmp(column->sql, TABLE_ROW) == 0)
			column->as.privacy = PRIVACY_NONE;
		else if (!column->privacy_said) /* looks at every form */
			column->as.privacy = privacy_of_sql(l->s, d->from, column->sql, column->as.type);
		/* A heading stands in every profile. */
		if (column->as.privacy > PRIVACY_NAME && table_def_groups(d, column))
			load_problem(l, column->line, true, "SCREEN_GROUP", column->name,
				     privacy_names[column->as.privacy]);
	}
}

const struct table_def *screens_table(const struct screens *s, const char *name)
{
	return load_named(s, FILE_TABLE, name);
}

size_t screens_tables(const struct screens *s, const struct table_def *const **out)
{
	const void *const *made;
	size_t n = load_every(s, FILE_TABLE, &made);

	*out = (const struct table_def *const *)made;
	return n;
}

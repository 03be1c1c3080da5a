#include "screen/list_def.h"

#include "base/mem.h"
#include "screen/load.h"
#include "screen/privacy.h"

#include <stdlib.h>
#include <string.h>

#define LIST(member) offsetof(struct list_def, member)
static const char *const list_kind[] = { "list", NULL };
struct raw_list {
	struct list_def d;
	int kind;
};
static const struct spec list_specs[] = {
	{ "kind", SPEC_ONE, SPEC_NEEDED, offsetof(struct raw_list, kind), 0, list_kind },
	{ "title", SPEC_WORDS, SPEC_NEEDED, LIST(title), 0, NULL },
	{ "from", SPEC_LONG, SPEC_NEEDED, LIST(from), 0, NULL },
	{ "key", SPEC_TEXT, SPEC_NEEDED, LIST(key), 0, NULL },
	{ "where", SPEC_LONG, SPEC_NULL, LIST(where), 0, NULL },
	{ "match", SPEC_LONG, SPEC_NULL, LIST(match), 0, NULL },
	{ "household", SPEC_LONG, SPEC_NULL, LIST(household), 0, NULL },
	{ "place", SPEC_LONG, SPEC_NULL, LIST(place), 0, NULL },
	{ "shared", SPEC_YES, 0, LIST(shared), 0, NULL },
	{ "find_household", SPEC_LONG, SPEC_NULL, LIST(find_household), 0, NULL },
	{ "find_person", SPEC_LONG, SPEC_NULL, LIST(find_person), 0, NULL },
	{ "form", SPEC_TEXT, 0, LIST(form), 0, NULL },
	{ "open", SPEC_TEXT, 0, LIST(open), 0, NULL },
	{ "new", SPEC_TEXT, 0, LIST(fresh), 0, NULL },
	{ "parent", SPEC_TEXT, 0, LIST(parent), 0, NULL },
	{ "menu", SPEC_INT, 0, LIST(menu), 0, NULL },
	{ 0 },
};

static const char *const align_names[] = { "left", "right", NULL };
struct raw_column {
	struct list_column c;
	const char *choices;
	int align, privacy;
};
#define COLUMN(member) offsetof(struct raw_column, member)
static const struct spec column_specs[] = {
	{ "label", SPEC_WORDS, SPEC_NEEDED, COLUMN(c.label), COLUMN(c.as.label_zh), NULL },
	{ "sql", SPEC_LONG, SPEC_NEEDED, COLUMN(c.sql), 0, NULL },
	{ "width", SPEC_INT, 0, COLUMN(c.width), 0, NULL },
	{ "align", SPEC_ONE, 0, COLUMN(align), 0, align_names },
	{ "type", SPEC_ONE, 0, COLUMN(c.as.type), 0, field_type_names },
	{ "choices", SPEC_TEXT, 0, COLUMN(choices), 0, NULL },
	{ "decimals", SPEC_INT, 0, COLUMN(c.as.decimals), 0, NULL },
	{ "unit", SPEC_WORDS, 0, COLUMN(c.as.unit), 0, NULL },
	{ "private", SPEC_ONE, 0, COLUMN(privacy), 0, privacy_names },
	{ 0 },
};

static const char *const order_names[] = { "asc", "desc", NULL };
struct raw_sort {
	struct list_sort s;
	const char *then;
	int order;
};
#define SORT(member) offsetof(struct raw_sort, member)
static const struct spec sort_specs[] = {
	{ "label", SPEC_WORDS, SPEC_NEEDED, SORT(s.label), 0, NULL },
	{ "sql", SPEC_LONG, SPEC_NEEDED, SORT(s.sql), 0, NULL },
	{ "order", SPEC_ONE, 0, SORT(order), 0, order_names },
	{ "then", SPEC_LONG, 0, SORT(then), 0, NULL },
	{ "from", SPEC_LONG, SPEC_NULL, SORT(s.from), 0, NULL },
	{ "none", SPEC_LONG, SPEC_NULL, SORT(s.none), 0, NULL },
	{ "key", SPEC_TEXT, SPEC_NULL, SORT(s.key), 0, NULL },
	{ "pinyin", SPEC_YES, 0, SORT(s.pinyin), 0, NULL },
	{ "place", SPEC_YES, 0, SORT(s.by_place), 0, NULL },
	{ 0 },
};

struct raw_filter {
	struct list_filter f;
	const char *choices;
};
#define FILTER(member) offsetof(struct raw_filter, member)
static const struct spec filter_specs[] = {
	{ "label", SPEC_WORDS, SPEC_NEEDED, FILTER(f.label), 0, NULL },
	{ "sql", SPEC_LONG, SPEC_NEEDED, FILTER(f.sql), 0, NULL },
	{ "choices", SPEC_TEXT, 0, FILTER(choices), 0, NULL },
	{ "values", SPEC_LONG, SPEC_NULL, FILTER(f.values), 0, NULL },
	{ "few", SPEC_YES, 0, FILTER(f.few), 0, NULL },
	{ 0 },
};

static void read_column(struct load *l, const struct ini_section *s, struct growing *to)
{
	struct raw_column raw = { .privacy = -1 };
	struct field *as = &raw.c.as;

	load_fill(l, column_specs, s, &raw);
	raw.c.name = as->name = arena_dup(&l->s->arena, s->id);
	raw.c.right = raw.align == 1;
	raw.c.privacy_said = raw.privacy >= 0;
	as->privacy = raw.privacy < 0 ? PRIVACY_NONE : (enum privacy)raw.privacy;
	as->label = raw.c.label;
	as->help = as->alias = as->table = as->fills = as->sql = as->section = "";
	as->precision = "any";
	as->open = true;
	as->yesno = screens_choices(l->s, "yesno");
	as->season = screens_choices(l->s, "term_season");
	as->line = s->line;
	if (raw.choices[0])
		as->choices = load_choices(l, s->line, raw.choices);
	else if (as->type == FIELD_CHOICE || as->type == FIELD_CHOICES)
		load_problem(l, s->line, true, "SCREEN_MISSING", "choices", raw.c.name);
	*(struct list_column *)growing_add(to, sizeof raw.c) = raw.c;
}

/* Expressions divided by commas that stand in no brackets. */
static void split_then(struct load *l, const struct ini_section *s, const char *text, struct list_sort *sort)
{
	const char *begin = text;
	int depth = 0;

	for (const char *p = text; *text; p++) {
		depth += (*p == '(') - (*p == ')');
		if (*p && (*p != ',' || depth > 0))
			continue;
		if (sort->n_then == LISTING_THEN) {
			load_problem(l, s->line, true, "SCREEN_COLUMNS", sort->name, "1–4");
			return;
		}
		sort->then[sort->n_then++] = arena_dup_n(&l->s->arena, begin, (size_t)(p - begin));
		if (!*p)
			return;
		begin = p + 1;
	}
}

static void read_sort(struct load *l, const struct ini_section *s, struct growing *to)
{
	struct raw_sort raw = { 0 };

	load_fill(l, sort_specs, s, &raw);
	raw.s.name = arena_dup(&l->s->arena, s->id);
	raw.s.descending = raw.order == 1;
	raw.s.line = s->line;
	split_then(l, s, raw.then, &raw.s);
	*(struct list_sort *)growing_add(to, sizeof raw.s) = raw.s;
}

static void read_filter(struct load *l, const struct ini_section *s, struct growing *to)
{
	struct raw_filter raw = { 0 };

	load_fill(l, filter_specs, s, &raw);
	raw.f.name = arena_dup(&l->s->arena, s->id);
	raw.f.line = s->line;
	if (raw.choices[0])
		raw.f.choices = load_choices(l, s->line, raw.choices);
	*(struct list_filter *)growing_add(to, sizeof raw.f) = raw.f;
}

const void *load_list_file(struct load *l, const struct ini *ini, const char *name)
{
	static const struct {
		const char *kind;
		void (*read)(struct load *, const struct ini_section *, struct growing *);
	} parts[] = { { "column", read_column }, { "sort", read_sort }, { "filter", read_filter } };
	struct arena *a = &l->s->arena;
	struct raw_list raw = { 0 };
	struct list_def *d = arena_alloc(a, sizeof *d);
	const struct ini_section *screen = ini_section(ini, "screen");
	struct growing got[3] = { 0 };

	if (!screen) {
		load_problem(l, 1, true, "SCREEN_MISSING", "[screen]", "");
		return NULL;
	}
	load_fill(l, list_specs, screen, &raw);
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];
		size_t p = 0;

		while (p < 3 && strcmp(parts[p].kind, s->kind) != 0)
			p++;
		if (p < 3 && s->id[0])
			parts[p].read(l, s, &got[p]);
		else if (s != screen)
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name,
				     "[screen] [column.NAME] [sort.NAME] [filter.NAME]");
	}
	*d = raw.d;
	d->name = arena_dup(a, name);
	d->file = arena_dup(a, ini->file);
	d->line = screen->line;
	d->n_columns = got[0].n;
	d->column = growing_done(&got[0], sizeof *d->column, a);
	d->n_sorts = got[1].n;
	d->sort = growing_done(&got[1], sizeof *d->sort, a);
	d->n_filters = got[2].n;
	d->filter = growing_done(&got[2], sizeof *d->filter, a);
	if (!d->n_columns || d->n_columns > LISTING_COLUMNS)
		load_problem(l, screen->line, true, "SCREEN_COLUMNS", name, "1–16");
	return d;
}

int list_by_menu(const void *a, const void *b)
{
	const struct list_def *x = *(const struct list_def *const *)a, *y = *(const struct list_def *const *)b;
	int m = x->menu ? x->menu : 1 << 20, n = y->menu ? y->menu : 1 << 20;

	return m != n ? (m > n) - (m < n) : strcmp(x->name, y->name);
}

void load_list_done(struct load *l, const void *made)
{
	const struct list_def *d = made;

	for (size_t c = 0; c < d->n_columns; c++) {
		struct list_column *column = (struct list_column *)(uintptr_t)&d->column[c];

		if (!column->privacy_said)
			column->as.privacy = privacy_of_sql(l->s, d->from, column->sql, column->as.type);
	}
}

const struct list_def *screens_list(const struct screens *s, const char *name)
{
	return load_named(s, FILE_LIST, name);
}

size_t screens_lists(const struct screens *s, const struct list_def *const **out)
{
	const void *const *made;
	size_t n = load_every(s, FILE_LIST, &made);

	*out = (const struct list_def *const *)made;
	return n;
}

struct listing list_listing(const struct list_def *d, int sort, int filter)
{
	struct listing l = { .from = d->from,
			     .key = d->key,
			     .where = d->where,
			     .match = d->match,
			     .household = d->household,
			     .place = d->place,
			     .shared = d->shared };

	for (size_t i = 0; i < d->n_columns && i < LISTING_COLUMNS; i++)
		l.column[l.n_columns++] = d->column[i].sql;
	if (sort >= 0 && (size_t)sort < d->n_sorts) {
		const struct list_sort *s = &d->sort[sort];

		l.sort = s->sql;
		l.descending = s->descending;
		l.pinyin = s->pinyin;
		l.by_place = s->by_place;
		l.sort_from = s->from;
		l.sort_none = s->none;
		l.sort_key = s->key;
		for (size_t i = 0; i < s->n_then; i++)
			l.then[l.n_then++] = s->then[i];
	}
	if (filter >= 0 && (size_t)filter < d->n_filters) {
		l.filter = d->filter[filter].sql;
		l.few = d->filter[filter].few;
	}
	return l;
}

#include "screen/aid_items.h"

#include "base/date.h"
#include "base/mem.h"
#include "screen/load.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const boarder_names[] = { "no", "yes", NULL };
static const char *const season_names[] = { "any", "spring", "autumn", NULL };
struct raw_item {
	const char *unused; /* an offset of 0 means "no second place" to a spec */
	struct aid_item_def d;
	const char *stages, *grades, *groups, *amounts, *from;
};
#define ITEM(member) offsetof(struct raw_item, member)
static const struct spec item_specs[] = {
	{ "key", SPEC_TEXT, SPEC_NEEDED, ITEM(d.key), 0, NULL },
	{ "name", SPEC_TEXT, SPEC_NEEDED, ITEM(d.name), 0, NULL },
	{ "kind", SPEC_TEXT, SPEC_NEEDED, ITEM(d.kind), 0, NULL },
	{ "stages", SPEC_TEXT, 0, ITEM(stages), 0, NULL },
	{ "grades", SPEC_TEXT, 0, ITEM(grades), 0, NULL },
	{ "groups", SPEC_TEXT, 0, ITEM(groups), 0, NULL },
	{ "boarder", SPEC_ONE, 0, ITEM(d.boarder), 0, boarder_names },
	{ "season", SPEC_ONE, 0, ITEM(d.season), 0, season_names },
	{ "request", SPEC_YES, 0, ITEM(d.on_request), 0, NULL },
	{ "amounts", SPEC_TEXT, 0, ITEM(amounts), 0, NULL },
	{ "from", SPEC_TEXT, 0, ITEM(from), 0, NULL },
	{ "eligible", SPEC_TEXT, 0, ITEM(d.eligible), 0, NULL },
	{ "note", SPEC_TEXT, 0, ITEM(d.note), 0, NULL },
	{ 0 },
};

static int line_of(const struct ini_section *s, const char *key)
{
	const struct ini_entry *e = ini_entry(s, key);

	return e ? e->line : s->line;
}

/* The list as the model reads it: labels between bars, without the blanks. */
static const char *labels(struct load *l, const struct ini_section *s, const char *key, const char *list,
			  const char *bars)
{
	const struct choice_list *choices = load_choices(l, line_of(s, key), list);
	struct buf all = BUF_INIT;
	const char *item;
	size_t n;

	while (bar_next(&bars, &item, &n)) {
		char *label = mem_dup_n(item, n);
		const struct choice *c = choices ? choice_find(choices, label) : NULL;

		if (choices && (!c || strcmp(c->label, label) != 0))
			load_problem(l, line_of(s, key), true, "STAGE_LABEL", label, list);
		buf_addf(&all, "%s%s", all.n ? "|" : "", label);
		mem_free(label);
	}
	const char *kept = arena_dup(&l->s->arena, all.n ? all.s : "");
	buf_release(&all);
	return kept;
}

static bool is_month(const char *s)
{
	return strlen(s) == 7 && date_is_valid(s);
}

/* "250 from 2019-09" or "250". */
static bool read_amount(struct load *l, const char *text, struct aid_amount *out)
{
	static const char from[] = "from ";
	char *end;
	double yuan = strtod(text, &end);

	out->amount = llround(yuan * 100);
	out->from = "";
	if (end == text || yuan <= 0)
		return false;
	end += strspn(end, " ");
	if (!*end)
		return true;
	if (strncmp(end, from, sizeof from - 1) != 0)
		return false;
	out->from = arena_dup(&l->s->arena, end + sizeof from - 1);
	return is_month(out->from);
}

static void read_amounts(struct load *l, const struct ini_section *s, const struct raw_item *raw,
			 struct aid_item_def *d)
{
	struct growing all = { 0 };
	const char *at = raw->amounts, *item;
	size_t n;

	while (bar_next(&at, &item, &n)) {
		char *text = mem_dup_n(item, n);
		struct aid_amount a;

		if (!read_amount(l, text, &a) || (all.n > 0 && !a.from[0]))
			load_problem(l, line_of(s, "amounts"), true, "ITEM_AMOUNT", text, "250 from 2019-09");
		else
			*(struct aid_amount *)growing_add(&all, sizeof a) = a;
		mem_free(text);
	}
	if (raw->from[0] && !is_month(raw->from))
		load_problem(l, line_of(s, "from"), true, "ITEM_AMOUNT", raw->from, "2019-09");
	else if (raw->from[0] && all.n == 0)
		*(struct aid_amount *)growing_add(&all, sizeof(struct aid_amount)) =
			(struct aid_amount){ raw->from, 0 };
	d->n_amounts = all.n;
	d->amount = growing_done(&all, sizeof(struct aid_amount), &l->s->arena);
}

static void read_item(struct load *l, const struct ini_section *s)
{
	struct raw_item raw = { .d.boarder = -1 };

	if (load_fill(l, item_specs, s, &raw))
		return;
	raw.d.kind = labels(l, s, "kind", "aid_kind", raw.d.kind);
	raw.d.stages = labels(l, s, "stages", "school_stage", raw.stages);
	raw.d.grades = labels(l, s, "grades", "grade", raw.grades);
	raw.d.groups = labels(l, s, "groups", "student_group", raw.groups);
	read_amounts(l, s, &raw, &raw.d);
	*(struct aid_item_def *)growing_add(&l->aid_items, sizeof raw.d) = raw.d;
}

const void *load_aid_items_file(struct load *l, const struct ini *ini, const char *name)
{
	(void)name;
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];

		if (!strcmp(s->kind, "item") && s->id[0])
			read_item(l, s);
		else
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[item.NAME]");
	}
	l->s->n_aid_items = l->aid_items.n;
	l->s->aid_item = growing_done(&l->aid_items, sizeof(struct aid_item_def), &l->s->arena);
	return l->s;
}

size_t screens_aid_items(const struct screens *s, const struct aid_item_def **out)
{
	const void *made = load_named(s, FILE_AID_ITEMS, "");

	*out = s->aid_item;
	return made ? s->n_aid_items : 0;
}

#include "screen/choices.h"

#include "base/mem.h"
#include "base/text.h"
#include "screen/load.h"

#include <stdlib.h>
#include <string.h>

static bool ends_in(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n > m && !strcmp(s + n - m, end);
}

/* The entry of a code, closed or not, with an end such as _en. */
static const struct ini_entry *entry_of(const struct ini_section *s, const char *code, size_t n, const char *end)
{
	static const char *const begins[] = { "", "closed." };
	const struct ini_entry *e = NULL;

	for (int i = 0; i < 2 && !e; i++) {
		struct buf name = BUF_INIT;

		buf_addf(&name, "%s%.*s%s", begins[i], (int)n, code, end);
		e = ini_entry(s, name.s);
		buf_release(&name);
	}
	return e;
}

static const char *beside(const struct ini_section *s, const char *code, const char *end)
{
	const struct ini_entry *e = entry_of(s, code, strlen(code), end);

	return e && e->value[0] ? e->value : NULL;
}

static const char *code_in(const char *key)
{
	return strncmp(key, "closed.", 7) ? key : key + 7;
}

/* Does this entry only translate another one? */
static bool is_beside(const struct ini_section *s, const char *key)
{
	const char *code = code_in(key);

	return (ends_in(code, "_en") || ends_in(code, "_zh")) && entry_of(s, code, strlen(code) - 3, "");
}

static void add_key(struct load *l, struct growing *keys, const char *text, size_t n, const struct choice *c)
{
	char *copy = mem_dup_n(text, n);
	char *heading = text_heading(copy);

	if (heading[0]) {
		struct choice_key *k = growing_add(keys, sizeof *k);

		*k = (struct choice_key){ arena_dup(&l->s->arena, heading), c };
	}
	mem_free(heading);
	mem_free(copy);
}

static void read_choice(struct load *l, const struct ini_section *s, const struct ini_entry *e, struct growing *choices)
{
	const char *at = e->value, *label, *en = beside(s, code_in(e->key), "_en");
	const char *zh = beside(s, code_in(e->key), "_zh");
	size_t n;
	struct choice *c;

	if (!bar_next(&at, &label, &n)) {
		load_problem(l, e->line, true, "SCREEN_MISSING", e->key, "");
		return;
	}
	c = growing_add(choices, sizeof *c);
	c->closed = code_in(e->key) != e->key;
	c->code = arena_dup(&l->s->arena, code_in(e->key));
	c->label = arena_dup_n(&l->s->arena, label, n);
	c->aliases = arena_dup(&l->s->arena, *at == '|' ? at + 1 : at);
	if (!en)
		load_problem(l, e->line, false, "SCREEN_ENGLISH", e->key, "");
	if (l->s->lang == LANG_EN && en)
		c->shown = arena_dup(&l->s->arena, en);
	else
		c->shown = zh ? arena_dup(&l->s->arena, zh) : c->label;
}

static int by_heading(const void *a, const void *b)
{
	const struct choice_key *x = a, *y = b;

	return strcmp(x->heading, y->heading);
}

/* Labels come before aliases and both before what is shown, so that a label wins where they collide. */
static void index_choices(struct choices *c)
{
	const struct ini_section *s = c->section;
	struct load *l = c->load;
	struct growing keys = { 0 };
	struct choice_key *key;
	const char *at, *item, *texts[3];
	size_t n, kept = 0;

	for (size_t i = 0; i < c->list.n; i++)
		add_key(l, &keys, c->list.choice[i].label, strlen(c->list.choice[i].label), &c->list.choice[i]);
	for (size_t i = 0; i < c->list.n; i++)
		for (at = c->list.choice[i].aliases; bar_next(&at, &item, &n);)
			add_key(l, &keys, item, n, &c->list.choice[i]);
	for (size_t i = 0; i < c->list.n; i++) {
		const struct choice *one = &c->list.choice[i];

		texts[0] = one->shown;
		texts[1] = beside(s, one->code, "_en");
		texts[2] = beside(s, one->code, "_zh");
		for (int k = 0; k < 3; k++)
			if (texts[k])
				add_key(l, &keys, texts[k], strlen(texts[k]), one);
	}
	key = keys.items;
	for (size_t i = 0; i < keys.n; i++) { /* insertion keeps the order of equals; lists are short */
		struct choice_key one = key[i];
		size_t to = kept;

		while (to && by_heading(&key[to - 1], &one) > 0)
			to--;
		if (to && !by_heading(&key[to - 1], &one)) {
			if (key[to - 1].choice != one.choice)
				load_problem(l, c->line, false, "SCREEN_ALIAS", one.choice->label,
					     key[to - 1].choice->label);
			continue;
		}
		memmove(&key[to + 1], &key[to], (kept - to) * sizeof one);
		key[to] = one;
		kept++;
	}
	keys.n = kept;
	c->n_keys = kept;
	c->key = growing_done(&keys, sizeof *key, &l->s->arena);
}

static void read_title(struct load *l, const struct ini_section *s, struct choices *c)
{
	static const struct spec title[] = {
		{ "title", SPEC_WORDS, SPEC_NEEDED, offsetof(struct choices, list.title),
		  offsetof(struct choices, title_zh), NULL },
		{ 0 },
	};
	const struct ini_entry titles[2] = { { "title", "", s->line }, { "title_en", "", s->line } };
	struct ini_entry filled[2];
	struct ini_section head = *s;

	for (int i = 0; i < 2; i++)
		filled[i] = ini_entry(s, titles[i].key) ? *ini_entry(s, titles[i].key) : titles[i];
	head.entry = filled;
	head.n = 2;
	load_fill(l, title, &head, c);
}

static void read_role(struct load *l, const struct ini_section *s, const struct ini_entry *e)
{
	struct role *role = growing_add(&l->roles, sizeof *role);
	struct buf name = BUF_INIT;

	buf_addf(&name, "%s.%s", s->id, e->key + 5);
	*role = (struct role){ arena_dup(&l->s->arena, name.s), arena_dup(&l->s->arena, e->value), e->line };
	buf_release(&name);
}

/* A role must name a label of its own list. */
static void check_roles(struct load *l, const struct choices *c, size_t from)
{
	const struct role *role = l->roles.items;

	for (size_t i = from; i < l->roles.n; i++) {
		bool found = false;

		for (size_t k = 0; k < c->list.n; k++)
			found |= !strcmp(c->list.choice[k].label, role[i].label);
		if (!found)
			load_problem(l, role[i].line, true, "SCREEN_ROLE", role[i].role, role[i].label);
	}
}

const struct choices *load_choice_list(struct load *l, const struct ini_section *s)
{
	struct growing choices = { 0 };
	struct choices *c = arena_alloc(&l->s->arena, sizeof *c);
	size_t roles = l->roles.n;

	read_title(l, s, c);
	c->list.name = s->id;
	c->line = s->line;
	c->section = s;
	c->load = l;
	for (size_t i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->entry[i];

		if (!strcmp(e->key, "title") || !strcmp(e->key, "title_en") || is_beside(s, e->key))
			continue;
		if (!strncmp(e->key, "role.", 5))
			read_role(l, s, e);
		else if (ends_in(e->key, "_en") || ends_in(e->key, "_zh"))
			load_problem(l, e->line, false, "SCREEN_KEY", e->key,
				     "title CODE CODE_en CODE_zh role. closed.");
		else
			read_choice(l, s, e, &choices);
	}
	c->list.n = choices.n;
	c->list.choice = growing_done(&choices, sizeof(struct choice), &l->s->arena);
	check_roles(l, c, roles);
	return c;
}

static const void *read_section(struct load *l, const struct ini_section *s)
{
	if (!strcmp(s->kind, "choice") && s->id[0])
		return load_choice_list(l, s);
	load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[choice.LIST]");
	return NULL;
}

static void index_now(struct load *l, const struct choices *c, const char *file)
{
	const char *outer = l->file;

	l->file = file;
	index_choices((struct choices *)(uintptr_t)c); /* ours, and made by malloc: only its readers see it const */
	l->file = outer;
}

/* Also what a look for a label would find out. */
void load_all_choices(struct load *l)
{
	struct source *src = load_source(l, FILE_CHOICES);
	struct ini_index *ix = src ? load_index(l, src) : NULL;

	for (size_t i = 0; ix && i < ini_index_count(ix); i++) {
		const struct choices *c = load_section(l, src, i, read_section);

		if (c)
			index_now(l, c, src->file);
	}
}

const struct choice_list *screens_choices(const struct screens *s, const char *name)
{
	struct source *src = load_source(s->load, FILE_CHOICES);
	struct ini_index *ix = src ? load_index(s->load, src) : NULL;
	struct buf key = BUF_INIT;
	const struct choices *c = NULL;
	size_t at;

	if (!strcmp(name, "threshold"))
		return load_threshold_list(s);
	buf_addf(&key, "choice.%s", name);
	at = ix ? ini_index_find(ix, key.s) : INI_NONE;
	if (at != INI_NONE)
		c = load_section(s->load, src, at, read_section);
	buf_release(&key);
	return c && !strcmp(c->list.name, name) ? &c->list : NULL;
}

const struct choice *choice_of_code(const struct choice_list *l, const char *code)
{
	for (size_t i = 0; i < l->n; i++)
		if (!strcmp(l->choice[i].code, code))
			return &l->choice[i];
	return NULL;
}

const struct choice *choice_find(const struct choice_list *l, const char *text)
{
	const struct choices *c = (const struct choices *)l;
	const struct choice_key *k = NULL;
	const char *heading;
	char *made;

	if (!l)
		return NULL;
	if (!c->key)
		index_now(c->load, c, "choices.ini");
	heading = text_as_heading(text, &made);
	if (heading[0]) {
		const struct choice_key wanted = { heading, NULL };

		k = bsearch(&wanted, c->key, c->n_keys, sizeof *c->key, by_heading);
	}
	mem_free(made);
	return k ? k->choice : NULL;
}

/* What stands behind the year of a term of this season. */
static const char *term_shown(struct load *l, const struct choice *c)
{
	return (unsigned char)c->shown[0] < 0x80 ? arena_cat(&l->s->arena, " ", c->shown) : c->shown;
}

/* Of the list before the first dot. */
static const char *role_of_list(const struct screens *s, const char *role, size_t n)
{
	char *name = mem_dup_n(role, n);
	const struct choice_list *list = screens_choices(s, name);
	const struct role *all = s->load->roles.items;
	const char *label = NULL;

	for (size_t i = 0; list && !label && i < s->load->roles.n; i++)
		if (!strcmp(all[i].role, role))
			label = all[i].label;
	mem_free(name);
	return label;
}

const char *screens_role(const struct screens *s, const char *role)
{
	size_t n = strcspn(role, ".");
	const char *what = role[n] ? role + n + 1 : "";
	const struct choice_list *season;
	const struct report_def *report;
	const struct choice *c;

	if (n == 6 && !strncmp(role, "report", n)) {
		report = screens_report(s, what);
		return report ? report->title : NULL;
	}
	if (n == 10 && !strncmp(role, "term_shown", n)) {
		season = screens_choices(s, "term_season");
		c = season ? choice_of_code(season, what) : NULL;
		return c ? term_shown(s->load, c) : NULL;
	}
	return role_of_list(s, role, n);
}

static void tell(const struct screens *s, const char *kind, const char *name,
		 void (*f)(void *arg, const char *role, const char *label), void *arg)
{
	struct buf role = BUF_INIT;
	const char *label;

	buf_addf(&role, "%s.%s", kind, name);
	label = screens_role(s, role.s);
	if (label)
		f(arg, role.s, label);
	buf_release(&role);
}

void screens_roles(const struct screens *s, void (*f)(void *arg, const char *role, const char *label), void *arg)
{
	const struct choice_list *season = screens_choices(s, "term_season");
	const struct report_def *const *report;
	size_t n = screens_reports(s, &report);

	load_all_choices(s->load);
	for (size_t i = 0; i < s->load->roles.n; i++) {
		const struct role *role = (const struct role *)s->load->roles.items + i;

		f(arg, role->role, role->label);
	}
	for (size_t i = 0; season && i < season->n; i++)
		tell(s, "term_shown", season->choice[i].code, f, arg);
	for (size_t i = 0; i < n; i++)
		tell(s, "report", report[i]->name, f, arg);
}

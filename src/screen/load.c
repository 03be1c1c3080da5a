#include "screen/load.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct kind {
	const char *kind;
	bool many;         /* kind.NAME.ini */
	file_reader *read; /* NULL: by sections */
	file_done *done;
	file_order *order; /* NULL: by name */
	void (*all)(struct load *l);
} kinds[FILE_KINDS] = {
	[FILE_THRESHOLD] = { "threshold", false, load_threshold_file, NULL, NULL, NULL },
	[FILE_CHOICES] = { "choices", false, NULL, NULL, NULL, load_all_choices },
	[FILE_STAGES] = { "stages", false, load_stages_file, NULL, NULL, NULL },
	[FILE_AID_ITEMS] = { "aid_items", false, load_aid_items_file, NULL, NULL, NULL },
	[FILE_WORDS] = { "words", false, NULL, NULL, NULL, load_all_words },
	[FILE_DEMO] = { "demo", false, load_demo_file, NULL, NULL, NULL },
	[FILE_KEYS] = { "keys", false, load_keys_file, NULL, NULL, NULL },
	[FILE_THEME] = { "theme", false, load_theme_file, NULL, NULL, NULL },
	[FILE_CHECKS] = { "checks", false, load_checks_file, NULL, NULL, NULL },
	[FILE_FORM] = { "form", true, load_form_file, load_form_done, NULL, NULL },
	[FILE_LIST] = { "list", true, load_list_file, load_list_done, list_by_menu, NULL },
	[FILE_CAMPAIGN] = { "campaign", true, load_campaign_file, NULL, NULL, NULL },
	[FILE_LETTER] = { "letter", true, load_letter_file, NULL, NULL, NULL },
	[FILE_REPORT] = { "report", true, load_report_file, load_report_done, report_by_menu, NULL },
	[FILE_CHART] = { "chart", true, load_chart_file, NULL, chart_by_menu, NULL },
	[FILE_TABLE] = { "table", true, load_table_file, load_table_done, table_by_menu, NULL },
};

/* ---- problems ---- */

void load_problem(struct load *l, int line, bool fatal, const char *word, const char *a, const char *b)
{
	struct problem *p = growing_add(&l->problems, sizeof *p);
	struct arena *arena = &l->s->arena;

	*p = (struct problem){
		l->file, line, arena_dup(arena, word), { arena_dup(arena, a), arena_dup(arena, b) }, fatal
	};
	if (fatal && !l->first)
		l->first = l->problems.n;
}

void load_ini_problem(void *arg, int line, const char *word, const char *what)
{
	load_problem(arg, line, true, word, what, "");
}

/* What is being read needs something broken; or somebody asks for it. */
static void run_into(struct load *l, size_t problem)
{
	if (!problem || l->as_it_is)
		return;
	l->untold = problem;
	if (l->file[0] && !l->first)
		l->first = problem;
}

struct reading {
	const char *file;
	size_t first;
};

static struct reading begin(struct load *l, const struct source *src)
{
	struct reading outer = { l->file, l->first };

	l->file = src->file;
	l->first = 0;
	return outer;
}

static size_t leave(struct load *l, struct reading outer)
{
	size_t problem = l->first;

	l->file = outer.file;
	l->first = outer.first;
	run_into(l, problem);
	return problem;
}

/* ---- whole files ---- */

static struct buf path_of(const struct load *l, const struct source *src)
{
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/%s", l->s->dir, src->file);
	return path;
}

static void read_whole(struct load *l, struct source *src)
{
	const struct kind *k = &kinds[src->kind];
	struct reading outer = begin(l, src);
	struct buf path = path_of(l, src);
	struct ini *ini;
	size_t problem;

	src->read = true;
	l->count.files++;
	if (!(l->as_it_is ? ini_read : ini_take)(&ini, path.s, load_ini_problem, l, NULL)) {
		src->made = k->read ? k->read(l, ini, src->name) : l->s;
		ini_free(&ini);
	}
	if (src->made && k->done)
		k->done(l, src->made);
	problem = leave(l, outer);
	if (!src->problem)
		src->problem = problem;
	buf_release(&path);
}

static const void *get(struct load *l, struct source *src)
{
	if (!src->read)
		read_whole(l, src);
	else
		run_into(l, src->problem);
	return src->problem && !l->as_it_is ? NULL : src->made;
}

const void *load_named(const struct screens *s, enum file_kind kind, const char *name)
{
	struct load *l = s->load;

	for (size_t i = 0; i < l->n_sources; i++)
		if (l->source[i].kind == kind && !strcmp(l->source[i].name, name))
			return get(l, &l->source[i]);
	return NULL;
}

size_t load_every(const struct screens *s, enum file_kind kind, const void *const **out)
{
	struct load *l = s->load;
	struct every *all = &l->s->every[kind];

	if (!all->read) {
		all->item = arena_alloc(&l->s->arena, (l->n_sources + 1) * sizeof *all->item);
		all->read = true;
		for (size_t i = 0; i < l->n_sources; i++) {
			const void *made = l->source[i].kind == kind ? get(l, &l->source[i]) : NULL;

			if (made)
				all->item[all->n++] = made;
		}
		if (all->n && kinds[kind].order)
			qsort(all->item, all->n, sizeof *all->item, kinds[kind].order);
	}
	*out = all->item;
	return all->n;
}

struct source *load_source(struct load *l, enum file_kind kind)
{
	for (size_t i = 0; i < l->n_sources; i++)
		if (l->source[i].kind == kind)
			return &l->source[i];
	return NULL;
}

/* ---- by sections ---- */

struct ini_index *load_index(struct load *l, struct source *src)
{
	if (!src->index && !src->unreadable) {
		struct reading outer = begin(l, src);
		struct buf path = path_of(l, src);

		l->count.indexes++;
		src->unreadable = ini_index_open(&src->index, path.s, load_ini_problem, l, NULL) != 0;
		buf_release(&path);
		size_t problem = leave(l, outer);
		if (!src->problem)
			src->problem = problem;
	} else if (src->unreadable) {
		run_into(l, src->problem);
	}
	return src->index;
}

struct part { /* what one reader made of a section */
	section_reader *read;
	const void *made;
	size_t problem;
	struct part *next;
};

const void *load_section(struct load *l, struct source *src, size_t i, section_reader *read)
{
	void **kept = ini_index_made(src->index, i);
	struct part *part = *kept;

	while (part && part->read != read)
		part = part->next;
	if (!part) {
		struct reading outer = begin(l, src);
		const struct ini_section *s = ini_index_section(src->index, i, load_ini_problem, l);

		l->count.sections++;
		part = arena_alloc(&l->s->arena, sizeof *part);
		part->read = read;
		part->next = *kept;
		*kept = part;
		part->made = s ? read(l, s) : NULL;
		part->problem = leave(l, outer);
	} else {
		run_into(l, part->problem);
	}
	return part->problem && !l->as_it_is ? NULL : part->made;
}

static const char *head_value(const struct ini_section *head, const char *key)
{
	const struct ini_entry *e = head ? ini_entry(head, key) : NULL;

	return e ? e->value : "";
}

/* What is wrong here is told to who asks for that form. */
static void read_head(struct load *l, struct source *src)
{
	bool open = src->index != NULL;
	size_t untold = l->untold, first = l->first, at;
	struct ini_index *ix = load_index(l, src);
	const struct ini_section *head = NULL;

	if (ix && (at = ini_index_find(ix, "screen")) != INI_NONE)
		head = ini_index_section(ix, at, load_ini_problem, l);
	src->table = arena_dup(&l->s->arena, head_value(head, "table"));
	src->chapter = atoi(head_value(head, "handbook"));
	if (!open)
		ini_index_close(&src->index);
	l->untold = untold;
	l->first = first;
}

struct source *load_heads(const struct screens *s, size_t *n)
{
	struct load *l = s->load;
	struct source *first = load_source(l, FILE_FORM);

	*n = 0;
	while (first && first + *n < l->source + l->n_sources && first[*n].kind == FILE_FORM) {
		if (!first[*n].table)
			read_head(l, &first[*n]);
		++*n;
	}
	return first;
}

void load_broken_heads(struct load *l)
{
	size_t n;
	const struct source *src = load_heads(l->s, &n);

	for (size_t i = 0; i < n; i++)
		if (src[i].unreadable)
			run_into(l, src[i].problem);
}

/* ---- the folder ---- */

/* NAME of kind.NAME.ini, "" of kind.ini; NULL if the file is not of that kind. In the arena. */
static const char *name_in(struct load *l, const struct kind *k, const char *file)
{
	size_t kind = strlen(k->kind), n = strlen(file);

	if (strncmp(file, k->kind, kind) != 0 || n < kind + 4 || strcmp(file + n - 4, ".ini") != 0)
		return NULL;
	if (!k->many)
		return n == kind + 4 ? "" : NULL;
	if (n < kind + 6 || file[kind] != '.')
		return NULL;
	return arena_dup_n(&l->s->arena, file + kind + 1, n - kind - 5);
}

void load_folder(struct load *l, const char *const *file, size_t n)
{
	struct growing sources = { 0 };
	bool *seen = mem_alloc(n + 1);

	for (enum file_kind k = 0; k <= FILE_KINDS; k++)
		for (size_t i = 0; i < n; i++) {
			const char *name = seen[i] ? NULL : k < FILE_KINDS ? name_in(l, &kinds[k], file[i]) : "";

			if (!name)
				continue;
			seen[i] = true;
			*(struct source *)growing_add(&sources, sizeof(struct source)) =
				(struct source){ .kind = k, .file = arena_dup(&l->s->arena, file[i]), .name = name };
		}
	l->n_sources = sources.n;
	l->source = growing_done(&sources, sizeof(struct source), &l->s->arena);
	mem_free(seen);
}

void load_all(struct load *l)
{
	for (size_t i = 0; i < l->n_sources; i++) {
		struct source *src = &l->source[i];

		if (src->kind == FILE_KINDS) {
			l->file = src->file;
			load_problem(l, 0, false, "SCREEN_FILE", src->file, "");
			l->file = "";
			continue;
		}
		if (!src->read)
			read_whole(l, src);
		if (src->made && kinds[src->kind].all)
			kinds[src->kind].all(l);
	}
}

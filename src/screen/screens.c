#include "screen/screens.h"

#include "base/mem.h"
#include "screen/load.h"
#include "screen/words.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void on_fault(void *arg, enum spec_fault fault, int line, const char *key, const char *value,
		     const char *allowed)
{
	static const char *const words[] = { "SCREEN_KEY", "SCREEN_VALUE", "SCREEN_MISSING", "SCREEN_ENGLISH" };
	char both[ERR_ARG_BYTES];

	snprintf(both, sizeof both, "%s = %s", key, value);
	load_problem(arg, line, fault == SPEC_BAD || fault == SPEC_ABSENT, words[fault], fault == SPEC_BAD ? both : key,
		     allowed);
}

int load_fill(struct load *l, const struct spec *specs, const struct ini_section *section, void *out)
{
	return spec_fill(&l->reader, specs, section, out);
}

const struct choice_list *load_choices(struct load *l, int line, const char *name)
{
	const struct choice_list *list = screens_choices(l->s, name);

	if (!list)
		load_problem(l, line, true, "SCREEN_CHOICES", name, "");
	return list;
}

static int is_ini(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return d->d_name[0] != '.' && n > 4 && !strcmp(d->d_name + n - 4, ".ini");
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static struct screens *make(const char *dir, enum lang lang)
{
	struct load *l = mem_alloc(sizeof *l);

	l->s = mem_alloc(sizeof *l->s);
	l->s->load = l;
	l->s->lang = lang;
	l->s->dir = arena_dup(&l->s->arena, dir);
	l->file = "";
	l->reader = (struct spec_reader){ &l->s->arena, lang == LANG_EN, on_fault, l };
	return l->s;
}

static int open_folder(struct screens **out, const char *dir, enum lang lang, struct err *e)
{
	struct dirent **entries = NULL;
	int n = scandir(dir, &entries, is_ini, by_name);
	const char **file;

	*out = NULL;
	if (n <= 0) {
		free(entries);
		return err_set(e, ERR_MISSING, "SCREENS_DIR", dir);
	}
	*out = make(dir, lang);
	file = mem_grow(NULL, (size_t)n, sizeof *file);
	for (int i = 0; i < n; i++)
		file[i] = entries[i]->d_name;
	load_folder((*out)->load, file, (size_t)n);
	mem_free(file);
	for (int i = 0; i < n; i++)
		free(entries[i]);
	free(entries);
	return 0;
}

int screens_load(struct screens **out, const char *dir, enum lang lang, struct err *e)
{
	struct load *l;
	const struct handbook_field *handbook;

	if (open_folder(out, dir, lang, e))
		return -1;
	l = (*out)->load;
	l->as_it_is = true;
	load_all(l);
	l->s->n_forms = screens_forms(l->s, &l->s->form);
	l->s->n_lists = screens_lists(l->s, &l->s->list);
	l->s->n_reports = screens_reports(l->s, &l->s->report);
	l->s->n_charts = screens_charts(l->s, &l->s->chart);
	l->s->n_tables = screens_tables(l->s, &l->s->table);
	screens_handbook(l->s, &handbook);
	l->s->n_roles = l->roles.n;
	l->s->role = l->roles.items;
	l->s->n_problems = l->problems.n;
	l->s->problem = l->problems.items;
	return 0;
}

static bool is_screens_dir(const char *dir)
{
	struct buf path = BUF_INIT;
	bool yes;

	buf_addf(&path, "%s/words.ini", dir);
	yes = !access(path.s, R_OK);
	buf_release(&path);
	return yes;
}

/* Beside the program, in the checkout it was built in, or where `make install` puts them. */
static char *find_dir(void)
{
	static const char *const places[] = { "../screens", "../../screens", "../share/bangfu/screens" };
	char exe[4096];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	char *slash;

	if (n <= 0)
		return NULL;
	exe[n] = '\0';
	slash = strrchr(exe, '/');
	if (slash)
		*slash = '\0';
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct buf path = BUF_INIT;

		buf_addf(&path, "%s/%s", exe, places[i]);
		if (is_screens_dir(path.s))
			return buf_detach(&path);
		buf_release(&path);
	}
	return NULL;
}

void problem_sentence(const struct screens *s, const char *word, const char *a, const char *b, struct buf *out)
{
	struct buf key = BUF_INIT;

	buf_addf(&key, "lint.%s", word);
	if (words_has(s, key.s))
		words_put(s, out, key.s, a, b);
	else
		buf_addf(out, "%s %s%s%s", word, a, b[0] ? ": " : "", b);
	buf_release(&key);
}

static char *dir_of(const char *dir, struct err *e)
{
	char *found = dir ? mem_dup(dir) : find_dir();

	if (!found)
		err_set(e, ERR_MISSING, "SCREENS_DIR", "screens");
	return found;
}

int screens_problem(const struct screens *s, struct err *e)
{
	struct load *l = s->load;
	struct buf sentence = BUF_INIT, at = BUF_INIT;
	struct problem p;

	if (!l->untold)
		return 0;
	p = ((const struct problem *)l->problems.items)[l->untold - 1];
	buf_addf(&at, "%s:%d", p.file, p.line);
	problem_sentence(s, p.word, p.arg[0], p.arg[1], &sentence);
	err_set(e, ERR_FORMAT, "SCREEN_BAD", at.s, sentence.s);
	buf_release(&at);
	buf_release(&sentence);
	l->untold = 0; /* the words of the sentence may have one of their own */
	return -1;
}

int screens_read_all(const struct screens *s, struct err *e)
{
	struct load *l = s->load;
	const struct problem *p;

	load_all(l);
	l->untold = 0;
	p = l->problems.items;
	for (size_t i = 0; i < l->problems.n && !l->untold; i++)
		if (p[i].fatal)
			l->untold = i + 1;
	return screens_problem(s, e);
}

int screens_open_broken(struct screens **out, const char *dir, enum lang lang, struct err *e)
{
	char *found = dir_of(dir, e);
	int result = -1;

	*out = NULL;
	if (found && !open_folder(out, found, lang, e)) {
		(*out)->load->as_it_is = true;
		result = 0;
	}
	mem_free(found);
	return result;
}

int screens_open(struct screens **out, const char *dir, enum lang lang, struct err *e)
{
	if (screens_open_broken(out, dir, lang, e))
		return -1;
	(*out)->load->as_it_is = false;
	words_has(*out, "error.SCREEN_BAD"); /* without words nothing else can be said */
	if (!screens_problem(*out, e))
		return 0;
	screens_close(out);
	return -1;
}

void screens_close(struct screens **s)
{
	struct load *l;

	if (!*s)
		return;
	l = (*s)->load;
	for (size_t i = 0; i < l->n_sources; i++)
		ini_index_close(&l->source[i].index);
	mem_free(l->keys.items);
	mem_free(l->colours.items);
	mem_free(l->checks.items);
	mem_free(l->thresholds.items);
	mem_free(l->aid_items.items);
	mem_free(l->stages.items);
	mem_free(l->problems.items);
	mem_free(l->roles.items);
	arena_release(&(*s)->arena);
	mem_free(l);
	mem_free(*s);
	*s = NULL;
}

const char *screens_dir(const struct screens *s)
{
	return s->dir;
}

enum lang screens_lang(const struct screens *s)
{
	return s->lang;
}

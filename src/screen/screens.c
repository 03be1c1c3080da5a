#include "screen/screens.h"

#include "base/mem.h"
#include "screen/load.h"
#include "screen/words.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The kinds of files; choices come first, for the others name them; limits make one. `many`: kind.NAME.ini. */
static const struct kind {
	const char *kind;
	bool many;
	void (*read)(struct load *, const struct ini *, const char *name);
} kinds[] = {
	{ "threshold", false, load_threshold_file },
	{ "choices", false, load_choices_file },
	{ "stages", false, load_stages_file },
	{ "aid_items", false, load_aid_items_file },
	{ "words", false, load_words_file },
	{ "demo", false, load_demo_file },
	{ "keys", false, load_keys_file },
	{ "theme", false, load_theme_file },
	{ "checks", false, load_checks_file },
	{ "form", true, load_form_file },
	{ "list", true, load_list_file },
	{ "campaign", true, load_campaign_file },
	{ "letter", true, load_letter_file },
	{ "report", true, load_report_file },
	{ "chart", true, load_chart_file },
	{ "table", true, load_table_file },
};

void load_problem(struct load *l, int line, bool fatal, const char *word, const char *a, const char *b)
{
	struct problem *p = growing_add(&l->problems, sizeof *p);
	struct arena *arena = &l->s->arena;

	*p = (struct problem){
		l->file, line, arena_dup(arena, word), { arena_dup(arena, a), arena_dup(arena, b) }, fatal
	};
}

static void on_fault(void *arg, enum spec_fault fault, int line, const char *key, const char *value,
		     const char *allowed)
{
	static const char *const words[] = { "SCREEN_KEY", "SCREEN_VALUE", "SCREEN_MISSING", "SCREEN_ENGLISH" };
	char both[ERR_ARG_BYTES];

	snprintf(both, sizeof both, "%s = %s", key, value);
	load_problem(arg, line, fault == SPEC_BAD || fault == SPEC_ABSENT, words[fault], fault == SPEC_BAD ? both : key,
		     allowed);
}

static void on_ini_problem(void *arg, int line, const char *word, const char *what)
{
	load_problem(arg, line, true, word, what, "");
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

/* NAME of kind.NAME.ini, "" of kind.ini; NULL if the file is not of that kind. The caller frees. */
static char *name_in(const struct kind *k, const char *file)
{
	size_t kind = strlen(k->kind), n = strlen(file);

	if (strncmp(file, k->kind, kind) != 0 || n < kind + 4 || strcmp(file + n - 4, ".ini") != 0)
		return NULL;
	if (!k->many)
		return n == kind + 4 ? mem_dup("") : NULL;
	if (n < kind + 6 || file[kind] != '.')
		return NULL;
	return mem_dup_n(file + kind + 1, n - kind - 5);
}

static void read_file(struct load *l, const struct kind *k, const char *file, const char *name)
{
	struct buf path = BUF_INIT;
	struct ini *ini;

	l->file = arena_dup(&l->s->arena, file);
	buf_addf(&path, "%s/%s", l->s->dir, file);
	if (!ini_read(&ini, path.s, on_ini_problem, l, NULL)) {
		k->read(l, ini, name);
		ini_free(&ini);
	}
	buf_release(&path);
	l->file = "";
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

static void read_files(struct load *l, struct dirent **entries, int n)
{
	bool *seen = mem_alloc((size_t)n);

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (int i = 0; i < n; i++) {
			char *name = name_in(&kinds[k], entries[i]->d_name);

			if (name) {
				seen[i] = true;
				read_file(l, &kinds[k], entries[i]->d_name, name);
				mem_free(name);
			}
		}
	for (int i = 0; i < n; i++)
		if (!seen[i]) {
			l->file = arena_dup(&l->s->arena, entries[i]->d_name);
			load_problem(l, 0, false, "SCREEN_FILE", entries[i]->d_name, "");
		}
	l->file = "";
	mem_free(seen);
}

int screens_load(struct screens **out, const char *dir, enum lang lang, struct err *e)
{
	struct dirent **entries = NULL;
	struct load l = { .file = "" };
	int n = scandir(dir, &entries, is_ini, by_name);

	*out = NULL;
	if (n <= 0) {
		free(entries);
		return err_set(e, ERR_MISSING, "SCREENS_DIR", dir);
	}
	l.s = mem_alloc(sizeof *l.s);
	l.s->lang = lang;
	l.s->dir = arena_dup(&l.s->arena, dir);
	l.reader = (struct spec_reader){ &l.s->arena, lang == LANG_EN, on_fault, &l };
	read_files(&l, entries, n);
	load_words_done(&l);
	load_forms_done(&l);
	load_lists_done(&l);
	load_campaigns_done(&l);
	load_letters_done(&l);
	load_reports_done(&l);
	load_charts_done(&l);
	load_tables_done(&l);
	load_handbook_done(&l);
	l.s->n_problems = l.problems.n;
	l.s->problem = growing_done(&l.problems, sizeof(struct problem), &l.s->arena);
	for (int i = 0; i < n; i++)
		free(entries[i]);
	free(entries);
	*out = l.s;
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

static int set_error(const struct screens *s, const struct problem *p, struct err *e)
{
	struct buf sentence = BUF_INIT, at = BUF_INIT;

	buf_addf(&at, "%s:%d", p->file, p->line);
	problem_sentence(s, p->word, p->arg[0], p->arg[1], &sentence);
	err_set(e, ERR_FORMAT, "SCREEN_BAD", at.s, sentence.s);
	buf_release(&at);
	buf_release(&sentence);
	return -1;
}

int screens_open_broken(struct screens **out, const char *dir, enum lang lang, struct err *e)
{
	char *found = dir ? mem_dup(dir) : find_dir();
	int result;

	*out = NULL;
	if (!found)
		return err_set(e, ERR_MISSING, "SCREENS_DIR", "screens");
	result = screens_load(out, found, lang, e);
	mem_free(found);
	return result;
}

int screens_open(struct screens **out, const char *dir, enum lang lang, struct err *e)
{
	if (screens_open_broken(out, dir, lang, e))
		return -1;
	for (size_t i = 0; i < (*out)->n_problems; i++)
		if ((*out)->problem[i].fatal) {
			set_error(*out, &(*out)->problem[i], e);
			screens_close(out);
			return -1;
		}
	return 0;
}

void screens_close(struct screens **s)
{
	if (!*s)
		return;
	arena_release(&(*s)->arena);
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

#include "screen/lint.h"

#include "base/text.h"
#include "screen/lint_parts.h"
#include "screen/words.h"

#include <stdio.h>
#include <string.h>

void lint_say(struct lint *l, const char *file, int line, const char *word, const char *a, const char *b)
{
	struct buf message = BUF_INIT;

	problem_sentence(l->lang == LANG_EN ? l->en : l->s, word, a, b, &message);
	l->found(l->arg, file, line, message.s);
	l->n++;
	buf_release(&message);
}

void lint_words(struct lint *l)
{
	for (size_t i = 0; i < l->s->n_words; i++) {
		const struct word *w = &l->s->word[i];
		unsigned zh = lint_arguments(w->zh), en = lint_arguments(w->en);

		if (w->en[0] && zh != en)
			lint_say(l, "words.ini", w->line, "LINT_ARGUMENTS", w->key, "");
		if ((zh | en) & ~0xeu)
			lint_say(l, "words.ini", w->line, "LINT_ARGUMENT", w->key, "");
	}
}

void lint_menu(struct lint *l, const char *file, int line, int menu, int other_menu, const char *other)
{
	char place[16];

	if (!menu || menu != other_menu)
		return;
	snprintf(place, sizeof place, "%d", menu);
	lint_say(l, file, line, "LINT_MENU", place, other);
}

void lint_width(struct lint *l, const char *file, int line, int width, const char *label)
{
	char cols[16];

	if (width >= 0 && (width == 0 || text_width(label) <= width))
		return;
	snprintf(cols, sizeof cols, "%d", width);
	lint_say(l, file, line, "LINT_WIDTH", label, cols);
}

static bool is_request(const struct lint *l, const char *name)
{
	for (size_t i = 0; l->requests && l->requests[i]; i++)
		if (!strcmp(l->requests[i], name))
			return true;
	return !l->requests;
}

/* Does `list` hold the n bytes at `name`, both blank-separated? */
static bool has_word(const char *list, const char *name, size_t n)
{
	while (*(list += strspn(list, " "))) {
		size_t m = strcspn(list, " ");

		if (m == n && !memcmp(list, name, n))
			return true;
		list += m;
	}
	return false;
}

static bool share_view(const struct key_binding *a, const struct key_binding *b)
{
	if (!a->view[0] || !b->view[0])
		return true;
	for (const char *s = a->view; *(s += strspn(s, " "));) {
		size_t n = strcspn(s, " ");

		if (has_word(b->view, s, n))
			return true;
		s += n;
	}
	return false;
}

static void check_binding(struct lint *l, size_t at)
{
	static const char file[] = "keys.ini";
	const struct key_binding *k = &l->s->key[at];

	if (!is_request(l, k->request))
		lint_say(l, file, k->line, "LINT_REQUEST", k->request, "");
	for (const char *s = k->keys; *(s += strspn(s, " "));) {
		size_t n = strcspn(s, " ");
		char *name = arena_dup_n((struct arena *)&l->s->arena, s, n);

		if (!key_name_is_known(s, n))
			lint_say(l, file, k->line, "LINT_KEY_NAME", name, k->request);
		for (size_t i = 0; i < at; i++)
			if (has_word(l->s->key[i].keys, s, n) && share_view(k, &l->s->key[i]))
				lint_say(l, file, k->line, "LINT_KEY_TWICE", name, l->s->key[i].request);
		s += n;
	}
}

void lint_keys(struct lint *l)
{
	for (size_t i = 0; i < l->s->n_keys; i++)
		check_binding(l, i);
	for (size_t r = 0; l->requests && l->requests[r] && l->s->n_keys; r++) {
		bool found = false;

		for (size_t i = 0; i < l->s->n_keys; i++)
			found |= !strcmp(l->s->key[i].request, l->requests[r]);
		if (!found)
			lint_say(l, "keys.ini", 0, "LINT_NO_REQUEST", l->requests[r], "");
	}
}

static void lint_theme(struct lint *l)
{
	for (size_t i = 0; i < l->s->n_colours; i++) {
		const struct colour *c = &l->s->colour[i];

		if (c->fg >= 0 && c->fg == c->bg)
			lint_say(l, "theme.ini", c->line, "LINT_COLOUR", c->name, "");
	}
}

int lint_screens(struct office *o, const char *dir, const char *const *requests, enum lang lang,
		 void (*found)(void *arg, const char *file, int line, const char *message), void *arg, struct err *e)
{
	struct lint l = { .o = o, .requests = requests, .found = found, .arg = arg, .lang = lang };
	struct screens *zh = NULL, *en = NULL;

	if (screens_load(&zh, dir, LANG_ZH, e))
		return -1;
	if (screens_load(&en, dir, LANG_EN, e)) {
		screens_close(&zh);
		return -1;
	}
	l.s = zh;
	l.en = en;
	for (size_t i = 0; i < zh->n_problems; i++) {
		const struct problem *p = &zh->problem[i];

		lint_say(&l, p->file, p->line, p->word, p->arg[0], p->arg[1]);
	}
	for (size_t i = 0; i < zh->n_roles; i++)
		office_set_role(o, zh->role[i].role, zh->role[i].label);
	lint_forms(&l);
	if (zh->n_lists == en->n_lists)
		lint_lists(&l);
	if (zh->n_reports == en->n_reports)
		lint_reports(&l);
	if (zh->n_tables == en->n_tables)
		lint_tables(&l);
	lint_charts(&l);
	lint_checks(&l);
	lint_words(&l);
	lint_keys(&l);
	lint_theme(&l);
	screens_close(&zh);
	screens_close(&en);
	return l.n;
}

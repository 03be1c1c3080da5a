#include "screen/keys.h"

#include "screen/load.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define KEY(member) offsetof(struct key_binding, member)
static const struct spec key_specs[] = {
	{ "keys", SPEC_TEXT, 0, KEY(keys), 0, NULL },  { "label", SPEC_WORDS, SPEC_NEEDED, KEY(label), 0, NULL },
	{ "help", SPEC_WORDS, 0, KEY(help), 0, NULL }, { "bar", SPEC_INT, 0, KEY(bar), 0, NULL },
	{ "view", SPEC_TEXT, 0, KEY(view), 0, NULL },  { 0 },
};

const void *load_keys_file(struct load *l, const struct ini *ini, const char *name)
{
	(void)name;
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];
		struct key_binding *k;

		if (strcmp(s->kind, "request") != 0 || !s->id[0]) {
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[request.NAME]");
			continue;
		}
		k = growing_add(&l->keys, sizeof *k);
		load_fill(l, key_specs, s, k);
		k->request = arena_dup(&l->s->arena, s->id);
		k->line = s->line;
	}
	l->s->n_keys = l->keys.n;
	l->s->key = growing_done(&l->keys, sizeof(struct key_binding), &l->s->arena);
	return l->s;
}

size_t screens_keys(const struct screens *s, const struct key_binding **out)
{
	const void *made = load_named(s, FILE_KEYS, "");

	*out = s->key;
	return made ? s->n_keys : 0;
}

bool key_name_is_known(const char *name, size_t n)
{
	static const char *const names[] = { "Up",    "Down",      "Left",   "Right", "Home", "End",
					     "PgUp",  "PgDn",      "Enter",  "Esc",   "Tab",  "BackTab",
					     "Space", "Backspace", "Delete", "Insert" };

	if (n == 1)
		return isgraph((unsigned char)name[0]);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == n && !memcmp(names[i], name, n))
			return true;
	if (name[0] == 'F' && n <= 3) {
		int number = atoi(name + 1);

		return name[1] >= '1' && name[1] <= '9' && number <= 12 && (n == 2 || isdigit((unsigned char)name[2]));
	}
	if (n == 6 && !memcmp(name, "Ctrl-", 5))
		return isupper((unsigned char)name[5]);
	return n == 5 && !memcmp(name, "Alt-", 4) && isgraph((unsigned char)name[4]);
}

#include "screen/demo_def.h"

#include "screen/load.h"

#include <string.h>

static bool is_key(const char *key, int *list)
{
	for (int i = 0; i < WORDS_COUNT; i++) {
		const char *name = demo_list_key((enum demo_list_name)i);
		size_t n = strlen(name);

		/* "heads", or "heads2" to "heads9" */
		if (!strncmp(key, name, n) && (!key[n] || (key[n] >= '2' && key[n] <= '9' && !key[n + 1]))) {
			*list = i;
			return true;
		}
	}
	return false;
}

const void *load_demo_file(struct load *l, const struct ini *ini, const char *name)
{
	struct growing items[WORDS_COUNT] = { 0 };
	int list;

	(void)name;
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];

		if (strcmp(s->name, "words") != 0) {
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[words]");
			continue;
		}
		for (size_t k = 0; k < s->n; k++) {
			const char *at = s->entry[k].value, *item;
			size_t n;

			if (!is_key(s->entry[k].key, &list)) {
				load_problem(l, s->entry[k].line, false, "SCREEN_KEY", s->entry[k].key, "");
				continue;
			}
			while (bar_next(&at, &item, &n))
				*(const char **)growing_add(&items[list], sizeof item) =
					arena_dup_n(&l->s->arena, item, n);
		}
	}
	for (int i = 0; i < WORDS_COUNT; i++) {
		l->s->demo[i].n = items[i].n;
		l->s->demo[i].item = growing_done(&items[i], sizeof(char *), &l->s->arena);
	}
	return l->s;
}

void screens_demo(const struct screens *s, struct demo_words *out)
{
	if (load_named(s, FILE_DEMO, ""))
		memcpy(out->list, s->demo, sizeof out->list);
	else
		memset(out->list, 0, sizeof out->list);
	out->n_campaigns = screens_campaigns(s, &out->campaign);
	out->n_aid_items = screens_aid_items(s, &out->aid_item);
}

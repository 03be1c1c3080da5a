#include "line_clean.h"

#include "base/mem.h"
#include "exchange/clean.h"
#include "item.h"

#include <string.h>

static void remember(struct line_clean *c, const char *before, const char *after)
{
	line_clean_release(c);
	c->before = mem_dup(before);
	c->after = mem_dup(after);
}

unsigned line_clean_ask(struct line_clean *c, struct lineedit *l, struct app *a, bool *changed)
{
	struct clean clean;
	struct err e;

	*changed = false;
	if (c->after && strcmp(l->text.s, c->after) == 0 && strcmp(c->before, c->after) != 0) {
		lineedit_set(l, c->before);
		line_clean_release(c);
		*changed = true;
		return app_say(a, "clean_taken_back", NULL, NULL) | EFFECT_DRAW;
	}
	err_clear(&e);
	if (clean_text(&clean, a->screens, l->text.s, l->text.n, &e) < 0)
		return app_fail(a, NULL, &e);
	if (!clean.changed && clean.n == 0) {
		clean_release(&clean);
		return app_say(a, "clean_nothing", NULL, NULL);
	}
	c->asks = true;
	return app_push(a, clean_view(a, l->text.s, &clean));
}

bool line_clean_answer(struct line_clean *c, struct lineedit *l, struct app *a, const struct answer *ans)
{
	char key[24];

	c->asks = false;
	if (!ans->yes || strcmp(ans->text, l->text.s) == 0)
		return false;
	if (l->most && strlen(ans->text) > l->most) {
		app_say(a, "field_full", NULL, NULL);
		return false;
	}
	remember(c, l->text.s, ans->text);
	lineedit_set(l, ans->text);
	app_say(a, "clean_done", work_key(a, REQ_CLEAN, key), NULL);
	return true;
}

void line_clean_hint(struct app *a, const char *pasted, size_t n)
{
	char key[24];

	if (clean_is_wanted(pasted, n))
		app_say(a, "clean_hint", work_key(a, REQ_CLEAN, key), NULL);
}

void line_clean_release(struct line_clean *c)
{
	mem_free(c->before);
	mem_free(c->after);
	c->before = c->after = NULL;
}

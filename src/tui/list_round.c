/* A blank round of the self-check: what choices.ini lists for each of its groups, dated today. */
#include "list_internal.h"

#include "base/mem.h"
#include "model/self_check.h"
#include "screen/choices.h"

#include <stdio.h>

unsigned list_start_round(struct list *l, struct app *a)
{
	const struct choice_list *groups = screens_choices(a->screens, "self_check_group");
	struct self_check_item *item = NULL;
	size_t n = 0;
	char text[24];
	struct err e;
	unsigned fx;

	err_clear(&e);
	for (size_t g = 0; groups && g < groups->n; g++) {
		char key[48];

		snprintf(key, sizeof(key), "self_check_%s", groups->choice[g].code);
		const struct choice_list *items = screens_choices(a->screens, key);
		for (size_t i = 0; items && i < items->n; i++) {
			item = mem_grow(item, n + 1, sizeof(*item));
			item[n++] = (struct self_check_item){ groups->choice[g].label, items->choice[i].label };
		}
	}
	snprintf(text, sizeof(text), "%zu", n);
	if (self_check_start(a->office, item, n, &e) < 0) {
		fx = app_fail(a, l->form, &e);
	} else {
		list_forget(l);
		fx = EFFECT_RELOAD | app_say(a, "self_check_started", text, NULL);
	}
	mem_free(item);
	return fx;
}

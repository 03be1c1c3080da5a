#include "menu_internal.h"

#include "base/mem.h"
#include "screen/form.h"
#include "screen/list_def.h"
#include "tui/app.h"

struct items {
	struct menu_item *item;
	size_t n;
};

static void add(struct items *to, const char *label, const char *mark, int64_t id)
{
	to->item = mem_grow(to->item, to->n + 1, sizeof(*to->item));
	to->item[to->n++] = (struct menu_item){ .label = label, .mark = mark, .id = id };
}

static void add_request(struct items *to, const struct app *a, const struct view *v, enum request r)
{
	const char *label = app_label(a, v, r);

	for (size_t i = 0; i < to->n; i++)
		if (to->item[i].id == (int64_t)r)
			return;
	/* What is done while typing or moving is no action one looks for by name. */
	if (*label && r != REQ_PALETTE && r != REQ_BACK && !(r >= REQ_UP && r <= REQ_PREV_ITEM) &&
	    !(r >= REQ_BACKSPACE && r <= REQ_NO))
		add(to, label, keymap_keys(a->keys, r), (int64_t)r);
}

struct view *palette_view(const struct app *a, const struct view *v)
{
	struct items to = { 0 };
	const struct list_def *const *lists;
	const struct form *const *forms;
	size_t nl = screens_lists(a->screens, &lists), nf = screens_forms(a->screens, &forms);
	struct view *made;

	for (const enum request *r = v->ops->requests; r && *r != REQ_NONE; r++)
		if (view_can(v, a, *r))
			add_request(&to, a, v, *r);
	for (const enum request *r = app_requests; *r != REQ_NONE; r++)
		add_request(&to, a, v, *r);
	for (size_t i = 0; i < nl; i++)
		if (!lists[i]->parent[0])
			add(&to, lists[i]->title, app_word(a, "lists_menu"), REQ_COUNT + (int64_t)i);
	for (size_t i = 0; i < nf; i++)
		if (forms[i]->is_register && !screens_list(a->screens, forms[i]->name))
			add(&to, forms[i]->title, app_word(a, "lists_registers"), REQ_COUNT + (int64_t)(nl + i));
	made = menu_palette(app_word(a, "view.palette"), to.item, to.n);
	mem_free(to.item);
	return made;
}

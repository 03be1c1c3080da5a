/* The menu of all lists and registers; and what a record is best looked at in. */
#include "tui/app.h"
#include "tui/popups.h"
#include "tui/views.h"

#include "base/mem.h"
#include "screen/form.h"
#include "screen/list_def.h"

#include <string.h>

struct entry {
	const char *title, *name;
	bool is_register;
};
struct lists {
	struct entry *entry;
	size_t n, at, first;
};

static void add(struct lists *l, const char *title, const char *name, bool is_register)
{
	l->entry = mem_grow(l->entry, l->n + 1, sizeof(*l->entry));
	l->entry[l->n++] = (struct entry){ title, name, is_register };
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct lists *l = v->state;

	(void)a;
	v->at = *room;
	move_window(l->at, (size_t)v->at.h, l->n, &l->first);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct lists *l = v->state;

	for (int y = 0; y < v->at.h && l->first + (size_t)y < l->n; y++) {
		size_t i = l->first + (size_t)y;
		enum ink ink = i == l->at ? INK_SELECTED : INK_NORMAL;

		draw_fill(&v->at, y, ink);
		draw_text(&v->at, y, 0, 1, ink, i == l->at ? ">" : " ");
		draw_text(&v->at, y, 2, 40, ink, l->entry[i].title);
		if (l->entry[i].is_register)
			draw_text(&v->at, y, 44, 0, i == l->at ? ink : INK_DIM, app_word(a, "lists_registers"));
	}
}

static unsigned open_list(struct lists *l, struct app *a)
{
	return l->at < l->n ? app_push(a, list_view(a, l->entry[l->at].name, 0)) : EFFECT_NONE;
}

/* All of them again, narrowed as one types: hanzi, pinyin, initials. */
static unsigned find_one(const struct lists *l, struct app *a)
{
	struct menu_item *item = mem_alloc((l->n + 1) * sizeof(*item));
	unsigned fx;

	for (size_t i = 0; i < l->n; i++)
		item[i] = (struct menu_item){ l->entry[i].title, NULL, (int64_t)i };
	fx = app_push(a, menu_view(app_word(a, "word.view.lists"), item, l->n, l->at));
	mem_free(item);
	return fx;
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct lists *l = v->state;

	if (!ans->yes || strcmp(ans->from, "choice") != 0 || (size_t)ans->id >= l->n)
		return EFFECT_DRAW;
	l->at = (size_t)ans->id;
	return open_list(l, a);
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct lists *l = v->state;

	if (r == REQ_OPEN)
		return open_list(l, a);
	if (r == REQ_FIND)
		return find_one(l, a);
	return move_cursor(r, l->n, (size_t)v->at.h, &l->at);
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct lists *l = v->state;
	size_t row = l->first + (size_t)(k->y - v->at.y);

	if (k->button >= 3)
		return move_cursor(k->button == 3 ? REQ_UP : REQ_DOWN, l->n, 1, &l->at);
	if (k->y < v->at.y || row >= l->n)
		return EFFECT_NONE;
	l->at = row;
	return k->button == 2 ? open_list(l, a) : EFFECT_DRAW;
}

static void close_lists(struct view *v)
{
	struct lists *l = v->state;

	mem_free(l->entry);
	mem_free(l);
}

static const enum request requests[] = {
	REQ_OPEN, REQ_FIND, REQ_UP, REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "lists",
	.requests = requests,
	.layout = layout,
	.draw = draw,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.close = close_lists,
};

struct view *lists_view(struct app *a)
{
	const struct list_def *const *lists;
	const struct form *const *forms;
	size_t nl = screens_lists(a->screens, &lists), nf = screens_forms(a->screens, &forms);
	struct lists *l = mem_alloc(sizeof(*l));

	for (size_t i = 0; i < nl; i++)
		if (lists[i]->menu > 0)
			add(l, lists[i]->title, lists[i]->name, false);
	for (size_t i = 0; i < nf; i++)
		if (forms[i]->is_register && !screens_list(a->screens, forms[i]->name))
			add(l, forms[i]->title, forms[i]->name, true);
	return view_make(&ops, l);
}

struct view *record_view(struct app *a, const char *table, int64_t id)
{
	const struct form *f;

	if (id && strcmp(table, "household") == 0)
		return household_view(a, id);
	if (id && strcmp(table, "campaign") == 0)
		return campaign_view(a, id);
	if (id && strcmp(table, "task") == 0)
		return checklist_view(a, id, 0);
	if (id && strcmp(table, "monitoring_case") == 0)
		return monitoring_view(a, id);
	if (id && strcmp(table, "review_sample") == 0)
		return sample_view(a, id);
	f = screens_form_of_table(a->screens, table);
	if (!f || !id) {
		app_say(a, "error.RECORD_GONE", NULL, NULL);
		return NULL;
	}
	return form_view(a, f->name, id, 0, NULL);
}

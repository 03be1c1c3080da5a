#include "list_internal.h"

#include "base/mem.h"
#include "base/text.h"
#include "item.h"
#include "line.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const enum request requests[] = {
	REQ_UP,        REQ_DOWN,      REQ_PAGE_UP,   REQ_PAGE_DOWN,      REQ_FIRST,   REQ_LAST,   REQ_OPEN,
	REQ_NEW,       REQ_FIND,      REQ_JUMP,      REQ_FILTER,         REQ_SORT,    REQ_SCOPE,  REQ_LOG_VISIT,
	REQ_HANDBOOK,  REQ_HOUSEHOLD, REQ_MOVE,      REQ_START_CAMPAIGN, REQ_HISTORY, REQ_EXPORT, REQ_BIN,
	REQ_BACK,      REQ_BACKSPACE, REQ_DELETE,    REQ_LEFT,           REQ_RIGHT,   REQ_HOME,   REQ_END,
	REQ_KILL_LINE, REQ_KILL_ALL,  REQ_KILL_WORD, REQ_NONE,
};

static bool is(const struct list *l, const char *table)
{
	return strcmp(l->table, table) == 0;
}

/* Does a row belong to a household, or to a person of one? */
static bool is_of_household(const struct list *l)
{
	return l->form && !is(l, "household") &&
	       (form_field(l->form, "household_id") || form_field(l->form, "person_id"));
}

/* Rows the program wrote and nobody types are no one's to take away. */
static bool is_record_of_ours(const struct list *l)
{
	return l->form && form_only_shows(l->form);
}

static bool is_typing(const struct list *l)
{
	return l->finding || l->jumping;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	return list_fetch(v->state, a, e);
}

static bool wants_work(const struct view *v)
{
	return list_wants_work(v->state);
}

static int work(struct view *v, struct app *a, struct err *e)
{
	return list_work(v->state, a, e);
}

static bool wants_idle(const struct view *v)
{
	const struct list *l = v->state;

	return l->moving && list_side_is_due(l);
}

static unsigned idle(struct view *v, struct app *a)
{
	list_side_load(v->state, a);
	return EFFECT_DRAW;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct list *l = v->state;
	size_t height;

	height = (size_t)(room->h - 1 - list_status_rows(l));
	if (height != l->height) {
		l->height = height;
		l->resized = true;
		v->loaded = false;
	}
	v->at = *room;
	l->jump_x = text_width(app_word(a, "list_jump")) + 2;
	lineedit_scroll(&l->words, list_pane(v) - 4);
	lineedit_scroll(&l->jump, list_pane(v) - l->jump_x - 1);
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct list *l = v->state;

	(void)a;
	switch (r) {
	case REQ_OPEN: /* ends a prompt, too */
		return is_typing(l) || (l->n > 0 && (l->def->open[0] || l->form));
	case REQ_EXPORT:
		return !is_typing(l);
	case REQ_HISTORY:
		return l->n > 0 && l->table[0];
	case REQ_BIN:
		return l->n > 0 && l->table[0] && !is_typing(l) && !is_record_of_ours(l);
	case REQ_FIRST:
	case REQ_LAST:
		return !is_typing(l);
	case REQ_JUMP:
		return l->n > 0 && l->sort >= 0 && l->rows[0].sort.kind != VALUE_INT &&
		       l->rows[0].sort.kind != VALUE_REAL;
	case REQ_LOG_VISIT:
	case REQ_HANDBOOK:
		return l->n > 0 && (is(l, "household") || list_opens_household(l));
	case REQ_HOUSEHOLD:
		return l->n > 0 && !l->parent && is_of_household(l);
	case REQ_MOVE:
		return l->n > 0 && is(l, "finding");
	case REQ_START_CAMPAIGN:
		return is(l, "self_check");
	case REQ_NEW:
		return l->def->fresh[0];
	case REQ_FIND:
		return l->def->match && l->def->match[0];
	case REQ_FILTER:
		return l->def->n_filters > 0;
	case REQ_SORT:
		return l->def->n_sorts > 1;
	case REQ_SCOPE:
		return l->def->household != NULL;
	case REQ_BACK:
		return is_typing(l) || l->words.text.n > 0 || l->filter >= 0;
	case REQ_BACKSPACE:
	case REQ_DELETE:
	case REQ_LEFT:
	case REQ_RIGHT:
	case REQ_HOME:
	case REQ_END:
	case REQ_KILL_LINE:
	case REQ_KILL_ALL:
	case REQ_KILL_WORD:
		return is_typing(l);
	default:
		return true;
	}
}

static unsigned move(struct view *v, enum request r)
{
	struct list *l = v->state;

	if (r == REQ_FIRST || r == REQ_LAST) {
		l->edge = r == REQ_FIRST ? -1 : 1;
		l->delta = 0;
	} else if (r == REQ_UP || r == REQ_DOWN) {
		l->delta += r == REQ_DOWN ? 1 : -1;
	} else {
		l->delta += r == REQ_PAGE_DOWN ? (int64_t)l->height : -(int64_t)l->height;
	}
	v->loaded = false;
	return EFFECT_DRAW;
}

/* The words changed: another list, from its first row. */
static unsigned found(struct view *v)
{
	struct list *l = v->state;

	list_forget(l);
	v->loaded = false;
	return EFFECT_DRAW;
}

static unsigned jumped(struct view *v)
{
	struct list *l = v->state;

	l->land = true;
	v->loaded = false;
	return EFFECT_DRAW;
}

/* Keys while the prompt is open. Moving about in the words finds nothing new. */
static unsigned edit(struct view *v, enum request r)
{
	struct list *l = v->state;
	struct lineedit *line = l->jumping ? &l->jump : &l->words;
	size_t was = line->text.n;

	if (!line_request(line, r))
		return EFFECT_NONE;
	if (line->text.n != was)
		return l->jumping ? jumped(v) : found(v);
	return EFFECT_DRAW;
}

/* One step back: the prompt, then the words, then the filter; after that the list itself. */
static unsigned back(struct view *v)
{
	struct list *l = v->state;

	if (l->jumping) {
		l->jumping = false;
		l->jump_back = l->jump.text.n > 0;
		v->loaded = v->loaded && !l->jump_back;
		return EFFECT_DRAW;
	}
	if (!l->finding && l->words.text.n == 0) {
		l->filter = -1;
		mem_free(l->filter_value);
		l->filter_value = NULL;
	}
	l->finding = false;
	lineedit_set(&l->words, "");
	list_forget(l);
	v->loaded = false;
	return EFFECT_DRAW;
}

/* What it was asked takes too long: a step back, as Esc makes it. A plain list is quickly read. */
static bool stopped(struct view *v, struct app *a)
{
	struct list *l = v->state;

	if (is_typing(l) || l->words.text.n > 0 || l->filter >= 0) {
		back(v);
	} else if (l->sort > 0) {
		l->sort = 0;
		list_forget(l);
		v->loaded = false;
	} else {
		return false;
	}
	app_say(a, "list_stopped", NULL, NULL);
	return true;
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct list *l = v->state;

	switch (r) {
	case REQ_UP:
	case REQ_DOWN:
	case REQ_PAGE_UP:
	case REQ_PAGE_DOWN:
	case REQ_FIRST:
	case REQ_LAST:
		return move(v, r);
	case REQ_FIND:
		l->finding = true;
		return EFFECT_DRAW;
	case REQ_JUMP:
		l->jumping = true;
		l->jump_from = list_row(l)->id;
		l->jump_at = l->at;
		lineedit_set(&l->jump, "");
		return EFFECT_DRAW;
	case REQ_BACK:
		return back(v);
	case REQ_FILTER:
		return list_ask_filter(l, a);
	case REQ_SORT:
		return list_ask_sort(l, a);
	case REQ_SCOPE:
		return work_scope(a);
	case REQ_EXPORT:
		return list_export(l, a);
	case REQ_NEW:
		return app_push(a, form_view(a, l->def->fresh, 0, l->parent, NULL));
	case REQ_OPEN:
		if (is_typing(l)) {
			l->finding = l->jumping = false;
			return EFFECT_DRAW;
		}
		return list_on_row(l, a, r);
	case REQ_LOG_VISIT:
	case REQ_HANDBOOK:
	case REQ_HOUSEHOLD:
	case REQ_HISTORY:
	case REQ_BIN:
	case REQ_MOVE:
		return list_on_row(l, a, r);
	case REQ_START_CAMPAIGN:
		return list_start_round(l, a);
	default:
		return edit(v, r);
	}
}

static bool typing(const struct view *v)
{
	const struct list *l = v->state;

	return is_typing(l);
}

static unsigned text(struct view *v, struct app *a, const char *s, size_t n, bool pasted)
{
	struct list *l = v->state;

	(void)a;
	(void)pasted;
	if (!lineedit_insert(l->jumping ? &l->jump : &l->words, s, n))
		return EFFECT_NONE;
	return l->jumping ? jumped(v) : found(v);
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct list *l = v->state;
	int64_t row = k->y - v->at.y - 1;

	if (k->button == 3 || k->button == 4) {
		l->delta += k->button == 4 ? 3 : -3;
		v->loaded = false;
		return EFFECT_DRAW;
	}
	if (row < 0 || row >= (int64_t)l->n || k->x >= v->at.x + list_pane(v))
		return EFFECT_NONE;
	l->delta += row - (int64_t)l->at;
	v->loaded = false;
	if (k->button == 2 && row == (int64_t)l->at && can(v, a, REQ_OPEN))
		return list_on_row(l, a, REQ_OPEN);
	return EFFECT_DRAW;
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	unsigned fx = list_answered(v->state, a, ans);

	v->loaded = false;
	return fx;
}

static const char *heading(const struct view *v, const struct app *a)
{
	(void)a;
	return ((const struct list *)v->state)->def->title;
}

static void close_list(struct view *v)
{
	struct list *l = v->state;

	list_forget(l);
	list_choices_free(l);
	list_side_clear(l);
	lineedit_release(&l->words);
	lineedit_release(&l->jump);
	mem_free(l->filter_value);
	mem_free(l->filter_shown);
	mem_free(l->found);
	free(l->parent_title);
	register_list_free(l->made);
	mem_free(l);
}

/* A record's own rows are of no scope. */
static enum covers covers(const struct view *v, const struct app *a)
{
	const struct list *l = v->state;

	(void)a;
	return l->parent || !l->def->household ? COVERS_NOTHING : COVERS_SCOPE;
}

static const struct view_ops ops = {
	.name = "list",
	.covers = covers,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = list_draw,
	.cursor = list_cursor,
	.can = can,
	.request = request,
	.text = text,
	.mouse = mouse,
	.answer = answer,
	.stopped = stopped,
	.title = list_title,
	.close = close_list,
	.typing = typing,
	.heading = heading,
	.hint = list_hint,
	.wants_work = wants_work,
	.work = work,
	.wants_idle = wants_idle,
	.idle = idle,
	.idle_ms = 150,
};

struct view *list_view(struct app *a, const char *name, int64_t parent)
{
	const struct list_def *d = screens_list(a->screens, name);
	struct list_def *made = d ? NULL : register_list(a->screens, name);
	struct list *l;

	if (!d && !made) {
		app_say(a, "no_such_list", name, NULL);
		return NULL;
	}
	l = mem_alloc(sizeof(*l));
	l->def = d ? d : made;
	l->made = made;
	l->form = l->def->form[0] ? screens_form(a->screens, l->def->form) : NULL;
	l->table = l->form ? l->form->table : l->def->open;
	l->parent = parent;
	l->sort = l->def->n_sorts > 0 ? 0 : -1;
	l->filter = -1;
	l->stale = true;
	lineedit_init(&l->words, "", 128, false);
	lineedit_init(&l->jump, "", 64, false);
	if (parent && l->def->parent[0])
		l->parent_title = record_title(a->office, l->def->parent, parent);
	return view_make(&ops, l);
}

struct view *list_view_by(struct app *a, const char *name, const char *sort)
{
	struct view *v = list_view(a, name, 0);
	struct list *l = v ? v->state : NULL;

	for (size_t i = 0; l && i < l->def->n_sorts; i++)
		if (strcmp(l->def->sort[i].name, sort) == 0)
			l->sort = (int)i;
	return v;
}

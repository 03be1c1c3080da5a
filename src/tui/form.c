#include "form_internal.h"

#include "base/mem.h"
#include "base/text.h"
#include "line.h"
#include "model/visit.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <string.h>

static bool is_typed(const struct field *f)
{
	return f->type != FIELD_COMPUTED && f->type != FIELD_YESNO && f->type != FIELD_CHOICE &&
	       f->type != FIELD_CHOICES;
}

static unsigned copy_last(struct form_state *f, struct app *a)
{
	struct record last;
	struct form_cell *c = &f->cell[f->focus];
	unsigned fx = EFFECT_DRAW;
	if (strcmp(f->form->table, "visit") != 0 || f->parent == 0)
		return EFFECT_NONE;
	if (!visit_any(a->office, f->parent))
		return app_say(a, "word.no_last_visit", NULL, NULL);
	record_init(&last, "visit");
	if (visit_begin(a->office, f->parent, true, &last, NULL) == 0) {
		const struct value *v = record_get(&last, c->field->name);
		if (v != NULL && v->kind != VALUE_NULL) {
			form_set_value(f, a, f->focus, v);
			f->dirty = true;
		} else {
			fx = app_say(a, "word.last_was_blank", c->field->label, NULL);
		}
	}
	record_release(&last);
	return fx;
}

/* Esc with something typed: nothing is lost unless the person says so. */
static unsigned go_back(struct view *v, struct app *a)
{
	struct form_state *f = v->state;
	if (!f->dirty)
		return app_answer(a, false, 0, NULL);
	const struct menu_item item[] = {
		{ .label = app_word(a, "word.leave_keep"), .id = LEAVE_KEEP },
		{ .label = app_word(a, "word.leave_save"), .id = LEAVE_SAVE },
		{ .label = app_word(a, "word.leave_drop"), .id = LEAVE_DROP },
	};
	f->leaving = true;
	return app_push(a, menu_view(app_word(a, "word.leave_title"), item, sizeof item / sizeof item[0], 0));
}

static bool changes_text(enum request r)
{
	return r == REQ_BACKSPACE || r == REQ_DELETE || r == REQ_KILL_LINE || r == REQ_KILL_ALL || r == REQ_KILL_WORD ||
	       r == REQ_CLEAR;
}

/* A picked value is taken away whole: half a label is no label. */
static unsigned edit(struct form_state *f, struct app *a, enum request r)
{
	struct form_cell *c = &f->cell[f->focus];
	if (!form_may_type(c->field))
		return EFFECT_NONE;
	bool whole = changes_text(r) && (!is_typed(c->field) || (c->field->type == FIELD_REF && c->ref != 0));
	if (!line_request(&c->edit, whole ? REQ_KILL_ALL : r))
		return EFFECT_NONE;
	if (changes_text(r)) {
		c->ref = 0;
		f->dirty = true;
		err_clear(&c->error);
		form_see(f, a);
	}
	return EFFECT_DRAW;
}

static unsigned enter(struct view *v, struct app *a)
{
	struct form_state *f = v->state;
	const struct field *field = f->cell[f->focus].field;
	bool picks = !is_typed(field) || (field->type == FIELD_REF && f->cell[f->focus].ref == 0);
	if (picks && text_is_blank(f->cell[f->focus].edit.text.s))
		return form_choose(v, a, NULL);
	return form_step(f, a, true);
}

static unsigned newline(struct form_state *f)
{
	struct form_cell *c = &f->cell[f->focus];
	if (c->rows <= 1 || !form_may_type(c->field) || !lineedit_insert(&c->edit, "\n", 1))
		return EFFECT_NONE;
	f->dirty = true;
	return EFFECT_DRAW;
}

static unsigned clean(struct form_state *f, struct app *a)
{
	bool changed;
	unsigned effects = line_clean_ask(&f->clean, &f->cell[f->focus].edit, a, &changed);
	f->dirty = f->dirty || changed;
	return effects;
}

static unsigned handle(struct view *v, struct app *a, enum request r)
{
	struct form_state *f = v->state;
	if (line_has(r))
		return edit(f, a, r);
	switch (r) {
	case REQ_SAVE:
		return form_save(v, a);
	case REQ_BACK:
		return go_back(v, a);
	case REQ_OPEN:
		return enter(v, a);
	case REQ_UP:
	case REQ_DOWN:
		return form_up_or_down(f, a, r == REQ_DOWN);
	case REQ_NEXT_FIELD:
	case REQ_PREV_FIELD:
		return form_step(f, a, r == REQ_NEXT_FIELD);
	case REQ_PAGE_DOWN:
	case REQ_NEXT_SECTION:
		return f->form->n_sections > 1 ? form_step_section(f, a, true) : form_go_to_end(f, a, true);
	case REQ_PAGE_UP:
	case REQ_PREV_SECTION:
		return f->form->n_sections > 1 ? form_step_section(f, a, false) : form_go_to_end(f, a, false);
	case REQ_CHOOSE:
		return form_choose(v, a, NULL);
	case REQ_COPY_LAST:
		return copy_last(f, a);
	case REQ_NEWLINE:
		return newline(f);
	case REQ_CLEAN:
		return clean(f, a);
	case REQ_MOVE:
		return app_push(a, move_view(a, f->record.id, NULL));
	case REQ_HISTORY:
		return app_push(a, history_view(a, f->form->table, f->record.id, f->cell[f->focus].field->name));
	default:
		return EFFECT_UNWANTED;
	}
}

/* The draft is on the disk before the next key is read. */
static unsigned form_request(struct view *v, struct app *a, enum request r)
{
	struct form_state *f = v->state;
	size_t focus = f->focus;
	unsigned effects = handle(v, a, r);
	bool moved = f->dirty && (effects & EFFECT_DRAW) != 0 && (f->focus != focus || changes_text(r));
	if ((moved || r == REQ_NEWLINE || r == REQ_COPY_LAST || r == REQ_CLEAN) && f->dirty &&
	    (effects & EFFECT_POP) == 0)
		form_keep(f, a);
	return effects;
}

static unsigned yesno_key(struct form_state *f, struct app *a, struct form_cell *c, const char *s)
{
	const struct choice_list *l = c->field->yesno;
	struct value v = value_null();
	if (strcmp(s, " ") == 0) { /* blank → yes → no → yes */
		const struct choice *now = choice_find(l, c->edit.text.s);
		v = value_int(now == NULL || strcmp(now->code, "0") == 0);
	} else if (field_parse(c->field, s, "", &v, NULL) < 0) {
		return EFFECT_UNWANTED;
	}
	form_set_value(f, a, f->focus, &v);
	value_release(&v);
	return EFFECT_DRAW;
}

static unsigned form_text_in(struct view *v, struct app *a, const char *s, size_t n, bool pasted)
{
	struct form_state *f = v->state;
	struct form_cell *c = &f->cell[f->focus];
	char *typed = mem_dup_n(s, n);
	unsigned effects = EFFECT_DRAW;
	bool space = strcmp(typed, " ") == 0;
	if (!form_may_type(c->field)) {
		effects = EFFECT_NONE;
	} else if (c->field->type == FIELD_YESNO && !pasted) {
		effects = yesno_key(f, a, c, typed);
	} else if (!pasted && (c->field->type == FIELD_CHOICE || c->field->type == FIELD_CHOICES ||
			       (space && (c->field->type == FIELD_REF || c->field->type == FIELD_DATE)))) {
		effects = form_choose(v, a, space ? NULL : typed);
	} else if (c->field->type == FIELD_REF && !pasted) {
		effects = form_choose(v, a, typed);
	} else {
		size_t before = c->edit.text.n;
		bool taken = lineedit_insert(&c->edit, s, n);
		if (c->edit.text.n - before < n) /* all, or as much as there is room for */
			app_say(a, "word.field_full", NULL, NULL);
		else if (pasted && c->field->type == FIELD_LONGTEXT)
			line_clean_hint(a, s, n);
		effects = taken ? EFFECT_DRAW : EFFECT_NONE;
	}
	mem_free(typed);
	if ((effects & EFFECT_DRAW) == 0 || (effects & EFFECT_PUSH) != 0)
		return effects;
	f->dirty = true;
	err_clear(&c->error);
	form_see(f, a);
	form_keep(f, a);
	return effects;
}

static int form_load(struct view *v, struct app *a, struct err *e)
{
	struct form_state *f = v->state;
	(void)e;
	if (f->cell != NULL)
		return 0; /* what was typed stands; a save by somebody else shows when this one is saved */
	form_make_cells(f, a);
	form_pick_up(f, a);
	form_first_focus(f, a);
	if (f->restored)
		app_say(a, "word.draft_restored", NULL, NULL);
	return 0;
}

static void form_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct form_state *f = v->state;
	(void)a;
	v->at = *room;
	if (f->cell != NULL && f->n > 0)
		form_lay(f, room);
}

static void form_title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct form_state *f = v->state;
	if (f->title[0] != '\0')
		buf_adds(left, f->title);
	if (f->dirty)
		buf_adds(right, app_word(a, "word.unsaved"));
	else if (f->record.id == 0)
		buf_adds(right, app_word(a, "word.new_record"));
}

static const char *form_heading(const struct view *v, const struct app *a)
{
	(void)a;
	return ((const struct form_state *)v->state)->form->title;
}

static void form_hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct form_state *f = v->state;
	(void)a;
	if (f->n > 0)
		buf_adds(out, f->cell[f->focus].field->help);
}

static bool form_can(const struct view *v, const struct app *a, enum request r)
{
	const struct form_state *f = v->state;
	(void)a;
	if (f->n == 0)
		return r == REQ_BACK;
	const struct field *field = f->cell[f->focus].field;
	switch (r) {
	case REQ_HISTORY:
		return f->record.id != 0;
	case REQ_MOVE: /* what is typed and not saved would be lost */
		return f->record.id != 0 && !f->dirty && strcmp(f->form->table, "finding") == 0;
	case REQ_COPY_LAST:
		return strcmp(f->form->table, "visit") == 0 && f->parent != 0;
	case REQ_NEWLINE:
		return field->type == FIELD_LONGTEXT;
	case REQ_CLEAN:
		return field->type == FIELD_LONGTEXT && !text_is_blank(f->cell[f->focus].edit.text.s);
	case REQ_CHOOSE:
		return !is_typed(field) || field->type == FIELD_REF || field->type == FIELD_DATE;
	default:
		return true;
	}
}

static unsigned form_idle(struct view *v, struct app *a)
{
	struct form_state *f = v->state;
	form_rest(f, a);
	return EFFECT_NONE;
}

static bool form_wants_idle(const struct view *v)
{
	return ((const struct form_state *)v->state)->unsynced;
}

/* What was typed is in its draft since the last key; now it is on the disk for good. */
static unsigned form_leave(struct view *v, struct app *a)
{
	struct form_state *f = v->state;
	if (!f->dirty)
		return EFFECT_NONE;
	form_keep(f, a);
	form_draft_sync(a->office, NULL);
	return EFFECT_RELOAD;
}

static void form_close(struct view *v)
{
	struct form_state *f = v->state;
	for (size_t i = 0; f->cell != NULL && i < f->n; i++)
		lineedit_release(&f->cell[i].edit);
	mem_free(f->cell);
	record_release(&f->record);
	form_draft_release(&f->draft);
	buf_release(&f->kept);
	line_clean_release(&f->clean);
	mem_free(f);
}

static const enum request form_requests[] = {
	REQ_SAVE,       REQ_BACK,    REQ_OPEN,      REQ_UP,           REQ_DOWN,         REQ_NEXT_FIELD,
	REQ_PREV_FIELD, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_NEXT_SECTION, REQ_PREV_SECTION, REQ_CHOOSE,
	REQ_CLEAR,      REQ_CLEAN,   REQ_COPY_LAST, REQ_NEWLINE,      REQ_MOVE,         REQ_HISTORY,
	REQ_LEFT,       REQ_RIGHT,   REQ_HOME,      REQ_END,          REQ_WORD_LEFT,    REQ_WORD_RIGHT,
	REQ_BACKSPACE,  REQ_DELETE,  REQ_KILL_LINE, REQ_KILL_ALL,     REQ_KILL_WORD,    REQ_NONE,
};

const struct view_ops form_ops = {
	.name = "form",
	.takes_text = true,
	.requests = form_requests,
	.load = form_load,
	.layout = form_layout,
	.draw = form_draw,
	.cursor = form_cursor,
	.can = form_can,
	.request = form_request,
	.text = form_text_in,
	.mouse = form_mouse,
	.answer = form_answer,
	.idle = form_idle,
	.wants_idle = form_wants_idle,
	.keep = form_leave,
	.title = form_title,
	.heading = form_heading,
	.hint = form_hint,
	.close = form_close,
};

static struct view *make(struct app *a, const struct form *form, struct record *r, int64_t parent, const char *field)
{
	struct form_state *f = mem_alloc(sizeof *f);
	f->form = form;
	f->record = *r;
	f->parent = parent;
	f->kept = (struct buf)BUF_INIT;
	snprintf(f->start, sizeof f->start, "%s", field != NULL ? field : "");
	char *title = NULL;
	if (r->id != 0)
		title = record_title(a->office, form->table, r->id);
	else if (parent != 0 && form->parent[0] != '\0')
		title = record_title(a->office, form->parent, parent);
	snprintf(f->title, sizeof f->title, "%s", title != NULL ? title : "");
	mem_free(title);
	return view_make(&form_ops, f);
}

struct view *form_view(struct app *a, const char *name, int64_t id, int64_t parent, const char *field)
{
	const struct form *form = screens_form(a->screens, name);
	struct record r;
	struct err e;
	if (form == NULL) {
		app_say(a, "word.no_form", name, NULL);
		return NULL;
	}
	record_init(&r, form->table);
	if (id != 0 && record_load(a->office, form->table, id, &r, &e) < 0) {
		app_fail(a, form, &e);
		return NULL;
	}
	return make(a, form, &r, id != 0 ? 0 : parent, field);
}

struct view *form_view_of(struct app *a, const char *name, struct record *r, int64_t parent, const char *field)
{
	const struct form *form = screens_form(a->screens, name);
	if (form == NULL) {
		app_say(a, "word.no_form", name, NULL);
		record_release(r);
		return NULL;
	}
	return make(a, form, r, parent, field);
}

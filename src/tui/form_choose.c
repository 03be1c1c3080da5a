/* The popup that belongs to a field, and taking its answer. */
#include "form_internal.h"

#include "base/mem.h"
#include "base/text.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <string.h>

static struct view *choice_popup(const struct form_cell *c)
{
	const struct choice_list *l = c->field->choices;
	struct menu_item *item = mem_grow(NULL, l->n, sizeof *item);
	const struct choice *now = choice_find(l, c->edit.text.s);
	size_t n = 0, chosen = 0;
	for (size_t i = 0; i < l->n; i++) {
		if (l->choice[i].closed && &l->choice[i] != now)
			continue;
		if (&l->choice[i] == now)
			chosen = n;
		item[n++] =
			(struct menu_item){ .label = l->choice[i].shown, .mark = l->choice[i].code, .id = (int64_t)i };
	}
	struct view *v = menu_view(c->field->label, item, n, chosen);
	mem_free(item);
	return v;
}

static struct view *yesno_popup(const struct field *f)
{
	struct menu_item item[2];
	for (size_t i = 0; i < 2 && i < f->yesno->n; i++)
		item[i] = (struct menu_item){ .label = f->yesno->choice[i].shown,
					      .mark = f->yesno->choice[i].code,
					      .id = (int64_t)i };
	return menu_view(f->label, item, 2, 0);
}

static struct view *popup(const struct form_state *f, const struct form_cell *c, const char *typed)
{
	switch (c->field->type) {
	case FIELD_CHOICE:
		return choice_popup(c);
	case FIELD_CHOICES:
		return several_view(c->field->label, c->field->choices, c->edit.text.s, c->field->most);
	case FIELD_YESNO:
		return yesno_popup(c->field);
	case FIELD_REF:
		return ref_view(c->field->label, c->field->table, f->parent, typed != NULL ? typed : "");
	case FIELD_DATE:
		return date_view(c->edit.text.s, c->field->precision);
	default:
		return NULL;
	}
}

unsigned form_choose(struct view *v, struct app *a, const char *typed)
{
	struct form_state *f = v->state;
	const struct form_cell *c = &f->cell[f->focus];
	struct view *p = form_may_type(c->field) ? popup(f, c, typed) : NULL;
	if (p == NULL)
		return EFFECT_NONE;
	unsigned effects = app_push(a, p);
	if (typed != NULL && c->field->type != FIELD_REF && p->ops->text != NULL)
		p->ops->text(p, a, typed, strlen(typed), false);
	return effects;
}

/* Labels joined by newlines become the text of a field of several choices. */
static void set_several(struct form_state *f, const char *joined)
{
	struct buf json = BUF_INIT;
	buf_addc(&json, '[');
	while (*joined != '\0') {
		size_t n = strcspn(joined, "\n");
		char *label = mem_dup_n(joined, n);
		if (json.n > 1)
			buf_addc(&json, ',');
		buf_json(&json, label);
		mem_free(label);
		joined += n + (joined[n] == '\n');
	}
	buf_addc(&json, ']');
	struct value v = value_text(json.n > 2 ? json.s : "");
	form_set_value(f, NULL, f->focus, &v);
	value_release(&v);
	buf_release(&json);
}

static void take(struct form_state *f, struct app *a, const struct answer *ans)
{
	struct form_cell *c = &f->cell[f->focus];
	struct value v;
	switch (c->field->type) {
	case FIELD_REF:
		v = value_int(ans->id);
		form_set_value(f, a, f->focus, &v);
		break;
	case FIELD_CHOICES:
		set_several(f, ans->text != NULL ? ans->text : "");
		break;
	default:
		form_set_text(f, f->focus, ans->text != NULL ? ans->text : "");
		break;
	}
	form_check(f, a, f->focus);
}

static size_t next_visible(const struct form_state *f, size_t from)
{
	for (size_t i = from + 1; i < f->n; i++)
		if (form_may_stop(f, i))
			return i;
	return from;
}

/* After a clash: cells to be taken from the stored record are named, one a line. */
static unsigned settle(struct view *v, struct app *a, const char *theirs)
{
	struct form_state *f = v->state;
	struct record stored;
	struct err e;
	record_init(&stored, f->form->table);
	if (record_load(a->office, f->form->table, f->record.id, &stored, &e) < 0) {
		record_release(&stored);
		return app_fail(a, f->form, &e);
	}
	while (theirs != NULL && *theirs != '\0') {
		char column[64];
		size_t n = strcspn(theirs, "\n");
		snprintf(column, sizeof column, "%.*s", (int)n, theirs);
		size_t i = form_index(f, column);
		if (i < f->n)
			form_set_value(f, a, i, record_get(&stored, column));
		theirs += n + (theirs[n] == '\n');
	}
	record_release(&stored);
	return form_save_settled(v, a);
}

static unsigned leave(struct form_state *f, struct app *a, bool drop)
{
	struct err e;
	if (drop && f->draft.id != 0 && form_draft_drop(a->office, f->draft.id, &e) < 0)
		return app_fail(a, f->form, &e);
	if (!drop && form_keep(f, a) < 0)
		return EFFECT_DRAW; /* what cannot be kept is not given up */
	if (drop)
		f->dirty = f->unsynced = false;
	return app_say(a, drop ? "word.draft_dropped" : "word.draft_kept", NULL, NULL) | EFFECT_POP | EFFECT_RELOAD;
}

unsigned form_answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct form_state *f = v->state;
	if (strcmp(ans->from, "clash") == 0)
		return ans->yes ? settle(v, a, ans->text) : EFFECT_DRAW;
	if (strcmp(ans->from, "move") == 0) /* the form of what it is now */
		return ans->yes ? app_push(a, form_view(a, f->form->name, ans->id, 0, NULL)) | EFFECT_POP : EFFECT_DRAW;
	if (f->asks_blank)
		return form_answer_blank(v, a, ans);
	if (f->clean.asks) {
		if (line_clean_answer(&f->clean, &f->cell[f->focus].edit, a, ans)) {
			f->dirty = true;
			form_keep(f, a);
		}
		return EFFECT_DRAW;
	}
	if (f->leaving) {
		f->leaving = false;
		if (!ans->yes)
			return EFFECT_DRAW;
		return ans->id == LEAVE_SAVE ? form_save(v, a) : leave(f, a, ans->id == LEAVE_DROP);
	}
	if (!ans->yes)
		return EFFECT_DRAW;
	take(f, a, ans);
	f->dirty = true;
	form_see(f, a);
	f->focus = next_visible(f, f->focus);
	form_keep(f, a);
	return EFFECT_DRAW;
}

#include "form_internal.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static struct value value_of(const struct form_cell *c)
{
	struct value v = value_null();
	if (text_is_blank(c->edit.text.s))
		return v;
	if (c->field->type == FIELD_REF)
		return value_int(c->ref);
	if (field_parse(c->field, c->edit.text.s, clock_today(), &v, NULL) < 0)
		BUG("a checked cell does not parse");
	return v;
}

/* Reads every cell; the first that is wrong gets the cursor. */
static bool check_all(struct form_state *f, struct app *a)
{
	bool good = true;
	form_see(f, a);
	for (size_t i = f->n; i-- > 0;)
		if (!form_check(f, a, i)) {
			f->focus = i;
			good = false;
		}
	return good;
}

static int write_record(struct form_state *f, struct app *a, enum record_mode mode, struct err *e)
{
	struct record r;
	int failed = -1;
	record_init(&r, f->form->table);
	r.id = f->record.id;
	r.seq = f->record.seq;
	/* A prepared record may hold what the form does not ask for. */
	for (size_t i = 0; f->record.id == 0 && i < f->record.n; i++)
		if (form_index(f, f->record.cells[i].column) == f->n)
			record_set(&r, f->record.cells[i].column, value_copy(&f->record.cells[i].value));
	if (f->record.id == 0 && f->parent != 0 && f->form->parent_column[0] != '\0')
		record_set(&r, f->form->parent_column, value_int(f->parent));
	for (size_t i = 0; i < f->n; i++) {
		const struct form_cell *c = &f->cell[i];
		if (c->field->type == FIELD_COMPUTED || !c->visible)
			continue;
		if (c->field->custom)
			record_set_custom(&r, c->field->name, value_of(c));
		else
			record_set(&r, c->field->name, value_of(c));
	}
	/* The record and the end of its draft are one transaction: neither can be there without the other. */
	char action[64];
	snprintf(action, sizeof action, "%s.save", f->form->table);
	if (office_begin(a->office, action, e) < 0)
		goto done;
	if (record_save(a->office, &r, mode, NULL, e) < 0 ||
	    (f->draft.id != 0 && form_draft_drop(a->office, f->draft.id, e) < 0)) {
		office_rollback(a->office);
		goto done;
	}
	if (office_commit(a->office, e) < 0)
		goto done;
	f->record.id = r.id;
	f->dirty = f->unsynced = false;
	failed = 0;
done:
	record_release(&r);
	return failed;
}

static unsigned show_clash(struct view *v, struct app *a)
{
	struct form_state *f = v->state;
	struct record mine;
	struct clash *list = NULL;
	size_t n = 0;
	struct err e;
	record_init(&mine, f->form->table);
	mine.id = f->record.id;
	mine.seq = f->record.seq;
	for (size_t i = 0; i < f->n; i++)
		if (f->cell[i].field->type != FIELD_COMPUTED && f->cell[i].visible && !f->cell[i].field->custom)
			record_set(&mine, f->cell[i].field->name, value_of(&f->cell[i]));
	int failed = record_clashes(a->office, &mine, &list, &n, &e);
	record_release(&mine);
	if (failed)
		return app_fail(a, f->form, &e);
	if (n == 0) { /* both changed, but no cell differs: nothing to ask */
		clash_list_free(&list, n);
		return form_save_over(v, a);
	}
	return app_push(a, clash_view(a, f->form, list, n));
}

static unsigned save(struct view *v, struct app *a, enum record_mode mode)
{
	struct form_state *f = v->state;
	struct err e = { 0 };
	if (!check_all(f, a))
		return app_fail(a, f->form, &f->cell[f->focus].error);
	if (write_record(f, a, mode, &e) == 0) {
		app_say(a, "word.saved", NULL, NULL);
		return app_answer(a, true, f->record.id, NULL) | EFFECT_RELOAD;
	}
	if (e.code == ERR_CONFLICT && strcmp(e.word, "SAVED_MEANWHILE") == 0)
		return show_clash(v, a);
	size_t i = form_index(f, e.field);
	if (e.field[0] != '\0' && i < f->n) {
		f->focus = i;
		f->cell[i].error = e;
	}
	return app_fail(a, f->form, &e);
}

unsigned form_save(struct view *v, struct app *a)
{
	return save(v, a, RECORD_CHECKED);
}

unsigned form_save_over(struct view *v, struct app *a)
{
	return save(v, a, RECORD_OVER);
}

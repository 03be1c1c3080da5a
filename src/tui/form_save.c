#include "form_internal.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "screen/suspects.h"
#include "screen/words.h"
#include "tui/popups.h"

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

static int write_record(struct form_state *f, struct app *a, struct err *e)
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
	if (record_save(a->office, &r, RECORD_CHECKED, NULL, e) < 0 ||
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

static int find_clashes(const struct form_state *f, struct app *a, struct clash **list, size_t *n, struct err *e)
{
	struct record mine;
	record_init(&mine, f->form->table);
	mine.id = f->record.id;
	mine.seq = f->record.seq;
	for (size_t i = 0; i < f->n; i++) {
		const struct form_cell *c = &f->cell[i];
		if (c->field->type == FIELD_COMPUTED || !c->visible)
			continue;
		if (c->field->custom)
			record_set_custom(&mine, c->field->name, value_of(c));
		else
			record_set(&mine, c->field->name, value_of(c));
	}
	int failed = record_clashes(a->office, &mine, list, n, e);
	record_release(&mine);
	return failed;
}

/* What only the other one changed is theirs without a question. True if there was such a cell. */
static bool take_theirs(struct form_state *f, struct app *a, const struct clash *list, size_t n)
{
	bool taken = false;
	for (size_t k = 0; k < n; k++) {
		size_t i = form_index(f, list[k].column);
		if (i == f->n || !value_equal(&list[k].mine, &list[k].before))
			continue;
		form_set_value(f, a, i, &list[k].theirs);
		taken = true;
	}
	form_see(f, a);
	return taken;
}

/* Not saved over whatever stands there: over what stood there when the two were compared. Who saves after that is asked
 * about again. */
static unsigned show_clash(struct view *v, struct app *a)
{
	struct form_state *f = v->state;
	struct clash *list = NULL;
	size_t n = 0;
	struct err e;
	f->seen_seq = record_seq(a->office, f->form->table, f->record.id);
	if (find_clashes(f, a, &list, &n, &e) < 0)
		return app_fail(a, f->form, &e);
	if (take_theirs(f, a, list, n)) {
		clash_list_free(&list, n);
		n = 0;
		if (find_clashes(f, a, &list, &n, &e) < 0)
			return app_fail(a, f->form, &e);
	}
	if (n > 0)
		return app_push(a, clash_view(a, f->form, list, n));
	clash_list_free(&list, n);
	return form_save_settled(v, a);
}

/* Saved is saved: what the rules say of it is a warning, never a refusal. */
static void say_saved(const struct form_state *f, struct app *a)
{
	struct buf b = BUF_INIT;
	if (suspects_first(a->office, a->screens, f->form->table, f->record.id, &b)) {
		app_say(a, "word.saved_but", b.s, NULL);
		a->message_ink = INK_WARN;
	} else {
		app_say(a, "word.saved", NULL, NULL);
	}
	buf_release(&b);
}

/* What a new record should say and does not; f->n: nothing. */
static size_t left_blank(const struct form_state *f)
{
	size_t i = 0;
	while (i < f->n && (f->record.id != 0 || f->blank_is_meant || !f->cell[i].visible ||
			    f->cell[i].field->required != REQUIRED_ASK || !text_is_blank(f->cell[i].edit.text.s)))
		i++;
	return i;
}

static unsigned ask_blank(struct form_state *f, struct app *a, size_t i)
{
	struct buf b = BUF_INIT;
	unsigned fx;
	f->focus = i;
	f->asks_blank = true;
	words_put(a->screens, &b, "word.left_blank", f->cell[i].field->label);
	fx = app_push(a, confirm_view(b.s));
	buf_release(&b);
	return fx;
}

unsigned form_answer_blank(struct view *v, struct app *a, const struct answer *ans)
{
	struct form_state *f = v->state;
	f->asks_blank = false;
	f->blank_is_meant = ans->yes;
	return ans->yes ? form_save(v, a) : EFFECT_DRAW;
}

unsigned form_save(struct view *v, struct app *a)
{
	struct form_state *f = v->state;
	struct err e = { 0 };
	if (!check_all(f, a))
		return app_fail(a, f->form, &f->cell[f->focus].error);
	size_t blank = left_blank(f);
	if (blank < f->n)
		return ask_blank(f, a, blank);
	if (write_record(f, a, &e) == 0) {
		say_saved(f, a);
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

unsigned form_save_settled(struct view *v, struct app *a)
{
	struct form_state *f = v->state;
	f->record.seq = f->seen_seq;
	return form_save(v, a);
}

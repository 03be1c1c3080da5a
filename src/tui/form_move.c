/* Moving the cursor from field to field. */
#include "form_internal.h"

bool form_may_type(const struct field *f)
{
	return f->type != FIELD_COMPUTED && !f->read_only;
}

bool form_may_stop(const struct form_state *f, size_t i)
{
	return f->cell[i].visible && form_may_type(f->cell[i].field);
}

void form_leave_cell(struct form_state *f, struct app *a)
{
	if (!form_check(f, a, f->focus))
		app_fail(a, f->form, &f->cell[f->focus].error);
	else
		form_twice(f, a);
	form_see(f, a);
}

unsigned form_step(struct form_state *f, struct app *a, bool forward)
{
	size_t i = f->focus;
	form_leave_cell(f, a);
	do {
		i = forward ? i + 1 : i - 1; /* wraps below 0 to a number no field has */
	} while (i < f->n && !form_may_stop(f, i));
	if (i >= f->n)
		return EFFECT_DRAW;
	f->focus = i;
	return EFFECT_DRAW;
}

unsigned form_step_section(struct form_state *f, struct app *a, bool forward)
{
	const struct form *form = f->form;
	size_t s = 0;
	while (s + 1 < form->n_sections && f->focus >= form->section[s].first + form->section[s].n)
		s++;
	form_leave_cell(f, a);
	while (forward ? s + 1 < form->n_sections : s > 0) {
		s = forward ? s + 1 : s - 1;
		for (size_t i = form->section[s].first; i < form->section[s].first + form->section[s].n; i++)
			if (form_may_stop(f, i)) {
				f->focus = i;
				return EFFECT_DRAW;
			}
	}
	return EFFECT_DRAW;
}

unsigned form_go_to_end(struct form_state *f, struct app *a, bool last)
{
	form_leave_cell(f, a);
	for (size_t k = 0; k < f->n; k++) {
		size_t i = last ? f->n - 1 - k : k;
		if (form_may_stop(f, i)) {
			f->focus = i;
			break;
		}
	}
	return EFFECT_DRAW;
}

unsigned form_up_or_down(struct form_state *f, struct app *a, bool down)
{
	struct form_cell *c = &f->cell[f->focus];
	if (c->rows > 1 && (down ? lineedit_down : lineedit_up)(&c->edit, f->field_width))
		return EFFECT_DRAW;
	return form_step(f, a, down);
}

/* Where the cursor begins: on the field somebody asked for, else on the first that is asked for and not there yet. A
 * draft has its own. */
void form_first_focus(struct form_state *f, struct app *a)
{
	size_t i = form_index(f, f->start);
	if (f->restored || f->n == 0)
		return;
	if (i < f->n)
		f->focus = i;
	else if (f->record.id == 0)
		f->focus = form_first_asked(f);
	else if (!form_may_stop(f, 0))
		form_go_to_end(f, a, false);
}

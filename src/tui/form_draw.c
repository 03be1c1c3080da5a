#include "form_internal.h"

#include "base/text.h"

#include <string.h>

#define MARGIN 1
#define LEAST_FIELD 12
#define MOST_LABEL 26
#define DEFAULT_ROWS 4

/* Columns a cell of this type wants; 0: all there is. */
static int wanted_width(const struct field *f)
{
	switch (f->type) {
	case FIELD_DATE:
	case FIELD_TERM:
		return 14;
	case FIELD_YESNO:
		return 8;
	case FIELD_NUMBER:
	case FIELD_MONEY:
	case FIELD_COMPUTED:
		return 16;
	case FIELD_PHONE:
		return 18;
	case FIELD_ID:
	case FIELD_CARD:
		return 26;
	case FIELD_CHOICE:
	case FIELD_REF:
		return 32;
	default:
		return f->max > 0 && f->max < 20 ? 2 * f->max + 2 : 0;
	}
}

static int field_width(const struct form_state *f, const struct field *field, int room)
{
	int left = room - MARGIN - f->label_width - 2;
	int unit = field->unit[0] != '\0' ? text_width(field->unit) + 1 : 0;
	int wanted = wanted_width(field);
	if (left - unit < LEAST_FIELD)
		return LEAST_FIELD;
	return wanted == 0 || wanted > left - unit ? left - unit : wanted;
}

static int cell_rows(const struct form_cell *c)
{
	if (c->field->type != FIELD_LONGTEXT)
		return 1;
	return c->field->rows > 0 ? c->field->rows : DEFAULT_ROWS;
}

static bool section_is_seen(const struct form_state *f, const struct section *s)
{
	for (size_t i = s->first; i < s->first + s->n; i++)
		if (f->cell[i].visible)
			return true;
	return false;
}

static void scroll_to_focus(struct form_state *f, int height)
{
	const struct form_cell *c = &f->cell[f->focus];
	int first = c->y, last = c->y + c->rows - 1;
	if (first > 0 && f->focus == 0)
		first = 0;
	if (first - 1 < f->top)
		f->top = first > 0 ? first - 1 : 0;
	if (last + 1 >= f->top + height)
		f->top = last + 2 - height;
	if (f->top > f->lines - height)
		f->top = f->lines - height;
	if (f->top < 0)
		f->top = 0;
}

void form_lay(struct form_state *f, const struct rect *at)
{
	int y = 0;
	f->label_width = 8;
	for (size_t i = 0; i < f->n; i++) {
		int w = text_width(f->cell[i].field->label) + 1;
		if (w > f->label_width)
			f->label_width = w;
	}
	int most = at->w / 3 < MOST_LABEL ? at->w / 3 : MOST_LABEL;
	if (f->label_width > most)
		f->label_width = most;
	for (size_t s = 0; s < f->form->n_sections; s++) {
		const struct section *section = &f->form->section[s];
		if (!section_is_seen(f, section))
			continue;
		y += f->form->n_sections > 1 ? 1 : 0;
		for (size_t i = section->first; i < section->first + section->n; i++) {
			struct form_cell *c = &f->cell[i];
			if (!c->visible)
				continue;
			c->y = y;
			c->rows = cell_rows(c);
			y += c->rows;
		}
	}
	f->lines = y;
	scroll_to_focus(f, at->h);
	struct form_cell *c = &f->cell[f->focus];
	int width = field_width(f, c->field, at->w), x, row;
	f->field_width = width;
	if (c->rows > 1)
		lineedit_scroll_box(&c->edit, c->rows, width, &x, &row);
	else
		lineedit_scroll(&c->edit, width);
}

static enum ink field_ink(const struct form_state *f, const struct form_cell *c)
{
	if (c->error.code != ERR_NONE)
		return INK_FIELD_ERROR;
	if (c == &f->cell[f->focus])
		return INK_FIELD_FOCUS;
	return form_may_type(c->field) ? INK_FIELD : INK_DIM;
}

static void draw_label(const struct form_state *f, const struct rect *r, const struct form_cell *c, int y)
{
	bool blank = text_is_blank(c->edit.text.s), focused = c == &f->cell[f->focus];
	bool asked = c->field->required == REQUIRED_YES || (c->field->required == REQUIRED_NEW && f->record.id == 0);
	bool missed = blank && c->field->handbook && !c->excused;
	enum ink ink = missed ? INK_BAD : focused ? INK_HEADER : INK_LABEL;
	draw_text(r, y, 0, 1, INK_BAD, asked ? "*" : missed ? "!" : " ");
	draw_text(r, y, MARGIN, f->label_width, ink, c->field->label);
}

static void draw_field(const struct form_state *f, const struct rect *r, const struct form_cell *c)
{
	int x = MARGIN + f->label_width + 1, w = field_width(f, c->field, r->w), y = c->y - f->top;
	enum ink ink = field_ink(f, c);
	if (y >= 0 && y < r->h)
		draw_label(f, r, c, y);
	for (int row = 0; row < c->rows; row++) {
		size_t from = c->edit.first, to = c->edit.text.n;
		struct buf piece = BUF_INIT, padded = BUF_INIT;
		if (y + row >= 0 && y + row < r->h) {
			bool there = c->rows == 1 || lineedit_row(&c->edit, w, (int)c->edit.first + row, &from, &to);
			if (there)
				buf_add(&piece, c->edit.text.s + from, to - from);
			int fits = (int)text_fit(piece.s, w, NULL);
			buf_cut(&piece, (size_t)fits);
			text_cell(&padded, piece.s, w, false);
			draw_text(r, y + row, x, w, ink, padded.s);
		}
		buf_release(&piece);
		buf_release(&padded);
	}
	if (c->field->unit[0] != '\0' && y >= 0 && y < r->h)
		draw_text(r, y, x + w + 1, 0, INK_DIM, c->field->unit);
}

static void draw_section(const struct rect *r, const struct section *s, int y)
{
	if (y < 0 || y >= r->h)
		return;
	int x = draw_text(r, y, 0, 0, INK_TITLE, s->title);
	term_line(r->y + y, r->x + x + 1, r->w - x - 1, false);
}

void form_draw(const struct view *v, const struct app *a)
{
	(void)a;
	const struct form_state *f = v->state;
	draw_clear(&v->at);
	for (size_t s = 0; s < f->form->n_sections; s++) {
		const struct section *section = &f->form->section[s];
		bool titled = f->form->n_sections == 1;
		for (size_t i = section->first; i < section->first + section->n; i++) {
			const struct form_cell *c = &f->cell[i];
			if (!c->visible)
				continue;
			if (!titled)
				draw_section(&v->at, section, c->y - 1 - f->top);
			titled = true;
			draw_field(f, &v->at, c);
		}
	}
}

void form_cursor(const struct view *v, int *y, int *x)
{
	const struct form_state *f = v->state;
	const struct form_cell *c = &f->cell[f->focus];
	struct form_cell copy = *c; /* scrolling again moves nothing: layout has done it */
	int w = field_width(f, c->field, v->at.w), col = 0, row = 0;
	if (c->rows > 1)
		lineedit_scroll_box(&copy.edit, c->rows, w, &col, &row);
	else
		col = lineedit_scroll(&copy.edit, w);
	*y = v->at.y + c->y - f->top + row;
	*x = v->at.x + MARGIN + f->label_width + 1 + col;
	if (*y < v->at.y || *y >= v->at.y + v->at.h)
		*y = -1;
}

unsigned form_mouse(struct view *v, struct app *a, const struct key *k)
{
	struct form_state *f = v->state;
	if (k->button >= 3)
		return v->ops->request(v, a, k->button == 3 ? REQ_UP : REQ_DOWN);
	int line = k->y - v->at.y + f->top;
	for (size_t i = 0; i < f->n; i++) {
		struct form_cell *c = &f->cell[i];
		if (!form_may_stop(f, i) || line < c->y || line >= c->y + c->rows)
			continue;
		int x = k->x - v->at.x - MARGIN - f->label_width - 1;
		form_leave_cell(f, a);
		if (!form_may_stop(f, i)) /* what was just read takes it away */
			return EFFECT_DRAW;
		f->focus = i;
		lineedit_click(&c->edit, field_width(f, c->field, v->at.w), x > 0 ? x : 0, line - c->y);
		return k->button == 2 ? form_choose(v, a, NULL) | EFFECT_DRAW : EFFECT_DRAW;
	}
	return EFFECT_NONE;
}

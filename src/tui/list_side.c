/* Beside the list, in a wide terminal: the selected record, label by label. */
#include "list_internal.h"

#include "base/mem.h"
#include "base/text.h"
#include "item.h"

#define LABEL_MOST 22

void list_side_clear(struct list *l)
{
	for (size_t i = 0; i < l->n_side; i++)
		mem_free(l->side[i].text);
	mem_free(l->side);
	l->side = NULL;
	l->n_side = 0;
}

static void add(struct list *l, const char *label, const char *text)
{
	l->side = mem_grow(l->side, l->n_side + 1, sizeof(*l->side));
	l->side[l->n_side].label = label;
	l->side[l->n_side].text = mem_dup(text);
	l->n_side++;
}

static void add_section(struct list *l, const struct app *a, const struct record *r, const struct section *s)
{
	bool headed = false;

	for (size_t i = s->first; i < s->first + s->n; i++) {
		const struct field *f = &l->form->field[i];
		const struct value *v = record_get(r, f->name);
		struct buf b = BUF_INIT;

		if (v && v->kind != VALUE_NULL)
			work_value(a, f, v, &b);
		if (b.n > 0 && !headed)
			add(l, NULL, s->title);
		if (b.n > 0)
			add(l, f->label, b.s);
		headed = headed || b.n > 0;
		buf_release(&b);
	}
}

bool list_side_is_due(const struct list *l)
{
	const struct listing_row *row = list_row(l);

	return l->form && l->table[0] && term_cols() >= LIST_WIDE && l->side_of != (row ? row->id : 0);
}

void list_side_leave(struct list *l)
{
	list_side_clear(l);
	l->side_of = 0;
	l->moving = true;
}

/* A row may be gone meanwhile, or be of no table: then the pane stays empty. */
void list_side_load(struct list *l, struct app *a)
{
	struct listing_row *row = list_row(l);
	struct record r;
	struct err ignored;

	list_side_clear(l);
	l->side_of = row ? row->id : 0;
	l->moving = false;
	if (!row)
		return;
	record_init(&r, l->table);
	if (record_load(a->office, l->table, row->id, &r, &ignored) == 0)
		for (size_t s = 0; s < l->form->n_sections; s++)
			add_section(l, a, &r, &l->form->section[s]);
	record_release(&r);
}

static int label_cols(const struct list *l)
{
	int most = 0;

	for (size_t i = 0; i < l->n_side; i++) {
		int w = l->side[i].label ? text_width(l->side[i].label) : 0;

		most = w > most ? w : most;
	}
	return most < LABEL_MOST ? most : LABEL_MOST;
}

void list_side_draw(const struct rect *r, const struct list *l)
{
	int y = 0, cols = label_cols(l);

	draw_clear(r);
	for (size_t i = 0; i < l->n_side && y < r->h; i++) {
		if (!l->side[i].label) {
			draw_text(r, y++, 1, 0, INK_HEADER, l->side[i].text);
			continue;
		}
		draw_text(r, y, 2, cols, INK_LABEL, l->side[i].label);
		y += draw_wrapped(r, y, cols + 4, 0, 3, INK_NORMAL, l->side[i].text);
	}
}

/* Two rows that may be one person, side by side, every field. One of them is kept; what it lacks comes from the other,
 * and everything that belongs to the other comes over. */
#include "base/mem.h"
#include "base/text.h"
#include "item.h"
#include "model/duplicate.h"
#include "model/record.h"
#include "page.h"
#include "screen/form.h"
#include "screen/words.h"
#include "tui/app.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LABEL_MOST 22
#define BETWEEN 10 /* columns of a page's line that are neither label nor value */

struct compare {
	int64_t person[2];
	char *name[2];
	char *who[2]; /* with the household: two may bear one name */
	char reason[24];
	int kept; /* 0 or 1 */
	size_t different;
	struct page page;
	int cols; /* the page was written for */
	bool merging;
};

/* Both values of one field; a row only where one of them says something. */
static void write_field(struct compare *c, const struct app *a, size_t grid, const struct field *f,
			const struct record *r)
{
	struct buf b[2] = { BUF_INIT, BUF_INIT };
	bool differ;

	for (int i = 0; i < 2; i++) {
		const struct value *v = record_get(&r[i], f->name);

		if (v && v->kind != VALUE_NULL)
			work_value(a, f, v, &b[i]);
	}
	differ = strcmp(b[0].s, b[1].s) != 0;
	c->different += differ;
	if (b[0].n > 0 || b[1].n > 0) {
		page_row(&c->page, grid, 0, 0, f->name);
		page_cell(&c->page, INK_WARN, differ ? "*" : "");
		page_cell(&c->page, INK_LABEL, f->label);
		for (int i = 0; i < 2; i++)
			page_cell(&c->page,
				  !differ                      ? INK_NORMAL
				  : i == c->kept && b[i].n > 0 ? INK_GOOD
							       : INK_WARN,
				  b[i].n > 0 ? b[i].s : "-");
	}
	buf_release(&b[0]);
	buf_release(&b[1]);
}

/* Which side stays, above the columns. */
static void write_sides(struct compare *c, const struct app *a, size_t grid)
{
	page_labels(&c->page, grid);
	page_cell(&c->page, INK_NORMAL, "");
	page_cell(&c->page, INK_NORMAL, "");
	for (int i = 0; i < 2; i++) {
		struct buf b = BUF_INIT;

		buf_addf(&b, "%s %s", i == c->kept ? "(x)" : "( )",
			 app_word(a, i == c->kept ? "compare_kept" : "compare_gone"));
		page_cell(&c->page, i == c->kept ? INK_GOOD : INK_DIM, b.s);
		buf_release(&b);
	}
}

/* What would come over from either: the person's own records. */
static int write_moves(struct compare *c, struct app *a, size_t grid, struct err *e)
{
	struct buf b[2] = { BUF_INIT, BUF_INIT };
	int rc = -1;

	for (int i = 0; i < 2; i++) {
		struct merge_move *list = NULL;
		size_t n = 0;

		if (merge_moves(a->office, "person", c->person[i], &list, &n, e) < 0)
			goto done;
		for (size_t k = 0; k < n; k++)
			buf_addf(&b[i], "%s%s %lld", k > 0 ? "  " : "", work_table(a, list[k].table),
				 (long long)list[k].count);
		free(list);
	}
	page_row(&c->page, grid, 0, 0, "");
	page_cell(&c->page, INK_NORMAL, "");
	page_cell(&c->page, INK_LABEL, app_word(a, "compare_records"));
	for (int i = 0; i < 2; i++)
		page_cell(&c->page, INK_NORMAL, b[i].n > 0 ? b[i].s : "-");
	rc = 0;
done:
	buf_release(&b[0]);
	buf_release(&b[1]);
	return rc;
}

static int side_cols(const struct form *form, int cols, int *label)
{
	*label = 0;
	for (size_t i = 0; form && i < form->n_fields; i++) {
		int w = text_width(form->field[i].label);

		*label = w > *label ? w : *label;
	}
	*label = *label < LABEL_MOST ? *label : LABEL_MOST;
	return (cols - *label - BETWEEN) / 2;
}

static int write_page(struct compare *c, struct app *a, const struct record *r, struct err *e)
{
	const struct form *form = screens_form(a->screens, "person");
	int label, side = side_cols(form, c->cols, &label);
	size_t grid;
	struct buf b = BUF_INIT;
	char key[48];

	page_clear(&c->page);
	c->different = 0;
	grid = page_grid(&c->page,
			 (const struct page_column[]){ { 1, false }, { label, false }, { side, false }, { 0, false } },
			 4);
	snprintf(key, sizeof(key), "duplicate.%s", c->reason);
	buf_addf(&b, "%s", words_has(a->screens, key) ? words_get(a->screens, key) : "");
	page_heading(&c->page, b.s);
	buf_release(&b);
	write_sides(c, a, grid);
	for (size_t i = 0; form && i < form->n_fields; i++)
		if (form->field[i].type != FIELD_COMPUTED)
			write_field(c, a, grid, &form->field[i], r);
	return write_moves(c, a, grid, e);
}

static void name_side(struct compare *c, struct app *a, int i, const struct record *r)
{
	char *head = record_title(a->office, "household", record_int(r, "household_id"));
	struct buf b = BUF_INIT;

	mem_free(c->name[i]);
	mem_free(c->who[i]);
	c->name[i] = mem_dup(record_text(r, "name"));
	words_put(a->screens, &b, "word.compare_who", c->name[i], head);
	c->who[i] = buf_detach(&b);
	mem_free(head);
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct compare *c = v->state;
	struct record r[2];
	size_t at = c->page.at;
	int rc = -1;

	record_init(&r[0], "person");
	record_init(&r[1], "person");
	for (int i = 0; i < 2; i++)
		if (record_load(a->office, "person", c->person[i], &r[i], e) < 0)
			goto done;
	for (int i = 0; i < 2; i++) {
		name_side(c, a, i, &r[i]);
	}
	rc = write_page(c, a, r, e);
	c->page.at = at;
	page_clip(&c->page);
done:
	record_release(&r[0]);
	record_release(&r[1]);
	return rc;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct compare *c = v->state;

	(void)a;
	v->at = *room;
	if (c->cols != room->w) {
		c->cols = room->w;
		v->loaded = false;
	}
	page_scroll(&c->page, room);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct compare *c = v->state;

	(void)a;
	page_draw(&c->page, &v->at, true);
}

static unsigned keep(struct view *v, int side)
{
	struct compare *c = v->state;

	if (c->kept == side)
		return EFFECT_NONE;
	c->kept = side;
	v->loaded = false;
	return EFFECT_DRAW;
}

/* The question names what comes over. */
static unsigned ask_merge(struct compare *c, struct app *a)
{
	struct merge_move *list = NULL;
	size_t n = 0;
	struct buf moves = BUF_INIT, b = BUF_INIT;
	struct err e;
	unsigned fx;

	err_clear(&e);
	if (merge_moves(a->office, "person", c->person[!c->kept], &list, &n, &e) < 0)
		return app_fail(a, NULL, &e);
	for (size_t i = 0; i < n; i++)
		buf_addf(&moves, "%s%s %lld", i > 0 ? ", " : "", work_table(a, list[i].table),
			 (long long)list[i].count);
	words_put(a->screens, &b, n > 0 ? "word.confirm_merge" : "word.confirm_merge_none", c->who[!c->kept],
		  c->who[c->kept], moves.s);
	c->merging = true;
	fx = app_push(a, confirm_view(b.s));
	free(list);
	buf_release(&moves);
	buf_release(&b);
	return fx;
}

static unsigned not_same(struct compare *c, struct app *a)
{
	struct err e;

	err_clear(&e);
	if (duplicate_not_same(a->office, c->person[0], c->person[1], &e) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | EFFECT_POP | app_say(a, "said_two", c->who[0], c->who[1]);
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct compare *c = v->state;
	const struct page_line *l = page_at(&c->page);

	switch (r) {
	case REQ_LEFT:
	case REQ_RIGHT:
		return keep(v, r == REQ_RIGHT);
	case REQ_MERGE:
		return ask_merge(c, a);
	case REQ_NOT_SAME:
		return not_same(c, a);
	case REQ_OPEN:
		return app_push(a, form_view(a, "person", c->person[c->kept], 0, *l->column ? l->column : NULL));
	case REQ_HISTORY:
		return app_push(a, history_view(a, "person", c->person[c->kept], NULL));
	default:
		return page_move(&c->page, &v->at, r);
	}
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct compare *c = v->state;
	int64_t id;
	struct err e;

	if (strcmp(ans->from, "confirm") != 0 || !c->merging)
		return EFFECT_NONE;
	c->merging = false;
	if (!ans->yes)
		return EFFECT_NONE;
	err_clear(&e);
	if (person_merge(a->office, c->person[c->kept], c->person[!c->kept], c->reason, &id, &e) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | EFFECT_POP | app_say(a, "merged", c->who[c->kept], NULL);
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct compare *c = v->state;
	int what = page_click(&c->page, &v->at, k);

	return what == 2 ? request(v, a, REQ_OPEN) : what == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct compare *c = v->state;
	char count[24];

	buf_addf(left, "%s / %s", c->name[0] ? c->name[0] : "", c->name[1] ? c->name[1] : "");
	snprintf(count, sizeof(count), "%zu", c->different);
	words_put(a->screens, right, "word.compare_count", count);
}

static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	(void)v;
	buf_adds(out, app_word(a, "compare_hint"));
}

static void close_compare(struct view *v)
{
	struct compare *c = v->state;

	page_release(&c->page);
	mem_free(c->name[0]);
	mem_free(c->name[1]);
	mem_free(c->who[0]);
	mem_free(c->who[1]);
	mem_free(c);
}

static const enum request requests[] = {
	REQ_OPEN, REQ_LEFT,    REQ_RIGHT,     REQ_MERGE, REQ_NOT_SAME, REQ_HISTORY, REQ_UP,
	REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST,     REQ_NONE,
};

static const struct view_ops ops = {
	.name = "compare",
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.title = title,
	.hint = hint,
	.close = close_compare,
};

struct view *compare_view(struct app *a, int64_t one, int64_t other, const char *reason)
{
	struct compare *c = mem_alloc(sizeof(*c));

	(void)a;
	c->person[0] = one;
	c->person[1] = other;
	snprintf(c->reason, sizeof(c->reason), "%s", reason);
	return view_make(&ops, c);
}

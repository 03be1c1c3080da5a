#include "list_internal.h"

#include "base/mem.h"
#include "screen/words.h"
#include "tui/popups.h"

#include <stdlib.h>
#include <string.h>

#define FILTER_VALUES_MOST 500

void list_choices_free(struct list *l)
{
	for (size_t i = 0; i < l->n_choices; i++) {
		mem_free(l->choice[i].value);
		mem_free(l->choice[i].shown);
	}
	mem_free(l->choice);
	l->choice = NULL;
	l->n_choices = 0;
}

static void offer(struct list *l, int filter, const char *value, const char *shown)
{
	l->choice = mem_grow(l->choice, l->n_choices + 1, sizeof(*l->choice));
	l->choice[l->n_choices].filter = filter;
	l->choice[l->n_choices].value = mem_dup(value);
	l->choice[l->n_choices].shown = mem_dup(shown);
	l->n_choices++;
}

/* Values that are in the data: SQL of the filter giving value and label, run as a list of its own. */
static int offer_values(struct list *l, struct app *a, int filter, struct err *e)
{
	struct listing q = { .key = "n", .column = { "value", "label" }, .n_columns = 2, .parent = l->parent };
	struct buf from = BUF_INIT;
	struct listing_row *rows = NULL;
	size_t n = 0;
	int rc;

	buf_addf(&from,
		 "(WITH v(value, label) AS (%s) SELECT row_number() OVER () AS n, value, label FROM "
		 "(SELECT value, label FROM v LIMIT %d))",
		 l->def->filter[filter].values, FILTER_VALUES_MOST);
	q.from = from.s;
	rc = listing_page(a->office, &q, NULL, false, FILTER_VALUES_MOST, &rows, &n, e);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		struct field plain = l->def->column[0].as;
		struct buf value = BUF_INIT, label = BUF_INIT;

		plain.type = FIELD_TEXT;
		field_format(&plain, &rows[i].cell[0], &value);
		field_format(&plain, &rows[i].cell[1], &label);
		if (value.n > 0)
			offer(l, filter, value.s, label.n > 0 ? label.s : value.s);
		buf_release(&value);
		buf_release(&label);
	}
	listing_free(&rows, n);
	buf_release(&from);
	return rc;
}

static int offer_all(struct list *l, struct app *a, struct err *e)
{
	list_choices_free(l);
	offer(l, -1, NULL, app_word(a, "list_all"));
	for (int f = 0; f < (int)l->def->n_filters; f++) {
		const struct list_filter *filter = &l->def->filter[f];

		for (size_t i = 0; filter->choices && i < filter->choices->n; i++)
			offer(l, f, filter->choices->choice[i].label, filter->choices->choice[i].shown);
		if (filter->values && filter->values[0] && offer_values(l, a, f, e) < 0)
			return -1;
	}
	return 0;
}

/* One flat menu of "filter: value" finds any of them in one step of typing. */
unsigned list_ask_filter(struct list *l, struct app *a)
{
	struct menu_item *item;
	struct view *v;
	struct err e;
	int rc;

	err_clear(&e);
	busy_begin_of(a, "word.reading", app_word(a, "list_filter_title"));
	rc = offer_all(l, a, &e);
	busy_end(a);
	if (rc < 0)
		return app_fail(a, NULL, &e);
	item = mem_alloc(l->n_choices * sizeof(*item));
	for (size_t i = 0; i < l->n_choices; i++) {
		int f = l->choice[i].filter;

		item[i] = (struct menu_item){ .label = l->choice[i].shown,
					      .mark = f < 0 ? NULL : l->def->filter[f].label,
					      .id = (int64_t)i };
	}
	v = menu_view(app_word(a, "list_filter_title"), item, l->n_choices, 0);
	mem_free(item);
	l->asks = LIST_ASKS_FILTER;
	return app_push(a, v);
}

unsigned list_ask_sort(struct list *l, struct app *a)
{
	struct menu_item *item = mem_alloc(l->def->n_sorts * sizeof(*item));
	struct view *v;

	for (size_t i = 0; i < l->def->n_sorts; i++)
		item[i] = (struct menu_item){ .label = l->def->sort[i].label, .id = (int64_t)i };
	v = menu_view(app_word(a, "list_sort_title"), item, l->def->n_sorts, l->sort > 0 ? (size_t)l->sort : 0);
	mem_free(item);
	l->asks = LIST_ASKS_SORT;
	return app_push(a, v);
}

unsigned list_ask_bin(struct list *l, struct app *a)
{
	struct buf b = BUF_INIT;
	char *title;
	struct view *v;

	l->asked_id = list_row(l)->id;
	title = record_title(a->office, l->table, l->asked_id);
	words_put(a->screens, &b, "word.confirm_bin", title ? title : "");
	free(title);
	v = confirm_view(b.s);
	buf_release(&b);
	l->asks = LIST_ASKS_BIN;
	return app_push(a, v);
}

static unsigned bin(struct list *l, struct app *a)
{
	char *title = record_title(a->office, l->table, l->asked_id);
	struct err e;
	unsigned fx;

	err_clear(&e);
	if (record_bin(a->office, l->table, l->asked_id, &e) < 0)
		fx = app_fail(a, l->form, &e);
	else
		fx = EFFECT_RELOAD | app_say(a, "binned", title, keymap_keys(a->keys, REQ_UNDO));
	free(title);
	return fx;
}

static void set_filter(struct list *l, size_t chosen)
{
	if (chosen >= l->n_choices)
		return;
	mem_free(l->filter_value);
	mem_free(l->filter_shown);
	l->filter = l->choice[chosen].filter;
	l->filter_value = l->choice[chosen].value;
	l->filter_shown = l->choice[chosen].shown;
	l->choice[chosen].value = l->choice[chosen].shown = NULL;
	if (l->filter < 0) {
		mem_free(l->filter_value);
		l->filter_value = NULL;
	}
	list_forget(l);
}

unsigned list_answered(struct list *l, struct app *a, const struct answer *ans)
{
	enum list_asks asked = l->asks;

	l->asks = LIST_ASKS_NOTHING;
	if (!ans->yes)
		return EFFECT_NONE;
	if (strcmp(ans->from, "form") == 0)
		l->seek = ans->id;
	switch (asked) {
	case LIST_ASKS_BIN:
		return bin(l, a);
	case LIST_ASKS_SORT:
		l->sort = (int)ans->id;
		list_forget(l);
		return EFFECT_DRAW;
	case LIST_ASKS_FILTER:
		set_filter(l, (size_t)ans->id);
		return EFFECT_DRAW;
	default:
		return EFFECT_NONE;
	}
}

/* The menu of tables and ledgers: each with its period, looked at or sent out. */
#include "tables.h"

#include "base/mem.h"
#include "exchange/table.h"
#include "item.h"
#include "screen/words.h"
#include "table.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <string.h>

#define KINDS 5

static const char *const kinds[KINDS] = { "none", "month", "year", "term", "campaign" };

struct tables {
	const struct table_def *const *def;
	size_t n;
	struct period period[KINDS];
	bool there[KINDS]; /* no campaign was ever started: no period of that kind */
	bool begun;
	int64_t cadre; /* only his, 0 all */
	char cadre_name[96];
	struct table table;
};

static size_t kind_of(const struct table_def *d)
{
	for (size_t k = 0; k < KINDS; k++)
		if (strcmp(kinds[k], d->period) == 0)
			return k;
	return 0;
}

void tables_period(const struct app *a, const char *kind, const struct period *p, struct buf *out)
{
	char *title;

	if (strcmp(kind, "term") == 0) {
		work_term(a, p->term, out);
	} else if (strcmp(kind, "campaign") == 0) {
		title = record_title(a->office, "campaign", p->campaign);
		buf_adds(out, title ? title : "");
		mem_free(title);
	} else if (strcmp(kind, "none") != 0) {
		buf_adds(out, p->name);
	}
}

static void free_ask(void *ask)
{
	mem_free(ask);
}

unsigned tables_export(struct app *a, const struct table_def *d, const struct period *p, int64_t cadre)
{
	struct table_ask *t = mem_alloc(sizeof(*t));
	struct buf title = BUF_INIT, shown = BUF_INIT;
	unsigned fx;

	*t = (struct table_ask){ .office = a->office, .screens = a->screens, .def = d, .period = *p, .cadre = cadre };
	tables_period(a, d->period, p, &shown);
	buf_addf(&title, "%s%s%s", d->title, shown.n ? " " : "", shown.s ? shown.s : "");
	fx = app_push(a, export_view(a, &(struct export_ask){ .what = title.s,
							      .title = title.s,
							      .source = table_source,
							      .from = t,
							      .release = free_ask,
							      .own = table_own,
							      .plain = table_plain }));
	buf_release(&shown);
	buf_release(&title);
	return fx;
}

/* ---- the menu ---- */

static const struct table_def *selected(const struct tables *t)
{
	return t->table.at < t->n ? t->def[t->table.at] : NULL;
}

static void add_row(struct tables *t, const struct app *a, size_t i)
{
	const struct table_def *d = t->def[i];
	size_t k = kind_of(d);
	struct buf period = BUF_INIT, word = BUF_INIT;

	if (k == 0)
		buf_adds(&period, app_word(a, "table.period_none"));
	else if (t->there[k])
		tables_period(a, d->period, &t->period[k], &period);
	buf_addf(&word, "table.profile_%s", d->profile);
	table_add(&t->table, (int64_t)i + 1, k && !t->there[k] ? INK_DIM : INK_NORMAL, d->title, period.s,
		  app_word(a, word.s));
	buf_release(&word);
	buf_release(&period);
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct tables *t = v->state;

	(void)e;
	for (size_t k = 0; k < KINDS && !t->begun; k++)
		t->there[k] = k == 0 ? period_make(a->office, "none", "", &t->period[k], NULL) == 0
				     : period_now(a->office, kinds[k], &t->period[k], NULL) == 0;
	/* A campaign may have been started meanwhile. */
	if (t->begun && !t->there[KINDS - 1])
		t->there[KINDS - 1] = period_now(a->office, kinds[KINDS - 1], &t->period[KINDS - 1], NULL) == 0;
	t->begun = true;
	if (t->table.n_columns == 0) {
		table_column(&t->table, app_word(a, "word.tables_title"), 0, false);
		table_column(&t->table, app_word(a, "word.tables_period"), 20, false);
		table_column(&t->table, app_word(a, "word.tables_profile"), 12, false);
	}
	table_clear(&t->table);
	for (size_t i = 0; i < t->n; i++)
		add_row(t, a, i);
	table_clip(&t->table);
	return 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct tables *t = v->state;

	(void)a;
	v->at = *room;
	table_scroll(&t->table, room);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct tables *t = v->state;

	table_draw(&t->table, &v->at);
	if (t->n == 0)
		draw_wrapped(&v->at, 2, 2, v->at.w - 4, 3, INK_DIM, app_word(a, "word.tables_none"));
}

static unsigned open_table(struct tables *t, struct app *a, bool out)
{
	const struct table_def *d = selected(t);
	size_t k;

	if (!d)
		return EFFECT_NONE;
	k = kind_of(d);
	if (!t->there[k])
		return app_say(a, "word.tables_no_period", NULL, NULL);
	return out ? tables_export(a, d, &t->period[k], t->cadre)
		   : app_push(a, table_view(a, d, &t->period[k], t->cadre));
}

static unsigned shift(struct tables *t, struct app *a, int n)
{
	const struct table_def *d = selected(t);
	size_t k = d ? kind_of(d) : 0;
	struct period was = t->period[k];

	if (k == 0 || !t->there[k])
		return app_say(a, "word.tables_no_shift", NULL, NULL);
	period_shift(a->office, kinds[k], &was, n, &t->period[k]);
	return EFFECT_RELOAD;
}

static unsigned choose_cadre(struct tables *t, struct app *a)
{
	if (!t->cadre)
		return app_push(a, ref_view(app_word(a, "word.tables_cadre"), "cadre", 0, ""));
	t->cadre = 0;
	return app_say(a, "word.tables_all", NULL, NULL) | EFFECT_DRAW;
}

/* Their titles, narrowed as one types. */
static unsigned find_one(const struct tables *t, struct app *a)
{
	struct menu_item *item = mem_alloc((t->n + 1) * sizeof(*item));
	unsigned fx;

	for (size_t i = 0; i < t->n; i++)
		item[i] = (struct menu_item){ t->def[i]->title, NULL, (int64_t)i };
	fx = app_push(a, menu_view(app_word(a, "word.view.tables"), item, t->n, t->table.at));
	mem_free(item);
	return fx;
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct tables *t = v->state;

	if (ans->yes && strcmp(ans->from, "choice") == 0 && (size_t)ans->id < t->n) {
		t->table.at = (size_t)ans->id;
		return open_table(t, a, false);
	}
	if (!ans->yes || strcmp(ans->from, "ref") != 0)
		return EFFECT_DRAW;
	t->cadre = ans->id;
	snprintf(t->cadre_name, sizeof(t->cadre_name), "%s", ans->text);
	return app_say(a, "word.tables_only", ans->text, NULL) | EFFECT_DRAW;
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct tables *t = v->state;
	const struct table_def *d = selected(t);

	(void)a;
	if (r == REQ_PREV_YEAR || r == REQ_NEXT_YEAR)
		return d && kind_of(d) != 0 && t->there[kind_of(d)];
	return r != REQ_OPEN || d;
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct tables *t = v->state;

	switch (r) {
	case REQ_OPEN:
		return open_table(t, a, false);
	case REQ_EXPORT:
		return open_table(t, a, true);
	case REQ_PREV_YEAR:
	case REQ_NEXT_YEAR:
		return shift(t, a, r == REQ_PREV_YEAR ? -1 : 1);
	case REQ_FILTER:
		return choose_cadre(t, a);
	case REQ_FIND:
		return find_one(t, a);
	case REQ_SCOPE:
		return work_scope(a);
	default:
		return table_move(&t->table, &v->at, r);
	}
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct tables *t = v->state;
	int clicks = table_click(&t->table, &v->at, k);

	return clicks == 2 ? open_table(t, a, false) : clicks == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

/* Whose: a chosen cadre's, else the scope's. */
static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct tables *t = v->state;

	if (t->cadre)
		words_put(a->screens, out, "word.tables_only", t->cadre_name);
	else
		buf_adds(out, app_word(a, a->office->scope == SCOPE_MINE ? "word.tables_mine"
					  : a->office->village           ? "word.tables_all"
									 : "word.tables_file"));
}

static void close_tables(struct view *v)
{
	struct tables *t = v->state;

	table_release(&t->table);
	mem_free(t);
}

static const enum request requests[] = { REQ_OPEN,      REQ_EXPORT, REQ_PREV_YEAR, REQ_NEXT_YEAR, REQ_FILTER,
					 REQ_FIND,      REQ_SCOPE,  REQ_UP,        REQ_DOWN,      REQ_PAGE_UP,
					 REQ_PAGE_DOWN, REQ_FIRST,  REQ_LAST,      REQ_NONE };
static const struct view_ops ops = {
	.name = "tables",
	.covers = view_covers_scope,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.hint = hint,
	.close = close_tables,
};

struct view *tables_view(struct app *a)
{
	struct tables *t = mem_alloc(sizeof(*t));

	t->n = screens_tables(a->screens, &t->def);
	return view_make(&ops, t);
}

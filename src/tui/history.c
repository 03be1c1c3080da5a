/* What was changed, by whom, and the way back: of one record, of a whole house, of everything (the log). */
#include "base/mem.h"
#include "exchange/change_table.h"
#include "screen/words.h"
#include "timeline.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HOUSE_MOST 1000 /* changes of one house */
#define LOG_PAGE 200
#define TABLE_COLS 70 /* what a reader shows in one line */

struct history {
	char table[48], column[64]; /* of everything: both "" */
	int64_t id;
	char *title;
	struct trace *list;
	size_t n;
	bool more;      /* of the log: there may be older ones */
	bool want_more; /* and they are asked for */
	bool fresh;
	unsigned facts;
	struct page page;
	int64_t asked_seq;
};

static bool is_log(const struct history *h)
{
	return !h->table[0];
}

static int fetch(struct history *h, struct app *a, struct trace **list, size_t *n, struct err *e)
{
	if (is_log(h))
		return trace_recent(a->office, 0, h->n > LOG_PAGE ? h->n : LOG_PAGE, list, n, e);
	if (strcmp(h->table, "household") == 0 && !h->column[0])
		return trace_of_household(a->office, h->id, HOUSE_MOST, list, n, e);
	return trace_of_record(a->office, h->table, h->id, h->column[0] ? h->column : NULL, list, n, e);
}

static int refresh(struct history *h, struct app *a, struct err *e)
{
	struct trace *list = NULL;
	size_t n = 0;

	if (fetch(h, a, &list, &n, e) < 0)
		return -1;
	trace_list_free(&h->list, h->n);
	h->list = list;
	h->n = n;
	h->more = is_log(h) && n >= LOG_PAGE;
	h->fresh = true;
	h->facts = a->facts;
	if (!is_log(h)) {
		mem_free(h->title);
		h->title = record_title(a->office, h->table, h->id);
	}
	return 0;
}

static int go_on(struct history *h, struct app *a, struct err *e)
{
	struct trace *list = NULL;
	size_t n = 0;

	h->want_more = false;
	if (h->n == 0 || trace_recent(a->office, h->list[h->n - 1].seq, LOG_PAGE, &list, &n, e) < 0)
		return h->n == 0 ? 0 : -1;
	h->more = n > 0;
	h->list = mem_grow(h->list, h->n + n, sizeof(*h->list));
	if (n > 0)
		memcpy(h->list + h->n, list, n * sizeof(*list));
	h->n += n;
	mem_free(list); /* what its items own has moved */
	return 0;
}

static const struct trace *selected(const struct history *h)
{
	const struct page_line *l = page_at(&h->page);

	return l && (size_t)l->id < h->n ? &h->list[l->id] : NULL;
}

static void find_again(struct history *h, int64_t seq, const char *column)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->list[i].seq == seq && strcmp(h->list[i].column, column) == 0)
			page_go(&h->page, 0, (int64_t)i, NULL);
	page_clip(&h->page);
}

static bool is_house(const struct history *h)
{
	return strcmp(h->table, "household") == 0 && !h->column[0];
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct history *h = v->state;
	const struct trace *t = selected(h);
	int64_t seq = t ? t->seq : 0;
	char column[64];

	snprintf(column, sizeof(column), "%s", t ? t->column : "");
	if (!h->fresh || h->facts != a->facts) {
		if (refresh(h, a, e) < 0)
			return -1;
	} else if (h->want_more && go_on(h, a, e) < 0) {
		return -1;
	}
	page_clear(&h->page);
	timeline_write(&h->page, a, h->list, h->n, !is_log(h) && !is_house(h));
	find_again(h, seq, column);
	return 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct history *h = v->state;

	(void)a;
	v->at = *room;
	page_scroll(&h->page, room);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct history *h = v->state;

	page_draw(&h->page, &v->at, true);
	if (h->n == 0)
		draw_text(&v->at, 1, 2, 0, INK_DIM, app_word(a, is_log(h) ? "log_empty" : "history_none"));
}

static unsigned ask_undo(struct history *h, struct app *a)
{
	const struct trace *t = selected(h);
	struct buf what = BUF_INIT, b = BUF_INIT;
	char action[48], title[96], count[16];
	int64_t txn;
	unsigned fx;

	if (!t)
		return EFFECT_NONE;
	if (t->undone)
		return app_say(a, "already_undone", NULL, NULL);
	int records = trace_undo_size(a->office, t->seq, action, title, &txn);

	h->asked_seq = t->seq;
	buf_addf(&what, "%.10s ", t->at);
	words_action(a->screens, t->action, &what);
	buf_addf(&what, " %s", t->title);
	snprintf(count, sizeof(count), "%d", records);
	words_put(a->screens, &b, records > 1 ? "word.confirm_undo_all" : "word.confirm_undo", what.s, count);
	fx = app_push(a, confirm_view(b.s));
	buf_release(&what);
	buf_release(&b);
	return fx;
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct history *h = v->state;
	char what[48] = "", title[96] = "";
	int records = 0;
	struct err e;

	if (strcmp(ans->from, "confirm") != 0 || !ans->yes)
		return EFFECT_NONE;
	err_clear(&e);
	if (trace_undo(a->office, h->asked_seq, what, title, &records, &e) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD | timeline_taken_back(a, true, what, title, records);
}

/* What is loaded, as the paper form has it. */
static unsigned show_table(const struct history *h, struct app *a)
{
	struct buf b = BUF_INIT;
	unsigned fx;

	change_table(&b, a->screens, a->office, h->list, h->n, TABLE_COLS);
	fx = app_push(a, reader_view(app_word(a, "table_title"), b.s));
	buf_release(&b);
	return fx;
}

/* The history lies below the popup for as long as that stands. */
struct changes_out {
	struct app *a;
	const struct history *h;
};

static int changes(void *from, export_sink *sink, void *arg, struct err *e)
{
	const struct changes_out *c = from;
	struct sheet s;
	int rc;

	change_sheet(&s, c->a->screens, c->a->office, c->h->list, c->h->n);
	rc = sink(arg, &s, e);
	sheet_release(&s);
	return rc;
}

static unsigned export_table(const struct history *h, struct app *a)
{
	struct changes_out *from = mem_alloc(sizeof(*from));
	struct export_ask ask = { .source = changes, .from = from, .release = mem_free };
	struct buf title = BUF_INIT;
	struct view *v;

	*from = (struct changes_out){ a, h };
	if (h->title)
		buf_addf(&title, "%s ", h->title);
	buf_adds(&title, app_word(a, "table_title"));
	ask.what = ask.title = title.s;
	v = export_view(a, &ask);
	buf_release(&title);
	return app_push(a, v);
}

/* Near the end of what is there the log goes on. */
static unsigned move(struct view *v, enum request r)
{
	struct history *h = v->state;
	unsigned fx = page_move(&h->page, &v->at, r);

	if (h->more && fx != EFFECT_UNWANTED && h->page.at + (size_t)v->at.h >= h->page.n_rows) {
		h->want_more = true;
		v->loaded = false;
	}
	return fx;
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	(void)a;
	return (r != REQ_OPEN && r != REQ_TABLE && r != REQ_EXPORT) || selected(v->state) != NULL;
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct history *h = v->state;

	if (r == REQ_OPEN)
		return app_push(a, record_view(a, selected(h)->table, selected(h)->row));
	if (r == REQ_UNDO)
		return ask_undo(h, a);
	if (r == REQ_TABLE)
		return show_table(h, a);
	if (r == REQ_EXPORT)
		return export_table(h, a);
	return move(v, r);
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct history *h = v->state;
	int what;

	if (k->button >= 3)
		return move(v, k->button == 3 ? REQ_UP : REQ_DOWN);
	what = page_click(&h->page, &v->at, k);

	return what == 2 ? request(v, a, REQ_OPEN) : what == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

/* The change under the cursor in full: a line of the page may be too short for it. */
static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct history *h = v->state;
	const struct page_line *l = page_at(&h->page);

	(void)a;
	if (l && selected(h)->op == 'U')
		buf_adds(out, l->cell[l->n - 1].text);
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct history *h = v->state;
	char count[24];

	if (h->title)
		buf_adds(left, h->title);
	snprintf(count, sizeof(count), "%zu", h->n);
	words_put(a->screens, right, h->more ? "word.many" : "word.rows", count);
}

static void close_history(struct view *v)
{
	struct history *h = v->state;

	trace_list_free(&h->list, h->n);
	page_release(&h->page);
	mem_free(h->title);
	mem_free(h);
}

static const enum request requests[] = {
	REQ_OPEN,       REQ_UNDO,       REQ_TABLE,        REQ_EXPORT,       REQ_UP,
	REQ_DOWN,       REQ_PAGE_UP,    REQ_PAGE_DOWN,    REQ_FIRST,        REQ_LAST,
	REQ_NEXT_FIELD, REQ_PREV_FIELD, REQ_NEXT_SECTION, REQ_PREV_SECTION, REQ_NONE,
};

#define HISTORY_OPS(what) \
	{ \
		.name = what, .requests = requests, .load = load, .layout = layout, .draw = draw, .can = can, \
		.request = request, .mouse = mouse, .answer = answer, .title = title, .close = close_history, \
		.hint = hint, \
	}
static const struct view_ops history_ops = HISTORY_OPS("history"), log_ops = HISTORY_OPS("log");

struct view *history_view(struct app *a, const char *table, int64_t id, const char *column)
{
	struct history *h;

	if (!id) {
		app_say(a, "history_none", NULL, NULL);
		return NULL;
	}
	h = mem_alloc(sizeof(*h));
	snprintf(h->table, sizeof(h->table), "%s", table);
	snprintf(h->column, sizeof(h->column), "%s", column ? column : "");
	h->id = id;
	return view_make(&history_ops, h);
}

struct view *log_view(struct app *a)
{
	(void)a;
	return view_make(&log_ops, mem_alloc(sizeof(struct history)));
}

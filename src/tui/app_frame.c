#include "app_internal.h"

#include "base/buf.h"
#include "base/text.h"
#include "tui/term.h"

#include <stdio.h>
#include <string.h>

#define MIN_ROWS 20
#define MIN_COLS 60
#define BAR_MOST 40

/* One entry of the function bar. */
struct bar_item {
	enum request r;
	char key[24];
	const char *label;
	int order, width, x;
	bool fixed; /* the way out and help are there in any width */
};

bool app_is_too_small(void)
{
	return term_rows() < MIN_ROWS || term_cols() < MIN_COLS;
}

/* In a terminal that is too small the views live on as if it were the smallest one, unseen. */
static struct rect room(void)
{
	int rows = term_rows() < MIN_ROWS ? MIN_ROWS : term_rows();
	int cols = term_cols() < MIN_COLS ? MIN_COLS : term_cols();

	return (struct rect){ .y = 2, .x = 0, .h = rows - 5, .w = cols };
}

static void layout(struct view *v, struct app *a)
{
	struct rect r = room();

	if (v->ops->layout)
		v->ops->layout(v, a, &r);
	else
		v->at = r;
}

static const char *heading(const struct app *a, const struct view *v)
{
	char name[64];

	if (v->ops->heading)
		return v->ops->heading(v, a);
	snprintf(name, sizeof(name), "view.%s", v->ops->name);
	return app_word(a, name);
}

/* Under a guard: long loading says so, and Esc stops it. */
static int load_guarded(struct view *v, struct app *a, struct err *e)
{
	char name[64];
	int rc;

	snprintf(name, sizeof(name), "view.%s", v->ops->name);
	busy_begin_of(a, "word.reading", v->shown ? heading(a, v) : app_word(a, name));
	rc = v->ops->load(v, a, e);
	if (busy_end(a) && rc == 0)
		rc = err_set(e, ERR_CANCEL, "CANCELLED");
	return rc;
}

static bool load(struct view *v, struct app *a)
{
	struct err e;

	err_clear(&e);
	v->loaded = true;
	v->no_work = false;
	if (v->ops->load && load_guarded(v, a, &e) < 0) {
		if (e.code == ERR_CANCEL)
			app_say(a, "reading_stopped", NULL, NULL);
		else
			app_fail(a, NULL, &e);
		if (e.code != ERR_CANCEL || !v->shown || !v->ops->stopped || !v->ops->stopped(v, a))
			return false;
	}
	v->shown = true;
	layout(v, a);
	return true;
}

static bool prepare(struct view *v, struct app *a)
{
	if (v->ops->popup && v->below && !prepare(v->below, a))
		return false;
	layout(v, a);
	if (!v->loaded && !load(v, a))
		return false;
	return v->loaded || load(v, a);
}

void app_prepare(struct app *a)
{
	struct err e;

	while (a->top && !prepare(a->top, a) && a->top->below)
		app_drop(a);
	err_clear(&e);
	if (screens_problem(a->screens, &e) < 0) /* somebody ran into a broken file */
		app_fail(a, NULL, &e);
}

/* At the left end: what is counted, where something is; then the view's own words, or who sits here. */
static void title_left(const struct app *a, const struct view *v, struct buf *left, struct buf *right)
{
	const char *between = term_is_ascii() ? " - " : " \u00b7 ";
	enum covers covers = v->ops->covers ? v->ops->covers(v, a) : COVERS_NOTHING;
	struct buf own = BUF_INIT;

	scope_named(a->screens, a->office, covers, a->place, a->who, left);
	if (left->n == 0)
		buf_adds(left, a->place);
	if (v->ops->title)
		v->ops->title(v, a, &own, right);
	if (own.n && covers == COVERS_NOTHING)
		buf_clear(left);
	if (own.n == 0 && !(covers == COVERS_SCOPE && a->office->scope == SCOPE_MINE))
		buf_adds(&own, a->who);
	buf_addf(left, "%s%s", left->n && own.n ? between : "", own.n ? own.s : "");
	buf_release(&own);
}

static void draw_title(const struct app *a, const struct view *v)
{
	struct rect row = { .y = 0, .x = 0, .h = 1, .w = term_cols() };
	struct buf left = BUF_INIT, right = BUF_INIT;
	const char *centre = heading(a, v);
	int x, wc, wr, end;

	title_left(a, v, &left, &right);
	wc = text_width(centre);
	wr = text_width(right.s);
	draw_fill(&row, 0, INK_TITLE);
	x = draw_text(&row, 0, 1, 0, INK_TITLE, app_word(a, "program"));
	end = row.w - wr - wc - 4;
	if (x + 2 < end)
		x = draw_text(&row, 0, x + 2, end - x - 2, INK_TITLE, left.s);
	if (x + 2 < (row.w - wc) / 2)
		x = (row.w - wc) / 2 - 2;
	if (x + 2 + wc + 2 + wr > row.w && row.w - wr - wc - 3 > 0)
		x = row.w - wr - wc - 5;
	draw_text(&row, 0, x + 2, row.w - wr - 2 - x - 2, INK_TITLE, centre);
	draw_right(&row, 0, row.w - wr - 1, wr, INK_TITLE, right.s);
	buf_release(&left);
	buf_release(&right);
}

static void draw_message(const struct app *a)
{
	struct rect row = { .y = term_rows() - 2, .x = 0, .h = 1, .w = term_cols() };
	struct buf hint = BUF_INIT;

	draw_clear(&row);
	if (a->message[0]) {
		draw_text(&row, 0, 1, row.w - 2, a->message_ink, a->message);
	} else if (a->top->ops->hint) {
		a->top->ops->hint(a->top, a, &hint);
		draw_text(&row, 0, 1, row.w - 2, INK_DIM, hint.s);
	}
	buf_release(&hint);
}

/* The shortest key of a request that works now: while text is typed, a character is none. */
static bool bar_key(const char *keys, bool typing, char out[24])
{
	size_t best = 24;

	while (*keys) {
		size_t n = strcspn(keys, " ");

		if (n > 0 && n < best && !(typing && n == 1)) {
			memcpy(out, keys, n);
			out[n] = '\0';
			best = n;
		}
		keys += n + (keys[n] == ' ');
	}
	return best < 24;
}

/* At the root the places to go are what a person looks for: they come right after the first two actions, finding before
 * them. */
static int bar_order(const struct app *a, enum request r)
{
	int order = keymap_bar(a->keys, r);
	bool place = r == REQ_FIND || (r >= REQ_GO_TODAY && r < REQ_COUNT);

	return order > 2 && place && !a->top->below ? 2 : order;
}

static int bar_add(const struct app *a, struct bar_item *list, int n, enum request r, bool fixed)
{
	struct bar_item it = { .r = r, .order = bar_order(a, r), .fixed = fixed };
	int at = n;

	if ((it.order == 0 && !fixed) || n == BAR_MOST ||
	    !bar_key(keymap_keys(a->keys, r), view_takes_text(a->top), it.key))
		return n;
	for (int i = 0; i < n; i++)
		if (list[i].r == r || strcmp(list[i].key, it.key) == 0)
			return n;
	if (it.order == 0)
		it.order = 1000 + (int)r;
	it.label = app_label(a, a->top, r);
	it.width = (int)strlen(it.key) + 1 + text_width(it.label);
	while (at > 0 && list[at - 1].order > it.order) {
		list[at] = list[at - 1];
		at--;
	}
	list[at] = it;
	return n + 1;
}

/* What fits: the fixed ones are given their room first, the others follow in their order. */
static int bar_fit(struct bar_item *list, int n, int cols)
{
	int left = cols - 2, kept = 0, x = 1;

	for (int i = 0; i < n; i++)
		left -= list[i].fixed ? list[i].width + 2 : 0;
	for (int i = 0; i < n; i++) {
		if (!list[i].fixed && list[i].width + 2 > left)
			continue;
		left -= list[i].fixed ? 0 : list[i].width + 2;
		list[kept] = list[i];
		list[kept].x = x;
		x += list[i].width + 2;
		kept++;
	}
	return kept;
}

static int bar_items(const struct app *a, struct bar_item list[BAR_MOST])
{
	const struct view *v = a->top;
	int n = 0;

	n = bar_add(a, list, n, REQ_HELP, true);
	n = bar_add(a, list, n, v->below ? REQ_BACK : REQ_QUIT, true);
	for (const enum request *r = v->ops->requests; r && *r != REQ_NONE; r++)
		if (view_can(v, a, *r) && (*r != REQ_QUIT || !v->below))
			n = bar_add(a, list, n, *r, false);
	for (const enum request *r = app_requests; *r != REQ_NONE && !v->ops->popup; r++)
		if (*r != REQ_BACK && *r != REQ_QUIT && (*r != REQ_GO_TODAY || v->below))
			n = bar_add(a, list, n, *r, false);
	return bar_fit(list, n, term_cols());
}

static void draw_bar(const struct app *a)
{
	struct rect row = { .y = term_rows() - 1, .x = 0, .h = 1, .w = term_cols() };
	struct bar_item list[BAR_MOST];
	int n = bar_items(a, list);

	draw_fill(&row, 0, INK_BAR);
	for (int i = 0; i < n; i++) {
		int x = draw_text(&row, 0, list[i].x, 0, INK_BAR_KEY, list[i].key);

		draw_text(&row, 0, x + 1, 0, INK_BAR, list[i].label);
	}
}

unsigned app_bar_click(struct app *a, int x)
{
	struct bar_item list[BAR_MOST];
	int n = bar_items(a, list);

	for (int i = 0; i < n; i++)
		if (x >= list[i].x && x < list[i].x + list[i].width)
			return app_dispatch(a, list[i].r);
	return EFFECT_NONE;
}

/* A popup is drawn over the view below it; the title line is that of the full view. */
static const struct view *draw_stack(const struct app *a, const struct view *v)
{
	const struct view *full = v;

	if (v->ops->popup && v->below)
		full = draw_stack(a, v->below);
	else
		term_erase(v->at.y, 0, term_rows() - 5, term_cols());
	if (v->ops->draw)
		v->ops->draw(v, a);
	return full;
}

static void draw_too_small(const struct app *a)
{
	struct rect all = { .y = 0, .x = 0, .h = term_rows(), .w = term_cols() };

	draw_clear(&all);
	draw_text(&all, 0, 0, 0, INK_NORMAL, app_word(a, "too_small"));
	term_cursor(-1, 0);
	term_flush();
}

void app_frame(struct app *a)
{
	struct rect all = { .y = 0, .x = 0, .h = term_rows(), .w = term_cols() };
	int y = -1, x = 0;

	if (!a->top)
		return;
	if (app_is_too_small()) {
		draw_too_small(a);
		return;
	}
	draw_title(a, draw_stack(a, a->top));
	draw_rule(&all, 1);
	draw_rule(&all, all.h - 3);
	draw_message(a);
	draw_bar(a);
	if (a->top->ops->cursor)
		a->top->ops->cursor(a->top, &y, &x);
	term_cursor(y, x);
	term_flush();
}

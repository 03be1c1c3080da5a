/* A table on the screen as it will be on paper: scrolls both ways, the heading stays, a row opens its record. */
#include "base/mem.h"
#include "exchange/table.h"
#include "item.h"
#include "tables.h"
#include "tui/views.h"

#include <string.h>

#define HEAD 2    /* second line of the title, headings */
#define WIDEST 36 /* of a column of long texts */

struct shown {
	const struct table_def *def;
	struct period period;
	int64_t cadre;
	struct sheet sheet;
	bool made, begun;
	int *width; /* one a column */
	size_t at, first;
	size_t left; /* columns after the first that are scrolled away */
};

static void forget(struct shown *s)
{
	if (s->made)
		sheet_release(&s->sheet);
	mem_free(s->width);
	s->width = NULL;
	s->made = false;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct shown *s = v->state;
	bool first = !s->begun;
	int rc;

	s->begun = true;
	forget(s);
	rc = table_make(&s->sheet, a->office, a->screens, s->def, &s->period, s->cadre, e);
	s->made = true;
	if (rc < 0)
		return -1;
	s->width = mem_alloc(s->sheet.columns * sizeof(*s->width));
	for (size_t c = 0; c < s->sheet.columns; c++)
		s->width[c] = sheet_width(&s->sheet, c) < WIDEST ? sheet_width(&s->sheet, c) : WIDEST;
	while (first && s->at < s->sheet.lines && s->sheet.line[s->at].kind != SHEET_ROW)
		s->at++;
	if (s->at >= s->sheet.lines)
		s->at = s->sheet.lines ? s->sheet.lines - 1 : 0;
	return 0;
}

static size_t page_of(const struct view *v)
{
	return v->at.h > HEAD ? (size_t)(v->at.h - HEAD) : 1;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct shown *s = v->state;

	(void)a;
	v->at = *room;
	move_window(s->at, page_of(v), s->made ? s->sheet.lines : 0, &s->first);
}

/* ---- drawing ---- */

static enum ink ink_of(const struct shown *s, size_t i)
{
	if (i == s->at)
		return INK_SELECTED;
	switch (s->sheet.line[i].kind) {
	case SHEET_GROUP:
		return INK_LABEL;
	case SHEET_SUBTOTAL:
	case SHEET_TOTAL:
		return INK_MATCH;
	default:
		return INK_NORMAL;
	}
}

/* The first column, which numbers the rows and names the totals, stays; then those scrolled to. */
static size_t next_column(const struct shown *s, size_t c)
{
	return c == 0 ? s->left + 1 : c + 1;
}

/* NULL line: the headings. A column that has no room for its whole width is cut at the edge. */
static void draw_line(const struct view *v, int y, enum ink ink, const struct sheet_line *l)
{
	const struct shown *s = v->state;
	struct buf b = BUF_INIT;
	int x = 1;

	draw_fill(&v->at, y, ink);
	if (l && l->kind == SHEET_GROUP) {
		sheet_text(&s->sheet, l, 0, &b);
		draw_text(&v->at, y, 1 + 2 * l->level, 0, ink, b.s);
		buf_release(&b);
		return;
	}
	for (size_t c = 0; c < s->sheet.columns && x < v->at.w; c = next_column(s, c)) {
		int room = v->at.w - x;

		buf_clear(&b);
		if (l)
			sheet_text(&s->sheet, l, c, &b);
		x = draw_cell(&v->at, y, x, s->width[c] < room ? s->width[c] : room, s->sheet.column[c].right, ink,
			      l ? b.s : s->sheet.column[c].label);
	}
	buf_release(&b);
}

static bool more_right(const struct view *v)
{
	const struct shown *s = v->state;
	int x = 1;

	for (size_t c = 0; c < s->sheet.columns; c = next_column(s, c))
		x += s->width[c] + DRAW_GAP;
	return x - DRAW_GAP > v->at.w;
}

static void draw(const struct view *v, const struct app *a)
{
	const struct shown *s = v->state;

	if (!s->width)
		return;
	draw_fill(&v->at, 0, INK_NORMAL);
	draw_text(&v->at, 0, 1, v->at.w - 6, INK_DIM, s->sheet.subtitle);
	if (s->left)
		draw_text(&v->at, 0, v->at.w - 4, 2, INK_LABEL, "<");
	if (more_right(v))
		draw_text(&v->at, 0, v->at.w - 2, 2, INK_LABEL, ">");
	draw_line(v, 1, INK_HEADER, NULL);
	for (int y = HEAD; y < v->at.h; y++) {
		size_t i = s->first + (size_t)(y - HEAD);

		if (i >= s->sheet.lines) {
			draw_fill(&v->at, y, INK_NORMAL);
			continue;
		}
		draw_line(v, y, ink_of(s, i), &s->sheet.line[i]);
		if (i == s->at)
			draw_text(&v->at, y, 0, 1, INK_SELECTED, ">");
	}
	if (!s->sheet.lines)
		draw_wrapped(&v->at, HEAD + 1, 2, v->at.w - 4, 3, INK_DIM, app_word(a, "word.table_empty"));
}

/* ---- keys ---- */

static bool opens(const struct shown *s)
{
	return s->made && s->at < s->sheet.lines && s->sheet.line[s->at].kind == SHEET_ROW && s->sheet.line[s->at].id &&
	       s->sheet.form[0];
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct shown *s = v->state;

	(void)a;
	switch (r) {
	case REQ_OPEN:
		return opens(s);
	case REQ_PREV_YEAR:
	case REQ_NEXT_YEAR:
		return strcmp(s->def->period, "none") != 0;
	case REQ_LEFT:
		return s->left > 0;
	case REQ_RIGHT:
		return s->width && more_right(v);
	default:
		return true;
	}
}

static unsigned shift(struct shown *s, struct app *a, int n)
{
	struct period was = s->period;

	period_shift(a->office, s->def->period, &was, n, &s->period);
	return EFFECT_RELOAD;
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct shown *s = v->state;

	if (!can(v, a, r))
		return EFFECT_NONE;
	switch (r) {
	case REQ_OPEN:
		return app_push(a, record_view(a, s->sheet.form, s->sheet.line[s->at].id));
	case REQ_EXPORT:
		return tables_export(a, s->def, &s->period, s->cadre);
	case REQ_PREV_YEAR:
	case REQ_NEXT_YEAR:
		return shift(s, a, r == REQ_PREV_YEAR ? -1 : 1);
	case REQ_SCOPE:
		return work_scope(a);
	case REQ_LEFT:
		s->left--;
		return EFFECT_DRAW;
	case REQ_RIGHT:
		s->left++;
		return EFFECT_DRAW;
	default:
		return move_cursor(r, s->made ? s->sheet.lines : 0, page_of(v), &s->at);
	}
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct shown *s = v->state;
	size_t i = s->first + (size_t)(k->y - v->at.y - HEAD);

	if (k->button >= 3)
		return request(v, a, k->button == 3 ? REQ_UP : REQ_DOWN);
	if (k->y < v->at.y + HEAD || !s->made || i >= s->sheet.lines)
		return EFFECT_NONE;
	s->at = i;
	return k->button == 2 ? request(v, a, REQ_OPEN) : EFFECT_DRAW;
}

static const char *heading(const struct view *v, const struct app *a)
{
	const struct shown *s = v->state;

	(void)a;
	return s->made && s->sheet.title ? s->sheet.title : s->def->title;
}

static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	(void)v;
	buf_adds(out, app_word(a, "word.table_hint"));
}

static void close_shown(struct view *v)
{
	forget(v->state);
	mem_free(v->state);
}

static const enum request requests[] = { REQ_OPEN,      REQ_EXPORT, REQ_PREV_YEAR, REQ_NEXT_YEAR, REQ_LEFT,
					 REQ_RIGHT,     REQ_SCOPE,  REQ_UP,        REQ_DOWN,      REQ_PAGE_UP,
					 REQ_PAGE_DOWN, REQ_FIRST,  REQ_LAST,      REQ_NONE };
static enum covers covers(const struct view *v, const struct app *a)
{
	(void)a;
	return table_covers(((const struct shown *)v->state)->def);
}

static const struct view_ops ops = {
	.name = "table_view",
	.covers = covers,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.hint = hint,
	.heading = heading,
	.close = close_shown,
};

struct view *table_view(struct app *a, const struct table_def *d, const struct period *p, int64_t cadre)
{
	struct shown *s = mem_alloc(sizeof(*s));

	(void)a;
	s->def = d;
	s->period = *p;
	s->cadre = cadre;
	return view_make(&ops, s);
}

/* "choice" and "palette": a menu that narrows as one types. */
#include "popup.h"
#include "tui/popups.h"

#include "base/mem.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "line.h"
#include "menu_internal.h"
#include "screen/words.h"
#include "tui/app.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define WIDE_MOST 64
#define WIDE_LEAST 30

struct menu {
	char *title;
	struct menu_item *item; /* copies */
	size_t n;
	size_t *shown, n_shown; /* indices of those that match */
	size_t at, first;       /* in shown */
	struct lineedit typed;
};

static bool is_number(const char *s)
{
	return s && *s && strspn(s, "0123456789") == strlen(s);
}

/* By hanzi, pinyin or initials; by the number that is shown beside it, else by its place; a blank matches all. */
static bool matches(const struct menu *m, size_t i)
{
	const struct menu_item *it = &m->item[i];
	char typed[128];
	size_t n = 0;

	for (const char *s = m->typed.text.s; *s && n + 1 < sizeof(typed); s++)
		typed[n++] = (char)tolower((unsigned char)*s);
	typed[n] = '\0';
	if (n == 0 || pinyin_match(it->label, typed) || strcasestr(it->label, typed))
		return true;
	return is_number(typed) &&
	       strtoul(typed, NULL, 10) == (is_number(it->mark) ? strtoul(it->mark, NULL, 10) : i + 1);
}

static void narrow(struct menu *m)
{
	size_t kept = m->at < m->n_shown ? m->shown[m->at] : 0;

	m->n_shown = 0;
	m->at = m->first = 0;
	for (size_t i = 0; i < m->n; i++) {
		if (!matches(m, i))
			continue;
		if (i == kept && m->typed.text.n == 0)
			m->at = m->n_shown;
		m->shown[m->n_shown++] = i;
	}
}

static int wide(const struct menu *m)
{
	int most = text_width(m->title) + 8;

	for (size_t i = 0; i < m->n; i++) {
		int w = text_width(m->item[i].label) + (m->item[i].mark ? text_width(m->item[i].mark) + 2 : 0) + 8;

		most = w > most ? w : most;
	}
	return most < WIDE_LEAST ? WIDE_LEAST : most > WIDE_MOST ? WIDE_MOST : most;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct menu *m = v->state;
	int rows = m->n < 100 ? (int)m->n : 100;

	(void)a;
	v->at = popup_place(room, rows + 3, wide(m));
	move_window(m->at, (size_t)(v->at.h - 3), m->n_shown, &m->first);
	lineedit_scroll(&m->typed, popup_inside(&v->at).w - 2);
}

static void draw_nothing(const struct rect *r, const struct menu *m, const struct app *a)
{
	struct buf b = BUF_INIT;

	words_put(a->screens, &b, "word.nothing_found", m->typed.text.s);
	draw_text(r, 0, 2, 0, INK_DIM, b.s);
	buf_release(&b);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct menu *m = v->state;
	struct rect in = popup_inside(&v->at);
	struct rect rows = in;
	int x;

	draw_box(&v->at, m->title);
	rows.h = in.h - 1;
	for (int y = 0; y < rows.h && m->first + (size_t)y < m->n_shown; y++) {
		size_t i = m->first + (size_t)y;
		const struct menu_item *it = &m->item[m->shown[i]];
		enum ink ink = i == m->at ? INK_SELECTED : INK_NORMAL;
		int mark = it->mark ? text_width(it->mark) : 0;

		draw_fill(&rows, y, ink);
		draw_text(&rows, y, 0, 1, ink, i == m->at ? ">" : " ");
		draw_text(&rows, y, 2, rows.w - 4 - mark, ink, it->label);
		if (mark > 0)
			draw_right(&rows, y, rows.w - mark - 1, mark, i == m->at ? ink : INK_DIM, it->mark);
	}
	if (m->n_shown == 0)
		draw_nothing(&rows, m, a);
	x = draw_text(&in, in.h - 1, 0, 0, INK_LABEL, "/") + 1;
	line_draw(&in, in.h - 1, x, in.w - x, INK_FIELD, &m->typed);
}

static void cursor(const struct view *v, int *y, int *x)
{
	const struct menu *m = v->state;
	struct rect in = popup_inside(&v->at);

	*y = in.y + in.h - 1;
	*x = in.x + 2 + line_cursor(&m->typed, in.w - 2);
}

static unsigned take(struct view *v, struct app *a)
{
	struct menu *m = v->state;
	const struct menu_item *it;

	if (m->at >= m->n_shown)
		return EFFECT_NONE;
	it = &m->item[m->shown[m->at]];
	return app_answer(a, true, it->id, it->label);
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct menu *m = v->state;
	size_t page = v->at.h > 4 ? (size_t)(v->at.h - 3) : 1;
	unsigned fx = move_cursor(r, m->n_shown, page, &m->at);

	if (!(fx & EFFECT_UNWANTED))
		return fx;
	if (r == REQ_BACK)
		return app_answer(a, false, 0, NULL);
	if (r == REQ_OPEN)
		return take(v, a);
	if (!line_request(&m->typed, r))
		return EFFECT_NONE;
	narrow(m);
	return EFFECT_DRAW;
}

static unsigned text(struct view *v, struct app *a, const char *s, size_t n, bool pasted)
{
	struct menu *m = v->state;

	(void)a;
	(void)pasted;
	if (m->typed.text.n == 0 && text_is_blank(s)) /* Space opens and chooses elsewhere: no name begins with it */
		return EFFECT_NONE;
	lineedit_insert(&m->typed, s, n);
	narrow(m);
	return EFFECT_DRAW;
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct menu *m = v->state;
	struct rect in = popup_inside(&v->at);
	size_t row = m->first + (size_t)(k->y - in.y);

	if (k->button >= 3)
		return move_cursor(k->button == 3 ? REQ_UP : REQ_DOWN, m->n_shown, 1, &m->at);
	if (k->y < in.y || k->y >= in.y + in.h - 1 || k->x < in.x || k->x >= in.x + in.w || row >= m->n_shown)
		return EFFECT_NONE;
	if (m->at == row || k->button == 2) {
		m->at = row;
		return take(v, a);
	}
	m->at = row;
	return EFFECT_DRAW;
}

static void close_menu(struct view *v)
{
	struct menu *m = v->state;

	for (size_t i = 0; i < m->n; i++) {
		mem_free((char *)(uintptr_t)m->item[i].label);
		mem_free((char *)(uintptr_t)m->item[i].mark);
	}
	mem_free(m->item);
	mem_free(m->shown);
	mem_free(m->title);
	lineedit_release(&m->typed);
	mem_free(m);
}

static const enum request requests[] = {
	REQ_OPEN,      REQ_BACK, REQ_UP,    REQ_DOWN,   REQ_PAGE_UP,   REQ_PAGE_DOWN, REQ_FIRST,     REQ_LAST,
	REQ_BACKSPACE, REQ_LEFT, REQ_RIGHT, REQ_DELETE, REQ_KILL_LINE, REQ_KILL_ALL,  REQ_KILL_WORD, REQ_NONE,
};

#define MENU_OPS(NAME) \
	{ \
		.name = NAME, .popup = true, .takes_text = true, .requests = requests, .layout = layout, .draw = draw, \
		.cursor = cursor, .request = request, .text = text, .mouse = mouse, .close = close_menu, \
	}
static const struct view_ops choice_ops = MENU_OPS("choice");
static const struct view_ops palette_ops = MENU_OPS("palette");

static struct view *make(const struct view_ops *ops, const char *title, const struct menu_item *item, size_t n,
			 size_t chosen)
{
	struct menu *m = mem_alloc(sizeof(*m));

	m->title = mem_dup(title);
	m->item = mem_alloc(n * sizeof(*m->item));
	m->shown = mem_alloc(n * sizeof(*m->shown));
	m->n = n;
	for (size_t i = 0; i < n; i++) {
		m->item[i] = (struct menu_item){ mem_dup(item[i].label), mem_dup(item[i].mark), item[i].id };
		m->shown[i] = i;
	}
	m->n_shown = n;
	m->at = chosen < n ? chosen : 0;
	lineedit_init(&m->typed, "", 100, false);
	return view_make(ops, m);
}

struct view *menu_view(const char *title, const struct menu_item *item, size_t n, size_t chosen)
{
	return make(&choice_ops, title, item, n, chosen);
}

struct view *menu_palette(const char *title, const struct menu_item *item, size_t n)
{
	return make(&palette_ops, title, item, n, 0);
}

/* Finding anyone as one types. */
#include "base/mem.h"
#include "base/text.h"
#include "line.h"
#include "model/people.h"
#include "screen/choices.h"
#include "table.h"
#include "tui/app.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>

#define MOST_FOUND 100
#define BEYOND 2 /* rows looked up beyond those seen */
#define PROMPT 4 /* column of the first letter */
#define COUNT 9  /* columns: "500+" and room around it */

struct find {
	struct lineedit words;
	struct people_found found;
	struct table table;
	bool is_new; /* other words: the cursor begins at the first */
	bool all;    /* not only the rows that are seen first */
};

static void add_row(struct find *s, const struct app *a, const struct found *f)
{
	const struct choice_list *relations = screens_choices(a->screens, "relation");
	const struct choice *relation = relations ? choice_find(relations, f->relation) : NULL;
	char age[16] = "", where[160];

	if (f->age >= 0)
		snprintf(age, sizeof(age), "%d", f->age);
	snprintf(where, sizeof(where), "%s %s", f->village, f->group);
	table_add(&s->table, f->person ? f->person : f->household, INK_NORMAL, f->name,
		  relation ? relation->shown : f->relation, age, f->head, where, f->fact[0] ? f->fact : f->id_tail);
}

static struct rect list_part(const struct rect *at)
{
	return (struct rect){ .y = at->y + 2, .x = at->x, .h = at->h - 2, .w = at->w };
}

/* The rows of before begin those of now. */
static int find(struct find *s, struct app *a, size_t most, bool now, struct err *e)
{
	struct people_found found = { NULL, 0, 0, false, true };

	if (s->words.text.n > 0 && people_find(a->office, s->words.text.s, most, now, &found, e) < 0)
		return -1;
	people_release(&s->found);
	s->found = found;
	s->all = !now || (found.counted && found.n < most);
	table_clear(&s->table);
	for (size_t i = 0; i < found.n; i++)
		add_row(s, a, &found.list[i]);
	return 0;
}

static bool wants_work(const struct view *v)
{
	return !((const struct find *)v->state)->all;
}

/* The rows to scroll to, and how many there are. */
static int work(struct view *v, struct app *a, struct err *e)
{
	struct find *s = v->state;
	size_t at = s->table.at;

	if (find(s, a, MOST_FOUND, false, e) < 0)
		return -1;
	s->table.at = at < s->table.n ? at : s->table.n > 0 ? s->table.n - 1 : 0;
	return 0;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct find *s = v->state;
	struct rect part = list_part(&v->at);
	size_t seen = part.h > 0 ? (size_t)part.h : 0, most = s->is_new && seen > 0 ? seen + BEYOND : MOST_FOUND;

	if (s->table.n_columns == 0) {
		table_column(&s->table, app_word(a, "find_col_name"), 14, false);
		table_column(&s->table, app_word(a, "find_col_relation"), 10, false);
		table_column(&s->table, app_word(a, "find_col_age"), 4, true);
		table_column(&s->table, app_word(a, "find_col_head"), 14, false);
		table_column(&s->table, app_word(a, "find_col_where"), 0, false);
		table_column(&s->table, app_word(a, "find_col_id"), 12, false);
	}
	if (find(s, a, most < MOST_FOUND ? most : MOST_FOUND, s->is_new, e) < 0)
		return -1;
	if (s->is_new)
		s->table.at = 0;
	else
		table_clip(&s->table);
	s->is_new = false;
	return 0;
}

/* Columns for the words: beside them stands how many were found. */
static int room_of(const struct view *v)
{
	return v->at.w - PROMPT - COUNT;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct find *s = v->state;
	struct rect part = list_part(room);

	(void)a;
	v->at = *room;
	lineedit_scroll(&s->words, room_of(v) - 1);
	table_scroll(&s->table, &part);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct find *s = v->state;
	struct rect part = list_part(&v->at);
	char count[24];

	draw_fill(&v->at, 0, INK_NORMAL);
	draw_text(&v->at, 0, 1, 0, INK_LABEL, "/");
	line_draw(&v->at, 0, PROMPT - 1, room_of(v), INK_FIELD_FOCUS, &s->words);
	if (s->found.n > 0 && s->found.counted) {
		people_count(&s->found, count);
		draw_text(&v->at, 0, v->at.w - 1 - text_width(count), 0, INK_DIM, count);
	}
	draw_rule(&v->at, 1);
	table_draw(&s->table, &part);
	if (s->found.n == 0)
		draw_wrapped(&part, 2, 2, part.w - 4, 3, INK_DIM,
			     app_word(a, s->words.text.n > 0 ? "find_none" : "find_hint"));
}

static void cursor(const struct view *v, int *y, int *x)
{
	const struct find *s = v->state;

	*y = v->at.y;
	*x = v->at.x + PROMPT - 1 + line_cursor(&s->words, room_of(v) - 1);
}

static unsigned again(struct view *v)
{
	struct find *s = v->state;

	s->is_new = true;
	v->loaded = false;
	return EFFECT_DRAW;
}

static unsigned open_row(struct find *s, struct app *a)
{
	return app_push(a, household_view(a, s->found.list[s->table.at].household));
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct find *s = v->state;

	(void)a;
	return r != REQ_OPEN || s->found.n > 0;
}

/* May lead beyond the rows that are there. */
static bool is_down(enum request r)
{
	return r == REQ_DOWN || r == REQ_PAGE_DOWN || r == REQ_END;
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct find *s = v->state;
	struct rect part = list_part(&v->at);
	size_t before = s->words.text.n;
	struct err e;
	unsigned fx;

	err_clear(&e);
	if (r == REQ_OPEN)
		return open_row(s, a);
	if (!s->all && is_down(r) && work(v, a, &e) < 0)
		return app_fail(a, NULL, &e), EFFECT_DRAW;
	fx = table_move(&s->table, &part, r);
	if (fx != EFFECT_UNWANTED)
		return fx;
	if (!line_request(&s->words, r))
		return view_has(v, r) ? EFFECT_NONE : EFFECT_UNWANTED;
	return s->words.text.n != before ? again(v) : EFFECT_DRAW;
}

static unsigned text(struct view *v, struct app *a, const char *typed, size_t n, bool pasted)
{
	struct find *s = v->state;

	(void)a;
	(void)pasted;
	return lineedit_insert(&s->words, typed, n) ? again(v) : EFFECT_NONE;
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct find *s = v->state;
	struct rect part = list_part(&v->at);
	int what = table_click(&s->table, &part, k);

	return what == 2 ? open_row(s, a) : what == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void close_find(struct view *v)
{
	struct find *s = v->state;

	people_release(&s->found);
	table_release(&s->table);
	lineedit_release(&s->words);
	mem_free(s);
}

static const enum request requests[] = {
	REQ_OPEN,       REQ_UP,        REQ_DOWN,     REQ_PAGE_UP,   REQ_PAGE_DOWN, REQ_BACKSPACE,
	REQ_DELETE,     REQ_LEFT,      REQ_RIGHT,    REQ_HOME,      REQ_END,       REQ_WORD_LEFT,
	REQ_WORD_RIGHT, REQ_KILL_LINE, REQ_KILL_ALL, REQ_KILL_WORD, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "find",
	.takes_text = true,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.cursor = cursor,
	.can = can,
	.request = request,
	.text = text,
	.mouse = mouse,
	.close = close_find,
	.wants_work = wants_work,
	.work = work,
};

struct view *find_view(struct app *a)
{
	struct find *s = mem_alloc(sizeof(*s));

	(void)a;
	lineedit_init(&s->words, "", 128, false);
	return view_make(&ops, s);
}

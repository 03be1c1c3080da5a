/* Home teaching: one row a child, who waits longest first; its plan and its lessons beside. */
#include "base/clock.h"
#include "base/mem.h"
#include "item.h"
#include "model/lesson.h"
#include "model/record.h"
#include "screen/words.h"
#include "section.h"
#include "split.h"
#include "table.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>

#define HEAD 0
#define BAR 5
#define LESSONS 12

/* On a narrow screen: the page below says both, the last day and the delay stay. */
enum { TERM_SPARE = 1, TEACHERS_SPARE };

struct lessons {
	struct lesson_child *child;
	size_t n;
	struct table table;
	struct page page; /* about the selected child */
	int64_t page_of;
	bool fresh;
	unsigned facts;
};

static const struct lesson_child *selected(const struct lessons *l)
{
	return l->table.at < l->n ? &l->child[l->table.at] : NULL;
}

static void add_columns(struct lessons *l, const struct app *a)
{
	table_column(&l->table, app_word(a, "lesson_name"), 8, false);
	table_column(&l->table, app_word(a, "lesson_age"), 4, true);
	table_column(&l->table, app_word(a, "lesson_teachers"), 0, false);
	table_spare(&l->table, TEACHERS_SPARE);
	table_column(&l->table, app_word(a, "lesson_term"), 6, true);
	table_spare(&l->table, TERM_SPARE);
	table_column(&l->table, app_word(a, "lesson_hours"), BAR + 9, false);
	table_column(&l->table, app_word(a, "lesson_last"), 10, false);
	table_column(&l->table, app_word(a, "lesson_late"), item_due_cols(a), false);
}

/* "8" and "1.5": hours are counted in halves. */
static void add_hours(struct buf *b, double hours)
{
	buf_addf(b, "%.10g", hours);
}

static void hours_text(const struct lesson_child *c, struct buf *out)
{
	for (int i = 0; i < BAR; i++)
		buf_adds(out, progress_block(i, BAR, (int)(c->hours * 2), (int)(c->hours_owed * 2)));
	buf_addc(out, ' ');
	add_hours(out, c->hours);
	buf_addc(out, '/');
	add_hours(out, c->hours_owed);
}

static void add_row(struct lessons *l, const struct app *a, const struct lesson_child *c)
{
	struct buf hours = BUF_INIT, late = BUF_INIT;
	char age[16], term[16], days[16];

	snprintf(age, sizeof(age), "%d", c->age);
	snprintf(term, sizeof(term), "%d", c->lessons_term);
	snprintf(days, sizeof(days), "%d", c->days_late);
	hours_text(c, &hours);
	if (c->days_late > 0)
		words_put(a->screens, &late, "word.days_late", days);
	table_add(&l->table, c->person, c->days_late > 0 ? INK_BAD : INK_NORMAL, c->name, c->age < 0 ? "" : age,
		  c->teachers, term, hours.s, c->last_on[0] ? c->last_on : app_word(a, "never"), late.s);
	buf_release(&hours);
	buf_release(&late);
}

static int fetch(struct lessons *l, struct app *a, struct err *e)
{
	struct lesson_child *list;
	size_t n;

	if (lesson_children(a->office, clock_today(), &list, &n, e) < 0)
		return -1;
	free(l->child);
	l->child = list;
	l->n = n;
	if (l->table.n_columns == 0)
		add_columns(l, a);
	table_clear(&l->table);
	for (size_t i = 0; i < n; i++)
		add_row(l, a, &list[i]);
	table_clip(&l->table);
	l->fresh = true;
	l->facts = a->facts;
	l->page_of = -1;
	return 0;
}

static void write_plan(struct lessons *l, struct app *a, const struct lesson_child *c)
{
	char year[5], key[24], lessons[16];
	struct buf b = BUF_INIT, week = BUF_INIT, owed = BUF_INIT, hours = BUF_INIT;

	lesson_year(clock_today(), year);
	words_put(a->screens, &b, c->plan ? "word.lesson_plan_of" : "word.lesson_plan_none", year,
		  work_key(a, REQ_EDIT, key));
	add_hours(&week, c->week);
	add_hours(&owed, c->hours_owed);
	page_text(&l->page, c->plan ? INK_NORMAL : INK_WARN, b.s);
	buf_clear(&b);
	snprintf(lessons, sizeof(lessons), "%d", c->lessons);
	add_hours(&hours, c->hours);
	words_put(a->screens, &b, "word.lesson_quota", week.s, owed.s);
	buf_adds(&b, "   ");
	words_put(a->screens, &b, "word.lesson_given", lessons, hours.s);
	page_text(&l->page, INK_NORMAL, b.s);
	if (!c->signed_all)
		page_text(&l->page, INK_WARN, app_word(a, "lesson_unsigned"));
	if (c->next[0]) {
		buf_clear(&b);
		words_put(a->screens, &b, "word.lesson_next", c->next);
		page_text(&l->page, INK_NORMAL, b.s);
	}
	buf_release(&b);
	buf_release(&week);
	buf_release(&owed);
	buf_release(&hours);
}

static int load_page(struct lessons *l, struct app *a, struct err *e)
{
	const struct lesson_child *c = selected(l);
	struct section_ask ask = { screens_list(a->screens, "home_teaching_of"), 0, LESSONS, 0, 0 };
	struct buf b = BUF_INIT;
	int64_t count;

	page_clear(&l->page);
	l->page_of = c ? c->person : 0;
	if (!c)
		return 0;
	buf_addf(&b, "%s  %s %s", c->name, c->head, c->group);
	page_heading(&l->page, b.s);
	buf_release(&b);
	write_plan(l, a, c);
	ask.household = c->person;
	return ask.def ? section_rows(&l->page, a, &ask, &count, e) : 0;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct lessons *l = v->state;
	const struct lesson_child *c;

	if ((!l->fresh || l->facts != a->facts) && fetch(l, a, e) < 0)
		return -1;
	c = selected(l);
	return l->page_of != (c ? c->person : 0) ? load_page(l, a, e) : 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct lessons *l = v->state;
	struct rect part;

	(void)a;
	v->at = *room;
	part = split_table(&v->at, HEAD, l->n);
	table_scroll(&l->table, &part);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct lessons *l = v->state;
	struct rect part = split_table(&v->at, HEAD, l->n), side = split_page(&v->at, HEAD, l->n);

	if (l->n == 0) {
		table_draw(&l->table, &v->at);
		draw_wrapped(&v->at, 2, 2, v->at.w - 4, 4, INK_DIM, app_word(a, "lessons_none"));
		return;
	}
	table_draw(&l->table, &part);
	split_line(&v->at, HEAD, l->n);
	page_draw(&l->page, &side, false);
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	(void)a;
	return r == REQ_SCOPE || r == REQ_NEW || selected(v->state) != NULL;
}

static unsigned open_plan(struct app *a, const struct lesson_child *c)
{
	struct record r;
	struct err e;

	if (c->plan)
		return app_push(a, form_view(a, "lesson_plan", c->plan, 0, NULL));
	err_clear(&e);
	if (lesson_plan_begin(a->office, c->person, &r, &e) < 0) {
		record_release(&r);
		return app_fail(a, NULL, &e);
	}
	return app_push(a, form_view_of(a, "lesson_plan", &r, c->person, NULL));
}

/* A lesson needs its child: where one is made is said. */
static unsigned begin_elsewhere(struct app *a)
{
	char key[24];

	return app_say(a, "lessons_begin", work_key(a, REQ_NEW, key), NULL);
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct lessons *l = v->state;
	const struct lesson_child *c = selected(l);
	struct rect part = split_table(&v->at, HEAD, l->n);
	unsigned fx;

	switch (r) {
	case REQ_OPEN:
		return app_push(a, list_view(a, "home_teaching_of", c->person));
	case REQ_NEW:
		return c ? app_push(a, lesson_form(a, c->person)) : begin_elsewhere(a);
	case REQ_EDIT:
		return open_plan(a, c);
	case REQ_HOUSEHOLD:
		return app_push(a, household_view(a, c->household));
	case REQ_HISTORY:
		return app_push(a, history_view(a, "person", c->person, NULL));
	case REQ_SCOPE:
		return work_scope(a);
	default:
		fx = table_move(&l->table, &part, r);
		if (fx & EFFECT_DRAW)
			v->loaded = false; /* the page shows another child */
		return fx;
	}
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct lessons *l = v->state;
	struct rect part = split_table(&v->at, HEAD, l->n);
	int what = table_click(&l->table, &part, k);

	v->loaded = what == 0;
	return what == 2 ? request(v, a, REQ_OPEN) : what == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct lessons *l = v->state;
	char all[24], late[24];
	int overdue = 0;

	(void)left;
	for (size_t i = 0; i < l->n; i++)
		overdue += l->child[i].days_late > 0;
	snprintf(all, sizeof(all), "%zu", l->n);
	snprintf(late, sizeof(late), "%d", overdue);
	words_put(a->screens, right, "word.lessons_count", all, late);
}

static void close_lessons(struct view *v)
{
	struct lessons *l = v->state;

	free(l->child);
	table_release(&l->table);
	page_release(&l->page);
	mem_free(l);
}

static const enum request requests[] = {
	REQ_OPEN, REQ_NEW,     REQ_EDIT,      REQ_HOUSEHOLD, REQ_HISTORY, REQ_SCOPE, REQ_UP,
	REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST,     REQ_LAST,    REQ_NONE,
};

static const struct view_ops ops = {
	.name = "lessons",
	.covers = view_covers_scope,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.title = title,
	.close = close_lessons,
};

struct view *lessons_view(struct app *a)
{
	struct lessons *l = mem_alloc(sizeof(*l));

	(void)a;
	l->page_of = -1;
	return view_make(&ops, l);
}

/* Tables of one year: how many households each leader has reached; how many families knew the policy, by village. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "model/duty.h"
#include "model/finding.h"
#include "table.h"
#include "tui/app.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One year of facts in a table; what differs is how its rows are made. */
struct yearly {
	const struct yearly_kind *kind;
	char year[5];
	struct table table; /* the id of a row: the record it opens */
};
struct yearly_kind {
	const char *none, *hint, *form; /* words; form of a row's record, NULL: none is opened */
	void (*columns)(struct table *t, const struct app *a);
	int (*fill)(struct yearly *s, struct app *a, struct err *e);
};

static const char *rate_of(int part, int whole, char out[16])
{
	if (whole <= 0)
		return "-";
	snprintf(out, 16, "%d%%", (int)((int64_t)part * 100 / whole));
	return out;
}

static void round_columns(struct table *t, const struct app *a)
{
	table_column(t, app_word(a, "word.leader"), 12, false);
	table_column(t, app_word(a, "word.post"), 0, false);
	table_column(t, app_word(a, "word.reached"), 10, true);
	table_column(t, app_word(a, "word.rate"), 6, true);
	table_column(t, app_word(a, "word.last_round"), 10, false);
}

static int round_fill(struct yearly *s, struct app *a, struct err *e)
{
	struct round *list;
	size_t n;
	if (rounds_list(a->office, s->year, &list, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		const struct round *r = &list[i];
		char reached[48], rate[16];
		snprintf(reached, sizeof reached, "%d/%d", r->reached, r->households);
		enum ink ink = r->reached >= r->households ? INK_GOOD : r->reached == 0 ? INK_BAD : INK_NORMAL;
		table_add(&s->table, r->cadre, ink, r->name, r->post, reached, rate_of(r->reached, r->households, rate),
			  r->last_on);
	}
	free(list);
	return 0;
}

static void awareness_columns(struct table *t, const struct app *a)
{
	table_column(t, app_word(a, "word.village"), 0, false);
	table_column(t, app_word(a, "word.asked"), 10, true);
	table_column(t, app_word(a, "word.aware"), 10, true);
	table_column(t, app_word(a, "word.rate"), 6, true);
}

static int awareness_fill(struct yearly *s, struct app *a, struct err *e)
{
	struct awareness *list;
	size_t n;
	if (awareness_list(a->office, s->year, &list, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		const struct awareness *w = &list[i];
		char asked[16], aware[16], rate[16];
		snprintf(asked, sizeof asked, "%d", w->asked);
		snprintf(aware, sizeof aware, "%d", w->aware);
		table_add(&s->table, w->place, w->aware >= w->asked ? INK_GOOD : INK_NORMAL,
			  w->name[0] != '\0' ? w->name : app_word(a, "word.no_village"), asked, aware,
			  rate_of(w->aware, w->asked, rate));
	}
	free(list);
	return 0;
}

static int yearly_load(struct view *v, struct app *a, struct err *e)
{
	struct yearly *s = v->state;
	table_clear(&s->table);
	if (s->table.n_columns == 0)
		s->kind->columns(&s->table, a);
	if (s->kind->fill(s, a, e) < 0)
		return -1;
	table_clip(&s->table);
	return 0;
}

static void yearly_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct yearly *s = v->state;
	(void)a;
	v->at = *room;
	table_scroll(&s->table, room);
}

static void yearly_draw(const struct view *v, const struct app *a)
{
	const struct yearly *s = v->state;
	table_draw(&s->table, &v->at);
	if (s->table.n == 0)
		draw_wrapped(&v->at, 2, 2, v->at.w - 4, 3, INK_DIM, app_word(a, s->kind->none));
}

static unsigned another_year(struct view *v, struct yearly *s, int by)
{
	int year = atoi(s->year) + by;
	if (year >= 2000 && year <= 2199)
		snprintf(s->year, sizeof s->year, "%04u", (unsigned)year % 10000u);
	v->loaded = false;
	return EFFECT_DRAW;
}

static bool yearly_can(const struct view *v, const struct app *a, enum request r)
{
	const struct yearly *s = v->state;
	(void)a;
	return r != REQ_OPEN || s->table.n > 0;
}

static void yearly_hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct yearly *s = v->state;
	buf_adds(out, app_word(a, s->kind->hint));
}

static unsigned yearly_request(struct view *v, struct app *a, enum request r)
{
	struct yearly *s = v->state;
	switch (r) {
	case REQ_OPEN:
		return app_push(a, form_view(a, s->kind->form, s->table.row[s->table.at].id, 0, NULL));
	case REQ_LEFT:
	case REQ_RIGHT:
		return another_year(v, s, r == REQ_LEFT ? -1 : 1);
	default:
		return table_move(&s->table, &v->at, r);
	}
}

static void yearly_title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct yearly *s = v->state;
	(void)a;
	(void)left;
	buf_adds(right, s->year);
}

static void yearly_close(struct view *v)
{
	struct yearly *s = v->state;
	table_release(&s->table);
	mem_free(s);
}

static const struct yearly_kind round_kind = {
	.none = "word.no_leaders",
	.hint = "word.rounds_hint",
	.form = "cadre",
	.columns = round_columns,
	.fill = round_fill,
};
static const struct yearly_kind awareness_kind = {
	.none = "word.awareness_none",
	.hint = "word.awareness_hint",
	.columns = awareness_columns,
	.fill = awareness_fill,
};

#define YEARLY_MOVES REQ_LEFT, REQ_RIGHT, REQ_UP, REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST, REQ_NONE
static const enum request round_requests[] = { REQ_OPEN, YEARLY_MOVES };
static const enum request awareness_requests[] = { YEARLY_MOVES };

#define YEARLY_OPS \
	.load = yearly_load, .layout = yearly_layout, .draw = yearly_draw, .can = yearly_can, \
	.request = yearly_request, .title = yearly_title, .hint = yearly_hint, .close = yearly_close
static const struct view_ops rounds_ops = {
	.name = "rounds", .covers = view_covers_village, .requests = round_requests, YEARLY_OPS
};
static const struct view_ops awareness_ops = {
	.name = "awareness", .covers = view_covers_scope, .requests = awareness_requests, YEARLY_OPS
};

static struct view *yearly_view(const struct view_ops *ops, const struct yearly_kind *kind)
{
	struct yearly *s = mem_alloc(sizeof *s);
	s->kind = kind;
	snprintf(s->year, sizeof s->year, "%.4s", clock_today());
	return view_make(ops, s);
}

struct view *rounds_view(struct app *a)
{
	(void)a;
	return yearly_view(&rounds_ops, &round_kind);
}

struct view *awareness_view(struct app *a)
{
	(void)a;
	return yearly_view(&awareness_ops, &awareness_kind);
}

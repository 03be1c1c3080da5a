#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/record.h"
#include "model/visit.h"
#include "screen/checks.h"
#include "screen/item_text.h"
#include "screen/words.h"
#include "today_internal.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct rect list_part(const struct view *v)
{
	struct rect r = v->at;

	r.y += TODAY_HEAD;
	r.h -= TODAY_HEAD;
	if (r.w >= TODAY_WIDE)
		r.w = r.w * 3 / 5;
	return r;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct today *t = v->state;
	struct rect part;

	(void)a;
	if ((room->w >= TODAY_WIDE) != (v->at.w >= TODAY_WIDE)) {
		t->side_of = -1;
		v->loaded = false;
	}
	v->at = *room;
	part = list_part(v);
	table_scroll(&t->table, &part);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct today *t = v->state;
	struct rect part = list_part(v);
	struct buf b = BUF_INIT;
	char add[24], import[24];

	today_head_draw(&v->at, t, a);
	table_draw(&t->table, &part);
	if (t->n == 0) {
		if (t->known < TODAY_DONE)
			buf_adds(&b, app_word(a, "today_not_yet"));
		else if (t->empty)
			words_put(a->screens, &b, "word.today_empty", work_key(a, REQ_NEW, add),
				  work_key(a, REQ_GO_IMPORT, import));
		else
			buf_adds(&b, app_word(a, "today_nothing"));
		draw_wrapped(&part, 2, 2, part.w - 4, 4, INK_DIM, b.s);
		buf_release(&b);
	}
	if (part.w < v->at.w) {
		struct rect side = { .y = part.y, .x = part.x + part.w + 1, .h = part.h, .w = v->at.w - part.w - 1 };

		term_vline(part.y, part.x + part.w, part.h);
		page_draw(&t->side, &side, false);
	}
}

/* The student under the cursor, else the next below who waits, else the first; n: nobody. */
static size_t next_untold(const struct today *t)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t at = (t->table.at + i) % t->n;

		if (t->item[at].kind == ITEM_NOTIFY && t->item[at].person)
			return at;
	}
	return t->n;
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct item *it = today_selected(v->state);

	(void)a;
	switch (r) {
	case REQ_OPEN:
		return it != NULL;
	case REQ_HOUSEHOLD:
	case REQ_HANDBOOK:
	case REQ_REPEAT_VISIT:
		return it && it->household;
	case REQ_MOVE:
		return it && it->kind == ITEM_FINDING;
	case REQ_TELL:
		return next_untold(v->state) < ((const struct today *)v->state)->n;
	default:
		return true;
	}
}

/* An item that is no household's: the visit goes to the household that waits longest. */
static unsigned log_visit(struct today *t, struct app *a, bool repeat)
{
	const struct item *it = today_selected(t);

	t->visiting = it && it->household ? it->household : visit_next_household(a->office, 0);
	if (!t->visiting)
		return app_say(a, "visit_no_household", NULL, NULL);
	return app_push(a, visit_form(a, t->visiting, repeat));
}

/* Only the student under the cursor is told: from elsewhere the key goes there, so that the family is seen first. */
static unsigned tell(struct view *v, struct app *a, const struct rect *part)
{
	struct today *t = v->state;
	size_t at = next_untold(t);
	char key[24];

	if (at == t->table.at)
		return app_push(a, tell_view(a, t->item[at].arg[0], &t->item[at].person, 1));
	t->table.at = at;
	table_scroll(&t->table, part);
	v->loaded = false; /* the side shows another household */
	return EFFECT_DRAW | app_say(a, "today_tell_here", t->item[at].text, work_key(a, REQ_TELL, key));
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct today *t = v->state;
	const struct item *it = today_selected(t);
	struct rect part = list_part(v);
	unsigned fx;

	t->visiting = 0;                   /* a visit form that was left for another place has answered nothing */
	v->loaded = v->loaded && t->fresh; /* its first loading was stopped: any key asks again */
	t->had = false;
	t->touched = true;
	switch (r) {
	case REQ_OPEN: /* a visit begun and kept as a draft is a visit all the same */
		if (it->kind == ITEM_DRAFT && strcmp(it->text, "visit") == 0)
			t->visiting = it->household;
		return app_push(a, item_view(a, it));
	case REQ_LOG_VISIT:
	case REQ_REPEAT_VISIT:
		return log_visit(t, a, r == REQ_REPEAT_VISIT);
	case REQ_HOUSEHOLD:
		return app_push(a, household_view(a, it->household));
	case REQ_HANDBOOK:
		return app_push(a, handbook_view(a, it->household));
	case REQ_MOVE:
		return app_push(a, move_view(a, it->row, it->word));
	case REQ_TELL:
		return tell(v, a, &part);
	case REQ_NEW:
		return app_push(a, form_view(a, "household", 0, 0, NULL));
	case REQ_FIND:
		return app_push(a, find_view(a));
	case REQ_SCOPE:
		return work_scope(a);
	default:
		fx = table_move(&t->table, &part, r);
		if (fx & EFFECT_DRAW)
			v->loaded = false; /* the side shows another household */
		return fx;
	}
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct today *t = v->state;
	struct rect part = list_part(v);
	int what = table_click(&t->table, &part, k);

	t->had = t->had && what == 0;
	t->touched = t->touched || what != 0;
	v->loaded = what == 0;
	return what == 2 ? request(v, a, REQ_OPEN) : what == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

/* A visit is logged: on to the next household. */
static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct today *t = v->state;
	int64_t visited = t->visiting;
	char *head;
	unsigned fx;

	t->visiting = 0;
	if (strcmp(ans->from, "form") != 0 || !ans->yes || !visited)
		return EFFECT_NONE;
	t->visited = visited;
	t->seek = visit_next_household(a->office, visited);
	if (!t->seek)
		return app_say(a, "visit_saved_last", NULL, NULL);
	head = record_title(a->office, "household", t->seek);
	fx = app_say(a, "visit_saved_next", head, NULL);
	mem_free(head);
	return fx;
}

/* In the right corner the day, as on the wall of an office. */
static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	char key[16];

	(void)v;
	(void)left; /* village and name: the app's own */
	snprintf(key, sizeof(key), "weekday_%d", date_weekday(clock_today()));
	buf_addf(right, "%s %s", clock_today(), app_word(a, key));
}

static void close_today(struct view *v)
{
	struct today *t = v->state;

	free(t->item);
	today_end(&t->work);
	table_release(&t->table);
	page_release(&t->side);
	today_head_clear(t);
	mem_free(t);
}

/* What stands here is what was known before. */
static bool stopped(struct view *v, struct app *a)
{
	(void)v;
	(void)a;
	return true;
}

static const enum request requests[] = {
	REQ_OPEN,    REQ_LOG_VISIT, REQ_REPEAT_VISIT, REQ_HANDBOOK, REQ_HOUSEHOLD, REQ_MOVE,
	REQ_TELL,    REQ_NEW,       REQ_FIND,         REQ_SCOPE,    REQ_UP,        REQ_DOWN,
	REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST,        REQ_LAST,     REQ_NONE,
};

static const struct view_ops ops = {
	.name = "today",
	.covers = view_covers_scope,
	.requests = requests,
	.load = today_view_load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.title = title,
	.close = close_today,
	.hint = today_hint,
	.wants_work = today_wants_work,
	.work = today_view_work,
	.stopped = stopped,
};

struct view *today_view(struct app *a)
{
	struct today *t = mem_alloc(sizeof(*t));

	(void)a;
	t->side_of = -1;
	return view_make(&ops, t);
}

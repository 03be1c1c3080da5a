/* The targets of one task: ticking per village, household or student. */
#include "base/mem.h"
#include "base/text.h"
#include "model/campaign.h"
#include "screen/words.h"
#include "table.h"
#include "tui/app.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum asks { ASKS_NOTHING, ASKS_EVIDENCE, ASKS_ALL };

struct checklist {
	int64_t id;
	int64_t household; /* where the cursor is to begin; 0 once it did */
	struct task_info task;
	struct target *target;
	size_t n;
	struct table table;
	enum asks asks;
	struct target asked; /* whose evidence is being typed */
};

/* Once: who came from a house sees its line first. */
static void begin_at(struct checklist *s)
{
	for (size_t i = 0; s->household != 0 && i < s->n; i++)
		if (s->target[i].household == s->household) {
			s->table.at = i;
			break;
		}
	s->household = 0;
}

static int checklist_load(struct view *v, struct app *a, struct err *e)
{
	struct checklist *s = v->state;
	free(s->target);
	s->target = NULL;
	s->n = 0;
	table_clear(&s->table);
	if (task_get(a->office, s->id, &s->task, e) < 0 || target_list(a->office, s->id, &s->target, &s->n, e) < 0)
		return -1;
	if (s->table.n_columns == 0) {
		table_column(&s->table, "", 3, false);
		table_column(&s->table, app_word(a, "word.target"), 16, false);
		table_column(&s->table, app_word(a, "word.target_note"), 14, false);
		table_column(&s->table, app_word(a, "word.done_on"), 10, false);
		table_column(&s->table, app_word(a, "word.who"), 8, false);
		table_column(&s->table, app_word(a, "word.evidence"), 0, false);
	}
	for (size_t i = 0; i < s->n; i++) {
		const struct target *t = &s->target[i];
		const char *mark = t->by_fact ? "[+]" : t->done ? "[x]" : "[ ]";
		enum ink ink = t->done ? INK_GOOD : s->task.late ? INK_BAD : INK_NORMAL;
		table_add(&s->table,
			  t->person      ? t->person
			  : t->household ? t->household
					 : t->place,
			  ink, mark, t->title[0] != '\0' ? t->title : s->task.title, t->note, t->done_on, t->who,
			  t->evidence);
	}
	table_clip(&s->table);
	begin_at(s);
	return 0;
}

static struct rect table_part(const struct rect *at)
{
	return (struct rect){ .y = at->y + 2, .x = at->x, .h = at->h - 2, .w = at->w };
}

static void checklist_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct checklist *s = v->state;
	(void)a;
	v->at = *room;
	struct rect part = table_part(room);
	table_scroll(&s->table, &part);
}

static void checklist_draw(const struct view *v, const struct app *a)
{
	const struct checklist *s = v->state;
	struct rect part = table_part(&v->at);
	char count[48];
	draw_clear(&v->at);
	snprintf(count, sizeof count, "%d/%d", s->task.done, s->task.targets);
	int x = v->at.w > 40 ? v->at.w - 34 : v->at.w / 2;
	draw_text(&v->at, 0, 1, x - 2, INK_TITLE, s->task.title);
	draw_progress(&v->at, 0, x, 20, s->task.done, s->task.targets);
	draw_text(&v->at, 0, x + 21, 0, INK_NORMAL, count);
	table_draw(&s->table, &part);
	if (s->n == 0)
		draw_wrapped(&part, 2, 2, part.w - 4, 3, INK_DIM, app_word(a, "word.no_targets"));
}

static unsigned tick_one(struct checklist *s, struct app *a)
{
	struct target *t = &s->target[s->table.at];
	struct err e;
	int failed =
		t->done ? target_untick(a->office, s->id, t, &e) : target_tick(a->office, s->id, t, NULL, NULL, &e);
	if (failed)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD;
}

static unsigned ask_all(struct checklist *s, struct app *a)
{
	struct buf b = BUF_INIT;
	char left[16];
	snprintf(left, sizeof left, "%d", s->task.targets - s->task.done);
	words_put(a->screens, &b, "word.tick_all", left);
	s->asks = ASKS_ALL;
	unsigned effects = app_push(a, confirm_view(b.s));
	buf_release(&b);
	return effects;
}

static unsigned tick_all(struct checklist *s, struct app *a)
{
	struct err e;
	if (office_begin(a->office, "task.tick", &e) < 0)
		return app_fail(a, NULL, &e);
	for (size_t i = 0; i < s->n; i++)
		if (!s->target[i].done && target_tick(a->office, s->id, &s->target[i], NULL, NULL, &e) < 0) {
			office_rollback(a->office);
			return app_fail(a, NULL, &e);
		}
	if (office_commit(a->office, &e) < 0)
		return app_fail(a, NULL, &e);
	return EFFECT_RELOAD;
}

static unsigned ask_evidence(struct checklist *s, struct app *a)
{
	const struct target *t = &s->target[s->table.at];
	if (t->mark != 0)
		return app_push(a, form_view(a, "task_mark", t->mark, 0, "evidence"));
	s->asks = ASKS_EVIDENCE;
	s->asked = *t;
	return app_push(a, prompt_view(app_word(a, "word.evidence"), ""));
}

static bool checklist_can(const struct view *v, const struct app *a, enum request r)
{
	const struct checklist *s = v->state;
	const struct target *t = s->n > 0 ? &s->target[s->table.at] : NULL;
	(void)a;
	switch (r) {
	case REQ_TICK:
		return t != NULL && !t->by_fact;
	case REQ_EVIDENCE:
		return t != NULL && (t->mark != 0 || !t->done);
	case REQ_TICK_ALL:
		return s->task.done < s->task.targets;
	case REQ_HOUSEHOLD:
	case REQ_OPEN:
	case REQ_LOG_VISIT:
		return t != NULL && t->household != 0;
	default:
		return true;
	}
}

static unsigned checklist_request(struct view *v, struct app *a, enum request r)
{
	struct checklist *s = v->state;
	struct rect part = table_part(&v->at);
	if (s->n == 0 || !checklist_can(v, a, r))
		return table_move(&s->table, &part, r);
	switch (r) {
	case REQ_TICK:
		return tick_one(s, a);
	case REQ_TICK_ALL:
		return ask_all(s, a);
	case REQ_EVIDENCE:
		return ask_evidence(s, a);
	case REQ_OPEN:
	case REQ_HOUSEHOLD:
		return app_push(a, household_view(a, s->target[s->table.at].household));
	case REQ_LOG_VISIT:
		return app_push(a, visit_form(a, s->target[s->table.at].household, false));
	default:
		return table_move(&s->table, &part, r);
	}
}

static unsigned checklist_answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct checklist *s = v->state;
	enum asks asked = s->asks;
	struct err e;
	s->asks = ASKS_NOTHING;
	if (!ans->yes)
		return EFFECT_DRAW;
	if (asked == ASKS_ALL)
		return tick_all(s, a);
	if (asked == ASKS_EVIDENCE) {
		if (target_tick(a->office, s->id, &s->asked, ans->text, NULL, &e) < 0)
			return app_fail(a, NULL, &e);
		return EFFECT_RELOAD;
	}
	return EFFECT_DRAW;
}

static unsigned checklist_mouse(struct view *v, struct app *a, const struct key *k)
{
	struct checklist *s = v->state;
	struct rect part = table_part(&v->at);
	int clicks = table_click(&s->table, &part, k);
	return clicks == 2 ? checklist_request(v, a, REQ_TICK) : clicks == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void checklist_title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct checklist *s = v->state;
	(void)a;
	buf_adds(left, s->task.owner);
	buf_adds(right, s->task.due_on);
}

static void checklist_close(struct view *v)
{
	struct checklist *s = v->state;
	free(s->target);
	table_release(&s->table);
	mem_free(s);
}

static const enum request checklist_requests[] = { REQ_TICK,      REQ_EVIDENCE,  REQ_TICK_ALL, REQ_OPEN,
						   REQ_HOUSEHOLD, REQ_LOG_VISIT, REQ_UP,       REQ_DOWN,
						   REQ_PAGE_UP,   REQ_PAGE_DOWN, REQ_FIRST,    REQ_LAST,
						   REQ_NONE };
static const struct view_ops checklist_ops = {
	.name = "checklist",
	.covers = view_covers_scope,
	.requests = checklist_requests,
	.load = checklist_load,
	.layout = checklist_layout,
	.draw = checklist_draw,
	.can = checklist_can,
	.request = checklist_request,
	.mouse = checklist_mouse,
	.answer = checklist_answer,
	.title = checklist_title,
	.close = checklist_close,
};

struct view *checklist_view(struct app *a, int64_t task, int64_t household)
{
	struct checklist *s = mem_alloc(sizeof *s);
	(void)a;
	s->id = task;
	s->household = household;
	return view_make(&checklist_ops, s);
}

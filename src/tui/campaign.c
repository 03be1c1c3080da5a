/* One campaign: its tasks, how far each is, and what the one under the cursor asks for. */
#include "model/campaign.h"
#include "base/mem.h"
#include "base/text.h"
#include "screen/choices.h"
#include "screen/words.h"
#include "table.h"
#include "tui/app.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GUIDE_ROWS 4 /* below the tasks: evidence and guidance of the selected one */

struct campaign_state {
	int64_t id;
	struct campaign_info info;
	struct task_info *task;
	size_t n;
	struct table table;
};

static void add_task(struct campaign_state *s, const struct app *a, const struct task_info *t)
{
	char number[16], progress[32];
	const struct choice_list *scopes = screens_choices(a->screens, "task_scope");
	const struct choice *scope = scopes != NULL ? choice_find(scopes, t->scope) : NULL;
	bool done = t->targets > 0 && t->done >= t->targets;
	snprintf(number, sizeof number, "%d", t->position);
	snprintf(progress, sizeof progress, "%d/%d", t->done, t->targets);
	enum ink ink = done ? INK_GOOD : t->late ? INK_BAD : INK_NORMAL;
	table_add(&s->table, t->id, ink, done ? "[x]" : "[ ]", number, t->title,
		  scope != NULL ? scope->shown : t->scope, progress, t->due_on);
}

static int campaign_load(struct view *v, struct app *a, struct err *e)
{
	struct campaign_state *s = v->state;
	free(s->task);
	s->task = NULL;
	s->n = 0;
	table_clear(&s->table);
	if (campaign_get(a->office, s->id, &s->info, e) < 0 || task_list(a->office, s->id, &s->task, &s->n, e) < 0)
		return -1;
	if (s->table.n_columns == 0) {
		table_column(&s->table, "", 3, false);
		table_column(&s->table, "#", 2, true);
		table_column(&s->table, app_word(a, "word.task"), 0, false);
		table_column(&s->table, app_word(a, "word.task_scope"), 12, false);
		table_column(&s->table, app_word(a, "word.progress"), 8, true);
		table_column(&s->table, app_word(a, "word.due"), 10, false);
	}
	for (size_t i = 0; i < s->n; i++)
		add_task(s, a, &s->task[i]);
	table_clip(&s->table);
	return 0;
}

static struct rect table_part(const struct rect *at)
{
	struct rect r = *at;
	r.y += 2;
	r.h -= 2 + GUIDE_ROWS + 1;
	if (r.h < 3)
		r.h = 3;
	return r;
}

static void campaign_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct campaign_state *s = v->state;
	(void)a;
	v->at = *room;
	struct rect part = table_part(room);
	table_scroll(&s->table, &part);
}

static void draw_guide(const struct campaign_state *s, const struct app *a, const struct rect *r)
{
	struct buf b = BUF_INIT;
	const struct task_info *t = &s->task[s->table.at];
	int y = 0;
	if (t->evidence[0] != '\0') {
		words_put(a->screens, &b, "word.task_evidence", t->evidence);
		y += draw_wrapped(r, y, 1, r->w - 2, 2, INK_LABEL, b.s);
	}
	if (t->fact[0] != '\0') {
		char key[48];
		snprintf(key, sizeof key, "word.fact_%s", t->fact);
		y += draw_wrapped(r, y, 1, r->w - 2, 1, INK_DIM, app_word(a, key));
	}
	if (t->guidance[0] != '\0')
		draw_wrapped(r, y, 1, r->w - 2, GUIDE_ROWS - y, INK_NORMAL, t->guidance);
	buf_release(&b);
}

static void campaign_draw(const struct view *v, const struct app *a)
{
	const struct campaign_state *s = v->state;
	struct rect part = table_part(&v->at);
	struct buf b = BUF_INIT;
	char count[48];
	draw_clear(&v->at);
	snprintf(count, sizeof count, "%d/%d", s->info.targets_done, s->info.targets);
	words_put(a->screens, &b, "word.campaign_days", s->info.started_on, s->info.ends_on);
	int x = draw_text(&v->at, 0, 1, 0, INK_LABEL, b.s) + 2;
	draw_progress(&v->at, 0, x, 20, s->info.targets_done, s->info.targets);
	draw_text(&v->at, 0, x + 21, 0, INK_NORMAL, count);
	buf_release(&b);
	table_draw(&s->table, &part);
	if (s->n == 0)
		return;
	struct rect guide = { .y = part.y + part.h, .x = v->at.x, .h = GUIDE_ROWS + 1, .w = v->at.w };
	draw_rule(&guide, 0);
	guide.y++;
	guide.h--;
	draw_guide(s, a, &guide);
}

static bool campaign_can(const struct view *v, const struct app *a, enum request r)
{
	const struct campaign_state *s = v->state;
	(void)a;
	return s->n > 0 || (r != REQ_OPEN && r != REQ_TICK && r != REQ_EDIT && r != REQ_HISTORY);
}

/* A task done once is ticked right here; one with many targets opens its list. */
static unsigned tick(struct campaign_state *s, struct app *a)
{
	const struct task_info *t = &s->task[s->table.at];
	struct target *list = NULL;
	size_t n = 0;
	struct err e;
	if (strcmp(t->scope, "once") != 0)
		return app_push(a, checklist_view(a, t->id, 0));
	int failed = target_list(a->office, t->id, &list, &n, &e);
	if (!failed && n > 0)
		failed = list[0].done ? target_untick(a->office, t->id, &list[0], &e)
				      : target_tick(a->office, t->id, &list[0], NULL, NULL, &e);
	free(list);
	return failed ? app_fail(a, NULL, &e) : EFFECT_RELOAD;
}

static unsigned campaign_request(struct view *v, struct app *a, enum request r)
{
	struct campaign_state *s = v->state;
	struct rect part = table_part(&v->at);
	if (s->n > 0 && r == REQ_OPEN)
		return app_push(a, checklist_view(a, s->task[s->table.at].id, 0));
	if (s->n > 0 && r == REQ_TICK)
		return tick(s, a);
	if (s->n > 0 && r == REQ_EDIT)
		return app_push(a, form_view(a, "task", s->task[s->table.at].id, 0, NULL));
	if (s->n > 0 && r == REQ_HISTORY)
		return app_push(a, history_view(a, "task", s->task[s->table.at].id, NULL));
	return table_move(&s->table, &part, r);
}

static unsigned campaign_mouse(struct view *v, struct app *a, const struct key *k)
{
	struct campaign_state *s = v->state;
	struct rect part = table_part(&v->at);
	int clicks = table_click(&s->table, &part, k);
	return clicks == 2 ? campaign_request(v, a, REQ_OPEN) : clicks == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void campaign_title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct campaign_state *s = v->state;
	buf_addf(left, "%s %s", s->info.year, s->info.name);
	if (s->info.closed_on[0] != '\0')
		words_put(a->screens, right, "word.closed_on", s->info.closed_on);
	else if (s->info.overdue > 0) {
		char late[16];
		snprintf(late, sizeof late, "%d", s->info.overdue);
		words_put(a->screens, right, "word.tasks_late", late);
	}
}

static void campaign_view_close(struct view *v)
{
	struct campaign_state *s = v->state;
	free(s->task);
	table_release(&s->table);
	mem_free(s);
}

static const enum request campaign_requests[] = { REQ_OPEN,    REQ_TICK,      REQ_EDIT,  REQ_HISTORY, REQ_UP,  REQ_DOWN,
						  REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST,    REQ_NONE };
static const struct view_ops campaign_ops = {
	.name = "campaign",
	.covers = view_covers_scope,
	.requests = campaign_requests,
	.load = campaign_load,
	.layout = campaign_layout,
	.draw = campaign_draw,
	.can = campaign_can,
	.request = campaign_request,
	.mouse = campaign_mouse,
	.title = campaign_title,
	.close = campaign_view_close,
};

struct view *campaign_view(struct app *a, int64_t campaign)
{
	struct campaign_state *s = mem_alloc(sizeof *s);
	(void)a;
	s->id = campaign;
	return view_make(&campaign_ops, s);
}

/* The seasons: every campaign with its progress; starting one from its template. */
#include "base/clock.h"
#include "base/mem.h"
#include "model/campaign.h"
#include "screen/campaign_def.h"
#include "screen/words.h"
#include "table.h"
#include "tui/app.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct campaigns {
	struct campaign_info *list;
	size_t n;
	struct table table;
	bool starting;   /* what the open popup is about */
	int64_t closing; /* or the campaign to be closed, 0 none */
};

static const char *state_word(const struct campaign_info *c)
{
	if (c->closed_on[0] != '\0')
		return "word.campaign_is_closed";
	if (strcmp(c->ends_on, clock_today()) < 0)
		return "word.campaign_past";
	return strcmp(c->started_on, clock_today()) > 0 ? "word.campaign_ahead" : "word.campaign_running";
}

static void add_row(struct campaigns *s, const struct app *a, const struct campaign_info *c)
{
	char days[32], tasks[32], targets[32], late[16] = "";
	snprintf(days, sizeof days, "%.5s - %.5s", c->started_on + 5, c->ends_on + 5);
	snprintf(tasks, sizeof tasks, "%d/%d", c->tasks_done, c->tasks);
	snprintf(targets, sizeof targets, "%d/%d", c->targets_done, c->targets);
	if (c->overdue > 0 && c->closed_on[0] == '\0')
		snprintf(late, sizeof late, "%d", c->overdue);
	enum ink ink = c->closed_on[0] != '\0' ? INK_DIM : late[0] != '\0' ? INK_BAD : INK_NORMAL;
	table_add(&s->table, c->id, ink, c->name, c->year, app_word(a, state_word(c)), days, tasks, targets, late);
}

static int campaigns_load(struct view *v, struct app *a, struct err *e)
{
	struct campaigns *s = v->state;
	free(s->list);
	s->list = NULL;
	s->n = 0;
	table_clear(&s->table);
	if (campaign_list(a->office, false, &s->list, &s->n, e) < 0)
		return -1;
	if (s->table.n_columns == 0) {
		table_column(&s->table, app_word(a, "word.campaign"), 0, false);
		table_column(&s->table, app_word(a, "word.year"), 6, false);
		table_column(&s->table, app_word(a, "word.state"), 8, false);
		table_column(&s->table, app_word(a, "word.days"), 13, false);
		table_column(&s->table, app_word(a, "word.tasks_done"), 9, true);
		table_column(&s->table, app_word(a, "word.targets_done"), 9, true);
		table_column(&s->table, app_word(a, "word.late"), 6, true);
	}
	for (size_t i = 0; i < s->n; i++)
		add_row(s, a, &s->list[i]);
	table_clip(&s->table);
	return 0;
}

static void campaigns_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct campaigns *s = v->state;
	(void)a;
	v->at = *room;
	table_scroll(&s->table, room);
}

static void campaigns_draw(const struct view *v, const struct app *a)
{
	const struct campaigns *s = v->state;
	table_draw(&s->table, &v->at);
	if (s->n > 0)
		return;
	struct buf b = BUF_INIT;
	words_put(a->screens, &b, "word.campaigns_none", keymap_keys(a->keys, REQ_START_CAMPAIGN));
	draw_wrapped(&v->at, 2, 2, v->at.w - 4, 3, INK_DIM, b.s);
	buf_release(&b);
}

static unsigned ask_start(struct campaigns *s, struct app *a)
{
	const struct campaign_template *t;
	size_t n = screens_campaigns(a->screens, &t), now = 0;
	if (n == 0)
		return app_say(a, "word.no_templates", NULL, NULL);
	struct menu_item *item = mem_grow(NULL, n, sizeof *item);
	for (size_t i = 0; i < n; i++) {
		item[i] = (struct menu_item){ .label = t[i].name, .mark = t[i].starts, .id = (int64_t)i };
		if (strcmp(t[i].starts, clock_today() + 5) <= 0) /* the season that began last */
			now = i;
	}
	s->starting = true;
	unsigned effects = app_push(a, menu_view(app_word(a, "word.start_which"), item, n, now));
	mem_free(item);
	return effects;
}

/* A season that is over is begun for the next year: in November one prepares the spring. */
static void year_of(const struct campaign_template *t, char year[5])
{
	bool over = strcmp(t->starts, t->ends) <= 0 && strcmp(t->ends, clock_today() + 5) < 0;
	snprintf(year, 5, "%04u", ((unsigned)atoi(clock_today()) + over) % 10000u);
}

static unsigned start(struct app *a, int64_t which)
{
	const struct campaign_template *t;
	size_t n = screens_campaigns(a->screens, &t);
	int64_t id;
	struct err e;
	char year[5];
	if (which < 0 || (size_t)which >= n)
		return EFFECT_NONE;
	year_of(&t[which], year);
	if (campaign_start(a->office, &t[which], year, &id, &e) < 0)
		return app_fail(a, NULL, &e);
	app_say(a, "word.campaign_started", t[which].name, year);
	return app_push(a, campaign_view(a, id)) | EFFECT_RELOAD;
}

static unsigned ask_close(struct campaigns *s, struct app *a)
{
	struct buf b = BUF_INIT;
	const struct campaign_info *c = &s->list[s->table.at];
	char open[16];
	snprintf(open, sizeof open, "%d", c->tasks - c->tasks_done);
	words_put(a->screens, &b, "word.campaign_close", c->name, open);
	s->closing = c->id;
	unsigned effects = app_push(a, confirm_view(b.s));
	buf_release(&b);
	return effects;
}

static unsigned close_campaign(struct app *a, int64_t id)
{
	struct campaign_info info;
	struct err e;
	if (campaign_get(a->office, id, &info, &e) < 0 || campaign_close(a->office, id, clock_today(), &e) < 0)
		return app_fail(a, NULL, &e);
	return app_say(a, "word.campaign_was_closed", info.name, NULL) | EFFECT_RELOAD;
}

static bool campaigns_can(const struct view *v, const struct app *a, enum request r)
{
	const struct campaigns *s = v->state;
	(void)a;
	switch (r) {
	case REQ_OPEN:
	case REQ_EDIT:
	case REQ_HISTORY:
		return s->n > 0;
	case REQ_CLOSE_CAMPAIGN:
		return s->n > 0 && s->list[s->table.at].closed_on[0] == '\0';
	default:
		return true;
	}
}

static unsigned campaigns_request(struct view *v, struct app *a, enum request r)
{
	struct campaigns *s = v->state;
	const struct campaign_info *c = s->n > 0 ? &s->list[s->table.at] : NULL;
	switch (r) {
	case REQ_OPEN:
		return c != NULL ? app_push(a, campaign_view(a, c->id)) : EFFECT_NONE;
	case REQ_EDIT:
		return c != NULL ? app_push(a, form_view(a, "campaign", c->id, 0, NULL)) : EFFECT_NONE;
	case REQ_HISTORY:
		return c != NULL ? app_push(a, history_view(a, "campaign", c->id, NULL)) : EFFECT_NONE;
	case REQ_START_CAMPAIGN:
	case REQ_NEW:
		return ask_start(s, a);
	case REQ_CLOSE_CAMPAIGN:
		return c != NULL && c->closed_on[0] == '\0' ? ask_close(s, a) : EFFECT_NONE;
	default:
		return table_move(&s->table, &v->at, r);
	}
}

static unsigned campaigns_answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct campaigns *s = v->state;
	bool starting = s->starting;
	int64_t closing = s->closing;
	s->starting = false;
	s->closing = 0;
	if (!ans->yes)
		return EFFECT_DRAW;
	if (starting)
		return start(a, ans->id);
	return closing != 0 ? close_campaign(a, closing) : EFFECT_DRAW;
}

static unsigned campaigns_mouse(struct view *v, struct app *a, const struct key *k)
{
	struct campaigns *s = v->state;
	int clicks = table_click(&s->table, &v->at, k);
	return clicks == 2 ? campaigns_request(v, a, REQ_OPEN) : clicks == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void campaigns_close(struct view *v)
{
	struct campaigns *s = v->state;
	free(s->list);
	table_release(&s->table);
	mem_free(s);
}

static const enum request campaigns_requests[] = {
	REQ_OPEN, REQ_START_CAMPAIGN, REQ_CLOSE_CAMPAIGN, REQ_EDIT,  REQ_HISTORY, REQ_NEW, REQ_UP,
	REQ_DOWN, REQ_PAGE_UP,        REQ_PAGE_DOWN,      REQ_FIRST, REQ_LAST,    REQ_NONE
};
static const struct view_ops campaigns_ops = {
	.name = "campaigns",
	.covers = view_covers_scope,
	.requests = campaigns_requests,
	.load = campaigns_load,
	.layout = campaigns_layout,
	.draw = campaigns_draw,
	.can = campaigns_can,
	.request = campaigns_request,
	.mouse = campaigns_mouse,
	.answer = campaigns_answer,
	.close = campaigns_close,
};

struct view *campaigns_view(struct app *a)
{
	(void)a;
	return view_make(&campaigns_ops, mem_alloc(sizeof(struct campaigns)));
}

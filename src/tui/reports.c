/* The menu of reports, each with the period it would be about today. */
#include "base/mem.h"
#include "base/text.h"
#include "item.h"
#include "model/record.h"
#include "report_internal.h"
#include "screen/words.h"
#include "table.h"
#include "tui/views.h"

#include <stdio.h>
#include <string.h>

struct reports {
	const struct report_def *const *def;
	struct period *period; /* of each; name "" where there is none (no campaign yet) */
	size_t n;
	struct table table;
};

static void period_text(struct app *a, const struct report_def *d, const struct period *p, struct buf *out)
{
	char *name;

	if (strcmp(d->kind, "term") == 0)
		work_term(a, p->name, out);
	else if (strcmp(d->kind, "campaign") == 0 && p->campaign) {
		name = record_title(a->office, "campaign", p->campaign);
		buf_adds(out, name ? name : "");
		mem_free(name);
	} else if (strcmp(d->kind, "none") != 0)
		buf_adds(out, p->name);
}

static int kind_cols(const struct app *a)
{
	static const char *const kinds[] = { "month", "year", "term", "campaign", "none" };
	char key[40];
	int most = 0;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		snprintf(key, sizeof(key), "report_kind_%s", kinds[i]);
		most = text_width(app_word(a, key)) > most ? text_width(app_word(a, key)) : most;
	}
	return most;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct reports *s = v->state;

	(void)e;
	if (s->table.n_columns == 0) {
		table_column(&s->table, app_word(a, "report_name"), 0, false);
		table_column(&s->table, app_word(a, "report_kind"), kind_cols(a), false);
		table_column(&s->table, app_word(a, "report_period"), 28, false);
	}
	table_clear(&s->table);
	for (size_t i = 0; i < s->n; i++) {
		const struct report_def *d = s->def[i];
		struct buf when = BUF_INIT;
		char key[40];

		snprintf(key, sizeof(key), "report_kind_%s", d->kind);
		if (period_now(a->office, d->kind, &s->period[i], NULL) < 0)
			s->period[i].name[0] = '\0';
		else
			period_text(a, d, &s->period[i], &when);
		table_add(&s->table, (int64_t)i + 1, s->period[i].name[0] ? INK_NORMAL : INK_DIM, d->title,
			  app_word(a, key), when.s);
		buf_release(&when);
	}
	table_clip(&s->table);
	return 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct reports *s = v->state;

	(void)a;
	v->at = *room;
	table_scroll(&s->table, room);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct reports *s = v->state;

	table_draw(&s->table, &v->at);
	if (s->n == 0)
		draw_text(&v->at, 2, 2, 0, INK_DIM, app_word(a, "report_none"));
}

static unsigned open_report(struct reports *s, struct app *a)
{
	if (s->table.at >= s->n)
		return EFFECT_NONE;
	if (!s->period[s->table.at].name[0])
		return app_say(a, "report_no_campaign", NULL, NULL);
	return app_push(a, report_view(s->def[s->table.at], &s->period[s->table.at]));
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	(void)a;
	return r != REQ_OPEN || ((const struct reports *)v->state)->n > 0;
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct reports *s = v->state;

	return r == REQ_OPEN ? open_report(s, a) : table_move(&s->table, &v->at, r);
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct reports *s = v->state;
	int what = table_click(&s->table, &v->at, k);

	return what == 2 ? open_report(s, a) : what ? EFFECT_DRAW : EFFECT_NONE;
}

static void close_reports(struct view *v)
{
	struct reports *s = v->state;

	table_release(&s->table);
	mem_free(s->period);
	mem_free(s);
}

static const enum request requests[] = {
	REQ_OPEN, REQ_UP, REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "reports",
	.covers = view_covers_file,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.close = close_reports,
};

struct view *reports_view(struct app *a)
{
	struct reports *s = mem_alloc(sizeof(*s));

	s->n = screens_reports(a->screens, &s->def);
	s->period = mem_alloc((s->n + 1) * sizeof(*s->period));
	return view_make(&ops, s);
}

/* Four campaigns around today, whatever day it is: their templates keep the tasks and are moved to other days. */
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/cut.h"
#include "model/demo_parts.h"

#include <stdio.h>
#include <string.h>

enum { MOST_TASKS = 24, CLOSED_AFTER = 3 };

/* Days ago; winter ends ahead of today. */
static const struct season {
	const char *key;
	int starts, ends;
	bool closed;
	int finished; /* tasks ticked through, from the first */
	int overdue;  /* the task after those is due so many days ago; 0: as the template says */
} seasons[] = {
	{ "spring", 300, 215, true, MOST_TASKS, 0 },
	{ "summer", 205, 130, true, MOST_TASKS, 0 },
	{ "autumn", 120, 12, false, 3, 0 },
	{ "winter", 40, -38, false, 1, 3 },
};

/* A template of its own with the days moved. */
struct moved {
	struct campaign_template t;
	struct task_template task[MOST_TASKS];
	char starts[6], ends[6], due[MOST_TASKS][6];
	char year[5];
};

static int64_t day_of_year(const char *month_day)
{
	char iso[11];
	snprintf(iso, sizeof iso, "2001-%.5s", month_day);
	return date_is_valid(iso) ? date_days(iso) : date_days("2001-02-28");
}

static int64_t days_after(const char *from, const char *to)
{
	int64_t n = day_of_year(to) - day_of_year(from);
	return n < 0 ? n + 365 : n;
}

static void month_day(int back, char out[6])
{
	char day[11];
	demo_day(back, day);
	cut_copy(out, 6, day + 5);
}

static int moved_due(const struct season *s, const struct campaign_template *from, size_t i)
{
	const char *due = from->task[i].due && from->task[i].due[0] ? from->task[i].due : from->ends;
	int64_t length = days_after(from->starts, from->ends), at = days_after(from->starts, due);
	int back = s->starts - (int)((s->starts - s->ends) * at / (length > 0 ? length : 1));
	if (back < s->ends)
		back = s->ends;
	if (s->overdue)
		return (int)i == s->finished ? s->overdue : back > -2 ? -2 - (int)i : back;
	return back;
}

static void move(const struct season *s, const struct campaign_template *from, struct moved *m)
{
	char first[11];
	m->t = *from;
	m->t.task = m->task;
	m->t.n = from->n < MOST_TASKS ? from->n : MOST_TASKS;
	month_day(s->starts, m->starts);
	month_day(s->ends, m->ends);
	m->t.starts = m->starts;
	m->t.ends = m->ends;
	demo_day(s->starts, first);
	cut_copy(m->year, sizeof m->year, first);
	for (size_t i = 0; i < m->t.n; i++) {
		m->task[i] = from->task[i];
		month_day(moved_due(s, from, i), m->due[i]);
		m->task[i].due = m->due[i];
	}
}

static void tick(struct demo *d, int64_t task, const struct target *t, int back)
{
	char day[11];
	demo_day(back, day);
	demo_begin(d, "task_mark");
	demo_int(d, "task_id", task);
	if (t->place)
		demo_int(d, "place_id", t->place);
	if (t->person)
		demo_int(d, "person_id", t->person);
	else if (t->household)
		demo_int(d, "household_id", t->household);
	demo_text(d, "done_on", day);
	demo_int(d, "cadre_id", d->cadre[demo_random(d, DEMO_CADRES)]);
	demo_label(d, "evidence", WORDS_EVIDENCE, demo_random(d, 100));
	demo_save(d);
}

/* Ticks what no record proves: all of it, or every other target. */
static void tick_task(struct demo *d, const struct season *s, int64_t task, bool all)
{
	struct target *list;
	size_t n;
	if (target_list(d->o, task, &list, &n, d->e)) {
		d->failed = true;
		return;
	}
	int last = s->ends > 0 ? s->ends : 1, days = s->starts - last;
	char end[11];
	demo_day(s->ends, end);
	for (size_t i = 0; i < n && !d->failed; i++) {
		/* What came after the end will not count once the campaign is closed. */
		bool proved = list[i].done && !(s->closed && demo_later(list[i].done_on, end));
		if (!proved && (all || (n > 1 && i % 2 == 0)))
			tick(d, task, &list[i], last + (int)demo_random(d, (unsigned)days));
	}
	mem_free(list);
}

static void run(struct demo *d, const struct season *s, const struct campaign_template *from)
{
	struct moved m;
	struct task_info *task = NULL;
	size_t n = 0;
	int64_t id;
	move(s, from, &m);
	if (campaign_start(d->o, &m.t, m.year, &id, d->e) || task_list(d->o, id, &task, &n, d->e)) {
		d->failed = true;
		return;
	}
	for (size_t i = 0; i < n && !d->failed; i++) {
		if ((int)i < s->finished)
			tick_task(d, s, task[i].id, true);
		else if (!s->overdue || (int)i <= s->finished + 1)
			tick_task(d, s, task[i].id, false);
	}
	mem_free(task);
	char closed[11];
	demo_day(s->ends - CLOSED_AFTER, closed);
	if (!d->failed && s->closed && campaign_close(d->o, id, closed, d->e))
		d->failed = true;
}

void demo_campaigns(struct demo *d)
{
	for (size_t i = 0; i < sizeof seasons / sizeof seasons[0]; i++)
		for (size_t k = 0; k < d->w->n_campaigns && !d->failed; k++)
			if (!strcmp(d->w->campaign[k].key, seasons[i].key))
				run(d, &seasons[i], &d->w->campaign[k]);
}

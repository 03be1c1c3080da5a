/* Projects and campaigns of the world of year_world.h, counted by plain loops. */
#ifndef YEAR_MORE_H
#define YEAR_MORE_H

#include "unit/year_count.h"

struct works {
	int n, priced, spent;
	double planned, started, finished, value, done;
};
/* Of a kind of project_kind (−1: one there is none of), of the poor county alone. */
static inline struct works count_works(const struct world *w, int kind, bool poor)
{
	struct works s = { 0 };

	for (int i = 0; i < w->project.n; i++) {
		const struct event *e = &w->project.e[i];

		if (e->binned || year_of(e) != YEAR || e->what != kind || (poor && e->who % VILLAGES))
			continue;
		s.n++;
		s.planned += e->what + 2;
		s.started += e->what + 2;
		s.finished += e->flag ? e->what + 2 : 1;
		s.priced += e->amount >= 0;
		s.value += e->amount > 0 ? e->amount : 0;
		s.spent += e->extra >= 0;
		s.done += e->extra > 0 ? e->extra : 0;
	}
	return s;
}

static inline void put_share(struct numbers *out, const char *kind, const char *what, const char *where, double up,
			     int up_n, double down)
{
	char name[64];

	snprintf(name, sizeof name, "%s_%s_rate%s", kind, what, where);
	put_sum(out, name, down > 0 && up_n ? 100 * up / down : 0, down > 0 && up_n);
}

static inline void put_works(struct numbers *out, const char *kind, const char *where, const struct works *s)
{
	const struct {
		const char *name;
		double value;
		int rows;
	} part[] = { { "planned", s->planned, s->n },     { "started", s->started, s->n },
		     { "finished", s->finished, s->n },   { "planned_value", s->value, s->priced },
		     { "done_value", s->done, s->spent }, { "projects", s->n, 1 } };
	char name[64];

	for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
		snprintf(name, sizeof name, "%s_%s%s", kind, part[i].name, where);
		put_sum(out, name, part[i].value, part[i].rows);
	}
	put_share(out, kind, "started", where, s->started, s->n, s->planned);
	put_share(out, kind, "finished", where, s->finished, s->n, s->planned);
	put_share(out, kind, "value", where, s->done, s->spent, s->priced ? s->value : 0);
}

static inline void count_projects(const struct world *w, struct numbers *out)
{
	static const char *const kind[] = { "building",  "equipment", "desks",  "books",
					    "dormitory", "computers", "living", "standard" };
	int all = 0, finished = 0;

	for (int k = 0; k < 8; k++)
		for (int poor = 0; poor < 2; poor++) {
			const struct works s = count_works(w, k < 5 ? k : -1, poor);

			put_works(out, kind[k], poor ? "_poor" : "", &s);
		}
	for (int i = 0; i < w->project.n; i++) {
		const struct event *e = &w->project.e[i];

		all += !e->binned && year_of(e) == YEAR;
		finished += !e->binned && year_of(e) == YEAR && e->flag;
	}
	put(out, "projects", all);
	put(out, "projects_finished", finished);
}

static inline bool is_marked(const struct world *w, int task, int who)
{
	for (int i = 0; i < w->mark.n; i++)
		if (!w->mark.e[i].binned && w->mark.e[i].what == task && (who < 0 || w->mark.e[i].who == who))
			return true;
	return false;
}

static inline bool shown(const struct pile *p, int who, int from, int until)
{
	for (int i = 0; i < p->n; i++)
		if (!p->e[i].binned && p->e[i].who == who && p->e[i].day >= from && p->e[i].day <= until)
			return true;
	return false;
}

/* For how many a task is, and for how many it is done. */
static inline void count_task(const struct world *w, int task, int *targets, int *done)
{
	const int s = w->task[task].season, from = seasons[s].from;
	const int until = seasons[s].closed == NEVER ? INT_MAX : seasons[s].closed;
	const int over = seasons[s].closed == NEVER ? seasons[s].ends : seasons[s].closed;
	bool house[HOUSES], village[VILLAGES] = { false };

	*targets = *done = 0;
	for (int h = 0; h < HOUSES; h++) {
		house[h] = lives(w, h, until) && (w->house[h].entered == NEVER || w->house[h].entered <= over);
		village[w->house[h].village] |= house[h];
	}
	switch (w->task[task].scope) {
	case 0:
		*targets = 1;
		*done = is_marked(w, task, -1);
		break;
	case 1:
		for (int v = 0; v < VILLAGES; v++) {
			*targets += village[v];
			*done += village[v] && is_marked(w, task, v);
		}
		break;
	case 2:
		for (int h = 0; h < HOUSES; h++) {
			*targets += house[h];
			*done += house[h] && (is_marked(w, task, h) || shown(&w->visit, h, from, until));
		}
		break;
	default:
		for (int i = 0; i < PUPILS; i++) {
			const struct pupil *p = &w->pupil[i];
			bool of = house[p->house] && (p->left == NEVER || p->left > until) &&
				  p->away[from >= 7 * 28] >= 0;

			*targets += of;
			*done += of && (is_marked(w, task, i) || shown(&w->told, i, from, until));
		}
	}
}

static inline void count_campaigns(const struct world *w, struct numbers *out)
{
	int all = 0, all_done = 0, tasks[4] = { 0 }, finished[4] = { 0 };

	for (int i = 0; i < TASKS; i++) {
		int targets, done;

		count_task(w, i, &targets, &done);
		all += targets;
		all_done += done;
		tasks[w->task[i].season]++;
		finished[w->task[i].season] += targets > 0 && done == targets;
	}
	for (int s = 0; s < 4; s++) {
		char name[64];

		snprintf(name, sizeof name, "%s_tasks", season_key[s]);
		put(out, name, tasks[s]);
		snprintf(name, sizeof name, "%s_tasks_done", season_key[s]);
		put(out, name, finished[s]);
	}
	put(out, "task_targets", all);
	put(out, "task_targets_done", all_done);
}

#endif

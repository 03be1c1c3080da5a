#include "model/today.h"

#include "base/clock.h"
#include "base/mem.h"
#include "model/cut.h"
#include "store/db.h"
#include "store/draft.h"
#include "today_parts.h"

#include <stdio.h>
#include <string.h>

enum {
	HOUSEHOLDS_AT_ONCE = 2000, /* of a district in one step */
	HANDFUL = 100,             /* up to here the first frame waits for the visits */
	VILLAGE = 500              /* up to here all is found at once */
};

struct running_task {
	struct task_info task, counted; /* as it is known; with the stretches so far */
	size_t campaign;
};

struct today_work {
	struct today_ask ask;
	enum today_part part;
	bool handful, large;
	struct scope_part at;     /* the stretch done last */
	int64_t done, households; /* of this part; of the scope, 0 until counted */
	struct today_counts counts;
	struct today_list list;
	struct today_found found; /* of the step under way */
	struct campaign_info *campaign;
	size_t n_campaigns;
	struct running_task *task;
	size_t n_tasks;
};

int today_begin(struct today_work **out, struct office *o, const struct handbook_field *f, size_t nf, struct err *e)
{
	struct today_work *w = mem_alloc(sizeof *w);

	(void)e;
	w->ask = (struct today_ask){ .o = o, .f = f, .nf = nf, .part = scope_all() };
	int64_t households = scope_size(o, VILLAGE + 1);
	w->handful = households <= HANDFUL;
	w->large = households > VILLAGE;
	w->ask.few = !w->large;
	*out = w;
	return 0;
}

void today_fields(struct today_work *w, const struct handbook_field *f, size_t nf)
{
	w->ask.f = f;
	w->ask.nf = nf;
}

void today_end(struct today_work **w)
{
	if (!*w)
		return;
	today_clear(&(*w)->list);
	today_clear(&(*w)->found.list);
	mem_free((*w)->campaign);
	mem_free((*w)->task);
	mem_free(*w);
	*w = NULL;
}

static bool is_parted(enum today_part p)
{
	return p == TODAY_VISITS || p == TODAY_TASKS || p == TODAY_UNTOLD || p == TODAY_BACKPAY || p == TODAY_GAPS;
}

/* Running tasks, and how far those are that no stretch of households can tell. */
static int begin_tasks(struct today_work *w, struct err *e)
{
	struct office *o = w->ask.o;
	struct scope_part all = scope_all();
	int rc = 0;

	mem_free(w->campaign);
	mem_free(w->task);
	w->task = NULL;
	w->n_tasks = 0;
	if (campaign_list_uncounted(o, &w->campaign, &w->n_campaigns, e))
		return -1;
	for (size_t i = 0; i < w->n_campaigns && rc == 0; i++) {
		struct task_info *task;
		size_t n;

		rc = task_list_uncounted(o, w->campaign[i].id, &task, &n, e);
		w->task = mem_grow(w->task, w->n_tasks + n + 1, sizeof *w->task);
		for (size_t k = 0; k < n && rc == 0; k++) {
			struct running_task *t = &w->task[w->n_tasks++];

			*t = (struct running_task){ .task = task[k], .campaign = i };
			if (strcmp(t->task.scope, "household") != 0 && strcmp(t->task.scope, "student") != 0)
				rc = task_count(o, &t->task, &all, e);
		}
		mem_free(task);
	}
	return rc;
}

/* The tasks of households and students, of one stretch. */
static int count_tasks(struct today_work *w, struct err *e)
{
	for (size_t i = 0; i < w->n_tasks; i++) {
		struct running_task *t = &w->task[i];

		t->counted = t->task;
		if ((!strcmp(t->task.scope, "household") || !strcmp(t->task.scope, "student")) &&
		    task_count(w->ask.o, &t->counted, &w->ask.part, e))
			return -1;
	}
	return 0;
}

static void end_tasks(struct today_work *w)
{
	const struct campaign_info *first = NULL;

	for (size_t i = 0; i < w->n_tasks; i++) {
		const struct task_info *task = &w->task[i].task;
		struct campaign_info *c = &w->campaign[w->task[i].campaign];
		struct item it;

		c->targets += task->targets;
		c->targets_done += task->done;
		c->overdue += task->late;
		if (task->targets && task->done == task->targets)
			continue;
		today_item(&it, ITEM_TASK, "TASK", 0);
		it.row = task->id;
		CUT(it.text, task->title);
		snprintf(it.arg[0], sizeof it.arg[0], "%d", task->done);
		snprintf(it.arg[1], sizeof it.arg[1], "%d", task->targets);
		today_due(&it, task->due_on);
		today_put(&w->list, &it);
	}
	/* The head shows the running campaign that ends first. */
	for (size_t i = 0; i < w->n_campaigns; i++)
		if (!first || strcmp(w->campaign[i].ends_on, first->ends_on) < 0)
			first = &w->campaign[i];
	if (first) {
		w->counts.campaign_targets = first->targets;
		w->counts.campaign_done = first->targets_done;
		w->counts.campaign_late = first->overdue;
		CUT(w->counts.campaign, first->name);
	}
}

static int find(struct today_work *w, struct err *e)
{
	const struct today_ask *q = &w->ask;
	struct today_found *out = &w->found;

	switch (w->part) {
	case TODAY_DRAFTS:
		return today_drafts(q, out, e);
	case TODAY_FINDINGS:
		return today_all_findings(q, false, out, e);
	case TODAY_CASES:
		return today_steps(q, out, e) || today_lessons(q, out, e) || today_dropouts(q, out, e) ? -1 : 0;
	case TODAY_VISITS:
		return today_visits(q, out, e);
	case TODAY_TASKS:
		return count_tasks(w, e);
	case TODAY_UNTOLD:
		return today_untold(q, out, e);
	case TODAY_BACKPAY:
		return today_backpay(q, out, e);
	case TODAY_GAPS:
		return today_gaps(q, out, e);
	default:
		return today_all_findings(q, true, out, e);
	}
}

static void add_duty(struct duty_counts *to, const struct duty_counts *c)
{
	to->asked += c->asked;
	to->done += c->done;
	to->due += c->due;
	to->overdue += c->overdue;
	to->never += c->never;
}

/* A step done to its end counts. */
static void take(struct today_work *w)
{
	const struct today_found *f = &w->found;
	struct today_counts *c = &w->counts;

	if (w->part == TODAY_PROPOSALS) /* the same again, and more */
		today_drop_kind(&w->list, ITEM_FINDING);
	else
		c->findings += f->findings, c->findings_late += f->findings_late;
	add_duty(&c->duty, &f->duty);
	c->gaps.households += f->gaps.households;
	c->gaps.gaps += f->gaps.gaps;
	c->untold += f->untold;
	if (w->part == TODAY_DRAFTS)
		c->drafts = (int)f->list.kind[ITEM_DRAFT].count;
	for (size_t i = 0; w->part == TODAY_TASKS && i < w->n_tasks; i++)
		w->task[i].task = w->task[i].counted;
	today_merge(&w->list, &w->found.list);
}

static void end_part(struct today_work *w)
{
	if (w->part == TODAY_TASKS)
		end_tasks(w);
	if (is_parted(w->part))
		w->households = w->done;
	w->part++;
	w->done = 0;
	w->ask.part = scope_all();
	if (w->large && is_parted(w->part))
		w->ask.part = (struct scope_part){ .stretch = true, .from = INT64_MIN, .to = INT64_MIN };
	if (w->part == TODAY_PROPOSALS && !w->ask.o->still)
		w->part++;
}

/* The next stretch; 1: there is one, 0: the part is done. */
static int next_stretch(struct today_work *w, struct scope_part *p, int64_t *n, struct err *e)
{
	*p = w->ask.part;
	*n = 0;
	if (!p->stretch)
		return 1;
	return scope_next(w->ask.o, p, HOUSEHOLDS_AT_ONCE, n, e);
}

int today_step(struct today_work *w, struct err *e)
{
	struct scope_part before = w->ask.part, p;
	int64_t n = 0;
	int more;

	if (w->part == TODAY_DONE)
		return 0;
	today_clear(&w->found.list);
	w->found = (struct today_found){ 0 };
	if (w->part == TODAY_TASKS && w->done == 0 && begin_tasks(w, e))
		return -1;
	more = next_stretch(w, &p, &n, e);
	if (more < 0)
		return -1;
	if (more) {
		w->ask.part = p;
		if (find(w, e)) {
			w->ask.part = before;
			return -1;
		}
		take(w);
		w->done += n;
		office_tell(w->ask.o, w->done, w->households);
	}
	if (!more || !p.stretch)
		end_part(w);
	return w->part < TODAY_DONE;
}

enum today_part today_part_at(const struct today_work *w)
{
	return w->part;
}

bool today_is_large(const struct today_work *w)
{
	return w->large;
}

bool today_shows(const struct today_work *w)
{
	switch (w->part) {
	case TODAY_DRAFTS:
		return false;
	case TODAY_VISITS:
		return !w->handful;
	case TODAY_CASES:
	case TODAY_DONE:
		return true;
	default:
		return w->large;
	}
}

void today_progress(const struct today_work *w, int64_t *done, int64_t *all)
{
	*done = w->done;
	*all = w->households;
}

void today_counts_of(const struct today_work *w, struct today_counts *io)
{
	const struct today_counts *c = &w->counts;

	if (w->part > TODAY_DRAFTS)
		io->drafts = c->drafts;
	if (w->part > TODAY_FINDINGS) {
		io->findings = c->findings;
		io->findings_late = c->findings_late;
	}
	if (w->part > TODAY_VISITS)
		io->duty = c->duty;
	if (w->part > TODAY_TASKS) {
		io->campaign_targets = c->campaign_targets;
		io->campaign_done = c->campaign_done;
		io->campaign_late = c->campaign_late;
		CUT(io->campaign, c->campaign);
	}
	if (w->part > TODAY_UNTOLD)
		io->untold = c->untold;
	if (w->part > TODAY_GAPS)
		io->gaps = c->gaps;
}

static enum today_part part_of(const struct item *it)
{
	static const enum today_part part[ITEM_KINDS] = {
		[ITEM_DRAFT] = TODAY_DRAFTS,    [ITEM_FINDING] = TODAY_FINDINGS, [ITEM_VISIT] = TODAY_VISITS,
		[ITEM_NEXT] = TODAY_VISITS,     [ITEM_STEP] = TODAY_CASES,       [ITEM_LESSON] = TODAY_CASES,
		[ITEM_DROPOUT] = TODAY_CASES,   [ITEM_TASK] = TODAY_TASKS,       [ITEM_NOTIFY] = TODAY_UNTOLD,
		[ITEM_BACKPAY] = TODAY_BACKPAY, [ITEM_GAP] = TODAY_GAPS,
	};

	return part[it->kind];
}

/* Is this known again? What the rules say of a finding comes last, and is not to go and come back. */
static bool is_known(const struct today_work *w, const struct item *it, bool again)
{
	enum today_part part = again && it->kind == ITEM_FINDING && w->ask.o->still ? TODAY_PROPOSALS : part_of(it);

	return part < w->part;
}

void today_items_of(const struct today_work *w, const struct item *old, size_t n_old, struct item **out, size_t *n)
{
	struct item *now;
	size_t of_now;
	bool had = false; /* findings were seen before; a draft alone is no sign of it */

	for (size_t i = 0; i < n_old; i++)
		had = had || old[i].kind == ITEM_FINDING;
	today_take(&w->list, &now, &of_now);
	*out = mem_alloc((of_now + n_old + 1) * sizeof **out);
	*n = 0;
	for (size_t i = 0; i < of_now; i++)
		if (is_known(w, &now[i], had))
			(*out)[(*n)++] = now[i];
	for (size_t i = 0; i < n_old; i++)
		if (!is_known(w, &old[i], true))
			(*out)[(*n)++] = old[i];
	mem_free(now);
	today_sort(*out, *n);
}

static void uncount(struct duty_counts *c, const struct item *it)
{
	c->never -= !strcmp(it->word, "VISIT_NEVER");
	c->overdue -= !strcmp(it->word, "VISIT_MISSED");
	c->due -= !strncmp(it->word, "VISIT_DUE", 9);
	c->asked -= 1;
}

int today_visited(struct office *o, int64_t household, struct today_counts *counts, struct item **list, size_t *n,
		  struct err *e)
{
	struct today_ask q = { .o = o, .part = scope_one(household) };
	struct today_found found = { .list.whole = true };
	struct item *now;
	size_t kept = 0, of_now;
	bool owed = false;

	if (today_visits(&q, &found, e)) {
		today_clear(&found.list);
		return -1;
	}
	for (size_t i = 0; i < *n; i++) {
		const struct item *it = &(*list)[i];

		if (it->household != household || part_of(it) != TODAY_VISITS) {
			(*list)[kept++] = *it;
		} else if (it->kind == ITEM_VISIT) {
			uncount(&counts->duty, it);
			owed = true;
		}
	}
	/* Without a line it was done, and is; or nothing is asked of it. */
	if (owed)
		add_duty(&counts->duty, &found.duty);
	today_take(&found.list, &now, &of_now);
	*list = mem_grow(*list, kept + of_now + 1, sizeof **list);
	memcpy(*list + kept, now, of_now * sizeof *now);
	*n = kept + of_now;
	today_sort(*list, *n);
	mem_free(now);
	today_clear(&found.list);
	return 0;
}

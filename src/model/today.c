#include "model/today.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/cut.h"
#include "model/finding.h"
#include "model/monitoring.h"
#include "model/scope.h"
#include "model/today_school.h"
#include "model/today_sql.h"
#include "store/db.h"
#include "store/draft.h"
#include "today_list.h"

#include <stdio.h>
#include <string.h>

enum {
	NEXT_DAYS = 7, /* an agreed visit shows itself a week ahead */
	STEP_DAYS = 3  /* the last day of a monitoring case's identification */
};

struct gathering {
	struct office *o;
	int64_t household;
	struct today_list list;
	struct duty_counts duty; /* of the whole scope */
	struct gap_counts gaps;
};

static void add_visit(struct gathering *g, const struct duty *d)
{
	const char *today = clock_today();
	char soon[DATE_BYTES];
	struct item *it;
	if (d->state == DUTY_OVERDUE || d->state == DUTY_NEVER) {
		it = today_add(&g->list, ITEM_VISIT, d->state == DUTY_NEVER ? "VISIT_NEVER" : "VISIT_MISSED",
			       d->household);
		CUT(it->arg[0], d->missed_from);
		CUT(it->arg[1], d->missed_to);
		today_due(it, d->due_on);
	} else if (d->state == DUTY_DUE) {
		it = today_add(&g->list, ITEM_VISIT, d->asked > 1 ? "VISIT_DUE_MORE" : "VISIT_DUE", d->household);
		snprintf(it->arg[0], sizeof it->arg[0], "%d", d->made);
		snprintf(it->arg[1], sizeof it->arg[1], "%d", d->asked);
		today_due(it, d->due_on);
	}
	date_from_days(date_days(today) + NEXT_DAYS, soon);
	if (d->next_on[0] && strcmp(d->next_on, soon) <= 0) {
		it = today_add(&g->list, ITEM_NEXT, "NEXT", d->household);
		CUT(it->arg[0], d->next_on);
		today_due(it, d->next_on);
	}
}

static int add_visits(struct gathering *g, struct err *e)
{
	struct duty *list = NULL, one;
	size_t n = 0;
	if (g->household) {
		if (duty_of(g->o, g->household, clock_today(), &one, e))
			return -1;
		add_visit(g, &one);
		return 0;
	}
	if (duty_list(g->o, clock_today(), &list, &n, e))
		return -1;
	for (size_t i = 0; i < n; i++)
		add_visit(g, &list[i]);
	duty_tally(list, n, &g->duty);
	mem_free(list);
	return 0;
}

static int add_findings(struct gathering *g, struct err *e)
{
	struct stmt *s = today_findings(g->o, g->household, e);
	int got = s ? 0 : -1;
	while (s && (got = stmt_step(s, e)) > 0) {
		bool open = strcmp(stmt_text(s, FINDING_STATE), "open") == 0;
		struct item *it = today_add(&g->list, ITEM_FINDING, open ? "FINDING" : "FINDING_VERIFY",
					    stmt_int(s, FINDING_HOUSEHOLD));
		it->row = stmt_int(s, FINDING_ID);
		it->person = stmt_int(s, FINDING_PERSON);
		CUT_COLUMN(it->text, s, FINDING_CONTENT);
		CUT_COLUMN(it->arg[0], s, FINDING_SOURCE);
		CUT_COLUMN(it->arg[1], s, FINDING_CATEGORY);
		/* The term was for rectifying. */
		today_due(it, open ? stmt_text(s, FINDING_DUE) : "");
	}
	stmt_done(s);
	return got;
}

/* A proposal says more than the line that is there. */
static struct item *line_of(struct gathering *g, const struct proposal *p)
{
	for (size_t i = 0; i < g->list.n; i++)
		if (g->list.item[i].kind == ITEM_FINDING && g->list.item[i].row == p->finding)
			return &g->list.item[i];
	struct item *it = today_add(&g->list, ITEM_FINDING, "", p->household);
	it->row = p->finding;
	CUT(it->text, p->text);
	return it;
}

static int add_proposals(struct gathering *g, struct err *e)
{
	struct proposal *list;
	size_t n;
	if (finding_proposals(g->o, g->household, &list, &n, e))
		return -1;
	for (size_t i = 0; i < n; i++)
		CUT(line_of(g, &list[i])->word, list[i].reopen ? "FINDING_BACK" : "FINDING_CLOSE");
	mem_free(list);
	return 0;
}

/* For the whole scope one line a task with how far it is; for one household one line for each thing still to tick. */
static int add_tasks_here(struct gathering *g, struct err *e)
{
	struct open_task *list;
	size_t n;
	if (open_tasks_of(g->o, g->household, &list, &n, e))
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct item *it = today_add(&g->list, ITEM_TASK, "TASK_HERE", g->household);
		it->row = list[i].task;
		it->person = list[i].person;
		CUT(it->text, list[i].title);
		CUT(it->arg[0], list[i].campaign_name);
		today_due(it, list[i].due_on);
	}
	mem_free(list);
	return 0;
}

static int add_tasks(struct gathering *g, struct err *e)
{
	struct campaign_info *campaign;
	size_t campaigns;
	if (g->household)
		return add_tasks_here(g, e);
	if (campaign_list(g->o, true, &campaign, &campaigns, e))
		return -1;
	int result = 0;
	for (size_t i = 0; i < campaigns && !result; i++) {
		struct task_info *task;
		size_t n;
		result = task_list(g->o, campaign[i].id, &task, &n, e);
		for (size_t k = 0; k < n; k++) {
			if (task[k].targets && task[k].done == task[k].targets)
				continue;
			struct item *it = today_add(&g->list, ITEM_TASK, "TASK", 0);
			it->row = task[k].id;
			CUT(it->text, task[k].title);
			snprintf(it->arg[0], sizeof it->arg[0], "%d", task[k].done);
			snprintf(it->arg[1], sizeof it->arg[1], "%d", task[k].targets);
			today_due(it, task[k].due_on);
		}
		mem_free(task);
	}
	mem_free(campaign);
	return result;
}

/* The one step of a case that is to be done now, if its last day is near or past. */
static int add_step(struct gathering *g, int64_t monitoring_case, int64_t household, struct err *e)
{
	struct step *step;
	size_t n;
	char soon[DATE_BYTES];
	if (monitoring_steps(g->o, monitoring_case, &step, &n, e))
		return -1;
	date_from_days(date_days(clock_today()) + STEP_DAYS, soon);
	for (size_t i = 0; i < n; i++) {
		bool late = step[i].state == STEP_LATE;
		if (!late && (step[i].state != STEP_NEXT || !step[i].due_on[0] || strcmp(step[i].due_on, soon) > 0))
			continue;
		struct item *it = today_add(&g->list, ITEM_STEP, late ? "STEP_LATE" : "STEP_NEAR", household);
		it->row = monitoring_case;
		CUT(it->text, step[i].column);
		today_due(it, step[i].due_on);
	}
	mem_free(step);
	return 0;
}

/* Only until the county has decided: what comes after has a first day, not a last one. */
static int add_steps(struct gathering *g, struct err *e)
{
	struct stmt *s = today_cases(g->o, g->household, e);
	int got = s ? 0 : -1;
	while (s && (got = stmt_step(s, e)) > 0)
		if (add_step(g, stmt_int(s, 0), stmt_int(s, 1), e)) {
			got = -1;
			break;
		}
	stmt_done(s);
	return got;
}

static void add_gap(void *arg, int64_t household, int gaps)
{
	struct gathering *g = arg;
	struct item *it = today_add(&g->list, ITEM_GAP, "GAPS", household);
	snprintf(it->arg[0], sizeof it->arg[0], "%d", gaps);
}

static int add_gaps(struct gathering *g, const struct handbook_field *f, size_t nf, struct err *e)
{
	char year[5];
	handbook_year(g->o, year);
	if (g->household) {
		struct gap *gap;
		size_t n;
		if (handbook_gaps(g->o, f, nf, g->household, year, &gap, &n, e))
			return -1;
		n = gaps_without_waived(gap, n);
		if (n)
			add_gap(g, g->household, (int)n);
		mem_free(gap);
		return 0;
	}
	return handbook_count(g->o, f, nf, year, &g->gaps, add_gap, g, e);
}

static int add_drafts(struct gathering *g, struct err *e)
{
	struct draft *list;
	size_t n;
	if (draft_list(g->o->db, &list, &n, e))
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (g->household && list[i].parent != g->household && list[i].row != g->household)
			continue;
		/* Ids are unique over all tables, so what is no household finds no name later. */
		struct item *it =
			today_add(&g->list, ITEM_DRAFT, "DRAFT", list[i].parent ? list[i].parent : list[i].row);
		it->row = list[i].id;
		it->draft_row = list[i].row;
		it->draft_parent = list[i].parent;
		CUT(it->text, list[i].form);
		CUT(it->arg[0], list[i].at);
	}
	draft_list_free(&list, n);
	return 0;
}

static int gather(struct gathering *g, const struct handbook_field *f, size_t nf, struct err *e)
{
	if (add_drafts(g, e) || add_visits(g, e) || add_findings(g, e) || add_proposals(g, e) ||
	    today_school(g->o, g->household, &g->list, e) || add_tasks(g, e) || add_steps(g, e) ||
	    add_gaps(g, f, nf, e) || today_name(g->o, &g->list, e)) {
		mem_free(g->list.item);
		g->list = (struct today_list){ 0 };
		return -1;
	}
	today_sort(&g->list);
	return 0;
}

int today_items(struct office *o, const struct handbook_field *f, size_t nf, int64_t household, struct item **out,
		size_t *n, struct err *e)
{
	struct gathering g = { .o = o, .household = household };
	int result = gather(&g, f, nf, e);
	*out = g.list.item;
	*n = g.list.n;
	return result;
}

/* The running campaign that ends first. */
static int count_campaign(struct office *o, struct today_counts *out, struct err *e)
{
	struct campaign_info *list;
	size_t n;
	const struct campaign_info *first = NULL;
	if (campaign_list(o, true, &list, &n, e))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (!first || strcmp(list[i].ends_on, first->ends_on) < 0)
			first = &list[i];
	if (first) {
		out->campaign_targets = first->targets;
		out->campaign_done = first->targets_done;
		out->campaign_late = first->overdue;
		CUT(out->campaign, first->name);
	}
	mem_free(list);
	return 0;
}

/* What no item was gathered for. */
static int count_rest(struct office *o, struct today_counts *out, struct err *e)
{
	if (count_campaign(o, out, e))
		return -1;
	struct stmt *s = today_findings(o, 0, e);
	int got = s ? 0 : -1;
	while (s && (got = stmt_step(s, e)) > 0) {
		const char *due = stmt_text(s, FINDING_DUE);
		if (strcmp(stmt_text(s, FINDING_STATE), "open") != 0)
			continue;
		out->findings++;
		out->findings_late += *due && strcmp(due, clock_today()) < 0;
	}
	stmt_done(s);
	if (got < 0)
		return -1;
	out->untold = today_untold_students(o, e);
	out->drafts = draft_count(o->db);
	return out->untold < 0 ? -1 : 0;
}

int today_count(struct office *o, const struct handbook_field *f, size_t nf, struct today_counts *out, struct err *e)
{
	char year[5];
	*out = (struct today_counts){ 0 };
	handbook_year(o, year);
	if (duty_count(o, clock_today(), &out->duty, e) || handbook_count(o, f, nf, year, &out->gaps, NULL, NULL, e))
		return -1;
	return count_rest(o, out, e);
}

int today_load(struct office *o, const struct handbook_field *f, size_t nf, struct today_counts *counts,
	       struct item **out, size_t *n, struct err *e)
{
	struct gathering g = { .o = o };
	int result = gather(&g, f, nf, e);
	*counts = (struct today_counts){ .duty = g.duty, .gaps = g.gaps };
	if (!result && count_rest(o, counts, e)) {
		mem_free(g.list.item);
		g.list = (struct today_list){ 0 };
		result = -1;
	}
	*out = g.list.item;
	*n = g.list.n;
	return result;
}

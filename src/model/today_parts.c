#include "today_parts.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/cut.h"
#include "model/duty_facts.h"
#include "model/finding.h"
#include "model/monitoring.h"
#include "model/today_sql.h"
#include "store/db.h"
#include "store/draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	NEXT_DAYS = 7, /* an agreed visit shows itself a week ahead */
	STEP_DAYS = 3  /* the last day of a monitoring case's identification */
};

static int64_t household_of(const struct today_ask *q)
{
	return q->part.one ? q->part.from : 0;
}

int today_drafts(const struct today_ask *q, struct today_found *out, struct err *e)
{
	struct draft *list;
	int64_t household = household_of(q);
	size_t n;
	int rc = 0;
	if (draft_list(q->o->db, &list, &n, e))
		return -1;
	for (size_t i = 0; i < n && rc == 0; i++) {
		struct item it;
		if (household && list[i].parent != household && list[i].row != household)
			continue;
		/* Ids are unique over all tables, so what is no household finds no name. */
		today_item(&it, ITEM_DRAFT, "DRAFT", list[i].parent ? list[i].parent : list[i].row);
		it.row = list[i].id;
		it.draft_row = list[i].row;
		it.draft_parent = list[i].parent;
		CUT(it.text, list[i].form);
		CUT(it.arg[0], list[i].at);
		rc = today_put_named(&out->list, q->o, &it, e);
	}
	draft_list_free(&list, n);
	return rc;
}

struct visiting {
	struct today_found *out;
	char soon[DATE_BYTES];
};

static void put_of(struct today_found *out, struct item *it, const struct duty_facts *f, const char *due)
{
	CUT(it->head, f->head);
	CUT(it->group, f->group);
	today_due(it, due);
	today_put(&out->list, it);
}

static void add_visit(void *arg, const struct duty *d, const struct duty_facts *f)
{
	struct visiting *v = arg;
	struct item it;

	duty_tally(&v->out->duty, d->state);
	if (d->state == DUTY_OVERDUE || d->state == DUTY_NEVER) {
		today_item(&it, ITEM_VISIT, d->state == DUTY_NEVER ? "VISIT_NEVER" : "VISIT_MISSED", d->household);
		CUT(it.arg[0], d->missed_from);
		CUT(it.arg[1], d->missed_to);
		put_of(v->out, &it, f, d->due_on);
	} else if (d->state == DUTY_DUE) {
		today_item(&it, ITEM_VISIT, d->asked > 1 ? "VISIT_DUE_MORE" : "VISIT_DUE", d->household);
		snprintf(it.arg[0], sizeof it.arg[0], "%d", d->made);
		snprintf(it.arg[1], sizeof it.arg[1], "%d", d->asked);
		put_of(v->out, &it, f, d->due_on);
	}
	if (d->next_on[0] && strcmp(d->next_on, v->soon) <= 0) {
		today_item(&it, ITEM_NEXT, "NEXT", d->household);
		CUT(it.arg[0], d->next_on);
		put_of(v->out, &it, f, d->next_on);
	}
}

int today_visits(const struct today_ask *q, struct today_found *out, struct err *e)
{
	struct visiting v = { .out = out };

	date_from_days(date_days(clock_today()) + NEXT_DAYS, v.soon);
	return duty_each(q->o, &q->part, clock_today(), add_visit, &v, e);
}

static int by_finding(const void *pa, const void *pb)
{
	const struct proposal *a = pa, *b = pb;

	return (a->finding > b->finding) - (a->finding < b->finding);
}

/* What the rules propose, each taken once. */
struct proposed {
	struct proposal *list;
	bool *used;
	size_t n;
};

static const char *word_of(const struct proposal *p)
{
	return p->reopen ? "FINDING_BACK" : "FINDING_CLOSE";
}

static const struct proposal *proposal_of(struct proposed *p, int64_t finding)
{
	const struct proposal key = { .finding = finding };
	const struct proposal *found = p->n ? bsearch(&key, p->list, p->n, sizeof key, by_finding) : NULL;

	if (found)
		p->used[found - p->list] = true;
	return found;
}

static int add_finding(const struct today_ask *q, struct stmt *s, struct proposed *p, struct today_found *out,
		       struct err *e)
{
	bool open = strcmp(stmt_text(s, FINDING_STATE), "open") == 0;
	const char *due = stmt_text(s, FINDING_DUE);
	const struct proposal *says = proposal_of(p, stmt_int(s, FINDING_ID));
	struct item it;

	today_item(&it, ITEM_FINDING,
		   says   ? word_of(says)
		   : open ? "FINDING"
			  : "FINDING_VERIFY",
		   stmt_int(s, FINDING_HOUSEHOLD));
	it.row = stmt_int(s, FINDING_ID);
	it.person = stmt_int(s, FINDING_PERSON);
	CUT_COLUMN(it.text, s, FINDING_CONTENT);
	CUT_COLUMN(it.arg[0], s, FINDING_SOURCE);
	CUT_COLUMN(it.arg[1], s, FINDING_CATEGORY);
	/* The term was for rectifying. */
	today_due(&it, open ? due : "");
	out->findings += open;
	out->findings_late += open && *due && strcmp(due, clock_today()) < 0;
	return today_put_named(&out->list, q->o, &it, e);
}

/* A proposal about one that has no line: it was closed. */
static int add_proposal(const struct today_ask *q, const struct proposal *p, struct today_found *out, struct err *e)
{
	struct item it;

	today_item(&it, ITEM_FINDING, word_of(p), p->household);
	it.row = p->finding;
	CUT(it.text, p->text);
	return today_put_named(&out->list, q->o, &it, e);
}

int today_all_findings(const struct today_ask *q, bool proposals, struct today_found *out, struct err *e)
{
	struct proposed p = { NULL, NULL, 0 };
	struct stmt *s = NULL;
	int got = -1;

	if (proposals && finding_proposals(q->o, household_of(q), &p.list, &p.n, e))
		return -1;
	if (p.n)
		qsort(p.list, p.n, sizeof *p.list, by_finding);
	p.used = mem_alloc(p.n + 1);
	s = today_findings(q->o, household_of(q), q->few, e);
	while (s && (got = stmt_step(s, e)) > 0)
		if (add_finding(q, s, &p, out, e) < 0) {
			got = -1;
			break;
		}
	stmt_done(s);
	for (size_t i = 0; got == 0 && i < p.n; i++)
		if (!p.used[i] && add_proposal(q, &p.list[i], out, e) < 0)
			got = -1;
	mem_free(p.used);
	mem_free(p.list);
	return got;
}

int today_tasks_here(const struct today_ask *q, struct today_found *out, struct err *e)
{
	struct open_task *list;
	size_t n;
	int rc = 0;
	if (open_tasks_of(q->o, q->part.from, &list, &n, e))
		return -1;
	for (size_t i = 0; i < n && rc == 0; i++) {
		struct item it;
		today_item(&it, ITEM_TASK, "TASK_HERE", q->part.from);
		it.row = list[i].task;
		it.person = list[i].person;
		CUT(it.text, list[i].title);
		CUT(it.arg[0], list[i].campaign_name);
		today_due(&it, list[i].due_on);
		rc = today_put_named(&out->list, q->o, &it, e);
	}
	mem_free(list);
	return rc;
}

/* The one step of a case that is to be done now, if its last day is near or past. */
static int add_step(const struct today_ask *q, int64_t monitoring_case, int64_t household, struct today_found *out,
		    struct err *e)
{
	struct step *step;
	size_t n;
	char soon[DATE_BYTES];
	int rc = 0;
	if (monitoring_steps(q->o, monitoring_case, &step, &n, e))
		return -1;
	date_from_days(date_days(clock_today()) + STEP_DAYS, soon);
	for (size_t i = 0; i < n && rc == 0; i++) {
		struct item it;
		bool late = step[i].state == STEP_LATE;
		if (!late && (step[i].state != STEP_NEXT || !step[i].due_on[0] || strcmp(step[i].due_on, soon) > 0))
			continue;
		today_item(&it, ITEM_STEP, late ? "STEP_LATE" : "STEP_NEAR", household);
		it.row = monitoring_case;
		CUT(it.text, step[i].column);
		today_due(&it, step[i].due_on);
		rc = today_put_named(&out->list, q->o, &it, e);
	}
	mem_free(step);
	return rc;
}

/* Only until the county has decided: what comes after has a first day, not a last one. */
int today_steps(const struct today_ask *q, struct today_found *out, struct err *e)
{
	struct stmt *s = today_cases(q->o, household_of(q), e);
	int got = s ? 0 : -1;
	while (s && (got = stmt_step(s, e)) > 0)
		if (add_step(q, stmt_int(s, 0), stmt_int(s, 1), out, e)) {
			got = -1;
			break;
		}
	stmt_done(s);
	return got;
}

/* Households with gaps come by id; so do their names. */
struct gap_names {
	struct today_found *out;
	struct stmt *s;
	int more;
	struct err *e;
};

static void add_gap(void *arg, int64_t household, int gaps)
{
	struct gap_names *g = arg;
	struct item it;

	while (g->more > 0 && stmt_int(g->s, 0) < household)
		g->more = stmt_step(g->s, g->e);
	if (g->more <= 0)
		return;
	today_item(&it, ITEM_GAP, "GAPS", household);
	snprintf(it.arg[0], sizeof it.arg[0], "%d", gaps);
	CUT_COLUMN(it.head, g->s, 1);
	CUT_COLUMN(it.group, g->s, 2);
	today_put(&g->out->list, &it);
}

static struct stmt *names(const struct today_ask *q, struct err *e)
{
	struct buf sql = BUF_INIT;
	struct stmt *s;

	buf_adds(&sql, "SELECT h.id, h.head_name, h.village_group FROM household h WHERE ");
	scope_part_sql(q->o, &q->part, &sql);
	buf_adds(&sql, " ORDER BY h.id");
	s = db_query(q->o->db, sql.s, e);
	buf_release(&sql);
	if (s)
		stmt_bind(s, "sii", clock_today(), q->part.from, q->part.to);
	return s;
}

int today_gaps(const struct today_ask *q, struct today_found *out, struct err *e)
{
	struct gap_names g = { .out = out, .s = names(q, e), .e = e };
	char year[5];
	int rc = -1;

	handbook_year(q->o, year);
	if (g.s && (g.more = stmt_step(g.s, e)) >= 0)
		rc = handbook_count_part(q->o, q->f, q->nf, &q->part, year, &out->gaps, add_gap, &g, e);
	stmt_done(g.s);
	return rc == 0 && g.more < 0 ? -1 : rc;
}

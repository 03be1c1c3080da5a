#include "model/duty.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/cut.h"
#include "model/duty_facts.h"
#include "model/scope.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

enum { MONTHS_BACK = 12 };

/* A calendar period, in months of duty_month. */
struct period {
	int first, last;
};

static struct period period_of(const struct duty_rule *r, int month)
{
	int january = month - month % 12;
	int first = january + month % 12 / r->months * r->months;
	int last = first + r->months - 1;
	/* Lengths that do not divide the year end with it: periods are counted from January. */
	return (struct period){ first, last > january + 11 ? january + 11 : last };
}

static int visits_in(const struct duty_facts *f, struct period p, bool house_only)
{
	int n = 0;
	for (size_t i = 0; i < f->n_visits; i++)
		n += f->visit[i].month >= p.first && f->visit[i].month <= p.last && (f->visit[i].house || !house_only);
	return n;
}

/* The month from which the household owes. */
static int began_in(const struct duty_facts *f, int now)
{
	const char *first = NULL;
	for (size_t i = 0; i < f->n_pairings; i++)
		if (!first || strcmp(f->pairing[i].from, first) < 0)
			first = f->pairing[i].from;
	if (first)
		return duty_month(first);
	return f->identified_on[0] ? duty_month(f->identified_on) : now;
}

/* Back from the period before `month` to the first one with a visit. A past period is judged by the rule of its last
 * day; one that a change of rules cut short asks for nothing, since nobody had its full time. */
static void count_missed(const struct duty_rules *rules, const struct duty_facts *f, int now, int before,
			 struct duty *d)
{
	int began = began_in(f, now);
	int month = before;
	while (month >= now - MONTHS_BACK && month >= began) {
		char end[11];
		duty_month_end(month, end);
		const struct duty_rule *r = duty_rule_on(rules, f, end);
		struct period p = r ? period_of(r, month) : (struct period){ month, month };
		bool whole = p.last == month;
		p.last = month;
		if (visits_in(f, p, r && r->house_only))
			return;
		if (r && whole && r->visits > 0) {
			d->missed++;
			duty_month_text(p.first, d->missed_from);
			duty_month_end(p.last, d->due_on);
		}
		month = p.first - 1;
	}
}

static void judge(const struct duty_rules *rules, const struct duty_facts *f, const char *on, struct duty *d)
{
	int now = duty_month(on);
	*d = (struct duty){ .household = f->household, .state = DUTY_NONE };
	CUT(d->last_visit, f->last_visit);
	/* An agreed day is kept by any later visit, and there is none after the last. */
	if (strcmp(f->next_on, f->last_visit) > 0)
		CUT(d->next_on, f->next_on);
	const struct duty_rule *r = duty_rule_on(rules, f, on);
	if (!r || r->visits <= 0 || began_in(f, now) > now)
		return;
	struct period p = period_of(r, now);
	d->asked = (int)r->visits;
	d->made = visits_in(f, p, r->house_only);
	duty_month_end(p.last, d->period_end);
	CUT(d->due_on, d->period_end);
	d->state = d->made >= d->asked ? DUTY_DONE : DUTY_DUE;
	if (d->made)
		return;
	count_missed(rules, f, now, p.first - 1, d);
	if (d->missed) {
		d->state = d->last_visit[0] ? DUTY_OVERDUE : DUTY_NEVER;
		duty_month_text(p.last, d->missed_to);
		d->days_late = (int)(date_days(on) - date_days(d->due_on));
	}
}

struct judging {
	struct duty_rules rules;
	const char *on;
	void (*each)(void *arg, const struct duty *d, const struct duty_facts *f);
	void *arg;
};

/* From which month on visits are read; the last one is known whenever it was. It ends what is missed, so unless a rule
 * takes only some visits, those before the running periods say nothing more. */
static int months_to_read(const struct duty_rules *rules, int now)
{
	int first = now;

	for (size_t i = 0; i < rules->n; i++) {
		int begins = period_of(&rules->rule[i], now).first;

		if (rules->rule[i].house_only)
			return now - MONTHS_BACK - (rules->longest - 1);
		first = begins < first ? begins : first;
	}
	return first;
}

static void judge_one(void *arg, const struct duty_facts *f)
{
	struct judging *j = arg;
	struct duty d;

	judge(&j->rules, f, j->on, &d);
	j->each(j->arg, &d, f);
}

int duty_each(struct office *o, const struct scope_part *part, const char *on,
	      void (*each)(void *arg, const struct duty *d, const struct duty_facts *f), void *arg, struct err *e)
{
	struct judging j = { .on = on, .each = each, .arg = arg };
	int result;

	if (duty_rules_load(o, &j.rules, e))
		return -1;
	result = duty_facts_each(o, part, on, months_to_read(&j.rules, duty_month(on)), judge_one, &j, e);
	duty_rules_release(&j.rules);
	return result;
}

static void take_one(void *arg, const struct duty *d, const struct duty_facts *f)
{
	(void)f;
	*(struct duty *)arg = *d;
}

int duty_of(struct office *o, int64_t household, const char *on, struct duty *out, struct err *e)
{
	struct scope_part part = scope_one(household);

	*out = (struct duty){ .household = household, .state = DUTY_NONE };
	return household ? duty_each(o, &part, on, take_one, out, e) : 0;
}

char *duty_last_visit(struct office *o, int64_t household, const char *on)
{
	return db_text(
		o->db,
		"SELECT visited_on FROM visit WHERE household_id = ?1 AND deleted_on IS NULL AND visited_on <= ?2"
		" ORDER BY visited_on DESC, id DESC LIMIT 1",
		"is", household, on);
}

struct ranked {
	struct duty duty;
	char group[48];
};
struct gathering {
	struct ranked *list;
	size_t n, cap;
};

static void gather(void *arg, const struct duty *d, const struct duty_facts *f)
{
	struct gathering *g = arg;
	if (g->n == g->cap) {
		g->cap = g->cap * 2 + 32;
		g->list = mem_grow(g->list, g->cap, sizeof *g->list);
	}
	struct ranked *r = &g->list[g->n++];
	r->duty = *d;
	CUT(r->group, f->group);
}

static int rank_of(enum duty_state s)
{
	static const int rank[] = {
		[DUTY_OVERDUE] = 0, [DUTY_NEVER] = 0, [DUTY_DUE] = 1, [DUTY_DONE] = 2, [DUTY_NONE] = 3
	};
	return rank[s];
}

static int worst_first(const void *pa, const void *pb)
{
	const struct ranked *a = pa, *b = pb;
	int by_rank = rank_of(a->duty.state) - rank_of(b->duty.state);
	if (by_rank)
		return by_rank;
	int by_due = a->duty.missed ? strcmp(a->duty.due_on, b->duty.due_on) : 0;
	if (by_due)
		return by_due;
	int by_group = strcmp(a->group, b->group);
	if (by_group)
		return by_group;
	return (a->duty.household > b->duty.household) - (a->duty.household < b->duty.household);
}

int duty_list(struct office *o, const char *on, struct duty **out, size_t *n, struct err *e)
{
	struct gathering g = { 0 };
	struct scope_part all = scope_all();
	*out = NULL;
	*n = 0;
	if (duty_each(o, &all, on, gather, &g, e)) {
		mem_free(g.list);
		return -1;
	}
	if (g.n)
		qsort(g.list, g.n, sizeof *g.list, worst_first);
	*out = mem_alloc(g.n * sizeof **out);
	for (size_t i = 0; i < g.n; i++)
		(*out)[i] = g.list[i].duty;
	*n = g.n;
	mem_free(g.list);
	return 0;
}

void duty_tally(struct duty_counts *out, enum duty_state s)
{
	out->asked += s != DUTY_NONE;
	out->done += s == DUTY_DONE;
	out->due += s == DUTY_DUE;
	out->overdue += s == DUTY_OVERDUE;
	out->never += s == DUTY_NEVER;
}

static void count_one(void *arg, const struct duty *d, const struct duty_facts *f)
{
	(void)f;
	duty_tally(arg, d->state);
}

int duty_count(struct office *o, const char *on, struct duty_counts *out, struct err *e)
{
	struct scope_part all = scope_all();

	*out = (struct duty_counts){ 0 };
	return duty_each(o, &all, on, count_one, out, e);
}

static void rounds_sql(const struct office *o, struct buf *sql)
{
	buf_adds(sql, "WITH here AS (SELECT h.id FROM household h WHERE ");
	scope_sql(o, SCOPE_VILLAGE, sql);
	buf_adds(sql,
		 "), reached AS (SELECT v.cadre_id, count(DISTINCT v.household_id) AS n, max(v.visited_on) AS last_on"
		 " FROM visit v WHERE v.deleted_on IS NULL AND v.visit_kind = role('visit.round')"
		 " AND v.visited_on >= ?2 || '-01-01' AND v.visited_on <= ?2 || '-12-31'"
		 " AND v.household_id IN (SELECT id FROM here) GROUP BY v.cadre_id)"
		 " SELECT c.id, c.name, c.post, coalesce(r.n, 0), r.last_on, (SELECT count(*) FROM here)"
		 " FROM cadre c LEFT JOIN reached r ON r.cadre_id = c.id"
		 " WHERE c.is_leader = 1 AND c.deleted_on IS NULL"
		 " AND (c.ended_on IS NULL OR substr(c.ended_on, 1, 4) >= ?2)"
		 " AND (c.started_on IS NULL OR substr(c.started_on, 1, 4) <= ?2)"
		 " ORDER BY 4 DESC, c.name, c.id");
}

int rounds_list(struct office *o, const char *year, struct round **out, size_t *n, struct err *e)
{
	struct buf sql = BUF_INIT;
	*out = NULL;
	*n = 0;
	rounds_sql(o, &sql);
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	stmt_bind(s, "ss", clock_today(), year);
	int got;
	while ((got = stmt_step(s, e)) > 0) {
		*out = mem_grow(*out, *n + 1, sizeof **out);
		struct round *r = &(*out)[(*n)++];
		*r = (struct round){ .cadre = stmt_int(s, 0),
				     .reached = (int)stmt_int(s, 3),
				     .households = (int)stmt_int(s, 5) };
		CUT_COLUMN(r->name, s, 1);
		CUT_COLUMN(r->post, s, 2);
		CUT_COLUMN(r->last_on, s, 4);
	}
	stmt_done(s);
	if (got < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	return got;
}

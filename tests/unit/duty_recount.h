/* The monthly duty recounted over the raw rows: slow, and sharing nothing with duty.c. */
#ifndef DUTY_RECOUNT_H
#define DUTY_RECOUNT_H

#include "unit/office_fixture.h"

#include "base/date.h"
#include "model/duty.h"
#include "store/db.h"

enum { MOST = 20000 };
struct raw_household {
	int64_t id;
	char attr[40], type[40], monitor[40], known[11], removed[11], binned[11];
	int64_t place;
};
struct raw_pairing {
	int64_t household, cadre, unit;
	char from[11], to[11];
};
struct raw_visit {
	int64_t id, household;
	char on[11], mode[40], next[11];
};
struct raw_rule {
	int64_t id, unit;
	char kind[40];
	int months, visits, house;
	char from[11], to[11];
};
static struct raw_household hh[200];
static struct raw_pairing pp[MOST];
static struct raw_visit vv[MOST];
static struct raw_rule rr[500];
static size_t n_hh, n_pp, n_vv, n_rr;

static struct stmt *ask(struct office *o, const char *sql)
{
	struct err e = { 0 };
	struct stmt *s = db_query(o->db, sql, &e);
	if (!s)
		fail_msg("%s %s", e.word, e.arg[0]);
	return s;
}
#define TEXT(field, s, col) snprintf(field, sizeof field, "%s", stmt_text(s, col))

static void read_raw(struct office *o)
{
	struct stmt *s =
		ask(o, "SELECT id, household_attr, household_type, monitor_type, first_identified_on, removed_on,"
		       " deleted_on, place_id FROM household");
	for (n_hh = 0; stmt_step(s, NULL) > 0; n_hh++) {
		hh[n_hh].id = stmt_int(s, 0);
		TEXT(hh[n_hh].attr, s, 1);
		TEXT(hh[n_hh].type, s, 2);
		TEXT(hh[n_hh].monitor, s, 3);
		TEXT(hh[n_hh].known, s, 4);
		TEXT(hh[n_hh].removed, s, 5);
		TEXT(hh[n_hh].binned, s, 6);
		hh[n_hh].place = stmt_int(s, 7);
	}
	stmt_done(s);
	s = ask(o, "SELECT p.household_id, p.cadre_id, p.started_on, p.ended_on, c.unit_id FROM pairing p, cadre c"
		   " WHERE c.id = p.cadre_id AND p.deleted_on IS NULL");
	for (n_pp = 0; stmt_step(s, NULL) > 0; n_pp++) {
		pp[n_pp].household = stmt_int(s, 0);
		pp[n_pp].cadre = stmt_int(s, 1);
		TEXT(pp[n_pp].from, s, 2);
		TEXT(pp[n_pp].to, s, 3);
		pp[n_pp].unit = stmt_int(s, 4);
	}
	stmt_done(s);
	s = ask(o, "SELECT id, household_id, visited_on, visit_mode, next_on FROM visit WHERE deleted_on IS NULL");
	for (n_vv = 0; stmt_step(s, NULL) > 0; n_vv++) {
		vv[n_vv].id = stmt_int(s, 0);
		vv[n_vv].household = stmt_int(s, 1);
		TEXT(vv[n_vv].on, s, 2);
		TEXT(vv[n_vv].mode, s, 3);
		TEXT(vv[n_vv].next, s, 4);
	}
	stmt_done(s);
	s = ask(o, "SELECT id, unit_id, household_kind, months, visits, house_only, valid_from, valid_to FROM duty_rule"
		   " WHERE deleted_on IS NULL");
	for (n_rr = 0; stmt_step(s, NULL) > 0; n_rr++) {
		rr[n_rr].id = stmt_int(s, 0);
		rr[n_rr].unit = stmt_int(s, 1);
		TEXT(rr[n_rr].kind, s, 2);
		rr[n_rr].months = (int)stmt_int(s, 3);
		rr[n_rr].visits = (int)stmt_int(s, 4);
		rr[n_rr].house = (int)stmt_int(s, 5);
		TEXT(rr[n_rr].from, s, 6);
		TEXT(rr[n_rr].to, s, 7);
	}
	stmt_done(s);
	assert_true(n_hh < 200 && n_pp < MOST && n_vv < MOST && n_rr < 500);
}

/* Days are widened to a number: the first or last day that a text of any precision means. */
static int64_t first_day(const char *iso)
{
	return iso[0] ? date_days(iso) : INT64_MIN;
}

static int64_t last_day(const char *iso)
{
	char end[DATE_BYTES], full[DATE_BYTES];
	if (!iso[0])
		return INT64_MAX;
	if (strlen(iso) == 10)
		return date_days(iso);
	snprintf(full, sizeof full, "%.4s-%.2s-01", iso, strlen(iso) == 7 ? iso + 5 : "12");
	date_month_end(full, end);
	return date_days(end);
}

static bool paired_with_unit(int64_t household, int64_t unit, int64_t day)
{
	for (size_t i = 0; i < n_pp; i++)
		if (pp[i].household == household && pp[i].unit == unit && first_day(pp[i].from) <= day &&
		    day <= last_day(pp[i].to))
			return true;
	return false;
}

static const struct raw_rule *recount_rule(const struct raw_household *h, int64_t day)
{
	for (int level = 3; level >= 0; level--) {
		const struct raw_rule *best = NULL;
		for (size_t i = 0; i < n_rr; i++) {
			const struct raw_rule *r = &rr[i];
			if ((level & 2) != (r->kind[0] ? 2 : 0) || (level & 1) != (r->unit ? 1 : 0))
				continue;
			if (first_day(r->from) > day || last_day(r->to) < day)
				continue;
			if (r->kind[0] && strcmp(r->kind, h->attr) && strcmp(r->kind, h->type) &&
			    strcmp(r->kind, h->monitor))
				continue;
			if (r->unit && !paired_with_unit(h->id, r->unit, day))
				continue;
			/* In 1/12 visits a year; then the house, then the shorter period. */
			double rate = r->visits * 12.0 / r->months,
			       was = best ? best->visits * 12.0 / best->months : -1;
			if (!best || rate > was + 1e-9 ||
			    (rate > was - 1e-9 &&
			     (r->house > best->house || (r->house == best->house && r->months < best->months))))
				best = r;
		}
		if (best)
			return best;
	}
	return NULL;
}

/* First and last day of the calendar period of `months` around a day. */
static void recount_period(const struct raw_rule *r, int64_t day, int64_t *from, int64_t *to)
{
	char iso[DATE_BYTES], edge[DATE_BYTES], end[DATE_BYTES];
	int months = r ? r->months : 1, first = 1;
	date_from_days(day, iso);
	while (first + months <= atoi(iso + 5))
		first += months;
	int last = first + months - 1 > 12 ? 12 : first + months - 1;
	snprintf(edge, sizeof edge, "%.4s-%02u-01", iso, (unsigned)first % 100);
	*from = date_days(edge);
	snprintf(edge, sizeof edge, "%.4s-%02u-01", iso, (unsigned)last % 100);
	date_month_end(edge, end);
	*to = date_days(end);
}

static int recount_visits(int64_t household, int64_t from, int64_t to, bool house)
{
	int n = 0;
	for (size_t i = 0; i < n_vv; i++)
		if (vv[i].household == household && date_days(vv[i].on) >= from && date_days(vv[i].on) <= to &&
		    (!house || !strcmp(vv[i].mode, "入户")))
			n++;
	return n;
}

static int64_t month_start(int64_t day)
{
	char iso[DATE_BYTES];
	date_from_days(day, iso);
	return day - (atoi(iso + 8) - 1);
}

static bool in_registry(const struct raw_household *h, int64_t day)
{
	return !h->binned[0] && (!h->removed[0] || first_day(h->removed) > day);
}

static struct duty recount(const struct raw_household *h, const char *on)
{
	struct duty d = { .household = h->id };
	int64_t today = date_days(on), from, to, began = INT64_MAX, last = 0;
	const struct raw_visit *latest = NULL;
	char text[DATE_BYTES];
	if (!in_registry(h, today))
		return d;
	for (size_t i = 0; i < n_vv; i++) {
		const struct raw_visit *v = &vv[i];
		if (v->household != h->id || date_days(v->on) > today)
			continue;
		int64_t day = date_days(v->on);
		if (!latest || day > last || (day == last && v->id > latest->id)) {
			latest = v;
			last = day;
		}
	}
	if (latest) {
		strcpy(d.last_visit, latest->on);
		if (latest->next[0] && first_day(latest->next) > last)
			strcpy(d.next_on, latest->next);
	}
	const struct raw_rule *r = recount_rule(h, today);
	for (size_t i = 0; i < n_pp; i++)
		if (pp[i].household == h->id && month_start(first_day(pp[i].from)) < began)
			began = month_start(first_day(pp[i].from));
	if (began == INT64_MAX)
		began = month_start(h->known[0] ? first_day(h->known) : today);
	if (!r || r->visits < 1 || began > today)
		return d;
	recount_period(r, today, &from, &to);
	d.asked = r->visits;
	d.made = recount_visits(h->id, from, today, r->house);
	date_from_days(to, d.period_end);
	strcpy(d.due_on, d.period_end);
	d.state = d.made >= d.asked ? DUTY_DONE : DUTY_DUE;
	char window[DATE_BYTES];
	date_from_days(month_start(today), text);
	date_add_months(text, -12, window);
	/* Day before the period, and so on: each past period as its own last day sees it. */
	int64_t newest_end = to, oldest_from = 0, oldest_end = 0;
	for (int64_t day = from - 1; !d.made && day >= date_days(window) && day >= began; day = from - 1) {
		r = recount_rule(h, day);
		recount_period(r, day, &from, &to);
		if (recount_visits(h->id, from, day, r && r->house))
			break;
		if (r && r->visits > 0 && to == day) {
			d.missed++;
			oldest_from = from;
			oldest_end = day;
		}
	}
	if (d.missed) {
		d.state = latest ? DUTY_OVERDUE : DUTY_NEVER;
		date_from_days(oldest_end, d.due_on);
		d.days_late = (int)(today - oldest_end);
		date_from_days(oldest_from, text);
		snprintf(d.missed_from, sizeof d.missed_from, "%.7s", text);
		date_from_days(newest_end, text);
		snprintf(d.missed_to, sizeof d.missed_to, "%.7s", text);
	}
	return d;
}

#endif

/* Proves that the monthly duty is what a slow recount over the raw rows says, whatever was written in whatever order;
 * and, by hand-made cases, that the recount itself means what the header says. */
#include "unit/office_fixture.h"

#include "base/date.h"
#include "model/duty.h"
#include "store/db.h"

/* ---- a recount that shares nothing with duty.c ---- */

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

/* ---- random work ---- */

static uint64_t seed;
static unsigned rnd(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static const char *const KINDS[] = { "一般脱贫户", "低保脱贫户", "脱贫户", "脱贫不稳定户" };
enum { HOUSEHOLDS = 60, CADRES = 6 };
static int64_t household[HOUSEHOLDS], cadre[CADRES], unit[3], village[2];

/* A day up to `back` days ago; now and then only its month. */
static const char *some_day(int back, bool partial)
{
	static char day[4][DATE_BYTES];
	static unsigned turn;
	char *out = day[turn++ % 4];
	date_from_days(date_days(clock_today()) - rnd((unsigned)back + 1), out);
	if (partial && !rnd(5))
		out[7] = 0;
	return out;
}

static void save(struct office *o, struct record *r)
{
	/* The rules may refuse what chance proposes (a visit after the removal); then nothing is written. */
	record_save(o, r, RECORD_OVER, NULL, NULL);
	record_release(r);
}

static int64_t some_row(struct office *o, const char *table, bool binned)
{
	char sql[200];
	snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE (deleted_on IS NOT NULL) = ?1 ORDER BY id LIMIT 1 OFFSET ?2",
		 table);
	char count[100];
	snprintf(count, sizeof count, "SELECT count(*) FROM %s WHERE (deleted_on IS NOT NULL) = ?1", table);
	int64_t n = db_int(o->db, 0, count, "i", (int64_t)binned);
	return n ? db_int(o->db, 0, sql, "ii", (int64_t)binned, (int64_t)rnd((unsigned)n)) : 0;
}

static void write_visit(struct office *o, int64_t id)
{
	struct record r;
	record_init(&r, "visit");
	r.id = id;
	/* Some households are visited often, some hardly ever. */
	if (!id || !rnd(4))
		record_set(&r, "household_id", value_int(household[rnd(1 + rnd(1 + rnd(HOUSEHOLDS)))]));
	record_set(&r, "visited_on", value_text(rnd(3) ? some_day(30, false) : some_day(420, false)));
	record_set(&r, "visit_mode", value_text(rnd(3) ? "入户" : "电话"));
	record_set(&r, "cadre_id", value_int(cadre[rnd(CADRES)]));
	record_set(&r, "next_on", rnd(4) ? value_null() : value_text(clock_today()));
	save(o, &r);
}

static void write_pairing(struct office *o, int64_t id)
{
	struct record r;
	record_init(&r, "pairing");
	r.id = id;
	if (!id) {
		record_set(&r, "household_id", value_int(household[rnd(HOUSEHOLDS)]));
		record_set(&r, "cadre_id", value_int(cadre[rnd(CADRES)]));
		record_set(&r, "started_on", value_text(some_day(200, true)));
	} else {
		record_set(&r, "ended_on", rnd(5) ? value_text(some_day(60, true)) : value_null());
	}
	save(o, &r);
}

static void write_rule(struct office *o, int64_t id)
{
	static const int months[] = { 1, 1, 1, 3, 3, 2, 6, 12, 5 };
	struct record r;
	record_init(&r, "duty_rule");
	r.id = id;
	record_set(&r, "unit_id", rnd(2) ? value_null() : value_int(unit[rnd(3)]));
	record_set(&r, "household_kind", rnd(2) ? value_null() : value_text(KINDS[rnd(4)]));
	record_set(&r, "months", value_int(months[rnd(9)]));
	record_set(&r, "visits", value_int(rnd(4)));
	record_set(&r, "house_only", value_int(!rnd(3)));
	record_set(&r, "valid_from", rnd(2) ? value_null() : value_text(some_day(300, true)));
	record_set(&r, "valid_to", rnd(3) ? value_null() : value_text(some_day(100, true)));
	save(o, &r);
}

static void write_household(struct office *o)
{
	struct record r;
	int64_t id = household[rnd(HOUSEHOLDS)];
	if (!rnd(4)) {
		if (rnd(2))
			record_bin(o, "household", id, NULL);
		else
			record_restore(o, "household", id, NULL);
		return;
	}
	record_init(&r, "household");
	r.id = id;
	if (rnd(3)) {
		record_set(&r, "removed_on", rnd(3) ? value_null() : value_text(some_day(40, true)));
	} else {
		record_set(&r, "household_attr", value_text(KINDS[rnd(2)]));
		record_set(&r, "monitor_type", rnd(2) ? value_null() : value_text(KINDS[3]));
	}
	save(o, &r);
}

static void bin_or_restore(struct office *o, const char *table, unsigned one_in)
{
	bool restore = !rnd(one_in);
	int64_t id = some_row(o, table, restore);
	if (id && restore)
		record_restore(o, table, id, NULL);
	else if (id)
		record_bin(o, table, id, NULL);
}

/* Forward, mostly a few days, often onto or over a month's edge. */
static void move_today(void)
{
	char day[DATE_BYTES], end[DATE_BYTES];
	date_from_days(date_days(clock_today()) + rnd(6), day);
	date_month_end(day, end);
	if (!rnd(4))
		strcpy(day, end);
	else if (!rnd(4))
		date_from_days(date_days(end) + 1, day);
	assert_true(clock_freeze(day));
}

static void random_write(struct office *o)
{
	unsigned dice = rnd(100);
	if (dice < 55)
		write_visit(o, 0);
	else if (dice < 68)
		write_visit(o, some_row(o, "visit", false));
	else if (dice < 80)
		bin_or_restore(o, "visit", 5);
	else if (dice < 84)
		write_pairing(o, 0);
	else if (dice < 88)
		write_pairing(o, some_row(o, "pairing", false));
	else if (dice < 90)
		bin_or_restore(o, "pairing", 3);
	else if (dice < 91)
		write_rule(o, 0);
	else if (dice < 93)
		write_rule(o, some_row(o, "duty_rule", false));
	else if (dice < 95)
		bin_or_restore(o, "duty_rule", 4);
	else
		write_household(o);
}

static void same_duty(const struct duty *is, const struct duty *should, const char *on)
{
	if (is->household == should->household && is->state == should->state && is->asked == should->asked &&
	    is->made == should->made && is->missed == should->missed && is->days_late == should->days_late &&
	    !strcmp(is->period_end, should->period_end) && !strcmp(is->due_on, should->due_on) &&
	    !strcmp(is->missed_from, should->missed_from) && !strcmp(is->missed_to, should->missed_to) &&
	    !strcmp(is->last_visit, should->last_visit) && !strcmp(is->next_on, should->next_on))
		return;
	fail_msg("on %s household %lld: state %d/%d made %d/%d of %d/%d missed %d/%d (%s..%s / %s..%s) due %s/%s last "
		 "%s/%s"
		 " next %s/%s",
		 on, (long long)is->household, (int)is->state, (int)should->state, is->made, should->made, is->asked,
		 should->asked, is->missed, should->missed, is->missed_from, is->missed_to, should->missed_from,
		 should->missed_to, is->due_on, should->due_on, is->last_visit, should->last_visit, is->next_on,
		 should->next_on);
}

static bool in_scope(const struct office *o, const struct raw_household *h, int64_t day)
{
	if (o->scope == SCOPE_VILLAGE)
		return !o->village || h->place == o->village;
	for (size_t i = 0; i < n_pp; i++)
		if (pp[i].household == h->id && pp[i].cadre == o->me && first_day(pp[i].from) <= day &&
		    day <= last_day(pp[i].to))
			return true;
	return false;
}

static int seen_states[5];

static void compare(struct office *o, const char *on)
{
	struct duty *list, one;
	struct duty_counts counts, should = { 0 };
	struct err e = { 0 };
	size_t n, expected = 0;
	if (duty_list(o, on, &list, &n, &e) || duty_count(o, on, &counts, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	for (size_t i = 0; i < n_hh; i++) {
		struct duty d = recount(&hh[i], on);
		assert_int_equal(duty_of(o, hh[i].id, on, &one, &e), 0);
		same_duty(&one, &d, on);
		seen_states[d.state]++;
		size_t at = 0;
		while (at < n && list[at].household != hh[i].id)
			at++;
		bool listed = in_registry(&hh[i], date_days(on)) && in_scope(o, &hh[i], date_days(on));
		assert_int_equal(at < n, listed);
		if (!listed)
			continue;
		same_duty(&list[at], &d, on);
		expected++;
		should.asked += d.state != DUTY_NONE;
		should.done += d.state == DUTY_DONE;
		should.due += d.state == DUTY_DUE;
		should.overdue += d.state == DUTY_OVERDUE;
		should.never += d.state == DUTY_NEVER;
	}
	assert_int_equal(n, expected);
	assert_memory_equal(&counts, &should, sizeof counts);
	for (size_t i = 1; i < n; i++)
		if (list[i].missed && list[i - 1].missed)
			assert_true(strcmp(list[i - 1].due_on, list[i].due_on) <= 0);
		else
			assert_true(!list[i].missed);
	free(list);
}

static void found_registry(struct office *o)
{
	village[0] = fixture_add(o, "place", "name", "长潭村", "level", "行政村", NULL);
	village[1] = fixture_add(o, "place", "name", "青山村", "level", "行政村", NULL);
	for (int i = 0; i < 3; i++)
		unit[i] = fixture_add(o, "unit", "name", "单位", NULL);
	for (int i = 0; i < CADRES; i++)
		cadre[i] = fixture_add(o, "cadre", "name", "王芳", "unit_id", i < 5 ? fixture_ref(unit[i % 3]) : NULL,
				       NULL);
	for (int i = 0; i < HOUSEHOLDS; i++)
		household[i] = fixture_add(o, "household", "head_name", "张三", "place_id",
					   fixture_ref(village[i % 5 == 0]), "household_attr", KINDS[i % 2],
					   "household_type", i % 3 ? NULL : KINDS[2], "first_identified_on",
					   i % 3 == 0   ? "2019"
					   : i % 3 == 1 ? "2019-09"
							: NULL,
					   NULL);
	fixture_add(o, "duty_rule", "months", "#1", "visits", "#1", NULL);
}

static void ten_thousand_writes(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	assert_true(clock_freeze("2019-11-20"));
	seed = 20201123;
	found_registry(o);
	for (int round = 0; round < 200; round++) {
		if (office_begin(o, "test", &e))
			fail_msg("%s", e.word);
		for (int i = 0; i < 50; i++) {
			random_write(o);
			if (!rnd(18))
				move_today();
		}
		if (round == 40) /* the leap day is sure to be met */
			assert_true(clock_freeze("2020-02-29"));
		if (office_commit(o, &e))
			fail_msg("%s", e.word);
		o->me = cadre[rnd(CADRES)];
		o->village = rnd(2) ? 0 : village[rnd(2)];
		o->scope = rnd(3) ? SCOPE_VILLAGE : SCOPE_MINE;
		read_raw(o);
		compare(o, clock_today());
		compare(o, some_day(300, false));
	}
	/* A test that never meets a state proves nothing about it. */
	for (int i = 0; i < 5; i++)
		assert_true(seen_states[i] > 100);
}

/* ---- cases by hand ---- */

static struct duty duty_on(struct office *o, int64_t id, const char *on)
{
	struct err e = { 0 };
	struct duty d;
	if (duty_of(o, id, on, &d, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	return d;
}

static int64_t paired(struct office *o, const char *from)
{
	int64_t id = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), NULL);
	fixture_add(o, "pairing", "household_id", fixture_ref(id), "cadre_id", fixture_ref(o->me), "started_on", from,
		    NULL);
	return id;
}

static int64_t visit(struct office *o, int64_t id, const char *on, const char *mode)
{
	return fixture_add(o, "visit", "household_id", fixture_ref(id), "visited_on", on, "visit_mode", mode, NULL);
}

static void missed_since_the_last_visit(void **state)
{
	struct office *o = *state;
	int64_t id = paired(o, "2020-03-15");
	visit(o, id, "2020-09-30", "入户");
	struct duty d = duty_on(o, id, "2020-11-23");
	assert_int_equal(d.state, DUTY_OVERDUE);
	assert_int_equal(d.missed, 1);
	assert_int_equal(d.days_late, 23);
	assert_string_equal(d.due_on, "2020-10-31");
	assert_string_equal(d.missed_from, "2020-10");
	assert_string_equal(d.missed_to, "2020-11");
	assert_string_equal(d.last_visit, "2020-09-30");
	/* On the last day of October nothing was missed yet, the next day it was. */
	assert_int_equal(duty_on(o, id, "2020-10-31").state, DUTY_DUE);
	assert_int_equal(duty_on(o, id, "2020-11-01").days_late, 1);
	/* A visit written down late settles October; November is still owed. */
	int64_t late = visit(o, id, "2020-10-31", "电话");
	assert_int_equal(duty_on(o, id, "2020-11-23").state, DUTY_DUE);
	visit(o, id, "2020-11-01", "入户");
	assert_int_equal(duty_on(o, id, "2020-11-23").state, DUTY_DONE);
	record_bin(o, "visit", late, NULL);
	assert_int_equal(duty_on(o, id, "2020-11-23").state, DUTY_DONE);
}

static void never_visited(void **state)
{
	struct office *o = *state;
	int64_t id = paired(o, "2020-02-29");
	assert_int_equal(duty_on(o, id, "2020-02-29").state, DUTY_DUE);
	assert_string_equal(duty_on(o, id, "2020-02-29").due_on, "2020-02-29");
	assert_int_equal(duty_on(o, id, "2020-03-01").state, DUTY_NEVER);
	assert_int_equal(duty_on(o, id, "2020-03-01").days_late, 1);
	assert_int_equal(duty_on(o, id, "2020-01-31").state, DUTY_NONE);
	/* At most twelve months back. */
	assert_int_equal(duty_on(o, id, "2021-12-31").missed, 12);
	assert_string_equal(duty_on(o, id, "2021-12-31").due_on, "2020-12-31");
}

static void rules_by_precedence(void **state)
{
	struct office *o = *state;
	int64_t my_unit = db_int(o->db, 0, "SELECT unit_id FROM cadre WHERE id = ?1", "i", o->me);
	int64_t id = paired(o, "2020-01-01");
	fixture_add(o, "duty_rule", "unit_id", fixture_ref(my_unit), "months", "#1", "visits", "#2", NULL);
	assert_int_equal(duty_on(o, id, "2020-11-23").asked, 2);
	fixture_add(o, "duty_rule", "household_kind", "一般户", "months", "#3", "visits", "#1", NULL);
	assert_int_equal(duty_on(o, id, "2020-11-23").asked, 2);
	fixture_try(o, "household", id, "household_type", "一般户", NULL);
	assert_int_equal(duty_on(o, id, "2020-11-23").asked, 1);
	assert_string_equal(duty_on(o, id, "2020-11-23").due_on, "2020-03-31");
	int64_t both = fixture_add(o, "duty_rule", "household_kind", "一般户", "unit_id", fixture_ref(my_unit),
				   "months", "#1", "visits", "#4", "house_only", "#1", NULL);
	visit(o, id, "2020-11-02", "电话");
	visit(o, id, "2020-11-03", "入户");
	assert_int_equal(duty_on(o, id, "2020-11-23").asked, 4);
	assert_int_equal(duty_on(o, id, "2020-11-23").made, 1);
	/* Among equals the stricter. */
	record_bin(o, "duty_rule", both, NULL);
	fixture_add(o, "duty_rule", "household_kind", "一般户", "months", "#1", "visits", "#3", NULL);
	assert_int_equal(duty_on(o, id, "2020-11-23").asked, 3);
	assert_int_equal(duty_on(o, id, "2020-11-23").made, 2);
}

static void leaders_rounds(void **state)
{
	struct office *o = *state;
	int64_t a = paired(o, "2020-01-01"), b = paired(o, "2020-01-01");
	paired(o, "2020-01-01");
	int64_t leader = fixture_add(o, "cadre", "name", "赵局长", "is_leader", "#1", "post", "局长", NULL);
	const char *days[] = { "2020-01-01", "2020-08-01", "2019-12-31" };
	for (int i = 0; i < 3; i++)
		fixture_add(o, "visit", "household_id", fixture_ref(i == 1 ? b : a), "visited_on", days[i],
			    "visit_kind", "遍访", "cadre_id", fixture_ref(leader), NULL);
	fixture_add(o, "visit", "household_id", fixture_ref(a), "visited_on", "2020-09-01", "visit_kind", "日常走访",
		    "cadre_id", fixture_ref(leader), NULL);
	struct round *list;
	struct err e = { 0 };
	size_t n;
	assert_int_equal(rounds_list(o, "2020", &list, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_int_equal(list[0].reached, 2);
	assert_int_equal(list[0].households, 3);
	assert_string_equal(list[0].last_on, "2020-08-01");
	free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(missed_since_the_last_visit, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(never_visited, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(rules_by_precedence, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(leaders_rounds, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(ten_thousand_writes, fixture_open_empty, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

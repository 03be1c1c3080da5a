/* Proves that the monthly duty is what a slow recount over the raw rows says, whatever was written in whatever order.
 * model_duty_cases.c shows by hand that the recount means what the header says. */
#include "unit/duty_recount.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(ten_thousand_writes, fixture_open_empty, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

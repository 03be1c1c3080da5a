/* Proves the figures of the summaries: a year made of nothing is counted by plain loops over arrays and by the metrics
 * of report.year.ini, report.aid.ini and report.city.ini; every one of them must agree, and each number is the count or
 * sum of the rows that open. */
#include "unit/year_count.h"
#include "unit/year_more.h"

#include "exchange/report.h"
#include "screen/threshold.h"

#include <math.h>

#define UNTIL(e, day) ((e)->until == NEVER || (e)->until >= (day))

static void count_village(const struct world *w, struct numbers *out)
{
	bool seen[HOUSES] = { false }, round[HOUSES] = { false }, round_day[400] = { false };
	static bool trip[400][CADRES];
	int visits = 0, trips = 0, rounds = 0, seen_n = 0, round_n = 0, unseen = 0, villages = 0;

	memset(trip, 0, sizeof trip);
	for (int i = 0; i < w->visit.n; i++) {
		const struct event *e = &w->visit.e[i];

		if (!in_year(e) || !here(w, e->who) || e->what == 0)
			continue;
		visits++;
		seen[e->who] = true;
		trip[e->day][e->extra] = w->leader[e->extra] && unit_of_cadre(e->extra) != 1;
		if (e->what == 1)
			round[e->who] = round_day[e->day] = true;
	}
	for (int d = 0; d <= YEAR_LAST; d++) {
		rounds += round_day[d];
		for (int c = 0; c < CADRES; c++)
			trips += trip[d][c];
	}
	for (int v = 0; v < VILLAGES; v++) {
		int all = 0, missed = 0;

		for (int h = 0; h < HOUSES; h++)
			if (w->house[h].village == v && lives(w, h, w->today)) {
				all++;
				missed += !seen[h];
			}
		unseen += missed;
		villages += all > 0 && missed == 0;
	}
	for (int h = 0; h < HOUSES; h++) {
		seen_n += seen[h];
		round_n += round[h];
	}
	put(out, "principal_trips", trips);
	put(out, "party_group_rounds", rounds);
	put(out, "round_households", round_n);
	put(out, "visits", visits);
	put(out, "households_visited", seen_n);
	put(out, "households_unvisited", unseen);
	put(out, "villages_fully_visited", villages);
}

static bool went(const struct world *w, int cadre, int month)
{
	for (int i = 0; i < w->visit.n; i++) {
		const struct event *e = &w->visit.e[i];

		if (!e->binned && e->extra == cadre && e->what && e->day >= month * 28 && e->day < month * 28 + 28)
			return true;
	}
	return false;
}

static void count_pairs(const struct world *w, struct numbers *out)
{
	bool cadre[CADRES] = { false }, house[HOUSES] = { false };
	int cadres = 0, houses = 0, owed = 0, done = 0;

	for (int i = 0; i < w->pairing.n; i++) {
		const struct event *e = &w->pairing.e[i];

		if (!e->binned && e->day <= w->today && UNTIL(e, w->today) && lives(w, e->who, w->today))
			cadre[e->extra] = house[e->who] = true;
	}
	/* A month counts once it is over; February ends on the 28th, the others some days later. */
	for (int m = 0; m < 12 && (m * 28 + 28 <= w->today || w->today == YEAR_LAST); m++)
		for (int c = 0; c < CADRES; c++) {
			bool paired = false;

			for (int i = 0; i < w->pairing.n; i++) {
				const struct event *e = &w->pairing.e[i];

				paired |= !e->binned && e->extra == c && e->day < m * 28 + 28 &&
					  UNTIL(e, m * 28 + (m == 1 ? 27 : 28)) && lives(w, e->who, m * 28 + 27);
			}
			owed += paired;
			done += paired && went(w, c, m);
		}
	for (int c = 0; c < CADRES; c++)
		cadres += cadre[c];
	for (int h = 0; h < HOUSES; h++)
		houses += house[h];
	put(out, "paired_cadres", cadres);
	put(out, "paired_households", houses);
	put(out, "cadre_months", owed);
	put(out, "cadre_months_done", done);
	put_rate(out, "duty_rate", "cadre_months_done", "cadre_months");
}

static void count_help(const struct world *w, struct numbers *out)
{
	bool given[HOUSES] = { false }, flyer[HOUSES] = { false }, book[HOUSES] = { false };
	int houses = 0, priced = 0, flyers = 0, books = 0, lessons = 0, taught = 0;
	bool child[PUPILS] = { false };
	double fen = 0;

	for (int i = 0; i < w->visit.n; i++) {
		const struct event *e = &w->visit.e[i];

		flyer[e->who] |= in_year(e) && e->what == 2;
		if (in_year(e) && here(w, e->who) && e->amount >= 0) {
			given[e->who] = true;
			fen += e->amount;
			priced++;
		}
	}
	for (int i = 0; i < w->support.n; i++) {
		const struct event *e = &w->support.e[i];

		if (!in_year(e) || !here(w, e->who))
			continue;
		given[e->who] = true;
		fen += e->amount > 0 ? e->amount : 0;
		priced += e->amount >= 0;
	}
	for (int i = 0; i < w->review.n; i++)
		book[w->review.e[i].who] |= in_year(&w->review.e[i]);
	for (int h = 0; h < HOUSES; h++) {
		const int f = w->house[h].flyer;

		houses += given[h];
		flyers += here(w, h) && (flyer[h] || (f >= 0 && f <= YEAR_LAST));
		books += here(w, h) && book[h];
	}
	for (int i = 0; i < w->lesson.n; i++) {
		const struct event *e = &w->lesson.e[i];

		if (in_year(e) && here(w, w->pupil[e->who].house)) {
			lessons++;
			taught += !child[e->who];
			child[e->who] = true;
		}
	}
	put_sum(out, "support_amount", fen, priced);
	put(out, "support_households", houses);
	put(out, "flyer_households", flyers);
	put(out, "handbook_households", books);
	put(out, "home_teaching_lessons", lessons);
	put(out, "home_teaching_children", taught);
}

static void count_findings(const struct world *w, struct numbers *out)
{
	static const char *const level[] = { "province", "city", "district", "self" };
	int all = 0, closed = 0, open = 0, houses = 0, of[4] = { 0 }, of_closed[4] = { 0 };
	bool house[HOUSES] = { false };

	for (int i = 0; i < w->finding.n; i++) {
		const struct event *e = &w->finding.e[i];

		if (!in_year(e) || (e->who >= 0 && !here(w, e->who)))
			continue;
		all++;
		closed += e->extra > 0;
		open += e->extra == 0;
		of[e->what]++;
		of_closed[e->what] += e->extra > 0;
		if (e->who >= 0) {
			houses += !house[e->who];
			house[e->who] = true;
		}
	}
	put(out, "findings", all);
	put(out, "findings_closed", closed);
	put(out, "findings_open", open);
	put(out, "finding_households", houses);
	put_rate(out, "findings_rate", "findings_closed", "findings");
	for (int i = 0; i < 4; i++) {
		char name[64];

		snprintf(name, sizeof name, "findings_%s", level[i]);
		put(out, name, of[i]);
		snprintf(name, sizeof name, "findings_%s_closed", level[i]);
		put(out, name, of_closed[i]);
	}
}

/* How many events of a pile are of this year; `what` −1: whatever they are. */
static int of_year(const struct pile *p, int what)
{
	int n = 0;

	for (int i = 0; i < p->n; i++)
		n += in_year(&p->e[i]) && (what < 0 || p->e[i].what == what);
	return n;
}

/* Sums a column of trainings: which 0 attendees, 1 of poor households. */
static void put_trained(const struct world *w, struct numbers *out, const char *name, unsigned kinds, bool poor_place,
			int which)
{
	double sum = 0;
	int n = 0;

	for (int i = 0; i < w->training.n; i++) {
		const struct event *e = &w->training.e[i];
		const int value = which ? e->extra : e->amount;

		if (!in_year(e) || !(kinds >> e->what & 1) || (poor_place && e->who % VILLAGES) || value < 0)
			continue;
		sum += value;
		n++;
	}
	put_sum(out, name, sum, n);
}

static void count_trainings(const struct world *w, struct numbers *out)
{
	static const struct {
		const char *name;
		unsigned kinds;
	} kinds[] = { { "training_migrant", 1 },   { "training_technique", 2 },   { "training_disabled", 4 },
		      { "training_transfer", 16 }, { "training_farmer", 0 },      { "training_firm", 0 },
		      { "training_graduate", 0 },  { "training_certificate", 0 }, { "training_eight", 23 },
		      { "training_persons", 31 } };
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		put_trained(w, out, kinds[i].name, kinds[i].kinds, false, 0);
	put_trained(w, out, "training_persons_poor", 31, true, 0);
	put_trained(w, out, "training_poor", 31, false, 1);
	put(out, "training_sessions", of_year(&w->training, -1));
}

static void count_registers(const struct world *w, struct numbers *out)
{
	int gaps = 0, papers = 0, reports = 0, plans = 0, away = 0, problems = 0, solved = 0;

	for (int i = 0; i < w->self_check.n; i++)
		gaps += in_year(&w->self_check.e[i]) && w->self_check.e[i].flag;
	for (int i = 0; i < w->paper.n; i++)
		papers += in_year(&w->paper.e[i]) && w->paper.e[i].what;
	for (int i = 0; i < w->report.n; i++)
		reports += in_year(&w->report.e[i]) && w->report.e[i].until != NEVER;
	for (int i = 0; i < w->plan.n; i++)
		plans += !w->plan.e[i].binned && year_of(&w->plan.e[i]) == YEAR + 1;
	for (int i = 0; i < w->secondment.n; i++) {
		const struct event *e = &w->secondment.e[i];

		away += !e->binned && e->day <= YEAR_LAST && UNTIL(e, 0);
	}
	for (int i = 0; i < w->check.n; i++) {
		const struct event *e = &w->check.e[i];

		problems += in_year(e) && e->flag;
		solved += in_year(e) && e->flag && e->until != NEVER;
	}
	put(out, "self_checks", of_year(&w->self_check, -1));
	put(out, "self_check_gaps", gaps);
	put(out, "documents", papers);
	put(out, "papers", papers);
	put(out, "monthly_reports", reports);
	put(out, "plans_next", plans);
	put(out, "secondments", away);
	put(out, "project_checks", of_year(&w->check, -1));
	put(out, "project_problems", problems);
	put(out, "project_problems_done", solved);
	put(out, "publicity_items", of_year(&w->publicity, -1));
	put(out, "publicity_press", of_year(&w->publicity, 0));
	put(out, "archive_sortings", of_year(&w->filing, -1));
	put(out, "meetings", of_year(&w->meeting, -1));
	put(out, "meetings_party_group", of_year(&w->meeting, 0));
	put(out, "meetings_members", of_year(&w->meeting, 1));
	put(out, "meetings_study", of_year(&w->meeting, 2));
	put(out, "adoptions", 0);
	put(out, "leading_group", 0);
}

static void compare(struct office *o, const char *name, const char *today, const struct numbers *all)
{
	const struct report_def *d = screens_report(screens, name);
	struct report r;
	struct period p;
	struct err e = { 0 };

	assert_non_null(d);
	if (period_make(o, "year", "2023", &p, &e) < 0 || report_make(&r, o, screens, d, &p, &e) < 0)
		fail_msg("%s: %s %s %s", name, e.word, e.field, e.arg[0]);
	for (size_t i = 0; i < d->n_metrics; i++) {
		const struct value *v = &r.value[i];
		const struct number *n = NULL;
		const double got = v->kind == VALUE_INT ? (double)v->i : v->kind == VALUE_REAL ? v->r : 0;
		struct metric_row *row;
		size_t rows;

		for (int k = 0; k < all->count; k++)
			if (strcmp(all->n[k].name, d->metric[i].name) == 0)
				n = &all->n[k];
		if (!n)
			fail_msg("%s: nobody counted %s", name, d->metric[i].name);
		if (n->blank != (v->kind == VALUE_NULL) || fabs(n->value - got) > 1e-6)
			fail_msg("%s %s on %s: %.6f by hand, %.6f by the report", name, n->name, today, n->value, got);
		if (!d->metric[i].rows[0] || d->metric[i].sum[0])
			continue;
		const struct metric_ask ask = { d->metric[i].rows, "" };
		assert_int_equal(metric_rows(o, &ask, &p, 1000000, &row, &rows, &e), 0);
		assert_int_equal(rows, (size_t)got);
		metric_rows_free(&row, rows);
	}
	report_release(&r);
}

static void take_limit(void *o, const char *key, double value)
{
	office_set_threshold(o, key, value);
}

static void every_figure(void **state)
{
	static const struct {
		const char *day;
		int today; /* the last day that counts */
	} days[] = { { "2024-01-15", YEAR_LAST }, { "2023-10-20", 9 * 28 + 19 }, { "2023-05-12", 4 * 28 + 11 } };
	static struct world w;
	static struct numbers all;
	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		void *o = NULL;

		assert_int_equal(exchange_open(&o), 0);
		assert_true(clock_freeze(days[i].day));
		screens_limits(screens, take_limit, o);
		w = (struct world){ .seed = 77 + i, .today = days[i].today };
		all.count = 0;
		invent_people(&w);
		invent_aid(&w);
		invent_work(&w);
		invent_registers(&w);
		save_world(o, &w);
		count_aid(&w, &all);
		count_three(&w, &all);
		count_gaps(&w, &all);
		count_school(&w, &all);
		count_village(&w, &all);
		count_pairs(&w, &all);
		count_help(&w, &all);
		count_findings(&w, &all);
		count_trainings(&w, &all);
		count_registers(&w, &all);
		count_projects(&w, &all);
		count_campaigns(&w, &all);
		compare(o, "year", days[i].day, &all);
		compare(o, "aid", days[i].day, &all);
		compare(o, "city", days[i].day, &all);
		exchange_close(&o);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_figure),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

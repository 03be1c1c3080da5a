/* A year of the registers the office keeps beside the households: training, projects, publicity, papers, teachers,
 * responsibilities, monthly reports, the archive, plans. */
#include "base/clock.h"
#include "base/date.h"
#include "model/demo_parts.h"

#include <stdio.h>
#include <stdlib.h>

enum { COUNTIES = 2, KINDS_OF_TRAINING = 11, PROJECTS = 7, REPORT_MONTHS = 6, FILING_TIMES = 4, PLANS_OF_HOUSES = 5 };

static void on_day(struct demo *d, const char *column, int back)
{
	char day[11];
	demo_day(back, day);
	demo_text(d, column, day);
}

static void this_year(struct demo *d, const char *column, int ahead)
{
	char year[16];
	snprintf(year, sizeof year, "%04d", atoi(clock_today()) + ahead);
	demo_text(d, column, year);
}

static void counties(struct demo *d, int64_t county[COUNTIES])
{
	for (size_t i = 0; i < COUNTIES; i++) {
		demo_begin(d, "place");
		demo_label(d, "name", WORDS_COUNTIES, i);
		demo_label(d, "level", WORDS_LEVELS, 0);
		demo_int(d, "is_poor", 1);
		county[i] = demo_save(d);
	}
}

/* Every kind once, a month apart; every third for a poor county. */
static void trainings(struct demo *d, const int64_t county[COUNTIES])
{
	for (size_t i = 0; i < KINDS_OF_TRAINING; i++) {
		demo_begin(d, "training");
		on_day(d, "held_on", 8 + 28 * (int)i);
		demo_label(d, "category", WORDS_TRAINING_KINDS, i);
		demo_label(d, "topic", WORDS_TRAINING_TOPICS, i);
		demo_int(d, "unit_id", d->unit[i % 3]);
		demo_int(d, "place_id", i % 3 == 2 ? county[i / 3 % COUNTIES] : d->village);
		demo_real(d, "hours", 8 + 4 * (double)(i % 3));
		demo_int(d, "attendees", 18 + 7 * (int64_t)(i % 5));
		demo_int(d, "of_poor", 6 + 3 * (int64_t)(i % 4));
		demo_int(d, "amount", 150000 + 20000 * (int64_t)i);
		demo_save(d);
	}
}

struct work {
	double planned, started, finished;
	int64_t value, done; /* fen */
};
/* Of the kinds in their order: at home, and in a poor county. */
static const struct work works[PROJECTS][2] = {
	{ { 1.24, 0.96, 0.8, 0, 0 }, { 0.9, 0.56, 0.4, 0, 0 } },
	{ { 260, 260, 190, 86000000, 57500000 }, { 120, 120, 96, 31000000, 23400000 } },
	{ { 320, 320, 280, 0, 0 }, { 150, 150, 90, 0, 0 } },
	{ { 600, 600, 600, 0, 0 }, { 280, 280, 240, 0, 0 } },
	{ { 12000, 12000, 9000, 0, 0 }, { 5000, 5000, 3600, 0, 0 } },
	{ { 5, 4, 3, 0, 0 }, { 3, 2, 1, 0, 0 } },
	{ { 720, 720, 480, 49000000, 32000000 }, { 400, 300, 180, 26000000, 12000000 } },
};

static int64_t project(struct demo *d, size_t kind, const struct work *w, int64_t place)
{
	char name[160];
	snprintf(name, sizeof name, "%.60s%.90s",
		 place == d->village ? demo_word(d, WORDS_PLACES, 0) : demo_word(d, WORDS_COUNTIES, kind),
		 demo_word(d, WORDS_PROJECT_NAMES, kind));
	demo_begin(d, "project");
	demo_text(d, "name", name);
	demo_label(d, "project_kind", WORDS_PROJECT_KINDS, kind);
	this_year(d, "year", 0);
	demo_int(d, "unit_id", d->unit[0]);
	demo_int(d, "place_id", place);
	demo_label(d, "measure_unit", WORDS_QUANTITIES, kind);
	demo_real(d, "planned", w->planned);
	demo_real(d, "started", w->started);
	demo_real(d, "finished", w->finished);
	if (w->value) {
		demo_int(d, "planned_value", w->value);
		demo_int(d, "done_value", w->done);
	}
	on_day(d, "started_on", 250);
	if (w->finished >= w->planned)
		on_day(d, "finished_on", 60);
	return demo_save(d);
}

static void project_check(struct demo *d, int64_t id, int back, bool bad)
{
	demo_begin(d, "project_check");
	demo_int(d, "project_id", id);
	on_day(d, "checked_on", back);
	demo_label(d, "checked_by", WORDS_CADRES, DEMO_CADRES - 2);
	demo_label(d, "result", WORDS_UPKEEP, bad);
	if (bad) {
		demo_label(d, "problem", WORDS_UPKEEP, 2);
		demo_label(d, "measure", WORDS_UPKEEP, 3);
		on_day(d, "done_on", back - 9);
	}
	demo_save(d);
}

static void projects(struct demo *d, const int64_t county[COUNTIES])
{
	for (size_t i = 0; i < PROJECTS; i++) {
		int64_t id = project(d, i, &works[i][0], d->village);
		project(d, i, &works[i][1], county[i % COUNTIES]);
		if (i % 2 == 0)
			project_check(d, id, 30 + 20 * (int)i, i == 0);
	}
}

static void publicity(struct demo *d, size_t i)
{
	demo_begin(d, "publicity");
	on_day(d, "published_on", 25 + 60 * (int)i);
	demo_label(d, "publicity_kind", WORDS_PUBLICITY_KINDS, i);
	demo_label(d, "outlet", WORDS_OUTLETS, i);
	demo_label(d, "topic", WORDS_STORIES, i);
	demo_int(d, "unit_id", d->unit[0]);
	if (i > 0)
		demo_int(d, "quantity", i == 3 ? DEMO_HOUSEHOLDS : 120 * (int64_t)i);
	demo_save(d);
}

/* One scheme, after four bureaus were asked; both counties took it over. */
static void scheme(struct demo *d, const int64_t county[COUNTIES])
{
	demo_begin(d, "document");
	demo_label(d, "document_kind", WORDS_SCHEME, 0);
	demo_label(d, "title", WORDS_SCHEME, 1);
	demo_label(d, "number", WORDS_SCHEME, 2);
	demo_label(d, "consulted", WORDS_SCHEME, 3);
	demo_int(d, "unit_id", d->unit[0]);
	on_day(d, "dated_on", 210);
	on_day(d, "issued_on", 208);
	demo_label(d, "lies_in", WORDS_ARCHIVES, 0);
	int64_t id = demo_save(d);
	for (size_t i = 0; i < COUNTIES; i++) {
		demo_begin(d, "document_adoption");
		demo_int(d, "document_id", id);
		demo_int(d, "place_id", county[i]);
		on_day(d, "adopted_on", 180 - 15 * (int)i);
		demo_label(d, "number", WORDS_ADOPTED, i);
		demo_save(d);
	}
}

static void secondment(struct demo *d, size_t i)
{
	demo_begin(d, "secondment");
	demo_label(d, "name", WORDS_SECONDED, i);
	demo_label(d, "secondment_kind", WORDS_SECONDMENT_KINDS, i);
	demo_label(d, "from_unit", WORDS_SCHOOLS, 3);
	demo_label(d, "to_unit", WORDS_SCHOOLS, 1 + i % 2);
	demo_int(d, "place_id", d->village);
	demo_label(d, "subject", WORDS_SUBJECTS, i);
	on_day(d, "started_on", 270 - 60 * (int)i);
	if (i == 0)
		on_day(d, "ended_on", 20);
	demo_save(d);
}

static void responsibility(struct demo *d, size_t i)
{
	static const size_t who[] = { DEMO_CADRES - 3, DEMO_CADRES - 2, 1, 0 };
	demo_begin(d, "responsibility");
	demo_int(d, "unit_id", d->unit[0]);
	demo_label(d, "position", WORDS_POSITIONS, i);
	demo_label(d, "name", WORDS_CADRES, who[i]);
	demo_int(d, "cadre_id", d->cadre[who[i]]);
	demo_label(d, "post", WORDS_POSTS, who[i]);
	demo_label(d, "duty", WORDS_DUTIES, i);
	on_day(d, "started_on", 320);
	demo_save(d);
}

/* Half a year of reports from every unit; the school still owes the last one. */
static void monthly_reports(struct demo *d)
{
	for (int back = REPORT_MONTHS; back >= 1; back--)
		for (int u = 0; u < 3; u++) {
			char first[11], month[11], day[11];
			if (u == 1 && back == 1)
				continue;
			snprintf(first, sizeof first, "%.8s01", clock_today());
			date_add_months(first, -back, month);
			date_add_months(first, 1 - back, day);
			month[7] = '\0';
			demo_begin(d, "monthly_report");
			demo_int(d, "unit_id", d->unit[u]);
			demo_text(d, "month", month);
			demo_text(d, "submitted_on", day);
			demo_label(d, "content", WORDS_MONTHLY, 0);
			demo_save(d);
		}
}

static void filing(struct demo *d, size_t i)
{
	demo_begin(d, "archive_filing");
	on_day(d, "filed_on", 20 + 17 * (int)i);
	demo_label(d, "scope", WORDS_FILINGS, i);
	demo_int(d, "households", i == 2 ? DEMO_HOUSEHOLDS : 8 + (int64_t)i);
	demo_int(d, "boxes", 2 + (int64_t)i);
	demo_label(d, "by_whom", WORDS_CADRES, i);
	demo_save(d);
}

static void unit_plan(struct demo *d, size_t i)
{
	char due[24];
	snprintf(due, sizeof due, "%04d-%02u", atoi(clock_today()) + 1, 4 + 3 * (unsigned)(i % 3));
	demo_begin(d, "unit_plan");
	demo_int(d, "unit_id", d->unit[0]);
	this_year(d, "year", 1);
	demo_label(d, "title", WORDS_UNIT_PLANS, i);
	demo_label(d, "content", WORDS_UNIT_PLANS_HOW, i);
	demo_text(d, "due_on", due);
	demo_save(d);
}

static void house_plan(struct demo *d, int house)
{
	static const char *const cell[] = { "need", "goal", "measures" };
	demo_begin(d, "household_plan");
	demo_int(d, "household_id", d->house[house].id);
	this_year(d, "year", 0);
	for (size_t i = 0; i < sizeof cell / sizeof cell[0]; i++)
		demo_label(d, cell[i], WORDS_HOUSE_PLANS, i);
	demo_int(d, "income_goal", 600000 + 50000 * (int64_t)house);
	on_day(d, "signed_on", 290);
	demo_save(d);
}

void demo_registers(struct demo *d)
{
	int64_t county[COUNTIES];
	counties(d, county);
	trainings(d, county);
	projects(d, county);
	for (size_t i = 0; i < 4; i++)
		publicity(d, i);
	scheme(d, county);
	for (size_t i = 0; i < 3; i++)
		secondment(d, i);
	for (size_t i = 0; i < 4; i++)
		responsibility(d, i);
	monthly_reports(d);
	for (size_t i = 0; i < FILING_TIMES; i++)
		filing(d, i);
	for (size_t i = 0; i < 3; i++)
		unit_plan(d, i);
	for (int i = 0; i < PLANS_OF_HOUSES; i++)
		house_plan(d, i);
}

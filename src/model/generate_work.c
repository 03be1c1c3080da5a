/* What cadres have done: visits, findings, ticks of the campaign that runs. */
#include "base/date.h"
#include "generate_parts.h"
#include "model/cut.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS = 60, MANY = 1000, VERY_MANY = 10000, LONG_SERIES = 25, SOME = 4, FOUND_IN = 150 };

static void visit(struct generate *g, const struct gen_house *h, const char *day)
{
	unsigned t = gen_random(g, 1000);
	bool phone = t % 9 == 0;

	GEN_PUT(g,
		"INSERT INTO visit(id, household_id, cadre_id, visited_on, visit_kind, visit_mode, content, person_met,"
		" policy_aware, read_back, handbook_seen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
		"iiisssssiii", id_mint(), h->id, g->cadre, day, gen_word(g, WORDS_VISIT_KINDS, 1 + t % 3),
		gen_word(g, WORDS_VISIT_MODES, phone), gen_word(g, WORDS_VISIT_TEXTS, t),
		h->person[t % 4 == 0 && h->people > 1].name, (int64_t)(t % 8 != 0), (int64_t)!phone,
		(int64_t)(!phone && t % 3 == 0));
}

/* A day of the month so many months ago, not after today. */
static void day_in_month(struct generate *g, int back, char out[11])
{
	char month[11];
	int days = atoi(g->today + 8);

	date_add_months(g->today, -back, month);
	if (back)
		days = date_month_days(atoi(month), atoi(month + 5));
	snprintf(out, 11, "%.8s%02u", month, 1 + gen_random(g, (size_t)days) % 99);
}

/* Every month but a few; this month a third, and last month a tenth, are still owed. */
static void monthly(struct generate *g, const struct gen_house *h)
{
	unsigned never_after = gen_random(g, 30);
	char day[11];

	for (int back = MONTHS - 1; back >= 0; back--) {
		bool goes = back > 1 ? gen_random(g, 16) != 0 : back ? never_after >= 3 : never_after >= 10;
		if (!goes)
			continue;
		day_in_month(g, back, day);
		visit(g, h, day);
	}
}

/* So many in five years, evenly. */
static void series(struct generate *g, const struct gen_house *h, int n)
{
	char day[11];

	for (int i = 0; i < n; i++) {
		gen_day(g, (int64_t)(n - 1 - i) * MONTHS * 30 / n, day);
		visit(g, h, day);
	}
}

static void visits(struct generate *g, const struct gen_house *h)
{
	char day[11];

	if (h->n < 2) {
		series(g, h, h->n ? VERY_MANY : MANY);
	} else if (h->own || h->n % LONG_SERIES == 3) {
		monthly(g, h);
	} else if (h->n % SOME == 1) {
		gen_day(g, 190 + gen_random(g, 160), day);
		visit(g, h, day);
		gen_day(g, gen_random(g, 180), day);
		visit(g, h, day);
	}
}

/* Found a while ago; a third is open still, half of that late. */
static void finding(struct generate *g, const struct gen_house *h)
{
	static const char *const states[] = { "open", "rectified", "verified", "closed", "open", "closed" };
	const char *state = states[h->n / FOUND_IN % 6];
	bool open = !strcmp(state, "open"), closed = !strcmp(state, "closed");
	int64_t found = 30 + gen_random(g, 200);
	char days[4][11];

	gen_day(g, found, days[0]);
	gen_day(g, open ? (int64_t)gen_random(g, 40) - 20 : found - 30, days[1]);
	gen_day(g, found - 20, days[2]);
	gen_day(g, found - 25, days[3]);
	GEN_PUT(g,
		"INSERT INTO finding(id, household_id, place_id, level, found_on, category, content, measure, owner_id,"
		" due_on, done_on, reviewer, verified_on, closed_on, state) VALUES"
		" (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
		"iiisssssissssss", id_mint(), h->id, g->village.id, gen_word(g, WORDS_FINDING_LEVELS, (size_t)h->n),
		days[0], gen_word(g, WORDS_FINDING_CATEGORIES, (size_t)h->n),
		gen_word(g, WORDS_FINDING_TEXTS, (size_t)h->n), gen_word(g, WORDS_FINDING_MEASURES, (size_t)h->n),
		g->cadre, days[1], open ? NULL : days[2],
		closed || !strcmp(state, "verified") ? gen_word(g, WORDS_CADRES, (size_t)h->n) : NULL,
		closed || !strcmp(state, "verified") ? days[3] : NULL, closed ? days[3] : NULL, state);
}

static void mark(struct generate *g, int64_t task, int64_t place, int64_t household, int64_t person)
{
	char day[11];

	gen_day(g, gen_random(g, 20), day);
	GEN_PUT(g,
		"INSERT INTO task_mark(id, task_id, place_id, household_id, person_id, done_on, cadre_id, evidence) "
		"VALUES"
		" (?1, ?2, nullif(?3, 0), nullif(?4, 0), nullif(?5, 0), ?6, ?7, ?8)",
		"iiiiisis", id_mint(), task, place, household, person, day, g->cadre,
		gen_word(g, WORDS_EVIDENCE, gen_random(g, 100)));
}

void gen_tasks(struct generate *g, int64_t campaign)
{
	struct stmt *s = g->failed ? NULL
				   : db_query(g->o->db,
					      "SELECT id, scope, fact IS NOT NULL FROM task WHERE campaign_id = ?1 "
					      "ORDER BY position",
					      g->e);
	int got = -1;

	if (s) {
		stmt_bind(s, "i", campaign);
		while ((got = stmt_step(s, g->e)) == 1 && g->tasks < GEN_TASKS) {
			g->task[g->tasks].id = stmt_int(s, 0);
			CUT(g->task[g->tasks].scope, stmt_text(s, 1));
			g->task[g->tasks++].fact = stmt_int(s, 2) != 0;
		}
		stmt_done(s);
	}
	g->failed = g->failed || got < 0;
}

/* Of the own village: the first two tasks of the office, and two of three households and students. */
static void marks(struct generate *g, const struct gen_house *h)
{
	for (int i = 0; i < g->tasks; i++) {
		const char *scope = g->task[i].scope;
		if (h->n == 0 && i < 2 && !strcmp(scope, "once"))
			mark(g, g->task[i].id, 0, 0, 0);
		if (h->n == 0 && i < 4 && !strcmp(scope, "village"))
			mark(g, g->task[i].id, g->village.id, 0, 0);
		if (!strcmp(scope, "household") && !g->task[i].fact && (h->n + i) % 3)
			mark(g, g->task[i].id, 0, h->id, 0);
		for (int k = 0; k < h->people && !strcmp(scope, "student") && !g->task[i].fact; k++)
			if (h->person[k].seat.stage != NO_STAGE && (h->n + i + k) % 3)
				mark(g, g->task[i].id, 0, 0, h->person[k].id);
	}
}

void gen_work(struct generate *g, const struct gen_house *h)
{
	visits(g, h);
	if (h->n % FOUND_IN == 20 || (h->own && h->n % 50 == 7))
		finding(g, h);
	if (h->own)
		marks(g, h);
}

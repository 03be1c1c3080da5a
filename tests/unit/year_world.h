/* A made-up year of a bureau, kept twice: in plain arrays, and written to the database row by row. A day is a number
 * (28 to a month, 336 to a year, 0 the first of the year; NEVER: blank), so that what is counted over the arrays shares
 * no line with the queries. All people are invented. */
#ifndef YEAR_WORLD_H
#define YEAR_WORLD_H

#include "unit/exchange_fixture.h"

#include <limits.h>

enum {
	NEVER = INT_MIN,
	YEAR = 2023,
	HOUSES = 200,
	PUPILS = 300,
	CADRES = 20,
	VILLAGES = 4,
	MOST = 2400,
	ITEMS = 7,
	TASKS = 16
};
enum aid_kind_no { CASH, WAIVER, LOAN, ONCE, GOODS };
enum school { PRIMARY, JUNIOR, SENIOR, VOCATIONAL, COLLEGE };
static const char *const kind_label[] = { "补助", "减免", "贷款", "一次性", "实物" };
static const char *const stage_label[] = { "小学", "初中", "普高", "中职", "本科" };
static const char *const level_label[] = { "省督查", "市督查", "区督查", "自查" };
static const char *const state_name[] = { "open", "rectified", "verified", "closed" };

struct house {
	int village, removed, entered, flyer;
	bool ordinary, binned;
};
struct pupil {
	int house, stage, birth_year, left, away[2],
		mode[2]; /* away: 0 no, 1 ill, 2 at home, 3 dropped out; −1 no row */
	bool boarder, dibao, tekun, disabled;
};
struct item {
	enum aid_kind_no kind;
	int amount; /* fen, 0 none */
	bool request, tri;
};
static const struct item items[ITEMS] = {
	{ CASH, 25000, false, false }, /* primary school, entitled unasked */
	{ CASH, 62500, false, false }, /* boarders of junior school */
	{ CASH, 100000, true, false }, { WAIVER, 80000, true, false }, { WAIVER, 0, true, true },
	{ LOAN, 0, true, false },      { ONCE, 50000, true, false },
};
struct aid {
	int pupil, term, item, amount, paid; /* term 0 spring, 1 autumn, −1 of another year; amount −1 blank */
	bool binned;
};
struct event { /* anything with a day: who and what depend on the table */
	int day, who, what, amount, until, extra;
	bool flag, binned;
};
struct pile {
	struct event e[MOST];
	int n;
};
struct task {
	int season, scope, fact; /* scope 0 once 1 village 2 household 3 student; fact 0 none 1 visit 2 notification */
};
static const char *const season_key[] = { "spring", "summer", "autumn", "winter" };
static const struct {
	int from, ends, closed;
} seasons[] = { { 40, 130, 128 }, { 140, 210, 212 }, { 215, 290, NEVER }, { 280, 335, NEVER } };

/* 0 her own, 1 another, 2 none that is known: only leaders of her own unit are the principals. */
static inline int unit_of_cadre(int cadre)
{
	return cadre % 3;
}

struct world {
	uint64_t seed;
	int today; /* the last day that counts */
	struct house house[HOUSES];
	struct pupil pupil[PUPILS];
	struct aid aid[MOST];
	int aids;
	bool leader[CADRES];
	struct pile visit, support, pairing, finding, lesson, told, meeting, training, project, check, publicity,
		filing, self_check, paper, report, plan, secondment, review, dropout, mark;
	struct task task[TASKS];
};

static inline int pick(struct world *w, int n)
{
	w->seed = w->seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((w->seed >> 33) % (unsigned)n);
}

static inline bool chance(struct world *w, int percent)
{
	return pick(w, 100) < percent;
}

static inline const char *day_text(int day)
{
	static char text[16][24];
	static unsigned next;
	char *out = text[next++ % 16];
	int year = YEAR;

	if (day == NEVER)
		return NULL;
	for (; day < 0; day += 336)
		year--;
	for (; day >= 336; day -= 336)
		year++;
	snprintf(out, sizeof text[0], "%04d-%02d-%02d", year, 1 + day / 28, 1 + day % 28);
	return out;
}

static inline struct event *more(struct pile *p, struct world *w)
{
	struct event *e = &p->e[p->n++];

	assert_true(p->n <= MOST);
	*e = (struct event){ .day = pick(w, 400) - 40, .until = NEVER, .binned = chance(w, 3) };
	return e;
}

/* Ids by table, so that any row can be named. */
static inline int64_t id_of(int table, int row)
{
	return ((int64_t)1 << 33) + table * 100000 + row;
}
enum { T_PLACE, T_HOUSE, T_PUPIL, T_CADRE, T_UNIT, T_ITEM, T_REST };

static inline void invent_people(struct world *w)
{
	for (int i = 0; i < HOUSES; i++)
		w->house[i] = (struct house){ .village = i < 5 ? VILLAGES - 1 : pick(w, VILLAGES - 1),
					      .removed = chance(w, 6) ? pick(w, 336) : NEVER,
					      .entered = chance(w, 10) ? pick(w, 336) : NEVER,
					      .flyer = chance(w, 40) ? pick(w, 500) - 150 : NEVER,
					      .ordinary = chance(w, 10),
					      .binned = chance(w, 3) };
	for (int i = 0; i < PUPILS; i++) {
		struct pupil *p = &w->pupil[i];

		*p = (struct pupil){ .house = pick(w, HOUSES), .stage = pick(w, 5), .left = NEVER };
		p->birth_year = YEAR - 4 - pick(w, 16);
		if (chance(w, 3))
			p->left = pick(w, 336);
		p->boarder = chance(w, 50);
		p->dibao = chance(w, 20);
		p->tekun = chance(w, 8);
		p->disabled = chance(w, 10);
		for (int t = 0; t < 2; t++) {
			p->away[t] = chance(w, 6) ? -1 : chance(w, 12) ? 1 + pick(w, 3) : 0;
			p->mode[t] = chance(w, 4);
		}
	}
	for (int i = 0; i < CADRES; i++)
		w->leader[i] = i < 3;
}

static inline void invent_aid(struct world *w)
{
	for (int i = 0; i < PUPILS; i++)
		for (int t = -1; t < 2; t++)
			for (int k = 0; k < ITEMS; k++) {
				struct aid *a = &w->aid[w->aids];

				if (!chance(w, k < 3 ? 40 : 10))
					continue;
				*a = (struct aid){ .pupil = i, .term = t, .item = k, .paid = pick(w, 3) };
				a->amount = items[k].kind == WAIVER && chance(w, 50) ? -1 : 10000 + 100 * pick(w, 900);
				a->binned = chance(w, 3);
				w->aids++;
				assert_true(w->aids < MOST);
			}
}

static inline void invent_work(struct world *w)
{
	for (int i = 0; i < 1500; i++) {
		struct event *e = more(&w->visit, w);

		e->who = pick(w, HOUSES - 8); /* some are never visited */
		e->extra = pick(w, CADRES);
		e->what = pick(w, 10); /* 0 phone, 1 round, 2 flyer, 3 handbook seen */
		e->amount = chance(w, 10) ? 10000 + pick(w, 30000) : -1;
	}
	for (int i = 0; i < 260; i++) {
		struct event *e = more(&w->pairing, w);

		e->day = pick(w, 500) - 250;
		e->who = pick(w, HOUSES);
		e->extra = pick(w, CADRES);
		e->until = chance(w, 30) ? e->day + pick(w, 300) : NEVER;
	}
	for (int i = 0; i < 60; i++) {
		struct event *e = more(&w->support, w);

		e->who = pick(w, HOUSES);
		e->amount = chance(w, 80) ? 5000 + pick(w, 90000) : -1;
	}
	for (int i = 0; i < 120; i++) {
		struct event *e = more(&w->finding, w);

		e->who = chance(w, 80) ? pick(w, HOUSES) : -1;
		e->what = pick(w, 4);
		e->extra = pick(w, 4);
	}
	for (int i = 0; i < 150; i++)
		more(&w->lesson, w)->who = pick(w, PUPILS);
	for (int i = 0; i < 400; i++) {
		struct event *e = more(&w->told, w);

		e->who = pick(w, PUPILS);
		e->what = pick(w, 2); /* term */
	}
	for (int i = 0; i < 14; i++) {
		struct event *e = more(&w->dropout, w);

		e->who = i * (PUPILS / 14); /* one a child */
		e->what = pick(w, 4);       /* suspected dropout returned explained */
		e->until = e->day + 5 + pick(w, 120);
	}
}

static inline void invent_registers(struct world *w)
{
	struct pile *const with_kind[] = { &w->meeting,   &w->training,   &w->project,    &w->check,
					   &w->publicity, &w->filing,     &w->paper,      &w->report,
					   &w->review,    &w->secondment, &w->self_check, &w->plan };
	for (size_t p = 0; p < sizeof with_kind / sizeof with_kind[0]; p++)
		for (int i = 0, n = 20 + pick(w, 30); i < n; i++) {
			struct event *e = more(with_kind[p], w);

			e->what = pick(w, 5);
			e->who = pick(w, HOUSES);
			e->amount = chance(w, 80) ? pick(w, 90) : -1;
			e->extra = chance(w, 60) ? pick(w, 9) : -1;
			e->flag = chance(w, 50);
			e->until = chance(w, 50) ? e->day + pick(w, 200) : NEVER;
		}
	for (int i = 0; i < TASKS; i++) {
		w->task[i] = (struct task){ .season = i / 4, .scope = i % 4 };
		w->task[i].fact = i % 4 == 2 ? 1 : i % 4 == 3 ? 2 : 0;
	}
	for (int i = 0; i < TASKS; i++)
		for (int t = 0; t < (i % 4 == 0 ? i / 4 % 2 : i % 4 == 1 ? VILLAGES - i / 8 : 60); t++) {
			struct event *e = more(&w->mark, w);

			e->what = i;
			e->who = i % 4 == 1 ? t : i % 4 == 2 ? pick(w, HOUSES) : pick(w, PUPILS);
			e->day = pick(w, 336);
			e->binned = i % 4 > 1 && e->binned;
		}
}

#endif

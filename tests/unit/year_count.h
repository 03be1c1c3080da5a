/* What the figures of the world of year_world.h are, counted by plain loops. */
#ifndef YEAR_COUNT_H
#define YEAR_COUNT_H

#include "unit/year_registers.h"

enum { MOST_NUMBERS = 400, YEAR_LAST = 335 };
struct number {
	char name[64];
	double value;
	bool blank; /* a sum over nothing, a rate of nothing */
};
struct numbers {
	struct number n[MOST_NUMBERS];
	int count;
};

static inline void put(struct numbers *out, const char *name, double value)
{
	struct number *n = &out->n[out->count++];

	assert_true(out->count < MOST_NUMBERS);
	*n = (struct number){ .value = value };
	snprintf(n->name, sizeof n->name, "%s", name);
}
static inline void put_sum(struct numbers *out, const char *name, double value, int rows)
{
	put(out, name, value);
	out->n[out->count - 1].blank = rows == 0;
}
static inline double number_of(const struct numbers *all, const char *name)
{
	for (int i = 0; i < all->count; i++)
		if (strcmp(all->n[i].name, name) == 0)
			return all->n[i].value;
	fail_msg("nobody counted %s", name);
	return 0;
}
static inline void put_rate(struct numbers *out, const char *name, const char *up, const char *down)
{
	double of = number_of(out, down);

	put_sum(out, name, of > 0 ? 100 * number_of(out, up) / of : 0, of > 0);
}

static inline bool here(const struct world *w, int house)
{
	return !w->house[house].binned;
}
static inline bool lives(const struct world *w, int house, int day)
{
	return here(w, house) && (w->house[house].removed == NEVER || w->house[house].removed > day);
}
static inline bool in_year(const struct event *e)
{
	return !e->binned && e->day >= 0 && e->day <= YEAR_LAST;
}
static inline bool is_paid(const struct world *w, const struct aid *a)
{
	return !a->binned && a->term >= 0 && a->paid < 2 && here(w, w->pupil[a->pupil].house);
}

/* Pupils, households, person-terms and money of aid whose kind is in `kinds`, of a term (−1 both), of a village (−1
 * all). */
struct paid {
	int pupils, houses, pupil_terms, both, rows, priced;
	double fen;
};
static inline int price(const struct aid *a)
{
	if (a->amount >= 0)
		return a->amount;
	return items[a->item].kind == WAIVER && items[a->item].amount ? items[a->item].amount : -1;
}
static inline struct paid count_paid(const struct world *w, unsigned kinds, int term, int village)
{
	static bool pupil[PUPILS][2], house[HOUSES];
	struct paid p = { 0 };

	memset(pupil, 0, sizeof pupil);
	memset(house, 0, sizeof house);
	for (int i = 0; i < w->aids; i++) {
		const struct aid *a = &w->aid[i];
		int h = w->pupil[a->pupil].house;

		if (!is_paid(w, a) || !(kinds >> items[a->item].kind & 1) || (term >= 0 && a->term != term) ||
		    (village >= 0 && w->house[h].village != village))
			continue;
		pupil[a->pupil][a->term] = house[h] = true;
		p.rows++;
		if (price(a) >= 0) {
			p.priced++;
			p.fen += price(a);
		}
	}
	for (int i = 0; i < PUPILS; i++) {
		p.pupils += pupil[i][0] || pupil[i][1];
		p.both += pupil[i][0] && pupil[i][1];
		p.pupil_terms += pupil[i][0] + pupil[i][1];
	}
	for (int i = 0; i < HOUSES; i++)
		p.houses += house[i];
	return p;
}

static inline void count_aid(const struct world *w, struct numbers *out)
{
	const unsigned cash = 1u << CASH | 1u << ONCE, waiver = 1u << WAIVER;
	struct paid all = count_paid(w, cash, -1, -1), spring = count_paid(w, cash, 0, -1),
		    autumn = count_paid(w, cash, 1, -1), free = count_paid(w, waiver, -1, -1),
		    once = count_paid(w, 1u << ONCE, -1, -1), loan = count_paid(w, 1u << LOAN, -1, -1),
		    poor = count_paid(w, 1u << LOAN, -1, 0);

	put(out, "aided_households", all.houses);
	put(out, "aided_students", all.pupils);
	put(out, "recipients_spring", spring.pupils);
	put(out, "recipients_autumn", autumn.pupils);
	put_sum(out, "aid_amount", all.fen, all.priced);
	put_sum(out, "aid_amount_spring", spring.fen, spring.priced);
	put_sum(out, "aid_amount_autumn", autumn.fen, autumn.priced);
	put(out, "paid_both_terms", all.both);
	put(out, "person_terms", all.pupil_terms);
	put(out, "paid_items", all.rows);
	put_sum(out, "amount_per_person_term", all.fen / all.pupil_terms, all.rows);
	assert_int_equal(all.both, spring.pupils + autumn.pupils - all.pupils);
	put(out, "waived_students", free.pupils);
	put(out, "waived_spring", count_paid(w, waiver, 0, -1).pupils);
	put(out, "waived_autumn", count_paid(w, waiver, 1, -1).pupils);
	put_sum(out, "waived_amount", free.fen, free.priced);
	put(out, "waived_unpriced", free.rows - free.priced);
	put(out, "freshmen", once.pupils);
	put_sum(out, "freshmen_amount", once.fen, once.priced);
	put(out, "loans", loan.pupils);
	put_sum(out, "loan_amount", loan.fen, loan.priced);
	put(out, "loans_poor", poor.pupils);
	put_sum(out, "loan_amount_poor", poor.fen, poor.priced);
	put(out, "goods_students", 0);
	put_sum(out, "goods_amount", 0, 0);
	put_sum(out, "stage_amount", all.fen, all.priced);
}

/* Pupils of the three waivers, by where they were enrolled in that term. */
static inline void count_three(const struct world *w, struct numbers *out)
{
	int all = 0, senior = 0, dibao = 0, tekun = 0, disabled = 0, vocational = 0, college = 0;

	for (int i = 0; i < PUPILS; i++) {
		const struct pupil *p = &w->pupil[i];
		bool any = false, enrolled = false;

		for (int k = 0; k < w->aids; k++)
			if (w->aid[k].pupil == i && items[w->aid[k].item].tri && is_paid(w, &w->aid[k])) {
				any = true;
				enrolled |= p->away[w->aid[k].term] >= 0;
			}
		all += any;
		senior += enrolled && p->stage == SENIOR;
		dibao += enrolled && p->stage == SENIOR && p->dibao;
		tekun += enrolled && p->stage == SENIOR && p->tekun;
		disabled += enrolled && p->stage == SENIOR && p->disabled;
		vocational += enrolled && p->stage == VOCATIONAL;
		college += enrolled && p->stage != SENIOR && p->stage != VOCATIONAL;
	}
	put(out, "tri_free", all);
	put(out, "tri_free_senior", senior);
	put(out, "tri_free_senior_dibao", dibao);
	put(out, "tri_free_senior_tekun", tekun);
	put(out, "tri_free_senior_disabled", disabled);
	put(out, "tri_free_vocational", vocational);
	put(out, "tri_free_college", college);
}

static inline bool was_told(const struct world *w, int pupil, int term)
{
	for (int i = 0; i < w->told.n; i++)
		if (!w->told.e[i].binned && w->told.e[i].who == pupil && (term < 0 || w->told.e[i].what == term))
			return true;
	return false;
}
static inline bool has_paid(const struct world *w, int pupil, int term, int item)
{
	for (int i = 0; i < w->aids; i++)
		if (w->aid[i].pupil == pupil && w->aid[i].term == term && (item < 0 || w->aid[i].item == item) &&
		    is_paid(w, &w->aid[i]))
			return true;
	return false;
}

/* Entitled unasked: item 0 at primary school, item 1 boarders of junior school; who was there when the term began. */
static inline void count_gaps(const struct world *w, struct numbers *out)
{
	static const int begins[] = { 2 * 28, 8 * 28 };
	int told = 0, missing = 0, untold = 0, ordinary = 0, stages = 0;

	for (int i = 0; i < PUPILS; i++) {
		const struct pupil *p = &w->pupil[i];
		bool misses = false, not_told = false, aided = false, enrolled = false, elsewhere = false;

		if (!here(w, p->house))
			continue;
		for (int t = 0; t < 2; t++) {
			bool there = p->away[t] == 0 && lives(w, p->house, begins[t]) &&
				     (p->left == NEVER || p->left > begins[t]);

			misses |= there && p->stage == PRIMARY && !has_paid(w, i, t, 0);
			misses |= there && p->stage == JUNIOR && p->boarder && !has_paid(w, i, t, 1);
			aided |= has_paid(w, i, t, -1);
			not_told |= has_paid(w, i, t, -1) && !was_told(w, i, t);
			for (int k = 0; k < ITEMS; k++)
				if ((items[k].kind == CASH || items[k].kind == ONCE) && has_paid(w, i, t, k))
					*(p->away[t] >= 0 ? &enrolled : &elsewhere) = true;
		}
		told += aided && !not_told;
		missing += misses;
		untold += not_told;
		stages += enrolled || elsewhere;
	}
	for (int h = 0; h < HOUSES; h++) {
		bool aided = false;

		for (int k = 0; k < w->aids; k++)
			aided |= w->pupil[w->aid[k].pupil].house == h && is_paid(w, &w->aid[k]) &&
				 (items[w->aid[k].item].kind == CASH || items[w->aid[k].item].kind == ONCE);
		ordinary += aided && w->house[h].ordinary;
	}
	put(out, "told_students", told);
	put(out, "aid_missing", missing);
	put(out, "aid_untold", untold);
	put(out, "aided_ordinary", ordinary);
	put(out, "stage_students", stages);
}

static inline const struct event *case_of(const struct world *w, int pupil, int last)
{
	for (int i = 0; i < w->dropout.n; i++)
		if (!w->dropout.e[i].binned && w->dropout.e[i].who == pupil && w->dropout.e[i].day <= last)
			return &w->dropout.e[i];
	return NULL;
}

static inline void count_school(const struct world *w, struct numbers *out)
{
	/* Judged on the day itself; the one after the year is 15 January. */
	const int t = w->today >= 7 * 28, last = w->today == YEAR_LAST ? 336 + 14 : w->today, first = t ? 7 * 28 : 28;
	int of_age = 0, retained = 0, dropouts = 0;

	for (int i = 0; i < PUPILS; i++) {
		const struct pupil *p = &w->pupil[i];
		const int age = YEAR - !t - p->birth_year;
		const struct event *c = case_of(w, i, last);
		bool out_now = c && (c->what < 2 || (c->what == 2 && c->until > last)), kept;

		if (age < 6 || age >= 16 || !lives(w, p->house, last) || (p->left != NEVER && p->left <= last))
			continue;
		kept = p->away[t] >= 0 && (p->mode[t] || p->away[t] < 3);
		kept |= c && c->what == 2 && c->until >= first && c->until <= last;
		if (!out_now && !kept && c && c->what == 3)
			continue;
		of_age++;
		retained += !out_now && kept;
	}
	for (int i = 0; i < w->dropout.n; i++) {
		const struct event *e = &w->dropout.e[i];

		dropouts += !e->binned && e->day <= YEAR_LAST && here(w, w->pupil[e->who].house) &&
			    (e->what == 1 || (e->what == 2 && e->until > w->today));
	}
	put(out, "of_age", of_age);
	put(out, "retained", retained);
	put_rate(out, "retention_rate", "retained", "of_age");
	put(out, "out_of_school", of_age - retained);
	put(out, "dropouts", dropouts);
}

#endif

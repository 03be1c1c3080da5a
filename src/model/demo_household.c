/* What the sample village keeps of its households: registry, members, years, pairings, measures, effects. */
#include "base/clock.h"
#include "base/date.h"
#include "base/idno.h"
#include "model/demo_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Planted gaps, for the handbook to find: 10 has no cause, 2 no house and road this year, 8 no health and ethnicity of
 * the head. The household never visited is the fourth. */
enum { NO_CAUSE = 10, NO_HOUSE = 2, NO_HEALTH = 8, DOTTED_NAME = 18 };

/* 0 ordinary, 1 on dibao, 2 on tekun: the old man alone. */
static size_t attr_of(const struct demo *d, int i)
{
	return d->house[i].n == 1 ? 2 : (size_t)(i % 6 == 4);
}

static size_t cause_of(const struct demo *d, int i)
{
	const struct demo_house *h = &d->house[i];
	if (i == 15 || i == 2)
		return 1;
	for (int k = 0; k < h->n; k++)
		if (d->person[h->first + k].stage >= 3)
			return 2;
	return i % 3 == 0 ? 0 : h->n < 3 ? 4 : 3;
}

/* 19 digits that satisfy Luhn, of no bank. */
static void card_number(int i, char out[20])
{
	int sum = 0;
	snprintf(out, 20, "99999900000000%04d", (i + 1) % 10000);
	for (int k = 17, twice = 1; k >= 0; k--, twice = !twice) {
		int digit = (out[k] - '0') * (twice ? 2 : 1);
		sum += digit > 9 ? digit - 9 : digit;
	}
	out[18] = (char)('0' + (10 - sum % 10) % 10);
	out[19] = 0;
}

static void month_back(int months, char out[11])
{
	date_add_months(clock_today(), -months, out);
	out[7] = 0;
}

static void identify(struct demo *d, int i, const struct demo_person *head)
{
	char no[40], phone[32], card[20], month[11];
	snprintf(no, sizeof no, "99010101%06d", i + 1);
	snprintf(phone, sizeof phone, "13800001%03d", i + 1);
	card_number(i, card);
	demo_text(d, "household_no", no);
	demo_int(d, "place_id", d->village);
	demo_label(d, "village_group", WORDS_GROUPS, (size_t)i);
	demo_text(d, "head_name", head->name);
	demo_text(d, "head_id_no", head->idno);
	demo_text(d, "phone", phone);
	demo_label(d, "bank_name", WORDS_BANKS, 0);
	demo_text(d, "bank_card_no", card);
	demo_label(d, "identify_standard", WORDS_STANDARDS, 0);
	demo_label(d, "household_type", WORDS_HOUSEHOLD_TYPES, 0);
	demo_label(d, "household_attr", WORDS_ATTRS, attr_of(d, i));
	demo_label(d, "poverty_status", WORDS_STATUSES, 0);
	if (i == 5 || i == 13)
		demo_label(d, "monitor_type", WORDS_MONITOR_TYPES, 0);
	if (i != NO_CAUSE)
		demo_label(d, "main_cause", WORDS_CAUSES, cause_of(d, i));
	month_back(i % 3 ? 80 : 68, month);
	demo_text(d, "first_identified_on", month);
	demo_text(d, "entered_on", month);
	month_back(14 + i % 9, month);
	demo_text(d, "exited_on", month);
	month[4] = 0;
	demo_text(d, "plan_exit_year", month);
}

static void household(struct demo *d, int i)
{
	struct demo_house *h = &d->house[i];
	char day[11], phone[32];
	demo_begin(d, "household");
	identify(d, i, &d->person[h->first]);
	demo_int(d, "is_martyr_family", 0);
	demo_int(d, "is_only_child", 0);
	demo_int(d, "is_two_daughters", 0);
	demo_int(d, "person_count", h->n);
	demo_int(d, "relocation", 0);
	demo_real(d, "months_at_home", i % 3 ? 12 : 10);
	if (i < 17) {
		demo_day(140 + i, day);
		demo_text(d, "flyer_posted_on", day);
	}
	demo_label(d, "archive_place", WORDS_ARCHIVES, 0);
	demo_label(d, "filled_by", WORDS_CADRES, (size_t)h->cadre);
	snprintf(phone, sizeof phone, "13900002%03d", h->cadre + 1);
	demo_text(d, "filled_by_phone", phone);
	demo_day(60 + i, day);
	demo_text(d, "filled_on", day);
	demo_text(d, "head_signed_on", day);
	demo_label(d, "team_leader", WORDS_CADRES, 0);
	h->id = demo_save(d);
}

static void work(struct demo *d, const struct demo_person *p)
{
	bool student = p->schooling >= 0;
	size_t labour = p->age < 16 || student ? 4 : p->age < 60 ? (size_t)(p->age % 5 == 0) : p->age < 70 ? 2 : 3;
	demo_label(d, "labour_ability", WORDS_LABOUR, p->disabled && p->age >= 16 ? 2 : labour);
	if (labour < 2 && p->male && !p->disabled && p->age < 55) {
		demo_real(d, "work_months", 6 + p->age % 5);
		demo_label(d, "work_area", WORDS_WORK_AREAS, (size_t)p->age);
		demo_label(d, "work_place", WORDS_WORK_PLACES, (size_t)p->age);
	} else if (labour < 2 && p->age >= 55 && p->relation == HEAD) {
		demo_label(d, "public_job", WORDS_PUBLIC_JOBS, (size_t)p->house);
		demo_real(d, "public_job_months", 12);
	}
}

static void health(struct demo *d, const struct demo_person *p)
{
	size_t h = p->disabled ? 3 : p->age >= 70 ? 1 : 0;
	if (p->house == 6 && p->relation == SPOUSE)
		h = 2;
	if (p->house == NO_HEALTH && p->relation == HEAD)
		return;
	demo_list(d, "health_status", demo_word(d, WORDS_HEALTH, h));
	if (h == 2)
		demo_label(d, "illness", WORDS_ILLNESSES, 0);
}

static void insurance(struct demo *d, const struct demo_person *p)
{
	size_t attr = attr_of(d, p->house);
	demo_int(d, "resident_medical_ins", 1);
	demo_int(d, "employee_medical_ins", 0);
	demo_int(d, "critical_illness_ins", 1);
	demo_int(d, "commercial_medical_ins", 0);
	demo_int(d, "resident_pension", p->age >= 16 && p->schooling < 0);
	demo_int(d, "employee_pension", 0);
	demo_label(d, "dibao", WORDS_DIBAO, attr == 1);
	demo_label(d, "tekun", WORDS_TEKUN, attr == 2);
}

/* Who came into the family since it was first written down. */
static void joined(struct demo *d, const struct demo_person *p)
{
	char day[11];
	if (p->relation != GRANDSON && p->relation != SONS_WIFE)
		return;
	if (p->age > 2 && p->relation == GRANDSON)
		return;
	demo_day(365 * 3, day);
	demo_text(d, "joined_on", p->relation == GRANDSON ? p->birth : day);
	demo_label(d, "joined_reason", WORDS_JOINED_REASONS, p->relation == SONS_WIFE);
}

static void member(struct demo *d, struct demo_person *p, int n)
{
	char no[40], phone[32];
	demo_begin(d, "person");
	demo_int(d, "household_id", d->house[p->house].id);
	snprintf(no, sizeof no, "99010101%06d%02d", p->house + 1, n + 1);
	demo_text(d, "person_no", no);
	demo_text(d, "name", p->name);
	demo_label(d, "sex", WORDS_SEXES, !p->male);
	demo_label(d, "id_kind", WORDS_ID_KINDS, p->disabled);
	demo_text(d, "id_no", p->idno);
	if (p->disabled)
		demo_text(d, "disability_cert_no", p->idno);
	demo_text(d, "birth", p->birth);
	demo_label(d, "relation_to_head", WORDS_RELATIONS, p->relation);
	if (p->house != NO_HEALTH || p->relation != HEAD)
		demo_label(d, "ethnicity", WORDS_ETHNICITIES, p->house == DOTTED_NAME);
	demo_label(d, "political_status", WORDS_POLITICS,
		   p->schooling >= 3                          ? 1
		   : p->house % 7 == 1 && p->relation == HEAD ? 2
							      : 0);
	if (p->schooling >= 0)
		demo_label(d, "school_status", WORDS_SCHOOLING, (size_t)p->schooling);
	else
		demo_label(d, "education_level", WORDS_EDUCATION,
			   p->age >= 70   ? 0
			   : p->age >= 50 ? 1
			   : p->age >= 30 ? 2
					  : 3);
	if (p->stage >= 0)
		demo_label(d, "school", WORDS_SCHOOLS, (size_t)p->stage);
	health(d, p);
	work(d, p);
	insurance(d, p);
	joined(d, p);
	demo_int(d, "is_soldier", 0);
	demo_int(d, "speaks_mandarin", p->age < 60);
	if (p->relation == HEAD) {
		snprintf(phone, sizeof phone, "13800001%03d", p->house + 1);
		demo_text(d, "phone", phone);
	}
	p->id = demo_save(d);
}

static void income(struct demo *d, int i, int back)
{
	const struct demo_house *h = &d->house[i];
	int64_t workers = 0, old = 0;
	for (int k = 0; k < h->n; k++) {
		const struct demo_person *p = &d->person[h->first + k];
		workers += p->schooling < 0 && p->age < 60;
		old += p->age >= 60;
	}
	const int64_t yuan = 100, growth = back ? 9 : 10;
	demo_int(d, "wage_income", workers * (14000 + 400 * (i % 5)) * growth / 10 * yuan);
	demo_int(d, "business_income", (5200 + 300 * (i % 7)) * growth / 10 * yuan);
	demo_int(d, "asset_dividend", 600 * yuan);
	demo_int(d, "other_property", 200 * yuan);
	demo_int(d, "family_planning", 0);
	demo_int(d, "dibao", attr_of(d, i) == 1 ? 4800 * yuan : 0);
	demo_int(d, "tekun", attr_of(d, i) == 2 ? 8600 * yuan : 0);
	demo_int(d, "pension", old * 1500 * yuan);
	demo_int(d, "eco_comp", (300 + 20 * i) * yuan);
	demo_int(d, "other_transfer", 240 * yuan);
	demo_int(d, "business_expense", 1800 * yuan);
	demo_int(d, "other_expense", (2600 + 100 * (i % 4)) * yuan);
	demo_int(d, "compliant_self_pay", 400 * yuan);
	demo_int(d, "claim_income", 0);
}

static void living(struct demo *d, int i, bool gap)
{
	demo_real(d, "farmland", 2.5 + i % 6);
	demo_real(d, "irrigated", 1.5 + i % 3);
	demo_real(d, "woodland", 3 + i % 9);
	demo_real(d, "returned_woodland", i % 4);
	demo_real(d, "orchard", i % 3);
	demo_real(d, "grassland", 0);
	demo_real(d, "water_surface", 0);
	demo_int(d, "production_power", 1);
	demo_int(d, "home_power", 1);
	demo_int(d, "broadcast_tv", 1);
	demo_int(d, "water_difficult", 0);
	demo_int(d, "water_safe", 1);
	demo_label(d, "water_source", WORDS_WATER, 0);
	if (!gap) {
		demo_real(d, "road_distance", (1 + i % 12) / 10.0);
		demo_real(d, "house_area", 25.0 * (1 + d->house[i].n));
	}
	demo_label(d, "access_road_type", WORDS_ROADS, (size_t)i);
	demo_int(d, "danger_house", 0);
	demo_int(d, "sanitary_toilet", 1);
	demo_label(d, "fuel", WORDS_FUELS, (size_t)i);
	demo_int(d, "cooperative", i % 2);
	demo_int(d, "leading_firm", i % 3 == 0);
	demo_int(d, "leading_person", i % 4 == 0);
	demo_label(d, "livestock", WORDS_LIVESTOCK, (size_t)i);
	demo_label(d, "appliances", WORDS_APPLIANCES, (size_t)i);
}

static void year(struct demo *d, int i, int back)
{
	char text[8];
	snprintf(text, sizeof text, "%04u", (unsigned)(atoi(clock_today()) - back) % 10000);
	demo_begin(d, "household_year");
	demo_int(d, "household_id", d->house[i].id);
	demo_text(d, "year", text);
	demo_label(d, "household_attr", WORDS_ATTRS, attr_of(d, i));
	demo_int(d, "person_count", d->house[i].n);
	income(d, i, back);
	living(d, i, i == NO_HOUSE && back == 0);
	demo_save(d);
}

static void pairing(struct demo *d, int i, int cadre, const char *from, const char *to)
{
	demo_begin(d, "pairing");
	demo_int(d, "household_id", d->house[i].id);
	demo_int(d, "cadre_id", d->cadre[cadre]);
	demo_text(d, "started_on", from);
	demo_text(d, "ended_on", to);
	demo_label(d, "goal", WORDS_GOALS, (size_t)i);
	demo_label(d, "plan", WORDS_PLANS, (size_t)i);
	demo_save(d);
}

static void measure(struct demo *d, int i, size_t kind, int back)
{
	int now = atoi(clock_today());
	char text[11], first[11];
	snprintf(first, sizeof first, "%04u-01-01", (unsigned)now % 10000);
	demo_begin(d, "measure");
	demo_int(d, "household_id", d->house[i].id);
	snprintf(text, sizeof text, "%04u", (unsigned)(now - back) % 10000);
	demo_text(d, "year", text);
	demo_label(d, "measure_kind", WORDS_MEASURE_KINDS, kind);
	demo_label(d, "project", WORDS_PROJECTS, kind);
	demo_label(d, "scale", WORDS_SCALES, kind);
	demo_int(d, "amount", 50000 * (int64_t)(1 + (kind + (size_t)i) % 6));
	demo_label(d, "unit_name", WORDS_UNITS, (size_t)i);
	if (back) {
		snprintf(text, sizeof text, "%04u-03-10", (unsigned)(now - back) % 10000);
		demo_text(d, "started_on", text);
		snprintf(text, sizeof text, "%04u-11-20", (unsigned)(now - back) % 10000);
		demo_text(d, "finished_on", text);
	} else {
		date_from_days((date_days(first) + date_days(clock_today())) / 2, text);
		demo_text(d, "started_on", text);
	}
	demo_save(d);
}

static void effect(struct demo *d, int i, const struct demo_person *head)
{
	char day[11];
	demo_begin(d, "effect");
	demo_int(d, "household_id", d->house[i].id);
	demo_day(200 + 3 * i, day);
	demo_text(d, "noted_on", day);
	demo_label(d, "content", WORDS_EFFECTS, (size_t)i);
	demo_text(d, "signed_by", head->name);
	demo_text(d, "signed_on", day);
	demo_save(d);
}

void demo_households(struct demo *d)
{
	for (int i = 0; i < DEMO_HOUSEHOLDS && !d->failed; i++) {
		const struct demo_house *h = &d->house[i];
		household(d, i);
		for (int k = 0; k < h->n; k++)
			member(d, &d->person[h->first + k], k);
		year(d, i, 1);
		year(d, i, 0);
		if (h->earlier >= 0) {
			char last[11];
			date_from_days(date_days(h->since) - 1, last);
			pairing(d, i, h->earlier, h->began, last);
		}
		pairing(d, i, h->cadre, h->since, NULL);
		measure(d, i, (size_t)i, 1);
		measure(d, i, (size_t)i + 1, 1);
		measure(d, i, (size_t)i, 0);
		effect(d, i, &d->person[h->first]);
	}
}

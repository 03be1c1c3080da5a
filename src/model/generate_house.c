/* The rows of one household: registry, members, two years, its pairing, a measure. Who keeps few columns keeps those
 * the handbook asks for, so that few cells are blank. */
#include "base/date.h"
#include "generate_parts.h"
#include "model/enrolment.h"

#include <stdio.h>
#include <string.h>

enum { YUAN = 100, WORKING_AGE = 60, RETIRED = 60, OLD = 70, IDENTIFIED_YEARS = 6, EXITED_MONTHS = 22 };

static void month(const struct generate *g, int64_t months_ago, char out[11])
{
	date_add_months(g->today, (int)-months_ago, out);
	out[7] = 0;
}

/* 19 digits that satisfy Luhn, of no bank. */
static void card_number(int64_t n, char out[24])
{
	int sum = 0;

	snprintf(out, 24, "9999990000%08lld", (long long)(n % 100000000));
	for (int k = 17, twice = 1; k >= 0; k--, twice = !twice) {
		int digit = (out[k] - '0') * (twice ? 2 : 1);
		sum += digit > 9 ? digit - 9 : digit;
	}
	out[18] = (char)('0' + (10 - sum % 10) % 10);
	out[19] = 0;
}

/* There are 700,000 numbers 1xx0000xxxx: outside the own village two of five have no telephone, so that nearly all are
 * of one household. */
static void phone_number(struct gen_house *h)
{
	int64_t nth = h->own ? h->n : VILLAGE_HOUSEHOLDS + h->n / 5 * 3 + h->n % 5;
	unsigned mixed = (unsigned)(nth * 7919 % 700000);

	h->phone[0] = 0;
	if (h->own || h->n % 5 < 3)
		snprintf(h->phone, sizeof h->phone, "1%02u0000%04u", 30 + mixed / 10000, mixed % 10000);
}

static const char *phone_of(const struct gen_house *h)
{
	return h->phone[0] ? h->phone : NULL;
}

/* One household in fifty has a blank for the handbook to find. */
static const char *cause(struct generate *g, const struct gen_house *h)
{
	unsigned draw = gen_random(g, 1000);

	return h->n % 50 == 10
		       ? NULL
		       : gen_word(g, WORDS_MANY_CAUSES, draw * draw / 1000 * g->w->list[WORDS_MANY_CAUSES].n / 1000);
}

static void household(struct generate *g, struct gen_house *h)
{
	const struct gen_person *head = &h->person[0];
	char card[24], identified[11], exited[11], year[5], flyer[11], hamlet[2 * GEN_NAME], surname[8];

	card_number(h->n + 1, card);
	month(g, 12 * IDENTIFIED_YEARS + h->n % 12, identified);
	month(g, EXITED_MONTHS + h->n % 24, exited);
	snprintf(year, sizeof year, "%.4s", exited);
	gen_day(g, 90 + h->n % 30, flyer);
	gen_surname(g, surname);
	snprintf(hamlet, sizeof hamlet, "%s%s", g->surnames.at[(g->village.id + h->n % 8) % 40],
		 gen_word(g, WORDS_MANY_SUFFIXES, 5));
	GEN_PUT(g,
		"INSERT INTO household(id, household_no, place_id, village_group, natural_village, head_name,"
		" head_id_no, phone, bank_name, bank_card_no, identify_standard, household_type, household_attr,"
		" poverty_status, monitor_type, main_cause, is_martyr_family, is_only_child, is_two_daughters,"
		" person_count, first_identified_on, plan_exit_year, exited_on, relocation, months_at_home,"
		" flyer_posted_on, archive_place, filled_by, filled_on, head_signed_on, entered_on) VALUES"
		" (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 0, 0, 0, ?17, ?18, ?19, ?20,"
		" 0, 11.0, ?21, ?22, ?23, ?24, ?24, ?18)",
		"isisssssssssssssisssssss", h->id, h->no, g->village.id,
		gen_word(g, WORDS_MANY_GROUPS, (size_t)(h->n / 50 % 8)), hamlet, head->name, head->id_no, phone_of(h),
		gen_word(g, WORDS_BANKS, 0), card, gen_word(g, WORDS_STANDARDS, 0),
		gen_word(g, WORDS_HOUSEHOLD_TYPES, 0), gen_word(g, WORDS_ATTRS, h->attr),
		gen_word(g, WORDS_STATUSES, 0), h->n % 40 == 5 ? gen_word(g, WORDS_MONITOR_TYPES, 0) : NULL,
		cause(g, h), (int64_t)h->people, identified, year, exited, flyer, gen_word(g, WORDS_ARCHIVES, 0),
		gen_word(g, WORDS_CADRES, (size_t)h->n), flyer);
}

static const char *health(struct generate *g, const struct gen_person *p, char out[64])
{
	size_t kind = p->disabled ? 3 : p->age >= OLD && p->track % 2 ? 1 : p->track % 90 == 0 ? 2 : 0;

	snprintf(out, 64, "[\"%s\"]", gen_word(g, WORDS_HEALTH, kind));
	return kind == 2 ? gen_word(g, WORDS_ILLNESSES, 0) : NULL;
}

static bool is_student(const struct gen_person *p)
{
	return p->seat.stage != NO_STAGE;
}

static const char *status_of(const struct generate *g, const struct gen_person *p)
{
	const struct stage *ladder = is_student(p) ? g->ladder[p->seat.stage] : NULL;

	if (p->school_age < 3)
		return gen_word(g, WORDS_SCHOOLING, 0);
	return ladder && (size_t)p->seat.grade < ladder->n ? ladder->status[p->seat.grade] : NULL;
}

struct work {
	const char *labour, *area, *place;
	int64_t months;
};

static struct work work_of(const struct generate *g, const struct gen_person *p)
{
	size_t labour = p->age < 16 || is_student(p) ? 4
			: p->age < WORKING_AGE       ? (size_t)(p->track % 5 == 0)
			: p->age < OLD               ? 2
						     : 3;
	struct work w = { .labour = gen_word(g, WORDS_LABOUR, p->disabled && p->age >= 16 ? 2 : labour) };

	if (labour < 2 && !p->disabled && p->track % 3) {
		w.area = gen_word(g, WORDS_WORK_AREAS, p->track);
		w.place = gen_word(g, WORDS_WORK_PLACES, p->track);
		w.months = 6 + p->track % 5;
	}
	return w;
}

static void person(struct generate *g, const struct gen_house *h, struct gen_person *p, int nth)
{
	char no[32], healthy[64], school[3 * GEN_NAME] = "";
	const char *ill = health(g, p, healthy), *status = status_of(g, p);
	const struct work w = work_of(g, p);
	const struct gen_place *at = p->seat.stage <= JUNIOR    ? &g->town
				     : p->seat.stage == COLLEGE ? &g->city
								: &g->county;
	bool student = is_student(p);

	p->id = id_mint();
	snprintf(no, sizeof no, "%s%02u", h->no, ((unsigned)nth + 1) % 100);
	if (student)
		snprintf(school, sizeof school, "%s%s", at->name,
			 gen_word(g, WORDS_MANY_SCHOOLS, (size_t)p->seat.stage));
	GEN_PUT(g,
		"INSERT INTO person(id, household_id, person_no, name, sex, id_kind, id_no, disability_cert_no, birth,"
		" relation_to_head, ethnicity, political_status, education_level, school_status, school,"
		" health_status, illness, labour_ability, work_months, work_area, work_place, resident_medical_ins,"
		" employee_medical_ins, critical_illness_ins, commercial_medical_ins, resident_pension,"
		" employee_pension, dibao, tekun, is_soldier, speaks_mandarin, phone) VALUES"
		" (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, nullif(?19, 0.0),"
		" ?20, ?21, 1, 0, 1, 0, ?22, 0, ?23, ?24, 0, ?25, ?26)",
		"iissssssssssssssssrssissis", p->id, h->id, no, p->name, gen_word(g, WORDS_SEXES, !p->male),
		gen_word(g, WORDS_ID_KINDS, p->disabled), p->id_no, p->disabled ? p->id_no : NULL, p->birth,
		gen_word(g, WORDS_RELATIONS, p->relation), gen_word(g, WORDS_ETHNICITIES, h->n % 50 == 7),
		gen_word(g, WORDS_POLITICS,
			 p->seat.stage >= SENIOR             ? 1
			 : p->age > 25 && p->track % 12 == 0 ? 2
							     : 0),
		status ? NULL
		       : gen_word(g, WORDS_EDUCATION,
				  p->age >= OLD  ? 0
				  : p->age >= 50 ? 1
				  : p->age >= 30 ? 2
						 : 3),
		status, student ? school : NULL, healthy, ill, w.labour, (double)w.months, w.area, w.place,
		(int64_t)(p->age >= 16 && !student), gen_word(g, WORDS_DIBAO, h->attr == ATTR_DIBAO),
		gen_word(g, WORDS_TEKUN, h->attr == ATTR_TEKUN), (int64_t)(p->age < WORKING_AGE),
		nth == 0 ? phone_of(h) : NULL);
}

static void year(struct generate *g, const struct gen_house *h, int y)
{
	int64_t workers = 0, old = 0, n = h->n;
	char text[8];

	for (int i = 0; i < h->people; i++) {
		workers += !is_student(&h->person[i]) && h->person[i].age >= 18 && h->person[i].age < WORKING_AGE;
		old += h->person[i].age >= RETIRED;
	}
	snprintf(text, sizeof text, "%04u", (unsigned)g->years[y] % 10000);
	GEN_PUT(g,
		"INSERT INTO household_year(id, household_id, year, household_attr, person_count, wage_income,"
		" business_income, asset_dividend, other_property, family_planning, dibao, tekun, pension, eco_comp,"
		" other_transfer, business_expense, other_expense, compliant_self_pay, claim_income, farmland,"
		" irrigated, woodland, returned_woodland, orchard, grassland, water_surface, production_power,"
		" home_power, broadcast_tv, water_difficult, water_safe, water_source, road_distance,"
		" access_road_type, house_area, danger_house, sanitary_toilet, fuel, cooperative, leading_firm,"
		" leading_person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 60000, 20000, 0, ?8, ?9, ?10, ?11, 24000, 180000,"
		" ?12, 40000, 0, ?13, 1.5, 3.0, 1.0, 0.0, 0.0, 0.0, 1, 1, 1, 0, 1, ?14, ?15, ?16, ?17, 0, 1, ?18, ?19, "
		"0, 0)",
		"iissiiiiiiiirsrsrsi", id_mint(), h->id, text, gen_word(g, WORDS_ATTRS, h->attr), (int64_t)h->people,
		workers * (14000 + 400 * (n % 5)) * (9 + y) / 10 * YUAN, (5200 + 300 * (n % 7)) * (9 + y) / 10 * YUAN,
		(int64_t)(h->attr == ATTR_DIBAO ? 4800 * YUAN : 0), (int64_t)(h->attr == ATTR_TEKUN ? 8600 * YUAN : 0),
		old * 1500 * YUAN, (300 + n % 400) * YUAN, (2600 + 100 * (n % 4)) * YUAN, 2.5 + (double)(n % 6),
		gen_word(g, WORDS_WATER, 0), (double)(1 + n % 12) / 10, gen_word(g, WORDS_ROADS, (size_t)n),
		25.0 * (1 + h->people), gen_word(g, WORDS_FUELS, (size_t)n), n % 2);
}

static void pairing(struct generate *g, const struct gen_house *h)
{
	char since[11];

	date_add_months(g->today, -30, since);
	snprintf(since + 8, sizeof since - 8, "01");
	GEN_PUT(g,
		"INSERT INTO pairing(id, household_id, cadre_id, started_on, goal, plan) VALUES (?1, ?2, ?3, ?4, ?5, "
		"?6)",
		"iiisss", id_mint(), h->id, g->cadre, since, gen_word(g, WORDS_GOALS, (size_t)h->n),
		gen_word(g, WORDS_PLANS, (size_t)h->n));
}

static void measure(struct generate *g, const struct gen_house *h)
{
	size_t kind = (size_t)(h->n % 4);
	char text[8], first[11], last[11];

	snprintf(text, sizeof text, "%04u", (unsigned)g->years[0] % 10000);
	snprintf(first, sizeof first, "%.4s-03-10", text);
	snprintf(last, sizeof last, "%.4s-11-20", text);
	GEN_PUT(g,
		"INSERT INTO measure(id, household_id, year, measure_kind, project, scale, amount, unit_name,"
		" started_on, finished_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
		"iissssisss", id_mint(), h->id, text, gen_word(g, WORDS_MEASURE_KINDS, kind),
		gen_word(g, WORDS_PROJECTS, kind), gen_word(g, WORDS_SCALES, kind), 50000 * (1 + h->n % 6),
		gen_word(g, WORDS_UNITS, (size_t)h->n), first, last);
}

static void effect(struct generate *g, const struct gen_house *h)
{
	char day[11];

	gen_day(g, 200 + h->n % 90, day);
	GEN_PUT(g,
		"INSERT INTO effect(id, household_id, noted_on, content, signed_by, signed_on) VALUES (?1, ?2, ?3, ?4, "
		"?5, ?3)",
		"iisss", id_mint(), h->id, day, gen_word(g, WORDS_EFFECTS, (size_t)h->n), h->person[0].name);
}

void gen_house_rows(struct generate *g, struct gen_house *h)
{
	h->id = id_mint();
	snprintf(h->no, sizeof h->no, "9901%08lld", (long long)(h->n + 1) % 100000000);
	phone_number(h);
	household(g, h);
	for (int i = 0; i < h->people; i++)
		person(g, h, &h->person[i], i);
	year(g, h, 0);
	year(g, h, 1);
	pairing(g, h);
	if (h->n % 4 == 2 || h->own)
		measure(g, h);
	if (h->n % 4 == 2 || h->own)
		effect(g, h);
}

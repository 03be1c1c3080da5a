/* What the files of the generator share. Only generate*.c use this. */
#ifndef MODEL_GENERATE_PARTS_H
#define MODEL_GENERATE_PARTS_H

#include "base/id.h"
#include "model/generate.h"
#include "store/db.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	VILLAGE_HOUSEHOLDS = 400,
	CADRE_HOUSEHOLDS = 20,
	TOWN_VILLAGES = 10,
	COUNTY_TOWNS = 8,
	CITY_COUNTIES = 10,
	STAGES = 6,
	GEN_TERMS = 4,
	GEN_ITEMS = 8,
	GEN_TASKS = 24,
	GEN_PEOPLE = 6,
	GEN_NAME = 48
};
enum gen_relation { HEAD, SPOUSE, SON, DAUGHTER, FATHER, MOTHER, GRANDSON, GRANDDAUGHTER, SONS_WIFE };
enum gen_attr { ATTR_ORDINARY, ATTR_DIBAO, ATTR_TEKUN };
enum gen_stage { PRESCHOOL, PRIMARY, JUNIOR, SENIOR, VOCATIONAL, COLLEGE, NO_STAGE = -1 };

/* A list of hanzi, the common ones first. */
struct gen_chars {
	char (*at)[8];
	size_t n;
};
struct gen_seat {
	enum gen_stage stage;
	int grade; /* from 0 */
};
struct gen_person {
	int64_t id;
	enum gen_relation relation;
	bool male, disabled;
	int age;
	char name[GEN_NAME], id_no[24], birth[11];
	int school_age; /* full years on the first of September of this school year */
	unsigned track; /* which way after junior school, and whether it goes on to college */
	struct gen_seat seat;
};
struct gen_house {
	int64_t n, id; /* n from 0 */
	bool own;      /* of the office's village */
	enum gen_attr attr;
	int people;
	char no[24], phone[16];
	struct gen_person person[GEN_PEOPLE];
};
struct gen_term {
	char name[8], day[11], paid_on[11];
	int years; /* school years before today's */
	struct {
		int64_t id, amount;
		int boarder; /* −1: both */
	} item[STAGES][GEN_ITEMS];
	int items[STAGES];
};
struct gen_place {
	int64_t id;
	char name[GEN_NAME];
};
struct generate {
	struct office *o;
	const struct demo_words *w;
	struct err *e;
	bool failed;
	uint64_t seed;
	int64_t persons;
	struct gen_chars surnames, men, women, places;
	uint16_t *used[2]; /* numbers given out on each day since 1900: women, men */
	const struct stage *ladder[STAGES];
	struct gen_term term[GEN_TERMS]; /* newest first */
	struct gen_place province, city, county, town, village;
	int64_t unit, cadre, town_unit;
	struct {
		int64_t id;
		char scope[16];
		bool fact;
	} task[GEN_TASKS];
	int tasks;
	int years[2]; /* of household_year, oldest first */
	char today[11];
};

/* One INSERT; the first that fails is the last. Numbers are int64_t. */
#define GEN_PUT(g, ...) \
	do { \
		if (!(g)->failed && db_run((g)->o->db, (g)->e, __VA_ARGS__)) \
			(g)->failed = true; \
	} while (0)

unsigned gen_random(struct generate *g, size_t below);
const char *gen_word(const struct generate *g, enum demo_list_name l, size_t i);
void gen_day(const struct generate *g, int64_t back, char out[11]);

/* generate_people.c */
int gen_names(struct generate *g); /* takes the lists of hanzi apart */
void gen_names_free(struct generate *g);
void gen_name(struct generate *g, const char *surname, bool male, char out[GEN_NAME]);
void gen_surname(struct generate *g, char out[8]);
void gen_family(struct generate *g, struct gen_house *h);
/* generate_house.c */
void gen_house_rows(struct generate *g, struct gen_house *h);
/* generate_school.c */
void gen_terms(struct generate *g);
struct gen_seat gen_seat_of(const struct gen_person *p, int years_ago);
void gen_students(struct generate *g, const struct gen_house *h);
/* generate_work.c */
void gen_tasks(struct generate *g, int64_t campaign);
void gen_work(struct generate *g, const struct gen_house *h);

#endif

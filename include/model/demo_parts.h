/* What the files of the sample village share. Only demo*.c use this. */
#ifndef MODEL_DEMO_PARTS_H
#define MODEL_DEMO_PARTS_H

#include "model/demo.h"
#include "model/record.h"

#include <stdbool.h>
#include <stdint.h>

enum demo_state { DEMO_VISITED, DEMO_DUE, DEMO_OVERDUE, DEMO_NEVER };
enum demo_relation { HEAD, SPOUSE, SON, DAUGHTER, FATHER, MOTHER, GRANDSON, GRANDDAUGHTER, SONS_WIFE };

struct demo_person {
	int64_t id;
	int house, age;
	enum demo_relation relation;
	bool male;
	char name[64], idno[24], birth[11];
	int schooling; /* index in SCHOOLING, −1 not at school */
	int stage;     /* index in STAGES, −1 not at a school */
	bool disabled;
};
struct demo_house {
	int64_t id;
	enum demo_state state;
	int first, n;       /* its persons */
	int cadre, earlier; /* paired now; before `since`, or −1 */
	char since[11];     /* first day of the present pairing */
	char began[11];     /* first day of the first pairing */
};
enum { DEMO_PERSONS = 128 };
struct demo {
	struct office *o;
	const struct demo_words *w;
	struct err *e;
	uint64_t seed;
	bool failed; /* a save was refused: nothing more is saved, `e` says why */
	struct record row;
	int64_t village, unit[3], cadre[DEMO_CADRES];
	struct demo_house house[DEMO_HOUSEHOLDS];
	struct demo_person person[DEMO_PERSONS];
	int persons;
};

unsigned demo_random(struct demo *d, unsigned n);                             /* 0..n−1 */
const char *demo_word(const struct demo *d, enum demo_list_name l, size_t i); /* goes round */
void demo_day(int back, char out[11]);                                        /* so many days ago; negative: ahead */
bool demo_later(const char *a, const char *b);

/* One row at a time: begin, set cells, save. */
void demo_begin(struct demo *d, const char *table);
void demo_text(struct demo *d, const char *column, const char *text);
void demo_label(struct demo *d, const char *column, enum demo_list_name l, size_t i);
void demo_list(struct demo *d, const char *column, const char *item); /* a JSON array of one */
void demo_int(struct demo *d, const char *column, int64_t i);
void demo_real(struct demo *d, const char *column, double r);
int64_t demo_save(struct demo *d); /* the new id, 0 if it failed */

void demo_people(struct demo *d); /* invents them, saves nothing */
void demo_households(struct demo *d);
void demo_visits(struct demo *d);
void demo_students(struct demo *d);
void demo_dropout(struct demo *d);     /* one child said to have left school */
void demo_office_work(struct demo *d); /* findings, reviews, meetings, papers */
void demo_campaigns(struct demo *d);
void demo_registers(struct demo *d); /* what the office keeps beside the households: a year of it */
void demo_grants(struct demo *d);    /* aid by application: loan, grant to a freshman, the three waivers */

#endif

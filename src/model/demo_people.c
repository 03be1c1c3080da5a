/* The families of the sample village: who lives where, before anything is saved. */
#include "base/clock.h"
#include "base/date.h"
#include "base/idno.h"
#include "model/cut.h"
#include "model/demo_parts.h"

#include <stdio.h>
#include <string.h>

struct member {
	enum demo_relation relation;
	bool male;
	int age;
};
/* Ages stay clear of the years in which a child changes school, so that no rule about age and stage is met on any day
 * of the year. */
static const struct family {
	char letter;
	int n;
	struct member member[5];
} families[] = {
	{ 'A', 4, { { HEAD, 1, 45 }, { SPOUSE, 0, 43 }, { SON, 1, 16 }, { DAUGHTER, 0, 11 } } },
	{ 'B', 4, { { HEAD, 1, 52 }, { SPOUSE, 0, 50 }, { SON, 1, 20 }, { MOTHER, 0, 76 } } },
	{ 'C', 2, { { HEAD, 0, 66 }, { GRANDSON, 1, 9 } } },
	{ 'D', 5, { { HEAD, 1, 39 }, { SPOUSE, 0, 36 }, { SON, 1, 13 }, { DAUGHTER, 0, 8 }, { FATHER, 1, 70 } } },
	{ 'E', 2, { { HEAD, 1, 58 }, { SPOUSE, 0, 57 } } },
	{ 'F', 3, { { HEAD, 1, 48 }, { DAUGHTER, 0, 18 }, { MOTHER, 0, 73 } } },
	{ 'G', 4, { { HEAD, 1, 35 }, { SPOUSE, 0, 33 }, { DAUGHTER, 0, 8 }, { SON, 1, 4 } } },
	{ 'H', 3, { { HEAD, 1, 71 }, { SPOUSE, 0, 69 }, { GRANDDAUGHTER, 0, 14 } } },
	{ 'I', 1, { { HEAD, 1, 68 } } },
	{ 'J', 3, { { HEAD, 0, 46 }, { SON, 1, 15 }, { DAUGHTER, 0, 10 } } },
	{ 'K', 5, { { HEAD, 1, 55 }, { SPOUSE, 0, 54 }, { SON, 1, 29 }, { SONS_WIFE, 0, 27 }, { GRANDSON, 1, 2 } } },
};
static const char order[] = "ADGBFHAADBJFCKAEGDBAGIF";
_Static_assert(sizeof order - 1 == DEMO_HOUSEHOLDS, "one family a household");

static int schooling_at(int age)
{
	if (age < 3)
		return 0;
	if (age < 6)
		return 1;
	if (age < 13)
		return 2;
	return age <= 21 ? age - 10 : -1;
}

static int stage_of(int schooling)
{
	static const int stage[] = { -1, 0, 1, 2, 2, 2, 3, 3, 4, 5, 5, 5 };
	return schooling < 0 ? -1 : stage[schooling];
}

/* Region 990101 does not exist: nobody's real number can come out. */
static void invent_number(struct demo *d, struct demo_person *p)
{
	unsigned birth = 0, sequence = 100 + (unsigned)(d->persons * 2) % 800 + (p->male ? 1 : 0);
	for (const char *s = p->birth; *s; s++)
		if (*s != '-')
			birth = birth * 10 + (unsigned)(*s - '0');
	snprintf(p->idno, sizeof p->idno, "990101%08u%03u", birth % 100000000, sequence % 1000);
	char check = idno_check_digit(p->idno);
	snprintf(p->idno + 17, sizeof p->idno - 17, "%c%s", check, p->disabled ? (p->age < 16 ? "41" : "43") : "");
}

static void invent_name(struct demo *d, struct demo_person *p)
{
	const char *head = demo_word(d, WORDS_HEADS, (size_t)p->house);
	size_t i = (size_t)d->persons;
	if (p->relation == HEAD) {
		CUT(p->name, head);
	} else if (strstr(head, "\u00b7")) {
		CUT(p->name, demo_word(d, WORDS_DOTTED, p->male ? i % 2 : 2 + i % 2));
	} else {
		bool married_in = p->relation == SPOUSE || p->relation == MOTHER || p->relation == SONS_WIFE;
		/* A surname is one character here; it may take four bytes. */
		size_t bytes = ((unsigned char)head[0] & 0xf8) == 0xf0 ? 4 : 3;
		char surname[8];
		cut_copy(surname, bytes + 1, head);
		snprintf(p->name, sizeof p->name, "%.16s%.40s", married_in ? demo_word(d, WORDS_SURNAMES, i) : surname,
			 demo_word(d, p->male ? WORDS_MEN : WORDS_WOMEN, i));
	}
}

/* An old woman whom two sons have each written down, with two numbers: the same person or two is for somebody to see.
 */
enum { TWICE = 3, TWICE_ALSO = 9, FRESHMAN = 3 };

static void stand_twice(const struct demo *d, struct demo_person *p)
{
	const struct demo_house *h = &d->house[TWICE];
	for (int i = h->first; i < h->first + h->n; i++)
		if (d->person[i].relation == MOTHER) {
			CUT(p->name, d->person[i].name);
			CUT(p->birth, d->person[i].birth);
		}
}

static void add_member(struct demo *d, int house, const struct member *m)
{
	struct demo_person *p = &d->person[d->persons];
	char birthday[11];
	*p = (struct demo_person){ .house = house, .age = m->age, .relation = m->relation, .male = m->male };
	date_add_months(clock_today(), -12 * m->age, birthday);
	date_from_days(date_days(birthday) - 20 - demo_random(d, 320), p->birth);
	/* One has sat the examination twice: who begins at college this autumn. */
	p->schooling = schooling_at(m->age) - (house == FRESHMAN && m->relation == SON);
	p->stage = stage_of(p->schooling);
	/* One child who is taught at home, one man of working age. */
	p->disabled = (house == 2 && m->relation == DAUGHTER) || (house == 15 && m->relation == HEAD);
	invent_name(d, p);
	if (house == TWICE_ALSO && m->relation == MOTHER)
		stand_twice(d, p);
	invent_number(d, p);
	d->persons++;
}

static enum demo_state state_of(int house)
{
	static const int due[] = { 3, 5, 12, 16, 19 };
	for (size_t i = 0; i < sizeof due / sizeof due[0]; i++)
		if (due[i] == house)
			return DEMO_DUE;
	if (house == 7 || house == 14)
		return DEMO_OVERDUE;
	return house == DEMO_HOUSEHOLDS - 1 ? DEMO_NEVER : DEMO_VISITED;
}

static void pair_up(struct demo_house *h, int i)
{
	char month[11];
	h->cadre = i % DEMO_CADRES;
	h->earlier = i % 4 == 1 ? (i + 5) % DEMO_CADRES : -1;
	date_add_months(clock_today(), h->state == DEMO_NEVER ? -2 : -26, month);
	snprintf(h->began, sizeof h->began, "%.8s01", month);
	CUT(h->since, h->began);
	if (h->earlier >= 0) {
		date_add_months(clock_today(), -8, month);
		snprintf(h->since, sizeof h->since, "%.8s01", month);
	}
}

void demo_people(struct demo *d)
{
	for (int i = 0; i < DEMO_HOUSEHOLDS; i++) {
		const struct family *f = families;
		while (f->letter != order[i])
			f++;
		struct demo_house *h = &d->house[i];
		h->state = state_of(i);
		h->first = d->persons;
		h->n = f->n;
		pair_up(h, i);
		for (int m = 0; m < f->n; m++)
			add_member(d, i, &f->member[m]);
	}
}

/* Who lives in a house: names as common and as rare as they are, ages that fit, numbers that are nobody's twice. */
#include "base/date.h"
#include "base/idno.h"
#include "base/mem.h"
#include "generate_parts.h"
#include "model/cut.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_DAY "1900-01-01"
enum { DAYS = 60000, A_DAY = 500 };

static void take_apart(const struct demo_list *list, struct gen_chars *out)
{
	for (size_t i = 0; i < list->n; i++) {
		for (const char *s = list->item[i]; *s;) {
			size_t n = 1;
			while ((s[n] & 0xc0) == 0x80)
				n++;
			out->at = mem_grow(out->at, out->n + 1, sizeof *out->at);
			cut_copy(out->at[out->n++], n + 1 < 8 ? n + 1 : 8, s);
			s += n;
		}
	}
}

int gen_names(struct generate *g)
{
	take_apart(&g->w->list[WORDS_MANY_SURNAMES], &g->surnames);
	take_apart(&g->w->list[WORDS_MANY_MEN], &g->men);
	take_apart(&g->w->list[WORDS_MANY_WOMEN], &g->women);
	take_apart(&g->w->list[WORDS_MANY_PLACES], &g->places);
	for (int i = 0; i < 2; i++)
		g->used[i] = mem_alloc(DAYS * sizeof *g->used[i]);
	return g->surnames.n < 50 ? err_set(g->e, ERR_INVALID, "DEMO_WORDS", demo_list_key(WORDS_MANY_SURNAMES))
	       : g->men.n < 50    ? err_set(g->e, ERR_INVALID, "DEMO_WORDS", demo_list_key(WORDS_MANY_MEN))
	       : g->women.n < 50  ? err_set(g->e, ERR_INVALID, "DEMO_WORDS", demo_list_key(WORDS_MANY_WOMEN))
	       : g->places.n < 20 ? err_set(g->e, ERR_INVALID, "DEMO_WORDS", demo_list_key(WORDS_MANY_PLACES))
				  : 0;
}

void gen_names_free(struct generate *g)
{
	mem_free(g->surnames.at);
	mem_free(g->men.at);
	mem_free(g->women.at);
	mem_free(g->places.at);
	mem_free(g->used[0]);
	mem_free(g->used[1]);
}

/* The first of a list are the common ones: a tenth of the people have one of the first hundredth. */
static const char *skewed(struct generate *g, const struct gen_chars *c)
{
	uint64_t u = gen_random(g, 1 << 15);

	return c->at[c->n * u * u >> 30];
}

void gen_surname(struct generate *g, char out[8])
{
	cut_copy(out, 8, skewed(g, &g->surnames));
}

void gen_name(struct generate *g, const char *surname, bool male, char out[GEN_NAME])
{
	const struct gen_chars *c = male ? &g->men : &g->women;
	bool one = gen_random(g, 5) == 0;
	const char *first = skewed(g, c), *second = one ? "" : skewed(g, c);

	snprintf(out, GEN_NAME, "%s%s%s", surname, first, second);
}

/* Region 990101 does not exist: nobody's real number can come out. Of one day there are 500 for men and 500 for women;
 * who is one too many was born the day before. */
static void number(struct generate *g, struct gen_person *p, int64_t day)
{
	int64_t first = date_days(FIRST_DAY);
	uint16_t *used = g->used[p->male];
	unsigned birth = 0;

	while (used[day - first] >= A_DAY && day > first)
		day--;
	unsigned nth = used[day - first]++;
	unsigned sequence = (nth * 271 + (unsigned)(day - first) * 37) % A_DAY * 2 + p->male;
	date_from_days(day, p->birth);
	for (const char *s = p->birth; *s; s++)
		if (*s != '-')
			birth = birth * 10 + (unsigned)(*s - '0');
	snprintf(p->id_no, sizeof p->id_no, "990101%08u%03u", birth % 100000000, sequence % 1000);
	char check = idno_check_digit(p->id_no);
	snprintf(p->id_no + 17, sizeof p->id_no - 17, "%c%s", check, p->disabled ? (p->age < 16 ? "41" : "43") : "");
}

static void add(struct generate *g, struct gen_house *h, const char *surname, enum gen_relation relation, bool male,
		int age)
{
	struct gen_person *p = &h->person[h->people++];
	char september[11], own[8];

	*p = (struct gen_person){ .relation = relation, .male = male, .age = age < 0 ? 0 : age > 98 ? 98 : age };
	p->disabled = gen_random(g, 33) == 0;
	p->track = gen_random(g, 1000);
	if (relation == SPOUSE || relation == MOTHER || relation == SONS_WIFE)
		gen_surname(g, own);
	else
		cut_copy(own, sizeof own, surname);
	gen_name(g, own, male, p->name);
	/* Somebody of no age was born since the last birthday of a year: not after today. */
	number(g, p, date_days(g->today) - p->age * INT64_C(1461) / 4 - 1 - gen_random(g, 360));
	snprintf(september, sizeof september, "%04u-09-01",
		 (unsigned)(atoi(g->term[0].name) - (g->term[0].name[5] == '1')) % 10000);
	p->school_age = date_age(p->birth, september);
	p->seat = p->disabled ? (struct gen_seat){ NO_STAGE, 0 } : gen_seat_of(p, 0);
}

static void add_child(struct generate *g, struct gen_house *h, const char *surname, int parent, bool grand)
{
	bool male = gen_random(g, 100) < 52;
	int age = parent - 22 - (int)gen_random(g, 10);

	add(g, h, surname, grand ? (male ? GRANDSON : GRANDDAUGHTER) : male ? SON : DAUGHTER, male, age);
}

/* Three generations under an old head; parents and children with a younger one. */
static void fill_up(struct generate *g, struct gen_house *h, const char *surname, int size)
{
	const int age = h->person[0].age;
	int son = age - 24, children = 0;

	if (age >= 58 && h->people < size)
		add(g, h, surname, SON, true, son);
	if (age >= 58 && h->people + 1 < size)
		add(g, h, surname, SONS_WIFE, false, son - 2);
	while (h->people < size) {
		if (age >= 58)
			add_child(g, h, surname, son, true);
		else if (children < 2 || (age > 45 && children < 3)) {
			add_child(g, h, surname, age, false);
			children++;
		} else if (children == 2 || children == 3) {
			add(g, h, surname, MOTHER, false, age + 21 + (int)gen_random(g, 8));
			children = 9;
		} else {
			add(g, h, surname, FATHER, true, age + 22 + (int)gen_random(g, 9));
			break;
		}
	}
}

void gen_family(struct generate *g, struct gen_house *h)
{
	/* 3.5 on average */
	static const unsigned up_to[] = { 7, 25, 50, 76, 92, 100 };
	unsigned draw = gen_random(g, 100);
	bool man = gen_random(g, 10) != 0;
	int size = 1, age;
	char surname[8];

	while (draw >= up_to[size - 1])
		size++;
	age = size == 1 ? 60 + (int)gen_random(g, 25) : 27 + (int)gen_random(g, 50);
	h->people = 0;
	gen_surname(g, surname);
	add(g, h, surname, HEAD, man, age);
	if (size > 1 && gen_random(g, 8))
		add(g, h, surname, SPOUSE, !man, age - 2 + (int)gen_random(g, 4));
	fill_up(g, h, surname, size);
	h->attr = size == 1 ? ATTR_TEKUN : gen_random(g, 6) == 0 ? ATTR_DIBAO : ATTR_ORDINARY;
}

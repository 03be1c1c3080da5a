/* What is found, each once, and in which order a cadre expects it. */
#include "search_scan.h"

#include <stdlib.h>
#include <string.h>

#define PEOPLE_FOUND 8 /* beside SAYS_… */
#define WHOLE_SHIFT 4  /* the same of people found by whole names and numbers alone */

void search_count(struct found *f, int rank, int by, bool first)
{
	f->whole = search_is_whole(rank, by) && (first || f->whole);
	f->kind = (unsigned char)(f->kind + search_kind(by));
	f->rank = (unsigned char)(f->rank + rank);
	if (by == SEARCH_BY_NAME || by == SEARCH_BY_ID)
		f->says |= SAYS_HEAD;
	if (by == SEARCH_BY_PHONE)
		f->says |= SAYS_PHONE;
	if (by == SEARCH_BY_NUMBER)
		f->says |= SAYS_NUMBER;
	if (f->person)
		f->says = 0;
	if (first)
		f->by = (unsigned char)by;
}

/* The digits of a phone, as the index has them. */
static bool same_phone(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, "- ");
		b += strspn(b, "- ");
		if (*a != *b || !*a)
			return *a == *b;
	}
}

unsigned char search_says(const char *const person[3], const char *const house[3])
{
	unsigned char says = 0;

	if ((*house[0] && search_same_text(person[0], house[0])) || (*house[1] && strcasecmp(person[1], house[1]) == 0))
		says |= SAYS_HEAD;
	if (*house[2] && same_phone(person[2], house[2]))
		says |= SAYS_PHONE;
	return says;
}

static void hear(struct search *q, const struct found *f)
{
	uint32_t says = f->says | PEOPLE_FOUND;

	if (f->person)
		*numbers_at(&q->people_say, f->household, 0) |= f->whole ? says | says << WHOLE_SHIFT : says;
}

bool search_people_found(struct search *q, int64_t household)
{
	for (; q->heard < q->n; q->heard++)
		hear(q, &q->found[q->heard]);
	return numbers_have(&q->people_say, household);
}

/* Do people found of the household say what it was found by? Whole matches stand aside for such only. */
static bool is_said(struct search *q, const struct found *house)
{
	uint32_t said;

	if (!search_people_found(q, house->household))
		return false;
	said = *numbers_at(&q->people_say, house->household, 0);
	if (house->whole)
		said >>= WHOLE_SHIFT;
	return (said & PEOPLE_FOUND) && (house->says & ~said) == 0;
}

void search_hear(struct search *q, int64_t person, unsigned char says)
{
	uint32_t nth = numbers_have(&q->seen, person) ? *numbers_at(&q->seen, person, 0) : (uint32_t)q->n;

	if (nth == q->n || (q->found[nth].says & says) == says)
		return;
	q->found[nth].says |= says;
	if (nth < q->heard)
		hear(q, &q->found[nth]);
}

static bool is_better(const struct found *x, const struct found *y)
{
	if (x->whole != y->whole)
		return x->whole;
	return x->kind != y->kind ? x->kind < y->kind : x->rank < y->rank;
}

void search_add(struct search *q, const struct found *f)
{
	uint32_t nth = *numbers_at(&q->seen, f->person ? f->person : ~f->household, (uint32_t)q->n);

	if (nth == q->n) {
		if ((q->n & (q->n - 1)) == 0)
			q->found = mem_grow(q->found, q->n ? q->n * 2 : 1, sizeof *q->found);
		q->found[q->n++] = *f;
	} else if (is_better(f, &q->found[nth])) {
		unsigned char says = f->person ? q->found[nth].says : 0;
		q->aside -= q->found[nth].aside;
		q->found[nth] = *f;
		q->found[nth].says |= says;
		if (nth < q->heard)
			hear(q, &q->found[nth]);
	} else {
		if (f->person)
			search_hear(q, f->person, f->says);
		return;
	}
	if (!f->person) {
		q->found[nth].aside = is_said(q, f);
		q->aside += q->found[nth].aside;
	}
}

size_t search_given(const struct search *q)
{
	return q->n - q->aside;
}

static int compare(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

/* All words are only where he lives. */
static bool lives_there(const struct search *q, const struct found *f)
{
	return f->kind == KIND_PLACE * q->words_n;
}

/* Of whole matches what they are comes before where they live; who only lives there comes last of all. */
static uint32_t worth_of(const struct search *q, const struct found *f)
{
	uint32_t all = ((uint32_t)f->near << 8 | f->kind) << 8 | f->rank;

	return (f->whole ? f->kind : 0x80u + lives_there(q, f)) << 24 | all;
}

static int by_worth(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int c = compare(x->worth, y->worth);

	c = c ? c : compare(x->nth, y->nth);
	c = c ? c : compare(x->place, y->place);
	c = c ? c : compare(x->household, y->household);
	return c ? c : compare(x->person, y->person);
}

/* Of a hit elsewhere among many it counts whether one word is whole, and where the index has it. */
static void rank_elsewhere(const struct search *q, struct found *f, size_t nth)
{
	f->whole = f->whole && q->words_n == 1;
	f->kind = f->whole || lives_there(q, f) ? f->kind : 0;
	f->rank = 0;
	f->nth = (uint32_t)nth;
}

/* Brings the first `most` of them to the front, in any order. */
static void bring_first(struct found *list, size_t n, size_t most)
{
	int64_t from = 0, to = (int64_t)n - 1, nth = (int64_t)most;

	while (from < to) {
		struct found middle = list[nth];
		int64_t i = from, j = to;
		while (i <= j) {
			while (by_worth(&list[i], &middle) < 0)
				i++;
			while (by_worth(&list[j], &middle) > 0)
				j--;
			if (i <= j) {
				struct found swapped = list[i];
				list[i++] = list[j];
				list[j--] = swapped;
			}
		}
		from = j < nth ? i : from;
		to = nth < i ? j : to;
	}
}

void search_sort(struct search *q, bool many, size_t most)
{
	size_t kept = 0;

	for (size_t i = 0; i < q->n; i++) {
		struct found f = q->found[i];
		if (!f.person && is_said(q, &f))
			continue;
		f.near = numbers_have(&q->near->own, f.household)   ? NEAR_OWN
			 : numbers_have(&q->near->village, f.place) ? NEAR_VILLAGE
								    : NEAR_NOT;
		if (many && f.near == NEAR_NOT)
			rank_elsewhere(q, &f, kept);
		f.worth = worth_of(q, &f);
		q->found[kept++] = f;
	}
	q->n = kept;
	q->aside = 0;
	if (q->n > most)
		bring_first(q->found, q->n, most);
	if (q->n > 0)
		qsort(q->found, q->n < most ? q->n : most, sizeof *q->found, by_worth);
}

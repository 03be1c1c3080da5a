/* Looking at a household itself: do the words hold? What the index says and what is said here is the same. */
#include "search_scan.h"

#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MOST 16 /* of places within places */

static void none(struct ranks *r)
{
	memset(r->rank, RANK_NONE, sizeof r->rank);
	memset(r->by, SEARCH_BY_NAME, sizeof r->by);
}

static void better(struct ranks *r, int word, int rank, enum search_by by)
{
	if (search_worth(rank, (int)by) < search_worth(r->rank[word], r->by[word])) {
		r->rank[word] = (unsigned char)rank;
		r->by[word] = (unsigned char)by;
	}
}

static void merge(struct ranks *r, const struct ranks *other)
{
	for (int i = 0; i < WORDS_MOST; i++)
		better(r, i, other->rank[i], other->by[i]);
}

static void rank_text(const struct search *q, struct ranks *r, const char *text, enum search_by by)
{
	for (int i = 0; *text && i < q->words_n; i++)
		better(r, i, search_text_rank(text, q->words[i].text), by);
}

static int rank_start(const struct search_word *w, const char *number)
{
	if (strncmp(number, w->upper, w->n) != 0 && strncmp(number, w->text, w->n) != 0)
		return RANK_NONE;
	return number[w->n] ? RANK_PREFIX : RANK_WHOLE;
}

static int rank_end(const struct search_word *w, const char *number)
{
	size_t n = strlen(number);

	return w->back[0] && n >= w->n && strcasecmp(number + n - w->n, w->text) == 0 ? RANK_PART : RANK_NONE;
}

static void rank_number(const struct search *q, struct ranks *r, const char *number, bool end, enum search_by by)
{
	for (int i = 0; *number && i < q->words_n; i++) {
		const struct search_word *w = &q->words[i];
		if (!w->number)
			continue;
		better(r, i, rank_start(w, number), by);
		if (end)
			better(r, i, rank_end(w, number), by);
	}
}

/* Its start without blanks and strokes, its end as it is written. */
static void rank_phone(const struct search *q, struct ranks *r, const char *phone)
{
	char plain[64];
	size_t n = 0;

	for (const char *p = phone; *p && n + 1 < sizeof plain; p++) {
		if (*p != '-' && *p != ' ')
			plain[n++] = *p;
	}
	plain[n] = '\0';
	rank_number(q, r, plain, false, SEARCH_BY_PHONE);
	for (int i = 0; i < q->words_n; i++) {
		if (q->words[i].number)
			better(r, i, rank_end(&q->words[i], phone), SEARCH_BY_PHONE);
	}
}

static bool is_day(const char *day, const char *month, size_t month_at)
{
	int year = atoi(day);

	return strlen(day) == month_at + 5 && year >= SEARCH_YEAR_FIRST && year <= SEARCH_YEAR_LAST &&
	       strcmp(day + month_at, month) == 0;
}

static void rank_birth(const struct search *q, struct ranks *r, const char *birth, const char *id_no)
{
	for (int i = 0; i < q->words_n; i++) {
		const struct search_word *w = &q->words[i];
		char born[16] = "", dashed[16] = "";
		if (!birth && strlen(id_no) > 6)
			snprintf(born, sizeof born, "%.8s", id_no + 6);
		if (!birth && strlen(born) == 8)
			snprintf(dashed, sizeof dashed, "%.4s-%.2s-%.2s", born, born + 4, born + 6);
		if (w->birth[0] &&
		    (birth ? strncmp(birth, w->birth, strlen(w->birth)) == 0 : strncmp(born, w->text, w->n) == 0))
			better(r, i, RANK_PART, SEARCH_BY_BIRTH);
		if (w->month[0] && is_day(birth ? birth : dashed, w->month, 5))
			better(r, i, RANK_PART, SEARCH_BY_BIRTH);
	}
}

static int read_place(struct search *q, int64_t place, struct ranks *out, int64_t *parent)
{
	struct stmt *s = db_query(q->db, "SELECT name, natural_village, parent_id FROM place WHERE id = ?1", q->e);
	int r;

	if (!s)
		return -1;
	stmt_bind(s, "i", place);
	r = stmt_step(s, q->e);
	if (r == 1) {
		rank_text(q, out, stmt_text(s, 0), SEARCH_BY_PLACE);
		rank_text(q, out, stmt_text(s, 1), SEARCH_BY_PLACE);
		*parent = stmt_int(s, 2);
	}
	stmt_done(s);
	return r < 0 ? -1 : 0;
}

/* A place is found by its own names and by those of what it lies in. Whoever put it into itself is not followed. */
static int rank_place(struct search *q, int64_t place, int depth, struct ranks *out)
{
	struct place_ranks *known = &q->places[hash_mixed((uint64_t)place) % PLACES_KNOWN];
	struct place_ranks made = { .place = place, .known = true };
	int64_t parent = 0;

	if (known->known && known->place == place) {
		merge(out, &known->ranks);
		return 0;
	}
	none(&made.ranks);
	if (read_place(q, place, &made.ranks, &parent))
		return -1;
	if (parent && depth < DEPTH_MOST && rank_place(q, parent, depth + 1, &made.ranks))
		return -1;
	*known = made;
	merge(out, &made.ranks);
	return 0;
}

struct house {
	int64_t id, place;
	char *head, *head_id, *phone;
	struct ranks ranks, of_head;
};

static void house_release(struct house *h)
{
	mem_free(h->head);
	mem_free(h->head_id);
	mem_free(h->phone);
}

/* 1: it is there, 0: not, or in the bin. */
static int read_house(struct search *q, struct house *h)
{
	struct stmt *s = db_query(q->db,
				  "SELECT place_id, village_group, natural_village, head_name, household_no, phone, "
				  "head_id_no FROM household WHERE id = ?1 AND deleted_on IS NULL",
				  q->e);
	int r;

	if (!s)
		return -1;
	none(&h->ranks);
	none(&h->of_head);
	stmt_bind(s, "i", h->id);
	r = stmt_step(s, q->e);
	if (r == 1) {
		h->place = stmt_int(s, 0);
		if (q->numbers) {
			rank_number(q, &h->ranks, stmt_text(s, 4), true, SEARCH_BY_NUMBER);
			rank_phone(q, &h->ranks, stmt_text(s, 5));
			rank_number(q, &h->of_head, stmt_text(s, 6), false, SEARCH_BY_ID);
		}
		rank_text(q, &h->ranks, stmt_text(s, 1), SEARCH_BY_PLACE);
		rank_text(q, &h->ranks, stmt_text(s, 2), SEARCH_BY_PLACE);
		rank_text(q, &h->of_head, stmt_text(s, 3), SEARCH_BY_NAME);
		h->head = stmt_is_null(s, 3) ? NULL : mem_dup(stmt_text(s, 3));
		h->phone = mem_dup(stmt_text(s, 5));
		h->head_id = mem_dup(stmt_text(s, 6));
	}
	stmt_done(s);
	return r == 1 && rank_place(q, h->place, 0, &h->ranks) < 0 ? -1 : r;
}

static void read_person(const struct search *q, const struct house *h, struct stmt *s, struct person *p)
{
	const char *house[] = { h->head ? h->head : "", h->head_id, h->phone };
	const char *person[] = { stmt_text(s, 1), stmt_text(s, 2), stmt_text(s, 3) };

	p->id = stmt_int(s, 0);
	p->says = search_says(person, house);
	none(&p->ranks);
	rank_text(q, &p->ranks, person[0], SEARCH_BY_NAME);
	if (!q->numbers)
		return;
	rank_number(q, &p->ranks, person[1], true, SEARCH_BY_ID);
	rank_number(q, &p->ranks, stmt_text(s, 4), true, SEARCH_BY_ID);
	rank_phone(q, &p->ranks, person[2]);
	rank_birth(q, &p->ranks, stmt_is_null(s, 5) ? NULL : stmt_text(s, 5), person[1]);
}

/* Each word must hold for the person or for the household; the household is found if it needs no person. */
static void judge(struct search *q, const struct house *h, const struct person *p)
{
	struct found f = { .household = h->id, .person = p ? p->id : 0, .place = h->place };
	bool by_person = !p;

	for (int w = 0; w < q->words_n; w++) {
		const struct ranks *by = p && p->ranks.rank[w] != RANK_NONE ? &p->ranks : &h->ranks;
		if (by->rank[w] == RANK_NONE)
			return;
		by_person = by_person || by != &h->ranks;
		search_count(&f, by->rank[w], by->by[w], w == 0);
	}
	if (p)
		f.says = p->says;
	if (by_person)
		search_add(q, &f);
}

#define PEOPLE "SELECT id, name, id_no, phone, disability_cert_no, birth FROM person WHERE "
#define OF_HOUSE "household_id = ?1 AND deleted_on IS NULL"
#define ALONE "id = ?1 AND deleted_on IS NULL"

/* The people of a household; -1, or how many. *headed: one of them has the head's name. */
static int read_people(struct search *q, const struct house *h, bool *headed)
{
	struct stmt *s = db_query(q->db, PEOPLE OF_HOUSE, q->e);
	int n = 0, r = -1;

	*headed = false;
	if (!s)
		return -1;
	stmt_bind(s, "i", h->id);
	while ((r = stmt_step(s, q->e)) == 1) {
		if (n == q->people_room) {
			q->people_room = n ? n * 2 : 16;
			q->people = mem_grow(q->people, (size_t)q->people_room, sizeof *q->people);
		}
		read_person(q, h, s, &q->people[n++]);
		*headed = *headed || (h->head && strcmp(h->head, stmt_text(s, 1)) == 0);
	}
	stmt_done(s);
	return r < 0 ? -1 : n;
}

int search_look_at(struct search *q, int64_t household)
{
	struct house h = { .id = household };
	bool headed;
	int r = read_house(q, &h), n = 0;

	if (r == 1) {
		r = n = read_people(q, &h, &headed);
		if (n >= 0 && !headed)
			merge(&h.ranks, &h.of_head);
		for (int i = 0; i < n; i++)
			judge(q, &h, &q->people[i]);
		if (n >= 0)
			judge(q, &h, NULL);
	}
	house_release(&h);
	return r < 0 ? -1 : 0;
}

int search_ask_people(struct search *q, int64_t household)
{
	struct house h = { .id = household };
	bool headed;
	int r = read_house(q, &h), n = r == 1 ? read_people(q, &h, &headed) : r;

	for (int i = 0; i < n; i++)
		search_hear(q, q->people[i].id, q->people[i].says);
	house_release(&h);
	return n < 0 ? -1 : 0;
}

/* The household's words, then this person's. */
static int look_alone(struct search *q, const struct house *h, int64_t person)
{
	struct stmt *s = db_query(q->db, PEOPLE ALONE, q->e);
	struct person p;
	int r;

	if (!s)
		return -1;
	stmt_bind(s, "i", person);
	r = stmt_step(s, q->e);
	if (r == 1) {
		read_person(q, h, s, &p);
		judge(q, h, &p);
	}
	stmt_done(s);
	return r;
}

int search_look_person(struct search *q, int64_t household, int64_t person)
{
	struct house h = { .id = household };
	bool by_head = false;
	int r = read_house(q, &h);

	for (int w = 0; w < q->words_n; w++)
		by_head = by_head || h.of_head.rank[w] != RANK_NONE;
	/* Whether the head counts is up to the others. */
	if (r == 1)
		r = by_head ? search_look_at(q, household) : look_alone(q, &h, person);
	house_release(&h);
	return r < 0 ? -1 : 0;
}

static void rank_near(const struct search *q, struct ranks *r, const unsigned char *rank, uint32_t text,
		      enum search_by by)
{
	for (int i = 0; text != NO_TEXT && i < q->words_n; i++)
		better(r, i, rank[text * (size_t)q->words_n + (size_t)i], by);
}

static const char *next(const char *fact)
{
	return fact + strlen(fact) + 1;
}

static void rank_near_person(const struct search *q, const struct near_person *n, const unsigned char *rank,
			     struct person *p)
{
	p->id = n->id;
	p->says = n->says;
	none(&p->ranks);
	rank_near(q, &p->ranks, rank, n->name, SEARCH_BY_NAME);
	if (!q->numbers)
		return;
	const char *id_no = q->near->facts.s + n->facts, *cert = next(id_no), *phone = next(cert), *birth = next(phone);
	rank_number(q, &p->ranks, id_no, true, SEARCH_BY_ID);
	rank_number(q, &p->ranks, cert, true, SEARCH_BY_ID);
	rank_phone(q, &p->ranks, phone);
	rank_birth(q, &p->ranks, n->born ? birth : NULL, id_no);
}

int search_look_all_near(struct search *q, const unsigned char *rank)
{
	const struct near *near = q->near;

	for (size_t i = 0; i < near->houses; i++) {
		const struct near_house *n = &near->house[i];
		struct house h = { .id = n->id, .place = n->place };
		struct ranks of_head;
		none(&h.ranks);
		none(&of_head);
		if (q->numbers) {
			const char *no = near->facts.s + n->facts, *phone = next(no), *head = next(phone);
			rank_number(q, &h.ranks, no, true, SEARCH_BY_NUMBER);
			rank_phone(q, &h.ranks, phone);
			rank_number(q, &of_head, head, false, SEARCH_BY_ID);
		}
		rank_near(q, &h.ranks, rank, n->group, SEARCH_BY_PLACE);
		rank_near(q, &h.ranks, rank, n->natural, SEARCH_BY_PLACE);
		rank_near(q, &of_head, rank, n->head, SEARCH_BY_NAME);
		if (rank_place(q, h.place, 0, &h.ranks))
			return -1;
		if (!n->headed)
			merge(&h.ranks, &of_head);
		for (size_t k = 0; k < n->persons; k++) {
			struct person p;
			rank_near_person(q, &near->person[n->person + k], rank, &p);
			judge(q, &h, &p);
		}
		judge(q, &h, NULL);
	}
	return 0;
}

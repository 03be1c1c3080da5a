/* The third step: pairs that somebody must look at. Keys propose them, one function judges. */
#include "base/mem.h"
#include "roster_match_parts.h"

#include <stdlib.h>

#define BUCKET_MOST \
	256 /* of those who share a key each is held against the next so many: more is no list of people \
	     */
#define WHOLE 18
#define KEPT 15
#define MASKED_ENDS 6

struct pairs {
	struct match_suspicion *item;
	size_t n, cap;
};

static void add_pair(struct pairs *p, size_t a, size_t b)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 256;
		p->item = mem_grow(p->item, p->cap, sizeof(*p->item));
	}
	p->item[p->n++] = (struct match_suspicion){ a < b ? a : b, a < b ? b : a };
}

/* A month or a year is a birth too: it contradicts only a day outside of it. */
static bool births_contradict(const char *a, const char *b)
{
	size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);

	return strncmp(a, b, n) != 0;
}

static bool same_village(const struct match_entry *a, const struct match_entry *b)
{
	return a->village[0] && strcmp(a->village, b->village) == 0;
}

size_t match_family(const char *name)
{
	size_t n = name[0] != '\0';

	while (n && ((unsigned char)name[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* The family name, or all of what is not there to compare. */
static bool alike_name(const struct match_entry *a, const struct match_entry *b)
{
	return !a->name[0] || !b->name[0] || strncmp(a->name, b->name, match_family(a->name)) == 0;
}

/* Two sound IDs: one of them may have been issued again. */
static bool may_be_reissued(const struct match_entry *a, const struct match_entry *b)
{
	return match_same_name(a, b) && match_same_birth(a, b) &&
	       (!a->village[0] || !b->village[0] || same_village(a, b)) && (!a->sex || !b->sex || a->sex == b->sex);
}

static bool is_cut(const struct match_entry *e)
{
	return e->state == MATCH_ID_LOST;
}

static bool is_alike(const struct match_work *w, size_t i, size_t j)
{
	const struct match_entry *a = &w->entry[i], *b = &w->entry[j];
	size_t sa = w->sound[w->group[i]], sb = w->sound[w->group[j]];
	enum match_rest rest;

	if (sa < w->n && sb < w->n)
		return may_be_reissued(a, b);
	rest = match_rest(sa < w->n ? &w->entry[sa] : a, sb < w->n ? &w->entry[sb] : b);
	if (match_same_name(a, b) && match_same_birth(a, b))
		return true;
	/* Twins share a birth, a village, a family name and what a spreadsheet keeps of their numbers. */
	if (rest == REST_AGREES && (is_cut(a) || is_cut(b)))
		return !a->name[0] || !b->name[0] || match_same_name(a, b);
	if (rest == REST_AGREES)
		return alike_name(a, b) || same_village(a, b);
	return rest == REST_UNKNOWN && match_same_name(a, b) && same_village(a, b) &&
	       !births_contradict(a->birth, b->birth) && (!a->sex || !b->sex || a->sex == b->sex);
}

/* Where a list already has the one, the other must bear its name to be a second row of the same person; where neither
 * would gain a list by the other, nothing is asked. */
static void propose(const struct match_work *w, size_t i, size_t j, struct pairs *p)
{
	size_t a = w->group[i], b = w->group[j];

	if (a == b || w->sides[a] == w->sides[b] || match_said_two(w, a, b))
		return;
	if ((w->sides[a] & w->sides[b]) != 0 &&
	    !(match_same_name(&w->entry[i], &w->entry[j]) && (w->sound[a] == w->n || w->sound[b] == w->n) &&
	      (match_same_birth(&w->entry[i], &w->entry[j]) || match_rest(&w->entry[i], &w->entry[j]) == REST_AGREES)))
		return;
	if (is_alike(w, i, j))
		add_pair(p, a, b);
}

static void walk(const struct match_work *w, struct match_keys *k, struct pairs *p)
{
	match_keys_sort(k);
	for (size_t i = 0; i < k->n && !match_stopped(w); i++)
		for (size_t j = i + 1; j < k->n && j <= i + BUCKET_MOST && k->item[j].hash == k->item[i].hash; j++)
			propose(w, k->item[i].who, k->item[j].who, p);
	k->n = 0;
}

/* Complete groups with a sound ID are nobody's second row unless a name says so: they are left out of the loose keys.
 */
static bool is_settled(const struct match_work *w, size_t i)
{
	size_t g = w->group[i];

	return w->sides[g] == w->all && w->sound[g] < w->n;
}

static void walk_names(const struct match_work *w, struct match_keys *k, struct pairs *p)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->entry[i].name[0] && strlen(w->entry[i].birth) == 10)
			match_key_add(k, match_hash(w->entry[i].name, w->entry[i].birth), i);
	walk(w, k, p);
	for (size_t i = 0; i < w->n; i++)
		if (w->entry[i].name[0] && w->entry[i].village[0] && !is_settled(w, i))
			match_key_add(k, match_hash(w->entry[i].name, w->entry[i].village), i);
	walk(w, k, p);
}

bool match_masked_key(const struct match_entry *e, char out[MATCH_ID_BYTES])
{
	size_t n = strlen(e->id);

	if (n != WHOLE || (e->state != MATCH_ID_MASKED && e->state != MATCH_ID_SOUND))
		return false;
	memcpy(out, e->id, MASKED_ENDS);
	memcpy(out + MASKED_ENDS, e->id + WHOLE - 4, 5);
	return strchr(out, '*') == NULL;
}

bool match_first_key(const struct match_entry *e, char out[MATCH_ID_BYTES])
{
	if (e->kept < KEPT || e->state == MATCH_ID_MASKED)
		return false;
	memcpy(out, e->id, KEPT);
	out[KEPT] = '\0';
	return true;
}

static void walk_damaged(const struct match_work *w, struct match_keys *k, struct pairs *p)
{
	char part[MATCH_ID_BYTES];

	for (size_t i = 0; i < w->n; i++)
		if (!is_settled(w, i) && match_first_key(&w->entry[i], part))
			match_key_add(k, match_hash(part, "first"), i);
	walk(w, k, p);
	for (size_t i = 0; i < w->n; i++)
		if (!is_settled(w, i) && match_masked_key(&w->entry[i], part))
			match_key_add(k, match_hash(part, w->entry[i].name), i);
	walk(w, k, p);
}

/* Sound IDs by their hash, to look a guess up. */
struct numbers {
	const struct match_work *w;
	struct match_keys k;
	struct pairs *out;
	size_t who;
};

/* Is that guess somebody's number? */
static void look_up(void *arg, const char *id18)
{
	struct numbers *l = arg;
	uint64_t hash = match_hash(id18, "");

	for (size_t at = match_keys_find(&l->k, hash); at < l->k.n && l->k.item[at].hash == hash; at++)
		if (strcmp(l->w->entry[l->k.item[at].who].id, id18) == 0)
			propose(l->w, l->who, l->k.item[at].who, l->out);
}

static void walk_near(const struct match_work *w, struct pairs *p)
{
	struct numbers l = { .w = w, .out = p };

	for (size_t i = 0; i < w->n; i++)
		if (w->entry[i].state == MATCH_ID_SOUND)
			match_key_add(&l.k, match_hash(w->entry[i].id, ""), i);
	match_keys_sort(&l.k);
	for (size_t i = 0; i < w->n && !match_stopped(w); i++) {
		if (w->sound[w->group[i]] < w->n)
			continue;
		l.who = i;
		match_guess(&w->entry[i], look_up, &l);
	}
	mem_free(l.k.item);
}

void match_suspect(const struct match_work *w, struct match_result *out)
{
	struct match_keys k = { NULL, 0, 0 };
	struct pairs p = { NULL, 0, 0 };
	size_t kept = 0;

	walk_names(w, &k, &p);
	walk_damaged(w, &k, &p);
	walk_near(w, &p);
	if (p.n > 1)
		qsort(p.item, p.n, sizeof(*p.item), match_by_pair);
	for (size_t i = 0; i < p.n; i++)
		if (kept == 0 || match_by_pair(&p.item[kept - 1], &p.item[i]) != 0)
			p.item[kept++] = p.item[i];
	out->suspicion = p.item;
	out->n_suspicions = kept;
	mem_free(k.item);
}

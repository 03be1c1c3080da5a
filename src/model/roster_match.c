/* The first two steps: who is one for certain. */
#include "model/roster_match.h"

#include "base/hash.h"
#include "base/mem.h"
#include "model/roster.h"
#include "roster_match_parts.h"

#include <stdlib.h>
#include <string.h>

#define ASKED_EVERY 256
#define KEPT 15 /* digits a spreadsheet keeps of a long number */

_Static_assert(ROSTER_SIDES <= 8, "a byte holds a bit for each side");

uint64_t match_hash(const char *a, const char *b)
{
	/* The end of the first goes in, so that (12, 3) is not (1, 23). */
	return hash_mixed(hash_text(hash_bytes(HASH_START, a, strlen(a) + 1), b));
}

void match_key_add(struct match_keys *k, uint64_t hash, size_t who)
{
	if (k->n == k->cap) {
		k->cap = k->cap ? k->cap * 2 : 256;
		k->item = mem_grow(k->item, k->cap, sizeof(*k->item));
	}
	k->item[k->n++] = (struct match_key){ hash, who };
}

static int by_key(const void *pa, const void *pb)
{
	const struct match_key *a = pa, *b = pb;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->who > b->who) - (a->who < b->who);
}

void match_keys_sort(struct match_keys *k)
{
	if (k->n > 1)
		qsort(k->item, k->n, sizeof(*k->item), by_key);
}

size_t match_keys_find(const struct match_keys *k, uint64_t hash)
{
	size_t low = 0, high = k->n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (k->item[mid].hash < hash)
			low = mid + 1;
		else
			high = mid;
	}
	return low < k->n && k->item[low].hash == hash ? low : k->n;
}

size_t match_keys_end(const struct match_keys *k, size_t from)
{
	size_t to = from + 1;

	while (to < k->n && k->item[to].hash == k->item[from].hash)
		to++;
	return to;
}

int match_by_pair(const void *pa, const void *pb)
{
	const struct match_suspicion *a = pa, *b = pb;

	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

bool match_said_two(const struct match_work *w, size_t a, size_t b)
{
	struct match_suspicion pair = { a < b ? a : b, a < b ? b : a };

	return w->n_two && bsearch(&pair, w->two, w->n_two, sizeof(pair), match_by_pair) != NULL;
}

bool match_stopped(const struct match_work *w)
{
	struct match_course *c = w->course;

	if (c && c->stop && !c->stopped && ++c->asked % ASKED_EVERY == 0)
		c->stopped = c->stop(c->arg);
	return c && c->stopped;
}

/* The least entry of a set stands for it, so the outcome does not depend on the order of the unions. */
static size_t find(size_t *up, size_t i)
{
	while (up[i] != i) {
		up[i] = up[up[i]];
		i = up[i];
	}
	return i;
}

static void unite(size_t *up, size_t a, size_t b)
{
	a = find(up, a);
	b = find(up, b);
	if (a < b)
		up[b] = a;
	else
		up[a] = b;
}

/* Sets numbered in the order of their first entries. */
static size_t number(size_t *up, size_t n, size_t *group)
{
	size_t groups = 0;

	for (size_t i = 0; i < n; i++) {
		size_t root = find(up, i);

		group[i] = root == i ? groups++ : group[root];
	}
	return groups;
}

static void link_sound(const struct match_entry *e, size_t n, size_t *up)
{
	struct match_keys k = { NULL, 0, 0 };

	for (size_t i = 0; i < n; i++)
		if (e[i].state == MATCH_ID_SOUND)
			match_key_add(&k, match_hash(e[i].id, ""), i);
	match_keys_sort(&k);
	for (size_t i = 0; i < k.n;) {
		size_t end = match_keys_end(&k, i);

		for (size_t j = i; j < end; j++)
			for (size_t x = i; x < j; x++)
				if (strcmp(e[k.item[x].who].id, e[k.item[j].who].id) == 0) {
					unite(up, k.item[x].who, k.item[j].who);
					break;
				}
		i = end;
	}
	mem_free(k.item);
}

/* One lost number in eleven, 15 digits and 000, has the right check digit by chance. Such a number is believed where
 * another list has it too, unless one list gives it to two names. */
static void doubt_zeros(struct match_entry *e, size_t n)
{
	struct match_keys k = { NULL, 0, 0 };

	for (size_t i = 0; i < n; i++)
		if (e[i].state == MATCH_ID_SOUND && strcmp(e[i].id + KEPT, "000") == 0)
			match_key_add(&k, match_hash(e[i].id, ""), i);
	match_keys_sort(&k);
	for (size_t i = 0, end; i < k.n; i = end) {
		bool doubt = false, confirmed = false;

		end = match_keys_end(&k, i);
		for (size_t j = i + 1; j < end; j++) {
			const struct match_entry *a = &e[k.item[j - 1].who], *b = &e[k.item[j].who];

			confirmed = confirmed || a->side != b->side;
			doubt = doubt || (a->side == b->side && strcmp(a->name, b->name) != 0);
		}
		for (size_t j = i; j < end && (doubt || !confirmed); j++) {
			e[k.item[j].who].state = MATCH_ID_LOST;
			e[k.item[j].who].kept = KEPT;
		}
	}
	mem_free(k.item);
}

/* A row written twice in one list with one damaged number and one name is one person. */
static void link_doubled(const struct match_entry *e, size_t n, size_t *up)
{
	struct match_keys k = { NULL, 0, 0 };

	for (size_t i = 0; i < n; i++)
		if ((e[i].state == MATCH_ID_BAD || e[i].state == MATCH_ID_OLD) && strlen(e[i].id) >= 15 && e[i].name[0])
			match_key_add(&k, match_hash(e[i].id, e[i].name) + e[i].side, i);
	match_keys_sort(&k);
	for (size_t i = 0; i + 1 < k.n; i++) {
		const struct match_entry *a = &e[k.item[i].who], *b = &e[k.item[i + 1].who];

		if (k.item[i].hash == k.item[i + 1].hash && a->side == b->side && match_same_name(a, b) &&
		    match_same_birth(a, b) && strcmp(a->id, b->id) == 0)
			unite(up, k.item[i].who, k.item[i + 1].who);
	}
	mem_free(k.item);
}

/* What is known of each group, once they are numbered. */
static void describe(struct match_work *w, const size_t *group, size_t n_groups, const struct match_said *said,
		     size_t n_said)
{
	w->group = group;
	w->n_groups = n_groups;
	w->sides = mem_grow(w->sides, n_groups + 1, sizeof(*w->sides));
	w->sound = mem_grow(w->sound, n_groups + 1, sizeof(*w->sound));
	w->all = (unsigned char)(w->course && w->course->sides ? (1u << w->course->sides) - 1 : 0);
	w->n_two = 0;
	for (size_t g = 0; g < n_groups; g++) {
		w->sides[g] = 0;
		w->sound[g] = w->n;
	}
	for (size_t i = 0; i < w->n; i++) {
		unsigned char bit = (unsigned char)(1u << w->entry[i].side);

		w->sides[group[i]] |= bit;
		w->all |= bit;
		if (w->entry[i].state == MATCH_ID_SOUND && w->sound[group[i]] == w->n)
			w->sound[group[i]] = i;
	}
	w->two = mem_grow(w->two, n_said + 1, sizeof(*w->two));
	for (size_t i = 0; i < n_said; i++) {
		size_t a = group[said[i].a], b = group[said[i].b];

		if (!said[i].same && a != b)
			w->two[w->n_two++] = (struct match_suspicion){ a < b ? a : b, a < b ? b : a };
	}
	if (w->n_two > 1)
		qsort(w->two, w->n_two, sizeof(*w->two), match_by_pair);
}

/* Groups of one name and birth, each side's only one. */
struct namesakes {
	size_t who[ROSTER_SIDES]; /* an entry of each group that bears the name */
	size_t n;
};

/* Those of the keys i..end whose sides no other of them shares. */
static void pick_unique(const struct match_work *w, const struct match_keys *k, size_t i, size_t end,
			struct namesakes *out)
{
	unsigned char once = 0, more = 0;
	size_t last = w->n_groups;

	out->n = 0;
	for (size_t j = i; j < end; j++) {
		size_t g = w->group[k->item[j].who];

		if (g == last)
			continue;
		last = g;
		more |= once & w->sides[g];
		once |= w->sides[g];
	}
	last = w->n_groups;
	for (size_t j = i; j < end; j++) {
		size_t g = w->group[k->item[j].who];

		if (g != last && !(w->sides[g] & more))
			out->who[out->n++] = k->item[j].who;
		last = g;
	}
}

static bool contradicts_sex(const struct match_entry *a, const struct match_entry *b)
{
	return a->sex && b->sex && a->sex != b->sex;
}

/* May two groups with one name and birth be linked? At least one has no sound ID. */
static bool may_link(const struct match_work *w, size_t a, size_t b)
{
	const struct match_entry *p = &w->entry[a], *q = &w->entry[b];
	size_t ga = w->group[a], gb = w->group[b];

	if ((w->sound[ga] < w->n && w->sound[gb] < w->n) || match_said_two(w, ga, gb))
		return false;
	if (!match_same_name(p, q) || !match_same_birth(p, q))
		return false;
	/* The group's best number speaks, whichever row bears the name. */
	if (w->sound[ga] < w->n)
		p = &w->entry[w->sound[ga]];
	if (w->sound[gb] < w->n)
		q = &w->entry[w->sound[gb]];
	switch (match_rest(p, q)) {
	case REST_AGREES:
		return true;
	case REST_UNKNOWN:
		p = &w->entry[a];
		q = &w->entry[b];
		return p->village[0] && strcmp(p->village, q->village) == 0 && !contradicts_sex(p, q);
	case REST_CONTRADICTS:
		break;
	}
	return false;
}

/* All that hang together become one, unless that would make one of two people. */
static void link_namesakes(const struct match_work *w, const struct namesakes *s, size_t *up)
{
	bool linked[ROSTER_SIDES][ROSTER_SIDES] = { { false } };
	unsigned part[ROSTER_SIDES], sound[ROSTER_SIDES] = { 0 };
	bool apart[ROSTER_SIDES] = { false };

	for (unsigned i = 0; i < s->n; i++)
		part[i] = i;
	for (unsigned i = 0; i < s->n; i++)
		for (unsigned j = 0; j < i; j++) {
			linked[i][j] = may_link(w, s->who[i], s->who[j]);
			if (!linked[i][j] || part[i] == part[j])
				continue;
			for (unsigned x = 0, from = part[i], to = part[j]; x < s->n; x++)
				if (part[x] == from)
					part[x] = to;
		}
	for (unsigned i = 0; i < s->n; i++) {
		sound[part[i]] += w->sound[w->group[s->who[i]]] < w->n;
		for (unsigned j = 0; j < i; j++)
			if (part[i] == part[j] && match_said_two(w, w->group[s->who[i]], w->group[s->who[j]]))
				apart[part[i]] = true;
	}
	for (unsigned i = 0; i < s->n; i++)
		for (unsigned j = 0; j < i; j++)
			if (linked[i][j] && sound[part[i]] < 2 && !apart[part[i]])
				unite(up, s->who[i], s->who[j]);
}

/* By group, so that one group's keys lie together. */
static int by_group(const void *pa, const void *pb, void *work)
{
	const struct match_key *a = pa, *b = pb;
	const struct match_work *w = work;
	size_t ga = w->group[a->who], gb = w->group[b->who];

	if (ga != gb)
		return ga < gb ? -1 : 1;
	return (a->who > b->who) - (a->who < b->who);
}

static void link_by_name(struct match_work *w, size_t *up)
{
	struct match_keys k = { NULL, 0, 0 };
	struct namesakes s;

	for (size_t i = 0; i < w->n; i++)
		if (w->entry[i].name[0] && strlen(w->entry[i].birth) == 10)
			match_key_add(&k, match_hash(w->entry[i].name, w->entry[i].birth), i);
	match_keys_sort(&k);
	for (size_t i = 0, end; i < k.n && !match_stopped(w); i = end) {
		end = match_keys_end(&k, i);
		if (end - i < 2)
			continue;
		qsort_r(&k.item[i], end - i, sizeof(*k.item), by_group, w);
		pick_unique(w, &k, i, end, &s);
		link_namesakes(w, &s, up);
	}
	mem_free(k.item);
}

void roster_match(const struct match_entry *entry, size_t n, const struct match_said *said, size_t n_said,
		  struct match_course *course, struct match_result *out)
{
	struct match_entry *own = mem_alloc(n * sizeof(*own));
	struct match_work w = { .entry = own, .n = n, .course = course };
	size_t *up = mem_alloc(n * sizeof(*up));

	*out = (struct match_result){ .group = mem_alloc(n * sizeof(*out->group)) };
	for (size_t i = 0; i < n; i++)
		up[i] = i;
	if (n)
		memcpy(own, entry, n * sizeof(*own));
	doubt_zeros(own, n);
	link_sound(own, n, up);
	link_doubled(own, n, up);
	for (size_t i = 0; i < n_said; i++)
		if (said[i].same)
			unite(up, said[i].a, said[i].b);
	out->n_groups = number(up, n, out->group);
	describe(&w, out->group, out->n_groups, said, n_said);
	link_by_name(&w, up);
	out->n_groups = number(up, n, out->group);
	describe(&w, out->group, out->n_groups, said, n_said);
	match_suspect(&w, out);
	mem_free(own);
	mem_free(up);
	mem_free(w.sides);
	mem_free(w.sound);
	mem_free(w.two);
}

void match_result_release(struct match_result *r)
{
	mem_free(r->group);
	mem_free(r->suspicion);
	*r = (struct match_result){ 0 };
}

/* Blocks propose pairs, the score decides: a block is people who share a key. */
#include "duplicate_parts.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define GROUP_MOST 256
#define FEW 48 /* of one sound: each is compared with each, which is less work than their keys */
#define BODY 17

struct key {
	uint64_t hash;
	size_t who;
};
struct keys {
	struct key *item;
	size_t n;
};

static uint64_t hash_of(const char *a, size_t a_n, const char *b, size_t b_n)
{
	uint64_t h = hash_bytes(HASH_START, a, a_n);

	return hash_mixed(hash_bytes(hash_bytes(h, "", 1), b, b_n));
}

static void add_key(struct keys *k, uint64_t hash, size_t who)
{
	k->item[k->n++] = (struct key){ hash, who };
}

/* The same name covers the same sound. */
static void key_birth(struct keys *k, const struct someone *p, size_t who, int pass)
{
	(void)pass;
	if (p->sound[0] && strlen(p->birth) == 10)
		add_key(k, hash_of(p->sound, strlen(p->sound), p->birth, 10), who);
}

static void key_village(struct keys *k, const struct someone *p, size_t who, int pass)
{
	(void)pass;
	if (p->name[0] && p->place)
		add_key(k, hash_of(p->name, strlen(p->name), (const char *)&p->place, sizeof(p->place)), who);
}

static void key_without(struct keys *k, const struct someone *p, size_t who, int left_out)
{
	char rest[BODY];

	memcpy(rest, p->id_no, (size_t)left_out);
	memcpy(rest + left_out, p->id_no + left_out + 1, (size_t)(BODY - 1 - left_out));
	add_key(k, hash_of(p->sound, strlen(p->sound), rest, BODY - 1), who);
}

/* Numbers that differ in one place agree without it; two swapped agree where one lacks the first and one the second of
 * the places. */
static void key_near(struct keys *k, const struct someone *p, size_t who, int pass)
{
	if (!p->id_no[0] || !p->sound[0])
		return;
	key_without(k, p, who, pass);
	if (pass + 1 < BODY && p->id_no[pass] != p->id_no[pass + 1])
		key_without(k, p, who, pass + 1);
}

static const struct block {
	void (*key)(struct keys *k, const struct someone *p, size_t who, int pass); /* at most two keys */
	int passes;
} blocks[] = { { key_near, BODY }, { key_birth, 1 }, { key_village, 1 } };
#define BLOCKS (sizeof(blocks) / sizeof(blocks[0]))

static int by_key(const void *pa, const void *pb)
{
	const struct key *a = pa, *b = pb;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->who > b->who) - (a->who < b->who);
}

static void sort(struct keys *k)
{
	if (k->n > 1)
		qsort(k->item, k->n, sizeof(*k->item), by_key);
}

/* The lowest key the two share in that pass; 0: none. */
static uint64_t shared(const struct block *b, int pass, const struct someone *one, const struct someone *other)
{
	struct key mine[2], theirs[2];
	struct keys m = { mine, 0 }, t = { theirs, 0 };
	uint64_t least = 0;

	b->key(&m, one, 0, pass);
	b->key(&t, other, 1, pass);
	for (size_t i = 0; i < m.n; i++)
		for (size_t j = 0; j < t.n; j++)
			if (mine[i].hash == theirs[j].hash && (least == 0 || mine[i].hash < least))
				least = mine[i].hash;
	return least;
}

/* What several keys propose is told by the first of them: no list of what was told is needed. */
static bool is_first(size_t block, int pass, uint64_t hash, const struct someone *a, const struct someone *b)
{
	if (shared(&blocks[block], pass, a, b) != hash)
		return false;
	for (size_t i = 0; i <= block; i++)
		for (int p = 0; p < (i == block ? pass : blocks[i].passes); p++)
			if (shared(&blocks[i], p, a, b))
				return false;
	return true;
}

static bool same_number(const struct someone *a, const struct someone *b)
{
	return a->id_no[0] && strcmp(a->id_no, b->id_no) == 0;
}

static bool speaks(const struct someone *a, const struct someone *b)
{
	const char *reason;

	return duplicate_score(a, b, &reason) > 0;
}

static int walk_pass(const struct crowd *p, const struct keys *group, size_t block, int pass, struct keys *k,
		     const struct duplicate_walk *w)
{
	int rc = w->step(w->arg);

	k->n = 0;
	for (size_t i = 0; i < group->n; i++)
		blocks[block].key(k, &p->item[group->item[i].who], group->item[i].who, pass);
	sort(k);
	for (size_t i = 0; i < k->n; i++) {
		const struct someone *a = &p->item[k->item[i].who];
		uint64_t hash = k->item[i].hash;

		for (size_t j = i + 1; rc == 0 && j < k->n && j <= i + GROUP_MOST && k->item[j].hash == hash; j++) {
			const struct someone *b = &p->item[k->item[j].who];

			if (a != b && !same_number(a, b) && speaks(a, b) && is_first(block, pass, hash, a, b))
				rc = w->pair(w->arg, a, b);
		}
	}
	return rc;
}

/* Of one sound; the keys of the others can only be alike by chance. */
static int walk_group(const struct crowd *p, const struct keys *group, struct keys *k, const struct duplicate_walk *w)
{
	int rc = 0;

	if (group->n <= FEW) {
		for (size_t i = 0; i < group->n; i++)
			for (size_t j = i + 1; rc == 0 && j < group->n; j++) {
				const struct someone *a = &p->item[group->item[i].who];
				const struct someone *b = &p->item[group->item[j].who];

				if (!same_number(a, b) && speaks(a, b))
					rc = w->pair(w->arg, a, b);
			}
		return rc;
	}
	for (size_t i = 0; rc == 0 && i < BLOCKS; i++)
		for (int pass = 0; rc == 0 && pass < blocks[i].passes; pass++)
			rc = walk_pass(p, group, i, pass, k, w);
	return rc;
}

static size_t group_end(const struct keys *k, size_t from)
{
	size_t to = from + 1;

	while (to < k->n && k->item[to].hash == k->item[from].hash)
		to++;
	return to;
}

int duplicate_walk_names(const struct crowd *p, const struct duplicate_walk *w)
{
	struct keys sounds = { mem_alloc(p->n * sizeof(*sounds.item)), 0 };
	struct keys k = { mem_alloc(2 * p->n * sizeof(*k.item)), 0 };
	int rc = 0;

	for (size_t i = 0; i < p->n; i++)
		if (p->item[i].sound[0])
			add_key(&sounds, hash_mixed(hash_text(HASH_START, p->item[i].sound)), i);
	sort(&sounds);
	for (size_t i = 0, end; rc == 0 && i < sounds.n; i = end) {
		struct keys group = { sounds.item + i, 0 };

		end = group_end(&sounds, i);
		group.n = end - i;
		rc = walk_group(p, &group, &k, w);
	}
	mem_free(sounds.item);
	mem_free(k.item);
	return rc;
}

int duplicate_walk_numbers(const struct crowd *p, const struct duplicate_walk *w)
{
	struct keys k = { mem_alloc(p->n * sizeof(*k.item)), 0 };
	int rc = 0;

	for (size_t i = 0; i < p->n; i++)
		if (p->item[i].id_no[0])
			add_key(&k, hash_mixed(hash_text(HASH_START, p->item[i].id_no)), i);
	sort(&k);
	for (size_t i = 0; i < k.n; i++)
		for (size_t j = i + 1; rc == 0 && j < k.n && j <= i + GROUP_MOST && k.item[j].hash == k.item[i].hash;
		     j++) {
			const struct someone *a = &p->item[k.item[i].who], *b = &p->item[k.item[j].who];

			if (same_number(a, b) && speaks(a, b))
				rc = w->pair(w->arg, a, b);
		}
	mem_free(k.item);
	return rc;
}

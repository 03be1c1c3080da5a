/* Which rows of lists belong together. The matcher looks at two rows together only where they share a key of it, where
 * the one's damaged number could be the other's, or where somebody said that they are one or two: such rows are joined.
 * A row joined too many does no harm; never the other way round. Keys are hashes in files of their own until their turn
 * to be sorted: that is what keeps the memory small. */
#include "roster_key_file.h"
#include "roster_split.h"

#include "base/hash.h"
#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WHOLE 18
#define TELL_ROWS 4096

/* ID joins all that share a key, also what was said of two; a guess joins its row with who has that number. The others
 * join only where somebody among them lacks a sound ID, births (with the name) also across lists. */
enum kind { KIND_ID, KIND_GUESS, KIND_BIRTH, KIND_VILLAGE, KIND_FIRST, KIND_MASKED, KINDS };
struct splitting {
	struct roster_split *s;
	struct key_file *file[KINDS];
	const struct roster_memory *memory;
	int64_t *person; /* whom something was said of, sorted */
	size_t n_person;
	bool said, failed, other; /* other: who of ours is in no list is no line */
	size_t who;               /* who guesses */
};

static void put_key(struct splitting *w, enum kind kind, uint64_t hash, size_t who)
{
	key_file_put(w->file[kind], hash, (uint32_t)who);
}

static bool any_failed(const struct splitting *w)
{
	for (int kind = 0; kind < KINDS; kind++)
		if (key_file_failed(w->file[kind]))
			return true;
	return false;
}

/* What cheaply tells two rows apart whose numbers are near: the family name and the village. 0: not told. */
static unsigned mark(const char *text, size_t n, unsigned most)
{
	return n ? 1 + (unsigned)(hash_mixed(hash_bytes(HASH_START, text, n)) % most) : 0;
}

static size_t add(struct roster_split *s, int64_t row, unsigned flag, const char *name, const char *village)
{
	if (s->n == s->cap) {
		/* Known before, so that no array is held twice while it grows. */
		s->cap = s->cap ? s->cap + s->cap / 4 + 16 : s->rows + 16;
		s->row = mem_grow(s->row, s->cap, sizeof(*s->row));
		s->flag = mem_grow(s->flag, s->cap, sizeof(*s->flag));
		s->family = mem_grow(s->family, s->cap, sizeof(*s->family));
		s->village = mem_grow(s->village, s->cap, sizeof(*s->village));
	}
	s->row[s->n] = row;
	s->flag[s->n] = (unsigned char)flag;
	s->family[s->n] = (unsigned char)mark(name, match_family(name), UINT8_MAX - 1);
	s->village[s->n] = (uint16_t)mark(village, strlen(village), UINT16_MAX - 1);
	return s->n++;
}

/* ---- the keys of a row ---- */

static uint64_t person_key(int64_t person)
{
	char number[24];

	snprintf(number, sizeof(number), "%" PRId64, person);
	return match_hash(number, "person");
}

static int by_number(const void *pa, const void *pb)
{
	const int64_t *a = pa, *b = pb;

	return (*a > *b) - (*a < *b);
}

static void put_said(struct splitting *w, const struct roster_row *row, const struct match_entry *e, size_t who)
{
	char subject[128];

	if (e->state != MATCH_ID_SOUND) {
		roster_subject(e, subject);
		put_key(w, KIND_ID, match_hash(subject, "subject"), who);
	}
	if (row->person && w->n_person &&
	    bsearch(&row->person, w->person, w->n_person, sizeof(*w->person), by_number) != NULL)
		put_key(w, KIND_ID, person_key(row->person), who);
}

static void put_guess(void *arg, const char *id18)
{
	struct splitting *w = arg;

	put_key(w, KIND_GUESS, match_hash(id18, ""), w->who);
}

/* A number that ends in 000 may be doubted later. */
static bool is_sound(const struct match_entry *e)
{
	return e->state == MATCH_ID_SOUND && strcmp(e->id + WHOLE - 3, "000") != 0;
}

static void put_id(struct splitting *w, const struct match_entry *e, size_t who)
{
	struct match_entry doubted = *e;
	char part[MATCH_ID_BYTES];

	if (e->state == MATCH_ID_SOUND)
		put_key(w, KIND_ID, match_hash(e->id, ""), who);
	else if (e->id[0] && e->name[0])
		put_key(w, KIND_ID, match_hash(e->id, e->name) + e->side, who);
	if (e->state == MATCH_ID_SOUND && !is_sound(e))
		doubted.state = MATCH_ID_LOST;
	w->who = who;
	match_guess(&doubted, put_guess, w);
	if (match_first_key(e, part))
		put_key(w, KIND_FIRST, match_hash(part, "first"), who);
	if (match_masked_key(e, part))
		put_key(w, KIND_MASKED, match_hash(part, e->name), who);
}

static unsigned flags_of(const struct splitting *w, const struct roster_rows *r)
{
	const struct match_entry *e = r->entry;
	bool listed = r->side[e->side].info.id != 0;

	return e->side | (is_sound(e) ? SPLIT_SOUND : 0u) | (r->row->claimed ? SPLIT_CLAIMED : 0u) |
	       (listed || (r->row->claimed && !w->other) ? SPLIT_USEFUL : 0u);
}

static int visit(void *arg, const struct roster_rows *r)
{
	struct splitting *w = arg;
	const struct match_entry *e = r->entry;
	size_t who = add(w->s, r->row->row, flags_of(w, r), e->name, e->village);

	if (who % TELL_ROWS == 0 && who <= w->s->rows)
		office_tell(r->o, (int64_t)who, 2 * (int64_t)w->s->rows);
	put_id(w, e, who);
	if (e->name[0] && strlen(e->birth) == 10)
		put_key(w, KIND_BIRTH, match_hash(e->name, e->birth), who);
	if (e->name[0] && e->village[0])
		put_key(w, KIND_VILLAGE, match_hash(e->name, e->village), who);
	if (w->said)
		put_said(w, r->row, e, who);
	w->failed = any_failed(w);
	return w->failed ? -1 : 0;
}

/* ---- what was said of two ---- */

static void collect_said(struct splitting *w)
{
	for (size_t i = 0; i < w->memory->n; i++) {
		const struct roster_said *d = &w->memory->item[i];

		if (!roster_said_of_two(d))
			continue;
		w->said = true;
		if (!d->person)
			continue;
		w->person = mem_grow(w->person, w->n_person + 1, sizeof(*w->person));
		w->person[w->n_person++] = d->person;
	}
	if (w->n_person > 1)
		qsort(w->person, w->n_person, sizeof(*w->person), by_number);
}

static void put_subject(struct splitting *w, const char *subject, size_t who)
{
	if (strncmp(subject, "id:", 3) == 0)
		put_key(w, KIND_ID, match_hash(subject + 3, ""), who);
	else
		put_key(w, KIND_ID, match_hash(subject, "subject"), who);
}

/* A saying stands among the rows as one that shares a key with all it is about. */
static void put_sayings(struct splitting *w)
{
	for (size_t i = 0; w->said && i < w->memory->n; i++) {
		const struct roster_said *d = &w->memory->item[i];

		if (!roster_said_of_two(d))
			continue;
		size_t who = add(w->s, 0, SPLIT_SAID, "", "");

		put_subject(w, d->ours, who);
		put_subject(w, d->theirs, who);
		if (d->person)
			put_key(w, KIND_ID, person_key(d->person), who);
	}
}

/* ---- joining ---- */

uint32_t split_find(uint32_t *up, uint32_t i)
{
	while (up[i] != i) {
		up[i] = up[up[i]];
		i = up[i];
	}
	return i;
}

static void unite(uint32_t *up, uint32_t a, uint32_t b)
{
	a = split_find(up, a);
	b = split_find(up, b);
	if (a < b)
		up[b] = a;
	else
		up[a] = b;
}

static void mark_complete(const struct splitting *w, const struct match_keys *k, size_t from, size_t end)
{
	unsigned char *flag = w->s->flag;
	unsigned sides = 0;

	for (size_t i = from; i < end; i++)
		if (flag[k->item[i].who] & SPLIT_SOUND)
			sides |= 1u << (flag[k->item[i].who] & SPLIT_SIDE);
	if (sides != (1u << w->s->sides) - 1)
		return;
	for (size_t i = from; i < end; i++)
		if (flag[k->item[i].who] & SPLIT_SOUND)
			flag[k->item[i].who] |= SPLIT_COMPLETE;
}

static bool joins(const struct splitting *w, enum kind kind, const struct match_keys *k, size_t from, size_t end)
{
	unsigned sides = 0;

	for (size_t i = from; i < end; i++) {
		unsigned char flag = w->s->flag[k->item[i].who];

		if (!(flag & SPLIT_SOUND))
			return true;
		sides |= 1u << (flag & SPLIT_SIDE);
	}
	return kind == KIND_BIRTH && (sides & (sides - 1)) != 0;
}

/* Where only the numbers are near, the matcher asks for the family name or the village too. */
static bool is_alike(const struct roster_split *s, size_t a, size_t b)
{
	return !s->family[a] || !s->family[b] || s->family[a] == s->family[b] ||
	       (s->village[a] && s->village[a] == s->village[b]);
}

static void join_alike(struct roster_split *s, size_t a, size_t b)
{
	if (is_alike(s, a, b))
		unite(s->up, (uint32_t)a, (uint32_t)b);
}

/* Numbers cut at the same digit, held against those that are not sound. */
static void join_first(struct splitting *w, const struct match_keys *k, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++)
		for (size_t j = from; j < end && !(w->s->flag[k->item[i].who] & SPLIT_SOUND); j++)
			join_alike(w->s, k->item[i].who, k->item[j].who);
}

static void join(struct splitting *w, enum kind kind, const struct match_keys *k)
{
	for (size_t i = 0, end; i < k->n; i = end) {
		end = match_keys_end(k, i);
		if (end == i + 1)
			continue;
		if (kind == KIND_FIRST) {
			join_first(w, k, i, end);
			continue;
		}
		if (kind == KIND_ID)
			mark_complete(w, k, i, end);
		else if (!joins(w, kind, k, i, end))
			continue;
		for (size_t j = i + 1; j < end; j++)
			unite(w->s->up, (uint32_t)k->item[i].who, (uint32_t)k->item[j].who);
	}
}

/* Which slices there are changes nothing but the memory it takes. */
static unsigned slices_of(const struct splitting *w, enum kind kind)
{
	unsigned of = 1;

	while (of < KEY_SLICES_MOST && key_file_count(w->file[kind]) / of > w->s->keys_at_once)
		of *= 2;
	return of;
}

/* Who is in every list by a sound ID is left out of the loose keys, as the matcher does. */
static void read_keys(const struct splitting *w, enum kind kind, unsigned slice, struct match_keys *k)
{
	uint64_t hash;
	uint32_t who;

	k->n = 0;
	key_file_begin(w->file[kind], slice);
	while (key_file_next(w->file[kind], &hash, &who))
		if (kind <= KIND_BIRTH || !(w->s->flag[who] & SPLIT_COMPLETE))
			match_key_add(k, hash, who);
	match_keys_sort(k);
}

static void join_guesses(struct splitting *w, unsigned slice, const struct match_keys *numbers)
{
	uint64_t hash;
	uint32_t who;

	key_file_begin(w->file[KIND_GUESS], slice);
	while (key_file_next(w->file[KIND_GUESS], &hash, &who))
		for (size_t i = match_keys_find(numbers, hash); i < numbers->n && numbers->item[i].hash == hash; i++)
			join_alike(w->s, who, numbers->item[i].who);
}

static void join_kind(struct splitting *w, enum kind kind)
{
	const unsigned slices = slices_of(w, kind);
	struct match_keys k = { 0 };

	key_file_cut(w->file[kind], slices);
	if (kind == KIND_ID)
		key_file_cut(w->file[KIND_GUESS], slices);
	for (unsigned slice = 0; slice < slices; slice++) {
		read_keys(w, kind, slice, &k);
		join(w, kind, &k);
		if (kind == KIND_ID)
			join_guesses(w, slice, &k);
	}
	mem_free(k.item);
}

static int join_all(struct splitting *w)
{
	struct roster_split *s = w->s;

	if (any_failed(w))
		return -1;
	s->up = mem_alloc((s->n + 1) * sizeof(*s->up));
	for (size_t i = 0; i < s->n; i++)
		s->up[i] = (uint32_t)i;
	for (int kind = 0; kind < KINDS; kind++)
		if (kind != KIND_GUESS)
			join_kind(w, (enum kind)kind);
	return any_failed(w) ? -1 : 0;
}

static int open_files(struct splitting *w)
{
	for (int k = 0; k < KINDS; k++)
		if (!(w->file[k] = key_file_open()))
			return -1;
	return 0;
}

static int read_all(struct splitting *w, struct roster_rows *r, struct err *e)
{
	int rc = 0;

	r->visit = visit;
	r->visit_arg = w;
	for (size_t i = 0; i < r->sides && rc == 0; i++)
		rc = roster_rows_read(r, i, NULL, e);
	r->visit = NULL;
	return rc;
}

int split_join(struct roster_split *s, struct roster_rows *r, const struct roster_memory *m, struct err *e)
{
	struct splitting w = { .s = s, .memory = m };
	bool opened = open_files(&w) == 0;
	int rc = -1;

	w.other = r->list && strcmp(r->list->info.claim, roster_claim_name(CLAIM_OTHER)) == 0;
	w.failed = !opened;
	collect_said(&w);
	if (opened && read_all(&w, r, e) == 0) {
		put_sayings(&w);
		rc = w.failed ? -1 : join_all(&w);
		w.failed = rc < 0;
	}
	/* Only these files fail without a word of their own. */
	if (w.failed)
		err_set(e, ERR_IO, "DB_FULL", P_tmpdir);
	for (int k = 0; k < KINDS; k++)
		key_file_close(&w.file[k]);
	mem_free(w.person);
	return rc;
}

/* Who may stand in the registry twice. Two who are one by number share it, all others share how the name sounds: people
 * are laid aside by either, part by part, and only one part is in memory. Of the pairs the best are kept. */
#include "duplicate_parts.h"

#include "base/hash.h"
#include "base/mem.h"
#include "model/cut.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PART_PEOPLE 60000
#define PARTS_MOST 150 /* two files each: within what a process may open */
#define READ_AT_ONCE 4096

struct two {
	int64_t one, other;
};
struct pair {
	struct two who;
	int score;
	const char *reason;
};
/* How far it has come, and whether somebody wants it to stop; what was found so far. */
struct finding {
	struct office *o;
	bool (*progress)(void *arg, int64_t done, int64_t all);
	void *arg;
	int64_t done, all; /* people: read, then walked by sound and by number */
	struct spool *by_sound, *by_number;
	struct crowd people;
	struct two *said; /* to be two, sorted */
	size_t n_said;
	struct pair *best; /* a heap, the worst on top */
	size_t n_best, pairs;
	struct err *e;
};

struct someone *crowd_add(struct crowd *p)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 64;
		p->item = mem_grow(p->item, p->cap, sizeof(*p->item));
	}
	memset(&p->item[p->n], 0, sizeof(*p->item));
	return &p->item[p->n++];
}

void crowd_clear(struct crowd *p)
{
	for (size_t i = 0; i < p->n; i++)
		someone_release(&p->item[i]);
	p->n = 0;
}

void crowd_release(struct crowd *p)
{
	crowd_clear(p);
	mem_free(p->item);
}

void crowd_take(struct someone *one, struct stmt *s)
{
	static const char sexes[] = { 0, 'M', 'F' };

	one->id = stmt_int(s, 0);
	one->household = stmt_int(s, 1);
	one->place = stmt_int(s, 2);
	one->left = stmt_int(s, 7) != 0;
	someone_set(one, stmt_text(s, 3), stmt_text(s, 4), stmt_text(s, 5), sexes[stmt_int(s, 6)]);
}

static int step(void *arg)
{
	struct finding *f = arg;

	if (f->progress && f->progress(f->arg, f->done, f->all))
		return err_set(f->e, ERR_CANCEL, "CANCELLED");
	return 0;
}

/* ---- pairs ---- */

static int by_two(const void *pa, const void *pb)
{
	const struct two *a = pa, *b = pb;

	if (a->one != b->one)
		return a->one < b->one ? -1 : 1;
	return (a->other > b->other) - (a->other < b->other);
}

static bool is_better(const struct pair *a, const struct pair *b)
{
	return a->score != b->score ? a->score > b->score : by_two(&a->who, &b->who) < 0;
}

static void sink(struct pair *heap, size_t n, size_t at)
{
	for (size_t child; (child = 2 * at + 1) < n; at = child) {
		struct pair up = heap[at];

		if (child + 1 < n && is_better(&heap[child], &heap[child + 1]))
			child++;
		if (!is_better(&up, &heap[child]))
			return;
		heap[at] = heap[child];
		heap[child] = up;
	}
}

static int add_pair(void *arg, const struct someone *a, const struct someone *b)
{
	struct finding *f = arg;
	struct pair p = { { a->id < b->id ? a->id : b->id, a->id < b->id ? b->id : a->id }, 0, "" };

	if (f->n_said && bsearch(&p.who, f->said, f->n_said, sizeof(*f->said), by_two))
		return 0;
	p.score = duplicate_score(a, b, &p.reason);
	f->pairs++;
	if (f->n_best < DUPLICATES_MOST) {
		f->best[f->n_best++] = p;
		if (f->n_best == DUPLICATES_MOST)
			for (size_t i = DUPLICATES_MOST / 2; i-- > 0;)
				sink(f->best, f->n_best, i);
	} else if (is_better(&p, &f->best[0])) {
		f->best[0] = p;
		sink(f->best, f->n_best, 0);
	}
	return f->pairs % READ_AT_ONCE == 0 ? step(f) : 0;
}

static int read_said(struct finding *f, struct err *e)
{
	struct stmt *s = db_query(f->o->db, "SELECT one, other FROM not_same WHERE tbl = 'person'", e);
	size_t cap = 0;
	int rc = -1;

	while (s && (rc = stmt_step(s, e)) > 0) {
		if (f->n_said == cap) {
			cap = cap * 2 + 16;
			f->said = mem_grow(f->said, cap, sizeof(*f->said));
		}
		f->said[f->n_said++] = (struct two){ stmt_int(s, 0), stmt_int(s, 1) };
	}
	stmt_done(s);
	if (f->n_said > 1)
		qsort(f->said, f->n_said, sizeof(*f->said), by_two);
	return rc;
}

/* ---- the walk ---- */

static int no_room(struct err *e)
{
	return err_set(e, ERR_IO, "DB_FULL", P_tmpdir);
}

static int lay_aside(struct finding *f, struct err *e)
{
	struct stmt *s = db_query(f->o->db, PEOPLE_SQL " ORDER BY p.id", e);
	int rc = -1;

	while (s && (rc = stmt_step(s, e)) > 0) {
		struct someone one = { 0 };
		bool kept = true;

		crowd_take(&one, s);
		/* Where numbers are the same, names are not looked at. */
		if (one.id_no[0])
			kept = spool_put(f->by_number, &one, hash_mixed(hash_text(HASH_START, one.id_no)), false);
		if (one.sound[0])
			kept = kept && spool_put(f->by_sound, &one, hash_mixed(hash_text(HASH_START, one.sound)), true);
		someone_release(&one);
		rc = kept ? 0 : no_room(e);
		if (rc == 0 && ++f->done % READ_AT_ONCE == 0)
			rc = step(f);
		if (rc < 0)
			break;
	}
	stmt_done(s);
	return rc;
}

static int walk_part(struct finding *f, struct spool *s, size_t part,
		     int (*walk)(const struct crowd *, const struct duplicate_walk *), struct err *e)
{
	struct duplicate_walk w = { add_pair, step, f };

	if (!spool_read(s, part, &f->people))
		return no_room(e);
	if (walk(&f->people, &w) < 0)
		return -1;
	f->done += (int64_t)f->people.n;
	return step(f);
}

static int walk_all(struct finding *f, struct err *e)
{
	int64_t n = db_int(f->o->db, 0, "SELECT count(*) FROM person", "");
	size_t parts = (size_t)(n / PART_PEOPLE) + 1;
	int rc = 0;

	if (parts > PARTS_MOST)
		parts = PARTS_MOST;
	f->all = 3 * n;
	f->by_sound = spool_open(parts);
	f->by_number = spool_open(parts);
	if (!f->by_sound || !f->by_number)
		return no_room(e);
	if (lay_aside(f, e) < 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < parts; i++)
		rc = walk_part(f, f->by_sound, i, duplicate_walk_names, e);
	for (size_t i = 0; rc == 0 && i < parts; i++)
		rc = walk_part(f, f->by_number, i, duplicate_walk_numbers, e);
	return rc;
}

/* ---- what is shown of them ---- */

static int tell_one(struct office *o, int64_t id, struct duplicate *d, int side, struct err *e)
{
	struct stmt *s =
		db_query(o->db,
			 "SELECT p.name, coalesce(p.id_no, p.disability_cert_no), h.head_name, l.name FROM person p"
			 " JOIN household h ON h.id = p.household_id LEFT JOIN place l ON l.id = h.place_id"
			 " WHERE p.id = ?1",
			 e);
	int rc;

	if (!s)
		return -1;
	stmt_bind(s, "i", id);
	rc = stmt_step(s, e);
	if (rc > 0) {
		CUT_COLUMN(d->name[side], s, 0);
		CUT_COLUMN(d->id_no[side], s, 1);
		CUT_COLUMN(d->head[side], s, 2);
		CUT_COLUMN(d->village[side], s, 3);
	}
	stmt_done(s);
	return rc < 0 ? -1 : 0;
}

int duplicate_tell(struct office *o, struct duplicate *d, struct err *e)
{
	return tell_one(o, d->one, d, 0, e) < 0 ? -1 : tell_one(o, d->other, d, 1, e);
}

int duplicate_by_score(const void *pa, const void *pb)
{
	const struct duplicate *a = pa, *b = pb;

	if (a->score != b->score)
		return b->score - a->score;
	if (a->one != b->one)
		return a->one < b->one ? -1 : 1;
	return (a->other > b->other) - (a->other < b->other);
}

static int tell(const struct finding *f, struct duplicate **out, size_t *n, struct err *e)
{
	struct duplicate *list = mem_alloc(f->n_best * sizeof(*list));

	for (size_t i = 0; i < f->n_best; i++) {
		const struct pair *p = &f->best[i];

		list[i].one = p->who.one;
		list[i].other = p->who.other;
		list[i].score = p->score;
		CUT(list[i].reason, p->reason);
		if (duplicate_tell(f->o, &list[i], e) < 0) {
			mem_free(list);
			return -1;
		}
	}
	if (f->n_best > 1)
		qsort(list, f->n_best, sizeof(*list), duplicate_by_score);
	*out = list;
	*n = f->n_best;
	return 0;
}

int duplicate_find_with(struct office *o, bool (*progress)(void *arg, int64_t done, int64_t all), void *arg,
			struct duplicate **out, size_t *n, size_t *all, struct err *e)
{
	struct finding f = { .o = o, .progress = progress, .arg = arg, .e = e };
	int rc = -1;

	*out = NULL;
	*n = 0;
	f.best = mem_alloc(DUPLICATES_MOST * sizeof(*f.best));
	if (read_said(&f, e) == 0 && walk_all(&f, e) == 0)
		rc = tell(&f, out, n, e);
	*all = rc < 0 ? 0 : f.pairs;
	spool_close(&f.by_sound);
	spool_close(&f.by_number);
	crowd_release(&f.people);
	mem_free(f.said);
	mem_free(f.best);
	return rc;
}

int duplicate_find(struct office *o, struct duplicate **out, size_t *n, struct err *e)
{
	size_t all;

	return duplicate_find_with(o, NULL, NULL, out, n, &all, e);
}

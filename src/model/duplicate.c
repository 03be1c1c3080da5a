/* Blocks propose pairs, the score decides: a block is people who share a key. */
#include "model/duplicate.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "model/cut.h"
#include "model/duplicate_score.h"
#include "store/db.h"
#include "store/search.h"

#include <stdlib.h>
#include <string.h>

#define GROUP_MOST 256
#define BODY 17
#define LIKE_MOST 200
#define TOLD_AT_ONCE 256

struct people {
	struct someone *item;
	size_t n, cap;
};
struct pair {
	size_t a, b;
	int score;
	const char *reason;
};
struct pairs {
	struct pair *item;
	size_t n, cap;
};
struct key {
	uint64_t hash;
	size_t who;
};
struct keys {
	struct key *item;
	size_t n;
};

#define PEOPLE_SQL \
	"SELECT p.id, p.household_id, coalesce(h.place_id, 0), p.name, coalesce(p.id_no, p.disability_cert_no)," \
	" p.birth, CASE p.sex WHEN role('sex.male') THEN 1 WHEN role('sex.female') THEN 2 ELSE 0 END," \
	" p.left_on IS NOT NULL AND p.left_on <= today()" \
	" FROM person p JOIN household h ON h.id = p.household_id WHERE p.deleted_on IS NULL AND h.deleted_on IS NULL"

static struct someone *add_someone(struct people *p)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 64;
		p->item = mem_grow(p->item, p->cap, sizeof(*p->item));
	}
	memset(&p->item[p->n], 0, sizeof(*p->item));
	return &p->item[p->n++];
}

static void release_people(struct people *p)
{
	for (size_t i = 0; i < p->n; i++)
		someone_release(&p->item[i]);
	mem_free(p->item);
}

/* Steps through PEOPLE_SQL and what was added to it; the statement is given back. */
static int read_people(struct people *p, struct stmt *s, struct err *e)
{
	static const char sexes[] = { 0, 'M', 'F' };
	int rc;

	while ((rc = stmt_step(s, e)) > 0) {
		struct someone *one = add_someone(p);

		one->id = stmt_int(s, 0);
		one->household = stmt_int(s, 1);
		one->place = stmt_int(s, 2);
		one->left = stmt_int(s, 7) != 0;
		someone_set(one, stmt_text(s, 3), stmt_text(s, 4), stmt_text(s, 5), sexes[stmt_int(s, 6)]);
	}
	stmt_done(s);
	return rc;
}

static uint64_t hash_of(const char *a, size_t a_n, const char *b, size_t b_n)
{
	uint64_t h = hash_bytes(HASH_START, a, a_n);

	return hash_mixed(hash_bytes(hash_bytes(h, "", 1), b, b_n));
}

static void add_key(struct keys *k, uint64_t hash, size_t who)
{
	k->item[k->n++] = (struct key){ hash, who };
}

static void key_id(struct keys *k, const struct someone *p, size_t who, int pass)
{
	(void)pass;
	if (p->id_no[0])
		add_key(k, hash_of(p->id_no, SOMEONE_ID, "", 0), who);
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
} blocks[] = { { key_id, 1 }, { key_near, BODY }, { key_birth, 1 }, { key_village, 1 } };

static void add_pair(struct pairs *l, const struct someone *p, size_t a, size_t b)
{
	const char *reason = "";
	int score = duplicate_score(&p[a], &p[b], &reason);

	if (score == 0)
		return;
	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 64;
		l->item = mem_grow(l->item, l->cap, sizeof(*l->item));
	}
	l->item[l->n++] = (struct pair){ a < b ? a : b, a < b ? b : a, score, reason };
}

static int by_key(const void *pa, const void *pb)
{
	const struct key *a = pa, *b = pb;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->who > b->who) - (a->who < b->who);
}

static void walk_block(struct pairs *l, const struct people *p, struct keys *k, const struct block *b, int pass)
{
	k->n = 0;
	for (size_t i = 0; i < p->n; i++)
		b->key(k, &p->item[i], i, pass);
	if (k->n > 1)
		qsort(k->item, k->n, sizeof(*k->item), by_key);
	for (size_t i = 0; i < k->n; i++)
		for (size_t j = i + 1; j < k->n && j <= i + GROUP_MOST && k->item[j].hash == k->item[i].hash; j++)
			if (k->item[i].who != k->item[j].who)
				add_pair(l, p->item, k->item[i].who, k->item[j].who);
}

static int by_pair(const void *pa, const void *pb)
{
	const struct pair *a = pa, *b = pb;

	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

/* The score depends on the two alone, so what several blocks propose is the same pair. */
static void once_each(struct pairs *l)
{
	size_t kept = 0;

	if (l->n > 1)
		qsort(l->item, l->n, sizeof(*l->item), by_pair);
	for (size_t i = 0; i < l->n; i++)
		if (kept == 0 || by_pair(&l->item[kept - 1], &l->item[i]) != 0)
			l->item[kept++] = l->item[i];
	l->n = kept;
}

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

static int by_score(const void *pa, const void *pb)
{
	const struct duplicate *a = pa, *b = pb;

	if (a->score != b->score)
		return b->score - a->score;
	if (a->one != b->one)
		return a->one < b->one ? -1 : 1;
	return (a->other > b->other) - (a->other < b->other);
}

/* How far it has come, and whether somebody wants it to stop. */
struct course {
	bool (*progress)(void *arg, int64_t done, int64_t all);
	void *arg;
	int64_t done, all;
};

static int go_on(struct course *c, struct err *e)
{
	c->done++;
	if (c->progress && c->progress(c->arg, c->done, c->all))
		return err_set(e, ERR_CANCEL, "CANCELLED");
	return 0;
}

static int tell_pair(struct office *o, const struct people *p, const struct pair *pair, struct duplicate *d,
		     struct err *e)
{
	int64_t a = p->item[pair->a].id, b = p->item[pair->b].id;

	d->one = a < b ? a : b;
	d->other = a < b ? b : a;
	if (duplicate_said_two(o, d->one, d->other))
		return 0;
	d->score = pair->score;
	CUT(d->reason, pair->reason);
	if (tell_one(o, d->one, d, 0, e) < 0 || tell_one(o, d->other, d, 1, e) < 0)
		return -1;
	return 1;
}

static int tell(struct office *o, const struct people *p, const struct pairs *l, struct course *c,
		struct duplicate **out, size_t *n, struct err *e)
{
	struct duplicate *list = mem_alloc(l->n * sizeof(*list));
	size_t kept = 0;

	for (size_t i = 0; i < l->n; i++) {
		int told = i % TOLD_AT_ONCE == TOLD_AT_ONCE - 1 ? go_on(c, e) : 0;

		if (told == 0)
			told = tell_pair(o, p, &l->item[i], &list[kept], e);
		if (told < 0) {
			mem_free(list);
			return -1;
		}
		kept += (size_t)told;
	}
	if (kept > 1)
		qsort(list, kept, sizeof(*list), by_score);
	*out = list;
	*n = kept;
	return 0;
}

static int walk_blocks(struct pairs *l, const struct people *p, struct course *c, struct err *e)
{
	struct keys k = { mem_alloc(2 * p->n * sizeof(*k.item)), 0 };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof(blocks) / sizeof(blocks[0]); i++)
		for (int pass = 0; rc == 0 && pass < blocks[i].passes; pass++) {
			walk_block(l, p, &k, &blocks[i], pass);
			rc = go_on(c, e);
		}
	mem_free(k.item);
	return rc;
}

int duplicate_find_with(struct office *o, bool (*progress)(void *arg, int64_t done, int64_t all), void *arg,
			struct duplicate **out, size_t *n, struct err *e)
{
	struct people p = { NULL, 0, 0 };
	struct pairs l = { NULL, 0, 0 };
	struct course c = { progress, arg, 0, 0 };
	struct stmt *s = db_query(o->db, PEOPLE_SQL " ORDER BY p.id", e);
	int rc = -1;

	*out = NULL;
	*n = 0;
	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		c.all += blocks[i].passes;
	if (!s || read_people(&p, s, e) < 0 || walk_blocks(&l, &p, &c, e) < 0)
		goto done;
	once_each(&l);
	c.all += (int64_t)(l.n / TOLD_AT_ONCE);
	rc = tell(o, &p, &l, &c, out, n, e);
done:
	mem_free(l.item);
	release_people(&p);
	return rc;
}

int duplicate_find(struct office *o, struct duplicate **out, size_t *n, struct err *e)
{
	return duplicate_find_with(o, NULL, NULL, out, n, e);
}

static int read_one(struct office *o, struct people *p, int64_t id, struct err *e)
{
	struct stmt *s;

	for (size_t i = 0; i < p->n; i++)
		if (p->item[i].id == id)
			return 0;
	s = db_query(o->db, PEOPLE_SQL " AND p.id = ?1", e);
	if (!s)
		return -1;
	stmt_bind(s, "i", id);
	return read_people(p, s, e);
}

/* Everybody whose number begins so. */
static int read_number(struct office *o, struct people *p, const char *start, size_t n, struct err *e)
{
	struct buf from = BUF_INIT, to = BUF_INIT;
	struct people found = { NULL, 0, 0 };
	struct stmt *s = db_query(o->db, PEOPLE_SQL " AND p.id_no >= ?1 AND p.id_no < ?2 LIMIT 200", e);
	int rc = -1;

	buf_add(&from, start, n);
	buf_addf(&to, "%s~", from.s);
	if (s) {
		stmt_bind(s, "ss", from.s, to.s);
		rc = read_people(&found, s, e);
	}
	for (size_t i = 0; rc == 0 && i < found.n; i++)
		rc = read_one(o, p, found.item[i].id, e);
	release_people(&found);
	buf_release(&from);
	buf_release(&to);
	return rc;
}

static int read_found(struct office *o, struct people *p, const char *words, struct err *e)
{
	struct search_ask ask = { .words = words, .most = LIKE_MOST };
	struct search_found found;
	int rc = search_find(o->db, &ask, &found, e);

	for (size_t i = 0; rc == 0 && i < found.n; i++)
		if (found.hit[i].person)
			rc = read_one(o, p, found.hit[i].person, e);
	search_release(&found);
	return rc;
}

/* Everybody the one at item 0 might be. */
static int read_candidates(struct office *o, struct people *p, struct err *e)
{
	struct someone who = p->item[0];
	char old[16] = "";

	if (who.id_no[0]) {
		memcpy(old, who.id_no, 6);
		memcpy(old + 6, who.id_no + 8, 9);
		if (read_number(o, p, who.id_no, BODY, e) < 0 || read_number(o, p, old, 15, e) < 0)
			return -1;
	}
	if (read_found(o, p, who.name, e) < 0)
		return -1;
	return strcmp(who.name, who.sound) != 0 ? read_found(o, p, who.sound, e) : 0;
}

int duplicate_like(struct office *o, const char *name, const char *id_no, const char *birth, int64_t except,
		   struct duplicate **out, size_t *n, struct err *e)
{
	struct people p = { NULL, 0, 0 };
	struct pairs l = { NULL, 0, 0 };
	struct course c = { NULL, NULL, 0, 0 };
	struct someone *who = add_someone(&p);
	int rc = -1;

	*out = NULL;
	*n = 0;
	someone_set(who, name, id_no, birth, 0);
	who->id = except;
	who->household = db_int(o->db, 0, "SELECT household_id FROM person WHERE id = ?1", "i", except);
	who->place = db_int(o->db, o->village, "SELECT place_id FROM household WHERE id = ?1", "i", who->household);
	if (read_candidates(o, &p, e) < 0)
		goto done;
	for (size_t i = 1; i < p.n; i++)
		add_pair(&l, p.item, 0, i);
	rc = tell(o, &p, &l, &c, out, n, e);
	for (size_t i = 0; rc == 0 && i < *n; i++) {
		int side = (*out)[i].one == except ? 0 : 1;

		CUT((*out)[i].name[side], name);
		CUT((*out)[i].id_no[side], id_no);
	}
done:
	mem_free(l.item);
	release_people(&p);
	return rc;
}

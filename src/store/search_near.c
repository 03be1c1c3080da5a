/* Own households and the own village, kept in memory: they are tested at every key while there are more hits than are
 * looked up in the index. Anything written, by us or by others, and another day make it anew; within a transaction,
 * which may be taken back, nothing is kept. */
#include "search_index.h"
#include "search_scan.h"

#include "base/clock.h"
#include "base/hash.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static int read_set(struct search *q, struct stmt *s, struct numbers *set)
{
	int r = -1;

	while (s && (r = stmt_step(s, q->e)) == 1 && set->n < SEARCH_TOLD)
		numbers_at(set, stmt_int(s, 0), 0);
	stmt_done(s);
	return r < 0 ? -1 : 0;
}

static int read_sets(struct search *q, struct near *n)
{
	struct stmt *own = NULL, *within = NULL;

	if (n->mine) {
		own = db_query(q->db,
			       "SELECT household_id FROM pairing WHERE cadre_id = ?1 AND deleted_on IS NULL AND "
			       "started_on <= ?2 AND (ended_on IS NULL OR ended_on >= substr(?2, 1, length(ended_on)))",
			       q->e);
		if (own)
			stmt_bind(own, "is", n->mine, n->today);
		if (read_set(q, own, &n->own))
			return -1;
	}
	if (n->of) {
		within = db_query(q->db,
				  "WITH RECURSIVE within(id) AS (SELECT ?1 UNION SELECT p.id FROM within AS w JOIN "
				  "place AS p ON p.parent_id = w.id) SELECT id FROM within",
				  q->e);
		if (within)
			stmt_bind(within, "i", n->of);
		if (read_set(q, within, &n->village))
			return -1;
	}
	return 0;
}

static void near_clear(struct near *n)
{
	numbers_release(&n->own);
	numbers_release(&n->village);
	numbers_release(&n->text_at);
	buf_release(&n->facts);
	buf_release(&n->keys);
	mem_free(n->text);
	mem_free(n->house);
	mem_free(n->person);
	*n = (struct near){ .facts = BUF_INIT, .keys = BUF_INIT };
}

void search_near_drop(struct db *db)
{
	if (db->near) {
		near_clear(db->near);
		mem_free(db->near);
		db->near = NULL;
	}
}

int search_near_sets(struct search *q, int64_t mine, int64_t village)
{
	struct db *db = q->db;
	int64_t version, changes = sqlite3_total_changes64(db->sql);
	struct near *n = db->near;

	if (search_number(db, "PRAGMA data_version", 0, &version, q->e))
		return -1;
	if (n && n->mine == mine && n->of == village && n->version == version && n->changes == changes &&
	    db->depth == 0 && strcmp(n->today, clock_today()) == 0) {
		q->near = n;
		return 0;
	}
	search_near_drop(db);
	n = db->near = mem_alloc(sizeof *n);
	near_clear(n);
	n->mine = mine;
	n->of = village;
	snprintf(n->today, sizeof n->today, "%s", clock_today());
	n->changes = changes;
	n->version = -1;
	if (read_sets(q, n)) {
		search_near_drop(db);
		return -1;
	}
	n->version = db->depth == 0 ? version : -1;
	q->near = n;
	return 0;
}

/* ---- the houses ---- */

static uint32_t add_fact(struct near *n, const char *fact)
{
	uint32_t at = (uint32_t)n->facts.n;

	buf_add(&n->facts, fact, strlen(fact) + 1);
	return at;
}

/* A key: is it from the first character on, its length in two bytes, itself. */
static bool add_key(void *arg, const char *key, size_t n, bool first)
{
	struct buf *keys = arg;

	buf_addc(keys, (char)first);
	buf_addc(keys, (char)(n >> 8));
	buf_addc(keys, (char)(n & 0xff));
	buf_add(keys, key, n);
	return false;
}

static uint32_t add_text(struct near *n, struct stmt *s, int column)
{
	const char *text = stmt_text(s, column);
	uint64_t hash = hash_text(HASH_START, text);

	if (!*text)
		return NO_TEXT;
	for (;; hash++) {
		int64_t key = (int64_t)(hash ? hash : 1);
		uint32_t at = *numbers_at(&n->text_at, key, n->texts);
		if (at == n->texts)
			break;
		if (strcmp(n->facts.s + n->text[at].fact, text) == 0)
			return at;
	}
	struct buf folded = BUF_INIT;
	if ((n->texts & (n->texts - 1)) == 0)
		n->text = mem_grow(n->text, n->texts ? n->texts * 2 : 1, sizeof *n->text);
	n->text[n->texts] = (struct near_text){ add_fact(n, text), (uint32_t)n->keys.n };
	search_keys_of(search_fold(&folded, text), add_key, &n->keys);
	buf_release(&folded);
	return n->texts++;
}

/* What the person of this row says of the household. */
static unsigned char says_of(const struct near *n, const struct near_house *h, struct stmt *s)
{
	const char *phone = n->facts.s + h->facts + strlen(n->facts.s + h->facts) + 1;
	const char *house[] = { h->head == NO_TEXT ? "" : n->facts.s + n->text[h->head].fact, phone + strlen(phone) + 1,
				phone };
	const char *person[] = { stmt_text(s, 1), stmt_text(s, 2), stmt_text(s, 4) };

	return search_says(person, house);
}

static int read_people(struct search *q, struct near *n, struct near_house *h)
{
	struct stmt *s = db_query(q->db,
				  "SELECT id, name, id_no, disability_cert_no, phone, birth FROM person WHERE "
				  "household_id = ?1 AND deleted_on IS NULL",
				  q->e);
	int r = -1;

	if (!s)
		return -1;
	stmt_bind(s, "i", h->id);
	h->person = (uint32_t)n->persons;
	while ((r = stmt_step(s, q->e)) == 1) {
		if ((n->persons & (n->persons - 1)) == 0)
			n->person = mem_grow(n->person, n->persons ? n->persons * 2 : 1, sizeof *n->person);
		struct near_person *p = &n->person[n->persons++];
		*p = (struct near_person){ stmt_int(s, 0), 0, 0, !stmt_is_null(s, 5), says_of(n, h, s) };
		p->name = add_text(n, s, 1);
		p->facts = add_fact(n, stmt_text(s, 2));
		for (int i = 3; i < 6; i++)
			add_fact(n, stmt_text(s, i));
		h->headed = h->headed || (h->head != NO_TEXT && p->name == h->head);
		h->persons++;
	}
	stmt_done(s);
	return r < 0 ? -1 : 0;
}

#define HOUSES \
	"SELECT id, place_id, village_group, natural_village, head_name, household_no, phone, head_id_no FROM " \
	"household"

static int read_houses(struct search *q, struct near *n, const char *sql, int64_t of, struct numbers *known)
{
	struct stmt *s = db_query(q->db, sql, q->e);
	int r = 0;

	if (!s)
		return -1;
	stmt_bind(s, "i", of);
	while (n->houses < SEARCH_NEAR && (r = stmt_step(s, q->e)) == 1) {
		size_t before = known->n;
		numbers_at(known, stmt_int(s, 0), 0);
		if (known->n == before)
			continue;
		if ((n->houses & (n->houses - 1)) == 0)
			n->house = mem_grow(n->house, n->houses ? n->houses * 2 : 1, sizeof *n->house);
		struct near_house *h = &n->house[n->houses++];
		*h = (struct near_house){ .id = stmt_int(s, 0), .place = stmt_int(s, 1) };
		h->group = add_text(n, s, 2);
		h->natural = add_text(n, s, 3);
		h->head = add_text(n, s, 4);
		h->facts = add_fact(n, stmt_text(s, 5));
		add_fact(n, stmt_text(s, 6));
		add_fact(n, stmt_text(s, 7));
		if ((r = read_people(q, n, h)) < 0)
			break;
	}
	stmt_done(s);
	return r < 0 ? -1 : 0;
}

static int load(struct search *q, struct near *n)
{
	struct numbers known = { NULL, NULL, 0, 0 };
	int r = 0;

	for (size_t i = 0; i < n->own.room && r == 0; i++) {
		if (n->own.key[i])
			r = read_houses(q, n, HOUSES " WHERE id = ?1 AND deleted_on IS NULL", n->own.key[i], &known);
	}
	for (size_t i = 0; i < n->village.room && r == 0; i++) {
		if (n->village.key[i])
			r = read_houses(q, n, HOUSES " WHERE place_id = ?1 AND deleted_on IS NULL", n->village.key[i],
					&known);
	}
	numbers_release(&known);
	n->loaded = r == 0;
	return r;
}

static unsigned char rank_of(const struct near *n, uint32_t text, const struct search_word *w)
{
	const char *p = n->keys.s + n->text[text].keys,
		   *end = n->keys.s + (text + 1 < n->texts ? n->text[text + 1].keys : n->keys.n);
	unsigned char best = RANK_NONE;

	while (p < end && best != RANK_WHOLE) {
		size_t len = (size_t)(unsigned char)p[1] << 8 | (unsigned char)p[2];
		if (len >= w->n && p[3] == w->text[0] && memcmp(p + 3, w->text, w->n) == 0) {
			unsigned char rank = !p[0] ? RANK_PART : len == w->n ? RANK_WHOLE : RANK_PREFIX;
			best = rank < best ? rank : best;
		}
		p += 3 + len;
	}
	return best;
}

int search_near_look(struct search *q)
{
	struct near *n = q->db->near;
	size_t words = (size_t)q->words_n;

	if (!n->loaded && load(q, n)) {
		search_near_drop(q->db);
		q->near = NULL;
		return -1;
	}
	unsigned char *rank = mem_alloc((size_t)n->texts * words + 1);
	for (uint32_t t = 0; t < n->texts; t++) {
		for (size_t w = 0; w < words; w++)
			rank[t * words + w] = rank_of(n, t, &q->words[w]);
	}
	int r = search_look_all_near(q, rank);
	mem_free(rank);
	return r;
}

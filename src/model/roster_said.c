/* What a person said of differences, kept for later rounds as long as both values stay. */
#include "base/clock.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/mem.h"
#include "model/cut.h"
#include "roster_match_parts.h"
#include "roster_parts.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

bool roster_line_is_one(const struct roster_line *l)
{
	return l->verdict == ROSTER_MISSING || l->verdict == ROSTER_SUSPECTED || l->verdict == ROSTER_TWICE;
}

const struct roster_difference *roster_difference_of(const struct roster_line *l, int field)
{
	for (size_t i = 0; i < l->n_differences; i++)
		if ((int)l->difference[i].field == field)
			return &l->difference[i];
	return NULL;
}

/* Of a difference: what the first side says, and what the others do; of a line: how often it stands in each. */
void roster_line_values(const struct roster_comparison *c, const struct roster_line *l,
			const struct roster_difference *d, struct buf *ours, struct buf *theirs)
{
	for (size_t s = 0; s < c->sides; s++) {
		struct buf *b = s ? theirs : ours;

		if (s > 1)
			buf_addc(b, '|');
		if (d)
			buf_adds(b, d->value[s]);
		else
			buf_addf(b, "%d", l->times[s]);
	}
}

/* ---- reading ---- */

static int by_subject(const void *pa, const void *pb)
{
	const struct roster_said *a = pa, *b = pb;
	int d = strcmp(a->subject, b->subject);

	return d ? d : strcmp(a->field, b->field);
}

int roster_memory_load(struct roster_memory *m, struct office *o, const struct roster_info *list, struct err *e)
{
	struct stmt *s =
		db_query(o->db,
			 "SELECT subject, field, decision, ours, theirs, reason, person_id FROM roster_decision"
			 " WHERE source = ?1 AND claim = ?2 AND deleted_on IS NULL ORDER BY id",
			 e);
	size_t cap = 0;
	int rc;

	*m = (struct roster_memory){ NULL, 0 };
	if (!s)
		return -1;
	stmt_bind(s, "ss", list->source, list->claim);
	while ((rc = stmt_step(s, e)) > 0) {
		if (m->n == cap) {
			cap = cap * 2 + 64;
			m->item = mem_grow(m->item, cap, sizeof(*m->item));
		}
		m->item[m->n++] = (struct roster_said){
			.subject = mem_dup(stmt_text(s, 0)),
			.field = mem_dup(stmt_text(s, 1)),
			.decision = mem_dup(stmt_text(s, 2)),
			.ours = mem_dup(stmt_text(s, 3)),
			.theirs = mem_dup(stmt_text(s, 4)),
			.reason = mem_dup(stmt_text(s, 5)),
			.person = stmt_int(s, 6),
		};
	}
	stmt_done(s);
	if (m->n > 1)
		qsort(m->item, m->n, sizeof(*m->item), by_subject);
	return rc;
}

void roster_memory_release(struct roster_memory *m)
{
	for (size_t i = 0; i < m->n; i++) {
		struct roster_said *d = &m->item[i];

		const char *const text[] = { d->subject, d->field, d->decision, d->ours, d->theirs, d->reason };

		for (size_t t = 0; t < sizeof(text) / sizeof(text[0]); t++)
			mem_free((void *)(uintptr_t)text[t]);
	}
	mem_free(m->item);
	*m = (struct roster_memory){ NULL, 0 };
}

/* ---- one or two people ---- */

bool roster_said_of_two(const struct roster_said *d)
{
	return strcmp(d->decision, "same") == 0 || strcmp(d->decision, "other") == 0;
}

struct subjects {
	const struct roster_rows *r;
	struct match_keys k;
	struct match_said *out;
	size_t n, cap;
};

static uint64_t person_hash(int64_t person)
{
	return hash_mixed(hash_bytes(HASH_START, &person, sizeof(person)));
}

static void index_subjects(struct subjects *x)
{
	char subject[128];

	for (size_t i = 0; i < x->r->n; i++) {
		roster_subject(&x->r->entry[i], subject);
		match_key_add(&x->k, match_hash(subject, ""), i);
		if (x->r->row[i].person)
			match_key_add(&x->k, person_hash(x->r->row[i].person), i);
	}
	match_keys_sort(&x->k);
}

/* Rows of that subject, or, where the person was ours, that person: our file may know the ID better by now. False where
 * two rows of one list without a sound ID are called so: nobody knows which was meant. */
static bool rows_of(struct subjects *x, const char *subject, int64_t person, size_t *out, size_t most, size_t *n)
{
	uint64_t hash = match_hash(subject, ""), his = person_hash(person);
	unsigned char seen = 0;
	char found[128];

	*n = 0;
	for (size_t at = match_keys_find(&x->k, hash); at < x->k.n && x->k.item[at].hash == hash && *n < most; at++) {
		size_t i = x->k.item[at].who;
		const struct match_entry *e = &x->r->entry[i];
		unsigned char bit = (unsigned char)(1u << e->side);

		roster_subject(e, found);
		if (strcmp(found, subject) != 0)
			continue;
		if ((seen & bit) && e->state != MATCH_ID_SOUND)
			return false;
		seen |= bit;
		out[(*n)++] = i;
	}
	if (!person || *n)
		return true;
	for (size_t at = match_keys_find(&x->k, his); at < x->k.n && x->k.item[at].hash == his && *n < most; at++)
		if (x->r->row[x->k.item[at].who].person == person)
			out[(*n)++] = x->k.item[at].who;
	return true;
}

#define ROWS_MOST 16

static void add_said(struct subjects *x, const struct roster_said *d)
{
	size_t a[ROWS_MOST], b[ROWS_MOST], n_a, n_b;

	if (!rows_of(x, d->ours, d->person, a, ROWS_MOST, &n_a) || !rows_of(x, d->theirs, 0, b, ROWS_MOST, &n_b))
		return;
	for (size_t i = 0; i < n_a; i++)
		for (size_t j = 0; j < n_b; j++) {
			if (x->r->entry[a[i]].side == x->r->entry[b[j]].side && n_a > 1)
				continue;
			if (x->n == x->cap) {
				x->cap = x->cap * 2 + 64;
				x->out = mem_grow(x->out, x->cap, sizeof(*x->out));
			}
			x->out[x->n++] = (struct match_said){ a[i], b[j], strcmp(d->decision, "same") == 0 };
		}
}

void roster_memory_pairs(const struct roster_memory *m, const struct roster_rows *r, struct match_said **out, size_t *n)
{
	struct subjects x = { .r = r };

	for (size_t i = 0; i < m->n; i++) {
		if (!roster_said_of_two(&m->item[i]))
			continue;
		if (!x.k.n)
			index_subjects(&x);
		add_said(&x, &m->item[i]);
	}
	mem_free(x.k.item);
	*out = x.out;
	*n = x.n;
}

/* ---- what holds of a line ---- */

static const struct roster_said *find(const struct roster_memory *m, const char *subject, const char *field)
{
	struct roster_said key = { .subject = subject, .field = field };

	return m->n ? bsearch(&key, m->item, m->n, sizeof(key), by_subject) : NULL;
}

static const struct roster_said *holds(const struct roster_memory *m, const struct roster_comparison *c,
				       struct roster_line *l, const struct roster_difference *d)
{
	const struct roster_said *s = find(m, l->subject, d ? roster_field_name(d->field) : "");
	struct buf ours = BUF_INIT, theirs = BUF_INIT;

	if (s) {
		roster_line_values(c, l, d, &ours, &theirs);
		if (strcmp(s->ours, ours.s) != 0 || strcmp(s->theirs, theirs.s) != 0)
			s = NULL;
	}
	buf_release(&ours);
	buf_release(&theirs);
	return s;
}

static void apply(const struct roster_memory *m, const struct roster_comparison *c, struct roster_line *l)
{
	const struct roster_said *line = holds(m, c, l, NULL), *first = NULL;
	size_t decided = 0;

	for (size_t i = 0; i < l->n_differences; i++) {
		const struct roster_said *s = holds(m, c, l, &l->difference[i]);

		if (!s)
			continue;
		CUT(l->difference[i].decision, s->decision);
		first = first ? first : s;
		decided++;
	}
	/* Where the differences are all there is, they speak for the line. */
	if (!roster_line_is_one(l))
		line = decided == l->n_differences ? first : NULL;
	if (line) {
		CUT(l->decision, line->decision);
		CUT(l->reason, line->reason);
	}
}

void roster_memory_apply(const struct roster_memory *m, struct roster_comparison *c)
{
	for (size_t i = 0; m->n && i < c->n; i++)
		if (c->line[i].verdict != ROSTER_SAME)
			apply(m, c, &c->line[i]);
}

/* ---- writing ---- */

int roster_memory_put(struct office *o, const struct roster_info *list, const struct roster_said *d, struct err *e)
{
	if (db_run(o->db, e,
		   "UPDATE roster_decision SET deleted_on = ?5 WHERE source = ?1 AND claim = ?2 AND subject = ?3 AND"
		   " field = ?4 AND deleted_on IS NULL AND (field <> ?7 OR theirs = ?6)",
		   "sssssss", list->source, list->claim, d->subject, d->field, clock_today(), d->theirs,
		   ROSTER_PAIR_FIELD) < 0)
		return -1;
	return db_run(
		o->db, e,
		"INSERT INTO roster_decision(id, source, claim, subject, field, decision, ours, theirs, person_id,"
		" reason, cadre_id, decided_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, nullif(?9, 0),"
		" nullif(?10, ''), nullif(?11, 0), ?12)",
		"isssssssisis", id_mint(), list->source, list->claim, d->subject, d->field, d->decision, d->ours,
		d->theirs, d->person, d->reason, o->me, clock_today());
}

int roster_memory_put_line(struct office *o, const struct roster_info *list, const struct roster_comparison *c,
			   const struct roster_line *l, const struct roster_difference *d, const char *decision,
			   const char *reason, struct err *e)
{
	struct buf ours = BUF_INIT, theirs = BUF_INIT;

	roster_line_values(c, l, d, &ours, &theirs);
	int rc = roster_memory_put(o, list,
				   &(struct roster_said){ .subject = l->subject,
							  .field = d ? roster_field_name(d->field) : "",
							  .decision = decision,
							  .ours = ours.s,
							  .theirs = theirs.s,
							  .reason = reason,
							  .person = l->person },
				   e);
	buf_release(&ours);
	buf_release(&theirs);
	return rc;
}

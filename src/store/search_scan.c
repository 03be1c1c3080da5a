/* Looking in the index: each kind of fact is a range or two of an index. */
#include "search_scan.h"

#include "base/hash.h"

#include <stdio.h>
#include <string.h>

#define FIRST_CHARACTER "\x01"
#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"
#define STALE_MOST 5000
#define PLACES_MOST 5000
#define BACKWARDS(x) \
	"upper(substr(" x ", -1, 1) || substr(" x ", -2, 1) || substr(" x ", -3, 1) || substr(" x \
	", -4, 1) || substr(" x ", -5, 1) || substr(" x ", -6, 1) || substr(" x ", -7, 1) || substr(" x ", -8, 1))"
#define PHONE "replace(replace(phone, '-', ''), ' ', '')"
/* ?1 the start of a range, ?2 its end. The second column: is it the whole number? */
#define START(table, fact) "SELECT id, " fact " = ?1 FROM " table " WHERE " fact " >= ?1 AND " fact " < ?2"
#define END(table, column) \
	"SELECT id, 0 FROM " table " WHERE " BACKWARDS(column) " >= ?1 AND " BACKWARDS(column) " < ?2 AND " column \
											       " IS NOT NULL"
#define HEAD_IS_ELSEWHERE \
	" AND NOT EXISTS (SELECT 1 FROM person AS p WHERE p.household_id = h.id AND p.deleted_on IS NULL" \
	" AND p.name = h.head_name)"

static size_t slot_of(const struct numbers *s, int64_t key)
{
	size_t at = (size_t)hash_mixed((uint64_t)key) & (s->room - 1);

	while (s->key[at] && s->key[at] != key)
		at = (at + 1) & (s->room - 1);
	return at;
}

static void make_room(struct numbers *s)
{
	struct numbers old = *s;

	s->room = old.room ? old.room * 2 : 64;
	s->key = mem_alloc(s->room * sizeof *s->key);
	s->value = mem_alloc(s->room * sizeof *s->value);
	for (size_t i = 0; i < old.room; i++) {
		if (old.key[i]) {
			size_t at = slot_of(s, old.key[i]);
			s->key[at] = old.key[i];
			s->value[at] = old.value[i];
		}
	}
	mem_free(old.key);
	mem_free(old.value);
}

uint32_t *numbers_at(struct numbers *s, int64_t key, uint32_t value)
{
	if (s->n * 2 >= s->room)
		make_room(s);
	size_t at = slot_of(s, key);
	if (!s->key[at]) {
		s->key[at] = key;
		s->value[at] = value;
		s->n++;
	}
	return &s->value[at];
}

bool numbers_have(const struct numbers *s, int64_t key)
{
	return s->n > 0 && s->key[slot_of(s, key)] == key;
}

void numbers_release(struct numbers *s)
{
	mem_free(s->key);
	mem_free(s->value);
	memset(s, 0, sizeof *s);
}

/* Of household and person, whichever it is. */
static void take(struct scan *out, int64_t household, int64_t person, int rank, enum search_by by)
{
	/* Ids of different tables may be the same. */
	int64_t key = person ? person : ~household;
	uint32_t *at = numbers_at(&out->seen, key, (uint32_t)out->n);

	if (*at < out->n) {
		struct candidate *c = &out->list[*at];
		if (search_worth(rank, (int)by) < search_worth(c->rank, c->by)) {
			c->rank = (unsigned char)rank;
			c->by = (unsigned char)by;
		}
		return;
	}
	if ((out->n & (out->n - 1)) == 0)
		out->list = mem_grow(out->list, out->n ? out->n * 2 : 1, sizeof *out->list);
	out->list[out->n++] = (struct candidate){ household, person, (unsigned char)rank, (unsigned char)by };
	out->full = out->n >= out->most;
}

struct text {
	char *text;
	int rank;
};
struct texts {
	struct text *list;
	size_t n;
	struct numbers seen;
};

/* What begins with `from`; `whole`: what is just that. */
static struct stmt *range_query(struct search *q, const char *sql, const char *from, bool whole)
{
	struct stmt *s = db_query(q->db, sql, q->e);
	struct buf to = BUF_INIT;

	if (s) {
		buf_addf(&to, "%s%s", from, whole ? FIRST_CHARACTER : LAST_CHARACTER);
		stmt_bind(s, "ss", from, to.s);
		buf_release(&to);
	}
	return s;
}

static int take_bearers(struct search *q, const char *sql, bool person, const struct text *t, enum search_by by,
			struct scan *out)
{
	struct stmt *s = db_query(q->db, sql, q->e);
	int r = -1;

	if (!s)
		return -1;
	stmt_bind(s, "s", t->text);
	while ((r = stmt_step(s, q->e)) == 1 && !out->full)
		take(out, person ? 0 : stmt_int(s, 0), person ? stmt_int(s, 0) : 0, t->rank, by);
	stmt_done(s);
	return r < 0 ? -1 : 0;
}

static int take_text(struct search *q, struct texts *list, const char *text, int rank, struct scan *out)
{
	struct text *t;

	if ((list->n & (list->n - 1)) == 0)
		list->list = mem_grow(list->list, list->n ? list->n * 2 : 1, sizeof *list->list);
	t = &list->list[list->n++];
	*t = (struct text){ mem_dup(text), rank };
	return take_bearers(q, "SELECT id FROM person WHERE name = ?1", true, t, SEARCH_BY_NAME, out);
}

/* The texts of one range, and the people who bear them. */
static int scan_keys(struct search *q, const char *from, size_t marks, bool whole, struct texts *list, struct scan *out)
{
	struct stmt *s = range_query(q,
				     "SELECT k.key, k.text, t.text FROM search_key AS k CROSS JOIN search_text AS t "
				     "ON t.id = k.text WHERE k.key >= ?1 AND k.key < ?2",
				     from, whole);
	size_t n = strlen(from);
	int r = s ? 0 : -1;

	while (s && !out->full && (r = stmt_step(s, q->e)) == 1) {
		size_t known = list->seen.n;
		numbers_at(&list->seen, stmt_int(s, 1), 0);
		if (list->seen.n == known)
			continue;
		int rank = marks == 0 ? RANK_PART : stmt_text(s, 0)[n] ? RANK_PREFIX : RANK_WHOLE;
		r = take_text(q, list, stmt_text(s, 2), rank, out);
		if (r < 0)
			break;
	}
	stmt_done(s);
	return r < 0 ? -1 : 0;
}

/* What could not be taken up, as it stands. */
static int scan_stale(struct search *q, const struct search_word *w, struct texts *list, struct scan *out)
{
	struct stmt *s = db_query(q->db, "SELECT text FROM search_stale LIMIT ?1", q->e);
	int r = 0;
	int64_t n = 0;

	if (!s)
		return -1;
	stmt_bind(s, "i", (int64_t)STALE_MOST);
	while (!out->full && (r = stmt_step(s, q->e)) == 1) {
		int rank = search_text_rank(stmt_text(s, 0), w->text);
		if (++n == STALE_MOST)
			out->full = true;
		if (rank != RANK_NONE && (r = take_text(q, list, stmt_text(s, 0), rank, out)) < 0)
			break;
	}
	stmt_done(s);
	return r < 0 ? -1 : 0;
}

#define WITHIN \
	" UNION SELECT p.id FROM within AS w JOIN place AS p ON p.parent_id = w.id) SELECT h.id FROM within AS w " \
	"CROSS JOIN household AS h ON h.place_id = w.id"
enum { BORNE_BY_HEADS = 3, BORNE_BY = 4 };
static const char *const borne_by[BORNE_BY] = {
	"SELECT id FROM household WHERE village_group = ?1",
	"SELECT id FROM household WHERE natural_village = ?1",
	("WITH RECURSIVE within(id) AS (SELECT id FROM place WHERE name = ?1 UNION SELECT id FROM place WHERE "
	 "natural_village = ?1" WITHIN),
	"SELECT h.id FROM household AS h WHERE h.head_name = ?1" HEAD_IS_ELSEWHERE,
};

/* Of the texts from the nth on, those that have it as [first..end) of the above. */
static int scan_households(struct search *q, const struct texts *list, size_t nth, size_t first, size_t end,
			   struct scan *out)
{
	for (size_t by = first; by < end; by++) {
		for (size_t i = nth; i < list->n && !out->full; i++) {
			enum search_by what = by < BORNE_BY_HEADS ? SEARCH_BY_PLACE : SEARCH_BY_NAME;
			if (take_bearers(q, borne_by[by], false, &list->list[i], what, out))
				return -1;
		}
	}
	return 0;
}

static int scan_heads(struct search *q, const struct texts *list, size_t nth, struct scan *out)
{
	return scan_households(q, list, nth, BORNE_BY_HEADS, BORNE_BY, out);
}

enum form { FORM_TEXT, FORM_UPPER, FORM_BACK, FORM_BIRTH, FORM_BORN };
static const struct range {
	const char *sql;
	enum form form;
	bool person;
	enum search_by by;
} ranges[] = {
	{ START("person", "id_no"), FORM_UPPER, true, SEARCH_BY_ID },
	{ START("person", "id_no"), FORM_TEXT, true, SEARCH_BY_ID },
	{ START("person", "disability_cert_no"), FORM_UPPER, true, SEARCH_BY_ID },
	{ START("person", "disability_cert_no"), FORM_TEXT, true, SEARCH_BY_ID },
	{ START("person", PHONE) " AND phone IS NOT NULL", FORM_UPPER, true, SEARCH_BY_PHONE },
	{ END("person", "id_no"), FORM_BACK, true, SEARCH_BY_ID },
	{ END("person", "disability_cert_no"), FORM_BACK, true, SEARCH_BY_ID },
	{ END("person", "phone"), FORM_BACK, true, SEARCH_BY_PHONE },
	{ "SELECT id, 0 FROM person WHERE birth >= ?1 AND birth < ?2", FORM_BIRTH, true, SEARCH_BY_BIRTH },
	{ "SELECT id, 0 FROM person WHERE birth IS NULL AND id_no IS NOT NULL AND substr(id_no, 7, 8) >= ?1 AND "
	  "substr(id_no, 7, 8) < ?2",
	  FORM_BORN, true, SEARCH_BY_BIRTH },
	{ START("household", "household_no"), FORM_UPPER, false, SEARCH_BY_NUMBER },
	{ START("household", PHONE) " AND phone IS NOT NULL", FORM_UPPER, false, SEARCH_BY_PHONE },
	{ END("household", "household_no"), FORM_BACK, false, SEARCH_BY_NUMBER },
	{ END("household", "phone"), FORM_BACK, false, SEARCH_BY_PHONE },
	{ "SELECT h.id, h.head_id_no = ?1 FROM household AS h WHERE h.head_id_no >= ?1 AND h.head_id_no < "
	  "?2" HEAD_IS_ELSEWHERE,
	  FORM_UPPER, false, SEARCH_BY_ID },
	{ "SELECT h.id, h.head_id_no = ?1 FROM household AS h WHERE h.head_id_no >= ?1 AND h.head_id_no < "
	  "?2" HEAD_IS_ELSEWHERE,
	  FORM_TEXT, false, SEARCH_BY_ID },
};

static const char *form_of(const struct search_word *w, enum form form)
{
	switch (form) {
	case FORM_TEXT:
		return w->x ? w->text : ""; /* without an x both are the same */
	case FORM_UPPER:
		return w->upper;
	case FORM_BACK:
		return w->back;
	case FORM_BIRTH:
		return w->birth;
	case FORM_BORN:
		return w->birth[0] ? w->text : "";
	}
	return "";
}

static bool has_no_whole(const struct range *range)
{
	return range->form == FORM_BACK || range->by == SEARCH_BY_BIRTH;
}

static int scan_range(struct search *q, const struct range *range, const char *from, bool whole, struct scan *out)
{
	bool end = has_no_whole(range);
	struct stmt *s = range_query(q, range->sql, from, whole);
	int r = -1;

	while (s && (r = stmt_step(s, q->e)) == 1 && !out->full) {
		int rank = end ? RANK_PART : stmt_int(s, 1) ? RANK_WHOLE : RANK_PREFIX;
		take(out, range->person ? 0 : stmt_int(s, 0), range->person ? stmt_int(s, 0) : 0, rank, range->by);
	}
	stmt_done(s);
	return r < 0 ? -1 : 0;
}

/* A day of any year: a probe for each. */
static int scan_month(struct search *q, const struct search_word *w, struct scan *out)
{
	static const char *const sql[] = { "SELECT id FROM person WHERE birth = ?1",
					   "SELECT id FROM person WHERE birth IS NULL AND id_no IS NOT NULL AND "
					   "substr(id_no, 7, 8) = ?1" };

	for (int i = 0; i < 2; i++) {
		for (int year = SEARCH_YEAR_FIRST; year <= SEARCH_YEAR_LAST && !out->full; year++) {
			char day[16];
			if (i == 0)
				snprintf(day, sizeof day, "%d-%.5s", year, w->month);
			else
				snprintf(day, sizeof day, "%d%.2s%.2s", year, w->month, w->month + 3);
			struct text t = { day, RANK_PART };
			if (take_bearers(q, sql[i], true, &t, SEARCH_BY_BIRTH, out))
				return -1;
		}
	}
	return 0;
}

static int scan_ranges(struct search *q, const struct search_word *w, bool person, bool whole, struct scan *out)
{
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges && !out->full; i++) {
		const char *from = form_of(w, ranges[i].form);
		if (ranges[i].person != person || (whole && has_no_whole(&ranges[i])))
			continue;
		if (*from && scan_range(q, &ranges[i], from, whole, out))
			return -1;
	}
	return 0;
}

/* People first. */
static int scan_numbers(struct search *q, const struct search_word *w, bool whole, struct scan *out)
{
	if (!w->number)
		return 0;
	if (scan_ranges(q, w, true, whole, out) || (!whole && w->month[0] && scan_month(q, w, out)))
		return -1;
	return scan_ranges(q, w, false, whole, out);
}

/* Whole names and numbers come before all others, however many these are; then names, numbers, places. Of each kind
 * people come before households: of these only the ones are given whose people do not say the same. */
int search_scan(struct search *q, const struct search_word *w, struct scan *out)
{
	struct texts list = { NULL, 0, { NULL, NULL, 0, 0 } };
	struct buf marked = BUF_INIT;
	size_t whole;
	int r = -1;

	buf_addf(&marked, "^%s", w->text);
	if (scan_keys(q, marked.s, 1, true, &list, out) || scan_heads(q, &list, 0, out) ||
	    scan_numbers(q, w, true, out))
		goto done;
	whole = list.n;
	if (scan_keys(q, marked.s, 1, false, &list, out) || scan_keys(q, w->text, 0, false, &list, out) ||
	    (q->stale && scan_stale(q, w, &list, out)) || scan_heads(q, &list, whole, out) ||
	    scan_numbers(q, w, false, out) || scan_households(q, &list, 0, 0, BORNE_BY_HEADS, out))
		goto done;
	r = 0;
done:
	for (size_t i = 0; i < list.n; i++)
		mem_free(list.list[i].text);
	mem_free(list.list);
	numbers_release(&list.seen);
	buf_release(&marked);
	return r;
}

/* There are few places, beside people. */
int search_scan_places(struct search *q, const struct search_word *w, struct scan *out)
{
	struct stmt *s = db_query(q->db, "SELECT id, name, natural_village FROM place LIMIT ?1", q->e), *in;
	int r = -1;

	if (!s)
		return -1;
	stmt_bind(s, "i", (int64_t)PLACES_MOST);
	while ((r = stmt_step(s, q->e)) == 1 && !out->full) {
		int rank = search_text_rank(stmt_text(s, 1), w->text),
		    other = search_text_rank(stmt_text(s, 2), w->text);
		if (rank == RANK_NONE && other == RANK_NONE)
			continue;
		in = db_query(q->db, "WITH RECURSIVE within(id) AS (SELECT ?1" WITHIN, q->e);
		if (!in) {
			r = -1;
			break;
		}
		stmt_bind(in, "i", stmt_int(s, 0));
		while ((r = stmt_step(in, q->e)) == 1 && !out->full)
			take(out, stmt_int(in, 0), 0, rank < other ? rank : other, SEARCH_BY_PLACE);
		stmt_done(in);
		if (r < 0)
			break;
	}
	stmt_done(s);
	out->full = true; /* the word may mean somebody as well */
	return r < 0 ? -1 : 0;
}

void search_scan_release(struct scan *s)
{
	mem_free(s->list);
	numbers_release(&s->seen);
}

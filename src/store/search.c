/* Looking in the index. One word is a scan of its ranges, best range first. Several words: the rarest says which
 * households to look at, and all keys of each are read once. */
#include "store/search.h"

#include "internal.h"
#include "search_keys.h"

#include "base/clock.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_MOST 8
#define RANGES_MOST 3
#define SCAN_MOST 2000
#define OWN_MOST 100
#define PEOPLE_MOST 64
#define ENOUGH 3 /* times the hits asked for: some are found twice */
#define HITS_MOST 100000
#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"

enum { RANK_WHOLE, RANK_PREFIX, RANK_PART, RANK_NONE };

struct word {
	char *range[RANGES_MOST]; /* best first */
	int n;
};

struct found {
	int64_t household, person;
	int rank;
	bool own;
};

struct search {
	struct db *db;
	struct err *e;
	struct word words[WORDS_MOST];
	int words_n;
	struct found *found;
	size_t n;
	int64_t own[OWN_MOST];
	int own_n;
};

static char *marked(const char *mark, const char *word, bool backwards)
{
	struct buf b = BUF_INIT;
	size_t n = strlen(word);

	buf_adds(&b, mark);
	for (size_t i = 0; i < n; i++)
		buf_addc(&b, backwards ? word[n - 1 - i] : word[i]);
	return buf_detach(&b);
}

static void add_word(struct search *q, const char *key)
{
	struct word *w = &q->words[q->words_n++];
	size_t n = strlen(key), digits = strspn(key, "0123456789");

	w->range[w->n++] = marked("^", key, false);
	w->range[w->n++] = marked("", key, false);
	if (n >= 4 && n <= 8 && (digits == n || (digits == n - 1 && key[n - 1] == 'x')))
		w->range[w->n++] = marked("$", key, true);
}

static void split(struct search *q, const char *typed)
{
	char *all = text_nfkc(typed);

	for (const char *p = all; *p && q->words_n < WORDS_MOST;) {
		size_t n = strcspn(p, " ");
		char *key = search_word(p, n);
		if (*key)
			add_word(q, key);
		mem_free(key);
		p += n + (p[n] == ' ');
	}
	mem_free(all);
}

static int rank_of(const struct word *w, const char *key)
{
	for (int i = 0; i < w->n; i++) {
		size_t n = strlen(w->range[i]);
		if (strncmp(key, w->range[i], n) == 0)
			return i > 0 ? RANK_PART : key[n] ? RANK_PREFIX : RANK_WHOLE;
	}
	return RANK_NONE;
}

static void add_found(struct search *q, int64_t household, int64_t person, int rank)
{
	if ((q->n & (q->n - 1)) == 0)
		q->found = mem_grow(q->found, q->n ? q->n * 2 : 1, sizeof *q->found);
	q->found[q->n++] = (struct found){ household, person, rank, false };
}

static struct stmt *range_query(struct search *q, const char *sql, const char *from)
{
	struct stmt *s = db_query(q->db, sql, q->e);
	struct buf to = BUF_INIT;

	if (s) {
		buf_addf(&to, "%s" LAST_CHARACTER, from);
		stmt_bind(s, "ssi", from, to.s, (int64_t)SCAN_MOST);
		buf_release(&to);
	}
	return s;
}

static int scan(struct search *q, const struct word *w)
{
	for (int i = 0; i < w->n; i++) {
		struct stmt *s =
			range_query(q,
				    "SELECT key, household, person FROM search_key WHERE key >= ?1 AND key < ?2 "
				    "LIMIT ?3",
				    w->range[i]);
		int r = -1;
		while (s && (r = stmt_step(s, q->e)) == 1)
			add_found(q, stmt_int(s, 1), stmt_int(s, 2), rank_of(w, stmt_text(s, 0)));
		stmt_done(s);
		if (r < 0)
			return -1;
	}
	return 0;
}

static int64_t count(struct search *q, const struct word *w)
{
	int64_t n = 0;

	for (int i = 0; i < w->n; i++) {
		struct stmt *s =
			range_query(q,
				    "SELECT count(*) FROM (SELECT 1 FROM search_key WHERE key >= ?1 AND key < ?2 "
				    "LIMIT ?3)",
				    w->range[i]);
		if (s && stmt_step(s, q->e) == 1)
			n += stmt_int(s, 0);
		stmt_done(s);
	}
	return n;
}

struct person_ranks {
	int64_t person;
	int rank[WORDS_MOST];
};

/* Each word must hold for the person or for the household; the household is a hit itself where it needs no person. */
static void judge(struct search *q, int64_t household, const struct person_ranks *people, int n)
{
	for (int i = 0; i < n; i++) {
		int sum = 0;
		bool all = true, by_person = people[i].person == 0;
		for (int w = 0; w < q->words_n; w++) {
			int mine = people[i].rank[w], ours = people[0].rank[w];
			by_person = by_person || mine != RANK_NONE;
			all = all && (mine != RANK_NONE || ours != RANK_NONE);
			sum += mine < ours ? mine : ours;
		}
		if (all && by_person)
			add_found(q, household, people[i].person, sum);
	}
}

static int look_at(struct search *q, int64_t household)
{
	struct person_ranks people[PEOPLE_MOST] = { { .person = 0 } };
	struct stmt *s =
		db_query(q->db, "SELECT person, key FROM search_key WHERE household = ?1 ORDER BY person", q->e);
	int n = 1, r = -1;

	for (int w = 0; w < q->words_n; w++)
		people[0].rank[w] = RANK_NONE;
	if (s)
		stmt_bind(s, "i", household);
	while (s && (r = stmt_step(s, q->e)) == 1) {
		if (people[n - 1].person != stmt_int(s, 0)) {
			if (n == PEOPLE_MOST)
				break;
			people[n].person = stmt_int(s, 0);
			for (int w = 0; w < q->words_n; w++)
				people[n].rank[w] = RANK_NONE;
			n++;
		}
		for (int w = 0; w < q->words_n; w++) {
			int rank = rank_of(&q->words[w], stmt_text(s, 1));
			if (rank < people[n - 1].rank[w])
				people[n - 1].rank[w] = rank;
		}
	}
	stmt_done(s);
	if (r >= 0)
		judge(q, household, people, n);
	return r < 0 ? -1 : 0;
}

static int by_owner(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->household != y->household)
		return x->household < y->household ? -1 : 1;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return x->rank - y->rank;
}

static int by_rank(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank - y->rank;
	return x->own != y->own ? (x->own ? -1 : 1) : by_owner(a, b);
}

static int by_rank_then_owner(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	return x->rank != y->rank ? x->rank - y->rank : by_owner(a, b);
}

/* Several words: the households the rarest word leads to, its best hits first, until there are more than enough. */
static int scan_all(struct search *q, size_t enough)
{
	int best = 0;
	int64_t least = INT64_MAX;
	struct found *driver;
	int r = 0;

	for (int w = 0; w < q->words_n; w++) {
		int64_t n = count(q, &q->words[w]);
		if (n < least) {
			least = n;
			best = w;
		}
	}
	struct found *before = q->found;
	size_t before_n = q->n;
	q->found = NULL;
	q->n = 0;
	r = scan(q, &q->words[best]);
	driver = q->found;
	size_t n = q->n;
	q->found = before;
	q->n = before_n;
	if (n > 0)
		qsort(driver, n, sizeof *driver, by_rank_then_owner);
	for (size_t i = 0; r == 0 && i < n && q->n < enough; i++) {
		if (i == 0 || driver[i].household != driver[i - 1].household)
			r = look_at(q, driver[i].household);
	}
	mem_free(driver);
	return r;
}

static int look_at_own(struct search *q, int64_t mine)
{
	struct stmt *s =
		db_query(q->db,
			 "SELECT DISTINCT household_id FROM pairing WHERE cadre_id = ?1 AND deleted_on IS NULL AND "
			 "started_on <= ?2 AND (ended_on IS NULL OR ended_on >= substr(?2, 1, length(ended_on))) "
			 "ORDER BY household_id",
			 q->e);
	int r = -1;

	if (s)
		stmt_bind(s, "is", mine, clock_today());
	while (s && (r = stmt_step(s, q->e)) == 1 && q->own_n < OWN_MOST)
		q->own[q->own_n++] = stmt_int(s, 0);
	stmt_done(s);
	for (int i = 0; r >= 0 && i < q->own_n; i++)
		r = look_at(q, q->own[i]);
	return r < 0 ? -1 : 0;
}

static bool is_own(const struct search *q, int64_t household)
{
	for (int i = 0; i < q->own_n; i++) {
		if (q->own[i] == household)
			return true;
	}
	return false;
}

static void give(struct search *q, size_t most, struct hit **out, size_t *n)
{
	size_t kept = 0;

	if (q->n > 0)
		qsort(q->found, q->n, sizeof *q->found, by_owner);
	for (size_t i = 0; i < q->n; i++) {
		struct found f = q->found[i];
		if (kept > 0 && q->found[kept - 1].household == f.household && q->found[kept - 1].person == f.person)
			continue;
		f.own = is_own(q, f.household);
		q->found[kept++] = f;
	}
	if (kept > 0)
		qsort(q->found, kept, sizeof *q->found, by_rank);
	*n = kept < most ? kept : most;
	*out = mem_alloc(*n * sizeof **out);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct hit){ q->found[i].household, q->found[i].person };
}

int search_find(struct db *db, const char *words, int64_t mine, size_t most, struct hit **out, size_t *n, struct err *e)
{
	struct search q = { .db = db, .e = e };
	struct err why;
	int r = -1;

	*out = NULL;
	*n = 0;
	err_clear(&why);
	/* While another program writes, what is there must do: it is at most late. */
	if (search_refresh(db, &why) && why.code != ERR_BUSY) {
		if (e)
			*e = why;
		return -1;
	}
	if (most > HITS_MOST)
		most = HITS_MOST;
	split(&q, words);
	if (q.words_n == 0)
		return 0;
	if (mine && look_at_own(&q, mine))
		goto done;
	if (q.words_n == 1 ? scan(&q, &q.words[0]) : scan_all(&q, q.n + most * ENOUGH))
		goto done;
	give(&q, most, out, n);
	r = 0;
done:
	for (int w = 0; w < q.words_n; w++) {
		for (int i = 0; i < q.words[w].n; i++)
			mem_free(q.words[w].range[i]);
	}
	mem_free(q.found);
	return r;
}

/* Finding: the index names who may be meant. Where these are more than are counted, own households and the own village
 * are looked at themselves, so that their people are found whatever there is elsewhere. */
#include "search_index.h"
#include "search_scan.h"

#include "base/clock.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define BINNED_MOST 1000
#define LOOKED_MOST 200   /* households of the rarest of several words, if all are frequent */
#define SCANNED_MOST 1000 /* of each of several words: one must be rare enough to look at all it may mean */

/* What is looked for, and how it went. */
struct run {
	struct search q;
	struct err *e;
	int64_t binned;        /* index entries that may lead to the bin */
	size_t counted;        /* so many are looked up in the index, and those */
	size_t wanted;         /* enough, if there are more than are counted */
	bool now;              /* nothing is counted */
	bool full;             /* there may be more than were found */
	size_t sure;           /* of one word: so many there are at least */
	struct numbers looked; /* households */
};

/* Entries of the index that are not to be found: so many more are looked up before "more" is true. */
static int count_binned(struct search *q, int64_t *binned)
{
	static const char *const sql[] = {
		"SELECT count(*) FROM (SELECT 1 FROM person WHERE deleted_on IS NOT NULL LIMIT ?1)",
		"SELECT count(*) FROM (SELECT 1 FROM household WHERE deleted_on IS NOT NULL LIMIT ?1)",
		("SELECT count(*) FROM (SELECT 1 FROM household AS h CROSS JOIN person AS p ON p.household_id = h.id "
		 "WHERE h.deleted_on IS NOT NULL LIMIT ?1)"),
	};

	*binned = 0;
	for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
		int64_t n;
		if (search_number(q->db, sql[i], BINNED_MOST, &n, q->e))
			return -1;
		*binned += n;
	}
	return 0;
}

static int run_begin(struct run *run, const char *words, size_t counted, size_t wanted)
{
	struct search *q = &run->q;
	struct err why;

	err_clear(&why);
	/* While another program writes, what is noted is looked at as it stands. */
	if (search_refresh(q->db, &why)) {
		if (why.code != ERR_BUSY && why.code != ERR_IO) {
			if (q->e)
				*q->e = why;
			return -1;
		}
		q->stale = true;
	}
	q->stale = q->stale || q->db->read_only;
	q->words_n = search_words(words, q->words, WORDS_MOST);
	for (int i = 0; i < q->words_n; i++)
		q->numbers = q->numbers || q->words[i].number;
	run->wanted = wanted;
	run->counted = wanted;
	if (run->now)
		return 0;
	if (count_binned(q, &run->binned))
		return -1;
	run->counted = counted + 1 + (size_t)(run->binned < BINNED_MOST ? run->binned : BINNED_MOST);
	if (run->counted < wanted && wanted < SIZE_MAX)
		run->counted = wanted;
	return 0;
}

static void run_release(struct run *run)
{
	struct search *q = &run->q;

	for (int i = 0; i < q->words_n; i++)
		search_word_release(&q->words[i]);
	numbers_release(&q->seen);
	numbers_release(&q->people_say);
	numbers_release(&run->looked);
	mem_free(q->people);
	mem_free(q->found);
}

/* Where a candidate lives: 1, 0 if it is in the bin, -1. */
static int resolve(struct search *q, const struct candidate *c, struct found *f)
{
	struct stmt *s = db_query(q->db,
				  c->person ? "SELECT h.id, h.place_id FROM person AS p CROSS JOIN household AS h ON "
					      "h.id = p.household_id WHERE p.id = ?1 AND p.deleted_on IS NULL AND "
					      "h.deleted_on IS NULL"
					    : "SELECT id, place_id FROM household WHERE id = ?1 AND deleted_on IS NULL",
				  q->e);
	int r;

	if (!s)
		return -1;
	stmt_bind(s, "i", c->person ? c->person : c->household);
	r = stmt_step(s, q->e);
	if (r == 1) {
		*f = (struct found){ .household = stmt_int(s, 0), .person = c->person, .place = stmt_int(s, 1) };
		search_count(f, c->rank, c->by, true);
	}
	stmt_done(s);
	return r;
}

/* People are scattered over the file: looking at one costs as much as at three households of a village. */
static size_t persons_of(const struct scan *scan)
{
	size_t n = 0;

	for (size_t i = 0; i < scan->n; i++)
		n += scan->list[i].person != 0;
	return n;
}

/* The bin may hold any of them, and households may stand aside: then more are looked up. */
static int one_word(struct run *run)
{
	struct search *q = &run->q;
	int r = 0;

	for (size_t most = run->counted;; most *= 4) {
		struct scan scan = { .most = most };
		r = search_scan(q, &q->words[0], &scan);
		size_t seen = scan.n;
		run->full = scan.full;
		/* Each household may stand aside for one of the people, whoever of both are fewer. */
		run->sure = persons_of(&scan);
		run->sure = run->sure * 2 > scan.n ? run->sure : scan.n - run->sure;
		for (size_t i = 0; r >= 0 && i < scan.n && !(scan.full && search_given(q) >= run->wanted); i++) {
			struct found f;
			r = resolve(q, &scan.list[i], &f);
			if (r == 1 && !f.person && f.says && search_people_found(q, f.household))
				r = search_ask_people(q, f.household) ? -1 : 1;
			if (r == 1)
				search_add(q, &f);
		}
		search_scan_release(&scan);
		/* Too many texts not taken up are looked at no further, whatever is wanted. */
		if (r < 0 || !run->full || seen < most || search_given(q) >= run->wanted || run->wanted == SIZE_MAX)
			break;
	}
	return r < 0 ? -1 : 0;
}

static int look_once(struct run *run, int64_t household)
{
	size_t known = run->looked.n;

	numbers_at(&run->looked, household, 0);
	return run->looked.n > known ? search_look_at(&run->q, household) : 0;
}

/* One word's candidates, looked at with all words: a person alone, for whoever else is meant is a candidate too. */
static int look_at_all(struct run *run, const struct scan *scan)
{
	struct search *q = &run->q;
	size_t looks = 0;
	int r = 0;

	for (size_t i = 0; r >= 0 && i < scan->n; i++) {
		const struct candidate *c = &scan->list[i];
		struct found f;
		if (run->full && (search_given(q) >= run->wanted || looks++ >= LOOKED_MOST))
			break;
		r = resolve(q, c, &f);
		if (r < 1 || numbers_have(&run->looked, f.household))
			continue;
		r = c->person ? search_look_person(q, f.household, c->person) : look_once(run, f.household);
	}
	return r < 0 ? -1 : 0;
}

/* All words are frequent: a place leads, whose households hold everybody the others may mean. */
static int places_first(struct run *run, struct scan *best)
{
	struct search *q = &run->q;
	int r = 0;

	for (int i = 0; r == 0 && i < q->words_n; i++) {
		struct scan scan = { .most = SCANNED_MOST };
		r = search_scan_places(q, &q->words[i], &scan);
		if (r == 0 && scan.n > 0)
			r = look_at_all(run, &scan);
		search_scan_release(&scan);
	}
	return r == 0 && search_given(q) < run->wanted ? look_at_all(run, best) : r;
}

/* The rarest word leads. */
static int several_words(struct run *run)
{
	struct search *q = &run->q;
	struct scan scan[WORDS_MOST];
	int best = 0, r = 0;

	memset(scan, 0, sizeof scan);
	for (int i = 0; r == 0 && i < q->words_n; i++) {
		/* One that has more than the best has is not looked at to its end. */
		scan[i].most = i > 0 && !scan[best].full ? scan[best].n + 1 : SCANNED_MOST;
		r = search_scan(q, &q->words[i], &scan[i]);
		scan[i].full = scan[i].full || persons_of(&scan[i]) > SCANNED_MOST / 2;
		const struct scan *a = &scan[i], *b = &scan[best];
		if (a->full != b->full ? b->full : a->n < b->n)
			best = i;
	}
	run->full = scan[best].full;
	if (r == 0)
		r = run->full ? places_first(run, &scan[best]) : look_at_all(run, &scan[best]);
	for (int i = 0; i < q->words_n; i++)
		search_scan_release(&scan[i]);
	return r;
}

/* Of several words the index does not give whole matches first. */
static bool are_many(const struct run *run)
{
	const struct search *q = &run->q;

	if (run->wanted == SIZE_MAX)
		return false;
	return run->full || (q->words_n == 1 && search_given(q) > SEARCH_RANKED);
}

static int run_find(struct run *run)
{
	struct search *q = &run->q;

	if (q->words_n == 0)
		return 0;
	if (q->words_n == 1 ? one_word(run) : several_words(run))
		return -1;
	if (run->full && search_near_look(q))
		return -1;
	search_sort(q, are_many(run), run->wanted);
	return 0;
}

static void give(struct run *run, size_t most, struct search_found *out)
{
	struct search *q = &run->q;

	out->n = q->n < most ? q->n : most;
	out->more = run->full || q->n > SEARCH_COUNTED;
	out->counted = !(run->now && run->full);
	out->total = q->n;
	if (run->full && q->words_n == 1 && out->counted && run->binned < BINNED_MOST &&
	    run->sure > q->n + (size_t)run->binned)
		out->total = run->sure - (size_t)run->binned;
	if (out->total > SEARCH_COUNTED)
		out->total = SEARCH_COUNTED;
	out->hit = mem_alloc(out->n * sizeof *out->hit);
	for (size_t i = 0; i < out->n; i++)
		out->hit[i] = (struct hit){ q->found[i].household, q->found[i].person, (enum search_by)q->found[i].by };
}

int search_find(struct db *db, const struct search_ask *ask, struct search_found *out, struct err *e)
{
	struct run run = { .q = { .db = db, .e = e }, .now = ask->now };
	/* One more than are ranked says that there are many. */
	size_t wanted = ask->most > SEARCH_RANKED ? ask->most : SEARCH_RANKED + 1;
	int r = -1;

	memset(out, 0, sizeof *out);
	if (run_begin(&run, ask->words, SEARCH_COUNTED, wanted) == 0 &&
	    search_near_sets(&run.q, ask->mine, ask->village) == 0 && run_find(&run) == 0) {
		give(&run, ask->most, out);
		r = 0;
	}
	run_release(&run);
	return r;
}

void search_release(struct search_found *f)
{
	mem_free(f->hit);
	memset(f, 0, sizeof *f);
}

static int by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* The distinct ids of what was found, those of the village alone if there is one. */
static size_t distinct(const struct run *run, bool persons, bool village, int64_t *ids)
{
	const struct search *q = &run->q;
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < q->n; i++) {
		const struct found *f = &q->found[i];
		if ((!persons || f->person) && (!village || f->near == NEAR_VILLAGE))
			ids[n++] = persons ? f->person : f->household;
	}
	if (n > 0)
		qsort(ids, n, sizeof *ids, by_number);
	for (size_t i = 0; i < n; i++) {
		if (kept == 0 || ids[kept - 1] != ids[i])
			ids[kept++] = ids[i];
	}
	return kept;
}

static int narrow(struct db *db, const char *words, int64_t village, size_t most, bool persons, int64_t **ids,
		  size_t *n, bool *more, struct err *e)
{
	struct run run = { .q = { .db = db, .e = e } };
	int r = -1;

	*ids = NULL;
	*n = 0;
	*more = false;
	if (run_begin(&run, words, most, SIZE_MAX) == 0 && search_near_sets(&run.q, 0, village) == 0 &&
	    run_find(&run) == 0) {
		*ids = mem_alloc(run.q.n * sizeof **ids);
		*n = distinct(&run, persons, village != 0, *ids);
		*more = run.full || *n > most;
		*n = *n < most ? *n : most;
		r = 0;
	}
	run_release(&run);
	return r;
}

int search_households(struct db *db, const char *words, int64_t village, size_t most, int64_t **ids, size_t *n,
		      bool *more, struct err *e)
{
	return narrow(db, words, village, most, false, ids, n, more, e);
}

int search_persons(struct db *db, const char *words, int64_t village, size_t most, int64_t **ids, size_t *n, bool *more,
		   struct err *e)
{
	return narrow(db, words, village, most, true, ids, n, more, e);
}

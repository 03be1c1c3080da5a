/* Finding by reading all rows and comparing text: what store/search.h says, as plainly as it can be said. The cadre is
 * 9, the village 1 with place 4 in it. */
#ifndef TESTS_SEARCH_MODEL_H
#define TESTS_SEARCH_MODEL_H

#include "store/scratch.h"

#include "base/hash.h"
#include "base/pinyin.h"
#include "base/text.h"

#include <ctype.h>

static inline bool starts(const char *s, const char *word)
{
	return strncmp(s, word, strlen(word)) == 0;
}

/* Lower case, without blanks and dots, as a person would compare them. Kept, for the same few are asked for again. */
static inline const char *plain(const char *text)
{
	static struct {
		char *text, *plain;
	} known[1 << 14];
	size_t at = (size_t)hash_text(HASH_START, text) & 0x3fff;

	while (known[at].text && strcmp(known[at].text, text) != 0)
		at = (at + 1) & 0x3fff;
	if (known[at].text)
		return known[at].plain;
	char *wide = text_nfkc(text), *key = text_name_key(wide);
	for (char *p = key; *p; p++)
		*p = (char)((unsigned char)*p < 0x80 ? tolower((unsigned char)*p) : *p);
	mem_free(wide);
	known[at].text = mem_dup(text);
	known[at].plain = key;
	return key;
}

/* The nth reading of a character, or NULL. Signs have none. */
static inline bool reading(const char *at, size_t len, int nth, bool initial, char out[16])
{
	uint32_t cp;
	const char *r;

	utf8_decode(at, len, &cp);
	r = cp < 0x80 ? NULL : pinyin_readings(cp);
	out[0] = '\0';
	if (cp < 0x80 && isalnum((int)cp))
		return snprintf(out, 16, "%c", (int)cp), nth == 0;
	char seen[16] = "";
	for (int i = 0; r && *r;) {
		size_t n = strcspn(r, " ");
		if (!initial || !strchr(seen, *r)) {
			snprintf(out, 16, "%.*s", initial ? 1 : (int)n, r);
			seen[strlen(seen)] = *r;
			if (i++ == nth)
				return true;
		}
		r += n + (r[n] == ' ');
	}
	return false;
}

/* Does some way to say the text begin with the word? Names of the test have fewer ways than the index keeps. */
static inline int said(const char *text, const char *word, bool initial)
{
	uint32_t cp;
	size_t len = utf8_step(text, &cp);
	char one[16];
	int best = 9;

	/* Signs are not said. */
	while (!*word && len > 0 && !reading(text, len, 0, initial, one)) {
		text += len;
		len = utf8_step(text, &cp);
	}
	if (!*word)
		return len > 0 ? 1 : 0;
	if (len == 0)
		return 9;
	for (int nth = 0; nth < 8; nth++) {
		if (!reading(text, len, nth, initial, one)) {
			if (nth == 0)
				best = said(text + len, word, initial);
			break;
		}
		size_t n = strlen(one), m = strlen(word);
		int r = m < n               ? (starts(one, word) ? 1 : 9)
			: starts(word, one) ? said(text + len, word + n, initial)
					    : 9;
		best = r < best ? r : best;
	}
	return best;
}

/* 0 whole, 1 beginning, 2 later, 9 not. */
static inline int text_rank(const char *text, const char *word)
{
	const char *key = plain(text);
	int best = 9;

	for (const char *p = key; *p; p++) {
		uint32_t cp;
		char sound[16];
		if (((unsigned char)*p & 0xc0) == 0x80)
			continue;
		int r = starts(p, word) ? (p[strlen(word)] != '\0') : 9, full = 9, initial = 9;
		if (reading(p, utf8_step(p, &cp), 0, false, sound)) {
			full = said(p, word, false);
			initial = said(p, word, true);
		}
		r = full < r ? full : r;
		r = initial < r ? initial : r;
		r = r < 9 && p > key ? 2 : r;
		best = r < best ? r : best;
	}
	return best;
}

static inline bool is_number(const char *word)
{
	size_t n = strspn(word, "0123456789");

	return n > 0 && (!word[n] || strcmp(word + n, "x") == 0);
}

static inline int number_rank(const char *text, const char *word, bool start, bool end)
{
	size_t n = strlen(text), len = strlen(word);

	if (!is_number(word) || n < len || !n)
		return 9;
	if (start && strncasecmp(text, word, len) == 0)
		return n > len;
	return end && len >= 4 && len <= 8 && strcasecmp(text + n - len, word) == 0 ? 2 : 9;
}

static inline int min(int a, int b)
{
	return a < b ? a : b;
}

static inline int phone_rank(const char *phone, const char *word)
{
	char digits[64] = "";

	for (const char *p = phone; *p; p++) {
		if (*p != '-' && *p != ' ')
			digits[strlen(digits)] = *p;
	}
	return min(number_rank(digits, word, true, false), number_rank(phone, word, false, true));
}

static inline int birth_rank(const char *birth, bool given_birth, const char *id, const char *word)
{
	char day[16] = "";
	size_t len = strlen(word);

	if (given_birth)
		snprintf(day, sizeof day, "%.4s%.2s%.2s", birth, strlen(birth) > 4 ? birth + 5 : "",
			 strlen(birth) > 7 ? birth + 8 : "");
	else if (strlen(id) >= 14)
		snprintf(day, sizeof day, "%.8s", id + 6);
	if (!is_number(word) || len < 4 || strchr(word, 'x'))
		return 9;
	if (starts(day, word))
		return 2;
	return len == 4 && strlen(day) == 8 && strcmp(day + 4, word) == 0 && strcmp(word, "0100") > 0 ? 2 : 9;
}

struct row {
	int64_t household, person, place;
	int kind, rank;                  /* 0 name, 1 number, 2 place; of several words the sums */
	bool whole, lives, own, village; /* lives: found by places alone */
};
struct rows {
	struct row row[2000];
	size_t n;
};

/* One way in which a word holds: in a name, a number (# of the household, phone, ID), a place; of the head. */
struct way {
	int rank, kind;
	char in;
};

/* A whole name, a whole number; else a name before a number before a place, and of these the best. */
static inline struct way best_way(const struct way *ways, int n)
{
	struct way none = { 9, 9, ' ' };

	for (int kind = 0; kind < 2; kind++) {
		for (int i = 0; i < n; i++) {
			if (ways[i].kind == kind && ways[i].rank == 0)
				return ways[i];
		}
	}
	for (int kind = 0; kind < 3; kind++) {
		for (int rank = 0; rank < 9; rank++) {
			for (int i = 0; i < n; i++) {
				if (ways[i].kind == kind && ways[i].rank == rank)
					return ways[i];
			}
		}
	}
	return none;
}

static inline int place_rank(struct db *db, int64_t place, const char *word)
{
	struct err e;
	int best = 9;

	for (int depth = 0; place && depth < 9; depth++) {
		struct stmt *s = db_query(db, "SELECT name, natural_village, parent_id FROM place WHERE id = ?1", &e);
		stmt_bind(s, "i", place);
		assert_int_equal(stmt_step(s, &e), 1);
		best = min(best, min(text_rank(stmt_text(s, 0), word), text_rank(stmt_text(s, 1), word)));
		place = stmt_int(s, 2);
		stmt_done(s);
	}
	return best;
}

static inline struct way person_way(struct stmt *p, const char *word)
{
	const char *id = stmt_text(p, 2);
	struct way ways[] = {
		{ text_rank(stmt_text(p, 1), word), 0, 'n' },
		{ min(number_rank(id, word, true, true), number_rank(stmt_text(p, 3), word, true, true)), 1, 'i' },
		{ phone_rank(stmt_text(p, 4), word), 1, 'p' },
		{ birth_rank(stmt_text(p, 5), !stmt_is_null(p, 5), id, word), 1, 'b' },
	};

	return best_way(ways, 4);
}

#define PLACES 16

static inline struct way household_way(struct stmt *h, const char *word, const int places[PLACES])
{
	bool headed = stmt_int(h, 8) != 0;
	struct way ways[] = {
		{ number_rank(stmt_text(h, 6), word, true, true), 1, '#' },
		{ phone_rank(stmt_text(h, 7), word), 1, 'p' },
		{ min(places[stmt_int(h, 1)], min(text_rank(stmt_text(h, 2), word), text_rank(stmt_text(h, 3), word))),
		  2, '@' },
		{ headed ? 9 : text_rank(stmt_text(h, 4), word), 0, 'h' },
		{ headed ? 9 : number_rank(stmt_text(h, 5), word, true, false), 1, 'h' },
	};

	return best_way(ways, 5);
}

/* With one word or with both. */
static inline bool set_worth(struct row *row, const struct way *one, const struct way *two)
{
	row->kind = one->kind + (two ? two->kind : 0);
	row->rank = one->rank + (two ? two->rank : 0);
	row->lives = one->kind == 2 && (!two || two->kind == 2);
	row->whole = row->rank == 0 && one->kind < 2 && (!two || two->kind < 2);
	return one->rank < 9 && (!two || two->rank < 9);
}

static inline bool same_but(const char *a, const char *b, const char *left_out)
{
	for (;;) {
		a += strspn(a, left_out);
		b += strspn(b, left_out);
		if (!*a || tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return *a == *b;
		a++;
		b++;
	}
}

/* Is this person the head; has this person the household's phone? */
static inline bool bears(struct stmt *p, struct stmt *h, char in)
{
	bool same_name = *stmt_text(h, 4) && strcmp(plain(stmt_text(p, 1)), plain(stmt_text(h, 4))) == 0;

	if (in == 'h')
		return same_name || (*stmt_text(h, 5) && same_but(stmt_text(p, 2), stmt_text(h, 5), ""));
	return in == 'p' && *stmt_text(h, 7) && same_but(stmt_text(p, 4), stmt_text(h, 7), "- ");
}

/* The people found of a household, and the household if there is something it was found by that they do not say. */
static inline void model_of(struct db *db, struct stmt *h, const char *one, const char *two, int (*places)[PLACES],
			    struct rows *out)
{
	struct err e;
	struct row house = { .household = stmt_int(h, 0), .place = stmt_int(h, 1), .own = stmt_int(h, 9) != 0 };
	struct way h1 = household_way(h, one, places[0]), h2 = two ? household_way(h, two, places[1]) : h1;
	house.village = stmt_int(h, 10) != 0;
	bool found = set_worth(&house, &h1, two ? &h2 : NULL), anybody = false, said1 = h1.in == '@',
	     said2 = h2.in == '@';
	struct stmt *p = db_query(db,
				  "SELECT id, name, coalesce(id_no, ''), coalesce(disability_cert_no, ''), "
				  "coalesce(phone, ''), birth FROM person WHERE household_id = ?1 AND "
				  "deleted_on IS NULL",
				  &e);

	stmt_bind(p, "i", house.household);
	while (stmt_step(p, &e) == 1) {
		struct way p1 = person_way(p, one), p2 = two ? person_way(p, two) : p1;
		struct row row = house;
		row.person = stmt_int(p, 0);
		if ((p1.rank == 9 && p2.rank == 9) || !set_worth(&row, p1.rank < 9 ? &p1 : &h1,
								 !two          ? NULL
								 : p2.rank < 9 ? &p2
									       : &h2))
			continue;
		out->row[out->n++] = row;
		if (house.whole && !row.whole)
			continue;
		anybody = true;
		said1 = said1 || bears(p, h, h1.in);
		said2 = said2 || bears(p, h, h2.in);
	}
	stmt_done(p);
	if (found && !(anybody && said1 && said2))
		out->row[out->n++] = house;
}

/* Everybody for whom both words hold; two may be NULL. */
static inline void model(struct db *db, const char *one, const char *two, struct rows *out)
{
	struct err e;
	struct stmt *h = db_query(
		db,
		"SELECT id, place_id, village_group, natural_village, head_name, head_id_no, household_no, phone, "
		"EXISTS "
		"(SELECT 1 FROM person AS q WHERE q.household_id = h.id AND q.deleted_on IS NULL AND q.name = "
		"h.head_name), EXISTS (SELECT 1 FROM pairing WHERE household_id = h.id AND cadre_id = 9), place_id IN "
		"(1, 4) FROM household AS h WHERE deleted_on IS NULL ORDER BY id",
		&e);

	struct stmt *p = db_query(db, "SELECT id FROM place WHERE id < 16", &e);
	int places[2][PLACES] = { { 9 }, { 9 } }; /* nowhere: not found by it */
	while (stmt_step(p, &e) == 1) {
		int64_t id = stmt_int(p, 0);
		places[0][id] = place_rank(db, id, one);
		places[1][id] = two ? place_rank(db, id, two) : 9;
	}
	stmt_done(p);
	out->n = 0;
	while (stmt_step(h, &e) == 1)
		model_of(db, h, one, two, places, out);
	stmt_done(h);
}

static inline int by_worth(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	/* Of whole matches a name comes before where somebody lives; who only lives there comes last. */
	int64_t left[] = { !x->whole,
			   x->whole ? x->kind : x->lives,
			   x->own ? 0 : x->village ? 1 : 2,
			   x->kind,
			   x->rank,
			   x->place,
			   x->household,
			   x->person };
	int64_t right[] = { !y->whole,
			    y->whole ? y->kind : y->lives,
			    y->own ? 0 : y->village ? 1 : 2,
			    y->kind,
			    y->rank,
			    y->place,
			    y->household,
			    y->person };

	for (int i = 0; i < 8; i++) {
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	}
	return 0;
}

/* Best first. */
static inline void should_find(struct db *db, const char *one, const char *two, struct rows *out)
{
	model(db, one, two, out);
	qsort(out->row, out->n, sizeof out->row[0], by_worth);
}

#endif

/* What the files of the search share. */
#ifndef STORE_SEARCH_SCAN_H
#define STORE_SEARCH_SCAN_H

#include "internal.h"
#include "search_keys.h"

#include "base/buf.h"
#include "store/search.h"

#define WORDS_MOST 8
#define PLACES_KNOWN 256

/* A set of numbers, each with one of its own: where it stands in a list, say. */
struct numbers {
	int64_t *key;
	uint32_t *value;
	size_t n, room;
};
/* The value of a key; a new key gets `value`. */
uint32_t *numbers_at(struct numbers *s, int64_t key, uint32_t value);
bool numbers_have(const struct numbers *s, int64_t key);
void numbers_release(struct numbers *s);

enum { KIND_NAME, KIND_NUMBER, KIND_PLACE };
static inline int search_kind(int by)
{
	return by == SEARCH_BY_NAME ? KIND_NAME : by == SEARCH_BY_PLACE ? KIND_PLACE : KIND_NUMBER;
}
/* A place is whole for all who live there: that says nothing of any of them. */
static inline bool search_is_whole(int rank, int by)
{
	return rank == RANK_WHOLE && by != SEARCH_BY_PLACE;
}
/* What a word is worth that has that rank in that fact; less is better. RANK_NONE is the worst. */
static inline int search_worth(int rank, int by)
{
	if (rank == RANK_NONE)
		return 4 * (KIND_PLACE + 2);
	return search_is_whole(rank, by) ? search_kind(by) : 4 * (search_kind(by) + 1) + rank;
}

struct candidate {
	int64_t household, person; /* of a person the household is not known yet */
	unsigned char rank, by;
};
/* Who may bear a word, by the index, each once: best ranges first, until there are `most`. */
struct scan {
	struct candidate *list;
	size_t n, most;
	struct numbers seen;
	bool full; /* there may be more */
};

/* How the words stand for one household or person. */
struct ranks {
	unsigned char rank[WORDS_MOST], by[WORDS_MOST];
};
struct person {
	int64_t id;
	struct ranks ranks;
	unsigned char says;
};
struct place_ranks {
	int64_t place;
	bool known;
	struct ranks ranks;
};

/* What a household is found by that its people may bear as well; a place is theirs anyway. A household says what it was
 * found by, a person which of it he or she bears. */
enum { SAYS_HEAD = 1, SAYS_PHONE = 2, SAYS_NUMBER = 4 };

enum { NEAR_OWN, NEAR_VILLAGE, NEAR_NOT };

struct found {
	int64_t household, person, place;
	uint32_t nth;             /* in the order of the index, where that is what counts */
	uint32_t worth;           /* less comes first; made at the end */
	unsigned char kind, rank; /* of all words, added up */
	bool whole;               /* each is a whole name or number */
	unsigned char by, near, says;
	bool aside; /* people of it say the same */
};

/* Own households and those of the own village, with their people: what is tested at every key is kept in memory, keys
 * made. Texts by their number, a fact by where it begins in `facts`, several follow each other. */
struct near_house {
	int64_t id, place;
	uint32_t group, natural, head; /* texts; NO_TEXT */
	uint32_t facts;                /* household_no, phone, head_id_no */
	uint32_t person, persons;      /* the first of them, how many */
	bool headed;                   /* one of them has the head's name */
};
struct near_person {
	int64_t id;
	uint32_t name, facts; /* id_no, disability_cert_no, phone, birth */
	bool born;            /* birth is not NULL */
	unsigned char says;
};
#define NO_TEXT UINT32_MAX
struct near {
	struct numbers own, village; /* households, places */
	bool loaded;                 /* the rest, which only many hits need */
	struct buf facts, keys;
	struct near_text {
		uint32_t fact, keys; /* it; where its keys begin: those of the next end them */
	} * text;
	uint32_t texts;
	struct numbers text_at; /* hash → text */
	struct near_house *house;
	size_t houses;
	struct near_person *person;
	size_t persons;
	int64_t mine, of, version, changes; /* whose it is, and of which state of the file */
	char today[16];
};

struct search {
	struct db *db;
	struct err *e;
	struct search_word words[WORDS_MOST];
	int words_n;
	bool numbers; /* a word is one: then numbers are read too */
	bool stale;   /* texts wait that could not be taken up */
	const struct near *near;
	struct place_ranks places[PLACES_KNOWN];
	struct person *people; /* of the household looked at */
	int people_room;
	struct found *found;
	size_t n, aside;           /* how many; of these, how many stand aside */
	struct numbers seen;       /* household or person → where in `found` */
	struct numbers people_say; /* household → what the people found of it say, once a household was found */
	size_t heard;              /* so many of `found` are in there */
};

/* search_order.c */
/* A word more that holds for what was found; `first`: the first of those typed. */
void search_count(struct found *f, int rank, int by, bool first);
/* A person's name, ID number and phone; the head's name and ID number and the household's phone: SAYS_… */
unsigned char search_says(const char *const person[3], const char *const house[3]);
/* Each thing once, with the most it is worth. A household comes after those of its people for whom it may stand aside.
 */
void search_add(struct search *q, const struct found *f);
/* Were people of the household found? What one of them says; only of those found it counts. */
bool search_people_found(struct search *q, int64_t household);
void search_hear(struct search *q, int64_t person, unsigned char says);
/* How many are given. */
size_t search_given(const struct search *q);
/* Drops the households that stand aside and puts the first `most` of the others in order; `many`: those elsewhere stay
 * in the order of the index. */
void search_sort(struct search *q, bool many, size_t most);

/* search_scan.c */
int search_scan(struct search *q, const struct search_word *w, struct scan *out);
/* Only the households of places that bear the word. */
int search_scan_places(struct search *q, const struct search_word *w, struct scan *out);
void search_scan_release(struct scan *s);
/* search_look.c: reads a household and its people, and adds to `found` what all words hold for. */
int search_look_at(struct search *q, int64_t household);
/* The same for one of its people alone. */
int search_look_person(struct search *q, int64_t household, int64_t person);
/* What the people found of it say; -1 error. */
int search_ask_people(struct search *q, int64_t household);
/* All of the near, by their texts' ranks: of text t and word w at [t * words_n + w]. */
int search_look_all_near(struct search *q, const unsigned char *rank);
/* search_near.c: who is near, kept with the database until anything is written. -1 error. */
int search_near_sets(struct search *q, int64_t mine, int64_t village);
/* Tests them with all words. */
int search_near_look(struct search *q);

#endif

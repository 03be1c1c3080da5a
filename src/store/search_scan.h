/* What the files of the search share. */
#ifndef STORE_SEARCH_SCAN_H
#define STORE_SEARCH_SCAN_H

#include "internal.h"
#include "search_keys.h"

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
};
struct place_ranks {
	int64_t place;
	bool known;
	struct ranks ranks;
};

struct found {
	int64_t household, person, place;
	int rank;
	unsigned char by, near; /* near: 0 own, 1 own village, 2 others */
};

struct search {
	struct db *db;
	struct err *e;
	struct search_word words[WORDS_MOST];
	int words_n;
	bool numbers; /* a word is one: then numbers are read too */
	bool stale;   /* texts wait that could not be taken up */
	struct numbers own, village;
	struct place_ranks places[PLACES_KNOWN];
	struct person *people; /* of the household looked at */
	int people_room;
	struct found *found;
	size_t n;
	struct numbers seen; /* household or person → where in `found` */
};

/* search_scan.c */
int search_scan(struct search *q, const struct search_word *w, struct scan *out);
/* Only the households of places that bear the word. */
int search_scan_places(struct search *q, const struct search_word *w, struct scan *out);
void search_scan_release(struct scan *s);
/* search_look.c: reads a household and its people, and adds to `found` what all words hold for. */
int search_look_at(struct search *q, int64_t household);
/* The same for one of its people alone. */
int search_look_person(struct search *q, int64_t household, int64_t person);
void search_add(struct search *q, const struct found *f);

#endif

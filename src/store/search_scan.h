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
	uint32_t nth;           /* in the order of the index, where that is what counts */
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
/* All of the near, by their texts' ranks: of text t and word w at [t * words_n + w]. */
int search_look_all_near(struct search *q, const unsigned char *rank);
/* search_near.c: who is near, kept with the database until anything is written. -1 error. */
int search_near_sets(struct search *q, int64_t mine, int64_t village);
/* Tests them with all words. */
int search_near_look(struct search *q);

#endif

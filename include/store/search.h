/* Find people: by any part of a name (hanzi), pinyin initials or full pinyin, an ID number's start, end or birth date,
 * a phone's start or end, a household number, or a village. Plain tables search_key(key, kind, person_id, household_id)
 * with a covering index: every suffix worth typing is a row, so "anywhere in the name" is a range of the index.
 *
 * Triggers in plain SQL only note which rows changed (search_stale), so a write by the sqlite3 shell is not forgotten;
 * search_refresh drains that list. An entry is therefore never wrong, at most late, and every search drains first. */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct db;

struct hit {
	int64_t household, person; /* person 0: the household itself (by number or place) */
};
int search_refresh(struct db *db, struct err *e);
int search_rebuild(struct db *db, struct err *e);
/* Words separated by blanks must all hold. At most `most` hits, best first: whole match, then a prefix, then the rest;
 * own (paired with cadre `mine`, 0 none) before others. Binned records are not found. Free with free(). */
int search_find(struct db *db, const char *words, int64_t mine, size_t most, struct hit **out, size_t *n,
		struct err *e);

#endif

/* Between the files of the matcher: keys that propose who may be one, and the work at hand. */
#ifndef MODEL_ROSTER_MATCH_PARTS_H
#define MODEL_ROSTER_MATCH_PARTS_H

#include "model/roster_match.h"

#include <string.h>

/* Entries that share a key lie side by side once the keys are sorted. */
struct match_key {
	uint64_t hash;
	size_t who;
};
struct match_keys {
	struct match_key *item;
	size_t n, cap;
};
uint64_t match_hash(const char *a, const char *b);
void match_key_add(struct match_keys *k, uint64_t hash, size_t who);
void match_keys_sort(struct match_keys *k);
/* The first key of that hash, k->n if there is none. */
size_t match_keys_find(const struct match_keys *k, uint64_t hash);
/* One past the last key that equals the one at `from`. */
size_t match_keys_end(const struct match_keys *k, size_t from);

struct match_work {
	const struct match_entry *entry;
	size_t n;
	const size_t *group; /* of each entry, as far as it is known */
	size_t n_groups;
	unsigned char *sides;        /* of each group: one bit a side */
	size_t *sound;               /* of each group: an entry with a sound ID, n if none */
	struct match_suspicion *two; /* groups said to be two people, sorted */
	size_t n_two;
	unsigned char all; /* every side there is */
	struct match_course *course;
};
bool match_stopped(const struct match_work *w); /* one step more: is it to stop? */
bool match_said_two(const struct match_work *w, size_t a, size_t b);
int match_by_pair(const void *a, const void *b); /* of match_suspicion */

static inline bool match_same_name(const struct match_entry *a, const struct match_entry *b)
{
	return a->name[0] && strcmp(a->name, b->name) == 0;
}

static inline bool match_same_birth(const struct match_entry *a, const struct match_entry *b)
{
	return strlen(a->birth) == 10 && strcmp(a->birth, b->birth) == 0;
}

/* Bytes of the family name: the first character. */
size_t match_family(const char *name);
/* What proposes a damaged number: its first digits as far as a spreadsheet keeps them; the ends of a masked one. False:
 * it has none. */
bool match_first_key(const struct match_entry *e, char out[MATCH_ID_BYTES]);
bool match_masked_key(const struct match_entry *e, char out[MATCH_ID_BYTES]);
/* Each sound number that a slip of the typist may have made this one of: a wrong character, two turned, one dropped or
 * doubled. */
void match_guess(const struct match_entry *e, void (*each)(void *arg, const char *id18), void *arg);

/* The third step: who else may be one. */
void match_suspect(const struct match_work *w, struct match_result *out);

#endif

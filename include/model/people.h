/* Finding people and households as one types. */
#ifndef MODEL_PEOPLE_H
#define MODEL_PEOPLE_H

#include "base/err.h"
#include "model/office.h"

#include <stddef.h>

struct found {
	int64_t household, person; /* person 0: the household */
	char name[96], head[64], village[64], group[48], id_tail[8], relation[32];
	char fact[24]; /* the phone, day of birth or household number it was found by, or "" */
	int age;       /* -1 unknown */
};
struct people_found {
	struct found *list; /* best first */
	size_t n, total;    /* total: exact unless `more`, then at least so many */
	bool more, counted;
};
/* As store/search.h, seen by whoever sits at the keyboard; `now`: these rows alone, of many nobody counts the rest.
 * people_release frees. */
int people_find(struct office *o, const char *words, size_t most, bool now, struct people_found *out, struct err *e);
void people_release(struct people_found *f);
/* How many, as it is said: "12", "500+". */
void people_count(const struct people_found *f, char out[24]);

/* Makes the index anew, and the last visits kept beside the visits (store_mend); says how large the index is. */
struct people_index {
	int64_t texts, keys, bytes;
};
int people_reindex(struct office *o, struct people_index *out, struct err *e);

#endif

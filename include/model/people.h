/* Finding people and households as one types. */
#ifndef MODEL_PEOPLE_H
#define MODEL_PEOPLE_H

#include "base/err.h"
#include "model/office.h"

#include <stddef.h>

struct found {
	int64_t household, person; /* person 0: the household */
	char name[96], head[64], village[64], group[48], id_tail[8], relation[32];
	int age; /* -1 unknown */
};
/* As store/search.h. free(). */
int people_find(struct office *o, const char *words, size_t most, struct found **out, size_t *n, struct err *e);

#endif

/* The rows that could not go in: a file beside the list, to be mended and imported again. It
 * is made of the person's own list and nothing else, stands beside it, and only she can read it (0600): no data of ours
 * leaves with it, so it has no profile and no line in the log of exports. Private to exchange/. */
#ifndef EXCHANGE_REFUSED_H
#define EXCHANGE_REFUSED_H

#include "import_parts.h"

struct refused {
	struct import *i;
	FILE *to; /* NULL until the first row is refused */
	char *path, *part;
	bool made; /* it is in its place */
};

void refused_begin(struct refused *f, struct import *i, const char *path); /* path NULL: FILE.refused.csv */
int refused_add(struct refused *f, const struct line *l, struct err *e);
int refused_finish(struct refused *f, struct err *e); /* puts it in its place */
void refused_release(struct refused *f);
void refused_drop(struct refused *f); /* the same, and nothing stays behind */

#endif

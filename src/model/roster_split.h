/* Between roster_keys.c, which joins rows, and roster_split.c, which makes parts of what hangs together. */
#ifndef MODEL_ROSTER_SPLIT_H
#define MODEL_ROSTER_SPLIT_H

#include "roster_match_parts.h"
#include "roster_parts.h"

enum split_flag {
	SPLIT_SIDE = 7,
	SPLIT_SOUND = 8,
	SPLIT_COMPLETE = 16, /* in every list by one sound ID */
	SPLIT_CLAIMED = 32,
	SPLIT_SAID = 64,    /* no row: something said of two */
	SPLIT_USEFUL = 128, /* may become a line; then of a set: one of it may */
};
struct roster_split {
	int64_t *row;
	unsigned char *flag, *family;
	uint16_t *village;
	uint32_t *up;        /* the set a row is in; in the end the rows in the order of their parts */
	size_t n, cap, rows; /* rows: how many there may be */
	size_t keys_at_once; /* so many keys of a kind are sorted at a time, or not many more */
	size_t *first;       /* of each part, in that order; one more at the end */
	size_t parts, sides;
};
uint32_t split_find(uint32_t *up, uint32_t i);
/* Reads every row of every side and joins those the matcher may look at together: `up` is then there. */
int split_join(struct roster_split *s, struct roster_rows *r, const struct roster_memory *m, struct err *e);

#endif

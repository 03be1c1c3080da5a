/* The text of a list's statements. Nobody but listing*.c includes it. */
#ifndef MODEL_LISTING_SQL_H
#define MODEL_LISTING_SQL_H

#include "base/buf.h"
#include "model/listing.h"

/* In SQL a NULL is neither before nor after anything, so the rows without a sort value are a part of their own, first
 * in ascending order and last in descending; each part alone is a range of an index. */
enum zone { ZONE_ALL, ZONE_NONE, ZONE_SOME };
struct part {
	enum zone zone;
	bool beyond;  /* only what lies beyond :at_sort, :at_then0 …, :at_id */
	bool one;     /* only the row :at_id */
	bool stretch; /* with `beyond`, by key: up to :at_end */
	bool ascending;
	/* Told by listing_sql.c itself, once a statement. */
	bool narrow, whole; /* whole: the village has no places within */
};
/* What lies beyond a row (NULL: all) in one direction: one part or two. */
size_t listing_parts(const struct listing *l, const struct listing_row *at, bool ascending, struct part part[2]);
/* The whole list as parts, for one row of it. */
size_t listing_zones(const struct listing *l, struct part part[2]);
/* " FROM … WHERE …" */
void listing_from_where(struct buf *b, const struct office *o, const struct listing *l, const struct part *p);
/* SELECT key, sort values …, columns; parameter :most. */
void listing_select(struct buf *b, const struct office *o, const struct listing *l, const struct part *p);
/* Few rows: they are looked up and sorted, so no index of the sort may tempt the planner. */
bool listing_is_narrow(const struct office *o, const struct listing *l);
bool listing_is_scoped(const struct office *o, const struct listing *l);
/* Values a row stands by, apart from its key. */
size_t listing_sorts(const struct listing *l);

#endif

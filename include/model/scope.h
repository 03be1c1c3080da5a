/* Which households "all" means, as SQL: shared by everything in model/ that counts over an office. */
#ifndef MODEL_SCOPE_H
#define MODEL_SCOPE_H

#include "base/buf.h"
#include "model/office.h"

/* Appends a condition on a table `household h`. ?1 of the statement is the day. `scope_live_sql`: the household is in
 * the registry on that day (neither binned nor removed); `scope_sql`: and belongs to the village (0: any), or, for
 * SCOPE_MINE, is paired with o->me on that day. A date of less precision means its whole month or year.
 * `scope_whose_sql` is that second half alone, beginning with AND ("" for all): for what happened in a household that
 * may have left since. */
void scope_live_sql(struct buf *sql);
void scope_whose_sql(const struct office *o, enum scope scope, struct buf *sql);
void scope_sql(const struct office *o, enum scope scope, struct buf *sql);

/* All in scope (o->scope), or a stretch of them by id, or one household whatever the scope. What is long over a
 * district is done stretch by stretch, so that it can be interrupted and go on. */
struct scope_part {
	bool one, stretch;
	int64_t from, to; /* ids: bind as ?2 and ?3 */
};
struct scope_part scope_all(void);
struct scope_part scope_one(int64_t household); /* 0: all */
/* The condition on h: ?1 the day, ?2 and ?3 the part's ids; each of the three is named. */
void scope_part_sql(const struct office *o, const struct scope_part *p, struct buf *sql);
/* How many households the scope has, up to `most`: it looks at no more. */
int64_t scope_size(struct office *o, int64_t most);
/* The next stretch of `most` households at most, after p (begin with from = to = INT64_MIN): 1, or 0: there is none. */
int scope_next(struct office *o, struct scope_part *p, int64_t most, int64_t *households, struct err *e);

#endif

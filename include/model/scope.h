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

#endif

/* Rows as they were, for record_clashes and the trace. */
#ifndef MODEL_PAST_H
#define MODEL_PAST_H

#include "base/err.h"
#include "base/value.h"
#include "model/office.h"

#include <stddef.h>

/* What an own field (a row of `extra`) held after change `seq`; *exists is false before it was first filled. *out is to
 * be released. */
int past_extra(struct office *o, int64_t extra, int64_t seq, struct value *out, bool *exists, struct err *e);
/* Releases the cells of journal_row_at. */
void past_release(struct value *cells, size_t n);

#endif

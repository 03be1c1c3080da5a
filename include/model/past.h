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

struct stmt;
/* Whose value a row of `extra` is or, before an undo took it away, was. False if nobody knows. */
bool past_extra_owner(struct office *o, int64_t extra, char tbl[48], int64_t *row, char field[64]);
/* All rows of `extra` a record has or had, as id and field; stmt_done. NULL on error. */
struct stmt *past_extras(struct office *o, const char *table, int64_t row, struct err *e);

#endif

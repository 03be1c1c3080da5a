/* Rows of a query of the program's own, one at a time: for exports, which must not hold what they write. */
#ifndef MODEL_ROWSET_H
#define MODEL_ROWSET_H

#include "base/err.h"
#include "base/value.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rowset;
/* Columns count from 0. Values live until the next step. */
int rowset_open(struct rowset **out, struct office *o, const char *sql, struct err *e);
int rowset_next(struct rowset *r, struct err *e); /* 1 a row, 0 the end, -1 (also ERR_CANCEL) */
void rowset_close(struct rowset **r);
int64_t rowset_int(struct rowset *r, size_t column);
/* What a cell holds without copying it: of a text `text` points at its bytes, which NUL ends and *n counts. */
struct value rowset_peek(struct rowset *r, size_t column, size_t *n);
/* Has any row of the table a field of a bureau's own? */
bool rowset_has_extras(struct office *o, const char *table);
/* The expression for the household of a row named t (record_household); false: it has none. */
bool rowset_household(struct office *o, const char *table, const char **sql);

#endif

/* What must hold of a row before it is saved, whoever writes it (form, import, script). Each table may have one
 * function: it sees the new record merged over the old, fills what follows from facts (birth and sex from the ID), and
 * refuses the rest with the field and a word. Called by record_save inside its transaction. */
#ifndef MODEL_RULES_H
#define MODEL_RULES_H

#include "model/record.h"

/* The table's rule, then what holds for all: required columns (FIELD_REQUIRED), references to what is there (REF_GONE),
 * real dates (DATE_BAD) in order (DATE_ORDER), nothing done in the future (DATE_FUTURE). Only cells that differ from
 * `old` are judged, so that a row which came in wrong can be mended one cell at a time. Writes nothing. */
int rules_check(struct office *o, struct record *r, const struct record *old, struct err *e);

/* `r` holds every column of the table (merged); `old` is the stored row, NULL for a new one. What it sets in r is
 * saved. */
typedef int rule_fn(struct office *o, struct record *r, const struct record *old, struct err *e);
rule_fn *rules_of(const char *table); /* NULL: none */
/* What follows in other tables once the row is written, in the same transaction; r->id is set. NULL: nothing. */
rule_fn *rules_after(const char *table);

#endif

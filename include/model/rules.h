/* What must hold of a row before it is saved, whoever writes it (form, import, script). Each table may have one
 * function: it sees the new record merged over the old, fills what follows from facts (birth and sex from the ID), and
 * refuses the rest with the field and a word. Called by record_save inside its transaction. */
#ifndef MODEL_RULES_H
#define MODEL_RULES_H

#include "model/record.h"

#include <stdbool.h>

/* The table's rule, then what holds for all: required columns (FIELD_REQUIRED), references to what is there (REF_GONE),
 * real dates (DATE_BAD) in order (DATE_ORDER), nothing done in the future (DATE_FUTURE). Only cells that differ from
 * `old` are judged, so that a row which came in wrong can be mended one cell at a time. Writes nothing. `known`: the id
 * of a row that need not be looked for, or 0. */
int rules_check(struct office *o, struct record *r, const struct record *old, int64_t known, struct err *e);

/* `r` holds every column of the table (merged); `old` is the stored row, NULL for a new one. What it sets in r is
 * saved. */
typedef int rule_fn(struct office *o, struct record *r, const struct record *old, struct err *e);
rule_fn *rules_of(const char *table); /* NULL: none */
/* What follows in other tables once the row is written, in the same transaction; r->id is set. NULL: nothing. */
rule_fn *rules_after(const char *table);

/* Rows of this table are a record of what was done: none goes into the bin (BIN_NEVER). */
bool rules_keep(const char *table);

/* What rules ask of a cell: a cell that is not there is NULL; a new row differs from nothing. */
const struct value *rule_cell(const struct record *r, const char *column);
bool rule_changed(const struct record *r, const struct record *old, const char *column);

/* A row of a list that is about to be laid over the stored one: may it? `stored` as it is, `fresh` only what the list
 * says otherwise; `again`: this list has spoken of that row before. -1 refuses it. NULL: everything may. */
typedef int incoming_fn(struct office *o, const struct record *stored, const struct record *fresh, bool again,
			struct err *e);
incoming_fn *rules_incoming(const char *table);
/* Which row of `table` a list means by a name that several have, by what else its line says; 0: it does not say. */
typedef int64_t meant_fn(struct office *o, const char *name, const struct record *said);
meant_fn *rules_meant(const char *table);
/* What a refused row of a list leaves behind, in the transaction of the import. `said`: what the row says, its
 * references found; `why` it was refused and the sentence for it. -1: `e`. NULL: nothing. */
typedef int refused_fn(struct office *o, const struct record *said, const struct err *why, const char *sentence,
		       struct err *e);
refused_fn *rules_refused(const char *table);

#endif

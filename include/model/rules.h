/* What must hold of a row before it is saved, whoever writes it (form, import, script). Each table may have one function: it sees
 * the new record merged over the old, fills what follows from facts (birth and sex from the ID), and refuses the rest with
 * the field and a word. Called by record_save inside its transaction. */
#ifndef MODEL_RULES_H
#define MODEL_RULES_H

#include "model/record.h"

/* `r` holds every column of the table (merged); `old` is the stored row, NULL for a new one. What it sets in r is saved. */
typedef int rule_fn(struct office *o, struct record *r, const struct record *old, struct err *e);
rule_fn *rules_of(const char *table); /* NULL: none */

#endif

/* What must hold of an aid, an enrolment and a lock of a term before they are saved, and what a list may not say of an
 * aid that is there. Only rules_of.c and aid.c use this. */
#ifndef MODEL_AID_RULE_H
#define MODEL_AID_RULE_H

#include "model/rules.h"

#include <stddef.h>

rule_fn aid_rule;
rule_fn enrolment_rule;
rule_fn term_lock_rule;
incoming_fn aid_incoming;
refused_fn aid_refused;
meant_fn aid_item_meant;

/* The column of the day a state began; NULL: it has none. */
const char *aid_day_of(const char *state);
/* May the stored aid go there? -1 says why not: TERM_LOCKED before AID_MOVE, for nothing else would help. */
int aid_refuse_move(struct office *o, const struct record *r, const char *to, struct err *e);

#endif

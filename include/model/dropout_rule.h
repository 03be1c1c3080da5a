/* What must hold of a case of dropout and of a talk about it before they are saved. Only rules_of.c uses this. */
#ifndef MODEL_DROPOUT_RULE_H
#define MODEL_DROPOUT_RULE_H

#include "model/rules.h"

rule_fn dropout_rule;
rule_fn persuasion_rule; /* talked_on not before the case's found_on (DATE_ORDER), nor in the future */

#endif

/* What must hold of a plan of home teaching before it is saved. Only rules_of.c uses this. */
#ifndef MODEL_LESSON_RULE_H
#define MODEL_LESSON_RULE_H

#include "model/rules.h"

rule_fn lesson_plan_rule; /* one plan a child and school year: PLAN_TWICE {1}=year */

#endif

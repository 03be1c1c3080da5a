/* What must hold of a finding before it is saved, and its first notice after. Only rules_of.c and finding.c use this.
 */
#ifndef MODEL_FINDING_RULE_H
#define MODEL_FINDING_RULE_H

#include "model/rules.h"

rule_fn finding_rule;
rule_fn finding_rule_after;
/* Writes a notice unless the same level and source stand there for that day. */
int finding_notice_put(struct office *o, int64_t finding, const char *on, const char *level, const char *source,
		       const char *content, struct err *e);

#endif

/* Logging a visit. */
#ifndef MODEL_VISIT_H
#define MODEL_VISIT_H

#include "model/record.h"

/* A new visit to a household with what is known filled in: today, me, the last visit's kind and mode (else the defaults
 * by role visit.default, mode.house). With `repeat`, also the last visit's content and person met. */
int visit_begin(struct office *o, int64_t household, bool repeat, struct record *out, struct err *e);
bool visit_any(struct office *o, int64_t household); /* was it visited before */
/* After a save: the next household to visit, by the duty list, same group first; 0 none. */
int64_t visit_next_household(struct office *o, int64_t after);

#endif

/* Who is responsible. A pairing is never overwritten. */
#ifndef MODEL_PAIRING_H
#define MODEL_PAIRING_H

#include "model/record.h"

/* Ends every pairing in force of the household the day before `from` and begins one with `cadre`; one transaction.
 * Errors: PAIRING_SAME (already hers), PAIRING_BEFORE (from is before the present line began). */
int pairing_change(struct office *o, int64_t household, int64_t cadre, const char *from, struct err *e);
/* Who took it over last of those in force on a day; 0 nobody. */
int64_t pairing_responsible(struct office *o, int64_t household, const char *on);
/* Names of those in force on a day, "李明、王芳"; caller frees. */
char *pairing_names(struct office *o, int64_t household, const char *on);

#endif

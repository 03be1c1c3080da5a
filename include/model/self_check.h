/* Self-checks (table self_check): a round is what is to be looked at on one day, item by item in its groups. DOMAIN §4.
 */
#ifndef MODEL_SELF_CHECK_H
#define MODEL_SELF_CHECK_H

#include "base/err.h"
#include "model/office.h"

#include <stddef.h>

struct self_check_item {
	const char *group, *item; /* label of choice self_check_group; what to look at */
};
/* Blank rows of today, of the unit I belong to; one transaction, self_check.start. SELF_CHECK_TODAY: there is a round
 * of today already; SELF_CHECK_EMPTY: no items. */
int self_check_start(struct office *o, const struct self_check_item *item, size_t n, struct err *e);

#endif

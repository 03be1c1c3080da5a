/* The header row of a list, and what stands below it that is no row of its own. Import and rosters find both alike
 * (DOMAIN §5.1, §5.3). Private to exchange/. */
#ifndef EXCHANGE_HEADER_H
#define EXCHANGE_HEADER_H

#include "base/err.h"
#include "exchange/rows.h"
#include "list_head.h"
#include "screen/choices.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct header_ask {
	/* How many of the cells are headings that mean something. */
	size_t (*known)(const void *arg, const char *const *cells, size_t n);
	/* A row better than all before it; the last one told is the header. */
	void (*take)(void *arg, const char *const *cells, size_t n);
	void *arg;
};
/* Among the first rows of all sheets the one with the most known headings, the first of equals. How many it has; 0:
 * none, and *at says no more than what kind of file it is. */
size_t header_find(const struct header_ask *ask, const struct list_head *h, struct header_at *at);
bool header_is_good(size_t best, size_t columns); /* two headings known, or one that is the only column */

struct header_skip {
	const struct choice_list *totals;
	char *const *heading;
	size_t n;
	bool (*used)(const void *arg, size_t column); /* does that column say who a row is about */
	const void *arg;
};
/* Blank, a total, the header again as on every printed page, or a remark on a line of its own. */
bool header_skips(const struct header_skip *s, const char *const *cells, size_t n);

#endif

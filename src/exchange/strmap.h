/* What was already seen, by its text: text → number. Private to exchange/. Keys are copied. */
#ifndef EXCHANGE_STRMAP_H
#define EXCHANGE_STRMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strmap {
	struct strmap_slot {
		char *key;
		int64_t value;
	} * slot;
	size_t n, cap; /* cap is 0 or a power of two, at least twice n */
};
#define STRMAP_INIT \
	{ \
		NULL, 0, 0 \
	}

bool strmap_get(const struct strmap *m, const char *key, int64_t *value);
void strmap_put(struct strmap *m, const char *key, int64_t value); /* replaces */
void strmap_release(struct strmap *m);                             /* empty, usable again */

#endif

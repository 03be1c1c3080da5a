#include "base/kept.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stddef.h>
#include <string.h>

#define FIRST_CAP 256

struct text {
	size_t number;
	char s[];
};

/* Open addressing; cap is a power of two, at least twice n. */
static struct {
	char **slot;
	size_t n, cap;
} all;

static size_t slot_of(char *const *slot, size_t cap, const char *s)
{
	size_t at = (size_t)hash_quick(s, strlen(s)) & (cap - 1);

	while (slot[at] && strcmp(slot[at], s) != 0)
		at = (at + 1) & (cap - 1);
	return at;
}

static void grow(void)
{
	size_t cap = all.cap ? all.cap * 2 : FIRST_CAP;
	char **slot = mem_alloc(cap * sizeof(*slot));

	for (size_t k = 0; k < all.cap; k++)
		if (all.slot[k])
			slot[slot_of(slot, cap, all.slot[k])] = all.slot[k];
	mem_free(all.slot);
	all.slot = slot;
	all.cap = cap;
}

const char *kept_before(const char *s)
{
	return all.cap ? all.slot[slot_of(all.slot, all.cap, s)] : NULL;
}

const char *kept(const char *s)
{
	size_t at;

	if (2 * (all.n + 1) > all.cap)
		grow();
	at = slot_of(all.slot, all.cap, s);
	if (!all.slot[at]) {
		size_t n = strlen(s) + 1;
		struct text *t = mem_alloc(sizeof(*t) + n);

		t->number = all.n++;
		all.slot[at] = memcpy(t->s, s, n);
	}
	return all.slot[at];
}

size_t kept_number(const char *kept_text)
{
	return ((const struct text *)(const void *)(kept_text - offsetof(struct text, s)))->number;
}

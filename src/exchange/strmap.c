#include "strmap.h"

#include "base/hash.h"
#include "base/mem.h"

#include <string.h>

#define FIRST_CAP 64

/* Where the key is or would go. */
static size_t slot_of(const struct strmap *m, const char *key)
{
	size_t at = (size_t)hash_quick(key, strlen(key)) & (m->cap - 1);

	while (m->slot[at].key && strcmp(m->slot[at].key, key) != 0)
		at = (at + 1) & (m->cap - 1);
	return at;
}

static void grow(struct strmap *m)
{
	struct strmap bigger = { NULL, m->n, m->cap ? m->cap * 2 : FIRST_CAP };

	bigger.slot = mem_alloc(bigger.cap * sizeof(*bigger.slot));
	for (size_t i = 0; i < m->cap; i++)
		if (m->slot[i].key)
			bigger.slot[slot_of(&bigger, m->slot[i].key)] = m->slot[i];
	mem_free(m->slot);
	*m = bigger;
}

bool strmap_get(const struct strmap *m, const char *key, int64_t *value)
{
	size_t at;

	if (!m->cap)
		return false;
	at = slot_of(m, key);
	if (!m->slot[at].key)
		return false;
	*value = m->slot[at].value;
	return true;
}

void strmap_put(struct strmap *m, const char *key, int64_t value)
{
	size_t at;

	if (2 * (m->n + 1) > m->cap)
		grow(m);
	at = slot_of(m, key);
	if (!m->slot[at].key) {
		m->slot[at].key = mem_dup(key);
		m->n++;
	}
	m->slot[at].value = value;
}

void strmap_release(struct strmap *m)
{
	for (size_t i = 0; i < m->cap; i++)
		mem_free(m->slot[i].key);
	mem_free(m->slot);
	memset(m, 0, sizeof(*m));
}

#include "screen/arena.h"

#include "base/mem.h"

#include <stdalign.h>
#include <string.h>

#define FIRST_BYTES ((size_t)4 * 1024) /* then twice as much each time, up to */
#define BLOCK_BYTES ((size_t)64 * 1024)

struct arena_block {
	struct arena_block *before;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

void *arena_alloc(struct arena *a, size_t n)
{
	const size_t unit = alignof(max_align_t);
	size_t need = (n + unit - 1) / unit * unit;
	struct arena_block *b = a->last;

	if (!b || b->size - b->used < need) {
		size_t size = b ? b->size * 2 : FIRST_BYTES;

		size = size < BLOCK_BYTES ? size : BLOCK_BYTES;
		size = need > size ? need : size;
		b = mem_alloc(sizeof *b + size);
		b->size = size;
		b->before = a->last;
		a->last = b;
	}
	b->used += need;
	return b->bytes + b->used - need;
}

char *arena_dup_n(struct arena *a, const char *s, size_t n)
{
	char *copy = arena_alloc(a, n + 1);

	memcpy(copy, s, n);
	return copy;
}

char *arena_dup(struct arena *a, const char *s)
{
	return s ? arena_dup_n(a, s, strlen(s)) : NULL;
}

char *arena_cat(struct arena *a, const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);
	char *both = arena_alloc(a, n + m + 1);

	memcpy(both, s, n);
	memcpy(both + n, end, m);
	return both;
}

void *arena_copy(struct arena *a, const void *p, size_t n)
{
	void *copy = arena_alloc(a, n);

	if (n)
		memcpy(copy, p, n);
	return copy;
}

void arena_release(struct arena *a)
{
	while (a->last) {
		struct arena_block *b = a->last;

		a->last = b->before;
		mem_free(b);
	}
}

void *growing_add(struct growing *g, size_t each)
{
	char *item;

	if (g->n == g->cap) {
		g->cap = g->cap ? g->cap * 2 : 16;
		g->items = mem_grow(g->items, g->cap, each);
	}
	item = (char *)g->items + g->n++ * each;
	memset(item, 0, each);
	return item;
}

void *growing_done(struct growing *g, size_t each, struct arena *a)
{
	void *items = arena_copy(a, g->items, g->n * each);

	mem_free(g->items);
	g->items = NULL;
	g->cap = 0;
	return items;
}

/* Memory that is freed at once: everything read from screens/ lives exactly as long as the screens. */
#ifndef SCREEN_ARENA_H
#define SCREEN_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena {
	struct arena_block *last;
};

void *arena_alloc(struct arena *a, size_t n);    /* zeroed, aligned for anything */
char *arena_dup(struct arena *a, const char *s); /* NULL gives NULL */
char *arena_dup_n(struct arena *a, const char *s, size_t n);
char *arena_cat(struct arena *a, const char *s, const char *end);
void *arena_copy(struct arena *a, const void *p, size_t n); /* n 0 gives a valid pointer */
void arena_release(struct arena *a);

/* A growing array whose items move into the arena when it is complete. */
struct growing {
	void *items;
	size_t n, cap;
};
void *growing_add(struct growing *g, size_t each); /* a zeroed new item, valid until the next call */
void *growing_done(struct growing *g, size_t each,
		   struct arena *a); /* the items in the arena; g is empty again, its n is kept */

#endif

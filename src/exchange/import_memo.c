#include "import_parts.h"

#include "base/hash.h"
#include "base/mem.h"

#include <string.h>

#define SLOTS 64 /* a column; the last text of each remains */
#define LONGEST 48

struct memo {
	char text[LONGEST];
	size_t n; /* its bytes; 0: empty slot */
	struct value v;
};

static struct memo *slot_of(struct import *i, size_t column, const char *text, size_t n)
{
	return &i->memo[column * SLOTS + hash_quick(text, n) % SLOTS];
}

bool memo_get(struct import *i, size_t column, const char *text, struct value *v)
{
	const size_t n = strlen(text);
	const struct memo *m = i->memo ? slot_of(i, column, text, n) : NULL;

	if (!m || m->n != n || memcmp(m->text, text, n) != 0)
		return false;
	*v = value_lend(&m->v);
	return true;
}

void memo_put(struct import *i, size_t column, const char *text, struct value *v)
{
	size_t n = strlen(text);
	struct memo *m;

	if (!n || n >= LONGEST)
		return;
	if (!i->memo)
		i->memo = mem_alloc(i->n * SLOTS * sizeof(*i->memo));
	m = slot_of(i, column, text, n);
	memcpy(m->text, text, n);
	m->n = n;
	value_release(&m->v);
	m->v = *v;
	*v = value_lend(&m->v);
}

void memo_forget(struct import *i)
{
	for (size_t k = 0; i->memo && k < i->n * SLOTS; k++)
		value_release(&i->memo[k].v);
	mem_free(i->memo);
	i->memo = NULL;
}

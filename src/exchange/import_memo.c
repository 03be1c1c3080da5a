#include "import_parts.h"

#include "base/hash.h"
#include "base/mem.h"

#include <string.h>

#define SLOTS 64 /* a column; the last text of each remains */
#define LONGEST 48

struct memo {
	char text[LONGEST]; /* "": empty slot */
	struct value v;
};

static struct memo *slot_of(struct import *i, size_t column, const char *text)
{
	return &i->memo[column * SLOTS + (hash_text(HASH_START, text) & (SLOTS - 1))];
}

bool memo_get(struct import *i, size_t column, const char *text, struct value *v)
{
	const struct memo *m = i->memo ? slot_of(i, column, text) : NULL;

	if (!m || strcmp(m->text, text) != 0)
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
	m = slot_of(i, column, text);
	memcpy(m->text, text, n + 1);
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

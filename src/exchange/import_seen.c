#include "import_parts.h"

#include "base/mem.h"
#include "model/intake.h"

#include <stdio.h>
#include <string.h>

/* A list keeps a household together, so few are in memory. The others are put away as text: the head's number, a
 * blank, and 0 or 1 for each column. */
static int put_away(struct import *i, struct err *e)
{
	struct buf text = BUF_INIT;
	int rc = 0;

	for (size_t k = 0; k < i->n_seen && rc == 0; k++) {
		const struct household_seen *h = &i->seen[k];

		buf_clear(&text);
		buf_addf(&text, "%s ", h->head);
		for (size_t c = 0; c <= i->n; c++)
			buf_addc(&text, h->done[c] ? '1' : '0');
		rc = intake_keep(i->o, h->key, text.s, e);
	}
	buf_release(&text);
	seen_forget(i);
	i->spilled = true;
	return rc;
}

static void bring_back(struct import *i, struct household_seen *h)
{
	char *text = i->spilled ? intake_kept(i->o, h->key) : NULL;
	const char *blank = text ? strchr(text, ' ') : NULL;

	if (blank && strlen(blank + 1) == i->n + 1) {
		snprintf(h->head, sizeof(h->head), "%.*s", (int)(blank - text), text);
		for (size_t c = 0; c <= i->n; c++)
			h->done[c] = blank[1 + c] == '1';
	}
	mem_free(text);
}

struct household_seen *seen_of(struct import *i, const char *key, struct err *e)
{
	struct household_seen *h;
	int64_t at;

	if (i->last && strcmp(i->last->key, key) == 0)
		return i->last;
	if (strmap_get(&i->households, key, &at))
		return i->last = &i->seen[at];
	if (i->n_seen == SEEN_MOST && put_away(i, e) < 0)
		return NULL;
	strmap_put(&i->households, key, (int64_t)i->n_seen);
	h = &i->seen[i->n_seen++];
	memset(h, 0, sizeof(*h));
	h->key = mem_dup(key);
	h->done = mem_alloc((i->n + 1) * sizeof(*h->done));
	bring_back(i, h);
	return i->last = h;
}

void seen_forget(struct import *i)
{
	for (size_t k = 0; k < i->n_seen; k++) {
		mem_free(i->seen[k].key);
		mem_free(i->seen[k].done);
	}
	i->n_seen = 0;
	i->last = NULL;
	strmap_release(&i->households);
}

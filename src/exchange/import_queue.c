#include "import_parts.h"

#include "base/id.h"
#include "base/mem.h"
#include "base/text.h"

#include <string.h>

#define WAIT_MOST 64

enum { HOUSEHOLDS, YEARS, PEOPLE, KINDS };
static const char *const tables[KINDS] = { "household", "household_year", "person" };

struct waiting {
	struct record_saving saving[WAIT_MOST];
	size_t n;
};
/* What is asked for of the rows at each place of `of`. */
struct queue {
	struct waiting of[KINDS]; /* in the order they are written in */
	const char *number[WAIT_MOST], *id_no[WAIT_MOST], *name[WAIT_MOST];
	int64_t household[WAIT_MOST]; /* of the person */
};

static int kind_of(const char *table)
{
	int k = 0;

	while (strcmp(tables[k], table) != 0)
		k++;
	return k;
}

int queue_add(struct import *i, struct merge *m, struct err *e)
{
	int kind = kind_of(m->now.table);
	struct record *r = &m->saving.merged;
	struct waiting *w;
	size_t at;

	if (!i->queue)
		i->queue = mem_alloc(sizeof(*i->queue));
	w = &i->queue->of[kind];
	if (w->n == WAIT_MOST && queue_flush(i, e) < 0)
		return -1;
	if (!r->id)
		r->id = id_mint();
	m->fresh.id = r->id;
	at = w->n++;
	w->saving[at] = m->saving;
	if (kind == HOUSEHOLDS) {
		i->queue->number[at] = record_text(r, "household_no");
	} else if (kind == PEOPLE) {
		i->queue->id_no[at] = record_text(r, "id_no");
		i->queue->name[at] = record_text(r, "name");
		i->queue->household[at] = record_int(r, "household_id");
	}
	record_init(&m->saving.old, m->now.table);
	record_init(&m->saving.merged, m->now.table);
	return 0;
}

static void forget(struct waiting *w)
{
	for (size_t k = 0; k < w->n; k++)
		record_saving_end(&w->saving[k]);
	w->n = 0;
}

int queue_flush(struct import *i, struct err *e)
{
	int rc = 0;

	for (int k = 0; i->queue && k < KINDS; k++) {
		struct waiting *w = &i->queue->of[k];

		if (rc == 0 && w->n)
			rc = record_write_many(i->o, w->saving, w->n, e);
		forget(w);
	}
	i->broken = i->broken || rc < 0;
	return rc;
}

void queue_drop(struct import *i)
{
	for (int k = 0; i->queue && k < KINDS; k++)
		forget(&i->queue->of[k]);
	mem_free(i->queue);
	i->queue = NULL;
}

static size_t waiting(const struct import *i, int kind)
{
	return i->queue ? i->queue->of[kind].n : 0;
}

bool queue_has_household(const struct import *i, int64_t id)
{
	for (size_t k = waiting(i, HOUSEHOLDS); k-- > 0;)
		if (i->queue->of[HOUSEHOLDS].saving[k].merged.id == id)
			return true;
	return false;
}

bool queue_is_about(const struct import *i, int64_t household)
{
	for (size_t k = waiting(i, PEOPLE); k-- > 0;)
		if (i->queue->household[k] == household)
			return true;
	return queue_has_household(i, household);
}

int64_t queue_household_of(const struct import *i, const char *number)
{
	for (size_t k = waiting(i, HOUSEHOLDS); k-- > 0;)
		if (strcmp(i->queue->number[k], number) == 0)
			return i->queue->of[HOUSEHOLDS].saving[k].merged.id;
	return 0;
}

static bool same_name(const char *a, const char *b)
{
	char *x, *y;
	bool same;

	x = text_name_key(a);
	y = text_name_key(b);
	same = strcmp(x, y) == 0;
	mem_free(x);
	mem_free(y);
	return same;
}

bool queue_has_person(const struct import *i, int64_t household, const char *idno, const char *name)
{
	size_t n = strlen(idno);

	for (size_t k = waiting(i, PEOPLE); k-- > 0;) {
		if (n && strncmp(i->queue->id_no[k], idno, n) == 0)
			return true;
		if (household ? i->queue->household[k] == household && same_name(i->queue->name[k], name)
			      : !n && strcmp(i->queue->name[k], name) == 0)
			return true;
	}
	return false;
}

/* Villages as lists write them: with the town before, the group behind, or without the last character. Only the places
 * of our file are known; what is none of them is compared as it stands. */
#include "base/mem.h"
#include "base/text.h"
#include "roster_parts.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

struct place {
	int64_t id; /* 0: several bear the name */
	char *name; /* as compared */
	bool in_scope;
};
struct met { /* what was asked before */
	char *raw, *key;
	const struct place *place;
};
struct roster_places {
	struct place *item; /* those people live in or nothing lies in, by name */
	size_t n;
	struct met *met; /* a hash table, a power of two */
	size_t n_met, cap_met;
	bool everywhere;
};

static int by_name(const void *pa, const void *pb)
{
	return strcmp(((const struct place *)pa)->name, ((const struct place *)pb)->name);
}

/* One line a name. */
static void once_each(struct roster_places *p)
{
	size_t kept = 0;

	if (p->n > 1)
		qsort(p->item, p->n, sizeof(*p->item), by_name);
	for (size_t i = 0; i < p->n; i++) {
		struct place *last = kept ? &p->item[kept - 1] : NULL;

		if (last && strcmp(last->name, p->item[i].name) == 0) {
			last->id = 0;
			last->in_scope |= p->item[i].in_scope;
			mem_free(p->item[i].name);
		} else {
			p->item[kept++] = p->item[i];
		}
	}
	p->n = kept;
}

int roster_places_load(struct roster_places **out, struct office *o, struct err *e)
{
	struct roster_places *p = mem_alloc(sizeof(*p));
	struct stmt *s =
		db_query(o->db,
			 "SELECT id, name, ?1 = 0 OR id = ?1 OR parent_id = ?1 FROM place p WHERE deleted_on IS"
			 " NULL AND (EXISTS (SELECT 1 FROM household h WHERE h.place_id = p.id) OR NOT EXISTS"
			 " (SELECT 1 FROM place c WHERE c.parent_id = p.id AND c.deleted_on IS NULL))",
			 e);
	size_t cap = 0;
	int rc = -1;

	*out = p;
	p->everywhere = o->village == 0;
	if (s) {
		stmt_bind(s, "i", o->village);
		while ((rc = stmt_step(s, e)) > 0) {
			if (p->n == cap) {
				cap = cap * 2 + 64;
				p->item = mem_grow(p->item, cap, sizeof(*p->item));
			}
			p->item[p->n++] =
				(struct place){ stmt_int(s, 0), text_heading(stmt_text(s, 1)), stmt_int(s, 2) != 0 };
		}
		stmt_done(s);
	}
	once_each(p);
	return rc;
}

void roster_places_free(struct roster_places **p)
{
	if (!*p)
		return;
	for (size_t i = 0; i < (*p)->n; i++)
		mem_free((*p)->item[i].name);
	for (size_t i = 0; i < (*p)->cap_met; i++) {
		mem_free((*p)->met[i].raw);
		mem_free((*p)->met[i].key);
	}
	mem_free((*p)->met);
	mem_free((*p)->item);
	mem_free(*p);
	*p = NULL;
}

/* The name and one character more. */
static bool is_without_last(const char *key, const char *name)
{
	size_t n = strlen(key);

	return *key && strncmp(name, key, n) == 0 && name[n] && !name[n + text_next(name + n, 0)];
}

/* The longest name that stands in the cell; else the only one the cell is the beginning of. */
static const struct place *look_up(const struct roster_places *p, const char *key)
{
	const struct place *best = NULL, *begun = NULL;
	size_t length = 0, n_begun = 0;

	for (size_t i = 0; i < p->n; i++) {
		const char *name = p->item[i].name;
		size_t n = strlen(name);

		if (n > length && strstr(key, name)) {
			best = &p->item[i];
			length = n;
		} else if (is_without_last(key, name)) {
			begun = &p->item[i];
			n_begun++;
		}
	}
	return best ? best : n_begun == 1 ? begun : NULL;
}

static size_t slot(const struct met *met, size_t cap, const char *raw)
{
	size_t at = (size_t)5381;

	for (const char *s = raw; *s; s++)
		at = at * 33 ^ (unsigned char)*s;
	for (at &= cap - 1; met[at].raw && strcmp(met[at].raw, raw) != 0; at = (at + 1) & (cap - 1))
		;
	return at;
}

static void grow(struct roster_places *p)
{
	size_t cap = p->cap_met ? p->cap_met * 2 : 256;
	struct met *met = mem_alloc(cap * sizeof(*met));

	for (size_t i = 0; i < p->cap_met; i++)
		if (p->met[i].raw)
			met[slot(met, cap, p->met[i].raw)] = p->met[i];
	mem_free(p->met);
	p->met = met;
	p->cap_met = cap;
}

const char *roster_place(struct roster_places *p, const char *raw, int64_t *place)
{
	if (2 * p->n_met >= p->cap_met)
		grow(p);
	struct met *m = &p->met[slot(p->met, p->cap_met, raw)];

	if (!m->raw) {
		*m = (struct met){ mem_dup(raw), text_heading(raw), NULL };
		m->place = look_up(p, m->key);
		p->n_met++;
	}
	*place = m->place ? m->place->id : 0;
	return m->place ? m->place->name : m->key;
}

bool roster_place_in_scope(struct roster_places *p, const char *raw)
{
	int64_t id;

	if (p->everywhere || !*raw)
		return true;
	roster_place(p, raw, &id);
	const struct met *m = &p->met[slot(p->met, p->cap_met, raw)];

	return m->place && m->place->in_scope;
}

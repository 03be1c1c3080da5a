#include "screen/ini_index.h"

#include "base/mem.h"
#include "screen/ini_scan.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

struct slot {
	const char *name; /* in the file, not ended */
	uint32_t length, from, bytes;
	int before; /* lines above its head */
	bool read;
	const struct ini_section *section; /* NULL: not read, or broken */
	void *made;
};
struct ini_index {
	struct arena arena;
	char *bytes;
	struct slot *slot; /* in file order */
	size_t n;
	uint32_t *table; /* slot + 1; 0 free */
	size_t cap;      /* a power of two, at most half full */
};

static size_t hash_of(const char *name, size_t n)
{
	uint64_t h = 14695981039346656037u; /* FNV-1a */

	for (size_t i = 0; i < n; i++)
		h = (h ^ ((unsigned char)name[i] | 0x20)) * 1099511628211u;
	return (size_t)(h ^ h >> 32);
}

/* The place of a name in the table: its own, or a free one. */
static uint32_t *place_of(const struct ini_index *ix, const char *name, size_t n)
{
	size_t i = hash_of(name, n) & (ix->cap - 1);

	for (; ix->table[i]; i = (i + 1) & (ix->cap - 1)) {
		const struct slot *s = &ix->slot[ix->table[i] - 1];

		if (s->length == n && !strncasecmp(s->name, name, n))
			break;
	}
	return &ix->table[i];
}

static bool is_head(char *line, size_t n, char **name, size_t *length)
{
	while (n && strchr(" \t\r\v\f", line[0])) {
		line++;
		n--;
	}
	if (!n || line[0] != '[')
		return false;
	while (n && strchr(" \t\r\v\f", line[n - 1]))
		n--;
	*name = line;
	*length = n;
	return ini_is_head(name, length);
}

/* Where each section begins; what stands before the first one ends at the first slot. */
static void find_heads(struct ini_index *ix, size_t n, struct growing *slots)
{
	int line = 0;

	for (size_t at = 0; at < n; line++) {
		char *end = memchr(ix->bytes + at, '\n', n - at), *name;
		size_t bytes = end ? (size_t)(end - ix->bytes) - at : n - at, length;
		struct slot *s = slots->items;

		if (is_head(ix->bytes + at, bytes, &name, &length)) {
			if (slots->n)
				s[slots->n - 1].bytes = (uint32_t)at - s[slots->n - 1].from;
			s = growing_add(slots, sizeof *s);
			*s = (struct slot){
				.name = name, .length = (uint32_t)length, .from = (uint32_t)at, .before = line
			};
		}
		at += bytes + 1;
	}
	if (slots->n) {
		struct slot *last = (struct slot *)slots->items + slots->n - 1;

		last->bytes = (uint32_t)n - last->from;
	}
}

struct report {
	const char *file;
	ini_found *found;
	void *arg;
	struct err *e;
	int problems;
};

static void report(void *arg, int line, const char *word, const char *what)
{
	struct report *r = arg;

	if (!r->problems++)
		err_set(r->e, ERR_FORMAT, word, r->file, "", what);
	if (r->found)
		r->found(r->arg, line, word, what);
}

static void fill_table(struct ini_index *ix, struct report *r)
{
	for (ix->cap = 16; ix->cap < ix->n * 2;)
		ix->cap *= 2;
	ix->table = mem_alloc(ix->cap * sizeof *ix->table);
	for (size_t i = 0; i < ix->n; i++) {
		const struct slot *s = &ix->slot[i];
		uint32_t *place = place_of(ix, s->name, s->length);

		if (*place) {
			char *name = mem_dup_n(s->name, s->length);

			report(r, s->before + 1, "INI_TWICE", name);
			mem_free(name);
		} else {
			*place = (uint32_t)i + 1;
		}
	}
}

int ini_index_open(struct ini_index **out, const char *path, ini_found *found, void *arg, struct err *e)
{
	struct ini_index *ix = mem_alloc(sizeof *ix);
	struct report r = { path, found, arg, e, 0 };
	struct growing slots = { 0 }, none = { 0 };
	size_t n, before;

	*out = ix;
	if (ini_bytes(&ix->bytes, &n, path, e)) {
		if (found)
			found(arg, 0, "INI_OPEN", path);
		ini_index_close(out);
		return -1;
	}
	find_heads(ix, n, &slots);
	ix->n = slots.n;
	ix->slot = growing_done(&slots, sizeof *ix->slot, &ix->arena);
	before = ix->n ? ix->slot[0].from : n;
	ini_scan(ix->bytes, before, 0, &ix->arena, &none, report, &r);
	mem_free(none.items);
	fill_table(ix, &r);
	if (!r.problems)
		return 0;
	ini_index_close(out);
	return -1;
}

void ini_index_close(struct ini_index **ix)
{
	if (!*ix)
		return;
	arena_release(&(*ix)->arena);
	mem_free((*ix)->table);
	mem_free((*ix)->bytes);
	mem_free(*ix);
	*ix = NULL;
}

size_t ini_index_count(const struct ini_index *ix)
{
	return ix->n;
}

size_t ini_index_find(const struct ini_index *ix, const char *name)
{
	uint32_t at = *place_of(ix, name, strlen(name));

	return at ? at - 1 : INI_NONE;
}

const struct ini_section *ini_index_section(struct ini_index *ix, size_t i, ini_found *found, void *arg)
{
	struct slot *s = &ix->slot[i];
	struct report r = { "", found, arg, NULL, 0 };
	struct growing one = { 0 };

	if (s->read)
		return s->section;
	s->read = true;
	if (!ini_scan(ix->bytes + s->from, s->bytes, s->before, &ix->arena, &one, report, &r))
		s->section = growing_done(&one, sizeof *s->section, &ix->arena);
	mem_free(one.items);
	return s->section;
}

bool ini_index_mentions(const struct ini_index *ix, size_t i, const char *text)
{
	const char *at = ix->bytes + ix->slot[i].from;
	size_t n = strlen(text);

	for (size_t left = ix->slot[i].bytes; left >= n; left--, at++)
		if ((at[0] | 0x20) == text[0] && !strncasecmp(at, text, n))
			return true;
	return false;
}

void **ini_index_made(struct ini_index *ix, size_t i)
{
	return &ix->slot[i].made;
}

/* Rows that can have nothing to do with each other, apart: lists of a million rows are matched part by part, each of
 * some tens of thousands. What hangs together by the keys of roster_keys.c is in one part. */
#include "roster_split.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Sets in the order of their first rows, as many to a part as fit; a set is never cut. Sets nobody asks about are in
 * part 0, which is never read. */
static void number_parts(struct roster_split *s, uint32_t *part, size_t part_rows)
{
	size_t filled = 0;

	for (size_t i = 0; i < s->n; i++) {
		uint32_t root = split_find(s->up, (uint32_t)i);

		part[root] += !(s->flag[i] & SPLIT_SAID);
		s->flag[root] |= s->flag[i] & SPLIT_USEFUL;
	}
	for (size_t i = 0; i < s->n; i++) {
		uint32_t rows = part[i];

		if (s->up[i] != i)
			continue;
		part[i] = 0;
		if (!rows || !(s->flag[i] & SPLIT_USEFUL))
			continue;
		if (s->parts == 0 || (filled + rows > part_rows && filled > 0)) {
			s->parts++;
			filled = 0;
		}
		filled += rows;
		part[i] = (uint32_t)s->parts;
	}
	for (size_t i = 0; i < s->n; i++)
		part[i] = s->flag[i] & SPLIT_SAID ? 0 : part[split_find(s->up, (uint32_t)i)];
}

static void order_by_part(struct roster_split *s, const uint32_t *part)
{
	size_t *next = mem_alloc((s->parts + 2) * sizeof(*next));

	s->first = mem_alloc((s->parts + 2) * sizeof(*s->first));
	for (size_t i = 0; i < s->n; i++)
		s->first[part[i] + 1]++;
	s->first[1] = 0;
	for (size_t p = 1; p <= s->parts; p++)
		s->first[p + 1] += s->first[p];
	memcpy(next, s->first, (s->parts + 2) * sizeof(*next));
	for (size_t i = 0; i < s->n; i++)
		if (part[i])
			s->up[next[part[i]]++] = (uint32_t)i;
	mem_free(next);
}

int roster_split(struct roster_rows *r, const struct roster_memory *m, size_t part_rows, size_t rows,
		 struct roster_split **out, struct err *e)
{
	struct roster_split *s = mem_alloc(sizeof(*s));
	uint32_t *part;

	*out = s;
	s->sides = r->sides;
	s->rows = rows;
	s->keys_at_once = 8 * part_rows;
	if (split_join(s, r, m, e) < 0)
		return -1;
	part = mem_alloc((s->n + 1) * sizeof(*part));
	number_parts(s, part, part_rows);
	order_by_part(s, part);
	mem_free(part);
	return 0;
}

void roster_split_free(struct roster_split **s)
{
	if (!*s)
		return;
	mem_free((*s)->row);
	mem_free((*s)->flag);
	mem_free((*s)->family);
	mem_free((*s)->village);
	mem_free((*s)->up);
	mem_free((*s)->first);
	mem_free(*s);
	*s = NULL;
}

size_t roster_parts(const struct roster_split *s)
{
	return s->parts;
}

static int read_side(const struct roster_split *s, const uint32_t *who, size_t n, struct roster_rows *r, size_t side,
		     struct err *e)
{
	int64_t *row = mem_alloc((n + 1) * sizeof(*row));
	bool *claimed = mem_alloc((n + 1) * sizeof(*claimed));
	struct buf json = BUF_INIT;
	int rc = 0;

	for (size_t i = 0; i < n; i++) {
		row[i] = s->row[who[i]];
		claimed[i] = (s->flag[who[i]] & SPLIT_CLAIMED) != 0;
		buf_addf(&json, "%s%" PRId64, i ? "," : "[", row[i]);
	}
	if (n) {
		buf_addc(&json, ']');
		rc = roster_rows_read(r, side, &(struct roster_picks){ row, claimed, json.s }, e);
	}
	buf_release(&json);
	mem_free(row);
	mem_free(claimed);
	return rc;
}

int roster_part_read(const struct roster_split *s, size_t part, struct roster_rows *r, struct err *e)
{
	const uint32_t *who = s->up;
	size_t at = s->first[part + 1], end = s->first[part + 2];

	roster_rows_clear(r);
	for (size_t side = 0; side < s->sides; side++) {
		size_t from = at;

		while (at < end && (s->flag[who[at]] & SPLIT_SIDE) == side)
			at++;
		if (read_side(s, who + from, at - from, r, side, e) < 0)
			return -1;
	}
	return 0;
}

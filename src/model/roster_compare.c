/* Groups of one person become lines: what is missing, what differs, who it may be. */
#include "base/mem.h"
#include "base/text.h"
#include "model/cut.h"
#include "roster_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct work {
	struct roster_rows rows;
	struct match_result match;
	size_t *order, *first;         /* rows by group; where each group begins, one more at the end */
	bool *anchor, *asked, *hidden; /* of groups: may a line be about it, has it candidates, is it only one */
	struct roster_info key;
	struct roster_comparison *out;
	size_t cap;
};

static void order_by_group(struct work *w)
{
	size_t groups = w->match.n_groups, n = w->rows.n;
	size_t *next = mem_alloc((groups + 1) * sizeof(*next));

	w->first = mem_alloc((groups + 1) * sizeof(*w->first));
	w->order = mem_alloc((n + 1) * sizeof(*w->order));
	for (size_t i = 0; i < n; i++)
		w->first[w->match.group[i] + 1]++;
	for (size_t g = 0; g < groups; g++)
		w->first[g + 1] += w->first[g];
	memcpy(next, w->first, (groups + 1) * sizeof(*next));
	for (size_t i = 0; i < n; i++)
		w->order[next[w->match.group[i]]++] = i;
	mem_free(next);
}

static bool is_ours(const struct work *w, size_t row)
{
	return w->out->side[w->rows.entry[row].side] == 0;
}

/* Does a row count as standing on its side? One of ours the claim does not ask for is known, and no more. */
static bool stands(const struct work *w, size_t row)
{
	return !is_ours(w, row) || w->rows.row[row].claimed;
}

/* Somebody who is in no list and need not be is no line; nor is one of ours alone where nothing is claimed. */
static bool may_be_line(const struct work *w, size_t g)
{
	bool other = w->rows.list && strcmp(w->rows.list->info.claim, roster_claim_name(CLAIM_OTHER)) == 0;
	bool ours = false;

	for (size_t i = w->first[g]; i < w->first[g + 1]; i++) {
		if (!is_ours(w, w->order[i]))
			return true;
		ours = ours || stands(w, w->order[i]);
	}
	return ours && !other;
}

/* Our own file says where a person belongs; else the list does. */
static bool in_scope(const struct work *w, size_t g)
{
	bool ours = false, known = false, told = false;

	for (size_t i = w->first[g]; i < w->first[g + 1]; i++) {
		bool inside = w->rows.row[w->order[i]].in_scope;

		if (is_ours(w, w->order[i])) {
			known = true;
			ours = ours || inside;
		}
		told = told || inside;
	}
	return known ? ours : told;
}

static unsigned sides_of(const struct work *w, size_t g)
{
	unsigned sides = 0;

	for (size_t i = w->first[g]; i < w->first[g + 1]; i++)
		sides |= 1u << w->rows.entry[w->order[i]].side;
	return sides;
}

/* The first side's people are asked about; where both stand there, the one in more lists. */
static void turn(const struct work *w, struct match_suspicion *s)
{
	unsigned a = sides_of(w, s->a), b = sides_of(w, s->b);
	bool swap;

	if (w->anchor[s->a] != w->anchor[s->b])
		swap = w->anchor[s->b];
	else if ((a & -a) != (b & -b))
		swap = (b & -b) < (a & -a);
	else
		swap = __builtin_popcount(b) > __builtin_popcount(a);
	if (swap)
		*s = (struct match_suspicion){ s->b, s->a };
}

static int by_anchor(const void *pa, const void *pb)
{
	const struct match_suspicion *a = pa, *b = pb;

	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

static void orient(struct work *w)
{
	size_t groups = w->match.n_groups, kept = 0;
	struct match_suspicion *s = w->match.suspicion;

	w->asked = mem_alloc(groups + 1);
	w->anchor = mem_alloc(groups + 1);
	w->hidden = mem_alloc(groups + 1);
	for (size_t g = 0; g < groups; g++)
		w->anchor[g] = may_be_line(w, g);
	for (size_t i = 0; i < w->match.n_suspicions; i++) {
		turn(w, &s[i]);
		if (!w->anchor[s[i].a] || (!in_scope(w, s[i].a) && !in_scope(w, s[i].b)))
			continue;
		w->asked[s[i].a] = true;
		w->hidden[s[i].b] = true;
		s[kept++] = s[i];
	}
	w->match.n_suspicions = kept;
	for (size_t g = 0; g < groups; g++)
		w->hidden[g] = w->hidden[g] && !w->asked[g];
	if (kept > 1)
		qsort(s, kept, sizeof(*s), by_anchor);
}

static void describe_who(const struct work *w, size_t row, char out[160])
{
	const char *const *raw = w->rows.row[row].raw;
	struct buf b = BUF_INIT;
	static const enum roster_field told[] = { ROSTER_NAME, ROSTER_ID_NO, ROSTER_BIRTH, ROSTER_VILLAGE,
						  ROSTER_GROUP };

	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		if (*raw[told[i]] && !(told[i] == ROSTER_BIRTH && *raw[ROSTER_ID_NO]))
			buf_addf(&b, "%s%s", b.n ? " " : "", raw[told[i]]);
	cut_copy(out, 160, b.s);
	buf_release(&b);
}

/* By the first sound ID, else the first row. */
static void subject_of(const struct work *w, size_t g, char out[128])
{
	size_t i = w->first[g];

	while (i < w->first[g + 1] && w->rows.entry[w->order[i]].state != MATCH_ID_SOUND)
		i++;
	roster_subject(&w->rows.entry[w->order[i < w->first[g + 1] ? i : w->first[g]]], out);
}

static void add_pairs(const struct work *w, struct roster_line *l, size_t g)
{
	const struct match_suspicion *s = w->match.suspicion;
	size_t low = 0, high = w->match.n_suspicions, n = 0;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (s[mid].a < g)
			low = mid + 1;
		else
			high = mid;
	}
	while (low + n < w->match.n_suspicions && s[low + n].a == g)
		n++;
	if (n == 0)
		return;
	s += low;
	l->pair = mem_alloc(n * sizeof(*l->pair));
	for (l->n_pairs = 0; l->n_pairs < n; l->n_pairs++) {
		struct roster_pair *p = &l->pair[l->n_pairs];
		size_t row = w->order[w->first[s[l->n_pairs].b]];

		p->side = w->rows.entry[row].side;
		p->row = w->rows.row[row].row;
		p->person = w->rows.row[row].person;
		describe_who(w, row, p->who);
		subject_of(w, s[l->n_pairs].b, p->subject);
	}
}

static bool same_value(const struct work *w, enum roster_field f, const char *a, const char *b)
{
	int64_t place;

	if (f == ROSTER_VILLAGE)
		return strcmp(a, b) == 0 ||
		       strcmp(roster_place(w->rows.places, a, &place), roster_place(w->rows.places, b, &place)) == 0;
	if (!*a || !*b)
		return !*a && !*b;
	return roster_agree(w->rows.o, f, a, b);
}

/* By the first row of each side. `at`: one more than the row of each side, 0 none. */
static bool field_differs(const struct work *w, enum roster_field f, const size_t *at)
{
	const char *first = NULL;

	for (size_t s = 0; s < w->rows.sides; s++) {
		if (!at[s] || !w->rows.side[s].has[f])
			continue;
		const char *v = w->rows.row[at[s] - 1].raw[f];

		if (!*v && f != ROSTER_ID_NO)
			continue;
		if (first && !same_value(w, f, first, v))
			return true;
		first = first ? first : v;
	}
	return false;
}

static void add_differences(const struct work *w, struct roster_line *l, const size_t *at)
{
	struct roster_difference found[ROSTER_FIELD_COUNT];
	size_t n = 0;

	for (int f = 0; f < ROSTER_FIELD_COUNT; f++) {
		if (!field_differs(w, (enum roster_field)f, at))
			continue;
		struct roster_difference *d = &found[n++];

		*d = (struct roster_difference){ .field = (enum roster_field)f };
		for (size_t s = 0; s < w->rows.sides; s++)
			if (at[s])
				CUT(d->value[s], w->rows.row[at[s] - 1].raw[f]);
	}
	l->n_differences = n;
	if (n) {
		l->difference = mem_alloc(n * sizeof(*l->difference));
		memcpy(l->difference, found, n * sizeof(*found));
	}
}

static void first_told(char *out, size_t size, const char *raw)
{
	if (!*out && *raw)
		cut_copy(out, size, raw);
}

/* Who it is: by the first row that says so. */
static void name_line(const struct work *w, struct roster_line *l, size_t g)
{
	subject_of(w, g, l->subject);
	for (size_t i = w->first[g]; i < w->first[g + 1]; i++) {
		const struct roster_row *r = &w->rows.row[w->order[i]];

		first_told(l->name, sizeof(l->name), r->raw[ROSTER_NAME]);
		first_told(l->id_no, sizeof(l->id_no), r->raw[ROSTER_ID_NO]);
		first_told(l->place, sizeof(l->place), r->raw[ROSTER_VILLAGE]);
		if (r->person && !l->person) {
			l->person = r->person;
			l->household = r->household;
		}
	}
}

static enum roster_verdict judge(const struct work *w, const struct roster_line *l)
{
	bool missing = false, twice = false;

	for (size_t s = 0; s < w->rows.sides; s++) {
		missing = missing || l->times[s] == 0;
		twice = twice || l->times[s] > 1;
	}
	if (l->n_pairs)
		return ROSTER_SUSPECTED;
	if (twice)
		return ROSTER_TWICE;
	if (missing)
		return ROSTER_MISSING;
	return l->n_differences ? ROSTER_DIFFERS : ROSTER_SAME;
}

static void add_line(struct work *w, size_t g)
{
	struct roster_comparison *c = w->out;
	size_t at[ROSTER_SIDES] = { 0 };

	if (c->n == w->cap) {
		w->cap = w->cap ? w->cap * 2 : 256;
		c->line = mem_grow(c->line, w->cap, sizeof(*c->line));
	}
	struct roster_line *l = &c->line[c->n];

	memset(l, 0, sizeof(*l));
	for (size_t i = w->first[g]; i < w->first[g + 1]; i++) {
		size_t row = w->order[i], side = w->rows.entry[row].side;

		if (!stands(w, row))
			continue;
		c->people[side] += l->times[side]++ == 0;
		if (!at[side]) {
			at[side] = row + 1;
			l->row[side] = w->rows.row[row].row;
		}
	}
	if (w->hidden[g])
		return;
	c->n++;
	name_line(w, l, g);
	add_pairs(w, l, g);
	add_differences(w, l, at);
	l->verdict = judge(w, l);
}

/* What agrees comes last. */
static int by_verdict(const void *pa, const void *pb)
{
	const struct roster_line *a = pa, *b = pb;
	int d = (a->verdict == ROSTER_SAME) - (b->verdict == ROSTER_SAME);

	if (!d)
		d = (int)a->verdict - (int)b->verdict;
	if (!d)
		d = strcmp(a->place, b->place);
	if (!d)
		d = strcmp(a->name, b->name);
	return d ? d : strcmp(a->subject, b->subject);
}

static bool is_undecided(const struct roster_line *l)
{
	if (roster_line_is_one(l) && !*l->decision)
		return true;
	for (size_t i = 0; i < l->n_differences; i++)
		if (!*l->difference[i].decision)
			return true;
	return false;
}

static int attach_findings(struct work *w, struct err *e)
{
	struct roster_finding *list = NULL;
	size_t n = 0;

	if (roster_findings(w->rows.o, &w->key, &list, &n, e) < 0)
		return -1;
	for (size_t i = 0; n && i < w->out->n; i++) {
		struct roster_line *l = &w->out->line[i];
		const struct roster_finding *f = roster_finding_of(list, n, l, NULL);

		for (size_t d = 0; (!f || f->closed) && d < l->n_differences; d++)
			f = roster_finding_of(list, n, l, &l->difference[d]);
		if (f && !f->closed)
			l->finding = f->id;
	}
	mem_free(list);
	return 0;
}

static void make_lines(struct work *w, const struct roster_memory *memory)
{
	struct roster_comparison *c = w->out;

	order_by_group(w);
	orient(w);
	for (size_t g = 0; g < w->match.n_groups; g++)
		if (w->anchor[g] && (w->asked[g] || in_scope(w, g)))
			add_line(w, g);
	if (c->n > 1)
		qsort(c->line, c->n, sizeof(*c->line), by_verdict);
	roster_memory_apply(memory, c);
	for (size_t i = 0; i < c->n; i++) {
		c->count[c->line[i].verdict]++;
		c->undecided += is_undecided(&c->line[i]);
	}
}

int roster_compare(struct office *o, const int64_t *side, size_t sides, struct roster_comparison *out, struct err *e)
{
	struct work w = { .out = out };
	struct roster_memory memory = { NULL, 0 };
	struct match_said *said = NULL;
	size_t n_said = 0;
	int rc = -1;

	*out = (struct roster_comparison){ .sides = sides, .seq = roster_seq(o) };
	if (roster_rows_load(&w.rows, o, side, sides, e) < 0)
		goto done;
	memcpy(out->side, side, sides * sizeof(*side));
	if (roster_key(o, side, sides, &w.key, e) < 0 || roster_memory_load(&memory, o, &w.key, e) < 0)
		goto done;
	roster_memory_pairs(&memory, &w.rows, &said, &n_said);
	roster_match(w.rows.entry, w.rows.n, said, n_said, &w.match);
	make_lines(&w, &memory);
	rc = attach_findings(&w, e);
done:
	if (rc < 0)
		roster_comparison_release(out);
	mem_free(said);
	roster_memory_release(&memory);
	match_result_release(&w.match);
	mem_free(w.order);
	mem_free(w.first);
	mem_free(w.anchor);
	mem_free(w.asked);
	mem_free(w.hidden);
	roster_rows_release(&w.rows);
	return rc;
}

void roster_comparison_release(struct roster_comparison *c)
{
	for (size_t i = 0; i < c->n; i++) {
		mem_free(c->line[i].difference);
		mem_free(c->line[i].pair);
	}
	mem_free(c->line);
	*c = (struct roster_comparison){ .sides = 0 };
}

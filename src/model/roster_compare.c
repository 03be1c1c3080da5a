/* Lists compared: who is matched with whom, which of them become lines, and what was said of those. */
#include "base/mem.h"
#include "roster_parts.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PART_ROWS 50000

static void order_by_group(struct roster_work *w)
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

/* Somebody who is in no list and need not be is no line; nor is one of ours alone where nothing is claimed. */
static bool may_be_line(const struct roster_work *w, size_t g)
{
	bool other = w->rows.list && strcmp(w->rows.list->info.claim, roster_claim_name(CLAIM_OTHER)) == 0;
	bool ours = false;

	for (size_t i = w->first[g]; i < w->first[g + 1]; i++) {
		if (!roster_is_ours(w, w->order[i]))
			return true;
		ours = ours || roster_stands(w, w->order[i]);
	}
	return ours && !other;
}

/* Our own file says where a person belongs; else the list does. */
static bool in_scope(const struct roster_work *w, size_t g)
{
	bool ours = false, known = false, told = false;

	for (size_t i = w->first[g]; i < w->first[g + 1]; i++) {
		bool inside = w->rows.row[w->order[i]].in_scope;

		if (roster_is_ours(w, w->order[i])) {
			known = true;
			ours = ours || inside;
		}
		told = told || inside;
	}
	return known ? ours : told;
}

static int64_t listed(const struct roster_work *w, size_t g)
{
	int64_t n = 0;

	for (size_t i = w->first[g]; i < w->first[g + 1]; i++)
		n += !roster_is_ours(w, w->order[i]);
	return n;
}

static unsigned sides_of(const struct roster_work *w, size_t g)
{
	unsigned sides = 0;

	for (size_t i = w->first[g]; i < w->first[g + 1]; i++)
		sides |= 1u << w->rows.entry[w->order[i]].side;
	return sides;
}

/* The first side's people are asked about; where both stand there, the one in more lists. */
static void turn(const struct roster_work *w, struct match_suspicion *s)
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

static void orient(struct roster_work *w)
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

static int attach_findings(struct roster_work *w, struct err *e)
{
	for (size_t i = 0; w->n_findings && i < w->out->n; i++) {
		struct roster_line *l = &w->out->line[i];
		const struct roster_finding *f = roster_finding_of(w->finding, w->n_findings, l, NULL);

		for (size_t d = 0; (!f || f->closed) && d < l->n_differences; d++)
			f = roster_finding_of(w->finding, w->n_findings, l, &l->difference[d]);
		if (f && !f->closed)
			l->finding = f->id;
	}
	return db_stop_wanted(w->rows.o->db) ? err_set(e, ERR_CANCEL, "CANCELLED") : 0;
}

/* The matched rows become lines, beside those of other parts. */
static void make_lines(struct roster_work *w)
{
	order_by_group(w);
	orient(w);
	for (size_t g = 0; g < w->match.n_groups; g++)
		if (w->anchor[g] && (w->asked[g] || in_scope(w, g)))
			roster_add_line(w, g);
		else if (!w->hidden[g])
			w->out->outside += listed(w, g);
}

static void forget_part(struct roster_work *w)
{
	match_result_release(&w->match);
	mem_free(w->order);
	mem_free(w->first);
	mem_free(w->anchor);
	mem_free(w->asked);
	mem_free(w->hidden);
	w->order = w->first = NULL;
	w->anchor = w->asked = w->hidden = NULL;
}

static bool stop_wanted(void *db)
{
	return db_stop_wanted(db);
}

static int match_part(struct roster_work *w, const struct roster_memory *memory, struct err *e)
{
	struct match_course course = { .stop = stop_wanted, .arg = w->rows.o->db, .sides = w->rows.sides };
	struct match_said *said = NULL;
	size_t n_said = 0;

	roster_memory_pairs(memory, &w->rows, &said, &n_said);
	roster_match(w->rows.entry, w->rows.n, said, n_said, &course, &w->match);
	mem_free(said);
	if (!course.stopped)
		make_lines(w);
	forget_part(w);
	return course.stopped ? err_set(e, ERR_CANCEL, "CANCELLED") : 0;
}

static size_t part_rows = PART_ROWS;

void roster_set_part(size_t rows)
{
	part_rows = rows ? rows : PART_ROWS;
}

/* Rows of all sides together, as far as that is known without reading them. */
static size_t rows_at_hand(const struct roster_work *w)
{
	int64_t n = w->rows.ours ? db_int(w->rows.o->db, 0, "SELECT count(*) FROM person", "") : 0;

	for (size_t s = 0; s < w->rows.sides; s++)
		n += w->rows.side[s].info.rows;
	return (size_t)n;
}

static int match_all(struct roster_work *w, const struct roster_memory *memory, struct err *e)
{
	struct roster_split *split = NULL;
	size_t rows = rows_at_hand(w);
	int rc = 0;

	if (rows <= part_rows) {
		for (size_t s = 0; s < w->rows.sides && rc == 0; s++)
			rc = roster_rows_read(&w->rows, s, NULL, e);
		return rc < 0 ? -1 : match_part(w, memory, e);
	}
	rc = roster_split(&w->rows, memory, part_rows, rows, &split, e);
	for (size_t p = 0; rc == 0 && p < roster_parts(split); p++) {
		rc = roster_part_read(split, p, &w->rows, e);
		if (rc == 0)
			rc = match_part(w, memory, e);
		/* The first half was reading them once (roster_keys.c). */
		office_tell(w->rows.o, (int64_t)(rows + rows * (p + 1) / roster_parts(split)), 2 * (int64_t)rows);
	}
	roster_split_free(&split);
	return rc;
}

static void finish(struct roster_work *w, const struct roster_memory *memory)
{
	struct roster_comparison *c = w->out;

	if (c->n > 1)
		qsort(c->line, c->n, sizeof(*c->line), by_verdict);
	roster_memory_apply(memory, c);
	for (size_t i = 0; i < c->n; i++)
		c->undecided += is_undecided(&c->line[i]);
}

int roster_compare(struct office *o, const int64_t *side, size_t sides, struct roster_comparison *out, struct err *e)
{
	struct roster_work w = { .out = out };
	struct roster_memory memory = { NULL, 0 };
	int rc = -1;

	*out = (struct roster_comparison){ .sides = sides, .seq = roster_seq(o) };
	if (roster_rows_open(&w.rows, o, side, sides, e) < 0)
		goto done;
	memcpy(out->side, side, sides * sizeof(*side));
	if (roster_key(o, side, sides, &w.key, e) < 0 || roster_memory_load(&memory, o, &w.key, e) < 0 ||
	    roster_findings(o, &w.key, &w.finding, &w.n_findings, e) < 0)
		goto done;
	roster_index_named(&w);
	if (match_all(&w, &memory, e) < 0)
		goto done;
	finish(&w, &memory);
	rc = attach_findings(&w, e);
done:
	if (rc < 0)
		roster_comparison_release(out);
	roster_memory_release(&memory);
	mem_free(w.finding);
	mem_free(w.named);
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

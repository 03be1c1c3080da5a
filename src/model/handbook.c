#include "model/handbook.h"

#include "base/clock.h"
#include "base/mem.h"
#include "handbook_sql.h"
#include "model/cut.h"
#include "model/scope.h"
#include "store/db.h"
#include "store/guard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HOUSEHOLDS_AT_ONCE 2000

struct walk {
	struct asked ask;
	const char *year;
	int64_t from, to; /* households */
	/* Called per row. */
	void (*row)(struct walk *w, const struct book_table *t, struct stmt *s);
	/* what is gathered */
	struct gap *gap;
	size_t n, cap;
	struct tally {
		int64_t household;
		int gaps;
	} * tally;
	size_t n_tallies, tally_cap;
};
enum { COLUMN_HOUSEHOLD, COLUMN_ROW, COLUMN_TITLE, COLUMN_FLAGS };
enum { FLAG_BLANK = 1, FLAG_WAIVED };

static int walk_table(struct walk *w, const struct book_table *t, struct err *e)
{
	struct buf sql = BUF_INIT;
	book_blanks_sql(&w->ask, t, &sql);
	struct stmt *s = guard_query(w->ask.o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	stmt_bind(s, "sisi", clock_today(), w->from, w->year, w->to);
	int got;
	while ((got = stmt_step(s, e)) > 0)
		w->row(w, t, s);
	stmt_done(s);
	return got;
}

static int walk_all(struct walk *w, struct err *e)
{
	for (size_t i = 0; i < w->ask.nf; i++)
		if (!book_table_named(w->ask.f[i].table))
			return err_set(e, ERR_INVALID, "HANDBOOK_TABLE", w->ask.f[i].table);
	for (size_t i = 0; i < book_tables_n; i++) {
		bool asked = false;
		for (size_t k = 0; k < w->ask.nf && !asked; k++)
			asked = !strcmp(w->ask.f[k].table, book_tables[i].name);
		if (asked && walk_table(w, &book_tables[i], e))
			return -1;
	}
	return 0;
}

static void gather_gaps(struct walk *w, const struct book_table *t, struct stmt *s)
{
	int col = COLUMN_FLAGS;
	for (size_t i = 0; i < w->ask.nf; i++) {
		int64_t flag = strcmp(w->ask.f[i].table, t->name) ? 0 : stmt_int(s, col++);
		if (flag == 0)
			continue;
		if (w->n == w->cap) {
			w->cap = w->cap * 2 + 16;
			w->gap = mem_grow(w->gap, w->cap, sizeof *w->gap);
		}
		struct gap *g = &w->gap[w->n++];
		*g = (struct gap){ .household = stmt_int(s, COLUMN_HOUSEHOLD),
				   .table = w->ask.f[i].table,
				   .column = w->ask.f[i].column,
				   .section = w->ask.f[i].section,
				   .field = i,
				   .row = stmt_int(s, COLUMN_ROW),
				   .waived = flag == FLAG_WAIVED };
		CUT_COLUMN(g->title, s, COLUMN_TITLE);
	}
}

static int in_order(const void *pa, const void *pb)
{
	const struct gap *a = pa, *b = pb;

	if (a->household != b->household)
		return a->household < b->household ? -1 : 1;
	if (a->field != b->field)
		return a->field < b->field ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

/* By household, then in field order. */
static int read_gaps(struct walk *w, struct err *e)
{
	w->n = 0;
	if (walk_all(w, e))
		return -1;
	if (w->n)
		qsort(w->gap, w->n, sizeof *w->gap, in_order);
	return 0;
}

static bool has_waivers(struct office *o)
{
	return db_int(o->db, 0,
		      "SELECT EXISTS (SELECT 1 FROM rule_waiver WHERE rule GLOB 'blank:*' AND deleted_on IS NULL)",
		      "") != 0;
}

int handbook_gaps(struct office *o, const struct handbook_field *f, size_t nf, int64_t household, const char *year,
		  struct gap **out, size_t *n, struct err *e)
{
	struct walk w = { .ask = { o, f, nf, true, false, has_waivers(o), false, false },
			  .year = year,
			  .from = household,
			  .to = household,
			  .row = gather_gaps };
	*out = NULL;
	*n = 0;
	if (!household)
		return 0;
	if (read_gaps(&w, e)) {
		mem_free(w.gap);
		return -1;
	}
	*out = w.gap;
	*n = w.n;
	return 0;
}

/* The last household of those looked at together after `after`; 0: there is none. How many in *n. */
static int64_t next_households(struct office *o, int64_t after, int64_t *n)
{
	struct stmt *s = db_query(o->db,
				  "SELECT max(id), count(*) FROM (SELECT id FROM household WHERE id > ?1 ORDER BY id"
				  " LIMIT ?2)",
				  NULL);
	int64_t last = 0;

	if (s) {
		stmt_bind(s, "ii", after, (int64_t)HOUSEHOLDS_AT_ONCE);
		if (stmt_step(s, NULL) > 0) {
			last = stmt_int(s, 0);
			*n += stmt_int(s, 1);
		}
	}
	stmt_done(s);
	return last;
}

int handbook_each(struct office *o, const struct handbook_field *f, size_t nf, const char *year, bool whole,
		  int (*each)(void *arg, const struct gap *g), void *arg, struct err *e)
{
	struct walk w = { .ask = { o, f, nf, false, false, has_waivers(o), false, whole },
			  .year = year,
			  .row = gather_gaps };
	bool all = whole || (o->scope == SCOPE_VILLAGE && o->village == 0);
	int64_t seen = 0, of = all ? db_int(o->db, 0, "SELECT count(*) FROM household", "") : 0;
	int answer = 0;

	while (answer == 0) {
		w.from = all ? w.to + 1 : INT64_MIN;
		w.to = all ? next_households(o, w.to, &seen) : INT64_MAX;
		if (all && w.to == 0)
			break;
		answer = read_gaps(&w, e);
		for (size_t i = 0; answer == 0 && i < w.n; i++)
			answer = each(arg, &w.gap[i]);
		office_tell(o, seen, of);
		if (!all)
			break;
	}
	mem_free(w.gap);
	return answer;
}

size_t gaps_without_waived(struct gap *gap, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!gap[i].waived)
			gap[kept++] = gap[i];
	return kept;
}

static void gather_tallies(struct walk *w, const struct book_table *t, struct stmt *s)
{
	int gaps = (int)stmt_int(s, COLUMN_FLAGS);
	(void)t;
	if (!gaps)
		return;
	if (w->n_tallies == w->tally_cap) {
		w->tally_cap = w->tally_cap * 2 + 64;
		w->tally = mem_grow(w->tally, w->tally_cap, sizeof *w->tally);
	}
	w->tally[w->n_tallies++] = (struct tally){ stmt_int(s, COLUMN_HOUSEHOLD), gaps };
}

static int by_household(const void *pa, const void *pb)
{
	const struct tally *a = pa, *b = pb;
	return (a->household > b->household) - (a->household < b->household);
}

int handbook_count_part(struct office *o, const struct handbook_field *f, size_t nf, const struct scope_part *part,
			const char *year, struct gap_counts *out, void (*each)(void *arg, int64_t household, int gaps),
			void *arg, struct err *e)
{
	struct walk w = { .ask = { o, f, nf, part->one, true, has_waivers(o), part->stretch || part->one, false },
			  .year = year,
			  .from = part->from,
			  .to = part->to,
			  .row = gather_tallies };
	*out = (struct gap_counts){ 0 };
	int result = walk_all(&w, e);
	if (!result && w.n_tallies)
		qsort(w.tally, w.n_tallies, sizeof *w.tally, by_household);
	for (size_t i = 0; !result && i < w.n_tallies;) {
		int64_t household = w.tally[i].household;
		int gaps = 0;
		for (; i < w.n_tallies && w.tally[i].household == household; i++)
			gaps += w.tally[i].gaps;
		out->households++;
		out->gaps += gaps;
		if (each)
			each(arg, household, gaps);
	}
	mem_free(w.tally);
	return result;
}

int handbook_count(struct office *o, const struct handbook_field *f, size_t nf, const char *year,
		   struct gap_counts *out, void (*each)(void *arg, int64_t household, int gaps), void *arg,
		   struct err *e)
{
	struct scope_part all = scope_all();

	return handbook_count_part(o, f, nf, &all, year, out, each, arg, e);
}

void handbook_year(struct office *o, char year[5])
{
	char next[16];

	snprintf(next, sizeof next, "%d", atoi(clock_today()) + 1);
	char *last = db_text(o->db,
			     "SELECT y.year FROM household_year y CROSS JOIN household h ON h.id = y.household_id"
			     " WHERE y.deleted_on IS NULL AND h.deleted_on IS NULL AND y.year < ?1"
			     " ORDER BY y.year DESC LIMIT 1",
			     "s", next);
	snprintf(year, 5, "%.4s", last ? last : clock_today());
	free(last);
}

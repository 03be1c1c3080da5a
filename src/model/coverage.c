#include "model/coverage.h"

#include "base/clock.h"
#include "base/mem.h"
#include "coverage_sql.h"
#include "model/cut.h"
#include "model/enrolment.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

/* A line while it is counted, with what it is sorted by. */
struct counted {
	struct coverage_line line; /* first */
	size_t step;               /* of a stage on the ladder */
	int64_t item;              /* the first of that name */
};
struct counting {
	struct office *o;
	const char *term;
	enum coverage_by by;
	struct counted *list;
	size_t n, cap;
};

static size_t step_of(struct office *o, const char *stage)
{
	const struct stage *all;
	size_t n = office_stages(o, &all), i = 0;

	while (i < n && strcmp(all[i].stage, stage) != 0)
		i++;
	return i;
}

static struct counted *line_at(struct counting *g, const char *group, int64_t place)
{
	struct coverage_line key;

	CUT(key.group, group);
	for (size_t i = 0; i < g->n; i++)
		if (g->list[i].line.place == place && strcmp(g->list[i].line.group, key.group) == 0)
			return &g->list[i];
	if (g->n == g->cap) {
		g->cap = g->cap * 2 + 32;
		g->list = mem_grow(g->list, g->cap, sizeof *g->list);
	}
	struct counted *one = &g->list[g->n++];
	*one = (struct counted){ .line.place = place, .step = step_of(g->o, key.group) };
	CUT(one->line.group, key.group);
	return one;
}

static struct stmt *ask(struct counting *g, struct buf *sql, struct err *e)
{
	struct stmt *s = db_query(g->o->db, sql->s, e);

	buf_release(sql);
	if (s)
		stmt_bind(s, "ss", clock_today(), g->term);
	return s;
}

static void add_students(struct stmt *s, int from, struct coverage_line *l)
{
	l->students += (int)stmt_int(s, from);
	l->unverified += (int)stmt_int(s, from + 1);
	l->due_told += (int)stmt_int(s, from + 2);
	l->told += (int)stmt_int(s, from + 3);
	l->untold += (int)(stmt_int(s, from + 2) - stmt_int(s, from + 3));
}

#define STUDENT_SUMS "count(*), sum(q.verified_on IS NULL), sum(q.is_paid), sum(q.is_paid AND q.is_told)"

/* An item has no students of its own: its line counts those it is for, the total all. */
static int count_students(struct counting *g, struct coverage_line *total, struct err *e)
{
	enum coverage_by by = g->by == COVERAGE_ITEM ? COVERAGE_STAGE : g->by;
	struct buf sql = BUF_INIT;
	int got;

	buf_addf(&sql, "SELECT %s, %s, " STUDENT_SUMS " FROM (", coverage_group_sql(by), coverage_place_sql(by));
	coverage_students_sql(g->o, &sql);
	buf_adds(&sql, ") q GROUP BY 1, 2");
	struct stmt *s = ask(g, &sql, e);
	if (!s)
		return -1;
	while ((got = stmt_step(s, e)) > 0) {
		add_students(s, 2, total);
		if (g->by != COVERAGE_ITEM)
			add_students(s, 2, &line_at(g, stmt_text(s, 0), stmt_int(s, 1))->line);
	}
	stmt_done(s);
	return got;
}

static void add_items(struct stmt *s, int from, struct coverage_line *l)
{
	int entitled = (int)stmt_int(s, from), paid = (int)stmt_int(s, from + 2);

	l->entitled += entitled;
	l->applied += (int)stmt_int(s, from + 1);
	l->paid += paid;
	l->missing += entitled - paid;
	l->standard += stmt_int(s, from + 3);
	l->amount += stmt_int(s, from + 4);
}

static int count_items(struct counting *g, struct coverage_line *total, struct err *e)
{
	struct buf sql = BUF_INIT;
	int got;

	buf_addf(&sql,
		 "SELECT %s, %s, min(q.aid_item_id), count(*), sum(q.is_applied), sum(q.is_paid),"
		 " sum(coalesce(q.standard, 0)), sum(CASE WHEN q.is_paid THEN coalesce(q.amount, 0) ELSE 0 "
		 "END), " STUDENT_SUMS " FROM (",
		 coverage_group_sql(g->by), coverage_place_sql(g->by));
	coverage_items_sql(g->o, "c.term = ?2", &sql);
	buf_adds(&sql, ") q GROUP BY 1, 2");
	struct stmt *s = ask(g, &sql, e);
	if (!s)
		return -1;
	while ((got = stmt_step(s, e)) > 0) {
		struct counted *one = line_at(g, stmt_text(s, 0), stmt_int(s, 1));
		if (!one->item || stmt_int(s, 2) < one->item)
			one->item = stmt_int(s, 2);
		add_items(s, 3, &one->line);
		add_items(s, 3, total);
		if (g->by == COVERAGE_ITEM)
			add_students(s, 8, &one->line);
	}
	stmt_done(s);
	return got;
}

/* Stages as the ladder goes, items as they were entered, the rest by name; what nobody knows comes last. */
static int in_order(const void *pa, const void *pb)
{
	const struct counted *a = pa, *b = pb;

	if (!a->line.group[0] != !b->line.group[0])
		return a->line.group[0] ? -1 : 1;
	if (a->step != b->step)
		return a->step < b->step ? -1 : 1;
	int order = strcmp(a->line.group, b->line.group);
	return order ? order : (a->line.place > b->line.place) - (a->line.place < b->line.place);
}

static int items_in_order(const void *pa, const void *pb)
{
	const struct counted *a = pa, *b = pb;

	return (a->item > b->item) - (a->item < b->item);
}

int coverage_astray(struct office *o, const char *term, size_t *n, struct err *e)
{
	struct counting g = { .o = o, .term = term };
	struct buf sql = BUF_INIT;
	int got;

	*n = 0;
	buf_adds(&sql, "SELECT count(*) FROM (");
	coverage_astray_sql(o, &sql);
	buf_adds(&sql, ")");
	struct stmt *s = ask(&g, &sql, e);
	if (!s)
		return -1;
	if ((got = stmt_step(s, e)) > 0)
		*n = (size_t)stmt_int(s, 0);
	stmt_done(s);
	return got < 0 ? -1 : 0;
}

int coverage_load(struct office *o, const char *term, enum coverage_by by, struct coverage_line **out, size_t *n,
		  struct coverage_line *total, struct err *e)
{
	struct counting g = { .o = o, .term = term, .by = by };

	*out = NULL;
	*n = 0;
	*total = (struct coverage_line){ 0 };
	if (count_students(&g, total, e) < 0 || count_items(&g, total, e) < 0) {
		mem_free(g.list);
		return -1;
	}
	if (!g.n)
		return 0;
	qsort(g.list, g.n, sizeof *g.list, by == COVERAGE_ITEM ? items_in_order : in_order);
	*out = mem_grow(NULL, g.n, sizeof **out);
	for (size_t i = 0; i < g.n; i++)
		(*out)[i] = g.list[i].line;
	*n = g.n;
	mem_free(g.list);
	return 0;
}

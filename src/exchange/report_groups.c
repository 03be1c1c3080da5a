/* While a report is made, the numbers of the lines of an `each` come from one walk over a metric's rows, not from one
 * for every line. */
#include "report_parts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct group {
	char *only; /* as SQL */
	struct value v;
};
struct grouped {
	size_t metric;
	char *column;
	struct group *group;
	size_t n, cap;
	bool texts, numbers, reals; /* among the keys */
};
struct report_groups {
	struct grouped *list;
	size_t n;
};

struct report_groups *report_groups_begin(void)
{
	return mem_alloc(sizeof(struct report_groups));
}

void report_groups_end(struct report_groups **all)
{
	for (size_t i = 0; *all && i < (*all)->n; i++) {
		struct grouped *g = &(*all)->list[i];

		for (size_t k = 0; k < g->n; k++) {
			mem_free(g->group[k].only);
			value_release(&g->group[k].v);
		}
		mem_free(g->group);
		mem_free(g->column);
	}
	if (*all)
		mem_free((*all)->list);
	mem_free(*all);
	*all = NULL;
}

static bool is_real(const char *only)
{
	return only[0] != '\'' && strcmp(only, "NULL") != 0 && strpbrk(only, ".eEn");
}

/* A text and a number may be the same to SQL, and a fraction be written in two ways: then only SQL can tell. */
static bool is_sure(const struct grouped *g, const char *only)
{
	if (g->reals || is_real(only))
		return false;
	return only[0] == '\'' ? !g->numbers : strcmp(only, "NULL") == 0 || !g->texts;
}

static int take_group(void *arg, const struct value *cell, size_t n)
{
	struct grouped *g = arg;

	(void)n;
	if (g->n == g->cap) {
		g->cap = g->cap * 2 + 16;
		g->group = mem_grow(g->group, g->cap, sizeof(*g->group));
	}
	g->group[g->n++] = (struct group){ mem_dup(cell[0].text), value_copy(&cell[1]) };
	g->texts |= cell[0].text[0] == '\'';
	g->reals |= is_real(cell[0].text);
	g->numbers |= cell[0].text[0] != '\'' && strcmp(cell[0].text, "NULL") != 0;
	return 0;
}

static int by_only(const void *a, const void *b)
{
	return strcmp(((const struct group *)a)->only, ((const struct group *)b)->only);
}

/* The groups of a metric by a column, counted now if they are not there yet. */
static const struct grouped *grouped_by(const struct report *r, struct office *o, size_t metric, const char *column,
					struct err *e)
{
	struct report_groups *all = r->groups;
	const struct metric_def *m = &r->def->metric[metric];
	struct grouped g = { .metric = metric };
	struct buf sql = BUF_INIT, kept = BUF_INIT;
	int rc;

	for (size_t i = 0; i < all->n; i++)
		if (all->list[i].metric == metric && strcmp(all->list[i].column, column) == 0)
			return &all->list[i];
	buf_addf(&sql, "SELECT quote(\"%s\"), ", column);
	if (m->sum[0])
		buf_addf(&sql, "sum(\"%s\")", m->sum);
	else
		buf_adds(&sql, "count(*)");
	buf_addf(&sql, " FROM (%s\n) GROUP BY \"%s\"", m->rows, column);
	report_kept_sql(r, sql.s, &kept);
	rc = metric_each(o, kept.s, &r->period, take_group, &g, e);
	buf_release(&sql);
	buf_release(&kept);
	if (g.n)
		qsort(g.group, g.n, sizeof(*g.group), by_only);
	g.column = mem_dup(column);
	all->list = mem_grow(all->list, all->n + 1, sizeof(*all->list));
	all->list[all->n++] = g;
	return rc < 0 ? NULL : &all->list[all->n - 1];
}

int report_group_value(const struct report *r, struct office *o, size_t metric, const char *column, const char *only,
		       struct value *out, struct err *e)
{
	const struct grouped *g = grouped_by(r, o, metric, column, e);
	size_t low = 0, high = g ? g->n : 0;

	if (!g)
		return -1;
	if (!is_sure(g, only))
		return 0;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(g->group[mid].only, only) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < g->n && strcmp(g->group[low].only, only) == 0)
		*out = value_copy(&g->group[low].v);
	else
		*out = r->def->metric[metric].sum[0] ? value_null() : value_int(0);
	return 1;
}

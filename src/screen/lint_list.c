#include "screen/lint_parts.h"

#include <string.h>

#define PARAMETERS ":me :village :today :year :month :parent :words :filter"

static void check_part(struct lint *l, const struct list_def *d, int line, const char *what, const char *before,
		       const char *part, const char *after)
{
	lint_part(l, d->file, line, what, before, part, after, PARAMETERS);
}

static void check_parameter(struct lint *l, const struct list_def *d, int line, const char *sql, const char *parameter)
{
	if (sql && sql[0] && !strstr(sql, parameter))
		lint_say(l, d->file, line, "LINT_UNUSED", parameter, sql);
}

static bool uses(const struct list_def *d, const char *parameter)
{
	if (strstr(d->from, parameter) || (d->where && strstr(d->where, parameter)))
		return true;
	for (size_t i = 0; i < d->n_columns; i++)
		if (strstr(d->column[i].sql, parameter))
			return true;
	return false;
}

static void check_filter(struct lint *l, const struct list_def *d, const struct list_filter *f, const char *where)
{
	struct buf pairs = BUF_INIT;

	check_part(l, d, f->line, "filter", where, f->sql, "");
	check_parameter(l, d, f->line, f->sql, ":filter");
	if (!f->choices == !f->values)
		lint_say(l, d->file, f->line, "LINT_FILTER", f->name, "");
	if (f->values) {
		buf_addf(&pairs, "WITH q(value, label) AS (%s\n) SELECT value, label FROM q", f->values);
		lint_names(l, d->file, f->line, f->values, PARAMETERS);
		lint_sql(l, d->file, f->line, "values", pairs.s);
	}
	buf_release(&pairs);
}

/* An order over a FROM of its own; pinyin brings another table. */
static void check_sort(struct lint *l, const struct list_def *d, const struct list_sort *s, const char *from)
{
	struct buf order = BUF_INIT, own = BUF_INIT;

	if (s->from) {
		buf_addf(&own, "SELECT 1 FROM %s", s->from);
		lint_names(l, d->file, s->line, s->from, PARAMETERS);
		if (!lint_sql(l, d->file, s->line, "from", own.s))
			goto done;
		from = own.s + strlen("SELECT 1");
	}
	buf_addf(&order, "SELECT 1%s ORDER BY ", from);
	check_part(l, d, s->line, s->name, order.s, s->sql, "");
	check_part(l, d, s->line, "key", order.s, s->key, "");
	for (size_t i = 0; i < s->n_then; i++)
		check_part(l, d, s->line, "then", order.s, s->then[i], "");
done:
	buf_release(&own);
	buf_release(&order);
}

static void check_sql(struct lint *l, const struct list_def *d)
{
	const char *const whose[][2] = { { "household", d->household },
					 { "place", d->place },
					 { "find_household", d->find_household },
					 { "find_person", d->find_person } };
	struct buf from = BUF_INIT, where = BUF_INIT, all = BUF_INIT;

	buf_addf(&from, " FROM %s\n", d->from);
	buf_addf(&where, "SELECT 1%s WHERE ", from.s);
	buf_addf(&all, "SELECT 1%s", from.s);
	lint_names(l, d->file, d->line, d->from, PARAMETERS);
	if (!lint_sql(l, d->file, d->line, "from", all.s))
		goto done; /* nothing else can be right */
	check_part(l, d, d->line, "key", "SELECT ", d->key, from.s);
	check_part(l, d, d->line, "where", where.s, d->where, "");
	check_part(l, d, d->line, "match", where.s, d->match, "");
	for (size_t i = 0; i < d->n_columns; i++)
		check_part(l, d, d->column[i].as.line, d->column[i].name, "SELECT ", d->column[i].sql, from.s);
	for (size_t i = 0; i < sizeof whose / sizeof *whose; i++)
		check_part(l, d, d->line, whose[i][0], "SELECT ", whose[i][1], from.s);
	for (size_t i = 0; i < d->n_sorts; i++) {
		check_sort(l, d, &d->sort[i], from.s);
		check_part(l, d, d->sort[i].line, "none", where.s, d->sort[i].none, "");
	}
	for (size_t i = 0; i < d->n_filters; i++)
		check_filter(l, d, &d->filter[i], where.s);
done:
	buf_release(&all);
	buf_release(&where);
	buf_release(&from);
}

static void check_list(struct lint *l, const struct list_def *d, const struct list_def *en)
{
	const char *const forms[] = { d->form, d->fresh };

	if (!d->from[0] || !d->key[0])
		return; /* said by the reader */
	check_sql(l, d);
	check_parameter(l, d, d->line, d->match, ":words");
	if (d->parent[0] && !uses(d, ":parent"))
		lint_say(l, d->file, d->line, "LINT_UNUSED", ":parent", d->name);
	if (!d->parent[0] && uses(d, ":parent"))
		lint_say(l, d->file, d->line, "LINT_NO_PARENT", d->name, "");
	for (int i = 0; i < 2; i++)
		if (forms[i][0] && !screens_form(l->s, forms[i]))
			lint_say(l, d->file, d->line, "LINT_FORM", forms[i], d->name);
	for (size_t i = 0; i < d->n_columns; i++) {
		const struct list_column *c = &d->column[i];

		lint_width(l, d->file, c->as.line, c->width, c->label);
		if (strcmp(c->label, en->column[i].label) != 0)
			lint_width(l, d->file, c->as.line, c->width, en->column[i].label);
	}
}

void lint_lists(struct lint *l)
{
	for (size_t i = 0; i < l->s->n_lists; i++) {
		const struct list_def *d = l->s->list[i];

		check_list(l, d, l->en->list[i]);
		if (i)
			lint_menu(l, d->file, d->line, d->menu, l->s->list[i - 1]->menu, l->s->list[i - 1]->name);
	}
}

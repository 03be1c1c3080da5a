#include "screen/lint_parts.h"

#include "base/mem.h"
#include "screen/form.h"
#include "screen/template.h"

#include <string.h>

static void check_title(struct lint *l, const struct table_def *d, const char *title)
{
	static const char known[] = "year|month|term|campaign|village|unit|cadre|today";
	const char *at = title, *name;
	size_t n;

	while (template_next(&at, &name, &n)) {
		char *one = mem_dup_n(name, n);

		if (!bar_has(known, one))
			lint_say(l, d->file, d->line, "TEMPLATE_NAME", one, known);
		mem_free(one);
	}
	if (template_is_broken(title))
		lint_say(l, d->file, d->line, "TEMPLATE_BRACES", "", "");
}

#define PARAMETERS LINT_PERIOD " :household :rows"

/* One part where it will be put: what is wrong is told with its line. */
static void part(struct lint *l, const struct table_def *d, int line, const char *what, const char *before,
		 const char *sql, const char *after)
{
	lint_part(l, d->file, line, what, before, sql, after, PARAMETERS);
}

static void check_sql(struct lint *l, const struct table_def *d)
{
	struct buf from = BUF_INIT, all = BUF_INIT, where = BUF_INIT, order = BUF_INIT, whole = BUF_INIT;

	buf_adds(&from, " FROM ");
	table_def_from(d, &from);
	buf_addc(&from, '\n');
	buf_addf(&all, "SELECT 1%s", from.s);
	buf_addf(&where, "%s WHERE ", all.s);
	lint_names(l, d->file, d->line, d->from, PARAMETERS);
	if (!lint_sql(l, d->file, d->line, "from", all.s))
		goto done; /* nothing else can be right */
	part(l, d, d->line, "key", "SELECT ", d->key, from.s);
	part(l, d, d->line, "where", where.s, d->where, "");
	for (size_t i = 0; i < d->n_columns; i++) {
		const struct table_def_column *c = &d->column[i];

		if (strcmp(c->sql, TABLE_ROW) != 0)
			part(l, d, c->line, c->name, "SELECT ", c->sql, from.s);
		part(l, d, c->line, "sort", "SELECT ", c->sort, from.s);
	}
	if (d->order && d->order[0]) {
		buf_addf(&order, "%s ORDER BY %s", all.s, d->order);
		lint_names(l, d->file, d->line, d->order, PARAMETERS);
		lint_sql(l, d->file, d->line, "order", order.s);
	}
	table_def_sql(d, &whole); /* with its scope */
	lint_sql(l, d->file, d->line, "scope", whole.s);
done:
	buf_release(&whole);
	buf_release(&order);
	buf_release(&where);
	buf_release(&all);
	buf_release(&from);
}

static void check_table(struct lint *l, const struct table_def *d, const struct table_def *en)
{
	if (!d->from[0] || !d->key[0])
		return; /* said by the reader */
	check_sql(l, d);
	check_title(l, d, d->title);
	check_title(l, d, d->subtitle);
	check_title(l, d, en->title);
	check_title(l, d, en->subtitle);
	if (d->form[0] && !screens_form(l->s, d->form))
		lint_say(l, d->file, d->line, "LINT_FORM", d->form, d->name);
	for (size_t i = 0; i < d->n_columns; i++) {
		const struct table_def_column *c = &d->column[i];

		lint_width(l, d->file, c->line, c->width, c->label);
		if (i < en->n_columns && strcmp(c->label, en->column[i].label) != 0)
			lint_width(l, d->file, c->line, c->width, en->column[i].label);
	}
}

void lint_tables(struct lint *l)
{
	for (size_t i = 0; i < l->s->n_tables; i++) {
		const struct table_def *d = l->s->table[i];

		check_table(l, d, l->en->table[i]);
		if (i)
			lint_menu(l, d->file, d->line, d->menu, l->s->table[i - 1]->menu, l->s->table[i - 1]->name);
	}
}

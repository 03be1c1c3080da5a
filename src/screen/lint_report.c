#include "screen/lint_parts.h"

#include "base/buf.h"
#include "base/mem.h"
#include "model/metric.h"
#include "screen/table_def.h"
#include "screen/template.h"

#include <stdlib.h>
#include <string.h>

static const char names_known[] = "year|month|term|campaign|village|unit|today|no|sub";

struct columns {
	struct lint *l; /* NULL: labels are not looked for */
	const struct report_def *d;
	const struct metric_def *m;
	const char *wanted;
	size_t n;
	bool id_first, found;
};

static void see_column(void *arg, const char *name)
{
	struct columns *c = arg;

	if (c->n++ == 0)
		c->id_first = strcmp(name, "id") == 0;
	else if (c->l && !report_label(c->l->s, c->m, name))
		lint_say(c->l, c->d->file, c->m->rows_line, "LINT_UNLABELLED", name, c->m->name);
	c->found |= c->wanted && strcmp(name, c->wanted) == 0;
}

static void check_rate(struct lint *l, const struct report_def *d, const struct metric_def *m)
{
	const char *const of[] = { m->numerator, m->denominator };

	for (int i = 0; i < 2; i++) {
		const struct metric_def *part = of[i][0] ? report_metric(d, of[i]) : NULL;

		if (of[i][0] && (!part || part->numerator[0]))
			lint_say(l, d->file, m->rows_line, "LINT_METRIC", of[i], m->name);
	}
}

static void check_metric(struct lint *l, const struct report_def *d, const struct metric_def *m)
{
	struct columns c = { .l = l, .d = d, .m = m, .wanted = m->sum };

	for (const struct metric_def *other = d->metric; other < m; other++)
		if (strcmp(other->name, m->name) == 0)
			lint_say(l, d->file, m->line, "LINT_TWICE", m->name, d->name);
	if (bar_has(names_known, m->name))
		lint_say(l, d->file, m->line, "LINT_TWICE", m->name, names_known);
	check_rate(l, d, m);
	if (!m->rows[0])
		return;
	lint_names(l, d->file, m->rows_line, m->rows, LINT_PERIOD);
	if (!lint_sql(l, d->file, m->rows_line, m->name, m->rows) ||
	    metric_columns(l->o, m->rows, see_column, &c, NULL) < 0)
		return;
	if (!c.id_first)
		lint_say(l, d->file, m->rows_line, "LINT_FIRST", m->name, "id");
	if (m->sum[0] && !c.found)
		lint_say(l, d->file, m->line, "LINT_YIELDS", m->sum, m->name);
	if (m->table[0] && !lint_has_table(l, m->table))
		lint_say(l, d->file, m->line, "LINT_TABLE", m->table, m->name);
}

static void check_asked(struct lint *l, const struct report_def *d, const struct once_def *once, int line,
			const char *name, const char *asked)
{
	struct buf sql = BUF_INIT, rows = BUF_INIT;

	if (metric_asks(&once->of, asked)) {
		buf_addf(&rows, "SELECT * FROM (%s\n)", asked);
		metric_once_sql(&once->of, rows.s, &sql);
		lint_sql(l, d->file, line, name, sql.s);
	}
	buf_release(&rows);
	buf_release(&sql);
}

/* A constant under a column's name would be counted as if it were the column. */
static void check_columns(struct lint *l, const struct report_def *d, const struct once_def *once)
{
	static const char named[] = "abcdefghijklmnopqrstuvwxyz_0123456789";

	for (const char *c = once->of.columns;;) {
		size_t n = strcspn(c, ","), from = strspn(c, " "), name = strspn(c + from, named);

		if (!name || from + name != n)
			lint_say(l, d->file, once->line, "LINT_COLUMNS", once->of.columns, once->of.view);
		if (!c[n])
			return;
		c += n + 1;
	}
}

/* As it is asked while the report is made: with the columns of [once.VIEW] alone. */
static void check_once(struct lint *l, const struct report_def *d, const struct once_def *once)
{
	struct buf all = BUF_INIT, by = BUF_INIT;

	check_columns(l, d, once);
	buf_addf(&by, "SELECT %s FROM \"%s\"", once->of.by[0] ? once->of.by : "1", once->of.view);
	metric_once_sql(&once->of, by.s, &all);
	lint_names(l, d->file, once->line, all.s, LINT_PERIOD);
	if (lint_sql(l, d->file, once->line, once->of.view, all.s))
		for (size_t i = 0; i < d->n_metrics + d->n_paragraphs; i++) {
			const struct metric_def *m = i < d->n_metrics ? &d->metric[i] : NULL;
			const struct paragraph_def *p = m ? NULL : &d->paragraph[i - d->n_metrics];

			if (m)
				check_asked(l, d, once, m->rows_line, m->name, m->rows);
			else
				check_asked(l, d, once, p->line, p->key, p->each);
		}
	buf_release(&all);
	buf_release(&by);
}

static bool is_part(const char *name)
{
	return strcmp(name, "each") == 0 || strcmp(name, "between") == 0 || strcmp(name, "end") == 0;
}

/* One {{name}} of a text; `columns` of its `each`. */
static void check_name(struct lint *l, const struct report_def *d, int line, const char *name, size_t columns)
{
	bool column = strlen(name) == 1 && *name >= '1' && *name <= '9';

	if (column ? (size_t)(*name - '0') > columns
		   : !(columns && is_part(name)) && !bar_has(names_known, name) && !report_metric(d, name))
		lint_say(l, d->file, line, "LINT_METRIC", name, d->name);
}

/* Does the text hold {{name}}? */
static bool holds(const char *text, const char *wanted)
{
	const char *at = text, *name;
	size_t n;

	while (template_next(&at, &name, &n))
		if (strlen(wanted) == n && memcmp(name, wanted, n) == 0)
			return true;
	return false;
}

/* A rate stands with its two numbers. */
static void check_pair(struct lint *l, const struct report_def *d, int line, const char *text, const char *name)
{
	const struct metric_def *m = report_metric(d, name);

	if (m && m->numerator[0] && !(holds(text, m->numerator) && holds(text, m->denominator)))
		lint_say(l, d->file, line, "LINT_RATE", name, m->numerator);
}

/* The text without its {{if METRIC}}…{{end}}: their metrics are looked at here, their ends counted. */
static char *without_ifs(struct lint *l, const struct report_def *d, int line, const char *text)
{
	struct buf out = BUF_INIT;
	bool open[8] = { false };
	size_t depth = 0;

	while (*text) {
		bool begins = strncmp(text, "{{if ", 5) == 0, each = strncmp(text, "{{each}}", 8) == 0;
		bool ends = depth && strncmp(text, "{{end}}", 7) == 0;
		size_t n = begins ? strcspn(text, "}") : each ? 8 : ends ? 7 : 1;

		if (begins) {
			char *name = mem_dup_n(text + 5, n - 5);

			if (!report_metric(d, name))
				lint_say(l, d->file, line, "LINT_METRIC", name, d->name);
			mem_free(name);
			n += strncmp(text + n, "}}", 2) == 0 ? 2 : 0;
		}
		if ((begins || each) && depth < sizeof(open))
			open[depth++] = begins;
		if (!begins && !(ends && open[--depth]))
			buf_add(&out, text, n);
		text += n;
	}
	while (depth > 0)
		if (open[--depth])
			lint_say(l, d->file, line, "TEMPLATE_BRACES", "", "");
	return buf_detach(&out);
}

static void check_text(struct lint *l, const struct report_def *d, int line, const char *whole, size_t columns)
{
	char *text = without_ifs(l, d, line, whole);
	const char *at = text, *name;
	size_t n;

	while (template_next(&at, &name, &n)) {
		char *one = mem_dup_n(name, n);

		check_name(l, d, line, one, columns);
		check_pair(l, d, line, text, one);
		mem_free(one);
	}
	if (template_is_broken(text) || holds(text, "each") != holds(text, "end") ||
	    (holds(text, "between") && !holds(text, "each")))
		lint_say(l, d->file, line, "TEMPLATE_BRACES", "", "");
	mem_free(text);
}

static size_t check_each(struct lint *l, const struct report_def *d, const struct paragraph_def *p)
{
	struct columns c = { 0 };

	if (!p->each[0])
		return 0;
	lint_names(l, d->file, p->line, p->each, LINT_PERIOD);
	if (!lint_sql(l, d->file, p->line, p->key, p->each) || metric_columns(l->o, p->each, see_column, &c, NULL) < 0)
		return 9; /* said already */
	return c.n;
}

static void check_paragraph(struct lint *l, const struct report_def *d, const struct paragraph_def *p,
			    const struct paragraph_def *en)
{
	size_t columns = check_each(l, d, p);

	for (const struct paragraph_def *other = d->paragraph; other < p; other++)
		if (strcmp(other->key, p->key) == 0)
			lint_say(l, d->file, p->line, "LINT_TWICE", p->key, d->name);
	if (!p->text[0] && !p->heading[0])
		lint_say(l, d->file, p->line, "LINT_EMPTY", p->key, "");
	if (p->when[0] && !report_metric(d, p->when))
		lint_say(l, d->file, p->line, "LINT_METRIC", p->when, d->name);
	if (p->list[0] && !screens_table(l->s, p->list))
		lint_say(l, d->file, p->line, "LINT_TABLE", p->list, p->key);
	check_text(l, d, p->line, p->text, columns);
	check_text(l, d, p->line, p->heading, 0);
	if (strcmp(p->text, en->text) != 0)
		check_text(l, d, p->line, en->text, columns);
	if (strcmp(p->heading, en->heading) != 0)
		check_text(l, d, p->line, en->heading, 0);
}

void lint_reports(struct lint *l)
{
	for (size_t i = 0; i < l->s->n_reports; i++) {
		const struct report_def *d = l->s->report[i], *en = l->en->report[i];

		check_text(l, d, d->line, d->title, 0);
		for (size_t k = 0; k < d->n_metrics; k++)
			check_metric(l, d, &d->metric[k]);
		for (size_t k = 0; k < d->n_once; k++)
			check_once(l, d, &d->once[k]);
		for (size_t k = 0; k < d->n_paragraphs && k < en->n_paragraphs; k++)
			check_paragraph(l, d, &d->paragraph[k], &en->paragraph[k]);
		if (i)
			lint_menu(l, d->file, d->line, d->menu, l->s->report[i - 1]->menu, l->s->report[i - 1]->name);
	}
}

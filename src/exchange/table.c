#include "exchange/table.h"

#include "base/clock.h"
#include "base/mem.h"
#include "export_parts.h"
#include "model/record.h"
#include "screen/form.h"
#include "screen/scope_text.h"
#include "screen/template.h"
#include "screen/term_text.h"
#include "screen/words.h"

#include <stdio.h>
#include <string.h>

#define GROUPS 4

struct total {
	bool any, real;
	int64_t i;
	double r;
};
struct making {
	struct office *o;
	const struct screens *s;
	const struct table_def *d;
	const struct period *p;
	struct sheet *to;
	int *place;                    /* of a column of the template in the sheet, -1 it is a group */
	size_t group[GROUPS];          /* columns of the template */
	char *open[GROUPS];            /* what the open groups are called, NULL none */
	struct total *sum[GROUPS + 1]; /* one a column of the sheet; of a group, and the last of all */
	bool totals;
	int64_t rows;
};

/* ---- words about the whole table ---- */

static void put_owned(char *text, struct buf *out)
{
	buf_adds(out, text ? text : "");
	mem_free(text);
}

static void put_unit(struct office *o, struct buf *out)
{
	struct record me;

	record_init(&me, "cadre");
	if (o->me && record_load(o, "cadre", o->me, &me, NULL) == 0 && record_int(&me, "unit_id"))
		put_owned(record_title(o, "unit", record_int(&me, "unit_id")), out);
	record_release(&me);
}

static void put_cadre(const struct making *m, struct buf *out)
{
	if (m->p->cadre)
		put_owned(record_title(m->o, "cadre", m->p->cadre), out);
	else if (m->o->scope == SCOPE_MINE)
		put_owned(office_me_name(m->o), out);
	else
		buf_adds(out, words_get(m->s, "table.all_cadres"));
}

static void put_month(const struct making *m, struct buf *out)
{
	char month[3];

	if (!*m->p->month)
		return;
	snprintf(month, sizeof(month), "%.2s", m->p->month + 5);
	words_put(m->s, out, "table.month", m->p->year, month);
}

static bool title_value(void *arg, const char *name, struct buf *out)
{
	const struct making *m = arg;

	if (strcmp(name, "year") == 0)
		buf_adds(out, m->p->year);
	else if (strcmp(name, "month") == 0)
		put_month(m, out);
	else if (strcmp(name, "term") == 0)
		term_show(m->s, m->p->term, out);
	else if (strcmp(name, "village") == 0)
		scope_text(m->s, m->o, table_covers(m->d), out);
	else if (strcmp(name, "unit") == 0)
		put_unit(m->o, out);
	else if (strcmp(name, "cadre") == 0)
		put_cadre(m, out);
	else if (strcmp(name, "campaign") == 0)
		put_owned(m->p->campaign ? record_title(m->o, "campaign", m->p->campaign) : NULL, out);
	else if (strcmp(name, "today") == 0)
		buf_adds(out, clock_today());
	else
		return false;
	return true;
}

static char *filled(struct making *m, const char *text)
{
	struct buf b = BUF_INIT;

	template_fill(text, title_value, m, &b);
	return buf_detach(&b);
}

/* Whose table it is stands on every one: before what the template says of the period and the place. */
static char *subtitle(struct making *m)
{
	struct buf b = BUF_INIT;
	char *own = filled(m, m->d->subtitle);

	if (!strstr(m->d->subtitle, "{{unit}}"))
		put_unit(m->o, &b);
	if (b.n && *own)
		buf_adds(&b, "  ");
	buf_adds(&b, own);
	mem_free(own);
	return buf_detach(&b);
}

/* Each with a line for the day under it (sheet_sign). */
static void put_signs(struct sheet *to, const char *labels, const char *day)
{
	while (*labels) {
		size_t n = strcspn(labels, "|");
		struct buf one = BUF_INIT;

		buf_add(&one, labels, n);
		buf_addf(&one, "\n%s", day);
		sheet_sign(to, one.s);
		buf_release(&one);
		labels += n + (labels[n] == '|');
	}
}

static void head(struct making *m)
{
	struct sheet *to = m->to;
	const struct form *form = m->d->form[0] ? screens_form(m->s, m->d->form) : NULL;
	char *title = filled(m, m->d->title);

	sheet_init(to, title);
	mem_free(title);
	mem_free(to->subtitle);
	mem_free(to->note);
	to->subtitle = subtitle(m);
	to->note = mem_dup(m->d->note);
	to->landscape = m->d->landscape;
	snprintf(to->form, sizeof(to->form), "%s", form ? form->table : "");
	put_signs(to, m->d->sign, words_get(m->s, "table.sign_day"));
}

/* ---- columns ---- */

static bool is_running(const struct table_def_column *c)
{
	return strcmp(c->sql, TABLE_ROW) == 0;
}

static void columns(struct making *m)
{
	const struct table_def *d = m->d;

	m->place = mem_alloc(d->n_columns * sizeof(*m->place));
	for (size_t i = 0; i < d->n_groups; i++)
		m->group[i] = (size_t)(table_def_column(d, d->group[i]) - d->column);
	for (size_t i = 0; i < d->n_columns; i++) {
		const struct table_def_column *c = &d->column[i];
		struct sheet_column *to;

		m->place[i] = -1;
		if (table_def_groups(d, c))
			continue;
		m->place[i] = (int)m->to->columns;
		to = sheet_column(m->to, c->label,
				  is_running(c) ? SHEET_NUMBER
				  : c->code     ? SHEET_CODE
						: export_type(&c->as));
		to->privacy = c->as.privacy;
		to->decimals = c->as.decimals;
		to->width = c->width;
		to->right = to->right || c->right;
		m->totals = m->totals || ((c->sum || c->count) && m->place[i] > 0);
	}
	for (size_t g = 0; g <= d->n_groups; g++)
		m->sum[g] = mem_alloc(m->to->columns * sizeof(**m->sum));
}

/* ---- rows, groups, totals ---- */

static void add_to(struct total *t, const struct table_def_column *c, const struct value *v)
{
	if (v->kind == VALUE_NULL || (c->sum && v->kind == VALUE_TEXT))
		return;
	if (c->count && v->kind == VALUE_TEXT && !*v->text)
		return;
	t->any = true;
	t->real = t->real || (c->sum && v->kind == VALUE_REAL);
	if (c->count)
		t->i++;
	else if (v->kind == VALUE_REAL)
		t->r += v->r;
	else
		t->i += v->i;
}

static const struct total *total_of(const struct making *m, size_t g, const char *name)
{
	const struct table_def_column *c = table_def_column(m->d, name);
	int at = c ? m->place[c - m->d->column] : -1;

	return at < 0 ? NULL : &m->sum[g][at];
}

static double number_of(const struct total *t)
{
	return t->r + (double)t->i;
}

/* A count says what it counted; a rate is of the totals, never a mean of rates. */
static struct value total_value(const struct making *m, size_t g, const struct table_def_column *c)
{
	const struct total *t = total_of(m, g, c->name);
	struct buf b = BUF_INIT;
	struct value v;

	if (c->part) {
		const struct total *part = total_of(m, g, c->part), *whole = total_of(m, g, c->whole);

		return part && whole && number_of(whole) > 0 ? value_real(100 * number_of(part) / number_of(whole))
							     : value_null();
	}
	if (!t->any)
		return value_null();
	if (!c->count || !*c->unit)
		return t->real ? value_real(number_of(t)) : value_int(t->i);
	buf_addf(&b, "%lld %s", (long long)t->i, c->unit);
	v = value_text(b.s);
	buf_release(&b);
	return v;
}

static void total_line(struct making *m, size_t g)
{
	bool all = g == m->d->n_groups;
	struct sheet_line *l;

	if (!m->totals)
		return;
	l = sheet_add(m->to, all ? SHEET_TOTAL : SHEET_SUBTOTAL, 0);
	l->level = (int)g;
	sheet_set(m->to, l, 0, value_text(words_get(m->s, all ? "table.total" : "table.subtotal")));
	for (size_t i = 0; i < m->d->n_columns; i++)
		if (m->place[i] > 0)
			sheet_set(m->to, l, (size_t)m->place[i], total_value(m, g, &m->d->column[i]));
	for (size_t c = 0; c < m->to->columns; c++)
		m->sum[g][c] = (struct total){ 0 };
}

/* Groups from `from` on end, the inner ones first. */
static void close_groups(struct making *m, size_t from)
{
	for (size_t g = m->d->n_groups; g-- > from;)
		if (m->open[g]) {
			total_line(m, g);
			mem_free(m->open[g]);
			m->open[g] = NULL;
		}
}

static char *group_name(const struct making *m, size_t g, const struct value *v)
{
	struct buf b = BUF_INIT;

	field_format(&m->d->column[m->group[g]].as, v, &b);
	if (!b.n)
		buf_adds(&b, words_get(m->s, "table.group_none"));
	return buf_detach(&b);
}

static void open_groups(struct making *m, const struct value *cell)
{
	bool new = false;

	for (size_t g = 0; g < m->d->n_groups; g++) {
		char *name = group_name(m, g, &cell[1 + m->group[g]]);
		struct buf b = BUF_INIT;
		struct sheet_line *l;

		if (!new && m->open[g] && strcmp(m->open[g], name) == 0) {
			mem_free(name);
			continue;
		}
		if (!new)
			close_groups(m, g);
		new = true;
		m->open[g] = name;
		l = sheet_add(m->to, SHEET_GROUP, 0);
		l->level = (int)g;
		words_put(m->s, &b, "table.group", m->d->column[m->group[g]].label, name);
		sheet_set(m->to, l, 0, value_text(b.s));
		buf_release(&b);
	}
}

static int add_row(void *arg, const struct value *cell, size_t n)
{
	struct making *m = arg;
	struct sheet_line *l;

	open_groups(m, cell);
	l = sheet_add(m->to, SHEET_ROW, cell[0].kind == VALUE_INT ? cell[0].i : 0);
	m->rows++;
	for (size_t i = 0; i < m->d->n_columns && i + 1 < n; i++) {
		const struct table_def_column *c = &m->d->column[i];

		if (m->place[i] < 0)
			continue;
		sheet_set(m->to, l, (size_t)m->place[i],
			  is_running(c) ? value_int(m->rows) : export_shown(&c->as, &cell[i + 1]));
		if (c->sum || c->count)
			for (size_t g = 0; g <= m->d->n_groups; g++)
				add_to(&m->sum[g][m->place[i]], c, &cell[i + 1]);
	}
	return 0;
}

static int fill(struct making *m, struct period *p, struct err *e)
{
	const char *source = table_def_source(m->d);
	struct buf sql = BUF_INIT, facts = BUF_INIT;
	int rc = source ? table_facts(m->o, m->s, source, p, &facts, e) : 0;

	p->rows = source ? facts.s : NULL;
	table_def_sql(m->d, &sql);
	if (rc == 0)
		rc = metric_each(m->o, sql.s, p, add_row, m, e);
	p->rows = NULL;
	close_groups(m, 0);
	if (rc == 0 && m->rows)
		total_line(m, m->d->n_groups);
	buf_release(&facts);
	buf_release(&sql);
	return rc;
}

int table_make(struct sheet *out, struct office *o, const struct screens *s, const struct table_def *d,
	       const struct period *p, int64_t cadre, struct err *e)
{
	struct period of = *p;
	struct making m = { .o = o, .s = s, .d = d, .p = &of, .to = out };
	int rc;

	of.cadre = cadre;
	head(&m);
	columns(&m);
	rc = fill(&m, &of, e);
	for (size_t g = 0; g <= d->n_groups; g++)
		mem_free(m.sum[g]);
	mem_free(m.place);
	sheet_apply(out, table_profile(d, PROFILE_INTERNAL));
	return rc;
}

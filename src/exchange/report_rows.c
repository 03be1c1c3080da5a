/* What a number opens, and numbers beside each other. */
#include "report_parts.h"

#include "base/mem.h"
#include "export_parts.h"
#include "model/record.h"
#include "screen/field.h"
#include "screen/privacy.h"
#include "screen/words.h"

#include <stdio.h>
#include <string.h>

#define MOST_ROWS 100000 /* of one number: who looks through more wants a table */

/* The metric whose rows are being listed. */
struct listing_of {
	const struct report *r;
	struct office *o;
	const struct screens *s;
	const struct metric_def *m;
	struct sheet *out;
	const struct field *field[64]; /* of the columns after id; NULL: no form has it */
	char refers[64][48];           /* table of a NAME_id no form has; "" none */
	size_t n, columns, summed;     /* summed: that column of the sheet; 0 none */
};

static void see_refers(const struct listing_of *l, const char *column, char table[48])
{
	size_t n = strlen(column);

	if (n <= 3 || n > 40 || strcmp(column + n - 3, "_id") != 0)
		return;
	snprintf(table, 48, "%.*s", (int)(n - 3), column);
	if (!office_column(l->o, table, "id", NULL))
		table[0] = '\0';
}

static void head_column(void *arg, const char *name)
{
	struct listing_of *l = arg;
	const struct field *f;
	struct sheet_column *c;
	const char *label;

	if (l->columns++ == 0 || l->n == sizeof(((struct metric_row *)0)->cell) / sizeof(struct value))
		return;
	f = report_field(l->s, l->m, name);
	label = report_label(l->s, l->m, name);
	c = sheet_column(l->out, label ? label : name, f ? export_type(f) : SHEET_TEXT);
	c->privacy = report_privacy(l->s, l->m, name);
	if (f)
		c->decimals = f->decimals;
	if (strcmp(name, l->m->sum) == 0) { /* in what it is counted in, whatever else is called so */
		l->summed = l->n + 1;
		c->type = report_is_money(l->m) ? SHEET_MONEY : SHEET_NUMBER;
		c->decimals = l->m->decimals;
		c->right = true;
	}
	if (!f)
		see_refers(l, name, l->refers[l->n]);
	if (l->refers[l->n][0])
		c->privacy = privacy_of_title(l->s, l->refers[l->n]);
	l->field[l->n++] = f;
}

static struct value shown(const struct listing_of *l, size_t c, const struct value *v)
{
	const struct field *f = l->field[c];
	const char *table = f && f->type == FIELD_REF ? f->table : l->refers[c];
	struct value title;
	char *text;

	if (!table[0] || v->kind != VALUE_INT)
		return f ? export_shown(f, v) : value_copy(v);
	text = record_title(l->o, table, v->i);
	title = value_text(text);
	mem_free(text);
	return title;
}

static void add_line(struct listing_of *l, const struct metric_row *row)
{
	struct sheet_line *line = sheet_add(l->out, SHEET_ROW, row->id);
	char *title = record_title(l->o, l->m->table, row->id);

	sheet_set(l->out, line, 0, value_text(title));
	mem_free(title);
	for (size_t c = 0; c < row->n && c < l->n; c++)
		sheet_set(l->out, line, c + 1, shown(l, c, &row->cell[c]));
}

static void say_cut(const struct listing_of *l)
{
	struct buf b = BUF_INIT;
	char most[24];

	snprintf(most, sizeof(most), "%d", MOST_ROWS);
	words_put(l->s, &b, "report.cut", most);
	mem_free(l->out->note);
	l->out->note = buf_detach(&b);
}

static int list_rows(struct listing_of *l, const char *column, const char *only, struct err *e)
{
	struct metric_row *row = NULL;
	struct buf sql = BUF_INIT;
	struct metric_ask ask = { .sum = l->m->sum };
	size_t n = 0;
	int rc;

	report_sql(l->m, column, only, &sql);
	ask.rows = sql.s;
	rc = metric_rows(l->o, &ask, &l->r->period, MOST_ROWS + 1, &row, &n, e);
	for (size_t i = 0; rc == 0 && i < n && i < MOST_ROWS; i++)
		add_line(l, &row[i]);
	if (rc == 0 && n > MOST_ROWS)
		say_cut(l);
	if (rc == 0)
		metric_rows_free(&row, n);
	buf_release(&sql);
	return rc;
}

static void begin(struct sheet *out, const struct report *r, const struct screens *s, const struct metric_def *m,
		  const struct value *v)
{
	struct buf title = BUF_INIT;

	buf_adds(&title, m->label);
	buf_adds(&title, " ");
	report_value(m, v, false, &title);
	sheet_init(out, title.s);
	mem_free(out->subtitle);
	out->subtitle = mem_dup(r->period_title);
	sheet_column(out, words_get(s, "report.record"), SHEET_TEXT);
	buf_release(&title);
}

/* Both numbers of a rate, one under the other: titles only, their other columns differ. */
static int rate_rows(const struct report *r, struct office *o, const struct screens *s, const struct metric_def *m,
		     const char *column, const char *only, struct sheet *out, struct err *e)
{
	const char *const part[] = { m->numerator, m->denominator };
	int rc = 0;

	for (int i = 0; rc == 0 && i < 2; i++) {
		size_t metric = report_metric_index(r->def, part[i]);
		struct listing_of l = { .r = r, .o = o, .s = s, .out = out };
		struct value v = value_null();
		struct buf head = BUF_INIT;
		struct sheet_line *group;

		if (metric == NO_METRIC)
			continue;
		l.m = &r->def->metric[metric];
		if (i == 0)
			snprintf(out->form, sizeof(out->form), "%s", l.m->table);
		out->column[0].privacy = privacy_stricter(out->column[0].privacy, privacy_of_title(s, l.m->table));
		rc = report_count(r, o, metric, column, only, &v, e);
		buf_addf(&head, "%s ", l.m->label);
		report_value(l.m, &v, false, &head);
		group = sheet_add(out, SHEET_GROUP, 0);
		sheet_set(out, group, 0, value_text(head.s));
		size_t from = out->lines;
		if (rc == 0)
			rc = list_rows(&l, report_has_column(o, l.m, column) ? column : NULL, only, e);
		/* The form is one: rows of another table stand there without it. */
		for (size_t k = from; strcmp(out->form, l.m->table) != 0 && k < out->lines; k++)
			out->line[k].id = 0;
		buf_release(&head);
		value_release(&v);
	}
	return rc;
}

/* Where the title of every row stands in another column too, that one is enough. */
static void drop_title(struct sheet *out)
{
	for (size_t c = 1, same = 0; out->lines > 0 && c < out->columns; c++, same = 0) {
		for (size_t i = 0; i < out->lines; i++) {
			const struct value *a = &out->line[i].cell[0], *b = &out->line[i].cell[c];

			same += a->kind == VALUE_TEXT && b->kind == VALUE_TEXT && strcmp(a->text, b->text) == 0;
		}
		if (same == out->lines) {
			out->column[c].privacy = privacy_stricter(out->column[c].privacy, out->column[0].privacy);
			sheet_drop_column(out, 0);
			return;
		}
	}
}

/* The number itself under the column it is the sum of. */
static void add_total(const struct listing_of *l, const struct value *v)
{
	bool dropped = l->out->columns == l->n; /* the column of titles */
	struct sheet_line *total;

	if (!l->summed || l->summed == dropped || l->out->lines < 2)
		return;
	total = sheet_add(l->out, SHEET_TOTAL, 0);
	sheet_set(l->out, total, 0, value_text(words_get(l->s, "report.total")));
	sheet_set(l->out, total, l->summed - dropped, value_copy(v));
}

/* Names under a heading that says they are ill. */
static void hide_names(const struct screens *s, const struct metric_def *m, struct sheet *out)
{
	for (size_t c = 0; privacy_is_by_health(s, m->rows) && c < out->columns; c++)
		if (out->column[c].privacy != PRIVACY_NONE)
			out->column[c].privacy = PRIVACY_HEALTH;
}

static int rows_of(const struct report *r, struct office *o, const struct screens *s, size_t metric, const char *column,
		   const char *only, struct sheet *out, struct err *e)
{
	const struct metric_def *m = &r->def->metric[metric];
	struct listing_of l = { .r = r, .o = o, .s = s, .m = m, .out = out };
	struct value v = value_null();
	int rc = report_count(r, o, metric, column, only, &v, e);

	begin(out, r, s, m, &v);
	if (rc < 0 || m->numerator[0]) {
		value_release(&v);
		return rc < 0 ? -1 : rate_rows(r, o, s, m, column, only, out, e);
	}
	snprintf(out->form, sizeof(out->form), "%s", m->table);
	out->column[0].privacy = privacy_of_title(s, m->table);
	rc = metric_columns(o, m->rows, head_column, &l, e);
	hide_names(s, m, out);
	if (rc == 0)
		rc = list_rows(&l, report_has_column(o, m, column) ? column : NULL, only, e);
	if (rc == 0) {
		drop_title(out);
		add_total(&l, &v);
	}
	value_release(&v);
	return rc;
}

int report_rows(const struct report *r, struct office *o, const struct screens *s, size_t metric, struct sheet *out,
		struct err *e)
{
	return rows_of(r, o, s, metric, NULL, NULL, out, e);
}

int report_number_rows(const struct report *r, struct office *o, const struct screens *s, size_t number,
		       struct sheet *out, struct err *e)
{
	const struct report_number *n = &r->number[number];

	return rows_of(r, o, s, n->metric, n->column, n->only, out, e);
}

#include "model/metric.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/guard.h"

#include <ctype.h>
#include <string.h>

static void bind_text(struct stmt *s, const char *name, const char *text)
{
	int index = stmt_parameter(s, name);
	struct value v;

	if (index <= 0)
		return;
	v = value_text(text);
	stmt_bind_at(s, index, &v);
	value_release(&v);
}

static void bind_int(struct stmt *s, const char *name, int64_t i)
{
	int index = stmt_parameter(s, name);
	struct value v = value_int(i);

	if (index > 0)
		stmt_bind_at(s, index, &v);
}

static struct stmt *bound(const struct office *o, struct stmt *s, const struct period *p)
{
	if (!s)
		return NULL;
	bind_text(s, ":today", clock_today());
	bind_text(s, ":year", p->year);
	bind_text(s, ":month", p->month);
	bind_text(s, ":from", p->from);
	bind_text(s, ":until", p->until);
	bind_text(s, ":term", p->term);
	bind_text(s, ":spring", p->spring);
	bind_text(s, ":autumn", p->autumn);
	bind_text(s, ":scope", o->scope == SCOPE_MINE ? "mine" : "village");
	bind_int(s, ":campaign", p->campaign);
	bind_int(s, ":cadre", p->cadre);
	bind_int(s, ":household", p->household);
	if (p->rows)
		bind_text(s, ":rows", p->rows);
	bind_int(s, ":me", o->me);
	bind_int(s, ":village", o->village);
	return s;
}

static struct stmt *ask(struct office *o, const char *sql, const struct period *p, struct err *e)
{
	return bound(o, guard_query(o->db, sql, e), p);
}

static void count_sql(const struct metric_ask *m, struct buf *out)
{
	if (m->sum && *m->sum)
		buf_addf(out, "SELECT sum(\"%s\") FROM (%s\n)", m->sum, m->rows);
	else
		buf_addf(out, "SELECT count(*) FROM (%s\n)", m->rows);
}

int metric_value(struct office *o, const struct metric_ask *m, const struct period *p, struct value *out, struct err *e)
{
	struct buf sql = BUF_INIT;
	struct stmt *s;
	int rc = -1;

	*out = (struct value){ 0 };
	count_sql(m, &sql);
	s = ask(o, sql.s, p, e);
	if (s && stmt_step(s, e) == 1) {
		*out = stmt_value(s, 0);
		rc = 0;
	}
	stmt_done(s);
	buf_release(&sql);
	return rc;
}

/* How often the view is among the words. */
static size_t times_named(const char *sql, const char *view)
{
	size_t n = strlen(view), times = 0;

	for (const char *at = sql; (at = strstr(at, view)); at += n) {
		char before = at > sql ? at[-1] : ' ', after = at[n];

		times += !isalnum((unsigned char)before) && !strchr("_.\"'", before) &&
			 !isalnum((unsigned char)after) && !(after && strchr("_.\"'", after));
	}
	return times;
}

static size_t times_said(const char *sql, const char *ways)
{
	size_t times = 0;

	while (*ways) {
		size_t n = strcspn(ways, "|");

		for (const char *at = sql; n && *at; at++)
			times += strncmp(at, ways, n) == 0;
		ways += n + (ways[n] == '|');
	}
	return times;
}

bool metric_asks(const struct metric_once *once, const char *sql)
{
	size_t named = times_named(sql, once->view);

	return named && times_said(sql, once->asked) >= named;
}

static void once_select(const struct metric_once *once, struct buf *out)
{
	buf_addf(out, "SELECT %s FROM main.\"%s\" WHERE %s\n", once->columns, once->view, once->where);
}

/* Inside the WITH the view's own name stands for what was read of it. */
void metric_once_sql(const struct metric_once *once, const char *sql, struct buf *out)
{
	buf_addf(out, "WITH \"%s\" AS MATERIALIZED (", once->view);
	once_select(once, out);
	buf_addf(out, ") %s", sql);
}

static void kept_name(const struct metric_once *once, struct buf *out)
{
	buf_addf(out, GUARD_KEPT "%s", once->view);
}

int metric_keep(struct office *o, const struct metric_once *once, const struct period *p, struct err *e)
{
	struct buf name = BUF_INIT, sql = BUF_INIT;
	struct stmt *s;
	int rc;

	kept_name(once, &name);
	once_select(once, &sql);
	s = bound(o, guard_keep(o->db, name.s, sql.s, e), p);
	rc = s ? stmt_step(s, e) : -1;
	stmt_done(s);
	if (rc == 0 && once->by[0])
		rc = guard_keep_by(o->db, name.s, once->by, e);
	buf_release(&name);
	buf_release(&sql);
	return rc;
}

void metric_forget(struct office *o, const struct metric_once *once)
{
	struct buf name = BUF_INIT;

	kept_name(once, &name);
	guard_forget(o->db, name.s);
	buf_release(&name);
}

void metric_kept_sql(const struct metric_once *const *once, size_t n, const char *sql, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		buf_addf(out, "%s\"%s\" AS NOT MATERIALIZED (SELECT * FROM temp.\"", i ? ", " : "WITH ", once[i]->view);
		kept_name(once[i], out);
		buf_adds(out, "\")");
	}
	if (n)
		buf_addf(out, " SELECT * FROM (%s\n)", sql);
	else
		buf_adds(out, sql);
}

int metric_cache(struct office *o, int kib)
{
	int was = db_cache(o->db);

	db_set_cache(o->db, kib);
	return was;
}

int metric_rows(struct office *o, const struct metric_ask *m, const struct period *p, size_t most,
		struct metric_row **out, size_t *n, struct err *e)
{
	const size_t cells = sizeof((*out)->cell) / sizeof((*out)->cell[0]);
	struct stmt *s = ask(o, m->rows, p, e);
	size_t cap = 0;
	int rc = s ? 1 : -1;

	*out = NULL;
	*n = 0;
	while (s && *n < most && (rc = stmt_step(s, e)) == 1) {
		struct metric_row *r;

		if (*n == cap) {
			cap = cap * 2 + 16;
			*out = mem_grow(*out, cap, sizeof(**out));
		}
		r = &(*out)[(*n)++];
		memset(r, 0, sizeof(*r));
		r->id = stmt_int(s, 0);
		for (size_t i = 0; i < cells && (int)i + 1 < stmt_columns(s); i++)
			r->cell[r->n++] = stmt_value(s, (int)i + 1);
	}
	stmt_done(s);
	if (rc < 0)
		metric_rows_free(out, *n);
	return rc < 0 ? -1 : 0;
}

void metric_rows_free(struct metric_row **rows, size_t n)
{
	for (size_t i = 0; *rows && i < n; i++)
		for (size_t c = 0; c < (*rows)[i].n; c++)
			value_release(&(*rows)[i].cell[c]);
	mem_free(*rows);
	*rows = NULL;
}

int metric_each(struct office *o, const char *sql, const struct period *p,
		int (*row)(void *arg, const struct value *cell, size_t n), void *arg, struct err *e)
{
	struct stmt *s = ask(o, sql, p, e);
	int rc = s ? 1 : -1;
	size_t n = s ? (size_t)stmt_columns(s) : 0;
	struct value *cell = mem_alloc((n + 1) * sizeof(*cell));

	while (s && (rc = stmt_step(s, e)) == 1) {
		int stop;

		for (size_t i = 0; i < n; i++)
			cell[i] = stmt_value(s, (int)i);
		stop = row(arg, cell, n);
		for (size_t i = 0; i < n; i++)
			value_release(&cell[i]);
		if (stop) {
			rc = stop < 0 ? -1 : 0;
			break;
		}
	}
	mem_free(cell);
	stmt_done(s);
	return rc < 0 ? -1 : 0;
}

int metric_columns(struct office *o, const char *sql, void (*name)(void *arg, const char *name), void *arg,
		   struct err *e)
{
	struct stmt *s = guard_query(o->db, sql, e);

	if (!s)
		return -1;
	for (int i = 0; i < stmt_columns(s); i++)
		name(arg, stmt_column_name(s, i));
	stmt_done(s);
	return 0;
}

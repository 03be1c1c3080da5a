#include "model/listing.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/db.h"
#include "store/guard.h"

#include <stdlib.h>
#include <string.h>

/* Which rows of the list. In SQL a NULL is neither before nor after anything, so the rows without a sort value are a
 * part of their own, first in ascending order and last in descending; each part alone is a range of an index. */
enum part {
	PART_ALL,
	PART_ONE,          /* the row at_id */
	PART_BEYOND_KEY,   /* the list has no sort: beyond at_id */
	PART_BEYOND_NULL,  /* rows without a sort value beyond at_id */
	PART_BEYOND_VALUE, /* rows with one beyond (at_sort, at_id) */
	PART_NULLS,
	PART_VALUES
};

static bool has_text(const char *s)
{
	return s && *s;
}

static void condition(struct buf *b, bool *any, const char *sql)
{
	if (!has_text(sql))
		return;
	buf_addf(b, " %s (%s)", *any ? "AND" : "WHERE", sql);
	*any = true;
}

static void part_condition(struct buf *b, bool *any, const struct listing *l, enum part part, bool ascending)
{
	struct buf c = BUF_INIT;
	char than = ascending ? '>' : '<';

	switch (part) {
	case PART_ALL:
		break;
	case PART_ONE:
		buf_addf(&c, "%s = :at_id", l->key);
		break;
	case PART_BEYOND_KEY:
		buf_addf(&c, "%s %c :at_id", l->key, than);
		break;
	case PART_BEYOND_NULL:
		buf_addf(&c, "(%s) IS NULL AND %s %c :at_id", l->sort, l->key, than);
		break;
	case PART_BEYOND_VALUE:
		buf_addf(&c, "(%s, %s) %c (:at_sort, :at_id)", l->sort, l->key, than);
		break;
	case PART_NULLS:
		buf_addf(&c, "(%s) IS NULL", l->sort);
		break;
	case PART_VALUES:
		buf_addf(&c, "(%s) IS NOT NULL", l->sort);
		break;
	}
	condition(b, any, c.s);
	buf_release(&c);
}

static void from_where(struct buf *b, const struct listing *l, enum part part, bool ascending)
{
	bool any = false;

	buf_addf(b, " FROM %s", l->from);
	condition(b, &any, l->where);
	if (has_text(l->words) && !text_is_blank(l->words))
		condition(b, &any, l->match);
	if (has_text(l->filter_value))
		condition(b, &any, l->filter);
	part_condition(b, &any, l, part, ascending);
}

static void bind_value(struct stmt *s, const char *name, struct value v)
{
	int index = stmt_parameter(s, name);

	if (index > 0)
		stmt_bind_at(s, index, &v);
	value_release(&v);
}

static struct value words_value(const char *words)
{
	char *typed = text_typed(words);
	struct value v = value_text(typed);

	mem_free(typed);
	return v;
}

static void bind_all(struct office *o, struct stmt *s, const struct listing *l, const struct listing_row *at,
		     int64_t most)
{
	char today[11];

	memcpy(today, clock_today(), sizeof(today) - 1);
	today[10] = '\0';
	bind_value(s, ":today", value_text(today));
	today[7] = '\0';
	bind_value(s, ":month", value_text(today));
	today[4] = '\0';
	bind_value(s, ":year", value_text(today));
	bind_value(s, ":me", value_int(o->me));
	bind_value(s, ":village", value_int(o->village));
	bind_value(s, ":scope", value_text(o->scope == SCOPE_MINE ? "mine" : "village"));
	bind_value(s, ":parent", value_int(l->parent));
	bind_value(s, ":words", words_value(l->words));
	bind_value(s, ":filter", value_text(l->filter_value));
	bind_value(s, ":most", value_int(most));
	if (!at)
		return;
	bind_value(s, ":at_id", value_int(at->id));
	bind_value(s, ":id", value_int(at->id)); /* what a form computes is about its row */
	if (stmt_parameter(s, ":at_sort") > 0)
		stmt_bind_at(s, stmt_parameter(s, ":at_sort"), &at->sort);
}

/* An empty text is no NULL in the order of a list. */
static struct value sort_value(struct stmt *s, int col)
{
	struct value v = stmt_value(s, col);

	if (v.kind == VALUE_NULL && !stmt_is_null(s, col)) {
		v.kind = VALUE_TEXT;
		v.text = mem_dup("");
	}
	return v;
}

static void read_row(struct stmt *s, const struct listing *l, struct listing_row *row)
{
	size_t i;

	memset(row, 0, sizeof(*row));
	row->id = stmt_int(s, 0);
	row->sort = sort_value(s, 1);
	for (i = 0; i < l->n_columns; i++)
		row->cell[i] = stmt_value(s, (int)i + 2);
}

static struct stmt *row_query(struct office *o, const struct listing *l, enum part part, bool ascending, struct err *e)
{
	const char *way = ascending ? "ASC" : "DESC";
	struct buf sql = BUF_INIT;
	struct stmt *s;
	size_t i;

	buf_addf(&sql, "SELECT %s, %s", l->key, l->sort ? l->sort : l->key);
	for (i = 0; i < l->n_columns; i++)
		buf_addf(&sql, ", %s", l->column[i]);
	from_where(&sql, l, part, ascending);
	if (l->sort)
		buf_addf(&sql, " ORDER BY %s %s, %s %s", l->sort, way, l->key, way);
	else
		buf_addf(&sql, " ORDER BY %s %s", l->key, way);
	buf_adds(&sql, " LIMIT :most");
	s = guard_query(o->db, sql.s, e);
	buf_release(&sql);
	return s;
}

/* Appends at most `most` rows of a part to rows[*n]. */
static int fetch(struct office *o, const struct listing *l, enum part part, bool ascending,
		 const struct listing_row *at, size_t most, struct listing_row *rows, size_t *n, struct err *e)
{
	struct stmt *s = row_query(o, l, part, ascending, e);
	int rc;

	if (!s)
		return -1;
	bind_all(o, s, l, at, (int64_t)most);
	while ((rc = stmt_step(s, e)) > 0)
		read_row(s, l, &rows[(*n)++]);
	stmt_done(s);
	return rc;
}

static void reverse(struct listing_row *rows, size_t n)
{
	size_t i;

	for (i = 0; i < n / 2; i++) {
		struct listing_row r = rows[i];

		rows[i] = rows[n - 1 - i];
		rows[n - 1 - i] = r;
	}
}

/* What lies beyond a row in one direction is one part or two: PART_ALL says there is no second. */
static void parts_beyond(const struct listing *l, const struct listing_row *at, bool ascending, enum part part[2])
{
	part[1] = PART_ALL;
	if (!at)
		part[0] = PART_ALL;
	else if (!l->sort)
		part[0] = PART_BEYOND_KEY;
	else if (at->sort.kind == VALUE_NULL) {
		part[0] = PART_BEYOND_NULL;
		if (ascending)
			part[1] = PART_VALUES;
	} else {
		part[0] = PART_BEYOND_VALUE;
		if (!ascending)
			part[1] = PART_NULLS;
	}
}

int listing_page(struct office *o, const struct listing *l, const struct listing_row *from, bool backwards, size_t most,
		 struct listing_row **rows, size_t *n, struct err *e)
{
	bool ascending = l->descending == backwards;
	enum part part[2];

	*n = 0;
	*rows = mem_grow(NULL, most ? most : 1, sizeof(**rows));
	parts_beyond(l, from, ascending, part);
	if (fetch(o, l, part[0], ascending, from, most, *rows, n, e) < 0)
		goto fail;
	if (part[1] != PART_ALL && *n < most && fetch(o, l, part[1], ascending, from, most - *n, *rows, n, e) < 0)
		goto fail;
	if (backwards)
		reverse(*rows, *n);
	return 0;
fail:
	listing_free(rows, *n);
	*n = 0;
	return -1;
}

int listing_row(struct office *o, const struct listing *l, int64_t id, struct listing_row *out, struct err *e)
{
	const struct listing_row at = { .id = id };
	size_t n = 0;

	return fetch(o, l, PART_ONE, true, &at, 1, out, &n, e) < 0 ? -1 : (int)n;
}

static int count_part(struct office *o, const struct listing *l, enum part part, bool ascending,
		      const struct listing_row *at, int64_t *count, struct err *e)
{
	struct buf sql = BUF_INIT;
	struct stmt *s;
	int rc;

	buf_adds(&sql, "SELECT count(*)");
	from_where(&sql, l, part, ascending);
	s = guard_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	bind_all(o, s, l, at, 0);
	rc = stmt_step(s, e);
	if (rc > 0)
		*count += stmt_int(s, 0);
	stmt_done(s);
	return rc < 0 ? -1 : 0;
}

int listing_count(struct office *o, const struct listing *l, int64_t *count, struct err *e)
{
	*count = 0;
	return count_part(o, l, PART_ALL, true, NULL, count, e);
}

int listing_rank(struct office *o, const struct listing *l, const struct listing_row *row, int64_t *rank, struct err *e)
{
	bool ascending = l->descending; /* against the list */
	enum part part[2];

	*rank = 0;
	parts_beyond(l, row, ascending, part);
	if (count_part(o, l, part[0], ascending, row, rank, e) < 0)
		return -1;
	return part[1] == PART_ALL ? 0 : count_part(o, l, part[1], ascending, row, rank, e);
}

void listing_row_release(struct listing_row *r)
{
	size_t i;

	value_release(&r->sort);
	for (i = 0; i < LISTING_COLUMNS; i++)
		value_release(&r->cell[i]);
}

void listing_free(struct listing_row **rows, size_t n)
{
	size_t i;

	for (i = 0; *rows && i < n; i++)
		listing_row_release(&(*rows)[i]);
	mem_free(*rows);
	*rows = NULL;
}

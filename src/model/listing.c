#include "listing_sql.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/db.h"
#include "store/guard.h"
#include "store/search.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
	bind_value(s, ":parent", value_int(l->parent));
	bind_value(s, ":words", words_value(l->words));
	bind_value(s, ":filter", value_text(l->filter_value));
	bind_value(s, ":found", value_text(l->found));
	bind_value(s, ":most", value_int(most));
	if (!at)
		return;
	bind_value(s, ":at_id", value_int(at->id));
	bind_value(s, ":id", value_int(at->id)); /* what a form computes is about its row */
	for (size_t i = 0; i < listing_sorts(l); i++) {
		char name[24];
		int index;

		snprintf(name, sizeof(name), ":at%zu", i);
		index = stmt_parameter(s, name);
		if (index > 0)
			stmt_bind_at(s, index, i == 0 ? &at->sort : &at->then[i - 1]);
	}
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
	size_t sorts = listing_sorts(l);

	memset(row, 0, sizeof(*row));
	row->id = stmt_int(s, 0);
	for (size_t i = 0; i < sorts; i++)
		*(i == 0 ? &row->sort : &row->then[i - 1]) = sort_value(s, (int)i + 1);
	for (size_t i = 0; i < l->n_columns; i++)
		row->cell[i] = stmt_value(s, (int)(i + sorts) + 1);
}

/* Appends at most `most` rows of a part to rows[*n]. */
static int fetch(struct office *o, const struct listing *l, const struct part *part, const struct listing_row *at,
		 size_t most, struct listing_row *rows, size_t *n, struct err *e)
{
	struct buf sql = BUF_INIT;
	struct stmt *s;
	int rc;

	listing_select(&sql, o, l, part);
	s = guard_query(o->db, sql.s, e);
	buf_release(&sql);
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

int listing_page(struct office *o, const struct listing *l, const struct listing_row *from, bool backwards, size_t most,
		 struct listing_row **rows, size_t *n, struct err *e)
{
	struct part part[2];
	size_t parts = listing_parts(l, from, l->descending == backwards, part);

	*n = 0;
	*rows = mem_grow(NULL, most ? most : 1, sizeof(**rows));
	for (size_t i = 0; i < parts && *n < most; i++)
		if (fetch(o, l, &part[i], from, most - *n, *rows, n, e) < 0)
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
	struct part part[2];
	size_t n = 0, parts = listing_zones(l, part);

	for (size_t i = 0; i < parts && n == 0; i++) {
		part[i].one = true;
		if (fetch(o, l, &part[i], &at, 1, out, &n, e) < 0)
			return -1;
	}
	return (int)n;
}

/* ---- counts ---- */

/* Counts the rows of a part, at most `most` (0: all). *last, if asked for, gets the greatest key among them; a stretch
 * ends where it was before. */
static int count_rows(struct office *o, const struct listing *l, const struct part *part, const struct listing_row *at,
		      int64_t most, int64_t *count, int64_t *last, struct err *e)
{
	int64_t end = last ? *last : 0;
	struct buf sql = BUF_INIT;
	struct stmt *s;
	int rc;

	if (most == 0)
		buf_addf(&sql, "SELECT count(*), 0");
	else if (!last)
		buf_addf(&sql, "SELECT count(*), 0 FROM (SELECT 1");
	else
		buf_addf(&sql, "SELECT count(*), max(k) FROM (SELECT %s AS k", l->key);
	listing_from_where(&sql, o, l, part);
	if (last)
		buf_addf(&sql, " ORDER BY %s", l->key);
	if (most > 0)
		buf_adds(&sql, " LIMIT :most)");
	s = guard_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	bind_all(o, s, l, at, most);
	bind_value(s, ":at_end", value_int(end));
	rc = stmt_step(s, e);
	if (rc > 0) {
		*count += stmt_int(s, 0);
		if (last && stmt_int(s, 0) > 0)
			*last = stmt_int(s, 1);
	}
	stmt_done(s);
	return rc < 0 ? -1 : 0;
}

static struct listing unsorted(const struct listing *l)
{
	struct listing plain = *l;

	plain.sort = NULL;
	return plain;
}

int listing_count(struct office *o, const struct listing *l, int64_t *count, struct err *e)
{
	const struct listing plain = unsorted(l);
	const struct part all = { .ascending = true };

	*count = 0;
	return count_rows(o, &plain, &all, NULL, 0, count, NULL, e);
}

int listing_count_to(struct office *o, const struct listing *l, int64_t most, int64_t *count, struct err *e)
{
	const struct listing plain = unsorted(l);
	const struct part all = { .ascending = true };

	*count = 0;
	return count_rows(o, &plain, &all, NULL, most + 1, count, NULL, e);
}

/* The first table of the whole file's list says enough: if that is long, so is the list, or not worth a look. */
int listing_is_few(struct office *o, const struct listing *l, int64_t most, bool *few, struct err *e)
{
	struct listing all = *l;
	char table[64];
	int64_t n = 0;

	all.words = all.filter_value = all.found = NULL;
	all.few = false;
	if (!listing_is_scoped(o, l) && sscanf(l->from, "%63[a-z_]", table) == 1) {
		const struct listing rows = { .from = table, .key = "1" };

		if (listing_count_to(o, &rows, 2 * most, &n, e) < 0)
			return -1;
	}
	if (n <= 2 * most && listing_count_to(o, &all, most, &n, e) < 0)
		return -1;
	*few = n <= most;
	return 0;
}

/* The table whose ids are the keys, if the rows can be walked along it; those of one parent are looked up. */
static bool walks_table(const struct office *o, const struct listing *l, char table[64])
{
	char alias[64], id[70];

	if (l->parent || listing_is_narrow(o, l) || sscanf(l->from, "%63[a-z_] %63[a-z_]", table, alias) != 2)
		return false;
	snprintf(id, sizeof(id), "%s.id", alias);
	return strcmp(l->key, id) == 0;
}

/* The key `most` rows of the table further; INT64_MAX if there are fewer. */
static int stretch_end(struct office *o, const char *table, int64_t from, int64_t most, int64_t *end, struct err *e)
{
	const struct listing none = { .key = "id" };
	const struct listing_row at = { .id = from };
	struct buf sql = BUF_INIT;
	struct stmt *s;
	int rc;

	buf_addf(&sql, "SELECT id FROM %s WHERE id > :at_id ORDER BY id LIMIT 1 OFFSET :most", table);
	s = guard_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	bind_all(o, s, &none, &at, most - 1);
	rc = stmt_step(s, e);
	*end = rc > 0 ? stmt_int(s, 0) : INT64_MAX;
	stmt_done(s);
	return rc < 0 ? -1 : 0;
}

int listing_count_on(struct office *o, const struct listing *l, int64_t most, int64_t *from, int64_t *count,
		     struct err *e)
{
	const struct listing plain = unsorted(l);
	struct part part = { .ascending = true, .beyond = true };
	const struct listing_row at = { .id = *from };
	int64_t n = 0, end = INT64_MIN, last;
	char table[64];

	part.stretch = walks_table(o, l, table);
	if (part.stretch && stretch_end(o, table, *from, most, &end, e) < 0)
		return -1;
	last = end;
	if (count_rows(o, &plain, &part, &at, most, &n, &last, e) < 0)
		return -1;
	*from = part.stretch ? end : last;
	*count += n;
	return part.stretch ? end == INT64_MAX : n < most;
}

int listing_rank(struct office *o, const struct listing *l, const struct listing_row *row, int64_t *rank, struct err *e)
{
	struct part part[2];
	size_t parts = listing_parts(l, row, l->descending, part); /* against the list */

	*rank = 0;
	for (size_t i = 0; i < parts; i++)
		if (count_rows(o, l, &part[i], row, 0, rank, NULL, e) < 0)
			return -1;
	return 0;
}

/* ---- places ---- */

/* Integers come before all texts; the last character there is after all that a text goes on with. Of those who sound
 * alike, hanzi mean the ones that are written so. */
struct listing_row listing_place_of(const struct listing *l, const char *text)
{
	struct listing_row place = { .id = l->descending ? INT64_MAX : INT64_MIN };
	struct buf b = BUF_INIT;
	bool hanzi = false;

	for (const char *p = text; *p; p++)
		hanzi = hanzi || (unsigned char)*p >= 0x80;
	if (l->pinyin)
		search_pinyin(&b, text);
	else
		buf_adds(&b, text);
	if (l->descending)
		buf_adds(&b, "\U0010FFFD");
	place.sort = value_text(b.s);
	for (size_t i = 0; i < LISTING_THEN + 2; i++)
		place.then[i] = value_int(INT64_MIN);
	if (l->pinyin && hanzi && !l->descending)
		place.then[0] = value_text(text);
	buf_release(&b);
	return place;
}

bool listing_names_ready(struct office *o)
{
	return (o->read_only || search_refresh(o->db, NULL) == 0) &&
	       db_int(o->db, 1, "SELECT count(*) FROM (SELECT 1 FROM search_stale LIMIT 1)", "") == 0;
}

int listing_find(struct office *o, const char *words, bool people, char **json, bool *more, struct err *e)
{
	int64_t *ids = NULL, village = o->scope == SCOPE_VILLAGE ? o->village : 0;
	struct buf b = BUF_INIT;
	size_t n = 0;

	*json = NULL;
	if ((people ? search_persons : search_households)(o->db, words, village, SEARCH_COUNTED, &ids, &n, more, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%c%" PRId64, i == 0 ? '[' : ',', ids[i]);
	buf_adds(&b, n > 0 ? "]" : "[]");
	*json = mem_dup(b.s);
	buf_release(&b);
	mem_free(ids);
	return 0;
}

void listing_row_release(struct listing_row *r)
{
	size_t i;

	value_release(&r->sort);
	for (i = 0; i < LISTING_THEN + 2; i++)
		value_release(&r->then[i]);
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

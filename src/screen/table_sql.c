/* A table's template as one question to the database. */
#include "screen/table_def.h"

#include "base/mem.h"

#include <string.h>

/* ---- facts that are no SQL ---- */

static const char *const suspect_columns[] = { "household", "tbl",     "row",    "rule", "severity",
					       "kind",      "message", "waived", "part", NULL };
static const char *const task_columns[] = { "id",   "position", "title", "scope", "due",      "owner",
					    "late", "targets",  "done",  "fact",  "evidence", NULL };
static const struct {
	const char *name;
	const char *const *columns;
} sources[] = {
	{ "gaps", suspect_columns },
	{ "suspects", suspect_columns },
	{ "tasks", task_columns },
};

static size_t name_length(const char *s)
{
	return strspn(s, "abcdefghijklmnopqrstuvwxyz_");
}

const char *const *table_source_columns(const char *source)
{
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (strcmp(sources[i].name, source) == 0)
			return sources[i].columns;
	return NULL;
}

static const char *source_at(const char *s)
{
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (strlen(sources[i].name) == name_length(s) &&
		    strncmp(sources[i].name, s, strlen(sources[i].name)) == 0)
			return sources[i].name;
	return NULL;
}

const char *table_def_source(const struct table_def *d)
{
	for (const char *at = strchr(d->from, '@'); at; at = strchr(at + 1, '@'))
		if (source_at(at + 1))
			return source_at(at + 1);
	return NULL;
}

/* ---- the question ---- */

void table_def_from(const struct table_def *d, struct buf *out)
{
	const char *from = d->from;

	while (*from) {
		const char *source = *from == '@' ? source_at(from + 1) : NULL;

		if (!source) {
			buf_addc(out, *from++);
			continue;
		}
		buf_adds(out, "(SELECT");
		for (const char *const *c = table_source_columns(source); *c; c++)
			buf_addf(out, "%s value ->> '%s' AS \"%s\"", c == table_source_columns(source) ? "" : ",", *c,
				 *c);
		buf_adds(out, " FROM json_each(:rows))");
		from += 1 + strlen(source);
	}
}

/* As the lists have it: mine, or the village with its groups. A row without a household belongs to everybody. */
static void put_scope(const char *h, struct buf *out)
{
	buf_addf(out,
		 "(%s.id IS NULL OR (:scope = 'mine' AND EXISTS (SELECT 1 FROM pairing mine"
		 " WHERE mine.household_id = %s.id AND mine.cadre_id = :me AND mine.deleted_on IS NULL"
		 " AND mine.started_on <= :today AND (mine.ended_on IS NULL OR mine.ended_on >= :today)))"
		 " OR (:scope <> 'mine' AND (:village = 0 OR %s.place_id = :village"
		 " OR %s.place_id IN (SELECT near.id FROM place near WHERE near.parent_id = :village))))",
		 h, h, h, h);
}

const struct table_def_column *table_def_column(const struct table_def *d, const char *name)
{
	for (size_t i = 0; i < d->n_columns; i++)
		if (strcmp(d->column[i].name, name) == 0)
			return &d->column[i];
	return NULL;
}

bool table_def_groups(const struct table_def *d, const struct table_def_column *c)
{
	for (size_t i = 0; i < d->n_groups; i++)
		if (strcmp(d->group[i], c->name) == 0)
			return true;
	return false;
}

static void put_order(const struct table_def *d, struct buf *out)
{
	buf_adds(out, " ORDER BY ");
	for (size_t i = 0; i < d->n_groups; i++) {
		const struct table_def_column *c = table_def_column(d, d->group[i]);

		if (c && c->sort)
			buf_addf(out, "%s\n, ", c->sort);
		if (c)
			buf_addf(out, "%s\n, ", c->sql);
	}
	if (d->order)
		buf_addf(out, "%s\n, ", d->order);
	buf_addf(out, "(%s\n) + 0\n", d->key); /* a number alone would be that of a column */
}

void table_def_sql(const struct table_def *d, struct buf *out)
{
	buf_addf(out, "SELECT %s\n", d->key);
	for (size_t i = 0; i < d->n_columns; i++)
		buf_addf(out, ", (%s\n)", strcmp(d->column[i].sql, TABLE_ROW) == 0 ? "NULL" : d->column[i].sql);
	buf_adds(out, " FROM ");
	table_def_from(d, out);
	if (d->where || (d->scope && *d->scope))
		buf_adds(out, "\n WHERE ");
	if (d->where)
		buf_addf(out, "(%s\n)", d->where);
	if (d->where && d->scope && *d->scope)
		buf_adds(out, " AND ");
	if (d->scope && *d->scope)
		put_scope(d->scope, out);
	put_order(d, out);
}

/* The schema as it is built in, migration, and what a table's columns are. */
#include "internal.h"

#include "base/id.h"
#include "base/kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct migration built_in[] = {
#include "schema.inc"
	{ 0, NULL, NULL },
};
static const struct migration *migrations = built_in;

void schema_use(const struct migration *list)
{
	migrations = list ? list : built_in;
}

int schema_version(void)
{
	int version = 0;

	for (const struct migration *m = migrations; m->version; m++)
		version = m->version;
	return version;
}

static int set_origin(struct db *db, struct err *e)
{
	char sql[120];

	if (db_raw_int(db->sql, "SELECT count(*) FROM setting WHERE key = 'origin'", 0) > 0)
		return 0;
	snprintf(sql, sizeof sql, "INSERT INTO setting(key, value) VALUES ('origin', '%llx')", (long long)id_mint());
	return db_raw(db, sql, e);
}

static int migrate(struct db *db, int from, struct err *e)
{
	char sql[120];

	if (journal_drop(db, e))
		return -1;
	for (const struct migration *m = migrations; m->version; m++) {
		if (m->version > from && db_raw(db, m->sql, e))
			return -1;
	}
	schema_forget(db);
	if (journal_install(db, e) || set_origin(db, e))
		return -1;
	snprintf(sql, sizeof sql, "PRAGMA application_id=%d; PRAGMA user_version=%d", SCHEMA_APPLICATION_ID,
		 schema_version());
	return db_raw(db, sql, e);
}

int schema_migrate(struct db *db, int from, struct err *e)
{
	/* A table is rebuilt under its own name in some migrations: references to it must stay as they are. */
	if (db_raw(db, "PRAGMA foreign_keys=OFF; PRAGMA legacy_alter_table=ON; BEGIN IMMEDIATE", e))
		return -1;
	/* Another program may have done it while we waited. */
	int64_t now = db_raw_int(db->sql, "PRAGMA user_version", from);
	bool door = db->door;
	db->door = true;
	int r = now >= schema_version() ? 0 : migrate(db, (int)now, e);
	if (r == 0)
		r = db_raw(db, "COMMIT", e);
	if (r)
		sqlite3_exec(db->sql, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_exec(db->sql, "PRAGMA foreign_keys=ON; PRAGMA legacy_alter_table=OFF", NULL, NULL, NULL);
	db->door = door;
	schema_forget(db);
	return r;
}

bool schema_is_journaled(const char *table)
{
	static const char *const not [] = { "change",         "context",           "draft", "setting", "replaced",
					    "household_last", "household_last_due" };

	for (size_t i = 0; i < sizeof not / sizeof *not ; i++) {
		if (table[0] == not [i][0] && strcmp(table, not [i]) == 0)
			return false;
	}
	return strncmp(table, "journal_", 8) != 0 && strncmp(table, "search_", 7) != 0 &&
	       strncmp(table, "sqlite_", 7) != 0;
}

static void read_columns(struct db *db, struct schema_table *t)
{
	struct stmt *s =
		db_query(db,
			 "SELECT c.name, c.type, c.\"notnull\", f.\"table\" FROM pragma_table_info(?1) AS c LEFT JOIN "
			 "pragma_foreign_key_list(?1) AS f ON f.\"from\" = c.name ORDER BY c.cid",
			 NULL);

	if (!s)
		return;
	stmt_bind(s, "s", t->name);
	while (stmt_step(s, NULL) == 1) {
		t->columns = mem_grow(t->columns, t->n + 1, sizeof *t->columns);
		struct column *c = &t->columns[t->n++];
		memset(c, 0, sizeof *c);
		c->name = kept(stmt_text(s, 0));
		c->type = stmt_text(s, 1)[0];
		c->not_null = stmt_int(s, 2) != 0;
		snprintf(c->refers, sizeof c->refers, "%s", stmt_text(s, 3));
	}
	stmt_done(s);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct schema_table *)a)->name, ((const struct schema_table *)b)->name);
}

static struct schema_table *find_table(struct db *db, const char *name)
{
	struct schema_cache *c = &db->schema;
	struct schema_table key;
	size_t n = strnlen(name, sizeof key.name - 1);

	if (c->last && strcmp(c->last->name, name) == 0)
		return c->last;
	memcpy(key.name, name, n);
	key.name[n] = '\0';
	c->last = c->n ? bsearch(&key, c->tables, c->n, sizeof *c->tables, by_name) : NULL;
	return c->last;
}

static int by_letters(const void *a, const void *b)
{
	return sqlite3_stricmp(*(char *const *)a, *(char *const *)b);
}

bool schema_is_readable(const struct db *db, const char *name)
{
	const struct schema_cache *c = &db->schema;

	return c->readable_n && bsearch(&name, c->readable, c->readable_n, sizeof *c->readable, by_letters);
}

/* The names alone: what the columns of a table are is looked up when somebody asks (read_columns). */
void schema_load(struct db *db)
{
	struct schema_cache *c = &db->schema;
	struct stmt *s;

	if (c->n > 0)
		return;
	s = db_query(db,
		     "SELECT name, type = 'table' FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT GLOB "
		     "'sqlite_*'",
		     NULL);
	while (s && stmt_step(s, NULL) == 1) {
		const char *name = stmt_text(s, 0);
		if (schema_is_journaled(name)) {
			c->readable = mem_grow(c->readable, c->readable_n + 1, sizeof *c->readable);
			c->readable[c->readable_n++] = mem_dup(name);
		}
		if (!stmt_int(s, 1))
			continue;
		c->tables = mem_grow(c->tables, c->n + 1, sizeof *c->tables);
		struct schema_table *t = &c->tables[c->n++];
		memset(t, 0, sizeof *t);
		snprintf(t->name, sizeof t->name, "%s", name);
	}
	stmt_done(s);
	if (c->n == 0)
		return;
	qsort(c->tables, c->n, sizeof *c->tables, by_name);
	qsort(c->readable, c->readable_n, sizeof *c->readable, by_letters);
	c->journaled = mem_alloc((c->n + 1) * sizeof *c->journaled);
	for (size_t i = 0; i < c->n; i++) {
		if (schema_is_journaled(c->tables[i].name))
			c->journaled[c->journaled_n++] = c->tables[i].name;
	}
	/* The first use of a table-valued function declares it, which the guard would take for a write. */
	db_int(db, 0, "SELECT count(*) FROM json_each('[]'), json_tree('[]')", "");
}

void schema_forget(struct db *db)
{
	struct schema_cache *c = &db->schema;

	for (size_t i = 0; i < c->n; i++)
		mem_free(c->tables[i].columns);
	for (size_t i = 0; i < c->readable_n; i++)
		mem_free(c->readable[i]);
	mem_free(c->readable);
	mem_free(c->tables);
	mem_free(c->journaled);
	memset(c, 0, sizeof *c);
}

/* What was handed out stays good as long as the schema does. */
const struct column *schema_columns(struct db *db, const char *table, size_t *n)
{
	schema_load(db);
	struct schema_table *t = find_table(db, table);

	if (t && !t->columns)
		read_columns(db, t);
	*n = t ? t->n : 0;
	return t ? t->columns : NULL;
}

const struct column *schema_column(struct db *db, const char *table, const char *name)
{
	size_t n;
	const struct column *c = schema_columns(db, table, &n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(c[i].name, name) == 0)
			return &c[i];
	}
	return NULL;
}

const char *const *schema_tables(struct db *db, size_t *n)
{
	schema_load(db);
	*n = db->schema.journaled_n;
	return db->schema.journaled;
}

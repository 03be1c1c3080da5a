/* A file of version 1 becomes exactly what a new file is, with every row it had; half a migration leaves it alone. */
#include "store/scratch.h"

#include "../../src/store/internal.h"
#include "store/backup.h"

#define OLD "tests/data/schema_v1.sql"

static void make_old(struct scratch *s, char path[128])
{
	char command[256];

	snprintf(path, 128, "%s/old.db", s->dir);
	snprintf(command, sizeof command, "sqlite3 -bail %s < %s", path, OLD);
	assert_int_equal(system(command), 0);
}

/* The first column of a query, a line each. */
static char *lines(sqlite3 *sql, const char *query)
{
	struct buf b = BUF_INIT;
	sqlite3_stmt *s = NULL;

	if (sqlite3_prepare_v2(sql, query, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s: %s", query, sqlite3_errmsg(sql));
	while (sqlite3_step(s) == SQLITE_ROW)
		buf_addf(&b, "%s\n", (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	return buf_detach(&b);
}

/* A query over the columns a table has in the old file, one line a row, exact. */
static char *rows_query(sqlite3 *old, const char *table)
{
	struct buf query = BUF_INIT;

	buf_addf(&query,
		 "SELECT 'SELECT ' || group_concat('quote(\"' || name || '\")', ' || ''|'' || ') || ' FROM \"%s\" "
		 "ORDER BY 1'"
		 " FROM pragma_table_info('%s')",
		 table, table);
	char *text = lines(old, query.s);
	buf_release(&query);
	text[strcspn(text, "\n")] = '\0';
	return text;
}

static void keeps_every_row(sqlite3 *old, sqlite3 *now)
{
	char *tables = lines(old, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'");
	size_t rows = 0;

	for (char *at = tables; *at;) {
		size_t n = strcspn(at, "\n");
		at[n] = '\0';
		char *query = rows_query(old, at);
		char *before = lines(old, query), *after = lines(now, query);
		assert_string_equal(before, after);
		rows += strlen(before) > 0;
		mem_free(query);
		mem_free(before);
		mem_free(after);
		at += n + 1;
	}
	assert_true(rows >= 12); /* the file has something to lose */
	mem_free(tables);
}

static void count_line(void *arg, const char *line)
{
	(void)arg;
	fail_msg("%s", line);
}

static void becomes_what_a_new_file_is(void **state)
{
	static const char schema[] = "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '')"
				     " FROM sqlite_schema ORDER BY type, name";
	struct scratch *s = *state;
	char path[128], copy[512];
	struct db *db;
	struct err e;
	sqlite3 *old = NULL;

	make_old(s, path);
	OK(db_open(&db, path, DB_EXISTING, &e), &e);
	assert_int_equal(db_int(db, 0, "PRAGMA user_version", ""), schema_version());
	char *fresh = lines(s->db->sql, schema), *migrated = lines(db->sql, schema);
	assert_string_equal(fresh, migrated);
	mem_free(fresh);
	mem_free(migrated);
	assert_int_equal(store_verify(db, count_line, NULL, &e), 0);
	/* The copy from before is the old file. */
	backup_name(path, copy, "before-v%d", schema_version());
	assert_int_equal(sqlite3_open_v2(copy, &old, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(db_raw_int(old, "PRAGMA user_version", 0), 1);
	assert_int_equal(db_raw_int(old, "SELECT count(*) FROM sqlite_schema WHERE name = 'threshold'", 9), 0);
	keeps_every_row(old, db->sql);
	sqlite3_close(old);
	/* And it works: the journal goes on where it was, with the new columns. */
	int64_t last = db_int(db, 0, "SELECT max(seq) FROM change", "");
	OK(db_run(db, &e, "UPDATE finding SET rule = 'x' WHERE id = 61", ""), &e);
	assert_int_equal(db_int(db, 0, "SELECT max(seq) FROM change WHERE cols LIKE '%rule%'", ""), last + 1);
	db_close(&db);
}

static void half_a_migration_changes_nothing(void **state)
{
	static const struct migration bad[] = {
		{ 1, "house", "" },
		{ 2, "half",
		  "CREATE TABLE threshold(id INTEGER PRIMARY KEY) STRICT; ALTER TABLE finding ADD COLUMN rule TEXT;"
		  "UPDATE finding SET rule = 'x'; ALTER TABLE nothing ADD COLUMN rule TEXT;" },
		{ 0, NULL, NULL },
	};
	struct scratch *s = *state;
	char path[128];
	struct db *db = NULL;
	struct err e;
	sqlite3 *raw = NULL;
	static const char schema[] = "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name";

	make_old(s, path);
	assert_int_equal(sqlite3_open_v2(path, &raw, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	char *before = lines(raw, schema);
	sqlite3_close(raw);
	schema_use(bad);
	assert_int_equal(db_open(&db, path, DB_EXISTING, &e), -1);
	assert_null(db);
	schema_use(NULL);
	assert_int_equal(sqlite3_open_v2(path, &raw, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	char *after = lines(raw, schema);
	assert_string_equal(before, after);
	assert_int_equal(db_raw_int(raw, "PRAGMA user_version", 0), 1);
	sqlite3_close(raw);
	mem_free(before);
	mem_free(after);
	OK(db_open(&db, path, DB_EXISTING, &e), &e);
	assert_int_equal(db_int(db, 0, "SELECT count(*) FROM finding WHERE rule IS NULL", ""), 2);
	db_close(&db);
}

static int close_with_schema(void **state)
{
	schema_use(NULL);
	return scratch_close(state);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, close_with_schema)
		T(becomes_what_a_new_file_is),
		T(half_a_migration_changes_nothing),
	};

	return cmocka_run_group_tests_name("store/migrate", tests, NULL, NULL);
}

/* A file of each past version becomes exactly what a new file is, with all it had; half a migration leaves it alone. */
#include "store/scratch.h"

#include "../../src/store/internal.h"
#include "store/backup.h"
#include "store/journal.h"
#include "store/search.h"

static void make_old(struct scratch *s, int version, char path[128])
{
	char command[256];

	snprintf(path, 128, "%s/old.db", s->dir);
	snprintf(command, sizeof command, "sqlite3 -bail %s < tests/data/schema_v%d.sql", path, version);
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

/* The columns a table has, "'a','b'". */
static char *columns_of(sqlite3 *sql, const char *table)
{
	struct buf query = BUF_INIT;

	buf_addf(&query, "SELECT group_concat(quote(name)) FROM pragma_table_info('%s')", table);
	char *text = lines(sql, query.s);
	buf_release(&query);
	text[strcspn(text, "\n")] = '\0';
	return text;
}

/* A query over the columns that are in both files, one line a row, exact. */
static char *rows_query(sqlite3 *old, const char *table, const char *columns_now)
{
	struct buf query = BUF_INIT;

	buf_addf(&query,
		 "SELECT 'SELECT ' || group_concat('quote(\"' || name || '\")', ' || ''|'' || ') || ' FROM \"%s\""
		 " WHERE %s ORDER BY 1' FROM pragma_table_info('%s') WHERE name IN (%s)",
		 table, strcmp(table, "extra") == 0 ? "NOT (tbl = ''enrolment'' AND field = ''student_group'')" : "1",
		 table, columns_now);
	char *text = lines(old, query.s);
	buf_release(&query);
	text[strcspn(text, "\n")] = '\0';
	return text;
}

static void add_gone(sqlite3 *old, const char *table, const char *columns_now, struct buf *out)
{
	struct buf query = BUF_INIT;

	buf_addf(&query, "SELECT '%s.' || name FROM pragma_table_info('%s') WHERE name NOT IN (%s)", table, table,
		 columns_now);
	char *gone = lines(old, query.s);
	buf_adds(out, gone);
	mem_free(gone);
	buf_release(&query);
}

/* What has moved elsewhere is asked for by moved_with_their_data. */
static void keeps_every_row(sqlite3 *old, sqlite3 *now, size_t least, const char *moved)
{
	char *tables = lines(old, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' "
				  "AND name NOT GLOB 'search_*'");
	struct buf gone = BUF_INIT;
	size_t rows = 0;

	for (char *at = tables; *at;) {
		size_t n = strcspn(at, "\n");
		at[n] = '\0';
		char *columns = columns_of(now, at), *query = rows_query(old, at, columns);
		char *before = lines(old, query), *after = lines(now, query);
		assert_string_equal(before, after);
		rows += strlen(before) > 0;
		add_gone(old, at, columns, &gone);
		mem_free(columns);
		mem_free(query);
		mem_free(before);
		mem_free(after);
		at += n + 1;
	}
	assert_true(rows >= least); /* the file has something to lose */
	assert_string_equal(gone.s, moved);
	buf_release(&gone);
	mem_free(tables);
}

static void count_line(void *arg, const char *word, const char *what, bool mendable)
{
	(void)arg;
	(void)mendable;
	fail_msg("%s %s", word, what);
}

static void becomes_new(struct scratch *s, int version, size_t least)
{
	static const char schema[] = "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '')"
				     " FROM sqlite_schema ORDER BY type, name";
	char path[128], copy[512];
	struct db *db;
	struct err e;
	sqlite3 *old = NULL;

	make_old(s, version, path);
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
	assert_int_equal(db_raw_int(old, "PRAGMA user_version", 0), version);
	assert_int_equal(db_raw_int(old, "SELECT count(*) FROM sqlite_schema WHERE name = 'search_text'", 9),
			 version >= 6);
	keeps_every_row(old, db->sql, least, version < 3 ? "aid_item.school_stage\n" : "");
	sqlite3_close(old);
	/* And it works: the journal goes on where it was, with the new columns. */
	int64_t last = db_int(db, 0, "SELECT max(seq) FROM change", "");
	OK(db_run(db, &e, "UPDATE finding SET rule = 'x' WHERE id = 61", ""), &e);
	assert_int_equal(db_int(db, 0, "SELECT max(seq) FROM change WHERE cols LIKE '%rule%'", ""), last + 1);
	db_close(&db);
}

static void version_1_becomes_what_a_new_file_is(void **state)
{
	becomes_new(*state, 1, 12);
}

static void version_2_becomes_what_a_new_file_is(void **state)
{
	becomes_new(*state, 2, 18);
}

/* People are found as before, by what version 6 makes of them. */
static void version_5_becomes_what_a_new_file_is(void **state)
{
	static const struct search_ask ask = { .words = "xiex", .most = 9 };
	struct search_found found;
	char path[128];
	struct db *db;
	struct err e;

	becomes_new(*state, 5, 8);
	snprintf(path, sizeof path, "%s/old.db", ((struct scratch *)*state)->dir);
	OK(db_open(&db, path, DB_EXISTING, &e), &e);
	OK(search_find(db, &ask, &found, &e), &e);
	assert_int_equal(found.n, 1);
	assert_int_equal(found.hit[0].person, 32);
	search_release(&found);
	assert_int_equal(search_verify(db, &e), 0);
	db_close(&db);
}

/* The last of two visits on one day stays the last. */
static void version_8_becomes_what_a_new_file_is(void **state)
{
	char path[128];
	struct db *db;
	struct err e;

	becomes_new(*state, 8, 10);
	snprintf(path, sizeof path, "%s/old.db", ((struct scratch *)*state)->dir);
	OK(db_open(&db, path, DB_EXISTING, &e), &e);
	assert_int_equal(db_int(db, 0,
				"SELECT id FROM visit WHERE household_id = 21 AND deleted_on IS NULL"
				" ORDER BY visited_on DESC, id DESC LIMIT 1",
				""),
			 42);
	db_close(&db);
}

static void says(struct db *db, const char *query, const char *expected)
{
	char *text = lines(db->sql, query);

	assert_string_equal(text, expected);
	mem_free(text);
}

/* Version 3: the stage of a line of aid is a list of stages, the group of a student no added value any more. */
static void moved_with_their_data(void **state)
{
	char path[128];
	struct db *db;
	struct err e;

	make_old(*state, 2, path);
	OK(db_open(&db, path, DB_EXISTING, &e), &e);
	says(db, "SELECT id || ' ' || coalesce(stages, '-') || ' ' || coalesce(amount, '-') FROM aid_item ORDER BY id",
	     "101 [\"义务教育\"] 62500\n102 [\"普高\"] 100000\n103 - -\n");
	says(db, "SELECT id || ' ' || coalesce(student_groups, '-') FROM enrolment ORDER BY id",
	     "91 [\"孤儿或事实无人抚养\"]\n92 [\"城镇\\\"困难\\\"\"]\n93 -\n");
	says(db, "SELECT json_extract(student_groups, '$[0]') FROM enrolment WHERE id = 92", "城镇\"困难\"\n");
	says(db, "SELECT tbl || ' ' || field FROM extra WHERE row IN (91, 92, 93) ORDER BY id",
	     "enrolment bus\nperson student_group\n");
	db_close(&db);
}

static int64_t change_of(struct db *db, const char *tbl, int64_t row)
{
	return db_int(db, 0, "SELECT seq FROM change WHERE tbl = ?1 AND row = ?2 AND op = 'U'", "si", tbl, row);
}

/* Work from before a migration is taken back where what it changed is still there, and refused in words where not. */
static void undo_reaches_back_over_a_migration(void **state)
{
	static const char rows[] = "SELECT group_concat(id || coalesce(amount, '')) FROM aid_item";
	char path[128];
	struct db *db;
	struct err e;

	make_old(*state, 2, path);
	OK(db_open(&db, path, DB_EXISTING, &e), &e);
	OK(journal_undo(db, change_of(db, "enrolment", 92), &e), &e);
	says(db, "SELECT grade FROM enrolment WHERE id = 92", "四年级\n");
	char *before = lines(db->sql, rows);
	assert_int_equal(journal_undo(db, change_of(db, "aid_item", 102), &e), -1);
	assert_string_equal(e.word, "UNDO_CHANGED");
	assert_int_equal(journal_undo(db, change_of(db, "extra", 83), &e), -1);
	assert_string_equal(e.word, "UNDO_CHANGED");
	says(db, rows, before);
	mem_free(before);
	/* Deleted before, without a stage: its column is not missed. */
	OK(journal_undo(db, db_int(db, 0, "SELECT seq FROM change WHERE op = 'D'", ""), &e), &e);
	says(db, "SELECT name || coalesce(stages, '-') FROM aid_item WHERE id = 104", "临时救助-\n");
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

	make_old(s, 1, path);
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

/* What was heard of an upgrade, a letter each, equal ones once: copied, looked through, migrated. */
static void hear(void *arg, int done, int all)
{
	char *heard = arg, what = all == 0 ? 'm' : done == all ? 'c' : 'p';
	size_t n = strlen(heard);

	assert_true(done >= 0 && done <= all && n < 7);
	if (n == 0 || heard[n - 1] != what)
		heard[n] = what;
}

static void an_upgrade_says_how_far_it_is(void **state)
{
	char path[128], heard[8] = "";
	sqlite3 *raw = NULL;
	struct db *db;
	struct err e;

	make_old(*state, 5, path);
	assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
	/* So much that it is copied in several steps. */
	assert_int_equal(
		sqlite3_exec(
			raw,
			"WITH n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) INSERT INTO setting"
			" SELECT 'key' || i, hex(zeroblob(300)) FROM n",
			NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(raw);
	db_tell_upgrade(hear, heard);
	OK(db_open(&db, path, DB_EXISTING, &e), &e);
	db_close(&db);
	assert_string_equal(heard, "pcm");
	heard[0] = '\0';
	OK(db_open(&db, path, DB_EXISTING, &e), &e);
	assert_string_equal(heard, "");
	db_close(&db);
}

static int close_with_schema(void **state)
{
	db_tell_upgrade(NULL, NULL);
	schema_use(NULL);
	return scratch_close(state);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, close_with_schema)
		T(version_1_becomes_what_a_new_file_is),
		T(version_2_becomes_what_a_new_file_is),
		T(version_5_becomes_what_a_new_file_is),
		T(version_8_becomes_what_a_new_file_is),
		T(moved_with_their_data),
		T(undo_reaches_back_over_a_migration),
		T(half_a_migration_changes_nothing),
		T(an_upgrade_says_how_far_it_is),
	};

	return cmocka_run_group_tests_name("store/migrate", tests, NULL, NULL);
}

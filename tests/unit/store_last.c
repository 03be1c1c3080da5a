/* household_last, kept by triggers alone, is always what max(visited_on) says: whoever writes, also REPLACE and rows
 * whose household comes later. */
#include "base/clock.h"
#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#define WRITES 10000
#define HOMES 12
#define VISITS 60

static uint32_t seed = 20201123;

static uint32_t roll(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 16) % below;
}

static void write_visit(char *sql, size_t n)
{
	unsigned id = 1 + roll(VISITS), to = 1 + roll(VISITS), home = 1 + roll(HOMES);
	unsigned month = 1 + roll(12), day = 1 + roll(28);
	static const char *const how[] = { "INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE", "REPLACE" };
	const char *bin = roll(4) ? "NULL" : "'2020-11-01'";

	switch (roll(8)) {
	case 0:
		snprintf(sql, n, "DELETE FROM visit WHERE id = %u", id);
		break;
	case 1:
		snprintf(sql, n, "UPDATE visit SET visited_on = '2020-%02u-%02u' WHERE id = %u", month, day, id);
		break;
	case 2:
		snprintf(sql, n, "UPDATE visit SET deleted_on = %s WHERE id = %u", bin, id);
		break;
	case 3:
		snprintf(sql, n, "UPDATE OR REPLACE visit SET id = %u, household_id = %u WHERE id = %u", to, home, id);
		break;
	case 4:
		snprintf(sql, n,
			 "INSERT INTO visit(id, household_id, visited_on) VALUES (%u, %u, '2020-%02u-%02u')"
			 " ON CONFLICT (id) DO UPDATE SET visited_on = excluded.visited_on, household_id = %u",
			 id, home, month, day, home);
		break;
	default:
		snprintf(sql, n,
			 "%s INTO visit(id, household_id, visited_on, deleted_on) VALUES"
			 " (%u, %u, '2020-%02u-%02u', %s)",
			 how[roll(4)], id, home, month, day, bin);
	}
}

static void write_household(char *sql, size_t n)
{
	unsigned id = 1 + roll(HOMES), to = 1 + roll(HOMES);

	switch (roll(4)) {
	case 0:
		snprintf(sql, n, "DELETE FROM household WHERE id = %u", id);
		break;
	case 1:
		snprintf(sql, n, "UPDATE OR REPLACE household SET id = %u WHERE id = %u", to, id);
		break;
	default:
		snprintf(sql, n, "INSERT OR REPLACE INTO household(id, head_name) VALUES (%u, '户主%u')", id, id);
	}
}

static int one_int(sqlite3 *d, const char *sql)
{
	sqlite3_stmt *s = NULL;
	int n;

	assert_int_equal(sqlite3_prepare_v2(d, sql, -1, &s, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	n = sqlite3_column_int(s, 0);
	sqlite3_finalize(s);
	return n;
}

static const char differs[] =
	"SELECT count(*) FROM (SELECT household_id, visited_on FROM household_last EXCEPT SELECT h.id, (SELECT "
	"max(v.visited_on) FROM visit v WHERE v.household_id = h.id AND v.deleted_on IS NULL) FROM household h)";

static void it_is_the_greatest_day(void **state)
{
	char dir[] = "/tmp/bangfu-test-XXXXXX", path[64], sql[400], away[80];
	struct db *db = NULL;
	sqlite3 *d = NULL;
	struct err e = { 0 };
	int most = 0; /* households with a day at once: so that something was compared */

	(void)state;
	clock_freeze("2020-11-23");
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/t.db", dir);
	assert_int_equal(db_open(&db, path, DB_CREATE, &e), 0);
	db_close(&db);
	/* A connection that knows none of our functions, as the sqlite3 shell: the journal's triggers want some. */
	assert_int_equal(sqlite3_open(path, &d), SQLITE_OK);
	assert_int_equal(sqlite3_exec(d, "BEGIN", NULL, NULL, NULL), SQLITE_OK);
	for (int i = 0, seen; i < WRITES; i++) {
		if (roll(6))
			write_visit(sql, sizeof(sql));
		else
			write_household(sql, sizeof(sql));
		sqlite3_exec(d, sql, NULL, NULL, NULL); /* some conflict, as they should */
		if (i % 10 != 0)
			continue;
		if (one_int(d, differs) != 0)
			fail_msg("after %s", sql);
		seen = one_int(d, "SELECT count(*) FROM household_last WHERE visited_on IS NOT NULL");
		most = seen > most ? seen : most;
	}
	assert_int_equal(one_int(d, differs), 0);
	assert_int_equal(one_int(d, "SELECT (SELECT count(*) FROM household_last) - (SELECT count(*) FROM household)"),
			 0);
	assert_true(most > HOMES / 2);
	sqlite3_close(d);
	snprintf(away, sizeof(away), "rm -r %s", dir);
	assert_int_equal(system(away), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(it_is_the_greatest_day) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}

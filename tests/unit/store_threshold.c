/* Limits of rules: the nearest place, the day, the default; and nothing stale after a write, whoever wrote. */
#include "store/scratch.h"

#include "store/guard.h"
#include "store/threshold.h"

static struct err e;

static void run(struct db *db, const char *sql)
{
	OK(db_exec(db, sql, &e), &e);
}

/* What SQL says; -1 for NULL. Both ways of asking agree. */
static double limit(struct db *db, const char *key, int64_t place, const char *day)
{
	struct stmt *s = guard_query(db, "SELECT threshold(?1, ?2, ?3)", &e);
	double sql = -1, c = -1;

	assert_non_null(s);
	stmt_bind(s, "sis", key, place, day);
	assert_int_equal(stmt_step(s, &e), 1);
	if (!stmt_is_null(s, 0))
		sql = stmt_real(s, 0);
	stmt_done(s);
	/* C may not ask with no day at all. */
	if (!day || !db_threshold(db, key, place, day, &c))
		c = -1;
	if (sql < c || sql > c)
		fail_msg("%s %s: sql %g, c %g", key, day, sql, c);
	return sql;
}
#define LIMIT(db, key, place, day, is) assert_int_equal((int)limit(db, key, place, day), is)

static void places(struct db *db)
{
	run(db, "INSERT INTO place(id, parent_id, name, level) VALUES (1, NULL, '市', 'c'), (2, 1, '县', 'x'),"
		" (3, 2, '乡', 'x'), (4, 3, '村', 'v'), (5, 2, '另一乡', 'x')");
}

static void nearest_place_then_everywhere_then_default(void **state)
{
	struct db *db = ((struct scratch *)*state)->db;

	places(db);
	LIMIT(db, "income_line", 4, "2020-11-23", -1);
	db_set_threshold(db, "income_line", 3000);
	db_set_threshold(db, "income_line", 4000);
	LIMIT(db, "income_line", 4, "2020-11-23", 4000);
	LIMIT(db, "other", 4, "2020-11-23", -1);
	run(db, "INSERT INTO threshold(id, key, value) VALUES (1, 'income_line', 4100)");
	LIMIT(db, "income_line", 4, "2020-11-23", 4100);
	LIMIT(db, "income_line", 0, "2020-11-23", 4100);
	run(db, "INSERT INTO threshold(id, key, place_id, value) VALUES (2, 'income_line', 2, 4200)");
	LIMIT(db, "income_line", 4, "2020-11-23", 4200);
	LIMIT(db, "income_line", 5, "2020-11-23", 4200);
	LIMIT(db, "income_line", 1, "2020-11-23", 4100);
	run(db, "INSERT INTO threshold(id, key, place_id, value) VALUES (3, 'income_line', 4, 4300)");
	LIMIT(db, "income_line", 4, "2020-11-23", 4300);
	LIMIT(db, "income_line", 3, "2020-11-23", 4200);
	LIMIT(db, "income_line", 99, "2020-11-23", 4100);
	run(db, "UPDATE threshold SET deleted_on = '2020-11-23' WHERE id = 3");
	LIMIT(db, "income_line", 4, "2020-11-23", 4200);
}

static void days_are_inclusive_and_may_be_vague(void **state)
{
	struct db *db = ((struct scratch *)*state)->db;

	run(db, "INSERT INTO threshold(id, key, valid_from, valid_to, value) VALUES (1, 'k', NULL, '2017', 1),"
		" (2, 'k', '2018', '2018-06-30', 2), (3, 'k', '2018-07', '2019', 3), (4, 'k', '2020-03-05', NULL, 4),"
		" (5, 'k', '2020-10-01', '2020-10-31', 5)");
	LIMIT(db, "k", 0, "1999-01-01", 1);
	LIMIT(db, "k", 0, "2017-12-31", 1);
	LIMIT(db, "k", 0, "2018-01-01", 2);
	LIMIT(db, "k", 0, "2018-06-30", 2);
	LIMIT(db, "k", 0, "2018-07-01", 3);
	LIMIT(db, "k", 0, "2019-12-31", 3);
	LIMIT(db, "k", 0, "2020-03-04", -1);
	LIMIT(db, "k", 0, "2020-03-05", 4);
	LIMIT(db, "k", 0, "2020-03", 4);
	LIMIT(db, "k", 0, "2020-02", -1);
	LIMIT(db, "k", 0, "2018", 3); /* the one that began last in that year */
	LIMIT(db, "k", 0, "2020-10-15", 5);
	LIMIT(db, "k", 0, "2020-11-01", 4);
	LIMIT(db, "k", 0, "", -1);
	LIMIT(db, "k", 0, "2020-13-01", -1);
	LIMIT(db, "k", 0, NULL, -1);
}

static void places_in_a_circle_end(void **state)
{
	struct db *db = ((struct scratch *)*state)->db;

	places(db);
	run(db, "UPDATE place SET parent_id = 4 WHERE id = 1");
	db_set_threshold(db, "k", 7);
	LIMIT(db, "k", 4, "2020", 7);
}

static void writes_are_seen_at_once(void **state)
{
	struct scratch *s = *state;
	struct db *db = s->db;

	places(db);
	run(db, "INSERT INTO threshold(id, key, place_id, value) VALUES (1, 'k', 2, 1)");
	LIMIT(db, "k", 4, "2020", 1);
	run(db, "UPDATE threshold SET value = 2");
	LIMIT(db, "k", 4, "2020", 2);
	run(db, "UPDATE place SET parent_id = NULL WHERE id = 3");
	LIMIT(db, "k", 4, "2020", -1);
	run(db, "UPDATE place SET parent_id = 2 WHERE id = 3");
	/* Seen inside the transaction, gone with it; and so is what the next one, taken back too, says. */
	for (int i = 0; i < 3; i++) {
		OK(db_begin(db, "test", &e), &e);
		LIMIT(db, "k", 4, "2020", 2);
		OK(db_run(db, &e, "UPDATE threshold SET value = ?1", "i", (int64_t)(10 + i)), &e);
		LIMIT(db, "k", 4, "2020", 10 + i);
		db_rollback(db);
		LIMIT(db, "k", 4, "2020", 2);
	}
	/* Another hand. */
	assert_int_equal(scratch_shell(s->path, "UPDATE threshold SET value = 3;"), 0);
	LIMIT(db, "k", 4, "2020", 3);
	assert_int_equal(scratch_shell(s->path, "DELETE FROM threshold;"), 0);
	LIMIT(db, "k", 4, "2020", -1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, scratch_close)
		T(nearest_place_then_everywhere_then_default),
		T(days_are_inclusive_and_may_be_vague),
		T(places_in_a_circle_end),
		T(writes_are_seen_at_once),
	};

	return cmocka_run_group_tests_name("store/threshold", tests, NULL, NULL);
}

/* Lists that are long: what waits to be written together, what is put away, and the indexes made at the end. */
#include "exchange_fixture.h"

#include "base/buf.h"
#include "model/intake.h"
#include "store/db.h"
#include "store/journal.h"

#include <inttypes.h>

#define HEAD "户编号,户主姓名,村,户联系电话,姓名,证件号码,与户主关系\n"

/* Person k of `households`; four to a household unless spread: then the k-th household after each other, again and
 * again. Sound IDs, each once: the day and a sequence. */
static void add_person(struct buf *b, int k, int households, bool spread)
{
	static const char *const name[] = { "王芳", "李明", "张伟", "赵敏" };
	int h = spread ? k % households : k / 4, nth = spread ? k / households : k % 4;
	char birth[16];

	snprintf(birth, sizeof birth, "%04d%02d%02d", 1940 + k / 1000 / 28 / 12 % 70, 1 + k / 1000 / 28 % 12,
		 1 + k / 1000 % 28);
	buf_addf(b, "%06d,王芳,长潭村,1380000%04d,%s,%s,%s\n", h, h % 10000, name[nth], an_id(birth, k % 1000),
		 nth ? "之子" : "户主");
}

static void write_list(const char *path, int people, int households, bool spread)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, HEAD);
	for (int k = 0; k < people; k++)
		add_person(&b, k, households, spread);
	write_text(path, b.s);
	buf_release(&b);
}

static char *schema_of(struct office *o)
{
	return db_text(o->db,
		       "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
		       "ORDER BY type, name)",
		       "");
}

/* The first load of an office: the same indexes stand afterwards, sound, and one undo takes all of it back. */
static void test_first_load(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	char *before = schema_of(o), *after;
	int64_t changes = count(o, "SELECT count(*) FROM person") + count(o, "SELECT count(*) FROM household");
	struct err e = { 0 };

	write_list(f, INTAKE_MANY, INTAKE_MANY / 4, false);
	assert_counts(import_file(o, "registry", f), INTAKE_MANY, INTAKE_MANY, 0, 0, 0);
	after = schema_of(o);
	assert_string_equal(before, after);
	free(before);
	free(after);
	assert_int_equal(count(o, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
	assert_int_equal(count(o, "SELECT count(DISTINCT id_no) FROM person"), INTAKE_MANY);
	assert_int_equal(count(o, "SELECT count(*) FROM household"), INTAKE_MANY / 4);
	assert_int_equal(count(o, "SELECT count(DISTINCT txn) FROM change WHERE tbl = 'person'"), 1);
	/* Journaled together, as if one by one: each once, in the order they came, counted on without a gap. */
	assert_int_equal(
		count(o, "SELECT count(*) FROM change WHERE op = 'I' AND cols = '{}' AND tbl = 'person' AND row IN"
			 " (SELECT id FROM person)"),
		INTAKE_MANY);
	assert_int_equal(count(o,
			       "SELECT count(*) FROM change a JOIN change b ON b.seq = a.seq + 1 WHERE b.origin_seq <>"
			       " a.origin_seq + 1 OR b.clock <= a.clock"
			       " OR (a.tbl = 'person' AND b.tbl IN ('person', 'household') AND b.row < a.row)"),
			 0);
	assert_int_equal(
		count(o, "SELECT count(*) FROM change WHERE at IS NULL OR action IS NOT (SELECT action FROM change"
			 " WHERE tbl = 'person' LIMIT 1) AND tbl = 'household'"),
		0);
	assert_counts(import_file(o, "registry", f), INTAKE_MANY, 0, 0, INTAKE_MANY, 0);
	assert_int_equal(journal_undo(o->db, journal_undo_candidate(o->db), &e), 0);
	assert_int_equal(count(o, "SELECT count(*) FROM person") + count(o, "SELECT count(*) FROM household"), changes);
}

static bool stop_halfway(void *arg, int64_t done, int64_t all)
{
	(void)arg;
	return done > all / 2;
}

static bool rises(void *arg, int64_t done, int64_t all)
{
	double *share = arg, now = (double)done / (double)all;

	assert_true(*share <= now && now < 1);
	*share = now;
	return false;
}

/* The rows are not all of it: indexes and journal are told of, too. */
static void test_told_to_the_end(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct import_counts n;
	struct import *i;
	struct err e = { 0 };
	double share = 0;

	write_list(f, INTAKE_MANY, INTAKE_MANY / 4, false);
	assert_int_equal(import_open(&i, o, screens, "registry", f, &e), 0);
	assert_int_equal(import_run(i, NULL, &n, rises, &share, &e), 0);
	import_close(&i);
	assert_true(share > 0.95);
	assert_counts(n, INTAKE_MANY, INTAKE_MANY, 0, 0, 0);
}

static void test_cancelled_leaves_nothing(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	char *before = schema_of(o), *after;
	struct import_counts n;
	struct import *i;
	struct err e = { 0 };

	write_list(f, INTAKE_MANY, INTAKE_MANY / 4, false);
	assert_int_equal(import_open(&i, o, screens, "registry", f, &e), 0);
	assert_int_equal(import_run(i, NULL, &n, stop_halfway, NULL, &e), -1);
	assert_int_equal(e.code, ERR_CANCEL);
	import_close(&i);
	after = schema_of(o);
	assert_string_equal(before, after);
	free(before);
	free(after);
	assert_int_equal(count(o, "SELECT count(*) FROM person"), 0);
	assert_int_equal(count(o, "SELECT count(*) FROM change WHERE tbl IN ('person', 'household')"), 0);
	assert_counts(import_file(o, "registry", f), INTAKE_MANY, INTAKE_MANY, 0, 0, 0);
}

/* People of a household stand all over the list: what its first row said stays, however many stand between. */
static void test_scattered_households(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct buf b = BUF_INIT;

	buf_adds(&b, HEAD);
	for (int k = 0; k < 2100; k++)
		add_person(&b, k, 700, true);
	buf_addf(&b, "000000,王芳,长潭村,13811110000,孙静,%s,之女\n", an_id("20100101", 1));
	write_text(f, b.s);
	buf_release(&b);
	assert_counts(import_file(o, "registry", f), 2101, 2101, 0, 0, 0);
	assert_int_equal(count(o, "SELECT count(*) FROM household"), 700);
	assert_int_equal(
		count(o, "SELECT count(*) FROM household WHERE phone = '13800000000' AND household_no = '000000'"), 1);
	assert_int_equal(count(o, "SELECT count(*) FROM person p JOIN household h ON h.id = p.household_id WHERE "
				  "h.household_no = '000000'"),
			 4);
}

/* Rows that wait are seen by those that follow: an ID in two households, a person told twice, a name told twice. */
static void test_rows_that_wait_are_seen(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	const char *id = an_id("19560229", 2), *other = an_id("19880229", 3);
	char text[1024];

	snprintf(text, sizeof text,
		 HEAD "1,王芳,长潭村,,王芳,%s,户主\n2,李明,长潭村,,李明,%s,户主\n2,李明,长潭村,,王芳,%s,之女\n"
		      "1,王芳,长潭村,,王芳,%s,户主\n1,王芳,长潭村,,王芳,%s,配偶\n3,张伟,长潭村,,张伟,,户主\n"
		      "3,张伟,长潭村,,张伟,,户主\n",
		 id, other, id, id, id);
	write_text(f, text);
	assert_counts(import_file(o, "registry", f), 7, 3, 0, 2, 2);
	assert_int_equal(count(o, "SELECT count(*) FROM person"), 3);
	assert_int_equal(count(o, "SELECT count(*) FROM household"), 3);
}

/* A trigger that refuses a row when it is written: that row alone stays out, and nothing of it. */
static void test_refused_by_the_database(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct err e = { 0 };

	write_list(f, 200, 50, false);
	assert_int_equal(db_exec(o->db,
				 "CREATE TRIGGER no_third BEFORE INSERT ON person WHEN NEW.id_no LIKE '%042_' "
				 "BEGIN SELECT RAISE(ABORT, 'word:TERM_LOCKED'); END",
				 &e),
			 0);
	assert_counts(import_file(o, "registry", f), 200, 199, 0, 0, 1);
	assert_int_equal(count(o, "SELECT count(*) FROM person"), 199);
	assert_int_equal(count(o, "SELECT count(*) FROM household"), 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_first_load, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_cancelled_leaves_nothing, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_told_to_the_end, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_scattered_households, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_rows_that_wait_are_seen, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_refused_by_the_database, exchange_open, exchange_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

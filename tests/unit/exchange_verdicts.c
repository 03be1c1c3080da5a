/* What a dry run says of each row is what the run does with it: lists with rows that are broken, repeated, about one
 * another, or refused by the database itself when they are written. */
#include "exchange_fixture.h"

#include "base/buf.h"

#include <inttypes.h>

#define HEAD "户编号,户主姓名,村,户联系电话,姓名,证件号码,与户主关系\n"
#define ROUNDS 60

static uint32_t seed;
static int blank_numbers = 1; /* a row without one leans on the row above, also on a refused one */

static int dice(int sides)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 8) % (uint32_t)sides);
}

static void add_id(struct buf *b)
{
	const char *birth = dice(2) ? "19560229" : "19880229", *id = an_id(birth, dice(20));
	int harm = dice(12);

	if (harm == 0)
		buf_addf(b, "%.17s%c", id, id[17] == '1' ? '2' : '1');
	else if (harm == 1)
		buf_addf(b, "%.15s000", id);
	else if (harm > 2)
		buf_adds(b, id);
}

static void add_row(struct buf *b)
{
	static const char *const name[] = { "王芳", "李明", "张伟", "赵敏", "孙静", "周强" };
	static const char *const village[] = { "长潭村", "长潭村", "青石村", "坏村", "" };
	int no = dice(13 + blank_numbers) + !blank_numbers;

	if (no)
		buf_addf(b, "%d", no);
	buf_addf(b, ",%s,%s,", name[no % 6], village[dice(5)]);
	buf_addf(b, "%s,", dice(6) ? "" : "不是电话");
	buf_addf(b, "%s,", dice(15) ? name[dice(6)] : "");
	add_id(b);
	buf_addf(b, ",%s\n", dice(3) ? "之子" : "户主");
}

static void write_list(const char *path, int rows)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, HEAD);
	for (int k = 0; k < rows; k++)
		add_row(&b);
	write_text(path, b.s);
	buf_release(&b);
}

/* Refuse what the rules let through: only when the row is written is it known. */
static void spoil(struct office *o, int how)
{
	static const char *const trigger[] = {
		"",
		"CREATE TRIGGER spoil BEFORE INSERT ON person WHEN NEW.id_no LIKE '%5_' BEGIN "
		"SELECT RAISE(ABORT, 'word:TERM_LOCKED'); END",
		"CREATE TRIGGER spoil BEFORE INSERT ON place WHEN NEW.name = '坏村' BEGIN "
		"SELECT RAISE(ABORT, 'word:TERM_LOCKED'); END",
		"CREATE TRIGGER spoil BEFORE INSERT ON household WHEN NEW.household_no LIKE '%3' BEGIN "
		"SELECT RAISE(ABORT, 'word:TERM_LOCKED'); END",
		"CREATE TRIGGER spoil BEFORE UPDATE ON person WHEN NEW.name = '张伟' BEGIN "
		"SELECT RAISE(ABORT, 'word:TERM_LOCKED'); END",
	};
	struct err e = { 0 };

	assert_int_equal(db_exec(o->db, "DROP TRIGGER IF EXISTS spoil", &e), 0);
	assert_int_equal(db_exec(o->db, trigger[how], &e), 0);
}

static void assert_same_counts(const struct import_counts *a, const struct import_counts *b)
{
	assert_counts(*a, b->rows, b->added, b->updated, b->unchanged, b->refused);
	assert_int_equal(a->skipped, b->skipped);
}

static struct judged dry;

/* The lines of the refused file, with the reason and the repair, are the rows the dry run refused. */
static void assert_refused(const struct judged *j, const char *refused)
{
	char *text = read_all(refused), *at = text;
	struct buf want = BUF_INIT;

	for (size_t k = 0; k < j->n; k++) {
		const struct import_row *r = &j->row[k];

		if (r->verdict != ROW_REFUSED)
			continue;
		assert_non_null(at);
		at = strchr(at, '\n');
		assert_non_null(at);
		at++;
		buf_clear(&want);
		buf_addf(&want, ",%" PRId64 ",", r->line);
		char *end = strchr(at, '\n'), *found = strstr(at, want.s);
		assert_true(found && end && found < end);
		found = strstr(at, r->reason);
		assert_true(found && found < end);
	}
	assert_true(!at || !strchr(at, '\n') || !strchr(at, '\n')[1]);
	free(text);
	buf_release(&want);
}

static void test_judged_as_done(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv"), *refused = beside(o, "a.csv.refused.csv");
	int64_t all_refused = 0;

	for (int round = 0; round < ROUNDS; round++) {
		struct import_counts said, did;

		seed = (uint32_t)round * 7919u + 1;
		spoil(o, round % 5);
		write_list(f, 20 + dice(150));
		remove(refused);
		said = judge(o, "registry", f, &dry);
		did = import_file(o, "registry", f);
		assert_same_counts(&said, &did);
		assert_refused(&dry, refused);
		all_refused += did.refused;
		if (round % 10 == 9) { /* begin anew, else all is there after a while */
			spoil(o, 0);
			exchange_close(state);
			assert_int_equal(exchange_open(state), 0);
			o = *state;
			f = beside(o, "a.csv");
			refused = beside(o, "a.csv.refused.csv");
		}
	}
	assert_true(all_refused > ROUNDS);
}

/* What was refused half written left nothing: without those rows the list makes the same data. */
static void test_refused_leaves_nothing(void **state)
{
	static const char facts[] =
		"SELECT group_concat(x, char(10)) FROM (SELECT p.name || ' ' || coalesce(p.id_no, '') || ' ' || "
		"h.household_no || ' ' || coalesce(v.name, '') AS x FROM person p JOIN household h ON h.id = "
		"p.household_id LEFT JOIN place v ON v.id = h.place_id UNION ALL SELECT household_no FROM household "
		"UNION ALL SELECT name FROM place ORDER BY 1)";

	blank_numbers = 0;
	for (int round = 0; round < 12; round++) {
		struct office *o = *state;
		const char *f = beside(o, "a.csv");
		char *with, *without, *text, *line;
		struct buf good = BUF_INIT;

		seed = (uint32_t)round * 104729u + 5;
		spoil(o, 1 + round % 3);
		write_list(f, 120);
		judge(o, "registry", f, &dry);
		import_file(o, "registry", f);
		with = db_text(o->db, facts, "");
		text = read_all(f);
		line = text;
		for (int64_t at = 1; *line; at++) {
			char *end = strchr(line, '\n') + 1;
			const struct import_row *r = judged_at(&dry, at);

			if (!r || r->verdict != ROW_REFUSED)
				buf_add(&good, line, (size_t)(end - line));
			line = end;
		}
		spoil(o, 0);
		exchange_close(state);
		assert_int_equal(exchange_open(state), 0);
		o = *state;
		f = beside(o, "b.csv");
		write_text(f, good.s);
		import_file(o, "registry", f);
		without = db_text(o->db, facts, "");
		assert_string_equal(with, without);
		exchange_close(state);
		assert_int_equal(exchange_open(state), 0);
		free(text);
		free(with);
		free(without);
		buf_release(&good);
	}
}

static bool at_once(void *arg)
{
	return ++*(int *)arg > 3;
}

/* A write that is stopped takes the whole transaction with it: that it was stopped is what is said, and the next goes
 * as if nothing had been. */
static void test_stopped_in_a_write(void **state)
{
	struct office *o = *state;
	const char *f = beside(o, "a.csv");
	struct import_counts n = { 0 };
	struct import *i = NULL;
	struct err e = { 0 };
	int asked = 0;

	assert_int_equal(db_exec(o->db,
				 "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM "
				 "n) SELECT count(*) AS c FROM n; CREATE TRIGGER endless BEFORE INSERT ON person WHEN "
				 "NEW.name = '李明' BEGIN SELECT c FROM endless; END",
				 &e),
			 0);
	write_text(f, HEAD "1,王芳,长潭村,,王芳,,户主\n2,李明,长潭村,,李明,,户主\n");
	assert_int_equal(import_open(&i, o, screens, "registry", f, &e), 0);
	office_set_progress(o, at_once, &asked, 0);
	assert_int_equal(import_judge(i, &n, judge_keep, &dry, NULL, NULL, &e), -1);
	assert_int_equal(e.code, ERR_CANCEL);
	asked = 0;
	office_set_progress(o, at_once, &asked, 0);
	assert_int_equal(import_run(i, NULL, &n, NULL, NULL, &e), -1);
	assert_int_equal(e.code, ERR_CANCEL);
	import_close(&i);
	office_set_progress(o, NULL, NULL, 0);
	assert_int_equal(db_exec(o->db, "DROP TRIGGER endless", &e), 0);
	assert_int_equal(count(o, "SELECT count(*) FROM household"), 0);
	assert_counts(judge(o, "registry", f, &dry), 2, 2, 0, 0, 0);
	assert_counts(import_file(o, "registry", f), 2, 2, 0, 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_judged_as_done, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_refused_leaves_nothing, exchange_open, exchange_close),
		cmocka_unit_test_setup_teardown(test_stopped_in_a_write, exchange_open, exchange_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

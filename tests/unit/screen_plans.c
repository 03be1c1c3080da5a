/* Proves that no rule, report, chart or table looks a record up by an index that was made for an order: all findings of
 * a day, all measures of an amount, all students of a term are many, and to walk them for every row of another table
 * takes the square of the file. */
#include "unit/suspects_town.h"

#include "base/buf.h"
#include "base/mem.h"
#include "screen/chart_def.h"
#include "screen/checks.h"
#include "screen/report_def.h"
#include "screen/table_def.h"

#define MOST_NODES 512

/* An index that begins with a column that refers to another record is for looking up. One that begins with anything
 * else is an order. Not looked at: */
static const char *const EXCEPT[] = {
	/* Of one name there are few cadres, of one number, phone or ID few households or people. */
	" INDEX cadre_name (",
	" INDEX household_number (",
	" INDEX household_phone (",
	" INDEX person_id_start (",
	/* campaign_target asks whether a term has anybody: the first row answers. */
	"SEARCH enrolment USING INDEX enrolment_latest (term=?)",
};

static bool is_excepted(const char *step)
{
	for (size_t i = 0; i < sizeof EXCEPT / sizeof *EXCEPT; i++)
		if (strstr(step, EXCEPT[i]))
			return true;
	return false;
}

static struct buf orders; /* names of the indexes that are orders, each between blanks */

static void read_orders(struct office *o)
{
	struct err e = { 0 };
	struct stmt *s = db_query(o->db,
				  "SELECT i.name FROM sqlite_schema i JOIN pragma_index_xinfo(i.name) x ON x.seqno = 0"
				  " WHERE i.type = 'index' AND i.sql IS NOT NULL AND NOT EXISTS"
				  " (SELECT 1 FROM pragma_foreign_key_list(i.tbl_name) f WHERE f.\"from\" = x.name)",
				  &e);

	assert_non_null(s);
	buf_adds(&orders, " ");
	while (stmt_step(s, &e) > 0)
		buf_addf(&orders, "%s ", stmt_text(s, 0));
	stmt_done(s);
}

struct node {
	int64_t id;
	bool each;    /* run for every row of something */
	size_t loops; /* under it */
};

/* "SEARCH k USING INDEX measure_amount (amount=?)": an order, asked for one value. */
static bool by_order(const char *step)
{
	const char *at = strstr(step, " INDEX "), *end = at ? strstr(at + 7, " (") : NULL;
	bool found;

	if (strncmp(step, "SEARCH ", 7) != 0 || !end || !strstr(end, "=?"))
		return false;
	char *name = mem_dup_n(at + 6, (size_t)(end - at) - 5); /* with a blank on both sides */
	found = strstr(orders.s, name) != NULL;
	mem_free(name);
	return found;
}

/* The steps of a plan stand as a tree. What is under a CORRELATED part, or is not the first loop under its parent, is
 * run for every row of another. */
static void look_at(struct office *o, const char *name, const char *sql)
{
	struct buf ask = BUF_INIT;
	struct node node[MOST_NODES] = { { 0, false, 0 } };
	struct err e = { 0 };
	size_t n = 1;

	buf_addf(&ask, "EXPLAIN QUERY PLAN %s", sql);
	struct stmt *s = db_query(o->db, ask.s, &e);
	if (!s)
		fail_msg("%s: %s %s", name, e.word, e.arg[0]);
	while (stmt_step(s, &e) > 0 && n < MOST_NODES) {
		const char *step = stmt_text(s, 3);
		size_t up = 0;

		while (up < n && node[up].id != stmt_int(s, 1))
			up++;
		assert_true(up < n);
		bool loop = strncmp(step, "SCAN ", 5) == 0 || strncmp(step, "SEARCH ", 7) == 0 ||
			    strncmp(step, "MULTI-INDEX", 11) == 0;
		bool each = node[up].each || strncmp(step, "CORRELATED", 10) == 0 || (loop && node[up].loops++ > 0);

		if (each && by_order(step) && !is_excepted(step))
			fail_msg("%s: %s", name, step);
		node[n++] = (struct node){ stmt_int(s, 0), each, 0 };
	}
	assert_true(n < MOST_NODES);
	stmt_done(s);
	buf_release(&ask);
}

/* Of few among all. */
static const char *const FEW[] = {
	" INDEX person_certificate (", /* one person in many is disabled */
	" INDEX visit_day (",          /* of the last year */
	" INDEX person_pupil",         /* who is at school, by age */
	" INDEX enrolment_mode",       /* taught otherwise than in class */
	" INDEX aid_term (",           /* of the last year, of one item */
};

static bool is_few(const char *step)
{
	for (size_t i = 0; i < sizeof FEW / sizeof *FEW; i++)
		if (strstr(step, FEW[i]))
			return true;
	return false;
}

/* The first loop of a rule goes through its table as it lies: from an order that begins anywhere, only to leave out
 * what has no value, each row is read from another page. */
static void rules_walk_no_order(void **state)
{
	const struct check_def *def;
	size_t n = screens_checks(screens, &def);

	for (size_t i = 0; i < n; i++) {
		struct buf ask = BUF_INIT;
		struct err e = { 0 };

		buf_addf(&ask, "EXPLAIN QUERY PLAN %s", def[i].rule.sql);
		struct stmt *s = db_query(((struct office *)*state)->db, ask.s, &e);
		assert_non_null(s);
		while (stmt_step(s, &e) > 0) {
			const char *step = stmt_text(s, 3);

			if (stmt_int(s, 1) == 0 && strstr(step, " USING INDEX ") &&
			    (strncmp(step, "SCAN ", 5) == 0 || strstr(step, ">?)")) && !strstr(step, "=?") &&
			    !strstr(step, "<?") && !is_few(step))
				fail_msg("%s: %s", def[i].rule.id, step);
		}
		stmt_done(s);
		buf_release(&ask);
	}
}

/* Of a village its households come first: no rule goes through all of the file for them. */
static void a_village_is_checked_alone(void **state)
{
	const struct check_def *def;
	size_t n = screens_checks(screens, &def);

	for (size_t i = 0; i < n; i++) {
		struct buf ask = BUF_INIT;
		struct err e = { 0 };

		buf_addf(&ask, "EXPLAIN QUERY PLAN SELECT * FROM (%s\n) AS r WHERE ", def[i].rule.sql);
		buf_adds(&ask, strcmp(def[i].rule.table, "place") == 0 ? "r.id IN (SELECT h.place_id"
								       : "r.household IN (SELECT h.id");
		buf_adds(&ask, " FROM household h WHERE h.deleted_on IS NULL AND h.place_id IN (SELECT 1 UNION ALL"
			       " SELECT id FROM place WHERE parent_id = 1))");
		struct stmt *s = db_query(((struct office *)*state)->db, ask.s, &e);
		assert_non_null(s);
		while (stmt_step(s, &e) > 0) {
			const char *step = stmt_text(s, 3);

			if (by_order(step) && !is_excepted(step))
				fail_msg("%s: %s\n", def[i].rule.id, step);
		}
		stmt_done(s);
		buf_release(&ask);
	}
}

static void rules_look_nothing_up_by_an_order(void **state)
{
	const struct check_def *def;
	size_t n = screens_checks(screens, &def);

	for (size_t i = 0; i < n; i++)
		look_at(*state, def[i].rule.id, def[i].rule.sql);
}

static void reports_look_nothing_up_by_an_order(void **state)
{
	const struct report_def *const *list;
	size_t n = screens_reports(screens, &list);

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < list[i]->n_metrics; k++)
			if (list[i]->metric[k].rows[0])
				look_at(*state, list[i]->metric[k].name, list[i]->metric[k].rows);
		for (size_t k = 0; k < list[i]->n_paragraphs; k++)
			if (list[i]->paragraph[k].each[0])
				look_at(*state, list[i]->paragraph[k].key, list[i]->paragraph[k].each);
	}
}

static void charts_and_tables_look_nothing_up_by_an_order(void **state)
{
	const struct chart_def *const *chart;
	const struct table_def *const *table;
	size_t charts = screens_charts(screens, &chart), tables = screens_tables(screens, &table);

	for (size_t i = 0; i < charts; i++)
		look_at(*state, chart[i]->name, chart[i]->sql);
	for (size_t i = 0; i < tables; i++) {
		struct buf sql = BUF_INIT;

		table_def_sql(table[i], &sql);
		look_at(*state, table[i]->name, sql.s);
		buf_release(&sql);
	}
}

static int open_plans(void **state)
{
	if (open_town(state) < 0)
		return -1;
	read_orders(*state);
	return 0;
}

static int close_plans(void **state)
{
	buf_release(&orders);
	return close_town(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_walk_no_order),
		cmocka_unit_test(a_village_is_checked_alone),
		cmocka_unit_test(rules_look_nothing_up_by_an_order),
		cmocka_unit_test(reports_look_nothing_up_by_an_order),
		cmocka_unit_test(charts_and_tables_look_nothing_up_by_an_order),
	};

	return cmocka_run_group_tests(tests, open_plans, close_plans);
}

/* Proves that a rule from screens/ finds what its SQL says, for the file or one household, and can do no harm. */
#include "unit/office_fixture.h"

#include "model/check.h"
#include "store/guard.h"

static struct err e;

/* All rows of a rule, appended. */
struct found {
	struct suspect *list;
	size_t n;
};

static int add(void *arg, const struct suspect *u)
{
	struct found *f = arg;

	f->list = realloc(f->list, (f->n + 1) * sizeof *f->list);
	assert_non_null(f->list);
	f->list[f->n++] = *u;
	return 0;
}

static int check_run(struct office *o, const struct check_rule *r, int64_t household, struct suspect **list, size_t *n,
		     struct err *why)
{
	struct found f = { *list, *n };
	int rc = check_rows(o, r, &(struct check_ask){ .household = household }, add, &f, why);

	*list = f.list;
	*n = rc == 0 ? f.n : *n;
	return rc;
}

static struct suspect *run(struct office *o, const struct check_rule *r, int64_t household, size_t *n)
{
	struct suspect *list = NULL;
	*n = 0;
	if (check_run(o, r, household, &list, n, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	return list;
}

static void finds_and_counts(void **state)
{
	static const struct check_rule count = {
		"count_mismatch",
		"household",
		"error",
		"SELECT h.id, h.id AS household, h.person_count, (SELECT count(*) FROM person p"
		" WHERE p.household_id = h.id) AS listed FROM household h WHERE h.person_count <>"
		" (SELECT count(*) FROM person p WHERE p.household_id = h.id) -- 家庭人口数",
		"person_count",
		NULL,
		false,
		NULL
	};
	static const struct check_rule bare = {
		"head",
		"household",
		"warn",
		"SELECT id, id AS household FROM household WHERE head_name = role('relation.head')"
		" OR first_identified_on > today(); \n",
		"",
		NULL,
		false,
		NULL
	};
	struct office *o = *state;
	int64_t a =
		fixture_add(o, "household", "household_no", "001", "head_name", "张建国", "person_count", "#2", NULL);
	int64_t b = fixture_add(o, "household", "household_no", "002", "head_name", "户主", "person_count", "#1", NULL);
	fixture_add(o, "person", "household_id", fixture_ref(a), "name", "张建国", NULL);
	size_t n;
	struct suspect *list = run(o, &count, 0, &n);
	assert_int_equal(n, 2);
	assert_ptr_equal(list[0].rule, &count);
	assert_int_equal(list[0].row, a);
	assert_string_equal(list[0].household_no, "001");
	assert_string_equal(list[0].arg[0], "2");
	assert_string_equal(list[0].arg[1], "1");
	assert_string_equal(list[0].arg[2], "");
	/* A second rule appends. */
	assert_int_equal(check_run(o, &bare, 0, &list, &n, &e), 0);
	assert_int_equal(n, 3);
	assert_int_equal(list[2].household, b);
	assert_string_equal(list[2].household_no, "002");
	free(list);
	list = run(o, &count, b, &n);
	assert_int_equal(n, 1);
	assert_int_equal(list[0].household, b);
	free(list);
	list = run(o, &bare, a, &n);
	assert_int_equal(n, 0);
	free(list);
}

static void is_guarded(void **state)
{
	static const struct check_rule bad[] = {
		{ "syntax", "household", "error", "SELECT id household FROM", "", NULL, false, NULL },
		{ "writes", "household", "error", "DELETE FROM household RETURNING id, id AS household", "", NULL,
		  false, NULL },
		{ "secret", "household", "error", "SELECT id, id AS household FROM draft", "", NULL, false, NULL },
		{ "two", "household", "error", "SELECT 1, 2; SELECT 3, 4", "", NULL, false, NULL },
		{ "outside", "household", "error", "SELECT 1, load_extension('x') AS household", "", NULL, false,
		  NULL },
	};
	int64_t id = fixture_add(*state, "household", "head_name", "张建国", NULL);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		for (int one = 0; one < 2; one++) {
			struct suspect *list = NULL;
			size_t n = 0;
			assert_int_equal(check_run(*state, &bad[i], one ? id : 0, &list, &n, &e), -1);
			assert_int_equal(strncmp(e.word, "GUARD_", 6), 0);
			assert_string_equal(e.field, bad[i].id);
			assert_int_equal(n, 0);
			free(list);
		}
}

static void never_ends_is_stopped(void **state)
{
	static const struct check_rule rows = {
		"rows",
		"household",
		"error",
		"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x, x AS household FROM c",
		"",
		NULL,
		false,
		NULL
	};
	static const struct check_rule none = { "none",
						"household",
						"error",
						"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
						"SELECT count(*), 0 AS household FROM c",
						"",
						NULL,
						false,
						NULL };
	struct suspect *list = NULL;
	size_t n = 0;

	guard_set_steps(1000000);
	assert_int_equal(check_run(*state, &rows, 0, &list, &n, &e), -1);
	assert_string_equal(e.word, "GUARD_ENDLESS");
	assert_string_equal(e.field, "rows");
	assert_int_equal(check_run(*state, &none, 0, &list, &n, &e), -1);
	assert_string_equal(e.word, "GUARD_ENDLESS");
	assert_string_equal(e.field, "none");
	guard_set_steps(0);
	assert_int_equal(n, 0);
	assert_int_equal(check_try(*state, &none, &e), -1);
	assert_string_equal(e.word, "GUARD_ENDLESS");
	free(list);
}

static void runs_for_one_row_and_in_its_years(void **state)
{
	struct check_rule no_phone = {
		"no_phone", "household",
		"warn",     "SELECT id, id AS household, head_name FROM household WHERE phone IS NULL",
		"phone",    "2014-2020",
		true,       NULL
	};
	int64_t a = fixture_add(*state, "household", "head_name", "张建国", NULL);
	int64_t b = fixture_add(*state, "household", "head_name", "王秀英", "phone", "13900001111", NULL);
	struct suspect one;
	bool found;

	assert_int_equal(check_row(*state, &no_phone, a, &one, &found, &e), 0);
	assert_true(found);
	assert_int_equal(one.row, a);
	assert_string_equal(one.arg[0], "张建国");
	assert_int_equal(check_row(*state, &no_phone, b, &one, &found, &e), 0);
	assert_false(found);
	no_phone.years = "2021-";
	assert_int_equal(check_row(*state, &no_phone, a, &one, &found, &e), 0);
	assert_false(found);
}

/* Of a village its households alone, and what is of none; of a cadre those paired with him; whoever answers ends it. */
static void runs_for_the_scope(void **state)
{
	static const struct check_rule any = {
		"any", "household", "warn", "SELECT id, id AS household FROM household UNION ALL SELECT 7, NULL",
		"",    NULL,        false,  NULL
	};
	static const struct check_rule places = {
		"places", "place", "warn", "SELECT id, NULL AS household, name FROM place", "", NULL, false, NULL
	};
	struct office *o = *state;
	int64_t here = fixture_add(o, "place", "name", "长潭村", "level", "村", NULL),
		there = fixture_add(o, "place", "name", "红星村", "level", "村", NULL);
	int64_t a = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(here), NULL);
	const struct check_ask scoped = { .scoped = true };
	struct found f = { 0 };

	fixture_add(o, "household", "head_name", "王秀英", "place_id", fixture_ref(there), NULL);
	o->village = 0;
	assert_int_equal(check_rows(o, &any, &scoped, add, &f, &e), 0);
	assert_int_equal(f.n, 3);
	f.n = 0;
	o->village = here;
	assert_int_equal(check_rows(o, &any, &scoped, add, &f, &e), 0);
	assert_int_equal(f.n, 2);
	assert_int_equal(f.list[0].row, a);
	assert_int_equal(f.list[1].row, 7);
	f.n = 0;
	assert_int_equal(check_rows(o, &places, &scoped, add, &f, &e), 0);
	assert_int_equal(f.n, 1);
	assert_int_equal(f.list[0].row, here);
	f.n = 0;
	o->scope = SCOPE_MINE;
	assert_int_equal(check_rows(o, &any, &scoped, add, &f, &e), 0);
	assert_int_equal(f.n, 1);
	free(f.list);
}

static void reads_years(void **state)
{
	static const char *const good[] = { "", "2020", "2014-2020", "2021-", "-2017" };
	static const char *const bad[] = { "-", "20", "2020-2014", "2020-20", "x", "2014-2020x", "2020 " };
	int from, to;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(check_years_read(good[i], &from, &to));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(check_years_read(bad[i], &from, &to));
}

static void waives_with_a_reason_until_a_day(void **state)
{
	int64_t id, row = fixture_add(*state, "household", "head_name", "张建国", NULL);
	struct waiver *list;
	size_t n;

	assert_int_equal(waiver_add(*state, "phone_bad", "household", row, " ", "", &id, &e), -1);
	assert_string_equal(e.word, "WAIVER_REASON");
	assert_int_equal(waiver_add(*state, "phone_bad", "household", row, "无电话", "2020-11-22", &id, &e), -1);
	assert_string_equal(e.word, "WAIVER_PAST");
	assert_int_equal(waiver_add(*state, "phone_bad", "household", row, "无电话", "2020-12-31", &id, &e), 0);
	assert_int_equal(waiver_add(*state, "blank:phone", "household", row, "无电话", NULL, &id, &e), 0);
	assert_int_equal(waiver_list(*state, &list, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_string_equal(waiver_find(list, n, "phone_bad", "household", row)->reason, "无电话");
	assert_non_null(waiver_find(list, n, "blank:phone", "household", row));
	assert_null(waiver_find(list, n, "phone_bad", "household", row + 1));
	assert_null(waiver_find(list, n, "phone_bad", "person", row));
	free(list);
	clock_freeze("2021-01-01"); /* the first has run out */
	assert_int_equal(waiver_list(*state, &list, &n, &e), 0);
	assert_int_equal(n, 1);
	free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(finds_and_counts, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(is_guarded, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(never_ends_is_stopped, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(runs_for_one_row_and_in_its_years, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(runs_for_the_scope, fixture_open, fixture_close),
		cmocka_unit_test(reads_years),
		cmocka_unit_test_setup_teardown(waives_with_a_reason_until_a_day, fixture_open, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

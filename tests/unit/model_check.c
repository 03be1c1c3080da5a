/* Proves that a rule from screens/ finds what its SQL says, for the file or one household, and can do no harm. */
#include "unit/office_fixture.h"

#include "model/check.h"

static struct err e;

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
		"count_mismatch", "household", "error",
		"SELECT h.id, h.id AS household, h.person_count, (SELECT count(*) FROM person p"
		" WHERE p.household_id = h.id) AS listed FROM household h WHERE h.person_count <>"
		" (SELECT count(*) FROM person p WHERE p.household_id = h.id) -- 家庭人口数",
		"person_count"
	};
	static const struct check_rule bare = {
		"head", "household", "warn",
		"SELECT id, id AS household FROM household WHERE head_name = role('relation.head')"
		" OR first_identified_on > today(); \n",
		""
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
		{ "syntax", "household", "error", "SELECT id household FROM", "" },
		{ "writes", "household", "error", "DELETE FROM household RETURNING id, id AS household", "" },
		{ "secret", "household", "error", "SELECT id, id AS household FROM draft", "" },
		{ "two", "household", "error", "SELECT 1, 2; SELECT 3, 4", "" },
		{ "outside", "household", "error", "SELECT 1, load_extension('x') AS household", "" },
	};
	int64_t id = fixture_add(*state, "household", "head_name", "张建国", NULL);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		for (int one = 0; one < 2; one++) {
			struct suspect *list = NULL;
			size_t n = 0;
			assert_int_equal(check_run(*state, &bad[i], one ? id : 0, &list, &n, &e), -1);
			assert_int_equal(strncmp(e.word, "GUARD_", 6), 0);
			assert_int_equal(n, 0);
			free(list);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(finds_and_counts, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(is_guarded, fixture_open, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

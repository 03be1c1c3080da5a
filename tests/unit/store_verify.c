/* What the database keeps beside the facts, made wrong behind its back: verify says so, and it is made right again. */
#include "store/scratch.h"

#include "store/backup.h"
#include "store/search.h"

static char said[200];

static void note(void *arg, const char *word, const char *what, bool mendable)
{
	size_t n = strlen(said);

	(void)arg;
	assert_true(mendable);
	snprintf(said + n, sizeof said - n, "%s %s;", word, what);
}

static void verify_says(struct db *db, int n, const char *what)
{
	struct err e;

	said[0] = '\0';
	assert_int_equal(store_verify(db, note, NULL, &e), n);
	assert_string_equal(said, what);
}

/* Households with visits, with none, with one that was taken back. */
static void fill(struct scratch *s)
{
	struct err e;

	for (int i = 1; i <= 5; i++)
		scratch_household(s->db, i, NULL, NULL);
	OK(db_exec(s->db,
		   "INSERT INTO visit(id, household_id, visited_on, deleted_on) VALUES (1, 1, '2020-01-02', NULL), (2, "
		   "1, "
		   "'2020-03-04', NULL), (3, 2, '2020-05-06', NULL), (4, 3, '2020-07-08', '2020-07-09')",
		   &e),
	   &e);
}

static void wrong_last_visits_are_said_and_mended(void **state)
{
	static const char *const wrong[][2] = {
		{ "UPDATE household_last SET visited_on = '2020-01-02' WHERE household_id = 1",
		  "verify.last_visit 1;" },
		{ "UPDATE household_last SET visited_on = NULL WHERE household_id = 2", "verify.last_visit 1;" },
		{ "UPDATE household_last SET visited_on = '2020-07-08' WHERE household_id >= 3",
		  "verify.last_visit 3;" },
		{ "DELETE FROM household_last WHERE household_id IN (2, 4)", "verify.last_visit 2;" },
		{ "INSERT INTO household_last VALUES (99, '2020-01-02')", "verify.last_visit 1;" },
		{ "UPDATE household_last SET household_id = household_id + 100", "verify.last_visit 10;" },
		{ "DELETE FROM household_last", "verify.last_visit 5;" },
	};
	struct scratch *s = *state;
	struct err e;

	fill(s);
	verify_says(s->db, 0, "");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_int_equal(scratch_shell(s->path, wrong[i][0]), 0);
		verify_says(s->db, 1, wrong[i][1]);
		OK(store_mend(s->db, &e), &e);
		verify_says(s->db, 0, "");
		assert_int_equal(
			db_int(s->db, 0, "SELECT count(*) FROM household_last WHERE visited_on IS NOT NULL", ""), 2);
	}
}

static void a_wrong_search_index_is_said_and_mended(void **state)
{
	struct scratch *s = *state;
	struct err e;

	fill(s);
	OK(db_exec(s->db, "INSERT INTO person(id, household_id, name) VALUES (1, 1, '王明')", &e), &e);
	OK(search_refresh(s->db, &e), &e);
	assert_int_equal(scratch_shell(s->path, "DELETE FROM search_key WHERE key = '^wangming'; UPDATE household_last "
						"SET visited_on = NULL"),
			 0);
	verify_says(s->db, 2, "verify.search 1;verify.last_visit 2;");
	OK(search_rebuild(s->db, &e), &e);
	verify_says(s->db, 1, "verify.last_visit 2;");
	OK(store_mend(s->db, &e), &e);
	verify_says(s->db, 0, "");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, scratch_close)
		T(wrong_last_visits_are_said_and_mended),
		T(a_wrong_search_index_is_said_and_mended),
	};

	return cmocka_run_group_tests_name("store/verify", tests, NULL, NULL);
}

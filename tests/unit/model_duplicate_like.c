/* The same person while it is typed, how near two numbers are, and a search that is given up. */
#include "office_fixture.h"

#include "model/duplicate.h"
#include "model/duplicate_score.h"
#include "store/db.h"

static size_t like(struct office *o, const char *name, const char *id_no, const char *birth, int64_t except,
		   struct duplicate *first)
{
	struct duplicate *d;
	size_t n;
	struct err e = { 0 };

	assert_int_equal(duplicate_like(o, name, id_no, birth, except, &d, &n, &e), 0);
	if (n > 0)
		*first = d[0];
	free(d);
	return n;
}

/* Straight into the table: no form would take these numbers. */
static int64_t person(struct office *o, int64_t household, const char *name, const char *id_no, const char *birth)
{
	static int64_t next = 5000;

	assert_int_equal(db_run(o->db, NULL,
				"INSERT INTO person(id, household_id, name, id_no, birth) VALUES (?1, ?2, ?3, ?4, ?5)",
				"iisss", ++next, household, name, id_no, birth),
			 0);
	return next;
}

static void while_typing_the_same_is_seen(void **state)
{
	struct office *o = *state;
	struct duplicate d;
	int64_t h = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), NULL);
	int64_t a = person(o, h, "张建国", "99010119560229002X", "1956-02-29");

	assert_int_equal(like(o, "张", "9901", NULL, 0, &d), 0);
	assert_int_equal(like(o, NULL, NULL, NULL, 0, &d), 0);
	assert_int_equal(like(o, "李四", "990101560229002", NULL, 0, &d), 1);
	assert_string_equal(d.reason, "id_15");
	assert_int_equal(like(o, "章建国", NULL, "1956-02-29", 0, &d), 1);
	assert_string_equal(d.reason, "sound_birth");
	assert_int_equal(d.one, 0);
	assert_int_equal(d.other, a);
	assert_string_equal(d.name[0], "章建国");
	assert_string_equal(d.name[1], "张建国");
	assert_string_equal(d.head[1], "张建国");
	assert_string_equal(d.village[1], "长潭村");
	assert_int_equal(like(o, "张建国", "99010119560229003X", NULL, 0, &d), 1);
	assert_string_equal(d.reason, "id_one_digit");
	assert_int_equal(like(o, "张 建 国", NULL, NULL, 0, &d), 1);
	assert_string_equal(d.reason, "name_village");
	assert_int_equal(like(o, "张建国", "99010119560229002X", NULL, a, &d), 0);
}

static void one_off_is_one_error(void **state)
{
	(void)state;
	assert_true(duplicate_one_off("12345", "12355", 5));
	assert_true(duplicate_one_off("12345", "12435", 5));
	assert_true(duplicate_one_off("12345", "02345", 5));
	assert_true(duplicate_one_off("12345", "12354", 5));
	assert_false(duplicate_one_off("12345", "12345", 5));
	assert_false(duplicate_one_off("12345", "32145", 5));
	assert_false(duplicate_one_off("12345", "12455", 5));
	assert_false(duplicate_one_off("12345", "23451", 5));
}

static bool stop_at(void *arg, int64_t done, int64_t all)
{
	int64_t *left = arg;

	assert_true(done <= all);
	return --*left < 0;
}

/* Given up at any step it finds nothing; left alone it finds what is there. */
static void may_be_given_up(void **state)
{
	struct office *o = *state;
	int64_t steps = 1000,
		house = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), NULL);
	struct duplicate *list = NULL;
	size_t n = 0, all;
	struct err e = { 0 };

	for (int i = 0; i < 2; i++)
		fixture_add(o, "person", "household_id", fixture_ref(house), "name", "张小明", "birth", "2010-01-02",
			    NULL);
	assert_int_equal(duplicate_find_with(o, stop_at, &steps, &list, &n, &all, &e), 0);
	assert_int_equal(n, 1);
	free(list);
	for (int64_t i = 0; i < 1000 - steps; i++) {
		int64_t left = i;

		err_clear(&e);
		assert_int_equal(duplicate_find_with(o, stop_at, &left, &list, &n, &all, &e), -1);
		assert_int_equal(e.code, ERR_CANCEL);
		assert_true(list == NULL && n == 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(may_be_given_up, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(while_typing_the_same_is_seen, fixture_open, fixture_close),
		cmocka_unit_test(one_off_is_one_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Proves what is to be paid back once a list is closed, whom a loan is told to, and that telling makes one record. */
#include "unit/coverage_fixture.h"

/* A household and a student of it. */
static int64_t student(struct office *o, const char *name, const char *term)
{
	int64_t home = fixture_add(o, "household", "head_name", name, "household_type", "脱贫户", "place_id",
				   fixture_ref(o->village), NULL);
	int64_t id = fixture_add(o, "person", "name", name, "household_id", fixture_ref(home), NULL);

	fixture_add(o, "enrolment", "person_id", fixture_ref(id), "term", term, "school", "青山小学", "school_stage",
		    "小学", NULL);
	return id;
}

static void back_payment_is_owed_once_the_list_is_closed(void **state)
{
	struct office *o = *state;
	struct coverage_row *row;
	struct err e = { 0 };
	size_t n;

	roles(o);
	int64_t what = fixture_add(o, "aid_item", "key", "X", "name", "生活补助", "amount", "#25000", NULL);
	int64_t late = student(o, "王小明", "2020-1"), old = student(o, "李小红", "2017-1");
	assert_true(late && old);
	assert_int_equal(coverage_backpay(o, 0, &row, &n, &e), 0);
	assert_int_equal(n, 0);
	fixture_add(o, "term_lock", "term", "2020-1", "locked_on", "2020-06-30", NULL);
	fixture_add(o, "term_lock", "term", "2017-1", "locked_on", "2017-06-30", NULL);
	assert_int_equal(coverage_backpay(o, 0, &row, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_int_equal(row[0].person, late);
	assert_int_equal(row[0].item, what);
	assert_string_equal(row[0].term, "2020-1");
	assert_int_equal(row[0].standard, 25000);
	int64_t home = row[0].household;
	free(row);
	assert_int_equal(coverage_backpay(o, home + 1, &row, &n, &e), 0);
	assert_int_equal(n, 0);
	assert_int_equal(coverage_backpay(o, home, &row, &n, &e), 0);
	assert_int_equal(n, 1);
	free(row);
	/* Of one household whatever the scope. */
	o->scope = SCOPE_MINE;
	assert_int_equal(coverage_backpay(o, 0, &row, &n, &e), 0);
	assert_int_equal(n, 0);
	free(row);
	assert_int_equal(coverage_backpay(o, home, &row, &n, &e), 0);
	assert_int_equal(n, 1);
	free(row);
	o->scope = SCOPE_VILLAGE;
	/* Applied for is not paid: it is owed until it is. */
	static const char *const way[] = { "applied", "reviewed", "reported", "backpaid" };
	int64_t aid = fixture_add(o, "aid", "person_id", fixture_ref(late), "term", "2020-1", "aid_item_id",
				  fixture_ref(what), "state", "applied", "amount", "#25000", "backpay", "#1", NULL);
	for (size_t i = 0; i < 4; i++) {
		if (i)
			assert_string_equal(fixture_try(o, "aid", aid, "state", way[i], NULL),
					    i == 3 ? "AID_MOVE" : "");
		if (i == 3)
			assert_string_equal(fixture_try(o, "aid", aid, "state", "paid", NULL), "");
		assert_int_equal(coverage_backpay(o, 0, &row, &n, &e), 0);
		assert_int_equal(n, i == 3 ? 0 : 1);
		if (n)
			assert_int_equal(row[0].aid, aid);
		free(row);
	}
}

/* A loan is nobody's due and astray of nothing; who has one is told of it all the same. */
static void a_loan_is_what_its_student_is_told_of(void **state)
{
	struct office *o = *state;
	struct coverage_row *row;
	struct err e = { 0 };
	int64_t enrolment;
	size_t n;

	roles(o);
	int64_t loan = fixture_add(o, "aid_item", "key", "LOAN", "name", "助学贷款", "on_request", "#1", NULL);
	int64_t id = student(o, "王小明", TERM);
	fixture_add(o, "aid", "person_id", fixture_ref(id), "term", TERM, "aid_item_id", fixture_ref(loan), "state",
		    "paid", "amount", "#800000", NULL);
	assert_int_equal(coverage_rows(o, TERM, COVERAGE_STAGE, NULL, 0, COVERAGE_ASTRAY, &row, &n, &e), 0);
	assert_int_equal(n, 0);
	free(row);
	assert_int_equal(coverage_rows(o, TERM, COVERAGE_STAGE, NULL, 0, COVERAGE_UNTOLD, &row, &n, &e), 0);
	assert_int_equal(n, 1);
	free(row);
	assert_int_equal(coverage_of_person(o, TERM, id, &enrolment, &row, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_int_equal(row[0].item, loan);
	assert_int_equal(row[0].amount, 800000);
	free(row);
}

static void pay(struct office *o, int64_t person, const char *state)
{
	int64_t item = fixture_add(o, "aid_item", "key", "X", "name", "免学杂费", "amount", "#25000", NULL);

	fixture_add(o, "aid", "person_id", fixture_ref(person), "term", TERM, "aid_item_id", fixture_ref(item), "state",
		    state, "amount", "#25000", NULL);
}

static void telling_makes_one_record(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	const int64_t both[] = { student(o, "王小明", TERM), student(o, "李小红", TERM) };
	struct tell first = { TERM, "2020-11-20", "电话", false, false },
		    later = { TERM, "2020-11-22", "入户告知", true, true };

	struct told told;

	roles(o);
	/* Nobody is told of what is not there yet. */
	assert_int_equal(coverage_tell(o, &first, both, 2, &told, &e), -1);
	assert_string_equal(e.word, "TELL_UNPAID");
	assert_string_equal(e.arg[0], "2");
	assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM notification", ""), 0);
	pay(o, both[0], "paid");
	pay(o, both[1], "reported");
	assert_int_equal(coverage_may_tell(o, TERM, &both[1], 1, &e), -1);
	assert_int_equal(coverage_may_tell(o, TERM, both, 2, &e), 0);
	assert_int_equal(coverage_tell(o, &first, both, 2, &told, &e), 0);
	assert_int_equal(told.told, 1);
	assert_int_equal(told.unpaid, 1);
	assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM notification", ""), 1);
	assert_int_equal(db_run(o->db, &e, "UPDATE aid SET state = 'paid'", ""), 0);
	if (coverage_tell(o, &later, both, 2, &told, &e))
		fail_msg("%s %s %s", e.word, e.field, e.arg[0]);
	assert_int_equal(told.told, 2);
	assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM notification", ""), 2);
	assert_int_equal(db_int(o->db, 0,
				"SELECT count(*) FROM notification WHERE person_id = ?1 AND notified_on = '2020-11-20'"
				" AND way = '电话' AND school_seal = 1 AND student_signed = 1",
				"i", both[0]),
			 1);
	assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM notification WHERE notified_on = '2020-11-22'", ""), 1);
	/* One that cannot be leaves none behind. */
	later.on = "2020-12-24";
	const int64_t third = student(o, "张小花", TERM);
	pay(o, third, "backpaid");
	assert_int_equal(coverage_tell(o, &later, &third, 1, &told, &e), -1);
	assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM notification", ""), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(back_payment_is_owed_once_the_list_is_closed, fixture_open,
						fixture_close),
		cmocka_unit_test_setup_teardown(a_loan_is_what_its_student_is_told_of, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(telling_makes_one_record, fixture_open, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

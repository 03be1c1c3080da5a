/* The days of a payment run forwards; in a locked term the lock is the first reason said. */
#include "unit/office_fixture.h"

#include "model/aid.h"
#include "store/db.h"

#define TERM "2020-2"

static struct err e;

static int open_office(void **state)
{
	if (fixture_open(state) < 0)
		return -1;
	office_set_threshold(*state, "aid_posting_days", 5);
	return 0;
}

static int64_t aid(struct office *o, const char *state, const char *backpay)
{
	int64_t h = fixture_add(o, "household", "head_name", "王秀英", "place_id", fixture_ref(o->village), NULL);
	int64_t who = fixture_add(o, "person", "household_id", fixture_ref(h), "name", "王小明", NULL);
	int64_t item = fixture_add(o, "aid_item", "key", "DAY", "name", "生活补助", "aid_kind", "补助", "amount",
				   "#25000", NULL);

	return fixture_add(o, "aid", "person_id", fixture_ref(who), "term", TERM, "aid_item_id", fixture_ref(item),
			   "amount", "#25000", "state", state, "backpay", backpay, NULL);
}

static const char *move(struct office *o, int64_t id, const char *to, const char *on)
{
	const struct aid_step step = { .to = to, .on = on, .reason = "原因" };

	return aid_move(o, id, &step, &e) < 0 ? e.word : "";
}

static void no_step_is_before_the_step_before_it(void **state)
{
	struct office *o = *state;
	int64_t id = aid(o, "applied", "#0");

	assert_string_equal(move(o, id, "reviewed", "2020-11-10"), "");
	assert_string_equal(move(o, id, "posted", "2020-11-01"), "DATE_ORDER");
	assert_string_equal(e.field, "posted_on");
	assert_string_equal(e.arg[0], "2020-11-10");
	assert_string_equal(e.arg[1], "2020-11-01");
	assert_string_equal(move(o, id, "posted", "2020-11-10"), "");
	assert_string_equal(move(o, id, "locked", "2020-11-17"), "");
	assert_string_equal(move(o, id, "reported", "2020-11-16"), "DATE_ORDER");
	assert_string_equal(move(o, id, "reported", "2020-11-18"), "");
	assert_string_equal(move(o, id, "paid", "2020-11-17"), "DATE_ORDER");
	assert_string_equal(move(o, id, "paid", "2020-11-19"), "");
	/* Written into the form alike, from either side; a month says less than a day. */
	assert_string_equal(fixture_try(o, "aid", id, "reviewed_on", "2020-11-12", NULL), "DATE_ORDER");
	assert_string_equal(fixture_try(o, "aid", id, "reported_on", "2020-11-20", NULL), "DATE_ORDER");
	assert_string_equal(fixture_try(o, "aid", id, "reviewed_on", "2020-11", NULL), "");
	assert_string_equal(fixture_try(o, "aid", id, "reviewed_on", "2020-12", NULL), "DATE_ORDER");
	/* What came back is paid out once more, later. */
	assert_string_equal(move(o, id, "returned", "2020-11-18"), "DATE_ORDER");
	assert_string_equal(move(o, id, "returned", "2020-11-20"), "");
	assert_string_equal(move(o, id, "reported", "2020-11-19"), "DATE_ORDER");
	assert_string_equal(move(o, id, "reported", "2020-11-21"), "");
	assert_string_equal(move(o, id, "paid", "2020-11-22"), "");
}

static void a_backpayment_has_fewer_steps(void **state)
{
	struct office *o = *state;
	int64_t id = aid(o, "applied", "#1");

	assert_string_equal(move(o, id, "reviewed", "2020-11-10"), "");
	assert_string_equal(move(o, id, "backpaid", "2020-11-09"), "DATE_ORDER");
	assert_string_equal(move(o, id, "backpaid", "2020-11-10"), "");
}

static void what_came_in_wrong_stays_editable(void **state)
{
	struct office *o = *state;
	int64_t id = aid(o, "paid", "#0");

	assert_int_equal(db_run(o->db, &e,
				"UPDATE aid SET reviewed_on = '2020-11-10', posted_on = '2020-11-01' WHERE id = ?1",
				"i", id),
			 0);
	assert_string_equal(fixture_try(o, "aid", id, "paid_on", "2020-11-12", NULL), "");
	assert_string_equal(fixture_try(o, "aid", id, "posted_on", "2020-11-10", NULL), "");
}

static void the_lock_is_said_first(void **state)
{
	struct office *o = *state;
	int64_t id = aid(o, "reviewed", "#0"), open = aid(o, "reviewed", "#0"), late;
	struct aid_lock_counts n;

	assert_int_equal(db_run(o->db, &e, "UPDATE aid SET term = '2019-2' WHERE id = ?1", "i", open), 0);
	assert_string_equal(move(o, id, "posted", "2020-11-01"), "");
	assert_int_equal(aid_lock(o, TERM, &n, &e), 0);
	late = aid(o, "reviewed", "#1");
	assert_string_equal(move(o, id, "paid", ""), "TERM_LOCKED");
	assert_string_equal(fixture_try(o, "aid", id, "state", "paid", NULL), "TERM_LOCKED");
	assert_string_equal(fixture_try(o, "aid", id, "state", "backpaid", NULL), "TERM_LOCKED");
	assert_string_equal(move(o, id, "reported", ""), "");
	assert_string_equal(fixture_try(o, "aid", id, "state", "paid", NULL), "");
	/* An open term and what is beside the list have another reason. */
	assert_string_equal(move(o, open, "paid", ""), "AID_MOVE");
	assert_string_equal(fixture_try(o, "aid", open, "state", "paid", NULL), "AID_MOVE");
	assert_string_equal(move(o, late, "paid", ""), "AID_MOVE");
	assert_string_equal(fixture_try(o, "aid", late, "state", "paid", NULL), "AID_MOVE");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_office, fixture_close)
		T(no_step_is_before_the_step_before_it),
		T(a_backpayment_has_fewer_steps),
		T(what_came_in_wrong_stays_editable),
		T(the_lock_is_said_first),
	};

	return cmocka_run_group_tests_name("model/aid_days", tests, NULL, NULL);
}

/* Aid goes its way and no other; a closed list of a term is closed to everybody, with one word, and opens only with a
 * reason; nobody gets the same item twice in a term. */
#include "unit/office_fixture.h"

#include "model/aid.h"
#include "model/trace.h"
#include "store/db.h"

#define TERM "2020-2"

static struct err e;

static const char *const states[] = { "applied", "reviewed", "posted",   "locked",  "reported",
				      "paid",    "backpaid", "rejected", "returned" };
enum { STATES = 9, BACKPAID = 6 };
/* A second opinion of the table: from, then what it may become; of a back-payment. */
static const char *const allowed[STATES][2] = {
	{ "reviewed rejected", "reviewed rejected" },
	{ "applied posted rejected", "applied posted rejected reported backpaid" },
	{ "reviewed locked rejected", "reviewed reported backpaid rejected" },
	{ "reported", "reported" },
	{ "paid returned", "paid returned" },
	{ "returned", "returned" },
	{ "", "" },
	{ "applied", "applied" },
	{ "reported backpaid", "reported backpaid" },
};

static bool says(const char *list, const char *word)
{
	char padded[64], wanted[24];

	snprintf(padded, sizeof padded, " %s ", list);
	snprintf(wanted, sizeof wanted, " %s ", word);
	return strstr(padded, wanted) != NULL;
}

static int open_office(void **state)
{
	if (fixture_open(state) < 0)
		return -1;
	office_set_role(*state, "aid_kind.waiver", "减免");
	office_set_role(*state, "finding_level.self", "自查");
	office_set_threshold(*state, "aid_posting_days", 5);
	return 0;
}

static int64_t student(struct office *o)
{
	int64_t h = fixture_add(o, "household", "head_name", "王秀英", "place_id", fixture_ref(o->village), NULL);

	return fixture_add(o, "person", "household_id", fixture_ref(h), "name", "王小明", NULL);
}

static int64_t item(struct office *o)
{
	return fixture_add(o, "aid_item", "key", "CE_DAY", "name", "非寄宿生生活补助", "aid_kind", "补助", "amount",
			   "#25000", NULL);
}

/* In the state, with what it rests on: an old paper. */
static int64_t aid_in(struct office *o, const char *state, bool backpay)
{
	return fixture_add(o, "aid", "person_id", fixture_ref(student(o)), "term", TERM, "aid_item_id",
			   fixture_ref(item(o)), "amount", "#25000", "state", state, "posted_on", "2020-11-01",
			   "posted_to", "2020-11-06", "reason", "原因", "backpay", backpay ? "#1" : "#0", NULL);
}

static const char *cell(struct office *o, int64_t id, const char *column)
{
	static char text[4][64];
	static unsigned next;
	char *out = text[next++ % 4];
	struct record r;

	record_init(&r, "aid");
	if (record_load(o, "aid", id, &r, &e))
		fail_msg("%s", e.word);
	snprintf(out, sizeof text[0], "%s", record_text(&r, column));
	record_release(&r);
	return out;
}

static const char *move(struct office *o, int64_t id, const char *to, const char *on)
{
	const struct aid_step step = { .to = to, .on = on, .posted_to = "", .posted_at = "", .reason = "原因" };

	err_clear(&e);
	return aid_move(o, id, &step, &e) < 0 ? e.word : "";
}

static void moves_of_the_table_and_no_other(void **state)
{
	struct office *o = *state;

	for (int from = 0; from < STATES; from++)
		for (int late = 0; late < 2; late++)
			for (int to = 0; to < STATES; to++) {
				bool may = says(allowed[from][late], states[to]);
				int64_t id = aid_in(o, states[from], late);

				assert_int_equal(aid_may_move(states[from], states[to], late), may);
				assert_string_equal(move(o, id, states[to], FIXTURE_TODAY), may ? "" : "AID_MOVE");
				assert_string_equal(cell(o, id, "state"), may ? states[to] : states[from]);
				/* The form is refused alike; only a list that was opened again goes back. */
				id = aid_in(o, states[from], late);
				bool opened = from == 3 && to == 2;
				const char *why = fixture_try(o, "aid", id, "state", states[to], NULL);
				assert_string_equal(why, may || opened || from == to ? "" : "AID_MOVE");
			}
	assert_string_equal(aid_moves("none", false), "");
	assert_string_equal(fixture_try(o, "aid", 0, "person_id", fixture_ref(student(o)), "term", TERM, "aid_item_id",
					fixture_ref(item(o)), "state", "somewhere", NULL),
			    "AID_MOVE");
}

static void each_step_has_its_day(void **state)
{
	struct office *o = *state;
	int64_t id = fixture_add(o, "aid", "person_id", fixture_ref(student(o)), "term", TERM, "aid_item_id",
				 fixture_ref(item(o)), "amount", "#25000", NULL);

	assert_string_equal(cell(o, id, "state"), "applied");
	assert_string_equal(move(o, id, "reviewed", "2020-10-08"), "");
	assert_string_equal(move(o, id, "posted", "2020-10-10"), "");
	assert_string_equal(cell(o, id, "posted_to"), "2020-10-15");
	assert_string_equal(move(o, id, "locked", "2020-10-15"), "AID_POSTING");
	assert_string_equal(e.arg[0], "2020-10-15");
	assert_string_equal(move(o, id, "reviewed", "2020-10-12"), "");
	assert_string_equal(cell(o, id, "reviewed_on"), "2020-10-08");
	assert_string_equal(cell(o, id, "posted_on"), "");
	assert_string_equal(cell(o, id, "posted_to"), "");
	assert_string_equal(move(o, id, "posted", "2020-10-13"), "");
	assert_string_equal(move(o, id, "locked", "2020-10-19"), "");
	assert_string_equal(move(o, id, "reported", "2020-10-20"), "");
	assert_string_equal(move(o, id, "paid", "2020-11-01"), "");
	assert_string_equal(cell(o, id, "paid_on"), "2020-11-01");
	assert_string_equal(move(o, id, "returned", "2020-11-05"), "");
	assert_string_equal(move(o, id, "backpaid", ""), "");
	assert_string_equal(cell(o, id, "paid_on"), FIXTURE_TODAY);
	assert_string_equal(cell(o, id, "returned_on"), "2020-11-05");
}

static void a_state_rests_on_facts(void **state)
{
	struct office *o = *state;
	const struct aid_step silent = { .to = "rejected", .on = FIXTURE_TODAY, .reason = " " };
	const struct aid_step early = { .to = "posted", .on = "2020-11-10", .posted_to = "2020-11-09", .reason = "" };
	int64_t id = aid_in(o, "reviewed", false), waiver, free_id;

	assert_int_equal(aid_move(o, id, &silent, &e), -1);
	assert_string_equal(e.word, "AID_REASON");
	assert_int_equal(aid_move(o, id, &early, &e), -1);
	assert_string_equal(e.word, "DATE_ORDER");
	assert_string_equal(fixture_try(o, "aid", id, "posted_on", "2020-11-24", "posted_to", "2020-12-01", NULL),
			    "DATE_FUTURE");
	id = aid_in(o, "reported", false);
	assert_string_equal(fixture_try(o, "aid", id, "amount", NULL, "state", "paid", NULL), "AID_AMOUNT");
	assert_string_equal(fixture_try(o, "aid", id, "amount", "#0", "state", "paid", NULL), "AID_AMOUNT");
	waiver = fixture_add(o, "aid_item", "key", "CE_FEE", "name", "免学杂费", "aid_kind", "减免", NULL);
	free_id = fixture_add(o, "aid", "person_id", fixture_ref(student(o)), "term", TERM, "aid_item_id",
			      fixture_ref(waiver), "state", "paid", NULL);
	assert_true(free_id != 0);
	assert_string_equal(fixture_try(o, "aid", id, "elsewhere", "#1", NULL), "AID_PROOF");
	assert_string_equal(fixture_try(o, "aid", id, "elsewhere", "#1", "proof", "发放单，第 2 盒", NULL), "");
}

static void what_came_in_wrong_stays_editable(void **state)
{
	struct office *o = *state;
	int64_t id = aid_in(o, "paid", false);

	assert_int_equal(db_run(o->db, &e, "UPDATE aid SET amount = NULL, elsewhere = 1 WHERE id = ?1", "i", id), 0);
	assert_string_equal(fixture_try(o, "aid", id, "note", "见银行单", NULL), "");
}

static void the_same_item_twice(void **state)
{
	struct office *o = *state;
	int64_t who = student(o), what = item(o);
	int64_t id = fixture_add(o, "aid", "person_id", fixture_ref(who), "term", TERM, "aid_item_id",
				 fixture_ref(what), NULL);

	assert_string_equal(fixture_try(o, "aid", 0, "person_id", fixture_ref(who), "term", TERM, "aid_item_id",
					fixture_ref(what), NULL),
			    "AID_TWICE");
	assert_string_equal(move(o, id, "rejected", FIXTURE_TODAY), "");
	fixture_add(o, "aid", "person_id", fixture_ref(who), "term", TERM, "aid_item_id", fixture_ref(what), NULL);
	assert_string_equal(move(o, id, "applied", FIXTURE_TODAY), "AID_TWICE");
	assert_string_equal(e.arg[0], "非寄宿生生活补助");
	assert_string_equal(e.arg[1], TERM);
	assert_string_equal(cell(o, id, "state"), "rejected");
	/* Nor out of the bin. */
	int64_t first = fixture_add(o, "aid", "person_id", fixture_ref(who), "term", "2019-2", "aid_item_id",
				    fixture_ref(what), NULL);
	assert_int_equal(record_bin(o, "aid", first, &e), 0);
	int64_t second = fixture_add(o, "aid", "person_id", fixture_ref(who), "term", "2019-2", "aid_item_id",
				     fixture_ref(what), NULL);
	assert_int_equal(record_restore(o, "aid", first, &e), -1);
	assert_string_equal(e.word, "AID_TWICE");
	assert_int_equal(record_bin(o, "aid", second, &e), 0);
	assert_int_equal(record_restore(o, "aid", first, &e), 0);
}

static void many_at_once(void **state)
{
	struct office *o = *state;
	int64_t id[] = { aid_in(o, "applied", false), aid_in(o, "paid", false), aid_in(o, "applied", false) };
	const struct aid_step step = { .to = "reviewed", .on = FIXTURE_TODAY };
	struct aid_moved n;

	assert_int_equal(aid_move_many(o, id, 3, &step, &n, &e), 0);
	assert_int_equal(n.moved, 2);
	assert_int_equal(n.stayed, 1);
	assert_string_equal(cell(o, id[1], "state"), "paid");
	assert_int_equal(trace_undo(o, 0, NULL, NULL, NULL, &e), 0);
	assert_string_equal(cell(o, id[0], "state"), "applied");
	assert_string_equal(cell(o, id[2], "state"), "applied");
}

static void lock(struct office *o)
{
	struct aid_lock_counts n;

	if (aid_lock(o, TERM, &n, &e))
		fail_msg("%s", e.word);
}

/* By the rule, by the database itself, and by taking back what was done before the lock. */
static void a_locked_term_refuses_everybody(void **state)
{
	struct office *o = *state;
	int64_t who = student(o), posted = aid_in(o, "posted", false), behind = aid_in(o, "reviewed", false);
	struct aid_lock_counts n;

	assert_int_equal(aid_lock(o, "2021-1", &n, &e), -1);
	assert_string_equal(e.word, "TERM_EMPTY");
	assert_int_equal(aid_lock_would(o, TERM, &n, &e), 0);
	assert_int_equal(n.locked, 1);
	assert_int_equal(n.behind, 1);
	assert_false(aid_is_locked(o, TERM));
	assert_int_equal(aid_lock(o, TERM, &n, &e), 0);
	assert_int_equal(n.locked, 1);
	assert_int_equal(n.behind, 1);
	assert_true(aid_is_locked(o, TERM));
	assert_int_equal(aid_lock(o, TERM, &n, &e), -1);
	assert_string_equal(e.word, "TERM_LOCKED_ALREADY");
	assert_string_equal(fixture_try(o, "term_lock", 0, "term", TERM, "locked_on", FIXTURE_TODAY, NULL),
			    "TERM_LOCKED_ALREADY");
	assert_string_equal(cell(o, posted, "state"), "locked");
	assert_string_equal(cell(o, posted, "locked_on"), FIXTURE_TODAY);

	assert_string_equal(fixture_try(o, "aid", 0, "person_id", fixture_ref(who), "term", TERM, "aid_item_id",
					fixture_ref(item(o)), NULL),
			    "TERM_LOCKED");
	assert_string_equal(fixture_try(o, "aid", posted, "amount", "#1", NULL), "TERM_LOCKED");
	assert_string_equal(fixture_try(o, "aid", posted, "term", "2020-1", NULL), "TERM_LOCKED");
	assert_string_equal(fixture_try(o, "aid", posted, "posted_at", "村口", NULL), "TERM_LOCKED");
	assert_string_equal(move(o, behind, "posted", FIXTURE_TODAY), "TERM_LOCKED");
	assert_int_equal(record_bin(o, "aid", posted, &e), -1);
	assert_string_equal(e.word, "TERM_LOCKED");
	static const char insert[] = "INSERT INTO aid(id, person_id, term, aid_item_id, state) SELECT 7, person_id,"
				     " term, aid_item_id, 'paid' FROM aid WHERE id = ?1";
	static const char *const sql[] = { "UPDATE aid SET amount = 1 WHERE id = ?1",
					   "UPDATE aid SET state = 'applied' WHERE id = ?1",
					   "UPDATE aid SET backpay = 1 WHERE id = ?1",
					   "UPDATE aid SET posted_at = 'x' WHERE id = ?1",
					   "UPDATE aid SET elsewhere = 1 WHERE id = ?1",
					   "DELETE FROM aid WHERE id = ?1",
					   insert };
	for (size_t i = 0; i < sizeof sql / sizeof sql[0]; i++) {
		assert_int_equal(db_run(o->db, &e, sql[i], "i", posted), -1);
		assert_string_equal(e.word, "TERM_LOCKED");
		assert_int_equal(e.code, ERR_CONFLICT);
	}
	assert_string_equal(fixture_try(o, "aid", posted, "account", "990000001111", NULL), "");
	assert_string_equal(move(o, posted, "reported", FIXTURE_TODAY), "");
	assert_string_equal(move(o, posted, "paid", FIXTURE_TODAY), "");
}

static void what_was_done_before_the_lock_is_not_taken_back(void **state)
{
	struct office *o = *state;
	int64_t id = aid_in(o, "posted", false), seq;

	assert_string_equal(fixture_try(o, "aid", id, "amount", "#30000", NULL), "");
	seq = record_seq(o, "aid", id);
	lock(o);
	assert_int_equal(trace_undo(o, seq, NULL, NULL, NULL, &e), -1);
	assert_string_equal(e.word, "TERM_LOCKED");
	/* Nor is the lock itself: that would need no reason. */
	assert_int_equal(trace_undo(o, 0, NULL, NULL, NULL, &e), -1);
	assert_string_equal(e.word, "TERM_LOCKED");
	static const char *const sql[] = { "DELETE FROM term_lock", "UPDATE term_lock SET deleted_on = '2020-11-23'",
					   "UPDATE term_lock SET term = '2019-1'",
					   "UPDATE term_lock SET unlocked_on = '2020-11-23', unlock_reason = ' '" };
	for (size_t i = 0; i < sizeof sql / sizeof sql[0]; i++) {
		assert_int_equal(db_run(o->db, &e, sql[i], ""), -1);
		assert_string_equal(e.word, "TERM_LOCKED");
	}
	assert_true(aid_is_locked(o, TERM));
	assert_string_equal(cell(o, id, "state"), "locked");
	/* Unlocking is taken back and done again: its reason stays in the journal. */
	assert_int_equal(aid_unlock(o, TERM, "更正金额", &e), 0);
	assert_int_equal(trace_undo(o, 0, NULL, NULL, NULL, &e), 0);
	assert_true(aid_is_locked(o, TERM));
	assert_string_equal(cell(o, id, "state"), "locked");
	assert_int_equal(trace_redo(o, 0, NULL, NULL, NULL, &e), 0);
	assert_false(aid_is_locked(o, TERM));
	assert_string_equal(cell(o, id, "state"), "posted");
}

static void it_opens_with_a_reason(void **state)
{
	struct office *o = *state;
	int64_t id = aid_in(o, "posted", false);

	assert_int_equal(aid_unlock(o, TERM, "原因", &e), -1);
	assert_string_equal(e.word, "TERM_NOT_LOCKED");
	lock(o);
	assert_int_equal(record_bin(o, "term_lock", db_int(o->db, 0, "SELECT id FROM term_lock", ""), &e), -1);
	assert_string_equal(e.word, "BIN_NEVER");
	assert_int_equal(aid_unlock(o, TERM, " ", &e), -1);
	assert_string_equal(e.word, "UNLOCK_REASON");
	assert_true(aid_is_locked(o, TERM));
	assert_int_equal(aid_unlock(o, TERM, "县资助中心要求更正金额", &e), 0);
	assert_false(aid_is_locked(o, TERM));
	assert_string_equal(cell(o, id, "state"), "posted");
	assert_string_equal(cell(o, id, "locked_on"), "");
	assert_string_equal(fixture_try(o, "aid", id, "amount", "#31250", NULL), "");
	lock(o);
	assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM term_lock", ""), 2);
}

static void a_posting_that_runs_holds_the_lock_up(void **state)
{
	struct office *o = *state;
	struct aid_lock_counts n;
	int64_t id = aid_in(o, "reviewed", false);

	assert_string_equal(move(o, id, "posted", "2020-11-20"), "");
	assert_int_equal(aid_lock(o, TERM, &n, &e), -1);
	assert_string_equal(e.word, "AID_POSTING");
	assert_false(aid_is_locked(o, TERM));
}

static void the_terms_and_how_far_they_are(void **state)
{
	struct office *o = *state;
	struct aid_term *t;
	size_t n;

	aid_in(o, "applied", false);
	aid_in(o, "posted", false);
	aid_in(o, "paid", true);
	aid_in(o, "rejected", false);
	fixture_add(o, "aid", "person_id", fixture_ref(student(o)), "term", "2020-1", "aid_item_id",
		    fixture_ref(item(o)), NULL);
	lock(o);
	assert_int_equal(aid_terms(o, &t, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_string_equal(t[0].term, TERM);
	assert_string_equal(t[0].locked_on, FIXTURE_TODAY);
	assert_string_equal(t[0].locked_by, "李明");
	assert_int_equal(t[0].all, 4);
	assert_int_equal(t[0].waiting, 1);
	assert_int_equal(t[0].posted, 0);
	assert_int_equal(t[0].locked, 1);
	assert_int_equal(t[0].paid, 1);
	assert_int_equal(t[0].back, 1);
	assert_int_equal(t[0].late, 1);
	assert_string_equal(t[1].term, "2020-1");
	assert_string_equal(t[1].locked_on, "");
	free(t);
}

static void a_new_student_is_paid_later(void **state)
{
	struct office *o = *state;
	int64_t first = student(o), second = student(o), what = item(o);
	const struct aid_due due[] = { { first, what, 25000 }, { second, what, 25000 } };
	int made;

	assert_int_equal(aid_apply(o, TERM, FIXTURE_TODAY, due, 1, &made, &e), 0);
	assert_int_equal(made, 1);
	lock(o);
	assert_int_equal(aid_apply(o, TERM, FIXTURE_TODAY, due, 2, &made, &e), 0);
	assert_int_equal(made, 1);
	int64_t id = db_int(o->db, 0, "SELECT id FROM aid WHERE person_id = ?1", "i", second);
	assert_string_equal(cell(o, id, "state"), "reviewed");
	assert_int_equal(db_int(o->db, 0, "SELECT backpay FROM aid WHERE id = ?1", "i", id), 1);
	assert_string_equal(fixture_try(o, "aid", id, "amount", "#31250", NULL), "");
	/* But not into the closed list by the back door. */
	assert_string_equal(fixture_try(o, "aid", id, "backpay", "#0", NULL), "TERM_LOCKED");
	assert_int_equal(db_run(o->db, &e, "UPDATE aid SET backpay = NULL WHERE id = ?1", "i", id), -1);
	assert_string_equal(e.word, "TERM_LOCKED");
	assert_string_equal(move(o, id, "backpaid", FIXTURE_TODAY), "");
	assert_string_equal(cell(o, id, "paid_on"), FIXTURE_TODAY);
}

static void one_enrolment_a_term(void **state)
{
	struct office *o = *state;
	int64_t who = student(o);
	int64_t id = fixture_add(o, "enrolment", "person_id", fixture_ref(who), "term", TERM, NULL);

	assert_string_equal(fixture_try(o, "enrolment", 0, "person_id", fixture_ref(who), "term", TERM, NULL),
			    "ENROLMENT_TWICE");
	assert_string_equal(fixture_try(o, "enrolment", id, "school", "青山镇中心小学", NULL), "");
	fixture_add(o, "enrolment", "person_id", fixture_ref(who), "term", "2021-1", NULL);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, open_office, fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		EACH(moves_of_the_table_and_no_other),
		EACH(each_step_has_its_day),
		EACH(a_state_rests_on_facts),
		EACH(what_came_in_wrong_stays_editable),
		EACH(the_same_item_twice),
		EACH(many_at_once),
		EACH(a_locked_term_refuses_everybody),
		EACH(what_was_done_before_the_lock_is_not_taken_back),
		EACH(it_opens_with_a_reason),
		EACH(a_posting_that_runs_holds_the_lock_up),
		EACH(the_terms_and_how_far_they_are),
		EACH(a_new_student_is_paid_later),
		EACH(one_enrolment_a_term),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

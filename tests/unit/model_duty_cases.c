/* Proves by cases made by hand that the monthly duty means what the header says: what is missed, and since when, which
 * rule holds, whom a leader reached. */
#include "unit/office_fixture.h"

#include "model/duty.h"
#include "store/db.h"

static struct duty duty_on(struct office *o, int64_t id, const char *on)
{
	struct err e = { 0 };
	struct duty d;
	if (duty_of(o, id, on, &d, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	return d;
}

static int64_t paired(struct office *o, const char *from)
{
	int64_t id = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), NULL);
	fixture_add(o, "pairing", "household_id", fixture_ref(id), "cadre_id", fixture_ref(o->me), "started_on", from,
		    NULL);
	return id;
}

static int64_t visit(struct office *o, int64_t id, const char *on, const char *mode)
{
	return fixture_add(o, "visit", "household_id", fixture_ref(id), "visited_on", on, "visit_mode", mode, NULL);
}

static void missed_since_the_last_visit(void **state)
{
	struct office *o = *state;
	int64_t id = paired(o, "2020-03-15");
	visit(o, id, "2020-09-30", "入户");
	struct duty d = duty_on(o, id, "2020-11-23");
	assert_int_equal(d.state, DUTY_OVERDUE);
	assert_int_equal(d.missed, 1);
	assert_int_equal(d.days_late, 23);
	assert_string_equal(d.due_on, "2020-10-31");
	assert_string_equal(d.missed_from, "2020-10");
	assert_string_equal(d.missed_to, "2020-11");
	assert_string_equal(d.last_visit, "2020-09-30");
	/* On the last day of October nothing was missed yet, the next day it was. */
	assert_int_equal(duty_on(o, id, "2020-10-31").state, DUTY_DUE);
	assert_int_equal(duty_on(o, id, "2020-11-01").days_late, 1);
	/* A visit written down late settles October; November is still owed. */
	int64_t late = visit(o, id, "2020-10-31", "电话");
	assert_int_equal(duty_on(o, id, "2020-11-23").state, DUTY_DUE);
	visit(o, id, "2020-11-01", "入户");
	assert_int_equal(duty_on(o, id, "2020-11-23").state, DUTY_DONE);
	record_bin(o, "visit", late, NULL);
	assert_int_equal(duty_on(o, id, "2020-11-23").state, DUTY_DONE);
}

static void never_visited(void **state)
{
	struct office *o = *state;
	int64_t id = paired(o, "2020-02-29");
	assert_int_equal(duty_on(o, id, "2020-02-29").state, DUTY_DUE);
	assert_string_equal(duty_on(o, id, "2020-02-29").due_on, "2020-02-29");
	assert_int_equal(duty_on(o, id, "2020-03-01").state, DUTY_NEVER);
	assert_int_equal(duty_on(o, id, "2020-03-01").days_late, 1);
	assert_int_equal(duty_on(o, id, "2020-01-31").state, DUTY_NONE);
	/* At most twelve months back. */
	assert_int_equal(duty_on(o, id, "2021-12-31").missed, 12);
	assert_string_equal(duty_on(o, id, "2021-12-31").due_on, "2020-12-31");
}

static void rules_by_precedence(void **state)
{
	struct office *o = *state;
	int64_t my_unit = db_int(o->db, 0, "SELECT unit_id FROM cadre WHERE id = ?1", "i", o->me);
	int64_t id = paired(o, "2020-01-01");
	fixture_add(o, "duty_rule", "unit_id", fixture_ref(my_unit), "months", "#1", "visits", "#2", NULL);
	assert_int_equal(duty_on(o, id, "2020-11-23").asked, 2);
	fixture_add(o, "duty_rule", "household_kind", "一般户", "months", "#3", "visits", "#1", NULL);
	assert_int_equal(duty_on(o, id, "2020-11-23").asked, 2);
	fixture_try(o, "household", id, "household_type", "一般户", NULL);
	assert_int_equal(duty_on(o, id, "2020-11-23").asked, 1);
	assert_string_equal(duty_on(o, id, "2020-11-23").due_on, "2020-03-31");
	int64_t both = fixture_add(o, "duty_rule", "household_kind", "一般户", "unit_id", fixture_ref(my_unit),
				   "months", "#1", "visits", "#4", "house_only", "#1", NULL);
	visit(o, id, "2020-11-02", "电话");
	visit(o, id, "2020-11-03", "入户");
	assert_int_equal(duty_on(o, id, "2020-11-23").asked, 4);
	assert_int_equal(duty_on(o, id, "2020-11-23").made, 1);
	/* Among equals the stricter. */
	record_bin(o, "duty_rule", both, NULL);
	fixture_add(o, "duty_rule", "household_kind", "一般户", "months", "#1", "visits", "#3", NULL);
	assert_int_equal(duty_on(o, id, "2020-11-23").asked, 3);
	assert_int_equal(duty_on(o, id, "2020-11-23").made, 2);
}

static void leaders_rounds(void **state)
{
	struct office *o = *state;
	int64_t a = paired(o, "2020-01-01"), b = paired(o, "2020-01-01");
	paired(o, "2020-01-01");
	int64_t leader = fixture_add(o, "cadre", "name", "赵局长", "is_leader", "#1", "post", "局长", NULL);
	const char *days[] = { "2020-01-01", "2020-08-01", "2019-12-31" };
	for (int i = 0; i < 3; i++)
		fixture_add(o, "visit", "household_id", fixture_ref(i == 1 ? b : a), "visited_on", days[i],
			    "visit_kind", "遍访", "cadre_id", fixture_ref(leader), NULL);
	fixture_add(o, "visit", "household_id", fixture_ref(a), "visited_on", "2020-09-01", "visit_kind", "日常走访",
		    "cadre_id", fixture_ref(leader), NULL);
	struct round *list;
	struct err e = { 0 };
	size_t n;
	assert_int_equal(rounds_list(o, "2020", &list, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_int_equal(list[0].reached, 2);
	assert_int_equal(list[0].households, 3);
	assert_string_equal(list[0].last_on, "2020-08-01");
	free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(missed_since_the_last_visit, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(never_visited, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(rules_by_precedence, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(leaders_rounds, fixture_open, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

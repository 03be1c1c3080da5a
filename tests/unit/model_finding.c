/* A finding's closed loop: every move that is not in the table is refused with a word, by hand or by function; the same
 * problem leaves one finding however often it is named; each move can be taken back exactly. */
#include "unit/office_fixture.h"

#include "model/finding.h"
#include "model/trace.h"

static struct err e;

static const char *const states[] = { "open", "rectified", "verified", "closed" };
enum { STATES = 4 };
/* A second opinion of the table: from × to. */
static const bool allowed[STATES][STATES] = {
	{ false, true, false, false },
	{ true, false, true, false },
	{ true, false, false, true },
	{ true, false, false, false },
};

static int64_t household(struct office *o)
{
	return fixture_add(o, "household", "head_name", "王秀英", "place_id", fixture_ref(o->village), NULL);
}

static int64_t finding_of(struct office *o, int64_t household_id)
{
	return fixture_add(o, "finding", "household_id", fixture_ref(household_id), "content", "致贫原因空缺",
			   "found_on", "2020-11-01", "owner_id", fixture_ref(o->me), NULL);
}

static void load(struct office *o, int64_t id, struct record *r)
{
	record_init(r, "finding");
	if (record_load(o, "finding", id, r, &e))
		fail_msg("%s", e.word);
}

static int state_of(struct office *o, int64_t id)
{
	struct record r;
	int s = 0;

	load(o, id, &r);
	while (s < STATES && strcmp(states[s], record_text(&r, "state")) != 0)
		s++;
	record_release(&r);
	assert_true(s < STATES);
	return s;
}

static int move(struct office *o, int64_t id, const char *to)
{
	err_clear(&e);
	return finding_move(o, id, to, "赵检查", FIXTURE_TODAY, "补填", &e);
}

static void bring_to(struct office *o, int64_t id, int state)
{
	for (int s = 1; s <= state; s++)
		if (move(o, id, states[s]))
			fail_msg("%s: %s %s", states[s], e.word, e.field);
}

static void every_pair(void **state)
{
	struct office *o = *state;
	int64_t h = household(o);

	for (int from = 0; from < STATES; from++)
		for (int to = 0; to < STATES; to++) {
			int64_t id = finding_of(o, h);
			bring_to(o, id, from);
			assert_int_equal(finding_may_move(states[from], states[to]), allowed[from][to]);
			assert_int_equal(move(o, id, states[to]), allowed[from][to] ? 0 : -1);
			assert_int_equal(state_of(o, id), allowed[from][to] ? to : from);
			if (allowed[from][to])
				continue;
			assert_string_equal(e.word, "FINDING_MOVE");
			assert_string_equal(e.arg[0], states[from]);
			assert_string_equal(e.arg[1], states[to]);
			assert_string_equal(e.arg[2], finding_moves(states[from]));
			/* By hand it is refused alike; leaving the state as it is is no move. */
			assert_string_equal(fixture_try(o, "finding", id, "state", states[to], NULL),
					    from == to ? "" : "FINDING_MOVE");
		}
	assert_false(finding_may_move("open", ""));
	assert_false(finding_may_move("closed", "open|"));
	assert_false(finding_may_move("gone", "open"));
	int64_t id = finding_of(o, h);
	assert_int_equal(move(o, id, "lost"), -1);
	assert_string_equal(e.word, "FINDING_MOVE");
}

static void a_state_rests_on_facts(void **state)
{
	struct office *o = *state;
	int64_t id = finding_of(o, household(o));

	assert_string_equal(fixture_try(o, "finding", id, "state", "rectified", NULL), "FINDING_DONE_BLANK");
	assert_string_equal(fixture_try(o, "finding", id, "state", "rectified", "done_on", FIXTURE_TODAY, NULL),
			    "FINDING_DONE_BLANK");
	err_clear(&e);
	assert_int_equal(finding_move(o, id, "rectified", "", FIXTURE_TODAY, "", &e), -1);
	assert_string_equal(e.word, "FINDING_DONE_BLANK");
	assert_string_equal(e.field, "measure");
	assert_int_equal(move(o, id, "rectified"), 0);
	assert_string_equal(fixture_try(o, "finding", id, "done_on", NULL, NULL), "FINDING_DONE_BLANK");
	assert_string_equal(fixture_try(o, "finding", id, "state", "verified", NULL), "FIELD_REQUIRED");
	/* The owner may not verify, however the name is written. */
	assert_string_equal(fixture_try(o, "finding", id, "state", "verified", "reviewer", "李 明", NULL),
			    "FINDING_SAME_HAND");
	err_clear(&e);
	assert_int_equal(finding_move(o, id, "verified", "李明", FIXTURE_TODAY, "", &e), -1);
	assert_string_equal(e.word, "FINDING_SAME_HAND");
	assert_string_equal(fixture_try(o, "finding", id, "state", "verified", "reviewer", "赵检查", NULL), "");
	assert_string_equal(fixture_try(o, "finding", id, "reviewer", "李明", NULL), "FINDING_SAME_HAND");
	assert_string_equal(fixture_try(o, "finding", id, "state", "closed", NULL), "");
	struct record r;
	load(o, id, &r);
	assert_string_equal(record_text(&r, "verified_on"), FIXTURE_TODAY);
	assert_string_equal(record_text(&r, "closed_on"), FIXTURE_TODAY);
	record_release(&r);
	/* An old paper arrives as it stands, if it says what its state rests on. */
	assert_string_equal(fixture_try(o, "finding", 0, "content", "x", "found_on", "2020", "state", "closed", NULL),
			    "FINDING_DONE_BLANK");
	assert_string_equal(fixture_try(o, "finding", 0, "content", "x", "found_on", "2020", "state", "closed",
					"done_on", "2020-06", "measure", "补", "reviewer", "赵检查", NULL),
			    "");
	assert_string_equal(fixture_try(o, "finding", 0, "content", "x", "found_on", "2020", "state", "done", NULL),
			    "FINDING_MOVE");
	assert_int_equal(record_bin(o, "finding", id, &e), 0);
	assert_int_equal(move(o, id, "open"), -1);
	assert_string_equal(e.word, "RECORD_GONE");
}

static char *dump(struct office *o, int64_t id)
{
	struct record r;
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	load(o, id, &r);
	for (size_t i = 0; i < r.n; i++)
		fprintf(f, "%s=%s/%lld ", r.cells[i].column, record_text(&r, r.cells[i].column),
			(long long)record_int(&r, r.cells[i].column));
	fclose(f);
	record_release(&r);
	return text;
}

static void each_move_can_be_taken_back(void **state)
{
	static const int way[] = { 1, 0, 1, 2, 0, 1, 2, 3, 0 };
	struct office *o = *state;
	int64_t id = finding_of(o, household(o));
	char what[48], title[96];

	for (size_t i = 0; i < sizeof way / sizeof way[0]; i++) {
		char *before = dump(o, id);
		assert_int_equal(move(o, id, states[way[i]]), 0);
		char *after = dump(o, id);
		assert_int_equal(trace_undo(o, 0, what, title, NULL, &e), 0);
		assert_int_equal(strncmp(what, "finding.", 8), 0);
		char *back = dump(o, id);
		assert_string_equal(before, back);
		assert_int_equal(trace_redo(o, 0, what, title, NULL, &e), 0);
		char *again = dump(o, id);
		assert_string_equal(after, again);
		free(before);
		free(after);
		free(back);
		free(again);
	}
	struct record r;
	load(o, id, &r);
	assert_string_equal(record_text(&r, "reopened_on"), FIXTURE_TODAY);
	assert_string_equal(record_text(&r, "done_on"), "");
	assert_string_equal(record_text(&r, "reviewer"), "");
	assert_string_equal(record_text(&r, "measure"), "补填");
	record_release(&r);
}

/* Random moves, by function or by hand, with and without the facts, against a model of a few lines. */
static void random_walks(void **state)
{
	struct office *o = *state;
	int64_t id = finding_of(o, household(o));
	uint32_t seed = 7;
	int at = 0;
	bool measure = false;

	for (int i = 0; i < 600; i++) {
		seed = seed * 1664525u + 1013904223u;
		int to = (int)(seed >> 28) % STATES;
		bool by_hand = seed >> 20 & 1, facts = (seed >> 16 & 7) != 0;
		bool ok = allowed[at][to] && (facts || to == 0 || to == 3 || (to == 1 && measure && !by_hand));
		int rc;

		if (by_hand) {
			const char *word =
				fixture_try(o, "finding", id, "state", states[to], facts && to == 1 ? "done_on" : NULL,
					    FIXTURE_TODAY, "measure", "补", NULL);
			if (facts && to == 2)
				word = fixture_try(o, "finding", id, "state", states[to], "reviewer", "赵检查", NULL);
			rc = *word ? -1 : 0;
			ok |= at == to;
		} else {
			rc = finding_move(o, id, states[to],
					  facts     ? "赵检查"
					  : to == 2 ? "李明"
						    : "",
					  FIXTURE_TODAY, facts ? "补" : "", &e);
		}
		if (rc != (ok ? 0 : -1))
			fail_msg("step %d: %s to %s, by hand %d, facts %d: %d", i, states[at], states[to], by_hand,
				 facts, rc);
		if (ok) {
			measure |= to == 1;
			at = to;
		}
		assert_int_equal(state_of(o, id), at);
	}
	assert_true(measure);
}

static int64_t notice(struct office *o, int64_t h, const char *on, const char *level, const char *content, bool *was)
{
	struct finding_new f = { .household = h,
				 .level = level,
				 .source = "反馈",
				 .found_on = on,
				 .category = "手册填写",
				 .content = content };
	int64_t id;

	if (finding_notice(o, &f, &id, was, &e))
		fail_msg("%s %s %s", e.word, e.field, e.arg[0]);
	return id;
}

static void three_inspections_one_finding(void **state)
{
	struct office *o = *state;
	int64_t h = household(o), other = household(o);
	bool was;

	int64_t id = notice(o, h, "2020-09-01", "市督查", "主要致贫原因，空缺。", &was);
	assert_false(was);
	assert_int_equal(finding_notices(o, id), 1);
	assert_int_equal(notice(o, h, "2020-10-01", "区督查", "主要致贫原因 空缺", &was), id);
	assert_true(was);
	bring_to(o, id, 3);
	assert_int_equal(notice(o, h, "2020-11-01", "省督查", "主要致贫原因空缺！", &was), id);
	assert_int_equal(finding_notices(o, id), 3);
	assert_int_equal(state_of(o, id), 0);
	/* The same paper read twice is one notice. */
	notice(o, h, "2020-11-01", "省督查", "主要致贫原因空缺", &was);
	assert_int_equal(finding_notices(o, id), 3);
	/* Another house, another text, the village as such. */
	assert_true(notice(o, other, "2020-11-01", "省督查", "主要致贫原因空缺", &was) != id);
	assert_false(was);
	assert_true(notice(o, h, "2020-11-01", "省督查", "收入不符", &was) != id);
	int64_t village = notice(o, 0, "2020-11-01", "省督查", "主要致贫原因空缺", &was);
	assert_false(was);
	assert_int_equal(notice(o, 0, "2020-11-02", "省督查", "主要致贫原因空缺", &was), village);
	/* A finding typed into the form has its notice too. */
	assert_int_equal(finding_notices(o, finding_of(o, h)), 1);
}

static void a_rule_names_its_cell(void **state)
{
	struct office *o = *state;
	int64_t h = household(o), one, two;
	struct finding_new f = { .household = h,
				 .found_on = "2020-11-01",
				 .category = "手册填写",
				 .content = "缺",
				 .rule = "blank:main_cause",
				 .rule_tbl = "household",
				 .rule_row = h,
				 .rule_field = "main_cause" };
	bool was;

	assert_int_equal(finding_notice(o, &f, &one, &was, &e), 0);
	f.content = "致贫原因缺"; /* the words of a rule may change */
	assert_int_equal(finding_notice(o, &f, &two, &was, &e), 0);
	assert_int_equal(one, two);
	f.rule = "blank:address";
	f.rule_field = "address";
	assert_int_equal(finding_notice(o, &f, &two, &was, &e), 0);
	assert_int_not_equal(one, two);
	assert_false(was);
}

struct plain_rules {
	int64_t failing[4];
	int asked;
};

static int still(void *arg, struct still_ask *ask, size_t n, struct err *err)
{
	struct plain_rules *p = arg;

	(void)err;
	for (size_t k = 0; k < n; k++) {
		assert_string_equal(ask[k].rule, "blank:main_cause");
		assert_string_equal(ask[k].tbl, "household");
		p->asked++;
		ask[k].answer = STILL_PASSES;
		for (int i = 0; i < 4; i++)
			if (p->failing[i] == ask[k].row)
				ask[k].answer = STILL_FAILS;
	}
	return 0;
}

static void proposals(void **state)
{
	struct office *o = *state;
	int64_t h[4], id[4];
	bool was;

	for (int i = 0; i < 4; i++) {
		h[i] = household(o);
		struct finding_new f = { .household = h[i],
					 .found_on = "2020-11-01",
					 .content = "缺",
					 .rule = "blank:main_cause",
					 .rule_tbl = "household",
					 .rule_row = h[i],
					 .rule_field = "main_cause" };
		assert_int_equal(finding_notice(o, &f, &id[i], &was, &e), 0);
	}
	finding_of(o, h[0]); /* no rule: nobody can say */
	bring_to(o, id[2], 3);
	bring_to(o, id[3], 3);
	struct plain_rules rules = { { h[0], h[2] }, 0 };
	struct proposal *list;
	size_t n;
	assert_int_equal(finding_proposals(o, 0, &list, &n, &e), 0); /* nobody knows the rules */
	assert_int_equal(n, 0);
	o->still = still;
	o->still_arg = &rules;
	assert_int_equal(finding_proposals(o, 0, &list, &n, &e), 0);
	assert_int_equal(rules.asked, 4);
	assert_int_equal(n, 2);
	assert_true(list[0].reopen);
	assert_int_equal(list[0].finding, id[2]);
	assert_false(list[1].reopen);
	assert_int_equal(list[1].finding, id[1]);
	assert_int_equal(list[1].household, h[1]);
	assert_string_equal(list[1].rule, "blank:main_cause");
	free(list);
}

static void visit(struct office *o, int64_t h, const char *day, const char *aware)
{
	fixture_add(o, "visit", "household_id", fixture_ref(h), "visited_on", day, aware ? "policy_aware" : NULL, aware,
		    NULL);
}

static void awareness(void **state)
{
	struct office *o = *state;
	int64_t h = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), NULL);
	struct awareness *list;
	size_t n;

	visit(o, h, "2020-01-01", "#1");
	visit(o, h, "2020-11-23", "#0");
	visit(o, h, "2020-05-01", "#1");
	visit(o, h, "2020-05-02", NULL);
	visit(o, h, "2019-12-31", "#0");
	assert_int_equal(awareness_list(o, "2020", &list, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_int_equal(list[0].place, o->village);
	assert_string_equal(list[0].name, "长潭村");
	assert_int_equal(list[0].asked, 3);
	assert_int_equal(list[0].aware, 2);
	free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
		T(every_pair),
		T(a_state_rests_on_facts),
		T(each_move_can_be_taken_back),
		T(random_walks),
		T(three_inspections_one_finding),
		T(a_rule_names_its_cell),
		T(proposals),
		T(awareness),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

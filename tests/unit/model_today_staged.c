/* Proves that Today of a district, gathered in steps and bounded, says what all its households say one by one; that a
 * step interrupted anywhere changes nothing of it; and that a saved visit taken in alone is what a new look finds. */
#include "unit/demo_words.h"

#include "base/mem.h"
#include "model/duty.h"
#include "model/generate.h"
#include "model/today.h"
#include "store/db.h"

enum { HOUSEHOLDS = 2600 };

static struct err e;

static int setup(void **state)
{
	struct demo_words w;
	const struct generate_ask ask = {
		.households = HOUSEHOLDS, .unit = "县教育局", .village = "长潭村", .cadre = "李明"
	};
	int64_t persons;

	if (fixture_open_empty(state) < 0)
		return -1;
	w = demo_words_read();
	office_set_aid_items(*state, w.aid_item, w.n_aid_items);
	if (generate_fill(*state, &w, &ask, &persons, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	demo_words_free(&w);
	((struct office *)*state)->village = 0;
	return 0;
}

/* What all households say, each asked alone. */
struct whole {
	int count[ITEM_KINDS];
	char (*due)[11]; /* of the visits */
	int visits;
	struct today_counts counts;
};

static int by_day(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void add_house(struct office *o, int64_t household, struct whole *w)
{
	struct item *list;
	struct duty d;
	size_t n;
	int64_t told = 0;

	assert_int_equal(today_items(o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, household, &list, &n, &e), 0);
	assert_int_equal(duty_of(o, household, FIXTURE_TODAY, &d, &e), 0);
	duty_tally(&w->counts.duty, d.state);
	for (size_t i = 0; i < n; i++) {
		w->count[list[i].kind]++;
		if (list[i].kind == ITEM_VISIT)
			strcpy(w->due[w->visits++], list[i].due_on);
		w->counts.gaps.households += list[i].kind == ITEM_GAP;
		w->counts.gaps.gaps += list[i].kind == ITEM_GAP ? atoi(list[i].arg[0]) : 0;
	}
	for (size_t i = 0; i < n; i++) { /* their lines stand together, term by term */
		bool seen = false;

		for (size_t k = 0; k < i; k++)
			seen = seen || (list[k].kind == ITEM_NOTIFY && list[k].person == list[i].person);
		told += list[i].kind == ITEM_NOTIFY && !seen;
	}
	w->counts.untold += (int)told;
	free(list);
}

static struct whole one_by_one(struct office *o)
{
	struct whole w = { .due = mem_alloc(HOUSEHOLDS * sizeof(*w.due)) };
	int64_t *id = mem_alloc(HOUSEHOLDS * sizeof(*id));
	size_t n = 0;
	struct stmt *s = db_query(o->db, "SELECT id FROM household", &e);

	while (stmt_step(s, &e) > 0)
		id[n++] = stmt_int(s, 0);
	stmt_done(s);
	assert_int_equal(n, HOUSEHOLDS);
	for (size_t i = 0; i < n; i++)
		add_house(o, id[i], &w);
	qsort(w.due, (size_t)w.visits, sizeof(*w.due), by_day);
	mem_free(id);
	return w;
}

/* Many of a kind are a line with their number and some of them; of a term likewise, without them. */
static int told_of(const struct item *list, size_t n, enum item_kind kind)
{
	int lines = 0, many = 0;

	for (size_t i = 0; i < n; i++) {
		bool of_term = strstr(list[i].word, "_MANY") && !list[i].many;

		if (list[i].kind == kind && list[i].many)
			many = atoi(list[i].arg[0]);
		else if (list[i].kind == kind)
			lines += of_term ? atoi(list[i].arg[1]) : 1;
	}
	if (many) {
		assert_true(many > TODAY_KIND_MOST);
		assert_int_equal(lines, TODAY_SINGLE_MOST);
	}
	return many ? many : lines;
}

static void is_the_same(const struct today_counts *c, const struct item *list, size_t n, const struct whole *w)
{
	static const enum item_kind kinds[] = { ITEM_VISIT, ITEM_NEXT,   ITEM_NOTIFY, ITEM_BACKPAY,
						ITEM_GAP,   ITEM_LESSON, ITEM_STEP,   ITEM_DROPOUT };
	int at = 0;

	assert_memory_equal(&c->duty, &w->counts.duty, sizeof c->duty);
	assert_memory_equal(&c->gaps, &w->counts.gaps, sizeof c->gaps);
	assert_int_equal(c->untold, w->counts.untold);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		assert_int_equal(told_of(list, n, kinds[i]), w->count[kinds[i]]);
	assert_true(w->count[ITEM_VISIT] > TODAY_KIND_MOST);
	for (size_t i = 0; i < n; i++)
		if (list[i].kind == ITEM_VISIT && !list[i].many)
			assert_string_equal(list[i].due_on, w->due[at++]);
	for (size_t i = 1; i < n; i++) /* what is late stands before what is not, the longest first */
		if (list[i - 1].kind != ITEM_DRAFT && list[i].days_late > 0)
			assert_true(list[i - 1].days_late >= list[i].days_late);
}

static void says_what_households_say(void **state)
{
	struct office *o = *state;
	struct whole w = one_by_one(o);
	struct today_counts c;
	struct item *list;
	size_t n;

	assert_int_equal(today_load(o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, &c, &list, &n, &e), 0);
	is_the_same(&c, list, n, &w);
	free(list);
	mem_free(w.due);
}

static bool every_third(void *asked)
{
	return ++*(int *)asked % 3 == 0;
}

/* The progress function is asked at every ten thousandth operation, and stops every third time. */
static void a_step_interrupted_counts_once(void **state)
{
	struct office *o = *state;
	struct today_counts c = { 0 }, quiet;
	struct today_work *work;
	struct item *list, *list2;
	int asked = 0, stops = 0, more = 1;
	size_t n, n2;

	assert_int_equal(today_load(o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, &quiet, &list, &n, &e), 0);
	assert_int_equal(today_begin(&work, o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, &e), 0);
	assert_true(today_is_large(work));
	while (more) {
		if (stops < 40)
			office_set_progress(o, every_third, &asked, 0);
		more = today_step(work, &e);
		office_set_progress(o, NULL, NULL, 0);
		if (more < 0) {
			assert_int_equal(e.code, ERR_CANCEL);
			stops++;
		}
	}
	assert_true(stops > 5);
	today_counts_of(work, &c);
	today_items_of(work, NULL, 0, &list2, &n2);
	assert_memory_equal(&c, &quiet, sizeof c);
	assert_int_equal(n, n2);
	assert_memory_equal(list, list2, n * sizeof *list);
	today_end(&work);
	free(list);
	free(list2);
}

static void a_visit_alone_is_taken_in(void **state)
{
	struct office *o = *state;
	struct today_counts before, after;
	struct item *list, *again;
	size_t n, n_again;
	int done = 0;

	o->village = db_int(o->db, 0, "SELECT max(place_id) FROM household", ""); /* small: nothing is taken together */
	assert_int_equal(today_load(o, NULL, 0, &before, &list, &n, &e), 0);
	for (size_t i = 0; i < 4; i++) {
		int64_t household = list[i * 3].household;

		if (!household || list[i * 3].kind != ITEM_VISIT)
			continue;
		fixture_add(o, "visit", "household_id", fixture_ref(household), "visited_on", FIXTURE_TODAY, "next_on",
			    i % 2 ? "2020-11-25" : "2021-02-01", NULL);
		assert_int_equal(today_visited(o, household, &before, &list, &n, &e), 0);
		assert_int_equal(today_load(o, NULL, 0, &after, &again, &n_again, &e), 0);
		assert_memory_equal(&before.duty, &after.duty, sizeof after.duty);
		assert_int_equal(n, n_again);
		for (size_t k = 0; k < n; k++)
			if (list[k].kind == ITEM_VISIT || list[k].kind == ITEM_NEXT)
				assert_memory_equal(&list[k], &again[k], sizeof *list);
		free(again);
		done++;
	}
	assert_true(done > 0);
	free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_households_say),
		cmocka_unit_test(a_step_interrupted_counts_once),
		cmocka_unit_test(a_visit_alone_is_taken_in),
	};

	return cmocka_run_group_tests(tests, setup, fixture_close);
}

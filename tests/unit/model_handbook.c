/* Proves that a gap is exactly a required cell that is blank: which rows count, what blank means, and that counting all
 * households says the same as looking at each. */
#include "unit/demo_words.h"

#include "model/check.h"
#include "store/db.h"

static struct err e;

static const struct handbook_field FIELDS[] = {
	{ "person", "name", "members", NULL, false },
	{ "household", "main_cause", "basic", "household_type = '一般农户'", false },
	{ "household", "other_causes", "basic", NULL, false },
	{ "household", "relocation", "basic", NULL, false },
	{ "household", "clan", "basic", NULL, true },
	{ "household_year", "house_area", "living", NULL, false },
	{ "household_year", "fuel", "living", NULL, false },
	{ "person", "health_status", "members", NULL, false },
	{ "visit", "content", "visits", NULL, false },
	{ "visit", "visit_kind", "visits", NULL, false },
	{ "pairing", "plan", "cadres", "ended_on IS NOT NULL", false },
};
enum { N = sizeof FIELDS / sizeof FIELDS[0] };

/* "column@title column@title …" in the order given. */
static const char *gaps(struct office *o, int64_t household, const char *year)
{
	static char text[2000];
	struct gap *list;
	size_t n;
	text[0] = 0;
	if (handbook_gaps(o, FIELDS, N, household, year, &list, &n, &e))
		fail_msg("%s %s", e.word, e.arg[0]);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(list[i].household, household);
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s@%s%s", i ? " " : "", list[i].column,
			 list[i].title, list[i].row ? "" : "!");
	}
	free(list);
	return text;
}

static void blank_and_not_blank(void **state)
{
	struct office *o = *state;
	int64_t id = fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), NULL);
	/* No year row: each of its fields; no visit and no pairing: one each. */
	assert_string_equal(gaps(o, id, "2020"), "main_cause@张建国 other_causes@张建国 relocation@张建国 clan@张建国"
						 " house_area@2020! fuel@2020! content@! plan@!");
	int64_t other = fixture_add(o, "household", "head_name", "王秀英", "main_cause", "因学", "other_causes",
				    "[\"因病\"]", "relocation", "#1", NULL);
	fixture_try(o, "household", id, "other_causes", "[]", "relocation", "#0", "household_type", "一般农户", NULL);
	struct record r;
	record_init(&r, "household");
	r.id = id;
	record_set_custom(&r, "clan", value_text("张氏"));
	assert_int_equal(record_save(o, &r, RECORD_OVER, NULL, &e), 0);
	record_release(&r);
	assert_string_equal(gaps(o, id, "2020"), "other_causes@张建国 house_area@2020! fuel@2020! content@! plan@!");
	assert_string_equal(gaps(o, other, "2020"), "clan@王秀英 house_area@2020! fuel@2020! content@! plan@!");
	fixture_try(o, "household", id, "other_causes", "[\"因学\"]", NULL);
	int64_t year = fixture_add(o, "household_year", "household_id", fixture_ref(id), "year", "2020", "house_area",
				   "#0", NULL);
	assert_string_equal(gaps(o, id, "2020"), "fuel@2020 content@! plan@!");
	assert_string_equal(gaps(o, id, "2019"), "house_area@2019! fuel@2019! content@! plan@!");
	assert_int_equal(record_bin(o, "household_year", year, &e), 0);
	assert_string_equal(gaps(o, id, "2020"), "house_area@2020! fuel@2020! content@! plan@!");
}

static void which_rows_count(void **state)
{
	struct office *o = *state;
	int64_t id = fixture_add(o, "household", "head_name", "张建国", "main_cause", "因病", "other_causes",
				 "[\"因学\"]", "relocation", "#0", NULL);
	fixture_add(o, "household_year", "household_id", fixture_ref(id), "year", "2020", "house_area", "#90", "fuel",
		    "柴草", NULL);
	fixture_add(o, "person", "household_id", fixture_ref(id), "name", "张建国", "health_status", "[]", NULL);
	fixture_add(o, "person", "household_id", fixture_ref(id), "name", "张老", "left_on", "2020-11-01",
		    "left_reason", "死亡", NULL);
	int64_t ghost = fixture_add(o, "person", "household_id", fixture_ref(id), "name", "误录", NULL);
	assert_int_equal(record_bin(o, "person", ghost, &e), 0);
	fixture_add(o, "visit", "household_id", fixture_ref(id), "visited_on", "2020-10-01", "content", "了解", NULL);
	fixture_add(o, "visit", "household_id", fixture_ref(id), "visited_on", "2020-11-01", "visit_kind", "其他",
		    NULL);
	fixture_add(o, "pairing", "household_id", fixture_ref(id), "cadre_id", fixture_ref(o->me), "started_on",
		    "2019-01-01", "ended_on", "2019-12-31", NULL);
	fixture_add(o, "pairing", "household_id", fixture_ref(id), "cadre_id", fixture_ref(o->me), "started_on",
		    "2020-01-01", NULL);
	assert_string_equal(gaps(o, id, "2020"),
			    "clan@张建国 health_status@张建国 content@2020-11-01 visit_kind@2020-10-01"
			    " plan@李明");
	fixture_try(o, "household", id, "removed_on", "2020-11-23", NULL);
	assert_string_equal(gaps(o, id, "2020"), "");
}

struct sums {
	struct office *o;
	int households, gaps;
};

static void add_up(void *arg, int64_t household, int n)
{
	struct sums *s = arg;
	struct gap *list;
	size_t found;
	assert_int_equal(handbook_gaps(s->o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, household, "2019", &list, &found, &e), 0);
	assert_int_equal(found, n);
	free(list);
	s->households++;
	s->gaps += n;
}

static void counting_all_is_looking_at_each(void **state)
{
	struct office *o = *state;
	struct demo_words w = demo_words_read();
	struct gap_counts c, mine;
	struct sums sums = { .o = o };
	assert_int_equal(demo_fill(o, &w, &e), 0);
	demo_words_free(&w);
	/* Of 2018 nothing was kept: each household lacks each field of that year. */
	assert_int_equal(handbook_count(o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, "2018", &c, NULL, NULL, &e), 0);
	assert_int_equal(c.households, 23);
	assert_int_equal(handbook_count(o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, "2019", &c, add_up, &sums, &e), 0);
	assert_true(c.gaps > 0);
	assert_int_equal(c.households, sums.households);
	assert_int_equal(c.gaps, sums.gaps);
	o->scope = SCOPE_MINE;
	assert_int_equal(handbook_count(o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, "2018", &mine, NULL, NULL, &e), 0);
	assert_int_equal(mine.households, 2);
	char year[5];
	handbook_year(o, year);
	assert_string_equal(year, "2020");
	/* On New Year nobody has begun the year. */
	clock_freeze("2021-01-01");
	handbook_year(o, year);
	assert_string_equal(year, "2020");
}

/* A blank set aside is told apart and not counted, until its last day has passed. */
static void a_waived_blank_is_no_gap(void **state)
{
	static const struct handbook_field phone = { "household", "bank_name", "x", NULL, false };
	struct office *o = *state;
	struct gap_counts before, now;
	struct gap *list;
	size_t n;
	struct demo_words w = demo_words_read();
	assert_int_equal(demo_fill(o, &w, &e), 0);
	demo_words_free(&w);
	int64_t house = db_int(o->db, 0, "SELECT min(id) FROM household", "");
	assert_int_equal(db_run(o->db, &e, "UPDATE household SET bank_name = NULL WHERE id = ?1", "i", house), 0);
	assert_int_equal(handbook_count(o, &phone, 1, "2020", &before, NULL, NULL, &e), 0);
	assert_true(before.gaps > 0);
	assert_int_equal(waiver_add(o, "blank:bank_name", "household", house, "no account", "2020-11-30", NULL, &e), 0);
	assert_int_equal(handbook_count(o, &phone, 1, "2020", &now, NULL, NULL, &e), 0);
	assert_int_equal(now.gaps, before.gaps - 1);
	assert_int_equal(now.households, before.households - 1);
	assert_int_equal(handbook_gaps(o, &phone, 1, house, "2020", &list, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_true(list[0].waived);
	assert_int_equal(gaps_without_waived(list, n), 0);
	free(list);
	/* Among all the fields of the handbook it is the same one. */
	struct gap_counts all, less;
	assert_int_equal(handbook_count(o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, "2020", &less, NULL, NULL, &e), 0);
	clock_freeze("2020-12-01");
	assert_int_equal(handbook_count(o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, "2020", &all, NULL, NULL, &e), 0);
	assert_int_equal(all.gaps, less.gaps);
	assert_int_equal(handbook_count(o, &phone, 1, "2020", &now, NULL, NULL, &e), 0);
	assert_int_equal(now.gaps, before.gaps);
}

static void bad_fields_are_named(void **state)
{
	static const struct handbook_field table = { "finding", "content", "x", NULL, false },
					   writes = { "person", "name", "x", "(DELETE FROM person)", false },
					   secret = { "person", "name", "x", "EXISTS (SELECT 1 FROM setting)", false };
	struct gap *list;
	size_t n;
	assert_int_equal(handbook_gaps(*state, &table, 1, 1, "2020", &list, &n, &e), -1);
	assert_string_equal(e.word, "HANDBOOK_TABLE");
	assert_int_equal(handbook_gaps(*state, &writes, 1, 1, "2020", &list, &n, &e), -1);
	assert_int_equal(strncmp(e.word, "GUARD_", 6), 0);
	assert_int_equal(handbook_gaps(*state, &secret, 1, 1, "2020", &list, &n, &e), -1);
	assert_string_equal(e.word, "GUARD_TABLE");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(blank_and_not_blank, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(which_rows_count, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(counting_all_is_looking_at_each, fixture_open_empty, fixture_close),
		cmocka_unit_test_setup_teardown(a_waived_blank_is_no_gap, fixture_open_empty, fixture_close),
		cmocka_unit_test_setup_teardown(bad_fields_are_named, fixture_open, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

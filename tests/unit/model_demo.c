/* Proves that the sample village shows the same picture on any day, repeats exactly, and obeys the rules it is checked
 * by. */
#include "unit/demo_words.h"

#include "base/idno.h"
#include "model/aid.h"
#include "model/coverage.h"
#include "model/duplicate.h"
#include "model/duty.h"
#include "model/today.h"
#include "store/db.h"

static const char *const DAYS[] = { "2020-11-23", "2020-02-29", "2019-12-31", "2021-01-01", "2021-02-01",
				    "2021-03-31", "2021-07-31", "2021-08-01", "2026-11-22", "2024-03-01" };
enum { N_DAYS = sizeof DAYS / sizeof DAYS[0] };

static void fill(struct office *o, const char *day)
{
	struct demo_words w = demo_words_read();
	struct err e = { 0 };
	assert_true(clock_freeze(day));
	if (demo_fill(o, &w, &e))
		fail_msg("%s: %s %s %s %s", day, e.word, e.field, e.arg[0], e.arg[1]);
	demo_words_free(&w);
}

static int64_t count(struct office *o, const char *sql)
{
	return db_int(o->db, -1, sql, "");
}

/* One woman stands in two households, and nobody else. */
static void stands_twice(struct office *o)
{
	struct duplicate *list;
	size_t n;
	struct err e = { 0 };
	assert_int_equal(duplicate_find(o, &list, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_string_equal(list[0].reason, "name_birth");
	free(list);
}

/* Every stage: what is due is paid or missing; somebody is missing, and one child came after the list was closed. */
static void aid_adds_up(struct office *o)
{
	struct coverage_line *line, total;
	struct coverage_row *row;
	struct aid_term *term;
	struct err e = { 0 };
	size_t n, terms;
	assert_int_equal(aid_terms(o, &term, &terms, &e), 0);
	assert_int_equal(terms, 2);
	for (size_t t = 0; t < terms; t++) {
		assert_int_equal(coverage_load(o, term[t].term, COVERAGE_STAGE, &line, &n, &total, &e), 0);
		for (size_t i = 0; i < n; i++) {
			assert_int_equal(line[i].entitled, line[i].paid + line[i].missing);
			assert_int_equal(line[i].unverified, 0);
			assert_true(line[i].group[0] && line[i].entitled > 0);
		}
		assert_true(total.missing > 0);
		assert_int_equal(total.untold, t ? 0 : 3);
		free(line);
	}
	assert_int_equal(coverage_backpay(o, 0, &row, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_string_equal(row[0].term, term[1].term);
	free(row);
	free(term);
	assert_int_equal(count(o, "SELECT count(*) FROM term_lock"), 1);
	assert_int_equal(count(o, "SELECT count(*) FROM lesson_plan"), 1);
	assert_int_equal(
		count(o, "SELECT count(DISTINCT person_id) FROM aid WHERE elsewhere = 1 AND proof IS NOT NULL"), 1);
}

static void same_picture(struct office *o, const char *day)
{
	struct today_counts c;
	struct item *list;
	struct err e = { 0 };
	size_t n_items;
	if (today_load(o, DEMO_HANDBOOK, DEMO_HANDBOOK_N, &c, &list, &n_items, &e))
		fail_msg("%s: %s %s", day, e.word, e.arg[0]);
	free(list);
	assert_int_equal(c.duty.asked, 23);
	assert_int_equal(c.duty.done, 15);
	assert_int_equal(c.duty.due, 5);
	assert_int_equal(c.duty.overdue, 2);
	assert_int_equal(c.duty.never, 1);
	assert_int_equal(c.gaps.households, 4);
	assert_int_equal(c.gaps.gaps, 6);
	assert_int_equal(c.findings, 2);
	assert_int_equal(c.findings_late, 1);
	assert_int_equal(c.untold, 3);
	assert_int_equal(c.drafts, 0);
	assert_string_equal(c.campaign, "秋季攻势");
	assert_true(c.campaign_late > 0);
	assert_int_equal(count(o, "SELECT count(*) FROM household"), 23);
	assert_int_equal(count(o, "SELECT count(*) FROM person"), 84);
	assert_int_equal(count(o, "SELECT count(*) FROM cadre"), 12);
	assert_int_equal(count(o, "SELECT count(DISTINCT household_id) FROM pairing WHERE ended_on IS NULL"), 23);
	assert_true(count(o, "SELECT count(*) FROM pairing WHERE ended_on IS NOT NULL") >= 5);
	assert_true(count(o, "SELECT count(*) FROM visit") > 230);
	assert_int_equal(count(o, "SELECT count(*) FROM person WHERE name LIKE '%·%'"), 4);
	assert_int_equal(count(o, "SELECT count(*) FROM household WHERE head_name LIKE '𠮷%'"), 1);
	assert_int_equal(count(o, "SELECT count(*) FROM monitoring_case WHERE county_on IS NULL"), 1);
	assert_int_equal(count(o, "SELECT count(*) FROM document WHERE household_id IS NOT NULL"), 2);
	assert_int_equal(count(o, "SELECT count(DISTINCT joined_reason) FROM person"), 2);
	stands_twice(o);
	aid_adds_up(o);
	struct round *rounds;
	size_t n;
	char year[5];
	snprintf(year, sizeof year, "%.4s", day);
	assert_int_equal(rounds_list(o, year, &rounds, &n, &e), 0);
	assert_int_equal(n, 3);
	assert_true(rounds[0].reached == 14 && rounds[1].reached == 9 && rounds[2].reached == 3);
	free(rounds);
	char *me = office_me_name(o), *village = office_village_name(o);
	assert_string_equal(me, "李明");
	assert_string_equal(village, "长潭村");
	free(me);
	free(village);
}

static void same_campaigns(struct office *o, const char *day)
{
	struct campaign_info *list;
	struct err e = { 0 };
	size_t n;
	assert_int_equal(campaign_list(o, false, &list, &n, &e), 0);
	assert_int_equal(n, 4);
	assert_string_equal(list[0].key, "winter");
	assert_true(!list[0].closed_on[0] && strcmp(list[0].ends_on, day) > 0 && list[0].overdue == 1);
	assert_true(list[0].targets_done > 0 && list[0].targets_done < list[0].targets);
	assert_string_equal(list[1].key, "autumn");
	assert_true(!list[1].closed_on[0] && strcmp(list[1].ends_on, day) < 0 && list[1].overdue >= 1);
	for (int i = 2; i < 4; i++) {
		assert_true(list[i].closed_on[0] && strcmp(list[i].closed_on, day) < 0);
		assert_int_equal(list[i].targets_done, list[i].targets);
		assert_int_equal(list[i].tasks_done, list[i].tasks);
	}
	free(list);
}

/* What checks.ini asks of identity, family and school, written here by itself: none may be violated. */
static void rules_hold(struct office *o, const char *day)
{
	static const char *const none[] = {
		"SELECT count(*) FROM household h WHERE (SELECT count(*) FROM person p WHERE p.household_id = h.id"
		" AND relation_to_head = '户主') <> 1",
		"SELECT count(*) FROM household h WHERE person_count <> (SELECT count(*) FROM person p WHERE "
		"p.household_id = h.id)",
		"SELECT count(*) FROM household h JOIN person p ON p.household_id = h.id AND relation_to_head = '户主'"
		" WHERE head_name <> name OR head_id_no <> id_no",
		"SELECT count(*) - count(DISTINCT substr(id_no, 1, 18)) FROM person",
		"SELECT count(*) - count(DISTINCT phone) FROM household",
		"SELECT count(*) FROM household WHERE length(phone) <> 11",
		"SELECT count(*) FROM person WHERE (education_level IS NULL) = (school_status IS NULL)",
		"SELECT count(*) FROM person WHERE (CAST(substr(id_no, 17, 1) AS INTEGER) % 2 = 1) <> (sex = '男')",
		"SELECT count(*) FROM person WHERE replace(birth, '-', '') <> substr(id_no, 7, 8)",
		"SELECT count(*) FROM person WHERE relation_to_head IN ('之子', '之父', '之孙子') AND sex <> '男'",
		"SELECT count(*) FROM person WHERE relation_to_head IN ('之女', '之母', '之孙女', '之儿媳') AND sex <> "
		"'女'",
		"SELECT count(*) FROM person WHERE age(birth, today()) < 16 AND labour_ability <> '无劳动力'",
		"SELECT count(*) FROM person WHERE school_status IS NOT NULL AND labour_ability <> '无劳动力'",
		"SELECT count(*) FROM person WHERE age(birth, today()) >= 60 AND labour_ability IN ('普通劳动力', "
		"'技能劳动力')",
		"SELECT count(*) FROM person WHERE age(birth, today()) BETWEEN 6 AND 15 AND school_status IS NULL",
		"SELECT count(*) FROM person WHERE school_status = '小学' AND age(birth, today()) NOT BETWEEN 7 AND 13",
		"SELECT count(*) FROM person WHERE health_status LIKE '%残疾%' AND id_kind <> '残疾人证'",
		"SELECT count(*) FROM person WHERE work_months > 0 AND labour_ability NOT IN ('普通劳动力', "
		"'技能劳动力')",
		"SELECT count(*) FROM visit WHERE visited_on > today()",
		"SELECT count(*) FROM home_teaching WHERE length(teachers) < 2",
		"SELECT count(*) FROM persuasion WHERE length(by_whom) < 2",
		"SELECT count(*) FROM aid a WHERE NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.person_id = "
		"a.person_id AND e.term = a.term)",
		"SELECT count(*) FROM pairing a JOIN pairing b ON a.household_id = b.household_id AND a.id < b.id"
		" AND a.started_on <= coalesce(b.ended_on, '9999') AND b.started_on <= coalesce(a.ended_on, '9999')",
		"SELECT count(*) FROM change WHERE action <> 'demo'",
	};
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		if (count(o, none[i]) != 0)
			fail_msg("%s: %lld × %s", day, (long long)count(o, none[i]), none[i]);
	struct err e = { 0 };
	struct stmt *s =
		db_query(o->db, "SELECT id_no, bank_card_no FROM person p JOIN household h ON h.id = household_id", &e);
	while (stmt_step(s, &e) > 0) {
		char out[IDNO_BYTES];
		enum idno_kind kind;
		bool luhn = false;
		assert_int_equal(idno_parse(stmt_text(s, 0), day, out, &kind, &e), 0);
		assert_memory_equal(out, "990101", 6);
		assert_int_equal(card_parse(stmt_text(s, 1), out, &luhn, &e), 0);
		assert_true(luhn);
	}
	stmt_done(s);
}

static void any_day(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_DAYS; i++) {
		void *one = NULL;
		assert_int_equal(fixture_open_empty(&one), 0);
		fill(one, DAYS[i]);
		same_picture(one, DAYS[i]);
		same_campaigns(one, DAYS[i]);
		rules_hold(one, DAYS[i]);
		fixture_close(&one);
	}
}

static void repeats_exactly(void **state)
{
	static const char *const all = "SELECT group_concat(tbl || row || cols, ',') || (SELECT group_concat(id || "
				       "coalesce(content, ''), ',') FROM visit)"
				       " || (SELECT group_concat(id || name || birth, ',') FROM person) FROM change";
	char *first = NULL;
	(void)state;
	for (int i = 0; i < 2; i++) {
		void *one = NULL;
		assert_int_equal(fixture_open_empty(&one), 0);
		fill(one, "2020-11-23");
		char *text = db_text(((struct office *)one)->db, all, "");
		assert_non_null(text);
		if (first)
			assert_string_equal(first, text);
		free(first);
		first = text;
		fixture_close(&one);
	}
	free(first);
}

static void refuses_what_it_cannot(void **state)
{
	struct office *o = *state;
	struct demo_words w = demo_words_read();
	struct err e = { 0 };
	struct demo_list men = w.list[WORDS_MEN];
	w.list[WORDS_MEN].n = 3;
	assert_int_equal(demo_fill(o, &w, &e), -1);
	assert_string_equal(e.word, "DEMO_WORDS");
	assert_string_equal(e.arg[0], "men");
	w.list[WORDS_MEN] = men;
	/* Something refused on the way leaves an empty office. */
	struct campaign_template bad = DEMO_CAMPAIGNS[3];
	bad.name = "";
	w.campaign = &bad;
	w.n_campaigns = 1;
	assert_int_equal(demo_fill(o, &w, &e), -1);
	assert_string_equal(e.field, "name");
	assert_true(office_is_empty(o));
	assert_int_equal(o->me, 0);
	w.campaign = DEMO_CAMPAIGNS;
	w.n_campaigns = 4;
	assert_int_equal(demo_fill(o, &w, &e), 0);
	assert_int_equal(demo_fill(o, &w, &e), -1);
	assert_string_equal(e.word, "DEMO_NOT_EMPTY");
	demo_words_free(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_day),
		cmocka_unit_test(repeats_exactly),
		cmocka_unit_test_setup_teardown(refuses_what_it_cannot, fixture_open_empty, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

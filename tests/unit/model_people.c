/* Finding people, choosing references, pairings and the beginning of a visit. */
#include "office_fixture.h"

#include "base/buf.h"
#include "base/mem.h"
#include "model/pairing.h"
#include "model/people.h"
#include "model/visit.h"
#include "store/db.h"

static int64_t household(struct office *o, const char *head, const char *group)
{
	return fixture_add(o, "household", "head_name", head, "place_id", fixture_ref(o->village), "village_group",
			   group, NULL);
}

static int64_t person(struct office *o, int64_t h, const char *name, const char *relation, const char *id_no)
{
	return fixture_add(o, "person", "household_id", fixture_ref(h), "name", name, "relation_to_head", relation,
			   "id_no", id_no, NULL);
}

static void finds_a_person_with_what_tells_him(void **state)
{
	struct office *o = *state;
	struct people_found found;
	struct err e = { 0 };
	int64_t h = household(o, "张建国", "三组");
	int64_t p = person(o, h, "张小明", "之子", "990101201008151236");

	assert_int_equal(people_find(o, "zxm", 10, false, &found, &e), 0);
	assert_int_equal(found.n, 1);
	assert_int_equal(found.total, 1);
	const struct found *f = found.list;
	assert_int_equal(f[0].person, p);
	assert_int_equal(f[0].household, h);
	assert_string_equal(f[0].name, "张小明");
	assert_string_equal(f[0].head, "张建国");
	assert_string_equal(f[0].village, "长潭村");
	assert_string_equal(f[0].group, "三组");
	assert_string_equal(f[0].id_tail, "1236");
	assert_string_equal(f[0].relation, "之子");
	assert_int_equal(f[0].age, 10);
	assert_string_equal(f[0].fact, "");
	people_release(&found);
	assert_int_equal(people_find(o, "欧阳", 10, false, &found, &e), 0);
	assert_int_equal(found.n, 0);
	people_release(&found);
}

static void references_by_name_and_pinyin(void **state)
{
	struct office *o = *state;
	struct ref *r = NULL;
	struct err e = { 0 };
	size_t n = 0;
	int64_t wang = fixture_add(o, "cadre", "name", "王芳", "post", "副局长", NULL);

	assert_int_equal(record_refs(o, "cadre", "", 0, 10, &r, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_int_equal(r[0].id, o->me);
	assert_string_equal(r[0].note, "县教育局");
	ref_list_free(&r);
	for (const char *const *typed = (const char *const[]){ "wf", "WangF", "芳", "王芳", NULL }; *typed; typed++) {
		assert_int_equal(record_refs(o, "cadre", *typed, 0, 10, &r, &n, &e), 0);
		assert_int_equal(n, 1);
		assert_int_equal(r[0].id, wang);
		ref_list_free(&r);
	}
	assert_int_equal(record_bin(o, "cadre", wang, &e), 0);
	assert_int_equal(record_refs(o, "cadre", "wf", 0, 10, &r, &n, &e), 0);
	assert_int_equal(n, 0);
	ref_list_free(&r);
	assert_int_equal(record_refs(o, "setting", "", 0, 10, &r, &n, &e), -1);
}

static void every_kind_of_reference_answers(void **state)
{
	struct office *o = *state;
	static const char *const tables[] = { "cadre", "household", "person",   "place",
					      "unit",  "aid_item",  "campaign", "task" };
	struct ref *r = NULL;
	struct err e = { 0 };
	size_t n = 0;
	int64_t h = household(o, "甲", "一组");
	int64_t c = fixture_add(o, "campaign", "key", "spring", "name", "甲", "year", "2020", "started_on",
				"2020-02-01", "ends_on", "2020-05-31", NULL);

	person(o, h, "甲", "户主", NULL);
	fixture_add(o, "cadre", "name", "甲", NULL);
	fixture_add(o, "place", "name", "甲", "level", "组", NULL);
	fixture_add(o, "unit", "name", "甲", NULL);
	fixture_add(o, "aid_item", "key", "x", "name", "甲", NULL);
	fixture_add(o, "task", "campaign_id", fixture_ref(c), "position", "#1", "title", "甲", "scope", "once", NULL);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		assert_int_equal(record_refs(o, tables[i], "甲", 0, 10, &r, &n, &e), 0);
		if (n != 1)
			fail_msg("%s: %zu", tables[i], n);
		ref_list_free(&r);
		assert_int_equal(record_refs(o, tables[i], "", 0, 10, &r, &n, &e), 0);
		assert_true(n >= 1);
		ref_list_free(&r);
	}
}

static void the_family_comes_first(void **state)
{
	struct office *o = *state;
	struct ref *r = NULL;
	struct err e = { 0 };
	size_t n = 0;
	int64_t one = household(o, "张建国", "一组"), two = household(o, "张小军", "二组");
	int64_t other = person(o, one, "张小明", "之子", "990101201008151236");
	int64_t son = person(o, two, "张小明", "之子", NULL);
	int64_t head = person(o, two, "张小军", "户主", NULL);

	assert_int_equal(record_refs(o, "person", "", two, 10, &r, &n, &e), 0);
	assert_int_equal(n, 3);
	assert_int_equal(r[0].id, head);
	assert_int_equal(r[1].id, son);
	assert_int_equal(r[2].id, other);
	ref_list_free(&r);
	assert_int_equal(record_refs(o, "person", "张小明", two, 10, &r, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_int_equal(r[0].id, son);
	assert_int_equal(r[1].id, other);
	assert_non_null(strstr(r[1].note, "1236"));
	assert_string_not_equal(r[0].note, r[1].note);
	ref_list_free(&r);
	assert_int_equal(record_refs(o, "person", "", two, 2, &r, &n, &e), 0);
	assert_int_equal(n, 2);
	ref_list_free(&r);
}

/* What is offered before a letter is typed, as one line; mem_free. */
static char *offered(struct office *o, const char *table, int64_t within)
{
	struct buf b = BUF_INIT;
	struct ref *r = NULL;
	struct err e = { 0 };
	size_t n = 0;

	assert_int_equal(record_refs(o, table, "", within, 4, &r, &n, &e), 0);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i ? " " : "", r[i].title);
	ref_list_free(&r);
	return buf_detach(&b);
}

static void assert_offers(struct office *o, const char *table, int64_t within, const char *want)
{
	char *have = offered(o, table, within);

	assert_string_equal(have, want);
	mem_free(have);
}

/* No village chosen: neither all households of a district nor all its people are put in order. */
static void of_a_district_ones_own_come_first(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t first = household(o, "赵", "一组"), second = household(o, "钱", "一组");
	int64_t own = household(o, "孙", "九组");

	assert_int_equal(pairing_change(o, own, o->me, "2020-11-01", &e), 0);
	person(o, first, "赵小", "户主", NULL);
	person(o, second, "钱小", "户主", NULL);
	person(o, own, "孙小", "户主", NULL);
	o->village = 0;
	assert_offers(o, "household", 0, "孙 赵 钱");
	assert_offers(o, "person", own, "孙小 赵小 钱小");
	assert_offers(o, "person", 0, "赵小 钱小 孙小");
}

static void of_hundreds_of_cadres_ones_unit_comes_first(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t unit = db_int(o->db, 0, "SELECT unit_id FROM cadre WHERE id = ?1", "i", o->me);
	int64_t busy = fixture_add(o, "cadre", "name", "忙", NULL);

	assert_true(unit > 0);
	assert_int_equal(pairing_change(o, household(o, "张", "一组"), busy, "2020-11-01", &e), 0);
	fixture_add(o, "cadre", "name", "同", "unit_id", fixture_ref(unit), NULL);
	assert_offers(o, "cadre", 0, "李明 忙 同");
	assert_int_equal(db_run(o->db, &e,
				"WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO"
				" cadre(id, name) SELECT i, '丁' || i FROM n",
				""),
			 0);
	assert_offers(o, "cadre", 0, "李明 同 丁1 丁10");
}

static void assert_names(struct office *o, int64_t h, const char *on, const char *want)
{
	char *names = pairing_names(o, h, on);

	assert_string_equal(names, want);
	free(names);
}

static void the_next_cadre_goes_on_the_next_line(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t h = household(o, "张建国", "一组"), wang = fixture_add(o, "cadre", "name", "王芳", NULL);

	assert_int_equal(pairing_change(o, h, o->me, "2020-01-01", &e), 0);
	assert_int_equal(pairing_change(o, h, wang, "2020-09-01", &e), 0);
	assert_names(o, h, "2019-12-31", "");
	assert_names(o, h, "2020-08-31", "李明");
	assert_names(o, h, "2020-09-01", "王芳");
	assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM pairing WHERE ended_on = '2020-08-31'", ""), 1);
	assert_int_equal(db_int(o->db, 0, "SELECT count(DISTINCT txn) FROM change WHERE action = 'pairing.change'", ""),
			 2);
	assert_int_equal(pairing_change(o, h, wang, "2020-10-01", &e), -1);
	assert_string_equal(e.word, "PAIRING_SAME");
	assert_int_equal(pairing_change(o, h, o->me, "2020-09-01", &e), -1);
	assert_string_equal(e.word, "PAIRING_BEFORE");
	assert_int_equal(pairing_change(o, h, o->me, "2020-10", &e), -1);
	assert_string_equal(e.word, "DATE_FULL");
	assert_int_equal(pairing_change(o, 7, o->me, "2020-10-01", &e), -1);
	assert_string_equal(e.word, "REF_GONE");
	assert_names(o, h, "2020-11-01", "王芳");
}

static void two_share_a_household(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	const char *h = fixture_ref(household(o, "张建国", "一组"));
	int64_t id = strtoll(h + 1, NULL, 10), wang = fixture_add(o, "cadre", "name", "王芳", NULL);
	int64_t zhao = fixture_add(o, "cadre", "name", "赵强", NULL);

	fixture_add(o, "pairing", "household_id", h, "cadre_id", fixture_ref(o->me), "started_on", "2020-01", NULL);
	fixture_add(o, "pairing", "household_id", h, "cadre_id", fixture_ref(wang), "started_on", "2020-03-01", NULL);
	assert_names(o, id, "2020-05-01", "李明、王芳");
	assert_int_equal(pairing_change(o, id, zhao, "2020-06-01", &e), 0);
	assert_names(o, id, "2020-05-31", "李明、王芳");
	assert_names(o, id, "2020-06-01", "赵强");
}

static void a_visit_begins_with_what_is_known(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct record r;
	int64_t h = household(o, "张建国", "一组");

	assert_int_equal(visit_begin(o, h, true, &r, &e), 0);
	assert_int_equal(record_int(&r, "household_id"), h);
	assert_int_equal(record_int(&r, "cadre_id"), o->me);
	assert_string_equal(record_text(&r, "visited_on"), FIXTURE_TODAY);
	assert_string_equal(record_text(&r, "visit_kind"), "日常走访");
	assert_string_equal(record_text(&r, "visit_mode"), "入户");
	assert_string_equal(record_text(&r, "content"), "");
	record_set(&r, "visit_mode", value_text("电话"));
	record_set(&r, "content", value_text("看望老人"));
	record_set(&r, "person_met", value_text("王秀英"));
	assert_int_equal(record_save(o, &r, RECORD_CHECKED, NULL, &e), 0);
	record_release(&r);
	assert_int_equal(visit_begin(o, h, false, &r, &e), 0);
	assert_string_equal(record_text(&r, "visit_mode"), "电话");
	assert_string_equal(record_text(&r, "content"), "");
	record_release(&r);
	assert_int_equal(visit_begin(o, h, true, &r, &e), 0);
	assert_string_equal(record_text(&r, "content"), "看望老人");
	assert_string_equal(record_text(&r, "person_met"), "王秀英");
	record_release(&r);
	assert_int_equal(visit_begin(o, 7, false, &r, &e), -1);
	assert_string_equal(e.word, "RECORD_GONE");
}

static void the_next_house_is_in_the_same_group(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t a = household(o, "甲", "一组"), b = household(o, "乙", "二组"), c = household(o, "丙", "一组");

	assert_int_equal(pairing_change(o, a, o->me, "2020-11-01", &e), 0);
	assert_int_equal(pairing_change(o, b, o->me, "2020-09-01", &e), 0);
	assert_int_equal(pairing_change(o, c, o->me, "2020-11-01", &e), 0);
	assert_int_equal(visit_next_household(o, a), c);
	fixture_add(o, "visit", "household_id", fixture_ref(c), "visited_on", "2020-11-20", NULL);
	assert_int_equal(visit_next_household(o, a), b);
	fixture_add(o, "visit", "household_id", fixture_ref(b), "visited_on", "2020-11-20", NULL);
	assert_int_equal(visit_next_household(o, a), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
		TEST(finds_a_person_with_what_tells_him),   TEST(references_by_name_and_pinyin),
		TEST(every_kind_of_reference_answers),      TEST(the_family_comes_first),
		TEST(the_next_cadre_goes_on_the_next_line), TEST(two_share_a_household),
		TEST(a_visit_begins_with_what_is_known),    TEST(the_next_house_is_in_the_same_group),
		TEST(of_a_district_ones_own_come_first),    TEST(of_hundreds_of_cadres_ones_unit_comes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

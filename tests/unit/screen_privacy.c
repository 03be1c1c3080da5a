/* What a column of SQL and a title tell: what no form knows is free, whatever known stands beside it. */
#include "office_fixture.h"

#include "screen/form.h"
#include "screen/list_def.h"
#include "screen/privacy.h"
#include "screen/screens.h"
#include "store/db.h"

static struct screens *screens;

static int open_all(void **state)
{
	struct err e = { 0 };

	return fixture_open(state) < 0 || screens_open(&screens, "screens", LANG_ZH, &e) < 0 ? -1 : 0;
}

static int close_all(void **state)
{
	screens_close(&screens);
	return fixture_close(state);
}

static void check(const char *from, const char *sql, enum privacy want)
{
	enum privacy is = privacy_of_sql(screens, from, sql, FIELD_TEXT);

	if (is != want)
		fail_msg("%s of %s: %s, not %s", sql, from, privacy_names[is], privacy_names[want]);
}

static void test_names(void **state)
{
	(void)state;
	check("person p", "p.name", PRIVACY_NAME);
	check("person p", "p.id_no", PRIVACY_ID);
	check("person p", "p.name || ' ' || p.phone", PRIVACY_PHONE);
	check("person p", "p.sex || p.health_status", PRIVACY_HEALTH);
	check("household_now h", "h.village", PRIVACY_NONE);
	check("household_now h", "h.head_name", PRIVACY_NAME);
	check("student s", "s.id_no", PRIVACY_ID);
	check("student s", "s.head_name || s.school", PRIVACY_NAME);
}

static void test_unknown_name_is_free(void **state)
{
	(void)state;
	check("visit_now v JOIN (SELECT id, content AS words FROM note) x ON x.id = v.id", "v.visited_on || x.words",
	      PRIVACY_FREE);
	check("visit_now v", "v.visited_on", PRIVACY_NONE);
	check("@rows k", "k.anything", PRIVACY_FREE);
	check("@rows k", "coalesce(k.anything, '')", PRIVACY_FREE);
	check("household_now h", "(SELECT n.secret FROM elsewhere AS n WHERE n.household_id = h.id)", PRIVACY_FREE);
	check("", "'words'", PRIVACY_NONE);
}

/* How many there are is nobody's secret. */
static void test_counts(void **state)
{
	(void)state;
	check("household_now h", "(SELECT count(*) FROM person p WHERE p.household_id = h.id)", PRIVACY_NONE);
	check("person p", "count(DISTINCT p.phone)", PRIVACY_NONE);
	check("person p", "count(p.phone) || p.id_no", PRIVACY_ID);
	check("person p", "max(p.phone)", PRIVACY_PHONE);
	check("household_now h", "(SELECT max(v.visited_on) FROM visit v WHERE v.household_id = h.id)", PRIVACY_NONE);
}

static void test_chosen_by_health(void **state)
{
	(void)state;
	assert_true(privacy_is_by_health(
		screens, "SELECT p.id, p.name FROM person p WHERE instr(coalesce(p.health_status, ''), 'x') > 0"));
	assert_false(privacy_is_by_health(screens, "SELECT p.id, p.health_status FROM person p WHERE p.sex = 'x'"));
	assert_false(privacy_is_by_health(screens, "SELECT p.id FROM person p"));
}

static void test_titles(void **state)
{
	(void)state;
	assert_int_equal(privacy_of_title(screens, "household"), PRIVACY_NAME);
	assert_int_equal(privacy_of_title(screens, "person"), PRIVACY_NAME);
	assert_int_equal(privacy_of_title(screens, "aid"), PRIVACY_NAME);
	assert_int_equal(privacy_of_title(screens, "place"), PRIVACY_NONE);
	assert_int_equal(privacy_of_title(screens, "document"), PRIVACY_FREE);
	assert_int_equal(privacy_of_title(screens, "finding"), PRIVACY_FREE);
	assert_int_equal(privacy_of_title(screens, "no_such_table"), PRIVACY_FREE);
	/* A reference shows the title. */
	assert_int_equal(form_field(screens_form(screens, "meeting"), "document_id")->privacy, PRIVACY_FREE);
	assert_int_equal(form_field(screens_form(screens, "visit"), "cadre_id")->privacy, PRIVACY_NAME);
	assert_int_equal(form_field(screens_form(screens, "household"), "place_id")->privacy, PRIVACY_NONE);
}

/* A view the schema gets is told to the list of views, or its columns are free. */
static void test_every_view_is_known(void **state)
{
	struct office *o = *state;
	size_t known = 0;

	for (const char *name; (name = privacy_view(known)) != NULL; known++)
		if (!db_int(o->db, 0, "SELECT count(*) FROM sqlite_master WHERE type = 'view' AND name = ?1", "s",
			    name))
			fail_msg("no view %s", name);
	assert_int_equal(db_int(o->db, 0,
				"SELECT count(*) FROM sqlite_master WHERE type = 'view' AND name NOT GLOB 'journal_*'",
				""),
			 known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_unknown_name_is_free),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_chosen_by_health),
		cmocka_unit_test(test_every_view_is_known),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}

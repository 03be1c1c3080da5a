/* Saving writes what differs and nothing else; two writers never beat each other silently; an own field lives as a
 * cell. */
#include "office_fixture.h"

#include "base/buf.h"
#include "store/db.h"
#include "store/journal.h"

static int64_t changes(struct office *o)
{
	return db_int(o->db, -1, "SELECT count(*) FROM change", "");
}

static int64_t household(struct office *o, const char *head)
{
	return fixture_add(o, "household", "head_name", head, "place_id", fixture_ref(o->village), "village_group",
			   "三组", NULL);
}

static void founding_fills_the_office(void **state)
{
	struct office *o = *state;
	char *me = office_me_name(o), *village = office_village_name(o);

	assert_string_equal(me, "李明");
	assert_string_equal(village, "长潭村");
	assert_false(office_is_empty(o));
	assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM duty_rule WHERE months = 1 AND visits = 1", ""), 1);
	assert_int_equal(db_int(o->db, 0, "SELECT count(DISTINCT txn) FROM change", ""), 1);
	free(me);
	free(village);
}

static void settings_survive_reopening(void **state)
{
	struct office *o = *state, *again = NULL;
	struct err e = { 0 };
	char *origin = office_setting(o, "origin"), *same;

	assert_non_null(origin);
	assert_int_equal(office_set_scope(o, SCOPE_MINE, &e), 0);
	assert_int_equal(office_setting_set(o, "mapping.x", "甲", &e), 0);
	assert_int_equal(office_open(&again, office_path(o), OFFICE_EXISTING, &e), 0);
	assert_int_equal(again->scope, SCOPE_MINE);
	assert_int_equal(again->me, o->me);
	assert_int_equal(again->village, o->village);
	same = office_setting(again, "origin");
	assert_string_equal(same, origin);
	assert_int_equal(office_setting_set(again, "mapping.x", NULL, &e), 0);
	assert_null(office_setting(again, "mapping.x"));
	free(same);
	free(origin);
	office_close(&again);
	assert_null(again);
}

static void reading_only_writes_nothing(void **state)
{
	struct office *o = *state, *reader = NULL;
	struct err e = { 0 };
	struct record r;
	int64_t h = household(o, "张建国"), before = changes(o);

	assert_int_equal(office_open(&reader, office_path(o), OFFICE_READ_ONLY, &e), 0);
	assert_int_equal(office_set_scope(reader, SCOPE_MINE, &e), 0);
	assert_int_equal(record_load(reader, "household", h, &r, &e), 0);
	record_set(&r, "phone", value_text("13800000001"));
	assert_int_equal(record_save(reader, &r, RECORD_CHECKED, NULL, &e), -1);
	assert_string_equal(e.word, "DB_READ_ONLY");
	assert_int_equal(record_bin(reader, "household", h, &e), -1);
	record_release(&r);
	office_close(&reader);
	assert_int_equal(changes(o), before);
}

static void saving_what_is_there_writes_nothing(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct record r;
	int64_t h = household(o, "张建国"), before = changes(o);
	int64_t seq;

	assert_int_equal(record_load(o, "household", h, &r, &e), 0);
	seq = r.seq;
	assert_int_equal(record_save(o, &r, RECORD_CHECKED, NULL, &e), 0);
	assert_int_equal(r.seq, seq);
	assert_int_equal(changes(o), before);
	record_release(&r);
}

static void only_what_differs_is_written(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct record r;
	struct change *c = NULL;
	size_t n = 0;
	int64_t h = household(o, "张建国");

	assert_int_equal(record_load(o, "household", h, &r, &e), 0);
	assert_string_equal(record_text(&r, "head_name"), "张建国");
	assert_int_equal(record_int(&r, "place_id"), o->village);
	record_set(&r, "phone", value_text("13800000001"));
	assert_int_equal(record_save(o, &r, RECORD_CHECKED, NULL, &e), 0);
	assert_int_equal(journal_of_row(o->db, "household", h, 0, &c, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_string_equal(c[0].column, "phone");
	assert_string_equal(c[0].action, "household.save");
	assert_int_equal(c[0].cadre, o->me);
	assert_int_equal(r.seq, c[0].seq);
	change_list_free(&c, n);
	record_release(&r);
}

static void cells_that_are_not_there_are_left_alone(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct record r;
	int64_t h = household(o, "张建国");

	assert_string_equal(fixture_try(o, "household", h, "phone", "13800000002", NULL), "");
	assert_int_equal(record_load(o, "household", h, &r, &e), 0);
	assert_string_equal(record_text(&r, "head_name"), "张建国");
	assert_string_equal(record_text(&r, "phone"), "13800000002");
	assert_string_equal(record_text(&r, "address"), "");
	assert_null(record_get(&r, "no_such"));
	record_release(&r);
}

static void wrong_cells_are_refused(void **state)
{
	struct office *o = *state;

	assert_string_equal(fixture_try(o, "household", 0, "no_such", "x", NULL), "COLUMN_UNKNOWN");
	assert_string_equal(fixture_try(o, "household", 0, "person_count", "三", NULL), "VALUE_KIND");
	assert_string_equal(fixture_try(o, "household", 0, "head_name", "#3", NULL), "VALUE_KIND");
	assert_string_equal(fixture_try(o, "setting", 0, "key", "x", NULL), "TABLE_UNKNOWN");
	assert_string_equal(fixture_try(o, "no_such", 0, "key", "x", NULL), "TABLE_UNKNOWN");
	assert_string_equal(fixture_try(o, "household", 12345, "head_name", "x", NULL), "RECORD_GONE");
}

static void two_writers_meet(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct record a, b;
	struct clash *clash = NULL;
	size_t n = 0;
	int64_t h = household(o, "张建国");

	assert_int_equal(record_load(o, "household", h, &a, &e), 0);
	assert_int_equal(record_load(o, "household", h, &b, &e), 0);
	record_set(&a, "phone", value_text("13800000001"));
	record_set(&a, "address", value_text("村口"));
	assert_int_equal(record_save(o, &a, RECORD_CHECKED, NULL, &e), 0);
	record_set(&b, "phone", value_text("13800000002"));
	record_set(&b, "note", value_text("老人多"));
	assert_int_equal(record_save(o, &b, RECORD_CHECKED, NULL, &e), -1);
	assert_int_equal(e.code, ERR_CONFLICT);
	assert_string_equal(e.word, "SAVED_MEANWHILE");
	assert_int_equal(record_clashes(o, &b, &clash, &n, &e), 0);
	assert_int_equal(n, 2);
	for (size_t i = 0; i < n; i++) {
		bool phone = strcmp(clash[i].column, "phone") == 0;

		assert_true(phone || strcmp(clash[i].column, "address") == 0);
		assert_int_equal(clash[i].before.kind, VALUE_NULL);
		assert_string_equal(clash[i].theirs.text, phone ? "13800000001" : "村口");
		assert_int_equal(clash[i].mine.kind, phone ? VALUE_TEXT : VALUE_NULL);
		assert_string_equal(clash[i].who, "李明");
	}
	clash_list_free(&clash, n);
	assert_null(clash);
	record_set(&b, "address", value_text("村口"));
	assert_int_equal(record_save(o, &b, RECORD_OVER, NULL, &e), 0);
	record_release(&a);
	assert_int_equal(record_load(o, "household", h, &a, &e), 0);
	assert_string_equal(record_text(&a, "phone"), "13800000002");
	assert_string_equal(record_text(&a, "address"), "村口");
	assert_string_equal(record_text(&a, "note"), "老人多");
	record_release(&a);
	record_release(&b);
}

static void own_fields_are_cells(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct record a, b;
	struct clash *clash = NULL;
	size_t n = 0;
	int64_t h = household(o, "张建国"), before;

	assert_int_equal(record_load(o, "household", h, &a, &e), 0);
	assert_int_equal(record_load(o, "household", h, &b, &e), 0);
	record_set_custom(&a, "pond", value_int(3));
	assert_int_equal(record_save(o, &a, RECORD_CHECKED, NULL, &e), 0);
	assert_true(a.seq > b.seq);
	before = changes(o);
	assert_int_equal(record_save(o, &a, RECORD_CHECKED, NULL, &e), 0);
	assert_int_equal(changes(o), before);
	record_set_custom(&b, "pond", value_text("4"));
	assert_int_equal(record_save(o, &b, RECORD_CHECKED, NULL, &e), -1);
	assert_string_equal(e.word, "SAVED_MEANWHILE");
	assert_int_equal(record_clashes(o, &b, &clash, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_string_equal(clash[0].column, "pond");
	assert_string_equal(clash[0].theirs.text, "3");
	clash_list_free(&clash, n);
	record_release(&a);
	assert_int_equal(record_load(o, "household", h, &a, &e), 0);
	assert_string_equal(record_text(&a, "pond"), "3");
	record_set_custom(&a, "pond", value_null());
	assert_int_equal(record_save(o, &a, RECORD_CHECKED, NULL, &e), 0);
	assert_int_equal(db_int(o->db, 0, "SELECT count(*) FROM extra WHERE value IS NULL", ""), 1);
	record_release(&a);
	record_release(&b);
}

static void a_refused_row_leaves_the_import_sound(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	int64_t before = changes(o);

	assert_int_equal(office_begin(o, "import", &e), 0);
	household(o, "张建国");
	assert_string_equal(fixture_try(o, "place", 0, "name", " ", "level", "行政村", NULL), "NAME_BLANK");
	household(o, "王秀英");
	assert_int_equal(office_commit(o, &e), 0);
	assert_int_equal(changes(o), before + 2);
	assert_int_equal(db_int(o->db, 0, "SELECT count(DISTINCT txn) FROM change WHERE action = 'import'", ""), 1);
}

static void the_bin_hides_and_gives_back(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct record r;
	int64_t h = household(o, "张建国");
	int64_t before;

	assert_int_equal(record_bin(o, "household", h, &e), 0);
	assert_int_equal(record_load(o, "household", h, &r, &e), 0);
	assert_string_equal(record_text(&r, "deleted_on"), FIXTURE_TODAY);
	record_release(&r);
	before = changes(o);
	assert_int_equal(record_bin(o, "household", h, &e), 0);
	assert_int_equal(changes(o), before);
	assert_int_equal(record_restore(o, "household", h, &e), 0);
	assert_int_equal(record_load(o, "household", h, &r, &e), 0);
	assert_string_equal(record_text(&r, "deleted_on"), "");
	record_release(&r);
	assert_int_equal(record_bin(o, "household", 77, &e), -1);
	assert_string_equal(e.word, "RECORD_GONE");
}

static void titles_and_households(void **state)
{
	struct office *o = *state;
	int64_t h = household(o, "张建国");
	int64_t p = fixture_add(o, "person", "household_id", fixture_ref(h), "name", "张小明", NULL);
	int64_t v = fixture_add(o, "visit", "household_id", fixture_ref(h), "visited_on", "2020-11-03", NULL);
	int64_t item = fixture_add(o, "aid_item", "key", "yulu", "name", "雨露计划", NULL);
	int64_t aid = fixture_add(o, "aid", "person_id", fixture_ref(p), "term", "2020-2", "aid_item_id",
				  fixture_ref(item), "state", "applied", NULL);
	int64_t f = fixture_add(o, "finding", "person_id", fixture_ref(p), "found_on", "2020-11-01", "content",
				"未告知", NULL);
	const struct {
		const char *table, *title;
		int64_t id, household;
	} want[] = {
		{ "household", "张建国", h, h },        { "person", "张小明", p, h },
		{ "visit", "2020-11-03 张建国", v, h }, { "aid", "2020-2 张小明 雨露计划", aid, h },
		{ "finding", "未告知", f, h },          { "place", "长潭村", o->village, 0 },
		{ "cadre", "李明", o->me, 0 },          { "visit", "", 99, 0 },
	};

	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		char *title = record_title(o, want[i].table, want[i].id);

		assert_string_equal(title, want[i].title);
		assert_int_equal(record_household(o, want[i].table, want[i].id), want[i].household);
		free(title);
	}
}

static void every_table_has_a_title(void **state)
{
	struct office *o = *state;
	struct stmt *s = db_query(
		o->db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%deleted_on%'", NULL);
	int n = 0;

	while (stmt_step(s, NULL) > 0) {
		char sql[800];
		struct buf title = BUF_INIT;

		if (!record_title_of(o, stmt_text(s, 0), &title))
			fail_msg("no title for %s", stmt_text(s, 0));
		snprintf(sql, sizeof(sql), "SELECT %s FROM %s t", title.s, stmt_text(s, 0));
		buf_release(&title);
		struct stmt *t = db_query(o->db, sql, NULL);
		assert_non_null(t);
		stmt_done(t);
		n++;
	}
	stmt_done(s);
	assert_true(n > 20);
}

/* A register costs one .ini and one CREATE TABLE: its rows have a name and can be pointed at without any C. */
static void a_new_register_needs_no_c(void **state)
{
	struct office *o = *state, *again = NULL;
	struct err e = { 0 };
	struct ref *list = NULL;
	size_t n = 0;

	assert_int_equal(
		db_exec(o->db,
			"CREATE TABLE well(id INTEGER PRIMARY KEY, depth REAL, kind TEXT, called TEXT NOT NULL,"
			" deleted_on TEXT) STRICT;"
			"CREATE TABLE depthless(id INTEGER PRIMARY KEY, depth REAL, deleted_on TEXT) STRICT;",
			&e),
		0);
	assert_int_equal(office_open(&again, office_path(o), OFFICE_EXISTING, &e), 0);
	fixture_add(again, "well", "called", "石塘井", "kind", "机井", NULL);
	int64_t east = fixture_add(again, "well", "called", "东头井", NULL);
	char *title = record_title(again, "well", east), *none = record_title(again, "depthless", 1);
	assert_string_equal(title, "东头井");
	assert_string_equal(none, "");
	assert_int_equal(record_refs(again, "well", "东头", 0, 5, &list, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_int_equal(list[0].id, east);
	assert_string_equal(list[0].title, "东头井");
	ref_list_free(&list);
	assert_int_equal(record_refs(again, "well", "", 0, 5, &list, &n, &e), 0);
	assert_int_equal(n, 2);
	ref_list_free(&list);
	assert_int_equal(record_refs(again, "depthless", "", 0, 5, &list, &n, &e), -1);
	assert_int_equal(record_refs(again, "setting", "", 0, 5, &list, &n, &e), -1);
	assert_string_equal(e.word, "TABLE_UNKNOWN");
	free(title);
	free(none);
	office_close(&again);
}

/* Who leaves this month is still here today. */
static void choices_know_months(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct ref *list = NULL;
	size_t n = 0;

	fixture_add(o, "cadre", "name", "安", "ended_on", "2020-10", NULL);
	fixture_add(o, "cadre", "name", "白", "ended_on", "2020-11", NULL);
	fixture_add(o, "cadre", "name", "曹", NULL);
	assert_int_equal(record_refs(o, "cadre", "", 0, 5, &list, &n, &e), 0);
	assert_int_equal(n, 4);
	assert_string_equal(list[1].title, "曹"); /* by code point; the first is oneself */
	assert_string_equal(list[2].title, "白");
	assert_string_equal(list[3].title, "安");
	ref_list_free(&list);
	int64_t own = household(o, "张建国"), other = household(o, "安建国");
	fixture_add(o, "pairing", "household_id", fixture_ref(own), "cadre_id", fixture_ref(o->me), "started_on",
		    "2020-01", "ended_on", "2020", NULL);
	assert_int_equal(record_refs(o, "household", "", 0, 5, &list, &n, &e), 0);
	assert_int_equal(list[0].id, own);
	assert_int_equal(list[1].id, other);
	ref_list_free(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
		TEST(founding_fills_the_office),    TEST(settings_survive_reopening),
		TEST(reading_only_writes_nothing),  TEST(saving_what_is_there_writes_nothing),
		TEST(only_what_differs_is_written), TEST(cells_that_are_not_there_are_left_alone),
		TEST(wrong_cells_are_refused),      TEST(two_writers_meet),
		TEST(own_fields_are_cells),         TEST(a_refused_row_leaves_the_import_sound),

		TEST(the_bin_hides_and_gives_back), TEST(titles_and_households),
		TEST(every_table_has_a_title),      TEST(a_new_register_needs_no_c),
		TEST(choices_know_months),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

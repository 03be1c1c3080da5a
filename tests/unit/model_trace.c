/* History, the past, undo and redo, the bin and drafts, as the rooms above see them. */
#include "office_fixture.h"

#include "model/trace.h"
#include "store/db.h"

static int64_t household(struct office *o, const char *head)
{
	return fixture_add(o, "household", "head_name", head, "place_id", fixture_ref(o->village), NULL);
}

static void assert_phone(struct office *o, int64_t h, const char *want)
{
	struct record r;
	struct err e = { 0 };

	assert_int_equal(record_load(o, "household", h, &r, &e), 0);
	assert_string_equal(record_text(&r, "phone"), want);
	record_release(&r);
}

static void set_phone(struct office *o, int64_t h, const char *phone)
{
	assert_string_equal(fixture_try(o, "household", h, "phone", phone, NULL), "");
}

static void a_record_tells_its_history(void **state)
{
	struct office *o = *state;
	struct trace *t = NULL;
	struct err e = { 0 };
	size_t n = 0;
	int64_t h = household(o, "张建国");

	set_phone(o, h, "13800000001");
	set_phone(o, h, "13800000002");
	assert_string_equal(fixture_try(o, "household", h, "address", "村口", NULL), "");
	assert_int_equal(trace_of_record(o, "household", h, NULL, &t, &n, &e), 0);
	assert_int_equal(n, 4);
	assert_string_equal(t[0].column, "address");
	assert_int_equal(t[3].op, 'I');
	trace_list_free(&t, n);
	assert_int_equal(trace_of_record(o, "household", h, "phone", &t, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_string_equal(t[0].before.text, "13800000001");
	assert_string_equal(t[0].after.text, "13800000002");
	assert_int_equal(t[1].before.kind, VALUE_NULL);
	assert_string_equal(t[0].who, "李明");
	assert_string_equal(t[0].title, "张建国");
	assert_string_equal(t[0].action, "household.save");
	assert_false(t[0].undone);
	trace_list_free(&t, n);
	assert_null(t);
}

static void own_fields_have_history_too(void **state)
{
	struct office *o = *state;
	struct trace *t = NULL;
	struct record r;
	struct err e = { 0 };
	size_t n = 0;
	int64_t h = household(o, "张建国");

	for (int i = 3; i < 5; i++) {
		assert_int_equal(record_load(o, "household", h, &r, &e), 0);
		record_set_custom(&r, "pond", value_int(i));
		assert_int_equal(record_save(o, &r, RECORD_CHECKED, NULL, &e), 0);
		record_release(&r);
	}
	assert_int_equal(trace_of_record(o, "household", h, "pond", &t, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_string_equal(t[0].table, "household");
	assert_int_equal(t[0].row, h);
	assert_string_equal(t[0].before.text, "3");
	assert_string_equal(t[0].after.text, "4");
	assert_int_equal(t[1].before.kind, VALUE_NULL);
	assert_string_equal(t[1].after.text, "3");
	trace_list_free(&t, n);
}

static void a_household_tells_all_that_is_its_own(void **state)
{
	struct office *o = *state;
	struct trace *t = NULL;
	struct err e = { 0 };
	size_t n = 0, visits = 0, aids = 0;
	int64_t h = household(o, "张建国"), other = household(o, "王秀英");
	int64_t p = fixture_add(o, "person", "household_id", fixture_ref(h), "name", "张小明", NULL);

	fixture_add(o, "visit", "household_id", fixture_ref(h), "visited_on", "2020-11-03", NULL);
	fixture_add(o, "visit", "household_id", fixture_ref(other), "visited_on", "2020-11-03", NULL);
	fixture_add(o, "notification", "person_id", fixture_ref(p), "term", "2020-2", "notified_on", "2020-11-04",
		    NULL);
	assert_int_equal(trace_of_household(o, h, 0, &t, &n, &e), 0);
	assert_int_equal(n, 4);
	for (size_t i = 0; i < n; i++) {
		assert_true(i == 0 || t[i - 1].seq >= t[i].seq);
		visits += strcmp(t[i].table, "visit") == 0;
		aids += strcmp(t[i].table, "notification") == 0;
	}
	assert_int_equal(visits, 1);
	assert_int_equal(aids, 1);
	trace_list_free(&t, n);
	assert_int_equal(trace_of_household(o, h, 2, &t, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_string_equal(t[0].table, "notification");
	trace_list_free(&t, n);
	assert_int_equal(trace_recent(o, 0, 3, &t, &n, &e), 0);
	assert_true(n >= 3);
	assert_string_equal(t[0].table, "notification");
	assert_string_equal(t[0].title, "2020-2 张小明");
	trace_list_free(&t, n);
}

static void undo_says_how_many_records(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct record r;
	char what[48], title[96];
	int n = 0;
	int64_t h = household(o, "张建国"), txn;

	set_phone(o, h, "13800000001");
	assert_int_equal(trace_undo(o, 0, NULL, NULL, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_int_equal(office_begin(o, "import", &e), 0);
	household(o, "王秀英");
	fixture_add(o, "person", "household_id", fixture_ref(h), "name", "张小明", NULL);
	assert_int_equal(record_load(o, "household", h, &r, &e), 0);
	record_set_custom(&r, "pond", value_int(3)); /* a cell of the household */
	assert_int_equal(record_save(o, &r, RECORD_CHECKED, NULL, &e), 0);
	record_release(&r);
	assert_int_equal(office_commit(o, &e), 0);
	assert_int_equal(trace_undo_size(o, 0, what, title, &txn), 3);
	assert_string_equal(what, "import");
	assert_string_equal(title, "王秀英");
	assert_int_equal(trace_undo(o, txn, what, title, &n, &e), 0);
	assert_string_equal(what, "import");
	assert_string_equal(title, "王秀英");
	assert_int_equal(n, 3);
	assert_int_equal(trace_redo_size(o, what, title, &txn), 2);
	assert_string_equal(what, "import");
	n = 0;
	assert_int_equal(trace_redo(o, 0, what, title, &n, &e), 0);
	assert_int_equal(n, 3);
}

static void undo_and_redo_walk_back_and_forth(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	char what[48], title[96];
	int64_t h = household(o, "张建国");

	set_phone(o, h, "13800000001");
	set_phone(o, h, "13800000002");
	assert_int_equal(trace_undo(o, 0, what, title, NULL, &e), 0);
	assert_string_equal(what, "household.save");
	assert_string_equal(title, "张建国");
	assert_phone(o, h, "13800000001");
	assert_int_equal(trace_undo(o, 0, what, title, NULL, &e), 0);
	assert_phone(o, h, "");
	assert_int_equal(trace_redo(o, 0, what, title, NULL, &e), 0);
	assert_string_equal(what, "household.save");
	assert_string_equal(title, "张建国");
	assert_phone(o, h, "13800000001");
	assert_int_equal(trace_redo(o, 0, what, title, NULL, &e), 0);
	assert_phone(o, h, "13800000002");
	assert_int_equal(trace_redo(o, 0, what, title, NULL, &e), -1);
	assert_string_equal(e.word, "NOTHING_TO_REDO");
	assert_string_equal(what, "");
}

static void what_was_asked_for_is_done_again(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	char what[48], title[96];
	int64_t zhang = household(o, "张建国"), wang = household(o, "王秀英"), asked;

	set_phone(o, zhang, "13800000001");
	assert_int_equal(trace_undo(o, 0, what, title, NULL, &e), 0);
	assert_int_equal(trace_redo_size(o, what, title, &asked), 1);
	assert_string_equal(title, "张建国");
	/* Meanwhile, in another window. */
	set_phone(o, wang, "13800000002");
	assert_int_equal(trace_undo(o, 0, what, title, NULL, &e), 0);
	assert_int_equal(trace_redo(o, asked, what, title, NULL, &e), 0);
	assert_string_equal(title, "张建国");
	assert_phone(o, zhang, "13800000001");
	assert_phone(o, wang, "");
	assert_int_equal(trace_redo(o, asked, what, title, NULL, &e), -1);
	assert_phone(o, zhang, "13800000001");
}

static void an_undone_birth_has_a_name(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct record r;
	char what[48], title[96];
	int64_t h = household(o, "张建国");

	assert_int_equal(trace_undo(o, 0, what, title, NULL, &e), 0);
	assert_string_equal(title, "张建国");
	assert_int_equal(record_load(o, "household", h, &r, &e), -1);
	assert_string_equal(e.word, "RECORD_GONE");
	assert_int_equal(trace_redo(o, 0, what, title, NULL, &e), 0);
	assert_string_equal(title, "张建国");
	assert_int_equal(record_load(o, "household", h, &r, &e), 0);
	record_release(&r);
}

static void undo_by_seq_and_its_limits(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct trace *t = NULL;
	size_t n = 0;
	int64_t h = household(o, "张建国"), first;
	char what[48], title[96];

	set_phone(o, h, "13800000001");
	assert_string_equal(fixture_try(o, "household", h, "address", "村口", NULL), "");
	assert_int_equal(trace_of_record(o, "household", h, "phone", &t, &n, &e), 0);
	first = t[0].seq;
	trace_list_free(&t, n);
	assert_int_equal(trace_undo(o, first, what, title, NULL, &e), 0);
	assert_phone(o, h, "");
	assert_int_equal(trace_of_record(o, "household", h, "phone", &t, &n, &e), 0);
	assert_true(t[n - 1].undone);
	assert_false(t[0].undone);
	trace_list_free(&t, n);
	set_phone(o, h, "13800000003");
	assert_int_equal(trace_of_record(o, "household", h, "phone", &t, &n, &e), 0);
	first = t[0].seq;
	trace_list_free(&t, n);
	set_phone(o, h, "13800000004");
	assert_int_equal(trace_undo(o, first, what, title, NULL, &e), -1);
	assert_string_equal(e.word, "UNDO_CHANGED");
	assert_phone(o, h, "13800000004");
	assert_int_equal(trace_undo(o, 999999, what, title, NULL, &e), -1);
	assert_string_equal(e.word, "NOTHING_TO_UNDO");
}

static void the_record_as_it_was(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct record r;
	int64_t h;

	clock_freeze("2020-11-20");
	h = household(o, "张建国");
	set_phone(o, h, "13800000001");
	clock_freeze("2020-11-22");
	set_phone(o, h, "13800000002");
	assert_int_equal(record_load(o, "household", h, &r, &e), 0);
	record_set_custom(&r, "pond", value_text("3"));
	assert_int_equal(record_save(o, &r, RECORD_CHECKED, NULL, &e), 0);
	record_release(&r);
	assert_int_equal(trace_record_at(o, "household", h, "2020-11-21", &r, &e), 0);
	assert_string_equal(record_text(&r, "phone"), "13800000001");
	assert_string_equal(record_text(&r, "head_name"), "张建国");
	assert_null(record_get(&r, "pond"));
	record_release(&r);
	assert_int_equal(trace_record_at(o, "household", h, "2020-11-22T09:00:00", &r, &e), 0);
	assert_string_equal(record_text(&r, "phone"), "13800000002");
	assert_string_equal(record_text(&r, "pond"), "3");
	record_release(&r);
	/* A field of the bureau's own whose first value was taken back was there all the same. */
	clock_freeze("2020-11-24");
	assert_int_equal(trace_undo(o, 0, NULL, NULL, NULL, &e), 0);
	struct trace *t;
	size_t n, told = 0;
	assert_int_equal(trace_record_at(o, "household", h, "2020-11-24", &r, &e), 0);
	assert_null(record_get(&r, "pond"));
	record_release(&r);
	assert_int_equal(trace_record_at(o, "household", h, "2020-11-23", &r, &e), 0);
	assert_string_equal(record_text(&r, "pond"), "3");
	record_release(&r);
	assert_int_equal(trace_of_record(o, "household", h, "pond", &t, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_string_equal(t[0].before.text, "3");
	assert_int_equal(t[0].after.kind, VALUE_NULL);
	assert_string_equal(t[1].after.text, "3");
	trace_list_free(&t, n);
	assert_int_equal(trace_recent(o, 0, 0, &t, &n, &e), 0);
	for (size_t i = 0; i < n; i++) {
		assert_string_not_equal(t[i].table, "extra");
		told += t[i].row == h && strcmp(t[i].column, "pond") == 0;
	}
	assert_int_equal(told, 2);
	trace_list_free(&t, n);
	clock_freeze("2020-11-22");
	assert_int_equal(trace_record_at(o, "household", h, "2020-11-19", &r, &e), -1);
	assert_string_equal(e.word, "RECORD_NOT_YET");
	/* What is no moment is not silently taken for now, or for the beginning. */
	static const char *const bad[] = { "",
					   "2020",
					   "2020-11",
					   "2020-11-31",
					   "yesterday",
					   "2020-11-22 09:00",
					   "2020-11-22T9",
					   "2020-11-22T09:60",
					   "2020-11-22T31:00",
					   "2020-11-22T09:00:0",
					   "2020-11-22T09:00:00Z" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(trace_record_at(o, "household", h, bad[i], &r, &e), -1);
		assert_string_equal(e.word, "MOMENT_BAD");
	}
	assert_int_equal(trace_record_at(o, "household", h, "2020-11-22T09:00", &r, &e), 0);
	record_release(&r);
}

static void the_bin_lists_newest_first(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	struct binned *b = NULL;
	size_t n = 0;
	int64_t one = household(o, "张建国"), two = household(o, "王秀英");

	clock_freeze("2020-11-20");
	assert_int_equal(record_bin(o, "household", two, &e), 0);
	clock_freeze("2020-11-22");
	assert_int_equal(record_bin(o, "household", one, &e), 0);
	assert_int_equal(bin_list(o, &b, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_int_equal(b[0].id, one);
	assert_string_equal(b[0].title, "张建国");
	assert_string_equal(b[0].deleted_on, "2020-11-22");
	assert_string_equal(b[1].table, "household");
	free(b);
	assert_int_equal(trace_undo(o, 0, NULL, NULL, NULL, &e), 0);
	assert_int_equal(bin_list(o, &b, &n, &e), 0);
	assert_int_equal(n, 1);
	free(b);
}

static void drafts_pass_through(void **state)
{
	struct office *o = *state;
	struct err e = { 0 };
	char cells[] = "{\"content\":\"看望\"}";
	struct form_draft d = { .row = 0, .parent = 5, .cursor = 6, .cells = cells }, back;

	strcpy(d.form, "visit");
	strcpy(d.form_version, "v1");
	strcpy(d.focus, "content");
	assert_int_equal(form_draft_put(o, &d, &e), 0);
	assert_true(d.id != 0);
	assert_int_equal(form_draft_sync(o, &e), 0);
	assert_int_equal(form_draft_get(o, "visit", 0, 5, &back, &e), 1);
	assert_string_equal(back.cells, cells);
	assert_string_equal(back.focus, "content");
	assert_int_equal(back.cursor, 6);
	assert_int_equal(form_draft_drop(o, back.id, &e), 0);
	form_draft_release(&back);
	assert_int_equal(form_draft_get(o, "visit", 0, 5, &back, &e), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
		TEST(a_record_tells_its_history),
		TEST(own_fields_have_history_too),
		TEST(a_household_tells_all_that_is_its_own),
		TEST(undo_says_how_many_records),
		TEST(undo_and_redo_walk_back_and_forth),
		TEST(what_was_asked_for_is_done_again),
		TEST(an_undone_birth_has_a_name),
		TEST(undo_by_seq_and_its_limits),
		TEST(the_record_as_it_was),
		TEST(the_bin_lists_newest_first),
		TEST(drafts_pass_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

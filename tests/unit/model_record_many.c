/* What who writes many rows asks of a record: texts that are lent until it waits, cells that are handed over. */
#include "office_fixture.h"

#include "base/kept.h"
#include "store/db.h"

/* What waits to be written is lent by the row it was made of, until it owns its texts. */
static void what_waits_owns_its_texts(void **state)
{
	struct office *o = *state;
	struct record_saving s;
	struct record r;
	struct err e = { 0 };
	char head[] = "严林昊";
	int64_t id;

	record_init(&r, "household");
	record_put(&r, kept("head_name"), value_lend_text(head));
	record_put(&r, kept("village_group"), value_text("二组"));
	record_put(&r, kept("village_group"), value_text("三组"));
	assert_int_equal(r.n, 2);
	record_set(&r, "place_id", value_int(o->village));
	assert_int_equal(record_prepare(o, &r, RECORD_CHECKED, 0, &s, &e), 0);
	assert_ptr_equal(record_text(&s.merged, "head_name"), head);
	record_own(&s.merged);
	record_own(&s.merged);
	record_release(&r);
	head[0] = '\0';
	assert_int_equal(db_begin(o->db, "test", &e), 0);
	assert_int_equal(record_write_many(o, &s, 1, &e), 0);
	assert_int_equal(db_commit(o->db, &e), 0);
	id = s.merged.id;
	record_saving_end(&s);
	assert_int_equal(record_load(o, "household", id, &r, &e), 0);
	assert_string_equal(record_text(&r, "head_name"), "严林昊");
	assert_string_equal(record_text(&r, "village_group"), "三组");
	record_release(&r);
}

/* A whole new row is handed over, and judged as one that is laid over nothing. */
static void whole_rows_are_handed_over(void **state)
{
	struct office *o = *state;
	struct record_saving s;
	struct record r, again;
	struct err e = { 0 };

	for (int k = 0; k < 3; k++) {
		record_init(&r, "household");
		record_blank(o, &r);
		record_put(&r, kept("head_name"), value_text("严林昊"));
		record_set(&r, "place_id", value_int(o->village));
		record_set_custom(&r, "own_field", value_int(7));
		if (k == 1)
			record_set(&r, "village_group", value_int(3));
		if (k == 2)
			record_set(&r, "no_such_column", value_int(3));
		assert_int_equal(record_prepare(o, &r, RECORD_CHECKED, 0, &s, &e), k ? -1 : 0);
		assert_int_equal(r.n, 0);
		if (k)
			assert_string_equal(e.word, k == 1 ? "VALUE_KIND" : "COLUMN_UNKNOWN");
		if (k == 0) {
			assert_int_equal(db_begin(o->db, "test", &e), 0);
			assert_int_equal(record_write(o, &r, &s, &e), 0);
			assert_int_equal(db_commit(o->db, &e), 0);
			assert_int_equal(record_load(o, "household", r.id, &again, &e), 0);
			assert_string_equal(record_text(&again, "head_name"), "严林昊");
			assert_string_equal(record_text(&again, "own_field"), "7");
			assert_int_equal(record_int(&again, "place_id"), o->village);
			record_release(&again);
		}
		record_saving_end(&s);
		record_release(&r);
	}
}

/* Whatever order the cells of many records came in, each finds its own, and none that it has not. */
static void every_record_finds_its_own_cells(void **state)
{
	static const char *const names[] = { "name", "id_no", "birth", "sex", "left_on", "phone", "place_id", "year" };
	enum { RECORDS = 20, NAMES = sizeof(names) / sizeof(names[0]) };
	struct record r[RECORDS];
	int64_t want[RECORDS][NAMES] = { { 0 } };
	uint64_t seed = 20201123;

#define DICE(faces) ((seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u), (seed >> 33) % (faces))
	(void)state;
	for (int k = 0; k < RECORDS; k++)
		record_init(&r[k], "person");
	for (int k = 1; k < 20000; k++) {
		size_t of = DICE(RECORDS), n = DICE(NAMES);

		if (DICE(40) == 0) {
			record_release(&r[of]);
			memset(want[of], 0, sizeof(want[of]));
		} else if (DICE(3) == 0) {
			want[of][n] = k;
			if (DICE(2))
				record_put(&r[of], kept(names[n]), value_int(k));
			else
				record_set(&r[of], names[n], value_int(k));
		}
		n = DICE(NAMES);
		assert_int_equal(record_int(&r[of], names[n]), want[of][n]);
		assert_int_equal(record_get(&r[of], names[n]) != NULL, want[of][n] != 0);
	}
#undef DICE
	for (int k = 0; k < RECORDS; k++)
		record_release(&r[k]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_waits_owns_its_texts, fixture_open, fixture_close),
		cmocka_unit_test(every_record_finds_its_own_cells),
		cmocka_unit_test_setup_teardown(whole_rows_are_handed_over, fixture_open, fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

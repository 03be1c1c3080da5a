/* Every write of a save fails once, the first, the second and so on until a whole run meets none: afterwards the
 * database is whole and holds all of the save or nothing of it, and the next save works. */
#include "store/scratch.h"

#include "../../src/store/internal.h"
#include "store/backup.h"
#include "store/draft.h"
#include "store/search.h"

static int save(struct db *db, int64_t id, struct err *e)
{
	if (db_begin(db, "household.save", e))
		return -1;
	if (db_run(db, e, "INSERT INTO household(id, household_no, head_name) VALUES (?1, '1', '张建国')", "i", id) ||
	    db_run(db, e, "INSERT INTO person(id, household_id, name) VALUES (?1, ?1, '张建国')", "i", id) ||
	    db_run(db, e, "UPDATE household SET phone = '13800000000' WHERE id = ?1", "i", id)) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, e);
}

static void all_or_nothing(struct scratch *s, int64_t id, bool saved)
{
	struct err e;
	int64_t n = saved ? 1 : 0;

	assert_int_equal(db_int(s->db, -1, "SELECT count(*) FROM household WHERE id = ?1", "i", id), n);
	assert_int_equal(db_int(s->db, -1, "SELECT count(*) FROM person WHERE id = ?1", "i", id), n);
	assert_int_equal(db_int(s->db, -1, "SELECT count(*) FROM change WHERE row = ?1", "i", id), n * 3);
	assert_int_equal(db_int(s->db, -1, "SELECT count(*) FROM context WHERE txn IS NULL AND action IS NULL", ""), 1);
	assert_int_equal(store_verify(s->db, NULL, NULL, &e), 0);
	assert_false(db_in_transaction(s->db));
}

/* A cache too small for the save makes it write before its end. */
static void save_with_every_write_failing(struct scratch *s, bool small)
{
	struct err e;
	int64_t nth = 1;
	bool saved;

	do {
		if (small)
			assert_int_equal(db_raw(s->db, "PRAGMA cache_size=1", &e), 0);
		err_clear(&e);
		db_fault_write(nth);
		saved = save(s->db, nth, &e) == 0;
		db_fault_write(0);
		if (!saved) {
			assert_string_equal(e.word, "DB_FULL");
			assert_int_equal(e.code, ERR_IO);
		}
		all_or_nothing(s, nth, saved);
		scratch_reopen(s);
		all_or_nothing(s, nth, saved);
		nth++;
	} while (!saved && nth < 500);
	assert_true(saved);
	assert_true(nth > 5);
}

static void every_write_of_a_save(void **state)
{
	save_with_every_write_failing(*state, false);
}

static void every_write_of_a_save_that_spills(void **state)
{
	save_with_every_write_failing(*state, true);
}

static void every_write_of_making_a_database(void **state)
{
	struct scratch *s = *state;
	char path[160];
	int64_t nth = 1;
	int r;

	snprintf(path, sizeof path, "%s/new.db", s->dir);
	do {
		struct db *db = NULL;
		struct err e;
		err_clear(&e);
		db_fault_write(nth);
		nth += 1 + nth / 8; /* some hundred writes: not each */
		r = db_open(&db, path, DB_CREATE, &e);
		db_fault_write(0);
		if (r) {
			assert_string_equal(e.word, "DB_FULL");
			assert_int_not_equal(access(path, F_OK), 0);
		} else {
			assert_int_equal(store_verify(db, NULL, NULL, &e), 0);
		}
		db_close(&db);
	} while (r && nth < 2000);
	assert_int_equal(r, 0);
	assert_true(nth > 20);
}

static void every_write_of_an_undo_a_draft_and_a_search(void **state)
{
	static const struct search_ask name = { .words = "张建国", .most = 9 },
				       initials = { .words = "zjg", .most = 9 };
	struct scratch *s = *state;
	struct err e;
	int r;

	OK(save(s->db, 1, &e), &e);
	for (int64_t nth = 1, done = 0; !done; nth++) {
		struct draft d = { .row = nth, .cells = mem_dup("{}"), .form = "f" };
		struct search_found found;
		char *before = scratch_dump(s->db);
		db_fault_write(nth);
		r = journal_undo(s->db, journal_undo_candidate(s->db), &e);
		if (r == 0)
			r = journal_take_back(s->db, journal_redo_candidate(s->db), true, NULL, NULL, &e);
		else
			assert_string_equal(e.word, "DB_FULL");
		int drafted = draft_put(s->db, &d, &e), searched = search_find(s->db, &name, &found, &e);
		db_fault_write(0);
		search_release(&found);
		done = r == 0 && drafted == 0 && searched == 0;
		assert_int_equal(db_int(s->db, -1, "SELECT count(*) FROM draft WHERE row = ?1", "i", nth),
				 drafted == 0);
		if (db_int(s->db, -1, "SELECT count(*) FROM household", "") == 0)
			OK(journal_take_back(s->db, journal_redo_candidate(s->db), true, NULL, NULL, &e), &e);
		char *after = scratch_dump(s->db);
		assert_string_equal(before, after);
		assert_int_equal(store_verify(s->db, NULL, NULL, &e), 0);
		OK(search_find(s->db, &initials, &found, &e), &e);
		assert_int_equal(found.n, 1);
		search_release(&found);
		mem_free(before);
		mem_free(after);
		draft_release(&d);
		assert_true(nth < 500);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, scratch_close)
		T(every_write_of_a_save),
		T(every_write_of_a_save_that_spills),
		T(every_write_of_making_a_database),
		T(every_write_of_an_undo_a_draft_and_a_search),
	};

	return cmocka_run_group_tests_name("fault/store", tests, NULL, NULL);
}

/* Undo, redo and the past are exact. */
#include "store/scratch.h"

#include "../../src/store/internal.h"

static void an_undo_sees_later_work(void **state)
{
	struct scratch *s = *state;
	struct err e;

	scratch_household(s->db, 1, "1", "a");
	int64_t born = journal_last(s->db);
	OK(db_run(s->db, &e, "UPDATE household SET head_name = 'b', note = 'n'", ""), &e);
	int64_t first = journal_last(s->db);
	OK(db_run(s->db, &e, "UPDATE household SET phone = '13800000000'", ""), &e);
	/* Another cell: no conflict. */
	OK(journal_undo(s->db, first, &e), &e);
	assert_int_equal(db_int(s->db, 0,
				"SELECT count(*) FROM household WHERE head_name = 'a' AND note IS NULL AND phone = "
				"'13800000000'",
				""),
			 1);
	assert_int_equal(journal_undo(s->db, first, &e), -1);
	assert_string_equal(e.word, "UNDO_DONE");
	/* The insert: the phone is newer. */
	int64_t last = journal_last(s->db);
	assert_int_equal(journal_undo(s->db, born, &e), -1);
	assert_int_equal(e.code, ERR_CONFLICT);
	assert_string_equal(e.word, "UNDO_CHANGED");
	assert_string_equal(e.arg[0], "household");
	assert_string_equal(e.arg[1], "phone");
	assert_int_equal(journal_last(s->db), last);
	OK(db_run(s->db, &e, "UPDATE household SET phone = NULL", ""), &e);
	/* Somebody else's visit hangs on it. */
	OK(db_run(s->db, &e, "INSERT INTO visit(id, household_id, visited_on) VALUES (1, 1, '2020-11-23')", ""), &e);
	assert_int_equal(journal_undo(s->db, born, &e), -1);
	assert_string_equal(e.word, "UNDO_CHANGED");
	OK(db_run(s->db, &e, "DELETE FROM visit", ""), &e);
	OK(journal_undo(s->db, born, &e), &e);
	assert_int_equal(db_int(s->db, 9, "SELECT count(*) FROM household", ""), 0);
	OK(journal_take_back(s->db, journal_redo_candidate(s->db), true, NULL, NULL, &e), &e);
	assert_int_equal(db_int(s->db, 9, "SELECT count(*) FROM household", ""), 1);
	assert_int_equal(journal_undo(s->db, 99999, &e), -1);
	assert_string_equal(e.word, "UNDO_NONE");
	struct change c;
	assert_true(journal_describe(s->db, born, &c));
	assert_int_equal(c.op, 'I');
	assert_int_equal(c.row, 1);
	assert_false(journal_describe(s->db, 99999, &c));
	assert_int_equal(journal_seq(s->db, "household", 1), journal_last(s->db));
	assert_int_equal(journal_seq(s->db, "household", 2), 0);
	assert_int_equal(journal_seq_at(s->db, "2020-11-23T08:00:00"), journal_last(s->db));
	assert_int_equal(journal_seq_at(s->db, "2020-11-23T07:59:59"), 0);
}

static void new_work_ends_redo(void **state)
{
	struct scratch *s = *state;
	struct err e;

	assert_int_equal(journal_undo_candidate(s->db), 0);
	assert_int_equal(journal_redo_candidate(s->db), 0);
	scratch_household(s->db, 1, "1", "a");
	OK(journal_undo(s->db, journal_undo_candidate(s->db), &e), &e);
	assert_int_equal(journal_undo_candidate(s->db), 0);
	assert_int_not_equal(journal_redo_candidate(s->db), 0);
	scratch_household(s->db, 2, "1", "a");
	assert_int_equal(journal_redo_candidate(s->db), 0);
	struct change *list;
	size_t n;
	OK(journal_recent(s->db, 0, 2, &list, &n, &e), &e);
	assert_int_equal(n, 2);
	assert_int_equal(list[0].op, 'I');
	assert_string_equal(list[1].action, "undo");
	assert_int_equal(list[1].undoes, 1);
	change_list_free(&list, n);
}

/* One random write; may fail by a constraint, then the transaction is given up. */
static int random_write(struct db *db, uint32_t *seed)
{
	int64_t id = scratch_random(seed) % 12 + 1, other = scratch_random(seed) % 12 + 1;
	double r = (double)scratch_random(seed) / 7;
	char text[64];
	static const char *const odd[] = { "",    "\"",       "\\",   "'",   "张建国",
					   "😀\n", "\x01\x1f", "null", "1.0", "\xe2\x80\xa8" };
	struct err e;

	snprintf(text, sizeof text, "%s%s", odd[scratch_random(seed) % 10], odd[scratch_random(seed) % 10]);
	switch (scratch_random(seed) % 14) {
	case 0:
	case 1:
		return db_run(
			db, &e,
			"INSERT INTO household(id, head_name, months_at_home, person_count) VALUES (?1, ?2, ?3, ?4)",
			"isri", id, text, r, other);
	case 2:
	case 3:
		return db_run(db, &e, "INSERT INTO person(id, household_id, name, work_months) VALUES (?1, ?2, ?3, ?4)",
			      "iisr", id, other, text, r);
	case 4:
	case 5:
		return db_run(db, &e,
			      "UPDATE household SET head_name = ?2, note = ?2, months_at_home = ?3 WHERE id = ?1",
			      "isr", id, text, r);
	case 6:
		return db_run(db, &e, "UPDATE person SET household_id = ?2, note = ?3 WHERE id = ?1", "iis", id, other,
			      text);
	case 7:
		return db_run(db, &e, "DELETE FROM person WHERE id = ?1", "i", id);
	case 8:
		return db_run(db, &e, "DELETE FROM household WHERE id = ?1", "i", id);
	case 9:
		return db_run(db, &e,
			      "INSERT INTO extra(id, tbl, row, field, value) VALUES (?1, 'household', ?2, 'f', ?3) ON "
			      "CONFLICT(tbl, row, field) "
			      "DO UPDATE SET value = excluded.value",
			      "iis", id, other, text);
	case 10:
		return db_run(db, &e,
			      "INSERT OR REPLACE INTO extra(id, tbl, row, field, value) VALUES (?1, 'household', ?2, "
			      "'f', ?3)",
			      "iis", id, other, text);
	case 11:
		return db_run(db, &e, "UPDATE person SET id = ?1, household_id = ?2 WHERE id = ?1", "ii", id, other);
	case 12:
		return db_run(db, &e,
			      "INSERT INTO place(id, parent_id, name, level) VALUES (?1, (SELECT max(id) FROM place), "
			      "?2, 'x')",
			      "is", id, text);
	default:
		return db_run(db, &e, "UPDATE household_year SET road_distance = ?2, year = ?3 WHERE household_id = ?1",
			      "irs", id, r, text);
	}
}

#define STEPS 300
#define BACK 100

struct past {
	int64_t seq;
	char *dump;
};

static size_t random_history(struct db *db, uint32_t *seed, struct past *past, size_t most)
{
	size_t n = 0;
	struct err e;

	for (int step = 0; step < STEPS * 4 && n < most; step++) {
		int64_t was = journal_last(db);
		int writes = (int)(scratch_random(seed) % 4) + 1;
		OK(db_begin(db, "random", &e), &e);
		while (writes-- > 0)
			random_write(db, seed);
		if (db_commit(db, &e) || journal_last(db) == was)
			continue;
		past[n].seq = journal_last(db);
		past[n++].dump = scratch_dump(db);
	}
	return n;
}

/* household and extra as they were, row by row, against the dump of that moment. */
static void same_past(struct db *db, const struct past *p)
{
	struct buf out = BUF_INIT;
	struct err e;

	for (int64_t id = 1; id <= 40; id++) {
		struct value *cells;
		size_t n;
		bool is;
		OK(journal_row_at(db, "household", id, p->seq, &cells, &n, &is, &e), &e);
		if (is)
			buf_adds(&out, "household");
		for (size_t i = 0; is && i < n; i++) {
			const struct value *v = &cells[i];
			if (v->kind == VALUE_REAL)
				buf_addf(&out, "|r%a", v->r);
			else if (v->kind == VALUE_INT)
				buf_addf(&out, "|i%lld", (long long)v->i);
			else
				buf_addf(&out, "|%s%s", v->kind == VALUE_TEXT ? "t" : "",
					 v->kind == VALUE_TEXT ? v->text : "");
		}
		if (is)
			buf_addc(&out, '\n');
		row_free(cells, n);
	}
	const char *from = strstr(p->dump, "household|");
	if (out.n == 0)
		assert_null(from);
	else
		assert_memory_equal(from, out.s, out.n);
	buf_release(&out);
}

static void random_work_is_undone_and_redone_exactly(void **state)
{
	struct scratch *s = *state;
	uint32_t seed = 88172645;
	static struct past past[STEPS];
	struct err e;
	size_t n = random_history(s->db, &seed, past, STEPS);

	assert_int_equal(n, STEPS);
	for (size_t i = 0; i < n; i += 7)
		same_past(s->db, &past[i]);
	for (size_t i = 0; i < BACK; i++) {
		OK(journal_undo(s->db, journal_undo_candidate(s->db), &e), &e);
		char *now = scratch_dump(s->db);
		assert_string_equal(now, past[n - 2 - i].dump);
		mem_free(now);
		if (i == BACK / 2)
			scratch_reopen(s);
	}
	for (size_t i = 0; i < n; i += 11)
		same_past(s->db, &past[i]);
	scratch_reopen(s);
	for (size_t i = BACK; i-- > 0;) {
		OK(journal_take_back(s->db, journal_redo_candidate(s->db), true, NULL, NULL, &e), &e);
		char *now = scratch_dump(s->db);
		assert_string_equal(now, past[n - 1 - i].dump);
		mem_free(now);
	}
	assert_int_equal(journal_redo_candidate(s->db), 0);
	for (size_t i = 0; i < n; i++)
		mem_free(past[i].dump);
}

static void the_ground_is_not_undone(void **state)
{
	static const char *const ground[] = { "office.found", "demo" };
	struct scratch *s = *state;
	struct err e;

	for (size_t i = 0; i < 2; i++) {
		OK(db_begin(s->db, ground[i], &e), &e);
		OK(db_run(s->db, &e, "INSERT INTO place(id, name, level) VALUES (?1, 'a', 'x')", "i", (int64_t)i + 1),
		   &e);
		OK(db_run(s->db, &e, "UPDATE place SET name = 'b'", ""), &e);
		OK(db_commit(s->db, &e), &e);
		assert_int_equal(journal_undo_candidate(s->db), 0);
		int64_t last = journal_last(s->db);
		int64_t txn = db_int(s->db, 0, "SELECT txn FROM change WHERE seq = ?1", "i", last);
		assert_int_equal(journal_undo(s->db, txn, &e), -1);
		assert_string_equal(e.word, "UNDO_GROUND");
		assert_int_equal(journal_last(s->db), last);
	}
	/* What is done on it is. */
	scratch_household(s->db, 1, "1", "a");
	OK(journal_undo(s->db, journal_undo_candidate(s->db), &e), &e);
	OK(journal_take_back(s->db, journal_redo_candidate(s->db), true, NULL, NULL, &e), &e);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, scratch_close)
		T(an_undo_sees_later_work),
		T(new_work_ends_redo),
		T(the_ground_is_not_undone),
		T(random_work_is_undone_and_redone_exactly),
	};

	return cmocka_run_group_tests_name("store/undo", tests, NULL, NULL);
}

/* A first load leaves what the same writes leave one by one, whatever becomes of rows old and new within it; killed, it
 * leaves nothing. */
#include "store/scratch.h"

#include "store/backup.h"
#include "store/first_load.h"
#include "store/journal.h"
#include "store/schema.h"
#include "store/search.h"

#include <sys/stat.h>
#include <sys/wait.h>

#define OLD 40
#define STEPS 600
#define ROUNDS 12

static const char *const loaded[] = { "household", "person", "household_year", NULL };
static const char *const keep[] = { "household_number", "person_household", NULL };
/* Few enough to come again, many enough that some are borne by one row alone; of each column its own. */
static const char *any_text(const char *column, uint32_t *seed)
{
	static char text[40];

	snprintf(text, sizeof text, "%s%u", column, (unsigned)scratch_random(seed) % 300);
	return text;
}

static void add_person(struct db *db, int64_t id, int64_t household, uint32_t *seed)
{
	struct err e;

	OK(db_run(db, &e, "INSERT INTO person(id, household_id, name) VALUES (?1, ?2, ?3)", "iis", id, household,
		  any_text("人", seed)),
	   &e);
}

static void add_household(struct db *db, int64_t id, uint32_t *seed)
{
	static const char *const sql[] = { "INSERT INTO household(id, head_name) VALUES (?1, ?2)",
					   "INSERT INTO household(id, village_group) VALUES (?1, ?2)",
					   "INSERT INTO household(id, natural_village) VALUES (?1, ?2)" };
	static const char *const column[] = { "户", "组", "屯" };
	uint32_t which = scratch_random(seed) % 3;
	struct err e;

	OK(db_run(db, &e, sql[which], "is", id, any_text(column[which], seed)), &e);
}

static void change_row(struct db *db, uint32_t *seed, int64_t id)
{
	static const char *const sql[] = { "UPDATE person SET name = ?2 WHERE id = ?1",
					   "UPDATE household SET head_name = ?2 WHERE id = ?1",
					   "UPDATE household SET village_group = ?2 WHERE id = ?1",
					   "DELETE FROM person WHERE id = ?1 AND ?2 IS NOT NULL" };
	static const char *const column[] = { "人", "户", "组", "-" };
	uint32_t which = scratch_random(seed) % 4;
	struct err e;

	OK(db_run(db, &e, sql[which], "is", id, any_text(column[which], seed)), &e);
}

static void fill_old(struct db *db, uint32_t *seed)
{
	struct err e;

	OK(db_begin(db, "test", &e), &e);
	for (int64_t id = 1; id <= OLD; id++) {
		add_household(db, id, seed);
		add_person(db, id, id, seed);
	}
	OK(db_run(db, &e, "INSERT INTO visit(id, household_id, visited_on) VALUES (1, 3, '2020-05-06')", ""), &e);
	OK(db_commit(db, &e), &e);
}

/* Ids are as a load mints them: above all that were there when it began. */
static void write_steps(struct db *db, int64_t first, uint32_t *seed)
{
	int64_t next = first;

	add_household(db, next++, seed);
	for (int i = 0; i < STEPS; i++) {
		bool old = scratch_random(seed) % 4 == 0;
		int64_t there =
			old ? 1 + scratch_random(seed) % OLD : first + scratch_random(seed) % (uint32_t)(next - first);

		switch (scratch_random(seed) % 4) {
		case 0:
			add_household(db, next++, seed);
			break;
		case 1:
			change_row(db, seed, there);
			break;
		default:
			add_person(db, next++, first, seed);
		}
	}
}

static char *schema_of(struct db *db)
{
	return db_text(db,
		       "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
		       "ORDER BY type, name)",
		       "");
}

static char *last_visits(struct db *db)
{
	return db_text(db,
		       "SELECT group_concat(household_id || ' ' || ifnull(visited_on, '-')) FROM"
		       " (SELECT * FROM household_last ORDER BY 1)",
		       "");
}

static void same(char *a, char *b)
{
	assert_string_equal(a, b);
	mem_free(a);
	mem_free(b);
}

/* It never goes back. */
static void hear(void *arg, int64_t done, int64_t all)
{
	int64_t *heard = arg;

	assert_true(*heard < done && done < all);
	*heard = done;
}

static void load(struct db *db, int64_t first, uint32_t seed, bool held)
{
	struct first_load *l = NULL;
	int64_t heard = 0;
	struct err e;

	if (held)
		first_load_alone(db, loaded);
	OK(db_begin(db, "load", &e), &e);
	if (held)
		OK(first_load_begin(db, loaded, keep, &l, &e), &e);
	write_steps(db, first, &seed);
	OK(first_load_end(l, hear, &heard, &e), &e);
	assert_int_equal(heard > 0, held);
	first_load_drop(&l);
	OK(db_commit(db, &e), &e);
	if (held)
		first_load_shared(db);
}

/* Everything that is kept beside the facts agrees with them; undone, all is as it was. */
static void a_load_is_as_the_writes_one_by_one(void **state)
{
	struct scratch *s = *state;
	struct db *plain;
	struct err e;

	for (uint32_t round = 1; round <= ROUNDS; round++) {
		uint32_t seed = round * 7919;
		char *before, *schema;
		int64_t first;

		db_close(&s->db);
		unlink(s->path);
		OK(db_open(&s->db, s->path, DB_CREATE, &e), &e);
		OK(db_open(&plain, ":memory:", DB_CREATE, &e), &e);
		if (round % 3) { /* else the office is empty, and the file is written at once */
			fill_old(s->db, &(uint32_t){ seed });
			fill_old(plain, &(uint32_t){ seed });
		}
		if (round % 2)
			OK(search_refresh(s->db, &e), &e);
		before = scratch_dump(s->db);
		schema = schema_of(s->db);
		first = id_mint() + (int64_t)1000000;
		load(s->db, first, seed, true);
		load(plain, first, seed, false);

		same(schema, schema_of(s->db));
		same(scratch_dump(plain), scratch_dump(s->db));
		same(last_visits(plain), last_visits(s->db));
		OK(search_refresh(s->db, &e), &e);
		assert_int_equal(search_verify(s->db, &e), 0);
		assert_int_equal(store_verify(s->db, NULL, NULL, &e), 0);
		assert_int_equal(
			db_int(s->db, 0, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'", ""), 1);
		OK(journal_undo(s->db, journal_undo_candidate(s->db), &e), &e);
		same(before, scratch_dump(s->db));
		OK(search_refresh(s->db, &e), &e);
		assert_int_equal(search_verify(s->db, &e), 0);
		db_close(&plain);
	}
}

static bool has_index(struct db *db, const char *name)
{
	return db_int(db, 0, "SELECT count(*) FROM sqlite_schema WHERE name = ?1", "s", name) != 0;
}

static void an_index_is_made_when_it_is_needed(void **state)
{
	struct scratch *s = *state;
	char *schema = schema_of(s->db);
	struct first_load *l;
	int64_t heard = 0;
	struct err e;

	OK(first_load_need(NULL, "person_name", &e), &e);
	OK(db_begin(s->db, "load", &e), &e);
	OK(first_load_begin(s->db, loaded, keep, &l, &e), &e);
	assert_true(has_index(s->db, "person_household"));
	assert_false(has_index(s->db, "person_name"));
	OK(db_mark(s->db, &e), &e);
	OK(first_load_need(l, "person_name", &e), &e);
	OK(first_load_need(l, "person_name", &e), &e);
	assert_true(has_index(s->db, "person_name"));
	OK(db_unmark(s->db, false, &e), &e);
	assert_false(has_index(s->db, "person_name"));
	OK(first_load_need(l, "person_household", &e), &e);
	OK(first_load_need(l, "household_name", &e), &e);
	OK(first_load_end(l, hear, &heard, &e), &e);
	first_load_drop(&l);
	OK(db_commit(s->db, &e), &e);
	same(schema, schema_of(s->db));
}

static int64_t people(struct db *db)
{
	return db_int(db, -1, "SELECT count(*) FROM person", "");
}

/* More than its cache, so that the file itself has been written to when it ends. */
static void half_a_load(struct db *db, int64_t rows)
{
	struct first_load *l;
	uint32_t seed = 1;
	int64_t first;
	struct err e;

	first_load_alone(db, loaded);
	OK(db_begin(db, "load", &e), &e);
	OK(first_load_begin(db, loaded, keep, &l, &e), &e);
	first = id_mint();
	add_household(db, first, &seed);
	for (int64_t i = 1; i <= rows; i++)
		add_person(db, first + i, first, &seed);
	first_load_drop(&l);
}

/* In a process of its own, that is killed. */
static void kill_half_a_load(struct scratch *s, int64_t rows)
{
	struct db *db;
	struct err e;
	int status;
	pid_t child;

	db_close(&s->db);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (db_open(&db, s->path, DB_EXISTING, &e) == 0)
			half_a_load(db, rows);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
}

/* The word of the error with which one who may not write opens it to read; root may always, so it is somebody else. */
static void read_without_writing(struct scratch *s, const char *word)
{
	struct db *db;
	struct err e;
	int status;
	pid_t child;

	assert_int_equal(chmod(s->path, 0444) | chmod(s->dir, 0555), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		err_clear(&e);
		_exit((geteuid() == 0 && setuid(65534) != 0) || db_open(&db, s->path, DB_READ_ONLY, &e) == 0 ||
		      strcmp(e.word, word) != 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(chmod(s->path, 0600) | chmod(s->dir, 0700), 0);
}

static void killed_it_leaves_nothing(void **state)
{
	struct scratch *s = *state;
	char journal[160];
	struct err e;

	kill_half_a_load(s, 60000);
	snprintf(journal, sizeof journal, "%s-journal", s->path);
	assert_int_equal(access(journal, F_OK), 0);

	/* Who may not write cannot take back what was half written, and must not read it. */
	read_without_writing(s, "DB_CUT_SHORT");

	OK(db_open(&s->db, s->path, DB_READ_ONLY, &e), &e);
	assert_int_equal(people(s->db), 0);
	assert_int_equal(access(journal, F_OK), -1);
	scratch_reopen(s);
	assert_int_equal(store_verify(s->db, NULL, NULL, &e), 0);
}

/* What holds something stays whole without its journal: somebody may be copying the file alone. */
static void of_an_office_at_work_the_file_stays_whole(void **state)
{
	struct scratch *s = *state;
	char wal[160];

	fill_old(s->db, &(uint32_t){ 1 });
	kill_half_a_load(s, 60000);
	snprintf(wal, sizeof wal, "%s-wal", s->path);
	assert_int_equal(unlink(wal), 0);
	scratch_reopen(s);
	assert_int_equal(people(s->db), OLD);
}

/* Also who only reads holds the lock that keeps the file from being written under it. */
static void with_somebody_else_it_goes_through_the_wal(void **state)
{
	static const enum db_mode modes[] = { DB_EXISTING, DB_READ_ONLY };
	struct scratch *s = *state;
	struct db *other;
	struct err e;

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		db_close(&s->db); /* there is no log to lock when the other comes */
		OK(db_open(&other, s->path, modes[i], &e), &e);
		assert_int_equal(people(other), 0);
		OK(db_open(&s->db, s->path, DB_EXISTING, &e), &e);
		half_a_load(s->db, 60000);
		assert_int_equal(people(other), 0);
		assert_int_equal(db_int(other, 0,
					"SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'", ""),
				 1);
		db_rollback(s->db);
		first_load_shared(s->db);
		assert_int_equal(people(s->db), 0);
		db_close(&other);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)
		TEST(a_load_is_as_the_writes_one_by_one),
		TEST(an_index_is_made_when_it_is_needed),
		TEST(killed_it_leaves_nothing),
		TEST(of_an_office_at_work_the_file_stays_whole),
		TEST(with_somebody_else_it_goes_through_the_wal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Drafts live through kill -9, never wait long, and go with the save. */
#include "store/scratch.h"

#include "../../src/store/internal.h"
#include "store/draft.h"

#include <signal.h>
#include <sys/wait.h>

static struct draft a_draft(const char *cells)
{
	struct draft d = { .row = 5, .parent = 7, .base_seq = 9, .cursor = 3, .cells = mem_dup(cells) };

	strcpy(d.form, "visit");
	strcpy(d.form_version, "v1");
	strcpy(d.focus, "content");
	return d;
}

static void kill_9_loses_nothing(void **state)
{
	struct scratch *s = *state;
	struct draft d;
	struct err e;
	int status;

	db_close(&s->db);
	pid_t child = fork();
	if (child == 0) {
		if (db_open(&s->db, s->path, DB_EXISTING, &e))
			_exit(1);
		d = a_draft("");
		for (int i = 0; i <= 300; i++) {
			char cells[64];
			snprintf(cells, sizeof cells, "{\"content\":\"走访%d\"}", i);
			mem_free(d.cells);
			d.cells = mem_dup(cells);
			d.cursor = i;
			if (draft_put(s->db, &d, &e))
				_exit(2);
		}
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	OK(db_open(&s->db, s->path, DB_EXISTING, &e), &e);
	assert_int_equal(draft_get(s->db, "visit", 5, 7, &d, &e), 1);
	assert_string_equal(d.cells, "{\"content\":\"走访300\"}");
	assert_string_equal(d.focus, "content");
	assert_string_equal(d.form_version, "v1");
	assert_int_equal(d.cursor, 300);
	assert_int_equal(d.base_seq, 9);
	assert_int_not_equal(d.id, 0);
	draft_release(&d);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM draft", ""), 1);
	assert_int_equal(db_int(s->db, 9, "SELECT count(*) FROM change", ""), 0);
}

/* How long the door means to wait, seen from inside its waiting: no clock of the test's own. */
static int patience;

static bool note_patience(void *db)
{
	patience = ((struct db *)db)->busy_ms;
	return false;
}

/* Who is stopped after one is told that nothing was saved. */
static void a_draft_is_no_save(void **state)
{
	struct scratch *s = *state;
	struct draft d = a_draft("{}");
	struct err e;
	int64_t before = db_saves(s->db);

	OK(draft_put(s->db, &d, &e), &e);
	assert_int_equal(db_saves(s->db), before);
	scratch_household(s->db, 1, "1", "a");
	assert_int_equal(db_saves(s->db), before + 1);
	draft_release(&d);
}

static void another_program_is_not_waited_for(void **state)
{
	struct scratch *s = *state;
	struct db *other;
	struct draft d = a_draft("{}");
	struct err e;

	OK(db_open(&other, s->path, DB_EXISTING, &e), &e);
	OK(db_begin(other, "long", &e), &e);
	scratch_household(other, 1, "1", "a");
	db_set_progress(s->db, note_patience, s->db, 50);
	assert_int_equal(draft_put(s->db, &d, &e), -1);
	db_set_progress(s->db, NULL, NULL, 50);
	assert_int_equal(e.code, ERR_BUSY);
	assert_int_equal(patience, DB_SHORT_WAIT_MS); /* not the wait of a save */
	OK(db_commit(other, &e), &e);
	OK(draft_put(s->db, &d, &e), &e);
	OK(draft_sync(s->db, &e), &e);
	assert_int_equal(db_int(s->db, 0, "PRAGMA synchronous", ""), 2);
	draft_release(&d);
	db_close(&other);
}

/* Another program with that draft open; it waits to be killed. */
static pid_t elsewhere(struct scratch *s, const char *cells)
{
	int pipes[2];
	char ready;
	struct err e;

	assert_int_equal(pipe(pipes), 0);
	pid_t child = fork();
	if (child == 0) {
		struct db *db;
		struct draft d = a_draft(cells);
		if (db_open(&db, s->path, DB_EXISTING, &e) || draft_put(db, &d, &e) || write(pipes[1], "1", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(pipes[1]);
	assert_int_equal(read(pipes[0], &ready, 1), 1);
	close(pipes[0]);
	return child;
}

static void end_of(pid_t child)
{
	int status;

	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
}

static void what_another_fills_in_is_its_own(void **state)
{
	struct scratch *s = *state;
	struct draft mine = a_draft("{\"content\":\"我\"}"), got, *list;
	struct err e;
	size_t n;
	pid_t first = elsewhere(s, "{\"content\":\"甲\"}"), second = elsewhere(s, "{\"content\":\"乙\"}");

	assert_int_equal(draft_get(s->db, "visit", 5, 7, &got, &e), 0);
	OK(draft_list(s->db, &list, &n, &e), &e);
	assert_int_equal(n, 0);
	draft_list_free(&list, n);
	assert_int_equal(draft_count(s->db), 0);
	OK(draft_put(s->db, &mine, &e), &e);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM draft", ""), 3);
	assert_int_equal(draft_count(s->db), 1);
	/* Left by a program that is killed, it is anybody's; but one's own comes first. */
	end_of(first);
	assert_int_equal(draft_count(s->db), 2);
	assert_int_equal(draft_get(s->db, "visit", 5, 7, &got, &e), 1);
	assert_string_equal(got.cells, "{\"content\":\"我\"}");
	draft_release(&got);
	OK(draft_drop(s->db, mine.id, &e), &e);
	assert_int_equal(draft_get(s->db, "visit", 5, 7, &got, &e), 1);
	assert_string_equal(got.cells, "{\"content\":\"甲\"}");
	/* Taken over: kept again it is the same row, and nobody else finds it. */
	int64_t id = got.id;
	OK(draft_put(s->db, &got, &e), &e);
	assert_int_equal(got.id, id);
	assert_int_equal(db_int(s->db, 0, "SELECT count(*) FROM draft", ""), 2);
	draft_release(&got);
	end_of(second);
	OK(draft_drop(s->db, id, &e), &e);
	assert_int_equal(draft_get(s->db, "visit", 5, 7, &got, &e), 1);
	assert_string_equal(got.cells, "{\"content\":\"乙\"}");
	draft_release(&got);
	draft_release(&mine);
}

static void a_draft_goes_with_the_save(void **state)
{
	struct scratch *s = *state;
	struct draft d = a_draft("{}"), *list;
	struct err e;
	size_t n;

	OK(draft_put(s->db, &d, &e), &e);
	int64_t first = d.id;
	OK(draft_put(s->db, &d, &e), &e);
	assert_int_equal(d.id, first);
	d.row = 0;
	OK(draft_put(s->db, &d, &e), &e);
	assert_int_not_equal(d.id, first);
	OK(draft_list(s->db, &list, &n, &e), &e);
	assert_int_equal(n, 2);
	assert_int_equal(list[0].id, d.id);
	draft_list_free(&list, n);
	OK(db_begin(s->db, "visit.save", &e), &e);
	OK(draft_drop(s->db, first, &e), &e);
	db_rollback(s->db);
	struct draft got;
	assert_int_equal(draft_get(s->db, "visit", 5, 7, &got, &e), 1);
	draft_release(&got);
	OK(db_begin(s->db, "visit.save", &e), &e);
	OK(draft_drop(s->db, first, &e), &e);
	OK(db_commit(s->db, &e), &e);
	assert_int_equal(draft_get(s->db, "visit", 5, 7, &got, &e), 0);
	draft_release(&d);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, scratch_close)
		T(kill_9_loses_nothing),
		T(a_draft_is_no_save),
		T(another_program_is_not_waited_for),
		T(what_another_fills_in_is_its_own),
		T(a_draft_goes_with_the_save),
	};

	return cmocka_run_group_tests_name("store/draft", tests, NULL, NULL);
}

/* What `init --generate` leaves of a file when it fails: nothing of its own half made, and everything of others. */
#include "office_fixture.h"

#include "../../src/cli/command.h"
#include "base/mem.h"
#include "store/db.h"

#include <fcntl.h>

static struct screens *screens;
static int64_t fault;
static bool (*stop)(void *);

static int open_it(struct cli *c, enum office_mode mode, struct err *e)
{
	if (office_open(&c->office, c->db_path, mode, e) < 0)
		return -1;
	if (stop)
		office_set_progress(c->office, stop, c, 0);
	if (fault)
		db_fault_write(fault);
	return 0;
}

static bool at_once(void *arg)
{
	(void)arg;
	return true;
}

/* Only the load tells. */
static bool when_it_loads(void *arg)
{
	const struct cli *c = arg;

	return c->office->told_done > 0;
}

/* Its status; what it says is for others to test. */
static int generate(const char *path, const char *households)
{
	char name[] = "init", option[] = "--generate", size[16];
	char *argv[] = { name, option, size, NULL };
	struct cli c = { .screens = screens, .db_path = path, .open = open_it };
	int out = dup(STDOUT_FILENO), err = dup(STDERR_FILENO), null = open("/dev/null", O_WRONLY);

	snprintf(size, sizeof size, "%s", households);
	fflush(stdout);
	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	int status = cmd_init(3, argv, &c);
	fflush(stdout);
	db_fault_write(0);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	close(out);
	close(err);
	close(null);
	office_close(&c.office);
	return status;
}

/* The path of a file that is an empty office, or is not there. */
static char *a_path(struct office *o, const char *name, bool there)
{
	struct buf b = BUF_INIT;
	struct err e = { 0 };
	struct db *db = NULL;

	buf_addf(&b, "%s-%s", office_path(o), name);
	unlink(b.s);
	if (there && db_open(&db, b.s, DB_CREATE, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	db_close(&db);
	return buf_detach(&b);
}

static bool is_there(const char *path, const char *end)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s%s", path, end);
	bool is = access(b.s, F_OK) == 0;
	buf_release(&b);
	return is;
}

static void gone(char *path)
{
	assert_false(is_there(path, ""));
	assert_false(is_there(path, "-wal"));
	assert_false(is_there(path, "-shm"));
	assert_false(is_there(path, "-journal"));
	mem_free(path);
}

static void another_writer_keeps_the_file(void **state)
{
	char *path = a_path(*state, "written", true);
	struct err e = { 0 };
	struct db *db = NULL;

	assert_int_equal(db_open(&db, path, DB_EXISTING, &e), 0);
	assert_int_equal(db_begin(db, "demo", &e), 0);
	assert_int_equal(db_run(db, &e, "INSERT INTO place(id, name, level) VALUES (1, 'x', 'y')", ""), 0);
	stop = at_once;
	assert_int_equal(generate(path, "100"), EXIT_COULD_NOT);
	assert_int_equal(db_commit(db, &e), 0);
	db_close(&db);
	assert_true(is_there(path, ""));
	assert_int_equal(db_open(&db, path, DB_EXISTING, &e), 0);
	assert_int_equal(db_int(db, 0, "SELECT count(*) FROM place", ""), 1);
	db_close(&db);
	unlink(path);
	mem_free(path);
}

static void a_stopped_load_leaves_no_file(void **state)
{
	static const bool there[] = { true, false };

	for (size_t i = 0; i < 2; i++) {
		char *path = a_path(*state, "loaded", there[i]);
		stop = when_it_loads;
		assert_int_equal(generate(path, "900"), EXIT_COULD_NOT);
		gone(path);
	}
	char *path = a_path(*state, "new", false);
	stop = at_once;
	assert_int_equal(generate(path, "900"), EXIT_COULD_NOT);
	gone(path);
}

/* Whichever write finds no room: an office, or nothing. */
static void a_full_disk_leaves_no_half_office(void **state)
{
	bool removed = false, kept = false;
	int status = EXIT_COULD_NOT;

	stop = NULL;
	for (fault = 1; status != EXIT_DONE; fault += 1 + fault / 3) {
		char *path = a_path(*state, "full", true);
		struct err e = { 0 };
		struct db *db = NULL;
		status = generate(path, "30");
		bool is = is_there(path, "");
		removed |= !is;
		kept |= is && status != EXIT_DONE;
		if (is && db_open(&db, path, DB_EXISTING, &e) < 0)
			fail_msg("write %d: %s", (int)fault, e.word);
		db_close(&db);
		if (is)
			unlink(path);
		mem_free(path);
	}
	fault = 0;
	assert_true(removed);
	assert_true(kept);
}

static int open_all(void **state)
{
	struct err e = { 0 };

	stop = NULL;
	return fixture_open_empty(state) < 0 ? -1 : screens_open(&screens, "screens", LANG_ZH, &e);
}

static int close_all(void **state)
{
	screens_close(&screens);
	return fixture_close(state);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_all, close_all)
	const struct CMUnitTest tests[] = {
		TEST(another_writer_keeps_the_file),
		TEST(a_stopped_load_leaves_no_file),
		TEST(a_full_disk_leaves_no_half_office),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Memory runs out at the first allocation of a job, at the second and so on until a whole run meets none: our own,
 * which end the program by design (base/mem.h), and SQLite's, which come back as an error. Each run is a process of its
 * own. However it ended: never by a signal; status 2 with one sentence, or 0 with all of the work done; and the
 * database is whole and holds all of the work or nothing of it. */
#include "unit/exchange_fixture.h"

#include "base/mem.h"
#include "model/listing.h"
#include "model/trace.h"
#include "model/visit.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/wait.h>

/* Asked by the leak checker: a program that ends in the middle has not freed everything. */
static bool in_the_middle;
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return in_the_middle;
}

#define MEM_OUT "bangfu: out of memory\n"
#define EACH 16   /* the first so many one by one, then in growing steps */
#define MOST 4000 /* allocations of one job: no job here comes near */

static int64_t household;
static char folder[96], template_db[96], play_db[128], csv[128], said[128];

/* ---- SQLite's memory ---- */

static sqlite3_mem_methods real;
static long sqlite_after;

static bool sqlite_fault(void)
{
	return sqlite_after > 0 && --sqlite_after == 0;
}

static void *sqlite_malloc(int n)
{
	return sqlite_fault() ? NULL : real.xMalloc(n);
}

static void *sqlite_realloc(void *p, int n)
{
	return sqlite_fault() ? NULL : real.xRealloc(p, n);
}

static void sqlite_memory(void)
{
	sqlite3_mem_methods ours;

	assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real), SQLITE_OK);
	ours = real;
	ours.xMalloc = sqlite_malloc;
	ours.xRealloc = sqlite_realloc;
	assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &ours), SQLITE_OK);
}

/* ---- the jobs; each opens the office itself ---- */

struct job {
	int (*run)(struct office *o, struct err *e);
	const char *work; /* counts what the job adds */
	int64_t adds;
};

static int job_open(struct office *o, struct err *e)
{
	(void)o;
	(void)e;
	return 0;
}

static int job_visit(struct office *o, struct err *e)
{
	struct record r;
	int rc;

	record_init(&r, "visit");
	rc = visit_begin(o, household, false, &r, e);
	if (rc == 0) {
		record_set(&r, "content", value_text("了解家中收支和务工情况，一切正常"));
		rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	}
	record_release(&r);
	return rc;
}

static int job_list(struct office *o, struct err *e)
{
	static const struct listing l = {
		.from = "person p JOIN household_now h ON h.id = p.household_id",
		.key = "p.id",
		.column = { "p.name", "h.head_name", "p.id_no" },
		.n_columns = 3,
		.where = "p.deleted_on IS NULL AND (:village = 0 OR h.place_id = :village)",
		.match = "pinyin_match(p.name, :words)",
		.sort = "p.name",
		.words = "ljg",
	};
	struct listing_row *rows = NULL;
	int64_t all = 0;
	size_t n = 0;

	if (listing_count(o, &l, &all, e) < 0 || listing_page(o, &l, NULL, false, 20, &rows, &n, e) < 0)
		return -1;
	if (n != 1 || all != 1 || strcmp(rows[0].cell[0].text, "李建国") != 0)
		abort(); /* an answer that is wrong is worse than none */
	listing_free(&rows, n);
	return 0;
}

static int job_import(struct office *o, struct err *e)
{
	struct import_counts counts = { 0 };
	struct import *i = NULL;
	int rc = -1;

	if (import_open(&i, o, screens, "registry", csv, e) == 0)
		rc = import_run(i, NULL, &counts, NULL, NULL, e);
	import_close(&i);
	return rc;
}

static int job_draft(struct office *o, struct err *e)
{
	char cells[] = "{\"content\":\"了解家中收支\"}";
	struct form_draft d = { .parent = household, .form = "visit", .form_version = "1", .focus = "content" }, again;
	int found;

	d.cells = cells;
	if (form_draft_put(o, &d, e) < 0 || form_draft_sync(o, e) < 0)
		return -1;
	found = form_draft_get(o, "visit", 0, household, &again, e);
	if (found == 0 || (found > 0 && strcmp(again.cells, cells) != 0))
		abort();
	if (found > 0)
		form_draft_release(&again);
	return found < 0 ? -1 : 0;
}

static const struct job opening = { job_open, "SELECT 0", 0 };
static const struct job visit = { job_visit,
				  "SELECT count(*) + (SELECT count(*) FROM change WHERE tbl = 'visit') FROM visit", 2 };
static const struct job listing = { job_list, "SELECT 0", 0 };
static const struct job importing = { job_import,
				      "SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM household)", 7 };
static const struct job drafting = { job_draft, "SELECT count(*) FROM draft", 1 };

/* ---- a run in a process of its own ---- */

enum whose { OURS, SQLITE };
enum { MET = 0, NOT_MET = 40 }; /* exit statuses beside 2: done although the fault was met; done without it */

static void arm(enum whose whose, long nth)
{
	if (whose == OURS)
		mem_fault_after(nth);
	else
		sqlite_after = nth;
}

static _Noreturn void play(const struct job *job, enum whose whose, long nth)
{
	struct office *o = NULL;
	struct err e = { 0 };
	int out = open(said, O_CREAT | O_TRUNC | O_WRONLY, 0600);
	bool met;
	int rc;

	if (out < 0 || dup2(out, STDERR_FILENO) < 0)
		abort();
	in_the_middle = true;
	if (job == &opening)
		arm(whose, nth);
	rc = office_open(&o, play_db, OFFICE_EXISTING, &e);
	if (rc == 0) {
		fixture_roles(o);
		arm(whose, job == &opening ? (whose == OURS ? mem_fault_after(0) : sqlite_after) : nth);
		rc = job->run(o, &e);
	}
	met = whose == OURS ? mem_fault_after(0) == 0 : sqlite_after == 0;
	sqlite_after = 0;
	office_close(&o);
	if (rc < 0)
		dprintf(STDERR_FILENO, "%s\n", e.word);
	_exit(rc < 0 ? 2 : met ? MET : NOT_MET);
}

static size_t read_into(const char *path, char *bytes, size_t room)
{
	int in = open(path, O_RDONLY);
	ssize_t n = in < 0 ? 0 : read(in, bytes, room);

	close(in);
	assert_true(n >= 0 && (size_t)n < room);
	return (size_t)n;
}

static char fresh[4 << 20], now[4 << 20];
static size_t fresh_n;

/* Without what a process that ended in the middle left beside it. */
static void lay_out(void)
{
	char beside_it[160];

	snprintf(beside_it, sizeof beside_it, "%s-wal", play_db);
	unlink(beside_it);
	snprintf(beside_it, sizeof beside_it, "%s-shm", play_db);
	unlink(beside_it);
	write_bytes(play_db, fresh, fresh_n);
}

/* Not a byte was written: then there is nothing to verify. */
static bool untouched(void)
{
	char wal[160];
	struct stat st;

	snprintf(wal, sizeof wal, "%s-wal", play_db);
	return (stat(wal, &st) != 0 || st.st_size == 0) && read_into(play_db, now, sizeof now) == fresh_n &&
	       memcmp(now, fresh, fresh_n) == 0;
}

static void say(void *arg, const char *word, const char *what, bool mendable)
{
	(void)arg;
	(void)mendable;
	fprintf(stderr, "%s %s\n", word, what);
}

/* False when the fault was not met any more. */
static bool one_run(const struct job *job, enum whose whose, long nth, int64_t before)
{
	struct office *o = NULL;
	struct err e = { 0 };
	int status;
	char *words;

	lay_out();
	fflush(NULL); /* or the other process prints it once more */
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		play(job, whose, nth);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	words = read_all(said);
	if (!WIFEXITED(status))
		fail_msg("allocation %ld: signal %d, said: %s", nth, WTERMSIG(status), words);
	int code = WEXITSTATUS(status);
	if (code != 2 && code != MET && code != NOT_MET)
		fail_msg("allocation %ld: status %d, said: %s", nth, code, words);
	size_t lines = 0;
	for (const char *c = words; *c; c++)
		lines += *c == '\n';
	if (lines != (code == 2))
		fail_msg("allocation %ld: status %d with %zu lines: %s", nth, code, lines, words);
	if (code == 2 && strcmp(words, MEM_OUT) != 0 && (whose == OURS || strcmp(words, "DB_MEMORY\n") != 0))
		fail_msg("allocation %ld: no memory is called %s", nth, words);
	free(words);

	if (code == 2 && untouched())
		return true;
	if (office_open(&o, play_db, OFFICE_EXISTING, &e) < 0)
		fail_msg("allocation %ld: does not open again: %s", nth, e.word);
	struct stmt *q = db_query(o->db, job->work, &e);
	if (!q || stmt_step(q, &e) != 1)
		fail_msg("allocation %ld: cannot count afterwards: %s %s", nth, e.word, e.arg[0]);
	int64_t work = stmt_int(q, 0);
	stmt_done(q);
	if (code == 2 ? work != before && work != before + job->adds : work != before + job->adds)
		fail_msg("allocation %ld: status %d and %lld of %lld rows", nth, code, (long long)(work - before),
			 (long long)job->adds);
	/* The whole of it is slow under a sanitizer; after a success nothing but the pages can be wrong. */
	if (code == 2 || nth <= 4) {
		int problems = office_verify(o, say, NULL, &e);
		if (problems != 0)
			fail_msg("allocation %ld: %d problems %s %s %s", nth, problems, e.word, e.arg[0], e.arg[1]);
	}
	char *sound = db_text(o->db, "PRAGMA integrity_check", "");
	assert_string_equal(sound, "ok");
	free(sound);
	office_close(&o);
	return code != NOT_MET;
}

static void every_allocation(const struct job *job, enum whose whose)
{
	struct office *o = NULL;
	struct err e = { 0 };
	long nth = 1, met = 0;
	int64_t before;

	assert_int_equal(office_open(&o, template_db, OFFICE_EXISTING, &e), 0);
	before = db_int(o->db, -1, job->work, "");
	office_close(&o);
	fresh_n = read_into(template_db, fresh, sizeof fresh);
	while (one_run(job, whose, nth, before)) {
		met++;
		nth += nth < EACH ? 1 : nth / 2 | 1;
		assert_true(nth < MOST * 100);
	}
	assert_true(met > 5);
}

static void out_of_our_memory(void **state)
{
	every_allocation(*state, OURS);
}

static void out_of_sqlites_memory(void **state)
{
	every_allocation(*state, SQLITE);
}

/* ---- the office they all begin with ---- */

static int make_template(void **state)
{
	static const char *const names[] = { "陈志强", "陈文涛", "陈建军", "赵国栋", "赵小明" };
	struct office *o;
	char text[2048];
	struct err e = { 0 };

	if (exchange_open((void **)&o) < 0)
		return -1;
	household = fixture_add(o, "household", "household_no", "1", "head_name", "李建国", "place_id",
				fixture_ref(o->village), NULL);
	fixture_add(o, "person", "household_id", fixture_ref(household), "name", "李建国", "relation_to_head", "户主",
		    NULL);
	fixture_add(o, "person", "household_id", fixture_ref(household), "name", "王秀英", "relation_to_head", "配偶",
		    NULL);
	snprintf(template_db, sizeof template_db, "%s", office_path(o));
	snprintf(folder, sizeof folder, "%s", template_db);
	*strrchr(folder, '/') = '\0';
	snprintf(play_db, sizeof play_db, "%s/play.db", folder);
	snprintf(csv, sizeof csv, "%s/list.csv", folder);
	snprintf(said, sizeof said, "%s/said", folder);
	size_t n = (size_t)snprintf(
		text, sizeof text,
		"户编号,户主姓名,村,户联系电话,姓名,性别,证件号码,与户主关系,民族,健康状况,出生日期\n");
	for (int i = 0; i < 5; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%s,%s,长潭村,,%s,男,%s,%s,汉族,健康,\n",
				      i < 3 ? "21" : "22", names[i < 3 ? 0 : 3], names[i], an_id("19800101", 2 * i + 1),
				      i % 3 ? "之子" : "户主");
	write_text(csv, text);
	(void)state;
	(void)e;
	office_close(&o);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	screens_close(&screens);
	return nftw(folder, fixture_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
#define T(f, job) cmocka_unit_test_prestate(f, (void *)(uintptr_t) & (job))
	const struct CMUnitTest tests[] = {
		T(out_of_our_memory, opening),   T(out_of_sqlites_memory, opening),
		T(out_of_our_memory, visit),     T(out_of_sqlites_memory, visit),
		T(out_of_our_memory, listing),   T(out_of_sqlites_memory, listing),
		T(out_of_our_memory, importing), T(out_of_sqlites_memory, importing),
		T(out_of_our_memory, drafting),  T(out_of_sqlites_memory, drafting),
	};

	sqlite_memory();
	return cmocka_run_group_tests_name("fault/malloc", tests, make_template, remove_folder);
}

/* The process itself: the most memory it held, and what it does while nobody types. And how large the search index is.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define IDLE_MS 10000

/* A number of /proc/PID/status, or of /proc/PID/stat where `name` is NULL: CPU ticks. */
static double process(pid_t pid, const char *name)
{
	char path[64], text[4096], *at;
	unsigned long user = 0, system = 0;

	snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name ? "status" : "stat");
	FILE *f = fopen(path, "r");
	if (!f)
		failed("%s is not there", path);
	size_t n = fread(text, 1, sizeof text - 1, f);
	fclose(f);
	text[n] = '\0';
	if (name) {
		at = strstr(text, name);
		return at ? atof(at + strlen(name) + 1) : -1;
	}
	at = strrchr(text, ')');
	if (!at || sscanf(at + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
		return -1;
	return (double)(user + system);
}

static double peak(struct tty *t)
{
	return process(tty_pid(t), "VmHWM:") / 1024;
}

/* The list, pages of it, its end, and a search. */
static double peak_of_session(struct tty **keep)
{
	struct tty *t = start(24, 80);

	key(t, "h", NULL, NULL);
	for (int i = 0; i < 60; i++)
		key(t, "PgDn", NULL, NULL);
	key(t, "End", NULL, NULL);
	key(t, "Home", NULL, NULL);
	key(t, "t", NULL, NULL);
	key(t, "/", NULL, NULL);
	for (const char *p = "wangsi\02599010119\025ljg\0254368"; *p; p++) {
		char c[2] = { *p, '\0' };
		key(t, *p == '\025' ? "Ctrl-U" : c, NULL, NULL);
	}
	key(t, "Esc", NULL, NULL);
	double mib = peak(t);
	if (keep)
		*keep = t;
	else
		end(t);
	return mib;
}

static double peak_of_floor(void)
{
	struct tty *f = start_floor("list", 24, 80);

	for (int i = 0; i < 60; i++)
		key(f, "PgDn", NULL, NULL);
	double mib = peak(f);
	end(f);
	return mib;
}

static void idle(struct tty *t)
{
	double last = 0;
	double wakes = process(tty_pid(t), "\nvoluntary_ctxt_switches:"), ticks = process(tty_pid(t), NULL);
	size_t bytes = tty_bytes(t);

	if (!tty_quiet(t, IDLE_MS, IDLE_MS, &last))
		failed("the program ended while nobody typed");
	wakes = process(tty_pid(t), "\nvoluntary_ctxt_switches:") - wakes;
	ticks = process(tty_pid(t), NULL) - ticks;
	by_number("6", "idle 10 s: wake-ups", wakes, 0, "", AT_MOST, 1, 1);
	by_number("6", "idle 10 s: CPU", ticks * 1000 / (double)sysconf(_SC_CLK_TCK), 0, "ms", AT_MOST, 0, 0);
	by_number("6", "idle 10 s: bytes", (double)(tty_bytes(t) - bytes), 0, "B", AT_MOST, 0, 0);
}

void measure_process(long small, const char *small_db)
{
	const long large = size;
	const char *large_db = db;
	struct tty *t;

	look_at(VIEW_ALL);
	double mib = peak_of_session(&t);
	by_number("8", "peak memory: list, pages, search | 12 MiB", mib, peak_of_floor(), "MiB", AT_MOST, 12, 8);
	idle(t);
	end(t);
	look_at(VIEW_VILLAGE);
	if (!small || small == size)
		return;
	use(small, small_db);
	look_at(VIEW_ALL);
	double own = peak_of_session(NULL);
	look_at(VIEW_VILLAGE);
	use(large, large_db);
	char what[96];
	snprintf(what, sizeof what, "peak memory | our own at %ld", small);
	by_number("8", what, mib, own, "MiB", RATIO, 1.3, NO_LIMIT);
}

/* Bare statements on a connection of its own, for what a number in the table is made of. */
static void bare(const char *what, const char *sql, int n)
{
	static struct series s;
	sqlite3 *d = open_db();
	sqlite3_stmt *q = NULL;
	double began = now_ms();

	empty(&s);
	if (sqlite3_prepare_v2(d, sql, -1, &q, NULL) != SQLITE_OK)
		failed("%s: %s", sql, sqlite3_errmsg(d));
	for (int i = 0; i < n && now_ms() - began < PATIENCE_MS; i++) {
		double at = now_ms();
		while (sqlite3_step(q) == SQLITE_ROW)
			;
		sqlite3_reset(q);
		add(&s, now_ms() - at, 0);
	}
	sqlite3_finalize(q);
	sqlite3_close(d);
	by_p99("", what, &s, NULL, NO_LIMIT, NO_LIMIT);
}

void measure_size(void)
{
	bare("bare SQL: 40 households by key, from the middle",
	     "SELECT * FROM household WHERE household_no > (SELECT printf('9901%08d', CAST(substr(max(household_no), "
	     "5) AS "
	     "INTEGER) / 2) FROM household) ORDER BY household_no, id LIMIT 40",
	     50);
	bare("bare SQL: count of people", "SELECT count(*) FROM person", 20);
	bare("bare SQL: a village's households", "SELECT * FROM household WHERE place_id = (SELECT max(id) FROM place)",
	     50);

	/* The tables of search, and the indexes on the data that only it walks (schema 0006). */
	static const char sql[] =
		"WITH mine AS (SELECT name FROM sqlite_schema WHERE tbl_name GLOB 'search_*' OR name GLOB '*_tail' OR "
		"name IN"
		" ('household_group', 'household_natural', 'place_natural', 'person_certificate', 'person_phone',"
		" 'household_phone', 'household_head_id', 'person_birth', 'person_birth_of_id', 'person_binned',"
		" 'household_binned'))"
		" SELECT sum(pgsize) FILTER (WHERE name IN (SELECT name FROM mine)),"
		" sum(pgsize) FILTER (WHERE name NOT IN (SELECT name FROM mine)) FROM dbstat WHERE aggregate = TRUE";
	sqlite3 *d = open_db();
	sqlite3_stmt *s = NULL;
	double index = 0, data = 0;

	if (sqlite3_prepare_v2(d, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) {
		index = sqlite3_column_double(s, 0) / 1048576;
		data = sqlite3_column_double(s, 1) / 1048576;
	}
	sqlite3_finalize(s);
	sqlite3_close(d);
	if (data <= 0)
		failed("SQLite tells no sizes (dbstat)");
	by_number("15", "search index | everything else", index, data, "MiB", RATIO, 1.0, 0.7);
}

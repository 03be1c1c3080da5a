/* Measures the program through a pseudo-terminal, beside the floor in the same run: from the write of a key until the
 * program waits for the next one, all it wrote fed to a terminal emulator.
 *
 *   measure PROGRAM SCREENS FLOOR DB HOUSEHOLDS
 *
 * DB comes from fill.c; "village" is the 400 households of its cadre's village in that file, "whole file" all of them.
 * Rounds of the program and the floor take turns, because only ratios within one run count. Nothing is left out of the
 * table: what is over its limit (PERFORMANCE.md's gates, which speak of a million households) is marked. */
#include "bench/report.h"
#include "screens/tty.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE_MS 6000 /* what is so slow that a series takes longer is measured with fewer keys, and says so */
#define BLOCK 25

static const char *program, *screens, *floor_program, *db;
static char config[600], home[600];

/* ---- the two programs ---- */

static struct tty *start(int rows, int cols)
{
	const char *const env[] = { "BANGFU_NOW=2020-11-23", home, NULL };
	const char *const argv[] = {
		program, "--db", db, "--screens", screens, "--config", config, "--lang", "zh", NULL
	};
	struct tty *t = tty_start(argv, env, rows, cols);

	if (tty_settle(t))
		return t;
	fprintf(stderr, "measure: the program did not start\n%s", tty_screen(t));
	exit(2);
}

static struct tty *start_floor(const char *mode, int rows, int cols)
{
	const char *const argv[] = { floor_program, mode, db, NULL };
	struct tty *t = tty_start(argv, NULL, rows, cols);

	if (tty_settle(t))
		return t;
	fprintf(stderr, "measure: the floor did not start\n");
	exit(2);
}

static void key(struct tty *t, const char *name, struct series *s)
{
	size_t before = tty_bytes(t);
	double began = now_ms();

	if (!tty_key(t, name)) {
		fprintf(stderr, "measure: the program ended at %s\n%s", name, tty_screen(t));
		exit(2);
	}
	if (s)
		add(s, now_ms() - began, tty_bytes(t) - before);
}

static void sql(const char *text)
{
	sqlite3 *d = NULL;

	if (sqlite3_open(db, &d) != SQLITE_OK || sqlite3_exec(d, text, NULL, NULL, NULL) != SQLITE_OK) {
		fprintf(stderr, "measure: %s: %s\n", text, sqlite3_errmsg(d));
		exit(2);
	}
	sqlite3_close(d);
}

static void whole_file(bool whole)
{
	static char village[64];

	if (!village[0]) {
		sqlite3 *d = NULL;
		sqlite3_stmt *s = NULL;

		sqlite3_open(db, &d);
		sqlite3_prepare_v2(d, "SELECT value FROM setting WHERE key = 'village'", -1, &s, NULL);
		if (sqlite3_step(s) == SQLITE_ROW)
			snprintf(village, sizeof village, "%s", (const char *)sqlite3_column_text(s, 0));
		sqlite3_finalize(s);
		sqlite3_close(d);
	}
	char text[128];
	snprintf(text, sizeof text, "UPDATE setting SET value = '%s' WHERE key = 'village'", whole ? "0" : village);
	sql(text);
}

/* ---- series ---- */

/* Blocks of a key on both, in turns. */
static void keys_in_turns(struct tty *t, struct tty *f, const char *name, int n, struct series *s, struct series *least)
{
	for (int i = 0; i < n && total(s) < PATIENCE_MS; i += BLOCK) {
		for (int k = 0; k < BLOCK && i + k < n; k++)
			key(t, name, s);
		for (int k = 0; k < BLOCK && i + k < n; k++)
			key(f, name, least);
	}
}

static void close_both(struct tty *t, struct tty *f)
{
	tty_close(t);
	tty_close(f);
}

static void measure_start(const char *what, bool whole, double most)
{
	static struct series s, least;

	s.n = least.n = 0;
	whole_file(whole);
	tty_close(start(24, 80)); /* its pages are in the cache from here on */
	for (int i = 0; i < 30 && total(&s) < PATIENCE_MS; i++) {
		double began = now_ms();
		struct tty *t = start(24, 80);

		add(&s, now_ms() - began, 0);
		tty_close(t);
		began = now_ms();
		t = start_floor("db", 24, 80);
		add(&least, now_ms() - began, 0);
		tty_close(t);
	}
	row(what, &s, &least, most);
}

static void measure_bytes(const char *what, const struct series *s, const struct series *least)
{
	plain(what, (double)s->bytes / s->n, (double)least->bytes / least->n, "B", 1.5);
}

static void measure_list(int rows, int cols, const char *size, struct series *page_floor)
{
	static struct series s, least;
	char what[80];
	struct tty *t = start(rows, cols), *f = start_floor("list", rows, cols);
	static const struct {
		const char *key, *what;
		int n;
	} moves[] = { { "Down", "line down", 300 }, { "Up", "line up", 100 }, { "PgDn", "page", 40 } };

	key(t, "h", NULL);
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		s.n = least.n = 0;
		s.bytes = least.bytes = 0;
		keys_in_turns(t, f, moves[i].key, moves[i].n, &s, &least);
		snprintf(what, sizeof what, "%s, %s", moves[i].what, size);
		row(what, &s, &least, 2);
		snprintf(what, sizeof what, "%s, %s: bytes a key", moves[i].what, size);
		measure_bytes(what, &s, &least);
	}
	*page_floor = least;
	static struct series home_s, home_least;
	home_s.n = home_least.n = s.n = least.n = 0;
	for (int i = 0; i < 20 && total(&s) + total(&home_s) < PATIENCE_MS; i++) {
		key(t, "End", &s);
		key(f, "End", &least);
		key(t, "Home", &home_s);
		key(f, "Home", &home_least);
	}
	snprintf(what, sizeof what, "End, %s", size);
	row(what, &s, &least, 2);
	snprintf(what, sizeof what, "Home, %s", size);
	row(what, &home_s, &home_least, 2);
	close_both(t, f);
}

/* The other orders of the list, as the menu offers them. */
static void measure_sorts(struct series *page_floor)
{
	static const char *const names[] = { "by group", "by name", "longest unvisited first" };
	static struct series s, order;
	char what[80];

	for (int n = 0; n < 3; n++) {
		struct tty *t = start(24, 80);

		s.n = order.n = 0;
		key(t, "h", NULL);
		key(t, "S", NULL);
		for (int i = 0; i <= n; i++)
			key(t, "Down", NULL);
		key(t, "Enter", &order);
		snprintf(what, sizeof what, "another order: %s", names[n]);
		row(what, &order, NULL, 0);
		for (int i = 0; i < 40 && total(&s) < PATIENCE_MS / 2; i++)
			key(t, "PgDn", &s);
		snprintf(what, sizeof what, "page, %s", names[n]);
		row(what, &s, page_floor, 2);
		tty_close(t);
	}
}

/* Every keystroke of some words. */
static void type_words(struct tty *t, const char *const *words, struct series *s)
{
	for (; *words && total(s) < PATIENCE_MS; words++) {
		const char *p = *words;

		while (*p) {
			char c[8] = { 0 };
			int n = (unsigned char)*p >= 0xe0 ? 3 : 1;

			memcpy(c, p, (size_t)n);
			key(t, c, s);
			p += n;
		}
		key(t, "Ctrl-U", NULL);
	}
}

static void measure_search(void)
{
	static const char *const hanzi[] = { "李建国", "秀英", "王思", "建", "吕福德", "文涛", "钱小明", "海燕", NULL };
	static const char *const pinyin[] = { "ljg", "wangsi", "xy", "zhaojianguo", "qxm", "hy", NULL };
	static const char *const digits[] = { "99010119", "4368", "123X", "1380000", "000777", "19620415", NULL };
	static struct series s;
	static const struct {
		const char *what, *from;
		const char *const *words;
	} kinds[] = { { "find, part of a name", NULL, hanzi },
		      { "find, pinyin", NULL, pinyin },
		      { "find, number", NULL, digits },
		      { "words in the list (scan), part of a name", "h", hanzi } };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct tty *t = start(24, 80);

		s.n = 0;
		s.bytes = 0;
		if (kinds[i].from)
			key(t, kinds[i].from, NULL);
		key(t, "/", NULL);
		type_words(t, kinds[i].words, &s);
		row(kinds[i].what, &s, NULL, 16);
		tty_close(t);
	}
}

static void open_and_back(struct tty *t, int n, struct series *s, bool go_on)
{
	s->n = 0;
	for (int i = 0; i < n && total(s) < PATIENCE_MS; i++) {
		if (go_on)
			key(t, "Down", NULL);
		key(t, "Enter", s);
		key(t, "Esc", NULL);
	}
}

static void measure_household(struct series *page_floor)
{
	static struct series s;
	struct tty *t = start(24, 80);

	key(t, "h", NULL);
	open_and_back(t, 50, &s, false);
	row("a household with 1,000 visits", &s, page_floor, 2);
	key(t, "Down", NULL);
	open_and_back(t, 50, &s, false);
	row("a household with 10,000 visits", &s, page_floor, 2);
	open_and_back(t, 50, &s, true);
	row("a household", &s, page_floor, 2);
	s.n = 0;
	for (int i = 0; i < 50 && total(&s) < PATIENCE_MS; i++) {
		key(t, "b", &s);
		key(t, "Esc", NULL);
		key(t, "Down", NULL);
	}
	row("a handbook", &s, page_floor, 2);
	tty_close(t);
}

/* What the disk asks for at least: a line appended to a file and synced; a row in a table of its own, WAL and FULL. */
static void disk_floor(struct series *append, struct series *commit, int n)
{
	static const char line[200] = "a visit";
	static sqlite3 *d;
	static int fd = -1;
	char path[700];

	if (fd < 0) {
		snprintf(path, sizeof path, "%s.append", db);
		fd = open(path, O_CREAT | O_WRONLY | O_APPEND, 0600);
		snprintf(path, sizeof path, "%s.commit", db);
		sqlite3_open(path, &d);
		sqlite3_exec(d,
			     "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE v(id INTEGER PRIMARY KEY, "
			     "t TEXT)",
			     NULL, NULL, NULL);
	}
	for (int i = 0; i < n; i++) {
		double began = now_ms();

		if (write(fd, line, sizeof line) < 0 || fsync(fd) != 0)
			exit(2);
		add(append, now_ms() - began, 0);
		began = now_ms();
		if (sqlite3_exec(d, "INSERT INTO v(t) VALUES (printf('%200s', 'a visit'))", NULL, NULL, NULL) !=
		    SQLITE_OK)
			exit(2);
		add(commit, now_ms() - began, 0);
	}
}

/* From the list: a visit that is filled in by itself, saved by F2. */
static void measure_save(struct series *line)
{
	static struct series s, form, append, commit;
	struct tty *t = start(24, 80);

	s.n = form.n = append.n = commit.n = 0;
	key(t, "h", NULL);
	for (int i = 0; i < 200 && total(&s) + total(&form) < 2 * PATIENCE_MS; i++) {
		if (i % 10 == 0)
			key(t, "Down", NULL);
		key(t, "v", &form);
		key(t, "F2", &s);
		disk_floor(&append, &commit, 1);
	}
	char *screen = tty_screen(t);
	if (!strstr(screen, "已保存"))
		printf("  the last screen after F2 does not say that it was saved:\n%s", screen);
	free(screen);
	tty_close(t);
	row("opening the visit form", &form, line, 0);
	row("saving a visit | floor: append + fsync", &s, &append, 0);
	row("saving a visit | floor: WAL commit of one row", &s, &commit, 0);
	plain("saving a visit p50 | floor's key + 4 x append", part(&s, 50), part(line, 50) + 4 * part(&append, 50),
	      "ms", 1);
	plain("saving a visit p99 | 20 x append", part(&s, 99), 20 * part(&append, 50), "ms", 1);
}

/* ---- the process ---- */

/* A number of /proc/PID/status, or of /proc/PID/stat where `name` is NULL: CPU ticks. */
static double process(pid_t pid, const char *name)
{
	char path[64], text[4096], *at;
	FILE *f;
	size_t n;

	snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name ? "status" : "stat");
	f = fopen(path, "r");
	if (!f)
		return -1;
	n = fread(text, 1, sizeof text - 1, f);
	fclose(f);
	text[n] = '\0';
	if (name) {
		at = strstr(text, name);
		return at ? atof(at + strlen(name) + 1) : -1;
	}
	at = strrchr(text, ')');
	unsigned long user = 0, system = 0;
	if (!at || sscanf(at + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
		return -1;
	return (double)(user + system);
}

static void measure_process(void)
{
	struct tty *t = start(24, 80), *f = start_floor("list", 24, 80);
	static struct series s;

	s.n = 0;
	key(t, "h", NULL);
	for (int i = 0; i < 40; i++) {
		key(t, "PgDn", NULL);
		key(f, "PgDn", NULL);
	}
	plain("peak memory, list and pages", process(tty_pid(t), "VmHWM:") / 1024, process(tty_pid(f), "VmHWM:") / 1024,
	      "MiB", 0);
	key(t, "t", NULL);
	key(t, "/", NULL);
	type_words(t, (const char *const[]){ "李建国", "ljg", "99010119", NULL }, &s);
	plain("peak memory, then Today and find", process(tty_pid(t), "VmHWM:") / 1024, 0, "MiB", 12);
	key(t, "Esc", NULL);
	double wakes = process(tty_pid(t), "\nvoluntary_ctxt_switches:"), ticks = process(tty_pid(t), NULL);
	size_t bytes = tty_bytes(t);
	struct pollfd none = { .fd = -1 };
	poll(&none, 1, 2000);
	plain("idle 2 s: wake-ups", process(tty_pid(t), "\nvoluntary_ctxt_switches:") - wakes, 0, "", 1);
	plain("idle 2 s: CPU", (process(tty_pid(t), NULL) - ticks) * 1000 / (double)sysconf(_SC_CLK_TCK), 0, "ms", -1);
	tty_key(t, "Down");
	plain("idle 2 s, then a key: bytes", (double)(tty_bytes(t) - bytes), 0, "B", 0);
	close_both(t, f);
}

int main(int argc, char **argv)
{
	static struct series page, wide_page, line;

	if (argc != 6)
		return 2;
	program = argv[1];
	screens = argv[2];
	floor_program = argv[3];
	db = argv[4];
	snprintf(config, sizeof config, "%s.ini", db);
	snprintf(home, sizeof home, "HOME=%s.home", db);
	if (mkdir(home + strlen("HOME="), 0700) != 0)
		return 2;
	FILE *f = fopen(config, "w");
	if (!f || fputs("[store]\nbackup = no\n", f) < 0 || fclose(f) != 0)
		return 2;
	printf("%s households\n", argv[5]);
	head();
	measure_start("start, Today of the village", false, 2);
	measure_start("start, Today of the whole file", true, 2);
	measure_list(24, 80, "24x80", &page);
	measure_list(40, 120, "40x120", &wide_page);
	measure_sorts(&page);
	measure_search();
	measure_household(&page);
	measure_process();
	/* The day's work is in a village. */
	whole_file(false);
	line = page;
	measure_save(&line);
	return 0;
}

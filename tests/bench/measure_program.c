/* The program and the floor on their terminals. */
#include "bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "measure.h"

#define BLOCK 25
#define PAGES_BLOCK 8 /* the smallest list has more of the largest pages */
#define OPEN_MOST 8

const char *program, *screens, *floor_program, *db, *folder;
long size;
jmp_buf part_fails;

static struct tty *opened[OPEN_MOST];
static char config[600], home[600];

void failed(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	printf("     FAILED: ");
	vprintf(format, ap);
	printf("\n");
	va_end(ap);
	fflush(stdout);
	longjmp(part_fails, 1);
}

void use(long households, const char *path)
{
	size = households;
	db = path;
	snprintf(config, sizeof config, "%s/config.ini", folder);
	snprintf(home, sizeof home, "HOME=%s/home", folder);
	mkdir(home + strlen("HOME="), 0700);
	FILE *f = fopen(config, "w");
	if (!f || fputs("[store]\nbackup = no\n", f) < 0 || fclose(f) != 0)
		failed("%s cannot be written", config);
}

static struct tty *keep(struct tty *t)
{
	for (int i = 0; i < OPEN_MOST; i++) {
		if (!opened[i]) {
			opened[i] = t;
			return t;
		}
	}
	return t;
}

void end(struct tty *t)
{
	for (int i = 0; i < OPEN_MOST; i++)
		if (opened[i] == t)
			opened[i] = NULL;
	tty_close(t);
}

void end_all(void)
{
	for (int i = 0; i < OPEN_MOST; i++)
		if (opened[i])
			end(opened[i]);
}

static struct tty *start_program(int rows, int cols)
{
	const char *const env[] = { "BANGFU_NOW=" TODAY, home, NULL };
	const char *const argv[] = {
		program, "--db", db, "--screens", screens, "--config", config, "--lang", "zh", NULL
	};

	return keep(tty_start(argv, env, rows, cols));
}

struct tty *start(int rows, int cols)
{
	struct tty *t = start_program(rows, cols);

	if (!tty_settle(t))
		failed("the program did not start: %s", tty_screen(t));
	return t;
}

struct tty *start_first(int rows, int cols)
{
	struct tty *t = start_program(rows, cols);

	if (!tty_ready(t))
		failed("the program did not start: %s", tty_screen(t));
	return t;
}

struct tty *start_floor(const char *mode, int rows, int cols)
{
	char keys[600];
	const char *const argv[] = { floor_program, mode, db, keys, NULL };

	snprintf(keys, sizeof keys, "%s.keys", db);
	struct tty *t = keep(tty_start(argv, NULL, rows, cols));
	if (!tty_settle(t))
		failed("the floor did not start: %s", tty_screen(t));
	return t;
}

void key(struct tty *t, const char *name, struct series *s, struct series *all)
{
	size_t before = tty_bytes(t);
	double began = now_ms(), first;

	if (!tty_key_ready(t, name))
		failed("the program ended at %s: %s", name, tty_screen(t));
	first = now_ms() - began;
	if (!tty_settle(t))
		failed("the program ended after %s: %s", name, tty_screen(t));
	if (all)
		add(all, now_ms() - began, 0);
	if (s)
		add(s, first, tty_bytes(t) - before);
}

/* Blocks of a key on both, in turns. `from` NULL, or the key that takes both back before each block, untimed. */
static void blocks(struct tty *t, struct tty *f, const char *from, const char *name, int n, int block, struct series *s,
		   struct series *least)
{
	double began = now_ms();

	for (int i = 0; i < n && now_ms() - began < 2 * PATIENCE_MS; i += block) {
		if (from) {
			key(t, from, NULL, NULL);
			key(f, from, NULL, NULL);
		}
		for (int k = 0; k < block && i + k < n; k++)
			key(t, name, s, NULL);
		for (int k = 0; k < block && i + k < n; k++)
			key(f, name, least, NULL);
	}
}

void keys_in_turns(struct tty *t, struct tty *f, const char *name, int n, struct series *s, struct series *least)
{
	blocks(t, f, NULL, name, n, BLOCK, s, least);
}

void pages_in_turns(struct tty *t, struct tty *f, int n, struct series *s, struct series *least)
{
	blocks(t, f, "Home", "PgDn", n, PAGES_BLOCK, s, least);
}

void run_sql(const char *text)
{
	sqlite3 *d = NULL;

	if (sqlite3_open(db, &d) != SQLITE_OK || sqlite3_busy_timeout(d, 5000) != SQLITE_OK ||
	    sqlite3_exec(d, text, NULL, NULL, NULL) != SQLITE_OK)
		failed("%s: %s", text, sqlite3_errmsg(d));
	sqlite3_close(d);
}

sqlite3 *open_db(void)
{
	sqlite3 *d = NULL;

	if (sqlite3_open_v2(db, &d, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		failed("%s: %s", db, sqlite3_errmsg(d));
	return d;
}

void look_at(enum view view)
{
	char text[400];

	/* The village of the cadre's first household is the own one. */
	snprintf(text, sizeof text,
		 "UPDATE setting SET value = CASE %d WHEN 0 THEN '0' ELSE (SELECT h.place_id FROM pairing p JOIN "
		 "household h"
		 " ON h.id = p.household_id JOIN setting s ON s.key = 'me' AND p.cadre_id = CAST(s.value AS INTEGER) "
		 "LIMIT 1)"
		 " END WHERE key = 'village'; INSERT OR REPLACE INTO setting(key, value) VALUES ('scope', '%d')",
		 (int)view, view == VIEW_MINE);
	run_sql(text);
}

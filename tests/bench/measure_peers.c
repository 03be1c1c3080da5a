/* What others do with the same people, where they are installed: fzf, lnav, less, visidata over a CSV, tig over
 * commits. They write no mark, so a key is answered when the last byte came before a while of silence. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define QUIET_MS 80
#define PATIENT_MS 20000
#define LONG_QUIET_MS 600 /* lnav shows a clock */
#define MANY_LINES 400000 /* visidata loads for minutes beyond */

static char csv[600];

static bool installed(const char *name)
{
	const char *path = getenv("PATH");
	char at[600];

	while (path && *path) {
		size_t n = strcspn(path, ":");
		snprintf(at, sizeof at, "%.*s/%s", (int)n, path, name);
		if (access(at, X_OK) == 0)
			return true;
		path += n + (path[n] == ':');
	}
	return false;
}

/* A person a line; commas, the ID number as text. */
static void write_csv(void)
{
	sqlite3 *d = open_db();
	sqlite3_stmt *s = NULL;

	snprintf(csv, sizeof csv, "%s.csv", db);
	if (access(csv, R_OK) == 0)
		goto done;
	FILE *f = fopen(csv, "w");
	sqlite3_prepare_v2(d,
			   "SELECT p.name, p.id_no, p.birth, h.household_no, h.phone, l.name FROM person p JOIN "
			   "household h ON h.id = "
			   "p.household_id JOIN place l ON l.id = h.place_id",
			   -1, &s, NULL);
	while (f && sqlite3_step(s) == SQLITE_ROW) {
		for (int i = 0; i < 6; i++) {
			const char *t = (const char *)sqlite3_column_text(s, i);
			fprintf(f, "%s%s", i ? "," : "", t ? t : "");
		}
		fputc('\n', f);
	}
	if (!f || fclose(f) != 0)
		failed("%s could not be written", csv);
done:
	sqlite3_finalize(s);
	sqlite3_close(d);
}

static struct tty *begin(const char *command, int quiet, double *ms)
{
	static char home[700];
	const char *const argv[] = { "/bin/sh", "-c", command, NULL };
	double began = now_ms(), last = began;

	snprintf(home, sizeof home, "HOME=%s/home", folder);
	const char *const env[] = { home, "LC_ALL=C.UTF-8", NULL };
	struct tty *t = tty_start(argv, env, 40, 120);
	if (!tty_quiet(t, PATIENT_MS, quiet, &last)) {
		remark("%s ended: %s", command, tty_screen(t));
		tty_close(t);
		return NULL;
	}
	*ms = last - began;
	return t;
}

static bool press(struct tty *t, const char *name, int quiet, struct series *s)
{
	char bytes[16];
	size_t n, before = tty_bytes(t);

	if (!tty_key_bytes(name, bytes, &n))
		return false;
	double began = now_ms(), last = began;
	tty_send(t, bytes, n);
	if (!tty_quiet(t, PATIENT_MS, quiet, &last))
		return false;
	add(s, last - began, tty_bytes(t) - before);
	return true;
}

static void peer_row(const char *name, const char *what, struct series *s)
{
	char text[96];

	if (s->n == 0)
		return;
	snprintf(text, sizeof text, "%s: %s", name, what);
	by_p99("", text, s, NULL, NO_LIMIT, NO_LIMIT);
}

static void pager(const char *name, const char *command, int quiet, const char *down, const char *page,
		  const char *end_key, const char *home_key)
{
	const struct {
		const char *key, *what;
		int n;
	} all[] = { { down, "line down", 60 }, { page, "page", 30 }, { end_key, "End", 2 }, { home_key, "Home", 2 } };
	static struct series s;
	char text[96];
	double ms = 0;

	if (!installed(name)) {
		remark("%s is not installed", name);
		return;
	}
	struct tty *t = begin(command, quiet, &ms);
	if (!t)
		return;
	snprintf(text, sizeof text, "%s: loaded", name);
	by_number("", text, ms, 0, "ms", AT_MOST, NO_LIMIT, NO_LIMIT);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		empty(&s);
		for (int k = 0; k < all[i].n && total(&s) < PATIENCE_MS; k++)
			if (!press(t, all[i].key, i < 2 ? QUIET_MS : LONG_QUIET_MS, &s))
				break;
		peer_row(name, all[i].what, &s);
		if (s.n > 0 && i == 0 && strcmp(name, "tig") == 0 && known.line_p99 > 0)
			by_number("3", "our slowest line down, p99 | tig's", known.line_p99, part(&s, 99), "ms", RATIO,
				  2, 1);
		if (s.n > 0 && i == 1 && strcmp(name, "lnav") == 0 && known.page_p50 > 0)
			by_number("4", "our slowest page, p50 | lnav's", known.page_p50, part(&s, 50), "ms", RATIO, 1,
				  NO_LIMIT);
	}
	tty_close(t);
}

static void fzf(void)
{
	static const char *const words[] = { "王", "建", "国", NULL };
	static const char *const tail[] = { "4", "3", "6", "8", NULL };
	static struct series first, further, digits;
	char command[700];
	double ms = 0, cheapest;

	if (!installed("fzf")) {
		remark("fzf is not installed");
		return;
	}
	snprintf(command, sizeof command, "exec fzf < '%s'", csv);
	struct tty *t = begin(command, 2 * LONG_QUIET_MS, &ms);
	if (!t)
		return;
	by_number("", "fzf: loaded", ms, 0, "ms", AT_MOST, NO_LIMIT, NO_LIMIT);
	empty(&first);
	empty(&further);
	empty(&digits);
	for (int i = 0; words[i]; i++)
		press(t, words[i], LONG_QUIET_MS, i ? &further : &first);
	press(t, "Ctrl-U", 2 * LONG_QUIET_MS, &digits);
	empty(&digits);
	for (int i = 0; tail[i]; i++)
		press(t, tail[i], LONG_QUIET_MS, &digits);
	peer_row("fzf", "first key of a name", &first);
	peer_row("fzf", "further keys of a name", &further);
	peer_row("fzf", "keys of an ID's end", &digits);
	cheapest = part(&first, 0) < part(&digits, 0) ? part(&first, 0) : part(&digits, 0);
	cheapest = part(&further, 0) < cheapest ? part(&further, 0) : cheapest;
	by_number("", "fzf: its cheapest keystroke", cheapest, 0, "ms", AT_MOST, NO_LIMIT, NO_LIMIT);
	if (known.find_p99 > 0)
		by_number("7", "our slowest kind of search, p99 | fzf's cheapest", known.find_p99, cheapest, "ms",
			  RATIO, 1, NO_LIMIT);
	tty_close(t);
}

/* Commits to scroll through, made by fast-import. */
static void tig(void)
{
	char path[600], command[1400];
	long commits = size < 100000 ? size : 100000;

	if (!installed("tig") || !installed("git")) {
		remark("tig is not installed");
		return;
	}
	snprintf(path, sizeof path, "%s/commits-%ld", folder, commits);
	if (access(path, R_OK) != 0) {
		snprintf(command, sizeof command, "git init -q --bare '%s' && git -C '%s' fast-import --quiet", path,
			 path);
		FILE *f = popen(command, "w");
		for (long i = 0; f && i < commits; i++)
			fprintf(f, "commit refs/heads/master\ncommitter a <a@b> %ld +0000\ndata 8\nvisit %02ld\n",
				1500000000 + i, i % 100);
		if (!f || pclose(f) != 0) {
			remark("git made no commits");
			return;
		}
	}
	snprintf(command, sizeof command, "cd '%s' && exec tig master", path);
	pager("tig", command, 1500, "Down", "PgDn", "End", "Home");
}

void measure_peers(void)
{
	char command[700];

	write_csv();
	snprintf(command, sizeof command, "exec less '%s'", csv);
	pager("less", command, 300, "Down", "PgDn", "End", "Home");
	tig();
	snprintf(command, sizeof command, "exec lnav -N '%s'", csv);
	pager("lnav", command, LONG_QUIET_MS, "Down", "Space", "End", "Home");
	snprintf(command, sizeof command, "exec visidata --quitguard '%s'", csv);
	if (size * 7 / 2 <= MANY_LINES)
		pager("visidata", command, 3000, "Down", "PgDn", "End", "Home");
	else
		remark("visidata is measured up to %d lines: it loads for minutes beyond", MANY_LINES);
	fzf();
}

#include "screens/play.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void shell(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void shell(const char *format, ...)
{
	char command[4096];
	va_list args;
	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	if (system(command) != 0) {
		printf("FAIL command: %s\n", command);
		exit(2);
	}
}

void play_open(struct play *p, const char *program, const char *screens, const char *name)
{
	const char *tmp = getenv("TMPDIR");
	*p = (struct play){ .program = program, .screens = screens };
	prctl(PR_SET_CHILD_SUBREAPER, 1L);
	snprintf(p->work, sizeof p->work, "%s/bangfu-%s-XXXXXX", tmp != NULL ? tmp : "/tmp", name);
	if (mkdtemp(p->work) == NULL) {
		perror(p->work);
		exit(2);
	}
	snprintf(p->db, sizeof p->db, "%s/play.db", p->work);
	shell("BANGFU_NOW=" PLAY_TODAY " '%s' --screens '%s' --db '%s/demo.db' init --demo > '%s/init.log'", program,
	      screens, p->work, p->work);
}

/* The daily copy of a killed program goes on, and is now our child. While it has the file open no other may be put in
 * its place: it closes what it opened by name, and takes the WAL of the new one with it. */
static void wait_for_copies(void)
{
	while (waitpid(-1, NULL, 0) > 0)
		;
}

void play_fresh(struct play *p, const char *what)
{
	wait_for_copies();
	const char *copy = strcmp(what, "empty") != 0 ? what : NULL;
	shell("cd '%s' && rm -rf play.db* backup home && mkdir home %s%s%s", p->work, copy != NULL ? "&& cp " : "",
	      copy != NULL ? copy : "", copy != NULL ? ".db play.db" : "");
}

void play_put(const struct play *p, const char *tests, const char *name)
{
	shell("cp '%s/data/%s' '%s/home' && TZ=UTC touch -d '2020-11-20 09:30' '%s/home/%s'", tests, name, p->work,
	      p->work, name);
}

void play_folder(const struct play *p, const char *name)
{
	shell("cd '%s/home' && mkdir -p '%s' && find . -maxdepth 1 -type f -exec mv {} '%s' \\; && "
	      "find . -mindepth 1 -exec env TZ=UTC touch -d '2020-11-20 09:30' {} +",
	      p->work, name, name);
}

struct tty *play_start(struct play *p, const char *const env[], const char *lang, int rows, int cols)
{
	char home[600];
	const char *all[11] = { "BANGFU_NOW=" PLAY_TODAY, home };
	size_t n = 2;
	snprintf(home, sizeof home, "HOME=%s/home", p->work);
	for (size_t i = 0; env != NULL && env[i] != NULL && n < 10; i++)
		all[n++] = env[i];
	const char *const argv[] = {
		p->program, "--db", p->db, "--screens", p->screens, "--lang", lang, NULL,
	};
	return tty_start(argv, all, rows, cols);
}

struct tty *play_begin(struct play *p)
{
	play_fresh(p, "demo");
	struct tty *t = play_start(p, NULL, "zh", 24, 80);
	if (!play_check(p, tty_settle(t), "the program did not start"))
		exit(1);
	return t;
}

bool play_keys(struct play *p, struct tty *t, const char *keys)
{
	char list[512];
	snprintf(list, sizeof list, "%s", keys);
	for (char *k = strtok(list, " "); k != NULL; k = strtok(NULL, " "))
		if (!play_check(p, tty_key(t, k), "the program ended, or no such key, at %s of '%s'", k, keys))
			return false;
	return true;
}

void play_type(struct tty *t, const char *text)
{
	tty_send(t, text, strlen(text));
	tty_settle(t);
}

static bool cursor_line_has(struct tty *t, const char *text)
{
	int row, col;
	char *screen = tty_screen(t), *line = screen;
	tty_cursor(t, &row, &col);
	for (int y = 0; y < row && line != NULL; y++)
		line = strchr(line, '\n') + 1;
	line[strcspn(line, "\n")] = '\0';
	bool there = strstr(line, text) != NULL;
	free(screen);
	return there;
}

bool play_field(struct play *p, struct tty *t, const char *label)
{
	for (int i = 0; i < 80 && !cursor_line_has(t, label); i++)
		if (!play_keys(p, t, "Tab"))
			return false;
	return play_check(p, cursor_line_has(t, label), "no field '%s' in this form", label);
}

void play_leave(struct play *p, struct tty *t)
{
	tty_kill(t, SIGTERM);
	while (tty_settle(t))
		;
	play_ended(p, t, "asked to leave");
	tty_close(t);
}

bool play_check(struct play *p, bool good, const char *format, ...)
{
	if (good)
		return true;
	va_list args;
	va_start(args, format);
	printf("FAIL ");
	vprintf(format, args);
	printf("\n");
	va_end(args);
	p->failed++;
	return false;
}

bool play_shows(struct tty *t, const char *text)
{
	char *screen = tty_screen(t);
	bool there = strstr(screen, text) != NULL;
	free(screen);
	return there;
}

bool play_sees(struct play *p, struct tty *t, const char *text, const char *when)
{
	if (play_check(p, play_shows(t, text), "%s: '%s' is not on the screen", when, text))
		return true;
	char *screen = tty_screen(t);
	printf("%s", screen);
	free(screen);
	return false;
}

bool play_ended(struct play *p, struct tty *t, const char *when)
{
	int status = tty_wait(t);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	char *screen = tty_screen(t);
	printf("%s", screen);
	free(screen);
	return play_check(p, false, "%s: the program ended with %s %d", when, WIFSIGNALED(status) ? "signal" : "status",
			  WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

char *play_ask(const struct play *p, const char *sql)
{
	sqlite3 *d = NULL;
	sqlite3_stmt *s = NULL;
	char *text = NULL;
	if (sqlite3_open(p->db, &d) == SQLITE_OK && sqlite3_busy_timeout(d, 5000) == SQLITE_OK &&
	    sqlite3_prepare_v2(d, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW &&
	    sqlite3_column_text(s, 0) != NULL)
		text = strdup((const char *)sqlite3_column_text(s, 0));
	else if (d != NULL && sqlite3_errcode(d) != SQLITE_OK && sqlite3_errcode(d) != SQLITE_ROW &&
		 sqlite3_errcode(d) != SQLITE_DONE)
		printf("FAIL %s: %s\n", sqlite3_errmsg(d), sql);
	sqlite3_finalize(s);
	sqlite3_close(d);
	return text != NULL ? text : strdup("");
}

long long play_count(const struct play *p, const char *sql)
{
	char *text = play_ask(p, sql);
	long long n = atoll(text);
	free(text);
	return n;
}

bool play_do(struct play *p, const char *sql)
{
	sqlite3 *d = NULL;
	bool good = sqlite3_open(p->db, &d) == SQLITE_OK && sqlite3_busy_timeout(d, 5000) == SQLITE_OK &&
		    sqlite3_exec(d, sql, NULL, NULL, NULL) == SQLITE_OK;
	play_check(p, good, "%s: %.200s", sqlite3_errmsg(d), sql);
	sqlite3_close(d);
	return good;
}

void play_verify(struct play *p, const char *when)
{
	char command[2048];
	snprintf(command, sizeof command, "'%s' --screens '%s' --db '%s' verify > '%s/verify.log' 2>&1", p->program,
		 p->screens, p->db, p->work);
	play_check(p, system(command) == 0, "%s: the database does not verify (%s/verify.log)", when, p->work);
}

/* "\033[?1006;1000h": several modes in one sequence. */
bool play_mode(const struct tty *t, int n, bool at_first)
{
	size_t size;
	const char *s = tty_output(t, &size), *end = s + size;
	bool on = at_first;
	for (; s + 3 < end; s++) {
		if (memcmp(s, "\033[?", 3) != 0)
			continue;
		bool named = false;
		const char *at = s + 3;
		for (int number = 0; at < end; at++) {
			if (*at >= '0' && *at <= '9') {
				number = number * 10 + (*at - '0');
				continue;
			}
			named = named || number == n;
			number = 0;
			if (*at != ';')
				break;
		}
		if (at < end && named && (*at == 'h' || *at == 'l'))
			on = *at == 'h';
	}
	return on;
}

int play_close(struct play *p, const char *proved)
{
	if (p->failed == 0)
		shell("chmod -R u+w '%s' && rm -rf '%s'", p->work, p->work);
	else
		printf("%d failures, in %s\n", p->failed, p->work);
	printf("%s\n", proved);
	return p->failed == 0 ? 0 : 1;
}

/* Proves that a database that cannot be written is refused in one clear sentence, before the screen is taken, and is
 * left as it was: a read-only file, a read-only folder, both.
 *
 *   tty_readonly PROGRAM SCREENS_DIR TESTS_DIR
 *
 * Root may write anything, so as root this program becomes nobody first; where nobody cannot reach the program, the
 * test is left out and says so. */
#include "screens/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

static struct play p;

static char *slurp(const char *path, size_t *n)
{
	char *all = malloc(8u << 20);
	FILE *f = fopen(path, "rb");
	*n = f != NULL && all != NULL ? fread(all, 1, 8u << 20, f) : 0;
	if (f != NULL)
		fclose(f);
	return all;
}

static void refused(const char *when, mode_t file, mode_t folder)
{
	char log[700];
	size_t n = 0, later = 0;
	play_fresh(&p, "demo");
	char *before = slurp(p.db, &n);
	chmod(p.db, file);
	chmod(p.work, folder);
	struct tty *t = play_start(&p, NULL, "zh", 24, 80);
	while (tty_settle(t))
		;
	int status = tty_wait(t);
	play_check(&p, WIFEXITED(status) && WEXITSTATUS(status) == 2, "%s: wait status %d, not exit 2", when, status);
	play_sees(&p, t, "只读", when);
	play_check(&p, !play_mode(t, 1049, false) && play_mode(t, 25, true), "%s: the terminal is not as it was", when);
	chmod(p.work, 0700);
	char *after = slurp(p.db, &later);
	play_check(&p, n > 0 && n == later && memcmp(before, after, n) == 0, "%s: the file was changed", when);
	snprintf(log, sizeof log, "%s-wal", p.db);
	play_check(&p, access(log, F_OK) != 0, "%s: a log was left", when);
	free(before);
	free(after);
	tty_close(t);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	if (geteuid() == 0 && (setenv("TMPDIR", "/tmp", 1) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
		printf("left out: root can write anything, and may not become nobody here\n");
		return 0;
	}
	if (access(argv[1], X_OK) != 0 || access(argv[2], R_OK) != 0) {
		printf("left out: nobody cannot reach %s\n", argv[1]);
		return 0;
	}
	play_open(&p, argv[1], argv[2], "readonly");
	refused("a read-only file", 0400, 0700);
	refused("a read-only folder", 0600, 0500);
	refused("a read-only file in a read-only folder", 0400, 0500);
	return play_close(&p, "3 databases that cannot be written: refused in a sentence, left as they were");
}

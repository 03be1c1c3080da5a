#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define STATE 3 /* fields of /proc/PID/stat, as proc(5) counts them */
#define START 22

/* When it started; 0: not known, -1: it has ended and only waits to be fetched. */
static long long started(long pid)
{
	char path[48], line[1024];
	long long start = 0;

	snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	FILE *f = fopen(path, "re");
	if (!f)
		return 0;
	size_t n = fread(line, 1, sizeof(line) - 1, f);
	fclose(f);
	line[n] = '\0';
	/* The name of the program may hold blanks and brackets. */
	const char *s = strrchr(line, ')');
	for (int field = STATE; s && field <= START; field++) {
		s = strchr(s, ' ');
		s += s != NULL;
		if (s && field == STATE && (*s == 'Z' || *s == 'X'))
			return -1;
		if (s && field == START)
			start = strtoll(s, NULL, 10);
	}
	return start;
}

const char *process_self(void)
{
	static char name[PROCESS_BYTES];
	static long of;
	long pid = (long)getpid();

	if (of != pid) {
		snprintf(name, sizeof(name), "%ld:%lld", pid, started(pid));
		of = pid;
	}
	return name;
}

bool process_runs(const char *name)
{
	char *end;
	long pid = strtol(name, &end, 10);
	long long then, now;

	if (pid <= 0 || *end != ':')
		return false;
	if (kill((pid_t)pid, 0) != 0 && errno == ESRCH)
		return false;
	then = strtoll(end + 1, NULL, 10);
	now = started(pid);
	return now == 0 || then == 0 || now == then;
}

bool process_is_there(const char *name)
{
	const char *at = getenv("PATH");
	char path[4096];

	while (at && *at) {
		size_t n = strcspn(at, ":");

		if (n && n + strlen(name) + 2 < sizeof(path)) {
			snprintf(path, sizeof(path), "%.*s/%s", (int)n, at, name);
			if (access(path, X_OK) == 0)
				return true;
		}
		at += n + (at[n] == ':');
	}
	return false;
}

bool process_run(const char *const *argv)
{
	return process_run_with(argv, -1);
}

bool process_run_with(const char *const *argv, int input)
{
	posix_spawn_file_actions_t quiet;
	pid_t pid;
	int status = -1;
	bool ran;

	posix_spawn_file_actions_init(&quiet);
	if (input >= 0)
		posix_spawn_file_actions_adddup2(&quiet, input, 0);
	else
		posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
	ran = posix_spawnp(&pid, argv[0], &quiet, NULL, (char *const *)(uintptr_t)argv, environ) == 0;
	while (ran && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	posix_spawn_file_actions_destroy(&quiet);
	return ran && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SELF "/proc/self/exe"
#define LAST 19 /* the lowest of priorities; the disk follows it */

/* A session of its own: what ends or stops this program's terminal does not reach it. */
static int spawn_apart(pid_t *pid, const char *program, const posix_spawn_file_actions_t *files,
		       const char *const *argv)
{
	posix_spawnattr_t how;
	int failed;

	posix_spawnattr_init(&how);
#ifdef POSIX_SPAWN_SETSID
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSID);
#else
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP);
#endif
	failed = posix_spawn(pid, program, files, &how, (char *const *)(uintptr_t)argv, environ);
	posix_spawnattr_destroy(&how);
	return failed;
}

bool child_begin(struct child *c, const char *program, const char *const *argv)
{
	posix_spawn_file_actions_t files;
	int ends[2], failed;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0)
		return false;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&files, ends[1], STDERR_FILENO);
	failed = spawn_apart(&pid, program, &files, argv);
	posix_spawn_file_actions_destroy(&files);
	close(ends[1]);
	if (failed) {
		close(ends[0]);
		errno = failed;
		return false;
	}
	*c = (struct child){ .pid = (long)pid, .said = ends[0] };
	return true;
}

/* The pipe holds more than a sentence: what was said waits in it until it is over. */
static void first_line(int fd, char *said, size_t size)
{
	size_t n = 0;
	ssize_t got;

	while (n + 1 < size && (got = read(fd, said + n, size - 1 - n)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	said[strcspn(said, "\n")] = '\0';
}

static void forget(struct child *c)
{
	close(c->said);
	*c = (struct child){ 0 };
}

enum child_state child_look(struct child *c, char *said, size_t size)
{
	int status = 0;
	pid_t ended;

	said[0] = '\0';
	if (!c->pid)
		return CHILD_NONE;
	ended = waitpid((pid_t)c->pid, &status, WNOHANG);
	if (ended == 0 || (ended < 0 && errno == EINTR))
		return CHILD_RUNS;
	first_line(c->said, said, size);
	forget(c);
	return ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? CHILD_DONE : CHILD_FAILED;
}

void child_leave(struct child *c)
{
	if (c->pid)
		forget(c);
}

void child_kill(struct child *c)
{
	if (!c->pid)
		return;
	kill((pid_t)c->pid, SIGKILL);
	while (waitpid((pid_t)c->pid, NULL, 0) < 0 && errno == EINTR)
		;
	forget(c);
}

void child_give_way(void)
{
	(void)setpriority(PRIO_PROCESS, 0, LAST);
}

const char *child_self(const char *called)
{
	const char *said = getenv("BANGFU_SELF");

	if (said && *said)
		return said;
	return access(SELF, X_OK) == 0 ? SELF : called;
}

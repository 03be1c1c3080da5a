/* A program beside this one: looked at without waiting, its sentence is kept, and it can be ended. */
#include "cm.h"

#include "base/child.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/wait.h>
#include <unistd.h>

#define SHELL "/bin/sh"

/* Waits for the end without fetching it. */
static void until_over(const struct child *c)
{
	siginfo_t info;

	assert_int_equal(waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOWAIT), 0);
}

static void what_it_says_is_kept(void **state)
{
	static const struct {
		const char *script, *said;
		enum child_state state;
	} cases[] = {
		{ "exit 0", "", CHILD_DONE },
		{ "echo not this; exit 0", "", CHILD_DONE },
		{ "echo no room >&2; echo more >&2; exit 2", "no room", CHILD_FAILED },
		{ "kill -9 $$", "", CHILD_FAILED },
		{ "read line && exit 1; exit 0", "", CHILD_DONE }, /* there is nothing to be read */
	};
	char said[64];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *const argv[] = { "sh", "-c", cases[i].script, NULL };
		struct child c = { 0 };

		assert_true(child_begin(&c, SHELL, argv));
		until_over(&c);
		assert_int_equal(child_look(&c, said, sizeof(said)), cases[i].state);
		assert_string_equal(said, cases[i].said);
		assert_int_equal(c.pid, 0);
		assert_int_equal(child_look(&c, said, sizeof(said)), CHILD_NONE);
	}
}

static void it_runs_until_it_is_ended(void **state)
{
	const char *const argv[] = { "sh", "-c", "kill -STOP $$", NULL };
	struct child c = { 0 };
	char said[64];
	long pid;

	(void)state;
	assert_true(child_begin(&c, SHELL, argv));
	pid = c.pid;
	assert_int_equal(child_look(&c, said, sizeof(said)), CHILD_RUNS);
	child_kill(&c);
	assert_int_equal(c.pid, 0);
	assert_int_equal(kill((pid_t)pid, 0), -1);
	assert_int_equal(errno, ESRCH);
	child_kill(&c);
}

/* In a session of its own, and left to itself it goes on. */
static void it_stands_apart(void **state)
{
	const char *const argv[] = { "sh", "-c", "kill -STOP $$; exit 7", NULL };
	struct child c = { 0 };
	int status;
	pid_t pid;

	(void)state;
	assert_true(child_begin(&c, SHELL, argv));
	pid = (pid_t)c.pid;
	assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
	assert_true(WIFSTOPPED(status));
	assert_int_equal(getpgid(pid), pid);
	child_leave(&c);
	assert_int_equal(c.pid, 0);
	child_leave(&c);
	assert_int_equal(kill(pid, SIGCONT), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(WEXITSTATUS(status), 7);
}

#ifdef __linux__
/* A script that asks for the day's copy and ends does not end it. */
static void giving_way_is_not_dying(void **state)
{
	int status, sig = 0;
	pid_t pid = fork();

	(void)state;
	if (pid == 0) {
		child_give_way();
		_exit(prctl(PR_GET_PDEATHSIG, &sig) == 0 ? sig : 255);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}
#endif

static void what_is_no_program(void **state)
{
	const char *const argv[] = { "x", NULL };
	struct child c = { 0 };

	(void)state;
	assert_false(child_begin(&c, "/no/such/program", argv));
	assert_int_equal(errno, ENOENT);
	assert_int_equal(c.pid, 0);
}

static void oneself(void **state)
{
	(void)state;
	assert_int_equal(access(child_self("/bin/true"), X_OK), 0);
	setenv("BANGFU_SELF", "/bin/other", 1);
	assert_string_equal(child_self("x"), "/bin/other");
	unsetenv("BANGFU_SELF");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_says_is_kept),    cmocka_unit_test(it_runs_until_it_is_ended),
		cmocka_unit_test(it_stands_apart),
#ifdef __linux__
		cmocka_unit_test(giving_way_is_not_dying),
#endif
		cmocka_unit_test(what_is_no_program),      cmocka_unit_test(oneself),
	};

	return cmocka_run_group_tests_name("base/child", tests, NULL, NULL);
}

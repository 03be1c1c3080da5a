/* A program is known by its number and its start; one that is over, or has the number of another, does not run. */
#include "cm.h"

#include "base/process.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void one_knows_oneself(void **state)
{
	char name[PROCESS_BYTES], later[PROCESS_BYTES + 8];

	(void)state;
	snprintf(name, sizeof(name), "%s", process_self());
	assert_int_equal(strtol(name, NULL, 10), getpid());
	assert_string_equal(process_self(), name);
	assert_true(process_runs(name));
	snprintf(later, sizeof(later), "%s1", name); /* the same number, started at another time */
	assert_false(process_runs(later));
	assert_false(process_runs(""));
	assert_false(process_runs("x"));
	assert_false(process_runs("-1:5"));
	assert_false(process_runs("99999999:5"));
}

static void another_runs_until_it_is_killed(void **state)
{
	char name[PROCESS_BYTES];
	int pipes[2], status;

	(void)state;
	assert_int_equal(pipe(pipes), 0);
	pid_t child = fork();
	if (child == 0) {
		const char *self = process_self();
		if (write(pipes[1], self, strlen(self) + 1) < 0)
			_exit(1);
		for (;;)
			pause();
	}
	ssize_t n = read(pipes[0], name, sizeof(name));
	assert_true(n > 0 && name[n - 1] == '\0');
	assert_string_not_equal(name, process_self());
	assert_true(process_runs(name));
	kill(child, SIGKILL);
	siginfo_t info;
	assert_int_equal(waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT), 0);
	assert_false(process_runs(name)); /* nobody has fetched it yet */
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_false(process_runs(name));
	close(pipes[0]);
	close(pipes[1]);
}

/* Without a shell: what stands in a name is a name. */
static void test_run(void **state)
{
	const char *const yes[] = { "true", NULL }, *const no[] = { "false", NULL },
			  *const none[] = { "bangfu-no-such-program", NULL },
			  *const name[] = { "test", "a b;$(c)", "=", "a b;$(c)", NULL };

	(void)state;
	assert_true(process_is_there("true"));
	assert_false(process_is_there("bangfu-no-such-program"));
	assert_true(process_run(yes));
	assert_false(process_run(no));
	assert_false(process_run(none));
	assert_true(process_run(name));
}

static void test_run_with(void **state)
{
	const char *const asks[] = { "grep", "-q", "page", NULL };
	FILE *f = tmpfile();

	(void)state;
	assert_non_null(f);
	fputs("a page\n", f);
	rewind(f);
	assert_true(process_run_with(asks, fileno(f)));
	assert_false(process_run_with(asks, -1));
	fclose(f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_run),
		cmocka_unit_test(test_run_with),
		cmocka_unit_test(one_knows_oneself),
		cmocka_unit_test(another_runs_until_it_is_killed),
	};

	return cmocka_run_group_tests_name("base/process", tests, NULL, NULL);
}

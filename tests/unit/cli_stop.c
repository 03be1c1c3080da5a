/* A signal while a command prints: all of it arrives and the command is done, or it is said that it was stopped. */
#include "office_fixture.h"

#include "../../src/cli/command.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>

#define PIPE_BYTES 4096
#define LINES 1000

static struct screens *screens;

/* In a child: a command that prints LINES lines of ten bytes to `to`. */
static pid_t print_to(int to, bool stopped_before)
{
	pid_t child = fork();

	if (child != 0)
		return child;
	struct cli c = { .screens = screens };
	struct err e = { 0 };
	int null = open("/dev/null", O_WRONLY);
	dup2(to, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	signal(SIGINT, SIG_DFL);
	if (office_open(&c.office, ":memory:", OFFICE_CREATE, &e) < 0)
		_exit(99);
	cli_watch(&c);
	if (stopped_before)
		raise(SIGINT);
	for (int i = 0; i < LINES; i++)
		printf("%09d\n", i);
	_exit(cli_status(&c, EXIT_DONE));
}

/* Has /proc/PID/status this in it? */
static bool is_so(pid_t child, const char *what)
{
	char path[40], text[4096];

	snprintf(path, sizeof path, "/proc/%d/status", (int)child);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	text[fread(text, 1, sizeof text - 1, f)] = '\0';
	fclose(f);
	return strstr(text, what) != NULL;
}

static void until(pid_t child, const char *what)
{
	while (!is_so(child, what) && !is_so(child, "State:\tZ"))
		sched_yield();
}

static int end_of(pid_t child)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void a_full_pipe_is_written_to_its_end(void **state)
{
	int ends[2];
	char some[PIPE_BYTES];
	size_t all = 1;
	ssize_t got;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES), PIPE_BYTES);
	pid_t child = print_to(ends[1], false);
	close(ends[1]);
	assert_int_equal(read(ends[0], some, 1), 1);
	/* It waits for room, and is woken by nothing but the signal. */
	until(child, "State:\tS");
	assert_int_equal(kill(child, SIGINT), 0);
	until(child, "ShdPnd:\t0000000000000000");
	until(child, "State:\tS");
	while ((got = read(ends[0], some, sizeof some)) > 0)
		all += (size_t)got;
	close(ends[0]);
	assert_int_equal(end_of(child), EXIT_DONE);
	assert_int_equal(all, 10 * LINES);
}

static void what_did_not_arrive_was_stopped(void **state)
{
	int full = open("/dev/full", O_WRONLY);

	(void)state;
	assert_int_equal(end_of(print_to(full, true)), EXIT_SIGNAL + SIGINT);
	close(full);
}

/* In a child: work that tells how far it is, for longer than nobody minds; what it said on stderr in the end. */
static void works_on(int err, int other, char *said, size_t room)
{
	pid_t child = fork();
	size_t n = 0;
	ssize_t got;

	if (child == 0) {
		struct cli c = { .screens = screens };
		struct err e = { 0 };

		dup2(err, STDERR_FILENO);
		close(other);
		if (office_open(&c.office, ":memory:", OFFICE_CREATE, &e) < 0)
			_exit(99);
		cli_watch(&c);
		cli_progress(true);
		for (int64_t began = clock_ms(); clock_ms() - began < 300;)
			office_tell(c.office, 42, 100);
		cli_line(stderr, "said");
		cli_progress(false);
		fflush(stderr);
		_exit(EXIT_DONE);
	}
	close(err);
	while (n < room - 1 && (got = read(other, said + n, room - 1 - n)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	close(other);
	assert_int_equal(end_of(child), EXIT_DONE);
}

static void how_far_it_is_stands_on_a_terminal_alone(void **state)
{
	char said[256];
	int ends[2], terminal = posix_openpt(O_RDWR | O_NOCTTY);

	(void)state;
	assert_true(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
	works_on(open(ptsname(terminal), O_RDWR | O_NOCTTY), terminal, said, sizeof said);
	assert_non_null(strstr(said, "42%"));
	assert_string_equal(strstr(said, "42%"), "42%\r\033[Ksaid\r\n");

	assert_int_equal(pipe(ends), 0);
	works_on(ends[1], ends[0], said, sizeof said);
	assert_string_equal(said, "said\n");
}

static int open_screens(void **state)
{
	struct err e = { 0 };

	(void)state;
	clock_freeze(FIXTURE_TODAY);
	return screens_open(&screens, "screens", LANG_ZH, &e);
}

static int close_screens(void **state)
{
	(void)state;
	screens_close(&screens);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_full_pipe_is_written_to_its_end),
		cmocka_unit_test(what_did_not_arrive_was_stopped),
		cmocka_unit_test(how_far_it_is_stands_on_a_terminal_alone),
	};

	return cmocka_run_group_tests(tests, open_screens, close_screens);
}

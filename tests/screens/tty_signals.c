/* Proves that the program keeps what was typed and gives the terminal back however it is ended: by SIGTERM, SIGHUP,
 * SIGINT, by a crash, by a window that is closed; and that it comes back whole from Ctrl-Z, at the size the window has
 * by then.
 *
 *   tty_signals PROGRAM SCREENS_DIR TESTS_DIR
 *
 * Only a job of a shell can be stopped, so this program is also that shell: --shell REPORT_FD GO_FD COMMAND… starts the
 * command in the foreground, reports "stopped" and brings it back when told. */
#include "screens/play.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEXT "了解到张家秋收情况"

static struct play p;

/* A visit form with something in it. */
static struct tty *half_filled(void)
{
	struct tty *t = play_begin(&p);
	play_keys(&p, t, "v");
	play_field(&p, t, "走访内容");
	play_keys(&p, t, "Ctrl-U");
	play_type(t, TEXT);
	return t;
}

static void draft_is_there(const char *when)
{
	char *text = play_ask(&p, "SELECT json_extract(cells, '$.content') FROM draft");
	play_check(&p, strstr(text, TEXT) != NULL, "%s: the draft holds '%s'", when, text);
	free(text);
	play_verify(&p, when);
}

static void terminal_is_back(struct tty *t, const char *when)
{
	play_check(&p, !play_mode(t, 1049, false), "%s: the other screen stays", when);
	play_check(&p, play_mode(t, 25, true), "%s: the cursor stays hidden", when);
	play_check(&p, !play_mode(t, 2004, false), "%s: bracketed paste stays on", when);
	play_check(&p, !play_mode(t, 1000, false), "%s: the mouse stays on", when);
}

static void orderly(void)
{
	static const struct {
		int number;
		const char *name;
	} list[] = { { SIGTERM, "SIGTERM" }, { SIGHUP, "SIGHUP" }, { SIGINT, "SIGINT" } };
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct tty *t = half_filled();
		tty_kill(t, list[i].number);
		while (tty_settle(t))
			;
		play_ended(&p, t, list[i].name);
		terminal_is_back(t, list[i].name);
		draft_is_there(list[i].name);
		tty_close(t);
	}
}

/* The program's own bug, as far as it can tell. */
static void crash(int number, const char *name)
{
	struct tty *t = half_filled();
	tty_kill(t, number);
	while (tty_settle(t))
		;
	int status = tty_wait(t);
	play_check(&p, WIFSIGNALED(status) && WTERMSIG(status) == number, "%s: wait status %d", name, status);
	terminal_is_back(t, name);
	draft_is_there(name);
	tty_close(t);
}

static void window_closed(void)
{
	struct tty *t = half_filled();
	tty_hang_up(t);
	play_ended(&p, t, "the window is closed");
	draft_is_there("the window is closed");
	tty_close(t);
}

/* Under nohup, SIGHUP may never come: the end of the input has to do. */
static void window_closed_unheard(void)
{
	struct tty *t = half_filled();
	kill(tty_pid(t), SIGSTOP);
	tty_hang_up(t);
	kill(tty_pid(t), SIGCONT);
	play_ended(&p, t, "the window is closed while it is stopped");
	draft_is_there("the window is closed while it is stopped");
	tty_close(t);
}

/* ---- a shell with one job ---- */

static void foreground(pid_t group)
{
	signal(SIGTTOU, SIG_IGN);
	tcsetpgrp(STDIN_FILENO, group);
}

static int shell(int report, int go, char **command)
{
	pid_t job = fork();
	if (job == 0) {
		setpgid(0, 0);
		foreground(getpid());
		signal(SIGTTOU, SIG_DFL);
		close(report);
		close(go);
		execv(command[0], command);
		_exit(127);
	}
	setpgid(job, job);
	for (;;) {
		int status = 0;
		char c;
		if (waitpid(job, &status, WUNTRACED) != job)
			return 126;
		if (!WIFSTOPPED(status))
			return WIFEXITED(status) ? WEXITSTATUS(status) : 125;
		foreground(getpgrp());
		if (write(report, "s", 1) != 1 || read(go, &c, 1) != 1)
			return 124;
		foreground(job);
		kill(-job, SIGCONT);
	}
}

struct job {
	struct tty *t;
	int report[2], go[2];
	char program[4096];
};

static void job_start(struct job *j)
{
	char report[12], go[12], home[700];
	ssize_t n = readlink("/proc/self/exe", j->program, sizeof j->program - 1);
	if (n <= 0 || pipe(j->report) != 0 || pipe(j->go) != 0)
		exit(2);
	j->program[n] = '\0';
	snprintf(report, sizeof report, "%d", j->report[1]);
	snprintf(go, sizeof go, "%d", j->go[0]);
	snprintf(home, sizeof home, "HOME=%s/home", p.work);
	const char *const env[] = { "BANGFU_NOW=" PLAY_TODAY, home, NULL };
	const char *const argv[] = { j->program, "--shell",   report,    go,       p.program, "--db",
				     p.db,       "--screens", p.screens, "--lang", "zh",      NULL };
	play_fresh(&p, "demo");
	j->t = tty_start(argv, env, 24, 80);
	close(j->report[1]);
	close(j->go[0]);
	play_check(&p, tty_settle(j->t), "the program did not start under a shell");
}

/* Reads what comes from the terminal meanwhile; false if the job does not stop. */
static bool job_stops(struct job *j)
{
	struct pollfd f = { .fd = j->report[0], .events = POLLIN };
	char c;
	bool stopped = poll(&f, 1, 10000) == 1 && read(j->report[0], &c, 1) == 1;
	return play_check(&p, stopped, "Ctrl-Z does not stop it");
}

static void job_back(struct job *j)
{
	if (write(j->go[1], "g", 1) == 1)
		play_check(&p, tty_settle(j->t), "it ended where it should come back");
}

static bool bar_is_last(struct tty *t)
{
	char *screen = tty_screen(t);
	screen[strlen(screen) - 1] = '\0';
	const char *last = strrchr(screen, '\n');
	bool there = last != NULL && strstr(last, "帮助") != NULL;
	free(screen);
	return there;
}

static void stopped(bool by_key)
{
	const char *how = by_key ? "Ctrl-Z" : "SIGTSTP";
	struct job j;
	job_start(&j);
	tty_key(j.t, "v");
	char *before = tty_screen(j.t);
	if (by_key) {
		tty_send(j.t, "\032", 1);
	} else {
		char group[64];
		snprintf(group, sizeof group, "pgrep -P %d | xargs kill -TSTP", (int)tty_pid(j.t));
		if (system(group) != 0)
			exit(2);
	}
	if (job_stops(&j)) {
		job_back(&j);
		char *after = tty_screen(j.t);
		play_check(&p, strcmp(before, after) == 0, "%s: the screen is another one:\n%s", how, after);
		play_check(&p, play_mode(j.t, 2004, false), "%s: bracketed paste does not come back", how);
		play_check(&p, play_mode(j.t, 1049, false), "%s: the other screen does not come back", how);
		free(after);
		tty_send(j.t, "\032", 1);
		job_stops(&j);
		tty_resize(j.t, 30, 100); /* nobody tells a stopped job of it */
		job_back(&j);
		play_keys(&p, j.t, "Tab BackTab");
		play_check(&p, tty_broken_cells(j.t) == 0, "%s: broken cells after a resize", how);
		play_check(&p, bar_is_last(j.t), "%s: the bar is not in the last line of the larger window", how);
	}
	free(before);
	tty_key(j.t, "Esc");
	tty_key(j.t, "q");
	play_ended(&p, j.t, how);
	terminal_is_back(j.t, how);
	tty_close(j.t);
	close(j.report[0]);
	close(j.go[1]);
}

int main(int argc, char **argv)
{
	if (argc > 4 && strcmp(argv[1], "--shell") == 0)
		return shell(atoi(argv[2]), atoi(argv[3]), argv + 4);
	if (argc < 4)
		return 2;
	signal(SIGPIPE, SIG_IGN);
	play_open(&p, argv[1], argv[2], "signals");
	orderly();
	crash(SIGSEGV, "SIGSEGV");
	crash(SIGABRT, "SIGABRT");
	window_closed();
	window_closed_unheard();
	stopped(true);
	stopped(false);
	return play_close(&p,
			  "3 orders to leave, 2 crashes, 2 closed windows, 2 stops: nothing lost, the terminal whole");
}

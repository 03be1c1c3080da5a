/* Ctrl-C while a command works: its queries are stopped, its transaction and half-written files taken back by whoever
 * began them, and that is said. A second one ends the program as it always did. */
#include "command.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t signalled; /* which signal; 0: none */

static struct {
	bool shows, shown, told; /* percentages on the terminal; the work was stopped */
	int percent;
	int64_t saves; /* when the office was opened */
} work;

static void note(int number)
{
	signalled = number;
}

static void show(const struct office *o)
{
	int now = o->told_all > 0 ? (int)(o->told_done * 100 / o->told_all) : work.percent;

	if (!work.shows || now == work.percent)
		return;
	fprintf(stderr, "\r%3d %%", now);
	work.percent = now;
	work.shown = true;
}

static bool ask(void *arg)
{
	const struct cli *c = arg;

	show(c->office);
	work.told = signalled != 0;
	return work.told;
}

/* Who was started to ignore a signal goes on ignoring it. What is being printed is printed to its end. */
static void listen_to(int number)
{
	struct sigaction now = { .sa_handler = note, .sa_flags = (int)(SA_RESETHAND | SA_RESTART) }, before;

	sigemptyset(&now.sa_mask);
	if (sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_DFL)
		sigaction(number, &now, NULL);
}

void cli_watch(struct cli *c)
{
	work.saves = office_saves(c->office);
	listen_to(SIGINT);
	listen_to(SIGTERM);
	listen_to(SIGHUP);
	office_set_progress(c->office, ask, c, 0);
}

void cli_progress(bool on)
{
	if (work.shown)
		fputs("\r      \r", stderr);
	work.shows = on && isatty(STDERR_FILENO) == 1;
	work.shown = false;
	work.percent = -1;
}

bool cli_stopped(void)
{
	return signalled != 0;
}

/* What had been saved before, by a command that saves several times, stays. */
static void say_stopped(const struct cli *c)
{
	bool part = c->office && office_saves(c->office) != work.saves;

	cli_progress(false);
	cli_say(c, stderr, part ? "cli.stopped_part" : "cli.stopped", NULL, NULL, NULL);
}

int cli_status(const struct cli *c, int status)
{
	bool lost = fflush(stdout) != 0 || ferror(stdout);

	if (!signalled || (status != EXIT_COULD_NOT && !work.told && !lost))
		return status;
	say_stopped(c);
	return EXIT_SIGNAL + signalled;
}

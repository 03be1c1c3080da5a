/* Ctrl-C while a command works: its queries are stopped, its transaction and half-written files taken back by whoever
 * began them, and that is said. A second one ends the program as it always did. */
#include "command.h"

#include "base/clock.h"
#include "screen/words.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t signalled; /* which signal; 0: none */

enum { SAID_AFTER_MS = 200 };

static struct {
	bool shows, shown, told; /* a line on the terminal; the work was stopped */
	int percent, seconds;    /* that stand there; percent -1: nobody knows */
	int64_t began;
	int64_t saves; /* when the office was opened */
} work;

static void note(int number)
{
	signalled = number;
}

/* Work that is over before anybody wonders says nothing. Where nobody knows how much there is, how long it has lasted
 * is told instead. */
static void show(const struct cli *c)
{
	const struct office *o = c->office;
	int64_t lasted = work.shows ? clock_ms() - work.began : 0;
	int percent = o->told_all > 0 ? (int)(o->told_done * 100 / o->told_all) : work.percent;
	int seconds = (int)((lasted + 999) / 1000);
	struct buf b = BUF_INIT;
	char far[16];

	if (lasted < SAID_AFTER_MS ||
	    (work.shown && percent == work.percent && (percent >= 0 || seconds == work.seconds)))
		return;
	snprintf(far, sizeof far, "%d", percent >= 0 ? percent : seconds);
	words_put(c->screens, &b, percent >= 0 ? "cli.working" : "cli.working_for", far);
	fprintf(stderr, "\r\033[K%s", b.s);
	buf_release(&b);
	work.percent = percent;
	work.seconds = seconds;
	work.shown = true;
}

static bool ask(void *arg)
{
	const struct cli *c = arg;

	show(c);
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

void cli_progress_clear(void)
{
	if (work.shown)
		fputs("\r\033[K", stderr);
	work.shown = false;
}

void cli_progress(bool on)
{
	cli_progress_clear();
	work.shows = on && isatty(STDERR_FILENO) == 1;
	work.percent = -1;
	work.began = clock_ms();
}

void cli_progress_to(const char *path)
{
	if (path == NULL && isatty(STDOUT_FILENO) == 1)
		cli_progress(false);
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

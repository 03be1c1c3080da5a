#include "term_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };
static const struct {
	int number;
	char letter;
} notes[] = {
	{ SIGTERM, 'H' }, { SIGHUP, 'H' }, { SIGINT, 'H' }, { SIGWINCH, 'W' }, { SIGTSTP, 'Z' }, { SIGCONT, 'C' },
};
#define N_NOTES (sizeof(notes) / sizeof(notes[0]))
#define N_CRASHES (sizeof(crashes) / sizeof(crashes[0]))

static int pipe_fd[2] = { -1, -1 };
static struct termios before; /* the terminal as the shell left it */
static char goodbye[256];     /* what brings the terminal back, ready before anything goes wrong */
static size_t goodbye_n;
static char crash_stack[65536]; /* a crash may be a stack that ran out */

static void note(int number)
{
	int kept = errno;

	for (size_t i = 0; i < N_NOTES; i++)
		if (notes[i].number == number && write(pipe_fd[1], &notes[i].letter, 1) < 0)
			break;
	errno = kept;
}

static void crash(int number)
{
	if (term_state.open) {
		ssize_t ignored = write(STDOUT_FILENO, goodbye, goodbye_n);

		(void)ignored;
		tcsetattr(STDIN_FILENO, TCSANOW, &before);
	}
	signal(number, SIG_DFL);
	raise(number);
}

/* Terminfo's strings carry padding ($<5>) that only tputs may interpret; here it is left out. */
static void goodbye_add(const char *s)
{
	if (!s || s == (const char *)-1)
		return;
	while (*s && goodbye_n + 1 < sizeof(goodbye)) {
		if (s[0] == '$' && s[1] == '<') {
			while (*s && *s != '>')
				s++;
			s += *s != '\0';
			continue;
		}
		goodbye[goodbye_n++] = *s++;
	}
}

static void goodbye_prepare(void)
{
	static const char *const strings[] = { "sgr0", "op", "rmkx", "cnorm", "rmcup" };

	goodbye_n = 0;
	goodbye_add("\033[?2004l");
	if (term_state.mouse)
		goodbye_add("\033[?1000l\033[?1006l");
	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		char name[8];

		strcpy(name, strings[i]);
		goodbye_add(tigetstr(name));
	}
}

static void take(int number, void (*f)(int), int flags)
{
	struct sigaction sa = { .sa_flags = flags };

	sa.sa_handler = f;
	sigemptyset(&sa.sa_mask);
	sigaction(number, &sa, NULL);
}

int term_signals_open(struct err *e)
{
	stack_t stack = { .ss_sp = crash_stack, .ss_size = sizeof(crash_stack) };

	if (pipe2(pipe_fd, O_CLOEXEC | O_NONBLOCK) < 0)
		return err_set(e, ERR_IO, "TERM_NOT", strerror(errno));
	def_prog_mode();
	reset_shell_mode();
	tcgetattr(STDIN_FILENO, &before);
	reset_prog_mode();
	goodbye_prepare();
	for (size_t i = 0; i < N_NOTES; i++)
		take(notes[i].number, note, 0);
	sigaltstack(&stack, NULL);
	for (size_t i = 0; i < N_CRASHES; i++)
		take(crashes[i], crash, SA_ONSTACK | (int)SA_RESETHAND);
	return 0;
}

void term_signals_close(void)
{
	for (size_t i = 0; i < N_NOTES; i++)
		signal(notes[i].number, SIG_DFL);
	for (size_t i = 0; i < N_CRASHES; i++)
		signal(crashes[i], SIG_DFL);
	for (int i = 0; i < 2; i++) {
		if (pipe_fd[i] >= 0)
			close(pipe_fd[i]);
		pipe_fd[i] = -1;
	}
}

int term_signals_fd(void)
{
	return pipe_fd[0];
}

char term_signal_next(void)
{
	char c;

	return pipe_fd[0] >= 0 && read(pipe_fd[0], &c, 1) == 1 ? c : '\0';
}

void term_signals_stop(void)
{
	take(SIGTSTP, SIG_DFL, 0);
	take(SIGCONT, SIG_IGN, 0);
	raise(SIGTSTP);
	take(SIGTSTP, note, 0);
	take(SIGCONT, note, 0);
}

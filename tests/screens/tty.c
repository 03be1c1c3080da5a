#include "screens/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#define MARK "\033]7777;"
#define SILENCE_MS 60000
#define KEPT (1u << 20) /* of the program's bytes: the last ones */

struct tty {
	int fd;
	pid_t pid;
	bool ended;
	int status;
	size_t bytes, n_kept;
	char kept[KEPT];
	size_t matched;  /* bytes of a mark seen so far */
	char word;       /* how it goes on: 'i' idle, 'r' ready */
	int idle, ready; /* marks read and not yet waited for */
	int rows, cols;
	VTerm *vt;
	VTermScreen *screen;
};

static void die(const char *what)
{
	perror(what);
	exit(2);
}

/* Is the variable of this NAME=VALUE set otherwise? */
static bool is_overruled(const char *variable, const char *const env[])
{
	size_t n = strcspn(variable, "=") + 1;
	for (size_t i = 0; env != NULL && env[i] != NULL; i++)
		if (strncmp(variable, env[i], n) == 0)
			return true;
	return false;
}

static void child(const char *const argv[], const char *const env[])
{
	/* A program's own keys: whoever started the test in the background had them ignored. */
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	static const char *const keep[] = { "PATH",          "HOME",         "TMPDIR", "ASAN_OPTIONS",
					    "UBSAN_OPTIONS", "LSAN_OPTIONS", NULL };
	static char kept[8][4096];
	static char *list[64];
	size_t n = 0;
	for (size_t i = 0; keep[i] != NULL; i++) {
		const char *value = getenv(keep[i]);
		if (value != NULL) {
			snprintf(kept[i], sizeof kept[i], "%s=%s", keep[i], value);
			if (!is_overruled(kept[i], env))
				list[n++] = kept[i];
		}
	}
	static char term[] = "TERM=xterm-256color", locale[] = "LC_ALL=C.UTF-8", mark[] = "BANGFU_IDLE_MARK=1";
	static char media[] = "BANGFU_MEDIA="; /* whatever is plugged in here */
	char *const preset[] = { term, locale, mark, media };
	for (size_t i = 0; i < sizeof preset / sizeof *preset; i++)
		if (!is_overruled(preset[i], env))
			list[n++] = preset[i];
	for (size_t i = 0; env != NULL && env[i] != NULL && n < 60; i++)
		if (env[i][strlen(env[i]) - 1] != '=')
			list[n++] = strdup(env[i]);
	list[n] = NULL;
	for (size_t i = 0; i < n; i++) /* a person starts it at home */
		if (strncmp(list[i], "HOME=", 5) == 0 && chdir(list[i] + 5) != 0)
			_exit(126);
	execve(argv[0], (char *const *)argv, list);
	perror(argv[0]);
	_exit(127);
}

struct tty *tty_start(const char *const argv[], const char *const env[], int rows, int cols)
{
	struct tty *t = calloc(1, sizeof *t);
	if (t == NULL)
		die("calloc");
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	t->rows = rows;
	t->cols = cols;
	t->pid = forkpty(&t->fd, NULL, NULL, &size);
	if (t->pid < 0)
		die("forkpty");
	if (t->pid == 0)
		child(argv, env);
	fcntl(t->fd, F_SETFD, FD_CLOEXEC);
	t->vt = vterm_new(rows, cols);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
	return t;
}

/* Counts the marks in what was read: MARK, a word, BEL. */
static void look_for_marks(struct tty *t, const char *s, size_t n)
{
	const size_t head = sizeof MARK - 1;
	for (size_t i = 0; i < n; i++) {
		if (t->matched < head) {
			t->matched = s[i] == MARK[t->matched] ? t->matched + 1 : s[i] == MARK[0];
			continue;
		}
		if (t->matched++ == head)
			t->word = s[i];
		if (s[i] != '\007')
			continue;
		*(t->word == 'i' ? &t->idle : &t->ready) += 1;
		t->bytes -= t->matched;
		t->matched = 0;
	}
}

/* Gives what was read to the terminal. */
static void feed(struct tty *t, const char *s, size_t n)
{
	vterm_input_write(t->vt, s, n);
	t->bytes += n;
	look_for_marks(t, s, n);
	if (n > KEPT / 2)
		return;
	if (t->n_kept + n > KEPT) {
		memmove(t->kept, t->kept + t->n_kept - KEPT / 2, KEPT / 2);
		t->n_kept = KEPT / 2;
	}
	memcpy(t->kept + t->n_kept, s, n);
	t->n_kept += n;
}

/* Reads a block; false if the program ended. */
static bool read_some(struct tty *t)
{
	char block[65536];
	while (!t->ended) {
		struct pollfd p = { .fd = t->fd, .events = POLLIN };
		int ready = poll(&p, 1, SILENCE_MS);
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready == 0) {
			fprintf(stderr, "the program was silent for %d s; killed\n", SILENCE_MS / 1000);
			kill(t->pid, SIGKILL);
		}
		ssize_t n = ready > 0 ? read(t->fd, block, sizeof block) : -1;
		if (n <= 0) { /* EIO: the other side is closed */
			tty_wait(t);
			return false;
		}
		feed(t, block, (size_t)n);
		return true;
	}
	return false;
}

/* An idle mark stands for the ready mark before it. */
static bool wait_for(struct tty *t, const int *mark, const int * or)
{
	while (*mark == 0 && * or == 0)
		if (!read_some(t))
			return false;
	return true;
}

bool tty_settle(struct tty *t)
{
	bool there = wait_for(t, &t->idle, &t->idle);
	t->idle = t->ready = 0;
	return there;
}

bool tty_ready(struct tty *t)
{
	bool there = wait_for(t, &t->ready, &t->idle);
	t->ready = 0;
	return there;
}

bool tty_shows_now(struct tty *t, const char *text)
{
	for (;;) {
		char *screen = tty_screen(t);
		bool there = strstr(screen, text) != NULL;
		free(screen);
		if (there || t->idle > 0 || !read_some(t))
			return there;
	}
}

void tty_send(struct tty *t, const char *bytes, size_t n)
{
	while (n > 0 && !t->ended) {
		ssize_t w = write(t->fd, bytes, n);
		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			return;
		bytes += w;
		n -= (size_t)w;
	}
}

bool tty_key_bytes(const char *name, char out[16], size_t *n)
{
	static const struct {
		const char *name, *bytes;
	} named[] = {
		{ "Enter", "\r" },       { "Esc", "\033" },       { "Tab", "\t" },       { "BackTab", "\033[Z" },
		{ "Space", " " },        { "Backspace", "\177" }, { "Up", "\033OA" },    { "Down", "\033OB" },
		{ "Right", "\033OC" },   { "Left", "\033OD" },    { "Home", "\033OH" },  { "End", "\033OF" },
		{ "Insert", "\033[2~" }, { "Delete", "\033[3~" }, { "PgUp", "\033[5~" }, { "PgDn", "\033[6~" },
		{ "F1", "\033OP" },      { "F2", "\033OQ" },      { "F3", "\033OR" },    { "F4", "\033OS" },
		{ "F5", "\033[15~" },    { "F6", "\033[17~" },    { "F7", "\033[18~" },  { "F8", "\033[19~" },
		{ "F9", "\033[20~" },    { "F10", "\033[21~" },   { "F11", "\033[23~" }, { "F12", "\033[24~" },
	};
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (strcmp(name, named[i].name) == 0) {
			strcpy(out, named[i].bytes);
			*n = strlen(out);
			return true;
		}
	if (strncmp(name, "Ctrl-", 5) == 0 && name[5] >= 'A' && name[5] <= 'Z' && name[6] == '\0') {
		out[0] = (char)(name[5] - 'A' + 1);
		*n = 1;
		return true;
	}
	if (strncmp(name, "Alt-", 4) == 0 && name[4] != '\0' && name[5] == '\0') {
		out[0] = '\033';
		out[1] = name[4];
		*n = 2;
		return true;
	}
	*n = strlen(name);
	bool single = *n == 1 || (*n <= 4 && (unsigned char)name[0] >= 0xc0);
	if (single)
		memcpy(out, name, *n);
	return single;
}

bool tty_key(struct tty *t, const char *name)
{
	char bytes[16];
	size_t n;
	if (!tty_key_bytes(name, bytes, &n))
		return false;
	t->idle = t->ready = 0;
	tty_send(t, bytes, n);
	return tty_settle(t);
}

bool tty_key_ready(struct tty *t, const char *name)
{
	char bytes[16];
	size_t n;
	if (!tty_key_bytes(name, bytes, &n))
		return false;
	t->idle = t->ready = 0;
	tty_send(t, bytes, n);
	return tty_ready(t);
}

bool tty_quiet(struct tty *t, int first, int ms, double *last)
{
	for (bool seen = false;; seen = true) {
		struct pollfd p = { .fd = t->fd, .events = POLLIN };
		struct timespec now;
		if (poll(&p, 1, seen ? ms : first) == 0)
			return true;
		if (!read_some(t))
			return false;
		clock_gettime(CLOCK_MONOTONIC, &now);
		*last = (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
	}
}

void tty_resize(struct tty *t, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	vterm_set_size(t->vt, rows, cols);
	t->rows = rows;
	t->cols = cols;
	ioctl(t->fd, TIOCSWINSZ, &size);
}

static size_t put_utf8(char *out, uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | (c >> 6));
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | (c >> 12));
		out[1] = (char)(0x80 | ((c >> 6) & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | (c >> 18));
	out[1] = (char)(0x80 | ((c >> 12) & 0x3f));
	out[2] = (char)(0x80 | ((c >> 6) & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

char *tty_screen(struct tty *t)
{
	char *text = malloc((size_t)t->rows * ((size_t)t->cols * 4 * VTERM_MAX_CHARS_PER_CELL + 1) + 1);
	if (text == NULL)
		die("malloc");
	size_t n = 0;
	for (int y = 0; y < t->rows; y++) {
		size_t line = n, last = n;
		for (int x = 0; x < t->cols; x++) {
			VTermScreenCell cell;
			vterm_screen_get_cell(t->screen, (VTermPos){ .row = y, .col = x }, &cell);
			if (cell.chars[0] == (uint32_t)-1) {
				text[n++] = '?';
				last = n;
				continue;
			}
			if (cell.chars[0] == 0) {
				text[n++] = ' ';
				continue;
			}
			for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
				n += put_utf8(text + n, cell.chars[i]);
			if (cell.chars[0] != ' ')
				last = n;
			if (cell.width == 2)
				x++;
		}
		n = last > line ? last : line;
		text[n++] = '\n';
	}
	text[n] = '\0';
	return text;
}

int tty_broken_cells(struct tty *t)
{
	int broken = 0;
	for (int y = 0; y < t->rows; y++)
		for (int x = 0; x < t->cols; x++) {
			VTermScreenCell cell;
			vterm_screen_get_cell(t->screen, (VTermPos){ .row = y, .col = x }, &cell);
			if (cell.chars[0] == (uint32_t)-1 || (cell.width == 2 && x + 1 >= t->cols))
				broken++;
			if (cell.width == 2)
				x++;
		}
	return broken;
}

void tty_cursor(struct tty *t, int *row, int *col)
{
	VTermPos at;
	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &at);
	*row = at.row;
	*col = at.col;
}

size_t tty_bytes(const struct tty *t)
{
	return t->bytes;
}

const char *tty_output(const struct tty *t, size_t *n)
{
	*n = t->n_kept;
	return t->kept;
}

pid_t tty_pid(const struct tty *t)
{
	return t->pid;
}

void tty_kill(struct tty *t, int sig)
{
	if (!t->ended)
		kill(t->pid, sig);
}

void tty_hang_up(struct tty *t)
{
	if (t->fd >= 0)
		close(t->fd);
	t->fd = -1;
}

/* What it still writes must be read, or it waits for us for ever. False when nothing comes any more. */
static bool drain(struct tty *t, int ms)
{
	char block[4096];
	struct pollfd p = { .fd = t->fd, .events = POLLIN };
	if (poll(&p, 1, ms) <= 0)
		return false;
	ssize_t n = read(t->fd, block, sizeof block);
	if (n > 0)
		feed(t, block, (size_t)n);
	else /* the other side is closed: from now on poll only waits */
		tty_hang_up(t);
	return n > 0;
}

int tty_wait(struct tty *t)
{
	for (int ms = 0, slice; !t->ended; ms += slice) {
		slice = t->fd >= 0 ? 20 : 1; /* a closed one has as good as ended */
		pid_t got = waitpid(t->pid, &t->status, WNOHANG);
		if (got == t->pid || (got < 0 && errno != EINTR)) {
			t->ended = true;
			while (t->fd >= 0 && drain(t, 0))
				;
		} else if (!drain(t, slice) && ms > SILENCE_MS) {
			fprintf(stderr, "the program did not end within %d s; killed\n", SILENCE_MS / 1000);
			kill(t->pid, SIGKILL);
		}
	}
	return t->status;
}

void tty_close(struct tty *t)
{
	if (t == NULL)
		return;
	if (!t->ended) {
		kill(t->pid, SIGKILL);
		tty_wait(t);
	}
	tty_hang_up(t);
	vterm_free(t->vt);
	free(t);
}

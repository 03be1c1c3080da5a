#include "term_internal.h"

#include "base/err.h"
#include "base/mem.h"
#include "screen/theme.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

struct terminal term_state;
static SCREEN *screen;

/* Curses (6.4) writes to the terminal at every jump of its cursor. A frame is therefore gathered in a file in memory
 * that takes the place of the descriptor curses writes to, and goes out in one write. */
static FILE *out;
static int terminal = -1, gathered = -1;

/* Only the alphabet: a decimal comma from the locale would get into numbers we read and write. */
static void open_locale(void)
{
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && !setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "C.utf8");
}

static attr_t colour_attr(const struct colour *c)
{
	return (c->bold ? A_BOLD : 0) | (c->underline ? A_UNDERLINE : 0) | (c->reverse ? A_REVERSE : 0) |
	       (c->dim ? A_DIM : 0);
}

static attr_t mono_attr(const struct colour *c)
{
	return (c->mono_bold ? A_BOLD : 0) | (c->mono_underline ? A_UNDERLINE : 0) | (c->mono_reverse ? A_REVERSE : 0) |
	       (c->mono_dim ? A_DIM : 0);
}

/* What must stand out does so even where theme.ini says nothing. */
static void default_attrs(void)
{
	term_state.attr[INK_SELECTED] = A_REVERSE;
	term_state.attr[INK_HEADER] = A_BOLD;
	term_state.attr[INK_BAR_KEY] = A_BOLD;
	term_state.attr[INK_ERROR] = A_BOLD;
	term_state.attr[INK_FIELD] = A_UNDERLINE;
	term_state.attr[INK_FIELD_FOCUS] = A_REVERSE;
}

void term_theme(const struct screens *s, bool colour)
{
#define INK_NAME(id, name) name,
	static const char *const names[INK_COUNT] = { INK_LIST(INK_NAME) };
#undef INK_NAME
	const struct colour *list = NULL;
	size_t n = s ? screens_colours(s, &list) : 0;

	default_attrs();
	for (size_t i = 0; i < n; i++) {
		for (short ink = 0; ink < INK_COUNT; ink++) {
			if (strcmp(names[ink], list[i].name) != 0)
				continue;
			term_state.attr[ink] = colour ? colour_attr(&list[i]) : mono_attr(&list[i]);
			if (colour && init_pair((short)(ink + 1), list[i].fg, list[i].bg) == OK)
				term_state.pair[ink] = (short)(ink + 1);
		}
	}
}

/* Past curses, which knows nothing of it; curses' own output is flushed first so that the order holds. */
static void write_raw(const char *s)
{
	size_t n = strlen(s);

	fflush(stdout);
	while (n > 0) {
		ssize_t w = write(STDOUT_FILENO, s, n);

		if (w <= 0)
			return;
		s += w;
		n -= (size_t)w;
	}
}

static bool open_output(void)
{
	int fd;

	terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	gathered = memfd_create("frame", MFD_CLOEXEC);
	out = fd < 0 ? NULL : fdopen(fd, "w");
	if (fd >= 0 && !out)
		close(fd);
	return out && terminal >= 0;
}

static void close_output(void)
{
	if (out)
		fclose(out);
	if (terminal >= 0)
		close(terminal);
	if (gathered >= 0)
		close(gathered);
	out = NULL;
	terminal = gathered = -1;
}

static bool gather(void)
{
	return gathered >= 0 && dup3(gathered, fileno(out), O_CLOEXEC) >= 0;
}

static void write_gathered(void)
{
	char bytes[8192];
	off_t end = lseek(gathered, 0, SEEK_CUR), at = 0;

	dup3(terminal, fileno(out), O_CLOEXEC);
	while (at < end) {
		size_t left = (size_t)(end - at), most = left < sizeof(bytes) ? left : sizeof(bytes);
		ssize_t n = pread(gathered, bytes, most, at), written = 0;

		for (ssize_t w; written < n; written += w)
			if ((w = write(terminal, bytes + written, (size_t)(n - written))) <= 0)
				break;
		if (n <= 0 || written < n)
			break; /* the terminal is gone: the next key tells */
		at += n;
	}
	lseek(gathered, 0, SEEK_SET);
}

void term_modes(bool on)
{
	write_raw(on ? "\033[?2004h" : "\033[?2004l");
}

static void set_modes(const struct term_options *opt)
{
	raw();
	noecho();
	nonl();
	set_escdelay(25);
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	meta(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	idlok(stdscr, TRUE);
	typeahead(-1); /* what is shown when keys wait is the app's to say */
	leaveok(stdscr, FALSE);
	curs_set(0);
	term_state.cursor_y = -1;
	term_state.ascii = opt->ascii;
	term_state.mouse = opt->mouse;
	if (opt->mouse) {
		mouseinterval(0);
		mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
	}
	term_keys_open();
}

int term_open(const struct screens *s, const struct term_options *opt, struct err *e)
{
	const char *name = getenv("TERM");
	const char *no_colour = getenv("NO_COLOR");
	bool colour = opt->colour && !(no_colour && *no_colour);

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, ERR_IO, "TERM_NOT", name ? name : "");
	open_locale();
	memset(&term_state, 0, sizeof(term_state));
	screen = open_output() ? newterm(NULL, out, stdin) : NULL;
	if (!screen) {
		close_output();
		return err_set(e, ERR_IO, "TERM_NOT", name ? name : "");
	}
	term_state.open = true;
	term_cells_forget();
	set_modes(opt);
	colour = colour && has_colors() && start_color() == OK;
	if (colour)
		use_default_colors();
	term_theme(s, colour);
	term_state.mark = getenv("BANGFU_IDLE_MARK") != NULL;
	bug_hook = term_close;
	mem_out_hook = term_close;
	if (term_signals_open(e) < 0) {
		term_close();
		return -1;
	}
	refresh();
	term_modes(true);
	return 0;
}

void term_close(void)
{
	if (!term_state.open)
		return;
	term_state.open = false;
	term_modes(false);
	mousemask(0, NULL);
	curs_set(1);
	endwin();
	term_signals_close();
	delscreen(screen);
	screen = NULL;
	close_output();
}

void term_suspend(void)
{
	term_modes(false);
	curs_set(1);
	endwin();
	term_signals_stop();
	curs_set(term_state.cursor_y < 0 ? 0 : 1);
	clearok(stdscr, TRUE);
	refresh();
	term_modes(true);
}

int term_rows(void)
{
	return LINES;
}

int term_cols(void)
{
	return COLS;
}

void term_flush(void)
{
	bool together = gather();

	term_cells_flush();
	if (term_state.cursor_y >= 0)
		move(term_state.cursor_y, term_state.cursor_x);
	curs_set(term_state.cursor_y < 0 ? 0 : 1);
	refresh();
	if (together)
		write_gathered();
}

void term_repaint(void)
{
	clearok(stdscr, TRUE);
}

void term_bell(void)
{
	beep();
}

bool term_is_ascii(void)
{
	return term_state.ascii;
}

void term_cursor(int y, int x)
{
	term_state.cursor_y = y >= 0 && y < LINES ? y : -1;
	term_state.cursor_x = x < 0 ? 0 : x >= COLS ? COLS - 1 : x;
}

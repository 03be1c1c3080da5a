#include "term_internal.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define PASTE_MOST (4 << 20)
#define PASTE_WAIT_MS 2000
#define DOUBLE_CLICK_MS 400

/* Names of keys as in screens/keys.ini. */
static const struct {
	int code;
	const char *name;
} named[] = {
	{ KEY_UP, "Up" },
	{ KEY_DOWN, "Down" },
	{ KEY_LEFT, "Left" },
	{ KEY_RIGHT, "Right" },
	{ KEY_HOME, "Home" },
	{ KEY_END, "End" },
	{ KEY_PPAGE, "PgUp" },
	{ KEY_NPAGE, "PgDn" },
	{ KEY_ENTER, "Enter" },
	{ KEY_BTAB, "BackTab" },
	{ KEY_DC, "Delete" },
	{ KEY_IC, "Insert" },
	{ KEY_BACKSPACE, "Backspace" },
	{ KEY_FIND, "Home" },
	{ KEY_SELECT, "End" },
	{ KEY_SF, "Shift-Down" },
	{ KEY_SR, "Shift-Up" },
	{ '\r', "Enter" },
	{ '\n', "Enter" },
	{ '\t', "Tab" },
	{ 27, "Esc" },
	{ 127, "Backspace" },
	{ 8, "Backspace" },
};

/* What terminals send although their terminfo entry says otherwise, and chords that terminfo has no names for. */
static const struct {
	const char *bytes;
	int code;
	const char *chord;
} sequences[] = {
	{ "\033[200~", TERM_PASTE_ON, NULL }, { "\033[201~", TERM_PASTE_OFF, NULL },
	{ "\033[H", KEY_HOME, NULL },         { "\033OH", KEY_HOME, NULL },
	{ "\033[1~", KEY_HOME, NULL },        { "\033[7~", KEY_HOME, NULL },
	{ "\033[F", KEY_END, NULL },          { "\033OF", KEY_END, NULL },
	{ "\033[4~", KEY_END, NULL },         { "\033[8~", KEY_END, NULL },
	{ "\033[A", KEY_UP, NULL },           { "\033[B", KEY_DOWN, NULL },
	{ "\033[C", KEY_RIGHT, NULL },        { "\033[D", KEY_LEFT, NULL },
	{ "\033OA", KEY_UP, NULL },           { "\033OB", KEY_DOWN, NULL },
	{ "\033OC", KEY_RIGHT, NULL },        { "\033OD", KEY_LEFT, NULL },
	{ "\033[1;5C", 0, "Ctrl-Right" },     { "\033[1;5D", 0, "Ctrl-Left" },
	{ "\033[1;5A", 0, "Ctrl-Up" },        { "\033[1;5B", 0, "Ctrl-Down" },
	{ "\033[1;5H", 0, "Ctrl-Home" },      { "\033[1;5F", 0, "Ctrl-End" },
};
#define N_SEQUENCES ((int)(sizeof(sequences) / sizeof(sequences[0])))

static int held = ERR;  /* a byte read too far */
static bool unmarked;   /* a key came since the last idle mark; a frame drawn at rest is no answer to one */
static bool unanswered; /* likewise, since the last ready mark */
static struct {
	char bytes[4];
	int n, want;
} partial;           /* a character that has begun */
static char *pasted; /* handed out with the last key */
static struct {
	struct key *key;
	size_t n, first;
} kept; /* read ahead while long work was done */
static struct {
	int64_t at;
	int y, x;
} last_click;

void term_keys_open(void)
{
	for (int i = 0; i < N_SEQUENCES; i++)
		define_key(sequences[i].bytes, sequences[i].chord ? TERM_CHORD + i : sequences[i].code);
	held = ERR;
	partial.n = 0;
	unmarked = unanswered = true;
}

static int next_code(void)
{
	int c = held != ERR ? held : getch();

	held = ERR;
	return c;
}

/* The same, but waits a little: the rest of something that has begun. */
static int rest_code(int ms)
{
	int c = next_code();
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };

	if (c != ERR)
		return c;
	while (poll(&fd, 1, ms) < 0 && errno == EINTR)
		;
	return fd.revents ? next_code() : ERR;
}

static void set_name(struct key *out, const char *name)
{
	out->kind = KEY_NAMED_;
	snprintf(out->text, sizeof(out->text), "%s", name);
}

/* The rest of a sequence nobody defined is swallowed: it must not be typed as text. */
static void swallow_sequence(void)
{
	int c;

	do
		c = next_code();
	while (c >= 0x20 && c < 0x40);
}

static bool take_escape(struct key *out)
{
	int c = next_code();

	if (c == '[' || c == 'O') {
		swallow_sequence();
		return false;
	}
	if (c > 0x20 && c < 0x7f) {
		out->kind = KEY_NAMED_;
		snprintf(out->text, sizeof(out->text), "Alt-%c", c);
		return true;
	}
	held = c;
	set_name(out, "Esc");
	return true;
}

static bool take_paste(struct key *out)
{
	struct buf raw = BUF_INIT, clean = BUF_INIT;
	int c;

	while ((c = rest_code(PASTE_WAIT_MS)) != ERR && c != TERM_PASTE_OFF)
		if (c < 256 && raw.n < PASTE_MOST)
			buf_addc(&raw, (char)c);
	text_clean(&clean, raw.s, raw.n, true);
	buf_release(&raw);
	pasted = out->paste = buf_detach(&clean);
	out->kind = KEY_PASTED;
	return true;
}

static bool take_mouse(struct key *out)
{
	MEVENT m;

	if (getmouse(&m) != OK)
		return false;
	out->kind = KEY_MOUSE_;
	out->y = m.y;
	out->x = m.x;
	if (m.bstate & BUTTON4_PRESSED) {
		out->button = 3;
	} else if (m.bstate & BUTTON5_PRESSED) {
		out->button = 4;
	} else {
		int64_t now = clock_ms();
		bool twice = now - last_click.at < DOUBLE_CLICK_MS && last_click.y == m.y && last_click.x == m.x;

		out->button = twice ? 2 : 1;
		last_click.at = twice ? 0 : now;
		last_click.y = m.y;
		last_click.x = m.x;
	}
	return true;
}

/* A character, however long its bytes take to arrive; what is no UTF-8 is dropped. */
static bool take_character(struct key *out, int c)
{
	struct buf clean = BUF_INIT;

	if (c < 0x80 || c > 0xbf) {
		partial.n = 0;
		partial.want = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	} else if (partial.n == 0) {
		return false;
	}
	partial.bytes[partial.n++] = (char)c;
	if (partial.n < partial.want)
		return false;
	if (utf8_is_valid(partial.bytes, (size_t)partial.n))
		text_clean(&clean, partial.bytes, (size_t)partial.n, false);
	partial.n = 0;
	out->kind = KEY_TEXT;
	snprintf(out->text, sizeof(out->text), "%s", clean.s);
	buf_release(&clean);
	return out->text[0] != '\0';
}

static bool take_named(struct key *out, int c)
{
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		if (named[i].code == c) {
			set_name(out, named[i].name);
			return true;
		}
	}
	if (c >= KEY_F(1) && c <= KEY_F(12)) {
		out->kind = KEY_NAMED_;
		snprintf(out->text, sizeof(out->text), "F%d", c - KEY_F(0));
		return true;
	}
	if (c > 0 && c <= 26) {
		out->kind = KEY_NAMED_;
		snprintf(out->text, sizeof(out->text), "Ctrl-%c", 'A' + c - 1);
		return true;
	}
	if (c >= TERM_CHORD && c < TERM_CHORD + N_SEQUENCES) {
		set_name(out, sequences[c - TERM_CHORD].chord);
		return true;
	}
	return false;
}

static bool take(struct key *out, int c)
{
	if (c == KEY_RESIZE) {
		out->kind = KEY_RESIZED;
		return true;
	}
	if (c == KEY_MOUSE)
		return take_mouse(out);
	if (c == TERM_PASTE_ON)
		return take_paste(out);
	if (c == 27)
		return take_escape(out);
	if (take_named(out, c))
		return true;
	return c >= 0x20 && c < 256 && take_character(out, c);
}

static bool take_size(struct key *out)
{
	struct winsize w;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_row > 0 && w.ws_col > 0)
		resizeterm(w.ws_row, w.ws_col);
	out->kind = KEY_RESIZED;
	return true;
}

static bool take_signal(struct key *out)
{
	switch (term_signal_next()) {
	case 'W':
		return take_size(out);
	case 'H':
		out->kind = KEY_HANGUP;
		return true;
	case 'Z':
		term_suspend();
		return take_size(out);
	case 'C':
		clearok(stdscr, TRUE);
		term_modes(true);
		return take_size(out);
	default:
		return false;
	}
}

static void mark(const char *word, bool *due)
{
	char text[32];
	int n = snprintf(text, sizeof(text), "\033]7777;%s\007", word);

	if (!term_state.mark || !*due)
		return;
	fflush(stdout);
	if (write(STDOUT_FILENO, text, (size_t)n) > 0)
		*due = false;
}

void term_ready(void)
{
	mark("ready", &unanswered);
}

static bool fresh_is_waiting(int ms)
{
	struct pollfd fd[2] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = term_signals_fd(), .events = POLLIN },
	};

	if (held == ERR)
		held = getch();
	return held != ERR || (poll(fd, 2, ms) > 0 && (fd[0].revents || fd[1].revents));
}

/* True when there may be something to read; false when the time is over. A terminal that is gone counts as a hangup. */
static bool wait_input(struct key *out, int ms)
{
	struct pollfd fd[2] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = term_signals_fd(), .events = POLLIN },
	};
	int bytes = 0, n = poll(fd, 2, ms);

	if (n < 0)
		return errno == EINTR;
	if (fd[0].revents && (ioctl(STDIN_FILENO, FIONREAD, &bytes) < 0 || bytes == 0))
		out->kind = KEY_HANGUP;
	return n > 0;
}

/* Whether a key came out within the time. */
static bool read_key(struct key *out, int wait_ms)
{
	int64_t until = clock_ms() + wait_ms;

	while (out->kind == KEY_IDLE) {
		int c, left = wait_ms;

		if (take_signal(out))
			break;
		c = next_code();
		if (c != ERR) {
			if (take(out, c))
				break;
			memset(out, 0, sizeof(*out));
			unmarked = true;
			continue;
		}
		if (wait_ms > 0)
			left = until > clock_ms() ? (int)(until - clock_ms()) : 0;
		if (left == 0)
			return false;
		if (!term_key_is_waiting())
			mark("idle", &unmarked);
		if (!wait_input(out, left))
			return false;
	}
	return true;
}

static bool take_kept(struct key *out)
{
	if (kept.first == kept.n)
		return false;
	*out = kept.key[kept.first++];
	pasted = out->paste;
	if (kept.first == kept.n)
		kept.first = kept.n = 0;
	return true;
}

void term_key(struct key *out, int wait_ms)
{
	mem_free(pasted);
	pasted = NULL;
	memset(out, 0, sizeof(*out));
	if (take_kept(out) || read_key(out, wait_ms))
		unmarked = unanswered = true;
}

bool term_key_ahead(struct key *out)
{
	mem_free(pasted);
	pasted = NULL;
	memset(out, 0, sizeof(*out));
	return fresh_is_waiting(0) && read_key(out, 0);
}

void term_key_keep(const struct key *k)
{
	kept.key = mem_grow(kept.key, kept.n + 1, sizeof(*kept.key));
	kept.key[kept.n++] = *k;
	pasted = NULL;
}

bool term_key_is_waiting(void)
{
	return term_key_within(0);
}

bool term_key_within(int ms)
{
	return kept.first < kept.n || fresh_is_waiting(ms);
}

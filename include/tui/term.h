/* The terminal: the only module that talks to curses. Everything else draws through tui/draw.h and gets `struct key`s.
 *
 * term_open reads the locale, sets handlers (SIGTERM, SIGHUP: a KEY_HANGUP comes out of term_key; SIGTSTP/SIGCONT: the
 * terminal is given back and taken again; SIGSEGV, SIGABRT, SIGBUS: the terminal is restored before the signal does its
 * work), bracketed paste, mouse. Colours come from screens/theme.ini; NO_COLOR, `colour = never` or a terminal without
 * colours uses each role's mono attributes. With BANGFU_IDLE_MARK set, the bytes "\033]7777;idle\007" follow each frame
 * after which the program waits for a key with nothing left to do: a test that owns the terminal knows that the screen
 * is settled without ever sleeping. "\033]7777;ready\007" follows the first frame after a key: it has been answered,
 * and what comes later (exact counts) may still be at work. */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct screens;

/* Roles of colour: enum and the names of screens/theme.ini from one list. */
/* clang-format off */
#define INK_LIST(X) \
	X(NORMAL, "normal") X(TITLE, "title") X(BAR, "bar") X(BAR_KEY, "bar_key") X(HEADER, "header") X(SELECTED, "selected") \
	X(DIM, "dim") X(GOOD, "good") X(WARN, "warn") X(BAD, "bad") X(LABEL, "label") X(FIELD, "field") X(FIELD_FOCUS, "field_focus") \
	X(FIELD_ERROR, "field_error") X(MESSAGE, "message") X(ERROR, "error") X(POPUP, "popup") X(MATCH, "match") X(PROGRESS, "progress")
/* clang-format on */
#define INK_ENUM(id, name) INK_##id,
enum ink { INK_LIST(INK_ENUM) INK_COUNT };

enum key_kind {
	KEY_IDLE,   /* the wait was over without a key */
	KEY_TEXT,   /* a character (possibly several code points) in text */
	KEY_PASTED, /* bracketed paste in paste, cleaned of controls but \n; freed by the next term_key */
	KEY_NAMED_, /* a named key or chord: name in text ("F2", "Ctrl-S", "Up", "Enter"; also "Ctrl-Left", "Alt-x") */
	KEY_MOUSE_, /* click (1), double click (2), wheel up (3), wheel down (4) at y, x */
	KEY_RESIZED,
	KEY_HANGUP
};
struct key {
	enum key_kind kind;
	char text[32];
	char *paste;
	int y, x, button;
};
#define KEY_KIND_NAMED KEY_NAMED_
#define KEY_KIND_MOUSE KEY_MOUSE_

struct term_options {
	bool colour, mouse, ascii;
};
int term_open(const struct screens *s, const struct term_options *opt,
	      struct err *e); /* TERM_NOT: no terminal, or TERM unknown {1} */
void term_close(void);        /* safe at any time, also from a signal's bug_hook */
void term_suspend(void);      /* as Ctrl-Z does */
/* Waits up to ms (-1: for ever) for a key. Never loses a byte of a split UTF-8 character or escape sequence. */
void term_key(struct key *out, int wait_ms);
bool term_key_is_waiting(void); /* for long work: is there a key to read */
bool term_key_within(int ms);   /* or will there be one soon; the terminal has the time to show the frame */
/* For long work too: the next key, if there is one, before its turn; and back among those term_key hands out, in the
 * order they are given here (its paste with it). */
bool term_key_ahead(struct key *out);
void term_key_keep(const struct key *k);
int term_rows(void);
int term_cols(void);
void term_flush(void);   /* one frame to the terminal */
void term_ready(void);   /* that frame answers the key: says so to who asked for marks */
void term_repaint(void); /* the next frame is sent whole: somebody else wrote on the screen */
void term_bell(void);
bool term_is_ascii(void); /* draw boxes and bars in ASCII */

/* Cells, absolute coordinates; clipped to the screen. Text is valid and clean (base/text.h); what the terminal cannot
 * draw is U+FFFD. */
void term_cells(int y, int x, int cols, enum ink ink, const char *text,
		size_t bytes);                      /* exactly cols wide: padded or cut at a character */
void term_line(int y, int x, int cols, bool heavy); /* horizontal rule */
void term_vline(int y, int x, int rows);
void term_cursor(int y, int x); /* y < 0: hidden */
void term_erase(int y, int x, int rows, int cols);

#endif

/* What the files of tui/term share. Nobody else includes it. */
#ifndef TUI_TERM_INTERNAL_H
#define TUI_TERM_INTERNAL_H

#include "tui/term.h"

#include <curses.h>

struct screens;

struct terminal {
	bool open, ascii, mouse, mark;
	attr_t attr[INK_COUNT];
	short pair[INK_COUNT];
	int cursor_y, cursor_x;
};
extern struct terminal term_state;

/* Keys of our own, above all that terminfo may define. */
enum { TERM_PASTE_ON = 0x7000, TERM_PASTE_OFF, TERM_CHORD };

void term_cells_flush(void);  /* what was drawn since, to curses */
void term_cells_forget(void); /* curses has begun anew */
void term_keys_open(void);    /* sequences curses does not know from terminfo */
void term_modes(bool on);     /* bracketed paste, written past curses */
void term_theme(const struct screens *s, bool colour);

/* Signals come through a pipe as one letter each: W size, H hangup, Z stop, C continued. */
int term_signals_open(struct err *e);
void term_signals_close(void);
int term_signals_fd(void);
char term_signal_next(void);  /* 0: none */
void term_signals_stop(void); /* gives the terminal away and stops, returns when continued */

#endif

/* A terminal inside a test: the real program on a pseudo-terminal, its screen kept by libvterm.
 * Nothing here sleeps: the program, asked by BANGFU_IDLE_MARK, writes a mark whenever it waits for a key, and the test
 * reads up to it. */
#ifndef TESTS_TTY_H
#define TESTS_TTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct tty;

/* `env` are NAME=VALUE strings put over a minimal environment ("NAME=" takes one away). Ends the test program if it
 * cannot start. */
struct tty *tty_start(const char *const argv[], const char *const env[], int rows, int cols);
/* Reads until the program waits for a key and has nothing left to do. False if it ended instead. A program silent for
 * 60 s is a failure: it is killed. */
bool tty_settle(struct tty *t);
void tty_send(struct tty *t, const char *bytes, size_t n);
/* "j", "张", "Enter", "Ctrl-P", "F2", "Up" … as screens/keys.ini writes them. False for an unknown name. */
bool tty_key_bytes(const char *name, char out[16], size_t *n);
bool tty_key(struct tty *t,
	     const char *name); /* send one and settle; false if the program ended or the name is unknown */
/* The same up to the first frame that answers the key; what comes later (exact counts) may still be at work. */
bool tty_ready(struct tty *t);
bool tty_key_ready(struct tty *t, const char *name);
/* For programs that write no marks: reads until it was silent for `ms`, or said nothing for `first`. *last: when the
 * last bytes came, in ms of CLOCK_MONOTONIC; untouched if none did. False if the program ended. */
bool tty_quiet(struct tty *t, int first, int ms, double *last);
bool tty_shows_now(struct tty *t, const char *text); /* reads until this is on the screen; false: settled without it */
void tty_resize(struct tty *t, int rows, int cols);
/* The screen as text, trailing blanks cut, one line a row. A cell no character can be in is shown as '?'. Caller frees.
 */
char *tty_screen(struct tty *t);
/* Rows whose cells do not add up (half a wide character left over): 0 when all is well. */
int tty_broken_cells(struct tty *t);
void tty_cursor(struct tty *t, int *row, int *col);
size_t tty_bytes(const struct tty *t); /* read from the program so far, without its marks */
/* The last megabyte of them, for what a screen does not show: colours, modes. Valid until the next call that reads. */
const char *tty_output(const struct tty *t, size_t *n);
/* The terminal's window is closed: the program has nothing to read from or write to any more. */
void tty_hang_up(struct tty *t);
pid_t tty_pid(const struct tty *t);
void tty_kill(struct tty *t, int sig);
int tty_wait(struct tty *t); /* reaps; wait status */
void tty_close(struct tty *t);

#endif

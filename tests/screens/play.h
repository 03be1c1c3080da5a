/* A play: the real program on a test's terminal, over a database of its own in a folder of its own.
 *
 * play_open makes the folder and the sample village in it (demo.db); each play_fresh gives the program an untouched
 * copy. What is wrong is said as a FAIL line and counted; the folder stays where something failed. */
#ifndef TESTS_PLAY_H
#define TESTS_PLAY_H

#include "screens/tty.h"

#include <stdbool.h>
#include <stddef.h>

#define PLAY_TODAY "2020-11-23"

struct play {
	const char *program, *screens;
	char work[512], db[600]; /* db: the copy that is played on */
	int failed;
};

/* Ends the test program where there is no folder or no sample village to be had. `name` names the folder. */
void play_open(struct play *p, const char *program, const char *screens, const char *name);
/* The copy is as the sample village ("demo") again, or there is no database at all ("empty"); the home is an empty
 * folder. Daily copies of programs that were killed are waited for: no program may be open. */
void play_fresh(struct play *p, const char *what);
/* A file of TESTS_DIR/data, put into the program's home folder with a date that stays. */
void play_put(const struct play *p, const char *tests, const char *name);
/* A folder of that name there, into which the files go that lie in it so far. */
void play_folder(const struct play *p, const char *name);
/* Starts the program on the copy. `env` are more NAME=VALUE strings (at most 8) or NULL; lang is "zh" or "en". */
struct tty *play_start(struct play *p, const char *const env[], const char *lang, int rows, int cols);
/* The usual: a fresh copy, 80×24, Chinese, and Today is there. */
struct tty *play_begin(struct play *p);
/* Keys with blanks between, each settled. False, said as FAIL, if the program ended or a key has no name. */
bool play_keys(struct play *p, struct tty *t, const char *keys);
void play_type(struct tty *t, const char *text); /* as one burst */
/* Tab until the cursor stands in the line of a form that bears this label. */
bool play_field(struct play *p, struct tty *t, const char *label);
/* The program is told to leave (SIGTERM) and must do so in order. Closes t. */
void play_leave(struct play *p, struct tty *t);

bool play_check(struct play *p, bool good, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool play_sees(struct play *p, struct tty *t, const char *text, const char *when); /* FAIL with the screen if not */
bool play_shows(struct tty *t, const char *text);                                  /* the same, without complaint */
bool play_ended(struct play *p, struct tty *t, const char *when);                  /* exit 0 */

/* The copy through SQLite itself. One value as text, "" if there is none; the caller frees. */
char *play_ask(const struct play *p, const char *sql);
long long play_count(const struct play *p, const char *sql);
bool play_do(struct play *p, const char *sql); /* a failure is a FAIL */
/* `bangfu verify` on the copy finds nothing. */
void play_verify(struct play *p, const char *when);
/* Is DEC mode n (25 the cursor, 1049 the other screen, 2004 pastes, 1000 the mouse) on after these bytes? */
bool play_mode(const struct tty *t, int n, bool at_first);

/* Says the result in one line, removes the folder where nothing failed. The exit status. */
int play_close(struct play *p, const char *proved);

#endif

/* A program that works beside this one: nobody waits for it, and what it says on stderr is kept. It reads nothing, its
 * stdout goes nowhere, and it stands apart from the terminal: it lives on when that is closed or this program is over,
 * unless it is ended before. */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>

struct child {
	long pid; /* 0: none */
	int said; /* what it says, to be read */
};

/* Starts `program` (a path), argv ends in NULL; c must hold none. False: it could not be started, errno says why. */
bool child_begin(struct child *c, const char *program, const char *const *argv);
/* Without waiting. Once it has ended c holds none, and said[] is the first line it said, "" if it said nothing. */
enum child_state { CHILD_NONE, CHILD_RUNS, CHILD_DONE /* exit 0 */, CHILD_FAILED };
enum child_state child_look(struct child *c, char *said, size_t size);
/* It goes on by itself, and nobody hears of it any more. Nothing where there is none. */
void child_leave(struct child *c);
/* Ends it, wherever it is, and waits until it is gone. Nothing where there is none. */
void child_kill(struct child *c);

/* In the child: others first, on the processor and the disk. */
void child_give_way(void);
/* The path of this program itself, as the system knows it or as it was called; BANGFU_SELF (tests) says otherwise. */
const char *child_self(const char *called);

#endif

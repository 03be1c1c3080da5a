/* Which program is which. A process id alone comes round again; with the moment it started it is one program. */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include <stdbool.h>

#define PROCESS_BYTES 48

/* "PID:START", START in clock ticks since the machine started, 0 where the system does not say. */
const char *process_self(void);
/* Does the program of that name still run, on this machine? False for what is no name. */
bool process_runs(const char *name);

/* A program of that name in PATH? */
bool process_is_there(const char *name);
/* Runs a program of PATH and waits for it, without a shell; it reads and writes nothing of ours (/dev/null). argv ends
 * in NULL. True if it ended with 0. */
bool process_run(const char *const *argv);
bool process_run_with(const char *const *argv, int input); /* it reads that open file */

#endif

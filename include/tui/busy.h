/* Long work says so. Between busy_begin and busy_end the office's progress function is busy's: when the work has lasted
 * longer than a person waits without asking (200 ms; busy_patience), the message line says what is done, with a bar
 * where the work tells how far it is (office_tell, busy_tell), and keys are read meanwhile: Esc and Ctrl-C stop the
 * work (ERR_CANCEL), the keys of "quit" stop it and are done after it, all others wait in their order. Begun inside
 * another, the inner one is shown and stopped alone.
 *
 * The app puts every load of a view and every key's handler between the two; jobs of their own name do it themselves.
 */
#ifndef TUI_BUSY_H
#define TUI_BUSY_H

#include <stdbool.h>
#include <stdint.h>

struct app;

#define BUSY_DEEP 4

struct busy {
	const char *word; /* key of words.ini */
	char what[96];    /* its {1} */
	bool holds;       /* announced, but not stopped by a key: it writes */
	bool stopped;
	bool large; /* a job of its own, which may look at the whole file */
	int64_t began, drawn;
};

void busy_begin(struct app *a, const char *word); /* a job: what is in memory may grow until it ends */
void busy_begin_of(struct app *a, const char *word, const char *what);
void busy_begin_held(struct app *a, const char *word); /* cannot be stopped */
/* True: stopped by the person, also where a query that had nobody to tell took it for an empty answer. */
bool busy_end(struct app *a);
/* How far it is, all 0: unknown; true: stop. As cheap as a look at the clock. */
bool busy_tell(struct app *a, int64_t done, int64_t all);

/* After how many ms it is shown, and keys are read; 0 (tests): with the first question. Else what BANGFU_PATIENCE says,
 * else 200. */
void busy_patience(int ms);

#endif

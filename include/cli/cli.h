/* The door of cli/: one command of DESIGN §6, run to its end. main opens what every command needs and hands it in; cli
 * knows nothing of tui, nor where the database is by default. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/err.h"
#include "model/office.h"
#include "screen/config.h"
#include "screen/screens.h"

struct cli {
	struct office *office; /* NULL until c->open succeeded; main closes it */
	const struct screens *screens;
	const struct config *config;
	const char *db_path;         /* decided by main: --db, config, or the default */
	const char *const *requests; /* names of all requests, NULL-terminated: for lint */
	/* Opens db_path, hands the roles of screens/choices.ini over and sets c->office. OFFICE_CREATE makes missing
	 * directories. Once only; a second call with an office open does nothing. Commands that need no database (lint
	 * of screens, help) do not call it. */
	int (*open)(struct cli *c, enum office_mode mode, struct err *e);
};

/* After the office is opened for a command: SIGINT (Ctrl-C), SIGTERM and SIGHUP stop its work instead of ending the
 * program at once. Its transaction is rolled back, what is half written is removed, and one sentence says so. */
void cli_watch(struct cli *c);

/* While the office is opened, by a command or by the screen: where the upgrade of an older file takes long, a line on
 * the terminal says how far it is. NULL: it is open, or could not be; the line goes. */
void cli_watch_upgrade(const struct screens *s);

/* argv[0] is the command ("check"), the rest its own options. Returns the exit status: 0 done, 1 found problems, 2
 * could not (said on stderr), 128 + signal stopped by one. Unknown command: says so with the list of commands, 2.
 * `help` prints them, 0. */
int cli_run(int argc, char **argv, struct cli *c);

#endif

/* Inside cli/: one command is one row of a table, one file, one function. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/buf.h"
#include "base/term.h"
#include "cli/cli.h"
#include "exchange/profile.h"
#include "screen/scope_text.h"

#include <stdbool.h>
#include <stdio.h>

enum exit_status { EXIT_DONE = 0, EXIT_FOUND = 1, EXIT_COULD_NOT = 2, EXIT_SIGNAL = 128 /* and its number */ };

struct command {
	const char *name;
	const char *usage; /* what follows the name; its sentence is word "command.NAME" of screens/words.ini */
	int (*run)(int argc, char **argv, struct cli *c);
};
extern const struct command cli_commands[]; /* ended by a NULL name */

int cmd_init(int argc, char **argv, struct cli *c);
int cmd_today(int argc, char **argv, struct cli *c);
int cmd_import(int argc, char **argv, struct cli *c);
int cmd_export(int argc, char **argv, struct cli *c);
int cmd_report(int argc, char **argv, struct cli *c);
int cmd_check(int argc, char **argv, struct cli *c);
int cmd_coverage(int argc, char **argv, struct cli *c);
int cmd_letter(int argc, char **argv, struct cli *c);
int cmd_enrol(int argc, char **argv, struct cli *c);
int cmd_reconcile(int argc, char **argv, struct cli *c);
int cmd_chart(int argc, char **argv, struct cli *c);
int cmd_dropouts(int argc, char **argv, struct cli *c);
int cmd_term(int argc, char **argv, struct cli *c);
int cmd_table(int argc, char **argv, struct cli *c);
int cmd_find(int argc, char **argv, struct cli *c);
int cmd_history(int argc, char **argv, struct cli *c);
int cmd_undo(int argc, char **argv, struct cli *c);
int cmd_redo(int argc, char **argv, struct cli *c);
int cmd_backup(int argc, char **argv, struct cli *c);
int cmd_restore(int argc, char **argv, struct cli *c);
int cmd_verify(int argc, char **argv, struct cli *c);
int cmd_reindex(int argc, char **argv, struct cli *c);
int cmd_lint(int argc, char **argv, struct cli *c);
int cmd_clean(int argc, char **argv, struct cli *c);
int cmd_help(int argc, char **argv, struct cli *c);

/* Options of a command: name, whether a value follows, where it goes (const char * or bool). getopt_long does the
 * reading. Returns the index of the first argument that is no option, or -1 after having said what is wrong and how the
 * command is used. */
struct option_spec {
	const char *name;
	char letter;       /* short form, or 0 */
	const char **text; /* exactly one of text and flag is set */
	bool *flag;
};
int cli_options(int argc, char **argv, struct cli *c, const struct option_spec *spec, size_t n, int least, int most);

/* A line of output. What came into the database around the program (the sqlite3 shell) may hold anything: no control
 * character of it reaches the terminal. */
void cli_line(FILE *to, const char *text);
/* stop.c. What a stopped command failed with is not said: that it was stopped is, once, and its status tells. */
bool cli_stopped(void);
int cli_status(const struct cli *c, int status); /* what a command that ended with `status` ends with */
/* On a terminal, between the two: how far the office's work is (office_tell), in a line that is written over; once it
 * has lasted a moment. */
void cli_progress(bool on);
void cli_progress_clear(void); /* the line that stands there: something else is said */
/* What comes now goes into that file, or to stdout (NULL) as the work makes it: a line of progress would stand in it.
 */
void cli_progress_to(const char *path);

/* Says an error's sentence on stderr; EXIT_COULD_NOT. */
int cli_fail(const struct cli *c, const struct err *e);
/* Prints a sentence of words.ini with its arguments (NULL: none) and a newline. */
void cli_say(const struct cli *c, FILE *to, const char *key, const char *a1, const char *a2, const char *a3);
/* A term as typed (2020-2, 2020秋 …), "" or NULL: the one in force. TERM_BAD where it is none. */
int cli_term(const struct cli *c, const char *typed, char out[TERM_BYTES], struct err *e);
/* Nobody exports by accident: the profile is said, or the choice is explained. */
int cli_profile(const char *name, enum profile *p, struct err *e);
/* As a person reads it. */
void cli_put_term(const struct cli *c, const char *term, struct buf *out);
/* The line under the title of what counts: which households were looked at. */
void cli_covers(const struct cli *c, enum covers covers);
/* The value of a choice list as it is shown: in English its label there; what the list does not have as it is. */
const char *cli_choice(const struct cli *c, const char *list, const char *label);
/* Which of n was typed: its name, its title, or the beginning of one that no other has. n: none or several, said on
 * stderr with what there is, `noun` being the word key of what they are. */
struct cli_named {
	const char *name, *title;
};
size_t cli_named(const struct cli *c, const struct cli_named *list, size_t n, const char *noun, const char *typed);
/* A record by its id; a household and a person also by what `find` understands. RECORD_GONE, IMPORT_AMBIGUOUS. */
int cli_record(struct cli *c, const char *table, const char *name, int64_t *id, struct err *e);
/* A JSON member: "name": "text" or number; `first` says whether a comma is wanted before it. */
void cli_json_text(struct buf *b, bool *first, const char *name, const char *text);
void cli_json_int(struct buf *b, bool *first, const char *name, int64_t value);

#endif

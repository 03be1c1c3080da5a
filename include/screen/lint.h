/* The linter of screens/: unknown keys and sections, unknown columns and tables, missing labels and English, choices
 * that are not there, SQL that does not prepare behind the guard, a width that cannot hold its label, words missing or
 * unused arguments, keys given twice, roles missing. */
#ifndef SCREEN_LINT_H
#define SCREEN_LINT_H

#include "base/err.h"
#include "model/office.h"
#include "screen/screens.h"

/* Reads `dir` by itself (it may be broken). `o` is any open office (an empty one will do), for columns and SQL. Calls
 * found(file, line or 0, message in `lang`, by the words of `dir` itself) for each problem; returns their number, -1 if
 * it could not run. `requests`: names of all requests, NULL-terminated, from tui/request.h, handed in by main. */
int lint_screens(struct office *o, const char *dir, const char *const *requests, enum lang lang,
		 void (*found)(void *arg, const char *file, int line, const char *message), void *arg, struct err *e);

#endif

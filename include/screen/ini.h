/* INI files as iniparser 4.1 reads them: sections and keys in file order with their lines, and nothing silent.
 * iniparser itself cuts values, merges sections, lets the last duplicate win and swallows a line after a backslash
 * without a word; a scan of our own refuses all of that and reads the rest, ten times as fast. ini_read holds what the
 * scan read against what iniparser does: so the linter and the tests read, and the config. ini_take trusts the scan: so
 * a start reads screens/.
 *
 * Section names and keys are ASCII letters, digits and `_ . -`, and are lower-cased. A comment begins with ; or # at
 * the start of a line or after a blank; a value with those characters stands in quotes. A line holds at most
 * INI_LINE_BYTES bytes. UTF-8, no mark. */
#ifndef SCREEN_INI_H
#define SCREEN_INI_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

#define INI_LINE_BYTES 1022

struct ini_entry {
	const char *key, *value; /* value "" if there is none */
	int line;
};
struct ini_section {
	const char *name; /* field.phone */
	const char *kind; /* field; the whole name if it has no dot */
	const char *id;   /* phone, or "" */
	int line;
	const struct ini_entry *entry;
	size_t n;
};
struct ini {
	const char *path;
	const char *file; /* its last part */
	const struct ini_section *section;
	size_t n;
};

/* Errors, all with {1}=file:line (INI_OPEN: path): INI_OPEN · INI_LINE not understood {2}=the line · INI_LONG ·
 * INI_TWICE {2}=key or section · INI_CUT {2}=key: the value would be cut (quote it) · INI_ENCODING not UTF-8, or begins
 * with a mark. `found`, if given, is called for every problem (line 0: the file as a whole), not only for the first,
 * which is in `e`. */
typedef void ini_found(void *arg, int line, const char *word, const char *what);
int ini_read(struct ini **out, const char *path, ini_found *found, void *arg, struct err *e);
int ini_take(struct ini **out, const char *path, ini_found *found, void *arg, struct err *e);
void ini_free(struct ini **ini);

const struct ini_entry *ini_entry(const struct ini_section *s, const char *key); /* NULL if it is not there */
const struct ini_section *ini_section(const struct ini *ini, const char *name);

#endif

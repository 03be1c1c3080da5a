/* Tables that say which keys a section of an INI file may have, what they hold and where they go. One row is one key;
 * there is no other place that knows a key's name, so the reader and the linter cannot differ. */
#ifndef SCREEN_SPEC_H
#define SCREEN_SPEC_H

#include "screen/arena.h"
#include "screen/ini.h"

#include <stdbool.h>
#include <stddef.h>

enum spec_type {
	SPEC_TEXT,  /* const char *, "" if absent */
	SPEC_WORDS, /* const char *: words a person sees, in the chosen language from `key` or `key_en`; \n is a new
		       line */
	SPEC_LONG,  /* const char *: goes on in key2, key3 …, joined by a blank */
	SPEC_INT,   /* int */
	SPEC_REAL,  /* double */
	SPEC_YES,   /* bool: yes or no */
	SPEC_ONE    /* int or enum: index in `allowed` */
};
enum spec_flags {
	SPEC_NEEDED = 1,    /* must be there and not empty */
	SPEC_NULL = 2,      /* absent text is NULL, not "" */
	SPEC_NO_ENGLISH = 4 /* SPEC_WORDS: a missing English is no finding */
};
struct spec {
	const char *key;
	enum spec_type type;
	unsigned flags;
	size_t at;                  /* offset of the member */
	size_t also;                /* 0, or offset of: the Chinese words · bool "it is there" of a number */
	const char *const *allowed; /* SPEC_ONE: NULL-terminated */
};

enum spec_fault { SPEC_UNKNOWN, SPEC_BAD, SPEC_ABSENT, SPEC_UNTRANSLATED };
struct spec_reader {
	struct arena *arena;
	bool english;
	/* key: as written; value and allowed (words or a range, blank-separated; for SPEC_UNKNOWN the known keys) or
	 * "". */
	void (*fault)(void *arg, enum spec_fault fault, int line, const char *key, const char *value,
		      const char *allowed);
	void *arg;
};
/* Fills *out (zeroed by the caller; a value already there stays where a number, SPEC_YES or SPEC_ONE is absent).
 * Returns the number of faults other than SPEC_UNKNOWN and SPEC_UNTRANSLATED. `specs` ends with key NULL. */
int spec_fill(const struct spec_reader *r, const struct spec *specs, const struct ini_section *section, void *out);
/* The same of a section of which these are not all keys: the others are not spoken of. */
int spec_fill_known(const struct spec_reader *r, const struct spec *specs, const struct ini_section *section,
		    void *out);
/* Is `key` (with _en or a number where its type allows them) one of these? */
bool spec_knows(const struct spec *specs, const char *key);
/* "a|b|c" has b (exactly, blanks around trimmed). */
bool bar_has(const char *list, const char *item);
/* Next item of a '|' list, trimmed: false at the end. *at begins as the list. */
bool bar_next(const char **at, const char **item, size_t *n);
/* `s` with \n as new lines, in the arena. */
const char *spec_unescape(struct arena *a, const char *s);

#endif

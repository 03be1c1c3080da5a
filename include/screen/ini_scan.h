/* The scan of an INI file's bytes: what iniparser would read of them, and nothing silent (screen/ini.h says what is
 * refused). It alone reads screens/ at a start; ini_read holds it against iniparser. */
#ifndef SCREEN_INI_SCAN_H
#define SCREEN_INI_SCAN_H

#include "screen/arena.h"
#include "screen/ini.h"

#include <stdbool.h>
#include <stddef.h>

/* Fills `g` with struct ini_section. Works in place: names and values are parts of `bytes`, which get their NULs there
 * (bytes[n] is one of them); kinds and entries live in `a`. `before`: lines of the file before these bytes. Calls found
 * for each problem; returns their number. */
int ini_scan(char *bytes, size_t n, int before, struct arena *a, struct growing *g, ini_found *found, void *arg);
/* Is a trimmed line the head of a section? Then *text and *n become its name, as it is written. */
bool ini_is_head(char **text, size_t *n);
/* A whole file and a NUL behind it; mem_free. Errors: INI_OPEN. */
int ini_bytes(char **out, size_t *n, const char *path, struct err *e);

#endif

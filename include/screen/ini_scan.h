/* The scan of an INI file's bytes before iniparser sees it (screen/ini.h says what it refuses). */
#ifndef SCREEN_INI_SCAN_H
#define SCREEN_INI_SCAN_H

#include "screen/arena.h"
#include "screen/ini.h"

/* Fills `g` with struct ini_section, whose entries have key and line but no value; names live in `a`. Calls found for
 * each problem; returns their number. */
int ini_scan(const char *bytes, size_t n, struct arena *a, struct growing *g, ini_found *found, void *arg);

#endif

/* The sections of an INI file by name, each read when it is first asked for: a start needs few of many words. The bytes
 * are held as they were when the file was opened, so that what is read later is of the same file. */
#ifndef SCREEN_INI_INDEX_H
#define SCREEN_INI_INDEX_H

#include "screen/ini.h"

#include <stdbool.h>
#include <stddef.h>

#define INI_NONE ((size_t)-1)

struct ini_index;
/* Errors and `found` as ini_read, of what can be seen without reading the sections: INI_OPEN, INI_TWICE of a section,
 * and what stands before the first. */
int ini_index_open(struct ini_index **out, const char *path, ini_found *found, void *arg, struct err *e);
void ini_index_close(struct ini_index **ix);
size_t ini_index_count(const struct ini_index *ix);
size_t ini_index_find(const struct ini_index *ix, const char *name); /* INI_NONE if there is none; capitals are one */
/* The i-th in file order: NULL where something is wrong with it, which is told once. Lives as long as the index. */
const struct ini_section *ini_index_section(struct ini_index *ix, size_t i, ini_found *found, void *arg);
/* Does its text hold this anywhere? `text` in small letters, which are as good as capitals. */
bool ini_index_mentions(const struct ini_index *ix, size_t i, const char *text);
/* What is remembered of a section for its reader; NULL at first. */
void **ini_index_made(struct ini_index *ix, size_t i);

#endif

/* What the floor's files share. */
#ifndef TESTS_BENCH_FLOOR_H
#define TESTS_BENCH_FLOOR_H

#include <sqlite3.h>

extern sqlite3 *db;

void must(int rc);   /* ends the program */
void wait_for(void); /* refresh, and the mark that the next key is waited for */
/* floor_search.c */
void search(const char *keys);
/* floor_keys.c: the B-tree search looks in, in a file of its own. */
void make_keys(const char *keys);

#endif

/* Inside tui/: a table and a page about its selected row: beside it in a wide terminal, else below. */
#ifndef TUI_SPLIT_H
#define TUI_SPLIT_H

#include "tui/draw.h"

#include <stddef.h>

/* What is left of `at` below `head` lines, for a table of n rows; draws nothing. */
struct rect split_table(const struct rect *at, int head, size_t n);
struct rect split_page(const struct rect *at, int head, size_t n);
void split_line(const struct rect *at, int head, size_t n); /* between the two */

#endif

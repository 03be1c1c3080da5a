/* Inside tui/: a table, a rule, and below it a page about the selected row. */
#ifndef TUI_SPLIT_H
#define TUI_SPLIT_H

#include "tui/draw.h"

#include <stddef.h>

/* Of what is left of `at` below `head` lines; the table has n rows and takes at most half. */
struct rect split_table(const struct rect *at, int head, size_t n);
struct rect split_page(const struct rect *at, int head, size_t n);
void split_line(const struct rect *at, int head, size_t n); /* draws the rule */

#endif

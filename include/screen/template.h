/* Texts with names in double braces, {{name}}: letters and reports. The text is written by a bureau in screens/, the
 * value of a name comes from the caller. A name is small letters, digits and _ ; anything else in braces is text. */
#ifndef SCREEN_TEMPLATE_H
#define SCREEN_TEMPLATE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

#define TEMPLATE_BLANK "______" /* stands where a value is empty: a line to write on */

/* Appends the value of a name; false if there is none of that name. What is appended may have many lines. */
typedef bool template_value(void *arg, const char *name, struct buf *out);
/* Appends `text` with its names filled. An empty value is TEMPLATE_BLANK; a name nobody knows stays as it is written,
 * so that it is seen (the linter finds it before). */
void template_fill(const char *text, template_value *value, void *arg, struct buf *out);
/* The names of a text one by one, for the linter: false at the end. *at begins as the text. The name, n bytes at
 * *name, is no string. */
bool template_next(const char **at, const char **name, size_t *n);
/* Is there a {{ that is closed by no }} or holds no name? For the linter. */
bool template_is_broken(const char *text);

#endif

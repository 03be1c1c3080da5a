/* Reading one flat JSON object of strings, as drafts keep it, or one flat array of them, as several choices are kept.
 * Anything else in it (numbers, nested values) is passed over. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

#include <stdbool.h>

/* Next member: key and text in the bufs (cleared first). *at begins at the text and moves on. False at the end or where
 * the text is no JSON; members whose value is no string are skipped. Escapes are resolved; a lone surrogate becomes
 * U+FFFD. */
bool json_next(const char **at, struct buf *key, struct buf *text);
/* Likewise the next string of an array. */
bool json_next_item(const char **at, struct buf *text);

#endif

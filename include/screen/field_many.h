/* Fields of several choices: JSON arrays of labels, split and joined as people do. Used by screen/field.h. */
#ifndef SCREEN_FIELD_MANY_H
#define SCREEN_FIELD_MANY_H

#include "screen/field.h"

/* Splits at every mark people use (DOMAIN §12), but a label that has such a mark in it stays whole. */
int field_parse_many(const struct field *f, const char *text, const char *today, struct value *out, struct err *e);
/* JSON array → shown texts joined by an ideographic comma, or ", " between Latin words. What is no array is shown as it
 * is. */
void field_format_many(const struct field *f, const char *json, struct buf *out);

#endif

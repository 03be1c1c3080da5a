/* What is owed (model/today.h) as a sentence a person reads, on the screen and as text alike. */
#ifndef SCREEN_ITEM_TEXT_H
#define SCREEN_ITEM_TEXT_H

#include "base/buf.h"
#include "model/today.h"

struct screens;

/* Months of this year, terms, levels, steps and forms by their names. */
void item_sentence(const struct screens *s, struct office *o, const struct item *it, struct buf *out);
/* The name of a column of a form: a step of the monitoring case. */
const char *column_label(const struct screens *s, const char *form, const char *column);

#endif

/* Names any text about a period may hold: reports, tables. Private to exchange/. */
#ifndef EXCHANGE_PERIOD_WORDS_H
#define EXCHANGE_PERIOD_WORDS_H

#include "base/buf.h"
#include "model/metric.h"
#include "screen/screens.h"

/* year · month (1…12 of the period; of a longer one the last that has begun) · term · campaign · village (of the file
 * where none is chosen: my unit) · unit · today. False: none of them. */
bool period_word(struct office *o, const struct screens *s, const struct period *p, const char *name, struct buf *out);
/* The period as a heading: its name; of a term and a campaign as a person calls it. */
void period_title(struct office *o, const struct screens *s, const char *kind, const struct period *p, struct buf *out);
/* The unit of who sits here, "" where nobody said. */
void put_my_unit(struct office *o, struct buf *out);

#endif

/* Numbers as people and Excel write them: 1,234.5 · 3万 · 0.5亩 · 500元/学期 · full width · ¥. DOMAIN §12. Pure. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

/* 无 · / · — · - : an explicit "none", which is a fact (0), not a blank. */
bool number_is_none(const char *s);
/* All three take "none" as 0 and fail with NUMBER_BAD (arg: the text) on what is no number, NUMBER_BIG on what does not
 * fit. `unit` (亩, 元, ㎡, 公里, 月 …) may follow and is dropped; 万 and 亿 multiply; a foreign unit is NUMBER_UNIT
 * (args: it, and the one expected). A rate after it (元/学期) is dropped. An integer with decimals is NUMBER_WHOLE. */
int number_parse(const char *s, const char *unit, double *out, struct err *e);
int integer_parse(const char *s, const char *unit, int64_t *out, struct err *e);
int money_parse(const char *s, int64_t *fen,
		struct err *e); /* yuan in, fen out; more than two decimals is NUMBER_FEN */
void money_format(struct buf *b, int64_t fen, bool grouped);    /* "1,234.50"; whole yuan without decimals: "625" */
void number_format(struct buf *b, double v, int most_decimals); /* no trailing zeros */

#endif

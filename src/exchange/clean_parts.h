/* Inside exchange/: the parts of cleaning (exchange/clean.h) that need neither tables nor files. */
#ifndef EXCHANGE_CLEAN_PARTS_H
#define EXCHANGE_CLEAN_PARTS_H

#include "exchange/clean.h"
#include "screen/choices.h"

#include <stdint.h>

struct clean_words {
	const struct choice_list *advert, *gap, *counter, *whole, *term, *plan, *done; /* each may be NULL */
};
struct clean_cps {
	uint32_t *c;
	size_t n;
};
void clean_decode(struct clean_cps *out, const char *s); /* valid UTF-8 */
void clean_encode(const struct clean_cps *t, struct buf *out);
void clean_cps_release(struct clean_cps *t);

bool clean_is_wide(uint32_t cp);    /* a full-width sign that carries its own blank */
bool clean_is_numeral(uint32_t cp); /* 一 to 十 */
/* clean_chars.c: blanks, pinyin in brackets, signs; in place, line by line. */
void clean_chars(struct clean_cps *t);
void clean_signs(struct clean_cps *t); /* clean_signs.c */
bool clean_has_pinyin(const struct clean_cps *t);

/* clean_lines.c: lines joined, adverts dropped (into `dropped`, a line each). */
void clean_lines(struct buf *text, const struct clean_words *w, struct buf *dropped);

/* clean_doubts.c */
void clean_doubts(struct clean *c, const struct clean_words *w);
void clean_doubt(struct clean *c, enum clean_kind kind, const char *text, size_t at, size_t bytes, const char *right);

/* clean.c: one round of the above but for OpenCC; for the fuzzer too. */
void clean_round(struct buf *text, const struct clean_words *w, struct buf *dropped);
#define CLEAN_ROUNDS 12

#endif

/* Pasted text as damaged as reports from the web are (DOMAIN §12, "Damaged web text"), made fit to be kept:
 * pinyin in brackets behind a hanzi dropped, traditional characters made simplified (OpenCC), half-width signs between
 * hanzi made full-width, blanks normalised, lines that were broken in mid-paragraph joined, adverts dropped. Real
 * brackets stay. What only a person can mend is kept and reported as a doubt. Cleaning twice is cleaning once.
 *
 * What is an advert, a counter, a campaign's right name stands in screens/choices.ini: lists paste_*. */
#ifndef EXCHANGE_CLEAN_H
#define EXCHANGE_CLEAN_H

#include "base/buf.h"
#include "base/err.h"
#include "screen/screens.h"

#include <stdbool.h>
#include <stddef.h>

enum clean_kind {
	CLEAN_REDACTED,       /* 20xx, xx5, 6xx万 */
	CLEAN_NUMBER_MISSING, /* 新增的名: a counter without its number */
	CLEAN_TERM_MIXED,     /* a name written otherwise than its right form; `right` says which */
	CLEAN_PLAN_YEAR,      /* a plan for the year that is summed up */
	CLEAN_DROPPED,        /* a line that was taken for an advert; it is not in the text any more */
	CLEAN_KINDS
};
struct clean_doubt {
	enum clean_kind kind;
	size_t at, bytes; /* in the cleaned text; of a dropped line 0, 0 */
	char *text;       /* what it is about: those bytes, or the dropped line */
	char *right;      /* of CLEAN_TERM_MIXED: what it ought to be; else "" */
};
struct clean {
	char *text;
	struct clean_doubt *doubt; /* in the order of the text, dropped lines last */
	size_t n;
	bool changed;
};
extern const char *const clean_names[CLEAN_KINDS]; /* "redacted", "number_missing" … */

/* Any bytes are taken. CLEAN_NO_TABLE: OpenCC's tables are not installed. */
int clean_text(struct clean *out, const struct screens *s, const char *text, size_t n, struct err *e);
void clean_release(struct clean *c);
/* Looks pasted text as if cleaning did it good: pinyin in brackets, wide blanks, half-width signs between hanzi? Quick:
 * no tables are read. */
bool clean_is_wanted(const char *text, size_t n);
/* The doubts as sentences, a line each (words "clean.*"). */
void clean_say(const struct clean *c, const struct screens *s, struct buf *out);

#endif

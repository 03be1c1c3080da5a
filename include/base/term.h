/* School terms, stored as YYYY-1 (spring, February to July) and YYYY-2 (autumn, August to January of the next year). */
#ifndef BASE_TERM_H
#define BASE_TERM_H

#include "base/date.h"

#include <stdbool.h>

#define TERM_BYTES 7

bool term_is_valid(const char *term);
void term_of(const char *day, char out[TERM_BYTES]); /* the one in force on a full day; "" for none */
void term_day(const char *term,
	      char out[DATE_BYTES]); /* the day facts of a term are counted on: 1 March, 1 September */
void term_first(const char *term, char out[DATE_BYTES]);        /* 1 February, 1 August */
void term_last(const char *term, char out[DATE_BYTES]);         /* 31 July, 31 January of the next year */
void term_shift(const char *term, int n, char out[TERM_BYTES]); /* n terms later; negative: before */

#endif

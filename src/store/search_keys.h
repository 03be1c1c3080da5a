/* The keys of a text, and what a typed word is: pure functions, the same for the index and for the eye. */
#ifndef STORE_SEARCH_KEYS_H
#define STORE_SEARCH_KEYS_H

#include "store/search.h"

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* A month and a day are looked for in these years. */
#define SEARCH_YEAR_FIRST 1900
#define SEARCH_YEAR_LAST 2050

/* How well a word fits, best first. */
enum { RANK_WHOLE, RANK_PREFIX, RANK_PART, RANK_NONE };

/* Widths, letter case, blanks and dots do not matter: "欧阳·娜 Ａ" → "欧阳娜a"; at most the first 32 characters. `out`
 * is cleared first. Returns its text. */
const char *search_fold(struct buf *out, const char *text);
/* Calls `fn` for each key of a folded text: from each character on, as hanzi, full pinyin and initials; `first`: it
 * begins with the first character. A key may come twice. Stops when fn returns true. */
typedef bool search_key_fn(void *arg, const char *key, size_t n, bool first);
void search_keys_of(const char *folded, search_key_fn *fn, void *arg);
/* The best rank that a word, folded, has among the keys of a text as it is written. */
int search_text_rank(const char *text, const char *word);
/* Are both the same, folded? */
bool search_same_text(const char *a, const char *b);

struct search_word {
	char *text;               /* folded; digits only if it is a number with - / . in it */
	size_t n;                 /* its bytes */
	bool number, x;           /* digits, and perhaps an x at the end */
	char upper[32], back[16]; /* as a number is kept: with X; the same backwards, "" where it is no end */
	char birth[12], month[8]; /* "1971-02-0", "02-03": what of a date it says, or "" */
};
/* At most `most` words of what was typed. Release each. Returns how many. */
int search_words(const char *typed, struct search_word *out, int most);
void search_word_release(struct search_word *w);

#endif

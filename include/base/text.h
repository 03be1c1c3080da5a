/* UTF-8 text: what is a character, how wide is it, what fits. Nobody else in the program counts bytes or columns.
 *
 * Text inside the program is valid UTF-8 without control characters (text_clean makes it so at every border). Widths
 * follow utf8proc, not the libc, whose table calls hanzi of Extension H unprintable; an East Asian "ambiguous"
 * character (· “ ” — ●) counts 1. A "character" below is an extended grapheme cluster where it matters for the cursor.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes one code point at s (n bytes left). Returns its length 1..4, or -1 where the bytes are not UTF-8 (overlong,
 * surrogate, above 10FFFF, cut short); 0 when n is 0. */
int utf8_decode(const char *s, size_t n, uint32_t *cp);
int utf8_encode(uint32_t cp, char out[4]); /* 1..4, or 0 for what is no scalar value */
/* As utf8_decode, for a string that ends in NUL: 0 at its end; a byte that is not UTF-8 counts as one U+FFFD. */
size_t utf8_step(const char *s, uint32_t *cp);
bool utf8_is_valid(const char *s, size_t n);
/* How many bytes at s are whole characters that can be told at a look, ASCII and most of what is written in hanzi. What
 * follows them may be UTF-8 as well: utf8_decode says. */
size_t utf8_run(const char *s, size_t n);

int text_char_width(uint32_t cp);           /* 0, 1 or 2 */
int text_width(const char *s);              /* columns of the whole string */
size_t text_next(const char *s, size_t at); /* byte index of the next / previous grapheme border */
size_t text_prev(const char *s, size_t at);
size_t text_border(const char *s, size_t at); /* the first grapheme border that is not before `at` */
/* The one answer to "what fits in `cols` columns": the longest prefix, in whole characters. Returns its bytes and, if
 * not NULL, its width in *width (≤ cols). */
size_t text_fit(const char *s, int cols, int *width);
/* As text_fit, but ends in "…" when something is cut; appended to b and padded with spaces (before the text if `right`)
 * to exactly cols. A newline shows as a space. */
void text_cell(struct buf *b, const char *s, int cols, bool right);
/* Next line of wrapped text: the bytes of the longest prefix that fits in cols, broken at a newline (not counted in
 * the return, *skip is 1), after CJK anywhere except before closing punctuation (，。、；：！？）》” etc.), in Latin
 * words at a space (*skip is 1). At least one character as long as there is text. */
size_t text_wrap(const char *s, int cols, size_t *skip);

/* Appends s without C0, DEL, C1 and bidi overrides; a run of invalid bytes becomes one U+FFFD; \t becomes a space; an
 * end of line (\n, \r\n, \r, U+2028, U+2029) becomes \n if `lines`, else a space. What may reach a terminal has passed
 * here. */
void text_clean(struct buf *b, const char *s, size_t n, bool lines);
/* A hanzi of the first block, which no form of a text changes. s has three bytes, or ends in NUL. */
static inline bool text_is_plain_han(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	return u[0] >= 0xE4 && u[0] <= 0xE9 && (u[1] & 0xC0) == 0x80 && (u[2] & 0xC0) == 0x80 &&
	       (u[0] > 0xE4 || u[1] >= 0xB8);
}
/* Printable ASCII without blanks and hanzi of the first block alone: text_clean, text_nfkc leave it as it is. */
bool text_is_plain(const char *s);
/* The next four return what the caller frees; invalid UTF-8 is cleaned first and NULL counts as "".
 * NFKC, trimmed, inner runs of blanks to one space; zero-width characters dropped. For codes, numbers and headers. */
char *text_nfkc(const char *s);
/* Words as somebody types them to find something: NFKC, no blanks around, capitals as small letters. */
char *text_typed(const char *s);
/* A heading as compared: NFKC, no blanks at all, （） as (), lower case. DOMAIN §5.2. */
char *text_heading(const char *s);
/* The same without a copy where s is one already; the caller frees *made, which may be NULL. */
const char *text_as_heading(const char *s, char **made);
/* A name as compared: NFC, no blanks inside Han names, every dot variant (· • ・ ‧ ． .) dropped. DOMAIN §12. */
char *text_name_key(const char *s);
/* A name as stored: trimmed, no blanks inside Han names, dot variants as · (U+00B7) between Han characters. */
char *text_name(const char *s);
bool text_is_han(uint32_t cp);   /* a hanzi of any block, 〇 and 々 included; not the private use area */
bool text_is_space(uint32_t cp); /* every blank of Unicode, ends of line included */
bool text_is_all_blank(const char *s);
/* NULL, "" or only blanks and zero-width characters. Asked of every cell: most begin with what tells at once. */
static inline bool text_is_blank(const char *s)
{
	return !s || !*s || (!(*s > ' ' && *s < 0x7F) && text_is_all_blank(s));
}
bool text_in_bars(const char *list, const char *item); /* is it one of a|b|c? */

#endif

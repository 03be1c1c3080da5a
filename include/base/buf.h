/* A growing byte string. Invariants: `s` is never NULL and always ends in NUL at s[n]; n < cap or cap == 0.
 * Initialise with BUF_INIT; release with buf_release (which leaves it usable again). Only these functions write n, cap.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

struct buf {
	char *s;
	size_t n, cap;
};
extern char buf_empty[1];
#define BUF_INIT \
	{ \
		buf_empty, 0, 0 \
	}

void buf_add(struct buf *b, const char *s, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_addz(struct buf *b, const char *s, size_t n); /* with a NUL that counts */
void buf_addf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_clear(struct buf *b);         /* length 0, memory kept */
void buf_cut(struct buf *b, size_t n); /* shorten to n bytes */
char *buf_detach(struct buf *b);       /* the caller owns the string; b is BUF_INIT again */
void buf_release(struct buf *b);

/* JSON out (RFC 8259): a string with its quotes; invalid UTF-8 becomes U+FFFD. */
void buf_json(struct buf *b, const char *s);

#endif

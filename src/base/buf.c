#include "base/buf.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

char buf_empty[1];

static void grow(struct buf *b, size_t n)
{
	size_t need, cap = b->cap ? b->cap : 32;

	if (n > SIZE_MAX / 2 - b->n)
		mem_out();
	need = b->n + n + 1;
	if (need <= b->cap)
		return;
	while (cap < need)
		cap *= 2;
	b->s = mem_grow(b->cap ? b->s : NULL, cap, 1);
	b->cap = cap;
	b->s[b->n] = '\0';
}

/* Room for n more bytes and the NUL. */
static inline void reserve(struct buf *b, size_t n)
{
	if (n >= b->cap - b->n)
		grow(b, n);
}

void buf_add(struct buf *b, const char *s, size_t n)
{
	if (!n)
		return;
	reserve(b, n);
	memcpy(b->s + b->n, s, n);
	b->n += n;
	b->s[b->n] = '\0';
}

void buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_addc(struct buf *b, char c)
{
	reserve(b, 1);
	b->s[b->n++] = c;
	b->s[b->n] = '\0';
}

void buf_addz(struct buf *b, const char *s, size_t n)
{
	reserve(b, n + 1);
	memcpy(b->s + b->n, s, n);
	b->n += n + 1;
	b->s[b->n - 1] = b->s[b->n] = '\0';
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	size_t room = b->cap - b->n;
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(room > 0 ? b->s + b->n : NULL, room, fmt, args);
	va_end(args);
	if (n < 0)
		BUG("buf_addf: format");
	if ((size_t)n >= room) { /* once more, with room for it */
		reserve(b, (size_t)n);
		va_start(args, fmt);
		vsnprintf(b->s + b->n, (size_t)n + 1, fmt, args);
		va_end(args);
	}
	b->n += (size_t)n;
}

void buf_clear(struct buf *b)
{
	buf_cut(b, 0);
}

void buf_cut(struct buf *b, size_t n)
{
	if (n >= b->n)
		return;
	b->n = n;
	b->s[n] = '\0';
}

char *buf_detach(struct buf *b)
{
	char *s = b->cap ? b->s : mem_dup_n("", 0);

	*b = (struct buf)BUF_INIT;
	return s;
}

void buf_release(struct buf *b)
{
	if (b->cap)
		mem_free(b->s);
	*b = (struct buf)BUF_INIT;
}

static void json_ascii(struct buf *b, char c)
{
	static const char plain[] = "\"\\\b\f\n\r\t", escaped[] = "\"\\bfnrt";
	const char *at = c ? strchr(plain, c) : NULL;

	if (at) {
		buf_addc(b, '\\');
		buf_addc(b, escaped[at - plain]);
	} else if ((unsigned char)c < 0x20) {
		buf_addf(b, "\\u%04x", (unsigned)c);
	} else {
		buf_addc(b, c);
	}
}

void buf_json(struct buf *b, const char *s)
{
	size_t left = strlen(s);

	buf_addc(b, '"');
	while (left) {
		uint32_t cp;
		int n = utf8_decode(s, left, &cp);

		if (n == 1)
			json_ascii(b, *s);
		else if (n > 1)
			buf_add(b, s, (size_t)n);
		else
			buf_adds(b, "\xEF\xBF\xBD");
		n = n < 1 ? 1 : n;
		s += n;
		left -= (size_t)n;
	}
	buf_addc(b, '"');
}

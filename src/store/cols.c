/* Reading change.cols: {"column":[old,new],...} as the triggers write it. Not a JSON reader for the world: what does
 * not have this shape is refused. */
#include "internal.h"

#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	const char *p;
	bool bad;
};

static void expect(struct reader *r, char c)
{
	if (*r->p == c)
		r->p++;
	else
		r->bad = true;
}

static bool hex4(const char *p, uint32_t *out)
{
	uint32_t v = 0;

	for (int i = 0; i < 4; i++) {
		char c = p[i];
		if (c >= '0' && c <= '9')
			v = v * 16 + (uint32_t)(c - '0');
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			v = v * 16 + (uint32_t)((c | 32) - 'a' + 10);
		else
			return false;
	}
	*out = v;
	return true;
}

static void read_escape(struct reader *r, struct buf *b)
{
	static const char from[] = "bfnrt\"\\/";
	static const char to[] = "\b\f\n\r\t\"\\/";
	const char *at = *r->p ? strchr(from, *r->p) : NULL;
	uint32_t cp, low;
	char utf8[4];

	if (at) {
		buf_addc(b, to[at - from]);
		r->p++;
		return;
	}
	if (*r->p != 'u' || !hex4(r->p + 1, &cp)) {
		r->bad = true;
		return;
	}
	r->p += 5;
	if (cp >= 0xd800 && cp < 0xdc00 && r->p[0] == '\\' && r->p[1] == 'u' && hex4(r->p + 2, &low)) {
		cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
		r->p += 6;
	}
	int n = utf8_encode(cp, utf8);
	if (n > 0)
		buf_add(b, utf8, (size_t)n);
}

static char *read_string(struct reader *r)
{
	struct buf b = BUF_INIT;

	expect(r, '"');
	while (!r->bad && *r->p != '"') {
		if (*r->p == '\0') {
			r->bad = true;
		} else if (*r->p == '\\') {
			r->p++;
			read_escape(r, &b);
		} else {
			buf_addc(&b, *r->p++);
		}
	}
	expect(r, '"');
	return buf_detach(&b);
}

static struct value read_number(struct reader *r)
{
	size_t n = strspn(r->p, "+-0123456789.eE");
	char *end = NULL;
	struct value v = value_null();

	if (n == strcspn(r->p, ".eE") || strcspn(r->p, ".eE") > n) {
		errno = 0;
		v = value_int(strtoll(r->p, &end, 10));
		if (errno)
			r->bad = true;
	} else {
		v = value_real(strtod(r->p, &end));
	}
	if (n == 0 || end != r->p + n)
		r->bad = true;
	r->p += n;
	return v;
}

static struct value read_value(struct reader *r)
{
	if (strncmp(r->p, "null", 4) == 0) {
		r->p += 4;
		return value_null();
	}
	if (*r->p == '"') /* not value_text: an empty text is not NULL here */
		return (struct value){ .kind = VALUE_TEXT, .text = read_string(r) };
	return read_number(r);
}

int cols_parse(const char *json, struct cell_change **out, size_t *n)
{
	struct reader r = { .p = json };
	struct cell_change *list = NULL;
	size_t count = 0;

	expect(&r, '{');
	while (!r.bad && *r.p != '}') {
		if (count > 0)
			expect(&r, ',');
		list = mem_grow(list, count + 1, sizeof *list);
		struct cell_change *c = &list[count++];
		c->name = read_string(&r);
		c->before = c->after = value_null();
		expect(&r, ':');
		expect(&r, '[');
		if (!r.bad)
			c->before = read_value(&r);
		expect(&r, ',');
		if (!r.bad)
			c->after = read_value(&r);
		expect(&r, ']');
	}
	expect(&r, '}');
	if (r.bad || *r.p) {
		cols_free(list, count);
		list = NULL;
		count = 0;
	}
	*out = list;
	*n = count;
	return r.bad || *r.p ? -1 : 0;
}

void cols_free(struct cell_change *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		mem_free(list[i].name);
		value_release(&list[i].before);
		value_release(&list[i].after);
	}
	mem_free(list);
}

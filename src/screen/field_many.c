#include "screen/field_many.h"

#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARTS 64

struct part {
	size_t from, to;
};

static bool is_mark(uint32_t cp)
{
	switch (cp) {
	case ',':
	case ';':
	case '/':
	case '|':
	case '\n':
	case 0x3001: /* ideographic comma */
	case 0xff0c:
	case 0xff1b:
	case 0xff0f:
	case 0xff5c: /* full width , ; / | */
		return true;
	default:
		return false;
	}
}

static size_t split(const char *text, struct part parts[PARTS])
{
	size_t n = 0, from = 0, at = 0, length = strlen(text);
	uint32_t cp;

	while (at <= length && n < PARTS) {
		int bytes = at < length ? utf8_decode(text + at, length - at, &cp) : 1;

		if (bytes < 1)
			bytes = 1;
		else if (at < length && !is_mark(cp)) {
			at += (size_t)bytes;
			continue;
		}
		if (at > from)
			parts[n++] = (struct part){ from, at };
		at += (size_t)bytes;
		from = at;
	}
	return n;
}

/* The longest run of parts from `i` on that is one label; NULL if not even the first part is. */
static const struct choice *longest(const struct field *f, const char *text, const struct part *parts, size_t n,
				    size_t i, size_t *next)
{
	for (size_t k = n; k > i; k--) {
		char *piece = mem_dup_n(text + parts[i].from, parts[k - 1].to - parts[i].from);
		const struct choice *c = f->choices ? choice_find(f->choices, piece) : NULL;

		mem_free(piece);
		*next = k;
		if (c)
			return c;
	}
	return NULL;
}

static bool is_there(const struct buf *json, const char *label)
{
	struct buf one = BUF_INIT;
	bool there;

	buf_json(&one, label);
	there = strstr(json->s, one.s) != NULL;
	buf_release(&one);
	return there;
}

static bool add(struct buf *json, const char *label, int *count)
{
	if (is_there(json, label))
		return false;
	buf_addc(json, *count ? ',' : '[');
	buf_json(json, label);
	++*count;
	return true;
}

int field_parse_many(const struct field *f, const char *text, const char *today, struct value *out, struct err *e)
{
	struct part parts[PARTS];
	size_t n = split(text, parts), next = 0;
	struct buf json = BUF_INIT;
	int count = 0, result = -1;
	char most[16];

	(void)today;
	for (size_t i = 0; i < n; i = next) {
		const struct choice *c = longest(f, text, parts, n, i, &next);
		char *piece = mem_dup_n(text + parts[i].from, parts[i].to - parts[i].from);
		char *name = text_nfkc(piece);

		mem_free(piece);
		if (c) {
			add(&json, c->label, &count);
		} else if (name[0] && f->open) {
			add(&json, name, &count);
		} else if (name[0] && !number_is_none(name)) {
			err_field(e, f->name, "FIELD_CHOICE", name);
			mem_free(name);
			goto done;
		}
		mem_free(name);
	}
	snprintf(most, sizeof most, "%d", f->most);
	if (f->most > 0 && count > f->most) {
		err_field(e, f->name, "FIELD_CHOICES", most);
		goto done;
	}
	if (count) {
		buf_addc(&json, ']');
		*out = value_text(json.s);
	}
	result = 0;
done:
	buf_release(&json);
	return result;
}

static unsigned hex4(const char *s)
{
	unsigned v = 0;

	for (int i = 0; i < 4; i++) {
		const char *digits = "0123456789abcdef", *d = s[i] ? strchr(digits, s[i] | 0x20) : NULL;

		if (!d)
			return 0;
		v = v * 16 + (unsigned)(d - digits);
	}
	return v;
}

/* One JSON string at *s (after its quote) into b; *s then stands after the closing quote. False if it never closes. */
static bool read_string(const char **s, struct buf *b)
{
	static const char names[] = "bfnrt", means[] = "\b\f\n\r\t";
	const char *at = *s, *name;
	char utf8[4];

	for (; *at && *at != '"'; at++) {
		if (*at != '\\') {
			buf_addc(b, *at);
			continue;
		}
		at++;
		if (!*at)
			return false;
		if (*at == 'u') {
			uint32_t cp = hex4(at + 1);
			int n;

			if (cp)
				at += 4;
			if (cp >= 0xd800 && cp < 0xdc00 && at[1] == '\\' && at[2] == 'u') {
				cp = 0x10000 + ((cp - 0xd800) << 10) + (hex4(at + 3) - 0xdc00);
				at += hex4(at + 3) ? 6 : 0;
			}
			n = utf8_encode(cp, utf8);
			if (n > 0)
				buf_add(b, utf8, (size_t)n);
		} else {
			name = strchr(names, *at);
			buf_addc(b, name ? means[name - names] : *at);
		}
	}
	*s = *at ? at + 1 : at;
	return *at == '"';
}

void field_format_many(const struct field *f, const char *json, struct buf *out)
{
	const char *s = json + strspn(json, " ");
	size_t begin = out->n;

	if (*s++ != '[') {
		buf_adds(out, json);
		return;
	}
	while (*(s += strspn(s, " ,")) == '"') {
		struct buf one = BUF_INIT;
		const struct choice *c;
		const char *shown;

		s++;
		if (!read_string(&s, &one)) {
			buf_release(&one);
			break;
		}
		c = f->choices ? choice_find(f->choices, one.s) : NULL;
		shown = c ? c->shown : one.s;
		if (out->n > begin)
			buf_adds(out, (unsigned char)shown[0] < 0x80 ? ", " : "\u3001");
		buf_adds(out, shown);
		buf_release(&one);
	}
}

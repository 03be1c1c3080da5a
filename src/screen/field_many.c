#include "screen/field_many.h"

#include "base/json.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARTS_STEP 16

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

/* What stands between the marks; free(). */
static struct part *split(const char *text, size_t *n)
{
	size_t from = 0, at = 0, length = strlen(text);
	struct part *parts = NULL;
	uint32_t cp;

	*n = 0;
	while (at <= length) {
		int bytes = at < length ? utf8_decode(text + at, length - at, &cp) : 1;

		if (bytes < 1)
			bytes = 1;
		else if (at < length && !is_mark(cp)) {
			at += (size_t)bytes;
			continue;
		}
		if (at > from) {
			if (*n % PARTS_STEP == 0)
				parts = mem_grow(parts, *n + PARTS_STEP, sizeof *parts);
			parts[(*n)++] = (struct part){ from, at };
		}
		at += (size_t)bytes;
		from = at;
	}
	return parts;
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
	size_t n, next = 0;
	struct part *parts = split(text, &n);
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
	mem_free(parts);
	return result;
}

void field_format_many(const struct field *f, const char *json, struct buf *out)
{
	const char *at = json + strspn(json, " ");
	size_t begin = out->n;
	struct buf one = BUF_INIT;

	if (*at != '[') {
		buf_adds(out, json);
		return;
	}
	while (json_next_item(&at, &one)) {
		const struct choice *c = f->choices ? choice_find(f->choices, one.s) : NULL;
		const char *shown = c ? c->shown : one.s;

		if (out->n > begin)
			buf_adds(out, (unsigned char)shown[0] < 0x80 ? ", " : "\u3001");
		buf_adds(out, shown);
	}
	buf_release(&one);
}

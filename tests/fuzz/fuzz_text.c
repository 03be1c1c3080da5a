/* Any bytes as text: cleaning, borders, fitting, cells, wrapping and the normal forms keep their promises; borders and
 * widths are compared with a plain count from the start of the text. */
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(holds) \
	do { \
		if (!(holds)) { \
			fprintf(stderr, "line %d: %s\n", __LINE__, #holds); \
			abort(); \
		} \
	} while (0)

static void check_clean(const struct buf *b, bool lines)
{
	struct buf again = BUF_INIT;
	uint32_t cp;

	CHECK(utf8_is_valid(b->s, b->n) && strlen(b->s) == b->n);
	for (const char *at = b->s; *at; at += utf8_step(at, &cp)) {
		utf8_step(at, &cp);
		CHECK(cp >= ' ' || (lines && cp == '\n'));
		CHECK((cp < 0x7F || cp > 0x9F) && (cp < 0x202A || cp > 0x202E) && (cp < 0x2066 || cp > 0x2069));
	}
	text_clean(&again, b->s, b->n, lines);
	CHECK(strcmp(again.s, b->s) == 0);
	buf_release(&again);
}

/* Marks in `border` the bytes where a character begins, counted in one pass. */
static void plain_borders(const char *s, bool *border, int *width)
{
	utf8proc_int32_t before = 0, cp, state = 0;
	size_t at = 0, n = strlen(s);

	*width = 0;
	memset(border, 0, n + 1);
	border[0] = border[n] = true;
	while (at < n) {
		utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)s + at, -1, &cp);

		CHECK(len > 0);
		if (at && utf8proc_grapheme_break_stateful(before, cp, &state))
			border[at] = true;
		*width += text_char_width((uint32_t)cp);
		before = cp;
		at += (size_t)len;
	}
}

static void check_borders(const char *s)
{
	size_t n = strlen(s), last = 0;
	bool *border = mem_alloc(n + 1);
	int width;

	plain_borders(s, border, &width);
	CHECK(text_width(s) == width);
	for (size_t at = 1; at <= n; at++) {
		CHECK(text_prev(s, at) == last);
		if (!border[at])
			continue;
		CHECK(text_next(s, last) == at);
		CHECK(text_border(s, at) == at && (at == last + 1 || text_border(s, last + 1) == at));
		last = at;
	}
	CHECK(text_next(s, n) == n);
	mem_free(border);
}

static void check_columns(const char *s, int cols)
{
	struct buf cell = BUF_INIT;
	size_t n, skip, from = 0;
	int width;

	n = text_fit(s, cols, &width);
	CHECK(width <= cols && n <= strlen(s) && text_border(s, n) == n);
	if (s[n]) {
		char *more = mem_dup_n(s, text_next(s, n));

		CHECK(text_width(more) > cols);
		mem_free(more);
	}
	text_cell(&cell, s, cols, cols % 2);
	CHECK(text_width(cell.s) == cols && !strchr(cell.s, '\n'));
	buf_release(&cell);
	while (s[from]) {
		char *line;

		n = text_wrap(s + from, cols, &skip);
		CHECK(n + skip > 0 && skip <= 1 && from + n + skip <= strlen(s));
		CHECK(!skip || s[from + n] == '\n' || s[from + n] == ' ');
		line = mem_dup_n(s + from, n);
		CHECK(!strchr(line, '\n'));
		CHECK(text_width(line) <= cols || text_next(line, 0) == n);
		mem_free(line);
		from += n + skip;
		CHECK(text_border(s, from) == from);
	}
}

/* What a form gives is clean and, given again, the same. */
static void check_form(char *(*form)(const char *), const char *s)
{
	char *once = form(s), *twice = form(once);

	CHECK(utf8_is_valid(once, strlen(once)));
	if (strcmp(once, twice) != 0) {
		fprintf(stderr, "\"%s\" then \"%s\"\n", once, twice);
		abort();
	}
	mem_free(once);
	mem_free(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char *(*const forms[])(const char *) = { text_nfkc, text_heading, text_name_key, text_name };
	struct buf clean = BUF_INIT;
	char *raw;

	if (size < 1)
		return 0;
	raw = mem_dup_n((const char *)data + 1, size - 1);
	text_clean(&clean, (const char *)data + 1, size - 1, data[0] & 1);
	check_clean(&clean, data[0] & 1);
	check_borders(clean.s);
	check_columns(clean.s, 1 + data[0] / 2 % 50);
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		check_form(forms[i], raw);
	text_width(raw);
	text_is_blank(raw);
	for (size_t at = 0; raw[at]; at = text_next(raw, at))
		text_prev(raw, at);
	buf_release(&clean);
	mem_free(raw);
	return 0;
}

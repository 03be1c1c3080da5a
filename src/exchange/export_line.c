/* One line of CSV that a spreadsheet reads as text and not as a formula. */
#include "exchange/export.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_LOST 12 /* from here on a spreadsheet shows 1.2E+11 and saves that */
#define CODE_MOST 40

/* 12, -3.5, +7: what begins with a sign but is a number stays one. */
static bool is_number(const char *s)
{
	char *end;

	if (strspn(s, "+-.0123456789") != strlen(s))
		return false;
	strtod(s, &end);
	return end != s && !*end;
}

/* Full-width forms count: a spreadsheet set to Chinese reads them as the others. A ' of our own is doubled, so that
 * reading gives back what was written. */
static bool is_dangerous(const char *s)
{
	static const char *const starts[] = {
		"=", "+", "-", "@", "'", "\t", "\r", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (strncmp(s, starts[i], strlen(starts[i])) == 0)
			return !is_number(s);
	return false;
}

/* What a spreadsheet would make something else of: 001 is 1, eighteen digits are 3.4E+17, 1-2 is a day, 1E5 a number.
 * A whole day may become one. */
static bool is_eaten(const char *s)
{
	size_t n = strspn(s, "0123456789"), all = strlen(s), rest;

	if (n == 0 || all > CODE_MOST)
		return false;
	if (n == all)
		return n >= DIGITS_LOST || (*s == '0' && n > 1);
	rest = strspn(s + n + 1, "0123456789-/");
	if (!strchr("-/Ee", s[n]) || n + 1 + rest != all || rest == 0)
		return false;
	return !(all == 10 && date_is_valid(s));
}

static void add_cell(struct buf *b, const char *s, bool is_text)
{
	if (is_text && is_eaten(s)) {
		buf_addf(b, "\"=\"\"%s\"\"\"", s);
		return;
	}
	bool quoted = is_dangerous(s) || strpbrk(s, ",;\t\"\r\n") || *s == ' ' || (*s && s[strlen(s) - 1] == ' ');

	if (quoted)
		buf_addc(b, '"');
	if (is_dangerous(s))
		buf_addc(b, '\'');
	for (; *s; s++) {
		if (*s == '"')
			buf_addc(b, '"');
		buf_addc(b, *s);
	}
	if (quoted)
		buf_addc(b, '"');
}

/* GB18030 holds every character of Unicode. */
static void put_converted(FILE *to, const struct buf *line)
{
	iconv_t convert = iconv_open("GB18030", "UTF-8");
	size_t left = line->n, room = line->n * 2 + 16, cap = room;
	char *in = line->s, *out = mem_alloc(room), *at = out;

	if (convert == (iconv_t)-1)
		BUG("no GB18030 in this libc");
	iconv(convert, &in, &left, &at, &room);
	fwrite(out, 1, cap - room, to);
	iconv_close(convert);
	mem_free(out);
}

void export_line(FILE *to, enum export_encoding enc, const char *const *cells, size_t n)
{
	export_line_of(to, enc, cells, NULL, n);
}

void export_line_of(FILE *to, enum export_encoding enc, const char *const *cells, const bool *is_number, size_t n)
{
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_addc(&line, ',');
		add_cell(&line, cells[i], !is_number || !is_number[i]);
	}
	buf_adds(&line, "\r\n");
	if (enc == EXPORT_GB18030)
		put_converted(to, &line);
	else
		fwrite(line.s, 1, line.n, to);
	buf_release(&line);
}

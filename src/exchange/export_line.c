/* One line of CSV that a spreadsheet reads as text and not as a formula. */
#include "exchange/export.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "sheet_parts.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_LOST 12 /* from here on a spreadsheet shows 1.2E+11 and saves that */
#define CODE_MOST 40
#define CSV_CHUNK 32768

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

/* What must stand between quotes: separators of any reader, and ends of lines. */
static bool has_mark(const char *s, size_t n)
{
	static const bool marks[256] = {
		[','] = true, [';'] = true, ['\t'] = true, ['"'] = true, ['\r'] = true, ['\n'] = true
	};
	bool found = false;

	for (size_t i = 0; i < n; i++)
		found = found || marks[(unsigned char)s[i]];
	return found;
}

static void add_quoted(struct buf *b, const char *s)
{
	buf_addc(b, '"');
	if (is_dangerous(s))
		buf_addc(b, '\'');
	for (; *s; s++) {
		if (*s == '"')
			buf_addc(b, '"');
		buf_addc(b, *s);
	}
	buf_addc(b, '"');
}

/* Nearly every cell is plain: it begins with a letter or a hanzi and has no mark. */
static void add_cell(struct buf *b, const char *s, size_t n, bool is_text)
{
	unsigned char first = (unsigned char)s[0];

	if (n == 0)
		return;
	if (is_text && first >= '0' && first <= '9' && is_eaten(s))
		buf_addf(b, "\"=\"\"%s\"\"\"", s);
	else if (first == ' ' || s[n - 1] == ' ' || has_mark(s, n) ||
		 ((first < '0' || first == 0xEF || first == '=' || first == '@') && is_dangerous(s)))
		add_quoted(b, s);
	else
		buf_add(b, s, n);
}

void csv_begin(struct csv_out *o, FILE *to, bool gb18030)
{
	const struct buf none = BUF_INIT;

	*o = (struct csv_out){ .to = to, .gb18030 = gb18030, .lines = none };
	if (!gb18030)
		return;
	/* GB18030 holds every character of Unicode. */
	o->convert = iconv_open("GB18030", "UTF-8");
	if (o->convert == (iconv_t)-1)
		BUG("no GB18030 in this libc");
}

void csv_cell(struct csv_out *o, const char *s, size_t n, bool is_number)
{
	if (o->cells++)
		buf_addc(&o->lines, ',');
	add_cell(&o->lines, s, n, !is_number);
}

/* What is no text in the database is none in the file: a ? stands for it. */
static void put_converted(struct csv_out *o)
{
	size_t left = o->lines.n, cap = left * 2 + 16, room = cap;
	char *in = o->lines.s, *out = mem_alloc(cap), *at = out;

	while (left && iconv(o->convert, &in, &left, &at, &room) == (size_t)-1 && left && room) {
		*at++ = '?';
		room--;
		in++;
		left--;
	}
	fwrite(out, 1, cap - room, o->to);
	mem_free(out);
}

void csv_flush(struct csv_out *o)
{
	if (o->gb18030)
		put_converted(o);
	else
		fwrite(o->lines.s, 1, o->lines.n, o->to);
	buf_clear(&o->lines);
}

void csv_line_end(struct csv_out *o)
{
	buf_adds(&o->lines, "\r\n");
	o->cells = 0;
	if (o->lines.n >= CSV_CHUNK)
		csv_flush(o);
}

void csv_end(struct csv_out *o)
{
	if (!o->to)
		return;
	csv_flush(o);
	if (o->gb18030)
		iconv_close(o->convert);
	buf_release(&o->lines);
	o->to = NULL;
}

void export_line(FILE *to, enum export_encoding enc, const char *const *cells, size_t n)
{
	struct csv_out o;

	csv_begin(&o, to, enc == EXPORT_GB18030);
	for (size_t i = 0; i < n; i++)
		csv_cell(&o, cells[i], strlen(cells[i]), false);
	csv_line_end(&o);
	csv_end(&o);
}

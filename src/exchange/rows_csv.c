/* Lists as text: RFC 4180 and what people make of it. */
#include "rows_parts.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "rows_decode.h"

#include <stdio.h>
#include <string.h>

#define LOOK_LINES 20 /* how many lines tell the separator */
#define GUARD 7       /* bytes around a guarded number */
#define DIGITS_MOST 32
#define ENDED (-1)
#define FAILED (-2)

struct csv {
	struct decoder *in;
	const char *s; /* the chunk being read */
	size_t n, at;
	int64_t line; /* of the next character */
	char separator;
	bool stops[256]; /* bytes that may mean more than themselves: the separator, quotes, ends of line */
	bool clean[256]; /* none of them, and printable ASCII */
	struct buf raw;  /* the cell as it stands in the file */
};

/* The next byte without taking it, ENDED or FAILED. */
static int peek(struct csv *r, struct err *e)
{
	if (r->at == r->n) {
		int rc = decoder_next(r->in, &r->s, &r->n, e);

		r->at = 0;
		if (rc <= 0) {
			r->n = 0;
			return rc == 0 ? ENDED : FAILED;
		}
	}
	return (unsigned char)r->s[r->at];
}

static int refuse(const char *word, int64_t line, struct err *e)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld", (long long)line);
	return err_set(e, ERR_FORMAT, word, text);
}

/* Takes one byte into the cell; an end of line of any kind becomes \n. */
static int take(struct csv *r, int c, struct err *e)
{
	if (r->raw.n >= ROWS_MOST_CELL)
		return refuse("CELL_LONG", r->line, e);
	r->at++;
	if (c == '\r') {
		if (peek(r, e) == '\n')
			r->at++;
		c = '\n';
	}
	if (c == '\n')
		r->line++;
	buf_addc(&r->raw, (char)c);
	return 0;
}

/* How many bytes stand at hand, after `skip` that do, that are only what they are. */
static size_t plain_ahead(const struct csv *r, size_t skip)
{
	const unsigned char *from = (const unsigned char *)r->s + r->at, *end = (const unsigned char *)r->s + r->n,
			    *to = from + skip;

	while (to < end && !r->stops[*to])
		to++;
	return (size_t)(to - from);
}

/* How many of them text_clean would leave as they are, as far as that can be told at a look. */
static size_t clean_ahead(const struct csv *r)
{
	const unsigned char *from = (const unsigned char *)r->s + r->at, *end = (const unsigned char *)r->s + r->n,
			    *to = from;

	for (;;) {
		if (to < end && r->clean[*to])
			to++;
		else if (end - to >= 3 && text_is_plain_han((const char *)to))
			to += 3;
		else
			return (size_t)(to - from);
	}
}

/* Takes such bytes together, as far as the cell has room; the byte after them is taken by itself. */
static void take_plain(struct csv *r)
{
	size_t n = plain_ahead(r, 0), room = ROWS_MOST_CELL - r->raw.n;

	n = n < room ? n : room;
	buf_add(&r->raw, r->s + r->at, n);
	r->at += n;
}

/* Between quotes, the opening one already taken. A quote that is never closed would swallow the rest of the file. */
static int read_quoted(struct csv *r, struct err *e)
{
	int64_t opened = r->line;
	int c;

	for (;;) {
		take_plain(r);
		c = peek(r, e);
		if (c == FAILED)
			return -1;
		if (c == ENDED)
			return refuse("ROW_QUOTE", opened, e);
		if (c == '"') {
			r->at++;
			if (peek(r, e) != '"')
				return 0;
		}
		if (take(r, c, e) < 0)
			return -1;
	}
}

static bool ends_cell(const struct csv *r, int c)
{
	return c < 0 || c == r->separator || c == '\n' || c == '\r';
}

static int read_cell(struct csv *r, struct err *e)
{
	int c = peek(r, e);

	buf_clear(&r->raw);
	while (!ends_cell(r, c)) {
		/* ="340…" as it is written to keep a spreadsheet from reading a number */
		bool opens = c == '"' && (r->raw.n == 0 || (r->raw.n == 1 && r->raw.s[0] == '='));

		if (opens) {
			r->at++;
			buf_clear(&r->raw);
			if (read_quoted(r, e) < 0)
				return -1;
		} else if (take(r, c, e) < 0) {
			return -1;
		} else {
			take_plain(r);
		}
		c = peek(r, e);
	}
	return c == FAILED ? -1 : 0;
}

/* A ' that a spreadsheet or our own export put before what could be read as a formula or a number. */
static bool is_protecting(const char *s)
{
	static const char *const after[] = {
		"=", "+", "-", "@", "'", "\t", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"
	};

	if (s[0] != '\'')
		return false;
	for (size_t i = 0; i < sizeof(after) / sizeof(after[0]); i++)
		if (strncmp(s + 1, after[i], strlen(after[i])) == 0)
			return true;
	return s[1] >= '0' && s[1] <= '9';
}

static int keep_cell(struct csv *r, struct row_cells *out, struct err *e)
{
	const char *s = r->raw.s;
	size_t n = r->raw.n;

	if (out->n == ROWS_MOST_COLUMNS)
		return refuse("ROW_LONG", r->line, e);
	if (n >= 3 && s[0] == '=' && s[1] == '"' && s[n - 1] == '"') {
		s += 2;
		n -= 3;
	}
	while (n && *s == '\t') {
		s++;
		n--;
	}
	if (n && is_protecting(s)) {
		s++;
		n--;
	}
	row_add(out, s, n);
	return 0;
}

/* Nearly all cells: whole at hand, unquoted, without a mark that protects it. 0: this is none. */
static int keep_plain_cell(struct csv *r, struct row_cells *out, struct err *e)
{
	const char *s = r->s + r->at;
	size_t clean = clean_ahead(r), n = plain_ahead(r, clean);

	if (n == r->n - r->at || n > ROWS_MOST_CELL || s[n] == '"' || *s == '=' || *s == '\'' || *s == '\t')
		return 0;
	if (out->n == ROWS_MOST_COLUMNS)
		return refuse("ROW_LONG", r->line, e);
	if (n == clean)
		row_add_clean(out, s, n);
	else
		row_add(out, s, n);
	r->at += n;
	return 1;
}

/* A number as national lists keep spreadsheets from reading it: "=""990100000001""". 0: this is none. */
static int keep_guarded_number(struct csv *r, struct row_cells *out, struct err *e)
{
	const char *s = r->s + r->at;
	size_t n = r->n - r->at, digits = 0;

	if (n < GUARD + 2 || memcmp(s, "\"=\"\"", 4) != 0)
		return 0;
	while (digits + GUARD + 2 < n && digits < DIGITS_MOST && s[4 + digits] >= '0' && s[4 + digits] <= '9')
		digits++;
	digits += digits && s[4 + digits] == 'X';
	if (!digits || memcmp(s + 4 + digits, "\"\"\"", 3) != 0 || !ends_cell(r, (unsigned char)s[GUARD + digits]))
		return 0;
	if (out->n == ROWS_MOST_COLUMNS)
		return refuse("ROW_LONG", r->line, e);
	row_add_clean(out, s + 4, digits);
	r->at += GUARD + digits;
	return 1;
}

static int read_row(struct csv *r, struct row_cells *out, struct err *e)
{
	int c, rc;

	for (;;) {
		rc = keep_plain_cell(r, out, e);
		if (rc == 0)
			rc = keep_guarded_number(r, out, e);
		if (rc < 0 || (rc == 0 && (read_cell(r, e) < 0 || keep_cell(r, out, e) < 0)))
			return -1;
		c = peek(r, e);
		if (c == FAILED)
			return -1;
		if (c == ENDED)
			return 0;
		r->at++;
		if (c == r->separator)
			continue;
		if (c == '\r' && peek(r, e) == '\n')
			r->at++;
		r->line++;
		return 0;
	}
}

static int csv_next(void *self, struct row_cells *out, int64_t *line, struct err *e)
{
	struct csv *r = self;
	int c = peek(r, e);

	if (c < 0)
		return c == ENDED ? 0 : -1;
	*line = r->line;
	return read_row(r, out, e) < 0 ? -1 : 1;
}

static int64_t csv_done(const void *self)
{
	const struct csv *r = self;
	int64_t left = (int64_t)(r->n - r->at), done = decoder_done(r->in);

	return done > left ? done - left : 0; /* left is counted in UTF-8: near enough for a bar */
}

static int64_t csv_all(const void *self)
{
	return decoder_all(((const struct csv *)self)->in);
}

static void csv_close(void *self)
{
	struct csv *r = self;

	decoder_close(&r->in);
	buf_release(&r->raw);
	mem_free(r);
}

/* The one that stands on most of the first lines, then the one that stands there most often. */
static char separator_of(const char *s, size_t n)
{
	static const char candidates[] = { ',', ';', '\t' };
	int lines[3] = { 0 }, total[3] = { 0 }, here[3] = { 0 }, best = 0, seen = 0;
	bool quoted = false;

	for (size_t i = 0; i <= n && seen < LOOK_LINES; i++) {
		char c = i < n ? s[i] : '\n';

		if (c == '"')
			quoted = !quoted;
		for (int k = 0; k < 3; k++) {
			here[k] += c == candidates[k] && !quoted;
			if (c != '\n' || quoted)
				continue;
			lines[k] += here[k] > 0;
			total[k] += here[k];
			here[k] = 0;
		}
		seen += c == '\n' && !quoted;
	}
	for (int k = 1; k < 3; k++)
		if (lines[k] > lines[best] || (lines[k] == lines[best] && total[k] > total[best]))
			best = k;
	return candidates[best];
}

int rows_csv_open(struct rows_source *out, const char *path, struct err *e)
{
	static const struct rows_ops ops = { .next = csv_next, .done = csv_done, .all = csv_all, .close = csv_close };
	struct csv *r = mem_alloc(sizeof(*r));
	const struct buf none = BUF_INIT;

	r->raw = none;
	r->line = 1;
	r->separator = ',';
	if (decoder_open(&r->in, path, e) < 0 || peek(r, e) == FAILED) {
		csv_close(r);
		return -1;
	}
	r->separator = separator_of(r->s, r->n);
	r->stops[(unsigned char)r->separator] = true;
	r->stops['"'] = r->stops['\n'] = r->stops['\r'] = true;
	for (int c = ' '; c < 0x7F; c++)
		r->clean[c] = !r->stops[c];
	out->ops = &ops;
	out->self = r;
	out->encoding = decoder_encoding(r->in);
	return 0;
}

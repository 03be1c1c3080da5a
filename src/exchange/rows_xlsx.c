/* The rows of one sheet of an XLSX workbook, as its XML streams by. */
#include "book_parts.h"
#include "xlsx.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES_MOST 1048576 /* what a sheet can have */
#define REF_BYTES 32

enum cell_type { CELL_NUMBER, CELL_SHARED, CELL_TEXT, CELL_BOOLEAN, CELL_DATE };

struct sheet_reader {
	struct xlsx_zip *zip;
	struct xlsx_book book;
	struct xlsx_strings *strings;
	struct merges merges; /* of the sheet */
	char **names;
	struct xml *xml;
	int64_t read, all; /* bytes, of a sheet that is read to its end */

	/* the row */
	struct row_cells *out;
	int64_t line, last_line;
	bool in_rows, in_row, whole;
	/* its cell */
	bool in_cell, in_value;
	int in_reading;
	int64_t column, last_column;
	enum cell_type type;
	size_t style;
	struct buf raw, number;
	struct err why; /* of the strings, met within an event */
};

static void name_cell(const struct sheet_reader *s, char ref[REF_BYTES])
{
	char letters[8];
	size_t n = sizeof(letters);
	int64_t column = s->column + 1;

	letters[--n] = '\0';
	for (; column > 0 && n > 0; column = (column - 1) / 26)
		letters[--n] = (char)('A' + (column - 1) % 26);
	snprintf(ref, REF_BYTES, "%s%lld", letters + n, (long long)s->line);
}

static void fail_at_cell(const struct sheet_reader *s, struct xml *x, const char *word)
{
	char ref[REF_BYTES];

	name_cell(s, ref);
	xml_fail(x, word, ref);
}

static void begin_row(struct sheet_reader *s, struct xml *x, const char **attributes)
{
	const char *said = xml_attribute(attributes, "r");
	char *end;
	long long line = said ? strtoll(said, &end, 10) : s->last_line + 1;

	if ((said && (*end || end == said)) || line <= s->last_line || line > LINES_MOST) {
		char text[REF_BYTES];

		snprintf(text, sizeof(text), "%.20s", said ? said : "");
		xml_fail(x, "FILE_XLSX_CELL", text);
		return;
	}
	s->line = s->last_line = line;
	s->last_column = -1;
	s->in_row = true;
	row_begin(s->out);
}

/* Letters of A1; -1 if there are none, or more than a sheet has. */
static int64_t column_of(const char *ref)
{
	int64_t column = 0;
	size_t n = 0;

	for (; ref[n] >= 'A' && ref[n] <= 'Z' && n < 4; n++)
		column = column * 26 + (ref[n] - 'A' + 1);
	return n == 0 || n > 3 ? -1 : column - 1;
}

static enum cell_type type_of(const char *t)
{
	if (!t || strcmp(t, "n") == 0)
		return CELL_NUMBER;
	if (strcmp(t, "s") == 0)
		return CELL_SHARED;
	if (strcmp(t, "b") == 0)
		return CELL_BOOLEAN;
	return strcmp(t, "d") == 0 ? CELL_DATE : CELL_TEXT;
}

static void begin_cell(struct sheet_reader *s, struct xml *x, const char **attributes)
{
	const char *ref = xml_attribute(attributes, "r"), *style = xml_attribute(attributes, "s");

	s->column = ref ? column_of(ref) : s->last_column + 1;
	if (s->column <= s->last_column) {
		xml_fail(x, "FILE_XLSX_CELL", ref ? ref : "");
		return;
	}
	s->last_column = s->column;
	s->type = type_of(xml_attribute(attributes, "t"));
	s->style = style ? (size_t)strtoul(style, NULL, 10) : 0;
	s->in_cell = true;
	buf_clear(&s->raw);
}

static void on_begin(void *arg, struct xml *x, const char *name, const char **attributes)
{
	struct sheet_reader *s = arg;

	if (strcmp(name, "sheetData") == 0) {
		s->in_rows = true;
	} else if (s->in_rows && !s->in_row && strcmp(name, "row") == 0) {
		begin_row(s, x, attributes);
	} else if (s->in_row && !s->in_cell && strcmp(name, "c") == 0) {
		begin_cell(s, x, attributes);
	} else if (s->in_cell) {
		s->in_reading += strcmp(name, "rPh") == 0;
		s->in_value = !s->in_reading && (strcmp(name, "v") == 0 || strcmp(name, "t") == 0);
	}
}

static void on_text(void *arg, struct xml *x, const char *text, size_t n)
{
	struct sheet_reader *s = arg;

	if (!s->in_value)
		return;
	if (s->raw.n + n > ROWS_MOST_CELL)
		fail_at_cell(s, x, "FILE_XLSX_LONG");
	else
		buf_add(&s->raw, text, n);
}

static void shared(struct sheet_reader *s, struct xml *x, const char **text, size_t *n)
{
	char *end;
	unsigned long long k = strtoull(s->raw.s, &end, 10);

	err_clear(&s->why);
	if (*end || end == s->raw.s || s->raw.s[0] == '-' || k > UINT32_MAX) {
		fail_at_cell(s, x, "FILE_XLSX_CELL");
	} else if (xlsx_string(s->strings, (size_t)k, text, n, &s->why) < 0) {
		xml_fail(x, s->why.word, s->why.arg[1]);
	} else if (!*text) {
		fail_at_cell(s, x, "FILE_XLSX_CELL");
	} else if (*n > ROWS_MOST_CELL) {
		fail_at_cell(s, x, "FILE_XLSX_LONG");
	}
}

static void number(struct sheet_reader *s, const char **text, size_t *n)
{
	const struct number_shown plain = { SHOWN_PLAIN, 0 };
	char *end;
	double v = strtod(s->raw.s, &end);

	if (end == s->raw.s || *end || v != v || v - v != 0)
		return; /* not what it says it is: as it stands */
	buf_clear(&s->number);
	number_cell(&s->number, v, s->style < s->book.n_shown ? s->book.shown[s->style] : plain, s->book.base_1904);
	*text = s->number.s;
	*n = s->number.n;
}

static void end_cell(struct sheet_reader *s, struct xml *x)
{
	const char *text = s->raw.s;
	size_t n = s->raw.n;

	s->in_cell = s->in_value = false;
	s->in_reading = 0;
	if (n == 0)
		return;
	switch (s->type) {
	case CELL_SHARED:
		text = NULL;
		shared(s, x, &text, &n);
		break;
	case CELL_BOOLEAN:
		text = strcmp(text, "1") == 0 || strcmp(text, "true") == 0 ? "TRUE" : "FALSE";
		n = strlen(text);
		break;
	case CELL_DATE:
		n = strcspn(text, "T");
		break;
	case CELL_TEXT:
		xlsx_unescape(&s->raw, 0);
		text = s->raw.s;
		n = s->raw.n;
		break;
	default:
		number(s, &text, &n);
	}
	if (!text || n == 0)
		return;
	if (s->type != CELL_NUMBER)
		cell_unprotect(&text, &n);
	if (s->column >= ROWS_MOST_COLUMNS)
		fail_at_cell(s, x, "FILE_XLSX_WIDE");
	else
		row_put(s->out, (size_t)s->column, text, n);
}

static bool is_blank(const struct row_cells *r)
{
	for (size_t k = 0; k < r->n; k++)
		if (!text_is_blank(r->text.s + r->start[k]))
			return false;
	return true;
}

static void on_end(void *arg, struct xml *x, const char *name)
{
	struct sheet_reader *s = arg;

	s->in_value = false;
	if (s->in_cell && strcmp(name, "rPh") == 0) {
		s->in_reading--;
	} else if (s->in_cell && strcmp(name, "c") == 0) {
		end_cell(s, x);
	} else if (s->in_row && !s->in_cell && strcmp(name, "row") == 0) {
		s->in_row = false;
		s->whole = !is_blank(s->out);
		if (s->whole)
			xml_pause(x);
	} else if (s->in_rows && !s->in_row && strcmp(name, "sheetData") == 0) {
		s->in_rows = false;
	}
}

static int xlsx_next(void *self, struct row_cells *out, int64_t *line, struct err *e)
{
	struct sheet_reader *s = self;
	int rc = 1;

	s->out = out;
	s->whole = false;
	while (s->xml && !s->whole && rc > 0)
		rc = xml_step(s->xml, e);
	if (s->xml)
		s->read = part_done(xml_part(s->xml));
	if (rc == 0)
		xml_close(&s->xml);
	*line = s->line;
	return rc < 0 ? -1 : s->whole;
}

static int xlsx_sheet(void *self, size_t sheet, struct err *e)
{
	static const struct xml_events on = { on_begin, on_end, on_text };
	struct sheet_reader *s = self;

	xml_close(&s->xml);
	s->in_rows = s->in_row = s->in_cell = s->in_value = s->whole = false;
	s->in_reading = 0;
	s->line = s->last_line = 0;
	xlsx_merges_read(&s->merges, s->zip, s->book.sheet[sheet].part);
	if (xml_open(&s->xml, s->zip, s->book.sheet[sheet].part, PART_SHEET, &on, s, e) < 0)
		return -1;
	s->read = 0;
	s->all = part_all(xml_part(s->xml));
	return 0;
}

static const struct merges *xlsx_merges(const void *self)
{
	return &((const struct sheet_reader *)self)->merges;
}

static int64_t xlsx_done(const void *self)
{
	return ((const struct sheet_reader *)self)->read;
}

static int64_t xlsx_all(const void *self)
{
	return ((const struct sheet_reader *)self)->all;
}

static void xlsx_close(void *self)
{
	struct sheet_reader *s = self;

	xml_close(&s->xml);
	merges_release(&s->merges);
	xlsx_strings_close(&s->strings);
	xlsx_book_release(&s->book);
	xlsx_zip_close(&s->zip);
	buf_release(&s->raw);
	buf_release(&s->number);
	mem_free(s->names);
	mem_free(s);
}

int xlsx_rows_open(struct rows_source *out, const char *path, struct err *e)
{
	static const struct rows_ops ops = { .next = xlsx_next,
					     .sheet = xlsx_sheet,
					     .merges = xlsx_merges,
					     .done = xlsx_done,
					     .all = xlsx_all,
					     .close = xlsx_close };
	struct sheet_reader *s = mem_alloc(sizeof(*s));
	const struct buf none = BUF_INIT;

	s->raw = s->number = none;
	if (xlsx_zip_open(&s->zip, path, e) < 0 || xlsx_book_read(&s->book, s->zip, e) < 0) {
		xlsx_close(s);
		return -1;
	}
	xlsx_strings_open(&s->strings, s->zip, s->book.strings);
	s->names = mem_alloc(s->book.n * sizeof(*s->names));
	for (size_t k = 0; k < s->book.n; k++)
		s->names[k] = s->book.sheet[k].name;
	out->ops = &ops;
	out->self = s;
	out->encoding = ENCODING_XLSX;
	out->sheet = s->names;
	out->sheets = s->book.n;
	return 0;
}

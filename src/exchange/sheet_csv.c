#include "sheet_parts.h"

#include "base/mem.h"
#include "exchange/export.h"

#include <errno.h>
#include <string.h>

static void put(const struct sheet *s, const char *const *cells, const bool *is_number, bool gb18030, FILE *to)
{
	export_line_of(to, gb18030 ? EXPORT_GB18030 : EXPORT_UTF8_BOM, cells, is_number, s->columns);
}

void csv_head(const struct sheet *s, bool gb18030, FILE *to)
{
	const char **cells = mem_alloc(s->columns * sizeof(*cells));

	if (!gb18030)
		fputs("\xEF\xBB\xBF", to);
	for (size_t c = 0; c < s->columns; c++)
		cells[c] = s->column[c].label;
	put(s, cells, NULL, gb18030, to);
	mem_free(cells);
}

void csv_line(const struct sheet *s, const struct sheet_line *l, bool gb18030, FILE *to)
{
	const char **cells = mem_alloc(s->columns * sizeof(*cells));
	bool *is_number = mem_alloc(s->columns * sizeof(*is_number));
	struct buf *text = mem_alloc(s->columns * sizeof(*text));
	const struct buf none = BUF_INIT;

	for (size_t c = 0; c < s->columns; c++) {
		text[c] = none;
		sheet_text(s, l, c, &text[c]);
		cells[c] = text[c].s;
		is_number[c] = l->cell[c].kind == VALUE_INT || l->cell[c].kind == VALUE_REAL;
	}
	put(s, cells, is_number, gb18030, to);
	for (size_t c = 0; c < s->columns; c++)
		buf_release(&text[c]);
	mem_free(text);
	mem_free(is_number);
	mem_free(cells);
}

int sheet_csv(const struct sheet *s, bool gb18030, FILE *to, struct err *e)
{
	csv_head(s, gb18030, to);
	for (size_t i = 0; i < s->lines; i++)
		csv_line(s, &s->line[i], gb18030, to);
	return fflush(to) != 0 || ferror(to) ? err_set(e, ERR_IO, "FILE_WRITE", "", strerror(errno)) : 0;
}

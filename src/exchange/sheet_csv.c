#include "sheet_parts.h"

#include <errno.h>
#include <string.h>

void csv_head(struct csv_out *o, const struct sheet *s)
{
	if (!o->gb18030)
		fputs("\xEF\xBB\xBF", o->to);
	for (size_t c = 0; c < s->columns; c++)
		csv_cell(o, s->column[c].label, strlen(s->column[c].label), false);
	csv_line_end(o);
}

void csv_line(struct csv_out *o, const struct sheet *s, const struct sheet_line *l)
{
	struct buf text = BUF_INIT;

	for (size_t c = 0; c < s->columns; c++) {
		const struct value *v = &l->cell[c];

		if (v->kind == VALUE_TEXT || v->kind == VALUE_NULL) {
			csv_cell(o, v->kind == VALUE_TEXT ? v->text : "", v->kind == VALUE_TEXT ? strlen(v->text) : 0,
				 false);
			continue;
		}
		buf_clear(&text);
		sheet_text(s, l, c, &text);
		csv_cell(o, text.s, text.n, true);
	}
	csv_line_end(o);
	buf_release(&text);
}

int sheet_csv(const struct sheet *s, bool gb18030, FILE *to, struct err *e)
{
	struct csv_out o;

	csv_begin(&o, to, gb18030);
	csv_head(&o, s);
	for (size_t i = 0; i < s->lines; i++)
		csv_line(&o, s, &s->line[i]);
	csv_end(&o);
	return fflush(to) != 0 || ferror(to) ? err_set(e, ERR_IO, "FILE_WRITE", "", strerror(errno)) : 0;
}

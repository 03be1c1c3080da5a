/* A sheet as text: columns beside each other as far as they fit, else a record under the other. */
#include "exchange/sheet.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>

#define GAP 2
#define LEAST 4

int sheet_width(const struct sheet *s, size_t column)
{
	int most = text_width(s->column[column].label);
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < s->lines; i++) {
		int w;

		if (s->line[i].kind == SHEET_GROUP)
			continue;
		buf_clear(&b);
		sheet_text(s, &s->line[i], column, &b);
		w = text_width(b.s);
		most = w > most ? w : most;
	}
	buf_release(&b);
	return most < LEAST ? LEAST : most;
}

static void trim(struct buf *out)
{
	while (out->n && out->s[out->n - 1] == ' ')
		buf_cut(out, out->n - 1);
	buf_addc(out, '\n');
}

static void wrapped(const char *text, int cols, int indent, struct buf *out)
{
	for (bool more = false; *text || !more; more = true) {
		size_t skip, n = text_wrap(text, cols - (more ? indent : 0), &skip);

		if (more)
			buf_addf(out, "%*s", indent, "");
		buf_add(out, text, n);
		buf_addc(out, '\n');
		text += n + skip;
	}
}

static void centred(const char *text, int cols, struct buf *out)
{
	int w = text_width(text);

	if (!*text)
		return;
	if (w < cols)
		buf_addf(out, "%*s", (cols - w) / 2, "");
	wrapped(text, cols, 0, out);
}

/* One record after the other, a cell a line: for sheets with more columns than a screen has room for. */
static void as_records(const struct sheet *s, int cols, struct buf *out)
{
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < s->lines; i++) {
		for (size_t c = 0; c < s->columns; c++) {
			buf_clear(&line);
			sheet_text(s, &s->line[i], c, &line);
			if (!line.n)
				continue;
			if (s->line[i].kind == SHEET_ROW)
				buf_addf(out, "%s ", s->column[c].label);
			wrapped(line.s, cols - (s->line[i].kind == SHEET_ROW ? text_width(s->column[c].label) + 1 : 0),
				4, out);
		}
		buf_addc(out, '\n');
	}
	buf_release(&line);
}

static void as_table(const struct sheet *s, const int *width, int cols, struct buf *out)
{
	struct buf cell = BUF_INIT;

	for (size_t c = 0; c < s->columns; c++) {
		text_cell(out, s->column[c].label, width[c], s->column[c].right);
		buf_addf(out, "%*s", GAP, "");
	}
	trim(out);
	for (size_t i = 0; i < s->lines; i++) {
		const struct sheet_line *l = &s->line[i];

		if (l->kind == SHEET_GROUP) {
			buf_clear(&cell);
			sheet_text(s, l, 0, &cell);
			buf_addf(out, "%*s", l->level * GAP, "");
			wrapped(cell.s, cols - l->level * GAP, 0, out);
			continue;
		}
		for (size_t c = 0; c < s->columns; c++) {
			buf_clear(&cell);
			sheet_text(s, l, c, &cell);
			text_cell(out, cell.s, width[c], s->column[c].right);
			buf_addf(out, "%*s", GAP, "");
		}
		trim(out);
	}
	buf_release(&cell);
}

/* One a line where the day stands beside the name. */
static void signs(const struct sheet *s, struct buf *out)
{
	for (size_t i = 0; i < s->signs; i++) {
		size_t n = strcspn(s->sign[i], "\n");

		buf_addc(out, '\n');
		buf_add(out, s->sign[i], n);
		buf_addf(out, ": ____________  %s", s->sign[i][n] ? s->sign[i] + n + 1 : "");
	}
	if (s->signs)
		trim(out);
}

void sheet_plain(const struct sheet *s, int cols, struct buf *out)
{
	int *width = mem_alloc(s->columns * sizeof(*width)), all = -GAP;

	for (size_t c = 0; c < s->columns; c++) {
		width[c] = sheet_width(s, c);
		all += width[c] + GAP;
	}
	centred(s->title, cols, out);
	centred(s->subtitle, cols, out);
	buf_addc(out, '\n');
	if (all <= cols)
		as_table(s, width, cols, out);
	else
		as_records(s, cols, out);
	signs(s, out);
	if (s->note && *s->note) {
		buf_addc(out, '\n');
		wrapped(s->note, cols, 0, out);
	}
	mem_free(width);
}

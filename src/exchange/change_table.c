#include "exchange/change_table.h"

#include "base/mem.h"
#include "base/text.h"
#include "screen/form.h"
#include "screen/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum column { COLUMN_TABLE, COLUMN_FIELD, COLUMN_BEFORE, COLUMN_AFTER, COLUMN_WHO, COLUMN_WHEN, COLUMN_HOUSE, COLUMNS };
#define GAP 2

struct line {
	char *cell[COLUMNS];
};
struct writer {
	const struct screens *s;
	struct office *o;
	struct line *line;
	size_t n;
	int width[COLUMNS];
};

void change_value(struct buf *out, struct office *o, const struct field *f, const struct value *v)
{
	static const struct field plain = { .type = FIELD_TEXT };

	if (f && f->type == FIELD_REF && v->kind == VALUE_INT) {
		char *title = record_title(o, f->table, v->i);

		buf_adds(out, title ? title : "");
		mem_free(title);
	} else {
		field_format(f ? f : &plain, v, out);
	}
}

static char *value_or_blank(const struct writer *w, const struct field *f, const struct value *v)
{
	struct buf b = BUF_INIT;

	change_value(&b, w->o, f, v);
	if (b.n == 0)
		buf_adds(&b, words_get(w->s, "word.history_blank"));
	return buf_detach(&b);
}

/* A household is named once, in its own column. */
static char *table_cell(const struct writer *w, const struct trace *t)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, words_table(w->s, t->table));
	if (strcmp(t->table, "household") != 0 && t->title[0])
		buf_addf(&b, " %s", t->title);
	return buf_detach(&b);
}

static char *field_cell(const struct writer *w, const struct trace *t, const struct field *f)
{
	bool bin = strcmp(t->column, "deleted_on") == 0;
	struct buf b = BUF_INIT;

	if (t->op != 'U')
		buf_adds(&b, words_get(w->s, t->op == 'I' ? "word.history_added" : "word.history_removed"));
	else if (bin)
		buf_adds(&b, words_get(w->s,
				       t->after.kind == VALUE_NULL ? "word.history_restored" : "word.history_binned"));
	else
		buf_adds(&b, f ? f->label : words_column(w->s, t->column));
	if (t->undone)
		buf_adds(&b, words_get(w->s, "word.undone_mark"));
	return buf_detach(&b);
}

static char *house_cell(const struct writer *w, const struct trace *t)
{
	int64_t household = record_household(w->o, t->table, t->row);

	return household ? record_title(w->o, "household", household) : mem_dup("");
}

static void add_change(struct writer *w, const struct trace *t)
{
	const struct form *form = screens_form_of_table(w->s, t->table);
	const struct field *f = form && t->column[0] ? form_field(form, t->column) : NULL;
	bool cells = t->op == 'U' && strcmp(t->column, "deleted_on") != 0;
	struct line *l = &w->line[w->n++];
	char when[24];

	snprintf(when, sizeof(when), "%.10s %.5s", t->at, strlen(t->at) > 11 ? t->at + 11 : "");
	l->cell[COLUMN_TABLE] = table_cell(w, t);
	l->cell[COLUMN_FIELD] = field_cell(w, t, f);
	l->cell[COLUMN_BEFORE] = cells ? value_or_blank(w, f, &t->before) : mem_dup("");
	l->cell[COLUMN_AFTER] = cells ? value_or_blank(w, f, &t->after) : mem_dup("");
	l->cell[COLUMN_WHO] = mem_dup(t->who);
	l->cell[COLUMN_WHEN] = mem_dup(when);
	l->cell[COLUMN_HOUSE] = house_cell(w, t);
}

static const char *const words[COLUMNS] = { "word.table_of",       "word.table_field", "word.table_before",
					    "word.table_after",    "word.table_who",   "word.table_when",
					    "word.table_household" };

static void add_heading(struct writer *w)
{
	struct line *l = &w->line[w->n++];

	for (int c = 0; c < COLUMNS; c++)
		l->cell[c] = mem_dup(words_get(w->s, words[c]));
}

/* A day is not broken, nor a name of three. */
static const int least[COLUMNS] = { 8, 8, 8, 8, 6, 10, 6 };

static int widest_to_shrink(const struct writer *w)
{
	int widest = -1;

	for (int c = 0; c < COLUMNS; c++)
		if (w->width[c] > least[c] && (widest < 0 || w->width[c] > w->width[widest]))
			widest = c;
	return widest;
}

/* As wide as the widest cell; while all together are too wide, the widest column gives way. */
static void measure(struct writer *w, int cols)
{
	int total = GAP * (COLUMNS - 1), widest;

	for (int c = 0; c < COLUMNS; c++) {
		for (size_t i = 0; i < w->n; i++) {
			int wide = text_width(w->line[i].cell[c]);

			w->width[c] = wide > w->width[c] ? wide : w->width[c];
		}
		total += w->width[c];
	}
	for (; total > cols && (widest = widest_to_shrink(w)) >= 0; total--)
		w->width[widest]--;
}

static void write_line(const struct writer *w, const struct line *l, struct buf *out)
{
	const char *rest[COLUMNS];
	bool more = true;

	memcpy(rest, l->cell, sizeof(rest));
	while (more) {
		size_t end = out->n;

		more = false;
		for (int c = 0; c < COLUMNS; c++) {
			size_t skip = 0, n = *rest[c] ? text_wrap(rest[c], w->width[c], &skip) : 0;
			char *part = mem_dup_n(rest[c], n);

			text_cell(out, part, w->width[c], false);
			end = n > 0 ? out->n : end;
			buf_adds(out, "  ");
			mem_free(part);
			rest[c] += n + skip;
			more = more || *rest[c];
		}
		buf_cut(out, end);
		while (out->n > 0 && out->s[out->n - 1] == ' ')
			buf_cut(out, out->n - 1);
		buf_addc(out, '\n');
	}
}

/* A row that went is told cell by cell; once is enough. */
static bool is_repeated(const struct trace *t, size_t i)
{
	return i > 0 && t[i].op == 'D' && t[i - 1].op == 'D' && t[i].seq == t[i - 1].seq;
}

void change_table(struct buf *out, const struct screens *s, struct office *o, const struct trace *t, size_t n, int cols)
{
	struct writer w = { .s = s, .o = o };

	if (n == 0)
		return;
	w.line = mem_alloc((n + 1) * sizeof(*w.line));
	add_heading(&w);
	for (size_t i = n; i-- > 0;)
		if (!is_repeated(t, i))
			add_change(&w, &t[i]);
	measure(&w, cols);
	for (size_t i = 0; i < w.n; i++) {
		write_line(&w, &w.line[i], out);
		for (int c = 0; c < COLUMNS; c++)
			mem_free(w.line[i].cell[c]);
	}
	mem_free(w.line);
}

void change_sheet(struct sheet *out, const struct screens *s, struct office *o, const struct trace *t, size_t n)
{
	/* What was written may be anybody's words or number. */
	static const enum privacy privacy[COLUMNS] = { [COLUMN_TABLE] = PRIVACY_FREE,
						       [COLUMN_BEFORE] = PRIVACY_FREE,
						       [COLUMN_AFTER] = PRIVACY_FREE,
						       [COLUMN_WHO] = PRIVACY_NAME,
						       [COLUMN_HOUSE] = PRIVACY_NAME };
	struct writer w = { .s = s, .o = o, .line = mem_alloc((n + 1) * sizeof(*w.line)) };

	sheet_init(out, words_get(s, "word.table_title"));
	out->landscape = true;
	for (int c = 0; c < COLUMNS; c++)
		sheet_column(out, words_get(s, words[c]), SHEET_TEXT)->privacy = privacy[c];
	for (size_t i = n; i-- > 0;) {
		struct sheet_line *l;

		if (is_repeated(t, i))
			continue;
		w.n = 0;
		add_change(&w, &t[i]);
		l = sheet_add(out, SHEET_ROW, 0);
		for (size_t c = 0; c < COLUMNS; c++) {
			sheet_set(out, l, c, value_text(w.line[0].cell[c]));
			mem_free(w.line[0].cell[c]);
		}
	}
	mem_free(w.line);
}

#include "sheet_parts.h"

#include "base/date.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

void sheet_init(struct sheet *s, const char *title)
{
	*s = (struct sheet){ .title = mem_dup(title), .subtitle = mem_dup(""), .note = mem_dup("") };
}

static void line_release(struct sheet_line *l, size_t columns)
{
	for (size_t c = 0; c < columns; c++)
		value_release(&l->cell[c]);
	mem_free(l->cell);
}

void sheet_clear(struct sheet *s)
{
	for (size_t i = 0; i < s->lines; i++)
		line_release(&s->line[i], s->columns);
	s->lines = 0;
}

void sheet_release(struct sheet *s)
{
	sheet_clear(s);
	for (size_t c = 0; c < s->columns; c++)
		mem_free(s->column[c].label);
	for (size_t i = 0; i < s->signs; i++)
		mem_free(s->sign[i]);
	mem_free(s->line);
	mem_free(s->column);
	mem_free(s->sign);
	mem_free(s->title);
	mem_free(s->subtitle);
	mem_free(s->note);
	*s = (struct sheet){ 0 };
}

struct sheet_column *sheet_column(struct sheet *s, const char *label, enum sheet_type type)
{
	if (s->lines)
		BUG("columns come before lines");
	s->column = mem_grow(s->column, s->columns + 1, sizeof(*s->column));
	s->column[s->columns] = (struct sheet_column){ .label = mem_dup(label),
						       .type = type,
						       .right = type == SHEET_NUMBER || type == SHEET_MONEY };
	return &s->column[s->columns++];
}

struct sheet_line *sheet_add(struct sheet *s, enum sheet_line_kind kind, int64_t id)
{
	if (s->lines == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 32;
		s->line = mem_grow(s->line, s->cap, sizeof(*s->line));
	}
	s->line[s->lines] =
		(struct sheet_line){ .kind = kind, .id = id, .cell = mem_alloc(s->columns * sizeof(struct value)) };
	return &s->line[s->lines++];
}

void sheet_set(struct sheet *s, struct sheet_line *l, size_t column, struct value v)
{
	if (column >= s->columns)
		BUG("no such column");
	value_release(&l->cell[column]);
	l->cell[column] = v;
}

void sheet_drop_column(struct sheet *s, size_t column)
{
	size_t after = s->columns - column - 1;

	for (size_t i = 0; i < s->lines; i++) {
		value_release(&s->line[i].cell[column]);
		memmove(s->line[i].cell + column, s->line[i].cell + column + 1, after * sizeof(struct value));
	}
	mem_free(s->column[column].label);
	memmove(s->column + column, s->column + column + 1, after * sizeof(*s->column));
	s->columns--;
}

void sheet_sign(struct sheet *s, const char *label)
{
	s->sign = mem_grow(s->sign, s->signs + 1, sizeof(*s->sign));
	s->sign[s->signs++] = mem_dup(label);
}

void sheet_text(const struct sheet *s, const struct sheet_line *l, size_t column, struct buf *out)
{
	if (l->cell[column].kind == VALUE_TEXT)
		buf_adds(out, l->cell[column].text);
	else
		sheet_number(&s->column[column], &l->cell[column], out);
}

void sheet_number(const struct sheet_column *c, const struct value *v, struct buf *out)
{
	if (v->kind == VALUE_INT && c->type == SHEET_MONEY)
		money_format(out, v->i, false);
	else if (v->kind == VALUE_REAL && c->type == SHEET_MONEY)
		money_format(out, llround(v->r), false);
	else if (v->kind == VALUE_INT)
		buf_addf(out, "%" PRId64, v->i);
	else if (v->kind == VALUE_REAL)
		number_format(out, v->r, c->decimals > 0 ? c->decimals : 6);
}

/* ---- what a profile leaves ---- */

size_t sheet_kept(const struct sheet *s, enum profile p, size_t *kept)
{
	size_t n = 0;

	for (size_t c = 0; c < s->columns; c++)
		if (profile_shows(p, s->column[c].privacy))
			kept[n++] = c;
	return n;
}

static void apply_cell(const struct sheet *s, struct sheet_line *l, size_t column, enum privacy what, enum profile p)
{
	struct buf was = BUF_INIT, now = BUF_INIT;

	sheet_text(s, l, column, &was);
	profile_text(p, what, was.s, &now);
	if (strcmp(was.s, now.s) != 0)
		sheet_set((struct sheet *)(uintptr_t)s, l, column, value_text(now.s));
	buf_release(&was);
	buf_release(&now);
}

void sheet_line_apply(const struct sheet *s, struct sheet_line *l, enum profile p, const size_t *kept, size_t n)
{
	size_t k = 0;

	/* The words of a group or a total stand in the first cell, whatever its column is: they stay. */
	if (l->kind != SHEET_ROW && n && kept[0] != 0 && l->cell[kept[0]].kind == VALUE_NULL) {
		apply_cell(s, l, 0, PRIVACY_NAME, p);
		l->cell[kept[0]] = l->cell[0];
		l->cell[0] = value_null();
	}
	for (size_t c = 0; c < s->columns; c++) {
		enum privacy what = l->kind == SHEET_ROW ? s->column[c].privacy : PRIVACY_NAME;

		if (k == n || kept[k] != c) {
			value_release(&l->cell[c]);
			continue;
		}
		if (p != PROFILE_INTERNAL)
			apply_cell(s, l, c, what, p);
		if (k != c) {
			l->cell[k] = l->cell[c];
			l->cell[c] = value_null();
		}
		k++;
	}
}

static void apply_words(char **words, enum profile p)
{
	struct buf b = BUF_INIT;

	profile_text(p, PRIVACY_NAME, *words ? *words : "", &b);
	mem_free(*words);
	*words = buf_detach(&b);
}

static void drop_columns(struct sheet *s, const size_t *kept, size_t n)
{
	size_t k = 0;

	for (size_t c = 0; c < s->columns; c++)
		if (k < n && kept[k] == c)
			s->column[k++] = s->column[c];
		else
			mem_free(s->column[c].label);
	s->columns = n;
}

void sheet_apply(struct sheet *s, enum profile p)
{
	size_t *kept = mem_alloc(s->columns * sizeof(*kept)), n = sheet_kept(s, p, kept);

	apply_words(&s->title, p);
	apply_words(&s->subtitle, p);
	apply_words(&s->note, p);
	for (size_t i = 0; i < s->lines; i++)
		sheet_line_apply(s, &s->line[i], p, kept, n);
	drop_columns(s, kept, n);
	mem_free(kept);
}

void sheet_copy_head(struct sheet *to, const struct sheet *from)
{
	sheet_init(to, from->title);
	mem_free(to->subtitle);
	mem_free(to->note);
	to->subtitle = mem_dup(from->subtitle ? from->subtitle : "");
	to->note = mem_dup(from->note ? from->note : "");
	to->landscape = from->landscape;
	memcpy(to->form, from->form, sizeof(to->form));
	for (size_t i = 0; i < from->signs; i++)
		sheet_sign(to, from->sign[i]);
	for (size_t c = 0; c < from->columns; c++) {
		const struct sheet_column *old = &from->column[c];
		struct sheet_column *new = sheet_column(to, old->label, old->type);
		char *label = new->label;

		*new = *old;
		new->label = label;
	}
}

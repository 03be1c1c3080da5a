#include "coverage_internal.h"

#include "base/number.h"
#include "base/text.h"
#include "item.h"
#include "screen/words.h"

#include <inttypes.h>
#include <stdio.h>

#define TOP 3 /* lines above the first group: the term, the ways to group, the heading */
#define GROUP_LEAST 12

/* `rank`: where a terminal is narrow, the highest go first. */
static const struct column {
	const char *word;
	enum coverage_what what;
	int rank;
} columns[COVERAGE_COLUMNS] = {
	{ "cov_students", COVERAGE_STUDENTS, 4 }, { "cov_unverified", COVERAGE_UNVERIFIED, 3 },
	{ "cov_entitled", COVERAGE_ENTITLED, 0 }, { "cov_applied", COVERAGE_APPLIED, 6 },
	{ "cov_paid", COVERAGE_PAID, 1 },         { "cov_missing", COVERAGE_MISSING, 0 },
	{ "cov_told", COVERAGE_TOLD, 7 },         { "cov_untold", COVERAGE_UNTOLD, 2 },
	{ "cov_amount", COVERAGE_PAID, 5 },
};
#define AMOUNT (COVERAGE_COLUMNS - 1)

enum coverage_what coverage_column_what(size_t column)
{
	return columns[column].what;
}

int64_t coverage_column_value(const struct coverage_line *l, size_t column)
{
	const int64_t value[COVERAGE_COLUMNS] = { l->students, l->unverified, l->entitled, l->applied, l->paid,
						  l->missing,  l->told,       l->untold,   l->amount };

	return value[column];
}

const struct coverage_line *coverage_at(const struct coverage_table *t)
{
	return t->at < t->n ? &t->line[t->at] : t->at == t->n ? &t->total : NULL;
}

static void cell_text(const struct coverage_line *l, size_t column, struct buf *out)
{
	int64_t value = coverage_column_value(l, column);

	buf_clear(out);
	if (column == AMOUNT)
		money_format(out, value, false);
	else
		buf_addf(out, "%" PRId64, value);
}

/* As wide as its heading and the total, which no part of it exceeds. */
void coverage_fit(struct coverage_table *t, const struct app *a, const struct rect *r)
{
	struct buf b = BUF_INIT;
	int used = 1 + GROUP_LEAST;

	for (size_t i = 0; i < COVERAGE_COLUMNS; i++) {
		int label = text_width(app_word(a, columns[i].word));

		cell_text(&t->total, i, &b);
		t->width[i] = text_width(b.s) > label ? text_width(b.s) : label;
		used += t->width[i] + DRAW_GAP;
	}
	for (int rank = 7; rank > 0 && used > r->w - 1; rank--)
		for (size_t i = 0; i < COVERAGE_COLUMNS; i++)
			if (columns[i].rank == rank) {
				used -= t->width[i] + DRAW_GAP;
				t->width[i] = 0;
			}
	while (t->width[t->column] == 0)
		t->column = (t->column + 1) % COVERAGE_COLUMNS;
	buf_release(&b);
}

static int group_cols(const struct coverage_table *t, const struct rect *r)
{
	int left = r->w - 2;

	for (size_t i = 0; i < COVERAGE_COLUMNS; i++)
		left -= t->width[i] > 0 ? t->width[i] + DRAW_GAP : 0;
	return left > 0 ? left : 1;
}

void coverage_group(const struct coverage_table *t, const struct app *a, const struct coverage_line *l, struct buf *out)
{
	if (l == &t->total)
		buf_adds(out, app_word(a, "cov_total"));
	else if (!l->group[0])
		buf_adds(out, app_word(a, "cov_unknown"));
	else
		buf_adds(out, t->by == COVERAGE_STAGE ? work_choice(a, "school_stage", l->group) : l->group);
}

const char *coverage_counts(const struct app *a, enum coverage_what what)
{
	static const char *const word[COVERAGE_WHATS] = {
		[COVERAGE_STUDENTS] = "cov_all_students", [COVERAGE_UNVERIFIED] = "cov_all_unverified",
		[COVERAGE_ENTITLED] = "cov_all_entitled", [COVERAGE_APPLIED] = "cov_all_applied",
		[COVERAGE_PAID] = "cov_all_paid",         [COVERAGE_MISSING] = "cov_all_missing",
		[COVERAGE_TOLD] = "cov_all_told",         [COVERAGE_UNTOLD] = "cov_all_untold",
		[COVERAGE_ASTRAY] = "cov_all_astray",     [COVERAGE_UNAPPLIED] = "cov_all_unapplied",
		[COVERAGE_BACKPAID] = "cov_all_backpaid",
	};

	return app_word(a, word[what]);
}

static enum ink cell_ink(const struct coverage_line *l, size_t column, enum ink row)
{
	if (coverage_column_value(l, column) == 0)
		return INK_DIM;
	if (columns[column].what == COVERAGE_MISSING)
		return INK_BAD;
	if (columns[column].what == COVERAGE_UNTOLD || columns[column].what == COVERAGE_UNVERIFIED)
		return INK_WARN;
	return row;
}

static void draw_line(const struct coverage_table *t, const struct app *a, const struct rect *r, int y,
		      const struct coverage_line *l, bool here)
{
	enum ink row = l == &t->total ? INK_TITLE : INK_NORMAL;
	int x = 1, wide = group_cols(t, r);
	struct buf b = BUF_INIT;

	draw_fill(r, y, INK_NORMAL);
	coverage_group(t, a, l, &b);
	x = draw_cell(r, y, x, wide, false, row, b.s);
	for (size_t i = 0; i < COVERAGE_COLUMNS; i++) {
		if (t->width[i] == 0)
			continue;
		cell_text(l, i, &b);
		if (here && i == t->column)
			term_cells(r->y + y, r->x + x, t->width[i], INK_SELECTED, "", 0);
		x = draw_cell(r, y, x, t->width[i], true, here && i == t->column ? INK_SELECTED : cell_ink(l, i, row),
			      b.s);
	}
	if (here)
		draw_text(r, y, 0, 1, INK_SELECTED, ">");
	buf_release(&b);
}

static void draw_heading(const struct coverage_table *t, const struct app *a, const struct rect *r)
{
	static const char *const orders[] = { "cov_by_stage", "cov_by_school", "cov_by_village", "cov_by_item" };
	struct buf sum = BUF_INIT, term = BUF_INIT;
	char number[3][24];
	int x;

	work_term(a, t->term, &term);
	x = draw_text(r, 0, 1, 0, INK_TITLE, term.s) + 2;
	x = draw_text(r, 0, x, 0, t->locked ? INK_WARN : INK_GOOD, app_word(a, t->locked ? "cov_locked" : "cov_open")) +
	    4;
	snprintf(number[0], sizeof(number[0]), "%d", t->total.entitled);
	snprintf(number[1], sizeof(number[1]), "%d", t->total.paid);
	snprintf(number[2], sizeof(number[2]), "%d", t->total.missing);
	words_put(a->screens, &sum, "word.cov_sum", number[0], number[1], number[2]);
	draw_text(r, 0, x, 0, INK_NORMAL, sum.s);
	x = 1;
	for (size_t i = 0; i < COVERAGE_ORDERS; i++) {
		bool here = i == (size_t)t->by;
		char name[64];

		snprintf(name, sizeof(name), here ? "[%s]" : " %s ", app_word(a, orders[i]));
		x = draw_text(r, 1, x, 0, here ? INK_TITLE : INK_DIM, name) + 1;
	}
	draw_fill(r, TOP - 1, INK_HEADER);
	x = draw_cell(r, TOP - 1, 1, group_cols(t, r), false, INK_HEADER, app_word(a, "cov_group"));
	for (size_t i = 0; i < COVERAGE_COLUMNS; i++)
		if (t->width[i] > 0)
			x = draw_cell(r, TOP - 1, x, t->width[i], true, INK_HEADER, app_word(a, columns[i].word));
	buf_release(&sum);
	buf_release(&term);
}

/* Groups that have room above the total and the line of the astray. */
static size_t groups_shown(const struct coverage_table *t, const struct rect *r)
{
	int room = r->h - TOP - 1 - (t->astray > 0);
	size_t most = room > 0 ? (size_t)room : 1;

	return t->n < most ? t->n : most;
}

void coverage_draw(const struct coverage_table *t, const struct app *a, const struct rect *r)
{
	size_t shown = groups_shown(t, r);
	int y = TOP;

	draw_clear(r);
	draw_heading(t, a, r);
	if (t->n == 0 && t->astray == 0) {
		draw_wrapped(r, TOP + 1, 2, r->w - 4, 3, INK_DIM, app_word(a, "cov_none"));
		return;
	}
	for (size_t i = t->first; i < t->first + shown && i < t->n; i++)
		draw_line(t, a, r, y++, &t->line[i], i == t->at);
	draw_line(t, a, r, y++, &t->total, t->at == t->n);
	if (t->astray > 0) {
		struct buf b = BUF_INIT;
		char count[24];

		snprintf(count, sizeof(count), "%zu", t->astray);
		words_put(a->screens, &b, "word.cov_astray", count);
		draw_fill(r, y, t->at > t->n ? INK_SELECTED : INK_BAD);
		draw_text(r, y, 1, 0, t->at > t->n ? INK_SELECTED : INK_BAD, b.s);
		if (t->at > t->n)
			draw_text(r, y, 0, 1, INK_SELECTED, ">");
		buf_release(&b);
	}
}

bool coverage_hit(const struct coverage_table *t, const struct rect *r, int y, int x, size_t *at, size_t *column)
{
	size_t shown = groups_shown(t, r);
	int line = y - r->y - TOP, left = 1 + group_cols(t, r) + DRAW_GAP;

	if (line < 0 || (size_t)line > shown + (t->astray > 0))
		return false;
	*at = (size_t)line < shown ? t->first + (size_t)line : t->n + ((size_t)line - shown);
	for (size_t i = 0; i < COVERAGE_COLUMNS; i++) {
		if (t->width[i] == 0)
			continue;
		if (x - r->x >= left - DRAW_GAP && x - r->x < left + t->width[i])
			*column = i;
		left += t->width[i] + DRAW_GAP;
	}
	return true;
}

/* The rows behind a number of the coverage table: students, or students and what they are due. Ticked ones are moved,
 * applied for, verified, told and written to all at once (coverage_do.c). */
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "coverage_internal.h"
#include "item.h"
#include "model/record.h"
#include "screen/choices.h"
#include "screen/words.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCHOOL_LEAST 10
#define GRADE_MOST 14
#define COLUMNS 10

struct column {
	const char *word; /* "" : the tick */
	int width;        /* 0: what the others leave */
	bool right;
};
static const struct column of_items[] = {
	{ "", 3, false },           { "cov_name", 8, false },  { "cov_head", 8, false },
	{ "cov_school", 0, false }, { "cov_grade", 6, false }, { "cov_item", 16, false },
	{ "cov_state", 8, false },  { "cov_money", 6, true },  { "cov_told_on", 10, false },
};
static const struct column of_students[] = {
	{ "", 3, false },
	{ "cov_name", 8, false },
	{ "cov_head", 8, false },
	{ "cov_house_group", 6, false },
	{ "cov_school", 0, false },
	{ "cov_stage", 8, false },
	{ "cov_grade", 8, false },
	{ "cov_verified", 8, false },
	{ "cov_told_on", 10, false },
};
#define N_COLUMNS (sizeof(of_items) / sizeof(of_items[0]))

bool rows_of_items(const struct rows *s)
{
	return s->ask.what == COVERAGE_ENTITLED || s->ask.what == COVERAGE_APPLIED || s->ask.what == COVERAGE_PAID ||
	       s->ask.what == COVERAGE_MISSING || s->ask.what >= COVERAGE_ASTRAY;
}

void rows_untick(struct rows *s)
{
	memset(s->ticked, 0, s->n * sizeof(*s->ticked));
	s->n_ticked = 0;
}

/* ---- the same rows after a reload ---- */

struct row_key {
	int64_t person, item;
};

static int compare_keys(const void *a, const void *b)
{
	const struct row_key *x = a, *y = b;

	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return (x->item > y->item) - (x->item < y->item);
}

static struct row_key *ticked_keys(const struct rows *s)
{
	struct row_key *key = mem_grow(NULL, s->n_ticked + 1, sizeof(*key));
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->ticked[i])
			key[n++] = (struct row_key){ s->row[i].person, s->row[i].item };
	qsort(key, n, sizeof(*key), compare_keys);
	return key;
}

static void find_again(struct rows *s, const struct row_key *ticked, size_t n_ticked, const struct row_key *at)
{
	mem_free(s->ticked);
	s->ticked = mem_alloc((s->n + 1) * sizeof(*s->ticked));
	s->n_ticked = 0;
	for (size_t i = 0; i < s->n; i++) {
		const struct row_key key = { s->row[i].person, s->row[i].item };

		s->ticked[i] = bsearch(&key, ticked, n_ticked, sizeof(key), compare_keys) != NULL;
		s->n_ticked += s->ticked[i];
		if (compare_keys(&key, at) == 0)
			s->at = i;
	}
	if (s->at >= s->n)
		s->at = s->n > 0 ? s->n - 1 : 0;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct rows *s = v->state;
	struct row_key at = { 0, 0 }, *ticked = ticked_keys(s);
	size_t n_ticked = s->n_ticked, n = 0;
	struct coverage_row *row = NULL;
	int rc = -1;

	if (s->at < s->n)
		at = (struct row_key){ s->row[s->at].person, s->row[s->at].item };
	if (coverage_rows(a->office, s->ask.term, s->ask.by, s->ask.all ? NULL : s->ask.group, s->ask.place,
			  s->ask.what, &row, &n, e) < 0)
		goto done;
	free(s->row);
	s->row = row;
	s->n = n;
	find_again(s, ticked, n_ticked, &at);
	s->grade_cols = text_width(app_word(a, "cov_grade"));
	for (size_t i = 0; i < n; i++) {
		int w = text_width(work_choice(a, "grade", row[i].grade));

		s->grade_cols = w > s->grade_cols && w <= GRADE_MOST ? w : s->grade_cols;
	}
	rc = 0;
done:
	mem_free(ticked);
	return rc;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct rows *s = v->state;

	(void)a;
	v->at = *room;
	move_window(s->at, room->h > 1 ? (size_t)room->h - 1 : 1, s->n, &s->first);
}

/* ---- drawing ---- */

static void row_cells(const struct rows *s, const struct app *a, size_t i, const char *cell[COLUMNS], struct buf *money)
{
	const struct coverage_row *r = &s->row[i];
	size_t n = 0;

	cell[n++] = s->ticked[i] ? "[x]" : "[ ]";
	cell[n++] = r->name;
	cell[n++] = r->head;
	if (!rows_of_items(s)) {
		cell[n++] = r->group;
		cell[n++] = r->school;
		cell[n++] = work_choice(a, "school_stage", r->stage);
		cell[n++] = work_choice(a, "grade", r->grade);
		cell[n++] = app_word(a, r->verified ? "cov_yes" : "cov_no");
		cell[n++] = r->told_on;
		return;
	}
	cell[n++] = r->school;
	cell[n++] = work_choice(a, "grade", r->grade);
	cell[n++] = r->item_name;
	cell[n++] = r->state[0] ? work_choice(a, "aid_state", r->state) : app_word(a, "cov_not_applied");
	if (r->aid ? r->amount : r->standard)
		money_format(money, r->aid ? r->amount : r->standard, false);
	cell[n++] = money->s;
	cell[n++] = r->told_on;
}

static int state_cols(const struct app *a)
{
	const struct choice_list *l = screens_choices(a->screens, "aid_state");
	int most = text_width(app_word(a, "cov_not_applied"));

	for (size_t i = 0; l && i < l->n; i++)
		if (text_width(l->choice[i].shown) > most)
			most = text_width(l->choice[i].shown);
	return most;
}

static enum ink row_ink(const struct coverage_row *r)
{
	if (strcmp(r->state, "paid") == 0 || strcmp(r->state, "backpaid") == 0)
		return INK_GOOD;
	return strcmp(r->state, "rejected") == 0 || strcmp(r->state, "returned") == 0 ? INK_BAD : INK_NORMAL;
}

/* Which columns are drawn, how wide. The head of the household gives way before the money does. */
static size_t fit(const struct rows *s, const struct app *a, int cols, size_t use[N_COLUMNS], int width[N_COLUMNS])
{
	const struct column *column = rows_of_items(s) ? of_items : of_students;
	int wanted[N_COLUMNS], all = 1 + SCHOOL_LEAST;
	size_t n = 0;

	for (size_t i = 0; i < N_COLUMNS; i++) {
		wanted[i] = strcmp(column[i].word, "cov_state") == 0   ? state_cols(a)
			    : strcmp(column[i].word, "cov_grade") == 0 ? s->grade_cols
								       : column[i].width;
		all += i + 1 < N_COLUMNS ? wanted[i] + DRAW_GAP : 0;
	}
	for (size_t i = 0; i < N_COLUMNS; i++)
		if (all <= cols || !rows_of_items(s) || strcmp(column[i].word, "cov_head") != 0) {
			wanted[n] = wanted[i];
			use[n++] = i;
		}
	return draw_columns(wanted, n, 1, cols, 1, SCHOOL_LEAST, width);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct rows *s = v->state;
	const struct column *column = rows_of_items(s) ? of_items : of_students;
	int width[N_COLUMNS], x = 1;
	size_t use[N_COLUMNS], n = fit(s, a, v->at.w, use, width);
	struct buf money = BUF_INIT;

	draw_clear(&v->at);
	draw_fill(&v->at, 0, INK_HEADER);
	for (size_t i = 0; i < n; i++)
		x = draw_cell(&v->at, 0, x, width[i], column[use[i]].right, INK_HEADER,
			      column[use[i]].word[0] ? app_word(a, column[use[i]].word) : "");
	for (int y = 1; y < v->at.h && s->first + (size_t)y - 1 < s->n; y++) {
		size_t at = s->first + (size_t)y - 1;
		enum ink ink = at == s->at ? INK_SELECTED : row_ink(&s->row[at]);
		const char *cell[COLUMNS] = { 0 };

		buf_clear(&money);
		row_cells(s, a, at, cell, &money);
		draw_fill(&v->at, y, ink);
		x = 1;
		for (size_t i = 0; i < n; i++)
			x = draw_cell(&v->at, y, x, width[i], column[use[i]].right, ink, cell[use[i]]);
		if (at == s->at)
			draw_text(&v->at, y, 0, 1, ink, ">");
	}
	if (s->n == 0)
		draw_wrapped(&v->at, 2, 2, v->at.w - 4, 3, INK_DIM, app_word(a, "cov_rows_none"));
	buf_release(&money);
}

/* ---- keys ---- */

static void fill_aid(struct record *r, const struct rows *s, const struct coverage_row *row)
{
	record_set(r, "person_id", value_int(row->person));
	record_set(r, "term", value_text(s->ask.term));
	record_set(r, "aid_item_id", value_int(row->item));
	if (row->standard)
		record_set(r, "amount", value_int(row->standard));
}

/* What there is of it: the aid, or a new one filled in; of a student the enrolment. */
static unsigned open_row(struct rows *s, struct app *a)
{
	const struct coverage_row *row = &s->row[s->at];
	struct record r;

	if (rows_of_items(s) && row->aid)
		return app_push(a, form_view(a, "aid", row->aid, 0, NULL));
	if (rows_of_items(s) && row->item) {
		record_init(&r, "aid");
		fill_aid(&r, s, row);
		return app_push(a, form_view_of(a, "aid", &r, row->person, NULL));
	}
	return app_push(a, row->enrolment ? form_view(a, "enrolment", row->enrolment, 0, NULL)
					  : record_view(a, "person", row->person));
}

static unsigned tick(struct rows *s, bool all)
{
	bool to = all ? s->n_ticked < s->n : !s->ticked[s->at];

	for (size_t i = all ? 0 : s->at; i < (all ? s->n : s->at + 1); i++) {
		s->n_ticked += (size_t)to - (size_t)s->ticked[i];
		s->ticked[i] = to;
	}
	if (!all && s->at + 1 < s->n)
		s->at++;
	return EFFECT_DRAW;
}

/* Does it mean anything to the ticked rows, else to the one under the cursor? */
static bool any(const struct rows *s, bool (*means)(const struct rows *, const struct coverage_row *))
{
	for (size_t i = 0; s->n_ticked > 0 && i < s->n; i++)
		if (s->ticked[i] && means(s, &s->row[i]))
			return true;
	return s->n_ticked == 0 && s->n > 0 && means(s, &s->row[s->at]);
}

static bool may_move(const struct rows *s, const struct coverage_row *r)
{
	return rows_of_items(s) && r->aid != 0;
}

static bool may_apply(const struct rows *s, const struct coverage_row *r)
{
	return rows_of_items(s) && r->item != 0 && r->aid == 0;
}

static bool may_verify(const struct rows *s, const struct coverage_row *r)
{
	(void)s;
	return r->enrolment != 0 && !r->verified;
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct rows *s = v->state;

	(void)a;
	switch (r) {
	case REQ_OPEN:
	case REQ_TICK:
	case REQ_TICK_ALL:
	case REQ_TELL:
	case REQ_HOUSEHOLD:
	case REQ_HANDBOOK:
	case REQ_TABLE:
	case REQ_EDIT:
		return s->n > 0;
	case REQ_MOVE:
		return any(s, may_move);
	case REQ_NEW:
		return any(s, may_apply);
	case REQ_VERIFY:
		return any(s, may_verify);
	default:
		return true;
	}
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct rows *s = v->state;

	switch (r) {
	case REQ_OPEN:
		return open_row(s, a);
	case REQ_TICK:
	case REQ_TICK_ALL:
		return tick(s, r == REQ_TICK_ALL);
	case REQ_MOVE:
		return rows_begin_move(s, a);
	case REQ_NEW:
		return rows_begin_apply(s, a);
	case REQ_TELL:
		return rows_tell(s, a);
	case REQ_VERIFY:
		return rows_begin_verify(s, a);
	case REQ_TABLE:
		return rows_letter(s, a);
	case REQ_EDIT:
		return rows_begin_letters(s, a);
	case REQ_HOUSEHOLD:
		return app_push(a, household_view(a, s->row[s->at].household));
	case REQ_HANDBOOK:
		return app_push(a, handbook_view(a, s->row[s->at].household));
	default:
		return move_cursor(r, s->n, v->at.h > 1 ? (size_t)v->at.h - 1 : 1, &s->at);
	}
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct rows *s = v->state;
	int y = k->y - v->at.y - 1;
	size_t at = s->first + (size_t)(y > 0 ? y : 0);

	if (k->button >= 3)
		return request(v, a, k->button == 3 ? REQ_UP : REQ_DOWN);
	if (y < 0 || at >= s->n)
		return EFFECT_NONE;
	s->at = at;
	return k->button == 2 ? open_row(s, a) : EFFECT_DRAW;
}

/* A line of the list has no room for all of it. */
static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct rows *s = v->state;
	const struct coverage_row *r = s->at < s->n ? &s->row[s->at] : NULL;
	char count[24];

	if (!r)
		return;
	snprintf(count, sizeof(count), "%zu", s->n_ticked);
	if (s->n_ticked > 0)
		words_put(a->screens, out, "word.cov_ticked", count);
	else
		buf_addf(out, "%s  %s %s  %s  %s", r->name, r->school, work_choice(a, "grade", r->grade), r->item_name,
			 r->paid_on);
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct rows *s = v->state;
	char count[24];

	work_term(a, s->ask.term, left);
	if (s->ask.title[0])
		buf_addf(left, " %s", s->ask.title);
	snprintf(count, sizeof(count), "%zu", s->n);
	words_put(a->screens, right, rows_of_items(s) ? "word.cov_count_items" : "word.cov_count_students", count);
}

static const char *heading(const struct view *v, const struct app *a)
{
	return coverage_counts(a, ((const struct rows *)v->state)->ask.what);
}

static void close_rows(struct view *v)
{
	struct rows *s = v->state;

	free(s->row);
	mem_free(s->ticked);
	mem_free(s->by);
	mem_free(s->path);
	mem_free(s);
}

static const enum request requests[] = {
	REQ_OPEN,   REQ_TICK,    REQ_TICK_ALL,  REQ_MOVE,      REQ_NEW,      REQ_TELL,
	REQ_VERIFY, REQ_TABLE,   REQ_EDIT,      REQ_HOUSEHOLD, REQ_HANDBOOK, REQ_UP,
	REQ_DOWN,   REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST,     REQ_LAST,     REQ_NONE,
};

static const struct view_ops ops = {
	.name = "coverage_rows",
	.covers = view_covers_scope,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.answer = rows_answer,
	.hint = hint,
	.heading = heading,
	.title = title,
	.close = close_rows,
};

struct view *coverage_rows_view(struct app *a, const struct coverage_ask *ask)
{
	struct rows *s = mem_alloc(sizeof(*s));

	(void)a;
	s->ask = *ask;
	return view_make(&ops, s);
}

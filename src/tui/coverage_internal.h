/* Inside tui/: aid of a term. The table of numbers (coverage.c, drawn by coverage_page.c), the rows behind one of them
 * (coverage_rows.c, what is done to them in coverage_do.c), the next term's enrolments (enrol.c), telling (tell.c). */
#ifndef TUI_COVERAGE_INTERNAL_H
#define TUI_COVERAGE_INTERNAL_H

#include "base/buf.h"
#include "model/coverage.h"
#include "tui/app.h"

/* ---- the table ---- */

#define COVERAGE_COLUMNS 9

struct coverage_table {
	char term[TERM_BYTES];
	enum coverage_by by;
	struct coverage_line *line;
	size_t n;
	struct coverage_line total;
	size_t astray; /* rows paid, yet nobody's due */
	bool locked;
	size_t at, first;            /* n: the total, n + 1: astray */
	size_t column;               /* under the cursor */
	int width[COVERAGE_COLUMNS]; /* 0: no room for it */
};

enum coverage_what coverage_column_what(size_t column);
int64_t coverage_column_value(const struct coverage_line *l, size_t column);
const struct coverage_line *coverage_at(const struct coverage_table *t); /* NULL on the line of the astray */
void coverage_fit(struct coverage_table *t, const struct app *a, const struct rect *r);
void coverage_draw(const struct coverage_table *t, const struct app *a, const struct rect *r);
/* Which line of the table and which column is at y, x (absolute)? False: none. */
bool coverage_hit(const struct coverage_table *t, const struct rect *r, int y, int x, size_t *at, size_t *column);
void coverage_group(const struct coverage_table *t, const struct app *a, const struct coverage_line *l,
		    struct buf *out);
/* What a number counts, in full: "not verified by the school". */
const char *coverage_counts(const struct app *a, enum coverage_what what);

/* ---- the rows ---- */

struct coverage_ask {
	char term[TERM_BYTES];
	enum coverage_by by;
	enum coverage_what what;
	bool all; /* whatever the group */
	char group[96];
	int64_t place;
	char title[128]; /* the group as a person reads it */
};
struct view *coverage_rows_view(struct app *a, const struct coverage_ask *ask);

enum rows_asks {
	ROWS_ASK_NOTHING,
	ROWS_ASK_STATE,
	ROWS_ASK_DAY,
	ROWS_ASK_APPLIED,
	ROWS_ASK_TO,
	ROWS_ASK_AT,
	ROWS_ASK_REASON,
	ROWS_ASK_VERIFIER,
	ROWS_ASK_VERIFIED,
	ROWS_ASK_PATH,
	ROWS_ASK_OVER
};
struct rows {
	struct coverage_ask ask;
	struct coverage_row *row;
	bool *ticked;
	size_t n, n_ticked, at, first;
	int grade_cols; /* the widest of its grades */
	enum rows_asks asks;
	/* Of a move or a verification that is being asked about. */
	char to[16], on[11], posted_to[11];
	char *by;
	char *path; /* of the letters */
};
/* One row a student and item; else a student. */
bool rows_of_items(const struct rows *s);
void rows_untick(struct rows *s);
/* coverage_do.c: to what is ticked, else to the row under the cursor. */
unsigned rows_begin_move(struct rows *s, struct app *a);
unsigned rows_begin_apply(struct rows *s, struct app *a);
unsigned rows_tell(struct rows *s, struct app *a);
unsigned rows_begin_verify(struct rows *s, struct app *a);
/* coverage_letter.c */
unsigned rows_letter(struct rows *s, struct app *a);
unsigned rows_begin_letters(struct rows *s, struct app *a);
unsigned rows_took_path(struct rows *s, struct app *a, const char *typed);
unsigned rows_write_letters(struct rows *s, struct app *a);
unsigned rows_answer(struct view *v, struct app *a, const struct answer *ans);

/* ---- the others ---- */

struct view *enrol_view(struct app *a, const char *term);

#endif

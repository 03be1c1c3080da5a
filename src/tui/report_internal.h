/* Inside tui/: a report on the screen (report_view.c), its lines (report_page.c), what is behind its numbers
 * (report_rows.c), how it leaves (report_out.c). */
#ifndef TUI_REPORT_INTERNAL_H
#define TUI_REPORT_INTERNAL_H

#include "exchange/report.h"
#include "tui/app.h"

#define REPORT_NO_NUMBER ((size_t)-1)

enum report_line_kind { REPORT_GAP, REPORT_WARNING, REPORT_HEADING, REPORT_LINE };
struct report_line {
	enum report_line_kind kind;
	size_t index;       /* of the warning, else of the paragraph */
	size_t from, bytes; /* in its text */
	bool first;         /* of its paragraph's text */
};
enum report_asks { REPORT_ASKS_NOTHING, REPORT_ASKS_WORDS, REPORT_ASKS_OWN, REPORT_ASKS_PERIOD };
struct report_state {
	const struct report_def *def;
	struct period period;
	struct report report;
	bool made, asked; /* asked: the report of this period was asked for, made or stopped */
	unsigned facts;
	struct report_line *line;
	size_t n;
	int cols; /* the lines are laid for; 0 not laid */
	size_t at, first;
	size_t number; /* under the cursor, or REPORT_NO_NUMBER */
	enum report_asks asks;
	char key[48]; /* of the paragraph that is edited, or after which an own one comes */
	char kept[48];
	size_t kept_order; /* where the cursor was: the nth number of that paragraph */
};

/* report_page.c */
void report_lay(struct report_state *s, int cols);
void report_draw(const struct report_state *s, const struct rect *r);
bool report_is_empty(const struct report *r, size_t number);
const struct report_line *report_line_at(const struct report_state *s); /* NULL where there is none */
const struct report_paragraph *report_paragraph_at(const struct report_state *s);
void report_go_number(struct report_state *s, size_t number); /* cursor there */
void report_on_line(struct report_state *s);                  /* the first number of the line under the cursor */
unsigned report_move(struct report_state *s, const struct rect *r, enum request request);
unsigned report_click(struct report_state *s, const struct rect *r,
		      const struct key *k); /* 0 nothing, 1 moved, 2 opens */
void report_keep_place(struct report_state *s);
void report_find_place(struct report_state *s);

/* Makes a report with a bar; *stopped: Esc was pressed, nothing was made. */
int report_with_progress(struct app *a, const struct report_def *d, const struct period *p, struct report *out,
			 bool *stopped, struct err *e);
/* "report_rows": the rows behind number `number` of r; of a metric as a whole; two periods beside each other. */
struct view *report_rows_view(const struct report *r, size_t number);
struct view *report_metric_view(const struct report_def *d, const struct period *p, size_t metric);
struct view *report_compare_view(const struct report_def *d, const struct period *now, const struct period *before);
unsigned report_export(struct report_state *s, struct app *a);
struct view *report_view(const struct report_def *d, const struct period *p);

#endif

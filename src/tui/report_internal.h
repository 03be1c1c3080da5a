/* Inside tui/: a report on the screen (report_view.c), its lines (report_lay.c), the cursor on them (report_page.c),
 * what is behind its numbers (report_rows.c), how it leaves (report_out.c). */
#ifndef TUI_REPORT_INTERNAL_H
#define TUI_REPORT_INTERNAL_H

#include "exchange/report.h"
#include "tui/app.h"

#define REPORT_NO_NUMBER ((size_t)-1)

enum report_line_kind { REPORT_GAP, REPORT_WARNING, REPORT_HEADING, REPORT_LINE };
struct report_line {
	enum report_line_kind kind;
	size_t index;       /* of the warning, else of the first paragraph of what is one on the page */
	size_t from, bytes; /* in the text of the warning or heading, else in flow */
	bool first;         /* of its paragraph's text */
};
/* Where the cursor stops: a warning, a sentence, a line of a list. */
struct report_stop {
	size_t paragraph; /* REPORT_NO_PARAGRAPH: a warning */
	size_t from;      /* in flow */
	size_t line;      /* on which it begins */
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
	int cols;        /* the lines are laid for; 0 not laid */
	struct buf flow; /* the text of all paragraphs, as they are joined */
	size_t *start;   /* of each paragraph in flow */
	struct report_stop *stop;
	size_t n_stops, here;
	size_t at, first;
	size_t number; /* under the cursor, or REPORT_NO_NUMBER */
	enum report_asks asks;
	char key[48]; /* of the paragraph that is edited, or after which an own one comes */
	char kept[48];
	size_t kept_order; /* where the cursor was: the nth number of that paragraph */
};

#define REPORT_MARGIN 3 /* the cursor, the mark of an edited paragraph, a blank */
#define REPORT_INDENT 4 /* two hanzi before a paragraph */

/* report_lay.c */
void report_lay(struct report_state *s, int cols);
const struct report_stop *report_stop_at(const struct report_state *s); /* NULL where there is none */
const struct report_line *report_line_at(const struct report_state *s); /* as well */
const struct report_paragraph *report_paragraph_at(const struct report_state *s);
size_t report_stop_end(const struct report_state *s, size_t stop);      /* in flow; not of a warning */
size_t report_number_from(const struct report_state *s, size_t number); /* in flow */
/* The cursor there; on the first number of the stop. */
void report_go_stop(struct report_state *s, size_t stop);
void report_go_paragraph(struct report_state *s, size_t paragraph);
void report_go_line(struct report_state *s, size_t line);
void report_go_number(struct report_state *s, size_t number);

/* report_page.c */
void report_draw(const struct report_state *s, const struct rect *r);
bool report_is_empty(const struct report *r, size_t number);
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

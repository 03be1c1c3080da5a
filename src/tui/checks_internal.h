/* Inside the checks view: every suspect and blank, in one of three orders. */
#ifndef TUI_CHECKS_INTERNAL_H
#define TUI_CHECKS_INTERNAL_H

#include "page.h"
#include "screen/suspects.h"
#include "tui/app.h"

enum checks_order { CHECKS_BY_RULE, CHECKS_BY_HOUSEHOLD, CHECKS_BY_CADRE, CHECKS_ORDERS };
#define CHECKS_MOST 100 /* of a kind are read; all are counted, and more of one are read when asked for */
struct checks_row {
	const struct suspect_line *line;
	const struct check_house *house; /* NULL: of no household */
};
struct checks {
	struct suspects all;       /* in scope */
	struct check_house *house; /* of their households, by id */
	size_t n_houses;
	struct checks_row *row; /* in order */
	size_t n;
	enum checks_order order;
	struct page page;
	bool fresh, stopped;
	unsigned facts;
	int64_t took;           /* milliseconds of the last full run */
	int64_t asked;          /* household whose record is being mended, 0 none */
	struct suspects before; /* what was found of it */
};

/* checks_page.c: the rows in order, under headings that count them. The id of a line is its row's index, of one that
 * stands for more of a kind checks_more(kind). */
int checks_houses(struct checks *c, struct office *o, struct err *e);
void checks_write(struct checks *c, const struct app *a);
/* The bureaus' table of kinds and counts, as text. */
void checks_summary(const struct checks *c, const struct app *a, struct buf *out);

int64_t checks_more(size_t kind);
bool checks_is_more(int64_t line, size_t *kind);

#endif

/* Inside the checks view: every suspect and blank, in one of three orders. */
#ifndef TUI_CHECKS_INTERNAL_H
#define TUI_CHECKS_INTERNAL_H

#include "page.h"
#include "screen/suspects.h"
#include "tui/app.h"

enum checks_order { CHECKS_BY_RULE, CHECKS_BY_HOUSEHOLD, CHECKS_BY_CADRE, CHECKS_ORDERS };
struct checks_row {
	const struct suspect_line *line;
	const struct check_house *house; /* NULL: of no household */
};
struct checks {
	struct suspects all;
	struct check_house *house;
	size_t n_houses;
	struct checks_row *row; /* those in scope, in order */
	size_t n, waived;
	enum checks_order order;
	struct page page;
	bool fresh, stopped;
	unsigned facts;
	int64_t took;  /* milliseconds of the last full run */
	int64_t asked; /* household whose record is being mended, 0 none */
};

/* checks_page.c: the rows in order, under headings that count them. The id of a line is its row's index. */
void checks_write(struct checks *c, const struct app *a);
/* The bureaus' table of kinds and counts, as text. */
void checks_summary(const struct checks *c, const struct app *a, struct buf *out);

#endif

/* Inside the reconcile view: reconcile.c is what is seen, reconcile_page.c the lines in words, reconcile_do.c what a
 * person decides. */
#ifndef TUI_RECONCILE_INTERNAL_H
#define TUI_RECONCILE_INTERNAL_H

#include "exchange/roster_file.h"
#include "exchange/roster_table.h"
#include "page.h"
#include "tui/app.h"

enum reconcile_asks { RECONCILE_NOTHING, RECONCILE_FIELD, RECONCILE_REASON, RECONCILE_WHO };

struct reconcile {
	int64_t side[ROSTER_SIDES];
	size_t sides;
	struct roster_comparison all;
	enum roster_group group;
	bool *tick; /* by line */
	size_t n_ticks;
	struct page page; /* the id of a row is its line's index */
	enum reconcile_asks asks;
	char go_to[128]; /* subject the cursor goes to once the facts are compared again */
	bool fresh, stopped, patched;
	unsigned facts;
	int64_t took; /* milliseconds of the last comparison */
	char side_name[ROSTER_SIDES][128];
};

const struct roster_line *reconcile_at(const struct reconcile *r); /* under the cursor, NULL none */

/* reconcile_page.c */
void reconcile_write(struct reconcile *r, const struct app *a);
void reconcile_say(const struct reconcile *r, const struct app *a, const struct roster_line *l, struct buf *out);
/* Every field of all sides, and who it may be. */
void reconcile_detail(const struct reconcile *r, struct app *a, const struct roster_line *l, struct buf *out);

/* reconcile_do.c */
bool reconcile_may(const struct reconcile *r, enum request request);
unsigned reconcile_decide(struct reconcile *r, struct app *a, enum request request);
unsigned reconcile_export(const struct reconcile *r, struct app *a); /* the difference table */
unsigned reconcile_answer(struct view *v, struct app *a, const struct answer *ans);

#endif

/* What the files of the dropouts view share. Nobody else includes it. */
#ifndef TUI_DROPOUTS_INTERNAL_H
#define TUI_DROPOUTS_INTERNAL_H

#include "model/dropout.h"
#include "model/moves.h"
#include "page.h"
#include "table.h"
#include "tui/app.h"

struct dropouts {
	char term[TERM_BYTES];
	enum dropout_ledger which;
	struct retention count;
	struct dropout_row *row;
	size_t n;
	struct table table;
	struct page page; /* the case of the selected child */
	int64_t page_of;
	bool fresh;
	unsigned facts;

	/* What was asked, about whom. */
	enum dropouts_asks {
		DROPOUTS_ASKS_NOTHING,
		DROPOUTS_ASKS_OPEN, /* then goes on with `after` */
		DROPOUTS_ASKS_MOVE,
		DROPOUTS_ASKS_WHAT,
		DROPOUTS_ASKS_DAY
	} asks;
	enum request after;
	int64_t person, dropout;
	char name[64], to[MOVES_STATE_BYTES];
	char *what;
};

/* dropouts_ask.c: what is done with a case: open it, log a talk, take it on; one is opened first where there is none.
 */
unsigned dropouts_do(struct dropouts *d, struct app *a, const struct dropout_row *r, enum request what);
unsigned dropouts_answered(struct dropouts *d, struct app *a, const struct answer *ans);

/* dropouts_page.c: the case beside the table. */
int dropouts_page(struct dropouts *d, struct app *a, const struct dropout_row *r, struct err *e);

#endif

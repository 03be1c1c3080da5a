/* Inside the import view: import.c is what is seen, import_plan.c what is done. */
#ifndef TUI_IMPORT_INTERNAL_H
#define TUI_IMPORT_INTERNAL_H

#include "chooser.h"
#include "exchange/import.h"
#include "table.h"
#include "tui/app.h"

struct import_target { /* a column of the data a column of the file may fill */
	const char *table, *column, *label;
};
enum import_step { STEP_FILE, STEP_PREVIEW, STEP_DONE };
enum import_showing { SHOW_COLUMNS, SHOW_ROWS };
enum import_asks { IMPORT_ASKS_NOTHING, IMPORT_ASKS_KIND, IMPORT_ASKS_COLUMN, IMPORT_ASKS_RUN };

/* What a dry run said. */
struct import_seen {
	struct import_counts counts;
	struct import_row
		*row; /* worth a look, in their order: refused, and as many added and updated as there is room for */
	size_t n_rows;
};

struct import_state {
	enum import_step step;
	enum import_showing showing;
	enum import_asks asks;
	struct chooser chooser;
	char *path;
	const char *kind;
	struct import *import;
	struct import_seen seen;
	bool part;          /* only of its first rows */
	bool judging;       /* more of them are judged while no key waits */
	int64_t judging_ms; /* for so long in all: meanwhile no other program can write */
	struct import_target *target;
	size_t n_targets;
	struct table table;
};

const char *import_kind_title(const struct screens *s, const char *kind);
unsigned import_choose_kind(struct import_state *s, struct app *a);
unsigned import_show(struct import_state *s, struct app *a, enum import_showing what);
unsigned import_ask_column(struct import_state *s, struct app *a);
unsigned import_ask_run(struct import_state *s, struct app *a);
unsigned import_answer(struct view *v, struct app *a, const struct answer *ans);
void import_forget(struct import_seen *seen);
/* The list from its first row, behind the first frame. `stop` is asked as it goes, true stops it (ERR_CANCEL): what was
 * judged by then is kept where it is more than before. */
int import_judge_on(struct import_state *s, import_progress *stop, void *arg, struct err *e);

#endif

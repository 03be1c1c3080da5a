/* What the files of the list view share. Nobody else includes it. */
#ifndef TUI_LIST_INTERNAL_H
#define TUI_LIST_INTERNAL_H

#include "base/lineedit.h"
#include "model/listing.h"
#include "model/record.h"
#include "screen/form.h"
#include "screen/list_def.h"
#include "tui/app.h"

#define LIST_WIDE 110 /* from here on the selected record stands beside the list */

struct list {
	const struct list_def *def;
	struct list_def *made;   /* a register's, made from its form: ours to free */
	const struct form *form; /* of the rows, NULL if unknown */
	const char *table;       /* of the rows, "" if unknown */
	int64_t parent;
	char *parent_title;
	int sort, filter; /* index, -1 none */
	char *filter_value, *filter_shown;
	struct lineedit words;
	bool finding; /* the prompt is open */
	struct lineedit jump;
	int jump_x;         /* where it is typed */
	bool jumping, land; /* its prompt is open; to the row it names */
	int64_t jump_from;  /* the row that was selected when it was opened, and its line */
	size_t jump_at;
	bool jump_back; /* to that row */

	/* The window: rows that are on the screen, and where they stand in the list. */
	struct listing_row *rows;
	size_t n, at, height;
	struct listing_row *ahead; /* read beyond it, in list order: a line more costs nothing */
	size_t n_ahead;
	bool ahead_before;
	bool ahead_due, due_before; /* rows are to be read ahead, and on which side: when no key waits */
	struct {
		struct listing_row *rows;
		size_t n, height; /* height 0: not read */
	} edges[2];               /* the first page and the last */
	bool edges_due;
	int64_t rank; /* rows before rows[0]; from the last: minus the rows from rows[0] on */
	enum list_rank { LIST_FROM_FIRST, LIST_FROM_LAST, LIST_FROM_SOMEWHERE } from;
	int64_t count; /* -1: not counted yet */
	int64_t counted, counted_to;
	unsigned facts;
	bool resized;              /* the window's height is another than that of the rows */
	bool stale;                /* the rows answer another question now */
	int64_t of_village, of_me; /* of the office, when the rows were read */
	enum scope of_scope;
	bool few;      /* so few rows, words and filter aside, that all may be looked through */
	bool unpinyin; /* names cannot be sorted by pinyin now */
	char *found;   /* what the words found, JSON; NULL: the words are compared row by row */
	bool found_more;
	int edge;      /* -1 to the first row, 1 to the last */
	int64_t delta; /* rows to move */
	int64_t seek;  /* the record to select with the next fetch, 0 none: the one just added */

	struct {
		const char *label;
		char *text;
	} * side; /* the selected record; label NULL: a section's title */
	size_t n_side;
	int64_t side_of; /* 0: none, or not loaded yet */
	bool moving;     /* it comes back when no key came for a while */

	enum list_asks { LIST_ASKS_NOTHING, LIST_ASKS_BIN, LIST_ASKS_SORT, LIST_ASKS_FILTER } asks;
	int64_t asked_id;
	struct {
		int filter;
		char *value, *shown;
	} * choice; /* what the filter menu offered */
	size_t n_choices;
};

/* list_rows.c: the window over the model. */
int list_fetch(struct list *l, struct app *a, struct err *e);
void list_forget(struct list *l);                   /* rows and selection: the next fetch begins at the first row */
struct listing_row *list_row(const struct list *l); /* selected; NULL in an empty list */
struct listing list_query(const struct list *l);
bool list_wants_work(const struct list *l);
int list_work(struct list *l, struct app *a, struct err *e); /* counts; loads the record beside the list */
int64_t list_place(const struct list *l);                    /* of the selected row, from 1; 0 not known yet */

/* list_ahead.c: rows beyond the window, on the side to which one goes. */
void list_ahead_drop(struct list *l);
/* `most` rows that follow the window on one side, or fewer at the list's end; the caller's. */
int list_ahead_next(struct list *l, struct app *a, const struct listing *q, bool before, size_t most,
		    struct listing_row **rows, size_t *n, struct err *e);
int list_ahead_read(struct list *l, struct app *a, const struct listing *q, struct err *e); /* the next page */

/* list_edges.c */
void list_edges_drop(struct list *l);
bool list_edge_take(struct list *l, bool last); /* false: not read, or for another height */
int list_edges_read(struct list *l, struct app *a, const struct listing *q, struct err *e);

/* list_draw.c */
void list_draw(const struct view *v, const struct app *a);
void list_cursor(const struct view *v, int *y, int *x);
void list_title(const struct view *v, const struct app *a, struct buf *left, struct buf *right);
void list_hint(const struct view *v, const struct app *a, struct buf *out);
const char *list_jump_word(const struct list *l); /* what can be jumped to: letters say nothing to a date; or NULL */
int list_status_rows(const struct list *l);       /* 1 when finding, filtering or sorted otherwise */
int list_pane(const struct view *v);              /* columns of the list itself; the record gets the rest */

/* list_side.c */
bool list_side_is_due(const struct list *l); /* another record is selected than the one that stands there */
void list_side_load(struct list *l, struct app *a);
/* While one moves nothing stands beside the list: it is what would cost most, and rows scroll only by themselves. */
void list_side_leave(struct list *l);
void list_side_clear(struct list *l);
void list_side_draw(const struct rect *r, const struct list *l);

/* list_ask.c: menus and what is done with their answers. */
unsigned list_ask_filter(struct list *l, struct app *a);
unsigned list_ask_sort(struct list *l, struct app *a);
unsigned list_ask_bin(struct list *l, struct app *a);
unsigned list_answered(struct list *l, struct app *a, const struct answer *ans);
void list_choices_free(struct list *l);

/* list_open.c */
bool list_opens_household(const struct list *l); /* perhaps of another record than the row itself: a student's */
unsigned list_on_row(struct list *l, struct app *a, enum request r);

/* list_export.c: all the list shows, out. */
unsigned list_export(struct list *l, struct app *a);

/* list_round.c: a blank round of the self-check, dated today. */
unsigned list_start_round(struct list *l, struct app *a);

/* list_register.c: the list of a register that has a form but no list of its own. NULL if there is no such form. */
struct list_def *register_list(const struct screens *s, const char *form);
void register_list_free(struct list_def *d);

#endif

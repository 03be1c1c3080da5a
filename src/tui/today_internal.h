/* What the files of the Today view share. Nobody else includes it. */
#ifndef TUI_TODAY_INTERNAL_H
#define TUI_TODAY_INTERNAL_H

#include "item.h"
#include "page.h"
#include "table.h"

#define TODAY_WIDE 110 /* from here on the selected household stands beside the list */
#define TODAY_HEAD 3   /* two lines of counts and a rule */
#define TODAY_COUNTS 5

struct today {
	struct today_counts counts;
	struct { /* the second line of the head, as long as there is room */
		char *text;
		enum ink ink;
	} count[TODAY_COUNTS];
	struct item *item;
	size_t n;
	enum today_part known;   /* all before it was known once: later it stays as it was until it is known again */
	struct today_work *work; /* what is still looked at, or NULL */
	bool stale;              /* to be looked at again from the beginning */
	struct item was;         /* under the cursor, if `had`: it may come again */
	size_t was_at;
	bool had;
	bool touched;        /* until then the cursor stays at the top */
	int64_t village, me; /* of whom all this is */
	enum scope scope;
	bool places; /* of several villages: the table says which */
	struct table table;
	bool fresh, empty; /* loaded once; nothing in the office at all */
	unsigned facts;

	int64_t visiting; /* the household of the visit form above, 0 none */
	int64_t visited;  /* the household visited just now */
	int64_t seek;     /* where the cursor goes at the next load: the next household to visit */

	struct page side; /* the selected household: what is open, who was there */
	int64_t side_of;
};

/* today_load.c */
const struct item *today_selected(const struct today *t); /* NULL: none */
int today_view_load(struct view *v, struct app *a, struct err *e);
bool today_wants_work(const struct view *v);
int today_view_work(struct view *v, struct app *a, struct err *e);
void today_hint(const struct view *v, const struct app *a, struct buf *out); /* what is still looked at */

/* today_head.c */
void today_head_load(struct today *t, const struct app *a);
void today_head_clear(struct today *t);
void today_head_draw(const struct rect *r, const struct today *t, const struct app *a);

/* today_side.c */
void today_side_load(struct today *t, struct app *a, int64_t household);

#endif

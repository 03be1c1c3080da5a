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
	struct table table;
	bool fresh, empty; /* loaded once; nothing in the office at all */
	unsigned facts;

	int64_t visiting; /* the household of the visit form above, 0 none */
	int64_t seek;     /* where the cursor goes at the next load: the next household to visit */

	struct page side; /* the selected household: what is open, who was there */
	int64_t side_of;
};

/* today_head.c */
void today_head_load(struct today *t, const struct app *a);
void today_head_clear(struct today *t);
void today_head_draw(const struct rect *r, const struct today *t, const struct app *a);

/* today_side.c */
void today_side_load(struct today *t, struct app *a, int64_t household);

#endif

/* What the files of the handbook view share. Nobody else includes it. */
#ifndef TUI_HANDBOOK_INTERNAL_H
#define TUI_HANDBOOK_INTERNAL_H

#include "item.h"
#include "model/handbook.h"
#include "page.h"
#include "screen/checks.h"
#include "screen/list_def.h"

#define BOOK_CHAPTERS 16

enum { BOOK_CELL, BOOK_ALL }; /* what a row is: a field (id: its record, 0 missing), or the way to all rows */

struct book {
	int64_t household;
	char *head;
	char year[5];
	const struct chapter *chapter;
	size_t n, at;
	int gaps[BOOK_CHAPTERS]; /* of each chapter */
	struct gap *gap;
	size_t n_gaps;
	struct page page;   /* of the chapter at hand */
	bool fresh, turned; /* loaded once; another chapter is to be shown */
	bool seek_gap, seek_back;
	unsigned facts;
	bool reviewed;               /* under review: the chapters show verdicts, not gaps */
	char verdict[BOOK_CHAPTERS]; /* first letter of it; 0: none yet */
};

/* handbook.c: what review.c does alike; its state begins with a struct book. */
bool book_begin(struct book *b, struct app *a, int64_t household); /* false with a message said */
int book_load(struct view *v, struct app *a, struct err *e);
void book_layout(struct view *v, struct app *a, const struct rect *room);
bool book_can(const struct view *v, const struct app *a, enum request r);
unsigned book_request(struct view *v, struct app *a, enum request r);
unsigned book_mouse(struct view *v, struct app *a, const struct key *k);
void book_close(struct view *v);

/* handbook_page.c */
int book_load_page(struct book *b, struct app *a, struct err *e);
bool book_is_gap(const struct book *b, int64_t row, const char *column); /* in the chapter at hand */
const struct list_def *book_list(const struct book *b,
				 const struct app *a); /* rows of the chapter; NULL: the household's own */

/* handbook_draw.c */
const char *book_mark(const struct app *a, bool gap); /* one column wide: something is missing, or not */
void book_draw(const struct view *v, const struct app *a);
struct rect book_body(const struct view *v);
const char *book_chapter_name(const struct book *b, const struct app *a, size_t i);
/* The chapter under a click, or n. */
size_t book_chapter_at(const struct view *v, const struct app *a, int y, int x);

#endif

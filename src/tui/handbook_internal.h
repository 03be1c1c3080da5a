/* What the files of the handbook view share. Nobody else includes it. */
#ifndef TUI_HANDBOOK_INTERNAL_H
#define TUI_HANDBOOK_INTERNAL_H

#include "item.h"
#include "model/handbook.h"
#include "page.h"
#include "screen/checks.h"
#include "screen/list_def.h"

#define BOOK_CHAPTERS 16
#define BOOK_UNKNOWN (-1) /* gaps of a chapter, while `later` */

/* What a row is: a field (id: its record, 0 missing), the way to all rows, a step of a monitoring case, an exit
 * indicator (id: the record it rests on, 0 none), a type of evidence that is not there (column: its label). */
enum { BOOK_CELL, BOOK_ALL, BOOK_STEP, BOOK_INDICATOR, BOOK_EVIDENCE };

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
	bool later;         /* what is seen of the first chapter alone is there; all gaps come behind the frame */
	size_t rows;        /* that are seen */
	bool seek_gap, seek_back;
	unsigned facts;
	char newest[5];              /* the year it opens on; `year` may be turned back from it */
	bool year_turned;            /* another year is to be shown */
	bool wide, reshaped;         /* room for two years side by side; that has changed */
	bool reviewed;               /* under review: the chapters show verdicts, not gaps */
	char verdict[BOOK_CHAPTERS]; /* first letter of it; 0: none yet */
};

/* handbook.c: what review.c does alike; its state begins with a struct book. */
bool book_begin(struct book *b, struct app *a, int64_t household); /* false with a message said */
void book_layout(struct view *v, struct app *a, const struct rect *room);
bool book_can(const struct view *v, const struct app *a, enum request r);
unsigned book_request(struct view *v, struct app *a, enum request r);
unsigned book_mouse(struct view *v, struct app *a, const struct key *k);
void book_close(struct view *v);

/* handbook_load.c */
int book_load(struct view *v, struct app *a, struct err *e);
bool book_wants_work(const struct view *v);
int book_work(struct view *v, struct app *a, struct err *e);
/* A key means the whole handbook: what was to come behind the frame is read. `stay`: it moves from what is seen, so the
 * handbook does not go to its first gap. False with a message said: it cannot be read. */
bool book_is_whole(struct book *b, struct app *a, bool stay);
/* The next gap on this page from where the cursor is (not counting the place itself). */
bool book_step_to_gap(struct book *b, bool back);
/* The next chapter with a gap, round the end; the same one where there is no other. */
size_t book_chapter_with_gap(const struct book *b, size_t at, bool back);

/* handbook_page.c */
int book_load_page(struct book *b, struct app *a, struct err *e);
bool book_is_gap(const struct book *b, int64_t row, const char *column); /* in the chapter at hand */
const struct list_def *book_list(const struct book *b,
				 const struct app *a); /* rows of the chapter; NULL: the household's own */

/* handbook_extra.c: what stands beside the fields */
/* A computed field of a stored record, as text and (may be NULL) as number; "" where it is not known. */
void book_computed(struct app *a, const char *table, const struct field *f, int64_t id, struct buf *out,
		   double *number);
void book_formula(struct book *b, struct app *a, const struct form *form,
		  int64_t id); /* how the net income comes about */
int book_indicators(struct book *b, struct app *a, struct err *e);
/* The types of evidence none of these documents is of. */
int book_evidence(struct book *b, struct app *a, const int64_t *document, size_t n, struct err *e);
/* Where a row of theirs is filled in. */
struct view *book_extra_view(struct book *b, struct app *a, const struct page_line *l);
/* The household's sheet of a year; 0 none. */
int64_t book_sheet(struct book *b, struct app *a, const char *year);

/* handbook_export.c */
unsigned book_export(struct book *b, struct app *a);

/* handbook_draw.c */
bool book_is_wide(int cols);
const char *book_mark(const struct app *a, bool gap); /* one column wide: something is missing, or not */
void book_draw(const struct view *v, const struct app *a);
struct rect book_body(const struct view *v);
const char *book_chapter_name(const struct book *b, const struct app *a, size_t i);
/* The chapter under a click, or n. */
size_t book_chapter_at(const struct view *v, const struct app *a, int y, int x);

#endif

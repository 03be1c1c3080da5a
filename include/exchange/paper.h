/* Paper: A4 pages as a PDF, Chinese included (pango chooses the fonts: a serif hanzi face for text, sans for headings),
 * text that can be selected, page numbers "1/3". Things are put one under the other; a page ends by itself. A table's
 * heading is repeated on each page, a row is never split unless it is taller than a page, a heading never stands alone
 * at the foot. Errors are kept and told by paper_close. */
#ifndef EXCHANGE_PAPER_H
#define EXCHANGE_PAPER_H

#include "base/err.h"
#include "exchange/sheet.h"

#include <stdbool.h>
#include <stddef.h>

struct paper;

#define PAPER_PAGES 2000 /* of one numbering: they are held until it ends */

/* path: written as sheet_write says. PAPER_FONT: no font with hanzi is installed (says which package). */
int paper_open(struct paper **out, const char *path, bool landscape, struct err *e);
/* PAPER_LONG {1}=PAPER_PAGES: more pages than that in one numbering; no file is left. */
int paper_close(struct paper **p, struct err *e);
void paper_give_up(struct paper **p); /* removes what was begun */
size_t paper_pages(const struct paper *p);

enum paper_style {
	PAPER_TITLE /* centred, large */,
	PAPER_SUBTITLE,
	PAPER_HEADING,
	PAPER_TEXT /* first line indented by two hanzi */,
	PAPER_PLAIN,
	PAPER_RIGHT,
	PAPER_SMALL
};
void paper_text(struct paper *p, enum paper_style s, const char *text); /* '\n' begins a paragraph */
void paper_space(struct paper *p, double mm);
void paper_break(struct paper *p);                        /* a new page, unless at the top of one */
void paper_orient(struct paper *p, bool landscape);       /* from the next page on */
void paper_footer(struct paper *p, const char *text);     /* beside the page number, from this page on */
void paper_numbering(struct paper *p);                    /* page numbers begin again: the next of many letters */
void paper_sheet(struct paper *p, const struct sheet *s); /* title, table, signature boxes, note */
/* Label and value pairs in a ruled grid of `columns` pairs a row: forms, cards. wide: the whole row. */
struct paper_pair {
	const char *label, *value;
	bool wide;
};
void paper_pairs(struct paper *p, const struct paper_pair *pair, size_t n, int columns);
void paper_signs(struct paper *p, const char *const *label, size_t n); /* boxes side by side: name, date */
/* Charts (exchange/chart.h) draw through this: mm from the left of the text and from the top of a box of `height` mm.
 */
void paper_box(struct paper *p, double height, void (*draw)(void *cairo, double width, double height, void *arg),
	       void *arg);

#endif

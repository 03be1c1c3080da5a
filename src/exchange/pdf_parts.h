/* What draws paper: the parts of the module of modules.h, behind exchange/paper.h, whose functions are here under the
 * name pdf_. Private to exchange/. Lengths are points (1/72 inch) unless said otherwise. */
#ifndef EXCHANGE_PDF_PARTS_H
#define EXCHANGE_PDF_PARTS_H

#include "exchange/chart.h"
#include "exchange/paper.h"

#include "exchange/output.h"

#include <pango/pangocairo.h>

/* What exchange/paper.h says of paper_. */
int pdf_open(struct paper **out, const char *path, bool landscape, struct err *e);
int pdf_close(struct paper **p, struct err *e);
void pdf_give_up(struct paper **p);
size_t pdf_pages(const struct paper *p);
void pdf_text(struct paper *p, enum paper_style s, const char *text);
void pdf_space(struct paper *p, double mm);
void pdf_break(struct paper *p);
void pdf_orient(struct paper *p, bool landscape);
void pdf_footer(struct paper *p, const char *text);
void pdf_numbering(struct paper *p);
void pdf_sheet(struct paper *p, const struct sheet *s);
void pdf_pairs(struct paper *p, const struct paper_pair *pair, size_t n, int columns);
void pdf_signs(struct paper *p, const char *const *label, size_t n);
void pdf_box(struct paper *p, double height, void (*draw)(void *cairo, double width, double height, void *arg),
	     void *arg);
void pdf_chart(struct paper *p, const struct chart *c, const char *none);

#define MM (72.0 / 25.4)
#define PAPER_MARGIN (20 * MM)
#define PAPER_PITCH 1.4 /* from line to line, in sizes of the letters */
#define PAPER_PAD 3.0   /* inside a cell, at its sides */
#define PAPER_AIR 1.5   /* likewise above and below */
#define PAPER_BODY 10.5
#define PAPER_LITTLE 8.5

enum paper_face { FACE_SERIF, FACE_SANS, FACES };
enum paper_align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

struct paper_page {
	cairo_surface_t *drawn;
	bool landscape;
	char *footer;
};
struct paper {
	struct output out;
	int why; /* errno of the first write that failed */
	bool too_long;
	cairo_surface_t *pdf;
	PangoFontMap *map;
	PangoContext *context;
	PangoFontDescription *face[FACES][2]; /* the second is bold */
	struct paper_page *page;              /* drawn since numbers began, not yet in the file */
	size_t n, cap, written;
	cairo_t *cr;    /* of the last page; NULL: none is begun */
	double y;       /* how far down it is used, from the top of the text */
	bool landscape; /* of the next page */
	char *footer;
	char *heading; /* not drawn yet: it goes where what follows it goes; NULL none */
};
/* Draws the heading that waits, with room for `below` under it on the same page. Whatever draws calls it first. */
void paper_headed(struct paper *p, double below);
double paper_width(struct paper *p); /* of the text on this page, which is begun if there is none */
double paper_height(struct paper *p);
double paper_left(struct paper *p); /* room below, down to the margin */
cairo_t *paper_cairo(struct paper *p);

/* A piece of text in its place. */
PangoLayout *paper_layout(struct paper *p);
void paper_set(struct paper *p, PangoLayout *l, const char *text, enum paper_face face, bool bold, double size,
	       double width);
double paper_wide(PangoLayout *l); /* of the widest line */
/* Lines `from` to `from + n` of it, the first one's top at y. `indent`: of the first line of a paragraph. */
void paper_lines(struct paper *p, PangoLayout *l, double x, double y, double width, double size, enum paper_align align,
		 int from, int n);

/* One row of a ruled table. */
struct paper_cell {
	const char *text;
	double x, w;
	enum paper_align align;
	bool head, bold, shade; /* head: sans, bold */
	PangoLayout *layout;    /* made when first needed, kept for the next row */
};
struct paper_row {
	struct paper_cell *cell;
	size_t n;
	double size;
};
/* `keep`: what must have room below it on the same page; `again`: repeated at the top of a new page, or NULL. */
void paper_row(struct paper *p, struct paper_row *r, double keep, struct paper_row *again);
double paper_row_height(struct paper *p, struct paper_row *r);
void paper_row_release(struct paper_row *r); /* the layouts; the cells are the caller's */
/* paper_pairs in letters of another size. */
void paper_grid(struct paper *p, const struct paper_pair *pair, size_t n, int columns, double size);

#endif

/* Text on paper: paragraphs, and rows of ruled cells. Every line is as high as the other, so that a paragraph or a row
 * can go on on the next page at any of them. */
#include "pdf_parts.h"

#include "base/mem.h"

#include <math.h>
#include <string.h>

PangoLayout *paper_layout(struct paper *p)
{
	PangoLayout *l = pango_layout_new(p->context);

	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	return l;
}

void paper_set(struct paper *p, PangoLayout *l, const char *text, enum paper_face face, bool bold, double size,
	       double width)
{
	PangoFontDescription *d = p->face[face][bold];

	pango_font_description_set_absolute_size(d, size * PANGO_SCALE);
	pango_layout_set_font_description(l, d);
	pango_layout_set_width(l, width < 0 ? -1 : (int)(width * PANGO_SCALE));
	pango_layout_set_text(l, text, -1);
}

double paper_wide(PangoLayout *l)
{
	PangoRectangle r;

	pango_layout_get_extents(l, NULL, &r);
	return (double)r.width / PANGO_SCALE;
}

void paper_lines(struct paper *p, PangoLayout *l, double x, double y, double width, double size, enum paper_align align,
		 int from, int n)
{
	cairo_t *cr = paper_cairo(p);
	GSList *at = g_slist_nth(pango_layout_get_lines_readonly(l), (guint)from);

	for (int i = 0; i < n && at != NULL; i++, at = at->next) {
		PangoLayoutLine *line = at->data;
		double begin = x, free;
		PangoRectangle r;

		pango_layout_line_get_extents(line, NULL, &r);
		free = width - (double)r.width / PANGO_SCALE;
		if (align != ALIGN_LEFT && free > 0)
			begin += align == ALIGN_RIGHT ? free : free / 2;
		if (line->is_paragraph_start)
			begin += (double)pango_layout_get_indent(l) / PANGO_SCALE;
		/* The foot of a hanzi is a little under the line Latin stands on. */
		cairo_move_to(cr, begin, y + ((double)i + 0.5) * size * PAPER_PITCH + 0.37 * size);
		pango_cairo_show_layout_line(cr, line);
	}
}

struct look {
	enum paper_face face;
	bool bold;
	double size, before, after; /* the last two in sizes */
	enum paper_align align;
	int indent; /* of the first line, in hanzi */
	int keep;   /* lines that must have room below it */
};
static const struct look look_of[] = {
	[PAPER_TITLE] = { FACE_SANS, true, 18, 0, 0.5, ALIGN_CENTRE, 0, 3 },
	[PAPER_SUBTITLE] = { FACE_SERIF, false, 10.5, 0, 0.6, ALIGN_CENTRE, 0, 3 },
	[PAPER_HEADING] = { FACE_SANS, true, 12, 0.6, 0.3, ALIGN_LEFT, 0, 3 },
	[PAPER_TEXT] = { FACE_SERIF, false, 12, 0, 0.2, ALIGN_LEFT, 2, 0 },
	[PAPER_PLAIN] = { FACE_SERIF, false, 12, 0, 0.2, ALIGN_LEFT, 0, 0 },
	[PAPER_RIGHT] = { FACE_SERIF, false, 12, 0, 0.2, ALIGN_RIGHT, 0, 0 },
	[PAPER_SMALL] = { FACE_SERIF, false, PAPER_LITTLE, 0.3, 0.2, ALIGN_LEFT, 0, 0 },
};

static void put_text(struct paper *p, enum paper_style s, const char *text, double below)
{
	const struct look *k = &look_of[s];
	double pitch = k->size * PAPER_PITCH;
	PangoLayout *l = paper_layout(p);
	int lines;

	paper_cairo(p);
	pango_layout_set_indent(l, (int)(k->indent * k->size * PANGO_SCALE));
	paper_set(p, l, text, k->face, k->bold, k->size, paper_width(p));
	lines = pango_layout_get_line_count(l);
	if (p->y > 0)
		p->y += k->before * k->size;
	if (below < k->keep * pitch)
		below = k->keep * pitch;
	if (k->keep && p->y > 0 && lines * pitch + k->after * k->size + below > paper_left(p))
		pdf_break(p);
	for (int from = 0, n; from < lines; from += n) {
		/* Another shape of page is another width, but a paragraph is laid out once. */
		n = (int)floor(paper_left(p) / pitch + 0.001);
		if (n < 1 && p->y > 0) {
			pdf_break(p);
			n = 0;
			continue;
		}
		n = n < 1 ? 1 : n > lines - from ? lines - from : n;
		paper_lines(p, l, PAPER_MARGIN, PAPER_MARGIN + p->y, paper_width(p), k->size, k->align, from, n);
		p->y += n * pitch;
	}
	p->y += k->after * k->size;
	g_object_unref(l);
}

void paper_headed(struct paper *p, double below)
{
	char *text = p->heading;

	p->heading = NULL;
	if (text != NULL)
		put_text(p, PAPER_HEADING, text, below);
	mem_free(text);
}

void pdf_text(struct paper *p, enum paper_style s, const char *text)
{
	paper_headed(p, 0);
	if (s == PAPER_HEADING)
		p->heading = mem_dup(text);
	else
		put_text(p, s, text, 0);
}

void pdf_space(struct paper *p, double mm)
{
	paper_headed(p, 0);
	paper_cairo(p);
	if (mm * MM > paper_left(p))
		pdf_break(p);
	else
		p->y += mm * MM;
}

static int lines_of(struct paper *p, struct paper_row *r)
{
	int most = 1;

	for (size_t i = 0; i < r->n; i++) {
		struct paper_cell *c = &r->cell[i];
		int lines;

		if (c->text[0] == '\0')
			continue;
		if (c->layout == NULL)
			c->layout = paper_layout(p);
		paper_set(p, c->layout, c->text, c->head ? FACE_SANS : FACE_SERIF, c->head || c->bold, r->size,
			  c->w - 2 * PAPER_PAD);
		lines = pango_layout_get_line_count(c->layout);
		most = lines > most ? lines : most;
	}
	return most;
}

/* Lines from `from`, n of them, of every cell. A cell with fewer stands in the middle. */
static void draw_row(struct paper *p, const struct paper_row *r, int from, int n, int all)
{
	cairo_t *cr = paper_cairo(p);
	double pitch = r->size * PAPER_PITCH, top = PAPER_MARGIN + p->y, height = n * pitch + 2 * PAPER_AIR;

	cairo_set_line_width(cr, 0.4);
	for (size_t i = 0; i < r->n; i++) {
		const struct paper_cell *c = &r->cell[i];
		int lines = c->text[0] ? pango_layout_get_line_count(c->layout) : 0;
		double down = n == all && lines < n ? (n - lines) * pitch / 2 : 0;

		cairo_rectangle(cr, PAPER_MARGIN + c->x, top, c->w, height);
		if (c->shade) {
			cairo_set_source_rgb(cr, 0.93, 0.93, 0.93);
			cairo_fill_preserve(cr);
		}
		cairo_set_source_rgb(cr, 0.25, 0.25, 0.25);
		cairo_stroke(cr);
		cairo_set_source_rgb(cr, 0, 0, 0);
		if (from < lines)
			paper_lines(p, c->layout, PAPER_MARGIN + c->x + PAPER_PAD, top + PAPER_AIR + down,
				    c->w - 2 * PAPER_PAD, r->size, c->align, from, n);
	}
	p->y += height;
}

static void again_put(struct paper *p, struct paper_row *again)
{
	int lines;

	if (again == NULL)
		return;
	lines = lines_of(p, again);
	draw_row(p, again, 0, lines, lines);
}

void paper_row(struct paper *p, struct paper_row *r, double keep, struct paper_row *again)
{
	double pitch = r->size * PAPER_PITCH;
	int lines = lines_of(p, r), from = 0;

	paper_headed(p, lines * pitch + 2 * PAPER_AIR + keep);
	paper_cairo(p);
	if (lines * pitch + 2 * PAPER_AIR + keep > paper_left(p) + 0.01 && p->y > 0) {
		pdf_break(p);
		again_put(p, again);
	}
	while (from < lines) {
		int n = (int)floor((paper_left(p) - 2 * PAPER_AIR) / pitch + 0.001);

		n = n < 1 ? 1 : n > lines - from ? lines - from : n;
		draw_row(p, r, from, n, lines);
		from += n;
		if (from < lines) {
			pdf_break(p);
			again_put(p, again);
		}
	}
}

double paper_row_height(struct paper *p, struct paper_row *r)
{
	return lines_of(p, r) * r->size * PAPER_PITCH + 2 * PAPER_AIR;
}

void paper_row_release(struct paper_row *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->cell[i].layout != NULL)
			g_object_unref(r->cell[i].layout);
}

/* A chart on paper: columns stand, progress lies; greys, for a printer without colours. */
#include "exchange/chart.h"

#include "pdf_parts.h"

#include "base/mem.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

#define HEIGHT 78.0 /* mm of a chart with standing columns */
#define LINE 7.0    /* mm of a bar of progress */
#define LETTERS 8.0 /* points */

static const double grey[] = { 0.25, 0.65, 0.45, 0.82 };
#define GREYS (sizeof grey / sizeof *grey)

struct drawing {
	struct paper *p;
	const struct chart *c;
	double left, top, width, height; /* points, of the field the columns stand in */
	double most;
};

static void ink(cairo_t *cr, size_t k)
{
	double g = grey[k % GREYS];

	cairo_set_source_rgb(cr, g, g, g);
}

/* At the page's own scale: paper_box counts in mm. */
static void text_at(struct drawing *d, const char *text, double x, double y, double width, enum paper_align align)
{
	PangoLayout *l = paper_layout(d->p);

	cairo_set_source_rgb(paper_cairo(d->p), 0, 0, 0);
	paper_set(d->p, l, text, FACE_SERIF, false, LETTERS, width);
	pango_layout_set_alignment(l, PANGO_ALIGN_LEFT);
	paper_lines(d->p, l, x, y, width, LETTERS, align, 0, 2);
	g_object_unref(l);
}

static void number_at(struct drawing *d, double v, double x, double y, double width, enum paper_align align)
{
	struct buf b = BUF_INIT;

	number_format(&b, v, d->c->decimals);
	text_at(d, b.s, x, y, width, align);
	buf_release(&b);
}

static double total(const struct chart *c, size_t i)
{
	double all = 0, most = 0;

	for (size_t k = 0; k < c->m; k++) {
		all += chart_value(c, i, k);
		most = chart_value(c, i, k) > most ? chart_value(c, i, k) : most;
	}
	return c->kind == CHART_LINES ? most : all;
}

/* 1, 2 or 5 times a power of ten, so that four or five lines reach the top. */
static double step_of(double most)
{
	double ten = pow(10, floor(log10(most / 4 > 1e-9 ? most / 4 : 1)));

	for (int i = 0; i < 3; i++) {
		static const double times[] = { 1, 2, 5 };

		if (times[i] * ten * 5 >= most)
			return times[i] * ten;
	}
	return 10 * ten;
}

static void draw_scale(struct drawing *d)
{
	cairo_t *cr = paper_cairo(d->p);
	double step = step_of(d->most);

	if (d->c->decimals == 0 && step < 1)
		step = 1;
	d->most = ceil(d->most / step - 1e-9) * step;
	for (double v = 0; v <= d->most + step / 2; v += step) {
		double y = d->top + d->height * (1 - v / d->most);

		cairo_set_source_rgb(cr, 0.8, 0.8, 0.8);
		cairo_set_line_width(cr, 0.4);
		cairo_move_to(cr, d->left, y);
		cairo_line_to(cr, d->left + d->width, y);
		cairo_stroke(cr);
		number_at(d, v, PAPER_MARGIN, y - LETTERS * 0.7, d->left - PAPER_MARGIN - 4, ALIGN_RIGHT);
	}
}

static void draw_columns(struct drawing *d)
{
	const struct chart *c = d->c;
	cairo_t *cr = paper_cairo(d->p);
	double each = d->width / (double)c->n, wide = each * 0.6 > 40 ? 40 : each * 0.6;

	for (size_t i = 0; i < c->n; i++) {
		double x = d->left + (double)i * each, y = d->top + d->height;

		for (size_t k = 0; k < c->m; k++) {
			double h = chart_value(c, i, k) / d->most * d->height;

			y -= h;
			ink(cr, k);
			cairo_rectangle(cr, x + (each - wide) / 2, y, wide, h);
			cairo_fill(cr);
		}
		if (total(c, i) > 0)
			number_at(d, total(c, i), x - each, y - LETTERS * 1.4, 3 * each, ALIGN_CENTRE);
	}
}

static void draw_lines(struct drawing *d)
{
	const struct chart *c = d->c;
	cairo_t *cr = paper_cairo(d->p);
	double each = d->width / (double)c->n;

	for (size_t k = 0; k < c->m; k++) {
		static const double dash[] = { 4, 2 };

		ink(cr, 0);
		cairo_set_line_width(cr, 1.4);
		cairo_set_dash(cr, dash, k > 0 ? 2 : 0, 0);
		for (size_t i = 0; i < c->n; i++)
			cairo_line_to(cr, d->left + ((double)i + 0.5) * each,
				      d->top + d->height * (1 - chart_value(c, i, k) / d->most));
		cairo_stroke(cr);
		cairo_set_dash(cr, NULL, 0, 0);
		for (size_t i = 0; i < c->n; i++) {
			cairo_arc(cr, d->left + ((double)i + 0.5) * each,
				  d->top + d->height * (1 - chart_value(c, i, k) / d->most), 1.8, 0, 2 * G_PI);
			ink(cr, k);
			cairo_fill(cr);
		}
	}
}

static void draw_labels(struct drawing *d)
{
	double each = d->width / (double)d->c->n;

	for (size_t i = 0; i < d->c->n; i++)
		text_at(d, d->c->category[i], d->left + (double)i * each + 1, d->top + d->height + 2, each - 2,
			ALIGN_CENTRE);
}

static void standing(struct drawing *d, double height)
{
	d->left = PAPER_MARGIN + 34;
	d->top = PAPER_MARGIN + d->p->y + LETTERS * 1.6;
	d->width = paper_width(d->p) - 34;
	d->height = height - LETTERS * 1.6 - 2 * LETTERS * PAPER_PITCH - 4;
	draw_scale(d);
	if (d->c->kind == CHART_LINES)
		draw_lines(d);
	else
		draw_columns(d);
	draw_labels(d);
}

/* A line for each: its name, the bar, done of all. More of them than a page has room for go on on the next. */
static void lying(struct drawing *d)
{
	const struct chart *c = d->c;
	double names = paper_width(d->p) * 0.4, numbers = 44, bar = paper_width(d->p) - names - numbers - 12;

	for (size_t i = 0; i < c->n; i++) {
		double y, all = c->m > 1 ? chart_value(c, i, 1) : 0, part = all > 0 ? chart_value(c, i, 0) / all : 0;
		struct buf b = BUF_INIT;
		cairo_t *cr;

		if (LINE * MM > paper_left(d->p))
			pdf_break(d->p);
		cr = paper_cairo(d->p);
		y = PAPER_MARGIN + d->p->y;
		text_at(d, c->category[i], PAPER_MARGIN, y + 3, names, ALIGN_LEFT);
		ink(cr, 3);
		cairo_rectangle(cr, PAPER_MARGIN + names + 6, y + 4, bar, LINE * MM - 10);
		cairo_fill(cr);
		ink(cr, 0);
		cairo_rectangle(cr, PAPER_MARGIN + names + 6, y + 4, bar * (part > 1 ? 1 : part), LINE * MM - 10);
		cairo_fill(cr);
		number_format(&b, chart_value(c, i, 0), c->decimals);
		buf_addc(&b, '/');
		number_format(&b, all, c->decimals);
		text_at(d, b.s, PAPER_MARGIN + names + bar + 12, y + 3, numbers, ALIGN_RIGHT);
		buf_release(&b);
		d->p->y += LINE * MM;
	}
}

static void legend(struct drawing *d)
{
	const struct chart *c = d->c;
	double x = PAPER_MARGIN, y = PAPER_MARGIN + d->p->y;

	for (size_t k = 0; k < c->m && c->m > 1; k++) {
		PangoLayout *l = paper_layout(d->p);

		ink(paper_cairo(d->p), c->kind == CHART_PROGRESS && k > 0 ? 3 : k);
		cairo_rectangle(paper_cairo(d->p), x, y + 2, 8, 8);
		cairo_fill(paper_cairo(d->p));
		paper_set(d->p, l, c->series[k], FACE_SERIF, false, LETTERS, -1);
		text_at(d, c->series[k], x + 12, y, paper_wide(l) + 2, ALIGN_LEFT);
		x += paper_wide(l) + 28;
		g_object_unref(l);
	}
	if (c->m > 1)
		d->p->y += LETTERS * PAPER_PITCH + 4;
}

void pdf_chart(struct paper *p, const struct chart *c, const char *none)
{
	struct drawing d = { .p = p, .c = c };
	double height = (c->kind == CHART_PROGRESS ? LINE * (double)c->n : HEIGHT) * MM;
	struct buf title = BUF_INIT;

	if (p->y > 0 && height + 50 > paper_left(p) && height + 50 < paper_height(p))
		pdf_break(p);
	buf_addf(&title, "%s  %s", c->title, c->period);
	pdf_text(p, PAPER_HEADING, title.s);
	pdf_text(p, PAPER_SMALL, c->unit);
	buf_release(&title);
	if (chart_is_empty(c)) {
		pdf_text(p, PAPER_SMALL, none);
		if (c->empty && c->empty[0])
			pdf_text(p, PAPER_SMALL, c->empty);
		return;
	}
	legend(&d);
	for (size_t i = 0; i < c->n; i++)
		d.most = total(c, i) > d.most ? total(c, i) : d.most;
	if (c->kind == CHART_PROGRESS) {
		lying(&d);
	} else {
		cairo_save(paper_cairo(p));
		standing(&d, height);
		cairo_restore(paper_cairo(p));
		p->y += height;
	}
	p->y += 6;
}

/* Grids that are no tables: pairs of label and value, boxes to sign in. */
#include "pdf_parts.h"

#include "base/mem.h"

#include <string.h>

#define SIGN_HEIGHT (26 * MM)

/* As wide as the widest label, but no more than two fifths of a pair; longer ones wrap. */
static double label_width(struct paper *p, const struct paper_pair *pair, size_t n, double of, double size)
{
	PangoLayout *l = paper_layout(p);
	double most = 4 * size;

	for (size_t i = 0; i < n; i++) {
		double w;

		paper_set(p, l, pair[i].label, FACE_SANS, true, size, -1);
		w = paper_wide(l) + 1;
		most = w > most ? w : most;
	}
	g_object_unref(l);
	most += 2 * PAPER_PAD;
	return most > 0.38 * of ? 0.38 * of : most;
}

static void set_pair(struct paper_cell *c, const struct paper_pair *pair, double x, double label, double all)
{
	c[0] = (struct paper_cell){ .text = pair->label,
				    .x = x,
				    .w = label,
				    .align = ALIGN_CENTRE,
				    .head = true,
				    .shade = true,
				    .layout = c[0].layout };
	c[1] = (struct paper_cell){ .text = pair->value, .x = x + label, .w = all - label, .layout = c[1].layout };
}

static void fill_row(struct paper_row *r, const struct paper_pair *pair, size_t n, double one, double label, double all)
{
	/* What stands last in its row has the rest of it. */
	for (size_t k = 0; k < n; k++)
		set_pair(&r->cell[2 * k], &pair[k], (double)k * one, label, k + 1 == n ? all - (double)k * one : one);
	r->n = 2 * n;
}

static size_t pairs_in_row(const struct paper_pair *pair, size_t n, size_t most)
{
	size_t in_row = 1;

	while (!pair[0].wide && in_row < most && in_row < n && !pair[in_row].wide)
		in_row++;
	return in_row;
}

void paper_grid(struct paper *p, const struct paper_pair *pair, size_t n, int columns, double size)
{
	size_t most = columns < 1 ? 1 : (size_t)columns, in_row;
	double all = paper_width(p), one = all / (double)most, label = label_width(p, pair, n, one, size), height = 0,
	       short_one;
	struct paper_row r = { .cell = mem_alloc(2 * most * sizeof *r.cell), .size = size };

	/* A short one is not torn over two pages. */
	for (size_t i = 0; i < n; i += in_row) {
		in_row = pairs_in_row(&pair[i], n - i, most);
		fill_row(&r, &pair[i], in_row, one, label, all);
		height += paper_row_height(p, &r);
	}
	short_one = paper_height(p) / 3;
	paper_headed(p, height < short_one ? height : 0);
	if (height > paper_left(p) && height < short_one)
		pdf_break(p);
	for (size_t i = 0; i < n; i += in_row) {
		in_row = pairs_in_row(&pair[i], n - i, most);
		fill_row(&r, &pair[i], in_row, one, label, all);
		paper_row(p, &r, 0, NULL);
	}
	r.n = 2 * most;
	paper_row_release(&r);
	mem_free(r.cell);
}

void pdf_pairs(struct paper *p, const struct paper_pair *pair, size_t n, int columns)
{
	paper_grid(p, pair, n, columns, PAPER_BODY);
}

void pdf_signs(struct paper *p, const char *const *label, size_t n)
{
	PangoLayout *l = paper_layout(p);
	double width, w;
	cairo_t *cr;

	paper_headed(p, SIGN_HEIGHT);
	cr = paper_cairo(p);
	if (SIGN_HEIGHT > paper_left(p) && p->y > 0) {
		pdf_break(p);
		cr = paper_cairo(p);
	}
	width = paper_width(p);
	w = width / (double)(n ? n : 1);
	cairo_set_line_width(cr, 0.4);
	for (size_t i = 0; i < n; i++) {
		const char *under = strchr(label[i], '\n');
		char *first = mem_dup_n(label[i], under ? (size_t)(under - label[i]) : strlen(label[i]));
		double x = PAPER_MARGIN + (double)i * w, y = PAPER_MARGIN + p->y;
		double foot;

		cairo_rectangle(cr, x, y, w, SIGN_HEIGHT);
		cairo_stroke(cr);
		paper_set(p, l, first, FACE_SERIF, false, PAPER_BODY, w - 12);
		paper_lines(p, l, x + 6, y + 4, w - 12, PAPER_BODY, ALIGN_LEFT, 0, 3);
		paper_set(p, l, under ? under + 1 : "", FACE_SERIF, false, PAPER_BODY, w - 12);
		foot = pango_layout_get_line_count(l) * PAPER_BODY * PAPER_PITCH + 4;
		paper_lines(p, l, x + 6, y + SIGN_HEIGHT - foot, w - 12, PAPER_BODY, ALIGN_RIGHT, 0, 3);
		mem_free(first);
	}
	p->y += SIGN_HEIGHT;
	g_object_unref(l);
}

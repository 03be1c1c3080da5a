/* Paper is drawn by a module (modules.h). Who has a page has the module. */
#include "exchange/paper.h"

#include "modules.h"

static const struct pdf_module *pdf;

int paper_open(struct paper **out, const char *path, bool landscape, struct err *e)
{
	*out = NULL;
	pdf = module_pdf(e);
	return pdf ? pdf->open(out, path, landscape, e) : -1;
}

int paper_close(struct paper **p, struct err *e)
{
	return pdf->close(p, e);
}

void paper_give_up(struct paper **p)
{
	if (*p)
		pdf->give_up(p);
}

size_t paper_pages(const struct paper *p)
{
	return pdf->pages(p);
}

void paper_text(struct paper *p, enum paper_style s, const char *text)
{
	pdf->text(p, s, text);
}

void paper_space(struct paper *p, double mm)
{
	pdf->space(p, mm);
}

void paper_break(struct paper *p)
{
	pdf->end_page(p);
}

void paper_orient(struct paper *p, bool landscape)
{
	pdf->orient(p, landscape);
}

void paper_footer(struct paper *p, const char *text)
{
	pdf->footer(p, text);
}

void paper_numbering(struct paper *p)
{
	pdf->numbering(p);
}

void paper_sheet(struct paper *p, const struct sheet *s)
{
	pdf->sheet(p, s);
}

void paper_pairs(struct paper *p, const struct paper_pair *pair, size_t n, int columns)
{
	pdf->pairs(p, pair, n, columns);
}

void paper_signs(struct paper *p, const char *const *label, size_t n)
{
	pdf->signs(p, label, n);
}

void paper_box(struct paper *p, double height, void (*draw)(void *cairo, double width, double height, void *arg),
	       void *arg)
{
	pdf->box(p, height, draw, arg);
}

void chart_paper(struct paper *p, const struct chart *c, const char *none)
{
	pdf->chart(p, c, none);
}

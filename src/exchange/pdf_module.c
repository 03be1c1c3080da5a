#include "modules.h"

#include "pdf_parts.h"

const struct pdf_module bangfu_pdf = {
	.version = MODULE_VERSION,
	.open = pdf_open,
	.close = pdf_close,
	.give_up = pdf_give_up,
	.pages = pdf_pages,
	.text = pdf_text,
	.space = pdf_space,
	.end_page = pdf_break,
	.orient = pdf_orient,
	.footer = pdf_footer,
	.numbering = pdf_numbering,
	.sheet = pdf_sheet,
	.pairs = pdf_pairs,
	.signs = pdf_signs,
	.box = pdf_box,
	.chart = pdf_chart,
};

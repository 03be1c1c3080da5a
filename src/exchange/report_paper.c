#include "report_parts.h"

void report_paper(const struct report *r, struct paper *p)
{
	struct buf under = BUF_INIT;

	paper_text(p, PAPER_TITLE, r->title);
	report_subtitle(r, &under);
	paper_text(p, PAPER_SUBTITLE, under.s);
	buf_release(&under);
	for (size_t i = 0; i < r->n_paragraphs;) {
		struct buf text = BUF_INIT;

		if (r->paragraph[i].heading[0])
			paper_text(p, PAPER_HEADING, r->paragraph[i].heading);
		report_joined(r, &i, &text);
		if (text.n)
			paper_text(p, PAPER_TEXT, text.s);
		buf_release(&text);
	}
	paper_space(p, 8);
	if (r->unit[0])
		paper_text(p, PAPER_RIGHT, r->unit);
	paper_text(p, PAPER_RIGHT, r->day);
}

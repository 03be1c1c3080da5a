#include "exchange/report.h"

void report_paper(const struct report *r, struct paper *p)
{
	paper_text(p, PAPER_TITLE, r->title);
	if (report_subtitle(r)[0])
		paper_text(p, PAPER_SUBTITLE, report_subtitle(r));
	for (size_t i = 0; i < r->n_paragraphs; i++) {
		if (r->paragraph[i].heading[0])
			paper_text(p, PAPER_HEADING, r->paragraph[i].heading);
		if (r->paragraph[i].text[0])
			paper_text(p, PAPER_TEXT, r->paragraph[i].text);
	}
}

/* letter.NAME.ini: a letter made from a template, one a person (screen/template.h).
 *
 *   [letter]       title, title_en             printed on top, in the middle
 *                  width = 76                  columns of a line
 *   [line.paid]    text, text_en               one item of {{items}} that was paid; names {{n}} {{item}} {{amount}}
 *   [line.kind]                                … in kind: there is no amount
 *   [line.open]                                … due, not paid yet; also {{state}}
 *   [paragraph.1]  text, text_en, text2 …      paragraphs in the order of the file
 *                  when  = paid | nothing      only where something was paid, or nothing yet; absent: always
 *                  align = left | right | plain   absent: the first line indented; plain: no indent
 *
 * Names of paragraphs: name school grade class term items count total guardian relation date unit village head person.
 * Any other name is a problem, and so are braces that hold none. */
#ifndef SCREEN_LETTER_DEF_H
#define SCREEN_LETTER_DEF_H

#include <stddef.h>

struct screens;

enum letter_when { LETTER_ALWAYS, LETTER_PAID, LETTER_NOTHING };
enum letter_align { LETTER_INDENT, LETTER_PLAIN, LETTER_RIGHT };
enum letter_line { LETTER_LINE_PAID, LETTER_LINE_KIND, LETTER_LINE_OPEN, LETTER_LINES };
struct letter_paragraph {
	const char *text;
	int when, align; /* enum letter_when, letter_align */
};
struct letter_def {
	const char *name, *title;
	int width;
	const char *line[LETTER_LINES];
	const struct letter_paragraph *paragraph;
	size_t n;
};
const struct letter_def *screens_letter(const struct screens *s, const char *name); /* NULL if there is none */

#endif

/* Letters on paper: each on a page of its own, numbered by itself where it needs two. */
#include "exchange/letter.h"

#include "exchange/paper.h"
#include "exchange/sheet.h"
#include "screen/letter_def.h"

#include <errno.h>
#include <string.h>

static void put(void *arg, enum letter_part part, const char *text)
{
	static const enum paper_style style[] = { [LETTER_TITLE] = PAPER_TITLE,
						  [LETTER_INDENTED] = PAPER_TEXT,
						  [LETTER_FLUSH] = PAPER_PLAIN,
						  [LETTER_TO_RIGHT] = PAPER_RIGHT };

	paper_text(arg, style[part], text);
	if (part == LETTER_TITLE)
		paper_space(arg, 4);
}

int letter_paper(struct office *o, const struct screens *s, const int64_t *person, size_t n, const char *term,
		 const char *path, size_t *written, struct err *e)
{
	struct paper *p;

	*written = 0;
	if (office_is_file(o, path))
		return err_set(e, ERR_IO, "FILE_WRITE", path, strerror(EEXIST));
	if (paper_open(&p, path, false, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct err why = { 0 };

		paper_numbering(p);
		if (letter_each(o, s, person[i], term, put, p, &why) == 0) {
			++*written;
		} else if (n == 1 || strcmp(why.word, "LETTER_NOTHING") != 0) {
			paper_give_up(&p);
			if (e)
				*e = why;
			return -1;
		}
	}
	if (*written == 0) {
		paper_give_up(&p);
		return 0;
	}
	return paper_close(&p, e);
}

int letter_logged(struct office *o, const struct screens *s, size_t written, const char *path, struct err *e)
{
	const struct letter_def *d = screens_letter(s, "parents");

	return export_noted(o, d ? d->title : "letter", PROFILE_INTERNAL, (int64_t)written, path, e);
}

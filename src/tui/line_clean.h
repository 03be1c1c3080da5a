/* Inside tui/: cleaning a long text on request (exchange/clean.h), in forms and in the editor; asked once more right
 * after, it is taken back. */
#ifndef TUI_LINE_CLEAN_H
#define TUI_LINE_CLEAN_H

#include "base/lineedit.h"
#include "tui/app.h"

struct line_clean {
	char *before, *after; /* of the last cleaning, NULL none */
	bool asks;            /* the popup is open: the next answer is its */
};
unsigned line_clean_ask(struct line_clean *c, struct lineedit *l, struct app *a, bool *changed);
/* The popup's answer. True if the text is another now. */
bool line_clean_answer(struct line_clean *c, struct lineedit *l, struct app *a, const struct answer *ans);
/* Says how to clean what was pasted, if it looks as if it did good. */
void line_clean_hint(struct app *a, const char *pasted, size_t n);
void line_clean_release(struct line_clean *c);

/* "clean": before and after side by side, and what only a person can mend. Answers yes and the clean text. Takes the
 * cleaning over. */
struct clean;
struct view *clean_view(const struct app *a, const char *before, struct clean *c);

#endif

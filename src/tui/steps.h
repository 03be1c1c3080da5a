/* Inside tui/: the steps of a monitoring case as dated lines, on its own page and in the handbook. */
#ifndef TUI_STEPS_H
#define TUI_STEPS_H

#include "page.h"
#include "tui/app.h"

/* A heading with how many are done, then a row each: `what`, id of the case, column of its form. *wrong, *late: how
 * many are so; either may be NULL. */
int steps_write(struct page *p, struct app *a, int64_t monitoring_case, int what, size_t *wrong, size_t *late,
		struct err *e);

#endif

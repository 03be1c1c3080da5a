/* Inside tui/: changes as lines, what was done together under one heading: when, who, what. */
#ifndef TUI_TIMELINE_H
#define TUI_TIMELINE_H

#include "model/trace.h"
#include "page.h"
#include "tui/app.h"

/* Adds the lines of n changes (newest first); the id of a row is the change's index. `one`: all of one record, whose
 * name stands in the title line already. */
void timeline_write(struct page *p, const struct app *a, const struct trace *list, size_t n, bool one);
/* Says what was undone or redone: its name, and the record's or how many records. */
unsigned timeline_taken_back(struct app *a, bool undo, const char *what, const char *title, int records);
/* What one change did, as a sentence. */
void timeline_change(const struct app *a, const struct trace *t, struct buf *out);

#endif

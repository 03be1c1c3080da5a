/* Inside tui/: what the menu of tables and a table on the screen share. */
#ifndef TUI_TABLES_H
#define TUI_TABLES_H

#include "base/buf.h"
#include "model/metric.h"
#include "screen/table_def.h"
#include "tui/app.h"

/* A period as a person reads it, "" where there is none. */
void tables_period(const struct app *a, const char *kind, const struct period *p, struct buf *out);
/* For whom, as what, into which file. */
unsigned tables_export(struct app *a, const struct table_def *d, const struct period *p, int64_t cadre);

#endif

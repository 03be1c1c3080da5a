/* Inside tui/: parts of a page about one household, as Today's side pane and the household's page show them. */
#ifndef TUI_SECTION_H
#define TUI_SECTION_H

#include "item.h"
#include "model/record.h"
#include "page.h"
#include "screen/list_def.h"

/* Where it is, its number, phone, cadres, last visit: two lines. */
int section_about(struct page *p, struct app *a, int64_t household, struct err *e);
void section_about_record(struct page *p, struct app *a, const struct record *household); /* the same, read already */
/* An open item as a row of the grid made by section_item_grid; `id` is the row's. */
size_t section_item_grid(struct page *p, const struct app *a);
void section_item(struct page *p, const struct app *a, size_t grid, int what, int64_t id, const struct item *it);
/* The row behind some rows of a list: how many there are in all (`what`, id 0). */
void section_all(struct page *p, const struct app *a, int what, int64_t count);
/* A list of the household's: heading with their number, the first `most` rows (`what`, id of the record), and where
 * there are more a row that says so (`all`, id 0; all 0: none). Nothing at all where the list is empty. */
struct section_ask {
	const struct list_def *def;
	int64_t household;
	size_t most;
	int what, all;
};
int section_rows(struct page *p, struct app *a, const struct section_ask *ask, int64_t *count, struct err *e);

#endif

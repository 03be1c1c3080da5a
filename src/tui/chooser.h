/* Inside tui/: choosing a file: a folder's entries, the folder used last first. For views whose first step it is. */
#ifndef TUI_CHOOSER_H
#define TUI_CHOOSER_H

#include "exchange/folder.h"
#include "table.h"
#include "tui/app.h"

struct chooser {
	char *folder;
	struct folder_entry *entry;
	size_t n;
	struct table table;
};
void chooser_init(struct chooser *c, struct app *a); /* nothing is read before chooser_list */
void chooser_list(struct chooser *c, struct app *a);
void chooser_release(struct chooser *c);
void chooser_keep(const struct chooser *c, struct app *a); /* the folder is where the next one begins */
/* The folder's name in the first line of r, its entries below. chooser_scroll belongs into layout. */
void chooser_scroll(struct chooser *c, const struct rect *r);
void chooser_draw(const struct chooser *c, const struct rect *r);
unsigned chooser_move(struct chooser *c, const struct rect *r, enum request request); /* as table_move */
int chooser_click(struct chooser *c, const struct rect *r, const struct key *k);      /* as table_click */
/* The entry under the cursor, or a path typed or pasted: from / or ~, else from the folder that is shown. NULL: it was
 * a folder, which is shown now; else the file's path, the caller's to free. */
char *chooser_take(struct chooser *c, struct app *a);
char *chooser_typed(struct chooser *c, struct app *a, const char *typed);

#endif

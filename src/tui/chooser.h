/* Inside tui/: choosing a file: a folder's entries, the folder used last first. For views whose first step it is. */
#ifndef TUI_CHOOSER_H
#define TUI_CHOOSER_H

#include "exchange/folder.h"
#include "table.h"
#include "tui/app.h"

enum chooser_asks { CHOOSER_ASKS_NOTHING, CHOOSER_ASKS_NAME, CHOOSER_ASKS_PATH };

/* A file was chosen: its path is taken over. EFFECT_AGAIN: it is none of those wanted. */
typedef unsigned chooser_taken(void *arg, struct app *a, char *path);

struct chooser {
	char *folder;
	char **place; /* above the folder's own: where lists mostly lie, this folder left out */
	size_t n_places;
	struct folder_entry *entry;
	size_t n;
	struct table table;
	enum chooser_asks asks;
	chooser_taken *taken;
	void *arg;
};
/* Nothing is read before chooser_list. `taken` NULL: only chooser_typed is used. */
void chooser_init(struct chooser *c, struct app *a, chooser_taken *taken, void *arg);
void chooser_list(struct chooser *c, struct app *a);
void chooser_release(struct chooser *c);
void chooser_keep(const struct chooser *c, struct app *a); /* the folder is where the next one begins */
/* The folder's name in the first line of r, its entries below. chooser_scroll belongs into layout. */
void chooser_scroll(struct chooser *c, const struct rect *r);
void chooser_draw(const struct chooser *c, const struct rect *r);
/* What may be done here, for a view's list of requests; moving is the view's as well. */
#define CHOOSER_REQUESTS REQ_FIND, REQ_PATH, REQ_LEFT, REQ_BACKSPACE
bool chooser_has(enum request request);
/* Opens the folder or takes the file under the cursor, goes up, asks for a name or a path, moves. */
unsigned chooser_request(struct chooser *c, struct app *a, const struct rect *r, enum request request);
/* The answer to what it asked; EFFECT_UNWANTED: it asked nothing. */
unsigned chooser_answer(struct chooser *c, struct app *a, const struct answer *ans);
int chooser_click(struct chooser *c, const struct rect *r, const struct key *k); /* as table_click */
void chooser_put(const char *path, struct buf *out);                             /* ~ for one's home */
/* A path typed or pasted: from / or ~, else from the folder that is shown. NULL: it was a folder, which is shown now;
 * else the file's path, the caller's to free. */
char *chooser_typed(struct chooser *c, struct app *a, const char *typed);

#endif

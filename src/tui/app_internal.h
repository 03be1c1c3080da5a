/* What the files of tui/app share. Nobody else includes it. */
#ifndef TUI_APP_INTERNAL_H
#define TUI_APP_INTERNAL_H

#include "tui/app.h"

/* Loads and lays out what the next frame shows. A view that cannot be loaded says why and is taken off the stack. */
void app_prepare(struct app *a);
void app_frame(struct app *a);                /* draws; asks nobody anything */
unsigned app_bar_click(struct app *a, int x); /* the request under column x of the bar, done */
/* The view's answer to a request, else the app's own. */
unsigned app_dispatch(struct app *a, enum request r);
unsigned app_request(struct app *a, enum request r);         /* the app's own requests */
unsigned app_asked(struct app *a, const struct answer *ans); /* answers to questions the app asked */
/* copying.c: today's copy, if there is none yet; that it failed is said, and no reason not to work. Looked at while
 * nobody types. With the screen it ends, unless it is a large one; `says` is what is to be told of it behind the
 * screen, if anything. */
void app_copying_begin(struct app *a, const struct app_command *make);
void app_copying_look(struct app *a);
void app_copying_end(struct app *a, struct buf *says);
/* app_idle.c. How long to wait for a key before somebody wants to do something; -1: for ever. */
int app_idle_wait(const struct app *a);
/* Their turn: also of the forms under a popup, whose drafts wait for the disk. Only the top view may move the stack. */
void app_idle(struct app *a);
bool app_wants_work(const struct view *v); /* v may be NULL */
/* One step of the top view's work. Work that lasts gives the others their turn between its steps. */
void app_work(struct app *a);
void app_apply(struct app *a, unsigned fx);
void app_refresh_names(struct app *a); /* village and name of the title line */
void app_drop(struct app *a);          /* the top view is closed and freed */
void app_reload(struct app *a);
bool app_is_too_small(void);

#endif

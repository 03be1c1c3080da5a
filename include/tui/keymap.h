/* Keys → requests, from screens/keys.ini. */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include "base/err.h"
#include "tui/view.h"

struct screens;
struct keymap;

int keymap_open(struct keymap **out, const struct screens *s, struct err *e);
void keymap_close(struct keymap **k);
/* The request of a key for a view: among those the view can do right now, else those the app takes (over a popup only
 * help, back and the like); a printable key is REQ_NONE in a view that takes text. Esc and Ctrl-C lead back whatever
 * keys.ini says. */
enum request keymap_request(const struct keymap *k, const struct app *a, const struct view *v, const struct key *key);
const char *keymap_keys(const struct keymap *k, enum request r); /* "F2 Ctrl-S" */
const char *keymap_label(const struct keymap *k, enum request r);
const char *keymap_help(const struct keymap *k, enum request r);
int keymap_bar(const struct keymap *k, enum request r); /* order in the bar, 0: not there */
/* Requests the app itself handles in every view, ended by REQ_NONE. */
extern const enum request app_requests[];

#endif

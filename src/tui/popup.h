/* Inside tui/: where a popup stands. */
#ifndef TUI_POPUP_H
#define TUI_POPUP_H

#include "tui/draw.h"

/* A box of rows × cols (border included) in the middle of the room, cut to it. */
struct rect popup_place(const struct rect *room, int rows, int cols);
/* Its inside. */
struct rect popup_inside(const struct rect *box);
/* Rows a text takes, wrapped as draw_wrapped does it; at least one. */
int popup_rows(const char *text, int cols);

#endif

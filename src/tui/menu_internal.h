/* Shared by popup_menu.c and popup_palette.c only. */
#ifndef TUI_MENU_INTERNAL_H
#define TUI_MENU_INTERNAL_H

#include "tui/popups.h"

/* A menu that answers as "palette". */
struct view *menu_palette(const char *title, const struct menu_item *item, size_t n);

#endif

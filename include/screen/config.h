/* config.ini: this laptop's habits. Looked for at --config, else $XDG_CONFIG_HOME/bangfu/config.ini, else
 * ~/.config/bangfu/config.ini; absent is fine. A path may begin with ~/.
 *
 *   [store]    path = FILE     backup = yes|no
 *   [screens]  dir = DIR
 *   [ui]       language = zh|en   colour = auto|never   mouse = yes|no   ascii = yes|no (rules and bars)
 *
 * Unknown keys and bad values are errors: CONFIG_KEY {1}=file:line {2}=key {3}=the known keys · CONFIG_VALUE
 * {1}=file:line {2}=key = value {3}=allowed. config.ini.example documents every key; a test compares both. */
#ifndef SCREEN_CONFIG_H
#define SCREEN_CONFIG_H

#include "base/err.h"
#include "screen/screens.h"

struct config {
	char *store_path, *screens_dir; /* NULL: the default */
	bool backup_daily;
	int lang; /* enum lang, or -1: from LANG */
	bool colour, mouse, ascii;
};
/* Fills in defaults first; on an error they are what is left. path NULL: the usual place. Errors: also those of
 * screen/ini.h. */
int config_read(struct config *c, const char *path, bool must_exist, struct err *e);
void config_release(struct config *c);
/* The name of every key, "store.path" …; NULL past the last. */
const char *config_key(size_t i);

#endif

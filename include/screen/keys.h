/* keys.ini: which keys ask for what. One section per request of tui/request.h:
 *
 *   [request.save]
 *   keys = F2 Ctrl-S         ; blank-separated names, see below
 *   label = 保存   label_en = Save
 *   help = …       help_en = …     ; a line of the help screen
 *   bar = 1                  ; order in the function bar; absent: not in the bar
 *   view = form checklist    ; only where the same key asks for something else elsewhere: the views that take this
 *                            ; request; absent: every view
 *
 * Names of keys: any printable ASCII character, Up Down Left Right Home End PgUp PgDn Enter Esc Tab BackTab Space
 * Backspace Delete Insert F1..F12 Ctrl-A..Ctrl-Z Alt-x. The linter refuses a key given to two requests of the same
 * view, an unknown request, a request without a section and an unknown key name. */
#ifndef SCREEN_KEYS_H
#define SCREEN_KEYS_H

#include <stdbool.h>
#include <stddef.h>

struct screens;

struct key_binding {
	const char *request;
	const char *keys; /* as written */
	const char *label, *help;
	int bar;          /* 0: not in the bar */
	const char *view; /* blank-separated, or "" */
	int line;
};
size_t screens_keys(const struct screens *s, const struct key_binding **out);
/* Is this (n bytes) one of the key names above? */
bool key_name_is_known(const char *name, size_t n);

#endif

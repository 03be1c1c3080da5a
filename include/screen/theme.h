/* theme.ini: [colour.NAME] fg = red, bg = default, bold = yes, underline, reverse, dim = yes; mono = bold|reverse|… is
 * what stands for it without colours (NO_COLOR, monochrome). NAME is one of tui/term.h's roles. */
#ifndef SCREEN_THEME_H
#define SCREEN_THEME_H

#include <stdbool.h>
#include <stddef.h>

struct screens;
struct colour {
	const char *name;
	short fg, bg; /* -1 default, 0..7 */
	bool bold, underline, reverse, dim;
	bool mono_bold, mono_underline, mono_reverse, mono_dim;
	int line;
};
size_t screens_colours(const struct screens *s, const struct colour **out);

#endif

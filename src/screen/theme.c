#include "screen/theme.h"

#include "screen/load.h"

#include <string.h>

static const char *const colour_names[] = { "default", "black",   "red",  "green", "yellow",
					    "blue",    "magenta", "cyan", "white", NULL };

struct raw_colour {
	struct colour c;
	int fg, bg; /* index in colour_names */
	const char *mono;
};
#define COLOUR(member) offsetof(struct raw_colour, member)
static const struct spec colour_specs[] = {
	{ "fg", SPEC_ONE, 0, COLOUR(fg), 0, colour_names },
	{ "bg", SPEC_ONE, 0, COLOUR(bg), 0, colour_names },
	{ "bold", SPEC_YES, 0, COLOUR(c.bold), 0, NULL },
	{ "underline", SPEC_YES, 0, COLOUR(c.underline), 0, NULL },
	{ "reverse", SPEC_YES, 0, COLOUR(c.reverse), 0, NULL },
	{ "dim", SPEC_YES, 0, COLOUR(c.dim), 0, NULL },
	{ "mono", SPEC_TEXT, 0, COLOUR(mono), 0, NULL },
	{ 0 },
};

static void read_mono(struct load *l, const struct ini_section *s, struct raw_colour *raw)
{
	const struct {
		const char *name;
		bool *flag;
	} flags[] = { { "bold", &raw->c.mono_bold },
		      { "underline", &raw->c.mono_underline },
		      { "reverse", &raw->c.mono_reverse },
		      { "dim", &raw->c.mono_dim } };
	const char *at = raw->mono, *item;
	size_t n, i;

	while (bar_next(&at, &item, &n)) {
		for (i = 0; i < 4; i++)
			if (strlen(flags[i].name) == n && !memcmp(flags[i].name, item, n)) {
				*flags[i].flag = true;
				break;
			}
		if (i == 4 && !(n == 4 && !memcmp(item, "none", n)))
			load_problem(l, ini_entry(s, "mono")->line, true, "SCREEN_VALUE", "mono",
				     "bold underline reverse dim none");
	}
}

const void *load_theme_file(struct load *l, const struct ini *ini, const char *name)
{
	(void)name;
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];
		struct raw_colour raw = { 0 };

		if (strcmp(s->kind, "colour") != 0 || !s->id[0]) {
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[colour.NAME]");
			continue;
		}
		load_fill(l, colour_specs, s, &raw);
		raw.c.fg = (short)(raw.fg - 1);
		raw.c.bg = (short)(raw.bg - 1);
		raw.c.name = arena_dup(&l->s->arena, s->id);
		raw.c.line = s->line;
		read_mono(l, s, &raw);
		*(struct colour *)growing_add(&l->colours, sizeof raw.c) = raw.c;
	}
	l->s->n_colours = l->colours.n;
	l->s->colour = growing_done(&l->colours, sizeof(struct colour), &l->s->arena);
	return l->s;
}

size_t screens_colours(const struct screens *s, const struct colour **out)
{
	const void *made = load_named(s, FILE_THEME, "");

	*out = s->colour;
	return made ? s->n_colours : 0;
}

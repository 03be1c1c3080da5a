#include "screen/letter_def.h"

#include "base/mem.h"
#include "screen/load.h"
#include "screen/template.h"

#include <string.h>

enum { WIDTH = 76, NARROWEST = 40 };

static const char letter_names[] = "name|school|grade|class|term|items|count|total|guardian|relation|date|unit|village|"
				   "head|person";
static const char line_names[] = "n|item|amount|state";
static const char *const line_keys[LETTER_LINES] = { "paid", "kind", "open" };
static const char *const when_names[] = { "", "paid", "nothing", NULL };
static const char *const align_names[] = { "", "plain", "right", NULL };

struct raw_text {
	const char *unused; /* an offset of 0 means "no second place" to a spec */
	const char *zh, *en;
	int when, align;
};
#define TEXT(member) offsetof(struct raw_text, member)
static const struct spec text_specs[] = {
	{ "text", SPEC_LONG, SPEC_NEEDED, TEXT(zh), 0, NULL },
	{ "text_en", SPEC_LONG, 0, TEXT(en), 0, NULL },
	{ "when", SPEC_ONE, 0, TEXT(when), 0, when_names },
	{ "align", SPEC_ONE, 0, TEXT(align), 0, align_names },
	{ 0 },
};
#define LETTER(member) offsetof(struct letter_def, member)
static const struct spec letter_specs[] = {
	{ "title", SPEC_WORDS, SPEC_NEEDED, LETTER(title), 0, NULL },
	{ "width", SPEC_INT, 0, LETTER(width), 0, NULL },
	{ 0 },
};

/* Both languages are judged, whichever is shown. */
static void check_names(struct load *l, int line, const char *text, const char *allowed)
{
	const char *at = text, *name;
	size_t n;

	while (template_next(&at, &name, &n)) {
		char *one = mem_dup_n(name, n);

		if (!bar_has(allowed, one))
			load_problem(l, line, false, "TEMPLATE_NAME", one, allowed);
		mem_free(one);
	}
	if (template_is_broken(text))
		load_problem(l, line, false, "TEMPLATE_BRACES", "", "");
}

static struct letter_paragraph read_text(struct load *l, const struct ini_section *s, const char *allowed)
{
	struct raw_text raw = { 0 };

	load_fill(l, text_specs, s, &raw);
	check_names(l, s->line, raw.zh ? raw.zh : "", allowed);
	check_names(l, s->line, raw.en ? raw.en : "", allowed);
	if (!raw.en || !raw.en[0])
		load_problem(l, s->line, false, "SCREEN_ENGLISH", "text", "");
	return (struct letter_paragraph){ spec_unescape(&l->s->arena,
							l->s->lang == LANG_EN && raw.en && raw.en[0] ? raw.en : raw.zh),
					  raw.when, raw.align };
}

static bool read_line(struct load *l, const struct ini_section *s, struct letter_def *d)
{
	for (int k = 0; k < LETTER_LINES; k++)
		if (!strcmp(s->kind, "line") && !strcmp(s->id, line_keys[k])) {
			d->line[k] = read_text(l, s, line_names).text;
			return true;
		}
	return false;
}

const void *load_letter_file(struct load *l, const struct ini *ini, const char *name)
{
	struct letter_def d = { .name = arena_dup(&l->s->arena, name), .width = WIDTH };
	struct growing paragraphs = { 0 };

	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];

		if (!strcmp(s->name, "letter"))
			load_fill(l, letter_specs, s, &d);
		else if (!strcmp(s->kind, "paragraph") && s->id[0])
			*(struct letter_paragraph *)growing_add(&paragraphs, sizeof(struct letter_paragraph)) =
				read_text(l, s, letter_names);
		else if (!read_line(l, s, &d))
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name,
				     "[letter] [line.paid] [line.kind] [line.open] [paragraph.N]");
	}
	for (int k = 0; k < LETTER_LINES; k++)
		if (!d.line[k]) {
			load_problem(l, 1, true, "SCREEN_MISSING", line_keys[k], "");
			d.line[k] = "";
		}
	if (!d.title)
		load_problem(l, 1, true, "SCREEN_MISSING", "[letter]", "");
	if (d.width < NARROWEST)
		d.width = NARROWEST;
	d.n = paragraphs.n;
	d.paragraph = growing_done(&paragraphs, sizeof(struct letter_paragraph), &l->s->arena);
	return arena_copy(&l->s->arena, &d, sizeof d);
}

const struct letter_def *screens_letter(const struct screens *s, const char *name)
{
	return load_named(s, FILE_LETTER, name);
}

#include "exchange/report_profile.h"

#include "base/mem.h"

#include <string.h>

static char *shown(const char *text, enum profile p)
{
	struct buf b = BUF_INIT;

	profile_text(p, p == PROFILE_POSTING ? PRIVACY_NONE : PRIVACY_FREE, text, &b);
	return buf_detach(&b);
}

/* What a template's lines quote may be somebody's words. */
static bool may_be_posted(const struct report *r, const struct report_paragraph *of)
{
	for (size_t i = 0; i < r->def->n_paragraphs; i++)
		if (strcmp(r->def->paragraph[i].key, of->key) == 0)
			return profile_shows(PROFILE_POSTING, r->def->paragraph[i].privacy);
	return !of->own;
}

struct report report_as(const struct report *r, enum profile p)
{
	const char *heading = ""; /* of what was left out, for what follows */
	bool begins = false;
	struct report out = *r;

	out.paragraph = mem_alloc((r->n_paragraphs + 1) * sizeof(*out.paragraph));
	out.n_paragraphs = 0;
	out.title = shown(r->title, p);
	out.period_title = shown(r->period_title, p);
	for (size_t i = 0; i < r->n_paragraphs; i++) {
		const struct report_paragraph *from = &r->paragraph[i];
		bool fresh = p == PROFILE_POSTING && (from->own || from->edited);
		struct report_paragraph *to = &out.paragraph[out.n_paragraphs];

		heading = from->heading[0] ? from->heading : heading;
		begins = begins || !from->joined;
		if (p == PROFILE_POSTING && !may_be_posted(r, from))
			continue;
		*to = *from;
		to->joined = !begins;
		to->heading = shown(heading, p);
		to->text = shown(fresh ? from->fresh : from->text, p);
		out.n_paragraphs++;
		heading = "";
		begins = false;
	}
	return out;
}

void report_as_release(struct report *shown_as)
{
	for (size_t i = 0; i < shown_as->n_paragraphs; i++) {
		mem_free(shown_as->paragraph[i].heading);
		mem_free(shown_as->paragraph[i].text);
	}
	mem_free(shown_as->paragraph);
	mem_free(shown_as->title);
	mem_free(shown_as->period_title);
	shown_as->paragraph = NULL;
}

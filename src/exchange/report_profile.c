#include "exchange/report_profile.h"

#include "base/mem.h"

struct report report_as(const struct report *r, enum profile p)
{
	struct report out = *r;

	out.paragraph = mem_alloc((r->n_paragraphs + 1) * sizeof(*out.paragraph));
	out.n_paragraphs = 0;
	for (size_t i = 0; i < r->n_paragraphs; i++) {
		const struct report_paragraph *from = &r->paragraph[i];
		bool free_words = from->own || from->edited;
		struct buf text = BUF_INIT;

		if (p == PROFILE_POSTING && from->own)
			continue;
		profile_text(p, PRIVACY_NONE, p == PROFILE_POSTING && free_words ? from->fresh : from->text, &text);
		out.paragraph[out.n_paragraphs] = *from;
		out.paragraph[out.n_paragraphs++].text = buf_detach(&text);
	}
	return out;
}

void report_as_release(struct report *shown)
{
	for (size_t i = 0; i < shown->n_paragraphs; i++)
		mem_free(shown->paragraph[i].text);
	mem_free(shown->paragraph);
	shown->paragraph = NULL;
}

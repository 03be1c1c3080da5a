#include "header.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>

size_t header_find(const struct header_ask *ask, const struct list_head *h, struct header_at *at)
{
	size_t best = 0;

	list_head_at(h, 0, at);
	for (size_t k = 0; k < h->n; k++) {
		const struct head_row *row = &h->row[k];
		const char *const *cells = (const char *const *)row->cell;
		size_t found = ask->known(ask->arg, cells, row->n);

		if (found <= best)
			continue;
		best = found;
		list_head_at(h, k, at);
		ask->take(ask->arg, cells, row->n);
	}
	return best;
}

bool header_is_good(size_t best, size_t columns)
{
	return best > 0 && (best >= 2 || best >= columns);
}

static bool is_total(const struct header_skip *s, const char *text)
{
	char *made, *cut = NULL;
	const char *word = text_as_heading(text, &made);
	size_t n = strlen(word);
	bool total;

	if (n && word[n - 1] == ':')
		word = cut = mem_dup_n(word, n - 1);
	total = s->totals && *word && choice_find(s->totals, word);
	mem_free(cut);
	mem_free(made);
	return total;
}

static bool is_header(const struct header_skip *s, const char *const *cells, size_t n)
{
	size_t same = 0;

	for (size_t c = 0; c < s->n && c < n; c++) {
		char *made, *made_ours;
		const char *heading, *ours;

		if (text_is_blank(cells[c]))
			continue;
		heading = text_as_heading(cells[c], &made);
		ours = text_as_heading(s->heading[c], &made_ours);

		if (*ours && strcmp(heading, ours) == 0)
			same++;
		else if (*heading)
			same = s->n + 1;
		mem_free(made);
		mem_free(made_ours);
		if (same > s->n)
			return false;
	}
	return same > 1;
}

/* A line of its own, such as who filled the list in: one text, and not where a row says who it is about. */
static bool is_remark(const struct header_skip *s, size_t filled, size_t first, const char *text)
{
	return filled == 1 && s->n > 2 &&
	       (first >= s->n || !s->used(s->arg, first) || (first == 0 && (unsigned char)text[0] >= 0x80));
}

bool header_skips(const struct header_skip *s, const char *const *cells, size_t n)
{
	size_t filled = 0, first = 0;

	for (size_t c = 0; c < n && filled < 2; c++)
		if (!text_is_blank(cells[c]) && filled++ == 0)
			first = c;
	return filled == 0 || is_total(s, cells[first]) || is_remark(s, filled, first, cells[first]) ||
	       (filled > 1 && is_header(s, cells, n));
}

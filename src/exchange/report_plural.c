/* "1 households" becomes "1 household": texts are written for many. [report.one] of words.ini says how the words right
 * after a number are for one, "many=one|…"; a language that does not tell them apart has nothing there. */
#include "report_parts.h"

#include "base/mem.h"
#include "screen/words.h"

#include <ctype.h>
#include <string.h>

/* The longest that the text begins with; NULL: none. */
static const char *find(const char *list, const char *text, size_t *many, size_t *one)
{
	const char *best = NULL;

	*many = 0;
	while (*list) {
		size_t all = strcspn(list, "|"), n = strcspn(list, "=|");

		if (n < all && n > *many && strncmp(text, list, n) == 0 && !isalpha((unsigned char)text[n])) {
			best = list + n + 1;
			*many = n;
			*one = all - n - 1;
		}
		list += all + (list[all] == '|');
	}
	return best;
}

static void replace(struct marked *m, size_t at, size_t bytes, const char *with, size_t n)
{
	struct buf b = BUF_INIT;

	buf_add(&b, m->text.s, at);
	buf_add(&b, with, n);
	buf_adds(&b, m->text.s + at + bytes);
	for (size_t i = 0; i < m->n; i++)
		if (m->mark[i].at > at)
			m->mark[i].at = m->mark[i].at - bytes + n;
	buf_release(&m->text);
	m->text = b;
}

void report_plural(const struct screens *s, struct marked *m)
{
	const char *list = words_get(s, "report.one");

	for (size_t i = 0; *list && i < m->n; i++) {
		size_t at = m->mark[i].at, after = at + m->mark[i].bytes, many, one = 0;
		const char *with;

		if (m->mark[i].bytes != 1 || m->text.s[at] != '1' || m->text.s[after] != ' ')
			continue;
		with = find(list, m->text.s + after + 1, &many, &one);
		if (with != NULL)
			replace(m, after + 1, many, with, one);
	}
}

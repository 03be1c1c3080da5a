/* Numbers in a text: kept with it, brought up to date in what a person made of it. */
#include "report_parts.h"

#include "base/mem.h"

#include <string.h>

void marked_release(struct marked *m)
{
	for (size_t i = 0; i < m->n; i++) {
		mem_free(m->mark[i].key);
		mem_free(m->mark[i].column);
		mem_free(m->mark[i].only);
	}
	mem_free(m->mark);
	buf_release(&m->text);
	*m = (struct marked)MARKED_INIT;
}

struct mark *marked_add(struct marked *m, const char *key, size_t at)
{
	m->mark = mem_grow(m->mark, m->n + 1, sizeof(*m->mark));
	m->mark[m->n] = (struct mark){ .key = mem_dup(key), .at = at, .bytes = m->text.n - at, .metric = NO_METRIC };
	return &m->mark[m->n++];
}

const struct mark *marked_find(const struct marked *m, const char *key)
{
	for (size_t i = 0; i < m->n; i++)
		if (strcmp(m->mark[i].key, key) == 0)
			return &m->mark[i];
	return NULL;
}

void marked_write(const struct marked *m, struct buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < m->n; i++) {
		const struct mark *k = &m->mark[i];

		buf_add(out, m->text.s + at, k->at - at);
		buf_addf(out, "{{%s|", k->key);
		buf_add(out, m->text.s + k->at, k->bytes);
		buf_adds(out, "}}");
		at = k->at + k->bytes;
	}
	buf_adds(out, m->text.s + at);
}

void marked_read(const char *text, struct marked *out)
{
	while (*text) {
		const char *end = text[0] == '{' && text[1] == '{' ? strstr(text, "}}") : NULL, *bar = end;

		while (bar && bar > text && *bar != '|')
			bar--;
		if (!bar || bar == text) {
			buf_addc(&out->text, *text++);
			continue;
		}
		char *key = mem_dup_n(text + 2, (size_t)(bar - text) - 2);
		size_t at = out->text.n;
		buf_add(&out->text, bar + 1, (size_t)(end - bar) - 1);
		marked_add(out, key, at);
		mem_free(key);
		text = end + 2;
	}
}

/* The number a mark has now; *found: what is known of it. */
static void number_now(const struct mark *k, const struct marked_now *n, const char *was, struct mark *found,
		       struct buf *out)
{
	const struct mark *fresh = marked_find(n->text, k->key);

	*found = (struct mark){ .key = k->key, .metric = NO_METRIC };
	if (fresh) {
		buf_add(out, n->text->text.s + fresh->at, fresh->bytes);
		*found = *fresh;
	} else if (!n->number(n->arg, found, out)) {
		buf_adds(out, was);
	}
}

static void put_now(const struct marked *then, const struct mark *k, const struct marked_now *n, struct marked *out)
{
	char *was = mem_dup_n(then->text.s + k->at, k->bytes);
	size_t at = out->text.n;
	struct mark found, *mark;

	number_now(k, n, was, &found, &out->text);
	mark = marked_add(out, k->key, at);
	mark->metric = found.metric;
	mark->empty = found.empty;
	mark->column = mem_dup(found.column);
	mark->only = mem_dup(found.only);
	mem_free(was);
}

/* Which of the places it is nobody can say: only whether it matters. */
static void doubt(const struct marked *then, const struct mark *k, const struct marked_now *n)
{
	char *was = mem_dup_n(then->text.s + k->at, k->bytes);
	struct buf is = BUF_INIT, words = BUF_INIT;
	struct mark found;

	number_now(k, n, was, &found, &is);
	marked_words(then, k, &words);
	if (strcmp(was, is.s) != 0)
		n->doubt(n->arg, found.metric, words.s ? words.s : "", was, is.s);
	buf_release(&is);
	buf_release(&words);
	mem_free(was);
}

void marked_update(const struct marked *then, const char *body, const struct marked_now *now, struct marked *out)
{
	struct places t = marked_places(then, body);
	size_t at = 0;

	for (size_t j = 0; j < t.n; j++) {
		if (t.place[j].of == NO_METRIC)
			continue;
		buf_add(&out->text, body + at, t.place[j].at - at);
		put_now(then, &then->mark[t.place[j].of], now, out);
		at = t.place[j].at + t.place[j].bytes;
	}
	buf_adds(&out->text, body + at);
	for (size_t i = 0; i < then->n; i++)
		if (t.in_doubt[i])
			doubt(then, &then->mark[i], now);
	mem_free(t.place);
	mem_free(t.in_doubt);
}

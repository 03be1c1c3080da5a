/* Numbers in a text: kept with it, found again in what a person made of it. */
#include "report_parts.h"

#include "base/mem.h"
#include "base/text.h"

#include <ctype.h>
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

/* ---- numbers in a text somebody wrote ---- */

struct token {
	size_t at, bytes;
	size_t of; /* the mark that stands there, NO_METRIC none */
};
struct tokens {
	struct token *item;
	size_t n;
};

static size_t digits(const char *s)
{
	size_t n = 0;

	while (isdigit((unsigned char)s[n]))
		n++;
	return n;
}

/* The number at s, 0 for none: 12 · 50.5575 · -3 · a blank. */
static size_t number_length(const char *s, bool may_sign)
{
	size_t sign = may_sign && *s == '-', n = digits(s + sign);

	if (strncmp(s, REPORT_BLANK, strlen(REPORT_BLANK)) == 0)
		return strlen(REPORT_BLANK);
	if (n == 0)
		return 0;
	n += sign;
	if (s[n] == '.' && isdigit((unsigned char)s[n + 1]))
		n += 1 + digits(s + n + 1);
	return n;
}

static struct tokens read_numbers(const char *s)
{
	struct tokens t = { 0 };

	for (size_t at = 0; s[at];) {
		size_t n = number_length(s + at, at == 0 || !isdigit((unsigned char)s[at - 1]));

		if (n) {
			t.item = mem_grow(t.item, t.n + 1, sizeof(*t.item));
			t.item[t.n++] = (struct token){ at, n, NO_METRIC };
		}
		at += n ? n : 1;
	}
	return t;
}

static bool same_after(const char *a, const char *b)
{
	uint32_t x, y;
	size_t n = utf8_step(a, &x), m = utf8_step(b, &y);

	return n && m && x == y;
}

/* 0: not the same number; else how sure it is, by the characters around it. */
static unsigned likeness(const struct marked *then, const struct mark *k, const char *body, const struct token *t)
{
	unsigned sure = 2;

	if (k->bytes != t->bytes || memcmp(then->text.s + k->at, body + t->at, t->bytes) != 0)
		return 0;
	sure += same_after(then->text.s + k->at + k->bytes, body + t->at + t->bytes) ? 2 : 0;
	sure += k->at && t->at && then->text.s[k->at - 1] == body[t->at - 1] ? 1 : 0;
	return sure;
}

/* The longest common sequence of the numbers there were and those that stand there. */
static void align(const struct marked *then, const char *body, struct tokens *t)
{
	size_t w = t->n + 1;
	unsigned *best = mem_alloc((then->n + 1) * w * sizeof(*best));

	for (size_t i = then->n; i-- > 0;)
		for (size_t j = t->n; j-- > 0;) {
			unsigned like = likeness(then, &then->mark[i], body, &t->item[j]);
			unsigned both = like ? like + best[(i + 1) * w + j + 1] : 0;
			unsigned a = best[(i + 1) * w + j], b = best[i * w + j + 1];

			best[i * w + j] = both > a && both > b ? both : a > b ? a : b;
		}
	for (size_t i = 0, j = 0; i < then->n && j < t->n;) {
		if (best[i * w + j] == best[(i + 1) * w + j])
			i++;
		else if (best[i * w + j] == best[i * w + j + 1])
			j++;
		else
			t->item[j++].of = i++;
	}
	mem_free(best);
}

/* A number that was moved: as it was, before the same character. */
static void align_moved(const struct marked *then, const char *body, struct tokens *t)
{
	bool *stands = mem_alloc(then->n + 1);

	for (size_t j = 0; j < t->n; j++)
		if (t->item[j].of != NO_METRIC)
			stands[t->item[j].of] = true;
	for (size_t i = 0; i < then->n; i++)
		for (size_t j = 0; !stands[i] && j < t->n; j++)
			if (t->item[j].of == NO_METRIC && likeness(then, &then->mark[i], body, &t->item[j]) >= 4) {
				t->item[j].of = i;
				stands[i] = true;
			}
	mem_free(stands);
}

/* The number a mark has now, appended to out with its mark. */
static void put_now(const struct marked *then, const struct mark *k, const struct marked *now,
		    bool (*number)(void *arg, struct mark *m, struct buf *out), void *arg, struct marked *out)
{
	const struct mark *fresh = marked_find(now, k->key);
	size_t at = out->text.n;
	struct mark found = { .metric = NO_METRIC }, *mark;

	if (fresh) {
		buf_add(&out->text, now->text.s + fresh->at, fresh->bytes);
		found = *fresh;
	} else {
		found.key = k->key;
		if (!number(arg, &found, &out->text))
			buf_add(&out->text, then->text.s + k->at, k->bytes);
	}
	mark = marked_add(out, k->key, at);
	mark->metric = found.metric;
	mark->empty = found.empty;
	mark->column = mem_dup(found.column);
	mark->only = mem_dup(found.only);
}

void marked_update(const struct marked *then, const char *body, const struct marked *now,
		   bool (*number)(void *arg, struct mark *m, struct buf *out), void *arg, struct marked *out)
{
	struct tokens t = read_numbers(body);
	size_t at = 0;

	if (t.n && then->n) {
		align(then, body, &t);
		align_moved(then, body, &t);
	}
	for (size_t j = 0; j < t.n; j++) {
		if (t.item[j].of == NO_METRIC)
			continue;
		buf_add(&out->text, body + at, t.item[j].at - at);
		put_now(then, &then->mark[t.item[j].of], now, number, arg, out);
		at = t.item[j].at + t.item[j].bytes;
	}
	buf_adds(&out->text, body + at);
	mem_free(t.item);
}

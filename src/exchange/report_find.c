/* Where the numbers of a text stand in what a person made of it.
 *
 * A number is told by its digits and by the words before and after it, not by its order: people turn sentences round
 * and write numbers of their own among them. Where two places could be it, none is. */
#include "report_parts.h"

#include "base/mem.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

#define BEFORE 12 /* characters looked at */
#define AFTER 4
#define CLEARLY 2 /* how much liker the right place must be than the next one */

struct around {
	uint32_t before[BEFORE], after[AFTER]; /* nearest first, without blanks */
	size_t n_before, n_after, words;       /* words: of `before`, up to a mark or a number */
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

static bool is_word(uint32_t c)
{
	if (c < 0x80)
		return isalpha((int)c);
	return c >= 0x2E80 && !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xFF00 && c <= 0xFF20) && c < 0xFF5B;
}

static struct around look_around(const char *s, size_t at, size_t bytes)
{
	struct around a = { .n_before = 0 };
	const char *p = s + at;
	uint32_t c;

	while (p > s && a.n_before < BEFORE) {
		for (p--; p > s && ((unsigned char)*p & 0xC0) == 0x80;)
			p--;
		if (utf8_step(p, &c) == 0)
			break;
		if (c != ' ')
			a.before[a.n_before++] = c;
	}
	while (a.words < a.n_before && is_word(a.before[a.words]))
		a.words++;
	for (p = s + at + bytes; *p && a.n_after < AFTER;) {
		size_t n = utf8_step(p, &c);

		if (n == 0)
			break;
		if (c != ' ')
			a.after[a.n_after++] = c;
		p += n;
	}
	return a;
}

static size_t alike(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	size_t i = 0;

	while (i < n && i < m && a[i] == b[i])
		i++;
	return i;
}

/* Hanzi of the words before the one that are among those before the other. */
static size_t shared(const struct around *a, const struct around *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->words; i++)
		for (size_t j = 0; j < b->words; j++)
			if (a->before[i] == b->before[j] && a->before[i] >= 0x2E80) {
				n++;
				break;
			}
	return n;
}

/* How sure it is the same number, of one with the same digits. 0: the words say it is another. */
static unsigned likeness(const struct around *was, const struct around *is)
{
	size_t before = alike(was->before, was->n_before, is->before, is->n_before);
	size_t after = alike(was->after, was->n_after, is->after, is->n_after);
	size_t words = shared(was, is);
	bool both_end = was->n_after == 0 && is->n_after == 0;

	if (after == 0 && !both_end && before < 2)
		return 0;
	if (before == 0 && words == 0 && was->words > 0)
		return 0;
	return (unsigned)(1 + 3 * before + 3 * after + 2 * words);
}

static bool same_digits(const struct marked *then, const struct mark *k, const char *body, const struct place *t)
{
	return k->bytes == t->bytes && memcmp(then->text.s + k->at, body + t->at, t->bytes) == 0;
}

static void read_numbers(const char *s, struct places *t)
{
	for (size_t at = 0; s[at];) {
		size_t n = number_length(s + at, at == 0 || !isdigit((unsigned char)s[at - 1]));

		if (n) {
			t->place = mem_grow(t->place, t->n + 1, sizeof(*t->place));
			t->place[t->n++] = (struct place){ at, n, NO_METRIC };
		}
		at += n ? n : 1;
	}
}

/* like[mark * places + place] of those that are not taken yet. */
struct likes {
	const struct marked *then;
	struct places *t;
	unsigned *like;
	bool *found; /* of the marks */
};

/* The place that is mark i's beyond doubt; NO_METRIC none. */
static size_t sure_place(const struct likes *l, size_t i)
{
	size_t best = NO_METRIC, n = l->t->n;
	const unsigned *like = l->like + i * n;

	for (size_t j = 0; j < n; j++)
		if (l->t->place[j].of == NO_METRIC && like[j] && (best == NO_METRIC || like[j] > like[best]))
			best = j;
	for (size_t j = 0; best != NO_METRIC && j < n; j++)
		if (j != best && l->t->place[j].of == NO_METRIC && like[j] + CLEARLY > like[best])
			return NO_METRIC;
	for (size_t k = 0; best != NO_METRIC && k < l->then->n; k++)
		if (k != i && !l->found[k] && strcmp(l->then->mark[k].key, l->then->mark[i].key) != 0 &&
		    l->like[k * n + best] && l->like[k * n + best] + CLEARLY > like[best])
			return NO_METRIC;
	return best;
}

/* What is sure leaves less to doubt about the rest. */
static void match(struct likes *l)
{
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < l->then->n; i++) {
			size_t j = l->found[i] ? NO_METRIC : sure_place(l, i);

			if (j == NO_METRIC)
				continue;
			l->t->place[j].of = i;
			l->found[i] = again = true;
		}
	}
}

struct places marked_places(const struct marked *then, const char *body)
{
	struct places t = { .in_doubt = mem_alloc((then->n + 1) * sizeof(bool)) };
	struct likes l = { then, &t, NULL, NULL };

	read_numbers(body, &t);
	l.like = mem_alloc((then->n * t.n + 1) * sizeof(*l.like));
	l.found = mem_alloc((then->n + 1) * sizeof(*l.found));
	for (size_t i = 0; i < then->n; i++) {
		struct around was = look_around(then->text.s, then->mark[i].at, then->mark[i].bytes);

		for (size_t j = 0; j < t.n; j++) {
			struct around is = look_around(body, t.place[j].at, t.place[j].bytes);

			if (same_digits(then, &then->mark[i], body, &t.place[j]))
				l.like[i * t.n + j] = likeness(&was, &is);
		}
	}
	match(&l);
	for (size_t i = 0; i < then->n; i++)
		for (size_t j = 0; j < t.n && !l.found[i]; j++)
			t.in_doubt[i] |=
				t.place[j].of == NO_METRIC && same_digits(then, &then->mark[i], body, &t.place[j]);
	mem_free(l.like);
	mem_free(l.found);
	return t;
}

void marked_words(const struct marked *m, const struct mark *k, struct buf *out)
{
	struct around a = look_around(m->text.s, k->at, k->bytes);
	char c[4];

	for (size_t i = a.words; i-- > 0;)
		buf_add(out, c, (size_t)utf8_encode(a.before[i], c));
}

/* What is wrong with a text and only a person can mend. */
#include "base/mem.h"
#include "base/text.h"
#include "clean_parts.h"

#include <stdlib.h>
#include <string.h>

#define NEAR_PLAN 30 /* bytes behind a year in which the word for a plan or a summary stands */

void clean_doubt(struct clean *c, enum clean_kind kind, const char *text, size_t at, size_t bytes, const char *right)
{
	struct clean_doubt *d;

	c->doubt = mem_grow(c->doubt, c->n + 1, sizeof(*c->doubt));
	d = &c->doubt[c->n++];
	*d = (struct clean_doubt){ kind, at, bytes, mem_dup_n(text, bytes), mem_dup(right) };
	if (kind == CLEAN_DROPPED)
		d->bytes = 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes of a stand-in for a digit: x, X, the sign of multiplication, a circle or a star. */
static size_t masked(const char *s)
{
	uint32_t cp;
	size_t n = utf8_step(s, &cp);

	return cp == 'x' || cp == 'X' || cp == '*' || cp == 0xD7 || cp == 0x25CB || cp == 0xFF0A || cp == 0xFF38 ||
			       cp == 0xFF58
		       ? n
		       : 0;
}

/* A run of digits and stand-ins: two stand-ins side by side, or one letter beside digits; 3x4 and ×4000 are products.
 */
static void redactions(struct clean *c)
{
	char before = ' ';

	for (const char *s = c->text; *s;) {
		size_t n = 0, stand_ins = 0, runs = 0, digits = 0, step;
		bool last = false, sign = false;

		for (; is_digit(s[n]) || masked(s + n); n += step) {
			bool one = masked(s + n) > 0;

			step = one ? masked(s + n) : 1;
			stand_ins += one;
			digits += !one;
			runs += one && last;
			sign = sign || (one && (step > 1 || s[n] == '*'));
			last = one;
		}
		if (n > 0) {
			bool word = (before >= 'A' && before <= 'Z') || (before >= 'a' && before <= 'z') ||
				    (s[n] >= 'A' && s[n] <= 'Z') || (s[n] >= 'a' && s[n] <= 'z');
			bool product = stand_ins == 1 && (sign || (is_digit(*s) && is_digit(s[n - 1])));

			if (!word && stand_ins > 0 && (runs > 0 || (digits > 0 && !product)))
				clean_doubt(c, CLEAN_REDACTED, s, (size_t)(s - c->text), n, "");
			before = s[n - 1];
			s += n;
			continue;
		}
		before = *s++;
	}
}

static size_t starts(const struct choice_list *l, const char *s)
{
	size_t best = 0;

	for (size_t i = 0; l && i < l->n; i++) {
		size_t n = strlen(l->choice[i].label);

		if (n > best && strncmp(s, l->choice[i].label, n) == 0)
			best = n;
	}
	return best;
}

/* Blank behind the words a number follows: a line to be filled in, empty brackets, or nothing at all. */
static size_t hole(const char *s)
{
	size_t n = 0;
	uint32_t cp;

	for (size_t step; (step = utf8_step(s + n, &cp)) > 0; n += step)
		if (cp != '_' && cp != 0xFF3F && cp != ' ' && cp != 0xFF08 && cp != 0xFF09 && cp != '(' && cp != ')')
			break;
	return n;
}

/* A word that asks for a number, then a counter without one. */
static void missing_numbers(struct clean *c, const struct clean_words *w)
{
	for (const char *s = c->text; *s;) {
		size_t gap = starts(w->gap, s), blank = hole(s + gap);
		const char *at = s + gap + blank;
		size_t counter = starts(w->counter, at);
		bool drawn =
			blank > 0 && (strstr(s + gap, "_") == s + gap || strncmp(s + gap, "\xEF\xBC\xBF", 3) == 0 ||
				      strncmp(s + gap, "\xEF\xBC\x88\xEF\xBC\x89", 6) == 0);

		if (counter > 0 && (gap > 0 || drawn) && (drawn || !starts(w->whole, at))) {
			clean_doubt(c, CLEAN_NUMBER_MISSING, s, (size_t)(s - c->text), gap + blank + counter, "");
			s = at + counter;
		} else {
			uint32_t cp;

			s += gap > 0 ? gap : drawn ? blank : utf8_step(s, &cp);
		}
	}
}

/* The length of one alias of a|b|c that stands at s. */
static size_t alias_at(const char *aliases, const char *s)
{
	size_t best = 0;

	for (const char *a = aliases; a && *a;) {
		size_t n;

		a += strspn(a, " |");
		n = strcspn(a, "|");
		while (n > 0 && a[n - 1] == ' ')
			n--;
		if (n > best && strncmp(s, a, n) == 0)
			best = n;
		a += strcspn(a, "|");
	}
	return best;
}

static void mixed_terms(struct clean *c, const struct choice_list *terms)
{
	for (size_t i = 0; terms && i < terms->n; i++)
		for (const char *s = c->text; *s;) {
			size_t n = alias_at(terms->choice[i].aliases, s);
			uint32_t cp;

			if (n > 0)
				clean_doubt(c, CLEAN_TERM_MIXED, s, (size_t)(s - c->text), n, terms->choice[i].label);
			s += n > 0 ? n : utf8_step(s, &cp);
		}
}

static bool is_year(const char *text, const char *s)
{
	return s[0] == '2' && s[1] == '0' && is_digit(s[2]) && is_digit(s[3]) && !is_digit(s[4]) &&
	       (s == text || !is_digit(s[-1])) && strncmp(s + 4, "\xE5\xB9\xB4", 3) == 0;
}

/* Does a word of the list stand soon behind, in the same sentence? Returns its end, else NULL. */
static const char *soon(const struct choice_list *l, const char *s)
{
	for (const char *at = s; *at && at < s + NEAR_PLAN;) {
		uint32_t cp;
		size_t n = starts(l, at), step = utf8_step(at, &cp);

		if (n > 0)
			return at + n;
		if (cp == '\n' || cp == 0x3002 || cp == 0xFF0C || cp == 0xFF1B)
			return NULL;
		at += step;
	}
	return NULL;
}

/* A plan for a year that the text has summed up, or for one before it. */
static void plan_years(struct clean *c, const struct clean_words *w)
{
	int summed = 0;

	for (const char *s = c->text; *s; s++) {
		const char *end;

		if (!is_year(c->text, s))
			continue;
		if (soon(w->done, s) && atoi(s) > summed)
			summed = atoi(s);
		end = soon(w->plan, s);
		if (end && summed && atoi(s) <= summed)
			clean_doubt(c, CLEAN_PLAN_YEAR, s, (size_t)(s - c->text), (size_t)(end - s), "");
	}
}

static int in_text(const void *a, const void *b)
{
	const struct clean_doubt *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

void clean_doubts(struct clean *c, const struct clean_words *w)
{
	redactions(c);
	missing_numbers(c, w);
	mixed_terms(c, w->term);
	plan_years(c, w);
	if (c->n > 1)
		qsort(c->doubt, c->n, sizeof(*c->doubt), in_text);
}

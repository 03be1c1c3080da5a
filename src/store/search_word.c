/* What somebody typed, word by word. */
#include "search_keys.h"

#include "base/mem.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

#define END_LEAST 4
#define END_MOST 8

static void read_number(struct search_word *w)
{
	size_t digits = strspn(w->text, "0123456789");

	w->x = digits > 0 && digits + 1 == w->n && w->text[digits] == 'x';
	w->number = w->n > 0 && w->n < sizeof w->upper && (digits == w->n || w->x);
	if (!w->number)
		return;
	for (size_t i = 0; i <= w->n; i++)
		w->upper[i] = (char)toupper((unsigned char)w->text[i]);
	if (w->n < END_LEAST || w->n > END_MOST)
		return;
	for (size_t i = 0; i < w->n; i++)
		w->back[i] = w->upper[w->n - 1 - i];
}

static bool between(const char *digits, int least, int most)
{
	int n = (digits[0] - '0') * 10 + digits[1] - '0';

	return n >= least && n <= most;
}

/* Digits of a date from its year on, as dates are kept; four may be a month and a day too. */
static void read_date(struct search_word *w)
{
	size_t n = 0;

	if (!w->number || w->x || w->n < 4 || w->n > 8)
		return;
	for (size_t i = 0; i < w->n; i++) {
		if (i == 4 || i == 6)
			w->birth[n++] = '-';
		w->birth[n++] = w->text[i];
	}
	if (w->n == 4 && between(w->text, 1, 12) && between(w->text + 2, 1, 31)) {
		memcpy(w->month, w->text, 2);
		w->month[2] = '-';
		memcpy(w->month + 3, w->text + 2, 2);
	}
}

static bool read_word(struct search_word *w, const char *typed, size_t n)
{
	struct buf folded = BUF_INIT, kept = BUF_INIT;
	char *raw = mem_dup_n(typed, n);
	const char *key = search_fold(&folded, raw);
	bool number = strspn(key, "0123456789-/.") == strlen(key);

	for (; *key; key++) {
		if (!number || isdigit((unsigned char)*key))
			buf_addc(&kept, *key);
	}
	memset(w, 0, sizeof *w);
	w->n = kept.n;
	w->text = buf_detach(&kept);
	read_number(w);
	read_date(w);
	buf_release(&folded);
	mem_free(raw);
	if (w->n == 0)
		search_word_release(w);
	return w->n > 0;
}

int search_words(const char *typed, struct search_word *out, int most)
{
	char *all = text_nfkc(typed);
	int n = 0;

	for (const char *p = all; *p && n < most;) {
		size_t len = strcspn(p, " ");
		n += read_word(&out[n], p, len);
		p += len + (p[len] == ' ');
	}
	mem_free(all);
	return n;
}

void search_word_release(struct search_word *w)
{
	mem_free(w->text);
	w->text = NULL;
}

/* The keys of a text.
 *
 * Every combination of readings is a key, up to 16 for each place a key may begin; there the readings of its first
 * character change fastest, so that a surname has all of them before a later character has its second. */
#include "search_keys.h"

#include "base/mem.h"
#include "base/pinyin.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

#define CHARS_MOST 32
#define READINGS_MOST 4
#define COMBINED_MOST 16
#define READING_BYTES 8

/* How one character sounds: its readings, or their distinct first letters. A sign has none and is left out. */
struct sound {
	const char *s[READINGS_MOST];
	unsigned char len[READINGS_MOST];
	int n;
};
struct spelled {
	struct sound full[CHARS_MOST], initial[CHARS_MOST];
	size_t at[CHARS_MOST]; /* bytes before the character */
	int n;
	int letters_from; /* from here on there are only ASCII letters: what they sound like is what they are */
};

static bool is_plain(uint32_t cp)
{
	return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9');
}

/* A name is nearly always hanzi of the first block: then nothing is to be folded. */
static bool is_folded(const char *text)
{
	uint32_t cp;
	size_t len;
	int chars = 0;

	for (; (len = utf8_step(text, &cp)); text += len) {
		if (!is_plain(cp) || ++chars > CHARS_MOST)
			return false;
	}
	return true;
}

const char *search_fold(struct buf *out, const char *text)
{
	buf_clear(out);
	if (is_folded(text)) {
		buf_adds(out, text);
		return out->s ? out->s : "";
	}
	char *plain = text_nfkc(text), *key = text_name_key(plain);
	uint32_t cp;
	size_t len;
	int chars = 0;
	for (const char *p = key; (len = utf8_step(p, &cp)) && chars < CHARS_MOST; p += len, chars++) {
		if (cp == '^')
			continue;
		if (cp < 0x80)
			buf_addc(out, (char)tolower((int)cp));
		else
			buf_add(out, p, len);
	}
	mem_free(plain);
	mem_free(key);
	return out->s ? out->s : "";
}

bool search_same_text(const char *a, const char *b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same = strcmp(a, b) == 0;

	if (!same && !(is_folded(a) && is_folded(b)))
		same = strcmp(search_fold(&x, a), search_fold(&y, b)) == 0;
	buf_release(&x);
	buf_release(&y);
	return same;
}

static void add_sound(struct sound *s, const char *text, size_t n, bool initial)
{
	for (int i = 0; i < s->n; i++) {
		if (initial && s->s[i][0] == text[0])
			return;
	}
	if (s->n < READINGS_MOST) {
		s->s[s->n] = text;
		s->len[s->n++] = (unsigned char)(initial ? 1 : n);
	}
}

static void spell(struct spelled *t, const char *folded)
{
	uint32_t cp;
	size_t len, at = 0;

	t->n = 0;
	t->letters_from = 0;
	for (; t->n < CHARS_MOST && (len = utf8_step(folded + at, &cp)); at += len) {
		struct sound *full = &t->full[t->n], *initial = &t->initial[t->n];
		full->n = initial->n = 0;
		t->at[t->n++] = at;
		if (cp < 0x80 && isalnum((int)cp)) {
			add_sound(full, folded + at, 1, false);
			add_sound(initial, folded + at, 1, true);
			continue;
		}
		t->letters_from = t->n;
		const char *r = cp < 0x80 ? NULL : pinyin_readings(cp);
		while (r && *r) {
			size_t n = strcspn(r, " ");
			add_sound(full, r, n, false);
			add_sound(initial, r, n, true);
			r += n + (r[n] == ' ');
		}
	}
}

/* Counts on like an odometer whose first wheel is the fast one. */
static bool next_combination(const struct sound *s, int n, int *picked)
{
	for (int i = 0; i < n; i++) {
		if (++picked[i] < s[i].n)
			return true;
		picked[i] = 0;
	}
	return false;
}

/* All ways to say s[0..n). */
static bool combine(const struct sound *s, int n, bool first, search_key_fn *fn, void *arg)
{
	char key[CHARS_MOST * READING_BYTES];
	int picked[CHARS_MOST] = { 0 };
	int said = 0;

	if (s[0].n == 0)
		return false;
	do {
		size_t len = 0;
		for (int i = 0; i < n; i++) {
			if (s[i].n == 0)
				continue;
			memcpy(key + len, s[i].s[picked[i]], s[i].len[picked[i]]);
			len += s[i].len[picked[i]];
		}
		if (fn(arg, key, len, first))
			return true;
	} while (++said < COMBINED_MOST && next_combination(s, n, picked));
	return false;
}

void search_keys_of(const char *folded, search_key_fn *fn, void *arg)
{
	struct spelled t;
	size_t n = strlen(folded);

	spell(&t, folded);
	for (int i = 0; i < t.n; i++) {
		if (fn(arg, folded + t.at[i], n - t.at[i], i == 0))
			return;
		if (i < t.letters_from &&
		    (combine(t.full + i, t.n - i, i == 0, fn, arg) || combine(t.initial + i, t.n - i, i == 0, fn, arg)))
			return;
	}
}

void search_pinyin(struct buf *out, const char *text)
{
	struct buf folded = BUF_INIT;
	const char *p = search_fold(&folded, text);
	uint32_t cp;
	size_t len;

	for (bool letter = false; (len = utf8_step(p, &cp)); p += len) {
		const char *r = cp < 0x80 ? NULL : pinyin_readings(cp);
		if (out->n > 0 && !(letter && cp < 0x80))
			buf_addc(out, ' ');
		if (r)
			buf_add(out, r, strcspn(r, " "));
		else
			buf_add(out, p, len);
		letter = cp < 0x80;
	}
	buf_release(&folded);
}

struct asked {
	const char *word;
	size_t n;
	int rank;
};

static bool compare(void *arg, const char *key, size_t n, bool first)
{
	struct asked *a = arg;

	if (n >= a->n && memcmp(key, a->word, a->n) == 0) {
		int rank = !first ? RANK_PART : n == a->n ? RANK_WHOLE : RANK_PREFIX;
		a->rank = rank < a->rank ? rank : a->rank;
	}
	return a->rank == RANK_WHOLE;
}

/* Keys of sounds are ASCII, so a word with hanzi in it can only be found as it is. */
int search_text_rank(const char *text, const char *word)
{
	struct buf buf = BUF_INIT;
	struct asked a = { word, strlen(word), RANK_NONE };
	const char *folded = is_folded(text) ? text : search_fold(&buf, text), *at;
	bool ascii = true;

	for (const char *p = word; *p; p++)
		ascii = ascii && (unsigned char)*p < 0x80;
	if (ascii)
		search_keys_of(folded, compare, &a);
	else if ((at = strstr(folded, word)))
		a.rank = at != folded ? RANK_PART : at[a.n] ? RANK_PREFIX : RANK_WHOLE;
	buf_release(&buf);
	return a.rank;
}

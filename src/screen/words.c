#include "screen/words.h"

#include "base/mem.h"
#include "screen/form.h"
#include "screen/load.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct spec word_specs[] = {
	{ "text", SPEC_WORDS, SPEC_NEEDED, offsetof(struct word, text), offsetof(struct word, zh), NULL },
	{ 0 },
};

static const char *english_of(struct load *l, const struct ini_section *s, const char *key)
{
	const struct ini_entry *e = ini_entry(s, key);

	return e ? spec_unescape(&l->s->arena, e->value) : "";
}

void load_words_file(struct load *l, const struct ini *ini, const char *name)
{
	(void)name;
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];
		struct word *w;

		if (!s->id[0]) {
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[word.KEY] [error.KEY] …");
			continue;
		}
		w = growing_add(&l->words, sizeof *w);
		load_fill(l, word_specs, s, w);
		w->en = english_of(l, s, "text_en");
		w->key = arena_dup(&l->s->arena, s->name);
		w->line = s->line;
	}
}

static int by_key(const void *a, const void *b)
{
	return strcasecmp(((const struct word *)a)->key, ((const struct word *)b)->key);
}

void load_words_done(struct load *l)
{
	l->s->n_words = l->words.n;
	l->s->word = growing_done(&l->words, sizeof(struct word), &l->s->arena);
	qsort(l->s->word, l->s->n_words, sizeof(struct word), by_key);
}

static const struct word *find(const struct screens *s, const char *key)
{
	const struct word wanted = { .key = key };

	return s ? bsearch(&wanted, s->word, s->n_words, sizeof wanted, by_key) : NULL;
}

bool words_has(const struct screens *s, const char *key)
{
	return find(s, key) != NULL;
}

const char *words_get(const struct screens *s, const char *key)
{
	const struct word *w = find(s, key);

	return w ? w->text : key;
}

/* {1} {2} {3} in `text` become the arguments, as far as there are any. */
static void put_arguments(struct buf *out, const char *text, const char *const arg[ERR_ARGS])
{
	for (; *text; text++) {
		if (text[0] == '{' && text[1] >= '1' && text[1] < '1' + ERR_ARGS && text[2] == '}') {
			buf_adds(out, arg[text[1] - '1']);
			text += 2;
		} else {
			buf_addc(out, *text);
		}
	}
}

void words_put_(const struct screens *s, struct buf *out, const char *key, ...)
{
	const char *arg[ERR_ARGS] = { "", "", "" }, *one;
	va_list ap;

	va_start(ap, key);
	for (int i = 0; (one = va_arg(ap, const char *)) != NULL; i++) {
		if (i == ERR_ARGS)
			BUG("a word has at most three arguments");
		arg[i] = one;
	}
	va_end(ap);
	put_arguments(out, words_get(s, key), arg);
}

void words_fill(struct buf *out, const char *text, const char *a1, const char *a2, const char *a3)
{
	put_arguments(out, text, (const char *[ERR_ARGS]){ a1, a2, a3 });
}

void words_error(const struct screens *s, const struct form *f, const struct err *e, struct buf *out)
{
	const struct field *field = f && e->field[0] ? form_field(f, e->field) : NULL;
	struct buf key = BUF_INIT, sentence = BUF_INIT;

	buf_addf(&key, "error.%s", e->word);
	words_put(s, &sentence, key.s, e->arg[0], e->arg[1], e->arg[2]);
	if (field && words_has(s, "word.of_field"))
		words_put(s, out, "word.of_field", field->label, sentence.s);
	else if (field)
		buf_addf(out, "%s: %s", field->label, sentence.s);
	else
		buf_adds(out, sentence.s);
	buf_release(&sentence);
	buf_release(&key);
}

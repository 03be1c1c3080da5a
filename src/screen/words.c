#include "screen/words.h"

#include "base/mem.h"
#include "base/text.h"
#include "screen/form.h"
#include "screen/load.h"
#include "screen/term_text.h"

#include <stdarg.h>
#include <stdio.h>
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

static const void *read_word(struct load *l, const struct ini_section *s)
{
	struct word *w;

	if (!s->id[0]) {
		load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[word.KEY] [error.KEY] …");
		return NULL;
	}
	w = arena_alloc(&l->s->arena, sizeof *w);
	load_fill(l, word_specs, s, w);
	w->en = l->as_it_is ? english_of(l, s, "text_en") : "";
	w->key = s->name; /* the index is there as long as we are */
	w->line = s->line;
	return w;
}

static int by_key(const void *a, const void *b)
{
	return strcasecmp(((const struct word *)a)->key, ((const struct word *)b)->key);
}

void load_all_words(struct load *l)
{
	struct source *src = load_source(l, FILE_WORDS);
	struct ini_index *ix = load_index(l, src);
	struct growing words = { 0 };

	for (size_t i = 0; ix && i < ini_index_count(ix); i++) {
		const struct word *w = load_section(l, src, i, read_word);

		if (w)
			*(struct word *)growing_add(&words, sizeof *w) = *w;
	}
	l->s->n_words = words.n;
	if (words.n)
		qsort(words.items, words.n, sizeof(struct word), by_key);
	l->s->word = growing_done(&words, sizeof(struct word), &l->s->arena);
}

static const struct word *find(const struct screens *s, const char *key)
{
	struct source *src = s ? load_source(s->load, FILE_WORDS) : NULL;
	struct ini_index *ix = src ? load_index(s->load, src) : NULL;
	size_t at = ix ? ini_index_find(ix, key) : INI_NONE;

	return at != INI_NONE ? load_section(s->load, src, at, read_word) : NULL;
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

const char *words_table(const struct screens *s, const char *table)
{
	const struct form *form;
	const struct word *w;
	char key[64];

	snprintf(key, sizeof(key), "table.%s", table);
	w = find(s, key);
	if (w)
		return w->text;
	form = screens_form_of_table(s, table);
	return form ? form->title : table;
}

const char *words_column(const struct screens *s, const char *column)
{
	const struct word *w;
	char key[80];

	snprintf(key, sizeof(key), "column.%s", column);
	w = find(s, key);
	return w ? w->text : column;
}

void words_action(const struct screens *s, const char *action, struct buf *out)
{
	const char *dot = strrchr(action, '.');
	char key[80], table[64];

	snprintf(key, sizeof key, "action.%s", *action ? action : "outside");
	if (!words_has(s, key) && dot) {
		snprintf(key, sizeof key, "action_of%s", dot);
		snprintf(table, sizeof table, "%.*s", (int)(dot - action), action);
		if (words_has(s, key)) {
			words_put(s, out, key, words_table(s, table));
			return;
		}
	}
	buf_adds(out, words_has(s, key) ? words_get(s, key) : action);
}

/* What a column is called where no form says which record it is about: if all forms that have it agree. */
static const char *label_anywhere(const struct screens *s, const char *column)
{
	const struct form *const *form;
	size_t n = s ? screens_forms(s, &form) : 0;
	const char *label = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct field *f = form_field(form[i], column);

		if (f && label && strcmp(label, f->label) != 0)
			return NULL;
		label = f ? f->label : label;
	}
	return label;
}

static const char *label_of(const struct screens *s, const struct form *f, const char *column)
{
	const struct field *field = f ? form_field(f, column) : NULL;
	const char *label = field ? field->label : label_anywhere(s, column);

	return label ? label : column;
}

/* The choices an error's arguments are keys of; NULL: none. */
static const struct choice_list *states_of(const struct screens *s, const struct err *e)
{
	static const char *const states[][2] = { { "FINDING_MOVE", "finding_state" },
						 { "AID_MOVE", "aid_state" },
						 { "DROPOUT_MOVE", "dropout_state" },
						 { "DROPOUT_BLANK", "dropout_state" } };

	for (size_t i = 0; s && i < sizeof states / sizeof states[0]; i++)
		if (strcmp(e->word, states[i][0]) == 0)
			return screens_choices(s, states[i][1]);
	return NULL;
}

/* 2020-2 as a person writes it, in the errors that are about a term. */
static bool put_term(const struct screens *s, const struct err *e, const char *arg, struct buf *out)
{
	static const char about[] = "AID_TWICE|ENROLMENT_TWICE|TERM_LOCKED_ALREADY|TERM_NOT_LOCKED|TERM_EMPTY|"
				    "TELL_UNPAID|LETTER_NOT_ENROLLED|LETTER_NOTHING";

	if (!s || !text_in_bars(about, e->word) || !term_is_valid(arg))
		return false;
	term_show(s, arg, out);
	return true;
}

/* The states of a finding are English keys with their words in choices.ini; so are a form's name and its title. */
static void put_states(const struct screens *s, const struct err *e, const char *arg, struct buf *out)
{
	const struct choice_list *list = states_of(s, e);
	const struct form *form = s && strcmp(e->word, "REVIEW_UNFINISHED") == 0 ? screens_form(s, arg) : NULL;
	const char *at = arg, *item;
	size_t n;

	if (put_term(s, e, arg, out))
		return;
	if (!list) {
		buf_adds(out, form ? form->title : arg);
		return;
	}
	while (bar_next(&at, &item, &n)) {
		char *key = mem_dup_n(item, n);
		const struct choice *c = choice_find(list, key);

		buf_addf(out, "%s%s", out->n ? " / " : "", c ? c->shown : key);
		mem_free(key);
	}
}

/* The store knows tables and columns; a person knows forms and labels. */
static void put_sentence(const struct screens *s, const struct err *e, struct buf *out)
{
	struct buf key = BUF_INIT;

	if (strcmp(e->word, "UNDO_CHANGED") == 0) {
		const struct form *f = s ? screens_form_of_table(s, e->arg[0]) : NULL;

		words_put(s, out, e->arg[1][0] ? "error.UNDO_CHANGED" : "error.UNDO_CHANGED_ROW",
			  f ? f->title : e->arg[0], e->arg[1][0] ? label_of(s, f, e->arg[1]) : "");
		return;
	}
	buf_addf(&key, "error.%s", e->word);
	struct buf arg[ERR_ARGS] = { BUF_INIT, BUF_INIT, BUF_INIT };
	for (int i = 0; i < ERR_ARGS; i++)
		put_states(s, e, e->arg[i], &arg[i]);
	words_put(s, out, key.s, arg[0].s, arg[1].s, arg[2].s);
	for (int i = 0; i < ERR_ARGS; i++)
		buf_release(&arg[i]);
	buf_release(&key);
}

void words_error(const struct screens *s, const struct form *f, const struct err *e, struct buf *out)
{
	struct buf sentence = BUF_INIT;

	put_sentence(s, e, &sentence);
	if (e->field[0] && words_has(s, "word.of_field"))
		words_put(s, out, "word.of_field", label_of(s, f, e->field), sentence.s);
	else if (e->field[0])
		buf_addf(out, "%s: %s", label_of(s, f, e->field), sentence.s);
	else
		buf_adds(out, sentence.s);
	buf_release(&sentence);
}

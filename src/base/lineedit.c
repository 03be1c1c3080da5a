/* Typing and moving. What depends on columns is in lineedit_box.c. */
#include "base/lineedit.h"

#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

/* What a word is made of: a run of one of these. */
enum run { RUN_BLANK, RUN_HAN, RUN_WORD, RUN_SIGN };

static enum run run_at(const struct lineedit *l, size_t at)
{
	uint32_t cp = 0;

	utf8_step(l->text.s + at, &cp);
	if (text_is_space(cp))
		return RUN_BLANK;
	if (text_is_han(cp))
		return RUN_HAN;
	if (cp == '_')
		return RUN_WORD;
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return RUN_WORD;
	default:
		return RUN_SIGN;
	}
}

/* After a change the neighbours of the cursor may have become one character (a mark met its letter, two halves of a
 * flag met): both indices go back to borders. */
static void settle(struct lineedit *l, size_t cursor)
{
	l->cursor = text_border(l->text.s, cursor);
	if (l->first > l->cursor)
		l->first = l->cursor;
	if (!l->lines) {
		size_t first = text_border(l->text.s, l->first);

		l->first = first > l->cursor ? l->cursor : first;
	}
}

static bool move_to(struct lineedit *l, size_t cursor)
{
	bool moved = cursor != l->cursor;

	l->cursor = cursor;
	if (l->first > l->cursor)
		l->first = l->cursor;
	return moved;
}

/* Puts n bytes in the place of [from, to). */
static void replace(struct lineedit *l, size_t from, size_t to, const char *s, size_t n)
{
	struct buf made = BUF_INIT;

	buf_add(&made, l->text.s, from);
	buf_add(&made, s, n);
	buf_add(&made, l->text.s + to, l->text.n - to);
	buf_release(&l->text);
	l->text = made;
	settle(l, from + n);
}

static bool erase(struct lineedit *l, size_t from, size_t to)
{
	if (from == to)
		return false;
	replace(l, from, to, "", 0);
	return true;
}

void lineedit_init(struct lineedit *l, const char *text, size_t most, bool lines)
{
	*l = (struct lineedit){ .text = BUF_INIT, .most = most, .lines = lines };
	lineedit_set(l, text);
}

void lineedit_set(struct lineedit *l, const char *text)
{
	buf_clear(&l->text);
	l->cursor = l->first = 0;
	if (text)
		lineedit_insert(l, text, strlen(text));
}

void lineedit_release(struct lineedit *l)
{
	buf_release(&l->text);
	l->cursor = l->first = 0;
}

bool lineedit_insert(struct lineedit *l, const char *s, size_t n)
{
	struct buf clean = BUF_INIT;
	size_t fits;

	text_clean(&clean, s, n, l->lines);
	fits = clean.n;
	if (l->most && fits > l->most - l->text.n) {
		size_t room = l->most - l->text.n, next;

		for (fits = 0; (next = text_next(clean.s, fits)) <= room; fits = next)
			;
	}
	if (fits)
		replace(l, l->cursor, l->cursor, clean.s, fits);
	buf_release(&clean);
	return fits > 0;
}

bool lineedit_backspace(struct lineedit *l)
{
	return erase(l, text_prev(l->text.s, l->cursor), l->cursor);
}

bool lineedit_delete(struct lineedit *l)
{
	return erase(l, l->cursor, text_next(l->text.s, l->cursor));
}

static size_t line_end(const struct lineedit *l)
{
	return l->cursor + strcspn(l->text.s + l->cursor, "\n");
}

bool lineedit_kill_line(struct lineedit *l)
{
	return erase(l, l->cursor, line_end(l));
}

bool lineedit_kill_all(struct lineedit *l)
{
	return erase(l, 0, l->text.n);
}

static size_t word_before(const struct lineedit *l)
{
	size_t at = l->cursor, before;
	enum run run;

	while (at && run_at(l, before = text_prev(l->text.s, at)) == RUN_BLANK)
		at = before;
	if (!at)
		return 0;
	run = run_at(l, text_prev(l->text.s, at));
	while (at && run_at(l, before = text_prev(l->text.s, at)) == run)
		at = before;
	return at;
}

static size_t word_after(const struct lineedit *l)
{
	size_t at = l->cursor;
	enum run run;

	while (at < l->text.n && run_at(l, at) == RUN_BLANK)
		at = text_next(l->text.s, at);
	if (at == l->text.n)
		return at;
	run = run_at(l, at);
	while (at < l->text.n && run_at(l, at) == run)
		at = text_next(l->text.s, at);
	return at;
}

bool lineedit_kill_word(struct lineedit *l)
{
	return erase(l, word_before(l), l->cursor);
}

bool lineedit_left(struct lineedit *l)
{
	return move_to(l, text_prev(l->text.s, l->cursor));
}

bool lineedit_right(struct lineedit *l)
{
	return move_to(l, text_next(l->text.s, l->cursor));
}

bool lineedit_word_left(struct lineedit *l)
{
	return move_to(l, word_before(l));
}

bool lineedit_word_right(struct lineedit *l)
{
	return move_to(l, word_after(l));
}

bool lineedit_home(struct lineedit *l)
{
	size_t at = l->cursor;

	while (at && l->text.s[at - 1] != '\n')
		at--;
	return move_to(l, at);
}

bool lineedit_end(struct lineedit *l)
{
	return move_to(l, line_end(l));
}

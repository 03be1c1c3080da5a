/* words.ini: every sentence and label that is no field. A section per word:
 *   [word.saved]       text = 已保存        text_en = Saved
 *   [error.DB_BUSY]    text = 另一个程序正在写这个数据库，请稍后再试。   text_en = …
 * {1} {2} {3} stand for arguments. Unquoted ; and # cut a line, so texts with them are quoted. */
#ifndef SCREEN_WORDS_H
#define SCREEN_WORDS_H

#include "base/buf.h"
#include "base/err.h"
#include "screen/screens.h"

/* The text of "word.saved", "error.DB_BUSY", "today.VISIT_MISSED" …; the key itself if it is missing (the linter finds
 * those). */
const char *words_get(const struct screens *s, const char *key);
bool words_has(const struct screens *s, const char *key);
/* With up to three arguments put in; NULL-terminated by the macro. */
void words_put_(const struct screens *s, struct buf *out, const char *key, ...) __attribute__((sentinel));
#define words_put(s, out, ...) words_put_((s), (out), __VA_ARGS__, (char *)0)
/* The same for a text that is no word, such as a check's message. */
void words_fill(struct buf *out, const char *text, const char *a1, const char *a2, const char *a3);
/* A table as people call it: [table.X], else its form's title. */
const char *words_table(const struct screens *s, const char *table);
const char *words_column(const struct screens *s,
			 const char *column); /* one no form asks for: [column.X], else its name */
/* What was done, by the action the journal has for it ("" for another program): [action.aid.lock]; what is done to
 * records of any form, [action_of.save], with the form's title. */
void words_action(const struct screens *s, const char *action, struct buf *out);
/* The sentence of an error, with the field's label in front if it names one. Where the form is NULL or has no such
 * field, the label that all forms give that column, else the column's name. Tables and columns among the arguments of
 * UNDO_CHANGED are told as titles and labels. */
struct form;
void words_error(const struct screens *s, const struct form *f, const struct err *e, struct buf *out);

#endif

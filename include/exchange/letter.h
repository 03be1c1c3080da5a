/* Letters to parents (致家长朋友的一封信), from screens/letter.parents.ini: what the child was paid in a term, told to
 * the family, with a place for the school's seal and the signatures. A child with nothing paid yet is told what it is
 * entitled to and that this is on its way; one with neither gets no letter. Plain text in lines of the template's
 * width, for any printer. */
#ifndef EXCHANGE_LETTER_H
#define EXCHANGE_LETTER_H

#include "base/buf.h"
#include "base/err.h"
#include "model/office.h"
#include "screen/screens.h"

#include <stddef.h>
#include <stdint.h>

/* One letter, piece by piece in its order; '\n' within a text begins a paragraph. Errors as letter_text. */
enum letter_part { LETTER_TITLE, LETTER_INDENTED, LETTER_FLUSH, LETTER_TO_RIGHT };
typedef void letter_put(void *arg, enum letter_part part, const char *text);
int letter_each(struct office *o, const struct screens *s, int64_t person, const char *term, letter_put *put, void *arg,
		struct err *e);
/* Appends one letter. Whatever the scope of the office. LETTER_NOT_ENROLLED {1}=name {2}=term, LETTER_NOTHING
 * likewise, LETTER_NONE {1}=template. */
int letter_text(struct office *o, const struct screens *s, int64_t person, const char *term, struct buf *out,
		struct err *e);
/* The students of a term: of a school; "" or NULL: all in scope. By school, grade and name. free(). */
int letter_persons(struct office *o, const char *term, const char *school, int64_t **person, size_t *n, struct err *e);
/* Appends a letter for each, a form feed between; for whom there is nothing to write is left out. */
int letter_many(struct office *o, const struct screens *s, const int64_t *person, size_t n, const char *term,
		struct buf *out, size_t *written, struct err *e);
/* The same as a PDF, each letter on a page of its own; nothing is written where nobody needs one. One person: what
 * stands in the way is said (LETTER_NOTHING too). Never over the database. Errors also of exchange/paper.h. */
int letter_paper(struct office *o, const struct screens *s, const int64_t *person, size_t n, const char *term,
		 const char *path, size_t *written, struct err *e);
/* Notes in the log that `written` letters left: they are for the families, whole. */
int letter_logged(struct office *o, const struct screens *s, size_t written, const char *path, struct err *e);

#endif

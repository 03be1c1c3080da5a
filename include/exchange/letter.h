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

/* Appends one letter. Whatever the scope of the office. LETTER_NOT_ENROLLED {1}=name {2}=term, LETTER_NOTHING
 * likewise, LETTER_NONE {1}=template. */
int letter_text(struct office *o, const struct screens *s, int64_t person, const char *term, struct buf *out,
		struct err *e);
/* The students of a term: of a school; "" or NULL: all in scope. By school, grade and name. free(). */
int letter_persons(struct office *o, const char *term, const char *school, int64_t **person, size_t *n, struct err *e);
/* Appends a letter for each, a form feed between; for whom there is nothing to write is left out. */
int letter_many(struct office *o, const struct screens *s, const int64_t *person, size_t n, const char *term,
		struct buf *out, size_t *written, struct err *e);

#endif

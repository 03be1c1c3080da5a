/* One cell of the database: nothing, an integer, a real or a text. Money is integer fen; yes/no is 1/0; dates, labels
 * and codes are text. A text is owned by the value, unless it is lent: then it belongs to somebody who keeps it longer.
 */
#ifndef BASE_VALUE_H
#define BASE_VALUE_H

#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>

enum value_kind { VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_TEXT };
struct value {
	enum value_kind kind;
	bool lent; /* a text that is not released with the value */
	int64_t i;
	double r;
	char *text;
};

static inline struct value value_null(void)
{
	return (struct value){ .kind = VALUE_NULL };
}
static inline struct value value_int(int64_t i)
{
	return (struct value){ .kind = VALUE_INT, .i = i };
}
static inline struct value value_real(double r)
{
	return (struct value){ .kind = VALUE_REAL, .r = r };
}
struct value value_text(const char *s); /* copies; NULL or "" gives VALUE_NULL: an empty cell is one thing only */
struct value value_copy(const struct value *v);
/* The same without a copy: the text stays v's (or the caller's), who must outlive it. */
static inline struct value value_lend(const struct value *v)
{
	struct value lent = *v;

	lent.lent = true;
	return lent;
}
struct value value_lend_text(const char *s);
/* Becomes VALUE_NULL. */
static inline void value_release(struct value *v)
{
	if (v->kind == VALUE_TEXT && !v->lent)
		mem_free(v->text);
	*v = value_null();
}
bool value_equal(const struct value *a, const struct value *b); /* 2 equals 2.0; null equals null */

#endif

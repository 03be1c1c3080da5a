/* One copy of a text for the whole process: what equals has one address, and stays. For names of which there are few:
 * columns of tables, fields of forms. */
#ifndef BASE_KEPT_H
#define BASE_KEPT_H

#include <stddef.h>

const char *kept(const char *s);
const char *kept_before(const char *s); /* NULL: it was not */
/* Of what kept gave, and of nothing else: 0, 1, 2 … in the order they came. For what is remembered of each. */
size_t kept_number(const char *kept_text);

#endif

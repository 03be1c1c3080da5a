/* What a column tells about a person where screens/ does not say it. Rather too much than too little is taken for
 * private: what nobody knows is free text, and free text is never posted. */
#ifndef SCREEN_PRIVACY_H
#define SCREEN_PRIVACY_H

#include "screen/field.h"

struct screens;

extern const char *const privacy_names[]; /* by enum privacy, NULL-terminated */
enum privacy privacy_of_type(enum field_type type);
/* Of a column of SQL: the most private field it names, of the forms whose tables (or views over them) `from` or the
 * column names. A text that names none is free. */
enum privacy privacy_of_sql(const struct screens *s, const char *from, const char *sql, enum field_type type);

#endif

/* What a column tells about a person where screens/ does not say it. Rather too much than too little is taken for
 * private: what nobody knows is free text, and free text is never posted. */
#ifndef SCREEN_PRIVACY_H
#define SCREEN_PRIVACY_H

#include "screen/field.h"

#include <stdbool.h>
#include <stddef.h>

struct screens;

extern const char *const privacy_names[]; /* by enum privacy, NULL-terminated */
enum privacy privacy_of_type(enum field_type type);
enum privacy privacy_stricter(enum privacy a, enum privacy b); /* the one that hides more */
/* Of a column of SQL: the most private field it names, of the forms whose tables (or views over them) `from` or the
 * column names. A name that no form has makes all of it free; what is only counted tells nothing. */
enum privacy privacy_of_sql(const struct screens *s, const char *from, const char *sql, enum field_type type);
/* Are rows chosen by somebody's health? Then that a name is among them tells it. */
bool privacy_is_by_health(const struct screens *s, const char *sql);
/* What the title of a record tells (record_title): a person's name, somebody's words, or nothing. A reference shows it:
 * such a field has this where screens/ does not say it otherwise. */
enum privacy privacy_of_title(const struct screens *s, const char *table);
/* Views of the schema whose tables are known, by number; NULL behind the last. */
const char *privacy_view(size_t i);

#endif

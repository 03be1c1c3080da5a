/* How much of a person a file may show (DOMAIN §11). posting: ID, phone, account, health, disability and whatever
 * somebody wrote freely do not appear at all; masked: ID first 6, stars, last 4; of a birth the year; phone
 * 138****5678; card last 4; never health or disability; internal: all. What a column tells: screen/field.h, `private =`
 * in screens/. */
#ifndef EXCHANGE_PROFILE_H
#define EXCHANGE_PROFILE_H

#include "base/buf.h"
#include "screen/field.h"

#include <stdbool.h>

enum profile { PROFILE_POSTING, PROFILE_MASKED, PROFILE_INTERNAL, PROFILES };

const char *profile_name(enum profile p);             /* "posting" … */
bool profile_of(const char *name, enum profile *out); /* false: none of these */
enum privacy privacy_of_field(const struct field *f);
bool profile_shows(enum profile p, enum privacy what); /* may the column be there at all */
/* The text as it may be shown, appended. Masked where need be; a number found inside any text that looks like an ID, a
 * phone or an account (11 digits and more, blanks, hyphens, dots and strokes between groups of them included,
 * full-width ones too; no days, no amount of money) is masked, in posting wholly. */
void profile_text(enum profile p, enum privacy what, const char *text, struct buf *out);

#endif

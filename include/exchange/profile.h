/* How much of a person a file may show (DOMAIN §11). posting: ID, phone, account, health, disability do not appear at
 * all; masked: ID first 6, 8 stars, last 4; phone 138****5678; card last 4; never health or disability; internal: all.
 */
#ifndef EXCHANGE_PROFILE_H
#define EXCHANGE_PROFILE_H

#include "base/buf.h"
#include "screen/field.h"

#include <stdbool.h>

enum profile { PROFILE_POSTING, PROFILE_MASKED, PROFILE_INTERNAL, PROFILES };
/* What a cell tells about a person; of a field by its type (id, phone, card) or its `private =` in screens/. */
enum privacy {
	PRIVACY_NONE,
	PRIVACY_NAME,
	PRIVACY_ID,
	PRIVACY_PHONE,
	PRIVACY_CARD,
	PRIVACY_HEALTH,
	PRIVACY_FREE /* long text: may hold anything */
};

const char *profile_name(enum profile p);             /* "posting" … */
bool profile_of(const char *name, enum profile *out); /* false: none of these */
enum privacy privacy_of_field(const struct field *f);
bool profile_shows(enum profile p, enum privacy what); /* may the column be there at all */
/* The text as it may be shown: masked where need be. Numbers found inside a free text are masked too. */
void profile_text(enum profile p, enum privacy what, const char *text, struct buf *out);

#endif

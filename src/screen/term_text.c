#include "screen/term_text.h"

#include "base/mem.h"
#include "screen/field.h"

#include <stdio.h>

static struct field term_field(const struct screens *s)
{
	return (struct field){ .name = "term",
			       .label = "term",
			       .type = FIELD_TERM,
			       .season = s ? screens_choices(s, "term_season") : NULL };
}

bool term_typed(const struct screens *s, const char *typed, char out[TERM_BYTES])
{
	const struct field f = term_field(s);
	struct value v = value_null();
	bool is_term = field_parse(&f, typed, "", &v, NULL) == 0 && v.kind == VALUE_TEXT && term_is_valid(v.text);

	if (is_term)
		snprintf(out, TERM_BYTES, "%s", v.text);
	value_release(&v);
	return is_term;
}

void term_show(const struct screens *s, const char *term, struct buf *out)
{
	const struct field f = term_field(s);
	struct value v = value_text(term);

	field_format(&f, &v, out);
	value_release(&v);
}

/* What the columns behind a number are called. */
#include "base/buf.h"
#include "screen/form.h"
#include "screen/report_def.h"
#include "screen/words.h"

#include <string.h>

static const struct field *named(const struct screens *s, const char *table, const char *column)
{
	const struct form *own = screens_form_of_table(s, table), *const * form;
	const struct field *f = own ? form_field(own, column) : NULL;
	size_t n = screens_forms(s, &form);

	for (size_t i = 0; !f && i < n; i++)
		f = form_field(form[i], column);
	return f;
}

const struct field *report_field(const struct screens *s, const struct metric_def *m, const char *column)
{
	return named(s, m->table, column);
}

const char *report_label(const struct screens *s, const struct metric_def *m, const char *column)
{
	const struct field *f = named(s, m->table, column);
	struct buf key = BUF_INIT;
	const char *label = f ? f->label : NULL;

	if (!label && strcmp(column, m->sum) == 0)
		label = m->label;
	buf_addf(&key, "column.%s", column);
	if (!label && words_has(s, key.s))
		label = words_get(s, key.s);
	buf_clear(&key);
	buf_addf(&key, "%s_id", column); /* a view's name of what its id points at */
	f = label ? NULL : named(s, m->table, key.s);
	buf_release(&key);
	return f ? f->label : label;
}

/* What the columns behind a number are called. */
#include "base/buf.h"
#include "screen/form.h"
#include "screen/privacy.h"
#include "screen/report_def.h"
#include "screen/words.h"

#include <string.h>

static const struct field *own(const struct screens *s, const struct metric_def *m, const char *column)
{
	const struct form *form = screens_form_of_table(s, m->table);

	return form ? form_field(form, column) : NULL;
}

static const struct field *anywhere(const struct screens *s, const char *column)
{
	const struct form *const *form;
	const struct field *f = NULL;
	size_t n = screens_forms(s, &form);

	for (size_t i = 0; !f && i < n; i++)
		f = form_field(form[i], column);
	return f;
}

const struct field *report_field(const struct screens *s, const struct metric_def *m, const char *column)
{
	const struct field *f = own(s, m, column);

	return f ? f : anywhere(s, column);
}

enum privacy report_privacy(const struct screens *s, const struct metric_def *m, const char *column)
{
	const struct field *f = own(s, m, column);
	enum privacy most = PRIVACY_NONE;
	const struct form *const *form;
	size_t n = screens_forms(s, &form);
	bool known = false;

	if (f)
		return f->privacy;
	for (size_t i = 0; i < n; i++)
		if ((f = form_field(form[i], column)) != NULL) {
			most = privacy_stricter(most, f->privacy);
			known = true;
		}
	/* What nobody knows may hold anything. */
	return known || strcmp(column, m->sum) == 0 ? most : PRIVACY_FREE;
}

const char *report_label(const struct screens *s, const struct metric_def *m, const char *column)
{
	const struct field *f = own(s, m, column);
	struct buf key = BUF_INIT;
	const char *label = f ? f->label : NULL;

	buf_addf(&key, "column.%s", column);
	if (!label && words_has(s, key.s))
		label = words_get(s, key.s);
	buf_clear(&key);
	buf_addf(&key, "%s_id", column); /* a view's name of what its id points at */
	if (!label && ((f = own(s, m, key.s)) || (f = anywhere(s, column))))
		label = f->label;
	if (!label && strcmp(column, m->sum) == 0)
		label = m->label;
	f = label ? NULL : anywhere(s, key.s);
	buf_release(&key);
	return f ? f->label : label;
}

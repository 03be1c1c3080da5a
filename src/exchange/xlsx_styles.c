/* The number formats of a workbook, as far as they change what a number says. */
#include "xlsx.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define FORMATS_MOST 8192
#define STYLES_MOST 65536

struct styles {
	struct xlsx_book *book;
	struct format {
		unsigned long id;
		struct number_shown shown;
	} * format;
	size_t n, cap;
	bool in_cells;
};

static void add_format(struct styles *s, const char **attributes)
{
	const char *id = xml_attribute(attributes, "numFmtId"), *code = xml_attribute(attributes, "formatCode");

	if (!id || !code || s->n == FORMATS_MOST)
		return;
	if (s->n == s->cap) {
		s->cap += 64;
		s->format = mem_grow(s->format, s->cap, sizeof(*s->format));
	}
	s->format[s->n++] = (struct format){ strtoul(id, NULL, 10), number_shown_by(code) };
}

static struct number_shown shown_of(const struct styles *s, unsigned long id)
{
	for (size_t k = 0; k < s->n; k++)
		if (s->format[k].id == id)
			return s->format[k].shown;
	return number_shown_builtin(id < 256 ? (unsigned)id : 0);
}

static void add_style(struct styles *s, const char **attributes)
{
	const char *id = xml_attribute(attributes, "numFmtId");
	struct xlsx_book *b = s->book;

	if (b->n_shown == STYLES_MOST)
		return;
	if (b->n_shown % 256 == 0)
		b->shown = mem_grow(b->shown, b->n_shown + 256, sizeof(*b->shown));
	b->shown[b->n_shown++] = shown_of(s, id ? strtoul(id, NULL, 10) : 0);
}

static void on_begin(void *arg, struct xml *x, const char *name, const char **attributes)
{
	struct styles *s = arg;

	(void)x;
	if (strcmp(name, "numFmt") == 0)
		add_format(s, attributes);
	else if (strcmp(name, "cellXfs") == 0)
		s->in_cells = true;
	else if (strcmp(name, "xf") == 0 && s->in_cells)
		add_style(s, attributes);
}

static void on_end(void *arg, struct xml *x, const char *name)
{
	struct styles *s = arg;

	(void)x;
	if (strcmp(name, "cellXfs") == 0)
		s->in_cells = false;
}

int xlsx_styles_read(struct xlsx_book *b, struct xlsx_zip *z, struct err *e)
{
	static const struct xml_events on = { on_begin, on_end, NULL };
	struct styles s = { .book = b };
	struct xml *x;
	int rc;

	if (xml_open(&x, z, b->styles, PART_SMALL, &on, &s, e) < 0)
		return -1;
	rc = xml_all(x, e);
	xml_close(&x);
	mem_free(s.format);
	return rc;
}

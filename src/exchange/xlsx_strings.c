/* The strings the cells of a workbook share. They stand in the order of their first use, so that a look at the first
 * rows reads only the first strings. */
#include "xlsx.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define STEP 4096

struct xlsx_strings {
	struct xlsx_zip *z;
	struct xml *xml; /* NULL once all are read, or there are none */
	char *part;
	struct buf text;
	uint32_t *start;
	size_t n, cap, begins;
	bool opened, in_text;
	int in_reading;
};

static void on_begin(void *arg, struct xml *x, const char *name, const char **attributes)
{
	struct xlsx_strings *s = arg;

	(void)x;
	(void)attributes;
	if (strcmp(name, "si") == 0)
		s->begins = s->text.n;
	s->in_reading += strcmp(name, "rPh") == 0;
	s->in_text = strcmp(name, "t") == 0 && !s->in_reading;
}

static void keep(struct xlsx_strings *s)
{
	if (s->n == s->cap) {
		s->cap += s->cap / 2 + STEP;
		s->start = mem_grow(s->start, s->cap, sizeof(*s->start));
	}
	xlsx_unescape(&s->text, s->begins);
	s->start[s->n++] = (uint32_t)s->begins;
	buf_addc(&s->text, '\0');
}

static void on_end(void *arg, struct xml *x, const char *name)
{
	struct xlsx_strings *s = arg;

	(void)x;
	s->in_text = false;
	s->in_reading -= strcmp(name, "rPh") == 0;
	if (strcmp(name, "si") == 0)
		keep(s);
}

/* One byte more than a cell may have is enough to know it by. */
static void on_text(void *arg, struct xml *x, const char *text, size_t n)
{
	struct xlsx_strings *s = arg;

	(void)x;
	if (s->in_text && s->text.n - s->begins <= ROWS_MOST_CELL)
		buf_add(&s->text, text, n);
}

/* _xHHHH_ is how XML carries a character it cannot. */
static size_t escaped(const char *s, uint32_t *cp)
{
	char digits[5] = "", *end;

	if (s[0] != '_' || s[1] != 'x' || strlen(s) < 7 || s[6] != '_')
		return 0;
	memcpy(digits, s + 2, 4);
	if (strspn(digits, "0123456789abcdefABCDEF") != 4)
		return 0;
	*cp = (uint32_t)strtoul(digits, &end, 16);
	return *cp ? 7 : 0;
}

void xlsx_unescape(struct buf *b, size_t from)
{
	char *to = strstr(b->s + from, "_x"), *end = b->s + b->n;
	uint32_t cp;

	if (!to)
		return;
	for (const char *s = to; s < end;) {
		size_t n = escaped(s, &cp);
		int bytes = n ? utf8_encode(cp, to) : 0;

		if (!bytes) {
			*to++ = *s++;
			continue;
		}
		to += bytes;
		s += n;
	}
	buf_cut(b, (size_t)(to - b->s));
}

void xlsx_strings_open(struct xlsx_strings **out, struct xlsx_zip *z, const char *part)
{
	const struct buf none = BUF_INIT;
	struct xlsx_strings *s = mem_alloc(sizeof(*s));

	s->z = z;
	s->part = mem_dup(part);
	s->text = none;
	*out = s;
}

void xlsx_strings_close(struct xlsx_strings **s)
{
	if (!*s)
		return;
	xml_close(&(*s)->xml);
	buf_release(&(*s)->text);
	mem_free((*s)->start);
	mem_free((*s)->part);
	mem_free(*s);
	*s = NULL;
}

static int read_to(struct xlsx_strings *s, size_t k, struct err *e)
{
	static const struct xml_events on = { on_begin, on_end, on_text };
	int rc = 1;

	if (!s->opened && s->part && xml_open(&s->xml, s->z, s->part, PART_STRINGS, &on, s, e) < 0)
		return -1;
	s->opened = true;
	while (s->xml && s->n <= k && rc > 0)
		rc = xml_step(s->xml, e);
	if (rc == 0)
		xml_close(&s->xml);
	return rc < 0 ? -1 : 0;
}

int xlsx_string(struct xlsx_strings *s, size_t k, const char **text, size_t *n, struct err *e)
{
	*text = NULL;
	*n = 0;
	if (k >= s->n && read_to(s, k, e) < 0)
		return -1;
	if (k < s->n) {
		*text = s->text.s + s->start[k];
		*n = strlen(*text);
	}
	return 0;
}

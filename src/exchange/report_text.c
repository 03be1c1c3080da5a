/* A report as text and as JSON. */
#include "report_parts.h"

#include "base/number.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>

#define FOOT_COLS 60 /* where unit and day end */
#define INDENT "\u3000\u3000"

bool report_wants_blank(const struct buf *text)
{
	return text->n && text->s[text->n - 1] && (unsigned char)text->s[text->n - 1] < 0x80;
}

void report_joined(const struct report *r, size_t *i, struct buf *out)
{
	buf_adds(out, r->paragraph[*i].text);
	for ((*i)++; *i < r->n_paragraphs && r->paragraph[*i].joined; (*i)++) {
		if (report_wants_blank(out))
			buf_addc(out, ' ');
		buf_adds(out, r->paragraph[*i].text);
	}
}

static void put_lines(const char *text, struct buf *out)
{
	while (*text) {
		size_t n = strcspn(text, "\n");

		buf_adds(out, INDENT);
		buf_add(out, text, n);
		buf_addc(out, '\n');
		text += n + (text[n] == '\n');
	}
}

/* Who and when, to the right. */
static void put_right(const char *text, struct buf *out)
{
	int w = text_width(text);

	if (*text)
		buf_addf(out, "%*s%s\n", w < FOOT_COLS ? FOOT_COLS - w : 0, "", text);
}

void report_subtitle(const struct report *r, struct buf *out)
{
	if (strcmp(r->title, r->def->title) == 0)
		buf_addf(out, "%s  ", r->period_title);
	buf_adds(out, r->covers);
}

void report_text(const struct report *r, struct buf *out)
{
	buf_adds(out, r->title);
	buf_addc(out, '\n');
	report_subtitle(r, out);
	buf_adds(out, "\n\n");
	for (size_t i = 0; i < r->n_paragraphs;) {
		struct buf text = BUF_INIT;

		put_lines(r->paragraph[i].heading, out);
		report_joined(r, &i, &text);
		put_lines(text.s, out);
		buf_release(&text);
	}
	buf_addc(out, '\n');
	put_right(r->unit, out);
	put_right(r->day, out);
}

static void put_bare(const struct value *v, struct buf *out)
{
	if (v->kind == VALUE_INT)
		buf_addf(out, "%" PRId64, v->i);
	else if (v->kind == VALUE_REAL)
		number_format(out, v->r, 6);
	else if (v->kind == VALUE_TEXT)
		buf_json(out, v->text);
	else
		buf_adds(out, "null");
}

static void put_part(const struct report *r, const char *label, const char *name, struct buf *out)
{
	size_t i = report_metric_index(r->def, name);

	buf_addf(out, ", \"%s\": ", label);
	if (i == NO_METRIC)
		buf_adds(out, "null");
	else
		put_bare(&r->value[i], out);
}

int report_json(const struct report *r, struct buf *out)
{
	const struct report_def *d = r->def;

	buf_addc(out, '{');
	for (size_t i = 0; i < d->n_metrics; i++) {
		const struct metric_def *m = &d->metric[i];

		buf_adds(out, i ? ",\n" : "\n");
		buf_json(out, m->name);
		buf_adds(out, ": {\"value\": ");
		put_bare(&r->value[i], out);
		if (m->numerator[0]) {
			put_part(r, "numerator", m->numerator, out);
			put_part(r, "denominator", m->denominator, out);
		}
		buf_adds(out, ", \"unit\": ");
		buf_json(out, report_is_money(m) ? "fen" : m->unit);
		buf_addc(out, '}');
	}
	buf_adds(out, "\n}\n");
	return 0;
}

/* How a report is broken into lines, and the places the cursor stops at.
 *
 * What is one paragraph of the page is laid as one; its sentences stay what is edited, so each is a stop of its own,
 * and so is every line of a list. `flow` holds all texts as they stand on the page. */
#include "report_internal.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>

static void add(struct report_state *s, enum report_line_kind kind, size_t index, size_t from, size_t bytes)
{
	s->line = mem_grow(s->line, s->n + 1, sizeof(*s->line));
	s->line[s->n++] = (struct report_line){ .kind = kind, .index = index, .from = from, .bytes = bytes };
}

static void add_stop(struct report_state *s, size_t paragraph, size_t from, size_t line)
{
	s->stop = mem_grow(s->stop, s->n_stops + 1, sizeof(*s->stop));
	s->stop[s->n_stops++] = (struct report_stop){ paragraph, from, line };
}

static void lay_text(struct report_state *s, enum report_line_kind kind, size_t index, const char *text, size_t from,
		     int indent)
{
	size_t at = 0;
	bool first = true;

	do {
		int cols = s->cols - REPORT_MARGIN - 1 - (first ? indent : 0);
		size_t skip = 0, n = text_wrap(text + at, cols > 4 ? cols : 4, &skip);

		add(s, kind, index, from + at, n);
		s->line[s->n - 1].first = first;
		first = skip > 0 && text[at + n] == '\n' && indent > 0;
		at += n + skip;
	} while (text[at]);
}

/* All texts one behind the other, a NUL behind each paragraph of the page. */
static void make_flow(struct report_state *s)
{
	const struct report *r = &s->report;

	buf_clear(&s->flow);
	s->start = mem_grow(s->start, r->n_paragraphs + 1, sizeof(*s->start));
	for (size_t i = 0; i < r->n_paragraphs; i++) {
		bool joined = i > 0 && r->paragraph[i].joined;

		if (i > 0 && !joined)
			buf_addc(&s->flow, '\0');
		else if (joined && report_wants_blank(&s->flow))
			buf_addc(&s->flow, ' ');
		s->start[i] = s->flow.n;
		buf_adds(&s->flow, r->paragraph[i].text);
	}
	s->start[r->n_paragraphs] = s->flow.n;
}

static size_t line_of(const struct report_state *s, size_t line, size_t from)
{
	while (line + 1 < s->n && s->line[line + 1].kind == REPORT_LINE && s->line[line + 1].from <= from)
		line++;
	return line;
}

/* The stops of paragraphs i … end - 1, which were laid from `line` on. */
static void add_stops(struct report_state *s, size_t i, size_t end, size_t line)
{
	for (; i < end; i++) {
		const char *text = s->report.paragraph[i].text;

		add_stop(s, i, s->start[i], line_of(s, line, s->start[i]));
		for (const char *p = strchr(text, '\n'); p && p[1]; p = strchr(p + 1, '\n')) {
			size_t from = s->start[i] + (size_t)(p - text) + 1;

			if (p[1] != '\n')
				add_stop(s, i, from, line_of(s, line, from));
		}
	}
}

/* A paragraph of the page that begins with i; returns the next one's first. */
static size_t lay_paragraph(struct report_state *s, size_t i)
{
	const struct report *r = &s->report;
	size_t end = i + 1, line = s->n;

	while (end < r->n_paragraphs && r->paragraph[end].joined)
		end++;
	if (s->n > 0 && (r->paragraph[i].heading[0] || i == 0))
		add(s, REPORT_GAP, i, 0, 0);
	if (r->paragraph[i].heading[0])
		lay_text(s, REPORT_HEADING, i, r->paragraph[i].heading, 0, 0);
	if (s->flow.s[s->start[i]]) {
		line = s->n;
		lay_text(s, REPORT_LINE, i, s->flow.s + s->start[i], s->start[i], REPORT_INDENT);
	} else if (s->n > 0) {
		line = s->n - 1;
	}
	add_stops(s, i, end, line);
	return end;
}

void report_lay(struct report_state *s, int cols)
{
	const struct report *r = &s->report;

	s->n = s->n_stops = 0;
	s->cols = cols;
	make_flow(s);
	for (size_t i = 0; i < r->n_warnings; i++) {
		add_stop(s, REPORT_NO_PARAGRAPH, 0, s->n);
		lay_text(s, REPORT_WARNING, i, r->warning[i], 0, 0);
	}
	for (size_t i = 0; i < r->n_paragraphs;)
		i = lay_paragraph(s, i);
	if (s->here >= s->n_stops)
		s->here = s->n_stops > 0 ? s->n_stops - 1 : 0;
	if (s->at >= s->n)
		s->at = s->n > 0 ? s->n - 1 : 0;
}

const struct report_stop *report_stop_at(const struct report_state *s)
{
	return s->here < s->n_stops ? &s->stop[s->here] : NULL;
}

const struct report_line *report_line_at(const struct report_state *s)
{
	return s->at < s->n ? &s->line[s->at] : NULL;
}

const struct report_paragraph *report_paragraph_at(const struct report_state *s)
{
	const struct report_stop *p = report_stop_at(s);

	return p && p->paragraph != REPORT_NO_PARAGRAPH ? &s->report.paragraph[p->paragraph] : NULL;
}

size_t report_stop_end(const struct report_state *s, size_t stop)
{
	size_t paragraph = s->stop[stop].paragraph;

	if (stop + 1 < s->n_stops && s->stop[stop + 1].paragraph == paragraph)
		return s->stop[stop + 1].from;
	return s->start[paragraph] + strlen(s->report.paragraph[paragraph].text);
}

size_t report_number_from(const struct report_state *s, size_t number)
{
	return s->start[s->report.number[number].paragraph] + s->report.number[number].at;
}

void report_go_stop(struct report_state *s, size_t stop)
{
	s->here = stop;
	s->number = REPORT_NO_NUMBER;
	if (stop >= s->n_stops)
		return;
	s->at = s->stop[stop].line;
	for (size_t i = 0; s->stop[stop].paragraph != REPORT_NO_PARAGRAPH && i < s->report.n_numbers; i++) {
		size_t from = report_number_from(s, i);

		if (from >= s->stop[stop].from && from < report_stop_end(s, stop)) {
			s->number = i;
			return;
		}
	}
}

void report_go_paragraph(struct report_state *s, size_t paragraph)
{
	for (size_t i = 0; i < s->n_stops; i++)
		if (s->stop[i].paragraph == paragraph) {
			report_go_stop(s, i);
			return;
		}
}

void report_go_number(struct report_state *s, size_t number)
{
	size_t from = report_number_from(s, number);

	for (size_t i = 0; i < s->n_stops; i++)
		if (s->stop[i].paragraph == s->report.number[number].paragraph && s->stop[i].from <= from &&
		    from < report_stop_end(s, i))
			s->here = i;
	s->at = line_of(s, s->stop[s->here].line, from);
	s->number = number;
}

void report_go_line(struct report_state *s, size_t line)
{
	const struct report_line *l = &s->line[line];
	size_t best = 0;

	for (size_t i = 0; i < s->n_stops; i++)
		if (s->stop[i].line < line || (s->stop[i].line == line && s->stop[best].line < line))
			best = i;
	/* On a heading: what stands under it. */
	if (l->kind == REPORT_HEADING || l->kind == REPORT_GAP) {
		report_go_paragraph(s, l->index);
		return;
	}
	report_go_stop(s, best);
	s->at = line;
}

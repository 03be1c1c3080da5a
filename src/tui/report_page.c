/* The lines of a report and the cursor on them. */
#include "report_internal.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define MARGIN 3 /* the cursor, the mark of an edited paragraph, a blank */
#define INDENT 4 /* two hanzi before a paragraph */

static void add(struct report_state *s, enum report_line_kind kind, size_t index, size_t from, size_t bytes)
{
	s->line = mem_grow(s->line, s->n + 1, sizeof(*s->line));
	s->line[s->n++] = (struct report_line){ .kind = kind, .index = index, .from = from, .bytes = bytes };
}

static void lay_text(struct report_state *s, enum report_line_kind kind, size_t index, const char *text, int indent)
{
	size_t at = 0;
	bool first = true;

	do {
		int cols = s->cols - MARGIN - 1 - (first ? indent : 0);
		size_t skip = 0, n = text_wrap(text + at, cols > 4 ? cols : 4, &skip);

		add(s, kind, index, at, n);
		s->line[s->n - 1].first = first;
		first = skip > 0 && text[at + n] == '\n' && indent > 0;
		at += n + skip;
	} while (text[at]);
}

void report_lay(struct report_state *s, int cols)
{
	const struct report *r = &s->report;

	s->n = 0;
	s->cols = cols;
	for (size_t i = 0; i < r->n_warnings; i++)
		lay_text(s, REPORT_WARNING, i, r->warning[i], 0);
	for (size_t i = 0; i < r->n_paragraphs; i++) {
		const struct report_paragraph *p = &r->paragraph[i];

		if (s->n > 0 && (p->heading[0] || i == 0))
			add(s, REPORT_GAP, i, 0, 0);
		if (p->heading[0])
			lay_text(s, REPORT_HEADING, i, p->heading, 0);
		if (p->text[0])
			lay_text(s, REPORT_LINE, i, p->text, INDENT);
	}
	if (s->at >= s->n)
		s->at = s->n > 0 ? s->n - 1 : 0;
}

bool report_is_empty(const struct report *r, size_t number)
{
	const struct report_number *n = &r->number[number];

	return n->bytes == strlen(REPORT_BLANK) &&
	       memcmp(r->paragraph[n->paragraph].text + n->at, REPORT_BLANK, n->bytes) == 0;
}

const struct report_line *report_line_at(const struct report_state *s)
{
	return s->at < s->n ? &s->line[s->at] : NULL;
}

const struct report_paragraph *report_paragraph_at(const struct report_state *s)
{
	const struct report_line *l = report_line_at(s);

	return l && (l->kind == REPORT_LINE || l->kind == REPORT_HEADING) ? &s->report.paragraph[l->index] : NULL;
}

static bool begins_on(const struct report_state *s, size_t number, const struct report_line *l)
{
	const struct report_number *n = &s->report.number[number];

	return l->kind == REPORT_LINE && n->paragraph == l->index && n->at >= l->from && n->at < l->from + l->bytes;
}

void report_on_line(struct report_state *s)
{
	const struct report_line *l = report_line_at(s);

	s->number = REPORT_NO_NUMBER;
	for (size_t i = 0; l && i < s->report.n_numbers && s->number == REPORT_NO_NUMBER; i++)
		if (begins_on(s, i, l))
			s->number = i;
}

void report_go_number(struct report_state *s, size_t number)
{
	for (size_t i = 0; i < s->n; i++)
		if (begins_on(s, number, &s->line[i])) {
			s->at = i;
			s->number = number;
			return;
		}
}

/* The number before or behind the cursor, empty ones only or all. */
static unsigned step_number(struct report_state *s, bool forward, bool empty)
{
	size_t n = s->report.n_numbers, best = REPORT_NO_NUMBER;
	const struct report_line *l = report_line_at(s);

	for (size_t i = 0; l && i < n; i++) {
		const struct report_number *k = &s->report.number[i];
		bool behind = s->number != REPORT_NO_NUMBER ? i > s->number
			      : l->kind == REPORT_WARNING
				      ? true
				      : k->paragraph > l->index || (k->paragraph == l->index && k->at >= l->from);

		if ((empty && !report_is_empty(&s->report, i)) || i == s->number || behind != forward)
			continue;
		best = i;
		if (forward)
			break;
	}
	if (best == REPORT_NO_NUMBER)
		return EFFECT_NONE;
	report_go_number(s, best);
	return EFFECT_DRAW;
}

static unsigned step_heading(struct report_state *s, bool forward)
{
	size_t at = s->at;

	while (forward ? at + 1 < s->n : at > 0) {
		at = forward ? at + 1 : at - 1;
		if (s->line[at].kind == REPORT_HEADING && s->line[at].first)
			break;
	}
	if (at == s->at)
		return EFFECT_NONE;
	s->at = at;
	report_on_line(s);
	return EFFECT_DRAW;
}

unsigned report_move(struct report_state *s, const struct rect *r, enum request request)
{
	size_t was = s->at;
	unsigned fx;

	switch (request) {
	case REQ_NEXT_FIELD:
	case REQ_RIGHT:
	case REQ_PREV_FIELD:
	case REQ_LEFT:
		return step_number(s, request == REQ_NEXT_FIELD || request == REQ_RIGHT, false);
	case REQ_NEXT_ITEM:
	case REQ_PREV_ITEM:
		return step_number(s, request == REQ_NEXT_ITEM, true);
	case REQ_NEXT_SECTION:
	case REQ_PREV_SECTION:
		return step_heading(s, request == REQ_NEXT_SECTION);
	default:
		break;
	}
	fx = move_cursor(request, s->n, r->h > 2 ? (size_t)(r->h - 2) : 1, &s->at);
	if (fx & EFFECT_UNWANTED)
		return fx;
	while (s->at < s->n && s->line[s->at].kind == REPORT_GAP)
		s->at = s->at > was ? s->at + 1 : s->at - 1;
	if (s->at != was)
		report_on_line(s);
	return fx;
}

static int line_x(const struct report_line *l)
{
	return MARGIN + (l->kind == REPORT_LINE && l->first ? INDENT : 0);
}

static const char *line_text(const struct report_state *s, const struct report_line *l)
{
	return l->kind == REPORT_WARNING   ? s->report.warning[l->index]
	       : l->kind == REPORT_HEADING ? s->report.paragraph[l->index].heading
					   : s->report.paragraph[l->index].text;
}

static int width_of(const char *s, size_t n)
{
	char *piece = mem_dup_n(s, n);
	int width = text_width(piece);

	mem_free(piece);
	return width;
}

/* The part of a number that stands on the line: columns from x on. False: none. */
static bool number_place(const struct report_state *s, const struct report_line *l, size_t number, int *x, int *width,
			 size_t *from, size_t *bytes)
{
	const struct report_number *n = &s->report.number[number];
	const char *text = s->report.paragraph[n->paragraph].text;
	size_t to = n->at + n->bytes < l->from + l->bytes ? n->at + n->bytes : l->from + l->bytes;

	*from = n->at > l->from ? n->at : l->from;
	if (l->kind != REPORT_LINE || n->paragraph != l->index || *from >= to)
		return false;
	*bytes = to - *from;
	*x = line_x(l) + width_of(text + l->from, *from - l->from);
	*width = width_of(text + *from, *bytes);
	return true;
}

static void draw_numbers(const struct report_state *s, const struct rect *r, int y, const struct report_line *l)
{
	int x, width;
	size_t from, bytes;

	for (size_t i = 0; i < s->report.n_numbers; i++)
		if (number_place(s, l, i, &x, &width, &from, &bytes))
			term_cells(r->y + y, r->x + x, width,
				   i == s->number                   ? INK_SELECTED
				   : report_is_empty(&s->report, i) ? INK_BAD
								    : INK_MATCH,
				   s->report.paragraph[l->index].text + from, bytes);
}

static void draw_line(const struct report_state *s, const struct rect *r, int y, size_t i)
{
	static const enum ink inks[] = { INK_NORMAL, INK_WARN, INK_HEADER, INK_NORMAL };
	const struct report_line *l = &s->line[i];
	bool text = l->kind == REPORT_LINE;

	if (l->kind == REPORT_GAP)
		return;
	if (i == s->at)
		draw_text(r, y, 0, 1, INK_HEADER, ">");
	if (l->kind == REPORT_WARNING && l->first)
		draw_text(r, y, 1, 1, INK_WARN, "!");
	if (text && (s->report.paragraph[l->index].own || s->report.paragraph[l->index].edited))
		draw_text(r, y, 1, 1, INK_GOOD, s->report.paragraph[l->index].own ? "+" : "*");
	term_cells(r->y + y, r->x + line_x(l), r->w - line_x(l), inks[l->kind], line_text(s, l) + l->from, l->bytes);
	draw_numbers(s, r, y, l);
}

void report_draw(const struct report_state *s, const struct rect *r)
{
	for (int y = 0; y < r->h; y++) {
		draw_fill(r, y, INK_NORMAL);
		if (s->first + (size_t)y < s->n)
			draw_line(s, r, y, s->first + (size_t)y);
	}
}

unsigned report_click(struct report_state *s, const struct rect *r, const struct key *k)
{
	size_t i = s->first + (size_t)(k->y - r->y), from, bytes, was = s->number;
	int x, width;

	if (k->button >= 3)
		return report_move(s, r, k->button == 3 ? REQ_UP : REQ_DOWN), 1;
	if (k->y < r->y || k->y >= r->y + r->h || i >= s->n || s->line[i].kind == REPORT_GAP)
		return 0;
	s->at = i;
	report_on_line(s);
	for (size_t n = 0; n < s->report.n_numbers; n++)
		if (number_place(s, &s->line[i], n, &x, &width, &from, &bytes) && k->x >= r->x + x &&
		    k->x < r->x + x + width) {
			s->number = n;
			return k->button == 2 || n == was ? 2 : 1;
		}
	return k->button == 2 && s->line[i].kind == REPORT_WARNING ? 2 : 1;
}

void report_keep_place(struct report_state *s)
{
	const struct report_paragraph *p = report_paragraph_at(s);

	s->kept[0] = '\0';
	s->kept_order = REPORT_NO_NUMBER;
	if (p)
		snprintf(s->kept, sizeof(s->kept), "%s", p->key);
	for (size_t i = 0; s->number != REPORT_NO_NUMBER && i <= s->number; i++)
		if (s->report.number[i].paragraph == s->report.number[s->number].paragraph)
			s->kept_order++;
}

void report_find_place(struct report_state *s)
{
	size_t order = 0, line = s->n;

	for (size_t i = 0; s->kept[0] && i < s->n && line == s->n; i++)
		if (s->line[i].kind != REPORT_WARNING && s->line[i].kind != REPORT_GAP &&
		    strcmp(s->report.paragraph[s->line[i].index].key, s->kept) == 0)
			line = i;
	if (line < s->n)
		s->at = line;
	while (s->at + 1 < s->n && s->line[s->at].kind == REPORT_GAP)
		s->at++;
	report_on_line(s);
	for (size_t i = 0; line < s->n && s->kept_order != REPORT_NO_NUMBER && i < s->report.n_numbers; i++)
		if (s->report.number[i].paragraph == s->line[line].index && order++ == s->kept_order)
			report_go_number(s, i);
}

/* The cursor of a report, and its page drawn. */
#include "report_internal.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

bool report_is_empty(const struct report *r, size_t number)
{
	const struct report_number *n = &r->number[number];

	return n->bytes == strlen(REPORT_BLANK) &&
	       memcmp(r->paragraph[n->paragraph].text + n->at, REPORT_BLANK, n->bytes) == 0;
}

/* The number before or behind the cursor, empty ones only or all. */
static unsigned step_number(struct report_state *s, bool forward, bool empty)
{
	size_t n = s->report.n_numbers, best = REPORT_NO_NUMBER;
	const struct report_stop *p = report_stop_at(s);

	for (size_t i = 0; p && i < n; i++) {
		bool behind = s->number != REPORT_NO_NUMBER         ? i > s->number
			      : p->paragraph == REPORT_NO_PARAGRAPH ? true
								    : report_number_from(s, i) >= p->from;

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
	size_t at = s->here;

	while (forward ? at + 1 < s->n_stops : at > 0) {
		size_t paragraph;

		at = forward ? at + 1 : at - 1;
		paragraph = s->stop[at].paragraph;
		if (paragraph != REPORT_NO_PARAGRAPH && s->report.paragraph[paragraph].heading[0] &&
		    s->stop[at].from == s->start[paragraph])
			break;
	}
	if (at == s->here)
		return EFFECT_NONE;
	report_go_stop(s, at);
	return EFFECT_DRAW;
}

/* Sentence by sentence. */
static unsigned step(struct report_state *s, bool forward)
{
	if (forward ? s->here + 1 >= s->n_stops : s->here == 0)
		return EFFECT_NONE;
	report_go_stop(s, forward ? s->here + 1 : s->here - 1);
	return EFFECT_DRAW;
}

unsigned report_move(struct report_state *s, const struct rect *r, enum request request)
{
	size_t was = s->at, at = s->at;
	unsigned fx;

	switch (request) {
	case REQ_DOWN:
	case REQ_UP:
		return step(s, request == REQ_DOWN);
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
	fx = move_cursor(request, s->n, r->h > 2 ? (size_t)(r->h - 2) : 1, &at);
	if (!(fx & EFFECT_UNWANTED) && at != was)
		report_go_line(s, at);
	return fx;
}

static int line_x(const struct report_line *l)
{
	return REPORT_MARGIN + (l->kind == REPORT_LINE && l->first ? REPORT_INDENT : 0);
}

static const char *line_text(const struct report_state *s, const struct report_line *l)
{
	return l->kind == REPORT_WARNING   ? s->report.warning[l->index]
	       : l->kind == REPORT_HEADING ? s->report.paragraph[l->index].heading
					   : s->flow.s;
}

static int width_of(const char *s, size_t n)
{
	char *piece = mem_dup_n(s, n);
	int width = text_width(piece);

	mem_free(piece);
	return width;
}

/* The part of flow[at … end) that stands on the line: columns from x on. False: none. */
static bool piece_place(const struct report_state *s, const struct report_line *l, size_t at, size_t end, int *x,
			int *width, size_t *from, size_t *bytes)
{
	size_t to = end < l->from + l->bytes ? end : l->from + l->bytes;

	*from = at > l->from ? at : l->from;
	if (l->kind != REPORT_LINE || *from >= to)
		return false;
	*bytes = to - *from;
	*x = line_x(l) + width_of(s->flow.s + l->from, *from - l->from);
	*width = width_of(s->flow.s + *from, *bytes);
	return true;
}

static bool number_place(const struct report_state *s, const struct report_line *l, size_t number, int *x, int *width,
			 size_t *from, size_t *bytes)
{
	const struct report_number *n = &s->report.number[number];
	size_t at = report_number_from(s, number);

	return piece_place(s, l, at, at + n->bytes, x, width, from, bytes);
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
				   s->flow.s + from, bytes);
}

/* Of a paragraph with several sentences the one the cursor is on stands out. */
static void draw_sentence(const struct report_state *s, const struct rect *r, int y, const struct report_line *l)
{
	const struct report_stop *p = report_stop_at(s);
	int x, width;
	size_t from, bytes;

	if (p && p->paragraph != REPORT_NO_PARAGRAPH &&
	    piece_place(s, l, p->from, report_stop_end(s, s->here), &x, &width, &from, &bytes))
		term_cells(r->y + y, r->x + x, width, INK_FIELD, s->flow.s + from, bytes);
}

enum touched { TOUCHED_NOT, TOUCHED_EDITED, TOUCHED_OWN };

/* Whether a sentence on the line is somebody's. */
static enum touched touched_on(const struct report_state *s, const struct report_line *l)
{
	for (size_t i = l->index; i < s->report.n_paragraphs && s->start[i] < l->from + l->bytes; i++) {
		const struct report_paragraph *p = &s->report.paragraph[i];

		if ((p->own || p->edited) && s->start[i] + strlen(p->text) > l->from)
			return p->own ? TOUCHED_OWN : TOUCHED_EDITED;
	}
	return TOUCHED_NOT;
}

static void draw_line(const struct report_state *s, const struct rect *r, int y, size_t i)
{
	static const enum ink inks[] = { INK_NORMAL, INK_WARN, INK_HEADER, INK_NORMAL };
	const struct report_line *l = &s->line[i];
	bool text = l->kind == REPORT_LINE;
	enum touched touched = text ? touched_on(s, l) : TOUCHED_NOT;

	if (l->kind == REPORT_GAP)
		return;
	if (i == s->at)
		draw_text(r, y, 0, 1, INK_HEADER, ">");
	if (l->kind == REPORT_WARNING && l->first)
		draw_text(r, y, 1, 1, INK_WARN, "!");
	if (text && touched)
		draw_text(r, y, 1, 1, INK_GOOD, touched == TOUCHED_OWN ? "+" : "*");
	term_cells(r->y + y, r->x + line_x(l), r->w - line_x(l), inks[l->kind], line_text(s, l) + l->from, l->bytes);
	draw_sentence(s, r, y, l);
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

/* The sentence that stands in column x of the line. */
static void click_sentence(struct report_state *s, size_t line, int x)
{
	size_t from, bytes;
	int left, width;

	report_go_line(s, line);
	for (size_t i = 0; i < s->n_stops; i++)
		if (s->stop[i].paragraph != REPORT_NO_PARAGRAPH && s->line[line].kind == REPORT_LINE &&
		    piece_place(s, &s->line[line], s->stop[i].from, report_stop_end(s, i), &left, &width, &from,
				&bytes) &&
		    x >= left && x < left + width) {
			report_go_stop(s, i);
			s->at = line;
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
	click_sentence(s, i, k->x - r->x);
	for (size_t n = 0; n < s->report.n_numbers; n++)
		if (number_place(s, &s->line[i], n, &x, &width, &from, &bytes) && k->x >= r->x + x &&
		    k->x < r->x + x + width) {
			report_go_number(s, n);
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
	size_t order = 0, paragraph = 0;

	while (paragraph < s->report.n_paragraphs && strcmp(s->report.paragraph[paragraph].key, s->kept) != 0)
		paragraph++;
	if (!s->kept[0] || paragraph == s->report.n_paragraphs) {
		report_go_stop(s, s->here < s->n_stops ? s->here : 0);
		return;
	}
	report_go_paragraph(s, paragraph);
	for (size_t i = 0; s->kept_order != REPORT_NO_NUMBER && i < s->report.n_numbers; i++)
		if (s->report.number[i].paragraph == paragraph && order++ == s->kept_order)
			report_go_number(s, i);
}

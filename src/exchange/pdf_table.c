/* A sheet as a ruled table. Columns are as wide as what stands in them; where that is too much, the widest give way
 * and their cells wrap, then the letters get smaller, then the page is turned; what still has no room is put down
 * record by record. */
#include "pdf_parts.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>

#define SENTENCE 9 /* hanzi a column of sentences wants in a line */
static const double sizes[] = { 10.5, 9, 8, 7 };

struct plan {
	double *width, *least, *heading, *text; /* for letters of size 1, then of the size chosen */
	double size;
};
struct table {
	struct paper *p;
	const struct sheet *s;
	struct paper_row head, row, group;
	struct buf *text; /* of the cells of one row */
	double width;
};

static bool is_solid(const struct sheet_column *c)
{
	return c->type != SHEET_TEXT;
}

/* Columns of a terminal the widest piece takes that is not broken: a word, or four hanzi. */
static int longest_word(const char *s)
{
	int most = 0, here = 0;
	uint32_t cp;

	for (size_t n; (n = utf8_step(s, &cp)) > 0; s += n) {
		int w = text_char_width(cp);

		here = w == 1 && !text_is_space(cp) ? here + 1 : 0;
		most = here > most ? here : most;
	}
	return most > 14 ? 14 : most;
}

/* How wide a text is in letters of size 1: exact, by pango, at 10 points. */
static double wide(struct paper *p, PangoLayout *l, const char *text, bool head)
{
	paper_set(p, l, text, head ? FACE_SANS : FACE_SERIF, head, 10, -1);
	return paper_wide(l) / 10;
}

static void measure_column(struct paper *p, const struct sheet *s, size_t c, PangoLayout *l, struct plan *plan)
{
	const struct sheet_column *col = &s->column[c];
	int most = 0, word = longest_word(col->label);
	double heading = wide(p, l, col->label, true);
	struct buf b = BUF_INIT, widest = BUF_INIT;

	for (size_t i = 0; i < s->lines; i++) {
		int w, longest;

		if (s->line[i].kind == SHEET_GROUP)
			continue;
		buf_clear(&b);
		sheet_text(s, &s->line[i], c, &b);
		w = text_width(b.s);
		longest = longest_word(b.s);
		word = longest > word ? longest : word;
		if (w > most) {
			most = w;
			buf_clear(&widest);
			buf_adds(&widest, b.s);
		}
	}
	/* Bold at the worst: a total. */
	plan->width[c] = wide(p, l, widest.s, false) * 1.06;
	plan->least[c] = is_solid(col) ? plan->width[c] : 0.6 * word > 4 ? 0.6 * word : 4;
	if (plan->least[c] > plan->width[c])
		plan->least[c] = plan->width[c];
	/* A heading may stand in several lines, but of two hanzi at least. */
	if (plan->least[c] < (heading < 2 ? heading : 2))
		plan->least[c] = heading < 2 ? heading : 2;
	plan->heading[c] = heading;
	plan->text[c] = plan->width[c];
	buf_release(&b);
	buf_release(&widest);
}

/* Headings stand in one line where there is room for all, else in two or three. */
static void head_widths(struct plan *plan, size_t n, double part)
{
	for (size_t c = 0; c < n; c++) {
		double all = plan->heading[c], heading = all * part > 2 ? all * part : all < 2 ? all : 2;

		/* Not for the sake of its last hanzi. */
		if (plan->text[c] > 0.7 * all)
			heading = all;
		plan->width[c] = plan->text[c] > heading ? plan->text[c] : heading;
	}
}

static double sum(const double *w, size_t n, double size)
{
	double all = 0;

	for (size_t i = 0; i < n; i++)
		all += w[i] * size + 2 * PAPER_PAD + 0.5;
	return all;
}

/* No column above `cap`, but none below its least. */
static double capped(const struct plan *plan, size_t n, double cap, double size, double *out)
{
	double all = 0;

	for (size_t i = 0; i < n; i++) {
		double most = cap > plan->least[i] ? cap : plan->least[i];

		double w = (plan->width[i] > most ? most : plan->width[i]) * size + 2 * PAPER_PAD + 0.5;
		if (out != NULL)
			out[i] = w;
		all += w;
	}
	return all;
}

/* The widest a column may be, in letters, so that all have room. */
static double most_wide(const struct plan *plan, size_t n, double size, double room)
{
	double low = 0, high = room;

	for (int i = 0; i < 40; i++) {
		double cap = (low + high) / 2;

		if (capped(plan, n, cap, size, NULL) > room)
			high = cap;
		else
			low = cap;
	}
	return low;
}

/* Widths in points that fill `room`. */
static void settle(struct plan *plan, size_t n, double size, double room)
{
	double *w = mem_alloc((n + 1) * sizeof *w);
	double all = capped(plan, n, most_wide(plan, n, size, room), size, w);

	for (size_t i = 0; i < n; i++)
		plan->width[i] = w[i] * room / all;
	plan->size = size;
	mem_free(w);
}

/* The largest letters in which the columns have room, and sentences do not stand in columns of a few hanzi; the page
 * is turned rather than letters too small to read. False: too many columns for any page. */
static bool choose_size(struct plan *plan, size_t n, bool *landscape)
{
	bool turn[] = { *landscape, *landscape, true, true, true, true };
	static const int at[] = { 0, 1, 0, 1, 2, 3 };
	int last = -1;

	for (int i = *landscape ? 2 : 0; i < 6; i++) {
		double room = (turn[i] ? 257 : 170) * MM, size = sizes[at[i]];

		head_widths(plan, n, 1);
		if (sum(plan->width, n, size) > room)
			head_widths(plan, n, 0.5);

		if (sum(plan->least, n, size) > room)
			continue;
		last = i;
		if (most_wide(plan, n, size, room) >= SENTENCE)
			break;
	}
	if (last < 0)
		return false;
	head_widths(plan, n, 1);
	if (sum(plan->width, n, sizes[at[last]]) > (turn[last] ? 257 : 170) * MM)
		head_widths(plan, n, 0.5);
	*landscape = turn[last];
	settle(plan, n, sizes[at[last]], (turn[last] ? 257 : 170) * MM);
	return true;
}

static bool make_plan(struct paper *p, const struct sheet *s, struct plan *plan)
{
	PangoLayout *l = paper_layout(p);
	bool landscape = s->landscape;

	for (size_t c = 0; c < s->columns; c++)
		measure_column(p, s, c, l, plan);
	g_object_unref(l);
	if (!choose_size(plan, s->columns, &landscape))
		return false;
	if (p->cr == NULL ? p->landscape != landscape : p->page[p->n - 1].landscape != landscape)
		pdf_break(p);
	pdf_orient(p, landscape);
	return true;
}

static void put_titles(struct paper *p, const struct sheet *s)
{
	if (s->title != NULL && s->title[0])
		pdf_text(p, PAPER_TITLE, s->title);
	if (s->subtitle != NULL && s->subtitle[0])
		pdf_text(p, PAPER_SUBTITLE, s->subtitle);
}

static struct paper_row *row_of(struct table *t, struct paper_row *r, const struct plan *plan)
{
	double x = 0;

	r->n = t->s->columns;
	r->size = plan->size;
	r->cell = mem_alloc((r->n + 1) * sizeof *r->cell);
	for (size_t c = 0; c < r->n; c++) {
		r->cell[c] = (struct paper_cell){ .text = "", .x = x, .w = plan->width[c] };
		x += plan->width[c];
	}
	t->width = x;
	return r;
}

static void begin(struct table *t, const struct plan *plan)
{
	row_of(t, &t->head, plan);
	for (size_t c = 0; c < t->head.n; c++) {
		t->head.cell[c].text = t->s->column[c].label;
		t->head.cell[c].align = ALIGN_CENTRE;
		t->head.cell[c].head = t->head.cell[c].shade = true;
	}
	row_of(t, &t->row, plan);
	t->group = (struct paper_row){ .cell = mem_alloc(sizeof *t->group.cell), .n = 1, .size = plan->size };
	t->group.cell[0] = (struct paper_cell){ .w = t->width, .head = true };
	t->text = mem_alloc((t->s->columns + 1) * sizeof *t->text);
	for (size_t c = 0; c < t->s->columns; c++)
		t->text[c] = (struct buf)BUF_INIT;
}

static void end(struct table *t)
{
	for (size_t c = 0; c < t->s->columns; c++)
		buf_release(&t->text[c]);
	mem_free(t->text);
	struct paper_row *rows[] = { &t->head, &t->row, &t->group };
	for (size_t i = 0; i < 3; i++) {
		paper_row_release(rows[i]);
		mem_free(rows[i]->cell);
	}
}

/* Dates, codes and short words stand in the middle; numbers at the right; sentences begin at the left. */
static enum paper_align align_of(const struct sheet_column *c)
{
	if (c->right || c->type == SHEET_NUMBER || c->type == SHEET_MONEY)
		return ALIGN_RIGHT;
	return is_solid(c) ? ALIGN_CENTRE : ALIGN_LEFT;
}

static void put_line(struct table *t, const struct sheet_line *l)
{
	double line = t->row.size * PAPER_PITCH + 2 * PAPER_AIR;

	if (l->kind == SHEET_GROUP) {
		buf_clear(&t->text[0]);
		for (int i = 0; i < l->level; i++)
			buf_adds(&t->text[0], "  ");
		sheet_text(t->s, l, 0, &t->text[0]);
		t->group.cell[0].text = t->text[0].s;
		/* Never alone at the foot: the next group and a row of two lines have room below it. */
		paper_row(t->p, &t->group, 3 * line, &t->head);
		return;
	}
	for (size_t c = 0; c < t->row.n; c++) {
		struct paper_cell *cell = &t->row.cell[c];

		buf_clear(&t->text[c]);
		sheet_text(t->s, l, c, &t->text[c]);
		cell->text = t->text[c].s;
		cell->align = align_of(&t->s->column[c]);
		cell->bold = l->kind != SHEET_ROW;
		cell->shade = l->kind == SHEET_TOTAL;
	}
	paper_row(t->p, &t->row, 0, &t->head);
}

static void as_records(struct paper *p, const struct sheet *s)
{
	struct paper_pair *pair = mem_alloc((s->columns + 1) * sizeof *pair);
	struct buf *text = mem_alloc((s->columns + 1) * sizeof *text);

	for (size_t c = 0; c < s->columns; c++)
		text[c] = (struct buf)BUF_INIT;
	for (size_t i = 0; i < s->lines; i++) {
		size_t n = 0;

		for (size_t c = 0; c < s->columns; c++) {
			buf_clear(&text[c]);
			sheet_text(s, &s->line[i], c, &text[c]);
			if (text[c].n > 0)
				pair[n++] = (struct paper_pair){ s->column[c].label, text[c].s,
								 text_width(text[c].s) > 40 };
		}
		if (s->line[i].kind == SHEET_GROUP)
			pdf_text(p, PAPER_HEADING, text[0].s);
		else
			paper_grid(p, pair, n, 3, 8.5);
		pdf_space(p, 3);
	}
	for (size_t c = 0; c < s->columns; c++)
		buf_release(&text[c]);
	mem_free(text);
	mem_free(pair);
}

void pdf_sheet(struct paper *p, const struct sheet *s)
{
	size_t n = s->columns + 1;
	double *room = mem_alloc(4 * n * sizeof *room);
	struct plan plan = { .width = room, .least = room + n, .heading = room + 2 * n, .text = room + 3 * n };
	struct table t = { .p = p, .s = s };
	bool fits = make_plan(p, s, &plan);

	put_titles(p, s);
	if (!fits) {
		as_records(p, s);
	} else if (s->columns > 0) {
		begin(&t, &plan);
		/* Heading, column names and the first row, a group and its first row where there are groups, together.
		 */
		paper_row(p, &t.head, 5 * plan.size * PAPER_PITCH, NULL);
		for (size_t i = 0; i < s->lines; i++)
			put_line(&t, &s->line[i]);
		end(&t);
	}
	if (s->signs > 0) {
		pdf_space(p, 4);
		pdf_signs(p, (const char *const *)s->sign, s->signs);
	}
	if (s->note != NULL && s->note[0])
		pdf_text(p, PAPER_SMALL, s->note);
	mem_free(room);
}

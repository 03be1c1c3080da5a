/* The rows behind a number of a report, so that one sees that it counts or adds up just them; and two periods beside
 * each other, each line opening the rows behind it. */
#include "base/mem.h"
#include "base/text.h"
#include "report_internal.h"
#include "screen/words.h"
#include "table.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <string.h>

#define WIDE_MOST 24 /* columns of a column but the first */

struct rows_state {
	struct report report; /* def, period and one number: what the rows are asked with */
	struct period before;
	bool compares, fresh, stopped;
	unsigned facts;
	struct sheet sheet;
	struct table table; /* id: line of the sheet + 1 */
	size_t n_rows;
};

static int compared(struct rows_state *s, struct app *a, struct sheet *out, struct err *e)
{
	struct report now = { 0 }, before = { 0 };
	int rc = report_with_progress(a, s->report.def, &s->report.period, &now, &s->stopped, e);

	if (rc == 0 && !s->stopped)
		rc = report_with_progress(a, s->report.def, &s->before, &before, &s->stopped, e);
	if (rc == 0 && !s->stopped)
		rc = report_compare(&now, &before, a->screens, out);
	report_release(&now);
	report_release(&before);
	return rc;
}

static int width_of(const struct sheet *s, size_t c)
{
	int most = text_width(s->column[c].label);
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < s->lines; i++) {
		if (s->line[i].kind == SHEET_GROUP)
			continue;
		buf_clear(&b);
		sheet_text(s, &s->line[i], c, &b);
		most = text_width(b.s) > most ? text_width(b.s) : most;
	}
	buf_release(&b);
	return most < WIDE_MOST ? most : WIDE_MOST;
}

static void fill(struct rows_state *s)
{
	struct sheet *sheet = &s->sheet;
	size_t columns = sheet->columns < TABLE_COLUMNS ? sheet->columns : TABLE_COLUMNS;

	table_clear(&s->table);
	s->table.n_columns = 0;
	s->n_rows = 0;
	for (size_t c = 0; c < columns; c++)
		table_column(&s->table, sheet->column[c].label, c > 0 ? width_of(sheet, c) : 0,
			     sheet->column[c].right || sheet->column[c].type == SHEET_NUMBER ||
				     sheet->column[c].type == SHEET_MONEY);
	for (size_t i = 0; i < sheet->lines; i++) {
		const struct sheet_line *l = &sheet->line[i];
		struct buf cell[TABLE_COLUMNS];

		for (size_t c = 0; c < TABLE_COLUMNS; c++) {
			cell[c] = (struct buf)BUF_INIT;
			if (c < (l->kind == SHEET_GROUP ? 1 : columns))
				sheet_text(sheet, l, c, &cell[c]);
		}
		s->n_rows += l->kind == SHEET_ROW;
		table_add(&s->table, (int64_t)i + 1, l->kind == SHEET_ROW ? INK_NORMAL : INK_HEADER, cell[0].s,
			  cell[1].s, cell[2].s, cell[3].s, cell[4].s, cell[5].s, cell[6].s, cell[7].s);
		for (size_t c = 0; c < TABLE_COLUMNS; c++)
			buf_release(&cell[c]);
	}
	table_clip(&s->table);
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct rows_state *s = v->state;
	struct sheet now = { 0 };
	int rc;

	if (s->fresh && s->facts == a->facts)
		return 0;
	s->fresh = true;
	s->facts = a->facts;
	s->stopped = false;
	rc = s->compares ? compared(s, a, &now, e) : report_number_rows(&s->report, a->office, a->screens, 0, &now, e);
	if (rc < 0 || s->stopped) {
		sheet_release(&now);
		if (s->stopped)
			app_say(a, "report_stopped", NULL, NULL);
		return rc;
	}
	sheet_release(&s->sheet);
	s->sheet = now;
	fill(s);
	return 0;
}

static struct rect table_rect(const struct rect *at)
{
	return (struct rect){ .y = at->y + 1, .x = at->x, .h = at->h - 1, .w = at->w };
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct rows_state *s = v->state;
	struct rect part = table_rect(room);

	(void)a;
	v->at = *room;
	table_scroll(&s->table, &part);
}

/* The number with its unit, and how many rows stand for it. */
static void draw_head(const struct rows_state *s, const struct app *a, const struct rect *at)
{
	struct buf b = BUF_INIT;
	char count[24];

	snprintf(count, sizeof(count), "%zu", s->n_rows);
	if (s->sheet.title)
		words_put(a->screens, &b, s->compares ? "word.report_compare_head" : "word.report_rows_head",
			  s->sheet.title, count);
	draw_text(at, 0, 1, at->w - 2, INK_MATCH, b.s);
	buf_release(&b);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct rows_state *s = v->state;
	struct rect part = table_rect(&v->at);

	draw_fill(&v->at, 0, INK_NORMAL);
	draw_head(s, a, &v->at);
	table_draw(&s->table, &part);
	if (s->table.n == 0)
		draw_text(&part, 1, 2, 0, INK_DIM, app_word(a, s->stopped ? "report_stopped" : "report_no_rows"));
}

static const struct sheet_line *selected(const struct rows_state *s)
{
	return s->table.at < s->sheet.lines ? &s->sheet.line[s->table.at] : NULL;
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct rows_state *s = v->state;
	const struct sheet_line *l = selected(s);

	(void)a;
	if (r == REQ_OPEN)
		return l && (s->compares || (l->id && s->sheet.form[0]));
	return r != REQ_EXPORT || s->sheet.title;
}

static unsigned open_line(struct rows_state *s, struct app *a)
{
	if (s->compares)
		return app_push(a, report_metric_view(s->report.def, &s->report.period, s->table.at));
	return app_push(a, record_view(a, s->sheet.form, selected(s)->id));
}

struct rows_out {
	struct app *a;
	struct rows_state *s;
};

/* What is shown, as it is now. */
static int source(void *from, export_sink *sink, void *arg, struct err *e)
{
	struct rows_out *o = from;
	struct sheet sheet = { 0 };
	int rc = o->s->compares ? compared(o->s, o->a, &sheet, e)
				: report_number_rows(&o->s->report, o->a->office, o->a->screens, 0, &sheet, e);

	if (rc == 0 && o->s->stopped)
		rc = err_set(e, ERR_CANCEL, "CANCELLED");
	if (rc == 0)
		rc = sink(arg, &sheet, e);
	sheet_release(&sheet);
	return rc;
}

static unsigned export(struct rows_state *s, struct app *a)
{
	struct rows_out *o = mem_alloc(sizeof(*o));
	const struct export_ask ask = {
		.what = s->report.def->title, .title = s->sheet.title, .source = source, .from = o, .release = mem_free
	};

	*o = (struct rows_out){ a, s };
	return app_push(a, export_view(a, &ask));
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct rows_state *s = v->state;
	struct rect part = table_rect(&v->at);

	if (r == REQ_OPEN)
		return open_line(s, a);
	if (r == REQ_EXPORT)
		return export(s, a);
	if (r == REQ_REFRESH) {
		s->fresh = false;
		return EFFECT_RELOAD;
	}
	return table_move(&s->table, &part, r);
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct rows_state *s = v->state;
	struct rect part = table_rect(&v->at);
	int what = table_click(&s->table, &part, k);

	return what == 2 && can(v, a, REQ_OPEN) ? open_line(s, a) : what ? EFFECT_DRAW : EFFECT_NONE;
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct rows_state *s = v->state;

	(void)a;
	(void)right;
	if (s->compares && s->sheet.columns > 3)
		buf_addf(left, "%s, %s", s->sheet.column[2].label, s->sheet.column[3].label);
	else if (s->sheet.subtitle)
		buf_adds(left, s->sheet.subtitle);
}

static const char *heading(const struct view *v, const struct app *a)
{
	return app_word(a, ((const struct rows_state *)v->state)->compares ? "report_compared" : "view.report_rows");
}

static void close_rows(struct view *v)
{
	struct rows_state *s = v->state;

	report_release(&s->report);
	sheet_release(&s->sheet);
	table_release(&s->table);
	mem_free(s);
}

static const enum request requests[] = {
	REQ_OPEN, REQ_EXPORT, REQ_REFRESH, REQ_UP, REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST, REQ_LAST, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "report_rows",
	.covers = view_covers_file,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.title = title,
	.heading = heading,
	.close = close_rows,
};

static struct rows_state *make(const struct report_def *d, const struct period *p, const char *period_title)
{
	struct rows_state *s = mem_alloc(sizeof(*s));

	s->report.def = d;
	s->report.period = *p;
	s->report.period_title = mem_dup(period_title);
	s->report.title = mem_dup(d->title);
	return s;
}

static struct view *rows_of(struct rows_state *s, size_t metric, const char *column, const char *only)
{
	s->report.number = mem_grow(NULL, 1, sizeof(*s->report.number));
	s->report.number[0] =
		(struct report_number){ .metric = metric, .column = mem_dup(column), .only = mem_dup(only) };
	s->report.n_numbers = 1;
	return view_make(&ops, s);
}

struct view *report_rows_view(const struct report *r, size_t number)
{
	const struct report_number *n = &r->number[number];

	return rows_of(make(r->def, &r->period, r->period_title), n->metric, n->column, n->only);
}

struct view *report_metric_view(const struct report_def *d, const struct period *p, size_t metric)
{
	return rows_of(make(d, p, p->name), metric, NULL, NULL);
}

struct view *report_compare_view(const struct report_def *d, const struct period *now, const struct period *before)
{
	struct rows_state *s = make(d, now, now->name);

	s->before = *before;
	s->compares = true;
	return view_make(&ops, s);
}

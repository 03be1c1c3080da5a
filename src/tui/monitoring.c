/* A monitoring case: what was done, what is next and by when, what is wrong. Enter fills the step in. */
#include "model/monitoring.h"
#include "base/mem.h"
#include "item.h"
#include "model/record.h"
#include "screen/form.h"
#include "screen/words.h"
#include "section.h"
#include "steps.h"
#include "tui/views.h"

#include <stdio.h>
#include <string.h>

enum { LINE_ABOUT, LINE_STEP };

struct monitored {
	int64_t id, household;
	char *head;
	size_t wrong, late;
	struct page page;
	bool fresh;
	unsigned facts;
};

/* What the case is about, each with its label, where it is filled in. */
static void write_about(struct monitored *m, struct app *a, const struct record *r)
{
	static const char *const columns[] = { "monitor_type", "no_labour",  "risks",  "clue_source",
					       "measures",     "cleared_by", "contact" };
	const struct form *form = screens_form(a->screens, "monitoring_case");
	size_t grid = page_grid(&m->page, (const struct page_column[]){ { 26, false }, { 0, false } }, 2);

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		const struct field *f = form ? form_field(form, columns[i]) : NULL;
		const struct value *v = record_get(r, columns[i]);
		struct buf b = BUF_INIT;

		if (!f || !v || v->kind == VALUE_NULL)
			continue;
		work_value(a, f, v, &b);
		page_row(&m->page, grid, LINE_ABOUT, m->id, f->name);
		page_cell(&m->page, INK_LABEL, f->label);
		page_cell(&m->page, INK_NORMAL, b.s);
		buf_release(&b);
	}
}

static int load_page(struct monitored *m, struct app *a, struct err *e)
{
	struct record r;
	int rc = -1;

	record_init(&r, "monitoring_case");
	if (record_load(a->office, "monitoring_case", m->id, &r, e) < 0)
		goto done;
	m->household = record_int(&r, "household_id");
	mem_free(m->head);
	m->head = record_title(a->office, "household", m->household);
	page_clear(&m->page);
	if (section_about(&m->page, a, m->household, e) < 0 ||
	    steps_write(&m->page, a, m->id, LINE_STEP, &m->wrong, &m->late, e) < 0)
		goto done;
	page_heading(&m->page, work_table(a, "monitoring_case"));
	write_about(m, a, &r);
	rc = 0;
done:
	record_release(&r);
	return rc;
}

/* The cursor begins on what is to be done now. */
static void go_to_next(struct monitored *m, struct app *a)
{
	struct step *s = NULL;
	size_t n = 0;

	if (monitoring_steps(a->office, m->id, &s, &n, NULL) < 0)
		return;
	for (size_t i = 0; i < n; i++)
		if (s[i].state == STEP_LATE || s[i].state == STEP_NEXT) {
			page_go(&m->page, LINE_STEP, m->id, s[i].column);
			break;
		}
	mem_free(s);
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct monitored *m = v->state;
	bool first = !m->fresh;

	if (m->fresh && m->facts == a->facts)
		return 0;
	if (load_page(m, a, e) < 0)
		return -1;
	page_clip(&m->page);
	if (first)
		go_to_next(m, a);
	m->fresh = true;
	m->facts = a->facts;
	return 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct monitored *m = v->state;

	(void)a;
	v->at = *room;
	page_scroll(&m->page, room);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct monitored *m = v->state;

	(void)a;
	page_draw(&m->page, &v->at, true);
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct monitored *m = v->state;

	(void)a;
	return (r != REQ_OPEN && r != REQ_HISTORY) || page_at(&m->page) != NULL;
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct monitored *m = v->state;
	const struct page_line *l = page_at(&m->page);

	switch (r) {
	case REQ_OPEN:
		return app_push(a, form_view(a, "monitoring_case", m->id, 0, l->column));
	case REQ_EDIT:
		return app_push(a, form_view(a, "monitoring_case", m->id, 0, NULL));
	case REQ_HISTORY:
		return app_push(a, history_view(a, "monitoring_case", m->id, l->column));
	case REQ_HOUSEHOLD:
		return app_push(a, household_view(a, m->household));
	case REQ_HANDBOOK:
		return app_push(a, handbook_view(a, m->household));
	case REQ_LOG_VISIT:
		return app_push(a, visit_form(a, m->household, false));
	default:
		return page_move(&m->page, &v->at, r);
	}
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct monitored *m = v->state;
	int what = page_click(&m->page, &v->at, k);

	return what == 2 ? request(v, a, REQ_OPEN) : what == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

/* Why it is late or wrong in full: a line of the page may be too short for it. */
static void hint(const struct view *v, const struct app *a, struct buf *out)
{
	const struct monitored *m = v->state;
	const struct page_line *l = page_at(&m->page);

	(void)a;
	if (l && l->what == LINE_STEP)
		buf_adds(out, l->cell[l->n - 1].text);
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct monitored *m = v->state;
	char late[24], wrong[24];

	words_put(a->screens, left, "word.handbook_title", m->head ? m->head : "");
	snprintf(late, sizeof(late), "%zu", m->late);
	snprintf(wrong, sizeof(wrong), "%zu", m->wrong);
	words_put(a->screens, right, "word.steps_count", late, wrong);
}

static void close_monitored(struct view *v)
{
	struct monitored *m = v->state;

	page_release(&m->page);
	mem_free(m->head);
	mem_free(m);
}

static const enum request requests[] = {
	REQ_OPEN,       REQ_EDIT,       REQ_HANDBOOK,     REQ_HOUSEHOLD,    REQ_LOG_VISIT, REQ_HISTORY,
	REQ_UP,         REQ_DOWN,       REQ_PAGE_UP,      REQ_PAGE_DOWN,    REQ_FIRST,     REQ_LAST,
	REQ_NEXT_FIELD, REQ_PREV_FIELD, REQ_NEXT_SECTION, REQ_PREV_SECTION, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "monitoring",
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.title = title,
	.hint = hint,
	.close = close_monitored,
};

struct view *monitoring_view(struct app *a, int64_t monitoring_case)
{
	struct monitored *m;

	if (!monitoring_case) {
		app_say(a, "error.RECORD_GONE", NULL, NULL);
		return NULL;
	}
	m = mem_alloc(sizeof(*m));
	m->id = monitoring_case;
	return view_make(&ops, m);
}

/* The handbook of a household as an inspector reads it: chapter by chapter, every blank that counts against her marked.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "handbook_internal.h"
#include "model/record.h"
#include "screen/form.h"
#include "screen/words.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YEARS_BACK 20

void book_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct book *b = v->state;
	struct rect body;

	(void)a;
	v->at = *room;
	if (b->wide != book_is_wide(room->w)) {
		b->wide = !b->wide;
		b->reshaped = true;
		v->loaded = false;
	}
	body = book_body(v);
	b->rows = body.h > 0 ? (size_t)body.h : 1;
	page_scroll(&b->page, &body);
}

static unsigned turn(struct view *v, size_t to)
{
	struct book *b = v->state;

	if (to >= b->n || to == b->at)
		return EFFECT_NONE;
	b->at = to;
	b->turned = true;
	v->loaded = false;
	return EFFECT_DRAW;
}

/* The same people, that year's sheet. */
static unsigned turn_year(struct view *v, int by)
{
	struct book *b = v->state;

	snprintf(b->year, sizeof(b->year), "%04u", (unsigned)(atoi(b->year) + by) % 10000);
	b->year_turned = true;
	v->loaded = false;
	return EFFECT_DRAW;
}

static unsigned next_gap(struct view *v, struct app *a, bool back)
{
	struct book *b = v->state;

	if (b->n_gaps == 0)
		return app_say(a, "handbook_complete", NULL, NULL);
	if (book_step_to_gap(b, back))
		return EFFECT_DRAW;
	b->at = book_chapter_with_gap(b, b->at, back);
	b->turned = b->seek_gap = true;
	b->seek_back = back;
	v->loaded = false;
	return EFFECT_DRAW;
}

/* A new record of the chapter; of the yearly facts that of the handbook's year. */
static unsigned add(struct book *b, struct app *a, const char *column)
{
	const struct form *form = b->chapter[b->at].form;
	struct record r;

	if (strcmp(form->table, "visit") == 0)
		return app_push(a, visit_form(a, b->household, false));
	if (strcmp(form->table, "household_year") != 0)
		return app_push(a, form_view(a, form->name, 0, b->household, column));
	record_init(&r, form->table);
	record_set(&r, "household_id", value_int(b->household));
	record_set(&r, "year", value_text(b->year));
	return app_push(a, form_view_of(a, form->name, &r, b->household, column));
}

static unsigned open_row(struct book *b, struct app *a)
{
	const struct page_line *l = page_at(&b->page);
	const struct list_def *d = book_list(b, a);

	if (l->what == BOOK_ALL && d)
		return app_push(a, list_view(a, d->name, b->household));
	if (l->what == BOOK_INDICATOR || l->what == BOOK_EVIDENCE)
		return app_push(a, book_extra_view(b, a, l));
	if (l->id == 0)
		return add(b, a, l->column);
	return app_push(a, form_view(a, b->chapter[b->at].form->name, l->id, 0, l->column));
}

bool book_can(const struct view *v, const struct app *a, enum request r)
{
	const struct book *b = v->state;
	const struct page_line *l = page_at(&b->page);

	(void)a;
	if (b->later)
		return true;
	if (r == REQ_OPEN)
		return l != NULL;
	if (r == REQ_HISTORY)
		return l && l->what == BOOK_CELL && l->id != 0;
	if (r == REQ_PREV_YEAR)
		return atoi(b->newest) - atoi(b->year) < YEARS_BACK;
	if (r == REQ_NEXT_YEAR)
		return strcmp(b->year, b->newest) < 0;
	if (r == REQ_NEW)
		return strcmp(b->chapter[b->at].form->parent, "household") == 0;
	return true;
}

static unsigned history(struct book *b, struct app *a)
{
	const struct page_line *l = page_at(&b->page);

	return app_push(a, history_view(a, b->chapter[b->at].form->table, l->id, l->column));
}

/* From where one is: it means what is seen. */
static bool is_move(enum request r)
{
	static const enum request moves[] = { REQ_LEFT,         REQ_RIGHT,        REQ_UP,         REQ_DOWN,
					      REQ_PAGE_UP,      REQ_PAGE_DOWN,    REQ_FIRST,      REQ_LAST,
					      REQ_NEXT_SECTION, REQ_PREV_SECTION, REQ_NEXT_FIELD, REQ_PREV_FIELD,
					      REQ_NEXT_YEAR,    REQ_PREV_YEAR };

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i] == r)
			return true;
	return false;
}

unsigned book_request(struct view *v, struct app *a, enum request r)
{
	struct book *b = v->state;
	struct rect body = book_body(v);

	if (b->later && !(book_is_whole(b, a, is_move(r)) && book_can(v, a, r)))
		return EFFECT_DRAW;
	switch (r) {
	case REQ_OPEN:
		return open_row(b, a);
	case REQ_NEW:
		return add(b, a, NULL);
	case REQ_LEFT:
	case REQ_PREV_SECTION:
	case REQ_PREV_FIELD:
		return turn(v, b->at > 0 ? b->at - 1 : b->n - 1);
	case REQ_RIGHT:
	case REQ_NEXT_SECTION:
	case REQ_NEXT_FIELD:
		return turn(v, b->at + 1 < b->n ? b->at + 1 : 0);
	case REQ_PREV_YEAR:
	case REQ_NEXT_YEAR:
		return turn_year(v, r == REQ_PREV_YEAR ? -1 : 1);
	case REQ_NEXT_ITEM:
	case REQ_PREV_ITEM:
		return next_gap(v, a, r == REQ_PREV_ITEM);
	case REQ_LOG_VISIT:
	case REQ_REPEAT_VISIT:
		return app_push(a, visit_form(a, b->household, r == REQ_REPEAT_VISIT));
	case REQ_HOUSEHOLD:
		return app_push(a, household_view(a, b->household));
	case REQ_HISTORY:
		return history(b, a);
	case REQ_EXPORT:
		return book_export(b, a);
	case REQ_REVIEW:
		return app_push(a, review_view(a, b->household, 0)) | EFFECT_RELOAD;
	default:
		return page_move(&b->page, &body, r);
	}
}

unsigned book_mouse(struct view *v, struct app *a, const struct key *k)
{
	struct book *b = v->state;
	struct rect body = book_body(v);
	int what;

	/* What was clicked may be elsewhere once all of it is there. */
	if (b->later)
		return EFFECT_NONE;
	if (k->button < 3) {
		size_t to = book_chapter_at(v, a, k->y, k->x);

		if (to < b->n)
			return turn(v, to);
	}
	what = page_click(&b->page, &body, k);
	return what == 2 ? open_row(b, a) : what == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct book *b = v->state;
	char count[24];

	words_put(a->screens, left, "word.handbook_title", b->head ? b->head : "");
	buf_addf(left, "  %s", b->year);
	if (b->later)
		return;
	snprintf(count, sizeof(count), "%zu", b->n_gaps);
	words_put(a->screens, right, b->n_gaps > 0 ? "word.handbook_gaps" : "word.handbook_complete", count);
}

void book_close(struct view *v)
{
	struct book *b = v->state;

	page_release(&b->page);
	free(b->gap);
	mem_free(b->head);
	mem_free(b);
}

static const enum request requests[] = {
	REQ_OPEN,       REQ_NEXT_ITEM, REQ_PREV_ITEM, REQ_NEW,  REQ_LOG_VISIT,    REQ_REPEAT_VISIT, REQ_HOUSEHOLD,
	REQ_REVIEW,     REQ_EXPORT,    REQ_HISTORY,   REQ_LEFT, REQ_RIGHT,        REQ_UP,           REQ_DOWN,
	REQ_PAGE_UP,    REQ_PAGE_DOWN, REQ_FIRST,     REQ_LAST, REQ_NEXT_SECTION, REQ_PREV_SECTION, REQ_NEXT_FIELD,
	REQ_PREV_FIELD, REQ_PREV_YEAR, REQ_NEXT_YEAR, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "handbook",
	.requests = requests,
	.load = book_load,
	.layout = book_layout,
	.draw = book_draw,
	.can = book_can,
	.request = book_request,
	.mouse = book_mouse,
	.title = title,
	.close = book_close,
	.wants_work = book_wants_work,
	.work = book_work,
};

bool book_begin(struct book *b, struct app *a, int64_t household)
{
	const struct chapter *chapter;
	size_t n = screens_chapters(a->screens, &chapter);

	if (!household || n == 0) {
		app_say(a, household ? "no_chapters" : "household_none", NULL, NULL);
		return false;
	}
	b->household = household;
	b->chapter = chapter;
	b->n = n < BOOK_CHAPTERS ? n : BOOK_CHAPTERS;
	return true;
}

struct view *handbook_view(struct app *a, int64_t household)
{
	struct book *b = mem_alloc(sizeof(*b));

	if (book_begin(b, a, household))
		return view_make(&ops, b);
	mem_free(b);
	return NULL;
}

/* "move": a finding and the steps its state allows (model/finding.h), with how often it was named below. Each step asks
 * for what it rests on, the rest is filled in. */
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "item.h"
#include "model/finding.h"
#include "model/record.h"
#include "page.h"
#include "popup.h"
#include "screen/choices.h"
#include "screen/form.h"
#include "screen/words.h"
#include "section.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <string.h>

#define COLS 72
#define ROWS 18
#define TEXT_ROWS 2 /* of the problem, above the page */
#define NOTICES 5
#define STATE_BYTES 16

enum { ROW_MOVE, ROW_NOTICE }; /* what a row is: the id-th of the moves, a notice */
enum asks { ASKS_NOTHING, ASKS_NOTE, ASKS_WHO, ASKS_DAY };

struct move {
	int64_t id;
	const char *why; /* the sentence of what Today proposed, NULL: nothing */
	char *content, *measure;
	char state[STATE_BYTES];
	bool mine; /* I am the owner: somebody else has to verify */
	struct page page;

	enum asks asks;
	char to[STATE_BYTES];
	char *note, *by;
};

static const char *state_shown(const struct app *a, const char *state)
{
	const struct choice *c = choice_find(screens_choices(a->screens, "finding_state"), state);

	return c ? c->shown : state;
}

static void add_moves(struct move *m, const struct app *a)
{
	size_t grid = page_grid(&m->page, (const struct page_column[]){ { 12, false }, { 0, false } }, 2);
	int64_t n = 0;

	for (const char *s = finding_moves(m->state); *s; s += strspn(s, "|"), n++) {
		size_t len = strcspn(s, "|");
		char to[STATE_BYTES], key[48];

		snprintf(to, sizeof(to), "%.*s", (int)len, s);
		snprintf(key, sizeof(key), "word.move_%s%s", to,
			 strcmp(to, "open") == 0 && strcmp(m->state, "closed") == 0 ? "_again" : "");
		page_row(&m->page, grid, ROW_MOVE, n, NULL);
		page_cell(&m->page, INK_NORMAL, state_shown(a, to));
		page_cell(&m->page, INK_DIM, app_word(a, key));
		s += len;
	}
}

static void add_state(struct move *m, const struct app *a, const struct record *r)
{
	char *owner = record_int(r, "owner_id") ? record_title(a->office, "cadre", record_int(r, "owner_id")) : NULL;
	struct buf b = BUF_INIT;

	if (m->why) {
		page_text(&m->page, INK_WARN, m->why);
		page_text(&m->page, INK_NORMAL, "");
	}
	words_put(a->screens, &b, "word.move_now", state_shown(a, m->state), owner ? owner : app_word(a, "none"),
		  *record_text(r, "due_on") ? record_text(r, "due_on") : app_word(a, "none"));
	page_heading(&m->page, b.s);
	buf_release(&b);
	mem_free(owner);
}

static int read_finding(struct move *m, struct app *a, struct record *r, struct err *e)
{
	if (record_load(a->office, "finding", m->id, r, e) < 0)
		return -1;
	mem_free(m->content);
	mem_free(m->measure);
	m->content = mem_dup(record_text(r, "content"));
	m->measure = mem_dup(record_text(r, "measure"));
	snprintf(m->state, sizeof(m->state), "%s", record_text(r, "state"));
	m->mine = a->office->me && record_int(r, "owner_id") == a->office->me;
	return 0;
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct move *m = v->state;
	struct section_ask ask = { screens_list(a->screens, "notices_of"), m->id, NOTICES, ROW_NOTICE, 0 };
	const struct page_line *l = page_at(&m->page);
	int what = l ? l->what : ROW_MOVE;
	int64_t id = l ? l->id : 0, count;
	struct record r;
	int rc = -1;

	record_init(&r, "finding");
	if (read_finding(m, a, &r, e) < 0)
		goto done;
	page_clear(&m->page);
	add_state(m, a, &r);
	add_moves(m, a);
	page_text(&m->page, INK_NORMAL, "");
	if (ask.def && section_rows(&m->page, a, &ask, &count, e) < 0)
		goto done;
	page_go(&m->page, what, id, NULL);
	page_clip(&m->page);
	rc = 0;
done:
	record_release(&r);
	return rc;
}

static struct rect page_part(const struct view *v)
{
	struct rect r = popup_inside(&v->at);

	r.y += TEXT_ROWS;
	r.h -= TEXT_ROWS;
	return r;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct move *m = v->state;
	struct rect part;
	int rows = (int)m->page.n + TEXT_ROWS + 2;

	(void)a;
	v->at = popup_place(room, rows < ROWS ? rows : ROWS, COLS);
	part = page_part(v);
	page_scroll(&m->page, &part);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct move *m = v->state;
	struct rect in = popup_inside(&v->at), part = page_part(v);

	draw_box(&v->at, app_word(a, "move_title"));
	draw_wrapped(&in, 0, 1, in.w - 2, TEXT_ROWS, INK_NORMAL, m->content);
	page_draw(&m->page, &part, true);
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct move *m = v->state;
	const struct page_line *l = page_at(&m->page);

	(void)a;
	return r != REQ_OPEN || (l && l->what == ROW_MOVE);
}

static unsigned ask(struct move *m, struct app *a, enum asks what, const char *word, const char *value)
{
	m->asks = what;
	return app_push(a, prompt_view(app_word(a, word), value));
}

static unsigned ask_day(struct move *m, struct app *a)
{
	return ask(m, a, ASKS_DAY, "move_day", clock_today());
}

/* What a step rests on is asked with the likely answer there already. */
static unsigned begin(struct move *m, struct app *a, int64_t which)
{
	const char *s = finding_moves(m->state);
	unsigned fx;

	for (int64_t i = 0; i < which && *s; i++)
		s += strcspn(s, "|") + 1;
	snprintf(m->to, sizeof(m->to), "%.*s", (int)strcspn(s, "|"), s);
	mem_free(m->note);
	mem_free(m->by);
	m->note = m->by = NULL;
	if (strcmp(m->to, "rectified") == 0) {
		bool passes = m->why && text_is_blank(m->measure);

		return ask(m, a, ASKS_NOTE, "move_measure", passes ? app_word(a, "move_passes") : m->measure);
	}
	if (strcmp(m->to, "verified") == 0) {
		char *me = office_me_name(a->office);

		fx = ask(m, a, ASKS_WHO, "move_who", m->mine ? "" : me);
		mem_free(me);
		return fx;
	}
	if (strcmp(m->to, "open") == 0)
		return ask(m, a, ASKS_NOTE, "move_reason", m->why ? app_word(a, "move_fails") : "");
	return ask_day(m, a);
}

static unsigned move(struct move *m, struct app *a, const char *typed)
{
	char day[DATE_BYTES];
	char *me = NULL;
	struct err e;
	unsigned fx;

	err_clear(&e);
	if (!m->by)
		me = office_me_name(a->office);
	if (work_day(typed, day, &e) < 0 ||
	    finding_move(a->office, m->id, m->to, m->by ? m->by : me, day, m->note ? m->note : "", &e) < 0) {
		fx = app_refuse(a, screens_form(a->screens, "finding"), &e);
		if (m->by && strcmp(e.field, "reviewer") == 0) /* not the day is wrong: the name is asked again */
			fx = EFFECT_DRAW | ask(m, a, ASKS_WHO, "move_who", m->by);
	} else {
		app_say(a, "moved", state_shown(a, m->to), NULL);
		fx = app_answer(a, true, m->id, NULL) | EFFECT_RELOAD;
	}
	mem_free(me);
	return fx;
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct move *m = v->state;
	struct rect part = page_part(v);

	switch (r) {
	case REQ_OPEN:
		return begin(m, a, page_at(&m->page)->id);
	case REQ_EDIT:
		return app_push(a, form_view(a, "finding", m->id, 0, NULL));
	case REQ_HISTORY:
		return app_push(a, history_view(a, "finding", m->id, NULL));
	case REQ_BACK:
		return app_answer(a, false, 0, NULL);
	default:
		return page_move(&m->page, &part, r);
	}
}

/* A reason and a name go before the day: each has to be there before it is asked. */
static unsigned keep_answer(struct move *m, struct app *a, enum asks asked, const char *text)
{
	char **kept = asked == ASKS_WHO ? &m->by : &m->note;
	struct err e;

	err_clear(&e);
	if (text_is_blank(text) && (asked == ASKS_WHO || strcmp(m->to, "rectified") == 0)) {
		err_set(&e, ERR_INVALID, "ANSWER_BLANK");
		return app_refuse(a, NULL, &e);
	}
	mem_free(*kept);
	*kept = mem_dup(text);
	return ask_day(m, a);
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct move *m = v->state;
	enum asks asked = m->asks;
	unsigned fx = EFFECT_DRAW;

	m->asks = ASKS_NOTHING;
	if (!ans->yes || strcmp(ans->from, "prompt") != 0)
		return fx;
	if (asked == ASKS_DAY)
		fx = move(m, a, ans->text);
	else if (asked != ASKS_NOTHING)
		fx = keep_answer(m, a, asked, ans->text);
	if (fx & EFFECT_AGAIN)
		m->asks = asked;
	return fx;
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct move *m = v->state;
	struct rect part = page_part(v);
	int what = page_click(&m->page, &part, k);

	return what == 2 && can(v, a, REQ_OPEN) ? request(v, a, REQ_OPEN) : what > 0 ? EFFECT_DRAW : EFFECT_NONE;
}

static void close_move(struct view *v)
{
	struct move *m = v->state;

	page_release(&m->page);
	mem_free(m->content);
	mem_free(m->measure);
	mem_free(m->note);
	mem_free(m->by);
	mem_free(m);
}

static const enum request requests[] = {
	REQ_OPEN,    REQ_EDIT,      REQ_HISTORY, REQ_BACK, REQ_UP,   REQ_DOWN,
	REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST,   REQ_LAST, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "move",
	.popup = true,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.close = close_move,
};

struct view *move_view(struct app *a, int64_t finding, const char *why)
{
	struct record r;
	struct err e;
	struct move *m = NULL;
	char key[48];

	err_clear(&e);
	record_init(&r, "finding");
	if (record_load(a->office, "finding", finding, &r, &e) < 0) {
		app_fail(a, NULL, &e);
	} else {
		snprintf(key, sizeof(key), "word.move_%s", why ? why : "");
		m = mem_alloc(sizeof(*m));
		m->id = finding;
		m->why = words_has(a->screens, key) ? words_get(a->screens, key) : NULL;
	}
	record_release(&r);
	return m ? view_make(&ops, m) : NULL;
}

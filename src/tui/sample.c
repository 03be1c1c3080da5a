/* A sample of households drawn for review, in the order to walk them: Enter goes on with the review of one, and its end
 * leads to the next. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/number.h"
#include "item.h"
#include "model/review.h"
#include "screen/checks.h"
#include "screen/choices.h"
#include "screen/form.h"
#include "screen/words.h"
#include "table.h"
#include "tui/app.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE "5"
#define SIZE_MOST 100000

enum asks { ASKS_NOTHING, ASKS_SIZE, ASKS_SEED };

struct sample {
	int64_t id; /* 0: the newest */
	struct sample_info *all;
	size_t n_all, at; /* this one of them */
	struct sample_row *row;
	size_t n;
	struct table table;
	int64_t next; /* household to stand on at the next load, 0 none */
	enum asks asks;
	int size;
};

static const char *state_of(const struct app *a, const struct sample_row *r, char out[24])
{
	const struct chapter *chapter;
	const struct choice *c;

	if (r->finished_on[0]) {
		c = choice_find(screens_choices(a->screens, "review_result"), r->result);
		return c ? c->shown : r->result;
	}
	if (!r->review)
		return app_word(a, "sample_waiting");
	snprintf(out, 24, "%d/%zu", r->marks, screens_chapters(a->screens, &chapter));
	return out;
}

static void fill(struct sample *s, const struct app *a)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct sample_row *r = &s->row[i];
		char number[24], state[24];
		enum ink ink = r->finished_on[0] ? INK_GOOD : r->review ? INK_WARN : INK_NORMAL;

		snprintf(number, sizeof(number), "%zu", i + 1);
		table_add(&s->table, r->household, ink, number, r->head, r->group, r->no, state_of(a, r, state),
			  r->finished_on);
	}
	table_clip(&s->table);
	for (size_t i = 0; s->next && i < s->n; i++)
		if (s->row[i].household == s->next)
			s->table.at = i;
	s->next = 0;
}

static void add_columns(struct sample *s, const struct app *a)
{
	table_column(&s->table, app_word(a, "table_no"), 4, true);
	table_column(&s->table, app_word(a, "today_col_head"), 16, false);
	table_column(&s->table, app_word(a, "today_col_group"), 8, false);
	table_column(&s->table, app_word(a, "sample_number"), 0, false);
	table_column(&s->table, app_word(a, "sample_state"), 16, false);
	table_column(&s->table, app_word(a, "sample_finished"), 10, false);
}

static int load(struct view *v, struct app *a, struct err *e)
{
	struct sample *s = v->state;

	free(s->all);
	free(s->row);
	s->all = NULL;
	s->row = NULL;
	s->n = s->n_all = s->at = 0;
	table_clear(&s->table);
	if (s->table.n_columns == 0)
		add_columns(s, a);
	if (sample_list(a->office, &s->all, &s->n_all, e) < 0)
		return -1;
	for (size_t i = 0; i < s->n_all; i++)
		if (s->all[i].id == s->id)
			s->at = i;
	s->id = s->n_all > 0 ? s->all[s->at].id : 0;
	if (s->id && sample_walk(a->office, s->id, &s->row, &s->n, e) < 0)
		return -1;
	fill(s, a);
	return 0;
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	struct sample *s = v->state;

	(void)a;
	v->at = *room;
	table_scroll(&s->table, room);
}

static void draw(const struct view *v, const struct app *a)
{
	const struct sample *s = v->state;
	struct buf b = BUF_INIT;
	char key[24];

	table_draw(&s->table, &v->at);
	if (s->n == 0) {
		words_put(a->screens, &b, "word.sample_none", work_key(a, REQ_NEW, key));
		draw_wrapped(&v->at, 2, 2, v->at.w - 4, 3, INK_DIM, b.s);
		buf_release(&b);
	}
}

static bool can(const struct view *v, const struct app *a, enum request r)
{
	const struct sample *s = v->state;

	(void)a;
	switch (r) {
	case REQ_OPEN:
	case REQ_HANDBOOK:
	case REQ_HOUSEHOLD:
		return s->n > 0;
	case REQ_LEFT:
		return s->at + 1 < s->n_all;
	case REQ_RIGHT:
		return s->at > 0;
	default:
		return true;
	}
}

static unsigned go_on(struct sample *s, struct app *a, const struct sample_row *r)
{
	if (r->finished_on[0])
		return app_push(a, form_view(a, "handbook_review", r->review, 0, NULL));
	return app_push(a, review_view(a, r->household, s->id)) | EFFECT_RELOAD;
}

static unsigned ask_size(struct sample *s, struct app *a)
{
	s->asks = ASKS_SIZE;
	return app_push(a, prompt_view(app_word(a, "sample_size"), SIZE));
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct sample *s = v->state;
	const struct sample_row *row = s->n > 0 ? &s->row[s->table.at] : NULL;

	switch (r) {
	case REQ_OPEN:
		return go_on(s, a, row);
	case REQ_HANDBOOK:
		return app_push(a, handbook_view(a, row->household));
	case REQ_HOUSEHOLD:
		return app_push(a, household_view(a, row->household));
	case REQ_NEW:
		return ask_size(s, a);
	case REQ_LEFT:
	case REQ_RIGHT:
		s->id = s->all[r == REQ_LEFT ? s->at + 1 : s->at - 1].id;
		s->table.at = 0;
		v->loaded = false;
		return EFFECT_DRAW;
	default:
		return table_move(&s->table, &v->at, r);
	}
}

/* The day as a number is a seed anybody can repeat. */
static unsigned take_size(struct sample *s, struct app *a, const char *typed)
{
	char seed[16];
	int64_t size;
	struct err e;

	err_clear(&e);
	if (integer_parse(typed, "", &size, &e) < 0)
		return app_refuse(a, screens_form(a->screens, "review_sample"), &e);
	if (size < 1 || size > SIZE_MOST) {
		err_field(&e, "size", "SAMPLE_SIZE");
		return app_refuse(a, screens_form(a->screens, "review_sample"), &e);
	}
	s->size = (int)size;
	s->asks = ASKS_SEED;
	snprintf(seed, sizeof(seed), "%.4s%.2s%.2s", clock_today(), clock_today() + 5, clock_today() + 8);
	return app_push(a, prompt_view(app_word(a, "sample_seed"), seed));
}

static unsigned take_seed(struct view *v, struct app *a, const char *typed)
{
	struct sample *s = v->state;
	int64_t seed;
	struct err e;
	char size[16];

	err_clear(&e);
	if (integer_parse(typed, "", &seed, &e) < 0 || sample_draw(a->office, seed, s->size, &s->id, &e) < 0)
		return app_refuse(a, screens_form(a->screens, "review_sample"), &e);
	snprintf(size, sizeof(size), "%d", s->size);
	s->table.at = 0;
	return EFFECT_RELOAD | app_say(a, "sample_drawn", size, NULL);
}

/* A handbook is done: on to the next one that is not. */
static unsigned reviewed(struct sample *s, struct app *a, int64_t household)
{
	size_t at = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->row[i].household == household)
			at = i;
	for (size_t i = 1; i < s->n; i++) {
		const struct sample_row *r = &s->row[(at + i) % s->n];

		if (r->finished_on[0] || r->household == household)
			continue;
		s->next = r->household;
		return EFFECT_RELOAD | app_say(a, "sample_next", r->head, NULL);
	}
	return app_say(a, "sample_done", NULL, NULL);
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct sample *s = v->state;
	enum asks asked = s->asks;
	unsigned fx;

	s->asks = ASKS_NOTHING;
	if (!ans->yes)
		return EFFECT_DRAW;
	if (strcmp(ans->from, "review") == 0)
		return reviewed(s, a, ans->id);
	if (strcmp(ans->from, "prompt") != 0)
		return EFFECT_DRAW;
	fx = asked == ASKS_SIZE   ? take_size(s, a, ans->text)
	     : asked == ASKS_SEED ? take_seed(v, a, ans->text)
				  : EFFECT_DRAW;
	if (fx & EFFECT_AGAIN)
		s->asks = asked;
	return fx;
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct sample *s = v->state;
	int clicks = table_click(&s->table, &v->at, k);

	return clicks == 2 ? request(v, a, REQ_OPEN) : clicks == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

/* Enough to draw the same one again. */
static void title(const struct view *v, const struct app *a, struct buf *left, struct buf *right)
{
	const struct sample *s = v->state;
	char size[32], seed[24];

	if (!s->id)
		return;
	snprintf(size, sizeof(size), "%d/%d", s->all[s->at].size, s->all[s->at].pool);
	snprintf(seed, sizeof(seed), "%" PRId64, s->all[s->at].seed);
	buf_adds(left, s->all[s->at].drawn_on);
	words_put(a->screens, right, "word.sample_title", size, seed);
}

static void close_sample(struct view *v)
{
	struct sample *s = v->state;

	free(s->all);
	free(s->row);
	table_release(&s->table);
	mem_free(s);
}

static const enum request requests[] = {
	REQ_OPEN, REQ_NEW,     REQ_HANDBOOK,  REQ_HOUSEHOLD, REQ_LEFT, REQ_RIGHT, REQ_UP,
	REQ_DOWN, REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST,     REQ_LAST, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "sample",
	.covers = view_covers_scope,
	.requests = requests,
	.load = load,
	.layout = layout,
	.draw = draw,
	.can = can,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.title = title,
	.close = close_sample,
};

struct view *sample_view(struct app *a, int64_t sample)
{
	struct sample *s = mem_alloc(sizeof(*s));

	(void)a;
	s->id = sample;
	return view_make(&ops, s);
}

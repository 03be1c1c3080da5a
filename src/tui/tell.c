/* "tell": that families were told of a term's aid, for one or for many: way, day, seal and signature in one popup. */
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "item.h"
#include "model/coverage.h"
#include "model/record.h"
#include "popup.h"
#include "screen/choices.h"
#include "screen/words.h"
#include "tui/popups.h"

#include <stdio.h>
#include <string.h>

enum part { PART_WAY, PART_DAY, PART_SEAL, PART_SIGNED, PARTS };

#define COLS 52
#define LABEL_COLS 14

struct tell_state {
	char term[TERM_BYTES], on[DATE_BYTES];
	int64_t *person;
	size_t n;
	char *who;      /* where it is one */
	size_t at, way; /* way: of the choices */
	bool seal, signed_by_student;
};

static const struct choice_list *ways(const struct app *a)
{
	return screens_choices(a->screens, "notification_way");
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	(void)a;
	v->at = popup_place(room, PARTS + 5, COLS);
}

static void draw(const struct view *v, const struct app *a)
{
	static const char *const label[PARTS] = { "tell_way", "tell_day", "tell_seal", "tell_signed" };
	const struct tell_state *s = v->state;
	const struct choice_list *way = ways(a);
	struct rect in = popup_inside(&v->at);
	const char *value[PARTS] = { way ? way->choice[s->way].shown : "", s->on,
				     app_word(a, s->seal ? "cov_yes" : "cov_no"),
				     app_word(a, s->signed_by_student ? "cov_yes" : "cov_no") };
	struct buf b = BUF_INIT, term = BUF_INIT;
	char count[24];

	snprintf(count, sizeof(count), "%zu", s->n);
	work_term(a, s->term, &term);
	words_put(a->screens, &b, s->who ? "word.tell_one" : "word.tell_whom", s->who ? s->who : count, term.s);
	draw_box(&v->at, app_word(a, "tell_title"));
	draw_text(&in, 0, 1, in.w - 2, INK_NORMAL, b.s);
	for (size_t i = 0; i < PARTS; i++) {
		int y = (int)i + 1;
		int x = draw_cell(&in, y, 3, LABEL_COLS, false, INK_LABEL, app_word(a, label[i]));

		draw_text(&in, y, x, in.w - x - 1, i == s->at ? INK_SELECTED : INK_NORMAL, value[i]);
		if (i == s->at)
			draw_text(&in, y, 1, 1, INK_SELECTED, ">");
	}
	draw_text(&in, in.h - 1, 1, in.w - 2, INK_DIM, app_word(a, "tell_help"));
	buf_release(&b);
	buf_release(&term);
}

static unsigned turn(struct tell_state *s, struct app *a, int by)
{
	const struct choice_list *way = ways(a);

	switch ((enum part)s->at) {
	case PART_WAY:
		if (way && way->n)
			s->way = (s->way + way->n + (size_t)by) % way->n;
		return EFFECT_DRAW;
	case PART_DAY:
		date_from_days(date_days(s->on) + by, s->on);
		return EFFECT_DRAW;
	case PART_SEAL:
		s->seal = !s->seal;
		return EFFECT_DRAW;
	default:
		s->signed_by_student = !s->signed_by_student;
		return EFFECT_DRAW;
	}
}

static unsigned tell(struct tell_state *s, struct app *a)
{
	const struct choice_list *way = ways(a);
	const struct tell t = { .term = s->term,
				.on = s->on,
				.way = way ? way->choice[s->way].label : "",
				.seal = s->seal,
				.signed_by_student = s->signed_by_student };
	struct told told;
	char count[24], unpaid[24];
	struct err e;

	err_clear(&e);
	if (coverage_tell(a->office, &t, s->person, s->n, &told, &e) < 0)
		return app_fail(a, NULL, &e);
	snprintf(count, sizeof(count), "%d", told.told);
	snprintf(unpaid, sizeof(unpaid), "%d", told.unpaid);
	app_say(a, s->who ? "told_one" : told.unpaid ? "told_some" : "told_done", s->who ? s->who : count, unpaid);
	return EFFECT_RELOAD | app_answer(a, true, 0, NULL);
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct tell_state *s = v->state;

	switch (r) {
	case REQ_OPEN:
	case REQ_SAVE:
		return tell(s, a);
	case REQ_TICK:
		return s->at == PART_DAY ? app_push(a, date_view(s->on, "day")) : turn(s, a, 1);
	case REQ_RIGHT:
		return turn(s, a, 1);
	case REQ_LEFT:
		return turn(s, a, -1);
	case REQ_BACK:
		return app_answer(a, false, 0, NULL);
	case REQ_NEXT_FIELD:
	case REQ_PREV_FIELD:
		s->at = (s->at + (r == REQ_NEXT_FIELD ? 1 : PARTS - 1)) % PARTS;
		return EFFECT_DRAW;
	default:
		return move_cursor(r, PARTS, PARTS, &s->at);
	}
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct tell_state *s = v->state;

	(void)a;
	if (ans->yes && strcmp(ans->from, "date") == 0)
		snprintf(s->on, sizeof(s->on), "%s", ans->text);
	return EFFECT_DRAW;
}

static void close_tell(struct view *v)
{
	struct tell_state *s = v->state;

	mem_free(s->person);
	mem_free(s->who);
	mem_free(s);
}

static const enum request requests[] = {
	REQ_OPEN, REQ_SAVE,       REQ_TICK,       REQ_LEFT, REQ_RIGHT, REQ_UP,
	REQ_DOWN, REQ_NEXT_FIELD, REQ_PREV_FIELD, REQ_BACK, REQ_NONE,
};

static const struct view_ops ops = {
	.name = "tell",
	.popup = true,
	.requests = requests,
	.layout = layout,
	.draw = draw,
	.request = request,
	.answer = answer,
	.close = close_tell,
};

struct view *tell_view(struct app *a, const char *term, const int64_t *person, size_t n)
{
	const char *letter = office_role(a->office, "notification_way.letter");
	const struct choice_list *way = ways(a);
	struct tell_state *s = mem_alloc(sizeof(*s));

	snprintf(s->term, sizeof(s->term), "%s", term);
	snprintf(s->on, sizeof(s->on), "%s", clock_today());
	s->person = mem_grow(NULL, n, sizeof(*person));
	memcpy(s->person, person, n * sizeof(*person));
	s->n = n;
	s->who = n == 1 ? record_title(a->office, "person", person[0]) : NULL;
	for (size_t i = 0; way && letter && i < way->n; i++)
		if (strcmp(way->choice[i].label, letter) == 0)
			s->way = i;
	return view_make(&ops, s);
}

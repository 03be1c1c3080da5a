/* What is done to the rows behind a number: the ticked ones, else the one under the cursor. */
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "coverage_internal.h"
#include "item.h"
#include "model/aid.h"
#include "model/enrolment.h"
#include "model/moves.h"
#include "model/record.h"
#include "screen/choices.h"
#include "screen/form.h"
#include "screen/words.h"
#include "tui/popups.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STATES 9

static bool is_meant(const struct rows *s, size_t i)
{
	return s->n_ticked > 0 ? s->ticked[i] : i == s->at;
}

/* Ids of the meant rows, each once: rows of one student may be many. 0 is left out. */
static int compare_ids(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static size_t meant_ids(const struct rows *s, int64_t (*of)(const struct coverage_row *), int64_t **out)
{
	int64_t *id = mem_grow(NULL, s->n + 1, sizeof(*id));
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < s->n; i++)
		if (is_meant(s, i) && of(&s->row[i]) != 0)
			id[n++] = of(&s->row[i]);
	qsort(id, n, sizeof(*id), compare_ids);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || id[i] != id[i - 1])
			id[kept++] = id[i];
	*out = id;
	return kept;
}

static int64_t person_of(const struct coverage_row *r)
{
	return r->person;
}

static int64_t aid_of(const struct coverage_row *r)
{
	return r->aid;
}

static int64_t unverified_of(const struct coverage_row *r)
{
	return r->verified ? 0 : r->enrolment;
}

/* ---- the way of a payment ---- */

struct state_menu {
	char state[STATES][MOVES_STATE_BYTES];
	int count[STATES];
	size_t n;
};

static void add_moves(struct state_menu *m, const char *moves)
{
	char state[MOVES_STATE_BYTES];

	while ((moves = moves_next(moves, state)) != NULL) {
		size_t i = 0;

		while (i < m->n && strcmp(m->state[i], state) != 0)
			i++;
		if (i == m->n && m->n < STATES) {
			memcpy(m->state[i], state, sizeof(state));
			m->count[m->n++] = 0;
		}
		if (i < m->n)
			m->count[i]++;
	}
}

static int find_moves(const struct rows *s, struct app *a, struct state_menu *m, struct err *e)
{
	for (size_t i = 0; i < s->n; i++) {
		struct record r;

		if (!is_meant(s, i) || s->row[i].aid == 0)
			continue;
		record_init(&r, "aid");
		if (record_load(a->office, "aid", s->row[i].aid, &r, e) < 0) {
			record_release(&r);
			return -1;
		}
		add_moves(m, aid_moves(record_text(&r, "state"), record_int(&r, "backpay") != 0));
		record_release(&r);
	}
	return 0;
}

unsigned rows_begin_move(struct rows *s, struct app *a)
{
	struct state_menu m = { .n = 0 };
	struct menu_item item[STATES];
	char mark[STATES][24];
	struct err e;

	err_clear(&e);
	if (find_moves(s, a, &m, &e) < 0)
		return app_fail(a, NULL, &e);
	if (m.n == 0)
		return app_say(a, "cov_no_moves", NULL, NULL);
	for (size_t i = 0; i < m.n; i++) {
		struct buf b = BUF_INIT;
		char count[24];

		snprintf(count, sizeof(count), "%d", m.count[i]);
		words_put(a->screens, &b, "word.cov_items", count);
		snprintf(mark[i], sizeof(mark[i]), "%s", b.s);
		item[i] = (struct menu_item){ work_choice(a, "aid_state", m.state[i]), mark[i], (int64_t)i };
		buf_release(&b);
	}
	snprintf(s->to, sizeof(s->to), "%s", m.state[0]);
	s->asks = ROWS_ASK_STATE;
	return app_push(a, menu_view(app_word(a, "cov_move_to"), item, m.n, 0));
}

static unsigned ask(struct rows *s, struct app *a, enum rows_asks what, const char *word, const char *value)
{
	s->asks = what;
	return app_push(a, prompt_view(app_word(a, word), value));
}

static unsigned ask_day(struct rows *s, struct app *a, enum rows_asks what, const char *state)
{
	struct buf b = BUF_INIT;
	unsigned fx;

	words_put(a->screens, &b, "word.cov_day", state);
	s->asks = what;
	fx = app_push(a, prompt_view(b.s, clock_today()));
	buf_release(&b);
	return fx;
}

static unsigned took_state(struct rows *s, struct app *a, const char *shown)
{
	const struct choice *c = choice_find(screens_choices(a->screens, "aid_state"), shown);

	if (!c)
		return EFFECT_DRAW;
	snprintf(s->to, sizeof(s->to), "%s", c->label);
	return ask_day(s, a, ROWS_ASK_DAY, c->shown);
}

static unsigned move(struct rows *s, struct app *a, const char *posted_at, const char *reason)
{
	const struct aid_step step = {
		.to = s->to, .on = s->on, .posted_to = s->posted_to, .posted_at = posted_at, .reason = reason
	};
	struct aid_moved moved;
	char done[24], stayed[24];
	struct buf b = BUF_INIT;
	struct err e;
	int64_t *aid;
	size_t n = meant_ids(s, aid_of, &aid);
	unsigned fx;
	int rc;

	err_clear(&e);
	rc = n == 1 ? aid_move(a->office, aid[0], &step, &e) : aid_move_many(a->office, aid, n, &step, &moved, &e);
	if (rc < 0) {
		fx = app_refuse(a, screens_form(a->screens, "aid"), &e);
	} else {
		if (n == 1)
			moved = (struct aid_moved){ 1, 0 };
		snprintf(done, sizeof(done), "%d", moved.moved);
		snprintf(stayed, sizeof(stayed), "%d", moved.stayed);
		words_put(a->screens, &b, "word.cov_moved_to", work_choice(a, "aid_state", s->to), done);
		fx = EFFECT_RELOAD | app_say(a, moved.stayed ? "cov_moved_some" : "cov_moved", b.s, stayed);
	}
	buf_release(&b);
	mem_free(aid);
	return fx;
}

/* The last day of a posting that begins on s->on. */
static unsigned ask_posting(struct rows *s, struct app *a)
{
	double days = 0;
	char last[DATE_BYTES] = "";

	if (office_threshold(a->office, "aid_posting_days", a->office->village, s->on, &days) && days >= 1)
		date_from_days(date_days(s->on) + (int64_t)days, last);
	return ask(s, a, ROWS_ASK_TO, "cov_posted_to", last);
}

static unsigned took_day(struct rows *s, struct app *a, const char *typed)
{
	struct err e;

	err_clear(&e);
	if (work_day(typed, s->on, &e) < 0)
		return app_refuse(a, NULL, &e);
	s->posted_to[0] = '\0';
	if (strcmp(s->to, "posted") == 0)
		return ask_posting(s, a);
	if (strcmp(s->to, "rejected") == 0 || strcmp(s->to, "returned") == 0)
		return ask(s, a, ROWS_ASK_REASON, "cov_reason", "");
	return move(s, a, NULL, NULL);
}

static unsigned took_last_day(struct rows *s, struct app *a, const char *typed)
{
	struct err e;

	err_clear(&e);
	if (work_day(typed, s->posted_to, &e) < 0)
		return app_refuse(a, NULL, &e);
	if (strcmp(s->posted_to, s->on) < 0) {
		err_field(&e, "posted_to", "DATE_ORDER", s->on, s->posted_to);
		return app_refuse(a, screens_form(a->screens, "aid"), &e);
	}
	return ask(s, a, ROWS_ASK_AT, "cov_posted_at", "");
}

/* ---- applying, telling, verifying ---- */

/* The steps after it may not be of an earlier day, so a list that is entered late says when it began. */
unsigned rows_begin_apply(struct rows *s, struct app *a)
{
	return ask_day(s, a, ROWS_ASK_APPLIED, work_choice(a, "aid_state", "applied"));
}

static unsigned apply(struct rows *s, struct app *a, const char *typed)
{
	struct aid_due *due = mem_grow(NULL, s->n + 1, sizeof(*due));
	struct err e;
	char count[24];
	size_t n = 0;
	int made = 0;
	unsigned fx;

	err_clear(&e);
	for (size_t i = 0; i < s->n; i++) {
		const struct coverage_row *r = &s->row[i];

		if (is_meant(s, i) && r->item != 0 && r->aid == 0)
			due[n++] = (struct aid_due){ r->person, r->item, r->standard };
	}
	if (work_day(typed, s->on, &e) < 0 || aid_apply(a->office, s->ask.term, s->on, due, n, &made, &e) < 0) {
		fx = app_refuse(a, screens_form(a->screens, "aid"), &e);
	} else {
		snprintf(count, sizeof(count), "%d", made);
		fx = EFFECT_RELOAD |
		     app_say(a, aid_is_locked(a->office, s->ask.term) ? "cov_backpay_made" : "cov_applied_now", count,
			     NULL);
	}
	mem_free(due);
	return fx;
}

unsigned rows_tell(struct rows *s, struct app *a)
{
	int64_t *person;
	size_t n = meant_ids(s, person_of, &person);
	unsigned fx = EFFECT_NONE;
	struct err e;

	err_clear(&e);
	if (n > 0)
		fx = coverage_may_tell(a->office, s->ask.term, person, n, &e) < 0
			     ? app_fail(a, NULL, &e)
			     : app_push(a, tell_view(a, s->ask.term, person, n));
	mem_free(person);
	return fx;
}

unsigned rows_begin_verify(struct rows *s, struct app *a)
{
	return ask(s, a, ROWS_ASK_VERIFIER, "cov_verifier", s->by ? s->by : "");
}

static unsigned verify(struct rows *s, struct app *a, const char *typed)
{
	int64_t *enrolment;
	size_t n = meant_ids(s, unverified_of, &enrolment);
	struct err e;
	char count[24];
	unsigned fx;

	err_clear(&e);
	snprintf(count, sizeof(count), "%zu", n);
	if (work_day(typed, s->on, &e) < 0 || enrolment_verify(a->office, enrolment, n, s->by, s->on, &e) < 0) {
		fx = app_refuse(a, screens_form(a->screens, "enrolment"), &e);
	} else {
		fx = EFFECT_RELOAD | app_say(a, "cov_verified_now", count, NULL);
		rows_untick(s);
	}
	mem_free(enrolment);
	return fx;
}

static unsigned took_verifier(struct rows *s, struct app *a, const char *name)
{
	struct err e;

	err_clear(&e);
	if (text_is_blank(name)) {
		err_set(&e, ERR_INVALID, "ANSWER_BLANK");
		return app_refuse(a, NULL, &e);
	}
	mem_free(s->by);
	s->by = mem_dup(name);
	return ask(s, a, ROWS_ASK_VERIFIED, "cov_verified_on", clock_today());
}

static unsigned took(struct rows *s, struct app *a, const struct answer *ans, enum rows_asks asked)
{
	switch (asked) {
	case ROWS_ASK_STATE:
		return took_state(s, a, ans->text);
	case ROWS_ASK_DAY:
		return took_day(s, a, ans->text);
	case ROWS_ASK_APPLIED:
		return apply(s, a, ans->text);
	case ROWS_ASK_TO:
		return took_last_day(s, a, ans->text);
	case ROWS_ASK_AT:
		return move(s, a, ans->text, NULL);
	case ROWS_ASK_REASON:
		return move(s, a, NULL, ans->text);
	case ROWS_ASK_VERIFIER:
		return took_verifier(s, a, ans->text);
	case ROWS_ASK_VERIFIED:
		return verify(s, a, ans->text);
	case ROWS_ASK_PATH:
		return rows_took_path(s, a, ans->text);
	case ROWS_ASK_OVER:
		return rows_write_letters(s, a);
	default:
		return EFFECT_DRAW;
	}
}

unsigned rows_answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct rows *s = v->state;
	enum rows_asks asked = s->asks;
	unsigned fx;

	s->asks = ROWS_ASK_NOTHING;
	if (strcmp(ans->from, "tell") == 0 && ans->yes)
		rows_untick(s);
	if (!ans->yes)
		return EFFECT_DRAW;
	fx = took(s, a, ans, asked);
	if (fx & EFFECT_AGAIN)
		s->asks = asked;
	return fx;
}

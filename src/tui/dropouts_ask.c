/* A case of dropout: opened, talked about, taken on. Each step asks for what it rests on. */
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "dropouts_internal.h"
#include "item.h"
#include "model/record.h"
#include "screen/form.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <stdio.h>
#include <string.h>

#define MOVES 4

static unsigned ask(struct dropouts *d, struct app *a, enum dropouts_asks what, struct view *v)
{
	d->asks = what;
	return app_push(a, v);
}

static unsigned log_talk(struct dropouts *d, struct app *a)
{
	struct record r;
	struct err e;

	err_clear(&e);
	if (persuasion_begin(a->office, d->dropout, &r, &e) < 0) {
		record_release(&r);
		return app_fail(a, NULL, &e);
	}
	return app_push(a, form_view_of(a, "persuasion", &r, d->dropout, "person_met"));
}

static void state_of(struct app *a, int64_t dropout, char state[MOVES_STATE_BYTES])
{
	struct record r;

	record_init(&r, "dropout");
	state[0] = '\0';
	if (record_load(a->office, "dropout", dropout, &r, NULL) == 0)
		snprintf(state, MOVES_STATE_BYTES, "%s", record_text(&r, "state"));
	record_release(&r);
}

static unsigned ask_move(struct dropouts *d, struct app *a)
{
	struct menu_item item[MOVES];
	char state[MOVES_STATE_BYTES], to[MOVES_STATE_BYTES], key[48];
	struct buf title = BUF_INIT;
	size_t n = 0;
	unsigned fx;

	state_of(a, d->dropout, state);
	for (const char *s = dropout_moves(state); n < MOVES && (s = moves_next(s, to));) {
		snprintf(key, sizeof(key), "word.dropout_to_%s", to);
		item[n] = (struct menu_item){ work_choice(a, "dropout_state", to), app_word(a, key), (int64_t)n };
		n++;
	}
	if (n == 0)
		return app_say(a, "dropout_is_settled", d->name, NULL);
	words_put(a->screens, &title, "word.dropout_move_which", d->name);
	fx = ask(d, a, DROPOUTS_ASKS_MOVE, menu_view(title.s, item, n, 0));
	buf_release(&title);
	return fx;
}

static unsigned go_on(struct dropouts *d, struct app *a, enum request what)
{
	switch (what) {
	case REQ_NEW:
		return log_talk(d, a);
	case REQ_MOVE:
		return ask_move(d, a);
	default:
		return app_push(a, form_view(a, "dropout", d->dropout, 0, NULL));
	}
}

unsigned dropouts_do(struct dropouts *d, struct app *a, const struct dropout_row *r, enum request what)
{
	struct buf b = BUF_INIT;
	unsigned fx;

	d->person = r->person;
	d->dropout = r->dropout;
	d->after = what;
	snprintf(d->name, sizeof(d->name), "%s", r->name);
	if (d->dropout)
		return go_on(d, a, what);
	words_put(a->screens, &b, "word.dropout_ask_open", d->name);
	fx = ask(d, a, DROPOUTS_ASKS_OPEN, confirm_view(b.s));
	buf_release(&b);
	return fx;
}

static unsigned open_case(struct dropouts *d, struct app *a)
{
	struct err e;

	err_clear(&e);
	if (dropout_open(a->office, d->person, d->term, NULL, &d->dropout, &e) < 0)
		return app_fail(a, NULL, &e);
	app_say(a, "dropout_opened", d->name, NULL);
	return EFFECT_RELOAD | go_on(d, a, d->after);
}

static const char *column_of(const char *to)
{
	return strcmp(to, "returned") == 0 ? "return_school" : strcmp(to, "explained") == 0 ? "explained" : "measure";
}

/* What the case says of it already, to be gone on with: the measure of a child that has left again. */
static char *known(struct app *a, int64_t dropout, const char *column)
{
	struct record r;
	char *text = NULL;

	record_init(&r, "dropout");
	if (record_load(a->office, "dropout", dropout, &r, NULL) == 0)
		text = mem_dup(record_text(&r, column));
	record_release(&r);
	return text;
}

static unsigned chosen(struct dropouts *d, struct app *a, int64_t which)
{
	char state[MOVES_STATE_BYTES];

	state_of(a, d->dropout, state);
	const char *s = dropout_moves(state);
	for (int64_t i = 0; s && i <= which; i++)
		s = moves_next(s, d->to);
	mem_free(d->what);
	d->what = NULL;
	const char *word = strcmp(d->to, "returned") == 0    ? "dropout_return_school"
			   : strcmp(d->to, "explained") == 0 ? "dropout_explain"
							     : "dropout_measure";
	char *before = known(a, d->dropout, column_of(d->to));
	unsigned fx = ask(d, a, DROPOUTS_ASKS_WHAT, prompt_view(app_word(a, word), before ? before : ""));

	mem_free(before);
	return fx;
}

static unsigned move(struct dropouts *d, struct app *a, const char *typed)
{
	bool dated = strcmp(d->to, "explained") != 0;
	char day[DATE_BYTES] = "";
	struct err e;

	err_clear(&e);
	if ((dated && work_day(typed, day, &e) < 0) || dropout_move(a->office, d->dropout, d->to, day, d->what, &e) < 0)
		return app_refuse(a, screens_form(a->screens, "dropout"), &e);
	return EFFECT_RELOAD | app_say(a, "dropout_moved", d->name, work_choice(a, "dropout_state", d->to));
}

/* A step that says nothing stops here, before the day is asked. */
static unsigned said(struct dropouts *d, struct app *a, const char *text)
{
	const char *column = column_of(d->to);
	struct err e;

	err_clear(&e);
	if (text_is_blank(text)) {
		err_field(&e, column, "DROPOUT_BLANK", d->to);
		return app_refuse(a, screens_form(a->screens, "dropout"), &e);
	}
	mem_free(d->what);
	d->what = mem_dup(text);
	if (strcmp(d->to, "explained") == 0)
		return move(d, a, "");
	return ask(d, a, DROPOUTS_ASKS_DAY, prompt_view(app_word(a, "dropout_day"), clock_today()));
}

static unsigned took(struct dropouts *d, struct app *a, const struct answer *ans, enum dropouts_asks asked)
{
	switch (asked) {
	case DROPOUTS_ASKS_OPEN:
		return open_case(d, a);
	case DROPOUTS_ASKS_MOVE:
		return chosen(d, a, ans->id);
	case DROPOUTS_ASKS_WHAT:
		return said(d, a, ans->text);
	case DROPOUTS_ASKS_DAY:
		return move(d, a, ans->text);
	default:
		return EFFECT_DRAW;
	}
}

unsigned dropouts_answered(struct dropouts *d, struct app *a, const struct answer *ans)
{
	enum dropouts_asks asked = d->asks;
	unsigned fx;

	d->asks = DROPOUTS_ASKS_NOTHING;
	if (!ans->yes)
		return EFFECT_DRAW;
	fx = took(d, a, ans, asked);
	if (fx & EFFECT_AGAIN)
		d->asks = asked;
	return fx;
}

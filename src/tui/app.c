#include "app_internal.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "screen/words.h"
#include "tui/term.h"
#include "tui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOW_MS 2      /* the terminal shows the answer to a key before there is work again */
#define BACKLOG_MS 100 /* keys that keep coming may not hide the screen for longer */

const char *app_word(const struct app *a, const char *key)
{
	char full[96];

	if (words_has(a->screens, key))
		return words_get(a->screens, key);
	snprintf(full, sizeof(full), "word.%s", key);
	return words_has(a->screens, full) ? words_get(a->screens, full) : key;
}

static const char *said_for(const struct app *a, const char *what, const struct view *v, enum request r,
			    const char *usual)
{
	char key[96];

	snprintf(key, sizeof(key), "%s.%s.%s", what, v->ops->name, request_name(r));
	return words_has(a->screens, key) ? words_get(a->screens, key) : usual;
}

const char *app_label(const struct app *a, const struct view *v, enum request r)
{
	return said_for(a, "label", v, r, keymap_label(a->keys, r));
}

const char *app_help(const struct app *a, const struct view *v, enum request r)
{
	return said_for(a, "help", v, r, keymap_help(a->keys, r));
}

unsigned app_push(struct app *a, struct view *v)
{
	if (!v)
		return EFFECT_NONE;
	if (a->pushed)
		BUG("two views pushed at once");
	a->pushed = v;
	return EFFECT_PUSH;
}

unsigned app_answer(struct app *a, bool yes, int64_t id, const char *text)
{
	size_t n = text ? strlen(text) : 0;
	struct answer *ans = mem_alloc(sizeof(*ans) + n + 1);
	char *copy = (char *)(ans + 1);

	if (n > 0)
		memcpy(copy, text, n);
	*ans = (struct answer){ .from = a->top->ops->name, .yes = yes, .id = id, .text = copy };
	mem_free(a->answered);
	a->answered = ans;
	return EFFECT_POP;
}

unsigned app_say(struct app *a, const char *key, const char *a1, const char *a2)
{
	char full[96];
	struct buf b = BUF_INIT;

	snprintf(full, sizeof(full), words_has(a->screens, key) ? "%s" : "word.%s", key);
	words_put(a->screens, &b, full, a1 ? a1 : "", a2 ? a2 : "");
	snprintf(a->message, sizeof(a->message), "%s", b.s);
	a->message_ink = INK_MESSAGE;
	buf_release(&b);
	return EFFECT_DRAW;
}

unsigned app_refuse(struct app *a, const struct form *f, const struct err *e)
{
	return app_fail(a, f, e) | EFFECT_AGAIN;
}

unsigned app_fail(struct app *a, const struct form *f, const struct err *e)
{
	struct buf b = BUF_INIT;

	words_error(a->screens, f, e, &b);
	snprintf(a->message, sizeof(a->message), "%s", b.s);
	a->message_ink = INK_ERROR;
	buf_release(&b);
	return EFFECT_DRAW;
}

static void free_view(struct view *v)
{
	if (v->ops->close)
		v->ops->close(v);
	mem_free(v);
}

void app_drop(struct app *a)
{
	struct view *v = a->top;
	unsigned fx = v->ops->keep ? v->ops->keep(v, a) : EFFECT_NONE;

	a->top = v->below;
	free_view(v);
	if (fx & EFFECT_RELOAD)
		app_reload(a);
}

void app_reload(struct app *a)
{
	for (struct view *v = a->top; v; v = v->below)
		v->loaded = false;
	a->facts++;
	app_refresh_names(a);
}

static void push(struct app *a, struct view *v)
{
	v->below = a->top;
	a->top = v;
}

/* The top view goes; what it answered is told to the one below, or to the app if the app had asked. An answer that is
 * refused leaves it where it was, with what was typed. */
static unsigned pop(struct app *a)
{
	struct answer *ans = a->answered;
	struct view *v = a->top;
	unsigned fx = EFFECT_NONE, kept = v->ops->keep ? v->ops->keep(v, a) : EFFECT_NONE;

	a->answered = NULL;
	a->top = v->below;
	if (kept & EFFECT_RELOAD)
		app_reload(a);
	if (ans && a->top && v->for_app)
		fx = app_asked(a, ans);
	else if (ans && a->top && a->top->ops->answer)
		fx = a->top->ops->answer(a->top, a, ans);
	if (fx & EFFECT_AGAIN)
		push(a, v);
	else
		free_view(v);
	mem_free(ans);
	return fx;
}

void app_apply(struct app *a, unsigned fx)
{
	while (fx & (EFFECT_RELOAD | EFFECT_PUSH | EFFECT_POP | EFFECT_QUIT)) {
		struct view *pushed = a->pushed;
		unsigned next = EFFECT_NONE;

		a->pushed = NULL;
		if (fx & EFFECT_RELOAD)
			app_reload(a);
		if (fx & EFFECT_POP && a->top)
			next = pop(a);
		if (pushed)
			push(a, pushed);
		if (fx & EFFECT_QUIT)
			while (a->top)
				app_drop(a);
		fx = a->top ? next : EFFECT_NONE;
	}
}

unsigned app_dispatch(struct app *a, enum request r)
{
	struct view *v = a->top;
	unsigned fx = EFFECT_UNWANTED;

	if (view_has(v, r) && view_can(v, a, r) && v->ops->request)
		fx = v->ops->request(v, a, r);
	if (fx & EFFECT_UNWANTED)
		fx = app_request(a, r);
	return fx;
}

static unsigned take_mouse(struct app *a, const struct key *k)
{
	if (k->y == term_rows() - 1)
		return app_bar_click(a, k->x);
	return a->top->ops->mouse ? a->top->ops->mouse(a->top, a, k) : EFFECT_NONE;
}

/* A key that means nothing here says so, and which one tells what does. */
static unsigned no_such_key(struct app *a, const struct key *k)
{
	char help[32];

	snprintf(help, sizeof(help), "%s", keymap_keys(a->keys, REQ_HELP));
	help[strcspn(help, " ")] = '\0';
	return app_say(a, "no_such_key", k->text, help);
}

static unsigned take_key(struct app *a, const struct key *k)
{
	struct view *v = a->top;
	enum request r;

	switch (k->kind) {
	case KEY_HANGUP:
		return EFFECT_QUIT;
	case KEY_MOUSE_:
		return app_is_too_small() ? EFFECT_NONE : take_mouse(a, k);
	case KEY_PASTED:
		if (!app_is_too_small() && view_takes_text(v) && v->ops->text && k->paste)
			return v->ops->text(v, a, k->paste, strlen(k->paste), true);
		return EFFECT_NONE;
	case KEY_TEXT:
	case KEY_NAMED_:
		r = keymap_request(a->keys, a, v, k);
		if (app_is_too_small()) /* nothing is done that is not seen, but one may leave */
			return r == REQ_QUIT ? EFFECT_QUIT : EFFECT_NONE;
		if (r != REQ_NONE)
			return app_dispatch(a, r);
		if (k->kind == KEY_TEXT && view_takes_text(v) && v->ops->text)
			return v->ops->text(v, a, k->text, strlen(k->text), false);
		return no_such_key(a, k);
	default:
		return EFFECT_DRAW;
	}
}

/* What a key means is done; long doing says so, and only jobs that say they can are stopped. */
static void handle(struct app *a, const struct key *k)
{
	busy_begin_held(a, "word.working");
	app_apply(a, take_key(a, k));
	busy_end(a);
}

/* Draws unless more keys wait; true when the screen is that of all keys so far. */
static bool show(struct app *a, int64_t *drawn)
{
	bool waiting = term_key_is_waiting();

	if (waiting && clock_ms() - *drawn <= BACKLOG_MS)
		return false;
	app_frame(a);
	*drawn = clock_ms();
	term_ready();
	return !waiting;
}

static void run(struct app *a, const struct app_command *copy)
{
	int64_t drawn = clock_ms();
	bool answered = false;

	a->quiet = drawn;
	app_prepare(a);
	app_frame(a);
	term_ready();
	app_copying_begin(a, copy);
	while (a->top) {
		struct key k;

		app_prepare(a);
		if (show(a, &drawn) && app_wants_work(a->top) && !(answered && term_key_within(SHOW_MS))) {
			answered = false;
			app_work(a);
			continue;
		}
		term_key(&k, app_idle_wait(a));
		if (k.kind != KEY_HANGUP && office_changed_outside(a->office))
			app_reload(a);
		if (k.kind == KEY_IDLE) {
			app_idle(a);
			continue;
		}
		a->quiet = clock_ms();
		a->message[0] = '\0';
		app_prepare(a);
		if (a->top)
			handle(a, &k);
		answered = true;
	}
}

int app_run(struct office *o, const struct screens *s, const struct config *c, const struct app_command *copy,
	    struct err *e)
{
	struct term_options opt = { .colour = c->colour, .mouse = c->mouse, .ascii = c->ascii };
	struct app a = { .office = o, .screens = s, .message_ink = INK_MESSAGE };
	struct keymap *keys = NULL;
	struct buf says = BUF_INIT;

	if (keymap_open(&keys, s, e) < 0)
		return 2;
	a.keys = keys;
	if (screens_problem(s, e) < 0 || term_open(s, &opt, e) < 0) {
		keymap_close(&keys);
		return 2;
	}
	app_refresh_names(&a);
	push(&a, today_view(&a));
	if (office_is_empty(o))
		push(&a, first_view(&a));
	run(&a, copy);
	app_copying_end(&a, &says);
	mem_free(a.answered);
	term_close();
	if (says.n > 0)
		printf("%s\n", says.s);
	buf_release(&says);
	keymap_close(&keys);
	return 0;
}

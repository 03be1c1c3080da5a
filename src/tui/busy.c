#include "tui/busy.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "screen/words.h"
#include "tui/app.h"
#include "tui/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATIENCE_MS 200
#define DRAW_MS 100
#define ASK_MS 20

static int patience = -1;

void busy_patience(int ms)
{
	patience = ms;
}

static int patience_now(void)
{
	const char *said = patience < 0 ? getenv("BANGFU_PATIENCE") : NULL;

	if (patience < 0)
		patience = said ? atoi(said) : PATIENCE_MS;
	return patience;
}

static void draw(struct app *a, const struct busy *b)
{
	struct rect row = { .y = term_rows() - 2, .x = 0, .h = 1, .w = term_cols() };
	int64_t done = a->office->told_done, all = a->office->told_all;
	int x, wide = row.w / 3;
	struct buf says = BUF_INIT;
	char count[64] = "";

	words_put(a->screens, &says, words_has(a->screens, b->word) ? b->word : "word.working", b->what);
	if (all > 0 || done > 0)
		snprintf(count, sizeof(count), all > 0 ? "%lld/%lld" : "%lld", (long long)done, (long long)all);
	draw_clear(&row);
	x = draw_text(&row, 0, 1, row.w / 3, INK_MESSAGE, says.s) + 1;
	if (all > 0) {
		draw_progress(&row, 0, x, wide, (int)((done > all ? all : done) * wide / all), wide);
		x += wide + 1;
	}
	x = draw_text(&row, 0, x, 0, INK_MESSAGE, count) + (count[0] ? 1 : 0);
	if (!b->holds)
		draw_text(&row, 0, x, row.w - x, INK_DIM, app_word(a, "busy_esc"));
	term_flush();
	buf_release(&says);
}

static bool is_one_of(const char *keys, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = keys; (at = strstr(at, name)) != NULL; at += n)
		if ((at == keys || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

/* Only keys that are no text: what a view would do with those is not asked while it is being loaded. */
static bool is_stop(const struct app *a, const struct key *k, bool *keep)
{
	*keep = true;
	if (k->kind == KEY_HANGUP)
		return true;
	if (k->kind != KEY_NAMED_)
		return false;
	*keep = strcmp(k->text, "Esc") != 0 && strcmp(k->text, "Ctrl-C") != 0;
	return !*keep || is_one_of(keymap_keys(a->keys, REQ_QUIT), k->text);
}

/* What was typed meanwhile. A click meant what was to be seen then: it is dropped. */
static bool stop_was_typed(struct app *a, bool holds)
{
	bool stop = false;
	struct key k;

	while (term_key_ahead(&k)) {
		bool keep, stops = is_stop(a, &k, &keep);

		stop = stop || (stops && !holds);
		if ((keep || holds) && k.kind != KEY_MOUSE_)
			term_key_keep(&k);
		if (k.kind == KEY_HANGUP)
			break;
	}
	return stop;
}

static bool ask(void *arg)
{
	struct app *a = arg;
	struct busy *b = &a->busy[a->n_busy - 1];
	int64_t now = clock_ms();

	if (b->stopped || now - b->began < patience_now())
		return b->stopped;
	if (b->drawn == 0 || now - b->drawn >= DRAW_MS) {
		b->drawn = now;
		draw(a, b);
	}
	b->stopped = stop_was_typed(a, b->holds);
	return b->stopped;
}

static void watch(struct app *a)
{
	office_set_progress(a->office, a->n_busy > 0 ? ask : NULL, a, patience_now() < ASK_MS ? 0 : ASK_MS);
}

static void begin(struct app *a, const char *word, const char *what, bool holds)
{
	struct busy *b = &a->busy[a->n_busy];

	if (a->n_busy == BUSY_DEEP)
		BUG("busy_begin too deep");
	*b = (struct busy){ .word = word, .holds = holds };
	b->began = a->n_busy > 0 ? b[-1].began : clock_ms();
	snprintf(b->what, sizeof(b->what), "%s", what);
	a->n_busy++;
	office_tell(a->office, 0, 0);
	watch(a);
}

void busy_begin(struct app *a, const char *word)
{
	begin(a, word, "", false);
	a->busy[a->n_busy - 1].large = true;
	office_large(a->office, true);
}

void busy_begin_of(struct app *a, const char *word, const char *what)
{
	begin(a, word, what, false);
}

void busy_begin_held(struct app *a, const char *word)
{
	begin(a, word, "", true);
}

bool busy_end(struct app *a)
{
	const struct busy *b = &a->busy[--a->n_busy];
	bool stopped = b->stopped;

	if (b->large)
		office_large(a->office, false);
	office_tell(a->office, 0, 0);
	watch(a);
	return stopped;
}

bool busy_tell(struct app *a, int64_t done, int64_t all)
{
	office_tell(a->office, done, all);
	return a->n_busy > 0 && a->busy[a->n_busy - 1].stopped;
}

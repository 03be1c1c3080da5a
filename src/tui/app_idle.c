/* Between keys: the work that comes behind the frame; and what waits for a second without a key, work or not: the log
 * into the file, the look whether the copy is made, drafts to the disk. */
#include "app_internal.h"

#include "base/clock.h"
#include "tui/term.h"

#define IDLE_MS 1000
#define WORK_ASK_MS 4

int app_idle_wait(const struct app *a)
{
	int least = office_wants_rest(a->office) || a->copying.pid ? IDLE_MS : -1;

	for (const struct view *v = a->top; v; v = v->below) {
		int ms = v->ops->idle_ms > 0 ? v->ops->idle_ms : IDLE_MS;

		if (v->ops->idle && v->ops->wants_idle && v->ops->wants_idle(v) && (least < 0 || ms < least))
			least = ms;
	}
	return least;
}

static bool is_due(const struct app *a)
{
	int wait = app_idle_wait(a);

	return wait >= 0 && clock_ms() - a->quiet >= wait;
}

void app_idle(struct app *a)
{
	struct view *top = a->top;

	a->quiet = clock_ms();
	office_rest(a->office);
	app_copying_look(a);
	for (struct view *v = top->below; v; v = v->below)
		if (v->ops->idle && v->ops->wants_idle && v->ops->wants_idle(v))
			app_apply(a, v->ops->idle(v, a) & EFFECT_RELOAD);
	if (top->ops->idle && top->ops->wants_idle && top->ops->wants_idle(top))
		app_apply(a, top->ops->idle(top, a));
}

/* ---- work ---- */

static bool key_waits(void *arg)
{
	(void)arg;
	return term_key_is_waiting();
}

bool app_wants_work(const struct view *v)
{
	return v && !app_is_too_small() && v->ops->work && v->loaded && !v->no_work && v->ops->wants_work(v);
}

/* One step of it; a key ends it at once. Steps that follow each other for long give the others their turn. */
void app_work(struct app *a)
{
	struct view *v = a->top;
	struct err e;

	err_clear(&e);
	office_set_progress(a->office, key_waits, NULL, WORK_ASK_MS);
	if (v->ops->work(v, a, &e) < 0 && e.code != ERR_CANCEL) {
		v->no_work = true;
		app_fail(a, NULL, &e);
	}
	office_set_progress(a->office, NULL, NULL, 0);
	if (is_due(a) && !term_key_is_waiting())
		app_idle(a);
}

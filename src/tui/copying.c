/* Today's copy is made by a program of its own, of the lowest priority: a district's takes minutes, and SQLite's look
 * at the pages cannot be interrupted. The screen never waits for it.
 *
 * A small one ends with the screen: it takes a moment, the next start makes it, and nothing of ours touches the disk
 * any more. A large one goes on by itself, and that is said on leaving: who never stays as long as it takes would never
 * have one. Killed with the computer, or failed where nobody hears of it, it leaves a part without the name of a copy;
 * the next start says so and makes another. */
#include "app_internal.h"

#include "screen/words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define LARGE (16LL << 20) /* bytes; of less nobody notices anything, and nothing is said */

/* A command says its name before it. */
static const char *reason(const struct app *a, const char *said)
{
	static const char name[] = "bangfu: ";
	size_t n = sizeof(name) - 1;

	if (!said[0])
		return app_word(a, "backup_ended");
	return strncmp(said, name, n) == 0 ? said + n : said;
}

static void say_failed(struct app *a, const char *why)
{
	app_say(a, "backup_failed", why, NULL);
	a->message_ink = INK_ERROR;
}

void app_copying_begin(struct app *a, const struct app_command *make)
{
	long long bytes;
	bool left;

	if (!make->argv || office_is_empty(a->office) || !office_backup_is_due(a->office, &bytes))
		return;
	left = office_backup_left(a->office); /* the child takes it away */
	if (!child_begin(&a->copying, make->program, make->argv)) {
		say_failed(a, strerror(errno));
		return;
	}
	a->copying_large = bytes >= LARGE;
	if (left || a->copying_large)
		app_say(a, left ? "backup_again" : "backup_working", NULL, NULL);
}

void app_copying_look(struct app *a)
{
	char said[400];
	long long bytes;

	switch (child_look(&a->copying, said, sizeof(said))) {
	case CHILD_DONE:
		if (a->copying_large && !office_backup_is_due(a->office, &bytes))
			app_say(a, "backup_made", NULL, NULL);
		break;
	case CHILD_FAILED:
		say_failed(a, reason(a, said));
		office_backup_sweep(a->office);
		break;
	case CHILD_RUNS:
	case CHILD_NONE:
		break;
	}
}

void app_copying_end(struct app *a, struct buf *says)
{
	char said[400];
	enum child_state state = child_look(&a->copying, said, sizeof(said));

	if (state == CHILD_RUNS && a->copying_large) {
		child_leave(&a->copying);
		buf_adds(says, app_word(a, "backup_goes_on"));
	} else if (state == CHILD_RUNS) {
		child_kill(&a->copying);
		office_backup_sweep(a->office);
	} else if (state == CHILD_FAILED) {
		words_put(a->screens, says, "word.backup_failed", reason(a, said));
		office_backup_sweep(a->office);
	}
}

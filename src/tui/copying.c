/* Today's copy is made by a program of its own, of the lowest priority: a district's takes minutes, and SQLite's look
 * at the pages cannot be interrupted. The screen never waits for it.
 *
 * A small one ends with the screen: it takes a moment, the next start makes it, and nothing of ours touches the disk
 * any more. A large one goes on by itself, and that is said on leaving: who never stays as long as it takes would never
 * have one. Killed with the computer it leaves a part without the name of a copy; the next start says so and makes
 * another. */
#include "app_internal.h"

#include "screen/words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define LARGE (16LL << 20) /* bytes; of less nobody notices anything, and nothing is said */

static void say_failed(struct app *a, const char *why)
{
	static const char name[] = "bangfu: "; /* as a command says it */
	size_t n = sizeof(name) - 1;

	app_say(a, "backup_failed", strncmp(why, name, n) == 0 ? why + n : why, NULL);
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
		say_failed(a, said[0] ? said : app_word(a, "backup_ended"));
		break;
	case CHILD_RUNS:
	case CHILD_NONE:
		break;
	}
}

bool app_copying_end(struct app *a)
{
	char said[400];

	if (child_look(&a->copying, said, sizeof(said)) != CHILD_RUNS)
		return false;
	if (a->copying_large) {
		child_leave(&a->copying);
		return true;
	}
	child_kill(&a->copying);
	office_backup_sweep(a->office);
	return false;
}

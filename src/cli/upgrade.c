/* What is said while an older file is upgraded, before there is an office or a screen. */
#include "command.h"

#include "base/buf.h"
#include "base/clock.h"
#include "screen/words.h"

#include <stdio.h>
#include <unistd.h>

enum { SAID_AFTER_MS = 200 };

static struct {
	const struct screens *screens;
	int64_t began; /* 0: not yet */
	int done, all; /* as it was said last */
	bool said;
} upgrade;

static void say(const char *word, const char *arg)
{
	struct buf b = BUF_INIT;

	words_put(upgrade.screens, &b, word, arg);
	fprintf(stderr, "\r\033[K%s", b.s);
	buf_release(&b);
	upgrade.said = true;
}

static void told(void *arg, int done, int all)
{
	int64_t now = clock_ms();
	char percent[8];

	(void)arg;
	if (!upgrade.began)
		upgrade.began = now;
	/* Of the migration nothing more is heard. */
	if (all && now - upgrade.began < SAID_AFTER_MS)
		return;
	int before = upgrade.said && upgrade.all > 0 ? (int)(100LL * upgrade.done / upgrade.all) : -1;
	int far = all > 0 ? (int)(100LL * done / all) : -1;
	snprintf(percent, sizeof(percent), "%d", far);
	if (!all)
		say("upgrade.migrate", NULL);
	else if (far != before)
		say(done == all ? "upgrade.check" : "upgrade.copy", percent);
	upgrade.done = done;
	upgrade.all = all;
}

void cli_watch_upgrade(const struct screens *s)
{
	upgrade.screens = s;
	office_tell_upgrade(s && isatty(STDERR_FILENO) ? told : NULL, NULL);
	if (!s && upgrade.said)
		fputs("\r\033[K", stderr);
}

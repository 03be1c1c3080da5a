/* Proves that a full disk takes nothing: typing goes on and the screen says why it is not kept, saving says so and
 * keeps the form, after room is made one save does it; and however the program is ended meanwhile, the file verifies
 * and the draft holds what was typed while there was room.
 *
 *   tty_disk PROGRAM SCREENS_DIR TESTS_DIR
 *
 * The disk is full when the running program's RLIMIT_FSIZE is the size its log has: the next page does not fit. */
#include "screens/play.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

static struct play p;

static void disk(struct tty *t, bool full)
{
	struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };
	struct stat st;
	char log[700];
	snprintf(log, sizeof log, "%s-wal", p.db);
	if (prlimit(tty_pid(t), RLIMIT_FSIZE, NULL, &limit) != 0 || (full && stat(log, &st) != 0)) {
		perror(log);
		exit(2);
	}
	limit.rlim_cur = full ? (rlim_t)st.st_size : limit.rlim_max;
	if (prlimit(tty_pid(t), RLIMIT_FSIZE, &limit, NULL) != 0)
		exit(2);
}

/* A household's form with a word typed while there was room and one more when there was none. */
static struct tty *typed_when_full(const char *when)
{
	struct tty *t = play_begin(&p);
	play_keys(&p, t, "o e");
	play_field(&p, t, "家庭住址");
	play_type(t, "长潭村");
	disk(t, true);
	play_keys(&p, t, "三 组");
	play_sees(&p, t, "长潭村三组", when);
	play_sees(&p, t, "play.db", when); /* the sentence names the file */
	return t;
}

static void draft_is(const char *least, const char *when)
{
	char *text = play_ask(&p, "SELECT json_extract(cells, '$.address') FROM draft");
	play_check(&p, strncmp(text, least, strlen(least)) == 0, "%s: the draft holds '%s'", when, text);
	free(text);
	play_verify(&p, when);
}

static void saved_later(void)
{
	const char *when = "full, then room is made";
	struct tty *t = typed_when_full(when);
	play_keys(&p, t, "F2");
	play_sees(&p, t, "长潭村三组", when);
	play_sees(&p, t, "未保存", when);
	play_sees(&p, t, "play.db", when);
	play_check(&p, play_count(&p, "SELECT count(*) FROM household WHERE address LIKE '长潭村三组%'") == 0,
		   "%s: half of it was saved", when);
	play_keys(&p, t, "F2 1");
	disk(t, false);
	play_keys(&p, t, "2");
	play_check(&p, !play_shows(t, "play.db"), "%s: it still complains", when);
	draft_is("长潭村三组12", when);
	play_keys(&p, t, "F2");
	play_sees(&p, t, "已保存", when);
	play_check(&p, play_count(&p, "SELECT count(*) FROM household WHERE address = '长潭村三组12'") == 1,
		   "%s: it is not saved", when);
	play_leave(&p, t);
	play_verify(&p, when);
}

static void ended(int number, const char *when)
{
	struct tty *t = typed_when_full(when);
	tty_kill(t, number);
	while (tty_settle(t))
		;
	tty_wait(t);
	if (number != SIGKILL)
		play_ended(&p, t, when);
	tty_close(t);
	draft_is("长潭村", when);
}

/* Leaving by Esc: what cannot be kept is not given up. */
static void left(void)
{
	const char *when = "full, and Esc";
	struct tty *t = typed_when_full(when);
	play_keys(&p, t, "Esc Enter");
	play_sees(&p, t, "play.db", when);
	play_sees(&p, t, "长潭村三组", when);
	play_check(&p, !play_shows(t, "已存为草稿"), "%s: it says the draft is kept", when);
	play_leave(&p, t);
	draft_is("长潭村", when);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	signal(SIGXFSZ, SIG_IGN); /* the program inherits it: a write fails, as on a full disk, and is no signal */
	play_open(&p, argv[1], argv[2], "disk");
	saved_later();
	ended(SIGTERM, "full, and told to leave");
	ended(SIGKILL, "full, and killed");
	left();
	return play_close(&p, "4 full disks: nothing lost, everything said");
}

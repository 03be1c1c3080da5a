/* Proves that a broken file of screens/ keeps nobody from what does not need it: who needs it is told file and line,
 * the view stays where it is, and where all of them are broken the program still takes keys and leaves in order.
 *
 *   tty_screens PROGRAM SCREENS_DIR TESTS_DIR */
#include "screens/play.h"

#include <stdio.h>
#include <stdlib.h>

static struct play p;

static void shell(const char *command)
{
	char line[3000];

	snprintf(line, sizeof line, "cd '%s' && %s", p.work, command);
	play_check(&p, system(line) == 0, "%s", command);
}

static void one_at_a_time(void)
{
	struct tty *t;

	shell("echo 'no line' >> own/list.households.ini && echo 'no line' >> own/form.visit.ini");
	t = play_begin(&p);
	play_check(&p, !play_shows(t, ".ini"), "the start tells of a file it does not need");
	play_keys(&p, t, "h");
	play_sees(&p, t, "list.households.ini:", "a broken list");
	play_sees(&p, t, "今日", "a broken list");
	play_keys(&p, t, "v");
	play_sees(&p, t, "form.visit.ini:", "a broken form");
	play_keys(&p, t, "v");
	play_sees(&p, t, "form.visit.ini:", "a broken form again");
	play_keys(&p, t, "c");
	play_check(&p, !play_shows(t, ".ini"), "a view tells of a file it does not need");
	play_leave(&p, t);
}

/* Wherever one gets to. */
static const char *const walks[] = {
	"Enter Down Enter Esc Esc e Esc n Esc Esc",
	"h Enter e Esc n Enter Esc Esc Esc Esc",
	"c Enter Enter Esc Esc Esc",
	"f Enter e Esc Esc Esc",
	"s Enter Esc n Esc Esc",
	"l Enter Esc Down Enter Esc Esc Esc",
	"/ Esc Ctrl-P Esc",
	"Ctrl-P Enter Esc Esc",
	"F1 Esc v Esc V Esc",
	"i Esc Esc R Esc C Esc D Esc",
	"r Esc B Esc G Esc k Esc",
	"M Esc O Esc T Esc P Esc L Esc",
};

static void all_at_once(const char *what, const char *command)
{
	shell(command);
	for (size_t i = 0; i < sizeof walks / sizeof *walks; i++) {
		struct tty *t = play_begin(&p);

		play_keys(&p, t, walks[i]);
		play_leave(&p, t);
	}
	play_verify(&p, what);
}

int main(int argc, char **argv)
{
	char own[600], copy[1400];

	if (argc < 4)
		return 2;
	play_open(&p, argv[1], argv[2], "screens");
	snprintf(copy, sizeof copy, "cp -r \"$(realpath '%s')\" own", argv[2]);
	if (argv[2][0] != '/')
		snprintf(copy, sizeof copy, "cp -r \"$OLDPWD/%s\" own", argv[2]);
	shell(copy);
	snprintf(own, sizeof own, "%s/own", p.work);
	p.screens = own;
	one_at_a_time();
	all_at_once(
		"every file is broken",
		"for f in own/*.ini; do case $f in */words.ini | */keys.ini) ;; *) echo 'no line' >> $f ;; esac; done");
	all_at_once("every file is gone",
		    "for f in own/*.ini; do case $f in */words.ini | */keys.ini) ;; *) rm $f ;; esac; done");
	return play_close(&p, "a broken file of screens/ is told where it is needed and nowhere else");
}

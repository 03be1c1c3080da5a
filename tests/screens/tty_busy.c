/* Proves that long loading is announced and can be left: a list whose query never ends says what is read, the keys
 * typed meanwhile are done afterwards in their order, Esc ends it and one stands where one was; the same of a list that
 * had been shown before, and by a hangup. A filter that never ends, or words, are taken back by Esc: the list stays.
 *
 *   tty_busy PROGRAM SCREENS_DIR TESTS_DIR
 *
 * Nothing depends on time: BANGFU_PATIENCE=0 announces at once, and the query has no end. */
#include "screens/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define READING "正在读取"
#define STOPPED "停下了，没有读完"

#define TAKEN_BACK "条件已去掉"
#define ENDLESS "0 < (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n)"

static struct play p;

/* The screens, but what the findings' list asks while a note says "slow" has no end, nor what the students' is asked.
 */
static void make_screens(const char *screens, char out[700])
{
	char command[4000];
	snprintf(out, 700, "%s/slow", p.work);
	snprintf(
		command, sizeof command,
		"cp -r '%s' '%s' && sed -i 's/^where .*/where = 0 < (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT "
		"i + 1 FROM n WHERE EXISTS (SELECT 1 FROM note WHERE content = \"slow\")) SELECT count(*) FROM n)/' "
		"'%s/list.findings.ini' && sed -i '/^.filter/,$ s/^sql .*/sql = " ENDLESS
		"/; s/^match .*/match = " ENDLESS
		"/' '%s/list.students.ini' && sed -i 's/^values .*WITH RECURSIVE.*/values = SELECT 1, 1 WHERE " ENDLESS
		"/' '%s/list.households.ini'",
		screens, out, out, out, out);
	if (system(command) != 0)
		exit(2);
}

static struct tty *begin(bool slow)
{
	static const char *const env[] = { "BANGFU_PATIENCE=0", NULL };
	play_fresh(&p, "demo");
	if (slow)
		play_do(&p, "INSERT INTO note(noted_on, content) VALUES ('2020-11-23', 'slow')");
	struct tty *t = play_start(&p, env, "zh", 24, 80);
	if (!play_check(&p, tty_settle(t), "the program did not start"))
		exit(1);
	return t;
}

static void send(struct tty *t, const char *key)
{
	char bytes[16];
	size_t n;
	tty_key_bytes(key, bytes, &n);
	tty_send(t, bytes, n);
}

static void a_fresh_one_is_left(void)
{
	struct tty *t = begin(true);
	send(t, "f");
	play_check(&p, tty_shows_now(t, READING), "the list is read without a word");
	play_sees(&p, t, "Esc", "how to stop it");
	send(t, "Esc");
	play_check(&p, tty_settle(t), "Esc ended the program");
	play_sees(&p, t, STOPPED, "after Esc");
	play_sees(&p, t, "今日", "back where one was");
	play_leave(&p, t);
}

static void keys_wait_their_turn(void)
{
	struct tty *t = begin(true);
	send(t, "f");
	play_check(&p, tty_shows_now(t, READING), "the list is read without a word");
	send(t, "h");
	send(t, "/");
	tty_send(t, "990101", 6);
	send(t, "Esc");
	play_check(&p, tty_settle(t), "the keys ended the program");
	play_sees(&p, t, "990101", "typed while the list was read");
	play_leave(&p, t);
}

static void one_that_was_shown_stays_or_goes(void)
{
	struct tty *t = begin(false);
	play_keys(&p, t, "f");
	play_do(&p, "INSERT INTO note(noted_on, content) VALUES ('2020-11-23', 'slow')");
	send(t, "F5");
	play_check(&p, tty_shows_now(t, READING), "the list is read again without a word");
	send(t, "Esc");
	play_check(&p, tty_settle(t), "Esc ended the program");
	play_sees(&p, t, STOPPED, "after Esc");
	play_leave(&p, t);
}

/* One Esc takes back what was asked, the next closes the list. */
static void what_was_asked_is_taken_back(const char *ask, const char *last)
{
	struct tty *t = begin(false);
	play_keys(&p, t, "s Down");
	char *before = tty_screen(t);
	play_check(&p, play_shows(t, "2/"), "no list of students");
	play_keys(&p, t, ask);
	send(t, last);
	play_check(&p, tty_shows_now(t, READING), "what was asked is read without a word");
	send(t, "Esc");
	play_check(&p, tty_settle(t), "Esc ended the program");
	play_sees(&p, t, TAKEN_BACK, "after Esc");
	play_keys(&p, t, "Down");
	char *after = tty_screen(t);
	play_check(&p, strcmp(before, after) == 0, "the list is another:\n%s\n%s", before, after);
	play_keys(&p, t, "Esc");
	play_sees(&p, t, "今日", "back where one was");
	free(before);
	free(after);
	play_leave(&p, t);
}

/* What a filter could show is in the data. */
static void the_menu_of_filters_is_left(void)
{
	struct tty *t = begin(false);
	play_keys(&p, t, "h Down");
	send(t, "F");
	play_check(&p, tty_shows_now(t, READING), "the filters are read without a word");
	send(t, "Esc");
	play_check(&p, tty_settle(t), "Esc ended the program");
	play_sees(&p, t, "什么也没有改", "after Esc");
	play_sees(&p, t, "2/23", "the list stays");
	play_leave(&p, t);
}

static void a_hangup_ends_it(void)
{
	struct tty *t = begin(true);
	send(t, "f");
	play_check(&p, tty_shows_now(t, READING), "the list is read without a word");
	play_leave(&p, t);
}

int main(int argc, char **argv)
{
	char screens[700];
	if (argc != 4) {
		fprintf(stderr, "tty_busy PROGRAM SCREENS_DIR TESTS_DIR\n");
		return 2;
	}
	play_open(&p, argv[1], argv[2], "busy");
	make_screens(argv[2], screens);
	p.screens = screens;
	a_fresh_one_is_left();
	keys_wait_their_turn();
	one_that_was_shown_stays_or_goes();
	what_was_asked_is_taken_back("F Down", "Enter");
	what_was_asked_is_taken_back("/", "x");
	the_menu_of_filters_is_left();
	a_hangup_ends_it();
	return play_close(&p, "long loading is announced and can be left");
}

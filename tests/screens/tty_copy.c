/* Proves that nobody waits for the day's copy: it is made by a program of its own, here held until a byte comes through
 * a pipe. Meanwhile keys are answered; a second program does not make another; leaving ends a small one and leaves
 * nothing of it behind; a large one goes on and is a copy in the end, and that is said; what a killed one left is taken
 * away and said; that it failed, also on leaving and behind it, and that a large one
 * is done, is said.
 *
 *   tty_copy PROGRAM SCREENS_DIR TESTS_DIR */
#include "screens/play.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FAILED "今天的备份没有做成"
#define WORKING "正在做今天的备份"
#define MADE "今天的备份做好了"
#define GOES_ON "今天的备份还在做"
#define AGAIN "上次的备份没有做成"

static struct play p;
static char gate[700], over[700], holder[700], self[720];

/* Runs the program as it was called, but only when the gate opens. `over` is open for as long as it lives. */
static void make_holder(const char *program)
{
	FILE *f;
	snprintf(gate, sizeof gate, "%s/gate", p.work);
	snprintf(over, sizeof over, "%s/over", p.work);
	snprintf(holder, sizeof holder, "%s/holder", p.work);
	snprintf(self, sizeof self, "BANGFU_SELF=%s", holder);
	f = fopen(holder, "w");
	if (f == NULL || mkfifo(gate, 0600) != 0 || mkfifo(over, 0600) != 0)
		exit(2);
	fprintf(f,
		"#!/bin/sh\nexec 9<>'%s'\ntouch '%s.begun'\nread how < '%s'\n"
		"if [ \"$how\" = fail ]; then echo 'bangfu: no room' >&2; exit 2; fi\nexec '%s' \"$@\"\n",
		over, holder, gate, program);
	fclose(f);
	chmod(holder, 0700);
}

static void open_gate(const char *how)
{
	int fd = open(gate, O_WRONLY); /* waits for the reader */
	if (fd < 0 || write(fd, how, strlen(how)) < 0)
		exit(2);
	close(fd);
}

/* Until no holder lives any more: there is nobody left who could write. */
static void wait_until_over(int reader)
{
	char none;
	if (fcntl(reader, F_SETFL, 0) != 0 || read(reader, &none, 1) != 0)
		exit(2);
	close(reader);
}

static bool there(const char *suffix)
{
	char path[800];
	snprintf(path, sizeof path, "%s/backup/play-%s", p.work, suffix);
	return access(path, F_OK) == 0;
}

static struct tty *begin(void)
{
	const char *const env[] = { self, NULL };
	struct tty *t = play_start(&p, env, "zh", 24, 80);
	if (!play_check(&p, tty_settle(t), "the program did not start"))
		exit(1);
	return t;
}

/* Free pages: a large file that is quickly copied. */
static void grow(void)
{
	play_do(&p, "CREATE TABLE ballast AS SELECT zeroblob(70000000) AS b");
	play_do(&p, "DROP TABLE ballast");
}

static void keys_are_answered(void)
{
	play_fresh(&p, "demo");
	grow();
	struct tty *t = begin();
	play_sees(&p, t, WORKING, "behind the first frame");
	play_keys(&p, t, "h Down v");
	play_check(&p, !there(PLAY_TODAY ".db"), "the copy is there before it was let go");
	play_keys(&p, t, "F2 y");
	play_sees(&p, t, "已保存", "a visit saved while the copy is made");
	open_gate("go\n");
	play_check(&p, tty_shows_now(t, MADE), "that the copy is made was not said");
	play_check(&p, there(PLAY_TODAY ".db"), "no copy");
	play_keys(&p, t, "Down");
	play_check(&p, !play_shows(t, MADE), "the message stays");
	play_leave(&p, t);
	play_verify(&p, "after the copy");
}

static void leaving_ends_it(void)
{
	char command[1200];
	play_fresh(&p, "demo");
	snprintf(command, sizeof command, "mkdir '%s/backup' && touch '%s/backup/play-2020-11-20.db.part'", p.work,
		 p.work);
	if (system(command) != 0)
		exit(2);
	struct tty *t = begin();
	play_check(&p, !play_shows(t, WORKING), "a small copy is announced");
	play_keys(&p, t, "h Esc");
	play_leave(&p, t);
	/* Nobody reads the gate any more. */
	play_check(&p, open(gate, O_WRONLY | O_NONBLOCK) < 0, "the copy outlives the program");
	play_check(&p, !there(PLAY_TODAY ".db") && !there(PLAY_TODAY ".db.part"), "half a copy was left");
	play_check(&p, !there("2020-11-20.db.part"), "what a killed one left is still there");
}

static bool was_said(const struct tty *t, const char *text)
{
	size_t n;
	const char *all = tty_output(t, &n);
	return memmem(all, n, text, strlen(text)) != NULL;
}

/* By a key, or with its window: what ends the terminal does not reach the copy. */
static void a_large_one_goes_on(bool hang_up)
{
	play_fresh(&p, "demo");
	grow();
	int reader = open(over, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct tty *t = begin();
	play_sees(&p, t, WORKING, "behind the first frame");
	if (hang_up)
		tty_hang_up(t);
	else
		tty_send(t, "q", 1);
	while (!hang_up && tty_settle(t))
		;
	play_ended(&p, t, "left while a large copy is made");
	play_check(&p, hang_up || was_said(t, GOES_ON), "that the copy goes on was not said on leaving");
	play_check(&p, !was_said(t, AGAIN), "a copy is said to have been cut short");
	tty_close(t);
	play_check(&p, !there(PLAY_TODAY ".db"), "the copy is there before it was let go");
	open_gate("go\n");
	wait_until_over(reader);
	play_check(&p, there(PLAY_TODAY ".db"), "the copy did not go on");
	play_check(&p, !there(PLAY_TODAY ".db.part"), "a part is still there");
}

/* As the computer leaves it when it is switched off. */
static void one_cut_short_is_said(void)
{
	char command[1200];
	play_fresh(&p, "demo");
	snprintf(command, sizeof command, "mkdir '%s/backup' && echo half >'%s/backup/play-2020-11-22.db.part'", p.work,
		 p.work);
	if (system(command) != 0)
		exit(2);
	int reader = open(over, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct tty *t = begin();
	play_sees(&p, t, AGAIN, "behind the first frame");
	open_gate("go\n");
	wait_until_over(reader);
	play_check(&p, there(PLAY_TODAY ".db"), "no copy is made after one that was cut short");
	play_check(&p, !there("2020-11-22.db") && !there("2020-11-22.db.part"), "half a copy stays");
	play_leave(&p, t);
}

/* With the mark it leaves behind, for those who do not hear of it. */
static void a_failure_is_said(void)
{
	char mark[700];
	play_fresh(&p, "demo");
	struct tty *t = begin();
	snprintf(mark, sizeof mark, "%s/backup/play-" PLAY_TODAY ".db.part", p.work);
	FILE *f = fopen(mark, "w");
	if (f == NULL)
		exit(2);
	fclose(f);
	open_gate("fail\n");
	play_check(&p, tty_shows_now(t, FAILED "：no room"), "that it failed was not said");
	play_check(&p, !there(PLAY_TODAY ".db.part"), "what was said will be said again");
	play_keys(&p, t, "h");
	play_leave(&p, t);
}

/* While keys come nobody looks at it: then it is said on leaving. */
static void a_failure_is_said_on_leaving(void)
{
	play_fresh(&p, "demo");
	int reader = open(over, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct tty *t = begin();
	open_gate("fail\n");
	wait_until_over(reader);
	play_keys(&p, t, "h Esc");
	tty_send(t, "q", 1);
	while (tty_settle(t))
		;
	play_ended(&p, t, "left behind a copy that failed");
	play_check(&p, was_said(t, FAILED "：no room"), "that it failed was not said on leaving");
	tty_close(t);
}

/* A large one that nobody hears of any more: the next start says it. Nothing that breaks a rule is copied. */
static void a_failure_behind_is_said_next_time(void)
{
	play_fresh(&p, "demo");
	grow();
	int reader = open(over, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct tty *t = begin();
	play_sees(&p, t, WORKING, "behind the first frame");
	play_leave(&p, t);
	play_do(&p, "CREATE TABLE stray(of INTEGER REFERENCES household(id))");
	play_do(&p, "INSERT INTO stray VALUES (-1)");
	open_gate("go\n");
	wait_until_over(reader);
	play_check(&p, !there(PLAY_TODAY ".db"), "a damaged copy was kept");
	play_do(&p, "DROP TABLE stray");
	reader = open(over, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	t = begin();
	play_sees(&p, t, AGAIN, "after a copy that failed behind");
	open_gate("go\n");
	wait_until_over(reader);
	play_check(&p, there(PLAY_TODAY ".db"), "no copy is made after one that failed");
	play_leave(&p, t);
}

/* The lock is another program's: here the test's own. */
static void one_is_enough(void)
{
	char command[1000], begun[720];
	snprintf(begun, sizeof begun, "%s.begun", holder);
	play_fresh(&p, "demo");
	unlink(begun);
	snprintf(command, sizeof command, "%s/backup", p.work);
	mkdir(command, 0700);
	snprintf(command, sizeof command, "%s/backup/play-" PLAY_TODAY ".db.part", p.work);
	int fd = open(command, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0 || flock(fd, LOCK_EX) != 0)
		exit(2);
	struct tty *t = begin();
	play_keys(&p, t, "h Esc");
	play_leave(&p, t);
	play_check(&p, access(begun, F_OK) != 0, "a second copy was begun");
	play_check(&p, there(PLAY_TODAY ".db.part"), "another's half copy was taken away");
	close(fd);
}

int main(int argc, char **argv)
{
	if (argc != 4) {
		fprintf(stderr, "tty_copy PROGRAM SCREENS_DIR TESTS_DIR\n");
		return 2;
	}
	play_open(&p, argv[1], argv[2], "copy");
	make_holder(argv[1]);
	keys_are_answered();
	leaving_ends_it();
	a_large_one_goes_on(false);
	a_large_one_goes_on(true);
	one_cut_short_is_said();
	a_failure_is_said();
	a_failure_is_said_on_leaving();
	a_failure_behind_is_said_next_time();
	one_is_enough();
	return play_close(&p, "nobody waits for the day's copy");
}

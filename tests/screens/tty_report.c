/* Proves that a report is a person's own and still counts: an edited sentence and an added paragraph stay when a fact
 * changes, the numbers in them follow it, what a number opens are as many rows as it says, and undo takes the words
 * back.
 *
 *   tty_report PROGRAM SCREENS_DIR TESTS_DIR */
#include "screens/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct play p;

/* The number in front of the word on the screen, behind the text `after`; -1: not there. */
static long number_behind(struct tty *t, const char *after)
{
	char *screen = tty_screen(t), *at = strstr(screen, after);
	long n = at ? strtol(at + strlen(after), NULL, 10) : -1;

	free(screen);
	return n;
}

static void open_year(struct tty *t)
{
	play_keys(&p, t, "r Enter");
	play_sees(&p, t, "年度总结", "the report of the year");
}

/* The second number of the page: students aided. */
static void rows_are_the_number(void)
{
	struct tty *t = play_begin(&p);
	long rows;

	open_year(t);
	play_keys(&p, t, "] Tab Tab Enter");
	rows = number_behind(t, "名（");
	play_check(&p, rows > 0 && rows == number_behind(t, "受助学生 "), "a number and its rows differ: %ld", rows);
	play_keys(&p, t, "Enter");
	play_sees(&p, t, "所属户", "the person behind a row");
	play_keys(&p, t, "Esc Esc");
	play_sees(&p, t, "年度总结", "back in the report");
	play_leave(&p, t);
}

static void own_words_stay(void)
{
	struct tty *t = play_begin(&p);
	long before, after;

	open_year(t);
	play_keys(&p, t, "] Tab Tab e");
	play_sees(&p, t, "修改这一段", "the editor");
	play_type(t, "此数已逐人核对。");
	play_keys(&p, t, "F2");
	play_sees(&p, t, "此数已逐人核对。", "the edited sentence");
	play_keys(&p, t, "n");
	play_type(t, "自己加的一段话。");
	play_keys(&p, t, "F2");
	play_sees(&p, t, "自己加的一段话。", "the own paragraph");
	before = number_behind(t, "户20户，");
	play_check(&p, before > 0, "no number in the sentence");
	/* A student's aid goes: another program wrote it. */
	play_check(&p,
		   play_do(&p,
			   "UPDATE aid SET deleted_on = '2020-11-23' WHERE person_id = (SELECT person_id FROM aid_paid "
			   "WHERE term LIKE '2020-%' GROUP BY person_id HAVING min(term) = '2020-2' LIMIT 1)"),
		   "the aid is still there");
	play_keys(&p, t, "F5");
	play_sees(&p, t, "此数已逐人核对。", "the edited sentence after counting again");
	play_sees(&p, t, "自己加的一段话。", "the own paragraph after counting again");
	after = number_behind(t, "户20户，");
	if (after < 0)
		after = number_behind(t, "户19户，");
	play_check(&p, after == before - 1, "%ld students, then %ld", before, after);
	play_leave(&p, t);
	t = play_start(&p, NULL, "zh", 24, 80);
	tty_settle(t);
	open_year(t);
	play_sees(&p, t, "此数已逐人核对。", "the sentence in the next session");
	play_verify(&p, "after the report was written on");
	play_leave(&p, t);
}

static void undo_takes_words_back(void)
{
	struct tty *t = play_begin(&p);

	open_year(t);
	play_keys(&p, t, "] n");
	play_type(t, "这一段不要。");
	play_keys(&p, t, "F2");
	play_sees(&p, t, "这一段不要。", "the own paragraph");
	play_keys(&p, t, "u");
	play_check(&p, !play_shows(t, "这一段不要。"), "undo left the paragraph");
	play_keys(&p, t, "U");
	play_sees(&p, t, "这一段不要。", "redo");
	play_keys(&p, t, "n");
	play_type(t, "没写完");
	play_keys(&p, t, "Esc");
	play_sees(&p, t, "不要了", "the question before words are dropped");
	play_keys(&p, t, "n");
	play_sees(&p, t, "没写完", "still being written");
	play_keys(&p, t, "Esc y");
	play_check(&p, !play_shows(t, "没写完"), "dropped words stand in the report");
	play_leave(&p, t);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	play_open(&p, argv[1], argv[2], "report");
	rows_are_the_number();
	own_words_stay();
	undo_takes_words_back();
	return play_close(&p, "a report counts and keeps a person's words");
}

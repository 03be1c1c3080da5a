/* Proves the cases of dropout and the prompts as a cadre meets them: a case stays in Today however its talks are
 * logged; a step that says nothing, or a day that is none, is asked again with what was said before it; a narrow screen
 * keeps the columns that matter; an empty database says where to begin.
 *
 *   tty_school PROGRAM SCREENS_DIR TESTS_DIR */
#include "screens/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASE "FROM dropout WHERE deleted_on IS NULL AND "

static struct play p;

/* On the child of the sample village with a case. */
static struct tty *at_the_case(void)
{
	struct tty *t = play_begin(&p);

	play_keys(&p, t, "Z Tab Tab");
	play_sees(&p, t, "[疑似辍学 1]", "the ledger of the sample village's case");
	return t;
}

static void talk_without_a_next_day(void)
{
	struct tty *t = at_the_case();
	char *name = play_ask(&p, "SELECT p.name FROM dropout d JOIN person p ON p.id = d.person_id");

	play_keys(&p, t, "n F2");
	play_check(&p, play_count(&p, "SELECT count(*) FROM persuasion WHERE talked_on = '" PLAY_TODAY "'") == 1,
		   "a talk was not logged");
	play_sees(&p, t, "2020-12-02", "the day that was agreed before");
	play_keys(&p, t, "t End");
	for (int i = 0; i < 40 && !play_shows(t, ">控辍"); i++)
		play_keys(&p, t, "Up");
	play_sees(&p, t, ">控辍", "an open case in Today");
	play_sees(&p, t, name, "the child in Today");
	free(name);
	play_leave(&p, t);
}

static void confirmed_and_back(void)
{
	struct tty *t = at_the_case();

	play_keys(&p, t, "m Enter Enter");
	play_sees(&p, t, "措施：", "no measure was said");
	play_type(t, "每周上门劝返");
	play_keys(&p, t, "Enter Ctrl-U");
	play_type(t, "2020-13-40");
	play_keys(&p, t, "Enter");
	play_sees(&p, t, "“2020-13-40”不是日期", "a month that is none");
	play_keys(&p, t, "Ctrl-U");
	play_type(t, PLAY_TODAY);
	play_keys(&p, t, "Enter");
	play_check(&p,
		   play_count(&p,
			      "SELECT count(*) " CASE "state = 'dropout' AND measure = '每周上门劝返' AND confirmed_on "
			      "= '" PLAY_TODAY "'") == 1,
		   "the measure was lost on the way");
	play_sees(&p, t, "疑似辍学 0", "a confirmed case is suspected no more");
	play_sees(&p, t, "辍学 1", "a confirmed case");
	play_keys(&p, t, "Tab Tab m Enter Enter");
	play_sees(&p, t, "返校学校：", "no school was said");
	play_type(t, "青山镇初级中学");
	play_keys(&p, t, "Enter Enter");
	play_check(&p, play_count(&p, "SELECT count(*) " CASE "return_school = '青山镇初级中学'") == 1,
		   "a question that was asked again is not answered");
	play_leave(&p, t);
}

static void verified_on_a_day_that_is_none(void)
{
	struct tty *t = play_begin(&p);

	play_do(&p, "UPDATE enrolment SET verified_on = NULL, verified_by = NULL WHERE term = '2020-2'");
	play_keys(&p, t, "C End Left Left Left Left Enter * V Enter");
	play_sees(&p, t, "还空着", "no name");
	play_type(t, "王老师");
	play_keys(&p, t, "Enter Ctrl-U");
	play_type(t, "2021-13-40");
	play_keys(&p, t, "Enter");
	play_sees(&p, t, "“2021-13-40”不是日期", "a month that is none");
	play_keys(&p, t, "Ctrl-U");
	play_type(t, "2020-11-20");
	play_keys(&p, t, "Enter");
	play_check(&p,
		   play_count(&p, "SELECT count(*) FROM enrolment WHERE verified_by = '王老师' AND verified_on = "
				  "'2020-11-20'") > 0,
		   "the name was lost on the way");
	play_leave(&p, t);
}

static void narrow(void)
{
	play_fresh(&p, "demo");
	struct tty *t = play_start(&p, NULL, "zh", 20, 60);

	play_check(&p, tty_settle(t), "the program did not start");
	play_keys(&p, t, "Z Tab Tab");
	play_sees(&p, t, "2020-12-02", "the next day on a narrow screen");
	play_sees(&p, t, "状态", "the state on a narrow screen");
	play_keys(&p, t, "O");
	play_sees(&p, t, "上次", "the last lesson on a narrow screen");
	play_sees(&p, t, "逾期", "the delay on a narrow screen");
	play_leave(&p, t);
}

static void where_to_begin(void)
{
	struct tty *t = play_begin(&p);

	play_do(&p, "UPDATE person SET deleted_on = '2020-11-01'; UPDATE dropout SET deleted_on = '2020-11-01';"
		    "UPDATE lesson_plan SET deleted_on = '2020-11-01'");
	play_keys(&p, t, "F5 O n");
	play_sees(&p, t, "按 n 记送教", "a lesson of nobody");
	play_keys(&p, t, "Z n");
	play_sees(&p, t, "先在户页里登记孩子", "a talk about nobody");
	play_leave(&p, t);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	play_open(&p, argv[1], argv[2], "school");
	talk_without_a_next_day();
	confirmed_and_back();
	verified_on_a_day_that_is_none();
	narrow();
	where_to_begin();
	return play_close(&p,
			  "a case stays in Today; blank steps and wrong days are asked again, nothing said is lost");
}
